"""redlines.yml and examples.yml -> the one form that is run, here by detector.py and in the browser by detector.mjs.

Every way to find wording in one list, the parts of patterns once, what the examples taught as numbers: JSON
values only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from generator.content import chinese
from generator.content.model import Examples, RedLines, Rule
from generator.rules import patterns
from generator.rules.likeness import learn
from generator.rules.reading import PUBLISHED, Reader

PART = r"<([a-z]+)>"
"""A named part within a pattern."""
FIND = "◆"
"""Where the find stands, in a pattern that says what may stand around it."""


def program(redlines: RedLines, examples: Examples | None = None) -> dict[str, Any]:
    """What a detector runs."""
    made: dict[str, Any] = {
        "reading": PUBLISHED,
        "simplified": "".join(chinese.pairs()),
        "same": {word: list(disguises) for word, disguises in redlines.same.items()},
        "sounds": {word: _sounds(word, redlines) for word in redlines.sounds},
        "parts": dict(redlines.parts),
        "guards": redlines.guards.model_dump(),
        "notice": _notice(redlines),
        "rules": [
            {"id": name, "severity": rule.severity, "ways": _ways(rule, redlines)}
            for name, rule in redlines.rules.items()
        ],
    }
    made["model"] = _taught(redlines, examples, Reader(made)) if examples else None
    letters = _letters(made)
    made["simplified"] = "".join(pair for pair in chinese.pairs() if pair[1] in letters)
    return made


def _letters(made: Mapping[str, Any]) -> frozenset[str]:
    """The signs that anything in a program is known by: of the others nobody needs to know a simplified form."""
    told = [made["same"], made["sounds"], made["parts"], made["guards"], made["notice"], made["rules"], made["model"]]
    return frozenset(json.dumps(told, ensure_ascii=False))


def _notice(redlines: RedLines) -> dict[str, Any] | None:
    notice = redlines.notice
    return {"when": notice.when, "parts": [part.has for part in notice.parts]} if notice else None


def _ways(rule: Rule, redlines: RedLines) -> list[dict[str, Any]]:
    """Each way that a rule finds wording."""
    ways: list[dict[str, Any]] = [
        {name: value for name, value in way.model_dump().items() if value}
        | _keys(expanded(way.pattern, redlines.parts))
        for way in rule.wordings
    ]
    if rule.consequences:
        ways.append(rule.consequences.model_dump() | {"lawful": list(rule.consequences.lawful.values())})
    return ways


def _keys(pattern: str) -> dict[str, str]:
    """The few signs that a pattern needs one of, where they are worth their room."""
    keys = patterns.fewest(patterns.needed(pattern))
    return {"keys": "".join(sorted(keys))} if 0 < len(keys) <= WORTH else {}


WORTH = 12


def _taught(redlines: RedLines, examples: Examples, reader: Reader) -> dict[str, Any] | None:
    """What the examples teach, those of the rules among them, and the rule that asks for it."""
    rules = redlines.rules
    asking = next((name for name, rule in rules.items() if rule.like_examples), None)
    if asking is None:
        return None
    by_rule = [(text, name) for name, texts in examples.breaks.items() for text in texts]
    by_rule += [(text, name) for name, rule in rules.items() for text in rule.bad if name != asking]
    harmful = [*by_rule, *((text, "") for text in [*examples.harmful, *rules[asking].bad])]
    harmless = [*examples.harmless, *(text for rule in rules.values() for text in rule.ok)]
    model = learn(
        [(reader.read(text).text, rule) for text, rule in harmful],
        [reader.read(text).text for text in harmless],
        rules[asking].like_examples or 0,
    )
    return {"rule": asking, **model.published()}


def expanded(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with its <parts> filled in, parts of parts too; check.py tells of one that is not there."""
    for _ in range(DEPTH):
        filled = re.sub(PART, lambda match: f"(?:{parts[match[1]]})" if match[1] in parts else match[0], pattern)
        if filled == pattern:
            break
        pattern = filled
    return pattern


DEPTH = 4
"""How deep parts may be made of parts."""


def _sounds(word: str, redlines: RedLines) -> dict[str, Any]:
    """By what a word is known besides its characters: for each those that sound or look like it, and its syllables;
    and the real words that are left alone. reading.disguises spells it out."""
    others = ["".join(dict.fromkeys(chinese.homophones(char) + redlines.looks.get(char, ""))) for char in word]
    return {
        "others": others,
        "syllables": [list(chinese.readings(char)) for char in word],
        "real": redlines.sounds[word],
    }

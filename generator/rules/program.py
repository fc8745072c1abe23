"""redlines.yml and examples.yml -> the one form that is run, here by detector.py and in the browser by detector.mjs:
parts filled in, every way to find wording in one list, what the examples taught as numbers. Nothing but JSON values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator.content import chinese
from generator.content.model import Examples, RedLines, Rule
from generator.rules import patterns
from generator.rules.naive_bayes import Model, learn
from generator.rules.reading import PUBLISHED, Reader

PART = r"<([a-z]+)>"
"""A named part within a pattern."""
FIND = "◆"
"""Where the find stands, in a pattern that says what may stand around it."""


def program(redlines: RedLines, examples: Examples | None = None) -> dict[str, Any]:
    """What a detector runs."""
    simplified = chinese.simplified()
    made: dict[str, Any] = {
        "reading": PUBLISHED,
        "simplified": "".join(chr(code) + simple for code, simple in simplified.items()),
        "same": {word: list(disguises) for word, disguises in redlines.same.items()},
        "sounds": {word: disguises(word, redlines) for word in redlines.sounds},
        "guards": {
            name: expanded(pattern, redlines.parts) if pattern else None
            for name, pattern in redlines.guards.model_dump().items()
        },
        "notice": _notice(redlines),
        "rules": [
            {"id": name, "severity": rule.severity, "ways": _ways(rule, redlines)}
            for name, rule in redlines.rules.items()
        ],
    }
    model = _taught(redlines, examples, Reader(made)) if examples else None
    made["model"] = model.published() if model else None
    return made


def _notice(redlines: RedLines) -> dict[str, Any] | None:
    if not (notice := redlines.notice):
        return None
    full = [[expanded(pattern, redlines.parts) for pattern in each] for each in (notice.when, *(p.has for p in notice.parts))]
    return {"when": full[0], "parts": full[1:]}


def _ways(rule: Rule, redlines: RedLines) -> list[dict[str, Any]]:
    """Each way that a rule finds wording."""

    def full(pattern: str | None) -> str | None:
        return expanded(pattern, redlines.parts) if pattern else None

    ways: list[dict[str, Any]] = [
        {
            "pattern": full(way.pattern),
            "keys": patterns.needed(str(full(way.pattern))),
            "needs": [full(need) for need in way.needs],
            "told": full(way.told),
            "unless": full(way.unless),
        }
        for way in rule.wordings
    ]
    if rule.consequences:
        listed = rule.consequences
        lawful = [full(pattern) for pattern in listed.lawful.values()]
        ways.append({"unpaid": full(listed.unpaid), "follows": full(listed.follows), "lawful": lawful})
    if rule.like_examples:
        ways.append({"like_examples": True})
    return ways


def _taught(redlines: RedLines, examples: Examples, reader: Reader) -> Model | None:
    """What the examples teach, those of the rules among them."""
    rules = redlines.rules.values()
    shares = [rule.like_examples for rule in rules if rule.like_examples]
    if not shares:
        return None
    harmful = [*examples.harmful, *(text for rule in rules for text in rule.bad)]
    harmless = [*examples.harmless, *(text for rule in rules for text in rule.ok)]
    read = [[reader.read(text).text for text in texts] for texts in (harmful, harmless)]
    return learn(*read, shares[0])


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


def disguises(word: str, redlines: RedLines) -> list[str]:
    """How a word is written by its sound or its look: one character of it another, one or all in letters."""
    found = []
    for at, char in enumerate(word):
        others = chinese.homophones(char) + redlines.looks.get(char, "")
        spelt = [*others, *chinese.readings(char)]
        found += [word[:at] + other + word[at + 1 :] for other in spelt if other != char]
    first: Sequence[str] = [""]
    for char in word:
        first = [done + reading for done in first for reading in chinese.readings(char)]
    real = redlines.sounds[word]
    return [text for text in dict.fromkeys([*found, *first]) if text not in real]

"""Library -> what the reader's side needs in the browser beside the pages, as data files loaded by a script tag,
which works from file:// too: the blanks with their formulas as trees, the red lines with what the examples taught."""

from __future__ import annotations

from typing import Any

from generator.content.chinese import simplified
from generator.content.formula import parse
from generator.content.library import Library
from generator.content.markup import readable
from generator.content.model import Blank, RedLines, Rule, cite
from generator.output import Output, address, publish
from generator.pages.ways import calls
from generator.rules import detector
from generator.rules.detector import expanded
from generator.rules.naive_bayes import Likeness
from generator.rules.redlines import detector_of

BLANKS = "assets/data/blanks.js"
"""Where the blanks stand below the site; kb-case loads them."""
CALLS = "assets/data/calls.js"
"""Replies and ends for the guided call; kb-call loads them."""
RED_LINES = "assets/data/redlines.js"
"""The rules for the page that checks any text; kb-lint loads them."""


def outputs(library: Library) -> list[Output]:
    """The data files of the reader's side: those of which the content has something."""
    found = []
    if library.blanks:
        blanks = {name: _published(blank) for name, blank in library.blanks.items()}
        found.append(publish(BLANKS, blanks))
    if library.ends:
        found.append(publish(CALLS, calls(library)))
    if library.redlines:
        found.append(publish(RED_LINES, red_lines(library)))
    return found


def _published(blank: Blank) -> dict[str, object]:
    """One blank as JSON: what its author gave, the formula as a tree."""
    values = blank.model_dump(exclude_defaults=True)
    if blank.formula:
        values["formula"] = parse(blank.formula)
    return values


def red_lines(library: Library) -> dict[str, Any]:
    """The rules as src/lint/redline.mjs reads them: parts filled in, articles as they are cited."""
    assert library.redlines
    red = library.redlines
    found = library.once(detector_of)
    likeness = (found and found.likeness) or Likeness({}, 0, (), (), {})
    table = simplified()
    return {
        "rules": [_rule(library, red, name, rule) for name, rule in red.rules.items()],
        "guards": {
            **red.guards.model_dump(),
            "before": expanded(red.guards.before, red.parts),
            "after": expanded(red.guards.after, red.parts),
            "heat": red.guards.heat and expanded(red.guards.heat, red.parts),
            "cool": red.guards.cool and expanded(red.guards.cool, red.parts),
        },
        "same": red.same,
        "simplified": "".join(chr(code) + simple for code, simple in table.items()),
        "harmful": "\n".join(likeness.harmful),
        "harmless": "\n".join(likeness.harmless),
        "table": [[*counts, weight] for counts, weight in sorted(likeness.table.items())],
        "limit": likeness.limit,
        "invisible": detector.INVISIBLE,
        "separated": detector.SEPARATED,
        "sentence": detector.SENTENCE,
        "clause": detector.CLAUSE,
        "edges": detector.EDGES,
    }


def _rule(library: Library, red: RedLines, name: str, rule: Rule) -> dict[str, Any]:
    form = library.words["interface"]["page"]["cite"]
    articles = [(article, library.articles[article]) for article in rule.law if article in library.articles]
    found: dict[str, Any] = {
        "id": name, "severity": rule.severity, "title": rule.title,
        "why": readable(rule.why), "suggest": readable(rule.suggest),
        "law": [(cite(cited, form), f"{address(cited[0].page)}#{id_}") for id_, cited in articles],
    }  # fmt: skip
    if rule.pattern:
        found["pattern"] = expanded(rule.pattern, red.parts)
    if rule.all_of:
        found["all_of"] = [expanded(pattern, red.parts) for pattern in rule.all_of]
    if rule.unless:
        found["unless"] = expanded(rule.unless, red.parts)
    if rule.always:
        found["always"] = True
    if listed := rule.consequences:
        found["consequences"] = {
            "unpaid": expanded(listed.unpaid, red.parts),
            "follows": expanded(listed.follows, red.parts),
            "lawful": [expanded(pattern, red.parts) for pattern in listed.lawful.values()],
        }
    return found

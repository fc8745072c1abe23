"""Library -> what the reader's side needs in the browser beside the pages, as data files loaded by a script tag,
which works from file:// too: the blanks with their formulas as trees, the red lines with what the examples taught."""

from __future__ import annotations

from typing import Any

from generator.content.formula import parse
from generator.content.library import Library
from generator.content.model import Blank, Rule, cite
from generator.output import Output, address, publish
from generator.pages.ways import calls
from generator.rules.redlines import detector_of

BLANKS = "assets/data/blanks.js"
"""Where the blanks stand below the site; kb-case loads them."""
CALLS = "assets/data/calls.js"
"""Replies and ends for the guided call; kb-call loads them."""
RED_LINES = "assets/data/redlines.js"
"""The rules for the page that checks any text; kb-lint loads them."""
LIKENESS = "assets/data/likeness.js"
"""What the examples taught; loaded with the rules."""


def outputs(library: Library) -> list[Output]:
    """The data files of the reader's side: those of which the content has something."""
    found = []
    if library.blanks:
        blanks = {name: _published(blank) for name, blank in library.blanks.items()}
        found.append(publish(BLANKS, blanks))
    if library.ends:
        found.append(publish(CALLS, calls(library)))
    if library.redlines:
        rules = red_lines(library)
        if rules.get("model"):
            found.append(publish(LIKENESS, rules["model"]))
            rules["model"] = LIKENESS
        found.append(publish(RED_LINES, rules))
    return found


def _published(blank: Blank) -> dict[str, object]:
    """One blank as JSON: what its author gave, the formula as a tree."""
    values = blank.model_dump(exclude_defaults=True)
    if blank.formula:
        values["formula"] = parse(blank.formula)
    return values


def red_lines(library: Library) -> dict[str, Any]:
    """What frontend/lint/detector.mjs runs, which is what detector.py runs, and beside each rule what is told of it."""
    assert library.redlines
    detector = library.once(detector_of)
    notice, wishes = library.redlines.notice, library.redlines.wishes
    return {
        **(detector.program if detector else {}),
        "texts": {name: _told(library, rule) for name, rule in library.rules.items()},
        "lacking": [[part.title, library.readable(part.say)] for part in notice.parts] if notice else [],
        "wishes": {
            "leave": library.words["search"]["leave"], "begins": wishes.begins if wishes else "",
            "said_of": wishes.said_of if wishes else "",
        },
    }  # fmt: skip


def _told(library: Library, rule: Rule) -> dict[str, Any]:
    """What readers are told of a rule: articles as they are cited, with their addresses."""
    form = library.words["interface"]["page"]["cite"]
    articles = [(article, library.articles[article]) for article in rule.law if article in library.articles]
    return {
        "title": rule.title, "why": library.readable(rule.why), "suggest": library.readable(rule.suggest),
        "mend": library.readable(rule.mend or ""), "reword": rule.reword,
        "law": [(cite(cited, form), f"{address(cited[0].page)}#{id_}") for id_, cited in articles],
    }  # fmt: skip

"""Any text -> a verdict on the whole of it, as a manager reads it: a draft notice, a message, a letter, a chat.

The browser's side of the verdict is overrides/assets/javascripts/src/lint/verdict.mjs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.content.library import Library
from generator.content.markup import readable
from generator.content.model import Severity, cite
from generator.rules.detector import Detector, Find
from generator.rules.reading import Speaker, speakers

SEVERITIES: tuple[Severity, ...] = ("forbidden", "caution", "review")
"""The gravest first."""
MOST = 200
"""How many finds are shown; the others are counted."""


@dataclass(frozen=True)
class Hit:
    """A find, with its sentence as it was written and where that stands."""

    find: Find
    severity: Severity
    line: int
    """From 1."""
    begin: int
    written: str
    speaker: Speaker | None
    """Who wrote it and when, in a chat."""


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a text, and what a lawful one of its kind would have."""

    hits: Sequence[Hit]
    """In the order of the text."""
    missing: Sequence[int]
    """The parts of a notice (see RedLines.notice) that it lacks."""

    @property
    def worst(self) -> str:
        """The gravest of its faults, or clean."""
        found = {hit.severity for hit in self.hits}
        return next((severity for severity in SEVERITIES if severity in found), "clean")

    def by_gravity(self) -> list[Hit]:
        """The faults, the gravest first."""
        return sorted(self.hits, key=lambda hit: SEVERITIES.index(hit.severity))


def lint(library: Library, detector: Detector, text: str) -> Verdict:
    """Judge a text."""
    assert library.redlines
    rules = library.redlines.rules
    ends = [at for at, sign in enumerate(text) if sign == "\n" or (sign == "\r" and text[at + 1 : at + 2] != "\n")]
    said = list(speakers(text))
    begins = [speaker.end for speaker in said]
    hits = []
    for (begin, end), finds in detector.by_sentence(text):
        who = bisect_right(begins, begin) - 1
        for find in finds:
            line = bisect_right(ends, find.begin - 1) + 1
            speaker = said[who] if who >= 0 else None
            hits.append(Hit(find, rules[find.rule].severity, line, begin, text[begin:end], speaker))
    return Verdict(hits, detector.missing(text))


def as_json(name: str, encoding: str, verdict: Verdict, library: Library) -> dict[str, Any]:
    """A file's verdict as `lint --json` gives it (schemas/lint.json)."""
    return {
        "file": name,
        "encoding": encoding,
        "verdict": verdict.worst,
        "finds": [_find(hit, library) for hit in verdict.hits],
        "missing": [part.title for part in _missing(library, verdict)],
    }


def _find(hit: Hit, library: Library) -> dict[str, Any]:
    assert library.redlines
    rule = library.redlines.rules[hit.find.rule]
    found: dict[str, Any] = {
        "rule": hit.find.rule, "title": rule.title, "severity": hit.severity, "line": hit.line,
        "start": hit.find.begin, "end": hit.find.end, "sentence": hit.written,
        "suggestion": readable(rule.suggest), "law": list(_law(hit, library)),
    }  # fmt: skip
    if hit.speaker:
        found |= {"who": hit.speaker.who, "when": hit.speaker.when}
    return found


def shown(verdict: Verdict, library: Library) -> str:
    """What must not be said beside what can be said instead, with the law, the gravest first; then what is missing."""
    w = library.words["interface"]["lint"]
    parts = [_shown(hit, library) for hit in verdict.by_gravity()[:MOST]]
    if more := len(verdict.hits) - len(parts):
        parts.append(w["more"].format(count=more))
    if verdict.hits:
        counts = Counter(hit.severity for hit in verdict.hits)
        said = [w["count"].format(severity=w[name], count=counts[name]) for name in SEVERITIES if counts[name]]
        parts.append(w["summary"].format(found=w["between"].join(said)))
    else:
        parts.append(w["clean"])
    if missing := _missing(library, verdict):
        parts.append("\n".join([w["missing"], *(f"  - {part.title}{w['colon']}{readable(part.say)}" for part in missing)]))
    return "\n\n".join(parts)


def _shown(hit: Hit, library: Library) -> str:
    assert library.redlines
    w, rule = library.words["interface"]["lint"], library.redlines.rules[hit.find.rule]
    place = f"{hit.speaker.who} {hit.speaker.when}" if hit.speaker else ""
    head = w["head"].format(line=hit.line, severity=w[hit.severity], rule=hit.find.rule, title=rule.title)
    lines = [f"{head}{w['said_by'].format(who=place)}" if place else head]
    lines += [f"  {w['sentence']}{' '.join(hit.written.split())}", f"  {w['found']}{hit.find.found}"]
    lines += [f"  {w['suggest']}{readable(rule.suggest)}", f"  {w['why']}{readable(rule.why)}"]
    law = list(_law(hit, library))
    return "\n".join(lines + ([f"  {w['law']}{w['between'].join(law)}"] if law else []))


def _law(hit: Hit, library: Library) -> Iterator[str]:
    assert library.redlines
    form = library.words["interface"]["page"]["cite"]
    return (cite(library.articles[name], form) for name in library.redlines.rules[hit.find.rule].law)


def _missing(library: Library, verdict: Verdict) -> list[Any]:
    notice = library.redlines.notice if library.redlines else None
    return [notice.parts[at] for at in verdict.missing] if notice else []

"""Any text -> a verdict on the whole of it: its faults, and what a lawful notice of its kind would have.

The browser's side is frontend/lint/verdict.mjs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from generator.content.library import Library
from generator.content.model import Severity
from generator.rules.detector import Detector
from generator.rules.reading import Speaker, speakers
from generator.rules.sentences import Find

SEVERITIES: tuple[Severity, ...] = ("forbidden", "caution", "review")
"""The gravest first."""


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
    """What is wrong with a text."""

    hits: Sequence[Hit] = ()
    """In the order of the text."""
    missing: Sequence[int] = ()
    """The parts of a notice (see RedLines.notice) that it lacks."""

    @property
    def worst(self) -> str:
        """The gravest of its faults, or clean."""
        found = {hit.severity for hit in self.hits}
        return next((severity for severity in SEVERITIES if severity in found), "clean")

    def by_gravity(self) -> list[Hit]:
        """The faults, the gravest first."""
        return sorted(self.hits, key=lambda hit: SEVERITIES.index(hit.severity))


def verdict(library: Library, detector: Detector, text: str) -> Verdict:
    """Judge a text."""
    ends = [at for at, sign in enumerate(text) if sign == "\n" or (sign == "\r" and text[at + 1 : at + 2] != "\n")]
    said = list(speakers(text))
    begins = [speaker.end for speaker in said]
    hits = []
    for (begin, end), finds in detector.by_sentence(text):
        who = bisect_right(begins, begin) - 1
        speaker = said[who] if who >= 0 else None
        closed = _closed(text, end)
        for find in finds:
            line = bisect_right(ends, find.begin - 1) + 1
            hits.append(Hit(find, find.severity, line, begin, text[begin:closed], speaker))
    return Verdict(hits, detector.missing(text))


def _closed(text: str, end: int) -> int:
    """Where a sentence ends with the marks that close it."""
    while text[end : end + 1] and text[end] in "。！？；!?;":
        end += 1
    return end

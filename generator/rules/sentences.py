"""A sentence of a text as rules see it, what the text has said by then, and what is found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.content.model import Severity
from generator.rules.reading import Reading

EDGES = " ,，、:：;；。!！?？"


@dataclass(frozen=True)
class Find:
    """A piece of text that breaks a rule."""

    rule: str
    found: str
    """The piece as rules see it."""
    begin: int
    end: int
    """Where it stands in the text."""
    severity: Severity
    """As grave as its rule; one that merely reads like a rule's examples may be less."""
    likely: bool = False
    """Whether it is found by its likeness to examples, and no wording of a rule fits it."""
    plain: bool = False
    """Whether these are examples of this rule by far: then it stands beside what other rules find."""


class Told:
    """A text as a whole: what has been said by a place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._first: dict[re.Pattern[str], int] = {}

    def by(self, pattern: re.Pattern[str], place: int) -> bool:
        """Whether the text has the wording before a place."""
        if pattern not in self._first:
            match = pattern.search(self._text)
            self._first[pattern] = match.start() if match else len(self._text) + 1
        return self._first[pattern] < place


class Sentence:
    """A sentence of a reading, and the text it stands in."""

    def __init__(self, reading: Reading, begin: int, end: int, told: Told) -> None:
        self.text = reading.text[begin:end]
        self._reading, self._begin, self._told = reading, begin, told

    def find(
        self, rule: str, severity: Severity, begin: int, end: int, *, likely: bool = False, plain: bool = False
    ) -> Find:
        """A piece of it, told by its place in the original."""
        at = self._begin
        found = self.text[begin:end].strip(EDGES)
        starts, ends = self._reading.starts, self._reading.ends
        return Find(rule, found, starts[at + begin], ends[at + end - 1], severity, likely, plain)

    def clause(self, begin: int, end: int) -> int:
        """How long the clause is, or the clauses are, that a piece stands in."""
        before = max(self.text.rfind(edge, 0, begin) for edge in EDGES)
        behind = (at for edge in EDGES if (at := self.text.find(edge, end)) >= 0)
        return min(behind, default=len(self.text)) - before - 1

    def on_seam(self, begin: int, end: int) -> bool:
        return self._reading.seam_within(self._begin + begin, self._begin + end)

    def told(self, pattern: re.Pattern[str]) -> bool:
        """Whether the text has said so by the end of the sentence."""
        return self._told.by(pattern, self._begin + len(self.text))

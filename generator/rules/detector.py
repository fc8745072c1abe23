"""Finds wording that must not be published. Runs what program.py made; check.py knows where texts are.

The browser's side is frontend/lint/detector.mjs, function by function the same;
tests/test_lint.py holds both to the same verdicts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from generator.content.model import Examples, RedLines, Severity
from generator.rules.likeness import Model
from generator.rules.program import FIND, expanded, program
from generator.rules.reading import Reader, Reading

CLAUSE = '[^,、:。!?;“”"]+'
EDGES = " ,，、:：;；。!！?？"
NEAR = 60
"""How far from a find, in its sentence, what it needs and what excuses it may stand."""

Span = tuple[int, int]
_Compiler = Callable[[str], re.Pattern[str]]


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


Found = tuple[tuple[Span, tuple[Find, ...]], ...]
"""What a text breaks: each sentence that breaks something, with its finds in the order of the rules."""


class Detector:
    """The rules of redlines.yml and what examples.yml teaches, made ready once for many texts."""

    known: dict[str, Found]
    """What was found in texts: it follows from the text and the rules alone."""
    earlier: Mapping[str, Found]
    """The same of a run before."""

    tried = False
    """Whether every pattern is known to keep to its budget of time."""

    def __init__(
        self, redlines: RedLines, examples: Examples | None = None, made: dict[str, Any] | None = None
    ) -> None:
        """`made`: the program of the same, as it was made before and its patterns tried."""
        self.program = program(redlines, examples) if made is None else made
        self.tried = made is not None
        self._reader = Reader(self.program)
        compiled = _compiler(self.program["parts"])
        self._excuses = excuses = _Excuses(self.program["guards"], compiled)
        self._notice = _Notice(self.program["notice"], compiled) if self.program["notice"] else None
        self._rules = [
            _Rule(order, rule["id"], rule["severity"], [_way(way, excuses, compiled) for way in rule["ways"]])
            for order, rule in enumerate(self.program["rules"])
        ]
        self._likeness = _Likeness(self.program["model"], self._rules, excuses) if self.program["model"] else None
        self.known, self.earlier = {}, {}

    def plain(self, text: str) -> str:
        """Text as rules see it."""
        return self._reader.read(text).text

    def finds(self, text: str) -> list[Find]:
        """What `text` breaks, sentence by sentence; where no rule forbids or cautions, one that asks for a look."""
        return [find for _, finds in self.by_sentence(text) for find in finds]

    def every(self, text: str) -> Iterator[Find]:
        """All that `text` breaks, whatever other rules say of the same sentence."""
        return (find for _, found in self.found(text) for find in found)

    def by_sentence(self, text: str) -> Iterator[tuple[Span, list[Find]]]:
        """Every sentence that breaks a rule: where it stands in the text, and what it breaks."""
        for span, found in self.found(text):
            sharp = [find for find in found if find.severity != "review" and not find.likely]
            yield span, sharp or [next((find for find in found if find.severity != "review"), found[0])]

    def found(self, text: str) -> Found:
        """All that `text` breaks, sentence by sentence."""
        if text not in self.known:
            found = self.earlier.get(text)
            self.known[text] = tuple(self._by_sentence(text)) if found is None else found
        return self.known[text]

    def missing(self, text: str) -> list[int]:
        """Which parts of a notice a text lacks, where it is one."""
        return self._notice.missing(self._reader.read(text).text) if self._notice else []

    def _by_sentence(self, text: str) -> Iterator[tuple[Span, tuple[Find, ...]]]:
        reading = self._reader.read(text)
        told = _Told(reading.text)
        over, spared = self._over_lines(reading, told)
        later = over + self._without_disguise(reading, told)
        for begin, end in reading.sentences():
            span = reading.starts[begin], reading.ends[end - 1]
            sentence = _Sentence(reading, begin, end, told)
            found, _ = self._in(sentence)
            if spared and not self._excuses.pressing(sentence.text):
                found = [(rule, find) for rule, find in found if (rule.id, find.begin) not in spared]
            known = {find.rule for _, find in found}
            found += [(r, find) for r, find in later if span[0] <= find.begin < span[1] and find.rule not in known]
            if found:
                yield span, tuple(find for _, find in sorted(found, key=lambda pair: pair[0].order))

    def _over_lines(self, reading: Reading, told: _Told) -> tuple[list[tuple[_Rule, Find]], set[tuple[str, int]]]:
        """What only joined lines have; and what joined lines excuse: (rule, where it begins)."""
        joined = self._reader.unwrapped(reading)
        found, spared = list[tuple["_Rule", Find]](), set[tuple[str, int]]()
        for begin, end in joined.sentences():
            if joined.seam_within(begin, end):
                some, excused = self._in(_Sentence(joined, begin, end, told), seams=True)
                found += some
                spared |= excused
        return found, spared

    def _without_disguise(self, reading: Reading, told: _Told) -> list[tuple[_Rule, Find]]:
        """What only a reading has that leaves out signs between characters and spells words that sound alike."""
        bare = self._reader.undisguised(reading)
        found = list[tuple["_Rule", Find]]()
        for begin, end in bare.sentences():
            if bare.seam_within(begin, end):
                found += self._in(_Sentence(bare, begin, end, told), seams=True)[0]
        return found

    def _in(self, sentence: _Sentence, *, seams: bool = False) -> tuple[list[tuple[_Rule, Find]], set[tuple[str, int]]]:
        """The first find of each rule in a sentence, on a seam if so asked; and what is excused there."""
        found, spared = list[tuple["_Rule", Find]](), set[tuple[str, int]]()
        for rule in self._rules:
            for begin, end, excused in rule.pieces(sentence):
                find = sentence.find(rule, rule.severity, begin, end)
                if excused:
                    spared.add((rule.id, find.begin))
                elif not seams or sentence.on_seam(begin, end):
                    found.append((rule, find))
                    break
        known = {rule.id for rule, _ in found}
        for rule, severity, begin, end in self._likeness.finds(sentence) if self._likeness else ():
            if rule.id not in known and (not seams or sentence.on_seam(begin, end)):
                found.append((rule, sentence.find(rule, severity, begin, end, likely=True)))
        return found, spared


class _Notice:
    """What a notice must have."""

    def __init__(self, notice: Mapping[str, Any], compiled: _Compiler) -> None:
        self._when = [compiled(pattern) for pattern in notice["when"]]
        self._parts = [[compiled(pattern) for pattern in part] for part in notice["parts"]]

    def missing(self, text: str) -> list[int]:
        if not all(pattern.search(text) for pattern in self._when):
            return []
        return [at for at, part in enumerate(self._parts) if not all(pattern.search(text) for pattern in part)]


class _Told:
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


class _Sentence:
    """A sentence of a reading, and the text it stands in."""

    def __init__(self, reading: Reading, begin: int, end: int, told: _Told) -> None:
        self.text = reading.text[begin:end]
        self._reading, self._begin, self._told = reading, begin, told

    @cached_property
    def signs(self) -> frozenset[str]:
        return frozenset(self.text)

    def find(self, rule: _Rule, severity: Severity, begin: int, end: int, *, likely: bool = False) -> Find:
        """A piece of it, told by its place in the original."""
        at = self._begin
        found = self.text[begin:end].strip(EDGES)
        starts, ends = self._reading.starts, self._reading.ends
        return Find(rule.id, found, starts[at + begin], ends[at + end - 1], severity, likely)

    def on_seam(self, begin: int, end: int) -> bool:
        return self._reading.seam_within(self._begin + begin, self._begin + end)

    def told(self, pattern: re.Pattern[str]) -> bool:
        """Whether the text has said so by the end of the sentence."""
        return self._told.by(pattern, self._begin + len(self.text))


@dataclass(frozen=True)
class _Rule:
    order: int
    id: str
    severity: Severity
    ways: Sequence[_Way]

    def pieces(self, sentence: _Sentence) -> Iterator[tuple[int, int, bool]]:
        """Pieces of the sentence that break the rule: begin, end, whether what stands around it excuses it."""
        return (piece for way in self.ways for piece in way.pieces(sentence))


class _Way(Protocol):
    """One way to find wording."""

    def pieces(self, sentence: _Sentence) -> Iterator[tuple[int, int, bool]]: ...


def _way(way: Mapping[str, Any], excuses: _Excuses, compiled: _Compiler) -> _Way:
    return (_Wording if "pattern" in way else _Consequences)(way, excuses, compiled)


class _Excuses:
    """What makes a find harmless: words that belong to it, never such as merely stand in its sentence."""

    def __init__(self, guards: Mapping[str, str | None], compiled: _Compiler) -> None:
        self._denied, self._reported, self._meant, self._harmless, self._tied = (
            _maybe(guards[name], compiled) for name in ("denied", "reported", "meant", "harmless", "tied")
        )

    def fit(self, near: str, marked: str, unless: re.Pattern[str] | None = None) -> bool:
        """Whether a find is excused; `marked`: what stands near it, with a mark in its place."""
        if _has(self._denied, marked) or (_has(self._reported, marked) and not _has(self._meant, near)):
            return True
        return (_has(self._harmless, marked) or _has(unless, marked)) and not _has(self._tied, near)

    def pressing(self, sentence: str) -> bool:
        """Whether a sentence is said to somebody or tied to a debt: no line before it excuses that."""
        return _has(self._meant, sentence) or _has(self._tied, sentence)


class _Wording:
    """Wording, with what it needs around it."""

    def __init__(self, way: Mapping[str, Any], excuses: _Excuses, compiled: _Compiler) -> None:
        self._pattern, self._keys = compiled(way["pattern"]), frozenset(way.get("keys", ""))
        self._needs = [compiled(need) for need in way.get("needs", ())]
        self._told, self._unless = _maybe(way.get("told"), compiled), _maybe(way.get("unless"), compiled)
        self._excuses = excuses

    def pieces(self, sentence: _Sentence) -> Iterator[tuple[int, int, bool]]:
        if self._keys and self._keys.isdisjoint(sentence.signs):
            return
        for match in self._pattern.finditer(sentence.text):
            begin, end = match.span()
            near, marked = _around(sentence.text, begin, end)
            there = all(need.search(near) or need.search(marked) for need in self._needs)
            if there and (self._told is None or sentence.told(self._told)):
                yield begin, end, self._excuses.fit(near, marked, self._unless)


class _Consequences:
    """A consequence of not paying that is not on the list of those that may be named."""

    def __init__(self, way: Mapping[str, Any], excuses: _Excuses, compiled: _Compiler) -> None:
        self._unpaid, self._follows = compiled(way["unpaid"]), compiled(way["follows"])
        self._lawful = [compiled(pattern) for pattern in way["lawful"]]
        self._excuses = excuses

    def pieces(self, sentence: _Sentence) -> Iterator[tuple[int, int, bool]]:
        condition = self._unpaid.search(sentence.text)
        for clause in re.finditer(CLAUSE, sentence.text[condition.end() :]) if condition else ():
            if self._follows.search(clause[0]) and not any(lawful.search(clause[0]) for lawful in self._lawful):
                begin, end = (condition.end() + place for place in clause.span()) if condition else (0, 0)
                yield begin, end, self._excuses.fit(*_around(sentence.text, begin, end))


class _Likeness:
    """A sentence that reads like the harmful examples."""

    def __init__(self, model: Mapping[str, Any], rules: Sequence[_Rule], excuses: _Excuses) -> None:
        self._model, self._excuses = Model.read(model), excuses
        self._rules = {rule.id: rule for rule in rules}
        self._own = self._rules[model["rule"]]

    def finds(self, sentence: _Sentence) -> Iterator[tuple[_Rule, Severity, int, int]]:
        """The rule whose examples it reads like, how grave that is, and the part that does so, if it does."""
        alike = self._model.alike(sentence.text)
        begin, end = alike.begin, alike.end
        if alike.score > self._model.limit and not self._excuses.fit(*_around(sentence.text, begin, end)):
            rule = self._rules.get(self._model.rule_of(sentence.text) or "", self._own)
            yield rule, rule.severity if alike.score > self._model.sure else self._own.severity, begin, end


def _around(sentence: str, begin: int, end: int) -> tuple[str, str]:
    """What stands near a find, and the same with a mark in the find's place."""
    before, behind = sentence[max(0, begin - NEAR) : begin], sentence[end : end + NEAR]
    return before + sentence[begin:end] + behind, before + FIND + behind


def _has(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None


def _compiler(parts: Mapping[str, str]) -> _Compiler:
    """What compiles a pattern, its parts filled in."""
    return lambda pattern: re.compile(expanded(pattern, parts))


def _maybe(pattern: str | None, compiled: _Compiler) -> re.Pattern[str] | None:
    return compiled(pattern) if pattern else None

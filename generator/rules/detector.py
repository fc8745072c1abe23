"""Finds wording that must not be published. Runs what program.py made; check.py knows where texts are.

The browser's side is frontend/lint/detector.mjs, function by function the same;
tests/test_lint.py holds both to the same verdicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from generator.content.model import Examples, RedLines, Severity
from generator.rules.likeness import Alike, Model
from generator.rules.program import program
from generator.rules.reading import Reader, Reading
from generator.rules.sentences import Find, Sentence, Told
from generator.rules.sieve import Sieve
from generator.rules.wording import Compiler, Excuses, around, compiler, needed_by, way_of

Span = tuple[int, int]
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
        compiled = compiler(self.program["parts"])
        self._excuses = excuses = Excuses(self.program["guards"], compiled)
        self._notice = _Notice(self.program["notice"], compiled) if self.program["notice"] else None
        rules = [_Rule(order, rule["id"], rule["severity"]) for order, rule in enumerate(self.program["rules"])]
        ways = [(rule, way) for rule in rules for way in self.program["rules"][rule.order]["ways"]]
        self._sieve = Sieve([needed_by(way, self.program["parts"]) for _, way in ways])
        self._ways = [(rule, cache(partial(way_of, way, excuses, compiled))) for rule, way in ways]
        self._likeness = _Likeness(self.program["model"], rules, excuses) if self.program["model"] else None
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
            sharp = [find for find in found if find.severity != "review" and (find.plain or not find.likely)]
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
        told = Told(reading.text)
        over, spared = self._over_lines(reading, told)
        later = over + self._without_disguise(reading, told)
        for begin, end in reading.sentences():
            span = reading.starts[begin], reading.ends[end - 1]
            sentence = Sentence(reading, begin, end, told)
            found, _ = self._in(sentence)
            if spared and not self._excuses.pressing(sentence.text):
                found = [(rule, find) for rule, find in found if (rule.id, find.begin) not in spared]
            known = {find.rule for _, find in found}
            found += [(r, find) for r, find in later if span[0] <= find.begin < span[1] and find.rule not in known]
            if found:
                yield span, tuple(find for _, find in sorted(found, key=lambda pair: pair[0].order))

    def _over_lines(self, reading: Reading, told: Told) -> tuple[list[tuple[_Rule, Find]], set[tuple[str, int]]]:
        """What only joined lines have; and what joined lines excuse: (rule, where it begins)."""
        joined = self._reader.unwrapped(reading)
        found, spared = list[tuple["_Rule", Find]](), set[tuple[str, int]]()
        for begin, end in joined.sentences():
            if joined.seam_within(begin, end):
                some, excused = self._in(Sentence(joined, begin, end, told), seams=True)
                found += some
                spared |= excused
        return found, spared

    def _without_disguise(self, reading: Reading, told: Told) -> list[tuple[_Rule, Find]]:
        """What only a reading has that leaves out signs between characters and spells words that sound alike."""
        bare = self._reader.undisguised(reading)
        found = list[tuple["_Rule", Find]]()
        for begin, end in bare.sentences():
            if bare.seam_within(begin, end):
                found += self._in(Sentence(bare, begin, end, told), seams=True)[0]
        return found

    def _in(self, sentence: Sentence, *, seams: bool = False) -> tuple[list[tuple[_Rule, Find]], set[tuple[str, int]]]:
        """The first find of each rule in a sentence, on a seam if so asked; and what is excused there."""
        found, spared = list[tuple["_Rule", Find]](), set[tuple[str, int]]()
        alike = self._likeness.alike(sentence.text) if self._likeness else None
        told = bool(alike and self._likeness and self._likeness.clears(alike))
        for rule, way in (self._ways[at] for at in self._sieve.passed(sentence.text)):
            if found and found[-1][0] is rule:
                continue
            for begin, end, excused in way().pieces(sentence):
                if told and rule.severity != WORDING and sentence.clause(begin, end) >= TELLS:
                    continue
                find = sentence.find(rule.id, rule.severity, begin, end)
                if excused:
                    spared.add((rule.id, find.begin))
                elif not seams or sentence.on_seam(begin, end):
                    found.append((rule, find))
                    break
        known = {rule.id for rule, _ in found}
        for rule, severity, begin, end, plain in self._likeness.finds(alike) if alike and self._likeness else ():
            if rule.id not in known and (not seams or sentence.on_seam(begin, end)):
                found.append((rule, sentence.find(rule.id, severity, begin, end, likely=True, plain=plain)))
        return found, spared


WORDING = "caution"
"""The severity of rules about how a thing is put: that stands there whatever is told by it. Others are about deeds."""
TELLS = 9
"""A clause of fewer signs says too little to tell whether it threatens or tells: 电话轰炸."""


class _Notice:
    """What a notice must have."""

    def __init__(self, notice: Mapping[str, Any], compiled: Compiler) -> None:
        self._when = [compiled(pattern) for pattern in notice["when"]]
        self._parts = [[compiled(pattern) for pattern in part] for part in notice["parts"]]

    def missing(self, text: str) -> list[int]:
        if not all(pattern.search(text) for pattern in self._when):
            return []
        return [at for at, part in enumerate(self._parts) if not all(pattern.search(text) for pattern in part)]


@dataclass(frozen=True)
class _Rule:
    order: int
    id: str
    severity: Severity


class _Likeness:
    """A sentence that reads like the harmful examples. Few examples teach no exceptions: there the rules' own hold."""

    def __init__(self, model: Mapping[str, Any], rules: Sequence[_Rule], excuses: Excuses) -> None:
        self._model, self._excuses = Model.read(model), excuses
        self._rules = {rule.id: rule for rule in rules}
        self._own = self._rules[model["rule"]]

    def alike(self, sentence: str) -> Alike:
        """What a sentence reads like."""
        return self._model.alike(sentence)

    def clears(self, alike: Alike) -> bool:
        """Whether a sentence reads so little like the harmful examples that it only tells of deeds, or forbids them."""
        return alike.score < self._model.clear

    def finds(self, alike: Alike) -> Iterator[tuple[_Rule, Severity, int, int, bool]]:
        """If it does: the rule whose examples those are, how grave it is, the part that does so, whether by far."""
        if alike.score <= self._model.limit:
            return
        begin, end = alike.part()
        if not (self._model.few and self._excuses.fit(*around(alike.sentence, begin, end))):
            name, plain = self._model.rule_of(alike.sentence)
            rule = self._rules.get(name or "", self._own)
            yield rule, rule.severity if alike.score > self._model.sure else self._own.severity, begin, end, plain

"""Finds wording that must not be published. Works on plain text and rules only; check.py knows where texts are.

The browser's side is overrides/assets/javascripts/src/lint/redline.mjs; tests/shared/redline.json and the sentences in
tests/pack/redlines hold both to the same verdicts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from generator.content.chinese import simplified
from generator.content.model import Consequences, Examples, Guards, RedLines, Rule
from generator.rules.naive_bayes import Likeness, learn

INVISIBLE = "[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff\u00ad]"
SEPARATED = r"(?<=[\u4e00-\u9fff])[ \t.·•・*_~|^+-]+(?=[\u4e00-\u9fff])"
"""Signs set between Chinese characters to hide a word."""
SENTENCE = "[^。！？；!?;\n]+[。！？；!?;]*"
CLAUSE = "[^,，、:：。！？；!?;]+"
EDGES = " ,，、:：;；。!！?？"
PART = r"<([a-z]+)>"
"""A named part within a pattern."""


@dataclass(frozen=True)
class Find:
    """A piece of text that breaks a rule."""

    rule: str
    found: str
    sentence: str


class Detector:
    """The rules of redlines.yml and what examples.yml teaches, made ready once for many texts."""

    def __init__(self, redlines: RedLines, examples: Examples | None = None) -> None:
        self._redlines = redlines
        self.likeness = self._learnt(examples) if examples else None
        guards, parts = redlines.guards, redlines.parts
        self._heat = _compile(guards.heat, parts) if guards.heat else None
        self._cool = _compile(guards.cool, parts) if guards.cool else None
        self._rules = [(name, self._compiled(rule)) for name, rule in redlines.rules.items() if rule.ways]

    def _learnt(self, examples: Examples) -> Likeness | None:
        """What the examples teach, those of the rules among them."""
        rules = self._redlines.rules.values()
        shares = [rule.like_examples for rule in rules if rule.like_examples]
        harmful = [*examples.harmful, *(text for rule in rules for text in rule.bad)]
        harmless = [*examples.harmless, *(text for rule in rules for text in rule.ok)]
        return learn([*map(self.plain, harmful)], [*map(self.plain, harmless)], shares[0]) if shares else None

    def _compiled(self, rule: Rule) -> _Matcher:
        guards, parts = self._redlines.guards, self._redlines.parts
        if rule.pattern:
            return _Pattern(rule, guards, parts)
        if rule.all_of:
            return _Together(rule, parts)
        if rule.consequences:
            return _Beyond(rule.consequences, parts)
        return _Alike(self.likeness)

    def plain(self, text: str) -> str:
        """Text as rules see it."""
        return plain(text, self._redlines.same)

    def finds(self, text: str) -> list[Find]:
        """What `text` breaks, sentence by sentence; where no rule forbids or cautions, one that asks for a look."""
        found: list[Find] = []
        for finds in self._by_sentence(text):
            sharp = [find for find in finds if self._redlines.rules[find.rule].severity != "review"]
            found += sharp or finds[:1]
        return found

    def every(self, text: str) -> Iterator[Find]:
        """All that `text` breaks, whatever other rules say of the same sentence."""
        return (find for finds in self._by_sentence(text) for find in finds)

    def _by_sentence(self, text: str) -> Iterator[list[Find]]:
        parts = [sentence.strip() for sentence in sentences(self.plain(text))]
        whole = "\n".join(parts)
        # Nearly all texts break no rule: a look at all sentences at once spares one at each.
        possible = [(name, rule) for name, rule in self._rules if rule.possible(whole)]
        for sentence in parts if possible else ():
            pieces = ((name, self._first(name, rule, sentence)) for name, rule in possible)
            yield [Find(name, piece, sentence) for name, piece in pieces if piece is not None]

    def _first(self, name: str, matcher: _Matcher, sentence: str) -> str | None:
        """The first piece of the sentence that breaks the rule."""
        rule = self._redlines.rules[name]
        for start, end in matcher.pieces(sentence):
            sure = rule.always or rule.like_examples or (rule.severity != "review" and self._heated(sentence, start))
            if sure or not self._calm(sentence, start, end):
                return sentence[start:end].strip(EDGES)
        return None

    def _calm(self, sentence: str, start: int, end: int) -> bool:
        """Whether the words around a find read like harmless examples: it is forbidden there, denied or technical."""
        guards = self._redlines.guards
        near = sentence[max(0, start - guards.near) : end + guards.near]
        return self.likeness is not None and self.likeness.score(near) < guards.calm

    def _heated(self, sentence: str, start: int) -> bool:
        """Whether a find follows words that no harmless ones around it make up for."""
        if not self._heat or (self._cool and self._cool.search(sentence)):
            return False
        near = self._redlines.guards.near
        return any(start - match.end() <= near for match in self._heat.finditer(sentence[:start]))


class _Matcher(Protocol):
    """One way to find wording."""

    def possible(self, whole: str) -> bool:
        """Whether sentences joined by line ends may hold a piece."""
        ...

    def pieces(self, sentence: str) -> Iterator[tuple[int, int]]:
        """Where the pieces of the sentence that break the rule begin and end."""
        ...


class _Pattern:
    """Wording that is wrong wherever nothing in its sentence makes it harmless."""

    def __init__(self, rule: Rule, guards: Guards, parts: Mapping[str, str]) -> None:
        self._pattern = _compile(rule.pattern or "", parts)
        self._unless = _compile(rule.unless, parts) if rule.unless else None
        self._before, self._window = _compile(guards.before, parts), guards.window
        self._after, self._after_window = _compile(guards.after, parts), guards.after_window

    def possible(self, whole: str) -> bool:
        return self._pattern.search(whole) is not None

    def pieces(self, sentence: str) -> Iterator[tuple[int, int]]:
        if self._unless and self._unless.search(sentence):
            return
        for match in self._pattern.finditer(sentence):
            if not self._harmless(sentence, match.start(), match.end()):
                yield match.span()

    def _harmless(self, sentence: str, start: int, end: int) -> bool:
        # The negation is looked for in the whole beginning of the sentence and measured afterwards: cut off at the
        # window first, “为了避免” would become “避免” and a veiled threat would pass.
        if any(start - m.end() <= self._window for m in self._before.finditer(sentence[:start])):
            return True
        verdict = self._after.search(sentence, end)
        return verdict is not None and verdict.start() - end <= self._after_window


class _Together:
    """Words that are harmless alone and want a look when they stand in one sentence."""

    def __init__(self, rule: Rule, parts: Mapping[str, str]) -> None:
        self._needed = [_compile(pattern, parts) for pattern in rule.all_of]
        self._unless = _compile(rule.unless, parts) if rule.unless else None

    def possible(self, whole: str) -> bool:
        return all(pattern.search(whole) for pattern in self._needed)

    def pieces(self, sentence: str) -> Iterator[tuple[int, int]]:
        if self.possible(sentence) and not (self._unless and self._unless.search(sentence)):
            yield 0, len(sentence)


class _Beyond:
    """A consequence of not paying that is not on the list of those that may be named."""

    def __init__(self, consequences: Consequences, parts: Mapping[str, str]) -> None:
        self._unpaid = _compile(consequences.unpaid, parts)
        self._follows = _compile(consequences.follows, parts)
        self._lawful = [_compile(pattern, parts) for pattern in consequences.lawful.values()]

    def possible(self, whole: str) -> bool:
        return bool(self._unpaid.search(whole) and self._follows.search(whole))

    def pieces(self, sentence: str) -> Iterator[tuple[int, int]]:
        if not (condition := self._unpaid.search(sentence)):
            return
        for clause in re.finditer(CLAUSE, sentence[condition.end() :]):
            if self._follows.search(clause[0]) and not any(lawful.search(clause[0]) for lawful in self._lawful):
                yield condition.end() + clause.start(), condition.end() + clause.end()


class _Alike:
    """A sentence that reads like the harmful examples."""

    def __init__(self, likeness: Likeness | None) -> None:
        self._likeness = likeness

    def possible(self, whole: str) -> bool:
        return self._likeness is not None

    def pieces(self, sentence: str) -> Iterator[tuple[int, int]]:
        if self._likeness and self._likeness.reported(sentence):
            yield self._likeness.strongest(sentence)


def sentences(text: str) -> list[str]:
    """The sentences of a text with their closing marks."""
    return re.findall(SENTENCE, text)


def expanded(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with its <parts> filled in; check.py tells of one that is not there."""
    return re.sub(PART, lambda match: f"(?:{parts[match[1]]})" if match[1] in parts else match[0], pattern)


def _compile(pattern: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    # Multi-line, so that ^ and $ mean the ends of a sentence in several sentences joined by line ends, too.
    return re.compile(expanded(pattern, parts), re.MULTILINE)


def plain(text: str, same: Mapping[str, Iterable[str]]) -> str:
    """Text as rules see it: NFKC, small letters, simplified, no signs hidden in words, homophones spelt out.

    `same`: a word -> what it is written as to slip through.
    """
    text = re.sub(INVISIBLE, "", unicodedata.normalize("NFKC", text).lower())
    text = re.sub(SEPARATED, "", text.translate(simplified()))
    for word, disguises in same.items():
        for disguise in disguises:
            text = text.replace(disguise, word)
    return text

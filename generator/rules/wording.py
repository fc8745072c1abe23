"""The ways to find wording by patterns: with what it needs around it, and what excuses it.

The browser's side is frontend/lint/wording.mjs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from generator.rules.patterns import needed
from generator.rules.program import FIND, expanded
from generator.rules.sentences import Sentence

CLAUSE = '[^,、:。!?;“”"]+'
NEAR = 60
"""How far from a find, in its sentence, what it needs and what excuses it may stand."""

Compiler = Callable[[str], re.Pattern[str]]


class Way(Protocol):
    """One way to find wording."""

    def pieces(self, sentence: Sentence) -> Iterator[tuple[int, int, bool]]: ...


def needed_by(way: Mapping[str, Any], parts: Mapping[str, str]) -> list[frozenset[str]]:
    """Sets of signs and pairs, of each of which a sentence must have one for a way to find anything in it."""
    return needed(expanded(way["pattern"] if "pattern" in way else way["unpaid"], parts), pairs=True)


def way_of(way: Mapping[str, Any], excuses: Excuses, compiled: Compiler) -> Way:
    """What finds wording in the way that a program says."""
    return (Wording if "pattern" in way else Consequences)(way, excuses, compiled)


class Excuses:
    """What makes a find harmless: words that belong to it, never such as merely stand in its sentence."""

    def __init__(self, guards: Mapping[str, str | None], compiled: Compiler) -> None:
        self._denied, self._reported, self._meant, self._harmless, self._tied = (
            maybe(guards[name], compiled) for name in ("denied", "reported", "meant", "harmless", "tied")
        )

    def fit(self, near: str, marked: str, unless: re.Pattern[str] | None = None) -> bool:
        """Whether a find is excused; `marked`: what stands near it, with a mark in its place."""
        if has(self._denied, marked) or (has(self._reported, marked) and not has(self._meant, near)):
            return True
        return (has(self._harmless, marked) or has(unless, marked)) and not has(self._tied, near)

    def pressing(self, sentence: str) -> bool:
        """Whether a sentence is said to somebody or tied to a debt: no line before it excuses that."""
        return has(self._meant, sentence) or has(self._tied, sentence)


class Wording:
    """Wording, with what it needs around it."""

    def __init__(self, way: Mapping[str, Any], excuses: Excuses, compiled: Compiler) -> None:
        self._pattern = compiled(way["pattern"])
        self._needs = [compiled(need) for need in way.get("needs", ())]
        self._told, self._unless = maybe(way.get("told"), compiled), maybe(way.get("unless"), compiled)
        self._excuses = excuses

    def pieces(self, sentence: Sentence) -> Iterator[tuple[int, int, bool]]:
        for match in self._pattern.finditer(sentence.text):
            begin, end = match.span()
            near, marked = around(sentence.text, begin, end)
            there = all(need.search(near) or need.search(marked) for need in self._needs)
            if there and (self._told is None or sentence.told(self._told)):
                yield begin, end, self._excuses.fit(near, marked, self._unless)


class Consequences:
    """A consequence of not paying that is not on the list of those that may be named."""

    def __init__(self, way: Mapping[str, Any], excuses: Excuses, compiled: Compiler) -> None:
        self._unpaid, self._follows = compiled(way["unpaid"]), compiled(way["follows"])
        self._lawful = [compiled(pattern) for pattern in way["lawful"]]
        self._excuses = excuses

    def pieces(self, sentence: Sentence) -> Iterator[tuple[int, int, bool]]:
        condition = self._unpaid.search(sentence.text)
        for clause in re.finditer(CLAUSE, sentence.text[condition.end() :]) if condition else ():
            if self._follows.search(clause[0]) and not any(lawful.search(clause[0]) for lawful in self._lawful):
                begin, end = (condition.end() + place for place in clause.span()) if condition else (0, 0)
                yield begin, end, self._excuses.fit(*around(sentence.text, begin, end))


def around(sentence: str, begin: int, end: int) -> tuple[str, str]:
    """What stands near a find, and the same with a mark in the find's place."""
    before, behind = sentence[max(0, begin - NEAR) : begin], sentence[end : end + NEAR]
    return before + sentence[begin:end] + behind, before + FIND + behind


def has(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None


def compiler(parts: Mapping[str, str]) -> Compiler:
    """What compiles a pattern, its parts filled in."""
    return lambda pattern: re.compile(expanded(pattern, parts))


def maybe(pattern: str | None, compiled: Compiler) -> re.Pattern[str] | None:
    return compiled(pattern) if pattern else None

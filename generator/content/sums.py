"""Sums and what they are made of, among the blanks of words to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.content.formula import FormulaError, blanks_in, parse
from generator.content.markup import Blank as Gap
from generator.content.markup import spoken
from generator.content.model import Blank


def sums(blanks: Mapping[str, Blank], whole: str, total: str) -> list[str]:
    """The blanks of `total` that are worked out from others, which `whole` names and `total` does not need."""
    parts = set(_named(whole)) - set(_named(total))
    return [name for name in _named(total) if parts & _made_of(blanks, name, set())]


def _named(text: str) -> Iterator[str]:
    return (mark.name for mark in spoken(text) if isinstance(mark, Gap))


def _made_of(blanks: Mapping[str, Blank], name: str, found: set[str]) -> set[str]:
    """What the blank is worked out from, and what these are; what follows from one of them alone counts as it."""
    try:
        used = [*blanks_in(parse(blanks[name].formula or ""))] if name in blanks and blanks[name].formula else []
    except FormulaError:
        return found
    for each in used:
        if each not in found:
            found.add(each)
            _made_of(blanks, each, found)
    return found

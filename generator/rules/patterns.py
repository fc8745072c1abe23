"""What can be told of a regular expression by its structure: the signs a match needs, and whether it may run wild."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST_KEYS = 64
"""A set of signs larger than this spares no work."""


def needed(pattern: str) -> str:
    """Signs of which every match has at least one: a sentence with none of them need not be searched. Empty: unknown."""
    return "".join(sorted(_needed(parser.parse(pattern)) or ""))


def _needed(sequence: Iterable[Any]) -> frozenset[str] | None:
    """The smallest set that one of the items of a sequence gives."""
    sets = [found for item in sequence if (found := _of_item(*item)) and len(found) <= MOST_KEYS]
    return min(sets, key=len, default=None)


def _of_item(code: Any, value: Any) -> frozenset[str] | None:
    if code is codes.LITERAL:
        return frozenset(chr(value))
    if code is codes.IN:
        return _of_set(value)
    if code is codes.BRANCH:
        parts = [_needed(branch) for branch in value[1]]
        return None if None in parts else frozenset().union(*(part for part in parts if part))
    if code is codes.SUBPATTERN:
        return _needed(value[3])
    if code in REPEATS and value[0] > 0:
        return _needed(value[2])
    return None


def _of_set(items: Iterable[Any]) -> frozenset[str] | None:
    found = set[str]()
    for code, value in items:
        if code is codes.LITERAL:
            found.add(chr(value))
        elif code is codes.RANGE and value[1] - value[0] < MOST_KEYS:
            found |= {chr(one) for one in range(value[0], value[1] + 1)}
        else:
            return None
    return frozenset(found)


REPEATS = tuple(getattr(codes, name) for name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))
MANY = 40
"""How many times something may repeat in a pattern of wording: .{0,40}; * and + have no bound at all."""


def unbounded(pattern: str) -> str | None:
    """The first repetition that may go on for ever, or too long, as it is written; None where there is none."""
    return next(_repeats(parser.parse(pattern)), None)


def _repeats(sequence: Iterable[Any]) -> Iterator[str]:
    for code, value in sequence:
        if code in REPEATS:
            least, most, inner = value
            if most is codes.MAXREPEAT or most > MANY:
                yield f"{{{least},{'' if most is codes.MAXREPEAT else most}}}"
            yield from _repeats(inner)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch)
        elif code is codes.SUBPATTERN:
            yield from _repeats(value[3])
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _repeats(value[1])


def letters(text: str) -> bool:
    """Whether a text has anything that is a letter."""
    return any(unicodedata.category(sign).startswith("L") for sign in text)


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern as rules run it: ^ and $ are the ends of a sentence."""
    return re.compile(pattern)

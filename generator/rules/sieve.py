"""Which of many patterns may find something in a text, told by its signs and pairs alone: nearly all can find nothing.

What a match needs (patterns.needed) becomes bits of a number, one for each set; a text has the bits of what it holds.
Only speed depends on it, so the browser, which looks through one text at a time, has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import add


class Sieve:
    """Patterns by what they need."""

    def __init__(self, needed: Sequence[Iterable[frozenset[str]]]) -> None:
        """`needed`: of each pattern sets of signs and pairs, of each of which a match has one."""
        bits: dict[frozenset[str], int] = {}
        self._masks = [sum({bits.setdefault(each, 1 << len(bits)) for each in sets}) for sets in needed]
        self._told: dict[str, int] = {}
        for each, bit in bits.items():
            for piece in each:
                self._told[piece] = self._told.get(piece, 0) | bit

    def passed(self, text: str) -> list[int]:
        """The numbers of the patterns that may find something, in order."""
        has, told = 0, self._told
        for piece in {*chain(text, map(add, text, text[1:]))}:
            if piece in told:
                has |= told[piece]
        return [at for at, mask in enumerate(self._masks) if has & mask == mask]

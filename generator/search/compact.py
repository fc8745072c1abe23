"""Texts and numbers as short ASCII: frequent signs take one character, others two or three.

Chinese in UTF-8 takes three bytes a character, which gzip cannot mend on small files; this saves a quarter of
the bytes after gzip. The browser's side is frontend/search/engine/compact.mjs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

SIGNS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\')
"""93 signs that stand in a JavaScript string as they are."""
ONE, TWO = 70, 22
"""How many signs stand alone, and how many begin a pair; the last one begins three."""


def alphabet(texts: Iterable[str]) -> str:
    """Every character used, the most frequent first; line breaks never stand in texts that are encoded."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text)
    return "".join(sorted(counts, key=lambda char: (-counts[char], char)))


def numbers(values: Iterable[int]) -> str:
    """Numbers from 0 to 10,764 as signs. ValueError for others."""
    return "".join(map(number, values))


def number(value: int) -> str:
    """One number as signs."""
    base = len(SIGNS)
    if 0 <= value < ONE:
        return SIGNS[value]
    value -= ONE
    if 0 <= value < TWO * base:
        return SIGNS[ONE + value // base] + SIGNS[value % base]
    value -= TWO * base
    if 0 <= value < base * base:
        return SIGNS[ONE + TWO] + SIGNS[value // base] + SIGNS[value % base]
    raise ValueError(value)


def encoder(letters: str) -> dict[int, str]:
    """A table for str.translate that writes the characters of `letters` as signs."""
    return {ord(char): number(index) for index, char in enumerate(letters)}

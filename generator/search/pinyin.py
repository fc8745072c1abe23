"""What characters sound like and which are traditional forms, for queries in pinyin, with a wrong character, in 繁體.

The readings of the characters in use come in one file. Those of the other common characters, which people mistype,
and the simplified forms come in many files by a hash of the character: a query needs few of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from generator.content import chinese
from generator.search.shards import shard_of

UNUSED = 32
"""How many files hold the characters that the texts do not use."""


def build(letters: str, prefix: str) -> tuple[list[tuple[str, list[str]]], dict[str, object]]:
    """The files (path, rows) and what the entrance must say about them; nothing for texts without Chinese."""
    if not any("一" <= char <= "鿿" for char in letters):
        return [], {"sounds": "", "unused": 0}
    used = frozenset(letters)
    sounds = [f"{name} {''.join(filter(used.__contains__, chars))}" for name, chars in chinese.syllables()]
    others: list[list[str]] = [[] for _ in range(UNUSED)]
    for row in _others(used):
        others[shard_of(row[0], UNUSED)].append(row)
    told = [(f"{prefix}sounds.js", sounds), *((f"{prefix}c{number}.js", rows) for number, rows in enumerate(others))]
    return told, {"sounds": f"{prefix}sounds.js", "unused": UNUSED}


@cache
def initials() -> dict[str, str]:
    """Character -> the first letters of its readings, each once."""
    found: dict[str, str] = defaultdict(str)
    for name, chars in chinese.syllables():
        for char in chars:
            found[char] += name[0] if name[0] not in found[char] else ""
    return dict(found)


def _others(used: frozenset[str]) -> Iterable[str]:
    """Of every other common character its readings ("那na nei"), of a traditional one its simplified form ("業业")."""
    by_char: dict[str, list[str]] = defaultdict(list)
    for name, chars in chinese.syllables():
        for char in chars:
            if char not in used and chinese.common(char):
                by_char[char].append(name)
    yield from (char + " ".join(names) for char, names in by_char.items())
    yield from (pair for pair in chinese.pairs() if pair[1] in used or chinese.common(pair[1]))

"""A large index as many small files, of which a query needs a few.

For every character and every pair of neighbours: the records that hold it, and how prominently. The files are
cut by a hash that the browser computes too (overrides/assets/javascripts/src/search/shard.mjs).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import add
from typing import Any, Protocol

from generator import compact
from generator.normalize import fold

LISTS, PAIRS, TEXTS = 1024, 64, 12
"""How many files hold lists of records, how many hold pairs by first character; how many records share a text file."""
STEP = 10_000
"""In a list: a quarter as many records are not in it; gaps are shorter."""
LEVELS = {"c": 2, "T": 2, "h": 1, "t": 1, "m": 1}
"""How prominent a line is, by its role: a list keeps the highest level of each record; other lines have 0."""


class Record(Protocol):
    """What search.Record offers."""

    @property
    def lines(self) -> tuple[str, ...]: ...
    @property
    def facets(self) -> tuple[int, ...]: ...
    @property
    def folder(self) -> str: ...
    @property
    def text(self) -> str: ...


def build(records: Sequence[Record], letters: str, prefix: str) -> tuple[list[tuple[str, Any]], dict[str, Any]]:
    """The files (path, value) and what the entrance must say about them."""
    found = _found([record.lines for record in records])
    pairs: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for key in sorted(found):
        if len(key) == 2 and "一" <= key[0] <= "鿿" and "一" <= key[1] <= "鿿":
            pairs[place(key[0], PAIRS)].append((key, len(found[key])))
    files = _lists(found, LISTS, prefix)
    files += [(f"{prefix}p{number}.js", _pairs(pairs.get(number, []))) for number in range(PAIRS)]
    table = compact.encoder(letters)
    for number, start in enumerate(range(0, len(records), TEXTS)):
        text = "".join(record.text for record in records[start : start + TEXTS])
        files.append((f"{prefix}t{number}.js", text.translate(table)))
    kinds = sorted({(record.folder, record.facets) for record in records})
    order = {kind: number for number, kind in enumerate(kinds)}
    rows = compact.numbers(order[record.folder, record.facets] for record in records)
    files.append((f"{prefix}f.js", [[folder, *facets] for folder, facets in kinds] + [rows]))
    return files, {"prefix": prefix, "lists": LISTS, "pairs": PAIRS, "texts": TEXTS}


def lists(texts: Sequence[Sequence[str]], count: int, prefix: str) -> list[tuple[str, Any]]:
    """So many files that say which of the texts, given as lines, hold a character or a pair."""
    return _lists(_found(texts), count, prefix)


def place(key: str, count: int) -> int:
    """The file that a key stands in: FNV-1a over UTF-16 units, so that JavaScript gives the same."""
    value = 2166136261
    for unit in array("H", key.encode("utf-16-le")):
        value = (value ^ unit) * 16777619 & 0xFFFFFFFF
    return (value ^ value >> 15) % count


def _lists(found: dict[str, array[int]], count: int, prefix: str) -> list[tuple[str, Any]]:
    signs = [compact.number(code) for code in range(STEP + 1)]
    by_file: list[list[str]] = [[] for _ in range(count)]
    for key in sorted(found):
        by_file[place(key, count)] += [key, _encode(found[key], signs)]
    return [(f"{prefix}l{number}.js", rows) for number, rows in enumerate(by_file)]


def _found(texts: Sequence[Sequence[str]]) -> dict[str, array[int]]:
    """Character or pair -> the texts that hold it in order, each as four times its number, plus its level."""
    found: dict[str, array[int]] = defaultdict(lambda: array("l"))
    for number, lines in enumerate(texts):
        keys: tuple[set[str], ...] = (set(), set(), set())
        for line in lines:
            if line[0] != "#":
                text = fold(line[1:])
                own = keys[LEVELS.get(line[0], 0)]
                own.update(text)
                own.update(map(add, text, text[1:]))
        for level, level_keys in ((2, keys[2]), (1, keys[1] - keys[2]), (0, keys[0] - keys[1] - keys[2])):
            for key in level_keys:
                found[key].append(4 * number + level)
    return found


def _encode(values: Iterable[int], signs: Sequence[str]) -> str:
    """Gaps between the records of a list, as signs; a gap takes its record's level along."""
    result, last = [], -1
    for value in values:
        record = value >> 2
        code = 4 * (record - last - 1) + (value & 3)
        last = record
        while code >= STEP:  # the records stepped over are not in the list
            result.append(signs[STEP])
            code -= STEP
        result.append(signs[code])
    return "".join(result)


def _pairs(pairs: list[tuple[str, int]]) -> list[str]:
    """Pairs by how many records hold them, the most first: "业费业主" below their count in steps of powers of two."""
    steps: dict[int, list[str]] = defaultdict(list)
    for key, count in pairs:
        steps[count.bit_length()].append(key)
    return ["".join(sorted(steps.get(step, []))) for step in range(max(steps, default=0) + 1)]

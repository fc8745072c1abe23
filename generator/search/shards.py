"""A large index as many small files, of which a query needs a few.

For every character and every pair of neighbours: the records that hold it, and how prominently; and which pairs
there are, by their sound. The files are cut by a hash that the browser computes too (shards.mjs).
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from operator import add
from typing import Any, Protocol

from generator.search import compact
from generator.search.fold import fold
from generator.search.ranks import RANKS

LIST_FILES, PAIR_FILES, TEXTS_A_FILE = 1024, 128, 12
"""How many files hold lists of records, how many hold pairs by their first letters in pinyin; how many records share a
text file."""
STEP = 10_000
"""In a list: a quarter as many records are not in it; gaps are shorter. The entrance tells it."""


WORD = re.compile("[a-z0-9]+(?:['-][a-z0-9]+)*")
"""A Latin word with its hyphens and apostrophes, as the browser reads a query (standing.mjs)."""


class Record(Protocol):
    """What search.Record offers."""

    @property
    def lines(self) -> tuple[str, ...]: ...
    @property
    def facets(self) -> tuple[int, ...]: ...
    @property
    def folder(self) -> str: ...
    @property
    def head(self) -> str: ...
    @property
    def text(self) -> str: ...


def build(
    records: Sequence[Record], letters: str, prefix: str, initials: Mapping[str, str]
) -> tuple[list[tuple[str, Any]], dict[str, Any]]:
    """The files (path, value) and what the entrance must say about them. `initials`: see directory()."""
    found, core = directory([record.lines for record in records], LIST_FILES, prefix, initials)
    table = compact.encoder(letters)
    for number, start in enumerate(range(0, len(records), TEXTS_A_FILE)):
        text = "".join(record.text for record in records[start : start + TEXTS_A_FILE])
        found.append((f"{prefix}t{number}.js", text.translate(table)))
    kinds = sorted({(record.folder, record.facets) for record in records})
    order = {kind: number for number, kind in enumerate(kinds)}
    rows = compact.numbers(order[record.folder, record.facets] for record in records)
    found.append((f"{prefix}f.js", [[folder, *facets] for folder, facets in kinds] + [rows]))
    return found, {**core, "texts": TEXTS_A_FILE}


def directory(
    texts: Sequence[Sequence[str]], count: int, prefix: str, initials: Mapping[str, str]
) -> tuple[list[tuple[str, Any]], dict[str, Any]]:
    """Which of the texts, given as lines, hold a character or a pair (`count` files), and which pairs there are, by
    the first letters of their readings. `initials`: character -> these letters."""
    found, words = _found(texts)
    chinese = [key for key in sorted(found) if len(key) == 2 and key[0] in initials and key[1] in initials]
    vocabulary = _vocabulary(words)
    files = _lists(found, len(texts), count, prefix) + [
        (f"{prefix}v{at}.js", list_) for at, list_ in vocabulary.items()
    ]
    told: dict[str, Any] = {
        "prefix": prefix,
        "lists": count,
        "vocabulary": "".join(vocabulary),
        "pairs": 0,
        "step": STEP,
    }
    if not chinese:
        return files, told
    by_letters: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in chinese:
        for letters in product(initials[key[0]], initials[key[1]]):
            by_letters[letters].append(key)
    by_file: list[set[str]] = [set() for _ in range(PAIR_FILES)]
    for letters, pairs in by_letters.items():
        by_file[shard_of("".join(letters), PAIR_FILES)].update(pairs)
    files += [
        (f"{prefix}p{number}.js", _pairs([(key, len(found[key])) for key in pairs]))
        for number, pairs in enumerate(by_file)
    ]
    return files, {**told, "pairs": PAIR_FILES}


def shard_of(key: str, count: int) -> int:
    """The file that a key stands in: FNV-1a over UTF-16 units, so that JavaScript gives the same."""
    value = 2166136261
    for unit in map(ord, key) if max(key) < "\U00010000" else array("H", key.encode("utf-16-le")):
        value = (value ^ unit) * 16777619 & 0xFFFFFFFF
    return (value ^ value >> 15) % count


def _vocabulary(words: Iterable[str]) -> dict[str, list[str]]:
    """First letter, or 0 for a figure -> the Latin words that begin with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for word in words:
        found[word[0] if word[0].isalpha() else "0"].add(word)
    return {letter: sorted(found[letter]) for letter in sorted(found)}


def _lists(found: dict[str, list[int]], texts: int, count: int, prefix: str) -> list[tuple[str, Any]]:
    signs = [compact.number(code) for code in range(min(4 * texts, STEP) + 1)]
    by_file: list[list[str]] = [[] for _ in range(count)]
    for key in sorted(found):
        by_file[shard_of(key, count)] += [key, _encode(found[key], signs)]
    return [(f"{prefix}l{number}.js", rows) for number, rows in enumerate(by_file)]


UNSEARCHED = "#u"
"""What begins a line that is no text, or none that is searched."""


def _found(texts: Sequence[Sequence[str]]) -> tuple[dict[str, list[int]], set[str]]:
    """Character or pair -> the texts that hold it in order, each as four times its number, plus its level; and every
    Latin word."""
    words: set[str] = set()
    found: dict[str, list[int]] = defaultdict(list)
    for number, lines in enumerate(texts):
        keys: tuple[set[str], ...] = (set(), set(), set())
        for line in lines:
            if line[0] not in UNSEARCHED:
                text = fold(line[1:])
                own = keys[RANKS[line[0]].level]
                own.update(text)
                own.update(map(add, text, text[1:]))
                words.update(WORD.findall(text))
        for level, level_keys in ((2, keys[2]), (1, keys[1] - keys[2]), (0, keys[0] - keys[1] - keys[2])):
            code = 4 * number + level
            for key in level_keys:
                found[key].append(code)
    return found, words


def _encode(values: Sequence[int], signs: Sequence[str]) -> str:
    """Gaps between the records of a list, as signs; a gap takes the level of its record's best line along."""
    if len(values) == 1 and values[0] < STEP:  # most keys
        return signs[values[0]]
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
    """Pairs by how many records hold them, the most first: "书记书本" below their count in steps of powers of two."""
    steps: dict[int, list[str]] = defaultdict(list)
    for key, count in pairs:
        steps[count.bit_length()].append(key)
    return ["".join(sorted(steps.get(step, []))) for step in range(max(steps, default=0) + 1)]

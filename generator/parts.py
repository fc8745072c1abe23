"""A small index as a few files that the browser scans as a whole: an entrance, parts of even size, and a directory.

The entrance answers most queries. For the others the directory says which part holds the text, so that the first
result waits for one part instead of all; then the rest is fetched anyway.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from generator import compact, shards
from generator.shards import Record

ENTRANCE, PART = 34_000, 7_000
"""Characters of the entrance's own records, which are looked for most, and of a further part."""
LISTED = 750
"""Characters of the further parts to one file of their directory."""


def build(records: Sequence[Record], letters: str, prefix: str) -> tuple[list[tuple[str, Any]], dict[str, Any]]:
    """The files (path, value) and what the entrance must say about them."""
    first, *rest = _cut(records)
    table = compact.encoder(letters)
    encoded = ["".join(record.text for record in part).translate(table) for part in (first, *rest)]
    files = [(f"{prefix}{number}.js", text) for number, text in enumerate(encoded)][1:]
    size = sum(len(record.text) for part in rest for record in part)
    held = [[line for record in part for line in record.lines] for part in rest]
    listed = shards.lists(held, -(-size // LISTED), prefix)
    core = {"first": encoded[0], "parts": [path for path, _ in files], "prefix": prefix, "lists": len(listed)}
    return files + listed, core


def _cut(records: Sequence[Record]) -> list[list[Record]]:
    """The records of the entrance, then those of each part."""
    sizes = [len(record.text) for record in records]
    first = max(1, bisect_right(list(accumulate(sizes)), ENTRANCE))
    rest = sum(sizes[first:])
    count = -(-rest // PART)
    cut: list[list[Record]] = [[] for _ in range(count)]
    at = 0
    for record, size in zip(records[first:], sizes[first:], strict=True):
        cut[(at + size // 2) * count // rest].append(record)
        at += size
    return [list(records[:first]), *filter(None, cut)]

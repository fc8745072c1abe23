"""A small index as a few files that the browser scans as a whole: an entrance, parts of even size, and a directory.

The entrance holds what ranks first of every record: titles, what is heard and its reply, summaries. It answers most
queries. For the others the directory (see shards.py) names the records, and with them the part, so that the first
result waits for one part instead of all; then the rest is fetched anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.search import compact, ranks, shards
from generator.search.shards import Record

ENTRANCE, PART = 30_000, 5_000
"""Characters of the entrance, more only for titles and codes, and of a part."""
LISTED = 700
"""Characters of the texts to one file of lists."""


def build(
    records: Sequence[Record], letters: str, prefix: str, initials: Mapping[str, str]
) -> tuple[list[tuple[str, Any]], dict[str, Any]]:
    """The files (path, value) and what the entrance must say about them. `initials`: see shards.directory()."""
    table = compact.encoder(letters)
    whole = "".join(record.text for record in records)
    if len(whole) <= ENTRANCE:
        return [], {
            "first": whole.translate(table),
            "parts": [],
            "starts": [],
            "prefix": prefix,
            "lists": 0,
            "pairs": 0,
            "vocabulary": "",
            "step": shards.STEP,
        }
    roles = _roles(records)
    first = "".join(_first(record, roles) for record in records)
    rest = _cut(["E\n" + "".join(_lines(record, roles, kept=False)) for record in records])
    files: list[tuple[str, Any]] = [
        (f"{prefix}{number}.js", "".join(part).translate(table)) for number, part in enumerate(rest)
    ]
    starts = [sum(map(len, rest[:number])) for number in range(len(rest))]
    listed, more = shards.directory([record.lines for record in records], -(-len(whole) // LISTED), prefix, initials)
    return files + listed, {
        "first": first.translate(table), "parts": [path for path, _ in files], "starts": starts, **more,
    }  # fmt: skip


def _roles(records: Sequence[Record]) -> str:
    """The roles of which the entrance holds every line; words to say only as a reply to what is heard."""
    taken, *others = ranks.turns()
    for more in others:
        if sum(len(_first(record, taken + more)) for record in records) > ENTRANCE:
            break
        taken += more
    return taken


def _first(record: Record, roles: str) -> str:
    return record.head + "".join(_lines(record, roles, kept=True))


def _lines(record: Record, roles: str, *, kept: bool) -> Iterator[str]:
    """The lines of a record that the entrance holds, or the others, below their items' anchors."""
    heard = any(line[0] == "h" for line in record.lines)
    anchor = ""
    for line in record.lines:
        if line[0] == "#":
            anchor = line + "\n"
        elif (line[0] in roles and (line[0] != "s" or heard)) == kept:
            yield anchor + line + "\n"
            anchor = ""


def _cut(texts: Sequence[str]) -> list[list[str]]:
    """Texts of one record each, in order, as parts of even size."""
    size = sum(map(len, texts))
    count = -(-size // PART)
    cut: list[list[str]] = [[] for _ in range(count)]
    at = 0
    for text in texts:
        cut[min(count - 1, (at + len(text) // 2) * count // size)].append(text)
        at += len(text)
    return [part for part in cut if part]

"""An index of the search, read in Python as the browser reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.content.library import Library
from generator.content.model import Objection, Step, meanings, texts
from generator.output import Output
from generator.search import compact, index, shards
from generator.search import records as search
from generator.search.fold import fold

AGAIN = {name for model in (Step, Objection) for name, means in meanings(model) if means and means.part == "again"}
"""Fields that say what another one says already."""
SIGN = {sign: number for number, sign in enumerate(compact.SIGNS)}


def numbers(text: str) -> list[int]:
    """What compact.number wrote, read again."""
    result, signs = [], iter(text)
    base, one, two = len(compact.SIGNS), compact.ONE, compact.TWO
    for sign in signs:
        value = SIGN[sign]
        if value >= one + two:
            value = SIGN[next(signs)] * base + SIGN[next(signs)] + one + two * base
        elif value >= one:
            value = one + (value - one) * base + SIGN[next(signs)]
        result.append(value)
    return result


def opened(outputs: list[Output]) -> dict[str, object]:
    """Path -> what the browser is given."""
    texts = ((output.path, str(output.content)) for output in outputs)
    return {path: json.loads(text[text.index(",") + 1 : text.rindex(")")]) for path, text in texts}


def written(folder: Path, outputs: list[Output]) -> Path:
    """The folder, with the files in it."""
    for output in outputs:
        file = folder / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(output.content), encoding="utf-8")
    return folder


def first_words(core: dict[str, Any]) -> str:
    """The words of an entrance that lead to what comes before everything else, which it writes short."""
    return "\n".join("".join(core["alphabet"][number] for number in numbers(words)) for words, *_ in core["before"])


def scanned(library: Library) -> str:
    """All text of a scanned index."""
    files = opened(index.outputs(library))
    core = files[index.ENTRANCE]
    assert isinstance(core, dict)
    parts = [core["first"], *(files[path] for path in core["parts"])]
    return "".join(core["alphabet"][number] for part in parts for number in numbers(part))


def listed(files: dict[str, object], core: dict[str, Any], key: str) -> set[int]:
    """The records that the index's lists name for a character or a pair."""
    rows = files[f"{core['prefix']}l{shards.shard_of(key, core['lists'])}.js"]
    assert isinstance(rows, list)
    found, at = set(), -1
    for code in numbers(rows[rows.index(key) + 1]):
        at += shards.STEP // 4 if code == shards.STEP else code // 4 + 1
        if code != shards.STEP:
            found.add(at)
    return found


def holding(records: Sequence[search.Record], key: str) -> set[int]:
    """The records in which it stands."""
    lines = ([fold(line[1:]) for line in record.lines if line[0] != "#"] for record in records)
    return {number for number, own in enumerate(lines) if any(key in line for line in own)}


def unsearched(library: Library) -> Iterator[str]:
    """Texts of the library that are not in its index."""
    text = fold(scanned(library).replace("\n", "\x00").replace(search.BREAK, "\n").replace("\x00", "。。"))
    for entry in library.entries.values():
        said = [(words, what) for keys, words, what in texts(entry) if AGAIN.isdisjoint(keys)]
        wanted = [entry.title]
        wanted += [search.searched(words) for words, what in said if what == "prose"]
        wanted += [words for words, what in said if what in ("say", "quoted")]
        yield from (f"{entry.path}: {one}" for one in wanted if fold(one) not in text)

"""A page taken out: why is told at its address, its code stays taken, what led to it leads on or is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from generator.content.edits import edited
from generator.content.library import Library
from generator.content.load import load
from generator.content.model import Entry
from generator.content.problems import Problem
from generator.content.slips.slip import quoted
from generator.edit.changes import Change, on_a_copy, write
from generator.edit.places import Lines, errors, mend_places
from generator.rules.references import references
from generator.rules.ways import ways

FILE = "withdrawn.yml"


def withdraw(
    root: Path, name: str, because: str, instead: str | None, today: date, collections: Mapping[str, type[Entry]]
) -> tuple[Change, list[Problem]]:
    """The change that takes out the page `name`, and the places left for people.

    What leads to it leads to `instead`; without one, it is taken out of lists and links keep their words.
    """

    def faults(library: Library) -> Iterator[Problem]:
        leading = [each for each in (*references(library), *ways(library)) if each.kind.startswith("unknown-")]
        return (each for each in leading if each.values["word"] == name)

    def mended(before: str, rest: str) -> tuple[str, ...] | None:
        return _led_on(before, rest, name, instead) if instead else _left_out(before, rest, name)

    def work(copy: Path) -> tuple[Change, list[Problem]]:
        library = load(copy, collections)
        entry = library.entries[name]
        before = library.sources[FILE].lines if FILE in library.sources else ()
        changed: Lines = {entry.path: None, FILE: _noted(entry, because, instead, today, before)}
        write(copy, Change(changed))
        left = mend_places(copy, collections, faults, mended, changed)
        _without_empty_lists(copy, collections, changed)
        write(copy, Change({path: lines for path, lines in changed.items() if lines}))
        return Change(changed), errors(copy, collections, today) or left

    return on_a_copy(root, work)


def _without_empty_lists(copy: Path, collections: Mapping[str, type[Entry]], changed: Lines) -> None:
    """Keys whose last element has gone go, too."""
    library = load(copy, collections)
    for problem in library.problems:
        path = problem.place.path.partition("/")[2]
        lines = changed.get(path)
        if problem.kind == "empty-value" and problem.mend and lines:
            changed[path] = edited(lines, [problem.mend])


def _noted(entry: Entry, because: str, instead: str | None, today: date, before: tuple[str, ...]) -> tuple[str, ...]:
    """withdrawn.yml with the page noted."""
    lines = list(before)
    while lines and not lines[-1].strip():
        lines.pop()
    lines += [
        f"{entry.id}:", f"  folder: {entry.folder}", f"  code: {entry.code}", f"  title: {quoted(entry.title)}",
        f"  because: {quoted(because)}", f"  day: {today}", *([f"  instead: {instead}"] if instead else []),
    ]  # fmt: skip
    return tuple(lines)


def _led_on(before: str, rest: str, name: str, instead: str) -> tuple[str, ...] | None:
    match = _reference(name, rest)
    return (before + instead + rest[match.end() :],) if match else None


def _left_out(before: str, rest: str, name: str) -> tuple[str, ...] | None:
    """The line without the reference: an element of a list goes, a link becomes its words."""
    match = _reference(name, rest)
    if not match:
        return None
    behind = rest[match.end() :]
    if before.strip() == "-" and not behind.strip():
        return ()
    if linked := re.search(r"\[([^\]]*)\]\($", before):
        return (before[: linked.start()] + linked[1] + behind.removeprefix(")"),)
    if re.search(r"[\[,] *$", before):
        line = (
            before + re.sub(r"^ *, *", "", behind) if behind.lstrip().startswith(",") else before.rstrip(" ,") + behind
        )
        return () if re.fullmatch(r" *[\w]+: *\[ *\]", line) else (line,)
    return None


def _reference(name: str, rest: str) -> re.Match[str] | None:
    return re.match(rf"{re.escape(name)}(#[\w-]+)?(?![\w-])", rest)

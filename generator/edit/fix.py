"""Mending what has one mend: as often as it takes, for one mend may show the next fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from generator.content.edits import edited
from generator.content.library import Library
from generator.content.load import load
from generator.content.model import Entry
from generator.content.problems import Problem
from generator.edit.changes import Change, on_a_copy, write
from generator.rules.check import check
from generator.rules.quotes import without_sum

MOST_ROUNDS = 20


def mends(library: Library, problems: Sequence[Problem]) -> Change:
    """The mends of these problems, each file's lines as they become; those that meet another wait for the next time."""
    lines: dict[str, Sequence[str]] = {}
    for path, source in library.sources.items():
        if source.mended != source.lines:
            lines[path] = source.mended
            continue
        every = [each for problem in problems for each in (problem, *problem.also)]
        edits = [each.mend for each in every if each.place.path == source.path and each.mend]
        if edits:
            lines[path] = edited(source.lines, edits)
    return Change(lines)


def fix(root: Path, today: date, collections: Mapping[str, type[Entry]]) -> tuple[Change, Sequence[Problem], Library]:
    """All mends that there are, worked out on a copy; and what is left for people, with the content it is left in."""

    def work(copy: Path) -> tuple[Change, Sequence[Problem], Library]:
        changed: dict[str, Sequence[str] | None] = {}
        for _ in range(MOST_ROUNDS):
            library = load(copy, collections)
            problems = check(library, today)
            change = mends(library, [*problems, *without_sum(library)])
            if not change:
                break
            changed |= change.lines
            write(copy, change)
        return Change(changed), problems, library

    return on_a_copy(root, work)

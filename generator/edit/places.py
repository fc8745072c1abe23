"""Every place that leads to a name, mended line by line; those that cannot be are left for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from generator.content.library import Library
from generator.content.load import load
from generator.content.model import Entry
from generator.content.problems import Problem
from generator.edit.changes import Change, write
from generator.rules.check import check

Lines = dict[str, tuple[str, ...] | None]
"""Files by their path below content/, as they become; None: the file goes."""

Mended = Callable[[str, str], tuple[str, ...] | None]
"""(what stands before the name in its line, the rest of the line from the name on) -> the lines that come instead, or
None where people have to look at it."""


def errors(copy: Path, collections: Mapping[str, type[Entry]], today: date) -> list[Problem]:
    """What stops a build after a change: nothing did before it."""
    return [problem for problem in check(load(copy, collections), today) if problem.severity == "error"]


def mend_places(
    copy: Path,
    collections: Mapping[str, type[Entry]],
    faults: Callable[[Library], Iterable[Problem]],
    mended: Mended,
    changed: Lines,
) -> list[Problem]:
    """Mend every place that `faults` finds in a copy of the content; returns those that cannot be mended.

    A mend may change the number of lines, so each round mends one place a file. `changed` gathers the new lines.
    """
    while True:
        library = load(copy, collections)
        by_path = {source.path: path for path, source in library.sources.items()}
        stuck: list[Problem] = []
        files: Lines = {}
        for problem in faults(library):
            path = by_path[problem.place.path]
            if path in files:
                continue
            lines, number, at = library.sources[path].lines, problem.place.line, problem.place.column - 1
            instead = mended(lines[number - 1][:at], lines[number - 1][at:])
            if instead is None:
                stuck.append(problem)
            else:
                files[path] = (*lines[: number - 1], *instead, *lines[number:])
        if not files:
            return stuck
        write(copy, Change(files))
        changed |= files

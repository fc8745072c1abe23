"""An edit is a value: lines of a file that become other lines. What a mend does, shown or done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """Lines `first` to `last` of a file (they count from 1) become `lines`; with no lines they are deleted."""

    first: int
    last: int
    lines: tuple[str, ...]


def edited(lines: Sequence[str], edits: Iterable[Edit]) -> tuple[str, ...]:
    """The lines with all edits made. Of edits that meet only the first given is: the others need a second look."""
    result, done = list(lines), list[Edit]()
    for edit in edits:
        if all(edit.last < other.first or other.last < edit.first for other in done):
            done.append(edit)
    for edit in sorted(done, key=lambda edit: edit.first, reverse=True):
        result[edit.first - 1 : edit.last] = edit.lines
    return tuple(result)

"""A change to the content as a value: what files will hold. Shown as a difference, then written."""

from __future__ import annotations

import difflib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from generator.content.source import lines_in
from generator.files import write_whole

BOM = "\ufeff"

T = TypeVar("T")


@dataclass(frozen=True)
class Change:
    """Files by their path below content/: `lines` are what they become, `moved` their new path where that changes.

    A file that `lines` has None for goes.
    """

    lines: Mapping[str, Sequence[str] | None]
    moved: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.lines or self.moved)


def on_a_copy(root: Path, work: Callable[[Path], T]) -> T:
    """What `work` says of a copy of the content, which it may change as it likes."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / root.name
        shutil.copytree(root, copy, ignore_dangling_symlinks=True)
        return work(copy)


def difference(root: Path, change: Change) -> Iterator[str]:
    """The change as lines of a unified difference."""
    for path in sorted({*change.lines, *change.moved}):
        before, goal = _lines(root / path), change.moved.get(path, path)
        after = change.lines.get(path, before)
        names = (f"{root.name}/{path}", f"{root.name}/{goal}")
        if after is None:
            names, after = (names[0], "/dev/null"), ()
        after = list(after)[: len(after) - (list(after)[-1:] == [""])]
        if path != goal:
            yield f"{names[0]} -> {names[1]}"
        yield from (line.rstrip("\n") for line in difflib.unified_diff(before, list(after), *names, lineterm="", n=1))


def write(root: Path, change: Change) -> int:
    """Make the change; returns how many files it touched. Line ends and a mark of the encoding stay as they were.

    Raises OSError where a file cannot be written: no file is touched then.
    """
    texts = {(root / path).resolve(): lines for path, lines in change.lines.items() if lines is not None}
    write_whole({file: _text(file, lines).encode() for file, lines in texts.items()}, keep_modes=True)
    for path, lines in change.lines.items():
        if lines is None:
            (root / path).unlink()
    for path, goal in change.moved.items():
        (root / goal).parent.mkdir(parents=True, exist_ok=True)
        (root / path).rename(root / goal)
    return len({*change.lines, *change.moved})


def _text(file: Path, lines: Sequence[str]) -> str:
    before = file.read_bytes() if file.exists() else b""
    end = "\r\n" if b"\r\n" in before else "\r" if b"\r" in before and b"\n" not in before else "\n"
    text = end.join(lines)
    text += "" if text.endswith(end) or not text else end
    return (BOM if before.startswith(BOM.encode()) else "") + text


def _lines(file: Path) -> list[str]:
    if not file.exists():
        return []
    lines = list(lines_in(file.read_bytes().decode("utf-8-sig", errors="replace")))
    return lines[:-1] if lines[-1:] == [""] else lines

"""Files that are written as a whole or not at all, several of them together."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

MODE = 0o644
"""Of what is published: readable whatever the umask."""


def write_whole(files: Mapping[Path, bytes], *, keep_modes: bool = False) -> None:
    """Write every file beside its place, then put all of them there; a link in a file's place goes, what it led to
    stays. `keep_modes`: a file that was there keeps its own, others have MODE.

    Raises OSError. Where the disk does not take all of them, none is put in its place, and no folder has come.
    """
    beside: dict[Path, Path] = {}
    made: list[Path] = []
    try:
        for file, content in files.items():
            made += _made(file.parent)
            mode = file.stat().st_mode & 0o777 if keep_modes and file.is_file() else MODE
            beside[file] = _written_beside(file, content, mode)
        for file in files:
            beside[file].replace(file)
            del beside[file]
    except BaseException:
        for part in beside.values():
            part.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _made(folder: Path) -> Iterator[Path]:
    """Make a folder and those it lies in; each that was not there, the outermost first."""
    for each in (*reversed(folder.parents), folder):
        if not each.is_dir():
            each.mkdir(exist_ok=True)
            yield each


def _written_beside(file: Path, content: bytes, mode: int) -> Path:
    """A file of another name with what `file` will hold. An OSError names `file`, which is what its reader knows."""
    part = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        part = Path(name)
        with os.fdopen(descriptor, "wb") as new:
            new.write(content)
        part.chmod(mode)
    except BaseException as error:
        if part:
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(file)
        raise
    return part

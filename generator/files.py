"""Files that are written as a whole or not at all, several of them together."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

MODE = 0o644
"""Of what is published: readable whatever the umask."""


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place, then put all of them there; a link in a file's place goes, what it led to
    stays. A file that was there keeps its mode.

    Raises OSError where one cannot be written: what stood there stands then, all of it.
    """
    beside: dict[Path, str] = {}
    try:
        for file, content in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            descriptor, beside[file] = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
            with os.fdopen(descriptor, "wb") as new:
                new.write(content)
            mode = file.stat().st_mode & 0o777 if file.is_file() and not file.is_symlink() else MODE
            Path(beside[file]).chmod(mode)
        for file in files:
            Path(beside[file]).replace(file)
            del beside[file]
    except BaseException:
        for name in beside.values():
            Path(name).unlink(missing_ok=True)
        raise

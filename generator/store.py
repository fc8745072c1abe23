"""Values that are kept from one run to the next, each under what it was made from: the same again, or made anew.

A file for each value, with a sum of what is in it: one that is broken, or that another program wrote, is no value.
Where nothing can be written, nothing is kept; that is no more than slow.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FOLDER = ".cache/huashu"
"""Where a project's values are kept, beside mkdocs.yml."""
SUM = 32
"""Bytes of the sum that a file begins with."""


class Store:
    """A folder of values; none where it is not given."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """The value under a key; None where there is none that is whole."""
        if self._folder is None:
            return None
        try:
            found = (self._folder / key).read_bytes()
        except OSError:
            return None
        value = found[SUM:]
        return value if hashlib.sha256(value).digest() == found[:SUM] else None

    def has(self, key: str) -> bool:
        """Whether there is a value under a key."""
        return self._folder is not None and (self._folder / key).is_file()

    def put(self, key: str, value: bytes) -> None:
        """Keep a value; it is there as a whole or not at all."""
        if self._folder is None:
            return
        part = self._folder / f"{key}.{os.getpid()}.{threading.get_ident()}"
        with contextlib.suppress(OSError):
            try:
                part.write_bytes(hashlib.sha256(value).digest() + value)
                part.replace(self._folder / key)
            finally:
                part.unlink(missing_ok=True)

    def begin(self) -> None:
        """Make the folder; without it nothing is kept."""
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")

    def keep(self, keys: Iterable[str]) -> None:
        """Forget every value but these."""
        wanted = {*keys, ".gitignore"}
        with contextlib.suppress(OSError):
            for file in self._folder.iterdir() if self._folder else ():
                if file.name not in wanted:
                    file.unlink(missing_ok=True)


def key(*parts: str | bytes) -> str:
    """The name of a value that is made from these."""
    return hashlib.sha256(b"\0".join(part if isinstance(part, bytes) else part.encode() for part in parts)).hexdigest()


@cache
def program() -> str:
    """What may make another value of the same: our code and tables, and every package with its version."""
    ours = (file for file in sorted(Path(__file__).resolve().parent.rglob("*")) if file.suffix in TABLES)
    folders = [Path(folder) for folder in sys.path if Path(folder).is_dir()]
    named = sorted(file.name for folder in folders for file in folder.iterdir() if file.suffix in VERSIONED)
    return key(sys.version, *named, *(file.read_bytes() for file in ours))


TABLES = (".py", ".toml", ".jinja", ".json", ".txt")
VERSIONED = (".dist-info", ".egg-info")

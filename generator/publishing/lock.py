"""One at a time: a lock that ends with the process that holds it, however that ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

_PAUSE = 0.2  # seconds between two looks at a lock that another process holds

if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return True
        return False

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


class Lock:
    """A lock by a file, which goes with it."""

    def __init__(self, file: Path, waiting: Callable[[], None]) -> None:
        """Take the lock; `waiting` is called once if another process holds it. OSError: the folder takes no file, or
        its file system knows no locks."""
        self._file = file
        told = False
        while True:
            self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
            try:
                if not _taken(self._descriptor):
                    if self._mine():
                        return
                elif not told:
                    told = True
                    waiting()
            except BaseException:
                os.close(self._descriptor)
                raise
            os.close(self._descriptor)
            if told:
                time.sleep(_PAUSE)

    def _mine(self) -> bool:
        """Whether the file locked is the one that others find: who held it before may have removed it."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._file.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let others have it."""
        if sys.platform != "win32":  # which removes no open file
            self._file.unlink(missing_ok=True)
        os.close(self._descriptor)

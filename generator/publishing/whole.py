"""A folder that is always whole: written beside its place, put there at once when it is finished.

Whoever is killed, crashes or finds the disk full before that leaves what stood there as it was; what they leave beside
it the next one clears away. Two who write the same folder do so one after the other.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import errno
import os
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.files import MODE, write_whole
from generator.publishing.lock import Lock

_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2  # Linux' <fcntl.h>, <linux/fs.h>; macOS' <sys/stdio.h>
_NO_EXCHANGE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM}
_FOLDER = 0o755


class Refused(Exception):  # noqa: N818 - it says what happened, as StopIteration does
    """The folder may not be written: `why` is one of link, file, others, inside; `folder` is the one meant."""

    def __init__(self, why: str, folder: Path) -> None:
        super().__init__(f"{why}: {folder}")
        self.why, self.folder = why, folder

    def said(self, words: Mapping[str, Any]) -> str:
        """As a sentence; `words` is a language file as read."""
        return str(words["refused"][self.why].format(folder=self.folder))


class Whole:
    """A folder on its way.

    `folder` is where it will stand; `beside` where it is written, empty at first. End with `put`, or `abandon` what has
    been written.
    """

    def __init__(self, folder: Path, *, sources: Sequence[Path] = (), waiting: Callable[[], None] = lambda: None):
        """Begin. `sources` are folders that are read: nothing is put in their place, around or into them. `waiting` is
        called when somebody else is just writing the folder.

        Raises Refused, and OSError where nothing can be written.
        """
        folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow the link that is refused
        if folder.is_symlink():
            raise Refused("link", folder)
        if folder.exists() and not folder.is_dir():
            raise Refused("file", folder)
        place = folder.resolve()
        for source in (source.resolve() for source in sources):
            if place in (source, *source.parents) or source in place.parents:
                raise Refused("inside", folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.beside = folder.parent / f"{self._prefix('new')}{secrets.token_hex(4)}"
        self._lock: Lock | None = None
        atexit.register(self.abandon)
        try:
            self._lock = _locked(folder, waiting)
            if self._lock:
                self._clear()
            self.beside.mkdir()
        except BaseException:
            self.abandon()
            raise

    def keep(self, names: Sequence[str]) -> None:
        """Take files and folders over from the folder as it stands, but for what has been written anew; no link is
        followed."""
        for name in names:
            old, new = self.folder / name, self.beside / name
            if _through_link(self.folder, old) or os.path.lexists(new) or not os.path.lexists(old):
                continue
            with contextlib.suppress(FileExistsError, NotADirectoryError):  # a file written anew is in the way
                new.parent.mkdir(parents=True, exist_ok=True)
                if old.is_dir() and not old.is_symlink():
                    shutil.copytree(old, new, symlinks=True)
                else:
                    _take(old, new)

    def put(self) -> None:
        """Put the folder into its place, readable to everybody; what stood there is gone."""
        try:
            _readable(self.beside)
            if not self.folder.exists():
                self.beside.rename(self.folder)
            else:
                self._replace()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Remove what is beside the folder; the folder stands as it stood."""
        shutil.rmtree(self.beside, ignore_errors=True)
        if self._lock:
            self._lock.release()
            self._lock = None
        atexit.unregister(self.abandon)

    def _replace(self) -> None:
        try:
            if _exchanged(self.beside, self.folder):
                return
            old = Path(tempfile.mkdtemp(prefix=self._prefix("old"), dir=self.folder.parent)) / self.folder.name
            self.folder.rename(old)
            try:
                self.beside.rename(self.folder)
            except OSError:
                old.rename(self.folder)
                raise
            finally:
                shutil.rmtree(old.parent, ignore_errors=True)
        except OSError as error:
            if error.errno not in (errno.EBUSY, errno.EXDEV, errno.EACCES):
                raise
            _file_by_file(self.beside, self.folder)  # the folder is another disk, or somebody on Windows looks at it

    def _prefix(self, kind: str) -> str:
        return f".{self.folder.name}.{kind}-"

    def _clear(self) -> None:
        """What was left by one who was killed: goes, or comes back if it is all there is."""
        for left in (*self._left("old"), *self._left("new")):
            old = left / self.folder.name
            if left.name.startswith(self._prefix("old")) and old.is_dir() and not self.folder.exists():
                old.rename(self.folder)
            shutil.rmtree(left, ignore_errors=True)

    def _left(self, kind: str) -> list[Path]:
        prefix = self._prefix(kind)
        return [path for path in self.folder.parent.iterdir() if path.name.startswith(prefix)]


def _locked(folder: Path, waiting: Callable[[], None]) -> Lock | None:
    """None where the file system knows no locks: each writes beside the others then, and the last one stays."""
    try:
        return Lock(folder.parent / f".{folder.name}.lock", waiting)
    except OSError as error:
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL):
            raise
        return None


def _through_link(top: Path, path: Path) -> bool:
    """Whether a link stands on the way from a folder to what is in it."""
    return any((top / above).is_symlink() for above in path.relative_to(top).parents)


def _take(old: Path, new: Path) -> None:
    """The same file in another folder: the old one goes as a whole, so nobody writes into what both share."""
    try:
        os.link(old, new, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a file system without links, more of them than it allows
        shutil.copy2(old, new, follow_symlinks=False)


def _readable(folder: Path) -> None:
    """Whatever the umask and the one who wrote it: a server reads it."""
    for root, _, names in os.walk(folder):
        Path(root).chmod(_FOLDER)
        for path in (Path(root) / name for name in names):
            if stat.S_ISREG(path.lstat().st_mode):
                path.chmod(MODE)


def _exchanged(one: Path, other: Path) -> bool:
    """Two folders change places at once; False where the system cannot do that."""
    names = os.fsencode(one), os.fsencode(other)
    with contextlib.suppress(AttributeError):  # an older C library, another one, Windows
        if sys.platform == "linux":
            rename = ctypes.CDLL(None, use_errno=True).renameat2
            failed = rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
        elif sys.platform == "darwin":
            failed = ctypes.CDLL(None, use_errno=True).renamex_np(*names, _RENAME_SWAP)
        else:
            return False
        if failed and ctypes.get_errno() not in _NO_EXCHANGE:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(other))
        return not failed
    return False


def _file_by_file(new: Path, folder: Path) -> None:
    """Where no folder can be moved: what is named first, then what names it, and only then what nobody names goes."""
    named = sorted(
        (path for path in files(new) if not (new / path).is_symlink()), key=lambda path: (path.endswith(".html"), path)
    )
    for path in named:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole({folder / path: (new / path).read_bytes()})
    for path in set(files(folder)) - set(named):
        (folder / path).unlink()
    for root, _, _ in os.walk(folder, topdown=False):
        with contextlib.suppress(OSError):  # not empty, or the folder itself
            Path(root).rmdir()


def files(folder: Path) -> Iterator[str]:
    """Every file and link below a folder, by its path in it."""
    for root, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(root) / name).is_symlink()]
        yield from ((Path(root) / name).relative_to(folder).as_posix() for name in (*names, *links))

"""What the operating system refuses, in the words of a language file."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Any

_REFUSALS = {
    getattr(errno, name)
    for name in (
        "EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EFBIG", "EIO", "EMFILE", "ENFILE", "ENAMETOOLONG", "ELOOP",
        "ENOTDIR", "EISDIR", "EEXIST", "EBUSY", "ETXTBSY",
    )
    if hasattr(errno, name)
}  # fmt: skip
"""What a disk, a folder or a right stands in the way of; all else that fails is a fault of the program."""


def system_words(said: str, phrases: Mapping[str, Any]) -> str:
    """What the operating system says, in the words of a language file; as it is where that has none for it."""
    return str(phrases["system"].get(said, said))


def refusal(error: Exception, phrases: Mapping[str, Any]) -> str | None:
    """What could not be read or written and why, as a sentence; None where the error is not the system's refusal."""
    if not isinstance(error, OSError) or error.errno not in _REFUSALS:
        return None
    why, words = system_words(error.strerror or str(error), phrases), phrases["command"]
    if error.filename is None:  # a write that fails midway does not know its file
        return str(words["unwritable"].format(why=why))
    return str(words["unwritten"].format(file=error.filename, why=why))

"""Names that change with what is in a file: a page names the very file it was made with, caches keep it for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from generator.output import Output, publish

VERSION = "assets/version.js"
"""The one data file whose name never changes: which site stands there now. Pages of an older one ask it."""
NOW, KEPT = "= ", "- "
LIST = "assets/names.txt"
"""What stands under a name with a hash; the next build keeps it for the pages that are open, or cached."""


def named(path: str, content: bytes) -> str:
    """The name of a file with its content's hash: assets/data/blanks.js -> assets/data/blanks.1b9e2d50.js."""
    place = PurePosixPath(path)
    return str(place.with_name(f"{place.stem}.{_hash(content)}{place.suffix}"))


def fixed(path: str) -> bool:
    """Whether a file keeps its name: it has a hash already, or must be found by pages that know no other."""
    return path == VERSION or re.search(r"/[0-9a-f]{8}-[^/]*$", path) is not None


def version(names: Mapping[str, str]) -> Output:
    """The file that tells which site stands there: the hash of everything that pages name."""
    return publish(VERSION, version_of(names))


def version_of(names: Mapping[str, str]) -> str:
    """One text for all names: it changes with any of them."""
    return _hash("\n".join(sorted(names.values())).encode())


def listed(now: Iterable[str], before: str) -> tuple[str, list[str]]:
    """The list for the next build, and what to keep of the last one, whose list was `before` ("" for none).

    A build that names nothing new keeps what the last one kept: only a change makes the older names older.
    """
    here = set(now)
    stood, kept = ({line[2:] for line in before.splitlines() if line.startswith(sign)} for sign in (NOW, KEPT))
    keep = sorted((stood if stood - here else kept) - here)
    lines = [*(NOW + name for name in sorted(here)), *(KEPT + name for name in keep)]
    return "\n".join(lines) + "\n", keep


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]

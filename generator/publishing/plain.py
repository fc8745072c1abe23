"""Plain files for any engine: a folder of their own, which is written as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.files import write_whole
from generator.publishing import whole
from generator.publishing.whole import Refused, Whole

LIST = ".huashu-files"
"""Says that a folder is ours, and which of its files are; what somebody put beside them stays."""
INHERITS = "INHERIT"


def write(
    folder: Path, files: Mapping[str, str | bytes], *, sources: Sequence[Path], waiting: Callable[[], None]
) -> None:
    """Write the files; those of the last time that are not among them go. A link in the folder is not followed.

    Raises Refused for a folder that is not ours, or in which the `sources` are; OSError.
    """
    place = Whole(folder, sources=sources, waiting=waiting)
    try:
        list_ = folder / LIST
        ours = set(list_.read_text(encoding="utf-8").splitlines()) if list_.is_file() else set()
        if not ours and folder.is_dir() and any(folder.iterdir()):
            raise Refused("others", folder)
        list_text = "".join(f"{path}\n" for path in sorted({LIST, *files}))
        for path, content in {**files, LIST: list_text}.items():
            file = place.beside / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        place.keep([path for path in whole.files(folder) if path not in ours])
        place.put()
    except BaseException:
        place.abandon()
        raise


def write_config(file: Path, config: Mapping[str, Any]) -> None:
    """Write a configuration for Zensical, but never over one that somebody else wrote (Refused)."""
    if file.exists() and f'"{INHERITS}"' not in file.read_text(encoding="utf-8", errors="replace")[:100]:
        raise Refused("config", file)
    write_whole({file: (json.dumps(config, ensure_ascii=False, indent=1) + "\n").encode()})

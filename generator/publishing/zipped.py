"""A built site as one file, for a shared folder: taken out of it, the site opens by a double click on index.html."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""No zip can tell of a day before."""


def packed(site: Path, when: datetime) -> bytes:
    """Every file of a site, in a folder of the site's own name. The same site of the same time gives the same bytes.

    `when` is what all files are dated: a copying program that goes by size and time sees each new site as new.
    What is hidden (.git, .htaccess) stays out.
    """
    stamp = max(when, _EARLIEST).timetuple()[:6]
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as file:
        for path in sorted(_shown(site), key=Path.as_posix):
            entry = zipfile.ZipInfo(f"{site.name}/{path.as_posix()}", stamp)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16  # as written by Unix, wherever it is
            file.writestr(entry, (site / path).read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return result.getvalue()


def _shown(site: Path) -> list[Path]:
    files = (path.relative_to(site) for path in site.rglob("*") if path.is_file())
    return [path for path in files if not any(part.startswith(".") for part in path.parts)]

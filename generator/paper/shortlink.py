"""Short links from paper to the wiki: an address of a few letters, its QR code, the page that forwards it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from urllib.parse import urlsplit

import segno

from generator.content.library import Library
from generator.output import address

BORDER = 2
"""Modules of white around the code. The standard asks for four; the rest is the page's own white."""
MASK = 4
"""One mask for all: choosing the best of eight costs eight times the time and no reader needs it."""


def short_url(site_url: str, code: str = "") -> str:
    """The address printed on paper: upper case where that leads to the same page, so that the QR code stays small.

    Scheme and host ignore case; a path does not, so one with small letters keeps the whole address as it is.
    """
    parts = urlsplit(site_url)
    address = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/{f'{code}/' if code else ''}"
    return address.upper() if parts.path == parts.path.upper() else address


def code(url: str) -> segno.QRCode:
    """The QR code of `url`, error correction M."""
    return segno.make(url, error="m", mask=MASK, boost_error=False, micro=False)


def code_png(url: str) -> list[int]:
    """The code of `url` as the bytes of a PNG, its border included: one pixel a module."""
    return list(_png(url))


@lru_cache(maxsize=1 << 14)
def _png(url: str) -> bytes:
    written = io.BytesIO()
    code(url).save(written, kind="png", border=BORDER)
    return written.getvalue()


def code_rows(url: str) -> list[str]:
    """The code of `url`, its border included: a line of 1 (dark) and 0 for each row."""
    return ["".join("1" if dark else "0" for dark in row) for row in code(url).matrix_iter(border=BORDER)]


def code_svg(rows: Sequence[str]) -> str:
    """Rows of a code as SVG, one unit a module, in the colour of the text around it."""
    runs = (f"M{match.start()} {y}h{len(match[0])}v1h-{len(match[0])}z" for y, row in enumerate(rows)
            for match in re.finditer("1+", row))  # fmt: skip
    return f'<svg viewBox="0 0 {len(rows)} {len(rows)}" aria-hidden="true"><path d="{"".join(runs)}"/></svg>'


def forwards(library: Library) -> Iterator[tuple[str, str]]:
    """One tiny page per code, K35/index.html, that leads to its page, or to what is told of one that is gone."""
    pages = [(entry.code, library.readable(entry.title), entry.page) for entry in library.entries.values()]
    pages += [(gone.code, gone.title, f"{gone.folder}/{name}.md") for name, gone in library.withdrawn.items()]
    for code, title, page in pages:
        yield f"{code}/index.html", _forward(library.pack.language, f"{code} {escape(title)}", f"../{address(page)}")


def _forward(language: str, title: str, target: str) -> str:
    lines = (
        "<!doctype html>",
        f'<html lang="{language}">',
        '<meta charset="utf-8">',
        f"<title>{title}</title>",
        '<meta name="robots" content="noindex">',
        '<meta name="viewport" content="width=device-width">',
        f'<meta http-equiv="refresh" content="0; url={target}">',
        f'<p><a href="{target}">{title}</a></p>',
        "</html>",
    )
    return "\n".join(lines) + "\n"

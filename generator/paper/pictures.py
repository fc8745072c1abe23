"""Small pictures of pages and sheets, drawn from the finished PDFs, for the page about the guides."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from PIL import Image

PAGE = 560
"""Pixels of the longest side of a page's picture: sharp at the size it is shown on a telephone."""
SHEET = 820
"""Pixels of the longest side of a sheet's picture."""
MOST = 6
"""Pages of a booklet that are shown."""
COLOURS = 16
"""A few greys and the accents are enough, and a quarter of the bytes."""


@dataclass(frozen=True)
class Drawn:
    """A picture as PNG."""

    png: bytes
    width: int
    height: int


def pictures(pdf: bytes, numbers: Sequence[int], longest: int) -> Iterator[Drawn]:
    """The pages with these numbers, counted from 1."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in numbers:
            page = document[number - 1]
            drawn = page.render(scale=longest / max(page.get_size())).to_pil().convert("RGB")
            yield _saved(drawn)
    finally:
        document.close()


def _saved(image: Image.Image) -> Drawn:
    result = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(result, "PNG", optimize=True)
    return Drawn(result.getvalue(), image.width, image.height)

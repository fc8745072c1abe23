"""Sheets as paper: print both sides, cut, fold, leaf through. Works on pictures and knows nothing of the program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pypdfium2
from PIL import Image, ImageChops, ImageStat

SMALL = (105, 148)
MM = 72 / 25.4

Sheet = tuple[Image.Image, Image.Image]
"""What one sees of a sheet: its front, and its back after turning it like the page of a book."""


def pictures(pdf: bytes, scale: float = 1.6) -> list[Image.Image]:
    """Every page as a grey picture."""
    document = pypdfium2.PdfDocument(pdf)
    drawn = [sheet.render(scale=scale).to_pil().convert("L") for sheet in document]
    document.close()
    return drawn


def printed(sides: Sequence[Image.Image], flip: Literal["left", "top"]) -> list[Sheet]:
    """Sheets out of a duplex printer that flips at the left edge or at the top one, seen turning them at the left."""
    turn = 0 if flip == "left" else 180
    return [(sides[at], sides[at + 1].rotate(turn, expand=True)) for at in range(0, len(sides), 2)]


def cut_across(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pile cut once across; the upper pile is laid on the lower one."""
    upper, lower = [], []
    for front, back in sheets:
        half = front.height // 2
        upper.append((front.crop((0, 0, front.width, half)), back.crop((0, 0, back.width, half))))
        lower.append((front.crop((0, half, front.width, 2 * half)), back.crop((0, half, back.width, 2 * half))))
    return upper + lower


def leafed(sheets: Sequence[Sheet]) -> list[Image.Image]:
    """The pages in reading order: the pile, first sheet outermost, folded at the middle and stapled there."""
    first, second = [], []
    for front, back in sheets:
        half = front.width // 2
        left, right = (0, 0, half, front.height), (half, 0, 2 * half, front.height)
        first += [front.crop(right), back.crop(left)]
        second = [back.crop(right), front.crop(left), *second]
    return first + second


def order(pages: Sequence[Image.Image], leaves: Sequence[Image.Image]) -> list[str]:
    """Leaves that do not show the page whose turn it is."""
    faults = []
    small = [_small(page) for page in pages]
    for number, leaf in enumerate(leaves, 1):
        drawn = _small(leaf)
        distances = [ImageStat.Stat(ImageChops.difference(drawn, page)).mean[0] for page in small]
        nearest = distances.index(min(distances)) + 1
        wanted = number if number <= len(pages) else 0
        if nearest != wanted and (not wanted or distances[wanted - 1] > distances[nearest - 1]):
            faults.append(f"page {number} of the booklet shows page {nearest}")
    return faults


def _small(picture: Image.Image) -> Image.Image:
    """The picture small; marks for cutting stand in its corners, so its margin is left away."""
    x, y = picture.width * 5 // 105, picture.height * 5 // 148
    return picture.crop((x, y, picture.width - x, picture.height - y)).resize(SMALL, Image.Resampling.BOX)


def margins(pdf: bytes, millimetres: float) -> list[str]:
    """Pages with ink nearer to the edge than this."""
    faults = []
    scale = 150 / 72
    for number, picture in enumerate(pictures(pdf, scale), 1):
        edge = int(millimetres * MM * scale)
        inner = (edge, edge, picture.width - edge, picture.height - edge)
        frame = picture.copy()
        frame.paste(255, inner)
        if frame.getextrema()[0] < 245:
            faults.append(f"page {number} has ink less than {millimetres} mm from the edge")
    return faults


def zine(pdf: bytes) -> list[str]:
    """The eight panels of a folded sheet, in the order in which a reader meets them, upright: their texts.

    The sheet is folded in half along the long middle, opened at the slit and pushed together: the panels then
    follow one another around the slit, beginning at the lower right, where two folded edges meet.
    """
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    width, height = document[0].get_size()
    around = [(3, 0), (3, 1), (2, 1), (1, 1), (0, 1), (0, 0), (1, 0), (2, 0)]  # column, row from the bottom
    w, h = width / 4, height / 2
    panels = [text.get_text_bounded(c * w, r * h, (c + 1) * w, (r + 1) * h) for c, r in around]
    document.close()
    return panels


def upright(pdf: bytes) -> list[str]:
    """Panels of a folded sheet that stand on their head where they should not, by where their number is."""
    faults = []
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    width, height = document[0].get_size()
    places = {2: (3, 1), 3: (2, 1), 4: (1, 1), 5: (0, 1), 6: (0, 0), 7: (1, 0), 8: (2, 0)}
    for number, (column, row) in places.items():
        low = (height - 24) if row else 12
        found = text.get_text_bounded(column * width / 4 + 60, low, (column + 1) * width / 4 - 60, low + 12).strip()
        if found != str(number):
            faults.append(f"panel {number} has {found!r} at its foot")
    document.close()
    return faults

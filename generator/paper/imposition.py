"""Pages of a booklet -> sides of A4 sheets, so that an office printer, a cut and a fold make a book of them.

A side is a list of cells; a cell says which page (from 1; 0 is blank) goes where. Orders are plain numbers and
can be read without a PDF; sheets.typ draws them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

A4 = (210.0, 297.0)
A6 = (105.0, 148.0)
SAFE = 5.0
"""Millimetres at the edge of A4 that office printers leave white."""


@dataclass(frozen=True)
class Cell:
    """One page on a side: its upper left corner in millimetres, how much it is enlarged, whether it is upside down."""

    page: int
    x: float
    y: float
    scale: float = 1.0
    turned: bool = False


@dataclass(frozen=True)
class Plan:
    """Where pages go: the sheet in millimetres, its sides (front, back, front, …), marks for cutting on the fronts.

    A mark is a line as (x, y, x, y), from the upper left corner.
    """

    width: float
    height: float
    page_width: float
    sides: tuple[tuple[Cell, ...], ...]
    marks: tuple[tuple[float, float, float, float], ...] = ()

    @property
    def sheets(self) -> int:
        """Sheets of paper."""
        return len(self.sides) // 2

    def first(self, sides: int) -> Plan:
        """The plan of the first sides alone."""
        return replace(self, sides=self.sides[:sides])


def padded(pages: int, multiple: int) -> list[int]:
    """Page numbers filled up with blank pages (0) before the last, which is the back cover."""
    blank = -pages % multiple
    return [*range(1, pages), *[0] * blank, pages]


def spreads(order: Sequence[int]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The folded sheets of a saddle-stitched booklet, outermost first: (left, right) of the front and of the back."""
    count = len(order)
    return [
        ((order[count - 1 - at], order[at]), (order[at + 1], order[count - 2 - at])) for at in range(0, count // 2, 2)
    ]


def single(pages: Sequence[int], size: tuple[float, float] = A6) -> Plan:
    """Each page on a side of its own size: for pictures of them."""
    return Plan(*size, size[0], tuple((Cell(page, 0, 0),) for page in pages))


def four_up(pages: int) -> Plan:
    """A6 booklet on A4 portrait, duplex on the long edge: cut once across, upper pile on lower pile, fold."""
    (width, height), (page_width, page_height) = A4, A6
    folded = spreads(padded(pages, 8))
    sheets = len(folded) // 2
    high = (height / 2 - page_height) / 2
    low = height / 2 + high
    sides = []
    for sheet in range(sheets):
        for face in (0, 1):
            upper, lower = folded[sheet][face], folded[sheets + sheet][face]
            sides.append((
                Cell(upper[0], 0, high), Cell(upper[1], page_width, high),
                Cell(lower[0], 0, low), Cell(lower[1], page_width, low),
            ))  # fmt: skip
    cut = ((SAFE, height / 2, SAFE + 4, height / 2), (width - SAFE - 4, height / 2, width - SAFE, height / 2))
    return Plan(width, height, page_width, tuple(sides), cut)


def two_up(pages: int, *, long_edge: bool = False) -> Plan:
    """A5 booklet on A4 landscape, saddle stitched. For printers that flip on the long edge the backs are turned."""
    (height, width), (page_width, page_height) = A4, A6
    scale = min(width / 2 / page_width, height / page_height)
    half, high = width / 2, (height - page_height * scale) / 2
    side = (half - page_width * scale) / 2
    sides = []
    for front, back in spreads(padded(pages, 4)):
        sides.append((Cell(front[0], side, high, scale), Cell(front[1], half + side, high, scale)))
        if long_edge:
            sides.append((Cell(back[1], side, high, scale, True), Cell(back[0], half + side, high, scale, True)))
        else:
            sides.append((Cell(back[0], side, high, scale), Cell(back[1], half + side, high, scale)))
    return Plan(width, height, page_width, tuple(sides))

"""Pages of a booklet -> sides of A4 sheets, so that an office printer, a cut and a fold make a book of them.

A side is a list of cells; a cell says which page (from 1; 0 is blank) goes where. Orders are plain numbers and
can be read without a PDF; `impose` draws them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

MM = 72 / 25.4
A4 = (210.0, 297.0)
SAFE = 5.0
"""Millimetres at the edge of A4 that office printers leave white."""


@dataclass(frozen=True)
class Cell:
    """One page on a side: its lower left corner in millimetres, how much it is enlarged, whether it is upside down."""

    page: int
    x: float
    y: float
    scale: float = 1.0
    turned: bool = False


@dataclass(frozen=True)
class Plan:
    """How to print a booklet: the sheet, its sides (front, back, front, …), where marks for cutting and folding go.

    A mark is a line as (x, y, x, y) in millimetres.
    """

    width: float
    height: float
    sides: tuple[tuple[Cell, ...], ...]
    marks: tuple[tuple[float, float, float, float], ...] = ()

    @property
    def sheets(self) -> int:
        """Sheets of paper."""
        return len(self.sides) // 2


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


def four_up(pages: int, page_size: tuple[float, float] = (105.0, 148.0)) -> Plan:
    """A6 booklet on A4 portrait, duplex on the long edge: cut once across, upper pile on lower pile, fold."""
    width, height = A4
    folded = spreads(padded(pages, 8))
    sheets = len(folded) // 2
    low, high = (height / 2 - page_size[1]) / 2, height / 2 + (height / 2 - page_size[1]) / 2
    sides = []
    for sheet in range(sheets):
        for face in (0, 1):
            upper, lower = folded[sheet][face], folded[sheets + sheet][face]
            sides.append((
                Cell(upper[0], 0, high), Cell(upper[1], page_size[0], high),
                Cell(lower[0], 0, low), Cell(lower[1], page_size[0], low),
            ))  # fmt: skip
    cut = ((SAFE, height / 2, SAFE + 4, height / 2), (width - SAFE - 4, height / 2, width - SAFE, height / 2))
    return Plan(width, height, tuple(sides), cut)


def two_up(pages: int, page_size: tuple[float, float] = (105.0, 148.0), *, long_edge: bool = False) -> Plan:
    """A5 booklet on A4 landscape, saddle stitched. For printers that flip on the long edge the backs are turned."""
    height, width = A4
    scale = min(width / 2 / page_size[0], height / page_size[1])
    low, half = (height - page_size[1] * scale) / 2, width / 2
    side = (half - page_size[0] * scale) / 2
    sides = []
    for front, back in spreads(padded(pages, 4)):
        sides.append((Cell(front[0], side, low, scale), Cell(front[1], half + side, low, scale)))
        if long_edge:
            sides.append((Cell(back[1], side, low, scale, True), Cell(back[0], half + side, low, scale, True)))
        else:
            sides.append((Cell(back[0], side, low, scale), Cell(back[1], half + side, low, scale)))
    return Plan(width, height, tuple(sides))


def impose(pdf: bytes, plan: Plan, title: str) -> bytes:
    """The PDF of the sheets. It is for printing: links, bookmarks and tags stay with the pages' own PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as pages, pikepdf.new() as sheets:
        forms = [sheets.copy_foreign(page.as_form_xobject()) for page in pages.pages]
        boxes = [[float(edge) for edge in page.mediabox] for page in pages.pages]
        for number, side in enumerate(plan.sides):
            used = {f"/P{cell.page}": forms[cell.page - 1] for cell in side if cell.page}
            drawn = [_draw(cell, boxes[cell.page - 1]) for cell in side if cell.page]
            marks = [_line(mark) for mark in plan.marks] if number % 2 == 0 else []
            sheet = pikepdf.Dictionary(
                Type=pikepdf.Name.Page, MediaBox=[0, 0, round(plan.width * MM, 4), round(plan.height * MM, 4)],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(used)),
                Contents=sheets.make_stream("\n".join(drawn + marks).encode()),
            )  # fmt: skip
            sheets.pages.append(pikepdf.Page(sheets.make_indirect(sheet)))
        sheets.Root.ViewerPreferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"), DisplayDocTitle=True)
        sheets.docinfo["/Title"] = title
        return _packed(sheets)


def _packed(pdf: pikepdf.Pdf) -> bytes:
    """The PDF as small as it gets without loss, the same bytes for the same content."""
    pikepdf.settings.set_flate_compression_level(9)  # one for the whole process; nothing else here writes PDFs
    result = io.BytesIO()
    pdf.save(result, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True, deterministic_id=True)
    return result.getvalue()


def repacked(pdf: bytes) -> bytes:
    """A finished PDF, its objects packed together: nothing else changes."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return _packed(opened)


def _draw(cell: Cell, box: Sequence[float]) -> str:
    width, height = box[2] - box[0], box[3] - box[1]
    scale = -cell.scale if cell.turned else cell.scale
    x = cell.x * MM + (width * cell.scale if cell.turned else 0)
    y = cell.y * MM + (height * cell.scale if cell.turned else 0)
    return f"q {scale:.5f} 0 0 {scale:.5f} {x:.4f} {y:.4f} cm /P{cell.page} Do Q"


def _line(mark: tuple[float, float, float, float]) -> str:
    x, y, to_x, to_y = (edge * MM for edge in mark)
    return f"q 0.5 G 0.4 w {x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S Q"

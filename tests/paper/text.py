"""How the text of a PDF reads and breaks: contiguous texts, lines, headings, contents, codes."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pikepdf
import pypdfium2
import zxingcpp
from pypdfium2 import raw

MM = 72 / 25.4
CLOSING = set("，。；：、？！）》」』】〉”’…")
OPENING = set("（《「『【〈“‘")


@dataclass
class Line:
    """One line of a page: its text, left edge, baseline, size of its type, whether all of it is bold."""

    text: str = ""
    left: float = 0
    right: float = 0
    base: float = 0
    size: float = 0
    bold: bool = True
    bottoms: list[float] = field(default_factory=list)


def squeezed(text: str) -> str:
    """The text without blanks and line ends."""
    return re.sub(r"[\s\ufeff\u200b]+", "", text)


def page_texts(pdf: bytes) -> list[str]:
    """The text of every page."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    document.close()
    return texts


def turned(pdf: bytes) -> bytes:
    """The first page upside down, so that text standing on its head can be read."""
    with pikepdf.open(io.BytesIO(pdf)) as opened, pikepdf.new() as result:
        left, bottom, right, top = (float(edge) for edge in opened.pages[0].mediabox)
        form = result.copy_foreign(opened.pages[0].as_form_xobject())
        sheet = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[left, bottom, right, top],
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/P": form})),
            Contents=result.make_stream(f"-1 0 0 -1 {right} {top} cm /P Do".encode()),
        )
        result.pages.append(pikepdf.Page(result.make_indirect(sheet)))
        written = io.BytesIO()
        result.save(written)
        return written.getvalue()


def bare(text: str) -> str:
    """The words of a text without its signs: those that stand close together are not always read in their order."""
    return re.sub(r"[【】，。；：、]", "", squeezed(text))


def absent(pdf: bytes, wanted: Iterable[str]) -> list[str]:
    """Texts that do not stand in the PDF in one piece."""
    whole = bare("".join(page_texts(pdf)))
    return [f"not in one piece: {text}" for text in wanted if bare(text) not in whole]


def strange(pdf: bytes) -> list[str]:
    """Characters that stand for another one that was lost: U+FFFD, private use, Kangxi and other radicals."""
    faults = []
    for number, text in enumerate(page_texts(pdf), 1):
        for character in sorted(set(text)):
            code = ord(character)
            lost = code == 0xFFFD or 0x2E80 <= code <= 0x2FDF or unicodedata.category(character) == "Co"
            if lost:
                faults.append(f"page {number} has U+{code:04X}")
    return faults


def lines(sheet: pypdfium2.PdfPage) -> list[Line]:
    """The lines of a page in the order of its content."""
    text = sheet.get_textpage()
    found: list[Line] = []
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        _, bottom, right, _ = text.get_charbox(index)
        size = raw.FPDFText_GetFontSize(text, index)
        line = found[-1] if found else None
        if line is None or abs(line.base - y.value) > 2 or x.value < line.right - 0.7 * size:
            line = Line(left=x.value, base=y.value, size=size)
            found.append(line)
        line.text += character
        line.right = max(right, x.value)
        line.size = max(line.size, size)
        line.bold = line.bold and _is_bold(text, index)
        line.bottoms.append(bottom)
    return found


def _is_bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(100)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, 100, flags)
    return b"Bold" in name.value


def broken_lines(pdf: bytes, below: float = 1000) -> list[str]:
    """Closing signs at the start of a line, opening ones at its end, one character alone on the last line.

    Only lines lower than `below` millimetres are looked at.
    """
    faults = []
    document = pypdfium2.PdfDocument(pdf)
    for number, sheet in enumerate(document, 1):
        before = None
        for line in (line for line in lines(sheet) if line.base < below * MM):
            follows = before is not None and 0 < before.base - line.base < 2.4 * line.size
            starts = follows and before is not None and abs(before.left - line.left) < 1.5
            if starts and line.text[0] in CLOSING:
                faults.append(f"page {number}: a line begins with {line.text[:6]}")
            if line.text[-1] in OPENING:
                faults.append(f"page {number}: a line ends with {line.text[-6:]}")
            # A line of one character after one that is full: the end of a paragraph alone on its line.
            alone = [character for character in line.text if character not in CLOSING]
            if starts and before is not None and len(alone) == 1 and len(before.text) > 14 and not alone[0].isdigit():
                faults.append(f"page {number}: {line.text} stands alone on a line")
            before = line
    document.close()
    return faults


def stray_headings(pdf: bytes, foot: float, size: float, first: int = 1) -> list[str]:
    """Pages from `first` whose last line above the foot (millimetres) is a heading: bold, `size` points or more."""
    faults = []
    document = pypdfium2.PdfDocument(pdf)
    for number, sheet in list(enumerate(document, 1))[first - 1 :]:
        body = [line for line in lines(sheet) if line.base > foot * MM]
        last = min(body, key=lambda line: line.base, default=None)
        if last and last.bold and last.size >= size and len(body) > 1:
            faults.append(f"page {number} ends with the heading {last.text}")
    document.close()
    return faults


def runs_off(pdf: bytes, foot: float, notice: str = "") -> list[str]:
    """Text outside the page or in the foot's place (millimetres) that is not the foot itself: date, number, notice."""
    faults = []
    document = pypdfium2.PdfDocument(pdf)
    for number, sheet in enumerate(document, 1):
        width, height = sheet.get_size()
        for line in lines(sheet):
            outside = line.left < 0 or line.right > width or line.base > height or min(line.bottoms) < 0
            is_foot = re.fullmatch(rf"\d*({re.escape(notice)})?\d*", line.text) or re.search(
                r"\d{4}-\d\d-\d\d", line.text
            )
            in_foot = line.base < foot * MM and not is_foot
            if outside or in_foot:
                faults.append(f"page {number}: {line.text[:12]} runs off")
    document.close()
    return faults


def split(pdf: bytes, wanted: Iterable[str]) -> list[str]:
    """Texts that begin on one page and end on the next."""
    pages = [bare(text) for text in page_texts(pdf)]
    return [f"split over two pages: {text}" for text in wanted if not any(bare(text) in each for each in pages)]


def small_type(pdf: bytes, smallest: float) -> list[str]:
    """Pages with type smaller than `smallest` points."""
    faults = []
    document = pypdfium2.PdfDocument(pdf)
    for number, sheet in enumerate(document, 1):
        for line in lines(sheet):
            if line.size < smallest - 0.01:
                faults.append(f"page {number}: {line.text[:8]} is {line.size:.2f} pt")
    document.close()
    return faults


@dataclass(frozen=True)
class Room:
    """Where a page has its text: millimetres from its upper left corner, and of what stands within."""

    left: float
    top: float
    width: float
    height: float


HOLE = 8.0
"""Millimetres: of a white wider than this between two lines, no more counts as used."""


def fill(sheet: pypdfium2.PdfPage, room: Room) -> float:
    """Which part of the room is used, from its top to the last line."""
    top = sheet.get_height() - room.top * MM
    left, foot = room.left * MM, top - room.height * MM
    used, edge = 0.0, top
    inside = [line for line in lines(sheet) if left <= line.left < left + room.width * MM and foot <= line.base < top]
    for line in sorted(inside, key=lambda each: -each.base):
        low = min(edge, line.base - 0.12 * line.size)
        used += min(edge - low, 0.88 * line.size + 0.12 * line.size + HOLE * MM)
        edge = low
    return used / (room.height * MM)


def grey_type(pdf: bytes, grey: str, smallest: float) -> list[str]:
    """Pages with type of this colour (as #49545a) smaller than `smallest` points."""
    faults = []
    document = pypdfium2.PdfDocument(pdf)
    for number, sheet in enumerate(document, 1):
        text = sheet.get_textpage()
        for index in range(text.count_chars()):
            red, green, blue, alpha = [ctypes.c_uint() for _ in range(4)]
            raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
            size = raw.FPDFText_GetFontSize(text, index)
            if f"#{red.value:02x}{green.value:02x}{blue.value:02x}" == grey and size < smallest - 0.01:
                faults.append(f"page {number}: {chr(raw.FPDFText_GetUnicode(text, index))} is {size:.2f} pt")
    document.close()
    return faults


def torn_blanks(pdf: bytes, below: float = 1000) -> list[str]:
    """Lines, lower than `below` millimetres, that begin or end within a blank."""
    document = pypdfium2.PdfDocument(pdf)
    found = [(number, line) for number, sheet in enumerate(document, 1) for line in lines(sheet)]
    document.close()
    torn = [(number, line) for number, line in found if line.text.count("【") != line.text.count("】")]
    return [f"page {number}: {line.text}" for number, line in torn if line.base < below * MM]


def contents(pdf: bytes, pages: Iterable[int], least: int) -> list[str]:
    """Lines of the contents (on the pages counted from 1) whose number is not the page they lead to."""
    faults, seen = [], 0
    document = pypdfium2.PdfDocument(pdf)
    for number in pages:
        sheet = document[number - 1]
        text = sheet.get_textpage()
        position, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(sheet, position, link):
            target = raw.FPDFDest_GetDestPageIndex(document, raw.FPDFLink_GetDest(document, link)) + 1
            box = raw.FS_RECTF()
            raw.FPDFLink_GetAnnotRect(link, box)
            shown = re.findall(r"\d+", text.get_text_bounded(box.left, box.bottom - 1, box.right, box.top + 1))
            seen += 1
            if not shown or int(shown[-1]) != target:
                faults.append(f"page {number}: the line that leads to {target} says {shown[-1:]}")
    document.close()
    return faults if seen >= least else [*faults, f"only {seen} lines of contents are links"]


def codes(pdf: bytes, wanted: Mapping[str, int], dpi: int = 300) -> list[str]:
    """QR codes that do not decode to the address wanted on its page (counted from 1), and those nobody asked for."""
    document = pypdfium2.PdfDocument(pdf)
    found: set[tuple[str, int]] = set()
    for number, sheet in enumerate(document, 1):
        picture = sheet.render(scale=dpi / 72).to_pil().convert("L")
        for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode):
            found.add((code.text, number))
    document.close()
    expected = set(wanted.items())
    missing = [f"no code {url} on page {number}" for url, number in sorted(expected - found)]
    return missing + [f"an unexpected code {url} on page {number}" for url, number in sorted(found - expected)]

"""What a PDF is made of: page size, fonts, glyphs, bookmarks, tags."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

import page as ua
import pikepdf
import pypdfium2

MM = 72 / 25.4


def page_sizes(pdf: bytes, width: float, height: float, tolerance: float = 0.05) -> list[str]:
    """Pages that are not `width` × `height` millimetres."""
    faults = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for number, sheet in enumerate(opened.pages, 1):
            left, bottom, right, top = (float(edge) / MM for edge in sheet.mediabox)
            if abs(right - left - width) > tolerance or abs(top - bottom - height) > tolerance:
                faults.append(f"page {number} is {right - left:.2f} × {top - bottom:.2f} mm")
    return faults


def scaling(pdf: bytes) -> str | None:
    """What the PDF asks the print dialog to do about its size: /None is to print it as large as it is."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = opened.Root.get("/ViewerPreferences", {}).get("/PrintScaling")
        return None if found is None else str(found)


def fonts(pdf: bytes) -> list[str]:
    """Fonts that are not embedded, not a subset, without ToUnicode, or of Type 3."""
    faults = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for font in _of_type(opened, "/Font"):
            name, kind = str(font.get("/BaseFont", "?")), font.get("/Subtype")
            if kind == "/Type3":
                faults.append(f"{name} is of Type 3")
            if kind == "/Type0" and "/ToUnicode" not in font:
                faults.append(f"{name} has no ToUnicode")
            if kind == "/Type0" and not re.match(r"/[A-Z]{6}\+", name):
                faults.append(f"{name} is no subset")
            if kind in ("/CIDFontType0", "/CIDFontType2"):
                descriptor = font.get("/FontDescriptor", {})
                if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                    faults.append(f"{name} is not embedded")
        if not any(font.get("/Subtype") == "/Type0" for font in _of_type(opened, "/Font")):
            faults.append("no font at all")
    return faults


def _of_type(opened: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Dictionary]:
    for thing in opened.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind:
            yield thing


def missing_glyphs(pdf: bytes) -> list[str]:
    """Pages that draw glyph 0, the box for what a font has not. Text extraction cannot see it."""
    faults = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for number, sheet in enumerate(opened.pages, 1):
            if any(code == 0 for code in _codes(sheet)):
                faults.append(f"page {number} draws a glyph that the font has not")
    return faults


def _codes(stream: pikepdf.Object | pikepdf.Page) -> Iterator[int]:
    """Two-byte codes (Identity-H) of all text shown, that of forms included."""
    for operands, operator in pikepdf.parse_content_stream(stream):
        texts = operands[0] if str(operator) == "TJ" else operands
        if str(operator) in ("Tj", "TJ", "'"):
            for text in texts:
                if isinstance(text, pikepdf.String):
                    raw = bytes(text)
                    yield from (raw[at] << 8 | raw[at + 1] for at in range(0, len(raw) - 1, 2))
    resources = stream.get("/Resources", {}) if not isinstance(stream, pikepdf.Page) else stream.resources
    for form in resources.get("/XObject", {}).values():
        if form.get("/Subtype") == "/Form":
            yield from _codes(form)


def bookmarks(pdf: bytes, titles: Sequence[str]) -> list[str]:
    """Titles without a bookmark, and bookmarks that are no title or out of order."""
    document = pypdfium2.PdfDocument(pdf)
    found = [_squeezed(each.get_title()) for each in document.get_toc()]
    document.close()
    wanted = [_squeezed(title) for title in titles]
    faults = [f"no bookmark “{title}”" for title in wanted if title not in found]
    if not faults and [title for title in found if title in wanted] != wanted:
        faults.append("bookmarks are out of order")
    return faults


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def tags(pdf: bytes, language: str, title: str) -> list[str]:
    """What is missing for a screen reader: tags, language, title, and PDF/UA-1 as a validator sees it."""
    faults = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root
        if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked"):
            faults.append("not tagged")
        if not str(root.get("/Lang", "")).lower().startswith(language):
            faults.append(f"language is {root.get('/Lang')}")
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
            faults.append("the title is not displayed")
        with opened.open_metadata() as metadata:
            if metadata.get("dc:title") != title:
                faults.append(f"title is {metadata.get('dc:title')}")
    report = ua.validate_pdf_bytes(pdf, profile=ua.ValidationProfile.PDF_UA_1)
    return faults + [f"{failure.rule_id}: {failure.message}" for failure in report.failures]

"""Values -> PDF and pictures by Typst. The only module that knows Typst.

Only the fonts beside the templates are used. For pages that are read PDF/UA-1 is always asked for: with it Typst
refuses to write a page that lacks a glyph, a heading level or an alternative text. Sheets for the printer are
pictures of such pages; links, bookmarks and tags stay with the pages' own PDF.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

from generator.paper.imposition import Plan
from generator.paper.values import GuideValue

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "typst"
FONTS = HERE / "fonts"

COLOURS = {"ink": "#191f22", "soft": "#49545a", "hair": "#b7c1c4", "accent": "#0b5a54", "warn": "#9b2c1d"}
"""Every colour on paper. All but `hair` (rules only) have a contrast of at least 7:1 on white."""

STANDARD: Literal["ua-1"] = "ua-1"

KEPT = 11
"""So many compilations Typst keeps what it has computed, in case the next one can use it."""


class SettingError(Exception):
    """Typst could not set the value; the text is Typst's."""


class Typesetter:
    """One template with one value (guide.book makes it)."""

    def __init__(self, template: str, value: GuideValue) -> None:
        inputs = {"guide": json.dumps(value, ensure_ascii=False), "colours": json.dumps(COLOURS)}
        self._compiler = typst.Compiler(
            TEMPLATES / template, root=TEMPLATES, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs=inputs
        )
        self._day = _day(value["edition"])

    def __enter__(self) -> Typesetter:
        return self

    def __exit__(self, *raised: object) -> None:
        """Let go of everything that Typst remembers: of 5,000 entries that is more than a gigabyte.

        Typst has no call for this, so empty documents push the memories out.
        """
        del self._compiler
        no_fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
        for _ in range(KEPT):
            typst.Compiler(b"", root=TEMPLATES, font_paths=no_fonts).compile(format="svg")

    def pdf(self) -> bytes:
        """The PDF, dated by the edition. SettingError when Typst refuses."""
        try:
            result = self._compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=self._day)
        except typst.TypstError as error:
            raise SettingError(error.message) from error
        assert isinstance(result, bytes)
        return result

    def query(self, selector: str) -> list[Any]:
        """Values that the template has left as metadata with this label."""
        try:
            return list(json.loads(self._compiler.query(selector, field="value")))
        except typst.TypstError as error:
            raise SettingError(error.message) from error


def sheets(pages: bytes, plan: Plan, title: str, edition: str) -> bytes:
    """The PDF of the sheets: the pages of a PDF, laid out by the plan. It is for printing and has no tags."""
    with _imposer(pages, plan, title) as (compiler, template):
        made = compiler.compile(template, format="pdf", pdf_tags=False, timestamp=_day(edition))
    assert isinstance(made, bytes)
    return made


def pictures(pages: bytes, plan: Plan, longest: int) -> list[bytes]:
    """The sides of the plan as PNGs whose longest side has so many pixels."""
    with _imposer(pages, plan, "") as (compiler, template):
        made = compiler.compile(template, format="png", ppi=longest / max(plan.width, plan.height) * 25.4)
    assert made is not None
    return made if isinstance(made, list) else [made]


@contextmanager
def _imposer(pages: bytes, plan: Plan, title: str) -> Iterator[tuple[typst.Compiler, bytes]]:
    """A compiler of sheets.typ with its input. Typst places the pages of a file only, so they are one for a while."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "pages.pdf").write_bytes(pages)
        inputs = {"plan": json.dumps({"title": title, **asdict(plan)}), "colours": json.dumps(COLOURS)}
        no_fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
        yield (
            typst.Compiler(root=folder, font_paths=no_fonts, sys_inputs=inputs),
            (TEMPLATES / "sheets.typ").read_bytes(),
        )


def _day(edition: str) -> datetime:
    return datetime.fromisoformat(edition).replace(tzinfo=UTC)

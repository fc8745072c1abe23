"""A value -> PDF by Typst. The only module that knows Typst.

Only the fonts in generator/fonts are used and PDF/UA-1 is always asked for: with it Typst refuses to write a
page that lacks a glyph, a heading level or an alternative text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "typst"
FONTS = HERE / "fonts"

COLOURS = {"ink": "#191f22", "soft": "#556168", "hair": "#b7c1c4", "accent": "#0b5a54", "warn": "#9b2c1d"}
"""Every colour on paper. All but `hair` (rules only) have a contrast of at least 4.5:1 on white."""

STANDARD: Literal["ua-1"] = "ua-1"


KEPT = 11
"""So many compilations Typst keeps what it has computed, in case the next one can use it."""


class SettingError(Exception):
    """Typst could not set the value; the text is Typst's."""


class Setter:
    """One template with one value (guide.book makes it)."""

    def __init__(self, template: str, value: Mapping[str, Any]) -> None:
        inputs = {"guide": json.dumps(value, ensure_ascii=False), "colours": json.dumps(COLOURS)}
        self._compiler = typst.Compiler(
            TEMPLATES / template, root=TEMPLATES, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs=inputs
        )
        self._day = datetime.fromisoformat(value["edition"]).replace(tzinfo=UTC)

    def __enter__(self) -> Setter:
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

"""The finished PDFs of the Chinese sample's guides: everything that can be said of them without printing them."""

from __future__ import annotations

import pytest

from tests.conftest import CHINESE
from tests.paper import sheets, structure, text
from tests.paper.printed import SITE, Printed

BUILT = Printed(CHINESE)
A6, A4_UPRIGHT, A4_ACROSS = (105, 148), (210, 297), (297, 210)
SIZES = {
    "pocket-a6": A6,
    "pocket-a6-4up": A4_UPRIGHT,
    "pocket-a5-booklet": A4_ACROSS,
    "pocket-a5-booklet-long-edge": A4_ACROSS,
    "card": A4_ACROSS,
}


@pytest.mark.parametrize("name", SIZES)
def test_paper_fonts_glyphs_and_margins(name: str) -> None:
    pdf = BUILT.pdf(name)
    assert structure.page_sizes(pdf, *SIZES[name]) == []
    assert structure.fonts(pdf) == []
    assert structure.missing_glyphs(pdf) == []
    assert text.strange(pdf) == []
    assert sheets.margins(pdf, 4 if SIZES[name] == A6 else 5) == []
    assert text.small_type(pdf, 7.5) == []


def test_there_are_no_problems_and_no_other_files() -> None:
    assert BUILT.paper.problems == ()
    assert {path for path, _ in BUILT.paper.files if path.endswith(".pdf")} == {f"pocket-guide/{n}.pdf" for n in SIZES}


@pytest.mark.parametrize(("name", "guide"), [("pocket-a6", "pocket"), ("card", "card")])
def test_tags_language_and_title(name: str, guide: str) -> None:
    assert structure.tags(BUILT.pdf(name), "zh", BUILT.library.guides[guide].title) == []


def test_every_text_is_in_the_booklet_in_one_piece() -> None:
    wanted = BUILT.expected_texts("pocket")
    assert text.absent(BUILT.pdf("pocket-a6"), wanted) == []
    assert text.split(BUILT.pdf("pocket-a6"), wanted) == []


def test_every_text_is_on_the_folded_sheet() -> None:
    pdf = BUILT.pdf("card")
    both = text.bare("".join(text.page_texts(pdf) + text.page_texts(text.turned(pdf))))
    assert [each for each in BUILT.expected_texts("card") if text.bare(each) not in both] == []


def test_every_code_has_a_page_that_forwards() -> None:
    pages = {path: content.decode() for path, content in BUILT.paper.files if path.endswith("index.html")}
    assert set(pages) == {f"{entry.code}/index.html" for entry in BUILT.library.entries.values()}
    assert 'url=../objections/lost-it.html"' in pages["K3/index.html"]


def test_the_folded_sheet_leads_home() -> None:
    assert text.codes(BUILT.pdf("card"), {SITE.upper(): 1}) == []


@pytest.mark.parametrize(
    ("name", "cut", "flip"),
    [
        ("pocket-a6-4up", True, "left"),
        ("pocket-a5-booklet", False, "left"),
        ("pocket-a5-booklet-long-edge", False, "top"),
    ],
)
def test_sheets_cut_and_folded_read_in_order(name: str, cut: bool, flip: str) -> None:
    pages = sheets.pictures(BUILT.pdf("pocket-a6"))
    paper = sheets.printed(sheets.pictures(BUILT.pdf(name)), flip)
    leaves = sheets.leafed(sheets.cut_across(paper) if cut else paper)
    assert len(leaves) == len(pages)
    assert sheets.order(pages, leaves) == []


def test_the_folded_sheet_reads_in_order() -> None:
    panels = [text.squeezed(panel) for panel in sheets.zine(BUILT.pdf("card"))]
    assert [panel[0] for panel in panels[1:]] == list("2345678")
    assert "内部资料" in panels[0]

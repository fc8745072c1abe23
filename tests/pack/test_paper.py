"""The finished PDFs of the shipped guides: everything that can be said of them without printing them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from generator.content.load import load
from generator.content.model import Section
from generator.content.selection import choose
from generator.paper.guides import Document, make
from generator.paper.typeset import COLOURS
from tests.conftest import ROOT
from tests.paper import sheets, structure, text
from tests.paper.printed import EDITION, SITE, Printed

BUILT = Printed(ROOT / "content")
GUIDE, FOLD = "guide", "fold8"
A6, A4_UPRIGHT, A4_ACROSS = (105, 148), (210, 297), (297, 210)
FOOT = 13.0
"""Millimetres: below stands only the foot of a page."""


def is_inside(section: Section) -> bool:
    """Whether a section stands inside the cover: lines to fill in, and nothing else."""
    return not (section.entries or section.collection or section.redlines)


def titles(guide: str) -> list[str]:
    """Titles of the sections and, in a booklet, of the entries, in the order of their bookmarks."""
    found = []
    for section in sorted(BUILT.library.guides[guide].sections, key=lambda each: not is_inside(each)):
        entries = choose(BUILT.library, section)
        found += [section.title, *(f"{each.entry.code} {each.entry.title}" for each in entries)]
    return found


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("guide-a6", A6),
        ("guide-a6-4up", A4_UPRIGHT),
        ("guide-a5-booklet", A4_ACROSS),
        ("guide-a5-booklet-long-edge", A4_ACROSS),
        ("fold8", A4_ACROSS),
    ],
)
def test_paper_fonts_and_glyphs(name: str, size: tuple[int, int]) -> None:
    pdf = BUILT.pdf(name)
    assert structure.page_sizes(pdf, *size) == []
    assert structure.fonts(pdf) == []
    assert structure.missing_glyphs(pdf) == []
    assert text.strange(pdf) == []
    assert sheets.margins(pdf, 4 if size == A6 else 5) == []


@pytest.mark.parametrize("guide", [GUIDE, FOLD])
def test_tags_language_and_title(guide: str) -> None:
    name = "guide-a6" if guide == GUIDE else "fold8"
    assert structure.tags(BUILT.pdf(name), "zh", BUILT.library.guides[guide].title) == []


def test_there_are_no_problems() -> None:
    assert BUILT.paper.problems == ()


def test_every_title_step_and_check_is_in_the_booklet_and_none_is_split() -> None:
    wanted = BUILT.expected_texts(GUIDE)
    assert len(wanted) > 300
    assert text.absent(BUILT.pdf("guide-a6"), wanted) == []
    assert text.split(BUILT.pdf("guide-a6"), wanted) == []


def test_every_text_is_on_the_folded_sheet() -> None:
    pdf, wanted = BUILT.pdf("fold8"), BUILT.expected_texts(FOLD)
    both = text.squeezed("".join(text.page_texts(pdf) + text.page_texts(text.turned(pdf))))
    assert [each for each in wanted if text.squeezed(each) not in both] == []


def test_every_section_and_entry_has_a_bookmark() -> None:
    assert structure.bookmarks(BUILT.pdf("guide-a6"), titles(GUIDE)) == []


def test_numbers_of_the_contents_are_the_pages_they_lead_to() -> None:
    # The contents, and the list that opens a long section: all pages from its heading to its first entry.
    document = pypdfium2.PdfDocument(BUILT.pdf("guide-a6"))
    marks = [(mark.level, mark.get_dest().get_index() + 1) for mark in document.get_toc()]
    document.close()
    opened = [range(page, then) for (level, page), (_, then) in pairwise(marks) if level == 0 and page > 3]
    first = min(page for level, page in marks if level == 0 and page > 3)
    lists = {*range(3, first), *(page for pages in opened for page in pages)}
    assert text.contents(BUILT.pdf("guide-a6"), sorted(lists), len(titles(GUIDE)) - 1) == []


def test_lines_and_headings_break_well() -> None:
    pdf = BUILT.pdf("guide-a6")
    assert text.broken_lines(pdf) == []
    assert text.stray_headings(pdf, FOOT, 9.4, first=4) == []
    assert text.runs_off(pdf, FOOT, BUILT.library.pack.notice) == []


def test_lines_of_the_folded_sheet_break_well() -> None:
    pdf = BUILT.pdf("fold8")
    assert text.broken_lines(pdf, below=105) == []
    assert text.broken_lines(text.turned(pdf), below=105) == []


@pytest.mark.parametrize(("name", "smallest"), [("guide-a6", 8), ("fold8", 7.5)])
def test_type_is_large_enough(name: str, smallest: float) -> None:
    assert text.small_type(BUILT.pdf(name), smallest) == []
    assert text.grey_type(BUILT.pdf(name), COLOURS["soft"], 8.5) == []


def test_blanks_stand_whole_in_their_sentence() -> None:
    assert text.torn_blanks(BUILT.pdf("guide-a6")) == []
    assert text.torn_blanks(BUILT.pdf("fold8"), below=105) == []
    assert text.torn_blanks(text.turned(BUILT.pdf("fold8")), below=105) == []


def test_all_objections_are_in_the_booklet() -> None:
    printed = {each.entry.id for each in BUILT.chosen(GUIDE)}
    assert {entry.id for entry in BUILT.library.of("objections")} <= printed


def fills(pdf: bytes) -> list[float]:
    """How full each page of the booklet is, but for the cover, pages for notes and the back."""
    document = pypdfium2.PdfDocument(pdf)
    bodies = [sheet for sheet in list(document)[1:-1] if "随手记" not in sheet.get_textpage().get_text_range()]
    found = [text.fill(sheet, text.Room(0, 15.5, 105, 119.5)) for sheet in bodies]
    document.close()
    return found


def last_pages(pdf: bytes) -> set[int]:
    """The pages, counted from 1, after which a chapter or the contents begins, or the pages for notes."""
    document = pypdfium2.PdfDocument(pdf)
    opened = {mark.get_dest().get_index() for mark in document.get_toc() if mark.level == 0}
    document.close()
    return {*opened, len(fills(pdf)) + 1}


@pytest.mark.parametrize("more", [0, 40])
def test_pages_are_full(more: int, tmp_path: Path) -> None:
    pdf = BUILT.pdf("guide-a6")
    if more:  # as many objections as there may be one day, of every length there is
        shutil.copytree(ROOT / "content", tmp_path / "content")
        files = sorted((tmp_path / "content" / "objections").glob("*.yml"))
        for number in range(more):
            written = files[number % len(files)].read_text(encoding="utf-8")
            copied = re.sub(r"^code: .*", f"code: Z{number}", written, flags=re.M)
            (tmp_path / "content" / "objections" / f"more-{number}.yml").write_text(copied, encoding="utf-8")
        [first, *_] = make(load(tmp_path / "content"), GUIDE, site_url=SITE, edition=EDITION, pictured=False).documents
        pdf = first.pdf
    found = fills(pdf)
    assert sum(found) / len(found) >= 0.88
    assert [number for number, part in enumerate(found, 2) if part < 0.4 and number not in last_pages(pdf)] == []
    assert len(pdf) <= 800 * 1024
    assert len(pypdfium2.PdfDocument(pdf)) % 8 == 0


def test_the_numbers_to_call_are_inside_the_cover() -> None:
    inside = text.squeezed(text.page_texts(BUILT.pdf("guide-a6"))[1])
    assert all(line in inside for line in BUILT.library.guides[GUIDE].sections[-1].lines)


def test_the_folded_sheet_holds_what_is_heard_most_on_full_panels() -> None:
    printed = {each.entry.id for each in BUILT.chosen(FOLD)}
    assert {"is-it-a-scam", "invoice-first", "will-complain", "poor-service", "vacant-home"} <= printed
    both = [pypdfium2.PdfDocument(pdf) for pdf in (BUILT.pdf("fold8"), text.turned(BUILT.pdf("fold8")))]
    rooms = [text.Room(74.25 * column, 105 + 6.5, 74.25, 89) for column in range(4)]
    lower = [text.fill(both[0][0], room) for room in rooms[:3]]  # panels 6, 7, 8; the fourth is the cover
    upper = [text.fill(both[1][0], room) for room in rooms]  # panels 2 to 5, upright
    for document in both:
        document.close()
    assert min(lower + upper) >= 0.6
    assert sum(lower + upper) / 7 >= 0.85


def test_every_code_leads_to_its_entry() -> None:
    pdf = BUILT.pdf("guide-a6")
    document = pypdfium2.PdfDocument(pdf)
    pages = {text.squeezed(mark.get_title()): mark.get_dest().get_index() + 1 for mark in document.get_toc()}
    last = len(document)
    document.close()
    home = SITE.upper()
    wanted = {f"{home}{each.entry.code}/": pages[each.entry.code + text.squeezed(each.entry.title)]
              for each in BUILT.chosen(GUIDE)}  # fmt: skip
    assert text.codes(pdf, {**wanted, home: last}) == []
    assert text.codes(BUILT.pdf("fold8"), {home: 1}) == []


def test_codes_survive_a_bad_scanner() -> None:
    document = pypdfium2.PdfDocument(BUILT.pdf("guide-a6"))
    number = next(mark.get_dest().get_index() for mark in document.get_toc() if mark.get_title().startswith("K32"))
    picture = document[number].render(scale=130 / 72).to_pil().convert("L")
    document.close()
    found = [code.text for code in text.zxingcpp.read_barcodes(picture)]
    assert found == ["HTTPS://WIKI.EXAMPLE.COM/K32/"]


def test_every_code_has_a_page_that_forwards() -> None:
    pages = {path: content.decode() for path, content in BUILT.paper.files if path.endswith("index.html")}
    assert set(pages) == {f"{entry.code}/index.html" for entry in BUILT.library.entries.values()}
    assert 'url=../objections/vacant-home.html"' in pages["K31/index.html"]
    assert '<a href="../objections/vacant-home.html">' in pages["K31/index.html"]


@pytest.mark.parametrize(
    ("name", "cut", "flip"),
    [
        ("guide-a6-4up", True, "left"),
        ("guide-a5-booklet", False, "left"),
        ("guide-a5-booklet-long-edge", False, "top"),
    ],
)
def test_sheets_cut_and_folded_read_in_order(name: str, cut: bool, flip: str) -> None:
    pages = sheets.pictures(BUILT.pdf("guide-a6"))
    paper = sheets.printed(sheets.pictures(BUILT.pdf(name)), flip)
    leaves = sheets.leafed(sheets.cut_across(paper) if cut else paper)
    assert len(leaves) == len(pages)
    assert sheets.order(pages, leaves) == []


def test_the_folded_sheet_reads_in_order() -> None:
    panels = [text.squeezed(panel) for panel in sheets.zine(BUILT.pdf("fold8"))]
    assert [panel[0] for panel in panels[1:]] == list("2345678")
    assert "内部资料" in panels[0]
    assert sheets.upright(BUILT.pdf("fold8")) == []


def test_sizes_and_sheets_are_told() -> None:
    documents: dict[str, Document] = {each.kind: each for each in BUILT.paper.documents}
    assert documents["a6"].pages % 8 == 0
    assert documents["a6-4up"].sheets == documents["a6"].pages // 8
    assert documents["a5-booklet"].sheets == documents["a6"].pages // 4
    assert documents["fold8"].kilobytes <= 150
    for each in documents.values():
        assert each.kilobytes == round(len(BUILT.pdf(Path(each.path).stem)) / 1024)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("guide-a6", None), ("guide-a6-4up", "/None"), ("guide-a5-booklet", "/None"), ("fold8", "/None")],
)
def test_what_is_cut_or_folded_asks_for_its_own_size(name: str, wanted: str | None) -> None:
    assert structure.scaling(BUILT.pdf(name)) == wanted


def test_the_same_content_gives_the_same_bytes_without_fonts_of_the_system(tmp_path: Path) -> None:
    # A second process with another hash seed, home and font configuration: nothing of the machine gets in.
    program = (
        "import sys; from pathlib import Path; from generator.content.load import load; "
        "from generator.paper.guides import write\n"
        f"write(load(Path('content')), Path(sys.argv[1]), site_url={SITE!r}, edition={EDITION!r})"
    )
    empty = tmp_path / "fonts.conf"
    empty.write_text("<?xml version='1.0'?><fontconfig></fontconfig>", encoding="utf-8")
    environment = {"PYTHONHASHSEED": "7", "HOME": str(tmp_path), "FONTCONFIG_FILE": str(empty), "LANG": "C", "PATH": ""}
    subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program, str(tmp_path / "to")], cwd=ROOT, env=environment, check=True
    )
    for file in sorted((tmp_path / "to").iterdir()):
        assert file.read_bytes() == BUILT.pdf(file.stem), file.name
    assert len(list((tmp_path / "to").iterdir())) == 5

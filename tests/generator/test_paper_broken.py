"""Broken content and broken PDFs: each fault is named where it stands, and each check can fail."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import typst

from generator.content.language import phrases
from generator.content.load import load
from generator.content.problems import show
from generator.paper.guides import make, outputs
from generator.paper.imposition import Cell, four_up
from generator.paper.typeset import FONTS
from generator.paper.typeset import sheets as laid
from generator.rules.check import check
from tests.conftest import CHINESE
from tests.paper import sheets, structure, text
from tests.paper.printed import EDITION, Printed

BUILT = Printed(CHINESE)
GUIDES = """
pocket:
  title: Overdue books
  layout: {layout}
  sections:
    - title: Objections
      collection: objections
    - title: Scripts
      entries: [first-call]
"""

Pack = Callable[..., Path]


def shown(root: Path) -> list[str]:
    """The problems of paper as an author sees them."""
    library = load(root)
    assert library.problems == ()
    made = outputs(library, site_url=None, edition="2026-11-23", pictured=False)
    return [show(problem, phrases(library.pack.language)) for problem in made.problems]


# ── Broken content ──


@pytest.mark.parametrize("layout", ["booklet", "fold8"])
def test_the_sample_can_be_printed(pack: Pack, layout: str) -> None:
    assert shown(pack({"guides.yml": GUIDES.format(layout=layout)})) == []


def test_a_missing_glyph_is_named_with_its_place(pack: Pack) -> None:
    script = (pack() / "scripts" / "first-call.yml").read_text(encoding="utf-8")
    lines = script.split("\n")
    at = next(number for number, line in enumerate(lines) if line.strip().startswith("why:"))
    lines[at] += " 🙂"
    root = pack({"guides.yml": GUIDES.format(layout="booklet"), "scripts/first-call.yml": "\n".join(lines)})
    [message] = shown(root)
    assert message.startswith(f"content/scripts/first-call.yml:{at + 1}:{len(lines[at])}: ")
    assert "“🙂” (U+1F642)" in message


def test_a_missing_glyph_that_is_not_printed_is_no_fault(pack: Pack) -> None:
    script = (pack() / "scripts" / "first-call.yml").read_text(encoding="utf-8")
    only = "entries: [first-call]\n      leave_out: [why]"
    guides = GUIDES.format(layout="booklet").replace("entries: [first-call]", only)
    root = pack({"guides.yml": guides, "scripts/first-call.yml": script.replace("why: ", "why: 🙂 ")})
    assert shown(root) == []


def test_a_missing_glyph_in_the_guide_itself_is_found(pack: Pack) -> None:
    root = pack({"guides.yml": GUIDES.format(layout="booklet").replace("Overdue books", "Overdue books ☑")})
    [message] = shown(root)
    assert message.startswith("content/guides.yml:3:24: ")
    assert "“☑” (U+2611)" in message


@pytest.mark.parametrize(("words", "kind"), [(400, "is too long"), (70, "is full")])
def test_an_entry_too_long_for_the_folded_sheet_is_named(pack: Pack, words: int, kind: str) -> None:
    script = (pack() / "scripts" / "first-call.yml").read_text(encoding="utf-8")
    step = script.index("  - id:", script.index("steps:"))
    say = "again and " * words + "so on."
    steps = "".join(f"  - id: more-{n}\n    title: More {n}\n    say: {say}\n" for n in range(16))
    root = pack({"guides.yml": GUIDES.format(layout="fold8"), "scripts/first-call.yml": script[:step] + steps})
    [message] = shown(root)
    path, line, _ = message.split(":", 2)
    assert path == "content/scripts/first-call.yml"
    written = (root / "scripts" / "first-call.yml").read_text(encoding="utf-8").split("\n")
    assert written[int(line) - 1].strip().startswith("- id: more-")
    assert kind in message
    assert "More" in message


def test_more_lines_than_a_folded_sheet_has_are_named(pack: Pack) -> None:
    lines = ", ".join(f"Line {number}" for number in range(150))
    guides = f"card:\n  title: Card\n  layout: fold8\n  sections:\n    - title: Numbers\n      lines: [{lines}]\n"
    [message] = shown(pack({"guides.yml": guides}))
    assert message.startswith("content/guides.yml:5:14: ")
    assert "“Numbers”" in message


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("collection: objection", "objections", "unknown-collection"),
        ("entries: [lost-itt]", "lost-it", "unknown-entry"),
        ("entries: [lost-it]\n      leave_out: [wy]", "why", "unknown-field"),
        ("entries: [lost-it]\n      channels: [smoke]", None, "unknown-channel"),
        ("facets: {}", None, "empty-section"),
    ],
)
def test_an_unknown_selection_is_named(pack: Pack, wrong: str, right: str | None, kind: str) -> None:
    root = pack({"guides.yml": GUIDES.format(layout="booklet").replace("collection: objections", wrong)})
    [problem] = check(load(root), date(2026, 11, 23))
    assert problem.kind == kind
    assert problem.place.path == "content/guides.yml"
    assert problem.values.get("near") == right


def test_an_unknown_guide_is_an_error(pack: Pack) -> None:
    with pytest.raises(KeyError):
        make(load(pack()), "no-such-guide", site_url=None, edition="2026-11-23")


def test_long_numbers_and_addresses_stay_on_the_paper(pack: Pack) -> None:
    run = "62220000000000000000/" * 6
    checks = (pack() / "checklists" / "before-the-call.yml").read_text(encoding="utf-8")
    more = f"  - id: run\n    text: Pay into {run} or {'！' * 90} only\n"
    guides = GUIDES.format(layout="booklet").replace("first-call", "before-the-call")
    files = {"guides.yml": guides, "checklists/before-the-call.yml": checks + more}
    pdf = outputs(load(pack(files)), site_url=None, edition=EDITION, pictured=False).documents[0].pdf
    assert text.absent(pdf, [run]) == []
    assert text.runs_off(pdf, 12, "Internal") == []
    assert sheets.margins(pdf, 4) == []


@pytest.mark.parametrize("layout", ["booklet", "fold8"])
def test_a_part_of_which_nothing_is_there_is_still_printed(pack: Pack, layout: str) -> None:
    guides = GUIDES.format(layout=layout) + "    - title: Nothing\n      redlines: [X9]\n"
    made = outputs(load(pack({"guides.yml": guides})), site_url=None, edition=EDITION, pictured=False)
    assert made.problems == ()
    assert len(made.documents) == (4 if layout == "booklet" else 1)


# ── Broken PDFs ──


@cache
def typeset(body: str, *, page: str = "width: 105mm, height: 148mm, margin: 12mm", standard: str = "1.7") -> bytes:
    """A small document in the guide's own fonts."""
    source = (
        f'#set page({page})\n#set document(title: "Broken")\n'
        f'#set text(font: "Huashu Sans SC", fallback: false, size: 9pt, lang: "zh")\n{body}'
    )
    made = typst.compile(source.encode(), font_paths=[FONTS], ignore_system_fonts=True, pdf_standards=standard)
    assert isinstance(made, bytes)
    return made


def edited(pdf: bytes, edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The PDF after a change."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        edit(opened)
        written = io.BytesIO()
        opened.save(written)
        return written.getvalue()


def test_tofu_is_seen() -> None:
    assert structure.missing_glyphs(typeset("好 ☐")) == ["page 1 draws a glyph that the font has not"]


def test_a_page_of_the_wrong_size_is_seen() -> None:
    pdf = typeset("好", page="width: 105mm, height: 149mm")
    assert structure.page_sizes(pdf, 105, 148) == ["page 1 is 105.00 × 149.00 mm"]


def test_a_font_that_is_not_embedded_is_seen() -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                del thing["/FontFile2"]

    assert any(fault.endswith("is not embedded") for fault in structure.fonts(edited(typeset("好"), strip)))


def test_missing_tags_are_seen() -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/StructTreeRoot"]

    faults = structure.tags(edited(BUILT.pdf("card"), strip), "zh", "图书逾期随身卡")
    assert "not tagged" in faults
    assert any(fault.startswith("PDFUA1-") for fault in faults)


def test_a_picture_without_alternative_text_is_refused_by_typst() -> None:
    body = "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>\"))"
    with pytest.raises(typst.TypstError, match="missing alt text"):
        typeset(body, standard="ua-1")


def test_a_lost_bookmark_is_seen() -> None:
    with_outline = typeset("= 甲\n= 乙")
    assert structure.bookmarks(with_outline, ["甲", "乙"]) == []
    assert structure.bookmarks(with_outline, ["乙", "甲"]) == ["bookmarks are out of order"]
    assert structure.bookmarks(with_outline, ["丙"]) == ["no bookmark “丙”"]


def test_characters_that_were_lost_are_seen() -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                table = thing.ToUnicode.read_bytes().replace(b"<597D>", b"<F000>").replace(b"<597d>", b"<f000>")
                thing.ToUnicode = pdf.make_stream(table)

    assert text.strange(edited(typeset("好"), spoil)) == ["page 1 has U+F000"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("您好您好您好您好 \\\n，请问", "page 1: a line begins with ，请问"),
        ("您好（ \\\n请问）", "page 1: a line ends with 您好（"),
        ("您好您好您好您好您好您好您好您好您好您 \\\n好。", "page 1: 好。 stands alone on a line"),
    ],
)
def test_lines_that_break_badly_are_seen(body: str, fault: str) -> None:
    assert text.broken_lines(typeset(body)) == [fault]


def test_a_heading_at_the_end_of_a_page_is_seen() -> None:
    body = "#show heading: set text(size: 12pt)\n您好 #v(80mm)\n#block(breakable: false)[= 标题]\n#pagebreak()\n正文"
    assert text.stray_headings(typeset(body), 5, 9.4) == ["page 1 ends with the heading 标题"]


def test_text_that_runs_off_the_page_is_seen() -> None:
    body = "#block(breakable: false, stack(spacing: 8mm, ..range(25).map(n => [第 #n 行])))"
    assert text.runs_off(typeset(body), 12) != []
    assert sheets.margins(typeset(body), 4) == ["page 1 has ink less than 4 mm from the edge"]


def test_a_step_on_two_pages_is_seen() -> None:
    pdf, step = typeset("#v(100mm)\n您好，我是物业。\n#v(30mm)请问您是业主吗？"), "您好，我是物业。请问您是业主吗？"
    assert text.absent(pdf, [step]) == []
    assert text.split(pdf, [step]) == [f"split over two pages: {step}"]
    assert text.absent(pdf, ["您好，我是保安。"]) == ["not in one piece: 您好，我是保安。"]


def test_a_wrong_number_in_the_contents_is_seen() -> None:
    body = (
        "#link((page: 2, x: 0pt, y: 0pt))[第一章 2]\n\n#link((page: 2, x: 0pt, y: 0pt))[第二章 3]\n#pagebreak()\n正文"
    )
    assert text.contents(typeset(body), (1,), 2) == ["page 1: the line that leads to 2 says ['3']"]
    assert text.contents(typeset("无"), (1,), 2) == ["only 0 lines of contents are links"]


def test_small_type_is_seen() -> None:
    assert text.small_type(typeset("#text(size: 7pt)[小字]"), 7.5) == ["page 1: 小字 is 7.00 pt"]


def test_grey_type_that_is_too_small_is_seen() -> None:
    pdf = typeset('#text(size: 8pt, fill: rgb("#49545a"))[灰字]黑字')
    assert text.grey_type(pdf, "#49545a", 8.5) == ["page 1: 灰 is 8.00 pt", "page 1: 字 is 8.00 pt"]


def test_a_blank_on_two_lines_is_seen() -> None:
    assert text.torn_blanks(typeset("请打【联系 \\\n电话】")) == ["page 1: 请打【联系", "page 1: 电话】"]


def test_white_is_not_taken_for_text() -> None:
    document = pypdfium2.PdfDocument(typeset("上#v(60mm)中#v(30mm)下"))
    assert text.fill(document[0], text.Room(12, 12, 81, 124)) < 0.3
    document.close()


def test_a_code_that_leads_elsewhere_is_seen() -> None:
    faults = text.codes(BUILT.pdf("card"), {"HTTPS://WIKI.EXAMPLE.COM/K2/": 1})
    assert faults == [
        "no code HTTPS://WIKI.EXAMPLE.COM/K2/ on page 1",
        "an unexpected code HTTPS://WIKI.EXAMPLE.COM/ on page 1",
    ]


def test_sheets_for_the_other_flip_are_seen() -> None:
    pages = sheets.pictures(BUILT.pdf("pocket-a6"))
    paper = sheets.printed(sheets.pictures(BUILT.pdf("pocket-a5-booklet-long-edge")), "left")
    assert len(sheets.order(pages, sheets.leafed(paper))) >= len(pages) // 3


def test_two_pages_swapped_on_a_sheet_are_seen() -> None:
    pages = BUILT.pdf("pocket-a6")
    count = len(sheets.pictures(pages))
    plan = four_up(count)
    (first, second, *rest), *others = plan.sides
    swapped = (Cell(second.page, first.x, first.y), Cell(first.page, second.x, second.y), *rest)
    sheet = laid(pages, replace(plan, sides=(swapped, *others)), "swapped", EDITION)
    leaves = sheets.leafed(sheets.cut_across(sheets.printed(sheets.pictures(sheet), "left")))
    faults = sheets.order(sheets.pictures(pages), leaves)
    assert faults == [f"page 1 of the booklet shows page {count}", f"page {count} of the booklet shows page 1"]


def test_a_panel_in_the_wrong_place_is_seen() -> None:
    assert sheets.upright(text.turned(BUILT.pdf("card"))) != []

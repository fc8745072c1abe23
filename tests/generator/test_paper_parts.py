"""The parts that paper is made of: runs, selections, short links, glyphs, orders of pages, the edition."""

from __future__ import annotations

import io
import os
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from generator.__main__ import main
from generator.content.dates import edition
from generator.content.load import load
from generator.content.model import Section
from generator.content.selection import choose, printed_fields
from generator.paper import glyphs
from generator.paper.guide import book, kept, printable, tailed
from generator.paper.guides import make, write
from generator.paper.imposition import four_up, padded, spreads, two_up
from generator.paper.shortlink import code_png, code_rows, code_svg, short_url
from generator.paper.typeset import COLOURS, FONTS
from generator.paper.values import Run
from tests.paper import text

Pack = Callable[..., Path]


# ── Short links ──


@pytest.mark.parametrize(
    ("site", "code", "url"),
    [
        ("https://wiki.example.com/", "K35", "HTTPS://WIKI.EXAMPLE.COM/K35/"),
        ("https://wiki.example.com", "K35", "HTTPS://WIKI.EXAMPLE.COM/K35/"),
        ("http://10.1.2.3:8000/", "K1", "HTTP://10.1.2.3:8000/K1/"),
        ("https://example.com/huashu/", "K35", "https://example.com/huashu/K35/"),
        ("https://example.com/", "", "HTTPS://EXAMPLE.COM/"),
    ],
)
def test_a_short_address_is_upper_case_where_that_leads_to_the_same_page(site: str, code: str, url: str) -> None:
    assert short_url(site, code) == url


def test_a_short_address_makes_a_code_of_version_two() -> None:
    border = 4
    rows = code_rows("HTTPS://WIKI.EXAMPLE.COM/K35/")
    assert len(rows) == 25 + border
    assert all(len(row) == len(rows) for row in rows)
    assert len(code_rows("https://wiki.example.com/huashu/k35/")) > 25 + border


def test_a_code_for_paper_has_the_same_modules() -> None:
    rows = code_rows("HTTPS://WIKI.EXAMPLE.COM/K35/")
    picture = Image.open(io.BytesIO(bytes(code_png("HTTPS://WIKI.EXAMPLE.COM/K35/"))))
    assert picture.size == (len(rows), len(rows))
    shown = ["".join("0" if picture.getpixel((x, y)) else "1" for x in range(len(rows))) for y in range(len(rows))]
    assert shown == rows


def test_a_code_for_the_screen_has_the_same_modules() -> None:
    assert code_svg(["0000", "0110", "0010", "0000"]) == (
        '<svg viewBox="0 0 4 4" aria-hidden="true"><path d="M1 1h2v1h-2zM2 2h1v1h-1z"/></svg>'
    )


# ── Runs ──


def test_a_blank_or_a_link_keeps_the_signs_behind_it() -> None:
    blank, link = Run("blank", "【金额】"), Run("link", "答复", "lost-it")
    assert tailed([blank, Run("plain", "。")]) == [blank._replace(tail="。")]
    assert tailed([link, Run("plain", "”；您看")]) == [link._replace(tail="”；"), Run("plain", "您看")]
    assert tailed([blank, Run("plain", " 元，您看")]) == [blank, Run("plain", " 元，您看")]
    assert tailed([Run("bold", "好"), Run("plain", "。")]) == [Run("bold", "好"), Run("plain", "。")]


def test_the_end_of_a_paragraph_is_held_together() -> None:
    short, long = Run("plain", "请问您现在说话方便吗？"), Run("plain", "请问您现在说话还方便吗？")
    assert kept([short]) == [short]
    assert kept([long]) == [Run("plain", "请问您现在说话还方"), Run("kept", "便吗？")]
    assert kept([Run("plain", "漏水、煤气味、着火、困人")]) == [
        Run("plain", "漏水、煤气味、着"),
        Run("kept", "火、困人"),
    ]
    assert kept([Run("bold", "好"), Run("plain", "，在。")]) == [Run("bold", "好"), Run("kept", "，在。")]
    assert kept([Run("bold", "好"), Run("plain", "在。")]) == [Run("bold", "好"), Run("kept", "在。")]
    assert kept([Run("plain", "see K35。")]) == [Run("plain", "see K35。")]
    assert kept([Run("bold", "请问您方便吗")]) == [Run("bold", "请问您方便吗")]


def test_signs_that_nobody_sees_are_left_out() -> None:
    assert printable("三栋\t1502") == "三栋 1502"
    assert printable("王\u200b丽\ufeff⚠\ufe0f") == "王丽⚠"
    assert printable("是\u3000吗\u00ad？") == "是 吗？"
    assert printable("第一行\n第二行") == "第一行\n第二行"


def test_inline_markdown_becomes_runs(pack: Pack) -> None:
    script = (pack() / "scripts" / "first-call.yml").read_text(encoding="utf-8")
    when = r"when: Call **first**, \*not\* `later`, see [the answer](lost-it) or [them](https://example.com)."
    lines = [when if line.startswith("when:") else line for line in script.split("\n")]
    root = pack({"scripts/first-call.yml": "\n".join(lines)})
    library = load(root)
    made = book(library, "pocket", site_url=None, edition="2026-11-23")
    entry = next(each for section in made.json["sections"] for each in section["entries"] if each["id"] == "first-call")
    block = next(each for each in entry["blocks"] if each["kind"] == "text")
    code = library.entries["lost-it"].code
    assert block["lines"] == [[
        Run("plain", "Call "), Run("bold", "first"), Run("plain", ", *not* "), Run("code", "later"),
        Run("plain", ", see "),
        Run("link", "the answer", "lost-it", f" ({code})"), Run("plain", " or "),
        Run("link", "them", "https://example.com"), Run("plain", "."),
    ]]  # fmt: skip


# ── Selections ──


def test_a_section_selects_by_collection_facet_entry_and_item(pack: Pack) -> None:
    library = load(pack())
    items = [step.id for step in library.entries["first-call"].items]
    whole = choose(library, Section(title="x", entries=["lost-it", "first-call"]))
    assert [(each.entry.id, each.items) for each in whole] == [("lost-it", frozenset()), ("first-call", frozenset())]
    some = choose(library, Section(title="x", entries=[f"first-call#{items[1]}", f"first-call#{items[0]}"]))
    assert [(each.entry.id, each.items) for each in some] == [("first-call", frozenset(items[:2]))]
    assert [each.entry.id for each in choose(library, Section(title="x", collection="tips"))] == ["manners"]
    none = Section(title="x", collection="tips", facets={"no-such": ["value"]})
    assert choose(library, none) == []


def test_fields_to_leave_out_are_those_with_text(pack: Pack) -> None:
    names = printed_fields(load(pack()))
    assert {"why", "avoid", "law", "when", "plain", "do", "suggest"} <= set(names)
    assert not {"id", "title", "code", "owner", "facets"} & set(names)


# ── Glyphs ──


def test_both_faces_show_the_standard_characters() -> None:
    faces = [set(map(chr, TTFont(font).getBestCmap())) for font in sorted(FONTS.glob("HuashuSansSC-*.ttf"))]
    assert len(faces) == 2
    visible = {sign for sign in faces[0] & faces[1] if unicodedata.category(sign)[0] != "C"}
    assert glyphs.shown() == visible | {"\n"}, "run scripts/build_fonts.py"
    standard = (FONTS / "general-standard-8105.txt").read_text(encoding="utf-8").replace("\n", "")
    assert len(standard) == len(set(standard)) == 8105
    gb2312 = {bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)}
    assert {*standard, *gb2312, *"□×→㎡①·–—“”‘’…￥"} - {""} <= glyphs.shown()
    assert not set("☐☑✔🙂") & glyphs.shown()


def test_fonts_are_small_and_free() -> None:
    assert all(font.stat().st_size < 4_000_000 for font in FONTS.glob("*.ttf"))
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8").upper()


def test_colours_of_text_have_contrast() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for name, colour in COLOURS.items():
        assert name == "hair" or 1.05 / (light(colour) + 0.05) >= 7, name


# ── Orders of pages ──


def test_a_booklet_is_filled_up_before_its_back_cover() -> None:
    assert padded(8, 8) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert padded(6, 8) == [1, 2, 3, 4, 5, 0, 0, 6]


def test_sheets_of_a_saddle_stitched_booklet() -> None:
    assert spreads(padded(8, 4)) == [((8, 1), (2, 7)), ((6, 3), (4, 5))]


def test_sixteen_pages_are_two_sheets_four_up() -> None:
    plan = four_up(16)
    assert plan.sheets == 2
    assert [[cell.page for cell in side] for side in plan.sides] == [
        [16, 1, 12, 5], [2, 15, 6, 11], [14, 3, 10, 7], [4, 13, 8, 9]
    ]  # fmt: skip


def test_backs_are_turned_only_for_the_long_edge() -> None:
    short, long = two_up(8), two_up(8, long_edge=True)
    assert [cell.page for cell in short.sides[1]] == [2, 7]
    assert [cell.page for cell in long.sides[1]] == [7, 2]
    assert [cell.turned for cell in long.sides[0] + long.sides[1]] == [False, False, True, True]
    assert not any(cell.turned for side in short.sides for cell in side)


# ── Edition ──


def test_the_edition_is_source_date_epoch(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert edition(load(pack())) == "2001-09-09"


def test_the_edition_is_the_last_commit_to_the_content(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    root = pack()
    day = {"GIT_AUTHOR_DATE": "2020-02-03T12:00:00Z", "GIT_COMMITTER_DATE": "2020-02-03T12:00:00Z"}
    later = {"GIT_AUTHOR_DATE": "2021-01-01T12:00:00Z", "GIT_COMMITTER_DATE": "2021-01-01T12:00:00Z"}
    who = ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]

    def run(*command: str, when: dict[str, str] | None = None) -> None:
        subprocess.run(
            [*who, *command], cwd=root.parent, check=True, capture_output=True, env={**os.environ, **(when or {})}
        )

    run("init")
    run("add", "content")
    run("commit", "-m", "content", when=day)
    (root.parent / "README").write_text("not content", encoding="utf-8")
    run("add", "README")
    run("commit", "-m", "something else", when=later)
    assert edition(load(root)) == "2020-02-03"


def test_the_edition_is_the_newest_review_without_git(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("PATH", "")
    library = load(pack())
    assert edition(library) == max(entry.reviewed for entry in library.entries.values()).isoformat()


# ── Writing ──


def test_without_an_address_there_are_no_codes_and_the_guide_speaks_of_none(pack: Pack, tmp_path: Path) -> None:
    library = load(pack())
    written, problems = write(library, tmp_path / "to", guide="pocket", edition="2026-11-23")
    assert problems == []
    assert sorted(file.name for file in written) == [
        "pocket-a5-booklet-long-edge.pdf", "pocket-a5-booklet.pdf", "pocket-a6-4up.pdf", "pocket-a6.pdf"
    ]  # fmt: skip
    pages = (tmp_path / "to" / "pocket-a6.pdf").read_bytes()
    assert text.codes(pages, {}) == []
    told = "".join(text.page_texts(pages))
    assert "site_url" not in told, "nothing that only who builds it can act upon"


# ── The command ──


def test_the_command_writes_one_guide_or_all(
    pack: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    to = tmp_path / "to"
    sheet = "\ncard:\n  title: Card\n  layout: fold8\n  sections:\n    - title: Numbers\n      lines: [Desk]\n"
    guides = (pack() / "guides.yml").read_text(encoding="utf-8") + sheet
    command = ["--content", str(pack({"guides.yml": guides})), "paper"]
    assert main([*command, "card", "--to", str(to), "--site-url", "https://wiki.example.com/"]) == 0
    assert [file.name for file in to.iterdir()] == ["card.pdf"]
    pdf = (to / "card.pdf").read_bytes()
    assert "2026-11-23" in "".join(text.page_texts(pdf))
    assert text.codes(pdf, {"HTTPS://WIKI.EXAMPLE.COM/": 1}) == []
    assert main([*command, "--to", str(to)]) == 0
    assert len(list(to.iterdir())) == 5
    capsys.readouterr()


def test_the_command_names_the_guides_there_are(pack: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--content", str(pack()), "paper", "no-such-guide", "--to", str(tmp_path / "to")]
    assert main(command) == 1
    shown = capsys.readouterr().out
    assert "no-such-guide" in shown
    assert "pocket" in shown
    assert not (tmp_path / "to").exists()


@pytest.mark.parametrize("notice", ["For staff only", None])
def test_the_notice_in_the_foot_can_be_set(pack: Pack, notice: str | None) -> None:
    settings = (pack() / "pack.yml").read_text(encoding="utf-8").split("\n")
    kept_lines = [line for line in settings if not line.startswith("notice:")]
    root = pack({"pack.yml": "\n".join([*kept_lines, f"notice: {notice}" if notice else ""])})
    made = make(load(root), "pocket", site_url=None, edition="2026-11-23", pictured=False)
    pages = text.page_texts(dict(made.files)["pocket-guide/pocket-a6.pdf"])
    feet = [page for page in pages[1:-1] if "2026-11-23" in page or "For staff only" in page]
    assert feet
    assert any("For staff only" in page for page in pages) == bool(notice)
    assert any("2026-11-23" in page for page in feet)

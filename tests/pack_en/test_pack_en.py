"""An IT help desk in English: checked, built, printed and walked like the first pack."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import date
from pathlib import Path

import pypdfium2
from bs4 import BeautifulSoup

from generator.content.library import Library
from generator.paper.guide import book
from generator.rules.check import check
from tests.paper import structure
from tests.sites import QUIET, absent, dead_links, foreign, soup


def seen(page: BeautifulSoup) -> str:
    """What readers see of a page."""
    for hidden in page.select("script, style, svg"):
        hidden.decompose()
    return page.get_text(" ")


def test_the_content_is_well(library: Library) -> None:
    assert check(library, date(2026, 11, 23)) == []
    assert len(library.entries) == 20


def test_every_page_and_link_is_there(site: Path, library: Library) -> None:
    assert list(absent(site, library)) == []
    assert list(dead_links(site)) == []
    assert list(foreign(site)) == []


def test_nothing_on_any_page_is_chinese_or_of_what_the_pack_has_not(site: Path) -> None:
    """No laws, no red lines, no stages, not in the manual either; no sign of Chinese typesetting."""
    for file in site.rglob("*.html"):
        text = seen(soup(site, str(file.relative_to(site))))
        assert not re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", text), file
        assert not re.search(r"\b(laws?|lawful|red lines?|Does it hold)\b", text, re.I), file
        assert BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").html["lang"] == "en"  # type: ignore[index]
    assert not any((site / name).exists() for name in ("laws", "red-lines", "lint", "flow"))


def test_the_manual_names_nothing_that_the_pack_has_not(site: Path) -> None:
    """No laws and no red lines here: neither their files, nor the fields of others that speak of them."""
    page = soup(site, "manual/index.html").get_text()
    assert "checklists/*.yml" in page and "if_heard" in page
    assert not re.search(r"red ?lines?|\ballow|\blaws?\b|\barticles?\b", page, re.IGNORECASE)


def test_an_open_blank_is_in_square_brackets(site: Path) -> None:
    page = soup(site, "scripts/password-reset.html")
    assert "[name]" in {blank.get_text() for blank in page.select("kb-blank")}


def test_commands_arrive_as_they_were_written(site: Path) -> None:
    assert "net user <name> /active:no" in [
        code.get_text() for code in soup(site, "checklists/leaver.html").select("code")
    ]
    page = soup(site, "tips/writing-mail.html")
    assert page.select_one("code") and page.select_one("code").get_text() == "ipconfig /flushdns & echo {done}"  # type: ignore[union-attr]
    assert "Write a mere brace as { and }." in page.get_text()


def test_what_an_item_says_of_itself_is_shown_and_can_be_filtered(site: Path) -> None:
    page = soup(site, "checklists/before-remote-access.html")
    assert [tag.get_text() for tag in page.select(".kb-check .kb-tag")] == ["must", "must", "must", "should", "may"]
    assert page.select_one("kb-finder")
    line = soup(site, "checks/index.html").select_one("#before-remote-access ~ ul li:has([data-item=headset])")
    assert line and line.select_one(".kb-tag").get_text() == "should"  # type: ignore[union-attr]
    assert (site / "by" / "level" / "must.html").is_file()


def test_only_what_is_a_must_is_printed(library: Library) -> None:
    """The section that selects the level; on paper an item says its level, too."""
    guide = book(library, "desk", site_url=None, edition="2026-11-23")
    entries = guide.json["sections"][2]["entries"]
    assert {item["id"] for entry in entries for item in entry["items"]} == {
        "before-remote-access#consent", "before-remote-access#close", "before-remote-access#record",
        "after-an-incident#tell", "new-colleague#account", "new-colleague#laptop", "leaver#block", "leaver#device",
    }  # fmt: skip


def test_the_guide_is_set_as_english(site: Path) -> None:
    """Quotation marks as wide as Latin ones, codes that begin with H, no sign of Chinese."""
    pdf = site / "pocket-guide" / "desk-a6.pdf"
    assert structure.fonts(pdf.read_bytes()) == []
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert "as H35" in text and "“slow”" in text.lower() and "[name]" in text
    assert not re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", text)
    narrow = [
        (box[2] - box[0]) / (box[3] - box[1])
        for told in [page.get_textpage() for page in document]
        for at, sign in enumerate(told.get_text_range())
        if sign in "“”"
        for box in [told.get_charbox(at, loose=True)]
    ]
    assert narrow and max(narrow) < 0.6, "a full-width mark is as wide as it is high"


def test_a_browser_walks_it(site: Path) -> None:
    test = Path(__file__).with_name("walk.test.mjs")
    command = [os.environ.get("NODE", "node"), "--test", str(test)]
    done = subprocess.run(command, env={**QUIET, "SITE": str(site)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

"""The pages about paper: what they offer, and that the page for the browser's printer holds the whole guide."""

from __future__ import annotations

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator import plugin
from generator.pages.render import render
from generator.paper.guides import Guides, make, outputs
from generator.paper.pages import paper_pages
from tests.conftest import CHINESE, ROOT
from tests.paper.printed import EDITION, SITE, Printed
from tests.paper.text import squeezed

BUILT = Printed(CHINESE)


def rendered(paper: Guides, site_url: str | None) -> dict[str, str]:
    """Both pages, as Markdown."""
    pages = paper_pages(BUILT.library, paper, site_url=site_url)
    return {output.path: str(output.content) for output in render(BUILT.library, pages)}


def test_each_pdf_is_offered_with_its_pictures_size_and_drawing() -> None:
    made = make(BUILT.library, "card", site_url=SITE, edition=EDITION)
    paper = Guides(documents=(*BUILT.paper.documents[:4], *made.documents), edition=EDITION, linked=True)
    soup = BeautifulSoup(rendered(paper, SITE)["pocket-guide/index.md"], "html.parser")
    sections = soup.select("section.kb-paper")
    assert [section.find("a", class_="md-button")["href"] for section in sections] == [
        "pocket-a6.pdf", "pocket-a6-4up.pdf", "pocket-a5-booklet.pdf", "pocket-a5-booklet-long-edge.pdf", "card.pdf"
    ]  # fmt: skip
    for section, document in zip(sections, paper.documents, strict=True):
        assert f"{document.kilobytes} KB" in section.get_text()
        assert str(document.pages) in section.get_text()
        assert bool(section.find("svg")) == (document.kind != "a6")
        assert len(section.select("ol > li")) >= 2
    picture = sections[-1].find("img")
    assert picture["src"] == "card-1.png"
    assert picture["alt"]
    [(path, png)] = [file for file in made.files if file[0].endswith(".png")]
    assert path == "pocket-guide/card-1.png"
    assert png.startswith(b"\x89PNG")
    assert len(png) < 100_000


def test_without_an_address_the_page_says_that_there_are_no_codes() -> None:
    paper = Guides(edition=EDITION)
    pages = rendered(paper, None)
    assert "site_url" in unescape(pages["pocket-guide/index.md"])
    assert "<svg" not in pages["pocket-guide/print/index.md"]


def test_the_page_for_the_printer_holds_the_whole_guide() -> None:
    page = rendered(Guides(edition=EDITION), SITE)["pocket-guide/print/index.md"]
    soup = BeautifulSoup(page, "html.parser")
    text = squeezed(soup.get_text())
    assert [wanted for wanted in BUILT.expected_texts("pocket") if squeezed(wanted) not in text] == []
    entries = [chosen.entry for chosen in BUILT.chosen("pocket")]
    assert [article["id"] for article in soup.select("article")] == [entry.id for entry in entries]
    assert len(soup.select("article svg")) == len(entries)
    anchors = {link["href"] for link in soup.select("article div a")}
    assert anchors
    assert anchors <= {f"#{entry.id}" for entry in entries}
    assert len(soup.select(".kb-print__tick")) == 4
    assert not re.search(r"\{[^}]*\}", soup.get_text())


def test_a_library_without_guides_has_no_such_pages() -> None:
    library = BUILT.library
    bare = type(library)(library.root, library.pack, entries=library.entries, sources=library.sources)
    assert paper_pages(bare, Guides(), site_url=None) == []
    assert outputs(bare, site_url=SITE, edition=EDITION) == Guides(edition=EDITION, linked=True)


@pytest.mark.parametrize(("command", "times"), [("serve", 1), ("build", 2)])
def test_a_live_preview_makes_the_pdfs_once(monkeypatch: pytest.MonkeyPatch, command: str, times: int) -> None:
    """Beside other plugins; alone, they are made in the background (test_serving)."""
    made = []
    monkeypatch.setattr(plugin, "outputs", lambda *_, **__: made.append(1) or Guides(edition=EDITION))
    monkeypatch.setattr(plugin, "_follows_changes", lambda: True)

    def loaded() -> MkDocsConfig:
        plugins = ["search", {"huashu": {"content": str(CHINESE)}}]
        return load_config(str(ROOT / "mkdocs.yml"), plugins=plugins)

    huashu = loaded().plugins["huashu"]
    huashu.on_startup(command=command, dirty=False)
    for _ in range(2):
        huashu.on_config(loaded())
    assert len(made) == times

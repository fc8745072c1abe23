"""The shipped pack's site, as readers get it."""

from __future__ import annotations

import re
from pathlib import Path

from generator.content.load import load
from tests.conftest import ROOT
from tests.sites import NAVIGATION, absent, dead_links, foreign, soup


def test_every_entry_has_its_page(site: Path) -> None:
    assert list(absent(site, load(ROOT / "content"))) == []


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    assert list(dead_links(site)) == []


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    assert list(foreign(site)) == []


def test_the_navigation_lists_collections_not_entries(site: Path) -> None:
    navigation = soup(site, "scripts/commercial-call.html").select_one(".md-nav--primary")
    assert navigation is not None
    assert not [link for link in navigation.select("a[href]") if NAVIGATION.search(str(link["href"]))]


def test_without_an_address_no_page_offers_to_be_edited(site: Path) -> None:
    assert soup(site, "objections/vacant-home.html").find("a", rel="edit") is None


def test_404_and_search_are_there(site: Path) -> None:
    assert "这一页找不到了" in (site / "404.html").read_text(encoding="utf-8")
    for page in ("index.html", "scripts/commercial-call.html", "404.html"):
        assert soup(site, page).select_one("input[type=search]"), page


def test_every_label_is_in_the_language_of_the_pack(site: Path) -> None:
    """A field that no template names would be called as its author's key."""
    labels = {
        label.get_text(" ", strip=True)
        for file in site.rglob("*.html")
        for label in soup(site, str(file.relative_to(site))).select(".kb-label, summary")
    }
    assert len(labels) > 30
    assert [label for label in labels if not re.search("[\u4e00-\u9fff]", label)] == []

"""A page that somebody has yet to confirm says so wherever it is met: on itself, in lists, in the search, on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.pages.health import health
from generator.pages.render import render
from generator.pages.sitemap import pages
from generator.paper.guide import book
from generator.search.records import records
from tests.conftest import SAMPLE


@pytest.fixture
def waiting(pack: Callable[..., Path]) -> Library:
    script = (SAMPLE / "scripts" / "first-call.yml").read_text(encoding="utf-8")
    return load(pack({"scripts/first-call.yml": script.replace("owner: Desk", "owner: Desk\npending: Counsel")}))


def rendered(library: Library) -> dict[str, str]:
    return {output.path: str(output.content) for output in render(library, pages(library))}


def test_the_page_says_so_before_its_words(waiting: Library) -> None:
    page = rendered(waiting)["scripts/first-call.md"]
    assert page.index("Awaits Counsel: this page has not been confirmed yet.") < page.index("<kb-say")
    assert "Awaits" not in rendered(load(SAMPLE))["scripts/first-call.md"]


def test_lists_and_the_health_page_say_so(waiting: Library) -> None:
    assert ">Awaits Counsel</span>" in rendered(waiting)["scripts/index.md"]
    found = health(waiting, date(2026, 11, 23)).pending
    assert [(each.spot.page, each.who) for each in found] == [("scripts/first-call", "Counsel")]
    assert health(load(SAMPLE), date(2026, 11, 23)).pending == ()


def test_search_and_paper_say_so(waiting: Library) -> None:
    record = next(each for each in records(waiting) if each.path == "scripts/first-call.html")
    assert record.head.rstrip("\n").split("\t")[3:] == ["2027-11-01", "Counsel"]
    made = book(waiting, next(iter(waiting.guides)), site_url=None, edition="2026-11-23")
    told = {entry["id"]: entry["pending"] for section in made.json["sections"] for entry in section["entries"]}
    assert told["first-call"] == "Awaits Counsel"
    assert {each for name, each in told.items() if name != "first-call"} == {None}

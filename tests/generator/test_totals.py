"""Words for a sum alone, where what it is made of is not known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.content.model import Blank
from generator.content.sums import sums
from generator.pages.health import health
from generator.pages.render import render
from generator.pages.sitemap import pages
from generator.paper.guide import book
from generator.search.records import SUM, records
from tests.conftest import SAMPLE

BLANKS = {
    name: Blank(type="text" if name == "spoken" else "money", group="Sum", formula=formula)
    for name, formula in {
        "area": None, "price": None, "sum": "area × price", "spoken": "aloud(sum)", "said price": "aloud(price)",
        "none": "area × (",
    }.items()
}  # fmt: skip


@pytest.mark.parametrize(
    ("whole", "total", "found"),
    [
        ("{area} × {price} is {sum}", "{sum}", ["sum"]),
        ("{area}: {spoken}", "{spoken}, {sum}", ["spoken", "sum"]),
        ("{area} × {price} is {sum}", "{area}: {sum}", ["sum"]),
        ("{sum}", "{sum}", []),
        ("{area} is {sum}", "nothing", []),
        ("{area} is {none}", "{none}", []),
    ],
)
def test_the_sums_of_words_are_what_follows_from_the_parts_that_they_leave_out(
    whole: str, total: str, found: list[str]
) -> None:
    assert sums(BLANKS, whole, total) == found


@pytest.fixture
def told(pack: Callable[..., Path]) -> Library:
    script = (SAMPLE / "scripts" / "first-call.yml").read_text(encoding="utf-8")
    before = 'The fee is {fee}."\n'
    assert before in script
    after = 'The fee is {fee}: {days} days at {rate}."\n'
    total = '    total: {phone: "The sum alone is {fee}."}\n    law: [rules-4]\n    redlines'
    changed = script.replace(before, after).replace("    law: [rules-4]\n    redlines", total)
    return load(pack({"scripts/first-call.yml": changed}))


def test_a_page_has_them_hidden_beside_the_whole_words(told: Library) -> None:
    page = next(str(each.content) for each in render(told, pages(told)) if each.path == "scripts/first-call.md")
    assert '<p class="kb-words__sum" data-sums="[&quot;fee&quot;]" hidden>The sum alone is <kb-blank' in page
    assert page.count("kb-words__sum") == 1


def test_the_search_shows_them_and_does_not_find_them_and_neither_paper_nor_the_count_of_words_has_them(
    told: Library,
) -> None:
    assert {line[0] for record in records(told) for line in record.lines if "The sum alone" in line} == {SUM}
    made = book(told, next(iter(told.guides)), site_url=None, edition="2026-11-23")
    assert "The sum alone" not in str(made.json)
    assert "The fee is" in str(made.json)
    day = date(2026, 11, 23)
    assert health(told, day).coverage == health(load(SAMPLE), day).coverage

"""What the health page and its figures say, of the sample pack with things made overdue, missing and allowed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.content.load import load
from generator.pages.health import DATA, Health, as_json, health, health_page
from generator.pages.render import render
from generator.paper.guides import Guides
from generator.site import build
from tests.conftest import ROOT, SAMPLE

TODAY = date(2026, 11, 23)
ALLOW = """    allow:
      - {rule: R2, because: The reader asked for it., by: The head librarian, until: %s}
    say: As soon as possible.
"""


def of(root: Path, day: date = TODAY) -> Health:
    return health(load(root), day)


def shown(root: Path, day: date = TODAY) -> str:
    library = load(root)
    (output,) = render(library, [health_page(library, lambda: health(library, day))])
    return str(output.content)


@pytest.mark.parametrize(
    ("day", "expired", "soon"),
    [
        (date(2027, 10, 1), [], []),  # 31 days before
        (date(2027, 10, 2), [], ["scripts/first-call"]),
        (date(2027, 11, 1), [], ["scripts/first-call"]),  # its last day
        (date(2027, 11, 2), ["scripts/first-call"], []),
    ],
)
def test_pages_are_told_of_a_month_before_their_day_and_overdue_after_it(
    day: date, expired: list[str], soon: list[str]
) -> None:
    found = of(SAMPLE, day)
    assert [each.spot.page for each in found.expired] == expired
    assert [each.spot.page for each in found.soon] == soon
    told = "- 2027-11-01 [First call](../scripts/first-call.md) · Desk"
    assert (told in shown(SAMPLE, day)) is bool(expired or soon)


def test_a_channel_that_a_stage_names_and_no_script_speaks_in_is_missing() -> None:
    rows = {(row.kind, row.stage): row for row in of(SAMPLE).coverage}
    assert set(rows) == {("adult", "due"), ("child", "due"), ("adult", "late"), ("child", "late")}
    assert rows["adult", "late"].words == {"phone": 2, "sms": 2}
    assert rows["adult", "late"].missing == ()
    assert rows["child", "late"].missing == ("phone",)  # the stage names no sms
    assert rows["adult", "due"].missing == ("sms",)


def test_words_for_one_channel_fill_its_gap_alone(pack: Callable[..., Path]) -> None:
    script = (ROOT / "tests" / "generator" / "wrong" / "caution.yml").read_text(encoding="utf-8")
    script = script.replace("owner:", "facets: {reader: [child], stage: [late], channel: [phone, sms]}\nowner:")
    for say, words, missing in (
        ("{sms: Good morning.}", {"phone": 0, "sms": 1}, ("phone",)),
        ("{phone: Good morning., sms: Good morning.}", {"phone": 1, "sms": 1}, ()),
        ("Good morning.", {"phone": 1, "sms": 1}, ()),  # for every channel of the page
    ):
        root = pack({"scripts/child.yml": re.sub("say: .*", f"say: {say}", script)})
        (row,) = (row for row in of(root).coverage if (row.kind, row.stage) == ("child", "late"))
        assert (row.words, row.missing) == (words, missing)


def test_an_exception_is_listed_with_its_reason_and_leads_to_its_item(pack: Callable[..., Path]) -> None:
    text = (ROOT / "tests" / "generator" / "wrong" / "caution.yml").read_text(encoding="utf-8")
    head = text[: text.index("    say:")]
    for until, ended in (("2026-11-23", False), ("2026-11-22", True)):
        root = pack({"scripts/asked.yml": head + ALLOW % until})
        (allowed,) = of(root).allowed
        assert (allowed.spot.page, allowed.spot.item) == ("scripts/asked", "greeting")
        assert (allowed.rule, allowed.by, allowed.ended) == ("R2", "The head librarian", ended)
        page = shown(root)
        assert "- [R2](../red-lines/index.md#r2) [Greeting](../scripts/asked.md#greeting)" in page
        assert f"The reader asked for it.<br>Decided by The head librarian, until {until}." in page
        assert ("kb-status--stale" in page) is ended


def test_items_without_law_are_counted_by_collection_and_lead_to_their_page() -> None:
    found = {group.folder: group for group in of(SAMPLE).unfounded}
    assert list(found) == ["scripts", "tips", "objections", "checklists"]
    assert (found["scripts"].items, [spot.item for spot in found["scripts"].without]) == (2, ["greeting"])
    assert (found["objections"].items, found["objections"].without) == (1, ())
    assert "[Look on the shelf](../checklists/before-the-call.md#shelf)" in shown(SAMPLE)


def test_the_figures_for_programs_are_those_of_the_page() -> None:
    text = as_json(of(SAMPLE))
    figures = json.loads(text)
    assert DATA == "health/health.json"
    assert figures["day"] == "2026-11-23"
    assert figures["coverage"][2] == {
        "kind": "adult", "stage": "late", "words": {"phone": 2, "sms": 2}, "missing": [],
    }  # fmt: skip
    assert {"facet": "stage", "value": "late", "pages": 3, "items": 5} in figures["shares"]
    for share in figures["shares"]:
        assert f"<td>{share['pages']}</td><td>{share['items']}</td>" in shown(SAMPLE)


def test_page_and_figures_depend_on_content_and_day_only() -> None:
    library = load(SAMPLE)
    first, again = (build(library, Guides(), TODAY).outputs for _ in range(2))
    later = build(library, Guides(), date(2028, 1, 1)).outputs
    assert [one.content for one in first] == [one.content for one in again]
    changed = {one.path for one, other in zip(first, later, strict=True) if one.content != other.content}
    assert changed == {"health/index.md", "health/health.json"}

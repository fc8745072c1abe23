"""Golden pages: the sample pack as Markdown, compared file by file. `make golden` writes them anew: read the diff."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.history import Month
from generator.content.language import phrases
from generator.content.library import Library
from generator.content.load import load
from tests.conftest import CHINESE, ROOT, SAMPLE
from tests.rendered import rendered, uncited, unshown

SNAPSHOTS = ROOT / "tests" / "generator" / "snapshots"
WORDS = phrases("en")


def two_months() -> list[Month]:
    """A history of the sample pack, made up: this repository's own would change the golden pages."""
    now = {file.relative_to(SAMPLE).as_posix(): file.read_bytes() for file in sorted(SAMPLE.rglob("*.yml"))}
    before = {
        "objections/lost-it.yml": now["objections/lost-it.yml"].replace(b"holds: partly", b"holds: no"),
        "scripts/first-call.yml": now["scripts/first-call.yml"].replace(b"Could you bring it", b"Bring it back"),
        "tips/manners.yml": now["tips/manners.yml"].replace(b"title: Manners", b"title: Being *kind*"),
        "tips/gone.yml": b"code: K7\ntitle: Gone\ntips: [{id: one, title: One}]\n",
    }
    after = {path: now.get(path) for path in before}
    assert all(before[path] != after[path] for path in before)
    return [Month("2026-10", now | before), Month("2026-11", after)]


SAMPLE_PAGES = rendered(SAMPLE, two_months())


@pytest.mark.parametrize("path", sorted(SAMPLE_PAGES))
def test_golden_page(path: str) -> None:
    golden = SNAPSHOTS / path
    if os.environ.get("GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(SAMPLE_PAGES[path], encoding="utf-8")
    assert SAMPLE_PAGES[path] == golden.read_text(encoding="utf-8")


def test_no_golden_page_is_left_over() -> None:
    assert {file.relative_to(SNAPSHOTS).as_posix() for file in SNAPSHOTS.rglob("*.md")} == set(SAMPLE_PAGES)


def test_raw_html_is_shown_as_text(pack: Callable[..., Path]) -> None:
    tip = (SAMPLE / "tips" / "manners.yml").read_text(encoding="utf-8")
    root = pack({"tips/manners.yml": tip.replace("Readers forget;", "<script>alert(1)</script> & <b>x</b>;")})
    page = rendered(root)["tips/manners.md"]
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;x&lt;/b&gt;" in page


def test_words_to_say_are_plain_text(pack: Callable[..., Path]) -> None:
    script = (SAMPLE / "scripts" / "first-call.yml").read_text(encoding="utf-8")
    root = pack({"scripts/first-call.yml": script.replace("this is the library.", "<i>2 * 3 * 4</i> [x](y)")})
    assert "&lt;i&gt;2 * 3 * 4&lt;/i&gt; [x](y)<br>" in rendered(root)["scripts/first-call.md"]


def test_an_article_out_of_date_is_marked_where_it_is_cited(pack: Callable[..., Path]) -> None:
    law = (SAMPLE / "laws" / "library-rules.yml").read_text(encoding="utf-8")
    root = pack({"laws/library-rules.yml": law.replace("role: rely", "role: rely\n    status: stale", 1)})
    assert '<span class="kb-status kb-status--stale">out of date</span>' in rendered(root)["scripts/first-call.md"]


@pytest.mark.parametrize("start", ["# one", "- one", "1. one", "> one", "+ one"])
def test_no_text_becomes_a_heading_or_a_list(pack: Callable[..., Path], start: str) -> None:
    tip = (SAMPLE / "tips" / "manners.yml").read_text(encoding="utf-8")
    tip = tip.replace("text: Readers forget;", f'text: "{start}').replace("(lost-it).", '(lost-it)."')
    root = pack({"tips/manners.yml": tip})
    assert f"\n{start}" not in rendered(root)["tips/manners.md"]


def test_a_value_that_stands_for_all_shows_up_everywhere(pack: Callable[..., Path]) -> None:
    facets = (SAMPLE / "facets.yml").read_text(encoding="utf-8")
    root = pack({"facets.yml": facets.replace("{path: child, title: Child}", "{path: child, any: true}")})
    library: Library = load(root)
    assert library.fits(library.entries["lost-it"], {"reader": "adult"})
    assert not library.fits(library.entries["first-call"], {"reader": "child"})


def test_one_more_entry_leaves_the_pages_of_other_collections_as_they_were(pack: Callable[..., Path]) -> None:
    tip = (SAMPLE / "tips" / "manners.yml").read_text(encoding="utf-8")
    zeal = tip.replace("code: K2", "code: K92").replace("title: Manners", "title: Zeal").replace("(lost-it)", "")
    more = rendered(pack({"tips/zeal.yml": zeal}))
    assert "tips/zeal.md" in more
    entries = {f"{entry.folder}/{entry.id}.md": entry for entry in load(SAMPLE).entries.values()}
    before = rendered(SAMPLE)
    changed = {path for path in entries if more[path] != before[path]}
    assert changed == {"tips/manners.md"}, "the one before it leads on to it"


@pytest.mark.parametrize("root", [SAMPLE, CHINESE])
def test_a_law_page_leads_to_every_item_that_rests_on_an_article(root: Path) -> None:
    assert list(uncited(root)) == []


@pytest.mark.parametrize("root", [SAMPLE, CHINESE])
def test_the_red_lines_show_every_example_and_the_list_of_consequences(root: Path) -> None:
    assert list(unshown(root)) == []


def test_the_red_lines_say_how_examples_work() -> None:
    page = rendered(CHINESE)["red-lines/index.md"]
    assert "examples.yml 里有 6 句不能说的话、8 句可以说的话" in page
    assert "大约会误报 3 句" in page


def test_the_foot_of_a_page_says_what_it_may_do_and_who_decided_it(pack: Callable[..., Path]) -> None:
    tip = (SAMPLE / "tips" / "manners.yml").read_text(encoding="utf-8")
    allow = "allow: [{rule: R2, because: Its name is known., by: Desk, until: 2027-11-23}]\ntips:"
    foot = rendered(pack({"tips/manners.yml": tip.replace("tips:", allow, 1)}))["tips/manners.md"]
    foot = foot.partition('<footer class="kb-about">')[2]
    assert "R2: Its name is known." in foot
    assert "2027-11-23" in foot and "Desk" in foot

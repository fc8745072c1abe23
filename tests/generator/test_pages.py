"""Golden pages: the sample pack as Markdown, compared file by file. `make golden` writes them anew: read the diff."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from generator.content.history import Month
from generator.content.language import phrases
from generator.content.library import Library
from generator.content.load import load
from generator.content.model import texts
from generator.pages.changes import months
from generator.pages.health import health, health_page
from generator.pages.render import render
from generator.pages.sitemap import has, pages
from tests.conftest import ROOT, SAMPLE

SNAPSHOTS = ROOT / "tests" / "generator" / "snapshots"
WORDS = phrases("en")


def rendered(root: Path, past: Sequence[Month] = ()) -> dict[str, str]:
    library = load(root)
    words = phrases(library.pack.language)
    listed = [*pages(library, words, months(past)), health_page(health(library, date(2026, 11, 23)), words)]
    return {output.path: str(output.content) for output in render(library, listed, words)}


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


def test_the_foot_of_a_page_says_what_it_may_do_and_who_decided_it() -> None:
    foot = rendered(ROOT / "content")["tips/records-and-review.md"].partition('<footer class="kb-about">')[2]
    assert "R40：只在标题里保留这条技巧的通行名称" in foot
    assert "（客服主管定的，到 2027-11-23 为止）" in foot


def test_an_article_out_of_date_is_marked_where_it_is_cited(pack: Callable[..., Path]) -> None:
    law = (SAMPLE / "laws" / "library-rules.yml").read_text(encoding="utf-8")
    root = pack({"laws/library-rules.yml": law.replace("role: rely", "role: rely\n    status: stale", 1)})
    assert '<span class="kb-status kb-status--stale">out of date</span>' in rendered(root)["scripts/first-call.md"]


def test_a_law_page_leads_to_every_item_that_rests_on_an_article() -> None:
    """Of the real pack: no script, tip, objection or check that cites an article is left out of its list."""
    library = load(ROOT / "content")
    site = rendered(ROOT / "content")
    parts = {
        name: part for law in library.of("laws") for part in site[f"laws/{law.id}.md"].split("\n## ")
        for name in re.findall(r"\{#([^}]+)\}", part.split("\n")[0])
    }  # fmt: skip
    for entry in library.entries.values():
        for keys, text, what in texts(entry):
            if what == "article" and entry.folder != "laws":
                item = f"#{entry.items[int(keys[1])].id}" if keys[0] == entry.items_field else ""
                assert f"(../{entry.folder}/{entry.id}.md{item})" in parts[text], (text, entry.path, keys)


def test_a_local_rule_and_what_it_differs_from_lead_to_each_other() -> None:
    library, site = load(ROOT / "content"), rendered(ROOT / "content")
    differing = [(law, name, item) for law, item in library.articles.values() for name in item.local]
    assert len(differing) >= 10
    for law, local, article in differing:
        assert f"(local-rules.md#{local})" in site[f"laws/{law.id}.md"]
        assert f"({law.id}.md#{article.id})" in site["laws/local-rules.md"]


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
    assert has(library, library.entries["lost-it"], "reader", "adult")
    assert not has(library, library.entries["first-call"], "reader", "child")


def test_navigation_does_not_grow_with_the_entries() -> None:
    """Entry pages carry no list of entries but their own links: one more entry leaves the other pages as they were."""
    before = SAMPLE_PAGES["tips/manners.md"]
    assert "before-the-call" not in before


def test_the_red_lines_show_every_example_the_list_of_consequences_and_how_examples_work() -> None:
    library = load(ROOT / "content")
    assert library.redlines and library.examples
    page = rendered(ROOT / "content")["red-lines/index.md"]
    parts = {part.partition("{#")[2].partition("}")[0]: part for part in page.split("\n### ")[1:]}
    for name, rule in library.redlines.rules.items():
        part = parts[name.lower()]
        lawful = list(rule.consequences.lawful) if rule.consequences else []
        shown = re.findall("^- (.*)$", part, re.MULTILINE)
        assert [re.sub("[【】{}]", "", text) for text in shown] == [
            re.sub("[{}]", "", text) for text in (*lawful, *rule.bad, *rule.ok)
        ]
        folded = sum(len(texts) - 3 for texts in (rule.bad, rule.ok) if len(texts) > 3)
        assert sum(map(int, re.findall(r"<summary>还有 (\d+) 句</summary>", part))) == folded
    assert "按合同计违约金" in parts["p1"]
    assert f"{len(library.examples.harmful)} 句不能说的话" in parts["l1"]

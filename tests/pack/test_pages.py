"""The shipped pack's pages, as Markdown: what leads where, and what the red lines show."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from generator.content.load import load
from generator.output import Output
from generator.pages.render import render
from generator.pages.sitemap import pages, relying
from tests.conftest import ROOT
from tests.rendered import edits, rendered, uncited, unshown

LIBRARY = load(ROOT / "content")
SITE = rendered(ROOT / "content")


def test_the_foot_of_a_page_says_what_it_may_do_and_who_decided_it() -> None:
    foot = SITE["tips/records-and-review.md"].partition('<footer class="kb-about">')[2]
    assert "R40：只在标题里保留这条技巧的通行名称" in foot
    assert "（客服主管定的，到 2027-11-23 为止）" in foot


def test_a_law_page_leads_to_every_item_that_rests_on_an_article() -> None:
    assert list(uncited(ROOT / "content")) == []


def test_articles_stand_in_the_order_of_use_on_every_law_page() -> None:
    resting = LIBRARY.once(relying)
    for law in LIBRARY.of("laws"):
        headings = re.findall(r"(?m)^## .* \{#([\w-]+)\}$", SITE[law.page])
        shown = [name for name in headings if name in LIBRARY.articles]
        assert len(shown) == len(law.items), law.id
        counts = [sum(len(items) or 1 for _, items in resting.get(name, ())) for name in shown]
        assert counts == sorted(counts, reverse=True), law.id


def test_a_local_rule_and_what_it_differs_from_lead_to_each_other() -> None:
    differing = [(law, name, item) for law, item in LIBRARY.articles.values() for name in item.local]
    assert len(differing) >= 10
    for law, local, article in differing:
        assert f"(local-rules.md#{local})" in SITE[f"laws/{law.id}.md"]
        assert f"({law.id}.md#{article.id})" in SITE["laws/local-rules.md"]


def test_the_red_lines_show_every_example_the_list_of_consequences_and_how_examples_work() -> None:
    assert list(unshown(ROOT / "content")) == []
    page = SITE["red-lines/index.md"]
    assert LIBRARY.examples
    assert "按合同计违约金" in page
    assert f"{len(LIBRARY.examples.harmful)} 句不能说的话" in page


def test_a_reply_says_where_it_may_go_on() -> None:
    """By what ends and pages are called, those as links."""
    page = SITE["objections/forgot-to-pay.md"]
    ways = page[page.index("答完以后") :]
    for way in ("约好了", "](invoice-first.", "说清了，回到刚才那一步", "先到这里"):
        assert way in ways[:700], way


EVERY = 311
"""Every how manieth line is edited."""


def test_a_page_is_taken_for_unchanged_only_where_it_is(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)

    def told() -> dict[str, tuple[str, Output]]:
        library = load(content)
        made = render(library, pages(library))
        return {each.path: (key, each) for each in made if each.told and (key := each.told())}

    first, same, texts = told(), 0, [file for file in edits(content) if file[0].parent != content]
    for file, number, line in texts[::EVERY]:
        text = file.read_text(encoding="utf-8")
        lines = text.split("\n")
        lines[number] = line
        file.write_text("\n".join(lines), encoding="utf-8")
        after = told()
        file.write_text(text, encoding="utf-8")
        for path in after.keys() & first.keys():
            if after[path][0] == first[path][0]:
                same += 1
                assert after[path][1].content == first[path][1].content, (file.name, line, path)
    assert same > 1000

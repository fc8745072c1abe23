"""The theme's styles: one file, in a layer, without what no page shows."""

from __future__ import annotations

import re
from pathlib import Path

from generator.publishing.styles import layered, without
from tests.sites import soup

UNUSED = [r"\.md-search", r"data-md-color-primary=(?!teal\b)"]


def test_rules_of_what_never_stands_on_a_page_go() -> None:
    style = ".a{x:1}.md-search{x:1}.md-search__form:hover .b{x:1}.c{x:1}"
    assert without(style, UNUSED) == ".a{x:1}.c{x:1}"
    assert without(style, []) == style


def test_a_rule_keeps_its_other_selectors() -> None:
    assert without(".a,.md-search .b,.c:is(.d,.e){x:1}", UNUSED) == ".a,.c:is(.d,.e){x:1}"


def test_queries_go_when_nothing_is_left_in_them() -> None:
    style = "@media screen{.md-search{x:1}}@media print{.md-search{x:1}.a{x:1}}@keyframes k{0%{x:1}}"
    assert without(style, UNUSED) == "@media print{.a{x:1}}@keyframes k{0%{x:1}}"


def test_colours_that_are_not_chosen_go() -> None:
    style = "[data-md-color-primary=red]{x:1}[data-md-color-primary=teal]{x:1}[data-md-color-primary=teal-blue]{x:1}"
    assert without(style, UNUSED).startswith("[data-md-color-primary=teal]{x:1}")
    assert "red" not in without(style, UNUSED)


def test_several_sheets_are_one_layer() -> None:
    assert (
        layered(['@charset "UTF-8";.a{x:1}/*# sourceMappingURL=a.map */', ".b{x:1}"], "m")
        == "@layer m{.a{x:1}.b{x:1}}\n"
    )


def test_a_site_has_the_styles_of_what_its_pages_show(sample_site: Path) -> None:
    (sheet,) = sample_site.glob("assets/stylesheets/material.*.css")
    style = sheet.read_text(encoding="utf-8")
    assert style.count("{") == style.count("}")
    assert ".md-search" not in style and ".md-tabs" not in style
    page = soup(sample_site, "scripts/first-call.html")
    shown = {name for element in page.select("[class*=md-]") for name in element["class"] if name.startswith("md-")}
    assert {"md-header", "md-nav", "md-typeset"} <= shown
    assert [name for name in ("md-header", "md-nav", "md-typeset") if not re.search(rf"\.{name}\b", style)] == []

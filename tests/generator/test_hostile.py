"""Content can't become code: whatever stands in any field of any class, the pages have the same elements and links."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from generator.content.load import load
from generator.pages import render
from generator.pages.marked import Marked
from tests.conftest import ROOT, SAMPLE
from tests.hostile import Hostile
from tests.indexes import first_words
from tests.sites import QUIET, configured

LINE = (
    '{0} "><zq-el zq-a="1"> \' onmouseover=zq() { .zq #zq zq=1 } [zq](javascript:zq) ![zq](https://zq.example/i.png) '
    "<https://zq.example> {{ zq }} {% zq %} {#zq zq=1} &lt;zq-el&gt; &#60;zq-el> </title></script></textarea><zq-el> "
    "<!-- zq --> ]]> \\[zq](javascript:zq) [zq][zq] [zq]: javascript:zq | zq | `zq` **zq** __zq__ <?zq zq?> "
    "zq=1 {: zq=1 }"
)
"""What might become an element, an attribute, a link, an image or a template, in one line."""
LINES = (
    "# {0}\n\n<zq-el>\n\n</div>\n\n- zq\n\n1. zq\n\n> zq\n\n    zq\n\n```\nzq\n```\n\nzq\n===\n\n| zq | zq |\n|---|"
    "---|\n| zq | zq |\n\n[zq]: javascript:zq\n\n*[zq]: zq\n\n[^zq]: zq\n\n: zq\n\n---\n\n"
    "<script>zq()</script>\n\n{: zq=1 }"
)
"""What might become a block."""

BUILD = """
import generator.plugin
from mkdocs.__main__ import cli

generator.plugin.check = lambda *_: []  # check refuses much of it: escaping rests on nothing that check does
cli()
"""
MARKS = ("strong", "code", "br", "kb-blank", "ins", "del", "tspan")
"""What marks of our own grammar, line ends and what is long become."""
BLANK = "kb-print__blank"
"""The class of a blank on the page that is printed."""
FOLLOWED = ("class", "href", "src", "action", "style", "http-equiv", "formaction", "srcdoc", "srcset", "poster", "data")
"""Attributes whose values matter."""


def commit(root: Path, day: str) -> None:
    """Everything in a folder as a commit of a day."""
    own = {"GIT_COMMITTER_DATE": f"{day}T08:00:00", "GIT_AUTHOR_DATE": f"{day}T08:00:00"}
    made = ["-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "x"]
    for command in (["init", "-q"], ["add", "."], made):
        subprocess.run(["git", *command], cwd=root, env=QUIET | own, check=True)


def site_of(text: str, folder: Path) -> tuple[Path, dict[str, str]]:
    """The site of a pack with this text everywhere, as the real MkDocs builds it, and which place has which marker."""
    for day, more in (("2026-10-05", " before"), ("2026-11-05", "")):
        pack = Hostile(lambda marker, more=more: text.replace("{0}", marker) + more)
        pack.written(folder / "content")
        commit(folder / "content", day)
    config = configured(folder / "content", folder)
    linked = config.read_text(encoding="utf-8").replace('site_url: ""', "site_url: https://wiki.example/")
    config.write_text(linked, encoding="utf-8")
    command = [sys.executable, "-c", BUILD, "build", "-f", str(config), "-d", str(folder / "site")]
    done = subprocess.run(command, env=QUIET, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "site", pack.places


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    return site_of("{0}" + 60 * " words", tmp_path_factory.mktemp("harmless"))


def skeleton(file: Path) -> list[tuple[str, ...]]:
    """Every element of a page with its attributes; of those that a browser follows or runs the values, too.

    What marks become is left out, and of equal elements in a row there is one: a text may have several lines.
    """
    soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    bones = (
        _bones(each) for each in soup.find_all(True) if each.name not in MARKS and BLANK not in each.get("class", ())
    )
    return [one for one, _ in groupby(bones)]


def _bones(element: Tag) -> tuple[str, ...]:
    values = {name: " ".join(value) if isinstance(value, list) else value for name, value in element.attrs.items()}
    told = [f"{name}={values[name]}" if name in FOLLOWED or name.startswith("on") else name for name in sorted(values)]
    # A heading's own anchor is made of its words; the pictures of a guide are as many as it has pages.
    return (element.name, *(re.sub(r"#zq[\w-]*$|-\d+(?=\.png$)", "", each) for each in told))


@pytest.mark.parametrize("text", [LINE, LINES], ids=["line", "lines"])
def test_no_text_becomes_code(text: str, harmless: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    site, _ = site_of(text, tmp_path)
    pages = {file.relative_to(site) for file in site.rglob("*.html")}
    assert pages == {file.relative_to(harmless[0]) for file in harmless[0].rglob("*.html")}
    wrong = {str(page): list(_differing(skeleton(harmless[0] / page), skeleton(site / page))) for page in sorted(pages)}
    assert {page: found[:3] for page, found in wrong.items() if found} == {}


def _differing(one: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> Iterator[str]:
    for at in range(max(len(one), len(other))):
        if one[at : at + 1] != other[at : at + 1]:
            yield f"{at}: {one[at : at + 1]} → {other[at : at + 1]}"


def test_every_field_was_tried(harmless: tuple[Path, dict[str, str]]) -> None:
    """What was written in each stands in some page, or in the data of one: a field that is nowhere was not tried."""
    site, places = harmless
    text = "".join(file.read_text(encoding="utf-8") for file in site.rglob("*.*") if file.suffix in (".html", ".js"))
    (entrance,) = (file for file in site.glob("assets/search/index.*js"))
    core = json.loads(re.search(r"\{.*\}", entrance.read_text(encoding="utf-8"))[0])  # type: ignore[index]
    seen = set(re.findall(r"zq\d+z", text + first_words(core)))
    tried = {at for marker, at in places.items() if marker in seen}
    untried = {at for at in places.values() if not at.startswith("Pack.words")} - tried
    assert untried == {"Examples.breaks", "Examples.harmful", "Examples.harmless", "Synonyms. (key)"}, (
        "which are published nowhere"
    )


TEMPLATES = sorted((ROOT / "generator" / "pages" / "templates").glob("*.jinja"))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_values_stand_between_double_quotation_marks(file: Path) -> None:
    """Literal text keeps apostrophes as they are: an attribute must not end at one, nor at a blank."""
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"<[^<>]*='[^']*\{\{|<[^<>]*=\{\{", re.sub(r"\{%.*?%\}", "", text)) == []


def test_nothing_but_our_filters_makes_marked_text() -> None:
    """What is joined to marked text, or filled into it, becomes literal; nothing says that any text is safe."""
    environment = render.environment(load(SAMPLE))
    hostile = {"text": "[x](y)<b>*", "marked": Marked("<i>"), "page": None}
    for form in ("{{ marked ~ text }}", "{{ [marked, text] | join }}", "{{ marked + text }}", "{{ '%s' % text }}"):
        assert "[x](y)" not in environment.from_string(form).render(hostile), form
    assert not environment.filters.keys() & {"safe", "escape", "e", "tojson", "xmlattr", "urlize", "forceescape"}

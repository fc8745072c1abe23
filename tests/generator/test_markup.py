"""One grammar: what a mark is, and that page, paper, search and copying read every text alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup

from generator import theme
from generator.content.load import load
from generator.content.markup import Blank, Bold, Code, Link, Text, is_address, named, parse, readable, spoken, visible
from generator.output import Output
from generator.pages.render import render
from generator.pages.sitemap import pages
from generator.paper.guide import book
from generator.search import records

AS_WRITTEN = [
    "98.6*2.8*6", "__A001__", "3#", "# 3", "1. one", "1) one", "- one", "+ one", "> one", "a\\_b", "D:\\new\\file",
    "*", "* *", "a * b", "_one_ *two*", "~~one~~", "^one^", "==one==", "`one", "**one", "[one", "one](two)",
    "<b>one</b>",
    "&amp; & <", "| one | two |", ":smile: :: one", "---", "===", "!one", "http://one.example",
    "<http://one.example>", "www.one.example", "one@two.example", "^[one]", "[^1]", "[one][two]", "* [ ] one", "```",
    "一、二", "３＃", "（１）", "***", "_ _ _", "%%", "$x$", "+++ one", "??? one", "@one", "--8<-- \"one\"",
]  # fmt: skip
"""Texts without a mark that the manual names."""

MARKED = [
    # as written -> as read
    ("**one** two", "one two"),
    ("**98.6*2** `a_b*c`", "98.6*2 a_b*c"),
    ("`{no blank}` and `\\*`", "{no blank} and \\*"),
    ("\\{no blank\\} \\*\\*one\\*\\* \\[x\\](y) \\`z\\`", "{no blank} **one** [x](y) `z`"),
    ("[**one** `two`](first-call#greeting)", "one two"),
    ("[a_b*c](https://one.example/a_b*c?d=e&f=g)", "a_b*c"),
    ("\\\\*one*", "\\*one*"),
]

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]
"""Those of mkdocs.yml."""


def test_the_extensions_are_those_of_the_site() -> None:
    assert list(theme.EXTENSIONS) == EXTENSIONS


def page(text: str, root: Path) -> BeautifulSoup:
    """The page of a tip whose title, text and one thing to do are `text`, as HTML."""
    values = {
        "code": "K90", "title": "Marks", "summary": "Marks.", "owner": "Desk", "reviewed": "2026-11-01",
        "tips": [{"id": "one", "title": text, "text": text, "do": [text], "avoid": [text]}],
    }  # fmt: skip
    (root / "tips" / "marks.yml").write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    library = load(root)
    assert not library.problems
    (output,) = [each for each in outputs(root) if each.path == "tips/marks.md"]
    body = str(output.content).split("---\n", 2)[2]
    return BeautifulSoup(markdown.markdown(body, extensions=EXTENSIONS), "html.parser")


def outputs(root: Path) -> list[Output]:
    library = load(root)
    return render(library, pages(library))


def shown(soup: BeautifulSoup) -> list[str]:
    """What stands as the title, the text, what to do and what to avoid."""
    heading = soup.find(id="one")
    assert heading
    text = heading.find_next("p")
    assert text
    items = [item.get_text() for item in soup.select(".kb-do li, .kb-avoid li")]
    return [heading.get_text(), text.get_text(), *items]


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_what_is_no_mark_is_shown_as_written(text: str, pack: Callable[..., Path]) -> None:
    read = " ".join(text.split())
    assert [" ".join(each.split()) for each in shown(page(text, pack()))] == [read] * 4
    assert parse(text) == (Text(text),)
    assert visible(text) == readable(text) == text


def escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


@pytest.mark.parametrize(("text", "read"), MARKED)
def test_marks_are_read_alike_everywhere(text: str, read: str, pack: Callable[..., Path]) -> None:
    root = pack()
    title, said, do, avoid = shown(page(text, root))
    assert title == said == do == read == visible(text)
    assert avoid == named(text, "[]"), "words of others have no marks"
    guide = "g: {title: G, layout: booklet, sections: [{title: S, entries: [marks]}]}\n"
    (root / "guides.yml").write_text(guide, encoding="utf-8")
    library = load(root)
    printed = book(library, "g", site_url=None, edition="2026-11-01").json["sections"][0]["entries"][0]["items"][0]
    for line in (printed["title"], printed["blocks"][0]["lines"][0]):
        words = "".join(run.text for run in line)
        assert words.replace(" ", "") == read.replace(" ", "")
    found = next(record for record in records.records(library, ()) if record.path == "tips/marks.html")
    assert f"t{re.sub('[{}]', escaped, read)}" in found.lines and f"a{text}" in found.lines


def test_marks_are_values() -> None:
    assert parse("a **b [c](d)** {e} `f`") == (
        Text("a "), Bold((Text("b "), Link((Text("c"),), "d"))), Text(" "), Blank("e"), Text(" "), Code("f"),
    )  # fmt: skip
    assert spoken("a **b** \\{c\\} {d} e\\f") == (Text("a **b** {c} "), Blank("d"), Text(" e\\f"))


@pytest.mark.parametrize(
    ("target", "opens"),
    [
        ("https://a.example/b?c=d#e", True), ("HTTP://a.example", True), ("mailto:a@b.example", True),
        ("tel:12345", True),
        ("http://[a", False), ("https://", False), ("javascript:alert(1)", False), ("data:text/html,x", False),
        ("//a.example", False), ("www.a.example", False), ("http://a:b", False), ("mailto:", False),
        ("ftp://a.b", False),
    ],
)  # fmt: skip
def test_addresses(target: str, opens: bool) -> None:
    assert is_address(target) is opens

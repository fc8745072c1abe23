"""A page written by hand -> what is searched of it: its parts, cut at its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True)
class Section:
    """One part of a hand-written page: its page and anchor below the site, and what stands there."""

    page: str
    anchor: str
    page_title: str
    title: str
    text: str


def sections(html: str, page: str, title: str) -> list[Section]:
    """A rendered page, cut at its headings. `page`: its address below the site."""
    parser = _Sections()
    parser.feed(html)
    cut = [(anchor, heading, re.sub(r"\s+", " ", text).strip()) for anchor, heading, text in parser.found]
    return [
        Section(page, anchor, title, heading.strip("¶ \n"), text) for anchor, heading, text in cut if heading or text
    ]


HIDDEN = ("script", "style", "svg", "pre")
"""Elements whose text nobody looks for; a sample of YAML would be found for every word in it."""


class _Sections(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = [["", "", ""]]
        self._heading = False
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self._hidden += 1
        elif re.fullmatch("h[1-6]", tag):
            self.found.append([dict(attrs).get("id") or "", "", ""])
            self._heading = True
        elif tag in ("p", "li", "br", "td", "div"):
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self._hidden -= 1
        elif re.fullmatch("h[1-6]", tag):
            self._heading = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found[-1][1 if self._heading else 2] += data

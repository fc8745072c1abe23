"""A pack's guides, built once for all tests that look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from generator.content.library import Library
from generator.content.load import load
from generator.content.selection import Selection, choose
from generator.paper.guides import Guides, outputs

SITE = "https://wiki.example.com/"
EDITION = "2026-11-23"


class Printed:
    """The guides of a content folder, with QR codes, without pictures."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def library(self) -> Library:
        """The content."""
        return load(self.root)

    @cached_property
    def paper(self) -> Guides:
        """All guides of it."""
        return outputs(self.library, site_url=SITE, edition=EDITION, pictured=False)

    def pdf(self, name: str) -> bytes:
        """One of the PDFs by its name, as guide-a6."""
        return next(content for path, content in self.paper.files if path == f"pocket-guide/{name}.pdf")

    def chosen(self, guide: str) -> Iterator[Selection]:
        """The entries in a guide, in order."""
        for section in self.library.guides[guide].sections:
            yield from choose(self.library, section)

    def expected_texts(self, guide: str) -> list[str]:
        """What must stand in the guide in one piece: titles, words to say, checks; blanks as 【name】."""
        found, of_entries = [], self.library.guides[guide].layout == "booklet"
        for section in self.library.guides[guide].sections:
            found += [section.title, *section.lines]
            found += [self.library.redlines.rules[name].title for name in section.redlines]
            for each in choose(self.library, section):
                if not each.items or of_entries:
                    found.append(each.entry.title)
                found += list(_said(each.entry, section.channels)) if not each.items else []
                for item in each.entry.items:
                    if not each.items or item.id in each.items:
                        found.append(item.head)
                        found += list(_said(item, section.channels))
        return [_plain(text) for text in found]


def _said(model: object, channels: list[str]) -> Iterator[str]:
    say = getattr(model, "say", {})
    wanted = [name for name in channels if name in say] or list(say)[: 1 if channels else None]
    for name in wanted:
        yield from say[name].split("\n")


def _plain(text: str) -> str:
    """Without Markdown, blanks as on paper. A link is followed by a page number, so only its own text counts."""
    text = re.sub(r"\*\*|`", "", re.sub(r"\[([^\]]+)\]\([^)]+\).*", r"\1", text))
    return text.replace("{", "【").replace("}", "】")

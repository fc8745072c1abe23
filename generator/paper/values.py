"""What the templates read: the contract between guide.py and guide.typ, fold8.typ and print.md.jinja.

Everything is JSON, and nothing in it is evaluated.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypedDict

Png = list[int]
"""The bytes of a picture."""


class Run(NamedTuple):
    """A piece of a line in one style; an array in JSON. `kept` text is never broken over two lines.

    A `link` has a `target` (the id of an entry, entry#item, or an address) and what stands behind its text where
    the target is not in the guide: its short code. A `blank` is what the speaker puts in, by its name: 【姓名】.
    Both may have a `tail`: signs that stand behind them and begin no line.
    """

    style: Literal["plain", "bold", "code", "link", "blank", "kept"]
    text: str
    target: str = ""
    short: str = ""
    tail: str = ""


Line = list[Run]


class Block(TypedDict):
    """A field of an entry or an item: its label (or none, "") and its lines; law, links and redlines are one line."""

    kind: Literal["say", "heard", "avoid", "quote", "text", "list", "law", "links", "redlines"]
    label: str
    lines: list[Line]


class Fact(TypedDict):
    """A choice or a day that an entry tells."""

    label: str
    value: str


class ItemValue(TypedDict):
    """An item: `title` is its heading, or, where `short`, all that it says; `number` is 0 where it has its own."""

    id: str
    number: int
    tick: bool
    title: Line
    short: bool
    blocks: list[Block]


class EntryValue(TypedDict):
    """An entry, whole or, as a `part`, some of its items. Without an address of the site, no `url` and no `qr`.

    `pending` says who has yet to confirm it.
    """

    id: str
    code: str
    pending: str | None
    title: Line
    summary: Line
    url: str | None
    qr: Png | None
    part: bool
    facts: list[Fact]
    blocks: list[Block]
    items: list[ItemValue]


class RuleValue(TypedDict):
    """A red line: what it forbids and what to say instead."""

    id: str
    title: Line
    suggest: Line


class SectionValue(TypedDict):
    """A chapter: what was selected for it, in order."""

    title: str
    lead: Line
    entries: list[EntryValue]
    redlines: list[RuleValue]
    lines: list[str]


class GuideValue(TypedDict):
    """A guide. `words` are those of interface.paper in the language file."""

    title: str
    subtitle: str
    site: str
    notice: str
    edition: str
    language: str
    home: str | None
    home_qr: Png | None
    words: dict[str, str]
    sections: list[SectionValue]

"""Texts as Markdown that means what they mean and nothing else. The only module that says what is trusted.

`Marked` is Markdown that may stand in a page as it is. Every other text becomes `literal` where it meets a page,
whatever the template says: see `finalized`, `joined` and `Marked.escape`, which is what joining and filling in call.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from generator.content.markup import Blank, Brace, Code, Text, named, readable, spoken

_BLOCK_START = re.compile(r"^(\s*)([-+=:>]|\d+[.)])")
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
"""The templates put every attribute between double quotation marks: a test looks."""
_SIGNS = str.maketrans(_HTML | {sign: f"&#{ord(sign)};" for sign in "\\`*_{}[]#|~^"}) | _CONTROLS
_IN_ATTRIBUTES = str.maketrans(_HTML | {sign: f"&#{ord(sign)};" for sign in "\\`(\n"}) | _CONTROLS
_IN_ADDRESSES = str.maketrans({chr(code): f"%{code:02X}" for code in range(127) if chr(code) in "\"'<>()[]{}|\\^`*_ "}
                              | {chr(code): f"%{code:02X}" for code in range(32)})  # fmt: skip


class Marked(Markup):
    """Markdown and HTML that stand in a page as they are; what is joined to them or filled in becomes literal."""

    @classmethod
    def escape(cls, s: Any, /) -> Marked:
        """A text as `finalized` has it."""
        return cls(finalized(s))


def finalized(value: Any) -> Any:
    """What a template puts out, as Markdown: only what is trusted, and numbers and days, stay as they are."""
    if isinstance(value, Markup):
        return value
    return Marked(value) if isinstance(value, int | float | date) else literal(str(value))


def joined(parts: Iterable[Any], between: str = "") -> str:
    """Values as one: marked as soon as one of them is."""
    values = list(parts)
    if any(isinstance(value, Markup) for value in values):
        return Marked(Marked.escape(between).join(map(Marked.escape, values)))
    return between.join(map(str, values))


@lru_cache(10_000)
def literal(text: str) -> Marked:
    """Text that reads as it is written, whatever it holds: no sign of it means anything, in attributes neither."""
    text = _BLOCK_START.sub(_no_block, text.translate(_SIGNS))
    return Marked(re.sub(r" *\r?\n *", "<br>", text))


def _no_block(match: re.Match[str]) -> str:
    """The sign that would begin a list, a quotation or a definition as an entity."""
    return f"{match[1]}{match[2][:-1]}&#{ord(match[2][-1])};"


def attribute(text: str) -> Marked:
    """Text as the value of an attribute: shorter than `literal`, which does there too; line ends are kept."""
    return Marked(text.translate(_IN_ATTRIBUTES))


def address(path: str) -> Marked:
    """A path as the target of a link: signs that would end it are encoded."""
    return Marked(path.translate(_IN_ADDRESSES))


def code(text: str) -> Marked:
    """Text as one types it, as Markdown."""
    return Marked(f"`{text.replace('`', '')}`")


def head(value: Any) -> Marked:
    """A value of a page's head, as YAML. Its texts are HTML: themes put them into pages as they are."""
    escaped = html.escape(value) if isinstance(value, str) else value
    text = json.dumps(escaped, ensure_ascii=False)
    return Marked("".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text))


def plain(text: str, around: str) -> Marked:
    """A text without marks (see markup.named)."""
    return literal(named(text, around))


def label(text: str, around: str) -> Marked:
    """Prose as the words of a link or a heading elsewhere: no links in it, blanks as 【name】."""
    return literal(readable(text, around))


def say(text: str, around: str) -> Marked:
    """Words to say as HTML: lines kept, each blank an element that shows 【its name】 until it is filled in."""
    return Marked(
        "".join(_blank(mark, around) if isinstance(mark, Blank) else lines(_text_of(mark)) for mark in spoken(text))
    )


def _blank(mark: Blank, around: str) -> str:
    name = html.escape(mark.name)
    return f'<kb-blank name="{name}">{around[0]}{name}{around[1]}</kb-blank>'


def _text_of(mark: Any) -> str:
    assert isinstance(mark, Text | Brace | Code)
    return mark.text


def lines(text: str) -> Marked:
    """A text as HTML where Markdown is not read, its lines kept."""
    return Marked(html.escape(text.translate(_CONTROLS), quote=False).replace("\n", "<br>"))

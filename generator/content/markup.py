"""The one grammar of authors' texts: what is a mark in them, and what is nothing but text.

Prose knows **bold**, `code`, [links](to) and {blanks}; words to say know {blanks}. A backslash before a sign that
would begin or end a mark makes it text (`\\{`, `\\*`); within `code` nothing is a mark. Every other sign stays as it
was written: pages, paper, search and copying all walk what `parse` and `spoken` give. {=figures} are put in before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Text:
    """Nothing but text."""

    text: str


@dataclass(frozen=True)
class Brace:
    """A brace that is part of no blank: text, and most likely a slip."""

    text: str


@dataclass(frozen=True)
class Code:
    """Text as one types it, or a word of the program."""

    text: str


@dataclass(frozen=True)
class Blank:
    """A gap to fill in."""

    name: str


@dataclass(frozen=True)
class Bold:
    """What matters."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Link:
    """A way to a page, an item or an address outside. `image`: it was written as a picture, which there are none."""

    marks: tuple[Mark, ...]
    target: str
    image: bool = False


Mark: TypeAlias = Text | Brace | Code | Blank | Bold | Link

_BLANK = r"\{(?P<blank>[^{}\n]+)\}"
_PROSE = re.compile(
    r"\\(?P<escaped>[\\*`\[\]{}()])|`(?P<code>[^`\n]+)`|\*\*(?P<bold>(?=[^\s*])[^\n]*?[^\s*\\])\*\*"
    r"|(?P<image>!?)\[(?P<text>(?:\\.|[^\]\\\n])+)\]\((?P<target>[^()\s]+)\)|" + _BLANK + "|(?P<brace>[{}])"
)
_SAY = re.compile(r"\\(?P<escaped>[{}])|" + _BLANK + "|(?P<brace>[{}])")

AROUND = "【】"
"""What stands around the name of a blank, unless the language has other signs (Library.around)."""

FIGURE = re.compile(r"\{=([^{}\n]+)\}")
"""A figure of figures.yml, cited by its name."""

SCHEMES = ("https", "http", "mailto", "tel")
"""What an address outside may begin with."""


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> tuple[Mark, ...]:
    """Prose as marks."""
    return _joined(_marks(_PROSE, text))


@lru_cache(maxsize=1 << 16)
def spoken(text: str) -> tuple[Mark, ...]:
    """Words to say as texts and blanks."""
    return _joined(_marks(_SAY, text))


def _marks(grammar: re.Pattern[str], text: str) -> Iterator[Mark]:
    at = 0
    for match in grammar.finditer(text):
        yield Text(text[at : match.start()])
        yield _mark(match)
        at = match.end()
    yield Text(text[at:])


def _mark(match: re.Match[str]) -> Mark:
    kind, found = match.lastgroup, match.groupdict()
    if kind == "target":
        return Link(parse(found["text"]), found["target"], bool(found["image"]))
    if kind == "bold":
        return Bold(parse(found["bold"]))
    if kind == "blank":
        return Blank(found["blank"])
    if kind == "code":
        return Code(found["code"])
    return Brace(found["brace"]) if kind == "brace" else Text(found["escaped"])


def _joined(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Texts that follow one another as one; no empty ones."""
    result: list[Mark] = []
    for mark in marks:
        if isinstance(mark, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + mark.text)
        elif mark != Text(""):
            result.append(mark)
    return tuple(result)


def walk(marks: Iterable[Mark]) -> Iterator[Mark]:
    """All marks, those within others included."""
    for mark in marks:
        yield mark
        if isinstance(mark, Bold | Link):
            yield from walk(mark.marks)


def links(text: str) -> Iterator[Link]:
    """The links of a prose text."""
    return (mark for mark in walk(parse(text)) if isinstance(mark, Link))


def visible(text: str) -> str:
    """Prose as readers see it: no marks, blanks as {name}."""
    return _plain(parse(text), "{}")


def readable(text: str, around: str = AROUND) -> str:
    """Prose as plain text, blanks as readers know them: 【截止日期】. `around`: the two signs around a blank's name."""
    return _plain(parse(text), around)


def searched(text: str) -> str:
    """Prose as the index holds it: as words to say are written, so that whoever shows it reads blanks in one way."""
    marks = (mark if isinstance(mark, Blank) else Text(re.sub(r"[{}]", r"\\\g<0>", _plain([mark], "{}")))
             for mark in parse(text))  # fmt: skip
    return _plain(marks, "{}")


def named(text: str, around: str = AROUND) -> str:
    """A text without marks, what looks like a blank as readers know them: words of others, or of another day."""
    return re.sub(_BLANK, lambda match: around[0] + match["blank"] + around[1], text)


def _plain(marks: Iterable[Mark], around: str) -> str:
    return "".join(
        around[0] + mark.name + around[1]
        if isinstance(mark, Blank)
        else _plain(mark.marks, around)
        if isinstance(mark, Bold | Link)
        else mark.text
        for mark in marks
    )


def is_outside(target: str) -> bool:
    """Whether a link's target is meant as an address outside: a scheme, or the beginning of one."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|www\.", target))


def is_address(target: str) -> bool:
    """Whether it is an address that can be opened and that a page may lead to."""
    if re.search(r"[\s\"'<>\\^`{|}\x00-\x1f\x7f]", target):
        return False
    try:
        parts = urlsplit(target)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme.lower() not in SCHEMES:
        return False
    return bool(host) if parts.scheme.lower().startswith("http") else bool(parts.path)


def is_site(address: str) -> bool:
    """Whether a site can be at this address."""
    return is_address(address) and address.lower().startswith("http")

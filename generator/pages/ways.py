"""The ways of a conversation, for the guided call and as a picture: what may be heard, the reply, how it goes on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.content.library import Library
from generator.content.markup import visible
from generator.content.model import Entry, Item, field_for, says_field, texts
from generator.output import address

HEARD, AVOIDED = 3, 2
"""Of the ways to say the same, and of what not to answer, so many are shown in a call."""


def heard_at(library: Library, step: Item) -> list[Entry]:
    """The pages that reply to what may be heard at a step, in its order."""
    names = dict.fromkeys(text.partition("#")[0] for _, text, what in texts(step) if what == "entry")
    return [library.entries[name] for name in names if name in library.entries]


def calls(library: Library) -> dict[str, Any]:
    """What a guided call needs beside the script's own page: its words, every reply, where it leads on, how it ends."""
    return {
        "words": library.words["interface"]["call"],
        "channels": list(library.channels),
        "ends": {name: _end(library, name) for name in library.ends},
        "replies": {entry.id: _reply(library, entry) for entry in library.entries.values() if entry.replies},
    }


def _end(library: Library, name: str) -> dict[str, Any]:
    end = library.ends[name]
    leads = [library.entries[each.partition("#")[0]] for each in end.leads]
    return {
        "title": end.title, "say": end.say, "note": end.note, "next": visible(end.next or ""),
        "leads": [[entry.title, address(entry.page)] for entry in leads],
    }  # fmt: skip


def _reply(library: Library, entry: Entry) -> dict[str, Any]:
    """A reply: as much of its page as somebody on the phone can take in."""
    heard, avoid = (getattr(entry, field_for(type(entry), part) or "", []) for part in ("heard", "avoid"))
    said = says_field(type(entry))
    return {
        "title": entry.title, "page": address(entry.page), "heard": heard[:HEARD],
        "say": getattr(entry, said) if said else {}, "avoid": avoid[:AVOIDED], "then": list(library.ways(entry)),
        **({"pending": entry.pending} if entry.pending else {}),
        **({"expires": str(entry.expires)} if entry.expires else {}),
    }  # fmt: skip


# ---- as a picture ----

WIDTH, EDGE, STEP_WIDTH, LINE, PADDING, GAP = 360, 4, 112, 16, 7, 10
"""The picture in its own units, which are pixels on a narrow phone; text is 13 of them high."""
SIZE = 13


@dataclass(frozen=True)
class Box:
    """A box with lines of text and the page (or its part) that it leads to; "" for none."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    leads: str = ""


@dataclass(frozen=True)
class Picture:
    """The steps of a script from above, beside each what may be heard there, the ends below."""

    height: int
    steps: tuple[Box, ...]
    replies: tuple[tuple[Box, ...], ...]
    """For each step."""
    ends: tuple[Box, ...]


def picture(library: Library, script: Entry) -> Picture:
    """A script's ways. Items without anything to hear have no boxes beside them."""
    y, steps, replies = EDGE, [], []
    for number, step in enumerate(script.items, 1):
        beside = list(_rows(y, ((entry.title, entry.page) for entry in heard_at(library, step))))
        box = _box(EDGE, y, f"{number} {visible(step.head)}", f"{script.page}#{step.id}", STEP_WIDTH)
        steps.append(box)
        replies.append(tuple(beside))
        y = max([box.y + box.height, *(each.y + each.height for each in beside)]) + 2 * GAP
    ends = tuple(_rows(y, ((library.ends[name].title, "") for name in library.ways(script)), EDGE))
    bottom = max((each.y + each.height for each in ends), default=y)
    return Picture(bottom + EDGE, tuple(steps), tuple(replies), ends)


def _rows(y: int, named: Iterable[tuple[str, str]], left: int = EDGE + STEP_WIDTH + 3 * GAP) -> Iterator[Box]:
    """Boxes beside and below one another, as lines of text are."""
    x = left
    for text, leads in named:
        box = _box(x, y, text, leads, min(_wide(text) + 2 * PADDING, WIDTH - EDGE - left))
        if x > left and x + box.width > WIDTH - EDGE:
            x, y = left, y + LINE + 2 * PADDING + GAP // 2
            box = _box(x, y, text, leads, box.width)
        yield box
        x += box.width + GAP // 2


def _box(x: int, y: int, text: str, leads: str, width: int) -> Box:
    lines = tuple(_lines(text, width - 2 * PADDING))
    return Box(x, y, width, len(lines) * LINE + 2 * PADDING - 2, lines, leads)


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in _words(text):
        if line and _wide(line + word.rstrip()) > width:
            yield line.strip()
            line = ""
        line += word
    yield line.strip()


def _words(text: str) -> Iterator[str]:
    """Where a line may break: after every wide character, else after a blank."""
    word = ""
    for char in text:
        word += char
        if char == " " or unicodedata.east_asian_width(char) in "WF":
            yield word
            word = ""
    if word:
        yield word


def _wide(text: str) -> int:
    """How wide a text is, at the most."""
    return round(sum(SIZE if unicodedata.east_asian_width(char) in "WF" else 0.6 * SIZE for char in text))

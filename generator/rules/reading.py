"""Text as red lines read it: what layout and disguise did to the words undone, every sign with its own place.

The browser's side is frontend/lint/reading.mjs. A text is read in up to three ways: as it
stands; with its lines joined, where one ends in the middle of a sentence; and without disguise: no signs between
characters, words that sound or look like others spelt out. What only a later reading has must lie on a seam.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
ENDS = "。!?;\n"
"""What ends a sentence, after NFKC."""
GOES_ON = ",、(《“—"
"""A line that ends so is not at its end."""
MARKUP = (
    r"<(/?[a-zA-Z][a-zA-Z0-9]{0,15})(?:[\s/][^<>]{0,300})?>|&(?:nbsp|lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});"
)
BLOCKS = ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table")
"""Tags of HTML that begin or end a line."""
ENTITIES = {"nbsp": " ", "lt": "<", "gt": ">", "amp": "&", "quot": '"'}
NEW_SPEAKER = "。"
"""Stands for who wrote a message and when: no sentence goes on behind it."""
BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Signs that show nothing, though Unicode calls them letters or symbols."""
LIST_MARK = r"^[ \t>#|*+•·●○▪■★☆→✓√\-–—]+(?:\[[ x]\] ?)?|^[ \t]*\(?[0-9]{1,2}[.)、][ \t]*"
STAMP = r"(?:[0-9]{2,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?[ T]*)?(?:上午|下午|晚上)?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
DATED = "[0-9]{2,4}[-/.年]"
WHO = r"[^\s:：,，。!！?？]{1,20}"
CHAT = (
    rf"^[ \t]*[\[(【]?({STAMP})[\])】]?[ \t]*({WHO})[ \t]*[:：][ \t]*"
    rf"|^[ \t]*({WHO})[ \t]*[\[(【]?({STAMP})[\])】]?[ \t]*(?:[:：]|$)"
)
"""Before a message of a chat: when and who, or who and when."""
BETWEEN = rf"(?<=[{HAN}])[ \t.·•・*_~`|^+\-]+(?=[{HAN}])"
"""Signs of layout and emphasis between Chinese characters: nobody reads them."""
CONTINUED = rf"(?<=[{GOES_ON}])[ \t]*\n[ \t]*"
WRAPPED = rf"(?<=[{HAN}])\n(?=[{HAN}])"
MARKS = ",、。:;!?“”‘’\"'《》"
"""The usual marks, which part words for good …"""
SIGNS = rf"(?<=[{HAN}])[^{HAN}a-zA-Z\n{MARKS}\ue000-\uf8ff]+(?=[{HAN}])"
"""… and all others, digits too, between Chinese characters."""
ALONE = rf"(?<=[{HAN}])[{MARKS}]+(?=[{HAN}](?:[{MARKS}]|$))"
"""Usual marks before a character that stands alone."""


SPELT_OUT = rf"(?<=[{HAN}a-z])[ .\-_*]+(?=[a-z](?![a-z]))"
"""What stands before a letter that stands alone: 停 s h u i."""
PUBLISHED: dict[str, Any] = {
    "ends": ENDS, "continued": CONTINUED, "markup": MARKUP, "blocks": list(BLOCKS), "entities": ENTITIES,
    "blank": BLANK,
    "list_mark": LIST_MARK, "between": BETWEEN, "wrapped": WRAPPED, "chat": CHAT,
    "signs": f"{SIGNS}|{ALONE}|{SPELT_OUT}",
    "dated": DATED, "new_speaker": NEW_SPEAKER,
}  # fmt: skip
"""What the browser's side reads by."""


@dataclass(frozen=True)
class Speaker:
    """Who wrote a message and when; it begins where that ends."""

    who: str
    when: str
    end: int


def speakers(text: str) -> Iterator[Speaker]:
    """What stands before the messages of a chat: one message a line, with who and when."""
    for match in _headings(text):
        yield Speaker(match[2] or match[3], match[1] or match[4], match.end())


def _headings(text: str) -> list[re.Match[str]]:
    """One alone may be a line of a notice, 上午 9:00 开会：…, unless it has a date."""
    found = list(re.finditer(CHAT, text, re.MULTILINE))
    return found if len(found) > 1 else [match for match in found if re.match(DATED, match[1] or match[4])]


@dataclass(frozen=True)
class Reading:
    """A text as rules see it, and where in the original each of its signs begins and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    seams: Sequence[int] = ()
    """Where signs were taken out or words put in, in order."""

    def edited(self, edits: Sequence[tuple[int, int, str]]) -> Reading:
        """The reading with pieces (begin, end, what stands there instead) replaced, each a seam."""
        if not edits:
            return self
        text, starts, ends, seams = list[str](), list[int](), list[int](), list[int]()
        at, size = 0, 0
        for begin, end, new in edits:
            text += [self.text[at:begin], new]
            starts += [*self.starts[at:begin], *[self.starts[begin]] * len(new)]
            ends += [*self.ends[at:begin], *[self.ends[end - 1]] * len(new)]
            size += begin - at
            seams += [size, *range(size + 1, size + len(new) + 1)]
            size, at = size + len(new), end
        text.append(self.text[at:])
        return Reading("".join(text), [*starts, *self.starts[at:]], [*ends, *self.ends[at:]], seams)

    def seam_within(self, begin: int, end: int) -> bool:
        """Whether a seam lies between two signs of a piece, or a sign of it was put in."""
        at = bisect_left(self.seams, begin + 1)
        return at < len(self.seams) and self.seams[at] < end

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Where the sentences begin and end, their closing marks and blanks around them left out."""
        for match in re.finditer(f"[^{ENDS}]+", self.text):
            piece = match[0]
            yield match.start() + len(piece) - len(piece.lstrip()), match.end() - len(piece) + len(piece.rstrip())


class Reader:
    """Reads texts with the tables of a program (see program.py)."""

    def __init__(self, program: Mapping[str, Any]) -> None:
        pairs = program["simplified"]
        self._simple = str.maketrans(pairs[::2], pairs[1::2])
        self._same = _table(program["same"])
        self._sounds = _table({word: disguises(word, by) for word, by in program["sounds"].items()})

    def read(self, text: str) -> Reading:
        """The text as it stands: NFKC, small letters, simplified, no markup, nothing invisible."""
        reading = self._signs(text)
        reading = reading.edited([(*match.span(), NEW_SPEAKER) for match in _headings(reading.text)])
        reading = _without(reading, CONTINUED)
        reading = _without(reading, LIST_MARK)
        reading = _without(reading, BETWEEN)
        return Reading(*_fields(_spelt(reading, self._same)))

    def _signs(self, text: str) -> Reading:
        signs, starts, ends = list[str](), list[int](), list[int]()
        for plain, begins, stops in _plain_pieces(text):
            signs.append(plain)
            starts += begins
            ends += stops
        return Reading("".join(signs).translate(self._simple), starts, ends)

    def unwrapped(self, reading: Reading) -> Reading:
        """Lines joined that end in the middle of Chinese words."""
        return _without(reading, WRAPPED)

    def undisguised(self, reading: Reading) -> Reading:
        """No signs between characters, and what sounds or looks like a word spelt as the word."""
        bare = _without(reading, PUBLISHED["signs"])
        spelt = _spelt(bare, self._sounds)
        if spelt is bare:
            return bare
        # The seams of both steps: a word that was put in moves those behind it by nothing, it is as long.
        return Reading(spelt.text, spelt.starts, spelt.ends, sorted({*_moved(bare, spelt), *spelt.seams}))


def _moved(before: Reading, after: Reading) -> Iterator[int]:
    """The seams of a reading where its signs stand in the reading made from it."""
    for seam in before.seams:
        yield bisect_left(after.starts, before.starts[seam])


def _fields(reading: Reading) -> tuple[str, Sequence[int], Sequence[int]]:
    return reading.text, reading.starts, reading.ends


def disguises(word: str, by: Mapping[str, Any]) -> list[str]:
    """How a word is written by its sound or its look: one character of it another, one or all in letters."""
    found, letters = list[str](), [""]
    for at, (others, syllables) in enumerate(zip(by["others"], by["syllables"], strict=True)):
        found += [word[:at] + other + word[at + 1 :] for other in (*others, *syllables)]
        letters = [begun + syllable for begun in letters for syllable in syllables]
    return [text for text in (*found, *letters) if text not in by["real"]]


def _table(table: Mapping[str, Sequence[str]]) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    words = {disguise: word for word, disguises in table.items() for disguise in disguises}
    longest = sorted(words, key=lambda text: (-len(text), text))
    first = "".join(sorted({re.escape(text[0]) for text in longest}))  # most signs begin none: that is quickly seen
    return re.compile(f"(?=[{first}])(?:{'|'.join(map(re.escape, longest))})") if longest else None, words


def _without(reading: Reading, pattern: str) -> Reading:
    return reading.edited(
        [(*match.span(), "") for match in re.finditer(pattern, reading.text, re.MULTILINE) if match[0]]
    )


def _spelt(reading: Reading, table: tuple[re.Pattern[str] | None, dict[str, str]]) -> Reading:
    pattern, words = table
    found = pattern.finditer(reading.text) if pattern else ()
    return reading.edited([(*match.span(), words[match[0]]) for match in found])


_Piece = tuple[str, Sequence[int], Sequence[int]]
"""Plain text, and where in the original each of its signs begins and ends."""


def _plain_pieces(text: str) -> Iterator[_Piece]:
    """Signs as they are, with the marks that combine with them; markup is a line's end or nothing."""
    at = 0
    for match in re.finditer(MARKUP, text):
        yield from _plain(text, at, match.start())
        name = (match[1] or "").lower().lstrip("/")
        plain = ("\n" if name in BLOCKS else "") if match[1] else _entity(match[0][1:-1])
        yield _as_one(plain, match.start(), match.end())
        at = match.end()
    yield from _plain(text, at, len(text))


def _as_one(plain: str, begin: int, end: int) -> _Piece:
    """What stands for a piece of the original as a whole."""
    return plain, [begin] * len(plain), [end] * len(plain)


def _entity(name: str) -> str:
    if name in ENTITIES:
        return ENTITIES[name]
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return _folded(chr(code)) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else ""


def _plain(text: str, begin: int, end: int) -> Iterator[_Piece]:
    at = begin
    for match in _UNCHANGED.finditer(text, begin, end):
        yield from _clusters(text, at, match.start())
        begin, at = match.span()
        yield match[0], range(begin, at), range(begin + 1, at + 1)
    yield from _clusters(text, at, end)


_UNCHANGED = re.compile("[\u4e00-\u9fff0-9a-z 、。“”]+(?=[\x00-\x7f\u3000-\u3029\u4e00-\u9fff\uff01-\uff5e“”]|\\Z)")
"""Nearly all signs: each is read as itself, where none that may combine with it stands behind it."""


def _clusters(text: str, begin: int, end: int) -> Iterator[_Piece]:
    """Each sign with the marks that combine with it."""
    at = begin
    while at < end:
        stop = at + 1
        while stop < end and unicodedata.category(text[stop])[0] == "M":
            stop += 1
        if text[at] == "\r":
            yield _as_one("" if text[stop : stop + 1] == "\n" else "\n", at, stop)
        else:
            yield _as_one(_folded(text[at:stop]), at, stop)
        at = stop


@lru_cache(maxsize=1 << 12)
def _folded(sign: str) -> str:
    """NFKC, small letters, nothing invisible; a combining mark stays only where it makes one letter with its base."""
    folded = unicodedata.normalize("NFKC", sign).lower()
    return "".join("\n" if c in "\x0b\x0c\x85\u2028\u2029" else c for c in folded if not _invisible(c))


def _invisible(sign: str) -> bool:
    return sign in BLANK or unicodedata.category(sign) in ("Cf", "Mn", "Me")

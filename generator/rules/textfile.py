"""The bytes of a file -> its text, in whatever encoding offices and telephones wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.content import chinese

GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
"""Encodings that take nearly any bytes: the one that reads best is meant."""
READS_WELL = 0.8
"""Which share of the signs must be usual ones, or it is no text."""
SAMPLE = 20_000
"""How many bytes are enough to see how an encoding reads."""
USUAL = frozenset("\t\n\r\f\v，。、；：！？“”‘’（）《》【】…—·～￥　")
NAMES = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "gb18030": "GB 18030", "big5hkscs": "Big5"}


@dataclass(frozen=True)
class Text:
    """A text and how it was written."""

    text: str
    encoding: str


def decoded(raw: bytes) -> Text | None:
    """The text of a file; None where it is none: a picture, a document of an office program."""
    sure = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = _read(raw, sure)
    if text is None and sure == "utf-8-sig":
        best = max(_readings(raw), default=(0.0, ""))
        text, sure = (_read(raw, best[1]), best[1]) if best[0] >= READS_WELL else (None, sure)
    return None if text is None else Text(text, NAMES.get(sure, "UTF-16"))


def _readings(raw: bytes) -> Iterator[tuple[float, str]]:
    """How well each encoding reads: the share of usual signs."""
    for encoding in GUESSES:
        if text := _read(raw[:SAMPLE], encoding, whole=len(raw) <= SAMPLE):
            yield sum(map(_usual, text)) / len(text), encoding


def _read(raw: bytes, encoding: str, *, whole: bool = True) -> str | None:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if whole or error.start < len(raw) - 4:  # a sample may end within a sign
            return None
        text = raw[: error.start].decode(encoding)
    return None if "\0" in text else text


def _usual(sign: str) -> bool:
    return sign in USUAL or " " <= sign <= "~" or chinese.common(sign) or ord(sign) in chinese.simplified()

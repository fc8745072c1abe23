"""Traditional characters and the simplified ones that stand for them; scripts/build_tables.py wrote the table."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def everyday() -> tuple[str, ...]:
    """Words of everyday life: a question with one of them is about that, whatever else it shares with a text."""
    return tuple((files("generator.content") / "tables/everyday.txt").read_text(encoding="utf-8").split())


@cache
def pairs() -> tuple[str, ...]:
    """A traditional character and its simplified form, as "業业", a pair each."""
    return tuple((files("generator.content") / "tables/traditional.txt").read_text(encoding="utf-8").splitlines())


@cache
def simplified() -> dict[int, str]:
    """Traditional characters -> simplified ones, for str.translate."""
    return {ord(pair[0]): pair[1] for pair in pairs()}


@cache
def syllables() -> tuple[tuple[str, str], ...]:
    """A syllable without its tone, and the characters that are read so."""
    lines = (files("generator.content") / "tables/pinyin.txt").read_text(encoding="utf-8").splitlines()
    return tuple((name, chars) for name, _, chars in (line.partition(" ") for line in lines))


@cache
def readings(char: str) -> tuple[str, ...]:
    """The syllables that a character is read as."""
    return tuple(name for name, chars in syllables() if char in chars)


@cache
def homophones(char: str) -> str:
    """Common characters that sound like one, to ears that do not tell z from zh or in from ing."""
    alike = {_blurred(name) for name in readings(char)}
    found = (other for name, chars in syllables() if _blurred(name) in alike for other in chars)
    return "".join(dict.fromkeys(other for other in found if other != char and common(other)))


def _blurred(syllable: str) -> str:
    if syllable[:2] in ("zh", "ch", "sh"):
        syllable = syllable[0] + syllable[2:]
    return syllable[:-1] if syllable.endswith(("ing", "eng")) else syllable


_DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERALS = "".join([*_DIGITS, *_UNITS])
"""The signs that numbers below ten thousand are written with."""


def number(text: str) -> int:
    """A number below ten thousand, in figures or as it is spoken: 九百四十四."""
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for sign in text:
        if sign in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[sign], 0
        else:
            digit = 10 * digit + _DIGITS[sign]
    return total + digit


def common(char: str) -> bool:
    """Whether a character is among the 3,755 of the first level of GB 2312."""
    try:
        return char.encode("gb2312") < b"\xd8"
    except UnicodeEncodeError:
        return False

"""Characters that nobody sees, or that have lost their meaning: they come by pasting, never by typing."""

from __future__ import annotations

import re
import unicodedata

LOST = re.compile("[\ufffd\ue000-\uf8ff]")
"""What is left of a character that some program could not keep, or that only one font knows."""

_JOINER = "(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
_STRAY_MARK = (
    "(?<![#*0-9\u00a9\u00ae\u200d\u203c-\u3299\U0001f000-\U0001faff])\ufe0f|(?<=[\u2e80-\uffef\\s])[\u0300-\u036f]"
)
"""A sign that changes the one before it, behind one that it cannot change."""

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f"
    "\u2028\u2029\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0001-\U000e007f]|"
    + _JOINER
    + "|"
    + _STRAY_MARK
)
"""Signs without a picture: controls, zero-width and joining signs, marks of writing direction, breaks that are none
of YAML's. The joiner of an emoji of several parts is none of them."""

BLANKS = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that YAML does not take for one, for a class of a regular expression."""


def code(character: str) -> str:
    """A character's number, as messages tell it: U+200B."""
    return f"U+{ord(character):04X}"


def is_unseen(character: str) -> bool:
    """Whether a sign shows nothing that a reader could name: none of its own, or a blank that is not the usual."""
    return bool(UNSEEN.match(character)) or unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Zs")


def is_wide(character: str) -> bool:
    """Whether it is a Chinese character or a sign of Chinese writing: no blank stands between two of them."""
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·"

"""What comes with words that were pasted: signs that nobody sees, tabs, other blanks, characters that were lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.content import characters
from generator.content.edits import Edit
from generator.content.slips.slip import Slip

_NARROW = characters.BLANKS.replace("\u3000", "")
_ODD_BLANK = re.compile(rf"(?<=[^\s{characters.BLANKS}:-])[{_NARROW}]|(?<=[\[,])\u3000|\u3000+$")
"""A blank within a text, or behind it, that is none of the keyboard; full-width ones are typed for layout."""


def pasted(texts: Sequence[str]) -> list[Slip]:
    """Signs that cannot be seen, tabs and other blanks within a text; one slip a line."""
    found = []
    for number, text in enumerate(texts, 1):
        if match := characters.UNSEEN.search(text):
            mend = Edit(number, number, (characters.UNSEEN.sub("", text),))
            found.append(Slip("unseen", number, match.start() + 1, mend, {"code": characters.code(match[0])}))
        elif "\t" in text and (match := re.search(r"(?<=[^\s-])[ \t]*\t\s*", text)):
            mend = Edit(number, number, (re.sub(r"(?<=[^\s-])[ \t]*\t\s*", " ", text).rstrip(),))
            found.append(Slip("tab-in-text", number, match.start() + 1, mend))
        elif match := _ODD_BLANK.search(text):
            mend = Edit(number, number, (_ODD_BLANK.sub(" ", text).rstrip(),))
            found.append(Slip("wide-blank", number, match.start() + 1, mend))
    return found


def lost(texts: Sequence[str]) -> list[Slip]:
    """Characters that some program could not keep."""
    found = ((number, characters.LOST.search(text)) for number, text in enumerate(texts, 1))
    return [
        Slip("lost-character", number, match.start() + 1, values={"code": characters.code(match[0])})
        for number, match in found
        if match
    ]

"""How texts and queries are made comparable: the same steps as frontend/search/engine/fold.mjs.

tests/shared/fold.json holds cases that both must give.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SAME = str.maketrans({"【": "{", "】": "}", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "—": "-", "–": "-"})
_WIDE = {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)} | _SAME
_PLAIN = re.compile(r"""[a-z0-9一-鿿、。,.:;?!()"'{}<>/%+*=_~《》-]*""")


def fold(text: str) -> str:
    """Compatibility forms and capitals gone, invisible signs gone; white space only kept between Latin words."""
    quick = text.translate(_WIDE)
    if _PLAIN.fullmatch(quick):  # nearly every text: the rest would change nothing more
        return quick
    out: list[str] = []
    gap = False
    for char in text:
        for part in _parts(char):
            if part == " ":
                gap = True
            else:
                if gap and out and _latin(out[-1]) and _latin(part):
                    out.append(" ")
                gap = False
                out.append(part)
    return "".join(out)


@lru_cache(maxsize=1 << 14)
def _parts(char: str) -> str:
    """What one sign becomes; white space of any kind is a space."""
    if char.isspace():
        return " "
    parts = unicodedata.normalize("NFKC", char).lower().translate(_SAME)
    return "".join(
        " " if part.isspace() else part
        for part in parts
        if part.isspace() or unicodedata.category(part) not in ("Cf", "Cc")
    )


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()

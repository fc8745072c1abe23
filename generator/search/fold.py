"""How texts and queries are made comparable: the same steps as frontend/search/engine/fold.mjs.

tests/shared/fold.json holds cases that both must give.
"""

from __future__ import annotations

import re
import unicodedata

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
        if char.isspace():
            gap = True
            continue
        for part in unicodedata.normalize("NFKC", char).lower().translate(_SAME):
            if part.isspace():
                gap = True
            elif unicodedata.category(part) not in ("Cf", "Cc"):
                if gap and out and _latin(out[-1]) and _latin(part):
                    out.append(" ")
                gap = False
                out.append(part)
    return "".join(out)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()

"""Two versions of a text in one: the sentences that changed, word by word, what went and what came marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

_SENTENCE = re.compile(r".+?(?:[。！？；!?;\n]+[”’」）\"']*|\.\s+|$)", re.DOTALL)
_WORD = re.compile(r"\{[^{}\n]+\}|[^\W_一-鿿]+|\s+|.", re.DOTALL)

Pieces = tuple[tuple[str, str], ...]
"""A text in pieces, each with its mark: "del" for what went, "ins" for what came, "" for what stayed."""


def pieces(old: str, new: str) -> Pieces:
    """The sentences that changed, word by word; … for those between that did not."""
    olds, news = _SENTENCE.findall(old), _SENTENCE.findall(new)
    result: list[tuple[str, str]] = []
    for same, i, j, k, m in _opcodes(olds, news):
        if same:
            result = [*result[:-1], *((mark, text.rstrip()) for mark, text in result[-1:]), ("", "…")]
        else:
            result += _words("".join(olds[i:j]), "".join(news[k:m]))
    return tuple(result)


def _words(old: str, new: str) -> list[tuple[str, str]]:
    """Two versions of the same sentences in one, marked; two that have little in common one after the other."""
    olds, news = _WORD.findall(old), _WORD.findall(new)
    if SequenceMatcher(None, olds, news, autojunk=False).ratio() < 0.5:
        return _both(old, new)
    result: list[tuple[str, str]] = []
    went, came = "", ""
    for same, i, j, k, m in _opcodes(olds, news):
        if same and (j - i > 1 or not (went or came)):
            result += [*_both(went, came), ("", "".join(olds[i:j]))]
            went, came = "", ""
        else:  # a lone character that stayed between two that did not would only be in the way
            went, came = went + "".join(olds[i:j]), came + "".join(news[k:m])
    return result + _both(went, came)


def _both(old: str, new: str) -> list[tuple[str, str]]:
    return [(mark, text) for mark, text in (("del", old), ("ins", new)) if text]


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag == "equal", i, j, k, m


def same(old: str, new: str) -> bool:
    """Whether two texts differ in nothing but white space: a text that was folded otherwise reads the same."""
    return "".join(old.split()) == "".join(new.split())

"""Texts over several lines: how their lines are joined, and lines that a text has swallowed though they were meant
for themselves."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from generator.content.characters import is_wide
from generator.content.edits import Edit
from generator.content.slips.beginnings import BULLET
from generator.content.slips.slip import Slip

_LISTED = re.compile(r"( *)-[ \u3000]*(?=[^\s-])(.*)")
_KEYED = re.compile(r" *([^\s\d：:“”，。]{1,8})：[ \u3000]*(.*)")


def joined(value: str, texts: Sequence[str]) -> str:
    """A text that YAML joined from these lines with blanks, without those between Chinese characters."""
    at = 0
    for before, after in pairwise(texts):
        end, begin = before.rstrip()[-1:], after.lstrip()[:1]
        if end and begin and is_wide(end) and is_wide(begin):
            found = value.find(f"{end} {begin}", at)
            if found >= 0:
                value = value[: found + 1] + value[found + 2 :]
                at = found + 1
    return value


_BARS = re.compile(r"[｜︱￨¦∣❘│ǀ丨lI1\\/]|\|\|")
"""What is typed where a `|` was meant."""


def swallowed(
    texts: Sequence[str], first: int, column: int, last: int, dash: int | None, keys: Collection[str]
) -> Slip | None:
    """What a text without quotation marks hides, from line `first` (from 0), column `column`, to line `last`: a bar
    that means nothing, elements of a list, further keys, the words for further channels. `dash`: the column of its
    hyphen; `keys`: those that the file may have."""
    begin = texts[first][column:].rstrip()
    if begin[0] in "｜︱" or (last > first and _BARS.fullmatch(begin)):
        return _bar(texts, first, column, last)
    return (
        _list(texts, first, column, last, dash)
        or _channels(texts, first, column, last)
        or _keys(texts, first, column, last, keys)
    )


def _bar(texts: Sequence[str], first: int, column: int, last: int) -> Slip:
    """A bar that is none, meant to open a text of several lines."""
    before, rest = texts[first][:column], texts[first][column + 1 :].strip()
    if first == last:
        mend = Edit(first + 1, first + 1, (before + rest,))
    else:
        indent = " " * (len(texts[first + 1]) - len(texts[first + 1].lstrip(" ")))
        more = [indent + text.strip() for text in ([rest] if rest else []) + [*texts[first + 1 : last + 1]]]
        mend = Edit(first + 1, last + 1, (f"{before}|", *more))
    return Slip("full-width-bar", first + 1, column + 1, mend)


def _list(texts: Sequence[str], first: int, column: int, last: int, dash: int | None) -> Slip | None:
    """Lines that begin as the elements of a list do."""
    alone = not texts[first][:column].strip()
    lines = range(first if alone else first + 1, last + 1)
    matches = {n: _LISTED.fullmatch(texts[n]) or BULLET.fullmatch(texts[n]) for n in lines}
    found = [n for n, match in matches.items() if match]
    if not found or (alone and found[0] != first):
        return None
    indent = " " * (dash if dash is not None else column)
    mended = tuple(_element(indent, match, texts[n]) for n, match in matches.items())
    mend = Edit(lines.start + 1, last + 1, mended) if alone or dash is not None else None
    kind = "swallowed-list" if mend else "list-in-text"
    return Slip(kind, found[0] + 1, len(texts[found[0]]) - len(texts[found[0]].lstrip()) + 1, mend)


def _element(indent: str, match: re.Match[str] | None, text: str) -> str:
    return f"{indent}- {match.groups()[-1].strip()}" if match else f"{indent}  {text.strip()}"


def _channels(texts: Sequence[str], first: int, column: int, last: int) -> Slip | None:
    """`电话：…` and `微信：…` below one another, or `电话：|`: keys whose colon is full-width."""
    if texts[first][:column].strip():
        return None
    matches = {n: _KEYED.fullmatch(texts[n]) for n in range(first, last + 1)}
    keyed = [n for n, match in matches.items() if match]
    begin = matches[first]
    opens = begin and re.fullmatch(r"[|｜]?", begin[2])
    if keyed[:1] != [first] or (len(keyed) < 2 and not opens):
        return None
    indent = " " * column
    mended = []
    for n, match in matches.items():
        if match:
            said = "|" if match[2] == "｜" else match[2]
            mended.append(f"{indent}{match[1]}: {said}".rstrip())
        else:
            mended.append(f"{indent}  {texts[n].strip()}")
    return Slip("full-width-colon", first + 1, texts[first].index("：") + 1, Edit(first + 1, last + 1, tuple(mended)))


def _keys(texts: Sequence[str], first: int, column: int, last: int, keys: Collection[str]) -> Slip | None:
    """A line that goes on with a key of the file and a colon that is none for YAML: `why：…` below `text: …`."""
    for n in range(first + 1, last + 1):
        match = re.fullmatch(r" *([A-Za-z_]\w*) *[:：∶﹕](?!//)[ \u3000]*(.*)", texts[n])
        if match and match[1] in keys:
            level = re.match(r"[ -]*", texts[first][:column])
            mend = Edit(n + 1, n + 1, (f"{' ' * (level.end() if level else 0)}{match[1]}: {match[2]}".rstrip(),))
            at = len(texts[n]) - len(texts[n].lstrip()) + 1
            return Slip("swallowed-key", n + 1, at, mend if n == last else None, {"key": match[1]})
    return None

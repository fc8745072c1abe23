"""A file as an author sees it: lines with an indent, hyphens, a key and a value; some stand within a text.

YAML's parser gives up at the first fault, often lines behind it. This reading never gives up, so that what is wrong
can be told where it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Within = Literal["", "block", "quoted", "flow"]

_LINE = re.compile(
    r"(?P<lead>\s*(?:-(?: +|$))*)(?:(?P<key>[^\s:#\"'\[\]{}&*!|>%@`,-][^:]*?)(?P<gap> *:(?: +|$)))?(?P<value>.*)"
)
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_CLOSES = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Line:
    """One line. `number` counts from 1; `within`: the text of several lines that it stands in, "" for none."""

    number: int
    text: str
    within: Within = ""

    def _part(self, name: str) -> str:
        match = _LINE.fullmatch(self.text)
        return (match[name] or "") if match else ""

    @property
    def lead(self) -> str:
        """Blanks and hyphens before the key or the value."""
        return self._part("lead")

    @property
    def key(self) -> str:
        """The key, "" for none."""
        return self._part("key")

    @property
    def gap(self) -> str:
        """The colon and the blanks behind the key."""
        return self._part("gap")

    @property
    def value(self) -> str:
        """What stands behind key and hyphens."""
        return self._part("value")

    @property
    def before(self) -> str:
        """Everything before the value."""
        return self.text[: len(self.text) - len(self.value)]

    @property
    def indent(self) -> int:
        """How many blanks the line begins with."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def column(self) -> int:
        """Where the level begins that the line belongs to: its key, or its last hyphen."""
        return len(self.lead) if self.key or "-" not in self.lead else self.lead.rindex("-")

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands here for YAML."""
        return not self.text.strip() or (not self.within and self.text.lstrip().startswith("#"))

    @property
    def opens(self) -> bool:
        """Whether a key or a hyphen says what stands here."""
        return not self.within and bool(self.key or "-" in self.lead)


def lines_of(texts: Sequence[str]) -> list[Line]:
    """The lines of a file, each told what it stands in."""
    result: list[Line] = []
    number = 0
    while number < len(texts):
        line = Line(number + 1, texts[number])
        within, end = _extent(line, texts)
        result += [line, *(Line(inner + 1, texts[inner], within) for inner in range(number + 1, end))]
        number = max(end, number + 1)
    return result


def _extent(line: Line, texts: Sequence[str]) -> tuple[Within, int]:
    """In which text the lines behind `line` stand, and where it ends."""
    value = line.value
    if line.is_blank:
        return "", line.number
    if is_block(value):
        return "block", _while(texts, line.number, lambda text: not text.strip() or _indent(text) > line.column)
    if value[:1] in ("'", '"') and closing(value) is None:
        return "quoted", _closed(line, texts, closing)
    if value[:1] in _CLOSES and not balanced(value):
        return "flow", _closed(line, texts, balanced)
    return "", line.number


def _while(texts: Sequence[str], start: int, goes_on: Callable[[str], bool]) -> int:
    end = start
    while end < len(texts) and goes_on(texts[end]):
        end += 1
    return end


def _closed(line: Line, texts: Sequence[str], is_closed: Callable[[str], int | None]) -> int:
    """The line behind which an opened value is closed; nowhere, if a new key comes first: it was left open then."""
    value = line.value
    for end in range(line.number, len(texts)):
        following = Line(end + 1, texts[end])
        if following.key and following.column <= line.column:
            return line.number
        value += "\n" + texts[end]
        if is_closed(value) is not None:
            return end + 1
    return line.number


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def is_block(value: str) -> bool:
    """Whether a value is the `|` or `>` that opens a text of several lines."""
    return bool(_BLOCK.match(value))


def closing(value: str) -> int | None:
    """Where the quotation mark closes that a value begins with; None if it does not."""
    form = r"'(?:[^']|'')*'" if value[0] == "'" else r'"(?:[^"\\]|\\.)*"'
    match = re.match(form, value, re.DOTALL)
    return match.end() if match else None


def balanced(value: str) -> int | None:
    """Where the bracket closes that a value begins with; None if it does not."""
    open_, at = [], 0
    while at < len(value):
        sign = value[at]
        if sign in "\"'" and (at == 0 or value[at - 1] in " [{,:"):
            end = closing(value[at:])
            if end is None:
                return None
            at += end
            continue
        if sign in _CLOSES:
            open_.append(_CLOSES[sign])
        elif open_ and sign == open_[-1]:
            open_.pop()
            if not open_:
                return at + 1
        at += 1
    return None

"""Problems are values: a place, what is wrong and how to mend it. They are collected, never raised."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, order=True)
class Place:
    """A point in a file: path as the author knows it; line and column count from 1, in characters."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Problem:
    """One fault.

    `kind` names a message in the language files; `values` fill it; `hint` names the message that says how to
    mend it (none: the kind's own hint, if it has one). `excerpt` is the line as written. An `error` stops a
    build, a `warning` stops a strict one, a `notice` stops nothing.
    """

    place: Place
    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    hint: str | None = None
    severity: Severity = "error"
    excerpt: str = ""


def did_you_mean(word: str, known: Iterable[str], *, closely: bool = False) -> str | None:
    """The known word nearest to `word`, or None when none is near (no short word is near another by chance).

    `closely`: no further than a slip of the pen, for names that share parts (home-visit is not before-visit).
    """
    loose = 0.5 if max(map(ord, word), default=0) > 0x2E7F else 0.6
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.8 if closely else loose)
    return near[0] if near else None


def system_words(said: str, phrases: Mapping[str, Any]) -> str:
    """What the operating system says, in the words of a language file; as it is where that has none for it."""
    return str(phrases["system"].get(said, said))


def show(problem: Problem, phrases: Mapping[str, Any]) -> str:
    """The problem as text in the style of DESIGN.md: place and fault, the line with a caret, the help.

    `phrases` is a language file as read: its `problems`, `hints` and `system` tables are used.
    """
    values = {key: system_words(_plain(value), phrases) for key, value in problem.values.items()}
    head = f"{problem.place}: {phrases['problems'][problem.kind].format(**values)}"
    lines = [head]
    if problem.excerpt.strip():
        lines += _excerpt(problem.place, problem.excerpt)
    hint = phrases["hints"].get(problem.hint or problem.kind)
    if hint:
        gutter = " " * len(str(problem.place.line))
        mend, *more = hint.format(**values).split("\n")
        lines.append(f"{gutter} = {phrases['command']['help']}{mend}")
        lines += [f"{gutter}   {line}" for line in more]
    return "\n".join(lines)


def _plain(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, (list, tuple, set, frozenset)) else str(value)


def _excerpt(place: Place, line: str) -> list[str]:
    gutter = " " * len(str(place.line))
    before = line[: place.column - 1]
    # A caret under Chinese text must be moved by two columns a character, so wide characters become wide blanks.
    padding = "".join("\u3000" if unicodedata.east_asian_width(c) in "WF" else " " for c in before)
    return [f"{gutter} |", f"{place.line} | {line.rstrip()}", f"{gutter} | {padding}^"]

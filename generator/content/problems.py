"""Problems are values: a place, what is wrong and how to mend it. They are collected, never raised."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from generator.content.edits import Edit

Keys = tuple[str | int, ...]
"""The way to a value: ("steps", 0, "say") is the `say` of the first step."""

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
    mend it (none: the kind's own hint, if it has one). `excerpt` is the line as written; `mend` what can be written
    for it without a question. An `error` stops a build, a `warning` stops a strict one, a `notice` stops nothing.
    """

    place: Place
    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    hint: str | None = None
    severity: Severity = "error"
    excerpt: str = ""
    mend: Edit | None = None


def problem_at(
    place: Place,
    lines: tuple[str, ...],
    kind: str,
    hint: str | None = None,
    severity: Severity = "error",
    **values: Any,
) -> Problem:
    """A problem at a place, its excerpt taken from `lines`."""
    excerpt = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    return Problem(place, kind, values, hint, severity, excerpt)


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
    comma = phrases["command"]["comma"]
    values = {key: system_words(_plain(value, comma), phrases) for key, value in problem.values.items()}
    words = phrases["command"]
    head = f"{problem.place}: {words[problem.severity]}{phrases['problems'][problem.kind].format(**values)}"
    lines = [head]
    if problem.excerpt.strip():
        lines += _excerpt(problem.place, problem.excerpt)
    hint = phrases["hints"].get(problem.hint or problem.kind)
    if hint:
        gutter = " " * len(str(problem.place.line))
        mend, *more = hint.format(**values).split("\n")
        lines.append(f"{gutter} = {words['help']}{mend}")
        lines += [f"{gutter}   {line}" for line in [*more, *_mended(problem, words)]]
    return "\n".join(lines)


def _mended(problem: Problem, words: Mapping[str, Any]) -> list[str]:
    """The lines as they can be written, below the words that say how."""
    lines = [line.strip() for line in problem.mend.lines] if problem.mend else []
    if len(lines) == 1:
        return [f"{words['mended']}{lines[0]}"]
    return [words["mended"].rstrip(), *problem.mend.lines] if problem.mend and lines else []


def _plain(value: Any, comma: str) -> str:
    return comma.join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _excerpt(place: Place, line: str) -> list[str]:
    gutter = " " * len(str(place.line))
    before = line[: place.column - 1]
    # A caret under Chinese text must be moved by two columns a character, so wide characters become wide blanks.
    padding = "".join("\u3000" if unicodedata.east_asian_width(c) in "WF" else " " for c in before)
    return [f"{gutter} |", f"{place.line} | {line.rstrip()}", f"{gutter} | {padding}^"]

"""Problems are values: a place, what is wrong and how to mend it. They are collected, never raised."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from generator.content.chinese import readings, simplified
from generator.content.edits import Edit
from generator.content.language import counted
from generator.content.system import system_words

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


class Span(NamedTuple):
    """Where a text of several lines stands: the line and column of its beginning, its last line."""

    line: int
    column: int
    last: int


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
    also: tuple[Problem, ...] = ()
    """The same fault elsewhere: a name that many places lead to, and that is none."""


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


SHOWN = 40
"""So many places of one fault are named."""
MOST, LONGEST, AROUND = 60, 300, 100
"""In a message: elements of a list, characters of a value, characters of a line before and behind the place."""


def together(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, those of one cause as one: a word that is not known in many places is mended once."""
    heads: dict[tuple[str, str], int] = {}
    result: list[Problem] = []
    for problem in problems:
        cause = (problem.kind, str(problem.values.get("word")))
        if cause in heads and _shared(problem):
            head = result[heads[cause]]
            result[heads[cause]] = replace(head, also=(*head.also, problem))
        else:
            heads[cause] = len(result)
            result.append(problem)
    return result


def _shared(problem: Problem) -> bool:
    """Whether many places have the fault for one cause, which `word` names."""
    return "word" in problem.values and problem.kind.startswith(("unknown-", "old-", "quote-"))


def same_name(word: str, known: Iterable[str]) -> str | None:
    """The known word that is the same but for how it is typed: capitals, full-width signs, hyphens, a leading zero,
    letters of another alphabet that look alike, traditional characters."""
    wanted = _typed(word)
    found = [each for each in known if _typed(each) == wanted]
    return found[0] if len(found) == 1 and wanted else None


_ALIKE = str.maketrans("аеорсухікмтнвѕјοανρτ", "aeopcyxikmthbsjoavpt")
"""Small letters of Cyrillic and Greek -> those that they look like."""


def _typed(word: str) -> str:
    word = unicodedata.normalize("NFKC", word).casefold().translate(_ALIKE).translate(simplified())
    word = re.sub(r"[\s_\-，、,;；:：。（）()\[\]【】“”\"'`]", "", word)
    return re.sub(r"(?<!\d)0+(?=\d)", "", word)


def did_you_mean(word: str, known: Iterable[str], *, closely: bool = False) -> str | None:
    """The known word that was probably meant, or None: a guess must not change what is said.

    A Chinese word is near one that sounds the same, as it was typed; another character is another thing (工单号 is
    not 工号, 工单编号 not 账单编号), and so is another number. `closely`: no further than a slip of the pen, for names
    that share parts (home-visit is not before-visit).
    """
    known = list(known)
    if same := same_name(word, known):
        return same
    digits = re.findall(r"\d+", word)
    alike = [each for each in known if re.findall(r"\d+", each) == digits]
    if max(map(ord, word), default=0) > 0x2E7F:
        return next((each for each in alike if _sounds_like(word, each)), None)
    near = difflib.get_close_matches(word, alike, n=1, cutoff=0.8 if closely else 0.75)
    return near[0] if near else None


def _sounds_like(one: str, other: str) -> bool:
    """Whether two words are typed by the same syllables, or differ by a character that was typed twice."""
    if re.sub(r"(.)\1", r"\1", one) == re.sub(r"(.)\1", r"\1", other):
        return True
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(a == b or set(readings(a)) & set(readings(b)) for a, b in pairs)


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
    if problem.also:
        places = comma.join(f"{each.place.path}:{each.place.line}" for each in problem.also[:SHOWN])
        places += " …" if problem.also[SHOWN:] else ""
        lines.append(f"{' ' * len(str(problem.place.line))} = {counted(phrases, 'also', len(problem.also))}{places}")
    hint = phrases["hints"].get(problem.hint or problem.kind)
    if hint:
        gutter = " " * len(str(problem.place.line))
        mend, *more = hint.format(**values).split("\n")
        lines.append(f"{gutter} = {words['help']}{mend}")
        lines += [f"{gutter}   {line}" for line in more]
    lines += _mended(problem, words)
    return "\n".join(lines)


def _mended(problem: Problem, words: Mapping[str, Any]) -> list[str]:
    """The lines as they can be written, with their indent, below the words that say so."""
    if not problem.mend or not problem.mend.lines:
        return []
    width = len(str(problem.place.line))
    numbered = enumerate(problem.mend.lines, problem.mend.first)
    return [f"{' ' * width}   {words['mended']}", *(f"{number:>{width}} | {line}" for number, line in numbered)]


def _plain(value: Any, comma: str) -> str:
    """A value as a message shows it: a screen is enough for any."""
    if isinstance(value, (list, tuple)):
        return comma.join(_plain(each, comma) for each in value[:MOST]) + (" …" if value[MOST:] else "")
    text = str(value)
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text


def _excerpt(place: Place, line: str) -> list[str]:
    """The line, or of a long one what stands around the place, with a caret below it."""
    gutter = " " * len(str(place.line))
    begin = max(0, place.column - 1 - AROUND) if len(line) > 2 * AROUND else 0
    cut = line[begin : begin + 2 * AROUND].rstrip()
    line = f"{'…' if begin else ''}{cut}{'…' if line[begin + 2 * AROUND :].strip() else ''}"
    before = line[: place.column - 1 - begin + bool(begin)]
    # A caret under Chinese text must be moved by two columns a character, so wide characters become wide blanks.
    padding = "".join("\u3000" if unicodedata.east_asian_width(c) in "WF" else " " for c in before)
    return [f"{gutter} |", f"{place.line} | {line.rstrip()}", f"{gutter} | {padding}^"]

"""A slip as a value, the file that slips are looked for in, and the edits that mends are made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.content.edits import Edit
from generator.content.lines import Line
from generator.content.problems import Severity


@dataclass(frozen=True)
class Slip:
    """What was slipped: the name of its message and what fills it, where it stands (from 1), the mend if only one."""

    kind: str
    line: int
    column: int
    mend: Edit | None = None
    values: dict[str, Any] = field(default_factory=dict)
    severity: Severity = "error"


@dataclass(frozen=True)
class Page:
    """The file that slips are looked for in: its lines and the keys that its kind of file may have."""

    lines: Sequence[Line]
    keys: Collection[str]

    def text_of(self, line: Line) -> range:
        """The lines (from 0) of a value that goes on in lines of its own: all that is deeper and opens nothing."""
        end = line.number
        while end < len(self.lines) and self._goes_on(self.lines[end], line):
            end += 1
        while end > line.number and not self.lines[end - 1].text.strip():
            end -= 1
        return range(line.number, end)

    def _goes_on(self, following: Line, line: Line) -> bool:
        return not following.text.strip() or (
            not following.within and not following.opens and following.indent > line.column
        )

    def goes_on(self, line: Line) -> bool:
        """Whether a line can be the continuation of a text that began above it without quotation marks."""
        parent = self.parent(line)
        return bool(
            parent and line.indent > parent.column and parent.value[:1] not in ("", "|", ">", "[", "{", '"', "'")
        )

    def parent(self, line: Line) -> Line | None:
        """The last line before `line` that has a key or a hyphen."""
        return next((self.lines[n] for n in range(line.number - 2, -1, -1) if self.lines[n].opens), None)


Rule = Callable[[Line, Page], Slip | None]
"""Whether a line has a certain slip."""


def quoted(text: str) -> str:
    """A text in quotation marks that leave it as it is."""
    text = text.strip()
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def one(line: Line, text: str) -> Edit:
    return Edit(line.number, line.number, (text,))


def quote(line: Line, page: Page) -> Edit:
    """The value in quotation marks; one of several lines becomes a text of lines."""
    more = page.text_of(line)
    if not more:
        return one(line, line.before + quoted(line.value))
    deeper = " " * (line.column + 2)
    texts = [line.value, *(page.lines[n].text for n in more)]
    return Edit(line.number, more.stop, (f"{line.before}|", *(f"{deeper}{text.strip()}".rstrip() for text in texts)))

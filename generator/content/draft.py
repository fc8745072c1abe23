"""YAML -> plain values. Slips are mended in memory and told, so that one fault hides no other. This module and `nodes`
know YAML.

Every scalar stays the text that was written: `no`, `1e3`, `2026-02-30` and `007` are turned into a bool, a number or
a date by the model that expects one, never by YAML's guesses. `key:` with nothing behind it is None.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

import yaml

from generator.content.edits import edited
from generator.content.nodes import DEEPEST, Reader
from generator.content.pasting import lost, pasted
from generator.content.problems import Keys, Place, Problem, Span, problem_at
from generator.content.slips.beginnings import conflict
from generator.content.slips.find import find
from generator.content.slips.slip import Slip

MOST_MENDS = 200
"""Slips of one file that are told; who has more of them wants another kind of help."""


class Draft:
    """A file on its way from lines to values: the lines as mended so far, what was told, what was read."""

    def __init__(self, path: str, written: Sequence[str]) -> None:
        self.path, self.written = path, tuple(written)
        self.texts: tuple[str, ...] = self.written
        self.problems: list[Problem] = []
        self.values: Any = None
        self.key_places: dict[Keys, Place] = {}
        self.value_places: dict[Keys, Place] = {}
        self.spans: dict[Keys, Span] = {}
        self._origins = list(range(1, len(self.written) + 1))

    def place(self, line: int, column: int) -> Place:
        """A place in the lines as mended (from 1), as it is in the file."""
        return Place(self.path, self._origins[min(line, len(self._origins)) - 1], column)

    def tell(self, slip: Slip) -> None:
        """Note a slip as a problem."""
        place = self.place(slip.line, slip.column)
        problem = problem_at(place, self.written, slip.kind, severity=slip.severity, **slip.values)
        self.problems.append(replace(problem, mend=slip.mend))

    def mend(self, found: Iterable[Slip]) -> None:
        """Make the edits of these slips, each told."""
        for slip in sorted(found, key=lambda slip: slip.line, reverse=True):
            edit = slip.mend
            assert edit is not None
            self.tell(slip)
            last = self._origins[edit.last - 1]
            origins = [min(self._origins[edit.first - 1] + n, last) for n in range(len(edit.lines))]
            self.texts = edited(self.texts, [edit])
            self._origins[edit.first - 1 : edit.last] = origins


def parsed(written: Sequence[str], path: str, keys: Collection[str]) -> Draft:
    """The lines of a file, read as YAML. `keys`: what keys this kind of file may have."""
    draft = Draft(path, written)
    if slip := conflict(written):
        draft.tell(slip)
        return draft
    draft.mend(pasted(draft.texts))
    told: set[tuple[str, int]] = set()
    for _ in range(MOST_MENDS):
        reader, found = _attempt(draft, keys)
        fresh = [slip for slip in found if slip.mend and (slip.kind, slip.line) not in told]
        if not fresh:
            break
        told |= {(slip.kind, slip.line) for slip in fresh}
        draft.mend(_apart(fresh))
    for slip in [*found, *lost(draft.texts)]:
        draft.tell(slip)
    if reader and not any(slip.severity == "error" for slip in found):
        draft.values, draft.key_places, draft.value_places = reader.values, reader.key_places, reader.value_places
        draft.spans = reader.spans
    return draft


def _apart(found: Iterable[Slip]) -> list[Slip]:
    """Those of the slips whose mends do not meet; the others are found again."""
    result: list[Slip] = []
    for slip in found:
        edit = slip.mend
        if edit and all(edit.last < o.mend.first or o.mend.last < edit.first for o in result if o.mend):
            result.append(slip)
    return result


def _attempt(draft: Draft, keys: Collection[str]) -> tuple[Reader | None, list[Slip]]:
    """What the lines hold, and the slips in them; one slip and nothing else where YAML cannot be read."""
    text = "\n".join(draft.texts)
    if slip := _abyss(text):
        return None, [slip]
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        return None, [_syntax(error, draft.texts, keys)]
    finally:
        loader.dispose()
    if node is None:
        return None, [Slip("empty-file", 1, 1)]
    reader = Reader(draft.texts, draft.place, keys)
    reader.values = reader.value(node, ())
    return reader, reader.slips


def _abyss(text: str) -> Slip | None:
    """Where a text goes deeper than libyaml's composer, which calls itself at each level, has room for."""
    if text.count("[") + text.count("{") < 1000 and not re.search(r"^[ \t?:-]{1000}", text, re.M):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST and (mark := event.start_mark):
                return Slip("too-deep", mark.line + 1, mark.column + 1, values={"limit": DEEPEST})
    except yaml.YAMLError:
        pass  # told when it is read
    return None


_SYNTAX = (
    # libyaml's words -> our kind, for what no slip explains. Anything else is "syntax" with libyaml's words.
    ("cannot start any token", "bad-start"),
    ("mapping values are not allowed", "stray-colon"),
    ("could not find expected ':'", "missing-colon"),
    ("found unexpected end of stream", "unclosed-quote"),
    ("unknown escape character", "bad-escape"),
    ("hexdecimal", "bad-escape"),
    ("undefined alias", "unknown-alias"),
    ("expected a single document", "second-document"),
    ("expected ',' or '}'", "unclosed-brace"),
    ("expected ',' or ']'", "unclosed-bracket"),
    ("did not find expected", "indentation"),
)
_OPENED = ("unclosed-quote", "unclosed-brace", "unclosed-bracket", "missing-colon")
"""Faults that stand where something was opened, not where libyaml gave up."""


def _syntax(error: yaml.YAMLError, texts: Sequence[str], keys: Collection[str]) -> Slip:
    """The slip behind libyaml's error; where none is known, the error at its place."""
    words = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}".strip()
    kind = next((kind for part, kind in _SYNTAX if part in words), "syntax")
    end, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    mark = (start or end) if kind in _OPENED else (end or start)
    lines = [min(each.line + 1, len(texts)) for each in (start, end) if each] or [1]
    if slip := find(texts, max(lines), keys):
        return slip
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Slip(kind, line, column, values={"detail": words})

"""YAML -> plain values, with the place of every key and value. The only module that knows YAML.

Every scalar stays the text that was written: `no`, `1e3`, `2026-02-30` and `007` are turned into a bool, a
number or a date by the model that expects one, never by YAML's guesses. `key:` with nothing behind it is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.content.problems import Place, Problem, Severity, did_you_mean

Keys = tuple[str | int, ...]
"""The way to a value: ("steps", 0, "say") is the `say` of the first step."""

LARGEST = 1_000_000
"""Bytes a content file may have; a page of text has a few thousand."""

MOST_VALUES = 50_000
"""Values a file may unfold to; aliases of aliases grow without end."""


@dataclass(frozen=True)
class Source:
    """One content file as read: its values (None if unreadable), the places of its keys and values, its lines."""

    path: str
    values: Any = None
    key_places: dict[Keys, Place] = field(default_factory=dict)
    value_places: dict[Keys, Place] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def place(self, keys: Keys = (), *, of_key: bool = False) -> Place:
        """Where the value (or its key) at `keys` stands; the nearest parent's place if it is not written."""
        while keys:
            place = (self.key_places if of_key else self.value_places).get(keys)
            if place:
                return place
            # What is missing is told of at its parent's key; "" is no key but the value itself, as in Say.
            keys, of_key = keys[:-1], bool(keys[-1]) if isinstance(keys[-1], str) else of_key
        return Place(self.path)

    def problem(
        self,
        kind: str,
        keys: Keys = (),
        *,
        of_key: bool = False,
        hint: str | None = None,
        severity: Severity = "error",
        snippet: str = "",
        **values: Any,
    ) -> Problem:
        """A problem at the value (or key) at `keys`, or at `snippet` within the value; its line is the excerpt."""
        place = self.place(keys, of_key=of_key)
        return problem_at(self._within(place, snippet), self.lines, kind, hint, severity, **values)

    def unknown(
        self,
        kind: str,
        keys: Keys,
        word: str,
        known: Iterable[str],
        *,
        otherwise: str | None = "known-values",
        near_hint: str = "did-you-mean",
        closely: bool = False,
        **values: Any,
    ) -> Problem:
        """A word at `keys` that is none of `known`: the mend is the one near it, or what `otherwise` says."""
        known = list(known)
        near = did_you_mean(word, known, closely=closely)
        hint = near_hint if near else otherwise
        return self.problem(kind, keys, **{"hint": hint, "word": word, "near": near, "known": known} | values)

    def _within(self, place: Place, snippet: str) -> Place:
        """Where `snippet` stands at or after a place: a text of several lines begins with a lone `|`."""
        if not snippet:
            return place
        for line, text in enumerate(self.lines[place.line - 1 :], start=place.line):
            column = text.find(snippet, place.column - 1 if line == place.line else 0)
            if column >= 0:
                return Place(self.path, line, column + 1)
        return place


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


def read(file: Path, path: str) -> Source:
    """Read `file`; `path` is how messages call it. Never raises for what an author can get wrong."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        return Source(path, problems=(Problem(Place(path), "unreadable", {"why": error.strerror or error}),))
    return decode(raw, path)


def decode(raw: bytes, path: str) -> Source:
    """Parse the bytes of a file; what is wrong with them is a problem of the Source returned."""
    if len(raw) > LARGEST:
        return Source(path, problems=(Problem(Place(path), "too-large", {"limit": LARGEST}),))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Source(path, problems=(Problem(Place(path, line), "not-utf8"),))
    return parse(text, path)


def parse(text: str, path: str) -> Source:
    """Parse YAML text. A syntax error is a problem of the Source returned, like all others."""
    lines = tuple(text.split("\n"))
    # Whole so far: libyaml stops at the first control character with a message that names no place.
    if match := re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
        place = _place_of_offset(path, text, match.start())
        shown = f"U+{ord(match[0]):04X}"
        return Source(path, lines=lines, problems=(problem_at(place, lines, "control-character", code=shown),))
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        return Source(path, lines=lines, problems=(_syntax_problem(error, path, lines),))
    finally:
        loader.dispose()
    if node is None:
        return Source(path, lines=lines, problems=(Problem(Place(path), "empty-file"),))
    reader = _Reader(path, lines)
    values = reader.value(node, ())
    return Source(path, values, reader.key_places, reader.value_places, lines, tuple(reader.problems))


class _Reader:
    """Walks the node graph once, collecting values, places and problems."""

    def __init__(self, path: str, lines: tuple[str, ...]) -> None:
        self.path, self.lines = path, lines
        self.key_places: dict[Keys, Place] = {}
        self.value_places: dict[Keys, Place] = {}
        self.problems: list[Problem] = []
        self._left = MOST_VALUES
        self._open: set[int] = set()

    def value(self, node: yaml.Node, keys: Keys) -> Any:
        place = self._place(node)
        self.value_places[keys] = place
        self._left -= 1
        if self._left < 0 or id(node) in self._open:
            if not any(p.kind == "alias-bomb" for p in self.problems):
                self._report(place, "alias-bomb", limit=MOST_VALUES)
            return None
        if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            self._report(place, "tag", tag=node.tag)
            return None
        if isinstance(node, yaml.ScalarNode):
            self._look_behind(node)
            return node.value if node.value or node.style else None
        self._open.add(id(node))
        result: Any = None
        if isinstance(node, yaml.SequenceNode):
            result = [self.value(child, (*keys, i)) for i, child in enumerate(node.value)]
        elif isinstance(node, yaml.MappingNode):
            result = self._mapping(node, keys)
        self._open.discard(id(node))
        return result

    def _mapping(self, node: yaml.MappingNode, keys: Keys) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(place, "key-not-text")
                continue
            key = key_node.value
            if key in result:
                first = self.key_places[(*keys, key)]
                self._report(place, "duplicate-key", key=key, first=first.line)
                continue
            self.key_places[(*keys, key)] = place
            result[key] = self.value(value_node, (*keys, key))
        return result

    def _look_behind(self, node: yaml.ScalarNode) -> None:
        """A `#` that begins a comment by mistake: nobody sees that the rest of the text is gone."""
        end = node.end_mark
        behind = self.lines[end.line][end.column :] if not node.style and end.line < len(self.lines) else ""
        if match := re.match(r"\s*#\S", behind):
            place = Place(self.path, end.line + 1, end.column + match.end() - 1)
            self.problems.append(problem_at(place, self.lines, "cut-off", severity="warning"))

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def _report(self, place: Place, kind: str, **values: Any) -> None:
        self.problems.append(problem_at(place, self.lines, kind, **values))


_SYNTAX = (
    # libyaml's words -> our kind. First match wins; anything else is "syntax" with libyaml's words behind it.
    ("cannot start any token", "bad-start"),
    ("mapping values are not allowed", "stray-colon"),
    ("could not find expected ':'", "missing-colon"),
    ("found unexpected end of stream", "unclosed-quote"),
    ("unknown escape character", "bad-escape"),
    ("undefined alias", "unknown-alias"),
    ("expected a single document", "second-document"),
    ("expected ',' or '}'", "unclosed-brace"),
    ("expected ',' or ']'", "unclosed-bracket"),
    ("did not find expected", "indentation"),
)


_SLIPS = (
    # What people write, group 1 being the slip -> our kind. Looked for first: libyaml sees only what follows from it.
    (re.compile(r"[\s-]*[A-Za-z_]\w*(：)"), "full-width-colon"),
    (re.compile(r" *(\t)"), "tab"),
    (re.compile(r"[\s-]*\w+:\s+(\{[^{}:]*\}\S)"), "leading-brace"),
    (re.compile(r"(?:[\s-]*\w+:|\s*-)\s+([*&%@`])"), "bad-start"),
)
_NO_COLON = re.compile(r"[\s-]*[A-Za-z_]\w*( )[^:]*$")
_OPENED = ("unclosed-quote", "unclosed-brace", "unclosed-bracket")
"""Faults that stand where something was opened, not where libyaml gave up."""


def _syntax_problem(error: yaml.YAMLError, path: str, lines: tuple[str, ...]) -> Problem:
    words = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}".strip()
    kind = next((kind for part, kind in _SYNTAX if part in words), "syntax")
    end, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    mark = (start or end) if kind in _OPENED else (end or start)
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    for line in _lines_up_to(place.line, lines):
        for slip, slips_kind in _SLIPS:
            if match := slip.match(lines[line - 1]):
                return problem_at(Place(path, line, match.start(1) + 1), lines, slips_kind)
        if kind == "missing-colon" and (match := _NO_COLON.match(lines[line - 1])):
            return problem_at(Place(path, line, match.start(1) + 1), lines, kind)
    return problem_at(place, lines, kind, detail=words)


def _lines_up_to(line: int, lines: tuple[str, ...]) -> Iterator[int]:
    """The line of the error and the two before it: libyaml often notices a line late."""
    return (n for n in (line, line - 1, line - 2) if 0 < n <= len(lines))


def _place_of_offset(path: str, text: str, offset: int) -> Place:
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))

"""YAML -> plain values. Slips are mended in memory and told, so that one fault hides no other. The module that knows
YAML.

Every scalar stays the text that was written: `no`, `1e3`, `2026-02-30` and `007` are turned into a bool, a number or
a date by the model that expects one, never by YAML's guesses. `key:` with nothing behind it is None.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

import yaml

from generator.content.edits import Edit, edited
from generator.content.folding import joined, swallowed
from generator.content.lines import Line
from generator.content.pasting import lost, pasted
from generator.content.problems import Keys, Place, Problem, problem_at
from generator.content.slips.beginnings import conflict
from generator.content.slips.find import find
from generator.content.slips.slip import Slip, quoted
from generator.content.slips.values import literal

MOST_MENDS = 200
"""Slips of one file that are told; who has more of them wants another kind of help."""

DEEPEST = 40
"""Levels of lists and mappings within one another; content has six."""
LONGEST = 20_000
"""Characters of one text."""


class Draft:
    """A file on its way from lines to values: the lines as mended so far, what was told, what was read."""

    def __init__(self, path: str, written: Sequence[str]) -> None:
        self.path, self.written = path, tuple(written)
        self.texts: tuple[str, ...] = self.written
        self.problems: list[Problem] = []
        self.values: Any = None
        self.key_places: dict[Keys, Place] = {}
        self.value_places: dict[Keys, Place] = {}
        self.last_lines: dict[Keys, int] = {}
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
        draft.last_lines = reader.last_lines
    return draft


def _apart(found: Iterable[Slip]) -> list[Slip]:
    """Those of the slips whose mends do not meet; the others are found again."""
    result: list[Slip] = []
    for slip in found:
        edit = slip.mend
        if edit and all(edit.last < o.mend.first or o.mend.last < edit.first for o in result if o.mend):
            result.append(slip)
    return result


def _attempt(draft: Draft, keys: Collection[str]) -> tuple[_Reader | None, list[Slip]]:
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
    reader = _Reader(draft, keys)
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


class _Reader:
    """Walks the node graph once, collecting values, places and slips that are legal YAML but nobody means."""

    def __init__(self, draft: Draft, keys: Collection[str]) -> None:
        self._draft, self._texts, self._keys = draft, draft.texts, keys
        self.values: Any = None
        self.key_places: dict[Keys, Place] = {}
        self.value_places: dict[Keys, Place] = {}
        self.last_lines: dict[Keys, int] = {}
        self.slips: list[Slip] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, keys: Keys, dash: int | None = None) -> Any:
        """A node as plain values; `dash` is the column of the hyphen before it, in a list."""
        self.value_places[keys] = self._place(node)
        if id(node) in self._seen or len(keys) > DEEPEST:
            self._report_once(node, "alias" if id(node) in self._seen else "too-deep", limit=DEEPEST)
            return None
        self._seen.add(id(node))
        if self._sign(node) in ("!", "&"):
            self._report_lost_sign(node)
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._text(node, keys, dash)
        if isinstance(node, yaml.SequenceNode):
            if dash is not None and not node.flow_style:
                self._tell_doubled_dash(node)
            column = None if node.flow_style else node.start_mark.column
            return [self.value(child, (*keys, i), column) for i, child in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node, keys)

    def _tell_doubled_dash(self, node: yaml.SequenceNode) -> None:
        """A list as the element of a list: `- - text`."""
        number, column = node.start_mark.line, node.start_mark.column
        text = self._texts[number]
        lone = len(node.value) == 1 and text[:column].rstrip().endswith("-")
        mend = Edit(number + 1, number + 1, (text[:column] + text[column + 1 :].lstrip(),)) if lone else None
        self.slips.append(Slip("doubled-dash", number + 1, column + 1, mend))

    def _text(self, node: yaml.ScalarNode, keys: Keys, dash: int | None) -> str | None:
        self._look_behind(node)
        start, end = node.start_mark, node.end_mark
        if node.style in ("|", ">") or end.line > start.line:
            last = end.line - (not end.column and end.line > start.line)
            self.last_lines[keys] = self._draft.place(last + 1, 1).line
        texts = self._texts[start.line : end.line + 1]
        if len(node.value) > LONGEST:
            self._report_once(node, "too-long", limit=LONGEST)
        if node.style == '"' and len(texts) == 1 and re.search(r"[\x00-\x08\t\x0b-\x1f\x7f-\x9f]", node.value):
            inside = texts[0][start.column + 1 : end.column - 1]
            line = Line(start.line + 1, texts[0])
            if "\\" in inside:  # else the sign itself stands there, which is told as what cannot be seen
                self.slips.append(literal(line, inside, inside.index("\\")))
        if not node.style:
            self._look_into(node, dash)
        if len(texts) > 1 and node.style != "|":
            return joined(str(node.value), texts)
        return node.value if node.value or node.style else None

    def _mapping(self, node: yaml.MappingNode, keys: Keys) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(key_node, "key-not-text")
                continue
            key = key_node.value
            if key in result:
                self._repeated(
                    key_node, self.key_places[(*keys, key)], in_list=bool(keys) and keys[-1] != str(keys[-1])
                )
                if "lost-dash" in {slip.kind for slip in self.slips}:
                    break  # what follows belongs to the element that lost its hyphen
                continue
            self.key_places[(*keys, key)] = self._place(key_node)
            result[key] = self.value(value_node, (*keys, key))
        return result

    def _repeated(self, node: yaml.Node, first: Place, *, in_list: bool) -> None:
        """A key again: within a list, the hyphen before it was forgotten, if the key was the element's first."""
        line = self._texts[node.start_mark.line]
        column = node.start_mark.column
        if in_list and column >= 2 and not line[:column].strip() and self._begins_element(first):
            mend = Edit(node.start_mark.line + 1, node.start_mark.line + 1, (f"{line[: column - 2]}- {line[column:]}",))
            self.slips.append(Slip("lost-dash", node.start_mark.line + 1, column + 1, mend, {"key": node.value}))
        else:
            self._report(node, "duplicate-key", key=node.value, first=first.line)

    def _begins_element(self, place: Place) -> bool:
        return any(
            self._draft.place(number, 1).line == place.line and re.match(r"\s*- ", text)
            for number, text in enumerate(self._texts, 1)
        )

    def _look_into(self, node: yaml.ScalarNode, dash: int | None) -> None:
        """What a text without quotation marks has swallowed."""
        first, column, last = node.start_mark.line, node.start_mark.column, node.end_mark.line
        slip = swallowed(self._texts, first, column, last, dash, self._keys) if node.value else None
        if slip:
            self.slips.append(slip)

    def _look_behind(self, node: yaml.ScalarNode) -> None:
        """A `#` that begins a remark behind a text: nobody sees that the rest of the text is gone."""
        end, begin = node.end_mark, node.start_mark.column
        text = self._texts[end.line] if end.line < len(self._texts) else ""
        match = re.match(r"\s*#", text[end.column :]) if node.value and not node.style else None
        if not match:
            return
        at = end.column + match.end()
        glued = bool(text[at : at + 1].strip())
        if not glued and re.fullmatch(r"[\w.:/-]+", node.value, re.ASCII):
            return  # a remark behind a word or a day
        part_of_text = glued or re.search(r"[^\d.-]\s*\d+$", node.value)  # 3 # is how buildings are numbered
        one_line = node.start_mark.line == end.line
        mend = Edit(end.line + 1, end.line + 1, (text[:begin] + quoted(text[begin:]),))
        self.slips.append(
            Slip("cut-off", end.line + 1, at, mend if part_of_text and one_line else None, severity="warning")
        )

    def _sign(self, node: yaml.Node) -> str:
        """The character that a node begins with."""
        mark = node.start_mark
        return self._texts[mark.line][mark.column : mark.column + 1] if mark.line < len(self._texts) else ""

    def _report_lost_sign(self, node: yaml.Node) -> None:
        """A sign before a value that means something to YAML and would be gone, with the word behind it."""
        mark, sign = node.start_mark, self._sign(node)
        if not isinstance(node, yaml.ScalarNode):
            self._report_once(node, "alias")
            return
        text, mend = self._texts[mark.line], None
        if not node.style and node.end_mark.line == mark.line:
            mend = Edit(mark.line + 1, mark.line + 1, (text[: mark.column] + quoted(text[mark.column :]),))
        self.slips.append(Slip("lost-sign", mark.line + 1, mark.column + 1, mend, {"sign": sign}))

    def _place(self, node: yaml.Node) -> Place:
        return self._draft.place(node.start_mark.line + 1, node.start_mark.column + 1)

    def _report_once(self, node: yaml.Node, kind: str, **values: Any) -> None:
        if all(slip.kind != kind for slip in self.slips):
            self._report(node, kind, **values)

    def _report(self, node: yaml.Node, kind: str, **values: Any) -> None:
        self.slips.append(Slip(kind, node.start_mark.line + 1, node.start_mark.column + 1, None, values))

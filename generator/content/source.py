"""One content file: its values, the place of every key and value, its lines, what is wrong with how it is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.content import unchanged
from generator.content.draft import Draft, parsed
from generator.content.edits import Edit
from generator.content.problems import (
    Keys,
    Place,
    Problem,
    Severity,
    Span,
    did_you_mean,
    problem_at,
    same_name,
)
from generator.content.slips.slip import quoted
from generator.content.unchanged import Held

LARGEST = 4_000_000
"""Bytes a content file may have; a page of text has a few thousand."""


@dataclass(frozen=True)
class Source:
    """One content file as read: its values (None if unreadable), the places of its keys and values, its lines."""

    path: str
    values: Any = None
    spans: Mapping[Keys, Span] = field(default_factory=dict)
    """Where texts of several lines stand."""
    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    mended: tuple[str, ...] = ()
    """The lines once every slip of writing that has one mend is mended: `values` are read from these."""
    draft: Draft | None = None
    """How it was read; None where its values were known, or there is nothing to read."""
    judged: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What rules of one file at a time have found in it (see rules/each.py)."""

    @cached_property
    def _read(self) -> Draft:
        """Most files are never spoken of: where their keys stand is read when it is asked for."""
        return self.draft or parsed(self.lines, self.path, ())

    @property
    def key_places(self) -> Mapping[Keys, Place]:
        """Where every key stands."""
        return self._read.key_places

    @property
    def value_places(self) -> Mapping[Keys, Place]:
        """Where every value stands."""
        return self._read.value_places

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
        mend: Edit | None = None,
        **values: Any,
    ) -> Problem:
        """A problem at the value (or key) at `keys`, or at `snippet` within the value; its line is the excerpt."""
        place = self._within(self.place(keys, of_key=of_key), snippet)
        return replace(problem_at(place, self.lines, kind, hint, severity, **values), mend=mend)

    def replaced(self, keys: Keys, old: str, new: str, *, of_key: bool = False) -> Edit | None:
        """`old` as `new` in the line where the value (or key) at `keys` begins or `old` stands; None if it is not
        there as it is written."""
        place = self._within(self.place(keys, of_key=of_key), old)
        line = self.lines[place.line - 1] if place.line <= len(self.lines) else ""
        at = place.column - 1
        if self.lines != self.mended or line[at : at + len(old)] != old:
            return None
        return Edit(place.line, place.line, (line[:at] + new + line[at + len(old) :],))

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
        same = same_name(word, known)
        mend = self.replaced(keys, word, same, of_key=bool(values.get("of_key"))) if same else None
        told = {"hint": near_hint if near else otherwise, "word": word, "near": near, "known": known, "mend": mend}
        return self.problem(kind, keys, **told | values)

    def quoted(self, keys: Keys) -> Edit | None:
        """The value at `keys` in quotation marks, where it is all that stands behind its key or hyphen."""
        place = self.place(keys)
        line, at = self.lines[place.line - 1], place.column - 1
        if self.lines != self.mended or not re.search(r"(: +|- +)$", line[:at]):
            return None
        return Edit(place.line, place.line, (line[:at] + quoted(line[at:]),))

    def without(self, keys: Keys) -> Edit | None:
        """The file without the line of a key or of an element of a list, where that line holds nothing else."""
        of_key = isinstance(keys[-1], str)
        place = self.place(keys, of_key=of_key)
        line = self.lines[place.line - 1]
        alone = not line[: place.column - 1].strip() if of_key else line.strip() == "-"
        return Edit(place.line, place.line, ()) if alone and self.lines == self.mended else None

    def remark(self, keys: Keys) -> tuple[int, str] | None:
        """Where, in the line of an empty value, what was taken for a remark begins, and what it says."""
        place = self.place(keys, of_key=bool(keys) and isinstance(keys[-1], str))
        match = re.fullmatch(r"( *(?:- +)*(?:[^#]*: *|- *))(#.*)", self.lines[place.line - 1])
        return (len(match[1]), match[2]) if match and self.lines == self.mended else None

    def _within(self, place: Place, snippet: str) -> Place:
        """Where `snippet` stands at or after a place: a text of several lines begins with a lone `|`."""
        if not snippet:
            return place
        for line, text in enumerate(self.lines[place.line - 1 :], start=place.line):
            column = text.find(snippet, place.column - 1 if line == place.line else 0)
            if column >= 0:
                return Place(self.path, line, column + 1)
        return place


def read(file: Path, path: str, keys: Collection[str] = ()) -> Source:
    """Read `file`; `path` is how messages call it, `keys` what keys it may have. Never raises for what an author can
    get wrong."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        return Source(path, problems=(Problem(Place(path), "unreadable", {"why": error.strerror or error}),))
    return decode(raw, path, keys)


def decode(raw: bytes, path: str, keys: Collection[str] = ()) -> Source:
    """Parse the bytes of a file; what is wrong with them is a problem of the Source returned."""
    name = unchanged.name(raw, keys)
    if (known := unchanged.find(name)) is None:
        source = _decoded(raw, path, keys)
        if not source.problems and source.lines == source.mended:
            unchanged.note(name, Held(source.values, source.spans))
        return source
    lines = lines_in(raw.decode("utf-8-sig"))
    return Source(path, known.values, known.spans, lines, mended=lines)


def _decoded(raw: bytes, path: str, keys: Collection[str]) -> Source:
    if len(raw) > LARGEST:
        return Source(path, problems=(Problem(Place(path), "too-large", {"limit": LARGEST}),))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A file of an older program is another encoding from its first Chinese character on; one bad place in a
        # file that is well before and behind it is damage, which saving it anew would make final.
        line = raw.count(b"\n", 0, error.start) + 1
        return Source(path, problems=(Problem(Place(path, line), "damaged" if _is_damage(raw) else "not-utf8"),))
    if _BINARY.match(text):
        return Source(path, problems=(Problem(Place(path), "not-text-file"),))
    if len(garbled := list(_GARBLED.finditer(text))) >= MANY:
        line = text.count("\n", 0, garbled[0].start()) + 1
        return Source(path, problems=(Problem(Place(path, line), "garbled"),))
    return parse(text, path, keys)


MANY = 6
"""So many lost characters are a whole file that was read in a wrong encoding and saved so."""

_GARBLED = re.compile("\ufffd|[\x80-\x9f]|锟斤拷|烫烫烫")

_BINARY = re.compile(r"PK\x03\x04|\{\\rtf|%PDF|\s*<(?:!DOCTYPE|html)\b", re.IGNORECASE)
"""How files of word processors and web pages begin."""


def _is_damage(raw: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few: cut off within a character, or filled with zeros."""
    text = raw.decode("utf-8", errors="replace")
    lost, wide = text.count("\ufffd"), sum(ord(character) > 0x2E7F for character in text)
    return wide > 4 * lost


def lines_in(text: str) -> tuple[str, ...]:
    """The lines of a text, however its system ends them."""
    return tuple(re.split(r"\r\n|\r|\n", text))


def parse(text: str, path: str, keys: Collection[str] = ()) -> Source:
    """Parse YAML text. A syntax error is a problem of the Source returned, like all others."""
    draft = parsed(lines_in(text), path, keys)
    return Source(
        path, draft.values, draft.spans, draft.written, tuple(draft.problems), tuple(draft.texts), draft,
    )  # fmt: skip

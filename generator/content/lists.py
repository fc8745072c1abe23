"""A list that was written as one text: its lines, or what stands between signs, were meant as elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, get_origin

from pydantic import BaseModel

from generator.content.edits import Edit
from generator.content.expected import expected
from generator.content.model import Means
from generator.content.problems import Keys, Problem
from generator.content.slips.beginnings import BULLET
from generator.content.slips.slip import quoted
from generator.content.source import Source


def as_texts(model: type[BaseModel], source: Source) -> Iterator[Problem]:
    """Texts of a file where lists are wanted: those of several lines, those whose parts a sign keeps apart."""
    for keys, text, within in _texts(source.values):
        place = keys[:-1] if within else keys
        what = _elements(model, tuple("0" if isinstance(key, int) else key for key in place))
        if what is None or (within > 1 and what != "shown"):  # a sentence may have a pause
            continue
        if not within and keys in source.spans:
            told = source.problem("lines-for-list", keys, of_key=True, key=keys[-1])
            yield replace(told, mend=_as_list(source, keys, text))
        elif len(text) >= LONG or not re.search(_BETWEEN_WORDS if what == "shown" or within else _BETWEEN, text):
            continue
        elif not within or _in_brackets(source, keys):
            kind = "list-in-brackets" if within else "list-in-one"
            yield source.problem(kind, keys, severity="warning", snippet=text, key=place[-1])


LONG = 40
"""A text of so many characters is one, whatever signs are in it."""

_BETWEEN = r"\S[；;]\s*\S.*[^。！？!?.]$"
_BETWEEN_WORDS = r"^[^。！？!?_{]*[^\s。！？!?_{][、，,；;]\s*[^\s。！？!?_{]+$"


def _texts(values: Any, keys: Keys = ()) -> Iterator[tuple[Keys, str, int]]:
    """Every text with the way to it, and how many elements the list has that it is one of; 0 for none."""
    if isinstance(values, str):
        yield keys, values, 0
    elif isinstance(values, dict):
        for key, value in values.items():
            yield from _texts(value, (*keys, key))
    elif isinstance(values, list):
        for index, value in enumerate(values):
            if isinstance(value, str):
                yield (*keys, index), value, len(values)
            else:
                yield from _texts(value, (*keys, index))


@cache
def _elements(model: type[BaseModel], keys: Keys) -> str | None:
    """What the elements of the list at `keys` are (see Means), of those that people read; None for anything else."""
    wanted = expected(model, keys)
    means = [mark.what for mark in wanted.marks if isinstance(mark, Means)]
    known = get_origin(wanted.type) is list and means and means[0] in ("prose", "quoted", "shown")
    return means[0] if known else None


def _in_brackets(source: Source, keys: Keys) -> bool:
    """Whether an element stands in brackets as it is, without quotation marks."""
    place = source.place(keys)
    line = source.lines[place.line - 1]
    return line[: place.column - 1].rstrip().endswith(("[", ",")) and line[place.column - 1 : place.column] not in (
        "'",
        '"',
    )


def _as_list(source: Source, keys: Keys, text: str) -> Edit | None:
    """The lines of a text as elements, each in a line of its own."""
    key, last = source.place(keys, of_key=True), source.spans[keys].last
    line = source.lines[key.line - 1]
    head = re.match(r"[^:]*:", line[key.column - 1 :])
    if source.lines != source.mended or not head:
        return None
    first = line[key.column - 1 + head.end() :].strip()
    parts = ["" if re.fullmatch(r"[|>][-+0-9]*", first) else first]
    parts += [each.strip() for each in source.lines[key.line : last]]
    if first[:1] in ("'", '"'):
        if text.count(first[0]):
            return None
        parts = [parts[0][1:], *parts[1:-1], parts[-1][:-1]]
    indent = " " * (key.column + 1)
    elements = tuple(f"{indent}- {_element(part)}" for part in parts if part)
    return Edit(key.line, last, (line[: key.column - 1 + head.end()], *elements))


def _element(text: str) -> str:
    """A line as an element: without what it had for a hyphen, in quotation marks where YAML needs them."""
    match = re.fullmatch(r"-[ \u3000]*(?=[^\s-])(.*)", text) or BULLET.fullmatch(text)
    text = match.groups()[-1] if match else text
    return quoted(text) if re.match(r"[\[\]{}*&%@`!|>'\"#,?-]", text) or re.search(r":(\s|$)|\s#", text) else text

"""A list, a text or keys where another of them stands: what is told, and the lines as they can be written."""

from __future__ import annotations

import re
from typing import Any, get_args

from pydantic import BaseModel

from generator.content.edits import Edit
from generator.content.expected import Fault, bare, expected
from generator.content.model import Means
from generator.content.problems import Problem
from generator.content.slips.slip import quoted


def for_list(fault: Fault) -> Problem:
    inner = bare((get_args(fault.expected.type) or (None,))[0])[0]
    if isinstance(inner, type) and issubclass(inner, BaseModel) and isinstance(fault.written, dict):
        return fault.problem("mapping-for-list", of_key=True, example=_as_element(inner, fault))
    return fault.problem("not-list", mend=_in_brackets(fault))


def _in_brackets(fault: Fault) -> Edit | None:
    """Names written as one text, or in braces, as a list: `a、b` or `{a, b}` is `[a, b]`."""
    written, source = fault.written, fault.source
    if isinstance(written, dict) and not any(written.values()):
        text = source.lines[source.place(fault.keys).line - 1]
        braces = re.search(r"\{[^{}]*\}", text)
        return source.replaced(fault.keys, braces[0], f"[{braces[0][1:-1].strip()}]") if braces else None
    names = re.split(r"[\s，、,;；/]+", str(written).strip(" [](){}【】（）"))
    inner = bare((get_args(fault.expected.type) or (None,))[0])[0]
    if inner is str and isinstance(written, str) and all(re.fullmatch(r"[\w#.-]+", name) for name in names):
        return source.replaced(fault.keys, written, f"[{', '.join(names)}]")
    return None


def _as_element(inner: type[BaseModel], fault: Fault) -> str:
    """What was written as a mapping, as the one element of a list it was meant to be."""
    written: dict[str, Any] = dict(fault.written)
    names = [name for name, field in inner.model_fields.items() if field.is_required()]
    if not set(written) & set(inner.model_fields):  # `R07: why`: the first two fields, without their names
        written = dict(zip(names, [part for pair in written.items() for part in pair][: len(names)], strict=False))
    every = {name: expected(inner, (name,)).example for name in names} | {k: v for k, v in written.items() if v}
    lines = [f"{name}: {value}" for name, value in every.items()]
    return "\n".join([f"{fault.name}:", *(f"{'    ' if i else '  - '}{line}" for i, line in enumerate(lines))])


def without_dash(fault: Fault) -> Edit | None:
    """An element of a list that is a key, as a key beside that of the list."""
    source, place = fault.source, fault.source.place(fault.keys)
    line, column = source.lines[place.line - 1], source.place(fault.keys[:-1], of_key=True).column
    alone = source.lines == source.mended and re.fullmatch(r" *- +", line[: place.column - 1])
    return Edit(place.line, place.line, (" " * (column - 1) + line[place.column - 1 :],)) if alone else None


def list_for_text(fault: Fault, mend: Edit | None) -> Problem:
    """A list where one text stands: a text in brackets, or elements that are its lines."""
    place, column = fault.source.place(fault.keys), fault.source.place(fault.keys, of_key=True).column
    lines = fault.source.lines
    if lines[place.line - 1][place.column - 1 : place.column] == "[":
        return fault.problem("list-for-text", mend=mend if len(fault.written) == 1 else None)
    last = place.line + len(fault.written) - 1
    parts = [re.fullmatch(r" *- +(?:\"([^\"\\]*)\"|([^\"'\[{|>#].*))", line) for line in lines[place.line - 1 : last]]
    if len(parts) != len(fault.written) or not all(parts) or lines != fault.source.mended:
        return fault.problem("list-for-text")
    above = lines[place.line - 2].rstrip()
    texts = [part[1] or part[2] for part in parts if part]
    if len(texts) == 1:
        return fault.problem("list-for-text", mend=Edit(place.line - 1, last, (f"{above} {quoted(texts[0])}",)))
    if not _has_lines(fault):
        return fault.problem("list-for-text")
    inner = tuple(f"{' ' * (column + 1)}{text}" for text in texts)
    return fault.problem("list-for-text", mend=Edit(place.line - 1, last, (f"{above} |", *inner)))


def for_mapping(fault: Fault) -> Problem:
    """A list where keys stand: words to say as elements, or a hyphen before each key."""
    if not fault.keys:
        mend = _without_any_dash(fault)
        return fault.problem("file-not-mapping", hint="dash-of-a-key" if mend else None, mend=mend)
    written = fault.written
    if isinstance(written, list) and get_args(fault.expected.type)[1:] and all(isinstance(one, str) for one in written):
        return list_for_text(fault, fault.source.quoted(fault.keys))
    if isinstance(written, list) and all(isinstance(one, dict) and len(one) == 1 for one in written):
        return fault.problem("list-for-mapping", of_key=True, mend=_without_dashes(fault, len(written)))
    return fault.problem("not-mapping", detail=fault.said)


def _without_dashes(fault: Fault, count: int) -> Edit | None:
    first = fault.source.place(fault.keys).line
    lines = fault.source.lines[first - 1 : first - 1 + count]
    if fault.source.lines != fault.source.mended or not all(re.match(r" *- +\S", line) for line in lines):
        return None
    return Edit(first, first + count - 1, tuple(re.sub(r"^( *)- +", r"\1", line) for line in lines))


def _without_any_dash(fault: Fault) -> Edit | None:
    """A file whose every key has a hyphen before it, without."""
    lines, written = fault.source.lines, fault.written
    if fault.source.lines != fault.source.mended or not isinstance(written, list):
        return None
    if not all(isinstance(one, dict) and next(iter(one), "") in fault.model.model_fields for one in written):
        return None
    if not {name for name, field in fault.model.model_fields.items() if field.is_required()} <= {
        "id", *(key for one in written for key in one)
    }:  # fmt: skip
        return None
    return Edit(1, len(lines), tuple(re.sub(r"^- +", "", line) for line in lines))


def _has_lines(fault: Fault) -> bool:
    """Whether a text may have several lines: words to say, those for one channel among them, and longer prose."""
    marks = (*fault.expected.marks, *expected(fault.model, fault.keys[:-1]).marks)
    return any(isinstance(mark, Means) and mark.what in ("say", "prose") and mark.part == "rest" for mark in marks)

"""pydantic's errors -> Problems in our words, each at its place, told by what the model expects there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel, StringConstraints

from generator.content.called import called
from generator.content.edits import Edit
from generator.content.expected import Fault
from generator.content.files import latin_id
from generator.content.language import LANGUAGES, phrases
from generator.content.manual import describe, parts
from generator.content.model import COLLECTIONS, FILES, Entry, Form
from generator.content.problems import Problem, same_name
from generator.content.shapes import for_list, for_mapping, list_for_text, without_dash
from generator.content.slips.slip import quoted
from generator.content.source import Source


def problem(detail: Mapping[str, Any], model: type[BaseModel], source: Source) -> Problem:
    """One of pydantic's errors in our words, at its place in the file."""
    fault = Fault(
        source, tuple(detail["loc"]), detail["type"], detail.get("input"), detail["msg"], detail.get("ctx", {}), model
    )
    if fault.kind not in ("missing", "extra_forbidden") and fault.written is None:
        return _empty(fault)
    return _OURS.get(fault.kind, _invalid)(fault)


def outdented(found: list[Problem], source: Source, names: Collection[str]) -> list[Problem]:
    """The problems, with unknown keys that were meant for a key above them told as that: those right below an empty
    one, and the `names` that only stand within another (channels, facets)."""
    return [_outdented_name(problem, source, names) for problem in _below_empty(found, source)]


def _outdented_name(problem: Problem, source: Source, names: Collection[str]) -> Problem:
    """A name that stands below keys that stand further right, as one of them."""
    word, place = problem.values.get("word"), problem.place
    above = [(at.line, keys, at) for keys, at in source.key_places.items() if at.line < place.line]
    if problem.kind != "unknown-key" or problem.mend or word not in names or not above or source.lines != source.mended:
        return problem
    _, keys, sibling = max(above, key=lambda one: one[0])
    if len(keys) < 2 or source.place(keys[:-1], of_key=True).column != place.column or sibling.column <= place.column:
        return problem
    last = place.line
    while last < len(source.lines) and source.lines[last].startswith(" " * place.column):
        last += 1
    shift = " " * (sibling.column - place.column)
    mend = Edit(place.line, last, tuple(shift + line for line in source.lines[place.line - 1 : last]))
    told = source.problem("outdented", (str(word),), of_key=True, key=keys[-2])
    return replace(told, place=place, mend=mend)


def _below_empty(found: list[Problem], source: Source) -> list[Problem]:
    unknown = {problem.place.line: problem for problem in found if problem.kind == "unknown-key"}
    for empty in [problem for problem in found if problem.kind == "empty-value" and problem.place.line + 1 in unknown]:
        last = first = empty.place.line + 1
        if unknown[first].place.column != empty.place.column or source.lines != source.mended:
            continue
        indent = " " * (empty.place.column - 1)
        while last < len(source.lines) and (
            last + 1 in unknown or source.lines[last].startswith((f"{indent} ", f"{indent}- "))
        ):
            last += 1
        inside = {id(unknown[line]) for line in range(first, last + 1) if line in unknown}
        mend = Edit(first, last, tuple(f"  {line}" for line in source.lines[first - 1 : last]))
        told = source.problem("outdented", (str(unknown[first].values["word"]),), of_key=True, key=empty.values["key"])
        found = [problem for problem in found if problem is not empty and id(problem) not in inside]
        found.append(replace(told, place=unknown[first].place, mend=mend))
    return found


def _missing(fault: Fault) -> Problem:
    wanted, parent = fault.expected, fault.keys[:-1]
    return fault.source.problem(
        "missing-key", parent, of_key=bool(parent) and isinstance(parent[-1], str),
        hint="missing-choice" if wanted.choices else None, key=fault.name, example=wanted.example,
        known=wanted.choices,
    )  # fmt: skip


def _unknown(fault: Fault) -> Problem:
    owner, word = fault.expected.owner, fault.name
    known = [name for name in owner.model_fields if name != "id" or not issubclass(owner, Entry)]
    if word in all_keys():  # a key of another kind of page is no misspelt one of this
        return fault.source.problem("unknown-key", fault.keys, of_key=True, hint="known-keys", word=word, known=known)
    free = [name for name in known if (*fault.keys[:-1], name) not in fault.source.key_places]
    described = [name for name in free if len(word) > 1 and word in _descriptions(owner)[name]]
    near = called(word, free) or (described[0] if len(described) == 1 else None)
    if near and not same_name(word, known):
        mend = fault.source.replaced(fault.keys, word, near, of_key=True)
        return fault.source.problem(
            "unknown-key", fault.keys, of_key=True, hint="did-you-mean", mend=mend, word=word, near=near
        )
    return fault.source.unknown("unknown-key", fault.keys, word, known, of_key=True, otherwise="known-keys")


@cache
def all_keys() -> frozenset[str]:
    """Every key of every kind of file."""
    models = [*COLLECTIONS.values(), *FILES.values()]
    return frozenset(name for model in models for part in (model, *parts(model)) for name in part.model_fields)


@cache
def _descriptions(model: type[BaseModel]) -> dict[str, str]:
    """What the manuals of all languages call the fields of a class: up to the first mark, it is a name for them."""
    return {
        name: "\n".join(
            re.split("[：。，；:.,;]", describe(model, name, phrases(language)))[0] for language in LANGUAGES
        )
        for name in model.model_fields
    }


def _choice(fault: Fault) -> Problem:
    word = str(fault.written)
    remark = re.fullmatch(r"([\w-]+)\s*(?://|#|＃|--|（|\()\s*(.*?)[)）]?", word)
    if remark and remark[1] in fault.expected.choices:
        mend = fault.source.replaced(fault.keys, word, f"{remark[1]}  # {remark[2]}".rstrip(" #"))
        return fault.problem("not-a-choice", hint="remark-behind", word=word, near=remark[1], mend=mend)
    if near := called(word, fault.expected.choices, fault.name):
        mend = fault.source.replaced(fault.keys, word, near)
        return fault.problem("not-a-choice", hint="did-you-mean", word=word, near=near, mend=mend)
    return fault.source.unknown("not-a-choice", fault.keys, word, fault.expected.choices)


def _empty(fault: Fault) -> Problem:
    required, source = fault.expected.required, fault.source
    if remark := source.remark(fault.keys):
        at, text = remark
        line = source.place(fault.keys, of_key=fault.of_key).line
        mend = Edit(line, line, (source.lines[line - 1][:at] + quoted(text),)) if fault.expected.is_text else None
        told = source.problem("cut-off", fault.keys, of_key=fault.of_key, snippet="#")
        return replace(told, mend=mend)
    mend = None if required else source.without(fault.keys)
    return fault.problem("empty-value", of_key=fault.of_key, hint="empty-required" if required else None, mend=mend)


def _empty_text(fault: Fault) -> Problem:
    return fault.problem("empty-text", hint="empty-required" if fault.expected.required else None)


def _form(fault: Fault) -> Problem:
    """A text that does not look as its type says: the type names the message."""
    kind = next((mark.kind for mark in fault.expected.marks if isinstance(mark, Form)), "invalid")
    written = str(fault.written)
    better = latin_id(written)
    hint = "latin-id" if kind == "id-form" and not better else None
    meant = better if kind == "id-form" else re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", written)).upper()
    forms = [mark.pattern for mark in fault.expected.marks if isinstance(mark, StringConstraints)]
    fits = bool(meant) and all(form and re.match(str(form), meant) for form in forms)
    mend = fault.source.replaced(fault.keys, written, meant) if fits else None
    return fault.problem(kind, hint=hint, better=better, detail=fault.said, mend=mend)


def _text(fault: Fault) -> Problem:
    mend = fault.source.quoted(fault.keys)
    if isinstance(fault.written, dict) and None in fault.written.values():
        return fault.problem("brace-text", name=next(iter(fault.written)), mend=mend)
    if isinstance(fault.written, dict) and len(fault.written) == 1 and set(fault.written) <= all_keys():
        return fault.problem("dash-of-a-key", key=next(iter(fault.written)), mend=without_dash(fault))
    if isinstance(fault.written, dict) and len(fault.written) == 1 and mend:
        return fault.problem("colon-in-text", word=next(iter(fault.written)), mend=mend)
    if isinstance(fault.written, list):
        return list_for_text(fault, mend)
    return fault.problem("not-text")


_DATE = re.compile(r"(\d{4})\s*[-/.年．。－—_]\s*(\d{1,2})\s*[-/.月．。－—_]\s*(\d{1,2})\s*[日号]?|(\d{4})(\d\d)(\d\d)")
MONTHS = 12
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def _date(fault: Fault) -> Problem:
    written = unicodedata.normalize("NFKC", str(fault.written)).translate(_NUMERALS)
    written = re.sub(r"(\d?)十(\d?)", lambda ten: f"{ten[1] or 1}{ten[2] or 0}", written)
    plain = written.strip(" \t,，。;；.“”\"'")
    match, remark = _DATE.fullmatch(plain), ""
    if not match and (begins := re.fullmatch(rf"({_DATE.pattern})(?!\d)[\s(#/,;，；、]*([^\s\d].*?)[)\s]*", plain)):
        match, remark = _DATE.fullmatch(begins[1]), f"  # {begins.groups()[-1]}"
    if turned := re.fullmatch(r"(\d\d?)[-/.](\d\d?)[-/.](\d{4})", plain):
        month, day = sorted((int(turned[1]), int(turned[2])))  # which is which, only a day behind the twelfth says
        match = _DATE.fullmatch(f"{turned[3]}-{month}-{day}") if day > MONTHS >= month else None
    if not match:
        return fault.problem("not-date", hint="day-of-a-table" if re.fullmatch(r"4\d{4}", written) else None)
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        better = date(year, month, day).isoformat()
    except ValueError:
        return fault.problem("not-date", hint="no-such-day")
    mend = fault.source.replaced(fault.keys, str(fault.written), better + remark)
    return fault.problem("not-date", hint="remark-behind" if remark else None, near=better, mend=mend)


_YES, _NO = (
    ("yes", "y", "on", "true", "是", "对", "有", "1"),
    ("no", "n", "off", "false", "否", "不是", "无", "没有", "0"),
)


def _bool(fault: Fault) -> Problem:
    word = str(fault.written).strip().casefold()
    better = "true" if word in _YES else "false" if word in _NO else None
    mend = fault.source.replaced(fault.keys, str(fault.written), better) if better else None
    return fault.problem("not-bool", mend=mend)


def _number(fault: Fault) -> Problem:
    plain = unicodedata.normalize("NFKC", str(fault.written)).strip()
    number = re.search(r"-?\d+(\.\d+)?", plain)
    if number and number[0] == plain:
        return fault.problem("not-number", mend=fault.source.replaced(fault.keys, str(fault.written), plain))
    if number:
        return fault.problem("not-number", hint="number-only", number=number[0])
    return fault.problem("not-number")


def _pattern(fault: Fault) -> Problem:
    return fault.problem("not-a-pattern", detail=fault.context["error"])


def _as(kind: str) -> Callable[[Fault], Problem]:
    def told(fault: Fault) -> Problem:
        return fault.problem(kind if fault.keys else "file-not-mapping", detail=fault.said)

    return told


_invalid = _as("invalid")

_OURS: Mapping[str, Callable[[Fault], Problem]] = {
    # pydantic's type of error -> how it is told. Those not named here are "invalid" with pydantic's own words.
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _choice,
    "string_pattern_mismatch": _form,
    "list_type": for_list,
    "string_type": _text,
    "value_error": _pattern,
    "string_too_short": _empty_text,
    "too_short": _as("empty-list"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), for_mapping),
    **dict.fromkeys(("bool_parsing", "bool_type"), _bool),
    **dict.fromkeys(("int_parsing", "int_type", "float_parsing", "float_type"), _number),
    **dict.fromkeys(("date_parsing", "date_type", "date_from_datetime_parsing", "date_from_datetime_inexact"), _date),
}

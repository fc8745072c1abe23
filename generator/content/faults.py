"""pydantic's errors -> Problems in our words, each at its place, told by what the model expects there."""

from __future__ import annotations

import re
import types
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from generator.content.files import latin_id
from generator.content.language import LANGUAGES, phrases
from generator.content.manual import describe, parts
from generator.content.model import COLLECTIONS, FILES, Entry, Form
from generator.content.problems import Keys, Problem
from generator.content.source import Source

OF_KEY = "[key]"
"""pydantic's last step to a key of a mapping, where the key itself is at fault."""


@dataclass(frozen=True)
class Expected:
    """What the model wants at a place: the class that has the field there, the field, the type without its marks."""

    owner: type[BaseModel]
    field: FieldInfo | None
    type: Any
    marks: tuple[Any, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """What a closed list takes; nothing for other types."""
        return get_args(self.type) if get_origin(self.type) is Literal else ()

    @property
    def required(self) -> bool:
        """Whether the file is at fault without it; what stands in a list or a mapping can always go."""
        return self.field is not None and self.field.is_required()

    @property
    def example(self) -> str:
        """A value as it could be written."""
        if self.field and self.field.examples:
            return str(self.field.examples[0])
        if self.choices:
            return self.choices[0]
        forms = {
            "code-form": "K35",
            "id-form": "check-the-bill",
            "letter-form": "K",
            "part-form": "debt",
            "rule-form": "R61",
        }
        form = next((forms[mark.kind] for mark in self.marks if isinstance(mark, Form)), None)
        return form or {date: "2026-11-23", bool: "true", int: "3", float: "3"}.get(self.type, "…")


def expected(model: type[BaseModel], keys: Keys) -> Expected:
    """What `model` wants at `keys`, found by one walk through the types."""
    if keys[-1:] == (OF_KEY,):
        holder = expected(model, keys[:-2])
        return _expected(holder.owner, None, get_args(holder.type)[0])
    here = Expected(model, None, model)
    for key in keys:
        here = _below(here, key)
    return here


def _below(here: Expected, key: str | int) -> Expected:
    kind = here.type
    if isinstance(kind, type) and issubclass(kind, RootModel):
        kind = _bare(kind.model_fields["root"].annotation)[0]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(key))
        return _expected(kind, field, field.annotation if field else None, field.metadata if field else ())
    arguments = get_args(kind)
    return _expected(here.owner, None, arguments[-1] if arguments else None)


def _expected(owner: type[BaseModel], field: FieldInfo | None, annotation: Any, marks: Any = ()) -> Expected:
    bare, more = _bare(annotation)
    return Expected(owner, field, bare, (*marks, *more))


def _bare(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without None and without its marks, and the marks."""
    marks: tuple[Any, ...] = ()
    while True:
        if get_origin(annotation) in (Union, types.UnionType):
            annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
        elif hasattr(annotation, "__metadata__"):
            marks += annotation.__metadata__
            annotation = get_args(annotation)[0]
        else:
            return annotation, marks


@dataclass(frozen=True)
class Fault:
    """One of pydantic's errors, and what the model expected where it stands."""

    source: Source
    keys: Keys
    kind: str
    written: Any
    said: str
    context: Mapping[str, Any]
    model: type[BaseModel]

    @cached_property
    def expected(self) -> Expected:
        return expected(self.model, self.keys)

    @property
    def name(self) -> str:
        """The nearest key, as the author wrote it."""
        return next((key for key in reversed(self.keys) if isinstance(key, str) and key != OF_KEY), "")

    @property
    def of_key(self) -> bool:
        return bool(self.keys) and isinstance(self.keys[-1], str)

    def problem(self, kind: str, **values: Any) -> Problem:
        """The problem at the fault's place. `hint` and `of_key` may be among the values."""
        own_key = self.keys[-1:] == (OF_KEY,)
        keys = self.keys[:-1] if own_key else self.keys
        return self.source.problem(kind, keys, **{"of_key": own_key, "key": self.name, "value": self.written} | values)


def problem(detail: Mapping[str, Any], model: type[BaseModel], source: Source) -> Problem:
    """One of pydantic's errors in our words, at its place in the file."""
    fault = Fault(
        source, tuple(detail["loc"]), detail["type"], detail.get("input"), detail["msg"], detail.get("ctx", {}), model
    )
    if fault.kind not in ("missing", "extra_forbidden") and fault.written is None:
        return _empty(fault)
    return _OURS.get(fault.kind, _invalid)(fault)


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
    described = [name for name in known if word in _descriptions(owner)[name]]
    if len(described) == 1 and len(word) > 1:
        mend = fault.source.replaced(fault.keys, word, described[0], of_key=True)
        return fault.source.problem(
            "unknown-key", fault.keys, of_key=True, hint="did-you-mean", mend=mend, word=word, near=described[0]
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
    return fault.source.unknown("not-a-choice", fault.keys, str(fault.written), fault.expected.choices)


def _empty(fault: Fault) -> Problem:
    required = fault.expected.required
    mend = None if required else fault.source.without(fault.keys)
    return fault.problem("empty-value", of_key=fault.of_key, hint="empty-required" if required else None, mend=mend)


def _empty_text(fault: Fault) -> Problem:
    return fault.problem("empty-text", hint="empty-required" if fault.expected.required else None)


def _form(fault: Fault) -> Problem:
    """A text that does not look as its type says: the type names the message."""
    kind = next((mark.kind for mark in fault.expected.marks if isinstance(mark, Form)), "invalid")
    better = latin_id(str(fault.written))
    hint = "latin-id" if kind == "id-form" and not better else None
    return fault.problem(kind, hint=hint, better=better, detail=fault.said)


def _list(fault: Fault) -> Problem:
    inner = _bare((get_args(fault.expected.type) or (None,))[0])[0]
    if isinstance(inner, type) and issubclass(inner, BaseModel) and isinstance(fault.written, dict):
        return fault.problem("mapping-for-list", of_key=True, example=_as_element(inner, fault))
    return fault.problem("not-list")


def _as_element(inner: type[BaseModel], fault: Fault) -> str:
    """What was written as a mapping, as the one element of a list it was meant to be."""
    written: dict[str, Any] = dict(fault.written)
    names = [name for name, field in inner.model_fields.items() if field.is_required()]
    if not set(written) & set(inner.model_fields):  # `R07: why`: the first two fields, without their names
        written = dict(zip(names, [part for pair in written.items() for part in pair][: len(names)], strict=False))
    every = {name: expected(inner, (name,)).example for name in names} | {k: v for k, v in written.items() if v}
    lines = [f"{name}: {value}" for name, value in every.items()]
    return "\n".join([f"{fault.name}:", *(f"{'    ' if i else '  - '}{line}" for i, line in enumerate(lines))])


def _text(fault: Fault) -> Problem:
    mend = fault.source.quoted(fault.keys)
    if isinstance(fault.written, dict) and None in fault.written.values():
        return fault.problem("brace-text", name=next(iter(fault.written)), mend=mend)
    if isinstance(fault.written, dict) and len(fault.written) == 1 and mend:
        return fault.problem("colon-in-text", word=next(iter(fault.written)), mend=mend)
    return fault.problem("not-text")


_DATE = re.compile(r"(\d{4})\s*[-/.年．。－—]\s*(\d{1,2})\s*[-/.月．。－—]\s*(\d{1,2})\s*[日号]?|(\d{4})(\d\d)(\d\d)")


def _date(fault: Fault) -> Problem:
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", str(fault.written)).strip())
    if not match:
        return fault.problem("not-date")
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        better = date(year, month, day).isoformat()
    except ValueError:
        return fault.problem("not-date", hint="no-such-day")
    return fault.problem("not-date", mend=fault.source.replaced(fault.keys, str(fault.written), better))


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
    "list_type": _list,
    "string_type": _text,
    "value_error": _pattern,
    "string_too_short": _empty_text,
    "too_short": _as("empty-list"),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), _as("not-mapping")),
    **dict.fromkeys(("bool_parsing", "bool_type"), _bool),
    **dict.fromkeys(("int_parsing", "int_type", "float_parsing", "float_type"), _number),
    **dict.fromkeys(("date_parsing", "date_type", "date_from_datetime_parsing", "date_from_datetime_inexact"), _date),
}

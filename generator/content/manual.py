"""The author's manual: every field of every file, in the pack's language, from the models themselves.

The model's docstrings are the English manual; another language has its words in the table `manual` of its file.
"""

from __future__ import annotations

import types
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.content.language import EXAMPLE_CODE
from generator.content.model import FILES, Entry, meanings


@dataclass(frozen=True)
class ManualField:
    """One line of the manual: a field, what it takes (a key of the language file's `kinds`), what it is for."""

    name: str
    kind: str
    choices: tuple[str, ...]
    required: bool
    text: str


@dataclass(frozen=True)
class Sheet:
    """The fields of one file, or of the things inside it."""

    name: str
    where: str
    text: str
    fields: tuple[ManualField, ...]


def manual(
    collections: Mapping[str, type[Entry]],
    words: Mapping[str, Any],
    files: Mapping[str, type[BaseModel]] = FILES,
    without: Collection[str] = (),
) -> list[Sheet]:
    """Every class an author can fill in: the collections, then the single files, each followed by its parts.

    `without`: meanings (see Means) of fields to leave out, for a pack that has nothing such a field could name.
    """
    sheets: list[Sheet] = []
    places = [(f"{folder}/*.yml", model) for folder, model in collections.items()] + list(files.items())
    for where, model in places:
        for part in (model, *parts(model)):
            if getattr(part, "concerns", "") not in without and all(sheet.name != part.__name__ for sheet in sheets):
                sheets.append(_sheet(part, where, words, without))
    return sheets


def parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models that a model's fields are made of, outermost first."""
    for field in model.model_fields.values():
        for inner in _models(field.annotation):
            yield inner
            yield from parts(inner)


def describe(model: type[BaseModel], name: str, words: Mapping[str, Any]) -> str:
    """What a field is for; a field that a class inherits may be described at the class it comes from."""
    for base in model.__mro__:
        if text := words["manual"].get(base.__name__, {}).get(name):
            return str(text)
    return (model.model_fields[name].description or "").replace(EXAMPLE_CODE, words["example-code"])


def about(model: type[BaseModel], words: Mapping[str, Any]) -> str:
    """What a class is, in one paragraph."""
    text = words["manual"].get(model.__name__, {}).get("_")
    return str(text or (model.__doc__ or "").strip())


def _sheet(model: type[BaseModel], where: str, words: Mapping[str, Any], without: Collection[str]) -> Sheet:
    left_out = _left_out(model, without)
    fields = tuple(
        ManualField(name, *_kind(field), field.is_required(), describe(model, name, words))
        for name, field in model.model_fields.items()
        if name not in ("root", *left_out) and not (name == "id" and issubclass(model, Entry))
    )
    return Sheet(model.__name__, where, about(model, words), fields)


def _left_out(model: type[BaseModel], without: Collection[str]) -> set[str]:
    """The fields that mean what a pack has none of, or are made of what concerns that alone."""
    meant = {name for name, means in meanings(model) if means and means.what in without}
    made = {name for name, field in model.model_fields.items()
            if any(getattr(inner, "concerns", "") in without for inner in _models(field.annotation))}  # fmt: skip
    return meant | made


def _kind(field: FieldInfo) -> tuple[str, tuple[str, ...]]:
    annotation = next((a for a in get_args(field.annotation) if a is not type(None)), field.annotation) if _optional(
        field.annotation
    ) else field.annotation  # fmt: skip
    while get_origin(annotation) is not None and hasattr(annotation, "__metadata__"):
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is Literal:
        return "choice", get_args(annotation)
    simple = {str: "text", bool: "bool", int: "number", date: "date"}
    if annotation in simple:
        return simple[annotation], ()
    if get_origin(annotation) is dict or (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return "mapping", ()
    return "list", ()


def _optional(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, types.UnionType) and type(None) in get_args(annotation)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)

"""What the model wants where an author wrote something else: found by one walk through its types."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from generator.content.model import Form
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
    def is_text(self) -> bool:
        """Whether any text may stand here, not only one of a form."""
        return self.type is str and not any(isinstance(mark, Form) for mark in self.marks)

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
        forms = {"code-form": "K35", "id-form": "check-the-bill", "letter-form": "K", "part-form": "debt",
                 "rule-form": "R61"}  # fmt: skip
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
        kind = bare(kind.model_fields["root"].annotation)[0]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(key))
        return _expected(kind, field, field.annotation if field else None, field.metadata if field else ())
    arguments = get_args(kind)
    return _expected(here.owner, None, arguments[-1] if arguments else None)


def _expected(owner: type[BaseModel], field: FieldInfo | None, annotation: Any, marks: Any = ()) -> Expected:
    kind, more = bare(annotation)
    return Expected(owner, field, kind, (*marks, *more))


def bare(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
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

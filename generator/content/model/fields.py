"""What the fields of all classes are made of: texts that say what they mean, ids, patterns; and the way to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic.fields import FieldInfo
from pydantic.json_schema import WithJsonSchema

from generator.content.source import Keys

KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CODE = r"^[A-Z][0-9]{1,4}$"


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_channels(value: Any) -> Any:
    return {"": value} if isinstance(value, str) else value


def _a_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(str(error)) from error
    return value


_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_SAY = {"anyOf": [_TEXT, {"type": "object", "additionalProperties": _TEXT}]}


@dataclass(frozen=True)
class Means:
    """What the text of a field is, so that rules apply to every collection, those to come included.

    prose: inline Markdown that readers see. say: words to say. quoted: words shown as somebody else's or as
    wrong, which red lines leave alone. shown: plain text in or around pages, as a name or a note. article, entry,
    redline: an id of such a thing.
    """

    what: Literal["prose", "say", "quoted", "shown", "article", "entry", "redline"]


_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

Line = Annotated[_Text, Means("prose")]
"""Text with inline Markdown: **bold**, `code`, [a link](entry-id#item-id). Raw HTML is shown as text."""

Lines = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("prose")]
"""One text or a list of them."""

Quote = Annotated[_Text, Means("quoted")]
Quotes = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("quoted")]
"""Words of others, or words not to say: one text or a list of them."""

Say = Annotated[dict[str, _Text], BeforeValidator(_as_channels), WithJsonSchema(_SAY), Means("say")]
"""Words to say: plain text with blanks as {欠费金额}; one text for every channel (key ""), or one per channel."""

Id = Annotated[str, StringConstraints(pattern=KEBAB)]
"""Lower-case letters, digits and hyphens. It never changes: links, ticks and QR codes hang on it."""

Shown = Annotated[_Text, Means("shown")]
Showns = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("shown")]
"""Plain text that readers see: one text or a list of them."""

Label = _Text
"""A word that stands for something: an id, a folder, a value of a closed list."""
Labels = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS)]

Articles = Annotated[list[Label], Means("article")]
"""Ids of articles of laws/."""

References = Annotated[list[Label], Means("entry")]
"""Entry ids, or entry-id#item-id."""

RedLineIds = Annotated[list[Label], Means("redline")]
"""Ids of rules of redlines.yml."""

Pattern = Annotated[str, StringConstraints(min_length=1), AfterValidator(_a_pattern)]
"""A regular expression of Python's `re`."""
Patterns = Annotated[list[Pattern], BeforeValidator(_as_list), WithJsonSchema(_TEXTS)]
"""One or several of them."""


class Model(BaseModel):
    """The base of everything an author writes: unknown keys are faults, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def texts(model: BaseModel, keys: Keys = ()) -> Iterator[tuple[Keys, str, str]]:
    """Every text and reference an author wrote in `model`: the way to it, the text, what it means (see Means).

    The way to words to say ends in their channel, "" for those of every channel.
    """
    for name, what in meanings(type(model)):
        value = getattr(model, name)
        if what:
            for key, text in _flat(value):
                yield (*keys, name, *key), text, what
        elif isinstance(value, list):
            for index, child in enumerate(value):
                if isinstance(child, BaseModel):
                    yield from texts(child, (*keys, name, index))


def _flat(value: Any) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, dict):
        yield from (((key,), text) for key, text in value.items())
    elif value:
        yield from (((index,), text) for index, text in enumerate(value))


@cache
def meanings(model: type[BaseModel]) -> tuple[tuple[str, str | None], ...]:
    """The fields of a class in order, each with what its text means (None: nothing that a rule or a page uses)."""
    return tuple((name, _meaning(field)) for name, field in model.model_fields.items())


def _meaning(field: FieldInfo) -> str | None:
    marks = [*field.metadata]
    for part in get_args(field.annotation):  # Line | None keeps its marks inside the union
        marks += getattr(part, "__metadata__", ())
    return next((mark.what for mark in marks if isinstance(mark, Means)), None)

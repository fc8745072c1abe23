"""What the fields of all classes are made of: texts that say what they mean, ids, patterns; and the way to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic.fields import FieldInfo
from pydantic.json_schema import WithJsonSchema

from generator.content.problems import Keys

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
    """What the value of a field is and what it is for, so that everything applies to collections to come, too.

    `what`: prose is inline Markdown that readers see. say: words to say. quoted: words shown as somebody else's or as
    wrong, which red lines leave alone. shown: plain text in or around pages, as a name or a note. fact: a choice of a
    closed list, or a day, that the page tells. article, entry, redline: an id of such a thing. way: where a
    conversation may go on, see `Ways`. sought: words by which the search finds a page, and nobody sees.

    `part`: head is what a thing is called. text is what it says itself, and what it is called where it has no head.
    summary, heard (what others say), asked (what colleagues ask), avoid (what not to say), quote (a law's words) are
    what they say; again is what another field says already, in another form; else it is rest.
    """

    what: Literal["prose", "say", "quoted", "shown", "fact", "article", "entry", "redline", "way", "sought"]
    part: Literal["head", "text", "summary", "heard", "asked", "avoid", "quote", "again", "rest"] = "rest"


@dataclass(frozen=True)
class Form:
    """How a text must look, by the name of the message that says so: one of the language files' problems."""

    kind: Literal["id-form", "code-form", "letter-form", "part-form", "rule-form"]


_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

Line = Annotated[_Text, Means("prose")]
"""Text with inline Markdown: **bold**, `code`, [a link](entry-id#item-id). Raw HTML is shown as text."""

Head = Annotated[_Text, Means("prose", "head")]
"""What a page or an item is called, with inline Markdown: its heading, and what leads to it is worded by it."""

Summary = Annotated[_Text, Means("prose", "summary")]
"""What a page is for, in a sentence or two."""

Statement = Annotated[_Text, Means("prose", "text")]
"""What an item without a heading says; it is called by it."""

Lines = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("prose")]
"""One text or a list of them."""

Quote = Annotated[_Text, Means("quoted")]
"""Words that are not ours, or of which a page says that they are wrong."""

QuotedHead = Annotated[_Text, Means("quoted", "head")]
"""The same as what a thing is called."""

LawQuote = Annotated[_Text, Means("quoted", "quote")]
"""Words of a law, to the letter."""

Heard = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("quoted", "heard")]
"""What others say, as they say it: one text or a list of them."""

Asked = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("quoted", "asked")]
"""What colleagues ask, as they ask it: one text or a list of them."""

Sought = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("sought")]
"""How else people look for a page, in words of their own: one text or a list of them."""

Avoid = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("quoted", "avoid")]
"""What not to say: one text or a list of them."""

Say = Annotated[dict[str, _Text], BeforeValidator(_as_channels), WithJsonSchema(_SAY), Means("say")]
"""Words to say: plain text with blanks as {name}; one text for every channel (key ""), or one per channel."""

SayAgain = Annotated[dict[str, _Text], BeforeValidator(_as_channels), WithJsonSchema(_SAY), Means("say", "again")]
"""Words to say that stand for others where something is not known: not searched, not printed, never alone."""

Id = Annotated[str, StringConstraints(pattern=KEBAB), Form("id-form")]
"""Lower-case letters, digits and hyphens. It never changes: links, ticks and QR codes hang on it."""

RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]*$"), Form("rule-form")]
"""A letter, then letters, digits and hyphens, as R61: it is an anchor of the page of red lines."""

Code = Annotated[str, StringConstraints(pattern=CODE), Form("code-form")]
"""Short code: a letter and a number, as K35."""

Shown = Annotated[_Text, Means("shown")]
Number = Annotated[_Text, Means("shown", "head")]
"""A number that a thing is cited by."""

Showns = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("shown")]
"""Plain text that readers see: one text or a list of them."""

Label = _Text
"""A word that stands for something: an id, a folder, a value of a closed list."""
Labels = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS)]

Articles = Annotated[list[Label], Means("article")]
"""Ids of articles of laws/."""

References = Annotated[list[Label], Means("entry")]
"""Entry ids, or entry-id#item-id."""

BACK = "back"
"""The way back to the step of the script where something was heard."""

Ways = Annotated[list[Label], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("way")]
"""Where a conversation may go on: BACK, the name of an end (ends.yml), or the id of a page that replies."""

RedLineIds = Annotated[list[Label], Means("redline")]
"""Ids of rules of redlines.yml."""

Pattern = Annotated[str, StringConstraints(min_length=1), AfterValidator(_a_pattern)]
"""A regular expression of Python's `re`."""
Patterns = Annotated[list[Pattern], BeforeValidator(_as_list), WithJsonSchema(_TEXTS)]
"""One or several of them."""


class Model(BaseModel):
    """The base of everything an author writes: unknown keys are faults, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    @cached_property
    def all_texts(self) -> tuple[tuple[Keys, str, str], ...]:
        """What `texts` gives of it, worked out once: every rule, page and index asks."""
        return tuple(_texts(self, (), within=True))


def field_for(model: type[BaseModel], part: str) -> str | None:
    """The name of the first field of a class that is for this part (see Means); None where there is none."""
    return next((name for name, means in meanings(model) if means and means.part == part), None)


def says_field(model: type[BaseModel]) -> str | None:
    """The name of the field of a class that holds words to say; None where there is none."""
    says = (name for name, means in meanings(model) if means and means.what == "say" and means.part != "again")
    return next(says, None)


def texts(model: BaseModel, keys: Keys = (), *, within: bool = True) -> Iterator[tuple[Keys, str, str]]:
    """Every text and reference an author wrote in `model`: the way to it, the text, what it means (see Means).

    The way to words to say ends in their channel, "" for those of every channel. `within`: those of its items, too.
    """
    if within and not keys and isinstance(model, Model):
        return iter(model.all_texts)
    return _texts(model, keys, within=within)


def _texts(model: BaseModel, keys: Keys, *, within: bool) -> Iterator[tuple[Keys, str, str]]:
    for name, means in meanings(type(model)):
        value = getattr(model, name)
        if means and means.what != "fact":
            for key, text in _flat(value):
                yield (*keys, name, *key), text, means.what
        elif within and isinstance(value, list):
            for index, child in enumerate(value):
                if isinstance(child, BaseModel):
                    yield from _texts(child, (*keys, name, index), within=True)


def _flat(value: Any) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, dict):
        yield from (((key,), text) for key, text in value.items())
    elif value:
        yield from (((index,), text) for index, text in enumerate(value))


@cache
def meanings(model: type[BaseModel]) -> tuple[tuple[str, Means | None], ...]:
    """The fields of a class in order, each with what it means (None: nothing that a rule or a page uses)."""
    return tuple((name, _meaning(field)) for name, field in model.model_fields.items())


def _meaning(field: FieldInfo) -> Means | None:
    marks = [*field.metadata]
    for part in get_args(field.annotation):  # Line | None keeps its marks inside the union
        marks += getattr(part, "__metadata__", ())
    return next((mark for mark in marks if isinstance(mark, Means)), None)

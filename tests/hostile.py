"""A pack made from the classes alone, every field and every key of which an author writes holds a text of the caller's.

Fields, files and collections to come are filled in, too: what a type is decides what it gets, never its name, but for
words that stand for something (see WORDS).
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import AfterValidator, BaseModel, RootModel

from generator.content.language import own_words, phrases
from generator.content.model import COLLECTIONS, FILES, Entry, Form, Item, Means
from generator.content.model.settings import Facet, Pack

WORDS: Mapping[tuple[str, str], Any] = {
    ("Allow", "rule"): "R1",
    ("Section", "collection"): None,
    ("Section", "facets"): {},
    ("Section", "channels"): [],
    ("Section", "leave_out"): [],
    ("Withdrawn", "folder"): next(iter(COLLECTIONS)),
    ("Blank", "formula"): "1 + 2",
    ("Article", "checked_hash"): None,
    ("Article", "status"): "disputed",
    ("Rule", "wording"): [],
    ("Rule", "consequences"): None,
    ("Rule", "like_examples"): None,
    ("Pack", "language"): "en",
    ("Guide", "layout"): "booklet",
    ("RedLines", "parts"): {},
    ("RedLines", "same"): {},
    ("RedLines", "sounds"): {},
    ("RedLines", "looks"): {},
}
"""Fields whose words stand for something, or that exclude others: class and field -> a value that is right."""


class Hostile:
    """The pack. `text(marker)` is what an author writes in a place; `places` says which place has which marker."""

    def __init__(self, text: Callable[[str], str]) -> None:
        self._text = text
        self._numbers = count(1)
        self._facets: dict[str, list[str]] = {}
        self.places: dict[str, str] = {}

    def written(self, root: Path) -> Path:
        """Write the pack to `root`."""
        entries = {folder: f"{folder}-page" for folder in COLLECTIONS}
        self._facts = {
            "article": "a-law", "entry": next(iter(entries.values())), "redline": "R1",
        }  # fmt: skip
        files: dict[str, Any] = {name: self._model(model) for name, model in FILES.items()}
        self._facets = {name: list(facet["values"]) for name, facet in files["facets.yml"].items()}
        self._facts["way"] = next(iter(files["ends.yml"]))
        for number, (folder, model) in enumerate(COLLECTIONS.items(), 1):
            values = self._model(model)
            values["code"] = f"K{number}"
            files[f"{folder}/{entries[folder]}.yml"] = values
        for path, values in files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return root

    def _model(self, model: type[BaseModel]) -> Any:
        if issubclass(model, RootModel):
            return self._value(model, "", model.model_fields["root"].annotation, ())
        own = {"id": None, "was": [], "facets": deepcopy(self._facets)} if issubclass(model, Entry) else {}
        own |= {"facets": deepcopy(self._facets)} if issubclass(model, Item) else {}
        values = own | {
            name: self._value(model, name, field.annotation, tuple(field.metadata))
            for name, field in model.model_fields.items()
            if name not in own
        }
        if issubclass(model, Pack):
            known = own_words(phrases("en"))
            values["words"] = {  # a brace there is something to fill in
                key: re.sub("[{}]", "", self._marked(f"Pack.words.{key}")) + "".join(re.findall(r"\{[^{}]+\}", text))
                for key, text in known.items()
            }
        return {name: value for name, value in values.items() if value is not None}

    def _value(self, owner: type[BaseModel], name: str, annotation: Any, marks: tuple[Any, ...]) -> Any:
        if (owner.__name__, name) in WORDS:
            return WORDS[owner.__name__, name]
        kind, more = _bare(annotation)
        marks = (*marks, *more)
        means = next((mark.what for mark in marks if isinstance(mark, Means)), "")
        if kind is str:
            return self._string(f"{owner.__name__}.{name}", means, marks)
        if get_origin(kind) is Literal:
            return get_args(kind)[0]
        if kind in (bool, int, float, date):
            return {bool: False, int: 3, float: 3.0, date: "2027-11-23"}[kind]
        if get_origin(kind) is list:
            (inner,) = get_args(kind)
            many = 5 if means in ("quoted", "prose") else 1
            return [self._value(owner, name, inner, marks) for _ in range(many)]
        if get_origin(kind) is dict:
            key, inner = get_args(kind)
            if means == "say":
                return {next(iter(self._facets["channel"])) if owner in COLLECTIONS.values() else "":
                        self._value(owner, name, inner, marks)}  # fmt: skip
            of = (owner, f"{name} (key)", key, ())
            keys = ["channel", "stage"] if issubclass(owner, RootModel) and inner is Facet else [self._value(*of)]
            values = {each: self._value(owner, name, inner, ()) for each in keys}
            return {each: value | {"flow": each == "stage"} if inner is Facet else value
                    for each, value in values.items()}  # fmt: skip
        assert isinstance(kind, type) and issubclass(kind, BaseModel), f"{owner.__name__}.{name}: {annotation}"
        return self._model(kind)

    def _string(self, at: str, means: str, marks: tuple[Any, ...]) -> str:
        if means in self._facts:
            return self._facts[means]
        form = next((mark.kind for mark in marks if isinstance(mark, Form)), "")
        if form:
            made = {"code-form": "K99", "letter-form": "K", "part-form": "debt", "rule-form": "R1"}
            return made.get(form) or ("a-law" if at == "Article.id" else f"id-{next(self._numbers)}")
        if any(isinstance(mark, AfterValidator) for mark in marks):
            return "never written"  # a regular expression
        return self._marked(at)

    def _marked(self, at: str) -> str:
        marker = f"zq{next(self._numbers)}z"
        self.places[marker] = at
        return self._text(marker)


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

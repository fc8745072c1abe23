"""What a section of a guide selects, and which fields there are to leave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel

from generator.content.library import Library
from generator.content.model import Entry, Section, meanings


@dataclass(frozen=True)
class Chosen:
    """One entry of a section, whole or only some of its items."""

    entry: Entry
    items: frozenset[str] = frozenset()


def choose(library: Library, section: Section) -> list[Chosen]:
    """The entries that a section selects, in its order; what is not there is passed over (check reports it)."""
    chosen: dict[str, Chosen] = {}
    for reference in section.entries:
        name, _, item = reference.partition("#")
        if entry := library.entries.get(name):
            before = chosen.get(name)
            whole = not item or (before is not None and not before.items)
            items = frozenset() if whole else (before.items if before else frozenset()) | {item}
            chosen[name] = Chosen(entry, items)
    for entry in library.of(section.collection) if section.collection else ():
        if entry.id not in chosen and _fits(entry, section.facets):
            chosen[entry.id] = Chosen(entry)
    return list(chosen.values())


def _fits(entry: Entry, facets: Mapping[str, list[str]]) -> bool:
    return all(set(values) & set(entry.facets.get(facet, ())) for facet, values in facets.items())


def printed_fields(library: Library) -> list[str]:
    """Every field that a guide can leave out: those with text of the collections' classes and of their items."""
    names: dict[str, None] = {}
    for entry in library.collections.values():
        for model in (entry, _item_of(entry)):
            names |= (
                {name: None for name, what in meanings(model) if what not in (None, "shown") and name != "title"}
                if model
                else {}
            )
    return [*names, "suggest"]


def _item_of(entry: type[Entry]) -> type[BaseModel] | None:
    field = entry.model_fields.get(entry.items_field or "")
    return next((model for model in get_args(field.annotation) if isinstance(model, type)), None) if field else None

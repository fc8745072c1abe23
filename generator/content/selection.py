"""What a section of a guide selects, and which fields there are to leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.content.library import Library
from generator.content.model import Entry, Means, Section, meanings


@dataclass(frozen=True)
class Selection:
    """One entry of a section, whole or only some of its items."""

    entry: Entry
    items: frozenset[str] = frozenset()


def choose(library: Library, section: Section) -> list[Selection]:
    """The entries that a section selects, in its order; what is not there is passed over (check reports it)."""
    chosen: dict[str, Selection] = {}
    for reference in section.entries:
        name, _, item = reference.partition("#")
        if entry := library.entries.get(name):
            before = chosen.get(name)
            whole = not item or (before is not None and not before.items)
            items = frozenset() if whole else (before.items if before else frozenset()) | {item}
            chosen[name] = Selection(entry, items)
    for entry in library.of(section.collection) if section.collection else ():
        if entry.id not in chosen and _fits(library.under(entry), section.facets):
            fitting = [item.id for item in entry.items if _fits(library.under_item(entry, item), section.facets)]
            if len(fitting) == len(entry.items):
                chosen[entry.id] = Selection(entry)
            elif fitting:
                chosen[entry.id] = Selection(entry, frozenset(fitting))
    return list(chosen.values())


def _fits(under: Mapping[str, Sequence[str]], facets: Mapping[str, list[str]]) -> bool:
    return all(set(values) & set(under.get(facet, ())) for facet, values in facets.items())


def printed_fields(library: Library) -> list[str]:
    """Every field that a guide can leave out: those with text of the collections' classes and of their items."""
    classes = [model for entry in library.collections.values() for model in (entry, entry.item_class) if model]
    named = {name: None for model in classes for name, means in meanings(model) if means and is_printed(means)}
    return [*named, "suggest"]


def is_printed(means: Means) -> bool:
    """Whether a guide prints a field below the heading: what readers see, say or look up."""
    return means.part != "head" and means.what not in ("shown", "way", "sought")

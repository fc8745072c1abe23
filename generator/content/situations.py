"""The situations that a pack speaks of, and where the pages of facets and situations stand."""

from __future__ import annotations

from dataclasses import dataclass

from generator.content.library import Library


def facet_path(library: Library, facet: str, value: str) -> str:
    """Where the index page of a facet's value stands."""
    return f"by/{facet}/{library.facets[facet].values[value].path}.md"


def situation_path(library: Library, flow: str, stage: str, facet: str, value: str) -> str:
    """Where the page of one stage for one kind of case stands."""
    values = library.facets[facet].values
    return f"by/{flow}/{library.facets[flow].values[stage].path}-{values[value].path}.md"


@dataclass(frozen=True)
class Grid:
    """The situations a pack speaks of: the stages of its flow, for each value of its first other facet."""

    flow: str
    kinds: str
    stages: tuple[str, ...]
    columns: tuple[str, ...]
    """The values of `kinds` but those that stand for all."""


def grid(library: Library) -> Grid | None:
    """The situations of a library; None where it has no flow or nothing else to tell them apart by."""
    kinds = next((name for name in library.facets if name != library.flow), None)
    if not library.flow or not kinds:
        return None
    columns = tuple(key for key, value in library.facets[kinds].values.items() if not value.any)
    return Grid(library.flow, kinds, tuple(library.facets[library.flow].values), columns)

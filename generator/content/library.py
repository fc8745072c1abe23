"""All content, and one answer to each question about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.content.model import (
    COLLECTIONS,
    Article,
    Blank,
    Entry,
    Examples,
    Facet,
    Guide,
    Law,
    Pack,
    RedLines,
    Synonym,
)
from generator.content.problems import Problem
from generator.content.source import Source


@dataclass(frozen=True)
class Library:
    """All content. `entries` holds every entry by id, in the order of the collections and of their codes."""

    root: Path
    pack: Pack
    facets: Mapping[str, Facet] = field(default_factory=dict)
    blanks: Mapping[str, Blank] = field(default_factory=dict)
    synonyms: Mapping[str, Synonym] = field(default_factory=dict)
    redlines: RedLines | None = None
    examples: Examples | None = None
    guides: Mapping[str, Guide] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()
    """Files that could not be read as what they should be; what they hold is unknown, not missing."""
    collections: Mapping[str, type[Entry]] = field(default_factory=lambda: COLLECTIONS)

    def of(self, folder: str) -> tuple[Entry, ...]:
        """The entries of one collection, in order."""
        return self._by_folder.get(folder, ())

    def under(self, entry: Entry) -> dict[str, tuple[str, ...]]:
        """The values of every facet that an entry shows up under: one that stands for all brings all of its facet."""
        known = {name: self.facets[name].values for name in entry.facets if name in self.facets}
        return {
            name: tuple(
                value
                for value in values
                if value in entry.facets[name] or any(values[own].any for own in entry.facets[name] if own in values)
            )
            for name, values in known.items()
        }

    def source(self, entry: Entry) -> Source:
        """The file that an entry was read from."""
        return self.sources[entry.path]

    @cached_property
    def _by_folder(self) -> dict[str, tuple[Entry, ...]]:
        groups: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            groups.setdefault(entry.folder, []).append(entry)
        return {folder: tuple(entries) for folder, entries in groups.items()}

    @cached_property
    def articles(self) -> dict[str, tuple[Law, Article]]:
        """Article id -> its law and itself."""
        laws = (entry for entry in self.entries.values() if isinstance(entry, Law))
        return {article.id: (law, article) for law in laws for article in law.articles}

"""All content, and one answer to each question about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from generator.content.language import LANGUAGES, labelled, own_words, phrases, reworded
from generator.content.markup import readable
from generator.content.model import (
    BACK,
    COLLECTIONS,
    Article,
    Blank,
    End,
    Entry,
    Examples,
    Facet,
    Figure,
    Guide,
    Item,
    Law,
    Pack,
    RedLines,
    Rule,
    Synonym,
    Value,
    Withdrawn,
    texts,
)
from generator.content.problems import Problem
from generator.content.source import Source

Named = Literal["facet", "blank", "end", "figure", "rule", "article", "entry"]
"""What an author calls by a name."""

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Library:
    """All content. `entries` holds every entry by id, in the order of the collections and of their codes."""

    root: Path
    pack: Pack
    facets: Mapping[str, Facet] = field(default_factory=dict)
    blanks: Mapping[str, Blank] = field(default_factory=dict)
    ends: Mapping[str, End] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    synonyms: Mapping[str, Synonym] = field(default_factory=dict)
    redlines: RedLines | None = None
    examples: Examples | None = None
    guides: Mapping[str, Guide] = field(default_factory=dict)
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()
    """Files that could not be read as what they should be; what they hold is unknown, not missing."""
    collections: Mapping[str, type[Entry]] = field(default_factory=lambda: COLLECTIONS)
    languages: tuple[str, ...] = LANGUAGES
    """The languages that messages to authors come in: the pack's, or all where pack.yml does not name it."""
    _once: dict[Callable[[Library], Any], Any] = field(default_factory=dict, repr=False)

    def of(self, folder: str) -> tuple[Entry, ...]:
        """The entries of one collection, in order."""
        return self._by_folder.get(folder, ())

    def source(self, entry: Entry) -> Source:
        """The file that an entry was read from."""
        return self.sources[entry.path]

    def once(self, make: Callable[[Library], T]) -> T:
        """What `make` works out of this library, worked out once: the other packages' answers about it."""
        if make not in self._once:
            self._once[make] = make(self)
        return cast(T, self._once[make])

    @cached_property
    def words(self) -> Mapping[str, Any]:
        """The words of the product itself: the language file of the pack's language, as the pack puts it."""
        words = phrases(self.pack.language, code=f"{self.pack.code}35")
        instead = {} if self.articles else own_words(words["lawless"])
        own = {key: text for key, text in self.pack.words.items() if key in self.wordable}
        return reworded(words, {**instead, **own})

    @cached_property
    def around(self) -> str:
        """The two signs that stand around the name of a blank which is not filled in."""
        return str(self.words["interface"]["case"]["around"])

    def readable(self, text: str) -> str:
        """Prose as plain text, blanks as readers of its language know them."""
        return readable(text, self.around)

    @cached_property
    def wordable(self) -> Mapping[str, str]:
        """The words that a pack may put in its own way, by their dotted key, and how they are put without it: those of
        the language, and the names of its own collections and fields."""
        names = {
            f"collections.{folder}.{name}": text
            for folder in self.collections
            for name, text in self._named_by_class(folder).items()
        }
        classes = [model for entry in self.collections.values() for model in (entry, entry.item_class) if model]
        fields = {f"interface.page.{field}": labelled(field) for model in classes for field in model.model_fields}
        return {**names, **fields, **own_words(phrases(self.pack.language))}

    def named(self, folder: str) -> Mapping[str, str]:
        """What a collection is called: its title, summary, and heading on the home page (home)."""
        told = {**self._named_by_class(folder), **self.words["collections"].get(folder, {})}
        return {**told, "home": self.words["collections"].get(folder, {}).get("home", told["title"])}

    def _named_by_class(self, folder: str) -> dict[str, str]:
        about = (self.collections[folder].__doc__ or "").strip().split("\n")[0]
        return {"title": labelled(folder), "summary": about, "home": labelled(folder)}

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The red lines by id."""
        return self.redlines.rules if self.redlines else {}

    @cached_property
    def flow(self) -> str | None:
        """The facet whose values are stages that follow one another."""
        return next((name for name, facet in self.facets.items() if facet.flow), None)

    @cached_property
    def channels(self) -> Mapping[str, Value]:
        """The channels that words to say can be given for."""
        return self.facets["channel"].values if "channel" in self.facets else {}

    @cached_property
    def articles(self) -> dict[str, tuple[Law, Article]]:
        """Article id -> its law and itself."""
        laws = [cast(Law, entry) for entry in self.entries.values() if entry.cited]
        return {article.id: (law, article) for law in laws for article in law.items}

    def under(self, entry: Entry) -> Mapping[str, tuple[str, ...]]:
        """Facet -> the values that an entry shows up under, in their order: its own and those of its items; one that
        stands for all gives them all."""
        return self._under[entry.id]

    def under_item(self, entry: Entry, item: Item) -> Mapping[str, tuple[str, ...]]:
        """The same of an item: what it says of itself, and what its page says of all that is on it."""
        return self._spread_all({**entry.facets, **item.facets})

    def fits(self, entry: Entry, wanted: Mapping[str, str]) -> bool:
        """Whether an entry shows up under all of these values (facet -> value)."""
        under = self.under(entry)
        return all(value in under.get(facet, ()) for facet, value in wanted.items())

    def ways(self, entry: Entry) -> tuple[str, ...]:
        """Where a conversation may go on after a page: what it says itself, or back and to every end."""
        return self._ways[entry.id]

    @cached_property
    def _ways(self) -> dict[str, tuple[str, ...]]:
        own = {name: tuple(text for keys, text, what in texts(entry) if what == "way" and keys[0] != entry.items_field)
               for name, entry in self.entries.items()}  # fmt: skip
        ends = {True: (BACK, *self.ends), False: tuple(self.ends)}
        return {name: own[name] or ends[entry.replies] for name, entry in self.entries.items()}

    def may_hold(self, what: Named, name: str) -> bool:
        """Whether there is such a thing, or may be in a file that could not be read."""
        known: Mapping[str, Any] = {
            "facet": self.facets, "blank": self.blanks, "end": self.ends, "figure": self.figures, "rule": self.rules,
            "article": self.articles, "entry": self.entries,
        }[what]  # fmt: skip
        return name in known or any(self._could_hold(path, what, name) for path in self.unread)

    def _could_hold(self, path: str, what: Named, name: str) -> bool:
        folder, _, file = path.rpartition("/")
        if what == "entry":
            return file == f"{name}.yml"
        if what == "article":
            return folder in self.collections and self.collections[folder].cited
        return path == ("redlines.yml" if what == "rule" else f"{what}s.yml")

    @cached_property
    def _by_folder(self) -> dict[str, tuple[Entry, ...]]:
        groups: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            groups.setdefault(entry.folder, []).append(entry)
        return {folder: tuple(entries) for folder, entries in groups.items()}

    @cached_property
    def _under(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {
            entry.id: self._spread_all(_together([entry.facets, *(item.facets for item in entry.items)]))
            for entry in self.entries.values()
        }

    def _spread_all(self, facets: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
        return {name: self._spread(self.facets[name], own) for name, own in facets.items() if name in self.facets}

    @staticmethod
    def _spread(facet: Facet, own: list[str]) -> tuple[str, ...]:
        for_all = any(value in facet.values and facet.values[value].any for value in own)
        return tuple(value for value in facet.values if for_all or value in own)


def _together(all_facets: Iterable[Mapping[str, list[str]]]) -> dict[str, list[str]]:
    """Facets of several things as those of one."""
    found: dict[str, list[str]] = {}
    for facets in all_facets:
        for name, values in facets.items():
            found[name] = [*found.get(name, ()), *values]
    return found

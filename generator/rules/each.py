"""Rules of one file at a time. What they find is kept with the file: after a save, what was saved is judged anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, TypeAlias

from generator.content.library import Library
from generator.content.model import Entry, Model, Synonym, texts
from generator.content.problems import Keys, Problem
from generator.content.source import Source

Texts: TypeAlias = Sequence[tuple[Keys, str, str]]
"""The texts and references of one file: the way to each, itself, what it means (see model.Means)."""

Rule: TypeAlias = Callable[[Library, Source, Texts], Iterable[Problem]]

_last: dict[Any, tuple[Hashable, ...]] = {}
"""What a rule went by when it was last asked, so that the same is told by being the same object."""


def each_file(library: Library, rule: Rule, *on: Hashable) -> Iterator[Problem]:
    """What a rule finds in the texts of every file. `on`: all that it goes by but the file; a file that is the same is
    not looked at again while that is the same."""
    called = rule.func if isinstance(rule, partial) else rule
    if _last.get(called) != on:
        _last[called] = on
    on = _last[called]
    for source, texts_ in library.once(texts_by_file):
        before, found = source.judged.get(called, (None, ()))
        if before is not on:
            found = tuple(rule(library, source, texts_))
            source.judged[called] = on, found
        yield from found


def texts_by_file(library: Library) -> Sequence[tuple[Source, Texts]]:
    """Every file with its texts: pages, then the files at the top, whose notes and names readers see, too."""
    return [(library.source(entry), entry.all_texts) for entry in library.entries.values()] + [
        (source, tuple(_of_settings(models))) for source, models in _settings(library)
    ]


def _settings(library: Library) -> Iterator[tuple[Source, Sequence[tuple[Keys, Model]]]]:
    parts: dict[str, list[tuple[Keys, Model]]] = {"pack.yml": [((), library.pack)], "facets.yml": []}
    for name, facet in library.facets.items():
        parts["facets.yml"].append(((name,), facet))
        parts["facets.yml"] += [((name, "values", key), value) for key, value in facet.values.items()]
    for path in ("blanks.yml", "ends.yml", "synonyms.yml", "guides.yml"):
        parts[path] = [((name,), model) for name, model in getattr(library, path.removesuffix(".yml")).items()]
    parts["redlines.yml"] = [(("rules", name), rule) for name, rule in library.rules.items()]
    yield from ((library.sources[path], models) for path, models in parts.items() if path in library.sources)


def _of_settings(models: Iterable[tuple[Keys, Model]]) -> Iterator[tuple[Keys, str, str]]:
    for keys, model in models:
        # Words that the law tells apart are shown with the note that says so, a deed with its red line.
        told = isinstance(model, Synonym) and (model.note or model.redline)
        for inner, text, what in texts(model, keys):
            if not (told and "terms" in inner):
                yield inner, text, what


def page_of(library: Library, source: Source) -> Entry | None:
    """The page that a file holds; None for the files at the top."""
    return library.once(_pages).get(source.path)


def _pages(library: Library) -> Mapping[str, Entry]:
    return {library.source(entry).path: entry for entry in library.entries.values()}


def all_names(library: Library) -> Hashable:
    """Every name that a text can lead to, with what it is told apart by."""
    pages = tuple(
        (entry.id, entry.code, entry.title, entry.replies, *entry.was,
         *((item.id, *item.was, *(_cited(item) if entry.cited else ())) for item in entry.items))
        for entry in library.entries.values()
    )  # fmt: skip
    return pages, tuple((name, rule.title) for name, rule in library.rules.items()), library.unread


_cited = attrgetter("number", "status")

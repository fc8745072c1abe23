"""Names are given once: codes, ids, addresses and anchors, those of pages that were renamed or taken out included."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.library import Library
from generator.content.model import ANCHORS, Entry
from generator.content.problems import Keys, Problem

OF_EVERY_OBJECT = (
    "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
    "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
)  # fmt: skip
"""Names that every object of JavaScript has from the start: the reader's browser could not tell a blank from them."""


def codes(library: Library) -> Iterator[Problem]:
    """A short code stands for one page for ever: it is printed on paper. Which of two was, only people know; the
    page that was reviewed last is told to take another."""
    owners = {withdrawn.code: f"withdrawn.yml（{name}）" for name, withdrawn in library.withdrawn.items()}
    last: dict[str, int] = {}
    for code in [*owners, *(entry.code for entry in library.entries.values())]:
        last[code[0]] = max(last.get(code[0], 0), int(code[1:]))
    for entry in sorted(library.entries.values(), key=lambda entry: entry.reviewed):
        source = library.source(entry)
        other = owners.setdefault(entry.code, source.path)
        if other != source.path:
            last[entry.code[0]] += 1  # a gap may be a code that was printed once
            free = f"{entry.code[0]}{last[entry.code[0]]}"
            kind = "code-of-withdrawn" if other.startswith("withdrawn.yml") else "duplicate-code"
            yield source.problem(kind, ("code",), code=entry.code, free=free, this=source.path, other=other)


def item_ids(library: Library) -> Iterator[Problem]:
    """An item's id is unique within its page and none of the page's own anchors; an article's among all laws."""
    articles: dict[str, Entry] = {}
    for entry in library.entries.values():
        source = library.source(entry)
        first: dict[str, Keys] = {}
        for index, item in enumerate(entry.items):
            keys: Keys = (entry.items_field or "", index, "id")
            for name in (item.id, *item.was):
                if name in first:
                    yield source.problem("duplicate-item", keys, id=name, first=source.place(first[name]).line)
                first.setdefault(name, keys)
            if item.id in ANCHORS:
                yield source.problem("id-of-page", keys, id=item.id, better=f"{item.id}-1")
            if entry.cited and articles.setdefault(item.id, entry) is not entry:
                other = library.source(articles[item.id]).path
                yield source.problem("duplicate-article", keys, id=item.id, other=other)


def former_names(library: Library) -> Iterator[Problem]:
    """An id that a page had before, or that is taken out, belongs to no other: its address leads on."""
    owners = {entry.id: library.source(entry).path for entry in library.entries.values()}
    for entry in library.entries.values():
        source = library.source(entry)
        for index, old in enumerate(entry.was):
            other = owners.setdefault(old, source.path)
            if other != source.path or old == entry.id:
                yield source.problem("name-taken", ("was", index), id=old, other=other)
    for old, withdrawn in library.withdrawn.items():
        source = library.sources["withdrawn.yml"]
        if old in owners:
            yield source.problem("name-taken", (old,), of_key=True, id=old, other=owners[old])
        if withdrawn.folder not in library.collections:
            yield source.unknown("unknown-collection", (old, "folder"), withdrawn.folder, library.collections)


def addresses(library: Library) -> Iterator[Problem]:
    """No two things have one address: pages called as a list is, values and rules that differ by capitals alone."""
    for entry in library.entries.values():
        if entry.id == "index":
            yield Problem(library.source(entry).place(), "page-called-index", {"folder": entry.folder})
    for name, facet in library.facets.items():
        paths: dict[str, str] = {}
        for key, value in facet.values.items():
            other = paths.setdefault(value.path, key)
            if other != key:
                at = (name, "values", key, "path")
                yield library.sources["facets.yml"].problem("path-taken", at, path=value.path, other=other)
    rules: dict[str, str] = {}
    for name in library.rules:
        source = library.sources["redlines.yml"]
        other = rules.setdefault(name.lower(), name)
        if other != name:
            yield source.problem("rule-taken", ("rules", name), of_key=True, rule=name, other=other)


def blank_names(library: Library) -> Iterator[Problem]:
    """A blank has a name that the reader's browser does not know as something else."""
    for name in library.blanks:
        if name in OF_EVERY_OBJECT:
            yield library.sources["blanks.yml"].problem("blank-name", (name,), of_key=True, name=name)

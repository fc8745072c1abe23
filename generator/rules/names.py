"""Names are given once: codes, ids, addresses and anchors, those of pages that were renamed or taken out included."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import get_args

from generator.content.library import Library
from generator.content.model import Entry, Severity, is_anchor
from generator.content.problems import Keys, Problem
from generator.content.situations import facet_path, grid, situation_path

OF_EVERY_OBJECT = (
    "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
    "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
)  # fmt: skip
"""Names that every object of JavaScript has from the start: the reader's browser could not tell a blank from them."""


def codes(library: Library) -> Iterator[Problem]:
    """A short code stands for one page for ever: it is printed on paper. Which of two was, only people know; the
    page that was reviewed last is told to take another, or that which is called as a copy."""
    gone = {withdrawn.code: f"withdrawn.yml（{name}）" for name, withdrawn in reversed([*library.withdrawn.items()])}
    last: dict[str, int] = {}
    for code in [*gone, *(entry.code for entry in library.entries.values())]:
        last[code[0]] = max(last.get(code[0], 0), int(code[1:]))

    def free(code: str) -> str:
        last[code[0]] += 1  # a gap may be a code that was printed once
        return f"{code[0]}{last[code[0]]}"

    for name, withdrawn in library.withdrawn.items():
        this, other = f"withdrawn.yml（{name}）", gone[withdrawn.code]
        if this != other:
            source, code = library.sources["withdrawn.yml"], withdrawn.code
            yield source.problem("duplicate-code", (name, "code"), code=code, free=free(code), this=this, other=other)
    owners = dict(gone)
    for entry in sorted(library.entries.values(), key=lambda entry: (entry.reviewed, _is_copy(library, entry))):
        source = library.source(entry)
        other = owners.setdefault(entry.code, source.path)
        if other != source.path:
            kind = "code-of-withdrawn" if other.startswith("withdrawn.yml") else "duplicate-code"
            told = free(entry.code)
            yield source.problem(kind, ("code",), code=entry.code, free=told, this=source.path, other=other)


def _is_copy(library: Library, entry: Entry) -> bool:
    """Whether a page is called as a copy of another is: poor-service-2, poor-service-copy."""
    return any(sign == "-" and entry.id[:at] in library.entries for at, sign in enumerate(entry.id))


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
                if is_anchor(name):
                    yield source.problem("id-of-page", keys, id=name, better=f"{name.removeprefix('kb-')}-1")
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
            if other != source.path or old == entry.id or old in entry.was[:index]:
                yield source.problem("name-taken", ("was", index), id=old, other=other)
    for old, withdrawn in library.withdrawn.items():
        source = library.sources["withdrawn.yml"]
        if old in owners:
            yield source.problem("name-taken", (old,), of_key=True, id=old, other=owners[old])
        if withdrawn.folder not in library.collections:
            yield source.unknown("unknown-collection", (old, "folder"), withdrawn.folder, library.collections)


def addresses(library: Library) -> Iterator[Problem]:
    """No two things have one address: each page has one of its own, and each thing on a page an anchor."""
    for entry in library.entries.values():
        source = library.source(entry)
        if entry.id == "index":
            yield Problem(source.place(), "page-called-index", {"folder": entry.folder})
        elif "index" in entry.was:
            yield source.problem("page-called-index", ("was", entry.was.index("index")), folder=entry.folder)
        if entry.id in library.collections:  # where all checks are listed, its collection has that anchor
            yield source.problem("id-of-page", (), id=entry.id, better=f"{entry.id}-1")
    if "index" in library.withdrawn:
        source = library.sources["withdrawn.yml"]
        yield source.problem("page-called-index", ("index",), of_key=True, folder=library.withdrawn["index"].folder)
    yield from _paths_of_facets(library)
    yield from _anchors_of_rules(library)
    kinds = library.words["interface"]["paper"]["kinds"]
    parts = {f"{name}-{kind}" for name in library.guides for kind in kinds}
    for name in library.guides:
        if name in parts:
            source = library.sources["guides.yml"]
            yield source.problem("id-of-page", (name,), of_key=True, id=name, better=f"{name}-1")


def _paths_of_facets(library: Library) -> Iterator[Problem]:
    """Values of one path, or else stages whose pages for one kind of case have that of another page."""
    facets = library.facets.items()
    places = [(facet_path(library, name, key), key, (name, key)) for name, facet in facets for key in facet.values]
    taken = {path: key for path, key, _ in reversed(places)}
    if len(taken) == len(places) and (situations := library.once(grid)):
        flow, kinds = situations.flow, situations.kinds
        for stage, kind in product(situations.stages, situations.columns):
            path, name = situation_path(library, flow, stage, kinds, kind), f"{stage} × {kind}"
            places.append((path, name, (flow, stage)))
            taken.setdefault(path, name)
    for path, name, (facet, key) in places:
        if (other := taken[path]) != name:
            told = path.rpartition("/")[2].removesuffix(".md")
            at = (facet, "values", key, "path")
            yield library.sources["facets.yml"].problem("path-taken", at, path=told, other=other)


def _anchors_of_rules(library: Library) -> Iterator[Problem]:
    """Rules that differ by capitals alone, and those called as the part of the page that they stand in."""
    rules: dict[str, str] = {}
    for name in library.rules:
        source = library.sources["redlines.yml"]
        other = rules.setdefault(name.lower(), name)
        if other != name:
            yield source.problem("rule-taken", ("rules", name), of_key=True, rule=name, other=other)
        elif name.lower() in get_args(Severity) or is_anchor(name.lower()):
            yield source.problem("id-of-page", ("rules", name), of_key=True, id=name, better=f"{name}-1")


def blank_names(library: Library) -> Iterator[Problem]:
    """A blank has a name that the reader's browser does not know as something else."""
    for name in library.blanks:
        if name in OF_EVERY_OBJECT:
            yield library.sources["blanks.yml"].problem("blank-name", (name,), of_key=True, name=name)

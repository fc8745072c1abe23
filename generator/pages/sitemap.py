"""The site map: every generated page but those about paper (paperpages.py), its template and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from itertools import product
from types import MappingProxyType
from typing import Any, TypeAlias

from generator.content.library import Library
from generator.content.manual import Sheet, manual
from generator.content.markup import links
from generator.content.model import FILES, Article, Entry, Item, Law, texts
from generator.content.situations import facet_path, grid, situation_path
from generator.pages.changes import RED_LINES, Key, Month, publishable
from generator.pages.moved import former
from generator.pages.ways import picture


@dataclass(frozen=True)
class Page:
    """One page: where it goes below the site (`objections/vacant-home.md`), and what its template is given."""

    path: str
    template: str
    title: str
    summary: str
    shows: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(default_factory=dict)
    """Or what works it out, once the page is made."""
    source: str | None = None
    """The YAML file below content/ that the page comes from."""
    group: str | None = None
    """The group of the navigation that lists it (see Entry.group); none: it is reached from another page."""


@dataclass(frozen=True)
class Collection:
    """A collection as readers see it."""

    folder: str
    title: str
    summary: str
    home: str
    """Its heading on the home page."""
    model: type[Entry]
    entries: tuple[Entry, ...]


def pages(library: Library, changes: Sequence[Month] = (), docs: Sequence[Page] = ()) -> list[Page]:
    """Every generated page but those of paper and health; without `changes`, all of them, there is no log of them.

    `docs`: the hand-written pages; the home page leads to those for staff.
    """
    return list(_pages(library, changes, docs))


def _pages(library: Library, changes: Sequence[Month], docs: Sequence[Page]) -> Iterator[Page]:
    shelf = library.once(collections)
    ticked = [collection for collection in shelf if collection.model.ticks]
    home = {"shelf": shelf, "grid": library.once(grid), "docs": [page for page in docs if page.group == "front"]}
    yield Page("index.md", "home.md.jinja", library.pack.title, library.pack.tagline, home)
    for collection in shelf:
        yield Page(f"{collection.folder}/index.md", "collection.md.jinja", collection.title, collection.summary,
                   {"collection": collection}, group=collection.model.group)  # fmt: skip
        yield from _entry_pages(library, collection)
    for path, title, said, to, called in former(library):
        yield Page(path, "moved.md.jinja", title, said, {"to_page": to, "to_title": called})
    yield from _facet_pages(library, shelf)
    yield from _situation_pages(library, shelf)
    if library.flow:
        title = library.facets[library.flow].title
        yield _tool(library, "flow", lambda: {"shelf": ticked, "ways": _drawn(library)}, facet=title)
    if library.redlines:
        yield _tool(library, "red-lines", group="basis")
        words, sample = library.words["interface"]["lint"], library.redlines.sample
        yield _tool(library, "lint", {"lint": {**words, "sample": sample or words["sample"]}})
    if library.figures:
        yield _tool(library, "figures", group="basis")
    yield _tool(library, "checks", {"shelf": ticked})
    yield _tool(library, "search")
    sheets = _manual(library)
    yield _tool(library, "manual", {"sheets": sheets, "kinds": library.words["kinds"]}, "manage")
    if changes:
        yield _tool(library, "changes", partial(_changed, library, changes), "manage")


def _drawn(library: Library) -> list[tuple[Entry, Any]]:
    """Every page that speaks, with the picture of its ways."""
    return [(entry, picture(library, entry)) for entry in library.entries.values() if entry.speaks]


def _changed(library: Library, months: Sequence[Month]) -> Mapping[str, Any]:
    """What the log of changes shows."""
    return {"months": publishable(months, library), "places": places(library), "leads": _leads(library)}


def _manual(library: Library) -> list[Sheet]:
    """The author's manual without what this pack has none of: laws, red lines, guides."""
    shelf = {folder: model for folder, model in library.collections.items() if library.articles or not model.cited}
    there = {"redlines.yml": library.redlines, "examples.yml": library.redlines, "guides.yml": library.guides}
    files = {name: model for name, model in FILES.items() if there.get(name, True)}
    without = [*([] if library.articles else ["article"]), *([] if library.rules else ["redline"])]
    return manual(shelf, library.words, files, without)


Shows: TypeAlias = Mapping[str, Any] | Callable[[], Mapping[str, Any]]
"""What a template is given, or what works it out, once the page is made."""


def _tool(
    library: Library, name: str, shows: Shows = MappingProxyType({}), group: str = "front", **values: str
) -> Page:
    """A page of the product's own, whose title and summary are in the language file; `values` fill the title."""
    titles = library.words["pages"]
    title, summary = titles[name].format(**values), titles[f"{name}-summary"]
    return Page(f"{name}/index.md", f"{name}.md.jinja", title, summary, shows, group=group)


def collections(library: Library) -> tuple[Collection, ...]:
    """The collections that have entries, with the words readers know them by."""
    result = []
    for folder, model in library.collections.items():
        if entries := library.of(folder):
            named = library.named(folder)
            result.append(Collection(folder, named["title"], named["summary"], named["home"], model, entries))
    return tuple(result)


def places(library: Library) -> dict[Key, str]:
    """Where every entry, item and red line stands, by the id of its entry and its own."""
    found = {(entry.id, ""): entry.page for entry in library.entries.values()}
    found |= {
        (entry.id, item.id): f"{entry.page}#{item.id}" for entry in library.entries.values() for item in entry.items
    }
    if library.rules:
        path = f"{RED_LINES}/index.md"
        found |= {(RED_LINES, name): f"{path}#{name.lower()}" for name in library.rules}
        found[RED_LINES, ""] = path
    return found


def _leads(library: Library) -> Callable[[Key, str], bool]:
    """Whether what was called so before still leads to the page or item that a key of the log names."""
    lead = {(entry.id, "", old) for entry in library.entries.values() for old in entry.was}
    lead |= {(entry.id, item.id, old) for entry in library.entries.values() for item in entry.items for old in item.was}
    return lambda key, was: (*key, was) in lead


def navigation(library: Library, site: Sequence[Page]) -> list[dict[str, Any]]:
    """The left navigation, in groups: collections and tools, never entries, so that no page grows with the content.

    Titles are HTML, as themes put them into pages as they are.
    """
    groups = library.words["groups"]
    listed = {group: [{escape(page.title): page.path} for page in site if page.group == group] for group in groups}
    home = {escape(library.words["pages"]["home"]): "index.md"}
    return [home, *({groups[group]: found} for group, found in listed.items() if found)]


def _entry_pages(library: Library, collection: Collection) -> Iterator[Page]:
    entries = collection.entries

    def shows(index: int) -> Mapping[str, Any]:
        entry = entries[index]
        return {
            "entry": entry,
            "collection": collection,
            "cited": cited(library, entry),
            "backlinks": library.once(backlinks).get(entry.id, ()),
            "previous": entries[index - 1] if index else None,
            "next": entries[index + 1] if index + 1 < len(entries) else None,
            **(_of_law(library, entry) if entry.cited else {}),
        }

    for index, entry in enumerate(entries):
        title, summary = library.readable(entry.title), library.readable(entry.summary)
        yield Page(entry.page, f"{entry.folder}.md.jinja", title, summary, partial(shows, index), entry.path)


def _of_law(library: Library, entry: Entry) -> dict[str, Any]:
    """What a page of articles shows besides: the most cited ones come first, others stay in their order."""
    resting = library.once(relying)
    cites = {name: sum(len(items) or 1 for _, items in pages) for name, pages in resting.items()}
    by_use = sorted(entry.items, key=lambda item: -cites.get(item.id, 0))
    return {"by_use": by_use, "relying": resting, "nationwide": library.once(local_rules)}


def cited(library: Library, entry: Entry) -> list[tuple[Law, Article]]:
    """The articles an entry cites, in the order they come up, each once."""
    ids = dict.fromkeys(text for _, text, what in texts(entry) if what == "article")
    return [library.articles[name] for name in ids if name in library.articles]


def backlinks(library: Library) -> dict[str, tuple[Entry, ...]]:
    """Id of an entry -> the entries that lead to it, in the library's order."""
    found: dict[str, dict[str, Entry]] = {}
    for entry in library.entries.values():
        for _, text, what in texts(entry):
            targets: Sequence[str] = ()
            if what == "entry":
                targets = [text.partition("#")[0]]
            elif what == "prose" and "](" in text:
                targets = [link.target.partition("#")[0] for link in links(text)]
            for target in targets:
                if target != entry.id:
                    found.setdefault(target, {})[entry.id] = entry
    return {target: tuple(entries.values()) for target, entries in found.items()}


def relying(library: Library) -> dict[str, list[tuple[Entry, list[Item]]]]:
    """Article id -> the pages that rest on it, each with those of its items that do (none: the page as a whole)."""
    found: dict[str, dict[str, list[Item]]] = {}
    for entry in library.entries.values():
        for keys, text, what in texts(entry) if not entry.cited else ():
            if what == "article":
                items = found.setdefault(text, {}).setdefault(entry.id, [])
                if keys[0] == entry.items_field:
                    items.append(entry.items[int(keys[1])])
    return {name: [(library.entries[id_], items) for id_, items in pages.items()] for name, pages in found.items()}


def local_rules(library: Library) -> dict[str, list[str]]:
    """Id of an article of a local rule -> the articles of the whole country that it differs from."""
    found: dict[str, list[str]] = {}
    for name, (_, article) in library.articles.items():
        for local in article.local:
            found.setdefault(local, []).append(name)
    return found


def fit(library: Library, wanted: Mapping[str, str]) -> frozenset[str]:
    """The ids of the entries that have all the wanted values (facet -> value)."""
    having = library.once(_having)
    return frozenset.intersection(*(having.get(pair, frozenset()) for pair in wanted.items()))


def _having(library: Library) -> dict[tuple[str, str], frozenset[str]]:
    """Facet and value -> the ids of the entries that show up under it."""
    found: dict[tuple[str, str], set[str]] = {}
    for entry in library.entries.values():
        for facet, values in library.under(entry).items():
            for value in values:
                found.setdefault((facet, value), set()).add(entry.id)
    return {pair: frozenset(ids) for pair, ids in found.items()}


def chosen(
    library: Library, shelf: Sequence[Collection], wanted: Mapping[str, str]
) -> list[tuple[Collection, list[Entry]]]:
    """The entries that have all the wanted values (facet -> value), by collection; empty collections are left out."""
    fitting = fit(library, wanted)
    groups = [(c, [entry for entry in c.entries if entry.id in fitting]) for c in shelf]
    return [(collection, entries) for collection, entries in groups if entries]


def _facet_pages(library: Library, shelf: Sequence[Collection]) -> Iterator[Page]:
    titles = library.words["pages"]
    for name, facet in library.facets.items():
        for key, value in facet.values.items():
            shown = value.title or key
            title = titles["facet"].format(facet=facet.title, value=shown)
            summary = value.summary or titles["facet-summary"].format(value=shown)
            shows = partial(_listed, library, shelf, {name: key})
            yield Page(facet_path(library, name, key), "facet.md.jinja", title, summary, shows)


def _listed(library: Library, shelf: Sequence[Collection], wanted: Mapping[str, str]) -> Mapping[str, Any]:
    """What a page of entries under some values shows."""
    return {"wanted": wanted, "groups": chosen(library, shelf, wanted)}


def _situation_pages(library: Library, shelf: Sequence[Collection]) -> Iterator[Page]:
    titles = library.words["pages"]
    if not (situations := library.once(grid)):
        return
    flow, kinds = situations.flow, situations.kinds
    for stage, kind in product(situations.stages, situations.columns):
        wanted = {flow: stage, kinds: kind}
        if fit(library, wanted):
            shown = [library.facets[facet].values[value].title or value for facet, value in wanted.items()]
            title = titles["situation"].format(stage=shown[0], kind=shown[1])
            summary = library.facets[flow].values[stage].summary or titles["facet-summary"].format(value=title)
            shows = partial(_listed, library, shelf, wanted)
            yield Page(situation_path(library, flow, stage, kinds, kind), "facet.md.jinja", title, summary, shows)

"""The site map: every generated page but those about paper (paperpages.py), its template and what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.content.library import Library
from generator.content.manual import manual
from generator.content.markup import LINK
from generator.content.model import Article, Entry, Item, Law, texts
from generator.pages.changes import RED_LINES, Key, Month


@dataclass(frozen=True)
class Page:
    """One page: where it goes below the site (`objections/vacant-home.md`), and what its template is given."""

    path: str
    template: str
    title: str
    summary: str
    shows: Mapping[str, Any] = field(default_factory=dict)
    source: str | None = None
    """The YAML file below content/ that the page comes from."""


@dataclass(frozen=True)
class Collection:
    """A collection as readers see it."""

    folder: str
    title: str
    summary: str
    entries: tuple[Entry, ...]


def pages(library: Library, words: Mapping[str, Any], changes: Sequence[Month] = ()) -> list[Page]:
    """Every generated page. `words` is the language file of the pack; without `changes` there is no log of them."""
    shelf = collections(library, words)
    titles, back = words["pages"], backlinks(library)
    flow = next((name for name, facet in library.facets.items() if facet.flow), None)
    home = {"shelf": shelf, "flow": flow, "grid": situations(library), "changes": bool(changes)}
    result = [Page("index.md", "home.md.jinja", library.pack.title, library.pack.tagline, home)]
    for collection in shelf:
        result.append(
            Page(f"{collection.folder}/index.md", "collection.md.jinja", collection.title, collection.summary,
                 {"collection": collection})
        )  # fmt: skip
        result += _entry_pages(library, collection, back)
    result += _facet_pages(library, shelf, titles)
    result += _situation_pages(library, shelf, titles)
    ticked = [collection for collection in shelf if library.collections[collection.folder].ticks]
    if flow:
        title = titles["flow"].format(facet=library.facets[flow].title)
        result.append(
            Page("flow/index.md", "flow.md.jinja", title, titles["flow-summary"], {"flow": flow, "shelf": ticked})
        )
    if library.redlines:
        result.append(
            Page("red-lines/index.md", "red-lines.md.jinja", titles["red-lines"], titles["red-lines-summary"])
        )
        shows = {"lint": words["interface"]["lint"]}
        result.append(Page("lint/index.md", "lint.md.jinja", titles["lint"], titles["lint-summary"], shows))
    if library.figures:
        result.append(Page("figures/index.md", "figures.md.jinja", titles["figures"], titles["figures-summary"]))
    result.append(
        Page("checks/index.md", "checks.md.jinja", titles["checks"], titles["checks-summary"], {"shelf": ticked})
    )
    result.append(Page("search/index.md", "search.md.jinja", titles["search"], titles["search-summary"]))
    shows = {"sheets": manual(library.collections, words), "kinds": words["kinds"]}
    result.append(Page("manual/index.md", "manual.md.jinja", titles["manual"], titles["manual-summary"], shows))
    if changes:
        shows = {"months": changes, "places": places(library)}
        result.append(Page("changes/index.md", "changes.md.jinja", titles["changes"], titles["changes-summary"], shows))
    return result


def collections(library: Library, words: Mapping[str, Any]) -> tuple[Collection, ...]:
    """The collections that have entries, with the words readers know them by."""
    result = []
    for folder, model in library.collections.items():
        if entries := library.of(folder):
            named = words["collections"].get(folder, {})
            about = (model.__doc__ or "").strip().split("\n")[0]
            title = named.get("title", folder.replace("-", " ").capitalize())
            result.append(Collection(folder, title, named.get("summary", about), entries))
    return tuple(result)


def places(library: Library) -> dict[Key, str]:
    """Where every entry, item and red line stands, by the id of its entry and its own."""
    found = {(entry.id, ""): f"{entry.folder}/{entry.id}.md" for entry in library.entries.values()}
    found |= {
        (entry.id, item.id): f"{found[entry.id, '']}#{item.id}"
        for entry in library.entries.values()
        for item in entry.items
    }
    if library.redlines:
        path = f"{RED_LINES}/index.md"
        found |= {(RED_LINES, name): f"{path}#{name.lower()}" for name in library.redlines.rules}
        found[RED_LINES, ""] = path
    return found


def navigation(site: Sequence[Page], words: Mapping[str, Any]) -> list[dict[str, str]]:
    """The left navigation: collections and tools, never entries, so that no page grows with the content."""
    listed = [page for page in site if page.path.endswith("index.md") and page.path.count("/") < 2]
    return [{words["pages"]["home"] if page.path == "index.md" else page.title: page.path} for page in listed]


def _entry_pages(library: Library, collection: Collection, back: Mapping[str, tuple[Entry, ...]]) -> Iterator[Page]:
    entries = collection.entries
    is_law = issubclass(library.collections[collection.folder], Law)
    rests, nationwide = (relying(library), local_rules(library)) if is_law else ({}, {})
    for index, entry in enumerate(entries):
        shows = {
            "entry": entry,
            "collection": collection,
            "cited": cited(library, entry),
            "backlinks": back.get(entry.id, ()),
            "relying": rests,
            "nationwide": nationwide,
            "previous": entries[index - 1] if index else None,
            "next": entries[index + 1] if index + 1 < len(entries) else None,
        }
        path = f"{entry.folder}/{entry.id}.md"
        yield Page(path, f"{entry.folder}.md.jinja", entry.title, entry.summary, shows, entry.path)


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
                targets = [match[2].partition("#")[0] for match in LINK.finditer(text)]
            for target in targets:
                if target != entry.id:
                    found.setdefault(target, {})[entry.id] = entry
    return {target: tuple(entries.values()) for target, entries in found.items()}


def relying(library: Library) -> dict[str, list[tuple[Entry, list[Item]]]]:
    """Article id -> the pages that rest on it, each with those of its items that do (none: the page as a whole)."""
    found: dict[str, dict[str, list[Item]]] = {}
    for entry in library.entries.values():
        for keys, text, what in texts(entry) if not isinstance(entry, Law) else ():
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


def facet_path(library: Library, facet: str, value: str) -> str:
    """Where the index page of a facet's value stands."""
    return f"by/{facet}/{library.facets[facet].values[value].path}.md"


def chosen(
    library: Library, shelf: Sequence[Collection], wanted: Mapping[str, str]
) -> list[tuple[Collection, list[Entry]]]:
    """The entries that have all the wanted values (facet -> value), by collection; empty collections are left out."""
    groups = [(c, [e for e in c.entries if all(has(library, e, f, v) for f, v in wanted.items())]) for c in shelf]
    return [(collection, entries) for collection, entries in groups if entries]


def has(library: Library, entry: Entry, facet: str, value: str) -> bool:
    """Whether an entry shows up under a facet's value: it has the value, or one that stands for all."""
    values = library.facets[facet].values
    return any(own == value or (own in values and values[own].any) for own in entry.facets.get(facet, ()))


def situation_path(library: Library, flow: str, stage: str, facet: str, value: str) -> str:
    """Where the page of one stage for one kind of case stands."""
    values = library.facets[facet].values
    return f"by/{flow}/{library.facets[flow].values[stage].path}-{values[value].path}.md"


def situations(library: Library) -> tuple[str, str, list[str], list[str]] | None:
    """What the home page's grid is made of: the flow, the first other facet, the rows and the columns of it."""
    flow = next((name for name, facet in library.facets.items() if facet.flow), None)
    other = next((name for name in library.facets if name != flow), None)
    if not flow or not other:
        return None
    columns = [key for key, value in library.facets[other].values.items() if not value.any]
    return flow, other, list(library.facets[flow].values), columns


def _facet_pages(library: Library, shelf: Sequence[Collection], titles: Mapping[str, str]) -> Iterator[Page]:
    for name, facet in library.facets.items():
        for key, value in facet.values.items():
            shown = value.title or key
            title = titles["facet"].format(facet=facet.title, value=shown)
            summary = value.summary or titles["facet-summary"].format(value=shown)
            shows = {"wanted": {name: key}, "groups": chosen(library, shelf, {name: key})}
            yield Page(facet_path(library, name, key), "facet.md.jinja", title, summary, shows)


def _situation_pages(library: Library, shelf: Sequence[Collection], titles: Mapping[str, str]) -> Iterator[Page]:
    if not (grid := situations(library)):
        return
    flow, other, stages, kinds = grid
    for stage in stages:
        for kind in kinds:
            wanted = {flow: stage, other: kind}
            if groups := chosen(library, shelf, wanted):
                shown = [library.facets[facet].values[value].title or value for facet, value in wanted.items()]
                title = titles["situation"].format(stage=shown[0], kind=shown[1])
                path = situation_path(library, flow, stage, other, kind)
                summary = library.facets[flow].values[stage].summary or titles["facet-summary"].format(value=title)
                yield Page(path, "facet.md.jinja", title, summary, {"wanted": wanted, "groups": groups})

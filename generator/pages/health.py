"""Library, day -> what a manager wants to know: what is overdue, what is missing, what was let pass, how much there is.

Values only, which depend on the content and the given day; the template shows them, and `as_json` publishes them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from generator.content.library import Library
from generator.content.markup import visible
from generator.content.model import Entry, Item, says_field, texts
from generator.content.situations import grid
from generator.pages.sitemap import Page, fit
from generator.rules.redlines import allowances

FOLDER = "health"
SOON = timedelta(days=30)
"""How long before its day a page is told of."""


@dataclass(frozen=True)
class Spot:
    """A page (`scripts/first-call`), or an item on it."""

    page: str
    item: str
    title: str
    owner: str


@dataclass(frozen=True)
class Due:
    """A page that is to be reviewed by a day."""

    spot: Spot
    expires: date


@dataclass(frozen=True)
class Pending:
    """A page that somebody has yet to confirm."""

    spot: Spot
    who: str


@dataclass(frozen=True)
class Allowed:
    """A rule that a page or an item may break, and who decided it."""

    spot: Spot
    rule: str
    because: str
    by: str
    until: date
    ended: bool


@dataclass(frozen=True)
class Row:
    """For one kind of case at one stage: how many words to say the scripts have, by channel.

    `missing` are channels that the stage names and no script speaks in.
    """

    kind: str
    stage: str
    words: Mapping[str, int]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Unfounded:
    """The items of a collection that cite no article."""

    folder: str
    items: int
    without: tuple[Spot, ...]


@dataclass(frozen=True)
class Share:
    """How much readers find under one value of a facet."""

    facet: str
    value: str
    pages: int
    items: int


@dataclass(frozen=True)
class Health:
    """Everything the page shows."""

    day: date
    expired: tuple[Due, ...]
    soon: tuple[Due, ...]
    pending: tuple[Pending, ...]
    coverage: tuple[Row, ...]
    allowed: tuple[Allowed, ...]
    unfounded: tuple[Unfounded, ...]
    shares: tuple[Share, ...]


def health(library: Library, today: date) -> Health:
    """The library's health as of a day."""
    due = sorted(_due(library), key=lambda each: each.expires)
    return Health(
        day=today,
        expired=tuple(each for each in due if each.expires < today),
        soon=tuple(each for each in due if today <= each.expires <= today + SOON),
        pending=tuple(Pending(_spot(entry), entry.pending) for entry in library.entries.values() if entry.pending),
        coverage=tuple(_coverage(library)),
        allowed=tuple(sorted(_allowed(library, today), key=lambda each: each.until)),
        unfounded=tuple(_unfounded(library)),
        shares=tuple(_shares(library)),
    )


def health_page(library: Library, found: Callable[[], Health]) -> Page:
    """`health/index.md`: what `health` finds of the library, worked out once the page is made."""
    words = library.words
    titles = words["pages"]

    def shows() -> Mapping[str, Any]:
        return {"health": found(), "h": words["interface"]["health"], "collections": words["collections"]}

    return Page(
        f"{FOLDER}/index.md", "health.md.jinja", titles["health"], titles["health-summary"], shows, group="manage"
    )


DATA = f"{FOLDER}/health.json"


def as_json(found: Health) -> str:
    """The same figures for other programs."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=1, default=str) + "\n"


def _due(library: Library) -> Iterator[Due]:
    for entry in library.entries.values():
        if entry.expires:
            yield Due(_spot(entry), entry.expires)


def _allowed(library: Library, today: date) -> Iterator[Allowed]:
    for entry in library.entries.values():
        for keys, allow in allowances(entry):
            item = entry.items[int(keys[1])] if keys[0] == entry.items_field else None
            spot, ended = _spot(entry, item), allow.until < today
            yield Allowed(spot, allow.rule, allow.because, allow.by, allow.until, ended)


def _coverage(library: Library) -> Iterator[Row]:
    situations = library.once(grid)
    if not situations or not library.channels:
        return
    speaking = [entry for entry in library.entries.values() if entry.speaks]
    for stage, kind in product(situations.stages, situations.columns):
        wanted = {situations.flow: stage, situations.kinds: kind}
        ids = fit(library, wanted)
        fitting = [entry for entry in speaking if entry.id in ids]
        spoken = [channel for entry in fitting for channel in _spoken(library, entry)]
        words = {channel: spoken.count(channel) for channel in library.channels}
        used = library.facets[situations.flow].values[stage].channels
        yield Row(kind, stage, words, tuple(channel for channel in used if not words.get(channel)))


def _spoken(library: Library, entry: Entry) -> Iterator[str]:
    """The channel of every version of an entry's words; words for all are for each channel that the page names."""
    every = entry.facets.get("channel") or list(library.channels)
    for model in (entry, *entry.items):
        for channel in getattr(model, says_field(type(model)) or "", {}):
            yield from [channel] if channel else every


def _unfounded(library: Library) -> Iterator[Unfounded]:
    for folder, model in library.collections.items():
        entries = library.of(folder)
        if entries and not model.cited:
            holders = [(entry, item) for entry in entries for item in _items(entry)]
            without = tuple(_spot(entry, item) for entry, item in holders if not _cites(item or entry))
            yield Unfounded(folder, len(holders), without)


def _cites(holder: Entry | Item) -> bool:
    return any(what == "article" for _, _, what in texts(holder))


def _shares(library: Library) -> Iterator[Share]:
    for name, facet in library.facets.items():
        for value in facet.values:
            entries = [library.entries[id_] for id_ in fit(library, {name: value})]
            counts = (1 for entry in entries for item in _items(entry) if _has(library, entry, item, name, value))
            yield Share(name, value, len(entries), sum(counts))


def _has(library: Library, entry: Entry, item: Item | None, facet: str, value: str) -> bool:
    return item is None or value in library.under_item(entry, item).get(facet, ())


def _items(entry: Entry) -> tuple[Item | None, ...]:
    """The entry's items; an entry without any is one itself."""
    return entry.items or (None,)


def _spot(entry: Entry, item: Item | None = None) -> Spot:
    title = item.head if item else entry.title
    return Spot(entry.page.removesuffix(".md"), item.id if item else "", visible(title), entry.owner)

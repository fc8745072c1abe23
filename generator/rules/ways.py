"""The ways of a conversation: wherever something is heard there is a reply, and every reply leads on to an end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.content.library import Library
from generator.content.model import BACK, Entry, meanings, texts
from generator.content.problems import Keys, Problem
from generator.content.source import Source
from generator.rules.each import Texts, all_names, each_file, page_of

FEW = 2
"""So many taps away, at the most, the end must be from every reply."""


def ways(library: Library) -> Iterator[Problem]:
    """Ways lead somewhere; no reply is a dead end, none goes round in a circle, each is reached from some script."""
    ends = tuple((name, end.title) for name, end in library.ends.items())
    yield from each_file(library, _ways, library.once(all_names), ends)
    if library.ends:
        yield from _endless(library)
        heard = _heard(library)
        for entry in library.entries.values():
            if entry.replies and entry.id not in heard and not _unread_scripts(library):
                yield library.source(entry).problem("way-unreached", severity="notice")


def _ways(library: Library, source: Source, texts: Texts) -> Iterator[Problem]:
    entry = page_of(library, source)
    for keys, text, what in texts:
        if entry and what == "way" and keys[0] != entry.items_field:
            yield from _way(library, entry, keys, text)


def _way(library: Library, entry: Entry, keys: Keys, text: str) -> Iterator[Problem]:
    source, offered = library.source(entry), [*([BACK] if entry.replies else []), *library.ends]
    if text == entry.id:
        yield source.problem("way-to-itself", keys, word=text)
    elif text in library.entries and not (library.entries[text].replies and entry.replies):
        yield source.problem("way-no-reply", keys, word=text, offered=offered)
    elif text not in offered and not (library.may_hold("end", text) or library.may_hold("entry", text)):
        known = [*offered, *(other.id for other in library.entries.values() if other.replies and entry.replies)]
        titled = [name for name, end in library.ends.items() if end.title == text]
        told: dict[str, Any] = {"otherwise": "known-ways"}
        if titled:
            told = {"hint": "did-you-mean", "near": titled[0], "mend": source.replaced(keys, text, titled[0])}
        yield source.unknown("unknown-way", keys, text, known, closely=True, offered=offered, **told)


def _unread_scripts(library: Library) -> bool:
    """Whether a page that may lead to replies could not be read."""
    speaking = {folder for folder, kind in library.collections.items() if kind.speaks}
    return any(path.rpartition("/")[0] in speaking for path in library.unread)


def _endless(library: Library) -> Iterator[Problem]:
    """Replies from which no end is near; of those that go round in a circle the first stands for all."""
    told: set[str] = set()
    for entry in library.entries.values():
        if entry.replies and entry.id not in told:
            source, at, (taps, seen) = library.source(entry), (_field(entry),), _taps(library, entry)
            if taps is None:
                told |= seen
                if any(way not in library.entries for name in seen for way in library.ways(library.entries[name])):
                    continue  # it leads nowhere, which is told of
                yield source.problem("way-circle", at, of_key=True, offered=[BACK, *library.ends])
            elif taps > FEW:
                yield source.problem("way-far", at, of_key=True, severity="warning", taps=taps, most=FEW)


def _taps(library: Library, entry: Entry) -> tuple[int | None, set[str]]:
    """How many taps it takes from a reply to an end, by way of a step or of other replies, and what was passed.

    None: it never comes.
    """
    ring, seen, taps = {entry.id}, {entry.id}, 1
    while ring:
        onward = {way for name in ring for way in library.ways(library.entries[name])}
        if onward & library.ends.keys():
            return taps, seen
        if BACK in onward:
            return taps + 1, seen  # every step offers the ends of its script
        ring = {way for way in onward - seen if way in library.entries}
        seen |= ring
        taps += 1
    return None, seen


def _field(entry: Entry) -> str:
    """The field that says where a conversation may go on."""
    return next(name for name, means in meanings(type(entry)) if means and means.what == "way")


def _heard(library: Library) -> frozenset[str]:
    """The replies that a script's steps, or a reply that one leads to, say may be heard."""
    steps = [item for entry in library.entries.values() if entry.speaks for item in entry.items]
    ring = {text.partition("#")[0] for step in steps for _, text, what in texts(step) if what == "entry"}
    reached: set[str] = set()
    while ring:
        reached |= ring
        known = [library.entries[name] for name in ring if name in library.entries]
        ring = {way for entry in known if entry.replies for way in library.ways(entry)} - reached
    return frozenset(reached)

"""Rules between files, one small function each; `check` runs them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from generator.content import formula
from generator.content.library import Library
from generator.content.markup import BLANK, LINK
from generator.content.model import Entry, Section
from generator.content.problems import Keys, Problem, did_you_mean
from generator.content.selection import choose, printed_fields
from generator.content.source import Source
from generator.rules.redlines import all_texts, hand_written, red_lines, rules_hold

_OUTSIDE = re.compile(r"(https?://|mailto:|tel:)")
_BRACKETED = re.compile(r"(?:【|｛|\[)([^\s【】｛｝\[\]]+)(?:】|｝|\](?!\())")


def check(library: Library, today: date, docs: Path | None = None) -> list[Problem]:
    """Everything wrong with the content, what loading found included, in the order of files and lines.

    `docs`: the folder of pages written by hand, whose wording is checked too.
    """
    problems = list(library.problems)
    for rule in RULES:
        problems += rule(library)
    problems += red_lines(library, today)
    problems += expired(library, today)
    problems += hand_written(library, docs) if docs else ()
    return sorted(problems, key=lambda problem: problem.place)


def codes(library: Library) -> Iterator[Problem]:
    """A short code stands for one entry: it is printed on paper. Which of two was printed, only people know."""
    owners: dict[str, Entry] = {}
    last: dict[str, int] = {}
    for entry in library.entries.values():
        last[entry.code[0]] = max(last.get(entry.code[0], 0), int(entry.code[1:]))
    for entry in library.entries.values():
        first = owners.setdefault(entry.code, entry)
        if first is not entry:
            last[entry.code[0]] += 1  # a gap may be a code that was printed once
            source, free = library.source(entry), f"{entry.code[0]}{last[entry.code[0]]}"
            other = library.source(first).path
            yield source.problem("duplicate-code", ("code",), code=entry.code, free=free, this=source.path, other=other)


def item_ids(library: Library) -> Iterator[Problem]:
    """An item's id is unique within its entry; an article's among all laws."""
    for entry in library.entries.values():
        source = library.source(entry)
        first: dict[str, Keys] = {}
        for index, item in enumerate(entry.items):
            keys: Keys = (entry.items_field or "", index, "id")
            if item.id in first:
                yield source.problem("duplicate-item", keys, id=item.id, first=source.place(first[item.id]).line)
            first.setdefault(item.id, keys)
    articles: dict[str, Entry] = {}
    for law in (entry for entry in library.entries.values() if entry.cited):
        for index, article in enumerate(law.items):
            other = articles.setdefault(article.id, law)
            if other is not law:
                source = library.source(law)
                keys = (law.items_field or "", index, "id")
                yield source.problem("duplicate-article", keys, id=article.id, other=library.source(other).path)


def facets(library: Library) -> Iterator[Problem]:
    """Facets and their values are closed lists."""
    for entry in library.entries.values():
        yield from _facets(library, library.source(entry), ("facets",), entry.facets)


def _facets(library: Library, source: Source, keys: Keys, chosen: dict[str, list[str]]) -> Iterator[Problem]:
    for facet, values in chosen.items():
        if facet not in library.facets and library.may_hold("facet", facet):
            continue
        if facet not in library.facets:
            at = (*keys, facet)
            yield source.unknown("unknown-facet", at, facet, library.facets, of_key=True, otherwise="known-facets")
            continue
        known = list(library.facets[facet].values)
        for index, value in enumerate(values):
            if value not in known:
                at, title = (*keys, facet, index), library.facets[facet].title
                if re.search("[，、【】]", value):
                    yield source.problem("unknown-facet-value", at, hint="half-width-list", word=value, facet=title)
                else:
                    yield source.unknown("unknown-facet-value", at, value, known, facet=title)


def channels(library: Library) -> Iterator[Problem]:
    """Words to say are given by channel: the values of the facet `channel`."""
    if "channel" not in library.facets and library.may_hold("facet", "channel"):
        return
    known = list(library.channels)
    for source, keys, _, what in all_texts(library):
        channel = keys[-1]
        if what == "say" and channel and channel not in known:
            yield source.unknown("unknown-channel", keys, str(channel), known, of_key=True)


def references(library: Library) -> Iterator[Problem]:
    """Ids of articles, red lines, entries and items lead somewhere; so do links in texts."""
    for source, keys, text, what in all_texts(library):
        if what == "article":
            yield from _article(library, source, keys, text)
        elif what == "redline" and not library.may_hold("rule", text):
            yield source.problem("unknown-redline", keys, id=text)
        elif what == "entry":
            yield from _reference(library, source, keys, text)
        elif what == "prose":
            for match in LINK.finditer(text):
                yield from _link(library, source, keys, match[2])


def _article(library: Library, source: Source, keys: Keys, text: str) -> Iterator[Problem]:
    if not library.may_hold("article", text):
        yield source.unknown("unknown-article", keys, text, library.articles, closely=True, otherwise=None)
    elif text in library.articles and library.articles[text][1].status == "stale":
        yield source.problem("stale-article", keys, severity="warning", id=text)


def _reference(library: Library, source: Source, keys: Keys, text: str) -> Iterator[Problem]:
    name, _, item = text.partition("#")
    if not library.may_hold("entry", name):
        yield source.unknown(
            "unknown-entry", keys, name, library.entries, closely=True, near_hint="near-id", otherwise=None,
            snippet=text,
        )  # fmt: skip
    elif item and name in library.entries and item not in (known := [each.id for each in library.entries[name].items]):
        yield source.unknown(
            "unknown-item", keys, item, known, closely=True, near_hint="near-id", otherwise=None,
            snippet=text, entry=name,
        )  # fmt: skip


def _link(library: Library, source: Source, keys: Keys, target: str) -> Iterator[Problem]:
    name = target.partition("#")[0]
    if _OUTSIDE.match(target):
        return
    if library.may_hold("entry", name) or did_you_mean(name, library.entries, closely=True):
        yield from _reference(library, source, keys, target)
    else:
        yield source.problem("dead-link", keys, snippet=target, target=target)


def blanks(library: Library) -> Iterator[Problem]:
    """Blanks in texts are those of blanks.yml, written in braces."""
    for source, keys, text, what in all_texts(library):
        if what not in ("say", "prose"):
            continue
        for name in BLANK.findall(text):
            if not library.may_hold("blank", name):
                yield source.unknown("unknown-blank", keys, name, library.blanks, otherwise=None, snippet=f"{{{name}}}")
        if "{" in (rest := BLANK.sub("", text)) or "}" in rest:
            yield source.problem("stray-brace", keys)
        for name in _BRACKETED.findall(text):
            if name in library.blanks:
                yield source.problem("brackets-for-braces", keys, snippet=name, name=name)


def formulas(library: Library) -> Iterator[Problem]:
    """Choices have choices, formulas can be read, use known blanks and never lead back to themselves."""
    uses: dict[str, list[str]] = {}
    for name, blank in library.blanks.items():
        source = library.sources["blanks.yml"]
        if blank.type == "choice" and not blank.choices:
            yield source.problem("choice-without-choices", (name,), of_key=True, name=name)
        if not blank.formula:
            continue
        try:
            uses[name] = list(formula.blanks_in(formula.parse(blank.formula)))
        except formula.FormulaError as error:
            yield source.problem("bad-formula", (name, "formula"), name=name, at=error.at)
            continue
        for used in uses[name]:
            if used not in library.blanks:
                yield source.unknown("unknown-blank", (name, "formula"), used, library.blanks, otherwise=None)
    for name in uses:
        if _leads_to(name, name, uses):
            yield library.sources["blanks.yml"].problem("formula-loop", (name, "formula"), name=name)


def _leads_to(start: str, goal: str, uses: dict[str, list[str]], seen: frozenset[str] = frozenset()) -> bool:
    return any(
        used == goal or (used not in seen and _leads_to(used, goal, uses, seen | {used}))
        for used in uses.get(start, ())
    )


def guides(library: Library) -> Iterator[Problem]:
    """What guides select is there."""
    for name, guide in library.guides.items():
        for index, section in enumerate(guide.sections):
            keys: Keys = (name, "sections", index)
            faults = list(_section(library, keys, section))
            yield from faults
            if not faults and not (choose(library, section) or section.entries or section.redlines or section.lines):
                yield library.sources["guides.yml"].problem("empty-section", (*keys, "title"))


def _section(library: Library, keys: Keys, section: Section) -> Iterator[Problem]:
    source = library.sources["guides.yml"]
    if section.collection and section.collection not in library.collections:
        known = list(library.collections)
        yield source.unknown("unknown-collection", (*keys, "collection"), section.collection, known)
    for match in LINK.finditer(section.lead or ""):
        yield from _link(library, source, (*keys, "lead"), match[2])
    yield from _facets(library, source, (*keys, "facets"), section.facets)
    if library.channels or not library.may_hold("facet", "channel"):
        yield from _listed(source, (*keys, "channels"), section.channels, list(library.channels), "unknown-channel")
    yield from _listed(source, (*keys, "leave_out"), section.leave_out, printed_fields(library), "unknown-field")


def _listed(source: Source, keys: Keys, words: list[str], known: list[str], kind: str) -> Iterator[Problem]:
    for index, word in enumerate(words):
        if word not in known:
            yield source.unknown(kind, (*keys, index), word, known)


def curly_quotes(library: Library) -> Iterator[Problem]:
    """Curly quotes around all of the words to say were meant for YAML and would be copied with them."""
    for source, keys, text, what in all_texts(library):
        if what == "say" and re.fullmatch("“[^“”]*”", text):
            yield source.problem("curly-quotes", keys, severity="warning")


def expired(library: Library, today: date) -> Iterator[Problem]:
    """Pages past their day are told of; they stop no build, or one would fail by the clock alone."""
    for entry in library.entries.values():
        if entry.expires and entry.expires < today:
            yield library.source(entry).problem("expired", ("expires",), severity="notice", day=entry.expires)
        if entry.reviewed > today:
            day = entry.reviewed
            yield library.source(entry).problem("reviewed-later", ("reviewed",), severity="notice", day=day)


RULES: tuple[Callable[[Library], Iterable[Problem]], ...] = (
    codes, item_ids, facets, channels, references, blanks, formulas,
    curly_quotes, rules_hold, guides,
)  # fmt: skip

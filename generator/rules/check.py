"""Rules between files, one small function each; `check` runs them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from string import Formatter
from typing import Any

from generator.content import formula
from generator.content.called import called
from generator.content.library import Library
from generator.content.model import Entry, Item, Section, meanings, says_field
from generator.content.problems import Keys, Place, Problem, same_name, together
from generator.content.selection import choose, printed_fields
from generator.content.source import Source
from generator.content.sums import sums
from generator.rules.budget import patterns_hold
from generator.rules.days import days
from generator.rules.each import Texts, each_file
from generator.rules.figures import figures
from generator.rules.names import addresses, blank_names, codes, former_names, item_ids
from generator.rules.quotes import quotes
from generator.rules.redlines import detector_of, hand_written, red_lines, rules_hold, tried
from generator.rules.references import references
from generator.rules.several import several, through
from generator.rules.ways import ways
from generator.rules.writing import (
    blanks,
    channels_in_texts,
    folded_lines,
    links_unread,
    quotation_marks,
    synonyms,
)


def check(library: Library, today: date, docs: Path | None = None) -> list[Problem]:
    """Everything wrong with the content, what loading found included, in the order of files and lines.

    `docs`: the folder of pages written by hand, whose wording is checked too.
    """
    problems = list(library.problems)
    for rule in RULES:
        problems += rule(library)
    problems += days(library, today)
    endless = [] if tried(library) else list(patterns_hold(library))
    problems += endless
    if not endless:  # a pattern that runs for ever is told of, and not run
        if detector := library.once(detector_of):
            detector.tried = True
        problems += rules_hold(library)
        problems += red_lines(library, today)
        problems += hand_written(library, docs) if docs else ()
    return together(sorted(_lacking(library, problems), key=lambda problem: problem.place))


_HOMES = {
    "unknown-facet": "facets.yml", "unknown-facet-value": "facets.yml", "unknown-channel": "facets.yml",
    "unknown-blank": "blanks.yml", "unknown-figure": "figures.yml", "unknown-redline": "redlines.yml",
}  # fmt: skip
"""Where it is written what names there are, by the kind of problem of one that is not there."""


def _lacking(library: Library, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, those of names whose whole file is missing as one."""
    missing: dict[str, list[Problem]] = {}
    for problem in problems:
        home = _HOMES.get(problem.kind)
        if home and home not in {*library.sources, *library.unread}:
            missing.setdefault(home, []).append(problem)
        else:
            yield problem
    for home, found in missing.items():
        yield Problem(Place(f"{library.root.name}/{home}"), "missing-file", {"name": home}, also=tuple(found))


def words(library: Library) -> Iterator[Problem]:
    """Words that a pack puts in its own way are there, and fill in nothing that is not given."""
    known = library.wordable
    for key, text in library.pack.words.items():
        source, at = library.sources["pack.yml"], ("words", key)
        if key not in known:
            yield source.unknown("unknown-words", at, key, known, of_key=True, otherwise="where-words")
            continue
        given = set(_filled(known[key]))
        names = sorted({_bare(name) for name in given})
        for found in dict.fromkeys(_filled(text)):
            if found not in (*given, *names):  # with its own form, or with none
                name = _bare(found)
                yield source.problem("unknown-filling", at, name=name, known=names, snippet=f"{{{name}")


def _bare(filling: str) -> str:
    return re.split("[:!]", filling)[0]


def _filled(text: str) -> Iterator[str]:
    """What stands in braces, that the program puts something in for, with how it is shown; a brace alone is one."""
    try:
        for _, name, form, conversion in Formatter().parse(text):
            if name is not None:
                yield name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
    except ValueError:
        yield ""


def facets(library: Library) -> Iterator[Problem]:
    """Facets and their values are closed lists."""
    for entry in library.entries.values():
        source = library.source(entry)
        yield from _facets(library, source, ("facets",), entry.facets)
        for index, item in enumerate(entry.items):
            yield from _facets(library, source, (entry.items_field or "", index, "facets"), item.facets)


def _facets(library: Library, source: Source, keys: Keys, chosen: dict[str, list[str]]) -> Iterator[Problem]:
    titles = {facet.title: name for name, facet in library.facets.items()}
    for facet, values in chosen.items():
        if facet not in library.facets and library.may_hold("facet", facet):
            continue
        if facet not in library.facets:
            at, near = (*keys, facet), titles.get(facet)
            mend = source.replaced(at, facet, near, of_key=True) if near else None
            told: dict[str, Any] = {"hint": "did-you-mean", "near": near, "mend": mend} if near else {}
            yield source.unknown(
                "unknown-facet", at, facet, library.facets, of_key=True, otherwise="known-facets", **told
            )
            continue
        known, is_flow = list(library.facets[facet].values), library.facets[facet].flow
        for index, value in enumerate(values):
            if value not in known:
                at, title = (*keys, facet, index), library.facets[facet].title
                if told := several(source, at, value, partial(_value, known, is_flow)):
                    yield source.problem("unknown-facet-value", at, word=value, facet=title, **told)
                elif re.search("[，、【】（）]", value):
                    yield source.problem(
                        "unknown-facet-value", at, hint="half-width-list", near=", ".join(known[:2]), word=value,
                        facet=title,
                    )  # fmt: skip
                else:
                    yield source.unknown("unknown-facet-value", at, value, known, facet=title)


def _value(known: Sequence[str], is_flow: bool, word: str) -> str | None:
    """The values that a word means: one however it is typed, or those that a range of stages goes through."""
    return word if word in known else same_name(word, known) or (through(word, known) if is_flow else None)


def channels(library: Library) -> Iterator[Problem]:
    """Words to say are given by channel: the values of the facet `channel`."""
    if "channel" not in library.facets and library.may_hold("facet", "channel"):
        return
    yield from each_file(library, _channels, tuple(library.channels))


def _channels(library: Library, source: Source, texts: Texts) -> Iterator[Problem]:
    known = list(library.channels)
    for keys, _, what in texts:
        channel = keys[-1]
        if what == "say" and channel and channel not in known:
            yield source.unknown("unknown-channel", keys, str(channel), known, of_key=True)


def formulas(library: Library) -> Iterator[Problem]:
    """Choices have choices, formulas can be read, use known blanks and never lead back to themselves."""
    uses: dict[str, list[str]] = {}
    for name, blank in library.blanks.items():
        source = library.sources["blanks.yml"]
        if blank.keep and (blank.personal or blank.names):
            yield source.problem("kept-of-others", (name, "keep"), name=name)
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


def totals(library: Library) -> Iterator[Problem]:
    """Words for the sum alone stand beside words that say what it is made of, and need less than these."""
    if "blanks.yml" in library.unread:  # what a sum is made of is not known
        return
    for entry in library.entries.values():
        yield from _totals(library, entry, (), entry)
        for index, item in enumerate(entry.items):
            yield from _totals(library, entry, (entry.items_field or "", index), item)


def _totals(library: Library, entry: Entry, way: Keys, model: Entry | Item) -> Iterator[Problem]:
    whole: dict[str, str] = getattr(model, says_field(type(model)) or "", {})
    for name in (name for name, means in meanings(type(model)) if means and means.part == "again"):
        for channel, text in getattr(model, name).items():
            if not sums(library.blanks, whole.get(channel, ""), text):
                yield library.source(entry).problem("no-total", (*way, name, channel))


def guides(library: Library) -> Iterator[Problem]:
    """What guides select is there."""
    for name, guide in library.guides.items():
        for index, section in enumerate(guide.sections):
            keys: Keys = (name, "sections", index)
            faults = list(_section(library, keys, section))
            yield from faults
            chosen = choose(library, section) or section.entries or section.redlines or section.lines
            if not faults and not chosen and not _may_hold_more(library, section):
                yield library.sources["guides.yml"].problem("empty-section", (*keys, "title"))


def _may_hold_more(library: Library, section: Section) -> bool:
    """Whether pages that could not be read, or what they are chosen by, may be what a section wants."""
    return any(path == "facets.yml" or path.partition("/")[0] == section.collection for path in library.unread)


def _section(library: Library, keys: Keys, section: Section) -> Iterator[Problem]:
    source = library.sources["guides.yml"]
    if section.collection and section.collection not in library.collections:
        known, at = list(library.collections), (*keys, "collection")
        titled = [name for name in known if library.words["collections"][name]["title"] == section.collection]
        yield _named(source, "unknown-collection", at, section.collection, known, next(iter(titled), None))
    yield from _facets(library, source, (*keys, "facets"), section.facets)
    if library.channels or not library.may_hold("facet", "channel"):
        yield from _listed(source, (*keys, "channels"), section.channels, list(library.channels), "unknown-channel")
    yield from _listed(source, (*keys, "leave_out"), section.leave_out, printed_fields(library), "unknown-field")


def _listed(source: Source, keys: Keys, words: list[str], known: list[str], kind: str) -> Iterator[Problem]:
    for index, word in enumerate(words):
        if word not in known:
            yield _named(source, kind, (*keys, index), word, known, called(word, known))


def _named(source: Source, kind: str, keys: Keys, word: str, known: list[str], near: str | None) -> Problem:
    """A word that is none of `known`, with the one that people call so, if there is one."""
    if not near:
        return source.unknown(kind, keys, word, known)
    mend = source.replaced(keys, word, near)
    return source.problem(kind, keys, hint="did-you-mean", word=word, near=near, mend=mend)


RULES: tuple[Callable[[Library], Iterable[Problem]], ...] = (
    words, codes, item_ids, former_names, addresses, blank_names, facets, channels, references, blanks, links_unread,
    quotation_marks, folded_lines, channels_in_texts, synonyms, formulas, totals, figures, ways, quotes, guides,
)  # fmt: skip

"""Guide -> what is printed, as plain values (values.py): selections resolved, inline Markdown cut into runs.

Nothing here knows a collection: an entry is its fields in the order of its class, each set by what it means
(see model.Means), so that a new collection prints without a word of code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.content.language import labelled
from generator.content.library import Library
from generator.content.markup import Blank, Bold, Code, Link, Mark, named, parse, spoken
from generator.content.model import Entry, Guide, Item, Means, Model, Rule, Section, field_for, meanings
from generator.content.selection import Selection, choose, is_printed
from generator.paper.shortlink import code_png, short_url
from generator.paper.values import Block, EntryValue, Fact, GuideValue, ItemValue, Line, RuleValue, Run, SectionValue

QUOTES = 3
"""Of the ways in which people say the same, so many are printed; the others are there for the search."""
ONE_LINE = 11
"""So many characters fit on one line wherever they stand: the narrowest place is a title beside its QR code."""

REFERENCES = ("law", "links", "redlines")
"""Kinds of blocks that stand below what is said and done."""

_UNSEEN = frozenset(map(chr, [0x34F, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)]))
"""Signs that leave nothing on paper, though Unicode does not count them among the formats: fillers, variants."""
_CLOSING = "，。；：、？！）》」』】”’…"
_CHINESE = re.compile(r"[\u2e80-\uffff”’…—]*")


@dataclass(frozen=True)
class Book:
    """A guide ready for setting: its value for the templates, and the entries in it with their sections."""

    name: str
    guide: Guide
    json: GuideValue
    chosen: tuple[tuple[Selection, Section], ...] = ()


def book(library: Library, name: str, *, site_url: str | None, edition: str) -> Book:
    """The guide `name` as a value."""
    guide = library.guides[name]
    values = _Values(library, site_url)
    home = short_url(site_url) if site_url else None
    value = GuideValue(
        title=printable(guide.title), subtitle=printable(guide.subtitle or ""), site=printable(library.pack.title),
        notice=printable(library.pack.notice or ""), edition=edition, language=library.pack.language,
        home=home, home_qr=code_png(home) if home else None,
        words=dict(library.words["interface"]["paper"]),
        sections=[values.section(section) for section in guide.sections],
    )  # fmt: skip
    chosen = tuple((each, section) for section in guide.sections for each in choose(library, section))
    return Book(name, guide, value, chosen)


NOT_BELOW = ("summary", "asked")
"""What a summary says stands with the title; the questions that a page answers are for the search."""


def shown_fields(model: Model, leave_out: Iterable[str] = ()) -> list[tuple[str, Means]]:
    """The fields of an entry, an item or a rule that a guide prints below the title, with what each means."""
    return [
        (name, means)
        for name, means in meanings(type(model))
        if means and is_printed(means) and means.part not in NOT_BELOW and name not in leave_out
    ]


def kept(line: Line) -> Line:
    """The line with the last two characters and their full stop held together: none stands alone on a last line.

    Every part held together costs memory and bytes, so where there is but one line nothing is.
    """
    if not line or (len(line) == 1 and len(line[0].text) <= ONE_LINE):
        return line
    *before, (style, text, *_) = line
    if style != "plain" or not _CHINESE.fullmatch(text[-4:]):
        return line
    start = max(0, len(text) - 3)
    while start and text[start] in _CLOSING:  # such a sign begins no line
        start -= 1
    return [*before, *([Run("plain", text[:start])] if start else []), Run("kept", text[start:])]


def tailed(line: Line) -> Line:
    """The line with the signs behind a blank or a link made part of it: else a line might begin with them."""
    result: Line = []
    for run in line:
        if result and result[-1].style in ("blank", "link") and run.style == "plain":
            rest = run.text.lstrip(_CLOSING)
            result[-1] = result[-1]._replace(tail=run.text.removesuffix(rest))
            run = Run("plain", rest)
        if run.text:
            result.append(run)
    return result


def printable(text: str) -> str:
    """The text without signs that nobody sees, as one of no width; a tab, pasted from a table, is a space."""
    if text.isprintable() and _UNSEEN.isdisjoint(text):
        return text
    return "".join(" " if sign.isspace() and sign != "\n" else sign for sign in text if not _is_unseen(sign))


def _is_unseen(sign: str) -> bool:
    return (sign not in "\t\n" and unicodedata.category(sign) in ("Cf", "Cc")) or sign in _UNSEEN


def _unquoted(text: str) -> str:
    """The text without quotation marks around it: the templates set their own."""
    inner = text[1:-1]
    return inner if text[:1] + text[-1:] in ("“”", '""') and not set(inner) & set('“”"') else text


class _Values:
    """Turns models into values for one guide."""

    def __init__(self, library: Library, site_url: str | None) -> None:
        self.library, self.site_url = library, site_url
        self.words: Mapping[str, str] = {**library.words["interface"]["page"], **library.words["interface"]["paper"]}

    def section(self, section: Section) -> SectionValue:
        rules = self.library.rules
        return {
            "title": printable(section.title),
            "lead": self.line(section.lead or ""),
            "entries": [self.entry(chosen, section) for chosen in choose(self.library, section)],
            "redlines": [self.rule(name, rules[name], section) for name in section.redlines if name in rules],
            "lines": [printable(line) for line in section.lines],
        }

    def entry(self, chosen: Selection, section: Section) -> EntryValue:
        entry = chosen.entry
        url = short_url(self.site_url, entry.code) if self.site_url else None
        return {
            "id": entry.id, "code": entry.code, "title": self.line(entry.title),
            "summary": [] if "summary" in section.leave_out else self.line(entry.summary),
            "url": url, "qr": code_png(url) if url else None, "part": bool(chosen.items),
            "facts": [] if entry.cited else self.facts(entry, section),
            "pending": self.words["pending"].format(who=entry.pending) if entry.pending else None,
            "blocks": [] if chosen.items else self.blocks(entry, section),
            "items": [
                self.item(entry, item, number, section)
                for number, item in enumerate(entry.items, 1)
                if not chosen.items or item.id in chosen.items
            ],
        }  # fmt: skip

    def item(self, entry: Entry, item: Item, number: int, section: Section) -> ItemValue:
        facts = [] if entry.cited else self.facts(item, section)
        facts += self.facets(item)
        told = [Block(kind="text", label=fact["label"], lines=[[Run("plain", fact["value"])]]) for fact in facts]
        return {
            "id": f"{entry.id}#{item.id}", "number": 0 if entry.cited else number, "tick": entry.ticks,
            "title": self.line(item.head), "short": item.head_field != field_for(type(item), "head"),
            "blocks": [*told, *self.blocks(item, section, [item.head_field])],
        }  # fmt: skip

    def rule(self, name: str, rule: Rule, section: Section) -> RuleValue:
        suggest = "" if "suggest" in section.leave_out else rule.suggest
        return {"id": name, "title": self._quotes([rule.title])[0], "suggest": self.line(suggest)}

    def facts(self, model: Entry | Item, section: Section) -> list[Fact]:
        """Choices and days that an entry or an item tells."""
        told = [name for name, means in shown_fields(model, section.leave_out) if means.what == "fact"]
        values = [(name, getattr(model, name)) for name in told if getattr(model, name) is not None]
        return [Fact(label=self.label(name), value=self.words.get(f"{name}_{of}", str(of))) for name, of in values]

    def facets(self, item: Item) -> list[Fact]:
        """What an item says of itself alone: must, should, may."""
        known = ((self.library.facets[name], values) for name, values in item.facets.items())
        return [
            Fact(label=facet.title, value=self.words["between_values"].join(facet.values[v].title or v for v in values))
            for facet, values in known
        ]

    def label(self, name: str) -> str:
        """What a field is called on paper."""
        return self.words.get(name) or labelled(name)

    def blocks(self, model: Model, section: Section, leave_out: Iterable[str] = ()) -> list[Block]:
        """The fields of a model as blocks. References come last."""
        fields = shown_fields(model, [*section.leave_out, *leave_out])
        blocks = [block for name, means in fields if getattr(model, name)
                  for block in self._block(getattr(model, name), name, means, section)]  # fmt: skip
        return sorted(blocks, key=lambda block: block["kind"] in REFERENCES)

    def _block(self, value: Any, name: str, means: Means, section: Section) -> Iterator[Block]:
        label = "" if means.part == "text" else self.label(name)
        texts = [value] if isinstance(value, str) else value
        match means.what, means.part:
            case ("fact", _) | (_, "again"):
                pass  # told beside the title; said already
            case "say", _:
                yield from self._say(value, section)
            case "article", _:
                yield Block(kind="law", label=self.words["law_short"], lines=[self._articles(value)])
            case "entry", _:
                yield Block(kind="links", label=label, lines=[self._listed(self._links(value))])
            case "redline", _:
                yield Block(kind="redlines", label=self.words["red_line"], lines=[self._listed(map(self._rule, value))])
            case "quoted", "heard":
                yield Block(kind="heard", label=label, lines=self._quotes(texts[:QUOTES]))
            case "quoted", "avoid":
                yield Block(kind="avoid", label=label, lines=self._quotes(texts))
            case "quoted", _:
                yield Block(kind="quote", label=label, lines=self._quotes(texts))
            case _ if isinstance(value, str):
                yield Block(kind="text", label=label, lines=[self.line(value)])
            case _:
                yield Block(kind="list", label=label, lines=[self.line(text) for text in texts])

    def _quotes(self, texts: Iterable[str]) -> list[Line]:
        return [kept([Run("plain", _unquoted(printable(named(text, self.library.around))))]) for text in texts]

    def _say(self, say: Mapping[str, str], section: Section) -> Iterator[Block]:
        names = [name for name in section.channels if name in say] if section.channels else list(say)
        for name in names or list(say)[:1]:
            label = name if len(names) > 1 or not section.channels else ""
            yield Block(kind="say", label=label, lines=[self.line(text, plain=True) for text in say[name].split("\n")])

    def _articles(self, ids: Iterable[str]) -> Line:
        line: Line = []
        before = None
        for each in ids:
            if found := self.library.articles.get(each):
                law, article = found
                if before:
                    line.append(Run("plain", self.words["same_law" if law is before else "next_law"]))
                whole = law.several or law is before
                cited = article.number if whole else self.words["cite"].format(law=law.title, number=article.number)
                line.append(Run("plain", cited))
                before = law
        return line

    def _listed(self, runs: Iterable[Run]) -> Line:
        between = Run("plain", self.words["between"])
        return tailed([each for run in runs for each in (run, between)][:-1])

    def _links(self, references: Iterable[str]) -> Iterator[Run]:
        found = (self.library.entries.get(reference.partition("#")[0]) for reference in references)
        return (Run("link", self.library.readable(entry.title), entry.id, f" {entry.code}") for entry in found if entry)

    def _rule(self, name: str) -> Run:
        rules = self.library.rules
        return Run("plain", rules[name].title if name in rules else name)

    def line(self, text: str, *, plain: bool = False) -> Line:
        """Prose as runs; with `plain`, words to say."""
        text = printable(text if plain else text.replace("\n", " "))
        marks = spoken(text) if plain else parse(text)
        return kept(tailed([run for mark in marks for run in self._runs(mark)]))

    def _runs(self, mark: Mark) -> Line:
        if isinstance(mark, Blank):
            return [Run("blank", self.library.around[0] + mark.name + self.library.around[1])]
        if isinstance(mark, Code):
            return [Run("code", mark.text)]
        if isinstance(mark, Bold):
            inner = [run for part in mark.marks for run in self._runs(part)]
            return [Run("bold", run.text) if run.style == "plain" else run for run in inner]
        if isinstance(mark, Link):
            words = "".join(run.text for part in mark.marks for run in self._runs(part))
            entry = self.library.entries.get(mark.target.partition("#")[0])
            return [
                Run("link", words, entry.id, self.words["code_behind"].format(code=entry.code))
                if entry
                else Run("link", words, mark.target)
            ]
        return [Run("plain", mark.text)]

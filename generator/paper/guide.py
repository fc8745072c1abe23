"""Guide -> what is printed, as plain values: selections resolved, inline Markdown cut into runs, blanks measured.

Nothing here knows a collection: an entry is its fields in the order of its class, each set by what it means
(see model.Means), so that a new collection prints without a word of code. The value is JSON; Typst and Jinja
both read it and evaluate nothing.

A run is [style, text] or [style, text, more]: "" plain, "b" bold, "c" code, "l" a link (more: the id of an
entry, entry#item, or an address), "_" a blank (more: millimetres to write in,
then the text that must not be parted from it), "keep" plain text that is not broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.content.library import Library
from generator.content.model import Entry, Guide, Item, Means, Model, Rule, Section, field_for, meanings
from generator.content.selection import Chosen, choose, is_printed
from generator.paper.shortlink import code_png, short_url

Run = list[Any]
Value = dict[str, Any]

WIDTHS = {"number": 9, "choice": 12, "month": 16, "date": 20, "money": 17, "text": 16}
"""Millimetres to write in, by a blank's type; a text's longer example asks for more."""
QUOTES = 3
"""Of the ways in which people say the same, so many are printed; the others are there for the search."""
WIDEST = 30
"""A gap wider than this would leave half a line of an A6 page empty before it."""
ONE_LINE = 11
"""So many characters fit on one line wherever they stand: the narrowest place is a title beside its QR code."""
PER_CHARACTER = 4.2
"""Millimetres that a handwritten Chinese character takes; a Latin letter or digit takes half."""

REFERENCES = ("law", "links", "redlines")
"""Kinds of blocks that stand below what is said and done."""

_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+\-.!])|\*\*(?P<bold>[^*\n]+)\*\*|\*(?P<italic>[^*\n]+)\*|`(?P<code>[^`\n]+)`"
    r"|\[(?P<text>[^\]\n]+)\]\((?P<target>[^()\s]+)\)|\{(?P<blank>[^{}\n]+)\}"
)


_CHINESE = re.compile(r"[\u2e80-\uffff”’…—]*")
_TAIL = re.compile(r" ?[\u4e00-\u9fff㎡%]?(?:[，。；：、？！）”]+$)?")


@dataclass(frozen=True)
class Book:
    """A guide ready for setting: its value for the templates, and the entries in it with their sections."""

    name: str
    guide: Guide
    value: Value
    chosen: tuple[tuple[Chosen, Section], ...] = ()


def book(library: Library, name: str, *, site_url: str | None, edition: str) -> Book:
    """The guide `name` as a value."""
    guide = library.guides[name]
    setter = _Setter(library, site_url)
    sections = [setter.section(section) for section in guide.sections]
    home = short_url(site_url) if site_url else None
    value = {
        "title": guide.title, "subtitle": guide.subtitle or "", "site": library.pack.title,
        "notice": library.pack.notice or "", "edition": edition, "language": library.pack.language,
        "home": home, "home_qr": code_png(home) if home else None,
        "words": dict(library.words["interface"]["paper"]), "sections": sections,
    }  # fmt: skip
    chosen = tuple((each, section) for section in guide.sections for each in choose(library, section))
    return Book(name, guide, value, chosen)


def shown_fields(model: Model, leave_out: Iterable[str] = ()) -> list[tuple[str, Means]]:
    """The fields of an entry, an item or a rule that a guide prints below the title, with what each means."""
    return [
        (name, means)
        for name, means in meanings(type(model))
        if means and is_printed(means) and means.part != "summary" and name not in leave_out
    ]


def tailed(runs: list[Run]) -> list[Run]:
    """The runs with the character behind a gap, as 元 or a comma, made part of the gap: it never begins a line."""
    result: list[Run] = []
    for run in runs:
        if result and result[-1][0] == "_" and run[0] == "" and (tail := _TAIL.match(run[1])):
            result[-1] = [*result[-1], tail[0]]
            run = ["", run[1][tail.end() :]]
        if run[1]:
            result.append(run)
    return result


def kept(runs: list[Run]) -> list[Run]:
    """The runs with the last two characters and their full stop held together: none stands alone on a last line.

    Every part held together costs memory and bytes, so where there is but one line nothing is.
    """
    if len(runs) == 1 and len(runs[0][1]) <= ONE_LINE:
        return runs
    if not runs or runs[-1][0] or not _CHINESE.fullmatch((text := runs[-1][1])[-4:]):
        return runs
    return [*runs[:-1], *([["", text[:-3]]] if len(text) > 3 else []), ["keep", text[-3:]]]


def _unquoted(text: str) -> str:
    """The text without quotation marks around it: the templates set their own."""
    inner = text[1:-1]
    return inner if text[:1] + text[-1:] in ("“”", '""') and not set(inner) & set('“”"') else text


def _block(kind: str, label: str, lines: list[list[Run]]) -> Value:
    return {"kind": kind, "label": label, "lines": lines}


class _Setter:
    """Turns models into values for one guide."""

    def __init__(self, library: Library, site_url: str | None) -> None:
        self.library, self.site_url = library, site_url
        self.words: Mapping[str, str] = {**library.words["interface"]["page"], **library.words["interface"]["paper"]}

    def section(self, section: Section) -> Value:
        rules = self.library.rules
        return {
            "title": section.title,
            "lead": self.runs(section.lead or ""),
            "entries": [self.entry(chosen, section) for chosen in choose(self.library, section)],
            "redlines": [self.rule(name, rules[name], section) for name in section.redlines if name in rules],
            "lines": list(section.lines),
        }

    def entry(self, chosen: Chosen, section: Section) -> Value:
        entry = chosen.entry
        url = short_url(self.site_url, entry.code) if self.site_url else None
        items = [item for item in entry.items if not chosen.items or item.id in chosen.items]
        return {
            "id": entry.id, "code": entry.code, "title": self.runs(entry.title), "folder": entry.folder,
            "summary": [] if "summary" in section.leave_out else self.runs(entry.summary),
            "url": url, "qr": code_png(url) if url else None, "part": bool(chosen.items),
            "facts": [] if entry.cited else self.facts(entry, section),
            "blocks": [] if chosen.items else self.blocks(entry, section),
            "items": [self.item(entry, item, section) for item in items],
        }  # fmt: skip

    def facts(self, model: Entry | Item, section: Section) -> list[Value]:
        """Choices and days that a page or an item tells: {label, value}."""
        told = [(name, getattr(model, name)) for name, means in shown_fields(model, section.leave_out)
                if means.what == "fact"]  # fmt: skip
        return [{"label": self.label(name), "value": self.words.get(f"{name}_{value}", str(value))}
                for name, value in told if value is not None]  # fmt: skip

    def label(self, name: str) -> str:
        return self.words.get(name) or name.replace("_", " ").capitalize()

    def item(self, entry: Entry, item: Any, section: Section) -> Value:
        number = [each.id for each in entry.items].index(item.id) + 1
        facts = [] if entry.cited else self.facts(item, section)
        told = [_block("text", fact["label"], [[["", fact["value"]]]]) for fact in facts]
        return {
            "id": f"{entry.id}#{item.id}", "number": "" if entry.cited else number, "tick": entry.ticks,
            "title": self.runs(item.head), "short": item.head_field != field_for(type(item), "head"),
            "blocks": [*told, *self.blocks(item, section, [item.head_field])],
        }  # fmt: skip

    def rule(self, name: str, rule: Rule, section: Section) -> Value:
        return {
            "id": name, "title": self.runs(rule.title),
            "suggest": [] if "suggest" in section.leave_out else self.runs(rule.suggest),
        }  # fmt: skip

    def blocks(self, model: Any, section: Section, leave_out: Iterable[str] = ()) -> list[Value]:
        """The fields of a model as blocks: {kind, label, lines} with a list of runs a line. References come last."""
        return sorted(self._blocks(model, section, leave_out), key=lambda block: block["kind"] in REFERENCES)

    def _blocks(self, model: Any, section: Section, leave_out: Iterable[str]) -> Iterator[Value]:
        for name, means in shown_fields(model, [*section.leave_out, *leave_out]):
            value, what = getattr(model, name), means.what
            label = self.label(name) if means.part != "text" else ""
            if not value or what == "fact":
                continue
            if what == "say":
                yield from self._say(value, section)
            elif what == "article":
                yield _block("law", self.words["law_short"], [self._articles(value)])
            elif what == "entry":
                links = [self._link(each) for each in value if self._is_there(each)]
                yield _block("links", label, links)
            elif what == "redline":
                rules = [self._rule(each) for each in value]
                yield _block("redlines", self.words["red_line"], rules)
            elif what == "quoted":
                texts = [value] if isinstance(value, str) else value
                texts = texts[:QUOTES] if means.part == "heard" else texts
                yield _block(means.part, label, [kept([["", _unquoted(text)]]) for text in texts])
            else:
                texts = [value] if isinstance(value, str) else value
                kind = "text" if isinstance(value, str) else "list"
                yield _block(kind, label, [self.runs(text) for text in texts])

    def _say(self, say: Mapping[str, str], section: Section) -> Iterator[Value]:
        names = [name for name in section.channels if name in say] if section.channels else list(say)
        for name in names or list(say)[:1]:
            label = name if len(names) > 1 or not section.channels else ""
            lines = [self.runs(line, plain=True) for line in say[name].split("\n")]
            yield _block("say", label, lines)

    def _articles(self, ids: Iterable[str]) -> list[Run]:
        runs, before = [], None
        for each in ids:
            if found := self.library.articles.get(each):
                law, article = found
                if before:
                    runs.append(["", self.words["same_law"] if law is before else self.words["next_law"]])
                whole = law.several or law is before
                cited = article.number if whole else self.words["cite"].format(law=law.title, number=article.number)
                runs.append(["", cited])
                before = law
        return runs

    def _link(self, reference: str) -> list[Run]:
        entry = self.library.entries[reference.partition("#")[0]]
        return [["l", entry.title, entry.id, f" {entry.code}"]]

    def _is_there(self, reference: str) -> bool:
        return reference.partition("#")[0] in self.library.entries

    def _rule(self, name: str) -> list[Run]:
        rules = self.library.rules
        return [["", rules[name].title if name in rules else name]]

    def runs(self, text: str, *, plain: bool = False) -> list[Run]:
        """Inline Markdown as runs; with `plain` only blanks are special, as in words to say."""
        runs: list[Run] = []
        at = 0
        for match in _INLINE.finditer(text.replace("\n", " ") if not plain else text):
            run = self._run(match, plain)
            if run:
                if match.start() > at:
                    runs.append(["", text[at : match.start()]])
                runs.append(run)
                at = match.end()
        return kept(tailed([*runs, ["", text[at:]]] if at < len(text) else runs))

    def _run(self, match: re.Match[str], plain: bool) -> Run | None:
        kind = match.lastgroup if match.lastgroup != "target" else "text"
        if kind == "blank":
            return ["_", match["blank"], self._width(match["blank"])]
        if plain:
            return None
        if kind == "escaped":
            return ["", match["escaped"]]
        if kind == "text":
            target = match["target"]
            entry = self.library.entries.get(target.partition("#")[0])
            return ["l", match["text"], entry.id, f"（{entry.code}）"] if entry else ["l", match["text"], target]
        return [{"bold": "b", "italic": "b", "code": "c"}[str(kind)], match[str(kind)]]

    def _width(self, name: str) -> float:
        blank = self.library.blanks.get(name)
        if not blank:
            return WIDTHS["text"]
        example = (blank.example or "") if blank.type == "text" else ""
        written = sum(PER_CHARACTER if ord(character) > 0x2E7F else PER_CHARACTER / 2 for character in example)
        return round(min(WIDEST, max(WIDTHS[blank.type], written)), 1)

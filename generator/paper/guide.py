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

from pydantic import BaseModel

from generator.content.library import Library
from generator.content.model import Entry, Guide, Rule, Section, meanings
from generator.content.selection import Chosen, choose
from generator.paper.shortlink import code_png, short_url
from generator.paper.values import Block, EntryValue, GuideValue, ItemValue, Line, RuleValue, Run, SectionValue

QUOTES = 3
"""Of the ways in which people say the same, so many are printed; the others are there for the search."""
ONE_LINE = 11
"""So many characters fit on one line wherever they stand: the narrowest place is a title beside its QR code."""

REFERENCES = ("law", "links", "redlines")
"""Kinds of blocks that stand below what is said and done."""

_HEAD = ("title", "summary")
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+\-.!])|\*\*(?P<bold>[^*\n]+)\*\*|\*(?P<italic>[^*\n]+)\*|`(?P<code>[^`\n]+)`"
    r"|\[(?P<text>[^\]\n]+)\]\((?P<target>[^()\s]+)\)|\{(?P<blank>[^{}\n]+)\}"
)
_UNSEEN = frozenset(map(chr, [0x34F, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)]))
"""Signs that leave nothing on paper, though Unicode does not count them among the formats: fillers, variants."""
_CHINESE = re.compile(r"[\u2e80-\uffff”’…—]*")


@dataclass(frozen=True)
class Book:
    """A guide ready for setting: its value for the templates, and the entries in it with their sections."""

    name: str
    guide: Guide
    json: GuideValue
    chosen: tuple[tuple[Chosen, Section], ...] = ()


def book(library: Library, name: str, *, site_url: str | None, edition: str, words: Mapping[str, Any]) -> Book:
    """The guide `name` as a value. `words` is the language file of the library's pack."""
    guide = library.guides[name]
    values = _Values(library, words, site_url)
    home = short_url(site_url) if site_url else None
    value = GuideValue(
        title=printable(guide.title), subtitle=printable(guide.subtitle or ""), site=printable(library.pack.title),
        notice=printable(library.pack.notice or ""), edition=edition, language=library.pack.language,
        home=home, home_qr=code_png(home) if home else None,
        words=dict(words["interface"]["paper"]), sections=[values.section(section) for section in guide.sections],
    )  # fmt: skip
    chosen = tuple((each, section) for section in guide.sections for each in choose(library, section))
    return Book(name, guide, value, chosen)


def shown_fields(model: BaseModel, leave_out: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The fields of an entry, an item or a rule that a guide prints below the title, with what each means."""
    return [
        (name, what)
        for name, what in meanings(type(model))
        if what not in (None, "shown") and name not in (*_HEAD, *leave_out)
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
    return [*before, *([Run("plain", text[:-3])] if len(text) > 3 else []), Run("kept", text[-3:])]


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

    def __init__(self, library: Library, words: Mapping[str, Any], site_url: str | None) -> None:
        self.library, self.site_url = library, site_url
        self.words: Mapping[str, str] = {**words["interface"].get("page", {}), **words["interface"]["paper"]}

    def section(self, section: Section) -> SectionValue:
        rules = self.library.redlines.rules if self.library.redlines else {}
        return {
            "title": printable(section.title),
            "lead": self.line(section.lead or ""),
            "entries": [self.entry(chosen, section) for chosen in choose(self.library, section)],
            "redlines": [self.rule(name, rules[name], section) for name in section.redlines if name in rules],
            "lines": [printable(line) for line in section.lines],
        }

    def entry(self, chosen: Chosen, section: Section) -> EntryValue:
        entry = chosen.entry
        url = short_url(self.site_url, entry.code) if self.site_url else None
        return {
            "id": entry.id, "code": entry.code, "title": self.line(entry.title),
            "summary": [] if "summary" in section.leave_out else self.line(entry.summary),
            "url": url, "qr": code_png(url) if url else None, "part": bool(chosen.items),
            "holds": self.words.get(f"holds_{getattr(entry, 'holds', '')}"),
            "blocks": [] if chosen.items else self.blocks(entry, section),
            "items": [
                self.item(entry, item, number, section)
                for number, item in enumerate(entry.items, 1)
                if not chosen.items or item.id in chosen.items
            ],
        }  # fmt: skip

    def item(self, entry: Entry, item: Any, number: int, section: Section) -> ItemValue:
        # A check has no title: what it says is what is ticked. An article's title is its number.
        head = next(name for name in ("title", "text", "number") if hasattr(item, name))
        return {
            "id": f"{entry.id}#{item.id}", "number": 0 if head == "number" else number, "tick": entry.ticks,
            "title": self.line(getattr(item, head)), "short": head == "text",
            "blocks": self.blocks(item, section, [head]),
        }  # fmt: skip

    def rule(self, name: str, rule: Rule, section: Section) -> RuleValue:
        suggest = "" if "suggest" in section.leave_out else rule.suggest
        return {"id": name, "title": self.line(rule.title), "suggest": self.line(suggest)}

    def blocks(self, model: BaseModel, section: Section, leave_out: Iterable[str] = ()) -> list[Block]:
        """The fields of a model as blocks. References come last."""
        fields = shown_fields(model, [*section.leave_out, *leave_out])
        blocks = [
            block for name, what in fields if getattr(model, name) for block in self._block(model, name, what, section)
        ]
        return sorted(blocks, key=lambda block: block["kind"] in REFERENCES)

    def _block(self, model: BaseModel, name: str, what: str, section: Section) -> Iterator[Block]:
        value, label = getattr(model, name), self.words.get(name, "")
        texts = [value] if isinstance(value, str) else value
        match what:
            case "say":
                yield from self._say(value, section)
            case "article":
                yield Block(kind="law", label=self.words["law_short"], lines=[self._articles(value)])
            case "entry":
                yield Block(
                    kind="links", label=label, lines=[self._link(each) for each in value if self._is_there(each)]
                )
            case "redline":
                yield Block(kind="redlines", label=self.words["red_line"], lines=[self._rule(each) for each in value])
            case "quoted" if name == "heard":
                yield Block(kind="heard", label=label, lines=self._quotes(texts[:QUOTES]))
            case "quoted":
                yield Block(kind="avoid" if name == "avoid" else "quote", label=label, lines=self._quotes(texts))
            case _:
                kind: Any = "text" if isinstance(value, str) else "list"
                yield Block(kind=kind, label=label, lines=[self.line(text) for text in texts])

    def _quotes(self, texts: Iterable[str]) -> list[Line]:
        return [kept([Run("plain", _unquoted(printable(text)))]) for text in texts]

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

    def _link(self, reference: str) -> Line:
        entry = self.library.entries[reference.partition("#")[0]]
        return [Run("link", entry.title, entry.id, f" {entry.code}")]

    def _is_there(self, reference: str) -> bool:
        return reference.partition("#")[0] in self.library.entries

    def _rule(self, name: str) -> Line:
        rules = self.library.redlines.rules if self.library.redlines else {}
        return [Run("plain", rules[name].title if name in rules else name)]

    def line(self, text: str, *, plain: bool = False) -> Line:
        """Inline Markdown as runs; with `plain` only blanks are special, as in words to say."""
        runs: Line = []
        at = 0
        text = printable(text if plain else text.replace("\n", " "))
        for match in _INLINE.finditer(text):
            if run := self._run(match, plain):
                if match.start() > at:
                    runs.append(Run("plain", text[at : match.start()]))
                runs.append(run)
                at = match.end()
        return kept([*runs, Run("plain", text[at:])] if at < len(text) else runs)

    def _run(self, match: re.Match[str], plain: bool) -> Run | None:
        found = match.groupdict()
        if found["blank"]:
            return Run("blank", f"【{found['blank']}】")
        if plain:
            return None
        if found["target"]:
            entry = self.library.entries.get(found["target"].partition("#")[0])
            if entry:
                return Run("link", found["text"], entry.id, f"（{entry.code}）")
            return Run("link", found["text"], found["target"])
        if found["escaped"]:
            return Run("plain", found["escaped"])
        return Run("code", found["code"]) if found["code"] else Run("bold", found["bold"] or found["italic"])

"""Library -> what the browser searches.

One text per entry, in lines; the first character of a line says what it is (see ROLES). Small libraries are
published as a few files that the browser scans as a whole (see parts.py), large ones as shards (see shards.py).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from generator.content.language import phrases
from generator.content.library import Library
from generator.content.markup import visible
from generator.content.model import Article, Entry, Objection, texts
from generator.search import compact, parts, pinyin, shards

FOLDER = "assets/search/"
ENTRANCE = FOLDER + "index.js"
"""The file that a page loads first: it names the others."""
ROLES = {
    "T": "the entry's title",
    "t": "an item's title",
    "h": "heard",
    "s": "words to say, behind their channel",
    "m": "summary",
    "r": "rest",
    "a": "words not to say",
    "q": "quoted law",
    "c": "code",
}
"""What a line is. Besides, "E" begins an entry (path, folder, numbers of its facet values, day by which it is reviewed;
in a part it stands bare before the next entry's further lines) and "#" an item (anchor)."""

SCAN = 1_000_000
"""Characters up to which the index is scanned; above, it is sharded."""
BREAK = "\v"
"""A line break within a text."""


@dataclass(frozen=True)
class Section:
    """One part of a hand-written page: its page and anchor below the site, and what stands there."""

    page: str
    anchor: str
    page_title: str
    title: str
    text: str


@dataclass(frozen=True)
class Record:
    """What is found together: an entry, the red lines, the stages, or a hand-written page."""

    path: str
    folder: str
    facets: tuple[int, ...]
    lines: tuple[str, ...]
    expires: str = ""
    pending: str = ""

    @property
    def head(self) -> str:
        """The line that begins the record."""
        path = self.path.removeprefix(f"{self.folder}/").removesuffix(".html")
        short = path if f"{self.folder}/{path}.html" == self.path else self.path
        head = f"E{short}\t{self.folder}\t{','.join(map(str, self.facets))}\t{self.expires}\t{self.pending}"
        return head.rstrip("\t") + "\n"

    @property
    def text(self) -> str:
        """The record as it is published."""
        return self.head + "".join(f"{line}\n" for line in self.lines)


def outputs(library: Library, docs: Sequence[Section] = (), limit: int = SCAN) -> list[tuple[str, str]]:
    """Every file of the index, ENTRANCE first, as path below the site and content."""
    words = phrases(library.pack.language)
    found = records(library, docs, words)
    texts_ = [record.text for record in found]
    letters = compact.alphabet(texts_)
    core = {"alphabet": letters, **_settings(library, words), "count": len(found)}
    version = hashlib.sha256("".join([*texts_, json.dumps(core)]).encode()).hexdigest()[:8]
    prefix = f"{FOLDER}{version}-"
    sounds, told = pinyin.build(letters, prefix)
    made, more = (shards if sum(map(len, texts_)) > limit else parts).build(found, letters, prefix, pinyin.initials())
    core |= told | more | {"words": f"{prefix}words.js"}
    synonyms = (core["words"], core.pop("synonyms"))  # what stands as it was typed is found without
    return [(ENTRANCE, publish("index", core)), *((p, publish(p, value)) for p, value in [*made, synonyms, *sounds])]


def records(library: Library, docs: Sequence[Section], words: Mapping[str, Any]) -> list[Record]:
    """What is searched, in the order of the index. `words`: the language's phrases."""
    found = [*_entries(library), *_red_lines(library, words), *_stages(library, words), *_docs(docs)]
    return sorted(found, key=lambda record: _ORDER.get(record.folder, 3))


_ORDER = {"scripts": 0, "objections": 0, "tips": 1, "checklists": 2}


def publish(name: str, value: Any) -> str:
    """A file that a script tag loads, from file:// too."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'kbSearch("{name}",{text})\n'


def _settings(library: Library, every: Mapping[str, Any]) -> dict[str, Any]:
    """Synonyms, facets and the language's own words."""
    words, named = every["search"], every["collections"]
    folders = [[folder, named[folder]["title"]] for folder in library.collections if folder in named]
    synonyms = [[group.terms, group.oneway, group.note or ""] for group in library.synonyms.values()]
    facets = [
        [name, facet.title, [[key, value.title or key, value.any] for key, value in facet.values.items()]]
        for name, facet in library.facets.items()
    ]
    return {"synonyms": synonyms, "facets": facets, "folders": folders, "stop": words["stop"], "heard": words["heard"]}


# ---- what is searched ----


def _entries(library: Library) -> Iterator[Record]:
    numbers = _facet_numbers(library)
    for entry in library.entries.values():
        chosen = (numbers.get((name, value)) for name, values in entry.facets.items() for value in values)
        facets = tuple(number for number in chosen if number is not None)
        path, lines = f"{entry.folder}/{entry.id}.html", tuple(_lines(entry))
        yield Record(path, entry.folder, facets, lines, str(entry.expires or ""), entry.pending or "")


def _facet_numbers(library: Library) -> dict[tuple[str, str], int]:
    pairs = [(name, value) for name, facet in library.facets.items() for value in facet.values]
    return {pair: number for number, pair in enumerate(pairs)}


def _lines(entry: Entry) -> Iterator[str]:
    yield _line("T", entry.title)
    yield _line("c", entry.code)
    anchor = ""
    for wanted, role, text in _texts(entry):
        if wanted != anchor:
            anchor = wanted
            yield f"#{anchor}"
        yield _line(role, text)


_OBJECTION = {"heard": "heard", "say": "say", "avoid": "say"}


def _texts(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Anchor, role and text of everything but title and code; what belongs to no item first."""
    found = list(texts(entry))
    own = [(keys, text, what) for keys, text, what in found if keys[0] not in (entry.items_field, "title")]
    for keys, text, what in own:
        if what in ("prose", "say", "quoted"):
            anchor = _OBJECTION.get(str(keys[0]), "principle") if isinstance(entry, Objection) else ""
            anchor = "" if keys[0] == "summary" else anchor
            yield anchor, _role(keys[0], what), _channel(keys, text, what)
    for index, item in enumerate(entry.items):
        if isinstance(item, Article):
            yield item.id, "t", item.number
        for keys, text, what in found:
            if keys[:2] == (entry.items_field, index) and what in ("prose", "say", "quoted"):
                yield item.id, _role(keys[2], what), _channel(keys, text, what)


def _role(field: Any, what: str) -> str:
    by_field = {"title": "t", "summary": "m", "heard": "h", "avoid": "a", "quote": "q"}
    return by_field.get(str(field), "s" if what == "say" else "r")


def _channel(keys: Sequence[Any], text: str, what: str) -> str:
    return f"{keys[-1] if keys[-1] != 'say' else ''}\t{text.strip()}" if what == "say" else text


def _line(role: str, text: str) -> str:
    plain = text if role == "s" else visible(text).strip()
    return role + plain.replace("\n", BREAK)


def _red_lines(library: Library, words: Mapping[str, Any]) -> Iterator[Record]:
    if not library.redlines:
        return
    lines = [_line("T", words["pages"]["red-lines"])]
    for name, rule in library.redlines.rules.items():
        lines += [f"#{name.lower()}", _line("t", rule.title), _line("r", rule.why), _line("r", rule.suggest)]
        lines += [_line("a", text) for text in rule.bad[:3]]
    yield Record("red-lines/index.html", "red-lines", (), tuple(lines))


def _stages(library: Library, words: Mapping[str, Any]) -> Iterator[Record]:
    for facet in library.facets.values():
        if facet.flow:
            lines = [_line("T", words["pages"]["flow"].format(facet=facet.title))]
            for value in facet.values.values():
                told = [value.summary, value.when, value.exit]
                lines += [f"#stage-{value.path}", _line("t", value.title or value.path)]
                lines += [_line("r", text) for text in told if text]
            yield Record("flow/index.html", "flow", (), tuple(lines))
            return


def _docs(sections: Sequence[Section]) -> Iterator[Record]:
    pages: dict[str, list[str]] = {}
    for section in sections:
        lines = pages.setdefault(section.page, [_line("T", section.page_title)])
        lines += [f"#{section.anchor}", _line("t", section.title), _line("r", section.text)]
    for page, lines in pages.items():
        yield Record(page, "docs", (), tuple(line for line in lines if len(line) > 1 or line == "#"))


# ---- hand-written pages ----


def sections(html: str, page: str, title: str) -> list[Section]:
    """A rendered page, cut at its headings. `page`: its address below the site."""
    parser = _Sections()
    parser.feed(html)
    cut = [(anchor, heading, re.sub(r"\s+", " ", text).strip()) for anchor, heading, text in parser.found]
    return [
        Section(page, anchor, title, heading.strip("¶ \n"), text) for anchor, heading, text in cut if heading or text
    ]


HIDDEN = ("script", "style", "svg", "pre")
"""Elements whose text nobody looks for; a sample of YAML would be found for every word in it."""


class _Sections(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = [["", "", ""]]
        self._heading = False
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self._hidden += 1
        elif re.fullmatch("h[1-6]", tag):
            self.found.append([dict(attrs).get("id") or "", "", ""])
            self._heading = True
        elif tag in ("p", "li", "br", "td", "div"):
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self._hidden -= 1
        elif re.fullmatch("h[1-6]", tag):
            self._heading = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found[-1][1 if self._heading else 2] += data

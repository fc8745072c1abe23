"""Library -> what the browser searches.

One text per entry, in lines; the first character of a line says what it is (see ranks.py). Besides, "E" begins an
entry (path, folder, numbers of the facet values it shows up under, day by which it is reviewed, who has yet to confirm
it; in a part it is bare before the next entry's further lines) and "#" an item (anchor). Small libraries are published
as a few files that the browser scans as a whole (see parts.py), large ones as shards (see shards.py).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from generator.content import chinese
from generator.content.library import Library
from generator.content.markup import searched
from generator.content.model import Entry, Item, Synonym, meanings, texts
from generator.output import Output, address, publish
from generator.search import compact, parts, pinyin, ranks, shards

FOLDER = "assets/search/"
ENTRANCE = FOLDER + "index.js"
"""The file that a page loads first: it names the others."""
TITLE, SUMMARY, SAID, POINT, ASKED, LAWFUL, REST = "t", "m", "s", "p", "k", "i", "r"
ROLE_OF = {"head": TITLE, "summary": SUMMARY, "heard": "h", "asked": ASKED, "avoid": "a", "quote": "q"}
"""What a field is for (model.Means) -> its lines' role; words to say are told by what they are, all else is rest."""

RED_LINES = "red-lines"
"""The folder of the red lines' page."""
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


def outputs(library: Library, docs: Sequence[Section] = (), limit: int = SCAN) -> list[Output]:
    """Every file of the index, ENTRANCE first."""
    found = records(library, docs)
    texts_ = [record.text for record in found]
    letters = compact.alphabet(texts_)
    core = {"alphabet": letters, **_settings(library, found), **ranks.published(), "count": len(found)}
    prefix = f"{FOLDER}@-"
    sounds, told = pinyin.build(letters, prefix)
    made, more = (shards if sum(map(len, texts_)) > limit else parts).build(found, letters, prefix, pinyin.initials())
    core |= told | more | {"words": f"{prefix}words.js", "everyday": f"{prefix}everyday.js"}
    synonyms = (core["words"], core.pop("synonyms"))  # what stands as it was typed is found without
    everyday = (core["everyday"], _everyday(library))
    files = [(ENTRANCE, core), *made, synonyms, everyday, *sounds]
    return _versioned([publish(path, value) for path, value in files], prefix)


def _versioned(files: Sequence[Output], prefix: str) -> list[Output]:
    """The hash of all of them in their names: what one page loads is of one index."""
    version = hashlib.sha256("".join(str(file.content) for file in files).encode()).hexdigest()[:8]
    name = prefix.replace("@", version)
    return [Output(file.path.replace(prefix, name), str(file.content).replace(prefix, name)) for file in files]


def records(library: Library, docs: Sequence[Section] = ()) -> list[Record]:
    """What is searched, in the order of the index: pages with words to say first."""
    found = [*_entries(library), *_red_lines(library), *_stages(library), *_docs(docs)]
    return sorted(found, key=lambda record: _rank(library.collections.get(record.folder)))


def _rank(collection: type[Entry] | None) -> int:
    """Words to say before advice, before what is to be done, before what all that rests on."""
    if collection is None or collection.cited:
        return 3
    if collection.has_words():
        return 0
    return 2 if collection.ticks else 1


def _settings(library: Library, found: Sequence[Record]) -> dict[str, Any]:
    """Synonyms, facets, words of the language and of the pack, what comes first, what the collections are."""
    words = library.words["search"]
    folders = [[folder, library.named(folder)["title"]] for folder in library.collections]
    before = list(_before(library, found))
    known = {id(group): at for at, (group, *_) in enumerate(before)}
    synonyms = [
        [group.terms, known.get(id(group), group.oneway), group.note or ""] for group in library.synonyms.values()
    ]
    facets = [
        [name, facet.title, [[key, value.title or key, value.any] for key, value in facet.values.items()]]
        for name, facet in library.facets.items()
    ]
    own = library.pack.search
    return {
        "synonyms": synonyms, "facets": facets, "folders": folders,
        "stop": [*own.filler, *words["stop"]], "greetings": words["greetings"],
        "heard": own.heard or words["heard"], "others": own.others or words["others"],
        "before": [[[*group.terms, *group.oneway], *to] for group, *to in before], "holding": library.pack.holding,
        "cited": [*(name for name, kind in library.collections.items() if kind.cited), RED_LINES],
        "ticks": [name for name, kind in library.collections.items() if kind.ticks],
    }  # fmt: skip


def _before(library: Library, found: Sequence[Record]) -> Iterator[tuple[Synonym, int, str, bool]]:
    """Every group of synonyms that leads to a page before all others: the record, the item, and whether it is a red
    line. The entrance has its words, so that no answer comes without them."""
    numbers = {record.path: number for number, record in enumerate(found)}
    for group in library.synonyms.values():
        if group.first:
            entry, _, item = group.first.partition("#")
            yield group, numbers[address(library.entries[entry].page)], item, False
        elif group.redline:
            yield group, numbers["red-lines/index.html"], group.redline.lower(), True


def _everyday(library: Library) -> list[str]:
    """Words of everyday life that are no words of this content; none where its language has no list."""
    if library.pack.language != "zh":
        return []
    own = {word for group in library.synonyms.values() for word in (*group.terms, *group.oneway)}
    return [word for word in chinese.everyday() if word not in own]


# ---- what is searched ----


def _entries(library: Library) -> Iterator[Record]:
    numbers = _facet_numbers(library)
    for entry in library.entries.values():
        facets = tuple(numbers[name, value] for name, values in library.under(entry).items() for value in values)
        yield Record(
            address(entry.page),
            entry.folder,
            facets,
            tuple(_lines(entry)),
            str(entry.expires or ""),
            entry.pending or "",
        )


def _facet_numbers(library: Library) -> dict[tuple[str, str], int]:
    pairs = [(name, value) for name, facet in library.facets.items() for value in facet.values]
    return {pair: number for number, pair in enumerate(pairs)}


def _lines(entry: Entry) -> Iterator[str]:
    yield _line("T", searched(entry.title))
    yield _line("c", entry.code)
    anchor = ""
    for wanted, role, text in _texts(entry):
        if wanted != anchor:
            anchor = wanted
            yield f"#{anchor}"
        yield _line(role, text)


def _texts(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Anchor, role and text of everything but title and code; what belongs to no item first.

    A page without items is found at its fields, one with items at these; both at the questions that they answer.
    """
    for name, role, text in _own_texts(entry):
        if role != TITLE:
            whole = role == SUMMARY or (entry.item_class and role != ASKED)
            yield ("" if whole else name), role, text
    for item in entry.items:
        yield from ((item.id, role, text) for _, role, text in _own_texts(item))


def _own_texts(model: Entry | Item) -> Iterator[tuple[str, str, str]]:
    """Field, role and text of what is searched of an entry or an item, but for what is in it."""
    parts = {name: means.part for name, means in meanings(type(model)) if means}
    for keys, text, what in texts(model, within=False):
        name = str(keys[0])
        part = parts[name]
        if part != "again" and (what in ("prose", "say", "quoted") or part == "head"):
            role = SAID if what == "say" else ROLE_OF.get(part, REST)
            if name == getattr(model, "head_field", "") and role == REST:
                role = POINT
            if what == "say":
                yield name, role, f"{keys[-1]}\t{text.strip()}"
            else:
                yield name, role, searched(text) if what == "prose" else text


def _line(role: str, text: str) -> str:
    return role + text.strip().replace("\n", BREAK)


def _red_lines(library: Library) -> Iterator[Record]:
    if not library.rules:
        return
    lines = [_line("T", library.words["pages"]["red-lines"])]
    for name, rule in library.rules.items():
        lines += [
            f"#{name.lower()}",
            _line("t", rule.title),
            _line(LAWFUL, searched(rule.suggest)),
            _line("r", rule.why),
        ]
        lines += [_line("a", text) for text in rule.bad[:3]]
    yield Record("red-lines/index.html", RED_LINES, (), tuple(lines))


def _stages(library: Library) -> Iterator[Record]:
    if not library.flow:
        return
    facet = library.facets[library.flow]
    lines = [_line("T", library.words["pages"]["flow"].format(facet=facet.title))]
    for value in facet.values.values():
        told = [value.summary, value.when, value.exit]
        lines += [f"#stage-{value.path}", _line("t", value.title or value.path)]
        lines += [_line("r", text) for text in told if text]
    yield Record("flow/index.html", "flow", (), tuple(lines))


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

"""Library -> what the browser searches.

One text per entry, in lines; the first character of a line says what it is (see ranks.py). Besides, "E" begins an
entry (path, folder, numbers of the facet values it shows up under, day by which it is reviewed, who has yet to confirm
it; in a part it is bare before the next entry's further lines) and "#" an item (anchor, numbers of its own
facet values). index.py publishes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.content.library import Library
from generator.content.markup import searched
from generator.content.model import Entry, Item, meanings, says_field, texts
from generator.content.sums import sums
from generator.output import address
from generator.search.sections import Section

TITLE, SUMMARY, HEARD, SAID, POINT, ASKED, LAWFUL, REST, SUM = "t", "m", "h", "s", "p", "k", "i", "r", "u"
ROLE_OF = {"head": TITLE, "summary": SUMMARY, "heard": HEARD, "asked": ASKED, "avoid": "a", "quote": "q"}
"""What a field is for (model.Means) -> its lines' role; words to say are told by what they are, all else is rest."""

RED_LINES, RED_LINES_PAGE = "red-lines", "red-lines/index.html"
"""The folder of the red lines' page, and the page."""
BREAK = "\v"
"""A line break within a text."""


@dataclass(frozen=True)
class Record:
    """What is found together: an entry, the red lines, the stages, or a hand-written page."""

    path: str
    folder: str
    facets: tuple[int, ...]
    lines: tuple[str, ...]
    expires: str = ""
    pending: str = ""
    sought: tuple[str, ...] = ()
    """How else people ask for it."""

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


# ---- what is searched ----


def _entries(library: Library) -> Iterator[Record]:
    numbers = _facet_numbers(library)
    for entry in library.entries.values():
        facets = tuple(numbers[name, value] for name, values in library.under(entry).items() for value in values)
        yield Record(
            address(entry.page),
            entry.folder,
            facets,
            tuple(_lines(entry, library, _own_facets(library, entry, numbers))),
            str(entry.expires or ""),
            entry.pending or "",
            tuple(text for _, text, what in texts(entry) if what == "sought"),
        )


def _facet_numbers(library: Library) -> dict[tuple[str, str], int]:
    pairs = [(name, value) for name, facet in library.facets.items() for value in facet.values]
    return {pair: number for number, pair in enumerate(pairs)}


def _own_facets(library: Library, entry: Entry, numbers: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Item -> the numbers of what it says of itself, a value that stands for all spread as that of a page is."""
    told = {item.id: (library.under_item(entry, item), item.facets) for item in entry.items if item.facets}
    return {id: ",".join(str(numbers[name, value]) for name in own for value in under[name])
            for id, (under, own) in told.items()}  # fmt: skip


def _lines(entry: Entry, library: Library, own_facets: Mapping[str, str]) -> Iterator[str]:
    yield _line("T", searched(entry.title))
    yield _line("c", entry.code)
    anchor = ""
    for wanted, role, text in _texts(entry, library):
        if wanted != anchor:
            anchor = wanted
            yield f"#{anchor}\t{own_facets[anchor]}" if anchor in own_facets else f"#{anchor}"
        yield _line(role, text)


def _texts(entry: Entry, library: Library) -> Iterator[tuple[str, str, str]]:
    """Anchor, role and text of everything but title and code; what belongs to no item first.

    A page without items is found at its fields, one with items at these; both at the questions that they answer.
    """
    for name, role, text in _own_texts(entry, library):
        if role != TITLE:
            whole = role == SUMMARY or (entry.item_class and role != ASKED)
            yield ("" if whole else name), role, text
    for item in entry.items:
        yield from ((item.id, role, text) for _, role, text in _own_texts(item, library))


def _own_texts(model: Entry | Item, library: Library) -> Iterator[tuple[str, str, str]]:
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
    says = says_field(type(model)) or ""
    for field, alone in ((name, getattr(model, name)) for name, part in parts.items() if part == "again"):
        for channel, text in alone.items() if isinstance(alone, dict) else ():
            known = sums(library.blanks, getattr(model, says)[channel], text)
            yield (says or field), SUM, f"{channel}\t{','.join(known)}\t{text.strip()}"


def _line(role: str, text: str) -> str:
    """A line of a record; the tab before words to say for no channel stays."""
    return role + text.strip(" \n").replace("\n", BREAK)


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
    yield Record(RED_LINES_PAGE, RED_LINES, (), tuple(lines))


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

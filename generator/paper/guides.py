"""Guides -> PDFs, their pictures and what the page about them says.

A booklet gives four PDFs: `<guide>-a6` (pages, for screens and tagged), `<guide>-a6-4up` (A4, one cut),
`<guide>-a5-booklet` and `<guide>-a5-booklet-long-edge` (A4, saddle stitched). A fold8 gives `<guide>` alone.
The same content and edition give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from generator.content.library import Library
from generator.content.model import says_field
from generator.content.problems import Keys, Problem
from generator.files import write_whole
from generator.paper import glyphs
from generator.paper.guide import Book, book
from generator.paper.imposition import A4, Plan, four_up, single, two_up
from generator.paper.packing import packed
from generator.paper.shortlink import forwards
from generator.paper.typeset import SettingError, Typesetter, pictures, sheets

FOLDER = "pocket-guide"

SMALLEST = "7.5"
"""Points below which fold8.typ gives up."""
PAGE = 380
"""Pixels of the longest side of a page's picture, a third more than it is shown at; more costs a phone seconds."""
SHEET = 540
"""Pixels of the longest side of a sheet's picture."""
MOST = 6
"""Pages of a booklet that are shown."""

Kind = Literal["a6", "a6-4up", "a5-booklet", "a5-booklet-long-edge", "fold8"]

File = tuple[str, bytes]


@dataclass(frozen=True)
class Picture:
    """A picture of a page or a side of a sheet: its path below the site, which page it is, the PNG."""

    path: str
    page: int
    png: bytes = field(repr=False)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, from the head of the PNG."""
        return int.from_bytes(self.png[16:20]), int.from_bytes(self.png[20:24])


@dataclass(frozen=True)
class Document:
    """One PDF with pictures of it, and what the page about the guides says of it."""

    guide: str
    title: str
    kind: Kind
    pages: int
    """Pages a reader turns."""
    sheets: int
    """Sheets of A4 to print; of the pages' own PDF none."""
    pdf: bytes = field(repr=False)
    pictures: tuple[Picture, ...] = ()

    @property
    def path(self) -> str:
        """The PDF's path below the site."""
        return f"{_stem(self.guide, self.kind)}.pdf"

    @property
    def kilobytes(self) -> int:
        """The PDF's size as shown."""
        return round(len(self.pdf) / 1024)

    @property
    def files(self) -> tuple[File, ...]:
        """The PDF and its pictures."""
        return ((self.path, self.pdf), *((each.path, each.png) for each in self.pictures))


@dataclass(frozen=True)
class Guides:
    """All guides, made: the documents, what went wrong, and where QR codes lead (without a site_url there are none)."""

    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    edition: str = ""
    linked: bool = False
    """Whether there are QR codes."""
    forwards: tuple[File, ...] = ()
    """The pages that they lead to."""

    @property
    def files(self) -> tuple[File, ...]:
        """Every file with its path below the site."""
        return (*(file for document in self.documents for file in document.files), *self.forwards)


def outputs(library: Library, *, site_url: str | None, edition: str, pictured: bool = True) -> Guides:
    """All guides as PDFs with pictures, and with a `site_url` the pages that the QR codes lead to."""
    parts = [make(library, name, site_url=site_url, edition=edition, pictured=pictured) for name in library.guides]
    leading = forwards(library) if site_url and library.guides else ()
    return Guides(
        tuple(each for part in parts for each in part.documents),
        tuple(each for part in parts for each in part.problems),
        edition, bool(site_url), tuple((path, page.encode()) for path, page in leading),
    )  # fmt: skip


def write(
    library: Library, directory: Path, *, guide: str | None = None, site_url: str | None = None, edition: str
) -> tuple[list[Path], list[Problem]]:
    """Write the PDFs of one guide, or of all, into `directory`. KeyError for a guide there is none of."""
    written: list[Path] = []
    problems: list[Problem] = []
    for name in [guide] if guide else list(library.guides):
        made = make(library, name, site_url=site_url, edition=edition, pictured=False)
        problems += made.problems
        pdfs = {directory / Path(path).name: content for path, content in made.files}
        write_whole(pdfs)
        written += pdfs
    return written, problems


def make(library: Library, name: str, *, site_url: str | None, edition: str, pictured: bool = True) -> Guides:
    """One guide's PDFs. With problems there are none. KeyError for a guide there is none of."""
    set_for = book(library, name, site_url=site_url, edition=edition)
    problems = tuple(glyphs.problems(library, set_for))
    if problems:
        return Guides(problems=problems)
    layout = {"booklet": _booklet, "fold8": _fold8}[set_for.guide.layout]
    try:
        return Guides(tuple(layout(set_for, pictured)))
    except SettingError as error:
        return Guides(problems=(_refused(library, set_for, str(error)),))


def _booklet(set_for: Book, pictured: bool) -> list[Document]:
    with Typesetter("guide.typ", set_for.json) as typesetter:
        whole = packed(typesetter.pdf())
        count = typesetter.query("<pages>")[0]["count"]
        openers = (1, 2, *typesetter.query("<opener>"))[:MOST]
    shown = _pictures(set_for, "a6", whole, single(openers), openers, PAGE) if pictured else ()
    return [
        Document(set_for.name, set_for.guide.title, "a6", count, 0, whole, shown),
        _imposed(set_for, "a6-4up", whole, count, four_up(count), pictured),
        _imposed(set_for, "a5-booklet", whole, count, two_up(count), pictured),
        _imposed(set_for, "a5-booklet-long-edge", whole, count, two_up(count, long_edge=True), pictured),
    ]


def _imposed(set_for: Book, kind: Kind, whole: bytes, pages: int, plan: Plan, pictured: bool) -> Document:
    pdf = packed(sheets(whole, plan, f"{set_for.guide.title} · {kind}", set_for.json["edition"]), actual_size=True)
    shown = _pictures(set_for, kind, whole, plan.first(2), (1, 2), SHEET) if pictured else ()
    return Document(set_for.name, set_for.guide.title, kind, pages, plan.sheets, pdf, shown)


def _fold8(set_for: Book, pictured: bool) -> list[Document]:
    with Typesetter("fold8.typ", set_for.json) as typesetter:
        whole = packed(typesetter.pdf(), actual_size=True)
    shown = _pictures(set_for, "fold8", whole, single((1,), A4[::-1]), (1,), SHEET) if pictured else ()
    return [Document(set_for.name, set_for.guide.title, "fold8", 8, 1, whole, shown)]


def _pictures(
    set_for: Book, kind: Kind, whole: bytes, plan: Plan, numbers: Sequence[int], longest: int
) -> tuple[Picture, ...]:
    drawn = zip(numbers, pictures(whole, plan, longest), strict=True)
    return tuple(Picture(f"{_stem(set_for.name, kind)}-{number}.png", number, png) for number, png in drawn)


def _stem(guide: str, kind: Kind) -> str:
    return f"{FOLDER}/{guide}" if kind == "fold8" else f"{FOLDER}/{guide}-{kind}"


_ROOM_ENDED = re.compile(r"fold8 (tall|full) (\d+) (entries|redlines|lines) ([a-z0-9#-]+)")
"""What fold8.typ says when something does not fit: too tall for a panel, or the panels are full; where it stood."""


def _refused(library: Library, set_for: Book, message: str) -> Problem:
    """What Typst would not set, as a problem of the content that caused it."""
    source, guide = library.sources["guides.yml"], set_for.name
    ended = _ROOM_ENDED.search(message)
    if not ended:
        return source.problem("not-set", (guide,), of_key=True, guide=guide, detail=message)
    kind, section, title = f"fold8-{ended[1]}", int(ended[2]), set_for.guide.sections[int(ended[2])].title
    name, _, item = ended[4].partition("#")
    if ended[3] != "entries":
        return source.problem(kind, (guide, "sections", section, "title"), guide=guide, what=title, smallest=SMALLEST)
    entry = library.entries[name]
    found = next(((at, each) for at, each in enumerate(entry.items) if each.id == item), None)
    keys: Keys = (entry.items_field or "", found[0]) if found else (says_field(type(entry)) or "title",)
    what = f"{entry.code} {found[1].head if found else entry.title}"
    return library.source(entry).problem(kind, keys, guide=guide, what=what, smallest=SMALLEST)

"""Guides -> PDFs, their pictures and what the page about them says.

A booklet gives four PDFs: `<guide>-a6` (pages, for screens and tagged), `<guide>-a6-4up` (A4, one cut),
`<guide>-a5-booklet` and `<guide>-a5-booklet-long-edge` (A4, saddle stitched). A fold8 gives `<guide>` alone.
The same content and edition give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.content.library import Library
from generator.content.model import says_field
from generator.content.problems import Keys, Problem
from generator.paper import glyphs, pictures
from generator.paper.guide import Book, book
from generator.paper.imposition import Plan, four_up, impose, repacked, two_up
from generator.paper.shortlink import forwards
from generator.paper.typeset import FONTS, Setter, SettingError

FOLDER = "pocket-guide"

SMALLEST = "7.5"
"""Points below which fold8.typ gives up."""

Kind = Literal["a6", "a6-4up", "a5-booklet", "a5-booklet-long-edge", "fold8"]

File = tuple[str, bytes]


@dataclass(frozen=True)
class Picture:
    """A picture of a page or a side of a sheet: its path below the site, its size in pixels, which page it is."""

    path: str
    width: int
    height: int
    page: int


@dataclass(frozen=True)
class Document:
    """One PDF: what the page about the guides needs to know of it."""

    guide: str
    title: str
    kind: Kind
    path: str
    pages: int
    """Pages a reader turns."""
    sheets: int
    """Sheets of A4 to print, both sides; of the pages' own PDF none."""
    size: int
    """Bytes."""
    pictures: tuple[Picture, ...] = ()

    @property
    def kilobytes(self) -> int:
        """The size as shown."""
        return round(self.size / 1024)


@dataclass(frozen=True)
class Paper:
    """Everything for paper: the files with their paths below the site, what they are, what went wrong."""

    files: tuple[File, ...] = ()
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    edition: str = ""
    linked: bool = False
    """Whether there are QR codes, which need a site_url."""


def outputs(library: Library, *, site_url: str | None, edition: str, pictured: bool = True) -> Paper:
    """All guides as PDFs with pictures, and with a `site_url` the pages that the QR codes lead to."""
    parts = [make(library, name, site_url=site_url, edition=edition, pictured=pictured) for name in library.guides]
    files = [file for part in parts for file in part.files]
    if site_url and library.guides:
        files += [(path, page.encode()) for path, page in forwards(library)]
    return Paper(
        tuple(files), tuple(each for part in parts for each in part.documents),
        tuple(each for part in parts for each in part.problems), edition, bool(site_url),
    )  # fmt: skip


def write(
    library: Library, directory: Path, *, guide: str | None = None, site_url: str | None = None, edition: str
) -> tuple[list[Path], list[Problem]]:
    """Write the PDFs of one guide, or of all, into `directory`. KeyError for a guide there is none of."""
    written: list[Path] = []
    problems: list[Problem] = []
    directory.mkdir(parents=True, exist_ok=True)
    for name in [guide] if guide else list(library.guides):
        made = make(library, name, site_url=site_url, edition=edition, pictured=False)
        problems += made.problems
        for path, content in made.files:
            file = directory / Path(path).name
            file.write_bytes(content)
            written.append(file)
    return written, problems


def make(library: Library, name: str, *, site_url: str | None, edition: str, pictured: bool = True) -> Paper:
    """One guide's PDFs. With problems there are none. KeyError for a guide there is none of."""
    set_for = book(library, name, site_url=site_url, edition=edition)
    problems = list(glyphs.problems(library, set_for, shown_characters()))
    if problems:
        return Paper(problems=tuple(problems))
    layout = {"booklet": _booklet, "fold8": _fold8}[set_for.guide.layout]
    try:
        made = list(layout(set_for, pictured))
    except SettingError as error:
        return Paper(problems=(_refused(library, set_for, str(error)),))
    files = [file for part in made for file in part[1]]
    return Paper(tuple(files), tuple(part[0] for part in made))


def shown_characters() -> frozenset[str]:
    """Every character that paper can show: those that both faces have."""
    faces = [glyphs.characters(font) for font in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*faces)


Made = tuple[Document, list[File]]


def _booklet(set_for: Book, pictured: bool) -> Iterator[Made]:
    with Setter("guide.typ", set_for.value) as setter:
        pages = setter.pdf()
        count = setter.query("<pages>")[0]["count"]
        openers = (1, 2, *setter.query("<opener>"))[: pictures.MOST]
    whole = repacked(pages)
    yield _document(set_for, "a6", whole, (count, 0), openers if pictured else ())
    plans: tuple[tuple[Kind, Plan], ...] = (
        ("a6-4up", four_up(count)),
        ("a5-booklet", two_up(count)),
        ("a5-booklet-long-edge", two_up(count, long_edge=True)),
    )
    for kind, plan in plans:
        sheets = impose(whole, plan, f"{set_for.guide.title} · {kind}")
        yield _document(set_for, kind, sheets, (count, plan.sheets), (1, 2) if pictured else ())


def _fold8(set_for: Book, pictured: bool) -> Iterator[Made]:
    with Setter("fold8.typ", set_for.value) as setter:
        whole = setter.pdf()
    whole = repacked(whole)
    yield _document(set_for, "fold8", whole, (8, 1), (1,) if pictured else ())


def _document(set_for: Book, kind: Kind, pdf: bytes, extent: tuple[int, int], numbers: Sequence[int]) -> Made:
    stem = f"{FOLDER}/{set_for.name}" + ("" if kind == "fold8" else f"-{kind}")
    drawn = list(pictures.pictures(pdf, numbers, pictures.PAGE if kind == "a6" else pictures.SHEET))
    paths = [f"{stem}-{number}.png" for number in numbers]
    shown = tuple(
        Picture(path, each.width, each.height, number) for path, number, each in zip(paths, numbers, drawn, strict=True)
    )
    document = Document(set_for.name, set_for.guide.title, kind, f"{stem}.pdf", *extent, len(pdf), shown)
    return document, [(document.path, pdf), *((path, each.png) for path, each in zip(paths, drawn, strict=True))]


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

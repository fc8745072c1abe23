"""Which characters the fonts can show, and the texts of a guide that need another.

Typst refuses to write such a page too, but knows neither the file nor the line it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from generator.content.characters import is_unseen
from generator.content.library import Library
from generator.content.model import Section, texts
from generator.content.problems import Keys, Place, Problem
from generator.content.selection import Selection
from generator.content.source import Source
from generator.paper.guide import Book, printable
from generator.paper.typeset import FONTS


@cache
def shown() -> frozenset[str]:
    """Every character that paper can show: those that both faces have, as scripts/build_fonts.py found them."""
    return frozenset((FONTS / "characters.txt").read_text(encoding="utf-8"))


def problems(library: Library, book: Book) -> Iterator[Problem]:
    """A problem for every character of the guide that the fonts do not have, at its place in the YAML."""
    found: set[str] = set()
    for source, keys, text in _printed(library, book):
        for character in _lacking(text):
            found.add(character)
            place, excerpt = _locate(source, keys, character)
            yield Problem(place, *_told(character, book), excerpt=excerpt)
    source = library.sources["guides.yml"]
    for character in _lacking("".join(_strings(book.json))):
        if character not in found:  # from a title of a law, a name of a blank, the pack
            place, excerpt = _locate(source, (book.name,), character)
            yield Problem(place, *_told(character, book), excerpt=excerpt)


def _told(character: str, book: Book) -> tuple[str, dict[str, str], str | None]:
    """A character that the font lacks as a problem: kind, values and hint. One that nobody sees is named as such."""
    if is_unseen(character):
        return "missing-glyph", _named(character, book) | {"character": " "}, "unseen"
    return "missing-glyph", _named(character, book), None


def _named(character: str, book: Book) -> dict[str, str]:
    return {"character": character, "code": f"U+{ord(character):04X}", "guide": book.name}


def _lacking(text: str) -> list[str]:
    return sorted(set(printable(text)) - shown())


def _printed(library: Library, book: Book) -> Iterator[tuple[Source, Keys, str]]:
    """The texts that the guide prints, each with the file and the way to it."""
    for chosen, section in book.chosen:
        for keys, text, what in texts(chosen.entry):
            if what in ("prose", "say", "quoted") and _is_printed(chosen, section, keys):
                yield library.source(chosen.entry), keys, text
    rules = library.rules
    for section in book.guide.sections:
        for name in section.redlines:
            if name in rules:
                yield library.sources["redlines.yml"], ("rules", name, "title"), rules[name].title
                if "suggest" not in section.leave_out:
                    yield library.sources["redlines.yml"], ("rules", name, "suggest"), rules[name].suggest


def _is_printed(chosen: Selection, section: Section, keys: Keys) -> bool:
    if any(key in section.leave_out for key in keys):
        return False
    if chosen.items:
        return keys[0] == chosen.entry.items_field and chosen.entry.items[int(keys[1])].id in chosen.items
    return True


def _locate(source: Source, keys: Keys, character: str) -> tuple[Place, str]:
    """The character itself, from where its text begins."""
    start = source.place(keys)
    for number, line in enumerate(source.lines[start.line - 1 :], start.line):
        if character in line:
            return Place(source.path, number, line.index(character) + 1), line
    return start, source.lines[start.line - 1] if start.line <= len(source.lines) else ""


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _strings(child)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from _strings(child)

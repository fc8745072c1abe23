"""Figures are cited by a name that figures.yml has, and never written out beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.content.figures import as_written
from generator.content.library import Library
from generator.content.markup import FIGURE
from generator.content.problems import Problem
from generator.content.source import Source
from generator.rules.each import Texts, each_file


def figures(library: Library) -> Iterator[Problem]:
    """Marks of figures that are not there, and figures that a text writes out instead of citing them."""
    return each_file(library, _figures, tuple(library.figures), library.once(_ways), library.unread)


def _ways(library: Library) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Name -> how the figure is written out, of those that can be told by that."""
    return tuple((name, re.compile(figure.written)) for name, figure in library.figures.items() if figure.written)


def _figures(library: Library, source: Source, texts: Texts) -> Iterator[Problem]:
    ways = library.once(_ways)
    for keys, text, what in texts:
        if what not in ("prose", "say", "shown"):
            continue
        for name in FIGURE.findall(text) if "{=" in text else ():
            if not library.may_hold("figure", name):
                yield source.unknown(
                    "unknown-figure", keys, name, library.figures, near_hint="did-you-mean-figure", otherwise=None,
                    snippet=f"{{={name}}}",
                )  # fmt: skip
        for name, found in _written_out(as_written(source, keys), ways):
            yield source.problem("figure-written", keys, snippet=found, name=name, found=found)


@lru_cache(maxsize=1 << 17)
def _written_out(text: str, ways: tuple[tuple[str, re.Pattern[str]], ...]) -> tuple[tuple[str, str], ...]:
    """The figures that a text writes out (name, what it writes), beside those that it cites."""
    own = FIGURE.sub("…", text)
    found = ((name, way.search(own)) for name, way in ways)
    return tuple((name, match[0]) for name, match in found if match)

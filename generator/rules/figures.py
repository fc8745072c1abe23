"""Figures are cited by a name that figures.yml has, and never written out beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.content.figures import as_written
from generator.content.library import Library
from generator.content.markup import FIGURE
from generator.content.problems import Problem
from generator.rules.redlines import all_texts


def figures(library: Library) -> Iterator[Problem]:
    """Marks of figures that are not there, and figures that a text writes out instead of citing them."""
    ways = [(name, re.compile(figure.written)) for name, figure in library.figures.items() if figure.written]
    for source, keys, text, what in all_texts(library):
        if what not in ("prose", "say", "shown"):
            continue
        for name in FIGURE.findall(text):
            if not library.may_hold("figure", name):
                yield source.unknown(
                    "unknown-figure", keys, name, library.figures, near_hint="did-you-mean-figure", otherwise=None,
                    snippet=f"{{={name}}}",
                )  # fmt: skip
        own = FIGURE.sub("…", as_written(source, keys))
        for name, way in ways:
            if match := way.search(own):
                yield source.problem("figure-written", keys, snippet=match[0], name=name, found=match[0])

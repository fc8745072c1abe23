"""Everything that is published, in one function: the program's table of contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator import frontend
from generator.load import Library
from generator.pages import Page, pages
from generator.render import Output, render


@dataclass(frozen=True)
class Site:
    """The site map and every file of a site."""

    pages: tuple[Page, ...]
    outputs: tuple[Output, ...]


def build(library: Library, words: Mapping[str, Any]) -> Site:
    """The whole site of a library that has been checked. `words` is the language file of the pack."""
    listed = pages(library, words)
    outputs = [*render(library, listed, words), *frontend.outputs(library)]
    return Site(tuple(listed), tuple(outputs))

"""Everything that is published: the program's table of contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from typing import Any

from generator.content import history
from generator.content.language import browser_words
from generator.content.library import Library
from generator.output import Output
from generator.pages import browser, changes
from generator.pages.about import DATA as PARTS
from generator.pages.about import about_page, sbom
from generator.pages.health import DATA, as_json, health, health_page
from generator.pages.render import render
from generator.pages.sitemap import Page, pages
from generator.paper.guides import Guides
from generator.paper.pages import paper_pages
from generator.search import index
from generator.search.sections import Section


@dataclass(frozen=True)
class Site:
    """The site map and every file of a site."""

    pages: tuple[Page, ...]
    outputs: tuple[Output, ...]


def build(
    library: Library,
    paper: Guides,
    today: date,
    *,
    site_url: str | None = None,
    past: Sequence[history.Month] = (),
    docs: Sequence[Page] = (),
) -> Site:
    """The whole site of a library that has been checked.

    `paper` are the guides as made by `guides.outputs`, or an empty `Guides()` where there is no time for them; `past`
    the months of `history.read`, from which the log of changes is made; `today` the day that the health page tells of;
    `docs` the hand-written pages, which only the engine renders.
    """
    log, found = changes.months(library, past), cache(lambda: health(library, today))
    listed = [*pages(library, log, docs), *paper_pages(library, paper, site_url=site_url), health_page(library, found)]
    listed.append(about_page(library))
    outputs = render(library, listed)
    outputs += browser.outputs(library)
    outputs += [Output(DATA, lambda: as_json(found())), Output(PARTS, lambda: sbom(library))]
    outputs += [Output(path, content) for path, content in paper.files]
    if twice := [path for path, count in Counter(output.path for output in outputs).items() if count > 1]:
        raise ValueError(f"two files of one path: {', '.join(twice)}")  # check lets no author come so far
    return Site((*listed, *docs), tuple(outputs))


def search_index(library: Library, docs: Sequence[Section] = ()) -> list[Output]:
    """What the browser searches. `docs`: the parts of hand-written pages, which only the engine can render."""
    return index.outputs(library, docs)


def theme_words(library: Library) -> dict[str, Any]:
    """What overrides/ puts around every page: the interface's words and the pack's notice as HTML, for its templates
    escape nothing; the words of the browser's side as they are, for they become JSON."""
    return {
        # What is published under another name than its own, and which site it is: a build tells.
        "names": {},
        "browser_names": {},
        "version": "",
        "page": {
            key: escape(text) for key, text in library.words["interface"]["page"].items() if isinstance(text, str)
        },
        "browser": browser_words(library.words),
        "notice": escape(library.pack.notice or ""),
    }

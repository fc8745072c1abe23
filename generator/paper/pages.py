"""The pages of the wiki about paper: the PDFs with their pictures, and the whole guide for the browser's printer."""

from __future__ import annotations

from generator.content.library import Library
from generator.pages.sitemap import Page
from generator.paper.guide import book
from generator.paper.guides import FOLDER, Guides
from generator.paper.shortlink import code_rows, code_svg


def paper_pages(library: Library, guides: Guides, *, site_url: str | None) -> list[Page]:
    """`pocket-guide/index.md` and `pocket-guide/print/index.md`; none without guides."""
    if not library.guides:
        return []
    p = library.words["interface"]["paper"]
    books = [
        book(library, name, site_url=site_url, edition=guides.edition).json
        for name, guide in library.guides.items()
        if guide.layout == "booklet"
    ]
    shown = Page(
        f"{FOLDER}/index.md", "pocket-guide.md.jinja", p["page_title"], p["page_summary"],
        {"guides": guides, "p": p}, "guides.yml", "front",
    )  # fmt: skip
    printed = Page(
        f"{FOLDER}/print/index.md", "print.md.jinja", p["print_title"], p["print_summary"],
        {"books": books, "p": p, "code_svg": lambda url: code_svg(code_rows(url))}, "guides.yml",
    )  # fmt: skip
    return [shown, printed]

"""What the program makes: files, each with its path below the site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Output:
    """One file to publish: its path below the site's source, its content, the YAML file below content/ behind it."""

    path: str
    content: str | bytes
    source: str | None = None


def address(page: str) -> str:
    """Where a page stands below the site: laws/civil-code.md is read at laws/civil-code.html."""
    return f"{page.removesuffix('.md')}.html"

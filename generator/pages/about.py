"""What a site is made of: every work of others that ships with it, with its licence, for readers and for programs.

What only builds a site (MkDocs, Typst …) does not ship; requirements.lock names it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from generator.content.library import Library
from generator.pages.sitemap import Page

FOLDER = "about"
DATA = f"{FOLDER}/sbom.json"
"""The same as CycloneDX, which programs read that look for known faults."""


@dataclass(frozen=True)
class Part:
    """A work that ships; `use` is the key of what it is there for in the language files."""

    name: str
    version: str | None
    licence: str
    use: str
    kind: str
    purl: str | None = None
    """How package registries call it."""


def parts(library: Library) -> tuple[Part, ...]:
    """Every part of a pack's site, ourselves first."""
    ours, theme = version("huashu"), version("mkdocs-material")
    found = [
        Part("Huashu", ours, "MIT", "program", "application", f"pkg:pypi/huashu@{ours}"),
        Part("Material for MkDocs", theme, "MIT", "theme", "library", f"pkg:pypi/mkdocs-material@{theme}"),
        Part("Material Design Icons", None, "Apache-2.0", "icons", "library"),
        Part("pypinyin", "0.55.0", "MIT", "readings", "library", "pkg:pypi/pypinyin@0.55.0"),
        Part("OpenCC", None, "Apache-2.0", "simplified", "library"),
    ]
    if library.guides:
        found.append(Part("Noto Sans SC", None, "OFL-1.1", "fonts", "library"))
    return tuple(found)


def about_page(library: Library) -> Page:
    """`about/index.md`: the parts, in a table."""
    words = library.words
    titles, said = words["pages"], words["interface"]["about"]

    def shows() -> Mapping[str, Any]:
        return {"parts": parts(library), "a": said}

    return Page(f"{FOLDER}/index.md", "about.md.jinja", titles["about"], titles["about-summary"], shows, group="manage")


def sbom(library: Library) -> str:
    """The parts as CycloneDX 1.6; without serial number and time, so that the same site has the same file."""
    site, *others = (_component(part) for part in parts(library))
    made = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": site},
        "components": others,
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _component(part: Part) -> dict[str, Any]:
    given = {"version": part.version, "purl": part.purl}
    return {
        "type": part.kind,
        "bom-ref": part.purl or part.name,
        "name": part.name,
        **{key: value for key, value in given.items() if value},
        "licenses": [{"license": {"id": part.licence}}],
    }

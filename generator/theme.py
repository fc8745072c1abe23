"""What our pages need of the theme: its folder of templates, scripts and styles, and the settings of the site.

Values only. The plugin gives them to MkDocs, `__main__` writes them for Zensical, and `against` tells what a mkdocs.yml
sets otherwise. What is needed is used whatever mkdocs.yml says; what is preferred, only where it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from generator.content.library import Library
from generator.content.markup import is_site
from generator.content.problems import Place, Problem, problem_at
from generator.content.source import Source, read

NAME = "material"
"""The theme that ours is made on."""

EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "attr_list": {},
    "md_in_html": {},
    "tables": {"use_align_attribute": True},  # a style in the page is what the policy forbids
    "toc": {"permalink": False, "toc_depth": 3},
}
"""Markdown extensions that the pages are written for, with how they are set where mkdocs.yml does not."""

SEARCHES = ("search", "material/search")
"""Plugins that make an index which nobody asks: the search is ours."""


ADDRESSES = ("site_url", "repo_url")
"""Settings that are addresses."""


def folder() -> Path:
    """Templates, scripts and styles: beside this module where the package is installed, above it in its sources."""
    here = Path(__file__).resolve().parent
    installed = here / "overrides"
    return installed if installed.is_dir() else here.parent / "overrides"


def needed(library: Library) -> dict[str, Any]:
    """Settings of the theme without which pages would be wrong: their language, and no fonts of another host."""
    return {"language": library.pack.language, "font": False}


def preferred(library: Library) -> dict[str, Any]:
    """Settings of the theme for those who have not chosen their own."""
    words = library.words["interface"]["page"]
    return {
        "logo": "assets/images/logo.svg",
        "favicon": "assets/images/favicon.svg",
        "features": ["content.action.edit", "navigation.top"],
        "palette": [
            _scheme("light", "default", "material/weather-night", words["to_dark"]),
            _scheme("dark", "slate", "material/weather-sunny", words["to_light"]),
        ],
    }


def _scheme(preference: str, scheme: str, icon: str, name: str) -> dict[str, Any]:
    return {
        "media": f"(prefers-color-scheme: {preference})", "scheme": scheme, "primary": "custom", "accent": "custom",
        "toggle": {"icon": icon, "name": escape(name)},  # templates of themes escape nothing
    }  # fmt: skip


def same_language(one: str, other: str) -> bool:
    """Whether both are one language, whatever its region: zh and zh-Hans."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def against(config: Path, library: Library) -> Iterator[Problem]:
    """What a mkdocs.yml, or one that it inherits from, sets against what the pages need; nothing without a file."""
    seen: set[Path] = set()
    while config.is_file() and config not in seen:
        seen.add(config)
        source = read(config, config.name)
        values = source.values if isinstance(source.values, dict) else {}
        yield from _theme(source, values.get("theme"), library, inherits="INHERIT" in values)
        yield from _site(source, values)
        config = config.parent / str(values.get("INHERIT", ""))


def _theme(source: Source, theme: Any, library: Library, *, inherits: bool) -> Iterator[Problem]:
    if theme is None and inherits:
        return
    told = theme if isinstance(theme, dict) else {"name": theme}
    if told.get("name", NAME if inherits else None) != NAME:
        at = ("theme", "name") if isinstance(theme, dict) and "name" in theme else ("theme",)
        yield source.problem("other-theme", at, of_key=at == ("theme",), name=NAME)
    if isinstance(told.get("font"), dict):
        yield _overruled(source, ("theme", "font"), "font: false", "own-fonts")
    language = told.get("language")
    if isinstance(language, str) and not same_language(language, library.pack.language):
        yield _overruled(source, ("theme", "language"), f"language: {library.pack.language}", "other-language")


def _site(source: Source, values: Mapping[str, Any]) -> Iterator[Problem]:
    if str(values.get("use_directory_urls", "false")).lower() not in ("false", "no", "off"):
        yield _overruled(source, ("use_directory_urls",), "use_directory_urls: false", "plain-addresses")
    for name in ADDRESSES:
        address = values.get(name)
        if isinstance(address, str) and address and not is_site(address):
            yield source.problem("bad-address", (name,), hint="site-address", target=address)
    plugins = values.get("plugins")
    for index, name in enumerate(plugins if isinstance(plugins, list | dict) else ()):
        name = next(iter(name), "") if isinstance(name, dict) else name
        if name in SEARCHES:
            at = ("plugins", index if isinstance(plugins, list) else name)
            yield source.problem("own-search", at, of_key=isinstance(plugins, dict), severity="warning", name=name)


def _overruled(source: Source, keys: tuple[str, ...], used: str, why: str) -> Problem:
    key = ".".join(keys)
    return source.problem("overruled", keys, of_key=True, severity="warning", hint=why, key=key, used=used)


def changing(config: Path, extensions: Mapping[str, tuple[str, str]]) -> Iterator[Problem]:
    """Markdown extensions that change what pages say: name -> a piece of a page as it should be, and as it becomes."""
    source = read(config, config.name)
    for name, (right, wrong) in extensions.items():
        named = ((line, text.index(name) + 1) for line, text in enumerate(source.lines, 1) if name in text)
        place = Place(config.name, *next(named, (1, 1)))
        told = {"name": name, "right": right, "wrong": wrong}
        yield problem_at(place, source.lines, "changing-extension", severity="warning", **told)

"""The settings of theme.py -> MkDocs' configuration; what would make a wreck of the pages all the same, as problems."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import markdown
from mkdocs.config.defaults import MkDocsConfig

from generator import theme
from generator.content.library import Library
from generator.content.problems import Place, Problem
from generator.pages.marked import literal

_SIGNS = "\"One\" 'two' -- three... (c) 1/2 -> +/- :smile: https://example.com ==a== ++b++ @you e.g. GmbH\n- [ ] x"
_PROBE = f"""<p class="kb-law" markdown="1">
**A**{{ .kb-label }}
[b](#c)
</p>

{literal(_SIGNS)}
"""
"""A piece of a page, with what extensions make something else of: quotation marks, dashes, addresses, line breaks."""


def settle(config: MkDocsConfig, library: Library) -> list[Problem]:
    """Give MkDocs what the pages need, and what mkdocs.yml leaves open; tells what it sets against them."""
    file = Path(config.config_file_path)
    problems = [*theme.against(file, library)]
    if config.theme.name != theme.NAME and not problems:  # set on the command line
        problems.append(Problem(Place(file.name), "other-theme", {"name": theme.NAME}))
    _theme(config, library)
    config.use_directory_urls = False
    for name, options in theme.EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        config.mdx_configs.setdefault(name, dict(options))
    problems += theme.changing(file, dict(_changing(config)))
    if "validation" not in _written(config):
        config.validation.nav.omitted_files = logging.DEBUG  # entries are reached from their collection's page
        config.validation.links.anchors = logging.WARNING
        config.validation.links.unrecognized_links = logging.WARNING
    return problems


def _theme(config: MkDocsConfig, library: Library) -> None:
    chosen = _written(config).get("theme")
    chosen = chosen if isinstance(chosen, dict) else {}
    wanted = {**theme.preferred(library), **chosen, **theme.needed(library)}
    if theme.same_language(str(chosen.get("language", "")), library.pack.language):
        wanted["language"] = chosen["language"]
    for name in ("name", "custom_dir", "static_templates"):
        wanted.pop(name, None)
    for name, value in wanted.items():
        config.theme[name] = value
    ours = str(theme.folder())
    if ours not in config.theme.dirs:  # behind the project's own
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, ours)


def _written(config: MkDocsConfig) -> Mapping[str, Any]:
    """What mkdocs.yml, those that it inherits from and the command line set."""
    return {name: value for each in config.user_configs for name, value in each.items()}


def _changing(config: MkDocsConfig) -> Iterator[tuple[str, tuple[str, str]]]:
    """Extensions of the project that make something else of a piece of our pages: name -> as it was, as it is."""
    ours = [*theme.EXTENSIONS, "fenced_code"]
    right = _rendered(config, ours)
    for name in config.markdown_extensions:
        if name in ours:
            continue
        try:
            found = _rendered(config, [*ours, name])
        except Exception:  # it needs another to work at all: MkDocs tells of that
            continue
        if found != right:
            pairs = zip(right.split(), found.split(), strict=False)
            yield name, next((pair for pair in pairs if pair[0] != pair[1]), (right, found))


def _rendered(config: MkDocsConfig, extensions: list[str]) -> str:
    return str(markdown.markdown(_PROBE, extensions=extensions, extension_configs=config.mdx_configs))

"""What MkDocs knows and tells of a page, as values that travel between processes and runs; where those are kept."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator import theme
from generator.store import FOLDER, Store

KNOWN = {*theme.EXTENSIONS, "fenced_code"}
"""Extensions whose every version has a number, and of which we know what they make of our pages."""


def only_known(config: MkDocsConfig) -> bool:
    """Whether nothing else has a say in what Markdown means."""
    return set(config.markdown_extensions) <= KNOWN


def store(config: MkDocsConfig) -> Store:
    """The values of a project; with extensions that are not known, nothing is remembered."""
    return Store(Path(config.config_file_path).parent / FOLDER if only_known(config) else None)


def facts(page: Page) -> dict[str, Any]:
    """What is known of a rendered page."""
    links = page.links_to_anchors or {}
    return {
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": [(to.src_uri, anchor, link) for to, of in links.items() for anchor, link in of.items()],
    }


def learn(page: Page, files: Files, found: dict[str, Any]) -> None:
    """Give a page the anchors and links that it was found to have, for MkDocs to compare."""
    page.present_anchor_ids, page.links_to_anchors = set(found["anchors"]), {}
    for uri, anchor, link in found["links"]:
        if to := files.get_file_from_path(uri):
            page.links_to_anchors.setdefault(to, {})[anchor] = link


Said = list[tuple[str, int, str]]
"""What was told: the logger, the level, the words."""


@contextmanager
def heard() -> Iterator[Said]:
    """What MkDocs and plugins tell meanwhile, kept instead of shown: see `replay`."""
    said: Said = []
    logger = logging.getLogger("mkdocs")
    handlers, logger.handlers = logger.handlers, [_Keeping(said)]
    try:
        yield said
    finally:
        logger.handlers = handlers


def replay(said: Said) -> None:
    """Tell what was heard."""
    for name, level, words in said:
        logging.getLogger(name).log(level, "%s", words)


class _Keeping(logging.Handler):
    def __init__(self, said: Said) -> None:
        super().__init__(logging.INFO)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append((record.name, record.levelno, record.getMessage()))

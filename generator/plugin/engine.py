"""Markdown -> HTML by MkDocs, remembered from run to run: what a page says, and what else there is to link to."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator import theme
from generator.store import Store, key, program

FOLDER = ".cache/huashu"
"""Where values are kept, beside mkdocs.yml."""
KNOWN = {*theme.EXTENSIONS, "fenced_code"}
"""Extensions whose every version has a number; with others, nothing is remembered."""


def store(config: MkDocsConfig) -> Store:
    """The values of a project."""
    known = set(config.markdown_extensions) <= KNOWN
    return Store(Path(config.config_file_path).parent / FOLDER if known else None)


def _plain(setting: Any) -> Any:
    """A setting as JSON can say it."""
    return dict(setting) if isinstance(setting, Mapping) else repr(setting)


class Engine:
    """Renders pages of one set of files."""

    def __init__(self, config: MkDocsConfig, files: Files, kept: Store) -> None:
        self._config, self._files, self._store = config, files, kept
        settings = [config.markdown_extensions, config.mdx_configs, config.use_directory_urls, config.validation]
        paths = sorted(f"{file.src_uri}\n{file.dest_uri}\n{file.inclusion}" for file in files)
        self._given = key(program(), json.dumps(settings, default=_plain), *paths)

    def render(self, page: Page) -> str:
        """Have a page's Markdown rendered; gives the name that the result is kept under."""
        name = key(self._given, page.file.src_uri, page.markdown or "")
        if found := self._store.get(name):
            self._recall(page, json.loads(found))
            return name
        with heard() as said:
            page.render(self._config, self._files)
        replay(said)
        if not said:  # what is told is told each time
            self._store.put(name, json.dumps(facts(page)).encode())
        return name

    def _recall(self, page: Page, found: dict[str, Any]) -> None:
        page.content, page._title_from_render = found["content"], found["title"]
        page.toc = TableOfContents([_anchor(*each) for each in found["toc"]])
        learn(page, self._files, found)


def facts(page: Page) -> dict[str, Any]:
    """What is known of a rendered page."""
    links = page.links_to_anchors or {}
    return {
        "content": page.content,
        "title": page._title_from_render,
        "toc": [_told(each) for each in page.toc],
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": [(to.src_uri, anchor, link) for to, of in links.items() for anchor, link in of.items()],
    }


def learn(page: Page, files: Files, found: dict[str, Any]) -> None:
    """Give a page the anchors and links that it was found to have, for MkDocs to compare."""
    page.present_anchor_ids, page.links_to_anchors = set(found["anchors"]), {}
    for uri, anchor, link in found["links"]:
        if to := files.get_file_from_path(uri):
            page.links_to_anchors.setdefault(to, {})[anchor] = link


def _told(link: AnchorLink) -> tuple[Any, ...]:
    return link.title, link.id, link.level, [_told(each) for each in link.children]


def _anchor(title: str, id_: str, level: int, children: list[Any]) -> AnchorLink:
    link = AnchorLink(title, id_, level)
    link.children = [_anchor(*each) for each in children]
    return link


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

"""One state of the site, file by file: what MkDocs does to all pages in passes, done for the one that is asked for.

No page needs another to be rendered: links are resolved against the list of files, the navigation is laid out before.
So a live preview makes what somebody looks at, and a build makes all, on every core.
"""

from __future__ import annotations

import gc
import gzip
import posixpath
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs import utils
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from generator.output import Output
from generator.parallel import spread
from generator.plugin.blocks import Links, Taken, taken
from generator.plugin.engine import Said, facts, heard, learn, only_known, replay
from generator.plugin.finished import Finished
from generator.plugin.made import Made
from generator.publishing.names import VERSION
from generator.search.index import FOLDER as INDEX
from generator.search.sections import Section, sections
from generator.store import Store

log = get_plugin_logger("huashu")

PROGRESS = 2
"""Seconds after which a build says how far it has come."""
DRAFT = '<div class="mkdocs-draft-marker" title="This page will not be included into the built site.">DRAFT</div>'
"""What MkDocs puts on top of a page that a build leaves out."""


class Rendition:
    """Everything that is published, each file by its path below the site."""

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        env: Any,
        templates: Iterable[str],
        index: Callable[[Sequence[Section]], list[Output]],
        kept: Store,
        *,
        drafts: bool = False,
    ) -> None:
        """`files`: those of docs/, of the theme and ours; `env`: the theme's environment; `templates`: the names of
        the theme's and the project's;
        `index` makes the search index from what hand-written pages say; `drafts`: what only a preview shows, too."""
        self._config, self._files, self._env, self._index = config, files, env, index
        self._links = Links(files) if only_known(config) else None  # others may make something else of a block
        set_exclusions(files, config)
        self._store = kept
        named = frozenset(_named(config.nav))
        listed = Files(file for file in files if file.generated_by is None or file.src_uri in named)
        self._nav = config.plugins.on_nav(get_navigation(listed, config), config=config, files=files)
        for file in files:
            if isinstance(file, Made):
                file.config = config
        shown = InclusionLevel.is_in_serve if drafts else InclusionLevel.is_included
        self._pages = files.documentation_pages(inclusion=shown)
        self._templates = frozenset(templates)
        self._by_path = {file.dest_uri: file for file in files if shown(file.inclusion)}
        self._by_path |= {file.dest_uri: file for file in self._pages}
        for page in self._nav.pages:
            if page.title is None:  # a navigation of the project's own that leaves titles to the pages
                self._render(page)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every path, sorted."""
        zipped = ["sitemap.xml.gz"] if "sitemap.xml" in self._templates else []
        return tuple(sorted({*self._by_path, *self._templates, *self._searched, *zipped}))

    def content(self, path: str) -> bytes | None:
        """A file's content; None where there is none."""
        file = self._by_path.get(path)
        if file and file.is_documentation_page():
            return self._page(file)
        if path in self._templates:
            return self._template(path)
        if path == "sitemap.xml.gz" and "sitemap.xml" in self._templates:
            when = utils.get_build_timestamp(pages=[file.page for file in self._pages if file.page])
            return gzip.compress(self._template("sitemap.xml"), mtime=when)
        if path.startswith((INDEX, VERSION)) and path in self._searched:
            return self._searched[path]
        return file.content_bytes if file else None

    def write(self, target: Path, *, keeping: Iterable[str], noted: list[str]) -> None:
        """Write every file below a folder, on every core. `keeping`: names of other values to keep;
        `noted`: what plugins note of pages, wherever they were made."""
        self._store.begin()
        paths, names, last = self.paths, [], time.monotonic()
        for folder in {(target / path).parent for path in paths}:
            folder.mkdir(parents=True, exist_ok=True)

        gc.freeze()  # what is there now stays; what is made of a page goes with it
        gc.enable()
        finished = Finished(self._config, self._files, self._nav, self._env, self._store)

        def made(path: str) -> tuple[str, dict[str, Any] | None, Said, list[str]]:
            noted.clear()
            file = self._by_path.get(path)
            with heard() as said:
                if file and file.is_documentation_page():
                    name, content, found = self._remembered(file, finished, said)
                else:
                    name, content, found = "", self.content(path) or b"", None
                (target / path).write_bytes(content)
            return name, found, said, list(noted)

        before = list(noted)
        # One of each folder before the work is split: what is made ready once (templates) is there in every process.
        first = {posixpath.dirname(path): path for path in paths if path.endswith(".html")}.values()
        rest = [path for path in paths if path not in {*first}]
        results = chain(((path, made(path)) for path in first), spread(made, rest))
        for done, (path, (name, found, said, notes)) in enumerate(results, 1):
            names.append(name)
            before += notes
            replay(said)
            if found and (page := self._by_path[path].page):
                learn(page, self._files, found)
            if time.monotonic() - last > PROGRESS:
                log.info("%d / %d", done, len(paths))
                last = time.monotonic()
        noted[:] = before
        self._store.keep([*names, *keeping])
        for page in (file.page for file in self._pages if file.page):
            page.validate_anchor_links(files=self._files, log_level=self._config.validation.links.anchors)

    def _remembered(self, file: File, finished: Finished, said: Said) -> tuple[str, bytes, dict[str, Any]]:
        """A page, made or as it was made before: the name it is kept under, its content, its facts."""
        page, config = file.page, self._config
        assert page
        name = finished.name(page, self._read)
        if found := finished.get(name):
            html = config.plugins.on_post_page(found[0], page=page, config=config)
            return name, html.encode("utf-8", errors="xmlcharrefreplace"), found[1]
        content, known = self._page(file), facts(page)
        if not said:  # what is told is told each time
            finished.put(name, content.decode(), known)
        return name, content, known

    def _page(self, file: File) -> bytes:
        page, config = file.page, self._config
        assert page
        self._render(page)
        page.active = True
        try:
            context = get_context(self._nav, self._pages, config, page)
            template = self._env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=self._nav)
            if file.inclusion.is_excluded():
                page.content = DRAFT + (page.content or "")
            html = template.render(context)
            html = config.plugins.on_post_page(html, page=page, config=config)
        finally:
            page.active = False
        return html.encode("utf-8", errors="xmlcharrefreplace")

    def _render(self, page: Page) -> None:
        """Its Markdown as HTML, once."""
        if page.content is not None:
            return
        config, files = self._config, self._files
        self._read(page)
        markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        # What templates write alike is made here: the engine sees an empty element in the place of each.
        find = self._links.of(page.file) if self._links else None
        made = taken(markdown, find) if page.file.generated_by else Taken(markdown)
        page.markdown = made.markdown
        page.render(config, files)
        page.markdown = markdown
        html = made.whole(page.content or "")
        page.present_anchor_ids = (page.present_anchor_ids or set()) | made.anchors
        if page.links_to_anchors is not None:
            for file, anchor, link in made.links:
                page.links_to_anchors.setdefault(file, {}).setdefault(anchor, link)
        page.content = config.plugins.on_page_content(html, page=page, config=config, files=files)

    def _read(self, page: Page) -> None:
        """Its Markdown, once."""
        if page.markdown is None:
            self._config.plugins.on_pre_page(page, config=self._config, files=self._files)
            page.read_source(self._config)

    def _template(self, name: str) -> bytes:
        config = self._config
        file = None if name in config.theme.static_templates else self._files.get_file_from_path(name)
        template = self._env.from_string(file.content_string) if file else self._env.get_template(name)
        template = config.plugins.on_pre_template(template, template_name=name, config=config)
        # A page for errors is shown at any address, so its links begin at the site's root.
        error = utils.is_error_template(name)
        base = urlsplit(config.site_url or "/").path if error else utils.get_relative_url(".", name)
        context = get_context(self._nav, self._files, config, base_url=base)
        context = config.plugins.on_template_context(context, template_name=name, config=config)
        html = template.render(context)
        return config.plugins.on_post_template(html, template_name=name, config=config).encode()

    @cached_property
    def _searched(self) -> dict[str, bytes]:
        """The search index, which needs what hand-written pages say."""
        said: list[Section] = []
        for file in self._pages:
            if file.generated_by is None and file.page:
                self._render(file.page)
                said += sections(file.page.content or "", file.page.url, str(file.page.title))
        made = self._index(said)
        return {each.path: each.content if isinstance(each.content, bytes) else each.content.encode() for each in made}


def _named(nav: Any) -> Iterator[str]:
    """The paths of a navigation as the configuration has it: texts, lists of them, mappings to them."""
    if isinstance(nav, str):
        yield nav
    elif nav:
        for part in nav.values() if isinstance(nav, dict) else nav:
            yield from _named(part)

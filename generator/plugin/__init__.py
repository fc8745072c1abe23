"""Outputs -> MkDocs: the plugin of mkdocs.yml. The only package that imports mkdocs; its door is this module."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from generator import theme
from generator.content import history
from generator.content.dates import edition, today
from generator.content.language import counted
from generator.content.load import load
from generator.content.own import FOLDER
from generator.content.problems import Problem
from generator.content.report import told
from generator.pages import sitemap
from generator.paper.guides import Guides, outputs
from generator.plugin.published import Published
from generator.plugin.settings import settle
from generator.publishing.whole import Refused, Whole, unwritten
from generator.rules.check import check
from generator.search.records import Section, sections
from generator.site import build, search_index, theme_words

log = get_plugin_logger("huashu")


class HuashuConfig(Config):
    """The plugin's settings in mkdocs.yml."""

    content = c.Dir(exists=True, default="content")
    """Folder of the YAML files, relative to mkdocs.yml."""


class HuashuPlugin(BasePlugin[HuashuConfig]):
    """Checks the content, then adds every generated page to the site.

    Nothing is kept from one build to the next, but for the guides on paper in a live preview: they take longer than
    everything else and are made when it starts.
    """

    _serving = False
    _paper: Guides | None = None
    _published: Published

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether this is a live preview."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check; lay out the navigation; hand the words of the pages to the theme."""
        library = self._library = load(Path(self.config.content))
        self._sections: list[Section] = []
        words = library.words["command"]
        self._report([*settle(config, library), *check(library, today(), Path(config.docs_dir))])
        if self._paper is None or not self._serving:
            log.info(words["making-paper"])
            self._paper = outputs(library, site_url=config.site_url or None, edition=edition(library))
            self._report(self._paper.problems)
        past = history.read(library.root)
        if note := past.note(library.words):
            log.info(note)
        self._site = build(
            library,
            self._paper,
            today(),
            site_url=config.site_url or None,
            past=past.months,
            docs=_handwritten(Path(config.docs_dir)),
        )
        if config.nav is None:
            config.nav = sitemap.navigation(library, self._site.pages)
        config.extra["huashu"] = theme_words(library)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin the site beside its place, before MkDocs clears the folder that it writes to."""
        self._published = Published(config, None if self._serving else self._begun(config))

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the generated pages; `编辑此页` of each leads to its YAML."""
        above = "../" if config.edit_uri and config.edit_uri.rstrip("/").endswith(Path(config.docs_dir).name) else ""
        for output in self._site.outputs:
            file = self._published.file(output)
            file.edit_uri = f"{above}{Path(self.config.content).name}/{output.source}" if output.source else None
            files.append(file)
        self._published.rename(files)
        return files

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Note what hand-written pages say, for the search."""
        if page.file.generated_by is None:
            self._sections += sections(html, page.url, str(page.title))
        return html

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> Any:
        """Add the index: all pages have been rendered by now, and nothing has been written."""
        for output in search_index(self._library, self._sections):
            files.append(self._published.file(output))
        for file in self._published.tell(env):
            files.append(file)
        return env

    def on_template_context(self, context: Any, /, *, template_name: str, config: MkDocsConfig) -> Any:
        """Without an address of the site, 404.html finds its top itself (partials/javascripts/top.html)."""
        if template_name == "404.html" and not config.site_url:
            context["base_url"] = "."
        return context

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """See whether a page of the theme runs under the policy."""
        self._published.look(output, template_name)
        return output

    @event_priority(-100)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """See whether a page runs under the policy, with what other plugins made of it; stop where a template of the
        project leaves out what every page of ours has."""
        self._published.look(output, page.file.src_uri)
        if not ('id="kb-words"' in output and "/javascripts/huashu" in output and "/stylesheets/huashu" in output):
            folder = Path(config.theme.custom_dir or config.config_file_path).name
            raise PluginError(self._library.words["command"]["no-frame"].format(folder=f"{folder}/"))
        return output

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the site in place, when every other plugin has written what it writes."""
        words = self._library.words["command"]
        if self._published.strange:
            log.info(words["strange-scripts"].format(pages=words["comma"].join(self._published.strange[:5])))
        if self._published.put():
            log.info(words["put"].format(directory=config.site_dir))

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it is; what the disk refuses is a sentence, not a fault of ours."""
        if hasattr(self, "_published"):
            self._published.fail()
        if isinstance(error, OSError):
            raise PluginError(unwritten(error, self._library.words)) from None

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Rebuild when content or a template changes."""
        server.watch(self.config.content)
        server.watch(str(Path(__file__).parent.parent / "pages" / "templates"))
        mine = Path(self.config.content).parent / FOLDER
        for folder in (config.theme.custom_dir, str(theme.folder()), str(mine)):
            if folder and Path(folder).is_dir():
                server.watch(folder)
        return server

    def _begun(self, config: MkDocsConfig) -> Whole:
        words = self._library.words
        try:
            sources = [Path(self.config.content), Path(config.docs_dir)]
            return Whole(Path(config.site_dir), sources=sources, waiting=lambda: log.info(words["command"]["waiting"]))
        except Refused as why:
            raise PluginError(why.said(words)) from None

    def _report(self, problems: Sequence[Problem]) -> None:
        """Every problem as a warning, so that --strict fails; an error stops this build too."""
        for problem in problems:
            (log.info if problem.severity == "notice" else log.warning)("%s", told(self._library, problem))
        errors = sum(problem.severity == "error" for problem in problems)
        if errors:
            raise PluginError(counted(self._library.words, "errors", errors))


def _handwritten(docs: Path) -> list[sitemap.Page]:
    """The hand-written pages; `group:` at the head of each says where the navigation lists it: else for editors."""
    found = []
    for file in sorted(docs.glob("*.md")):
        head = get_data(file.read_text(encoding="utf-8"))[1]
        title, summary = str(head.get("title", file.stem)), str(head.get("description", ""))
        found.append(sitemap.Page(file.name, "", title, summary, group=str(head.get("group", "manage"))))
    return found

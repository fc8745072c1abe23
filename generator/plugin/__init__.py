"""Outputs -> MkDocs: the plugin of mkdocs.yml. The only package that imports mkdocs; its door is this module.

With other plugins beside it, it adds its pages to MkDocs' own build. Alone, it has the whole site made by a Rendition:
all of it on every core, or, in a live preview, whatever page is looked at.
"""

from __future__ import annotations

import copy
import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import click
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page

from generator import theme
from generator.content import history, unchanged
from generator.content.dates import NoMomentError, edition, today
from generator.content.language import LANGUAGES, phrases
from generator.content.library import Library
from generator.content.load import load
from generator.content.own import FOLDER
from generator.content.system import refusal
from generator.output import Output
from generator.pages import sitemap
from generator.paper.guides import Guides, outputs
from generator.plugin.background import Printer
from generator.plugin.engine import store
from generator.plugin.handwritten import handwritten
from generator.plugin.made import with_ours
from generator.plugin.mistakes import MistakeError, as_page, tell
from generator.plugin.preview import Preview, Shown
from generator.plugin.progress import Progress
from generator.plugin.published import Published
from generator.plugin.rendition import Rendition
from generator.plugin.settings import settle
from generator.plugin.themed import Themed
from generator.publishing.whole import Refused, Whole
from generator.rules.check import check
from generator.rules.remembered import Remembered, begin
from generator.search.sections import Section, sections
from generator.site import Site, build, search_index, theme_words
from generator.store import Store

log = get_plugin_logger("huashu")

TEMPLATES = Path(__file__).parent.parent / "pages" / "templates"
LANGUAGE_FILES = Path(__file__).parent.parent / "content" / "languages"
GUIDES = "the guides"
"""What has changed when the guides on paper have been made anew."""


class HuashuConfig(Config):
    """The plugin's settings in mkdocs.yml."""

    content = c.Dir(exists=True, default="content")
    """Folder of the YAML files, relative to mkdocs.yml."""


class HuashuPlugin(BasePlugin[HuashuConfig]):
    """Checks the content, then makes every page of the site."""

    _serving = False
    _mistake: MistakeError | None = None
    _paper: Guides | None = None
    _rendition: Rendition | None = None
    _published: Published | None = None
    """What readers get, from its settings on; None before there is a configuration that can be built."""

    def __init__(self) -> None:
        self._progress = Progress()

    # ---- MkDocs' events ----

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether this is a live preview."""
        self._serving = command == "serve" and _follows_changes()
        self._progress.begin()
        gc.disable()  # nearly all that is made now is kept to the end: looking it through is a third of the time

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check; lay out the navigation; hand the words of the pages to the theme."""
        self._alone = set(config.plugins) == {"huashu"}
        self._config = config
        self._given = copy.copy(config)
        self._mistake = None
        kept = store(config)
        kept.begin()
        unchanged.take_up(kept)
        begin(Path(self.config.content), kept)
        try:
            return self._read(config)
        except NoMomentError as error:
            raise PluginError(self._words()["command"]["no-moment"].format(epoch=error)) from None
        except MistakeError as mistake:
            if not (self._serving and self._alone):
                raise
            self._mistake = mistake  # the preview shows it
            return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin the site beside its place, before MkDocs clears the folder that it writes to."""
        self._published = Published(config, None if self._serving else self._begun(config))

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the generated pages; alone, keep all files to make them ourselves, and leave none to MkDocs."""
        if not self._alone:
            gc.enable()
            return self._with_ours(files, config)
        theme = config.theme
        self._templates = (*theme.static_templates, *config.extra_templates)
        theme.static_templates, config.extra_templates = set(), []
        self._theme = Themed(theme.get_env())
        if not self._mistake:
            self._rendition = self._rendered(files, config)
        config.nav = []
        return Files([])

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Note what hand-written pages say, for the search."""
        if page.file.generated_by is None and not self._alone:
            self._sections += sections(html, page.url, str(page.title))
        return html

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> Any:
        """Write the site; or, with other plugins, add the index: all pages have been rendered by now."""
        if not self._alone:
            for output in self._indexed(self._sections, env):
                files.append(File.generated(config, output.path, content=output.content))
        elif not self._serving and self._rendition:
            self._rendition.write(
                Path(config.site_dir),
                keeping=self._keeping,
                noted=self._published.strange if self._published else [],
            )
        return env

    def on_template_context(self, context: Any, /, *, template_name: str, config: MkDocsConfig) -> Any:
        """Without an address of the site, 404.html finds its top itself (partials/javascripts/top.html)."""
        if template_name == "404.html" and not config.site_url:
            context["base_url"] = "."
        return context

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """See whether a page of the theme runs under the policy."""
        if self._published:
            self._published.look(output, template_name)
        return output

    @event_priority(-100)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """See whether a page runs under the policy, with what other plugins made of it; stop where a template of the
        project leaves out what every page of ours has."""
        if self._published:
            self._published.look(output, page.file.src_uri)
        if not ('id="kb-words"' in output and "/javascripts/huashu" in output and "/stylesheets/huashu" in output):
            folder = Path(config.theme.custom_dir or config.config_file_path).name
            raise PluginError(self._library.words["command"]["no-frame"].format(folder=f"{folder}/"))
        return output

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the site in place, when every other plugin has written what it writes."""
        words = self._words()["command"]
        if self._published and self._published.strange:
            log.info(words["strange-scripts"].format(pages=words["comma"].join(self._published.strange[:5])))
        if self._published and self._published.put():
            log.info(words["put"].format(directory=config.site_dir))

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it is; what the disk refuses is a sentence, not a fault of ours."""
        if self._published:
            self._published.fail()
        if not self._serving and (refused := refusal(error, self._words())):
            raise PluginError(f"{refused}{self._words()['command']['site-stands']}") from None

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Show edits as they are saved: by our own server, or, with other plugins, by building anew."""
        mine = Path(self.config.content).parent / FOLDER
        folders = (self.config.content, TEMPLATES, LANGUAGE_FILES, config.theme.custom_dir, theme.folder(), mine)
        watched = [folder for folder in folders if folder and Path(folder).is_dir()]
        if not self._alone:
            for path in watched:
                server.watch(str(path))
            return server
        self._progress.end()
        gc.freeze()  # the first state is there until the end
        gc.enable()
        server.server_close()
        self._builder = builder
        self._printer = Printer(self._printed)
        report = as_page(self._mistake) if self._mistake else ""
        self._preview = Preview(
            (str(config.dev_addr.host), config.dev_addr.port),
            server.mount_path,
            Shown(0, self._rendition, report),
            self._renewed,
            as_page,
            lambda: self._words()["command"],
            self._print,
        )
        for path in (*watched, config.docs_dir, config.config_file_path):
            self._preview.watch(str(path))
        self._print()
        return cast(LiveReloadServer, self._preview)

    def _begun(self, config: MkDocsConfig) -> Whole:
        words = self._library.words
        try:
            sources = [Path(self.config.content), Path(config.docs_dir)]
            return Whole(Path(config.site_dir), sources=sources, waiting=lambda: log.info(words["command"]["waiting"]))
        except Refused as why:
            raise PluginError(why.said(words)) from None

    # ---- a state of the site ----

    def _read(self, config: MkDocsConfig) -> MkDocsConfig:
        """The content as the configuration of its site. MistakeError if it cannot be published."""
        content = Path(self.config.content)
        self._progress.reading(content, self._words())
        library = load(content)
        self._progress.tell("checking", library.words)
        kept = store(config)
        kept.begin()
        self._finds = Remembered(library, kept)
        problems = [*settle(config, library), *check(library, today(), Path(config.docs_dir))]
        if not self._serving:
            self._finds.keep()
        tell(library, problems)
        self._library = library
        self._sections: list[Section] = []
        self._site = self._built(library, config)
        if config.nav is None:
            config.nav = sitemap.navigation(library, self._site.pages)
        config.extra["huashu"] = theme_words(library)
        if not self._serving:
            self._keeping = (*self._finds.names, unchanged.keep(kept))
        return config

    def _built(self, library: Library, config: MkDocsConfig) -> Site:
        words, site_url = library.words["command"], config.site_url or None
        if self._paper is None and self._serving and self._alone:
            self._paper = Guides(edition=edition(library), linked=bool(site_url))  # they follow
        elif self._paper is None or not self._serving:
            log.info(words["making-paper"])
            self._paper = outputs(library, site_url=site_url, edition=edition(library))
        tell(library, self._paper.problems)
        past = history.read(library.root)
        if note := past.note(library.words):
            log.info(note)
        docs = handwritten(Path(config.docs_dir))
        return build(library, self._paper, today(), site_url=site_url, past=past.months, docs=docs)

    def _with_ours(self, files: Files, config: MkDocsConfig) -> Files:
        assert self._published
        return with_ours(files, self._site.outputs, self._published, config, self.config.content)

    def _indexed(self, said: Sequence[Section], env: Any) -> list[Output]:
        """The search index; with it, every file has its name, and the theme is told."""
        assert self._published
        self._progress.tell("indexing", self._library.words)
        return self._published.indexed(search_index(self._library, said), env)

    def _rendered(self, files: Files, config: MkDocsConfig) -> Rendition:
        return Rendition(
            config,
            self._with_ours(files, config),
            self._theme.env,
            self._templates,
            lambda said: self._indexed(said, self._theme.env),
            store(config) if not self._serving else Store(),
            drafts=self._serving,
        )

    # ---- a live preview ----

    def _renewed(self, changed: frozenset[str]) -> Rendition:
        """The state of the site after files were changed."""
        if str(Path(self._config.config_file_path).absolute()) in changed:
            self._builder()
            if self._mistake:
                raise self._mistake
            assert self._rendition
        else:
            config = copy.copy(self._given)
            config.extra = cast(Any, dict(config.extra))
            config = self._read(config)
            self._published = Published(config, None)
            files = get_files(config)
            self._theme.add(files, config, changed)
            self._rendition = self._rendered(files, config)
        return self._rendition

    def _print(self) -> None:
        if self._rendition:
            site_url = self._config.site_url or None
            self._printer.follow(self._library, site_url=site_url, edition=edition(self._library))

    def _printed(self, guides: Guides) -> None:
        self._paper = guides
        log.info(self._words()["command"]["preview-guides"])
        self._preview.note(GUIDES)

    def _words(self) -> Any:
        return self._library.words if hasattr(self, "_library") else phrases(LANGUAGES[0])


def _follows_changes() -> bool:
    """Whether `mkdocs serve` was asked for without --no-livereload: else it builds once and serves that."""
    context = click.get_current_context(silent=True)
    return bool(context and context.params.get("livereload"))

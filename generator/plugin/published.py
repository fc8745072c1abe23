"""MkDocs' build -> the folder that readers get: put in place as a whole, its files named by what is in them, with the
policy that browsers hold its pages to. What generator/publishing knows, said to MkDocs."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import CountHandler

from generator.output import Output
from generator.publishing import names, policy, styles
from generator.publishing.whole import Whole

MATERIAL = "assets/stylesheets/material.css"
"""The theme's styles as one file, in the lowest layer (frontend/styles/huashu.css)."""
FIRST = "assets/javascripts/huashu.js"
"""The script that pages name; what it loads it finds by the names that a page tells it."""
UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""What only Material's own search asks for."""
PARTS: Mapping[str, Callable[[MkDocsConfig], bool]] = {
    r"\.md-search|data-md-toggle=search|__search": lambda config: _has(config, "search"),
    r"\.md-version": lambda config: "version" in config.extra,
    r"\.md-consent": lambda config: "consent" in config.extra,
    r"\.md-feedback": lambda config: "analytics" in config.extra,
    r"\.md-social": lambda config: "social" in config.extra,
    r"\.md-(?:post|author|pagination)\b": lambda config: _has(config, "blog"),
    r"\.md-tags?\b": lambda config: _has(config, "tags"),
    r"\.md-source\b|\.md-source__": lambda config: bool(config.repo_url),
    r"\.md-tabs": lambda config: "navigation.tabs" in config.theme.get("features", ()),
    r"\.md-path": lambda config: "navigation.path" in config.theme.get("features", ()),
}
"""Parts of the theme by what dresses them, and whether a site of these settings may show them."""
INLINE = ("base", "content", "palette", "renew", "top")
"""The theme's partials (partials/javascripts) that are inline scripts, and the only ones that run."""


class Published:
    """One build, from its settings to the finished folder."""

    def __init__(self, config: MkDocsConfig, whole: Whole | None) -> None:
        """`whole` is the folder that the site is written to; None in a live preview, which writes none and calls
        every file by its own name: what names change with, all pages would change with."""
        self.strange: list[str] = []
        """Pages with scripts that no browser will run under the policy."""
        self._names: dict[str, str] = {}  # what a page or script calls a file -> its path below the site
        self._config, self._whole, self._site_dir = config, whole, config.site_dir
        self._allowed: set[str] = set()
        if whole:
            config.site_dir = str(whole.beside)

    def named(self, output: Output) -> Output:
        """A file of ours; a script or style is named by what is in it."""
        path = output.path
        if not self._whole or not path.startswith("assets/") or not path.endswith((".js", ".css")) or names.fixed(path):
            return output
        content = output.content if isinstance(output.content, bytes) else output.content.encode()
        self._names[path] = names.named(path, content)
        return replace(output, path=self._names[path])

    def rename(self, files: Files) -> Iterator[Output]:
        """Name what the theme and the settings bring by what is in it; leave out what no page asks for. Gives what
        takes the place of the theme's styles."""
        config = self._config
        searches = _has(config, "search")
        sheets = []
        own = {*config.extra_css, *map(str, config.extra_javascript)}
        for file in list(files):
            path = file.src_uri
            if file.src_dir is None:  # generated: named already, or another plugin's
                continue
            if path.endswith(".map") or (not searches and path.startswith(UNUSED)) or path == self._unnamed_icon():
                files.remove(file)
            elif path.startswith("assets/stylesheets/") and path.endswith(".min.css"):
                files.remove(file)
                sheets.append(file)
            elif path in own or (path.startswith("assets/") and path.endswith((".css", ".js", ".svg"))):
                self._rename(file)
        if sheets:
            unused = _unused(config)
            texts = [
                styles.without(file.content_string, unused) for file in sorted(sheets, key=lambda file: file.src_uri)
            ]
            self._names[MATERIAL] = MATERIAL
            yield self.named(Output(MATERIAL, styles.layered(texts, "material")))
        self._settings()
        config.extra["huashu"] |= {"names": self._names}

    def _unnamed_icon(self) -> str:
        """Material's icon, if the settings name another."""
        icon = "assets/images/favicon.png"
        return "" if self._config.theme.get("favicon") == icon else icon

    def _rename(self, file: File) -> None:
        if not self._whole or ".min." in file.src_uri:  # Material's scripts have a hash of their own
            return
        file.dest_uri = self._names[file.src_uri] = names.named(file.src_uri, file.content_bytes)
        for known in ("url", "abs_dest_path"):
            file.__dict__.pop(known, None)

    def _settings(self) -> None:
        """What the settings name has another name now."""
        config, theme, named = self._config, self._config.theme, self._names
        for key in ("logo", "favicon"):
            if path := theme.get(key):
                theme[key] = named.get(path, path)
        config.extra_css = [named.get(path, path) for path in config.extra_css]
        for at, script in enumerate(config.extra_javascript):
            if isinstance(script, str):
                config.extra_javascript[at] = named.get(script, script)
            else:
                script.path = named.get(script.path, script.path)

    def indexed(self, made: Iterable[Output], env: Any) -> list[Output]:
        """The search index by the names it is published under; with it, every file has its name."""
        named = [self.named(output) for output in made]
        return [*named, self._tell(env)] if self._whole else named

    def _tell(self, env: Any) -> Output:
        """Tell the theme the names of what scripts load; gives what tells older pages that they are."""
        loaded = {path: name for path, name in self._names.items() if path.endswith(".js") and path != FIRST}
        self._config.extra["huashu"] |= {"browser_names": loaded, "version": names.version_of(self._names)}
        given = {"config": self._config, "base_url": "."}
        for name in INLINE:
            self._allowed |= set(policy.inline(env.get_template(f"partials/javascripts/{name}.html").render(given)))
        return names.version(self._names)

    def look(self, html: str, page: str) -> None:
        """Note a page that has a script of its own."""
        if self._whole and set(policy.inline(html)) - self._allowed:
            self.strange.append(page)

    def put(self) -> bool:
        """The site is finished: put it in place. False for one that a strict build throws away, or none to be put."""
        self._config.site_dir = self._site_dir
        if not self._whole:
            return False
        if _warned():
            self._whole.abandon()
            return False
        beside, list_ = self._whole.beside, self._whole.folder / names.LIST
        now = [path.relative_to(beside).as_posix() for path in (beside / "assets").rglob("*") if path.is_file()]
        before = list_.read_text(encoding="utf-8") if list_.is_file() else ""
        told, kept = names.listed((path for path in now if path != names.VERSION), before)
        for output in (Output(names.LIST, told), *policy.files(policy.policy(self._allowed))):
            (beside / output.path).write_text(str(output.content), encoding="utf-8", newline="\n")
        self._whole.keep([*kept, *_hidden(self._whole.folder)])
        self._whole.put()
        return True

    def fail(self) -> None:
        """The build has failed: what stood there stands."""
        self._config.site_dir = self._site_dir
        if self._whole:
            self._whole.abandon()


def _has(config: MkDocsConfig, plugin: str) -> bool:
    return any(name.rpartition("/")[2] == plugin for name in config.plugins)


def _unused(config: MkDocsConfig) -> list[str]:
    """What of the theme's styles no page of a site with these settings needs: parts, colours that are not chosen."""
    palette = config.theme.get("palette") or ()
    chosen = [one for one in ([palette] if isinstance(palette, dict) else palette) if isinstance(one, dict)]
    colours = {str(one[key]).replace(" ", "-") for one in chosen for key in ("primary", "accent") if key in one}
    others = rf"data-md-color-(?:primary|accent)=(?!(?:{'|'.join(map(re.escape, sorted(colours)))})\b)"
    return [*(part for part, may_stand in PARTS.items() if not may_stand(config)), *([others] if colours else ())]


def _warned() -> bool:
    """Whether this strict build will be called failed, which MkDocs does only when everything is done."""
    counts = (handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler))
    return any(handler.get_counts() for handler in counts)


def _hidden(folder: Path) -> list[str]:
    """What MkDocs leaves alone in a site's folder: .git, .htaccess, .well-known."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")] if folder.is_dir() else []

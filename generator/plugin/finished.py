"""Pages as a build has finished them, remembered from run to run by what they are made from.

That is: the program, the templates, the settings, the navigation, the list of files, and the page's own Markdown, or
what that follows from (pages/told.py). The names that files of the search and of the pack's values are published under
change with every edit; the frame of every page has them in one place, so they are cut out of what is remembered and put
in anew.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator import theme
from generator.plugin.made import Made
from generator.store import Store, key, program

CHANGING = ("assets/search/", "assets/data/")
"""Where the files are whose names no template asks for."""
ELSEWHERE = {"extra", "theme", "plugins", "site_dir", "nav", "hooks"}
"""Settings that are read otherwise, or that no page shows."""
LEVEL = 1
"""How well pages are packed: they lie on the disk beside the project."""


class Finished:
    """The pages of one build; ask for them when every file has its name."""

    def __init__(self, config: MkDocsConfig, files: Files, nav: Navigation, env: Any, kept: Store) -> None:
        self._store = kept
        told = config.extra["huashu"]
        as_json = env.from_string("{{ value | tojson }}")
        self._cut = [f'"names": {as_json.render(value=told["browser_names"])}', f'"version": "{told["version"]}"']
        self._marks = [f"\0{number}\0" for number in range(len(self._cut))]
        self._frame = key(program(), *_templates(config), _settings(config, env), str(nav), *_paths(files))

    def name(self, page: Page, read: Callable[[Page], None]) -> str:
        """What a page is kept under: what its Markdown follows from, or, where that is not known, what it is; then it
        is `read`."""
        file = page.file
        where = json.dumps([file.src_uri, file.dest_uri, page.edit_url])
        if isinstance(file, Made) and file.output.told and (told := file.output.told()):
            return key(self._frame, where, told)
        read(page)
        return key(self._frame, where, json.dumps(page.meta, default=repr), page.markdown or "")

    def get(self, name: str) -> tuple[str, dict[str, Any]] | None:
        """A page as HTML, and its facts."""
        if (found := self._store.get(name)) is None:
            return None
        facts, html = zlib.decompress(found).decode().split("\n", 1)
        for mark, text in zip(self._marks, self._cut, strict=True):
            html = html.replace(mark, text)
        return html, json.loads(facts)

    def put(self, name: str, html: str, facts: Mapping[str, Any]) -> None:
        """Keep a page, if its frame has what changes once and nowhere else."""
        for mark, text in zip(self._marks, self._cut, strict=True):
            if html.count(text) != 1 or mark in html:
                return
            html = html.replace(text, mark)
        self._store.put(name, zlib.compress(f"{json.dumps(facts)}\n{html}".encode(), LEVEL))


def _templates(config: MkDocsConfig) -> list[str]:
    """Every template that is not of a package with a version."""
    folders = [Path(folder) for folder in (config.theme.custom_dir, theme.folder()) if folder]
    files = [file for folder in folders for file in sorted(folder.rglob("*.html"))]
    return [f"{file}\n{file.read_text(encoding='utf-8')}" for file in files]


def _settings(config: MkDocsConfig, env: Any) -> str:
    """The settings that a page may show. Where the project has templates that may ask for any name, all names."""
    told = dict(config.extra["huashu"])
    own = Path(config.theme.custom_dir).rglob("*.html") if config.theme.custom_dir else ()
    if not any(re.search("extra|huashu", file.read_text(encoding="utf-8")) for file in own):
        told |= {"browser_names": sorted(told["browser_names"]), "version": ""}
        told["names"] = {path: name for path, name in told["names"].items() if not path.startswith(CHANGING)}
    settings = {name: value for name, value in config.items() if name not in ELSEWHERE}
    theme_ = {name: config.theme[name] for name in config.theme}
    return json.dumps([settings, {**config.extra, "huashu": told}, theme_, config.theme.dirs], default=_plain)


def _plain(setting: Any) -> Any:
    """A setting as JSON can say it."""
    return dict(setting) if isinstance(setting, Mapping) else repr(setting)


def _paths(files: Files) -> list[str]:
    """What there is to link to; a file that was named by what is in it counts by its own name."""
    return sorted(f"{file.src_uri}\n{file.inclusion}" for file in files)

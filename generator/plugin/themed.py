"""What the theme brings along: looked at again only where a file of it has changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from generator import theme


class Themed:
    """The theme's environment and files, in a live preview."""

    def __init__(self, env: Any) -> None:
        self.env = env
        self._files: Files | None = None

    def add(self, files: Files, config: MkDocsConfig, changed: Iterable[str]) -> None:
        """Add what the theme brings along to files that have none of its names."""
        folders = tuple(str(Path(folder).absolute()) for folder in (config.theme.custom_dir, theme.folder()) if folder)
        if self._files is None or any(path.startswith(folders) for path in changed):
            self.env, self._files = config.theme.get_env(), Files([])
            self._files.add_files_from_theme(self.env, config)
        for file in self._files:
            if files.get_file_from_path(file.src_uri) is None:
                files.append(file)

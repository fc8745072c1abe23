"""An Output as a file of MkDocs'."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.output import Output
from generator.plugin.published import Published


def with_ours(
    files: Files, outputs: Iterable[Output], published: Published, config: MkDocsConfig, content: str
) -> Files:
    """The files with ours, all named as they are published; `content`: the YAML files, which `编辑此页` leads to."""
    above = "../" if config.edit_uri and config.edit_uri.rstrip("/").endswith(Path(config.docs_dir).name) else ""
    for output in outputs:
        files.append(made_file(published.named(output), config, above + Path(content).name))
    for output in published.rename(files):
        files.append(made_file(output, config, ""))
    return files


def made_file(output: Output, config: MkDocsConfig, content: str) -> File:
    """A file with what an output holds; `content`: how the folder of its YAML file is reached from docs/."""
    file = cast(Made, Made.generated(config, output.path, content=""))
    file.output = output
    file.edit_uri = f"{content}/{output.source}" if output.source else None
    return file


class Made(File):
    """A file of ours, whose content is made when it is asked for."""

    output: Output
    config: MkDocsConfig | None = None
    """Given once the navigation is laid out: before, MkDocs takes a page for one that it has made."""
    _page: Page | None = None

    @property
    def page(self) -> Page | None:
        """Its page for MkDocs, made when somebody asks for it: a preview shows one of a thousand."""
        return self._page or (Page(None, self, self.config) if self.config else None)

    @page.setter
    def page(self, page: Page | None) -> None:
        self._page = page

    @property  # type: ignore[misc]  # nobody writes to them
    def content_string(self) -> str:
        content = self.output.content
        return content if isinstance(content, str) else content.decode()

    @property  # type: ignore[misc]
    def content_bytes(self) -> bytes:
        content = self.output.content
        return content if isinstance(content, bytes) else content.encode()

    def copy_file(self, dirty: bool = False) -> None:
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.content_bytes)

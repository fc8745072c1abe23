"""An Output as a file of MkDocs'."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from generator.output import Output


def made_file(output: Output, config: MkDocsConfig, content: str) -> File:
    """A file with what an output holds; `content`: how the folder of its YAML file is reached from docs/."""
    file = cast(_Made, _Made.generated(config, output.path, content=""))
    file.output = output
    file.edit_uri = f"{content}/{output.source}" if output.source else None
    return file


class _Made(File):
    """A file of ours, whose content is made when it is asked for."""

    output: Output

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

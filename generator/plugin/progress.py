"""What is told of while it lasts."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.plugins import get_plugin_logger

from generator.plugin.rendition import PROGRESS

log = get_plugin_logger("huashu")

MANY = 500
"""Files of content whose reading takes so long that it is told of."""


class Progress:
    """The steps of a build, or of a preview's first state."""

    def __init__(self) -> None:
        self._since: float | None = None
        """When it was begun; None where nothing is told."""

    def begin(self) -> None:
        self._since = time.monotonic()

    def end(self) -> None:
        self._since = None

    def reading(self, content: Path, words: Mapping[str, Any]) -> None:
        """Tell that much is read."""
        if self._since is not None and (files := sum(1 for _ in content.rglob("*.yml"))) > MANY:
            log.info(words["command"]["reading"].format(files=files))

    def tell(self, step: str, words: Mapping[str, Any]) -> None:
        """What is begun, where much was waited for already."""
        if self._since is not None and time.monotonic() - self._since > PROGRESS:
            log.info(words["command"][step])

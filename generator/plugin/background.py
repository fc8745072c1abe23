"""The guides on paper in a live preview: made in a process of their own, for they take longer than everything else."""

from __future__ import annotations

import logging
import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from generator.content.library import Library
from generator.content.load import load
from generator.paper.guide import book
from generator.paper.guides import Guides, outputs

log = logging.getLogger("mkdocs.plugins.huashu")


class Printer:
    """Makes the guides anew when what they show has changed; the run before, if it is still at it, is given up."""

    def __init__(self, then: Callable[[Guides], None]) -> None:
        """`then` is told of every set of guides made, in a thread."""
        self._then = then
        self._shows: object = None
        self._running: multiprocessing.process.BaseProcess | None = None

    def follow(self, library: Library, *, site_url: str | None, edition: str) -> None:
        """Have the guides of this library made, unless they would be the same."""
        shows = [book(library, name, site_url=site_url, edition=edition).json for name in library.guides]
        if shows == self._shows or not library.guides:
            return
        self.stop()
        self._shows = shows
        spawning = multiprocessing.get_context("spawn")
        reading, writing = spawning.Pipe(duplex=False)
        self._running = spawning.Process(target=_make, args=(writing, library.root, site_url, edition), daemon=True)
        self._running.start()
        writing.close()
        threading.Thread(target=self._wait, args=(reading,), daemon=True).start()

    def _wait(self, reading: Connection) -> None:
        try:
            made = reading.recv()
        except (EOFError, OSError):  # given up, or its content could not be read any more: the next edit tells
            return
        self._then(made)

    def stop(self) -> None:
        """Give up what is being made."""
        self._shows = None
        if self._running:
            self._running.terminate()
            self._running = None


def _make(writing: Connection, root: Path, site_url: str | None, edition: str) -> None:
    writing.send(outputs(load(root), site_url=site_url, edition=edition))

"""`mkdocs serve` as we do it: a saved file is seen at once, the page that is asked for is made, others are not.

Every request is answered from the last state that was well, whatever is being made meanwhile. A mistake lies over
that page until it is mended. Nothing is written to disk.
"""

from __future__ import annotations

import mimetypes
import threading
import time
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from mkdocs.plugins import get_plugin_logger
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from generator.plugin.overlay import over
from generator.plugin.rendition import Rendition

log = get_plugin_logger("huashu")

QUIET, PATIENCE = 0.02, 0.3
"""Seconds without a further change after which a save is taken to be whole, and those after which it is anyway."""
POLLING = 0.2
"""Seconds between looks at the files where the system does not tell of changes."""
CHANGES: Any = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, FileClosedEvent,
    DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
]  # fmt: skip
"""What the system is asked to tell: not who reads, for we do, a thousand files at a time."""
LONG = 2
"""Seconds after which the terminal says that something is being made."""
HELD = 60
"""Seconds after which a browser that waits for a new state is answered anyway."""


@dataclass(frozen=True)
class Shown:
    """What is shown: the last state that was well, the report of what is wrong now, and a number that grows."""

    epoch: int
    rendition: Rendition | None
    report: str = ""


class Preview:
    """The server that MkDocs runs: it calls watch, serve and shutdown."""

    def __init__(
        self,
        address: tuple[str, int],
        root: str,
        first: Shown,
        renew: Callable[[frozenset[str]], Rendition],
        reported: Callable[[Exception], str],
        words: Callable[[], Mapping[str, str]],
        follow: Callable[[], object],
    ) -> None:
        """`root`: where the site begins; `renew` gives the new state after files (paths) were changed, or raises what
        `reported` words; `words` are those of the terminal; `follow` does what may wait until a state is shown."""
        self._address, self._root = address, "/" + root.strip("/")
        self._renew, self._reported, self._words = renew, reported, words
        self._then = follow
        self._shown = first
        self._made: dict[str, bytes | None] = {}
        self._failed: dict[str, str] = {}
        self._making = threading.Lock()
        self._news = threading.Condition()
        self._changed: set[str] = set()
        self._latest = 0.0
        self._closed = False
        self._watched: set[str] = set()
        self._http: ThreadingHTTPServer | None = None

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Note a file or a folder whose changes matter."""
        self._watched.add(str(Path(path).absolute()))

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Answer requests and follow changes, until Ctrl-C."""
        preview = self

        class Handler(_Handler):
            answer = preview.answer

        self._http = ThreadingHTTPServer(self._address, Handler)
        self._http.daemon_threads = True
        observer = self._observer()
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        url = f"http://{self._address[0]}:{self._address[1]}{self._root.rstrip('/')}/"
        log.info("Serving on %s", url)
        if open_in_browser:
            webbrowser.open(url)
        try:
            while not self._closed:
                if changed := self._wait():
                    self._follow(changed)
        finally:
            observer.stop()

    def shutdown(self) -> None:
        """Stop serving."""
        self._closed = True
        if self._http:
            self._http.shutdown()
            self._http.server_close()

    def note(self, path: str) -> None:
        """Take something for changed: a file, or a name that `renew` knows."""
        with self._news:
            self._changed.add(path)
            self._latest = time.monotonic()
            self._news.notify_all()

    # ---- changes ----

    def _observer(self) -> Any:
        noted = _Noted(self.note)
        for observer in (Observer(), PollingObserver(timeout=POLLING)):
            try:
                for path in self._watched:
                    observer.schedule(noted, path, recursive=True, event_filter=CHANGES)
                observer.start()
                return observer
            except OSError:  # the system has no more watches to give
                observer.unschedule_all()
        raise RuntimeError("nothing can be watched")

    def _wait(self) -> frozenset[str]:
        """What has changed, once that has come to rest."""
        with self._news:
            # Waking up now and then lets Ctrl-C through on Windows.
            self._news.wait_for(lambda: self._changed or self._closed, timeout=0.5)
            first = time.monotonic()
            while self._changed and (now := time.monotonic()) < min(self._latest + QUIET, first + PATIENCE):
                self._news.wait(timeout=self._latest + QUIET - now)
            changed, self._changed = frozenset(self._changed), set()
        return changed

    def _follow(self, changed: frozenset[str]) -> None:
        begun, words = time.monotonic(), self._words()
        rendition, report = self._shown.rendition, ""
        waiting = threading.Timer(LONG, lambda: log.info(words["preview-making"]))
        waiting.start()
        try:
            rendition = self._renew(changed)
        except Exception as mistake:  # whatever it is, the page tells of it
            report = self._reported(mistake)
        finally:
            waiting.cancel()
        with self._making, self._news:
            self._made, self._failed = {}, {}
            self._shown = Shown(self._shown.epoch + 1, rendition, report)
            self._news.notify_all()
        said = words["preview-wrong" if report else "preview-new"]
        log.info(said.format(seconds=f"{time.monotonic() - begun:.2f}"))
        if not report:
            self._then()

    # ---- requests ----

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, type (or where to go instead) and content for a path as it was asked for."""
        wanted = unquote(urlsplit(path).path)
        if wanted.startswith("/livereload/"):
            return 200, "text/plain", self._next(wanted.split("/")[2])
        inside = self._inside(wanted)
        if inside is None:
            return 302, f"{quote(self._root.rstrip('/'))}/", b""
        shown, content = self._content(inside)
        if content is None and self._content(f"{inside}/index.html")[1] is not None:
            return 302, quote(f"{wanted}/"), b""
        if content is not None:
            kind = "application/javascript" if inside.endswith((".js", ".mjs")) else mimetypes.guess_type(inside)[0]
            page = inside.endswith(".html")
            return 200, kind or "application/octet-stream", self._living(content, shown) if page else content
        return (200 if shown.report else 404), "text/html", self._living(self._content("404.html")[1] or b"", shown)

    def _inside(self, wanted: str) -> str | None:
        """A path below the site; None for one that is not in it."""
        root = self._root.rstrip("/") + "/"
        if not f"{wanted}/".startswith(root):
            return None
        path = normpath("/" + wanted[len(root) :]).lstrip("/")
        return f"{path}/index.html".lstrip("/") if wanted.endswith("/") or not path else path

    def _content(self, path: str) -> tuple[Shown, bytes | None]:
        with self._making:
            shown = self._shown
            if path not in self._made and shown.rendition:
                try:
                    self._made[path] = shown.rendition.content(path)
                except Exception as mistake:
                    self._made[path], self._failed[path] = b"", self._reported(mistake)
            if path in self._failed:
                return replace(shown, report=self._failed[path]), b""
            return shown, self._made.get(path)

    def _living(self, page: bytes, shown: Shown) -> bytes:
        """A page with the report over it, that comes back by itself."""
        head, body, tail = page.rpartition(b"</body>")
        added = over(shown.report, shown.epoch, self._words()).encode()
        return head + added + body + tail if body else page + added

    def _next(self, epoch: str) -> bytes:
        """The number of the state, once it is another than the one given."""
        with self._news:
            self._news.wait_for(lambda: str(self._shown.epoch) != epoch or self._closed, timeout=HELD)
            return str(self._shown.epoch).encode()


class _Noted(FileSystemEventHandler):
    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            if path:
                self._note(path.decode() if isinstance(path, bytes) else path)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answer: Callable[[str], tuple[int, str, bytes]]

    def do_GET(self) -> None:
        self._respond()

    def do_HEAD(self) -> None:
        self._respond()

    def _respond(self) -> None:
        status, kind, content = type(self).answer(self.path)
        try:
            self.send_response(status)
            if status == 302:
                self.send_header("Location", kind)
            else:
                self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the browser has gone elsewhere

    def log_message(self, format: str, *args: Any) -> None:
        log.debug(format, *args)

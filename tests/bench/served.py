"""Servers as an editor runs them: what a save costs until the page shows it. Linux only, for it reads /proc.

`save` -> Saved: seconds until what was saved is served, CPU seconds by then and until the server rests again.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 900
"""Seconds after which something is taken never to be served."""
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


@dataclass(frozen=True)
class Edit:
    """A save: the file, what is put in place of what, and the page that shows it."""

    kind: str
    file: str
    old: str
    new: str
    """With {n}, the number of the save."""
    page: str
    text: str
    """What the page has then, with {n}; empty: anything else than before."""


@dataclass(frozen=True)
class Saved:
    """What a save cost."""

    wall: float
    cpu: float
    """Until it was served."""
    rest: float
    """CPU until the server rested."""


class Server:
    """A running server of a project."""

    def __init__(self, root: Path, process: subprocess.Popen[bytes], port: int) -> None:
        self._root, self._process, self._url = root, process, f"http://127.0.0.1:{port}/"

    def get(self, page: str) -> bytes:
        """A page as it is; empty where there is none, or no answer yet."""
        try:
            with urlopen(self._url + page, timeout=PATIENCE) as answer:
                return bytes(answer.read())
        except (URLError, OSError):
            return b""

    def until(self, page: str, right: Callable[[bytes], bool]) -> None:
        """Ask for a page until it is right."""
        end = time.monotonic() + PATIENCE
        while not right(self.get(page)):
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{page} is never served")
            time.sleep(0.02)

    def cpu(self) -> float:
        """CPU seconds of the server and all its children so far."""
        return sum(_used(pid) for pid in _family(self._process.pid))

    def rest(self) -> float:
        """Wait until it does nothing; gives its CPU seconds."""
        before, still = self.cpu(), 0
        while still < 4:  # a watcher that polls uses a little, always
            time.sleep(0.25)
            now = self.cpu()
            still, before = (still + 1 if now - before <= 0.05 else 0), now
        return before

    def save(self, edit: Edit, number: int) -> Saved:
        """Save an edit and wait until it is served; the file is as it was afterwards."""
        file = self._root / edit.file
        text = file.read_text(encoding="utf-8")
        if edit.old not in text:
            raise ValueError(f"{edit.file}: no {edit.old}")
        before, wanted = self.get(edit.page), edit.text.replace("{n}", str(number)).encode()
        used, begun = self.rest(), time.monotonic()
        file.write_text(text.replace(edit.old, edit.new.replace("{n}", str(number)), 1), encoding="utf-8")
        self.until(edit.page, lambda page: wanted in page if wanted else page not in (b"", before))
        wall, cpu = time.monotonic() - begun, self.cpu() - used
        saved = Saved(wall, cpu, self.rest() - used)
        shown = self.get(edit.page)
        file.write_text(text, encoding="utf-8")
        self.until(edit.page, lambda page: page not in (b"", shown))
        self.rest()
        return saved


@contextmanager
def serving(root: Path, command: Sequence[str]) -> Iterator[Server]:
    """A server of the project, once it serves its first page. `command` lacks the address, which comes last."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [*command, "-a", f"127.0.0.1:{port}"], cwd=root, env=QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        server = Server(root, process, port)
        server.until("index.html", lambda page: b"</html>" in page)
        server.rest()
        yield server
    finally:
        process.terminate()
        process.wait()


@dataclass(frozen=True)
class Built:
    """What a build cost; the memory is that of all its processes together at their peak."""

    wall: float
    cpu: float
    memory: float
    """MB: pages that processes share are counted once."""


def built(root: Path, command: Sequence[str]) -> Built:
    """Run a build to its end."""
    before, begun, peak = os.times(), time.monotonic(), 0.0
    process = subprocess.Popen(command, cwd=root, env=QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, sum(_memory(pid) for pid in _family(process.pid)))
        time.sleep(0.3)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Built(time.monotonic() - begun, cpu, peak)


def python(*arguments: str) -> list[str]:
    """A command of this interpreter's."""
    return [sys.executable, *arguments]


def _family(pid: int) -> Iterator[int]:
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = file.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _used(pid: int) -> float:
    """CPU seconds of a process, and of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15])) / TICK


def _memory(pid: int) -> float:
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    except OSError:
        return 0
    return int(found[1]) / 1024 if found else 0

"""Work spread over every core, where that pays: by forked processes, which have in memory what the work needs."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")

LEAST = 100
"""Pieces of work below which one process is as fast."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[K], V], pieces: Sequence[K]) -> Iterator[tuple[K, V]]:
    """Each piece with what `work` makes of it, as they are done. The results travel, so they must be picklable.

    Every n-th piece is done by the n-th process; where there is no fork (Windows), all by this one.
    """
    count = cores() if len(pieces) >= LEAST and hasattr(os, "fork") else 1
    if count == 1:
        yield from ((piece, work(piece)) for piece in pieces)
        return
    gc.freeze()  # a collection in a child would copy every page of memory that it walks
    children: dict[int, Connection] = {}
    try:
        for number in range(count):
            reading, writing = os.pipe()
            child = os.fork()
            if child == 0:
                for other in (reading, *(connection.fileno() for connection in children.values())):
                    os.close(other)  # so that nobody is left to write to, once the parent is gone
                _work(work, pieces[number::count], Connection(writing, readable=False))
            os.close(writing)
            children[child] = Connection(reading, writable=False)
        yield from _gathered(list(children.values()), pieces)
    finally:
        for child, connection in children.items():
            connection.close()  # whoever still works finds nobody to write to, and ends
            os.waitpid(child, 0)
        gc.unfreeze()


def _work(work: Callable[[K], V], pieces: Sequence[K], writing: Connection) -> None:
    """What a child does, and nothing after it: neither our `finally`s nor our buffers are its own."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        for piece in pieces:
            writing.send((work(piece), None))
    except Exception as error:
        with contextlib.suppress(OSError):
            writing.send((None, error))
    finally:
        os._exit(0)


def _gathered(connections: Sequence[Connection], pieces: Sequence[K]) -> Iterator[tuple[K, Any]]:
    due = {connection: iter(pieces[number :: len(connections)]) for number, connection in enumerate(connections)}
    left = {connection: len(pieces[number :: len(connections)]) for number, connection in enumerate(connections)}
    while due:
        for connection in wait(list(due)):
            assert isinstance(connection, Connection)
            value, error = connection.recv()  # EOFError: the system has ended a child
            if error:
                raise error
            yield next(due[connection]), value
            left[connection] -= 1
            if not left[connection]:
                del due[connection]

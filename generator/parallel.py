"""Work spread over every core, or done aside, where that pays: by forked processes, which have in memory what they
need."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar, cast

K = TypeVar("K")
V = TypeVar("V")

LEAST = 100
"""Pieces of work below which one process is as fast."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[K], V], pieces: Sequence[K]) -> Iterator[tuple[K, V]]:
    """Each piece with what `work` makes of it, as they are done. The results travel, so they must be picklable.

    Whoever is free takes the next piece; where there is no fork (Windows), this process does all.
    """
    alone = threading.active_count() == 1  # a fork takes none of the other threads along, but what they hold
    count = cores() if len(pieces) >= LEAST and alone and hasattr(os, "fork") else 1
    if count == 1:
        yield from ((piece, work(piece)) for piece in pieces)
        return
    turns, queue = os.pipe()
    gc.freeze()  # a collection in a child would copy every page of memory that it walks
    children: dict[int, Connection] = {}
    try:
        for _ in range(count):
            reading, writing = os.pipe()
            child = os.fork()
            if child == 0:
                for other in (reading, queue, *(connection.fileno() for connection in children.values())):
                    os.close(other)  # so that nobody is left to write to, once the parent is gone
                _work(work, pieces, turns, Connection(writing, readable=False))
            os.close(writing)
            children[child] = Connection(reading, writable=False)
        yield from _gathered(list(children.values()), pieces, queue)
    finally:
        for connection in children.values():
            connection.close()  # whoever still works finds nobody to write to, and ends
        for end in (turns, queue):
            with contextlib.suppress(OSError):
                os.close(end)
        for child in children:
            os.waitpid(child, 0)
        gc.unfreeze()


def aside(work: Callable[[], V]) -> Callable[[], V]:
    """Have work done by another process from now on, where there is a core for it; what is given waits for its result,
    which must be picklable, and may be asked once."""
    if cores() == 1 or threading.active_count() > 1 or not hasattr(os, "fork"):
        return work
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _done(work, Connection(writing, readable=False))
    os.close(writing)

    def result() -> V:
        with Connection(reading, writable=False) as connection:
            value, error = connection.recv()
        os.waitpid(child, 0)
        if error:
            raise error
        return cast(V, value)

    return result


def _done(work: Callable[[], Any], writing: Connection) -> None:
    """What the child of `aside` does, and nothing after it."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        writing.send((work(), None))
    except Exception as error:
        with contextlib.suppress(OSError):
            writing.send((None, error))
    finally:
        os._exit(0)


def _work(work: Callable[[K], V], pieces: Sequence[K], turns: int, writing: Connection) -> None:
    """What a child does, and nothing after it: neither our `finally`s nor our buffers are its own."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        while turn := os.read(turns, _TURN.size):
            (number,) = _TURN.unpack(turn)
            writing.send((number, work(pieces[number]), None))
    except Exception as error:
        with contextlib.suppress(OSError):
            writing.send((None, None, error))
    finally:
        os._exit(0)


def _gathered(connections: Sequence[Connection], pieces: Sequence[K], queue: int) -> Iterator[tuple[K, Any]]:
    """Hands out the numbers of the pieces, a few ahead, and takes in what is made of them."""
    ahead, open_ = 2 * len(connections), list(connections)
    for number in range(min(ahead, len(pieces))):
        os.write(queue, _TURN.pack(number))
    done = 0
    while done < len(pieces):
        for connection in wait(open_):
            assert isinstance(connection, Connection)
            number, value, error = connection.recv()  # EOFError: the system has ended a child
            if error:
                raise error
            yield pieces[number], value
            if done + ahead < len(pieces):
                os.write(queue, _TURN.pack(done + ahead))
            done += 1


_TURN = struct.Struct("I")

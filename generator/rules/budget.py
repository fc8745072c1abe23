"""Every pattern of redlines.yml has a budget of time, tried on texts made to break it in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.content.library import Library
from generator.content.model import RedLines
from generator.content.problems import Keys, Problem
from generator.rules import patterns
from generator.rules.program import expanded

FEW = 3_000
"""A pattern with fewer ways through it cannot take long: it is not tried."""
SIZE = 3_000
"""How long a text that is made to break a pattern is, in characters."""
BUDGET = 1.0
"""Seconds of the processor that a pattern may take for one such text: ten times what the worst of ours takes."""
GRACE = 30
"""How many seconds the process gets beyond the budget of all before it is ended, for starting and slow machines."""

TRIAL = """
import json, re, signal, sys, time
budget = float(sys.argv[1])
for number, (pattern, texts) in enumerate(json.load(sys.stdin)):
    compiled = re.compile(pattern)
    print(number, flush=True)
    for text in texts:
        if hasattr(signal, "setitimer"):  # ends the process by the processor's time, in the middle of a match, too
            signal.setitimer(signal.ITIMER_VIRTUAL, budget)
        begin = time.process_time()
        for _ in compiled.finditer(text): pass
        if time.process_time() - begin > budget:
            sys.exit(1)
print("done", flush=True)
"""


def patterns_hold(library: Library) -> Iterator[Problem]:
    """No pattern of redlines.yml can run for long, whatever the text."""
    if not library.redlines:
        return
    wild = list(patterns_wild(library))
    yield from wild
    source, parts = library.sources["redlines.yml"], library.redlines.parts
    full = [(keys, expanded(pattern, parts)) for keys, pattern in every(library.redlines)] if not wild else []
    tried = [(keys, pattern) for keys, pattern in full if patterns.ways_through(pattern) > FEW]
    broken = slow(tuple(pattern for _, pattern in tried))
    yield from (source.problem("pattern-slow", tried[number][0], size=SIZE) for number in broken)


def patterns_wild(library: Library) -> Iterator[Problem]:
    """Patterns whose very structure lets them run for ever; nothing is tried."""
    if not library.redlines or "redlines.yml" not in library.sources:
        return
    source = library.sources["redlines.yml"]
    for keys, pattern in every(library.redlines):
        if patterns.nested(pattern):
            yield source.problem("pattern-nested", keys)
        elif patterns.unbounded(pattern):
            yield source.problem("pattern-unbounded", keys, most=patterns.MANY)


def every(redlines: RedLines) -> Iterator[tuple[Keys, str]]:
    """Every pattern with the way to it."""
    yield from ((("parts", name), pattern) for name, pattern in redlines.parts.items())
    yield from ((("guards", name), pattern) for name, pattern in redlines.guards.model_dump().items() if pattern)
    for name, rule in redlines.rules.items():
        for keys, value in _patterns(
            rule.model_dump(include={"pattern", "needs", "told", "unless", "wording", "consequences"})
        ):
            yield ("rules", name, *keys), value


def _patterns(value: object) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, Mapping):
        yield from (((key, *keys), text) for key, inner in value.items() for keys, text in _patterns(inner))
    elif isinstance(value, Sequence):
        yield from (((index, *keys), text) for index, inner in enumerate(value) for keys, text in _patterns(inner))


@cache
def slow(given: tuple[str, ...]) -> tuple[int, ...]:
    """Which of the patterns go beyond their budget; one that does ends the trial, and those behind it get another."""
    if not given:
        return ()
    wanted = json.dumps([[pattern, _texts(pattern)] for pattern in given])
    command = [sys.executable, "-c", TRIAL, str(BUDGET)]
    try:
        run = subprocess.run(command, input=wanted, capture_output=True, text=True, timeout=GRACE, check=False)
        said = run.stdout
    except subprocess.TimeoutExpired as ended:
        said = (ended.stdout or b"").decode() if isinstance(ended.stdout, bytes) else ended.stdout or ""
    lines = said.split()
    if not lines or lines[-1] == "done":
        return ()
    at = int(lines[-1])
    return (at, *(at + 1 + number for number in slow(given[at + 1 :])))


def _texts(pattern: str) -> list[str]:
    """What the pattern finds, over and over, never quite to its end."""
    texts = []
    for sample in patterns.samples(pattern):
        for piece in {sample[:-1], sample[0:1], sample} - {""}:
            texts.append((piece * (SIZE // len(piece) + 1))[:SIZE])
    return texts

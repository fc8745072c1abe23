"""How many harmful sentences the red lines stop or send to review, and how many harmless ones they flag.

    python -m tests.pack.redlines.measure tests/pack/redlines/held-out-1.tsv [--show] [--patterns]

A set holds lines of four columns: verdict (bad, ok), kind, register, sentence. Sentences of the set that have become
examples since are left out of what is learnt. --patterns: with no examples at all. --show: what is missed and what is
flagged.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from generator.content.load import load
from generator.content.model import Examples
from generator.rules.detector import Detector

ROOT = Path(__file__).resolve().parents[3]


def sentences(file: Path) -> list[list[str]]:
    """The rows of a set."""
    return [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line]


def measure(file: Path, *, show: bool = False, patterns: bool = False) -> tuple[float, float]:
    """Share of the harmful that are found, share of the harmless that are flagged; prints them by kind."""
    rows = sentences(file)
    library = load(ROOT / "content")
    assert library.redlines and library.examples
    own = {text for *_, text in rows}
    learnt = Examples(
        harmful=[text for text in library.examples.harmful if text not in own],
        harmless=[text for text in library.examples.harmless if text not in own],
    )
    detector = Detector(library.redlines, None if patterns else learnt)
    seen, found = Counter[str](), Counter[str]()
    for verdict, kind, register, text in rows:
        finds = detector.finds(text)
        for group in (verdict, f"{verdict}, {kind}", f"{verdict}, as {register}"):
            seen[group] += 1
            found[group] += bool(finds)
        if show and (verdict == "bad") is not bool(finds):
            print(verdict, kind, text, [(find.rule, find.found) for find in finds], sep="\t")
    for group, count in sorted(seen.items()):
        print(f"{group:18} {found[group]:4} of {count:4}  {found[group] / count:.3f}")
    return found["bad"] / seen["bad"], found["ok"] / seen["ok"]


if __name__ == "__main__":
    measure(Path(sys.argv[1]), show="--show" in sys.argv, patterns="--patterns" in sys.argv)

"""Inputs that nobody writes, made by chance: whatever part reads them, it answers, and never with a fault of ours.

    python -m tests.fuzz 200000 [--seed 7]     (prints how many of each kind, and the seed and number of each fault)

Every input follows from its kind, the seed and its number, so that a fault can be had again.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from generator.content import formula, markup
from generator.content.language import LANGUAGES, phrases
from generator.content.load import load
from generator.content.problems import show
from generator.content.report import failed
from generator.content.source import decode
from generator.edit.fix import mends
from generator.paper.guides import Guides
from generator.rules.check import check
from generator.rules.redlines import detector_of
from generator.rules.textfile import decoded
from generator.rules.verdict import verdict
from generator.site import build
from tests.conftest import CHINESE, SAMPLE

TODAY = date(2026, 11, 23)
SIGNS = (
    ": ", ":", "- ", "-", "#", " #",
    "'", '"', "|", ">", "{", "}", "[", "]", "&", "*", "!", "%", "@", "`", ",", "?", "~",
    "\n", "\n\n", "  ", "\t", "\r", "\x00", "\x85", "\u2028", "\ufeff", "\u200b", "\u202e", "\ud7ff", "🙂", "\u3000",
    "，", "：", "｜", "“", "——", "【", "】", "**", "](", ")", "<", ">", "</p>", "{{", "}}", "{%", "&amp;", "\\", "no",
    "http://[", "javascript:", "1e9999", "2026-02-30", "null", "---", "...", "<<<<<<<", "*a", "&a", "{=x}", "{房号}",
    "!!python/object:os.system", "停水", "不交", "0" * 40, "(" * 30,
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One input: its kind, and the seed and number that it follows from."""

    kind: str
    seed: int
    number: int

    def run(self, folder: Path) -> None:
        """Have it read; raises what the part raises. `folder` is for files."""
        KINDS[self.kind](Random(f"{self.kind} {self.seed} {self.number}"), folder)


@cache
def _files() -> tuple[tuple[Path, str, str], ...]:
    """Every file of the sample packs: the pack, the path in it, its text."""
    return tuple(
        (root, file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
        for root in (SAMPLE, CHINESE)
        for file in sorted(root.rglob("*.yml"))
    )


def _mutated(chance: Random, text: str) -> str:
    """A text with some of it gone, doubled, elsewhere, or with signs in it that mean something somewhere."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        a, b = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        b = min(b, a + chance.choice((0, 1, 3, 30)))
        piece = chance.choice(
            (text[a:b] * 2, "", chance.choice(SIGNS), chance.choice(SIGNS) + text[a:b], text[a:b][::-1])
        )
        text = text[:a] + piece + text[b:]
    return text


def _noise(chance: Random) -> str:
    letters = ("a", "b", " ", "1", "物", "业", "费", "。", *SIGNS)
    return "".join(chance.choice(letters) for _ in range(chance.randrange(60)))


def _source(chance: Random, folder: Path) -> None:
    _, path, text = chance.choice(_files())
    raw = _mutated(chance, text).encode(chance.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16")), "replace")
    if chance.random() < 0.2:
        at = chance.randrange(len(raw) + 1)
        raw = raw[:at] + bytes(chance.randrange(256) for _ in range(4)) + raw[at:]
    for problem in decode(raw, path, ("title", "say")).problems:
        for language in LANGUAGES:
            assert show(problem, phrases(language))


def _pack(chance: Random, folder: Path) -> None:
    """A pack with a file changed: loaded, checked, told, mended; where it may be published, its pages are made."""
    root, path, text = chance.choice(_files())
    content = folder / "content"
    shutil.rmtree(content, ignore_errors=True)
    shutil.copytree(root, content)
    (content / path).write_bytes(_mutated(chance, text).encode("utf-8", "replace"))
    library = load(content)
    problems = check(library, TODAY)
    for problem in problems:
        assert show(problem, library.words)
    mends(library, problems)
    if not failed(problems, strict=False):
        for output in build(library, Guides(), TODAY, site_url=None, past=()).outputs:
            assert output.content is not None


def _prose(chance: Random, folder: Path) -> None:
    text = _noise(chance)
    for mark in (*markup.walk(markup.parse(text)), *markup.walk(markup.spoken(text))):
        assert mark is not None
    for link in markup.links(text):
        markup.is_address(link.target)
    assert isinstance(markup.visible(text) + markup.readable(text) + markup.searched(text) + markup.named(text), str)


def _formula(chance: Random, folder: Path) -> None:
    signs = ("1", "2.5", "+", "-", "×", "/", "(", ")", "房号", "round", ",", "，", " ", "months", "0" * 30, "%", "🙂")
    with suppress(formula.FormulaError):  # which is told to the author
        list(formula.blanks_in(formula.parse("".join(chance.choice(signs) for _ in range(chance.randrange(40))))))


@cache
def _red_lines() -> tuple[object, ...]:
    library = load(CHINESE)
    return (
        library,
        library.once(detector_of),
        [text for rule in library.rules.values() for text in (*rule.bad, *rule.ok)],
    )


def _lint(chance: Random, folder: Path) -> None:
    library, detector, sentences = _red_lines()
    text = "\n".join(_mutated(chance, chance.choice(sentences)) for _ in range(chance.randrange(1, 5)))  # type: ignore[call-overload]
    verdict(library, detector, text)  # type: ignore[arg-type]
    decoded(text.encode(chance.choice(("utf-8", "gb18030", "big5", "utf-16")), "replace"))


KINDS: dict[str, Callable[[Random, Path], None]] = {
    "source": _source, "pack": _pack, "prose": _prose, "formula": _formula, "lint": _lint,
}  # fmt: skip
SHARES = {"source": 30, "pack": 4, "prose": 40, "formula": 20, "lint": 6}
"""Of a hundred inputs, so many are of each kind: as many as take about the same time."""


def cases(count: int, seed: int) -> Iterator[Case]:
    """So many inputs, the kinds by their shares."""
    for kind, share in SHARES.items():
        yield from (Case(kind, seed, number) for number in range(max(1, count * share // 100)))


def main() -> int:
    """Run them all; the exit code is 1 when any ended in a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    done: Counter[str] = Counter()
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(given.count, given.seed):
            try:
                case.run(Path(folder))
            except Exception:  # whatever it is, it is what we look for
                faults += 1
                print(f"{case}\n{traceback.format_exc()}", flush=True)
            done[case.kind] += 1
            if done.total() % 1000 == 0:
                print(f"{done.total()} …", file=sys.stderr, flush=True)
    print(f"{dict(done)}, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""How many sentences and notices the red lines judge as their writers labelled them.

    python -m tests.pack.redlines.measure [--show] [FILE …]

Without files: every set of this folder. A set (*.tsv) holds lines of four columns: verdict, kind of fault, register,
sentence; the older sets say bad and ok. A file of notices (notices-*.txt) holds whole drafts: a line `# lawful …` or
`# unlawful …` begins one, and ⟦verdict kind|sentence⟧ marks each of its faults. Sentences of a set that have become
examples since are left out of what is learnt. --show: what is missed, flagged or told for another reason.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.content.library import Library
from generator.content.load import load
from generator.content.model import Examples
from generator.rules import verdict as whole
from generator.rules.detector import Detector

ROOT = Path(__file__).resolve().parents[3]
SETS = Path(__file__).parent

KINDS: dict[str, str] = {
    "supply": "R01 C1 R24", "lift": "R02 C1", "access": "R03 C1 C6", "vehicle": "R04 C1", "lock": "R05 C1",
    "seize": "R06 C1", "publish": "R07 R08 R49 C2", "label": "R09 R13", "credit": "R10 C4", "third": "R11 R42 C3",
    "family": "R12 C4 R23", "insult": "R13 R09", "threat": "R14 R48", "veiled": "R48 R14 P1", "calls": "R15 R16 C5",
    "stalk": "R17 C5 R11", "entry": "R18", "guards": "R19", "collectors": "R20 C5", "fake": "R21 R34",
    "crime": "R22 C4",
    "service": "R23 R31 C1", "bundle": "R24 R44 R01", "penalty": "R25 R26", "interest": "R27", "promise": "R28",
    "private": "R29", "invoice": "R30", "newowner": "R32", "neighbors": "R33", "fakecase": "R34", "limitation": "R35",
    "oldlaw": "R36", "tone": "R37", "vague": "R38 R39 P1", "score": "R40", "publicmoney": "R41", "sensitive": "R43",
    "blank": "R45", "record": "R46", "brush": "R47",
}  # fmt: skip
"""A kind of fault -> the rules that give the right reason for it."""

MARKED = re.compile(r"⟦(\w+) (\w+)\|([^⟧]*)⟧")


@dataclass(frozen=True)
class Judged:
    """A sentence, what its writer said of it and what the rules say: (rule, severity), the gravest first."""

    verdict: str
    kind: str
    register: str
    text: str
    told: list[tuple[str, str]]

    @property
    def bad(self) -> bool:
        return self.verdict not in ("clean", "ok")

    @property
    def right(self) -> bool:
        """Whether one of the rules that speak is about this kind of fault."""
        return any(rule in KINDS.get(self.kind, "").split() for rule, _ in self.told)

    @property
    def severity(self) -> str:
        return self.told[0][1] if self.told else "clean"


RANK = ("forbidden", "caution", "review")


def rows(file: Path) -> list[list[str]]:
    """The rows of a set."""
    return [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line]


def without(library: Library, texts: set[str]) -> Detector:
    """The detector that has not learnt from these sentences."""
    assert library.redlines and library.examples
    learnt = Examples(
        breaks={rule: [text for text in every if text not in texts] for rule, every in library.examples.breaks.items()},
        harmful=[text for text in library.examples.harmful if text not in texts],
        harmless=[text for text in library.examples.harmless if text not in texts],
    )
    return Detector(library.redlines, learnt)


def judged(library: Library, file: Path) -> list[Judged]:
    """Every sentence of a set, judged."""
    assert library.redlines
    table = rows(file)
    detector = without(library, {text for *_, text in table})
    found = []
    for verdict, kind, register, text in table:
        told = {(find.rule, str(find.severity)) for find in detector.finds(text)}
        found.append(Judged(verdict, kind, register, text, sorted(told, key=lambda pair: RANK.index(pair[1]))))
    return found


def notices(file: Path) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    """The drafts of a file: heading, text, faults (verdict, kind, sentence)."""
    for block in re.split("(?m)^# ", file.read_text(encoding="utf-8"))[1:]:
        heading, _, text = block.partition("\n")
        yield heading, MARKED.sub(lambda mark: mark[3], text), MARKED.findall(text)


def told_of(library: Library, file: Path) -> Iterator[tuple[str, int, int, list[str]]]:
    """For each draft: its heading, how many faults, how many named on their sentence, and what went wrong."""
    assert library.redlines
    drafts = list(notices(file))
    detector = without(library, {line for _, text, _ in drafts for line in text.splitlines()})
    for heading, text, faults in drafts:
        hits = [(hit.find.rule, hit.written) for hit in whole.verdict(library, detector, text).hits]
        wrong, named = [], 0
        for _, kind, sentence in faults:
            on = [rule for rule, written in hits if written in sentence or sentence in written]
            named += (right := any(rule in KINDS[kind].split() for rule in on))
            wrong += [] if right else [f"{kind} told as {on}: {sentence}"]
        stray = [hit for hit in hits if not any(hit[1] in fault[2] or fault[2] in hit[1] for fault in faults)]
        yield heading, len(faults), named, wrong + [f"stray {rule}: {written}" for rule, written in stray]


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "none"


def summary(found: list[Judged]) -> dict[str, tuple[int, int]]:
    """What is asked of a set: name -> how many, of how many."""
    bad, good = [one for one in found if one.bad], [one for one in found if not one.bad]
    forbidden = [one for one in bad if one.verdict == "forbidden"]
    named = [one for one in bad if one.told and one.kind in KINDS]
    figures = {"found": (sum(bool(one.told) for one in bad), len(bad))}
    if forbidden:
        figures["forbidden called forbidden"] = sum(x.severity == "forbidden" for x in forbidden), len(forbidden)
        figures["found for the right reason"] = sum(one.right for one in named), len(named)
    figures["harmless ones flagged"] = sum(bool(one.told) for one in good), len(good)
    figures["harmless ones called forbidden"] = sum(one.severity == "forbidden" for one in good), len(good)
    return figures


def main(arguments: list[str]) -> None:
    """Print the figures of each set."""
    show = "--show" in arguments
    files = [Path(name) for name in arguments if name != "--show"]
    library = load(ROOT / "content")
    for file in files or sorted([*SETS.glob("*.tsv"), *SETS.glob("notices-*.txt")]):
        print(f"\n{file.name}")
        if file.suffix == ".txt":
            _notices(library, file, show)
        else:
            _sentences(judged(library, file), show)


def _notices(library: Library, file: Path, show: bool) -> None:
    drafts = list(told_of(library, file))
    print(f"  faults named on their sentence: {share(sum(d[2] for d in drafts), sum(d[1] for d in drafts))}")
    for kind in ("unlawful", "lawful"):
        some = [draft for draft in drafts if draft[0].split()[0] == kind]
        print(f"  {kind} drafts judged without a fault: {share(sum(not draft[3] for draft in some), len(some))}")
    for heading, _, _, wrong in drafts if show else ():
        for line in wrong:
            print("   ", heading, line, sep="\t")


def _sentences(found: list[Judged], show: bool) -> None:
    for name, (part, every) in summary(found).items():
        print(f"  {name}: {share(part, every)}")
    missed = Counter(one.kind for one in found if one.bad and not one.told)
    print("  missed:", ", ".join(f"{kind} {count}" for kind, count in missed.most_common()) or "none")
    for one in found if show else ():
        said = " ".join(f"{rule}:{severity}" for rule, severity in one.told)
        if one.bad is not bool(one.told):
            print("    MISSED" if one.bad else "    FLAGGED", one.verdict, one.kind, one.text, said, sep="\t")
        elif one.bad and one.kind in KINDS and not one.right:
            print("    REASON", one.verdict, one.kind, one.text, said, sep="\t")
        elif one.verdict == "forbidden" and one.severity != "forbidden":
            print("    MILD", one.kind, one.text, said, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])

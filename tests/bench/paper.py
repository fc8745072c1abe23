"""CPU, memory and size of the pocket guide for 50, 500 and 5,000 entries, beside the goals. Writes results/paper.md.

    python tests/bench/paper.py

Each size runs in a process of its own, measured from its start: the interpreter, reading content/, Typst, packing,
and once more with the three imposed PDFs. Entries are the objections of content/, repeated under new codes: short
ones (title, words to say, QR code), as long as those that the goals were set for, and full ones,
as the wiki's own guide prints them, a page each.
"""

from __future__ import annotations

import json
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "tests" / "bench" / "results" / "paper.md"
SIZES = (50, 500, 5000)
GOALS = {50: ("1", "120", "800"), 500: ("5", "–", "–"), 5000: ("45", "1536", "–")}
"""Entries -> at most so many CPU seconds, MB of memory, KB of guide-a6."""
LEFT_OUT = {
    "short": ["see_also", "redlines", "next", "check", "summary", "heard", "principle", "law", "avoid"],
    "full": ["see_also", "redlines", "next", "check", "summary"],
}


def measure(entries: int, kind: str, imposed: bool) -> dict[str, float]:
    """Set one booklet of so many entries in this process."""
    sys.path.insert(0, str(ROOT))
    from generator.content.load import load
    from generator.content.model import Guide, Section
    from generator.paper.guide import book
    from generator.paper.imposition import four_up, two_up
    from generator.paper.packing import packed
    from generator.paper.typeset import Typesetter, sheets

    library = load(ROOT / "content")
    some = list(library.of("objections"))
    many = {
        f"{some[n % len(some)].id}-{n}": some[n % len(some)].model_copy(
            update={"id": f"{some[n % len(some)].id}-{n}", "code": f"K{n + 1}"}
        )
        for n in range(entries)
    }
    section = Section(title="Objections", entries=list(many), channels=["电话"], leave_out=LEFT_OUT[kind])
    library.guides["bench"] = Guide(title="基准", layout="booklet", sections=[section])  # type: ignore[index]
    library.entries.update(many)  # type: ignore[attr-defined]
    value = book(library, "bench", site_url="https://wiki.example.com/", edition="2026-11-23").json
    with Typesetter("guide.typ", value) as typesetter:
        pages = typesetter.pdf()
        count = typesetter.query("<pages>")[0]["count"]
    pages = packed(pages)
    if imposed:
        for plan in (four_up(count), two_up(count), two_up(count, long_edge=True)):
            packed(sheets(pages, plan, "bench", value["edition"]))
    used = resource.getrusage(resource.RUSAGE_SELF)
    factor = 1024 if platform.system() == "Linux" else 1024 * 1024
    cpu = used.ru_utime + used.ru_stime
    return {"pages": count, "cpu": cpu, "memory": used.ru_maxrss / factor, "size": len(pages) / 1024}


def main() -> None:
    """Measure every size and write the table."""
    lines = [
        "# Pocket guide: what it costs",
        "",
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}; whole processes, "
        "reading content/ included. Goals in brackets.",
        "",
        "| entries | pages | CPU s | MB | KB | CPU s with the three imposed PDFs | wall s |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind, sizes in (("short", SIZES), ("full", SIZES[:2])):
        for entries in sizes:
            plain, _ = run(entries, kind)
            whole, wall = run(entries, kind, "sheets")
            cpu, memory, size = GOALS[entries]
            lines.append(
                f"| {entries:,} {kind} | {plain['pages']:,} | {plain['cpu']:.2f} (≤ {cpu}) | {plain['memory']:.0f} "
                f"(≤ {memory}) | {plain['size']:,.0f} (≤ {size}) | {whole['cpu']:.2f} | {wall:.1f} |"
            )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def run(entries: int, kind: str, *more: str) -> tuple[dict[str, float], float]:
    """The figures of one size from a process of its own, and its wall time."""
    start = time.perf_counter()
    command = [sys.executable, __file__, str(entries), kind, *more]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return json.loads(shown), time.perf_counter() - start


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]), sys.argv[2], "sheets" in sys.argv)))
    else:
        main()

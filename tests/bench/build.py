"""What the generator adds to a build: CPU seconds and bytes, beside `mkdocs build` on the same Markdown and theme.

    python tests/bench/build.py [SIZE ...]

For each size a pack of that many entries is made from the real one (every text varied, so that no two pages are
alike). Both sides build the same pages in processes of their own; CPU is user + system time of the process. Writes
tests/bench/results/build.md.
"""

from __future__ import annotations

import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from generator.content.language import browser_words, phrases

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = (100, 1000, 3000)
RUNS = 3


def main(sizes: list[int]) -> None:
    """Measure each size and write the table."""
    lines = [
        "# Build: the generator beside plain MkDocs",
        "",
        f"CPU seconds (user + system, median of {RUNS} runs in turn) for the same Markdown with the same theme.",
        "",
        "| entries | pages | from Markdown | from YAML | ratio | bytes of objections/vacant-home.html |",
        "|---|---|---|---|---|---|",
    ]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            lines.append(_row(size, Path(folder)))
            print(lines[-1], flush=True)
    target = ROOT / "tests" / "bench" / "results" / "build.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(size: int, folder: Path) -> str:
    make_pack(size, folder / "content")
    shutil.copytree(ROOT / "docs", folder / "docs")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("custom_dir: overrides", f"custom_dir: {ROOT / 'overrides'}")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    _generate(folder)
    plain = re.sub(r"plugins:\n(  .*\n)+", "plugins: []\n", config)
    words = phrases("zh")
    extra = {"huashu": {"page": words["interface"]["page"], "browser": browser_words(words), "notice": ""}}
    plain += f"\ndocs_dir: pages\nnav: {json.dumps(_nav(folder))}\nextra: {json.dumps(extra, ensure_ascii=False)}\n"
    (folder / "plain.yml").write_text(plain, encoding="utf-8")
    times: dict[str, list[float]] = {"plain.yml": [], "mkdocs.yml": []}
    for _ in range(RUNS):
        for name in times:
            times[name].append(_cpu(folder, name))
    base, ours = (statistics.median(times[name]) for name in ("plain.yml", "mkdocs.yml"))
    pages = len(list((folder / "pages").rglob("*.md")))
    return f"| {size:,} | {pages:,} | {base:.1f} | {ours:.1f} | **{ours / base:.2f}** | {_page(folder / 'site')} |"


def make_pack(size: int, target: Path) -> None:
    """A copy of the real pack with objections, varied, up to `size` entries; without guides, see paper.py for those."""
    shutil.copytree(ROOT / "content", target)
    (target / "guides.yml").unlink()
    originals = sorted((target / "objections").glob("*.yml"))
    entries = len(list(target.glob("*/*.yml")))
    for number in range(size - entries):
        original = originals[number % len(originals)]
        text = original.read_text(encoding="utf-8")
        text = re.sub(r"^code: .*$", f"code: Z{number}", text, flags=re.M)
        text = re.sub(r"^(title|summary|principle|next): (.*[^\"'])$", rf"\1: \2（第 {number} 例）", text, flags=re.M)
        (target / "objections" / f"{original.stem}-{number}.yml").write_text(text, encoding="utf-8")


def _generate(folder: Path) -> None:
    command = [sys.executable, "-m", "generator", "generate", "--to", "pages"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    for file in (folder / "docs").glob("*.md"):
        shutil.copy(file, folder / "pages" / file.name)


def _nav(folder: Path) -> list[str]:
    return [file.relative_to(folder / "pages").as_posix() for file in sorted((folder / "pages").glob("*/index.md"))]


def _cpu(folder: Path, config: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", config]
    subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _page(site: Path) -> str:
    """Bytes of one entry's page: the same whatever the number of entries around it."""
    return f"{(site / 'objections' / 'vacant-home.html').stat().st_size:,}"


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))

"""What an editor waits for after a save, and what a whole build costs: ours beside MkDocs and Zensical.

    python -m tests.bench.speed [real] [1000] [10000]

Packs of 1,000 and 10,000 entries are made from the real one (build.py). The others are given the same pages as
Markdown, as `generate` writes them, with the same theme, and edited there; what they have no file for (a facet, a
synonym, a word of the language) is left out. Zensical gets an environment of its own beside the projects. Wall times
of one row were measured in turn on a machine that others use, too: compare them within a row only. Writes
tests/bench/results/speed.md, a part of it for each size that was asked for.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

from tests.bench.build import make_pack
from tests.bench.served import QUIET, Built, Edit, Saved, built, python, serving
from tests.projects import project

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "tests" / "bench" / "results" / "speed.md"
ZENSICAL = "zensical==0.0.73"
SAVES = 3
"""Of every kind of edit, ours; of the others' two, or one where it takes long. The median counts."""
SUMMARY = "业主说没入住、没装修、房子一直空着"
QUOTE = "在正常使用条件下，建设工程的最低保修期限为"
CSS, FRAME = "overrides/assets/stylesheets/huashu.css", "overrides/huashu.html"
HOME = "objections/vacant-home.html"
EVERYWHERE = (
    Edit("a template of the theme", FRAME, "{% block libs %}", "{% block libs %}<!--{n}th-->", HOME, "<!--{n}th-->"),
    Edit("a stylesheet", CSS, "@layer material", "/* {n}th */@layer material", CSS[10:], "/* {n}th */"),
)
OURS = (
    Edit("a summary", "content/objections/vacant-home.yml", SUMMARY, SUMMARY + "了{n}年", HOME, "空着了{n}年"),
    Edit("… in a list", "content/objections/vacant-home.yml", SUMMARY, SUMMARY + "了{n}年", "objections/index.html",
         "空着了{n}年"),
    Edit("a facet's title", "content/facets.yml", "title: 业态", "title: 业态{n}", "objections/index.html", "业态{n}"),
    Edit("a law's quote", "content/laws/building-quality.yml", QUOTE, QUOTE + "{n}", "laws/building-quality.html",
         "最低保修期限为{n}"),
    Edit("a synonym (the index)", "content/synonyms.yml", "terms: [催费,", "terms: [催费, 催费催{n},",
         "assets/search/index.js", ""),
    Edit("a template of pages", "generator/pages/templates/objections.md.jinja", "{% block body %}",
         "{% block body %}\n第{n}次。\n", HOME, "第{n}次。"),
    Edit("the language file", "generator/content/languages/zh.toml", 'backlinks = "', 'backlinks = "第{n}次', HOME,
         "第{n}次提到"),
    *EVERYWHERE,
)  # fmt: skip
THEIRS = (
    Edit("a summary", "pages/objections/vacant-home.md", SUMMARY, SUMMARY + "了{n}年", HOME, "空着了{n}年"),
    Edit("a law's quote", "pages/laws/building-quality.md", QUOTE, QUOTE + "{n}", "laws/building-quality.html",
         "最低保修期限为{n}"),
    *EVERYWHERE,
)  # fmt: skip


def main(sizes: list[str]) -> None:
    """Measure each size, and keep what was measured of the others."""
    home = Path(os.environ.get("HUASHU_BENCH", tempfile.gettempdir())) / "huashu-speed"
    home.mkdir(exist_ok=True)
    zensical, why = _zensical(home / "zensical")
    for size in sizes:
        folder = home / f"{size}-{os.getpid()}"
        try:
            _prepare(folder, size)
            _write(size, "saves", list(_saves(folder, size, zensical)))
            if size != "real":
                _write(size, "builds", list(_builds(folder, zensical)))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    if why:
        print(f"without Zensical: {why}")


def _zensical(folder: Path) -> tuple[str | None, str]:
    """Zensical's command in an environment of its own; or why there is none."""
    command = folder / "bin" / "zensical"
    if not command.is_file():
        venv.create(folder, with_pip=True)
        done = subprocess.run([folder / "bin" / "pip", "install", "-q", ZENSICAL], capture_output=True, check=False)
        if done.returncode:
            return None, "it cannot be installed"
    return str(command), ""


def _prepare(folder: Path, size: str) -> None:
    """A project with its history, the same as Markdown (pages/), and a configuration for each engine."""
    project(folder, ROOT / "content")
    history = folder.with_suffix(".git")
    subprocess.run(["git", "clone", "-q", "--bare", "--shared", ROOT, history], check=True)
    history.rename(folder / ".git")
    _git(folder, "config", "core.bare", "false")
    if size != "real":
        shutil.rmtree(folder / "content")
        make_pack(int(size), folder / "content")
    _git(folder, "add", "content")
    who = ("-c", "user.name=bench", "-c", "user.email=bench@example.com")
    _git(folder, *who, "commit", "-q", "--allow-empty", "-m", size)
    command = python("-m", "generator", "generate", "--to", "pages", "--config", "zensical.yml")
    subprocess.run(command, cwd=folder, env=QUIET, check=True, stdout=subprocess.DEVNULL)
    config = json.loads((folder / "zensical.yml").read_text(encoding="utf-8"))
    plain = {**config, "plugins": [], "watch": ["overrides"]}
    (folder / "plain.yml").write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def _saves(folder: Path, size: str, zensical: str | None) -> Iterator[str]:
    """Rows: kind of edit, and for each server the seconds until it is served, CPU by then and until it rests."""
    mkdocs = python("-m", "mkdocs", "serve", "-q")
    theirs = ("-f", "plain.yml")
    servers = {"ours": (mkdocs, OURS)}
    if size != "10000":  # a build of 10,000 for every save: minutes each
        servers |= {
            "mkdocs serve": ([*mkdocs, *theirs], THEIRS if size == "real" else THEIRS[:1]),  # each is a whole build
            "mkdocs serve --dirty": ([*mkdocs, *theirs, "--dirty"], THEIRS[:2]),  # templates never show
        }
    if zensical:
        servers["Zensical"] = ([zensical, "serve", "-f", "zensical.yml"], THEIRS)
    found: dict[str, dict[str, Saved]] = {}
    for name, (command, edits) in servers.items():
        count = SAVES if name == "ours" else 2 if size == "real" else 1
        with serving(folder, command) as server:
            for edit in edits:
                found.setdefault(edit.kind, {})[name] = _median([server.save(edit, n + 1) for n in range(count)])
                print(size, name, edit.kind, found[edit.kind][name], flush=True)
    yield f"| {' | '.join(('saved', *servers))} |"
    yield f"|{'---|' * (len(servers) + 1)}"
    for kind, row in found.items():
        yield f"| {kind} | {' | '.join(_saved(row.get(name)) for name in servers)} |"
    middle = {name: _median([row[name] for row in found.values() if name in row]) for name in servers}
    yield f"| **median of the kinds** | {' | '.join(f'**{_saved(middle[name])}**' for name in servers)} |"


def _median(saves: list[Saved]) -> Saved:
    return Saved(*(statistics.median(values) for values in zip(*((s.wall, s.cpu, s.rest) for s in saves), strict=True)))


def _saved(saved: Saved | None) -> str:
    return f"{saved.wall:.2f} ({saved.cpu:.2f}, {saved.rest:.1f})" if saved else "–"


def _builds(folder: Path, zensical: str | None) -> Iterator[str]:
    """Rows: a build, its wall, CPU and memory; the same as parts of the one it is compared with."""
    ours = python("-m", "mkdocs", "build", "-q")
    clean = _clean(folder, ours)
    edit = OURS[0]
    file = folder / edit.file
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(edit.old, edit.new.replace("{n}", "1")), encoding="utf-8")
    second = built(folder, ours)
    yield "| build | wall s | CPU s | MB | |"
    yield "|---|---|---|---|---|"
    if zensical:
        theirs = _clean(folder, [zensical, "build", "-c", "-f", "zensical.yml"])
        yield _row("Zensical, clean", theirs, "")
        yield _row("ours, clean", clean, f"{clean.wall / theirs.wall:.2f} × Zensical's wall")
    else:
        yield _row("ours, clean", clean, "")
    yield _row("ours, after one summary was changed", second, f"{second.cpu / clean.cpu:.0%} of the CPU of a clean one")


def _clean(folder: Path, command: list[str]) -> Built:
    for name in (".cache", "site"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return built(folder, command)


def _row(name: str, built_: Built, told: str) -> str:
    return f"| {name} | {built_.wall:.1f} | {built_.cpu:.1f} | {built_.memory:,.0f} | {told} |"


HEAD = """# Speed: saved → served, and whole builds

`python -m tests.bench.speed`. After a save: seconds until the page that shows it is served (in brackets CPU seconds by
then, and until the server rests again). 2 cores, shared with others: only CPU can be compared between tables.

10,000 entries, a clean build: 249 s, 360 CPU s, 1,619 MB (1,000 in the same hour: 31.7 s, a ratio of 7.8). Speed of the
machine changes by a third from minute to minute. `mkdocs serve --dirty` never shows an edit of a template.
"""
NAMES = {"real": "the real pack", "1000": "1,000 entries", "10000": "10,000 entries"}


def _write(size: str, part: str, lines: list[str]) -> None:
    """Put a table in the place of the one of its name."""
    title = f"## {NAMES.get(size, size)}: {'saved → served' if part == 'saves' else 'whole builds'}"
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else HEAD
    tables = dict(re.findall(r"^(## .*)\n\n((?:\|.*\n)+)", text, flags=re.M))
    tables[title] = "".join(f"{line}\n" for line in lines)
    order = [f"## {name}: {kind}" for kind in ("saved → served", "whole builds") for name in NAMES.values()]
    parts = [f"{name}\n\n{tables[name]}" for name in sorted(tables, key=lambda name: order.index(name))]
    RESULTS.write_text("\n".join([HEAD, *parts]), encoding="utf-8")
    print("\n".join([title, *lines]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or ["real", "1000"])

"""Runs every test: style, types, the bundle, the browser's side, the generator, the shipped pack, real browsers.

`python scripts/test.py` after `pip install -c constraints.txt -e ".[test]"` and `python scripts/tools.py`;
`--only NAME …` runs some parts. All of them run, two at a time where there are two cores, so that one run shows every
fault; what a part says is shown when it is done, or as it comes with `--jobs 1`.
`pack` and `browser` look at the content this repository ships; with content of your own, leave them out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
REVIEWED = "1795392000"
"""2026-11-23, the day the content was reviewed: the tests' site is built on it."""
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


class Run:
    """Runs commands at the top of the repository; what they say goes to a file, or where ours goes."""

    def __init__(self, out: IO[bytes] | None) -> None:
        self._out = out

    def __call__(self, *command: str | Path, **environment: str) -> bool:
        """Whether the command succeeded."""
        result = subprocess.run(
            [str(c) for c in command],
            cwd=ROOT,
            env={**os.environ, **QUIET, **environment},
            stdout=self._out,
            stderr=subprocess.STDOUT if self._out else None,
            check=False,
        )
        return result.returncode == 0


class Site:
    """The shipped pack's site, built by the first part that asks for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._built: bool | None = None

    def environment(self, run: Run) -> dict[str, str] | None:
        """Where the tests find it; None: it cannot be built."""
        with self._lock:
            if self._built is None:
                command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", self.folder)
                self._built = run(*command, SOURCE_DATE_EPOCH=REVIEWED)
        return {"SITE": str(self.folder)} if self._built else None


Part = Callable[[Site, Run], bool]


def main() -> int:
    """Run the parts; the exit code is 1 when any failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=list(PARTS), metavar="NAME", help=", ".join(PARTS))
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="parts at a time")
    given = parser.parse_args()
    chosen = [name for name in PARTS if name in (given.only or PARTS)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(given.jobs) as pool:
        site = Site(Path(folder) / "site")
        passed = pool.map(lambda name: _timed(name, site, together=given.jobs > 1), chosen)
        failed = [name for name, well in zip(chosen, passed, strict=True) if not well]
    print(f"\nfailed: {', '.join(failed)}" if failed else "\nall parts passed", flush=True)
    return 1 if failed else 0


def _timed(name: str, site: Site, *, together: bool) -> bool:
    print(f"=== {name} …", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryFile() as log:
        passed = PARTS[name](site, Run(log if together else None))
        log.seek(0)
        said = log.read().decode(errors="replace")
    verdict = "passed" if passed else "FAILED"
    print(f"\n{said}=== {name}: {verdict} ({time.monotonic() - start:.0f} s)\n", flush=True)
    return passed


def _tools() -> dict[str, str]:
    lines = (ROOT / ".venv" / "tools.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def _style(_: Site, run: Run) -> bool:
    return (
        run(sys.executable, "-m", "ruff", "check", ".")
        and run(sys.executable, "-m", "ruff", "format", "--check", ".")
        and run(_tools()["NODE"], "node_modules/@biomejs/biome/bin/biome", "check", ".")
    )


def _types(_: Site, run: Run) -> bool:
    return run(sys.executable, "-m", "mypy")


def _bundle(_: Site, run: Run) -> bool:
    return run(_tools()["NODE"], "scripts/bundle.mjs", "--check")


def _frontend(_: Site, run: Run) -> bool:
    node, tests = _tools()["NODE"], sorted((ROOT / "tests" / "frontend").glob("*.test.mjs"))
    return run(node, "node_modules/typescript/bin/tsc", "--project", "jsconfig.json") and run(node, "--test", *tests)


def _generator(site: Site, run: Run) -> bool:
    """With the share of the generator's lines that these tests run, and the lines that they do not."""
    measured = {"COVERAGE_FILE": str(site.folder.parent / "coverage")}
    passed = run(sys.executable, "-m", "coverage", "run", "-m", "pytest", "tests/generator", **measured)
    told = [run(sys.executable, "-m", "coverage", *words, **measured) for words in (("combine", "-q"), ("report",))]
    return passed and all(told)


def _pack(site: Site, run: Run) -> bool:
    return (found := site.environment(run)) is not None and run(sys.executable, "-m", "pytest", "tests/pack", **found)


def _pack_en(_: Site, run: Run) -> bool:
    """The help desk in English: built, searched, printed, walked in the browser."""
    return run(sys.executable, "-m", "pytest", "tests/pack_en", **_tools())


def _engines(_: Site, run: Run) -> bool:
    """The sample pack by ProperDocs and by Zensical, the latter's site in the browser."""
    return run(sys.executable, "-m", "pytest", "tests/engines", **_tools())


def _newcomer(_: Site, run: Run) -> bool:
    """With the browser, and nothing of what is installed here but what Huashu builds upon."""
    return run(sys.executable, "-m", "pytest", "tests/newcomer", **_tools())


def _browser(site: Site, run: Run) -> bool:
    tests = sorted((ROOT / "tests" / "browser").glob("*.test.mjs"))
    return (found := site.environment(run)) is not None and run(
        _tools()["NODE"],
        "--test",
        "--test-concurrency=1",
        *tests,
        PYTHON=sys.executable,
        **_tools(),
        **found,
    )


PARTS: dict[str, Part] = {
    "style": _style,
    "types": _types,
    "bundle": _bundle,
    "frontend": _frontend,
    "browser": _browser,  # the longest
    "generator": _generator,
    "pack": _pack,
    "pack_en": _pack_en,
    "engines": _engines,
    "newcomer": _newcomer,
}

if __name__ == "__main__":
    sys.exit(main())

"""Runs every test: style, types, the bundle, the browser's side, the generator, the shipped pack, real browsers.

`python scripts/test.py` after `pip install -c constraints.txt -e ".[test]"` and `python scripts/tools.py`;
`--only NAME …` runs some parts. Parts run in turn and all of them, so that one run shows every fault.
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
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REVIEWED = "1795392000"
"""2026-11-23, the day the content was reviewed: the tests' site is built on it."""
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def main() -> int:
    """Run the parts; the exit code is 1 when any failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=list(PARTS), metavar="NAME", help=", ".join(PARTS))
    chosen = parser.parse_args().only or list(PARTS)
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "site")
        failed = [name for name, part in PARTS.items() if name in chosen and not _timed(name, part, site)]
    print(f"\nfailed: {', '.join(failed)}" if failed else "\nall parts passed", flush=True)
    return 1 if failed else 0


class Site:
    """The shipped pack's site, built by the first part that asks for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def environment(self) -> dict[str, str] | None:
        """Where the tests find it; None: it cannot be built."""
        command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", self.folder)
        return {"SITE": str(self.folder)} if _run(*command, SOURCE_DATE_EPOCH=REVIEWED) else None


def _timed(name: str, part: Callable[[Site], bool], site: Site) -> bool:
    print(f"\n=== {name}", flush=True)
    start = time.monotonic()
    passed = part(site)
    print(f"=== {name}: {'passed' if passed else 'FAILED'} ({time.monotonic() - start:.0f} s)", flush=True)
    return passed


def _run(*command: str | Path, **environment: str) -> bool:
    result = subprocess.run(
        [str(c) for c in command], cwd=ROOT, env={**os.environ, **QUIET, **environment}, check=False
    )
    return result.returncode == 0


def _tools() -> dict[str, str]:
    lines = (ROOT / ".venv" / "tools.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def _style(_: Site) -> bool:
    return (
        _run(sys.executable, "-m", "ruff", "check", ".")
        and _run(sys.executable, "-m", "ruff", "format", "--check", ".")
        and _run(_tools()["NODE"], "node_modules/@biomejs/biome/bin/biome", "check", ".")
    )


def _types(_: Site) -> bool:
    return _run(sys.executable, "-m", "mypy")


def _bundle(_: Site) -> bool:
    return _run(_tools()["NODE"], "scripts/bundle.mjs", "--check")


def _frontend(_: Site) -> bool:
    node, tests = _tools()["NODE"], sorted((ROOT / "tests" / "frontend").glob("*.test.mjs"))
    return _run(node, "node_modules/typescript/bin/tsc", "--project", "jsconfig.json") and _run(node, "--test", *tests)


def _generator(site: Site) -> bool:
    """With the share of the generator's lines that these tests run, and the lines that they do not."""
    measured = {"COVERAGE_FILE": str(site.folder.parent / "coverage")}
    passed = _run(sys.executable, "-m", "coverage", "run", "-m", "pytest", "tests/generator", **measured)
    told = [_run(sys.executable, "-m", "coverage", *words, **measured) for words in (("combine", "-q"), ("report",))]
    return passed and all(told)


def _pack(site: Site) -> bool:
    return site.environment is not None and _run(sys.executable, "-m", "pytest", "tests/pack", **site.environment)


def _newcomer(_: Site) -> bool:
    """With the browser, and nothing of what is installed here but what Huashu builds upon."""
    return _run(sys.executable, "-m", "pytest", "tests/newcomer", **_tools())


def _browser(site: Site) -> bool:
    tests = sorted((ROOT / "tests" / "browser").glob("*.test.mjs"))
    return site.environment is not None and _run(
        _tools()["NODE"],
        "--test",
        "--test-concurrency=1",
        *tests,
        PYTHON=sys.executable,
        **_tools(),
        **site.environment,
    )


PARTS: dict[str, Callable[[Site], bool]] = {
    "style": _style,
    "types": _types,
    "bundle": _bundle,
    "frontend": _frontend,
    "generator": _generator,
    "newcomer": _newcomer,
    "pack": _pack,
    "browser": _browser,
}

if __name__ == "__main__":
    sys.exit(main())

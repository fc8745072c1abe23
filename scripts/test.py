"""Runs every test: style, types, Python, the bundle, the browser's side, the site in real browsers.

`python scripts/test.py` after `pip install -c constraints.txt -e ".[test]"` and `python scripts/tools.py`;
`--only NAME` runs one part. Parts run in turn and all of them, so that one run shows every fault.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REVIEWED = "1795392000"
"""2026-11-23, the day the content was reviewed: the tests' site is built on it."""
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def main() -> int:
    """Run the parts; the exit code is 1 when any failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(PARTS), help="run one part")
    only = parser.parse_args().only
    failed = [name for name, part in PARTS.items() if only in (None, name) and not _timed(name, part)]
    print(f"\nfailed: {', '.join(failed)}" if failed else "\nall parts passed", flush=True)
    return 1 if failed else 0


def _timed(name: str, part: Callable[[], bool]) -> bool:
    print(f"\n=== {name}", flush=True)
    start = time.monotonic()
    passed = part()
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


def _style() -> bool:
    return _run(sys.executable, "-m", "ruff", "check", ".") and _run(
        sys.executable, "-m", "ruff", "format", "--check", "."
    )


def _types() -> bool:
    return _run(sys.executable, "-m", "mypy")


def _python() -> bool:
    return _run(sys.executable, "-m", "pytest")


def _bundle() -> bool:
    return _run(_tools()["NODE"], "scripts/bundle.mjs", "--check")


def _frontend() -> bool:
    node, tests = _tools()["NODE"], sorted((ROOT / "tests" / "frontend").glob("*.test.mjs"))
    return _run(node, "node_modules/typescript/bin/tsc", "--project", "jsconfig.json") and _run(node, "--test", *tests)


def _browser() -> bool:
    """Builds the site into a folder of its own and opens it in the browsers that were found."""
    with tempfile.TemporaryDirectory() as site:
        command = (sys.executable, "-m", "mkdocs", "build", "--strict", "-d", site)
        if not _run(*command, SOURCE_DATE_EPOCH=REVIEWED):
            return False
        tests = sorted((ROOT / "tests" / "browser").glob("*.test.mjs"))
        return _run(_tools()["NODE"], "--test", "--test-concurrency=1", *tests, **_tools(), SITE=site)


PARTS: dict[str, Callable[[], bool]] = {
    "style": _style,
    "types": _types,
    "python": _python,
    "bundle": _bundle,
    "frontend": _frontend,
    "browser": _browser,
}

if __name__ == "__main__":
    sys.exit(main())

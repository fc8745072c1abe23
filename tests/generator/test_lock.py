"""requirements.lock: all that runs, in the versions of constraints.txt, with its hashes; no address of an index."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata

from packaging.specifiers import SpecifierSet

from scripts import lock
from tests.conftest import ROOT


def test_it_has_all_that_is_needed_as_pinned() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = dict(re.findall(r"^([\w.-]+==[\w.]+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", text, re.M))
    pins = lock.pinned()
    wanted = {f"{name}=={pins[name]}" for name in {*lock.needed("huashu"), lock.BUILDS}}
    assert {"mkdocs", "mkdocs-material", "pydantic-core", "watchdog", "colorama"} <= lock.needed("huashu")
    assert set(entries) == wanted, "run scripts/lock.py"
    assert len(text.splitlines()) == 1 + len(entries) + text.count("--hash="), "nothing else is in it"


def test_no_file_of_what_is_installed_names_an_index() -> None:
    for name in ("requirements.lock", "requirements.txt", "constraints.txt", "pyproject.toml", ".npmrc"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"index-url|registry\s*=|https?://", text), name
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_packages_of_npm_are_held_to_their_hashes_and_run_nothing_when_installed() -> None:
    packages = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert packages.count('"integrity": "sha512-') > 20
    tools = (ROOT / "scripts" / "tools.py").read_text(encoding="utf-8")
    assert '"ci", "--ignore-scripts"' in tools


def test_what_is_pinned_runs_on_the_oldest_python_that_is_promised() -> None:
    """A system's own Python 3.11 (Debian 12 has 3.11.2) can install every pin."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=") + ".0"
    asked = {}
    for name in lock.pinned():
        try:
            asked[name] = metadata(name)["Requires-Python"] or ""
        except PackageNotFoundError:  # what only another system or tool needs
            continue
    assert len(asked) > 40
    assert {name: python for name, python in asked.items() if oldest not in SpecifierSet(python)} == {}

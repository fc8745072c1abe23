"""Writes requirements.lock: what Huashu needs, in the versions of constraints.txt, with the hashes of its wheels.

`pip install --require-hashes -r requirements.lock` then takes these very files or none, on every system that is asked
for here. Asks pip, which asks the index that it is set to ask; no address of one is written down.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, requires
from itertools import product
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
PYTHONS = ("3.11.0", "3.12.9", "3.13.5", "3.14.0")
SYSTEMS = (
    ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux2014_x86_64", "manylinux_2_5_x86_64"),
    ("manylinux_2_28_aarch64", "manylinux_2_27_aarch64", "manylinux2014_aarch64"),
    ("macosx_15_0_arm64",),
    ("win_amd64",),
)
BUILDS = "setuptools"
"""What makes a wheel of Huashu itself: needed without build isolation, which would fetch it unlocked."""


def main() -> int:
    """Ask for every Python on every system, then write the file."""
    pins = pinned()
    wanted = [f"{name}=={pins[name]}" for name in sorted({*needed("huashu"), BUILDS})]
    found: dict[str, set[str]] = {one: set() for one in wanted}
    for python, system in product(PYTHONS, SYSTEMS):
        print(f"lock: Python {python}, {system[0]}", flush=True)
        for one, hash_ in hashes(wanted, python, system):
            found[one].add(hash_)
    LOCK.write_text(text(found), encoding="utf-8", newline="\n")
    return 0


def pinned() -> dict[str, str]:
    """Name -> version, as constraints.txt has them."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}


def needed(package: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """All that a package requires, on whatever system, without its extras; not itself."""
    try:
        asked = [Requirement(line) for line in requires(package) or ()]
    except PackageNotFoundError:  # what only another system needs is not installed here
        return seen
    for one in asked:
        name = canonicalize_name(one.name)
        if name not in seen and name in pinned() and _somewhere(one):
            seen = needed(name, seen | {name})
    return seen


def _somewhere(one: Requirement) -> bool:
    """Whether a requirement holds on one of the systems."""
    systems = ("linux", "darwin", "win32")
    places = ({"sys_platform": name, "platform_system": _SHOWN[name], "extra": ""} for name in systems)
    return one.marker is None or any(one.marker.evaluate(place) for place in places)


_SHOWN = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}


def hashes(wanted: list[str], python: str, system: tuple[str, ...]) -> list[tuple[str, str]]:
    """What pip would install on a system: each of `wanted` with its wheel's hash."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        platforms = [word for name in system for word in ("--platform", name)]
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--dry-run"]
        command += ["--ignore-installed", "--no-deps", "--only-binary=:all:", "--target", folder, *platforms]
        command += ["--python-version", python, "--report", str(report), *wanted]
        subprocess.run(command, check=True)
        installed = json.loads(report.read_text(encoding="utf-8"))["install"]
    named = ((one["metadata"], one["download_info"]["archive_info"]["hashes"]["sha256"]) for one in installed)
    return [(f"{canonicalize_name(of['name'])}=={of['version']}", hash_) for of, hash_ in named]


def text(found: dict[str, set[str]]) -> str:
    """The file: one package after the other, its hashes in order."""
    head = "# Written by scripts/lock.py. Use: pip install --require-hashes -r requirements.lock\n"
    entries = (" \\\n".join([one, *(f"    --hash=sha256:{hash_}" for hash_ in sorted(found[one]))]) for one in found)
    made = head + "\n".join(entries) + "\n"
    assert not re.search(r"https?://|file:", made), "no address is written down"
    return made


if __name__ == "__main__":
    sys.exit(main())

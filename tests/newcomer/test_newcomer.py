"""The way of a new user, by README's words: from the wheel to words that are found and copied, this repository away."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.projects import blocks
from tests.sites import QUIET, ROOT, dead_links, foreign

SOURCES = ("generator", "overrides", "deploy", "pyproject.toml", "README.md", "LICENSE")


@dataclass(frozen=True)
class Desk:
    """A computer with the wheel, and the folder in which somebody works."""

    programs: Path
    folder: Path

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """The result of lines typed into a shell; nothing of this repository is on any path."""
        environment = {name: value for name, value in QUIET.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
        environment |= {"PATH": f"{self.programs}{os.pathsep}{os.defpath}", "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            ["sh", "-ec", line], cwd=self.folder, env=environment, capture_output=True, text=True, check=False,
            encoding="utf-8",
        )  # fmt: skip


@pytest.fixture(scope="module")
def computer(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A fresh environment with the wheel, which is made of a copy of the sources.

    What Huashu builds upon is taken from the environment of the tests, so that no network is asked.
    """
    root = tmp_path_factory.mktemp("newcomer")
    (root / "sources").mkdir()
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / "sources" / name)
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", root, root / "sources"], check=True, env=QUIET
    )
    shutil.rmtree(root / "sources")
    venv.create(root / "env", symlinks=True)
    programs = root / "env" / "bin"
    (wheel,) = root.glob("*.whl")
    install = [*pip, "--python", programs / "python", "install", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True, env=QUIET)
    packages = next((root / "env").rglob("site-packages"))
    (packages / "others.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    mkdocs = programs / "mkdocs"  # pip writes it where MkDocs is installed
    mkdocs.write_text(f'#!/bin/sh\nexec "{programs / "python"}" -m mkdocs "$@"\n', encoding="utf-8")
    mkdocs.chmod(0o755)
    return Desk(programs, root)


def begun(computer: Desk, readme: str) -> tuple[Desk, str]:
    """The knowledge base that the lines of a README's first block make, and what they say."""
    (block,) = [block for block in blocks(readme, "shell") if "huashu new" in block]
    install, *lines = block.splitlines()
    assert install.split()[:4] == ["python", "-m", "pip", "install"]
    assert (computer.folder / install.split()[4]).is_file(), "the wheel has another name by now"
    assert len(lines) <= 4
    computer.folder.joinpath("desk").exists() and shutil.rmtree(computer.folder / "desk")
    result = computer.run("\n".join(lines))
    assert result.returncode == 0, result.stdout + result.stderr
    return Desk(computer.programs, computer.folder / "desk"), result.stdout + result.stderr


@pytest.fixture(scope="module")
def desk(computer: Desk) -> Desk:
    """A knowledge base in English, begun as README says."""
    return begun(computer, "README.md")[0]


@pytest.mark.parametrize(
    ("readme", "clean"), [("README.zh.md", "检查通过：5 个页面"), ("README.md", "All well: 5 pages")]
)
def test_the_first_lines_of_readme_make_a_site(readme: str, clean: str, computer: Desk) -> None:
    desk, said = begun(computer, readme)
    assert clean in said and "WARNING" not in said
    assert list(dead_links(desk.folder / "site")) == []
    assert list(foreign(desk.folder / "site")) == []
    assert "kb-words" in (desk.folder / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_both_ways_to_start_are_on_the_first_screen(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert max(text.index("huashu new"), text.index("make site")) < 2_500


def test_it_runs_what_the_wheel_installed(desk: Desk) -> None:
    where = desk.run("python -c 'import generator; print(generator.__file__)'").stdout.strip()
    assert Path(where).is_relative_to(desk.programs.parent), where


def test_from_the_wheel_to_words_that_are_copied(desk: Desk) -> None:
    """new → edit → check → build → a browser finds a script by an English sentence and copies it."""
    page = desk.folder / "content" / "scripts" / "wrong-part.yml"
    page.write_text(
        "code: D20\ntitle: The wrong part came\nsummary: The supplier sent another part.\n"
        "facets:\n  topic: [Repairs]\n  channel: [Phone]\nowner: Front desk\nreviewed: 2026-11-23\n"
        "when: On the day it arrives.\nsteps:\n  - id: tell\n    title: Say so at once\n"
        "    say: The supplier sent us the wrong pump, {name}. The right one is here on {day}.\n",
        encoding="utf-8",
    )
    result = desk.run("huashu check --strict")
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.strip() == "All well: 6 pages, no problem found."
    result = desk.run("mkdocs build --strict")
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    site = desk.folder / "site"
    assert list(dead_links(site)) == []
    assert list(foreign(site)) == []
    test = Path(__file__).with_name("newcomer.test.mjs")
    command = [os.environ["NODE"], "--test", str(test)]
    node = subprocess.run(command, env={**QUIET, "SITE": str(site)}, capture_output=True, text=True, check=False)
    assert node.returncode == 0, node.stdout + node.stderr


def test_a_mistake_is_told_with_its_place_and_mend(desk: Desk) -> None:
    page = desk.folder / "content" / "tips" / "on-the-phone.yml"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("    title:", "    titel:"), encoding="utf-8")
    try:
        result = desk.run("huashu check")
        built = desk.run("mkdocs build -d other")
    finally:
        page.write_text(before, encoding="utf-8")
    assert result.returncode == 1
    assert re.search(r"content/tips/on-the-phone\.yml:11:5: .*unknown key `titel`", result.stdout)
    assert built.returncode == 1 and "unknown key `titel`" in built.stderr
    assert not (desk.folder / "other" / "index.html").exists()

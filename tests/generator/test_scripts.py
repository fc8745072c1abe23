"""The scripts that set two states side by side: where two sites differ, how large two revisions are."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts import compare_sites, figures


def site(folder: Path, **pages: str | bytes) -> Path:
    """A site of pages by name, without their ending."""
    folder.mkdir()
    for name, text in pages.items():
        (folder / f"{name}.html").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_sites_that_are_the_same_differ_in_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = (site(tmp_path / name, a="x", b="y") for name in ("one", "two"))
    assert compare_sites.main([str(one), str(two)]) == 0
    assert capsys.readouterr().out == "0 of 2 files differ\n"


def test_files_that_differ_alike_are_told_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "<head>\n<title>same</title>\n"
    one = site(tmp_path / "one", a=f"{head}<p>old</p>A", b=f"{head}<p>old</p>A", gone="x", picture=b"\xff\xd8")
    two = site(tmp_path / "two", a=f"{head}<p>new</p>A", b=f"{head}<p>new</p>A", here="x", picture=b"\xff\xd8\xff")
    assert compare_sites.main([str(one), str(two)]) == 1
    assert capsys.readouterr().out.split("\n\n") == [
        "2 file(s): a.html, b.html\n  - '<p>old</p>A'\n  + '<p>new</p>A'",
        "1 file(s): gone.html\n  only before",
        "1 file(s): here.html\n  only after",
        "1 file(s): picture.html\n  2 bytes before, 3 after",
        "5 of 4 files differ\n",
    ]


def test_what_a_hash_names_is_compared_with_its_counterpart(tmp_path: Path) -> None:
    one, two = (site(tmp_path / name, **{f"{name * 2}00-0": "x"}) for name in ("abc", "fed"))
    assert list(compare_sites.differences(one, two)) == []


PYTHON = '''
from generator.content import load
from generator.site import build


def documented():
    """A docstring
    of two lines."""
    return 1


class Thing:
    def method(self):
        pass
'''
SCRIPT = """import { one } from "./one.mjs";
import { two } from "../base/two.mjs";
export const three = () => one(two);
class Four {
  five() {
    return [1].map((x) => x);
  }
}
"""


@pytest.fixture
def code(tmp_path: Path) -> Path:
    for path, text in {
        "generator/site.py": PYTHON,
        "generator/content/load.py": "import os\n",
        "frontend/case/four.mjs": SCRIPT,
        "frontend/case/one.mjs": "export function one() {}\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_figures_of_made_up_modules(code: Path) -> None:
    assert figures.of(code) == {
        "generator": {
            "modules": 2, "packages": 2, "imports across packages": 1, "functions": 2, "function, median": 2,
            "function, 9 of 10": 2, "function, longest": 2, "file, longest": 14, "lines in all": 15,
        },
        "browser": {
            "modules": 2, "packages": 1, "imports across packages": 1, "functions": 3, "function, median": 1,
            "function, 9 of 10": 3, "function, longest": 3, "file, longest": 8, "lines in all": 9,
        },
    }  # fmt: skip


def test_two_revisions_stand_side_by_side(code: Path) -> None:
    named = ("-c", "user.name=x", "-c", "user.email=x")
    for command in (("init", "-q"), ("add", "-A"), (*named, "commit", "-qm", "x")):
        subprocess.run(["git", *command], cwd=code, check=True)
    before = figures.of(code)
    (code / "generator" / "content" / "load.py").write_text("import os\n" * 1_200, encoding="utf-8")
    after = figures.of(code)
    assert figures.at(code, "HEAD") == before
    rows = figures.table({"HEAD": before, "here": after}).splitlines()
    assert rows[:2] == ["| | HEAD | here |", "|---|---:|---:|"]
    assert "| generator: lines in all | 15 | 1,214 |" in rows
    assert len(rows) == 2 + 2 * 9


def test_the_figures_of_this_repository_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert figures.main([]) == 0
    assert "| generator: modules |" in capsys.readouterr().out

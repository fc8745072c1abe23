"""What the editing guide shows of the shipped pack: its samples check clean, its message is what `check` says."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from tests import projects
from tests.conftest import ROOT
from tests.generator.test_schema import marked
from tests.projects import blocks, run


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a user has."""
    return projects.project(tmp_path_factory.mktemp("project"), ROOT / "content")


def yaml_samples() -> list[tuple[str, str]]:
    samples = blocks("docs/writing.md", "yaml")
    found = [re.match(r"# content/(\S+)(?: 末尾)?\n", sample) for sample in samples]
    return [(match[1], sample) for match, sample in zip(found, samples, strict=True) if match]


def test_every_yaml_sample_names_its_file() -> None:
    assert len(yaml_samples()) == len(blocks("docs/writing.md", "yaml")) >= 2


@pytest.mark.parametrize(("path", "sample"), yaml_samples())
def test_yaml_sample_checks_clean(path: str, sample: str, project: Path) -> None:
    """A file of its own, or what is put at the end of one that is there."""
    file = project / "content" / path
    before = file.read_text(encoding="utf-8") if file.exists() else None
    assert (before is not None) is sample.startswith(f"# content/{path} 末尾")
    file.write_text(f"{before or ''}{sample.partition(chr(10))[2]}", encoding="utf-8")
    try:
        result = run([sys.executable, "-m", "generator", "check", "--strict"], project)
    finally:
        file.unlink()
        if before is not None:
            file.write_text(before, encoding="utf-8")
    assert result.returncode == 0, result.stdout


def test_commands_that_change_content_run_as_written(project: Path) -> None:
    lines = [line for block in blocks("docs/writing.md", "shell") for line in block.splitlines()]
    assert {line.split()[3] for line in lines} == {"rename", "withdraw"}
    for line in lines:
        result = run([sys.executable, *shlex.split(line)[1:]], project)
        assert result.returncode == 0, result.stdout + result.stderr
        assert "+++ " in result.stdout and "--write" in result.stdout


def slips() -> list[tuple[str, str]]:
    """The rows of the table of slips: what is written, and what should be."""
    text = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `(.+?)` \| `(.+?)` \|", text, flags=re.M)


def test_the_table_of_slips_is_there() -> None:
    assert len(slips()) >= 12


@pytest.mark.parametrize(("wrong", "right"), slips())
def test_every_slip_of_the_table_is_mended_as_it_says(wrong: str, right: str, project: Path) -> None:
    page = next(sample for path, sample in yaml_samples() if path == "objections/pets-upstairs.yml")
    key = right.partition(":")[0]
    lines = page.splitlines()
    if right.startswith("- "):
        at = lines.index(f"  {right}")
        wrong, right = f"  {wrong}", f"  {right}"
    elif right.startswith("# "):
        at = len(lines)
        lines.append("")
    else:
        at = next(n for n, line in enumerate(lines) if line.strip().startswith(f"{key}:"))
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        wrong, right = indent + wrong, indent + right
    file = project / "content" / "objections" / "pets-upstairs.yml"
    file.write_text("\n".join([*lines[:at], wrong, *lines[at + 1 :]]) + "\n", encoding="utf-8")
    try:
        run([sys.executable, "-m", "generator", "fix", "--write"], project)
        mended = file.read_text(encoding="utf-8").splitlines()
    finally:
        file.unlink()
    assert mended == [*lines[:at], right, *lines[at + 1 :]]


def test_message_sample_is_what_check_says(project: Path) -> None:
    """The editing guide shows a message; the same mistake gives it."""
    (shown,) = blocks("docs/writing.md", "text")
    file = project / "content" / "checklists" / "before-visit.yml"
    before = file.read_text(encoding="utf-8")
    head = re.split(r"^checks:\n", before, flags=re.M)[0].splitlines()
    keys = [line for line in head if re.match(r"(code|title|summary|owner|reviewed|when):", line)]
    file.write_text(
        "\n".join([*keys, "checks:", "  - id: badge", "    txt: 出门前带好工牌。"]) + "\n", encoding="utf-8"
    )
    try:
        said = run([sys.executable, "-m", "generator", "check"], project).stdout
    finally:
        file.write_text(before, encoding="utf-8")
    assert shown.strip() in said


def test_an_editors_program_marks_nothing_in_the_shipped_pack() -> None:
    assert marked(ROOT / "content") == {}

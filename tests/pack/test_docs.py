"""What the editing guide shows of the shipped pack: its samples check clean, its message is what `check` says."""

from __future__ import annotations

import re
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
    found = [re.match(r"# content/(\S+)\n", sample) for sample in samples]
    return [(match[1], sample) for match, sample in zip(found, samples, strict=True) if match]


def test_every_yaml_sample_names_its_file() -> None:
    assert len(yaml_samples()) == len(blocks("docs/writing.md", "yaml")) >= 2


@pytest.mark.parametrize(("path", "sample"), yaml_samples())
def test_yaml_sample_checks_clean(path: str, sample: str, project: Path) -> None:
    file = project / "content" / path
    file.write_text(sample, encoding="utf-8")
    try:
        result = run([sys.executable, "-m", "generator", "check", "--strict"], project)
    finally:
        file.unlink()
    assert result.returncode == 0, result.stdout


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

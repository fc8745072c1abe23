"""The pack's conversations: every path ends, and each picture can be read."""

from __future__ import annotations

from generator.content.load import load
from generator.rules.ways import ways
from tests.conftest import ROOT
from tests.generator.test_ways import boxes, overlapping


def test_no_path_is_without_an_end() -> None:
    assert [problem.kind for problem in ways(load(ROOT / "content")) if problem.severity != "notice"] == []


def test_every_picture_can_be_read() -> None:
    for name, drawn, height in boxes(ROOT / "content"):
        assert overlapping(drawn, height) == [], name

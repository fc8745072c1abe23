"""A bounded run of tests/fuzz.py, the same inputs each time; `python -m tests.fuzz` has as many as one likes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import KINDS, cases

COUNT = 4000
SEED = 20261126


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_can_be_written_is_a_fault_of_ours(kind: str, tmp_path: Path) -> None:
    mine = [case for case in cases(COUNT, SEED) if case.kind == kind]
    assert len(mine) >= COUNT // 50
    for case in mine:
        case.run(tmp_path)


def test_an_input_can_be_had_again(tmp_path: Path) -> None:
    (case,) = (case for case in cases(100, SEED) if case.kind == "pack" and case.number == 0)
    texts = []
    for _ in range(2):
        case.run(tmp_path)
        texts.append({file.name: file.read_bytes() for file in (tmp_path / "content").rglob("*.yml")})
    assert texts[0] == texts[1]

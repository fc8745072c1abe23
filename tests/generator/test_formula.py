"""The formulas of tests/shared/formula.json, as authors write them; tests/frontend/formula.test.mjs works them out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.content.formula import FormulaError, blanks_in, parse
from tests.conftest import ROOT

CASES = json.loads((ROOT / "tests" / "shared" / "formula.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["formula"]))
def test_formula_is_read_as_its_tree(case: dict[str, Any]) -> None:
    if case["tree"] is None:
        with pytest.raises(FormulaError):
            parse(case["formula"])
    else:
        assert parse(case["formula"]) == case["tree"]


def test_blanks_of_a_formula_in_order() -> None:
    assert list(blanks_in(parse("月数(起, 止) × (单价 + 2)"))) == ["起", "止", "单价"]

"""Words that a pack puts in its own way, how people search in it; and that the generator speaks of no one trade."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.load import load
from generator.search import index
from tests.conftest import CHINESE, ROOT
from tests.rendered import rendered

GENERATOR = ROOT / "generator"
TRADE = re.compile(
    "业主|物业|商户|住户|租户|房东|开发商|小区|楼栋|单元门|门禁|房号|收费|催费|催收|催缴|缴费|欠费|欠缴|未缴|已缴|滞纳|"
    "停水|停电|水电|维修基金|公共收益|"
    "property (manage|fee)|homeowner|landlord|tenant|arrears|debtor|dunning|power cut|water cut",
    re.IGNORECASE,
)
"""Words of the trade that the shipped pack is about: collecting the fees of a managed property."""
TEXTS = [file for file in sorted(GENERATOR.rglob("*")) if file.suffix in (".py", ".toml", ".jinja", ".typ", ".css")]


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.relative_to(GENERATOR).as_posix())
def test_no_word_of_one_trade_stands_in_the_generator(file: Path) -> None:
    lines = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    assert [(number, match[0]) for number, line in lines for match in TRADE.finditer(line)] == []


def test_the_pages_of_another_pack_speak_of_no_other_trade() -> None:
    """The Chinese sample's: what a pack says of itself is the only such word that its readers see."""
    pages = rendered(CHINESE)
    assert len(pages) > 20
    assert [(path, match[0]) for path, page in pages.items() for match in TRADE.finditer(page)] == []


def pack_of(pack: Callable[..., Path], more: str) -> Path:
    root = pack()
    file = root / "pack.yml"
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    return root


def test_a_word_put_otherwise_is_on_the_pages(pack: Callable[..., Path]) -> None:
    before = rendered(pack())["objections/lost-it.md"]
    after = rendered(pack_of(pack, "words: {interface.page.heard: What borrowers say}\n"))["objections/lost-it.md"]
    assert "What borrowers say" in after and "What borrowers say" not in before


def test_how_people_search_goes_before_what_the_language_knows(pack: Callable[..., Path]) -> None:
    def core(root: Path) -> dict[str, object]:
        text = str(index.outputs(load(root))[0].content)
        value: dict[str, object] = json.loads(text[text.index(",") + 1 : text.rindex(")")])
        return value

    plain = core(pack())
    own = core(pack_of(pack, "search: {filler: [the borrower says], heard: my book}\n"))
    assert own["stop"] == ["the borrower says", *plain["stop"]]  # type: ignore[misc]
    assert own["heard"] == "my book" != plain["heard"]

"""Every page and every thing on it has an address of its own, and every address that an author writes can be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator.__main__ import main
from generator.content.load import load
from generator.content.markup import is_site
from generator.content.problems import Problem
from generator.rules.check import check
from tests.conftest import SAMPLE

TIP = (SAMPLE / "tips" / "manners.yml").read_text(encoding="utf-8")
FACETS = (SAMPLE / "facets.yml").read_text(encoding="utf-8")
RULES = (SAMPLE / "redlines.yml").read_text(encoding="utf-8")
GUIDE = "{{title: G, layout: booklet, sections: [{{title: S, collection: tips}}]}}"
GONE = "{{folder: tips, code: {0}, title: Gone, because: No need., day: 2026-11-01}}"

CLASHES = [
    # files that clash, the kind of the message, what it is about
    ({"tips/manners.yml": TIP.replace("- id: ", "- id: kb-")}, "id-of-page"),
    ({"tips/manners.yml": TIP.replace("- id: ", "- was: [law]\n    id: ")}, "id-of-page"),
    ({"tips/manners.yml": f"{TIP}was: [old, old]\n"}, "name-taken"),
    ({"tips/manners.yml": f"{TIP}was: [index]\n"}, "page-called-index"),
    ({"tips/checklists.yml": TIP.replace("code: K2", "code: K92")}, "id-of-page"),
    ({"withdrawn.yml": f"index: {GONE.format('K90')}\n"}, "page-called-index"),
    ({"withdrawn.yml": f"one: {GONE.format('K90')}\ntwo: {GONE.format('K90')}\n"}, "duplicate-code"),
    ({"facets.yml": FACETS.replace("late: {path: late,", "late: {path: due-adult,")}, "path-taken"),
    ({"redlines.yml": RULES.replace("  R2:", "  Review:")}, "id-of-page"),
    ({"guides.yml": f"one: {GUIDE.format()}\none-a6: {GUIDE.format()}\n"}, "id-of-page"),
]


def said(root: Path) -> list[Problem]:
    return check(load(root), date(2026, 11, 23))


@pytest.mark.parametrize(("files", "kind"), CLASHES)
def test_no_two_things_have_one_address(files: dict[str, str], kind: str, pack: Callable[..., Path]) -> None:
    assert [problem.kind for problem in said(pack(files))] == [kind]


@pytest.mark.parametrize("text", ["{0}", "{}", "{", "}", "{count.real}", "{count!r}", "{count:>99999999}", "{x}"])
def test_what_is_filled_into_words_is_what_the_program_has(text: str, pack: Callable[..., Path]) -> None:
    words = (SAMPLE / "pack.yml").read_text(encoding="utf-8") + f"words: {{interface.page.others: '{text}'}}\n"
    assert [problem.kind for problem in said(pack({"pack.yml": words}))] == ["unknown-filling"]


@pytest.mark.parametrize(
    ("address", "can_be"),
    [
        ("https://wiki.example/", True), ("http://10.0.0.1:8080/wiki", True), ("https://例子.example/", True),
        ("wiki.example", False), ("javascript://x/%0aalert(1)", False), ("ftp://wiki.example/", False),
        ("mailto:a@b.example", False), ("http://[a", False), ("https://a.example/\"x", False), ("https://", False),
        ("https://a b", False), ("https://a.example/<x>", False), ("https://a.example:x/", False),
    ],
)  # fmt: skip
def test_a_site_is_at_an_address(
    address: str, can_be: bool, pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert is_site(address) is can_be
    if not can_be:
        root = pack()
        with pytest.raises(SystemExit) as stopped:
            main(["--content", str(root), "generate", "--to", str(root.parent / "out"), "--site-url", address])
        assert stopped.value.code == 2
        assert "https://" in capsys.readouterr().err
        assert not (root.parent / "out").exists()
        for name in ("site_url", "repo_url"):
            (root.parent / "mkdocs.yml").write_text(f"theme: material\n{name}: '{address}'\n", encoding="utf-8")
            assert main(["--content", str(root), "check"]) == 1
            assert f"mkdocs.yml:2:{len(name) + 3}: " in capsys.readouterr().out


def test_no_page_of_the_sample_has_two_things_of_one_id(sample_site: Path) -> None:
    for file in sorted(sample_site.rglob("*.html")):
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        ids = Counter(str(element["id"]) for element in page.find_all(id=True))
        assert [name for name, count in ids.items() if count > 1] == [], file

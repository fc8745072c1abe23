"""The commands that change content/: shown first, made only with --write, and nothing else touched."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.content.load import load
from generator.pages.render import render
from generator.pages.sitemap import pages
from generator.paper.shortlink import forwards
from generator.rules.check import check
from tests.conftest import ROOT

TODAY = date(2026, 11, 23)

SLIPS = """\
# Kept as it is.
code:K9001
title： A page    # a remark
summary: "Quoted" at the start.
owner: Desk

reviewed: 2026/11/1
heard:
  • It is gone
  •   It is  lost
holds: no
principle: Stay calm.
say: {name}, that happens.
next: Note: it is lost.
"""

MENDED = """\
# Kept as it is.
code: K9001
title: A page    # a remark
summary: '"Quoted" at the start.'
owner: Desk

reviewed: 2026-11-01
heard:
  - It is gone
  - It is  lost
holds: no
principle: Stay calm.
say: "{name}, that happens."
next: "Note: it is lost."
"""


def run(root: Path, *arguments: str) -> int:
    return main(["--content", str(root), *arguments, "--docs", str(root.parent / "docs")])


def tree(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_fix_shows_and_then_mends(pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = pack({"objections/lost.yml": SLIPS.replace("    # a remark", "")})
    before = tree(root)
    assert run(root, "fix") == 0
    said = capsys.readouterr().out
    assert "-code:K9001\n" in said and "+code: K9001\n" in said and "--write" in said
    assert tree(root) == before, "nothing is changed without --write"
    assert run(root, "fix", "--write") == 0
    assert (root / "objections" / "lost.yml").read_text(encoding="utf-8") == MENDED.replace("    # a remark", "")
    assert {path for path, text in tree(root).items() if text != before[path]} == {"objections/lost.yml"}
    assert check(load(root), TODAY) == []
    assert run(root, "fix") == 0
    assert "nothing that can be mended" in capsys.readouterr().out


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_fix_keeps_line_ends_and_marks(end: str, mark: str, pack: Callable[..., Path]) -> None:
    slips, mended = (text.replace("    # a remark", "").replace("\n", end) for text in (SLIPS, MENDED))
    root = pack({"objections/lost.yml": (mark + slips).encode()})
    assert run(root, "fix", "--write") == 0
    assert (root / "objections" / "lost.yml").read_bytes() == (mark + mended).encode()


def test_fix_leaves_to_people_what_they_must_decide(
    pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = pack({"objections/lost.yml": MENDED.replace("    # a remark", "").replace("holds: no", "holds: perhaps")})
    assert run(root, "fix", "--write") == 1
    assert "`perhaps` is not one of the choices" not in capsys.readouterr().out.partition("yourself")[0]


def test_rename_a_page(pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = pack()
    docs = root.parent / "docs"
    docs.mkdir(exist_ok=True)
    (docs / "use.md").write_text("See [it](../objections/lost-it.md).\n", encoding="utf-8")
    before = tree(root)
    assert run(root, "rename", "lost-it", "it-is-lost") == 0
    assert tree(root) == before
    assert run(root, "rename", "lost-it", "it-is-lost", "--write") == 0
    assert "docs/use.md:1" in capsys.readouterr().out
    library = load(root)
    assert check(library, TODAY) == []
    assert library.entries["it-is-lost"].was == ["lost-it"]
    assert "lost-it" not in library.entries
    assert b"was: [lost-it]" in (root / "objections" / "it-is-lost.yml").read_bytes()
    stub = next(output for output in render(library, pages(library)) if output.path == "objections/lost-it.md")
    assert "[I lost it](it-is-lost.md)" in str(stub.content)
    assert 'forward: "it-is-lost.html"' in str(stub.content)
    assert run(root, "rename", "it-is-lost", "lost-again", "--write") == 0
    assert load(root).entries["lost-again"].was == ["lost-it", "it-is-lost"]


def test_a_page_renamed_by_hand_is_told_once_and_mended(
    pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = pack()
    file = root / "objections" / "lost-it.yml"
    places = sum(b"lost-it" in line for text in tree(root).values() for line in text.split(b"\n"))
    file.rename(root / "objections" / "it-is-gone.yml")
    (problem,) = check(load(root), TODAY)
    assert problem.kind == "unknown-entry" and 1 + len(problem.also) >= places > 1
    main(["--content", str(root), "check"])
    assert f"{len(problem.also)} other place" in capsys.readouterr().out
    text = (root / "objections" / "it-is-gone.yml").read_text(encoding="utf-8")
    (root / "objections" / "it-is-gone.yml").write_text(text + "was: [lost-it]\n", encoding="utf-8")
    assert [problem.kind for problem in check(load(root), TODAY)] == ["old-name"]
    assert run(root, "fix", "--write") == 0
    assert check(load(root), TODAY) == []


def test_what_was_renamed_by_hand_is_mended_by_the_command_that_the_message_names(
    pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = pack()
    (root / "objections" / "lost-it.yml").rename(root / "objections" / "it-is-gone.yml")
    assert main(["--content", str(root), "check"]) == 1
    assert "rename lost-it NEW --write" in capsys.readouterr().out
    assert run(root, "rename", "lost-it", "it-is-gone", "--write") == 0
    library = load(root)
    assert check(library, TODAY) == []
    assert library.entries["it-is-gone"].was == ["lost-it"]
    blanks = (root / "blanks.yml").read_text(encoding="utf-8")
    (root / "blanks.yml").write_text(blanks.replace("name: {", "reader: {"), encoding="utf-8")
    assert run(root, "rename", "name", "reader", "--write") == 0
    library = load(root)
    assert check(library, TODAY) == []
    assert library.blanks["reader"].was == ["name"]


def test_a_blank_that_is_renamed_keeps_the_names_that_it_had(pack: Callable[..., Path]) -> None:
    """Written in braces and in lines; again, when it has such names."""
    root = pack()
    with (root / "blanks.yml").open("a", encoding="utf-8") as file:
        file.write("\nshelf:\n  type: text\n  group: Reader\n")
    for old, new in (("name", "reader"), ("reader", "who"), ("shelf", "place"), ("place", "where")):
        assert run(root, "rename", old, new, "--write") == 0
    library = load(root)
    assert check(library, TODAY) == []
    assert library.blanks["who"].was == ["name", "reader"]
    assert library.blanks["where"].was == ["shelf", "place"]


@pytest.mark.parametrize("stray", ["(to be confirmed)", "待确认", "* 待确认"])
def test_fix_adds_nothing_to_what_is_said(stray: str, pack: Callable[..., Path]) -> None:
    """A line that may be a remark, an element or the rest of a text is left to people."""
    root = pack(
        {"objections/lost.yml": MENDED.replace("    # a remark", "").replace("holds: no", f"{stray}\nholds: no")}
    )
    before = tree(root)
    assert run(root, "fix", "--write") == 1
    assert tree(root) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [("first-call#greeting", "first-call#hello"), ("rules-4", "rules-four"), ("name", "reader's name"), ("R2", "R20")],
)
def test_rename_other_things(old: str, new: str, pack: Callable[..., Path]) -> None:
    root = pack()
    assert run(root, "rename", old, new, "--write") == 0
    library = load(root)
    assert check(library, TODAY) == []
    known = {
        *library.articles, *library.blanks, *library.rules,
        *(f"{entry.id}#{item.id}" for entry in library.entries.values() for item in entry.items),
    }  # fmt: skip
    assert new in known and old not in known


def test_an_item_keeps_its_old_anchor(pack: Callable[..., Path]) -> None:
    root = pack()
    assert run(root, "rename", "first-call#greeting", "hello", "--write") == 0
    library = load(root)
    page = next(str(each.content) for each in render(library, pages(library)) if each.path == "scripts/first-call.md")
    assert '<span id="greeting"></span>' in page and "{#hello}" in page


def test_a_page_tells_the_names_it_and_its_items_had(pack: Callable[..., Path]) -> None:
    """Ticks hang on them: the browser's side takes them over (tests/frontend/cases.test.mjs)."""
    root = pack()
    assert run(root, "rename", "before-the-call", "first-steps", "--write") == 0
    for old, new in (("shelf", "rack"), ("rack", "shelves")):
        assert run(root, "rename", f"first-steps#{old}", new, "--write") == 0
    library = load(root)
    text = next(
        str(page.content) for page in render(library, pages(library)) if page.path == "checklists/first-steps.md"
    )
    found = re.search(r'<kb-run entry="first-steps"[^>]* was="([^"]*)"', text)
    assert found
    assert json.loads(html.unescape(found[1])) == {
        "pages": ["before-the-call"],
        "items": {"shelf": "shelves", "rack": "shelves"},
    }
    script = next(str(page.content) for page in render(library, pages(library)) if page.path == "scripts/first-call.md")
    assert " was=" not in script


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("no-such-page", "other", "no page, item"), ("lost-it", "first-call", "is taken"),
        ("lost-it", "Lost It", "lower-case"), ("first-call#no-such", "other", "no page, item"),
    ],
)  # fmt: skip
def test_rename_refuses(
    old: str, new: str, said: str, pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = pack()
    before = tree(root)
    assert run(root, "rename", old, new, "--write") == 1
    assert said in capsys.readouterr().out
    assert tree(root) == before


ANOTHER = MENDED.replace("    # a remark", "").replace("K9001", "K9002")


def test_withdraw(pack: Callable[..., Path]) -> None:
    root = pack({"objections/another.yml": ANOTHER})
    code = load(root).entries["lost-it"].code
    before = tree(root)
    assert run(root, "withdraw", "lost-it", "--because", "It is part of the first call now: see there.") == 0
    assert tree(root) == before
    assert run(root, "withdraw", "lost-it", "--because", "It is part of the first call now: see there.", "--write") == 0
    library = load(root)
    assert check(library, TODAY) == []
    assert "lost-it" not in library.entries
    assert not any(b"lost-it" in text for path, text in tree(root).items() if path != "withdrawn.yml")
    stub = next(str(each.content) for each in render(library, pages(library)) if each.path == "objections/lost-it.md")
    assert "It is part of the first call now: see there." in stub
    assert dict(forwards(library))[f"{code}/index.html"].count("objections/lost-it.html") == 2
    page = (root / "tips" / "manners.yml").read_text(encoding="utf-8")
    (root / "tips" / "more-manners.yml").write_text(
        page.replace(page.split("\n")[0], f"code: {code}"), encoding="utf-8"
    )
    (problem,) = check(load(root), TODAY)
    assert problem.kind == "code-of-withdrawn"


def test_what_withdrawing_leaves_wrong_is_listed(pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    """It was the only page that a part of a guide selects."""
    assert run(pack(), "withdraw", "lost-it", "--because", "It is gone.") == 1
    assert "this part selects nothing" in capsys.readouterr().out.partition("yourself:")[2]


def test_withdraw_in_favour_of_another_page(pack: Callable[..., Path]) -> None:
    root = pack({"objections/another.yml": ANOTHER})
    arguments = ("--because", "It has moved.", "--instead", "first-call#greeting", "--write")
    assert run(root, "withdraw", "lost-it", *arguments) == 0
    library = load(root)
    assert check(library, TODAY) == []
    assert not any(b"lost-it" in text for path, text in tree(root).items() if path != "withdrawn.yml")
    stub = next(str(each.content) for each in render(library, pages(library)) if each.path == "objections/lost-it.md")
    assert "../scripts/first-call.md#greeting" in stub


def test_content_with_errors_is_mended_first(pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = pack({"tips/broken.yml": "code:K9\n"})
    assert run(root, "rename", "lost-it", "it-is-lost", "--write") == 1
    assert "run check" in capsys.readouterr().out


def command(root: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "--content", str(root), *arguments],
        cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_a_console_of_another_encoding(pack: Callable[..., Path]) -> None:
    root = pack({"tips/broken.yml": "code: K9\n核对✅: 1\n"}, language="zh")
    process = command(root, "check", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    out, err = process.communicate()
    assert (process.returncode, err) == (1, b"")
    said = out.decode("gbk")
    assert "缺少" in said and "核对" in said and "\\u2705" in said


def test_a_pipe_that_nobody_reads_on(pack: Callable[..., Path]) -> None:
    slips = "".join(f"key-{number}: 1\n" for number in range(700))
    process = command(pack({"tips/broken.yml": slips}), "check")
    assert process.stdout and process.stderr
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), err) == (141, b"")


def test_ctrl_c_is_no_fault_of_the_program(
    pack: Callable[..., Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.__main__.check", interrupted)
    assert main(["--content", str(pack()), "check"]) == 130
    assert capsys.readouterr() == ("", "")

"""One mistake a file, beside the exact message it must give, in both languages.

wrong/<name>.yml is the mistake; <name>.zh.txt and <name>.en.txt are all that `check` says of it. The message
names the path, and so says where in the sample pack the file is put. `make golden` writes the messages anew.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from string import Formatter

import pytest

from generator.__main__ import main
from generator.content.language import LANGUAGES, phrases
from generator.content.load import load
from generator.content.model import texts
from generator.content.problems import Problem, show
from generator.content.report import report
from generator.content.source import LARGEST
from generator.edit import changes
from generator.edit.fix import mends
from generator.paper.guides import outputs
from generator.rules.check import check
from tests.conftest import ROOT
from tests.generator.test_theme import SETTINGS

WRONG = Path(__file__).parent / "wrong"
CASES = sorted(file.stem for file in WRONG.glob("*.yml"))
TODAY = date(2026, 11, 23)


def place_of(case: str) -> str:
    """Where in the pack the file goes: the first path that its message names, below content/."""
    said = (WRONG / f"{case}.en.txt").read_text(encoding="utf-8")
    found = re.match(r"content/([^:\n]+)", said)
    assert found, f"{case}.en.txt does not begin with a place"
    path = found[1]
    return path if "." in path else f"{path}/second-call.yml"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_message(case: str, language: str, pack: Callable[..., Path]) -> None:
    root = pack({place_of(case): (WRONG / f"{case}.yml").read_bytes()}, language=language)
    problems = check(load(root), TODAY)
    said = "\n\n".join(show(problem, phrases(language)) for problem in problems) + "\n"
    golden = WRONG / f"{case}.{language}.txt"
    if os.environ.get("GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")
    assert len(problems) == 1, "one fault, one message"


@pytest.mark.parametrize("case", CASES)
def test_a_mend_mends(case: str, pack: Callable[..., Path]) -> None:
    """Where a message says what to write, it is written: the fault is gone, and no other has come."""
    root = pack({place_of(case): (WRONG / f"{case}.yml").read_bytes()})
    library = load(root)
    problems = check(library, TODAY)
    change = mends(library, problems)
    assert bool(change) is any(problem.mend for problem in problems)
    if change:
        changes.write(root, change)
        assert check(load(root), TODAY) == []


def test_a_page_pasted_below_another_stands_when_it_is_moved_to_a_file_of_its_own(pack: Callable[..., Path]) -> None:
    text = (WRONG / "another-page.yml").read_text(encoding="utf-8")
    problem = check(load(pack({"scripts/another-page.yml": text})), TODAY)[0]
    lines = text.splitlines(keepends=True)
    above, below = ("".join(part) for part in (lines[: problem.place.line - 1], lines[problem.place.line - 1 :]))
    root = pack({"scripts/another-page.yml": above, "scripts/of-its-own.yml": below})
    assert check(load(root), TODAY) == []


def write(root: Path, path: str, text: str) -> None:
    (root / path).write_text(text, encoding="utf-8")


def swap(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    write(root, path, text.replace(old, new))


def printed(root: Path) -> list[Problem]:
    """What paper says of the guides."""
    return list(outputs(load(root), site_url=None, edition="2026-11-23", pictured=False).problems)


def card(*lines: str) -> str:
    """A guides.yml: one folded sheet with these lines."""
    return f"card: {{title: Card, layout: fold8, sections: [{{title: Notes, lines: [{', '.join(lines)}]}}]}}\n"


def ways(root: Path, lost: str, other: str) -> None:
    """One end, and two objections, heard in a script, that lead on so."""
    write(root, "ends.yml", "done: {title: Agreed, say: Thank you.}\n")
    text = (root / "objections" / "lost-it.yml").read_text(encoding="utf-8")
    write(root, "objections/lost-it.yml", f"{text}then: {lost}\n")
    write(root, "objections/other.yml", f"{text.replace('K3', 'K33')}then: {other}\n")
    swap(root, "scripts/first-call.yml", "    if_heard: [lost-it]\n", "    if_heard: [lost-it, other]\n")


def alike(root: Path) -> None:
    """A rule that learns from what the pack says, and from three threats; one of them is said."""
    said = [text for entry in load(root).entries.values() for _, text, what in texts(entry) if what == "say"]
    threats = ["Pay or weep.", "Pay up or weep.", "Pay, weep."]
    write(root, "examples.yml", json.dumps({"harmful": threats, "harmless": said}))
    rule = "R9: {title: Threats, severity: review, like_examples: 2, why: They frighten., suggest: Say the day.}"
    swap(root, "redlines.yml", "rules:\n", f"rules:\n  {rule}\n")
    swap(root, "scripts/first-call.yml", "Good morning,", "Pay or weep. Good morning,")


MADE: dict[str, Callable[[Path], object]] = {
    "unreadable": lambda root: (root / "scripts" / "gone.yml").symlink_to(root / "nowhere.yml"),
    "outside": lambda root: (root / "scripts" / "linked.yml").symlink_to(ROOT / "mkdocs.yml"),
    "special-file": lambda root: os.mkfifo(root / "scripts" / "pipe.yml"),
    "too-large": lambda root: write(root, "scripts/long.yml", "# " + "x" * LARGEST),
    "too-long": lambda root: swap(root, "tips/manners.yml", "summary: How to", f"summary: {'How to ' * 4000}"),
    "no-pack": lambda root: (root / "pack.yml").unlink(),
    "missing-file": lambda root: (root / "blanks.yml").unlink(),
    "no-content": lambda root: shutil.rmtree(root),
    "code-of-withdrawn": lambda root: write(
        root,
        "withdrawn.yml",
        "gone: {folder: tips, code: K3, title: Gone, because: No need., day: 2026-11-01}\n",
    ),
    "review": lambda root: [
        swap(root, "redlines.yml", "severity: caution", "severity: review"),
        swap(root, "tips/manners.yml", "summary: How to", "summary: As soon as possible, how to"),
    ],
    "alike": alike,
    "way-circle": lambda root: ways(root, "[other]", "[lost-it]"),
    "way-far": lambda root: ways(root, "[other]", "[back]"),
    "way-unreached": lambda root: [
        ways(root, "[back]", "[back]"),
        swap(root, "scripts/first-call.yml", "    if_heard: [lost-it, other]\n", "    if_heard: [lost-it]\n"),
    ],
    "missing-glyph": lambda root: write(root, "guides.yml", card("🙂")),
    "fold8-full": lambda root: write(root, "guides.yml", card(*(f"Line {number}" for number in range(150)))),
    "fold8-tall": lambda root: [
        write(root, "guides.yml", card("One").replace("lines: [One]", "entries: [first-call]")),
        swap(root, "scripts/first-call.yml", "Good morning,", "Good morning, " + "again " * 900),
    ],
    "not-set": lambda root: write(root, "guides.yml", card("One")),
}
"""Kinds that no file alone can show -> what is done to a copy of the sample pack."""


@pytest.mark.parametrize("kind", MADE)
def test_message_of_a_kind_that_no_file_alone_can_show(
    kind: str, pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = pack()
    MADE[kind](root)
    if kind == "not-set":  # nothing that an author can write is known to be refused
        (root.parent / "fold8.typ").write_text("#panic()", encoding="utf-8")
        monkeypatch.setattr("generator.paper.typeset.TEMPLATES", root.parent)
    problems = check(load(root), TODAY) or printed(root)
    assert [problem.kind for problem in problems] == [kind]
    for language in LANGUAGES:
        assert re.match(r"content(/[\w/-]+\.yml)?:\d+:\d+: .+", show(problems[0], phrases(language)))


def test_every_kind_of_problem_is_shown() -> None:
    """A message nobody has seen is a message nobody has read."""
    shown = {file.read_text(encoding="utf-8") for file in WRONG.glob("*.en.txt")}
    forms = {kind: _as_pattern(form) for kind, form in phrases("en")["problems"].items()}
    unseen = {kind for kind, form in forms.items() if not any(re.search(form, said) for said in shown)}
    assert unseen - MADE.keys() - SETTINGS.keys() - {"own-code", "hides-python"} == set(), "test_extending.py has two"
    assert MADE.keys() <= unseen, "a file alone can show it after all"


def _as_pattern(form: str) -> str:
    """A message's form as a regular expression: anything may stand for a value."""
    return "".join(re.escape(text) + (".*" if name else "") for text, name, _, _ in Formatter().parse(form))


def test_all_faults_of_all_files_at_once(pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = pack({
        "scripts/one.yml": (WRONG / "unknown-blank.yml").read_bytes(),
        "checklists/two.yml": (WRONG / "duplicate-item.yml").read_bytes().replace(b"K9", b"K8"),
    })  # fmt: skip
    assert main(["--content", str(root), "check"]) == 1
    said = capsys.readouterr().out
    assert "scripts/one.yml:10:" in said
    assert "checklists/two.yml:10:" in said
    assert "2 errors" in said


VERDICTS = [
    # language, the mistake, --strict, how the last line begins, whether it says that strictness decided
    ("en", "expired", True, "Check passed: 6 pages, 1 notice.", False),
    ("zh", "expired", True, "检查通过：6 个页面，1 条提示。", False),
    ("zh", "caution", False, "检查通过：6 个页面，1 处需要留意。", False),
    ("zh", "caution", True, "检查没有通过：6 个页面，1 处需要留意。", True),
    ("zh", "forbidden", True, "检查没有通过：6 个页面，1 处错误。", False),
    ("en", "forbidden", True, "Check failed: 6 pages, 1 error.", False),
]


@pytest.mark.parametrize(("language", "case", "strict", "verdict", "decided"), VERDICTS)
def test_the_last_line_is_the_verdict(
    pack: Callable[..., Path], language: str, case: str, strict: bool, verdict: str, decided: bool
) -> None:
    library = load(pack({place_of(case): (WRONG / f"{case}.yml").read_bytes()}, language=language))
    last = report(library, check(library, TODAY), strict=strict).rpartition("\n")[2]
    assert last.startswith(verdict)
    assert ("--strict" in last) is decided


def test_every_name_proposed_is_free(pack: Callable[..., Path]) -> None:
    """Even among copies of copies, and in all collections: following each message leaves no two of a name."""
    page = (WRONG / "copied-page.yml").read_bytes()
    names = [
        "scripts/first-call - 副本.yml", "scripts/first-call - 副本 (2).yml", "tips/First-Call.yml",
        "scripts/first-call copy.txt", "scripts/Second Call.yml", "tips/second_call.yml", "tips/first-call-2.yml",
    ]  # fmt: skip
    problems = load(pack(dict.fromkeys(names, page))).problems
    proposed = {p.place.path.removeprefix("content/"): p.values["better"] for p in problems if "better" in p.values}
    assert proposed == {
        "scripts/first-call - 副本.yml": "first-call-4",
        "scripts/first-call - 副本 (2).yml": "first-call-3",
        "tips/First-Call.yml": "first-call-6",
        "scripts/first-call copy.txt": "first-call-5",
        "scripts/Second Call.yml": "second-call",
        "tips/second_call.yml": "second-call-2",
    }


def test_misnamed_settings_are_unknown_not_missing(pack: Callable[..., Path]) -> None:
    root = pack()
    for name in ("pack", "facets", "blanks", "redlines"):
        (root / f"{name}.yml").rename(root / f"{name}.yml.txt")
    problems = check(load(root), TODAY)
    assert [(p.kind, p.values["near"]) for p in problems] == [
        ("unknown-file", "blanks.yml"),
        ("unknown-file", "facets.yml"),
        ("unknown-file", "pack.yml"),
        ("unknown-file", "redlines.yml"),
    ]


def test_each_page_with_a_code_in_use_is_given_a_code_of_its_own(pack: Callable[..., Path]) -> None:
    page = (WRONG / "duplicate-code.yml").read_bytes()
    problems = check(load(pack({"scripts/second-call.yml": page, "scripts/third-call.yml": page})), TODAY)
    assert [(p.kind, p.values["free"]) for p in problems] == [("duplicate-code", "K6"), ("duplicate-code", "K7")]


def test_warnings_fail_only_when_strict(pack: Callable[..., Path]) -> None:
    root = pack({"scripts/caution.yml": (WRONG / "caution.yml").read_bytes()})
    assert main(["--content", str(root), "check"]) == 0
    assert main(["--content", str(root), "check", "--strict"]) == 1


def test_a_caution_may_be_allowed_with_a_reason(pack: Callable[..., Path]) -> None:
    asked = "rule: R2, because: The reader asked for it., by: Desk, until: 2036-11-01"
    text = (WRONG / "caution.yml").read_text(encoding="utf-8")
    of_item = text.replace("    say:", f"    allow: [{{{asked}}}]\n    say:")
    for allowed in (f"{text}allow:\n  - {{{asked}}}\n", of_item):
        assert main(["--content", str(pack({"scripts/caution.yml": allowed})), "check", "--strict"]) == 0


def test_an_allowance_holds_until_the_end_of_its_last_day(pack: Callable[..., Path]) -> None:
    library = load(pack({"scripts/late.yml": (WRONG / "allow-ended.yml").read_bytes()}))
    assert check(library, date(2026, 11, 22)) == []
    assert [problem.kind for problem in check(library, date(2026, 11, 23))] == ["allow-ended"]


def test_the_day_of_a_check_can_be_given(
    pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = pack({"scripts/late.yml": (WRONG / "allow-ended.yml").read_bytes()})
    for day, said in (("2026-11-22", False), ("2026-11-23", True)):
        epoch = datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(epoch)))
        assert main(["--content", str(root), "check", "--strict"]) == 0, "no build fails by the clock alone"
        assert ("counts again" in capsys.readouterr().out) is said


def test_an_item_rests_on_the_allowance_that_has_not_ended(pack: Callable[..., Path]) -> None:
    """The page's stands, the item's has ended: the find is allowed, and the one that has ended is not needed."""
    text = (WRONG / "allow-ended.yml").read_text(encoding="utf-8").replace("2026-11-22", "2027-11-22")
    ended = "    allow: [{rule: R2, because: We say so., by: Desk, until: 2026-11-01}]\n    say:"
    problems = check(load(pack({"scripts/two.yml": text.replace("    say:", ended)})), TODAY)
    assert [(problem.kind, problem.place.line) for problem in problems] == [("allow-unused", 15)]


def test_broken_symlink_and_unreadable_file(pack: Callable[..., Path]) -> None:
    root = pack()
    (root / "scripts" / "gone.yml").symlink_to(root / "nowhere.yml")
    (problem,) = check(load(root), TODAY)
    assert show(problem, phrases("zh")).startswith(
        "content/scripts/gone.yml:1:1: 错误，改好才能发布：这个文件打不开（找不到文件，"
    )
    assert show(problem, phrases("en")).startswith(
        "content/scripts/gone.yml:1:1: error, stops the build: this file cannot be opened (there is"
    )


BROKEN_PACKS = [
    # pack.yml -> the languages in which its faults are told
    ("language: en\ntitle: The desk\n", ["help: "]),
    ("language: en\ntitle: The desk\ntagline: [\n", ["help: "]),
    ("language: zh\ntitle: 前台\n", ["怎么改："]),
    ("language: fr\ntitle: Le bureau\ntagline: Bonjour\n", ["help: ", "怎么改："]),
    ("title: The desk\n", ["help: ", "怎么改："]),
]


@pytest.mark.parametrize(("text", "said"), BROKEN_PACKS)
def test_a_broken_pack_is_told_of_in_the_language_it_names(
    text: str, said: list[str], pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--content", str(pack({"pack.yml": text})), "check"]) == 1
    out = capsys.readouterr().out
    assert [mark for mark in ("help: ", "怎么改：") if mark in out] == said


def test_a_fault_of_ours_exits_3(
    pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr("generator.__main__.check", fail)
    assert main(["--content", str(pack()), "check"]) == 3
    assert "RuntimeError: ours" in capsys.readouterr().err


CITED = [
    # how an article is cited -> the ids that are named, those of an article without its paragraph among them
    ("规则第四条", ["rules-4-1", "rules-4-2"]),
    ("《规则》第 4 条第 2 款", ["rules-4-2"]),
    ("规则4条第一款", ["rules-4-1"]),
    ("第二百八十条", ["rules-280"]),
    ("中华人民共和国规则280", ["rules-280"]),
    ("规则第五条", []),
    ("别的第280条", []),
]


@pytest.mark.parametrize(("cited", "named"), CITED)
def test_an_article_that_is_cited_as_it_is_spoken_is_named(
    cited: str, named: list[str], pack: Callable[..., Path]
) -> None:
    law = "code: K6\ntitle: 规则\nsummary: All.\nowner: Desk\nreviewed: 2026-11-01\n"
    law += "effective: 2020-01-01\nchecked: Print.\n"
    numbers = {"rules-4-1": "第四条第一款", "rules-4-2": "第四条第二款", "rules-280": "第二百八十条"}
    items = "".join(
        f"  - {{id: {id}, number: {number}, quote: Q., plain: P., role: rely}}\n" for id, number in numbers.items()
    )
    root = pack({"laws/spoken.yml": f"{law}articles:\n{items}"})
    swap(root, "objections/lost-it.yml", "law: [rules-4]", f"law: [{cited}]")
    library = load(root)
    found = [problem for problem in check(library, TODAY) if problem.kind == "unknown-article"]
    assert len(found) == 1
    said = show(found[0], phrases("zh"))
    assert [id for id in numbers if id in said] == named
    if len(named) == 1:
        changes.write(root, mends(library, found))
        assert not any(problem.kind == "unknown-article" for problem in check(load(root), TODAY))


@pytest.mark.parametrize("path", ["blanks.yml", "facets.yml", "redlines.yml", "figures.yml", "guides.yml"])
def test_a_settings_file_that_cannot_be_read_is_the_only_fault(path: str, pack: Callable[..., Path]) -> None:
    """Pages that rest on it are not blamed: each fault is told where it is."""
    root = pack()
    write(root, path, (root / path).read_text(encoding="utf-8") + "\nstray: text\n")
    assert [problem.place.path for problem in check(load(root), TODAY)] == [f"content/{path}"]

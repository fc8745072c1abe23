"""The log of changes: real repositories of three months, the pages that readers get, and builds without a history."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import Tag

from generator.content import git as asking
from generator.content import history
from generator.content.load import load
from generator.content.model import (
    Article,
    Check,
    Checklist,
    Law,
    Model,
    Objection,
    Rule,
    Script,
    Step,
    Tip,
    Tips,
)
from generator.pages import changes, sitemap
from generator.pages.pieces import pieces
from generator.pages.render import render
from generator.site import search_index
from tests.conftest import ROOT, SAMPLE
from tests.sites import QUIET, built, configured, soup

AUGUST, SEPTEMBER, OCTOBER = "2026-08-31T23:30:00+08:00", "2026-09-15T12:00:00+08:00", "2026-10-01T00:10:00+08:00"


def git(root: Path, *command: str, **environment: str) -> str:
    named = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *command], cwd=root, env={**os.environ, **named, **environment}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return done.stdout


def commit(root: Path, when: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)


def swap(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def three_months(pack: Callable[..., Path]) -> Path:
    """The sample pack below a repository's top: as it is, then changed in September, then in October."""
    content = pack()
    git(content.parent, "init", "-q")
    (content / "tips" / "broken.yml").write_text('title: "never closed\n', encoding="utf-8")
    (content / "tips" / "older.yml").write_text(
        "greeting: {form: [of, old]}\nparts: [{id: a, line: A}]\n", encoding="utf-8"
    )
    commit(content.parent, AUGUST)

    script = content / "scripts" / "first-call.yml"
    head, _, steps = script.read_text(encoding="utf-8").partition("steps:\n")
    greeting, _, ask = steps.partition("  - id: ask\n")
    script.write_text(f"{head}steps:\n  - id: ask\n{ask}{greeting}", encoding="utf-8")  # moved within its file
    swap(script, ("reviewed: 2026-11-01", "reviewed: 2026-11-02"), ("Could you bring it by", "Can you return it by"))
    swap(content / "tips" / "manners.yml", ("title: Manners", "title: Good manners"))
    swap(content / "redlines.yml", ("title: Vague deadlines", "title: No date"), ("Name the day.", "Name a day."))
    (content / "tips" / "broken.yml").write_text(
        "code: K8\ntitle: Mended\nsummary: It reads now.\nowner: Desk\nreviewed: 2026-11-01\n"
        "tips: [{id: one, title: One, text: First.}, {id: two, title: Two, text: Second.}]\n",
        encoding="utf-8",
    )
    commit(content.parent, SEPTEMBER)

    (content / "tips" / "broken.yml").rename(content / "tips" / "mended.yml")
    swap(content / "tips" / "mended.yml", ("{id: one, title: One, text: First.}, ", ""))
    commit(content.parent, OCTOBER)
    (content / "tips" / "older.yml").unlink()
    commit(content.parent, "2026-10-20T10:00:00+08:00")
    return content


def told(root: Path) -> dict[str, dict[str, list[tuple[changes.Key, str]]]]:
    """Month -> kind -> what it happened to, with the title."""
    past = history.read(root)
    assert past.missing is None
    return {
        month.name: {
            kind: [(change.key, change.title) for sheet in sheets for change in sheet.changes]
            for kind, sheets in month.sheets.items()
        }
        for month in changes.months(load(root), past.months)
    }


def test_three_months(three_months: Path) -> None:
    log = told(three_months)
    assert list(log) == ["2026-10", "2026-09", "2026-08"]
    assert log["2026-10"] == {
        "moved": [(("mended", ""), "Mended")],
        "withdrawn": [(("mended", "one"), "One"), (("older", ""), "older"), (("older", "a"), "a")],
    }
    assert log["2026-09"] == {
        "added": [(("broken", ""), "Mended"), (("broken", "one"), "One"), (("broken", "two"), "Two")],
        "reworded": [(("first-call", "ask"), "Ask for the book"), (("red-lines", "R2"), "No date")],
        "retitled": [(("manners", ""), "Good manners")],
    }
    assert set(log["2026-08"]) == {"added"}
    library = load(SAMPLE)
    assert library.redlines is not None
    everything = {("older", ""), ("older", "a"), *((entry.id, "") for entry in library.entries.values())}
    everything |= {(entry.id, item.id) for entry in library.entries.values() for item in entry.items}
    assert {key for key, _ in log["2026-08"]["added"]} == everything | {("red-lines", r) for r in library.rules}


def test_a_file_that_cannot_be_read_is_counted_and_what_it_held_is_not_gone(three_months: Path) -> None:
    august = changes.months(load(three_months), history.read(three_months).months)[-1]
    assert august.unread == 1
    file = three_months / "tips" / "manners.yml"
    before = file.read_bytes()
    file.write_bytes(b"\xff\xfe")
    commit(three_months.parent, "2026-11-01T10:00:00+08:00")
    file.write_bytes(before)
    commit(three_months.parent, "2026-12-01T10:00:00+08:00")
    newest, older, *_ = changes.months(load(three_months), history.read(three_months).months)
    assert (newest.name, newest.unread, newest.sheets) == ("2026-11", 1, {})
    assert older.name == "2026-10", "in December it was as in October: nothing to tell"


def test_the_repository_may_begin_at_the_content(pack: Callable[..., Path]) -> None:
    content = pack()
    git(content, "init", "-q")
    commit(content, AUGUST)
    swap(content / "tips" / "manners.yml", ("title: Manners", "title: Good manners"))
    assert list(told(content)) == ["2026-08"], "what is not committed is not told"
    commit(content, SEPTEMBER)
    assert told(content)["2026-09"] == {"retitled": [(("manners", ""), "Good manners")]}


def test_a_page_in_another_folder_is_the_same_page(three_months: Path) -> None:
    (three_months / "tips" / "manners.yml").rename(three_months / "objections" / "manners.yml")
    commit(three_months.parent, "2026-11-01T10:00:00+08:00")
    assert "2026-11" not in told(three_months)


def test_a_text_folded_otherwise_has_not_changed(three_months: Path) -> None:
    file = three_months / "tips" / "manners.yml"
    swap(file, ("summary: How to stay friendly.", "summary: |\n  How to\n  stay friendly."))
    commit(three_months.parent, "2026-11-01T10:00:00+08:00")
    assert "2026-11" not in told(three_months)


def test_a_slow_clock_takes_nothing_back(three_months: Path) -> None:
    (three_months / "tips" / "manners.yml").unlink()
    commit(three_months.parent, "2001-01-01T10:00:00+08:00")
    log = told(three_months)
    assert list(log) == ["2026-10", "2026-09", "2026-08"]
    assert (("manners", ""), "Good manners") in log["2026-10"]["withdrawn"]


PAGE = {"title", "summary"}


@pytest.mark.parametrize(
    ("model", "told"),
    [
        (Script, PAGE | {"when"}),
        (Step, {"title", "say", "total", "why", "avoid"}),
        (Tips, PAGE),
        (Tip, {"title", "text", "do", "avoid"}),
        (Objection, PAGE | {"heard", "holds", "principle", "say", "total", "avoid", "check", "next"}),
        (Checklist, PAGE | {"when"}),
        (Check, {"text", "why"}),
        (Law, PAGE | {"effective", "checked"}),
        (Article, {"number", "quote", "plain", "role", "status", "effective", "note"}),
        (Rule, {"title", "severity", "why", "suggest", "mend", "bad"}),
    ],
)
def test_wording_and_facts_are_told_of_references_and_upkeep_are_not(model: type[Model], told: set[str]) -> None:
    assert set(changes.told(model)) == told


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("先问好。再说事。", "先问好。慢慢说事。", "…[-再][+慢慢]说事。"),
        ("一句。二句。三句。", "一句。三句。", "…[-二句。]…"),
        ("Bring it by Friday. Thank you.", "Bring it by Monday. Thank you.", "Bring it by [-Friday][+Monday].…"),
        ("{称呼}您好", "{业主}您好", "[-{称呼}][+{业主}]您好"),
        ("完全是另外一回事", "Nothing of the kind", "[-完全是另外一回事][+Nothing of the kind]"),
        ("", "来了", "[+来了]"),
    ],
)
def test_pieces(old: str, new: str, shown: str) -> None:
    marks = {"": "{}", "del": "[-{}]", "ins": "[+{}]"}
    found = pieces(old, new)
    assert "".join(marks[mark].format(text) if mark else text for mark, text in found) == shown


# ---- what readers get ----


def page(root: Path, past: history.History, language: str = "en") -> str:
    library = load(root)
    log = changes.publishable(changes.months(library, past.months), library)
    outputs = render(library, sitemap.pages(library, log))
    return next(str(output.content) for output in outputs if output.path == "changes/index.md")


def test_words_that_a_red_line_forbids_are_not_shown_again(three_months: Path) -> None:
    script = three_months / "scripts" / "first-call.yml"
    swap(script, ("this is the library", "you will be sorry"), ("You have our book!", "We call the police"))
    commit(three_months.parent, "2026-11-01T10:00:00+08:00")
    swap(script, ("you will be sorry", "this is the library"))
    commit(three_months.parent, "2026-12-01T10:00:00+08:00")
    text = page(three_months, history.read(three_months))
    assert "sorry" not in text
    assert text.count("These words cross a red line") == 2, "when they came and when they went"
    assert "We call the police" in text, "what not to say is quoted, as on the script's page"


def test_old_titles_are_plain_text(three_months: Path) -> None:
    file = three_months / "tips" / "manners.yml"
    swap(file, ("title: Good manners", "title: '<script>x</script> *bold* [gone](no-such-page)'"))
    commit(three_months.parent, "2026-11-01T10:00:00+08:00")
    swap(file, ("<script>x</script> *bold* [gone](no-such-page)", "Manners"))
    commit(three_months.parent, "2026-12-01T10:00:00+08:00")
    text = page(three_months, history.read(three_months))
    assert "&lt;script&gt;x&lt;/script&gt; &#42;bold&#42; gone" in text
    assert "no-such-page" not in text


def made(content: Path, site: Path, environment: dict[str, str] = QUIET) -> str:
    """A site of this content and of no pages written by hand; gives what MkDocs said."""
    docs = site.parent / "docs"
    docs.mkdir(exist_ok=True)
    return built(configured(content, site.parent, docs=docs), site, environment)


def section(site: Path, name: str) -> Tag:
    heading = soup(site, "changes/index.html").find(id=name)
    assert isinstance(heading, Tag)
    assert isinstance(heading.parent, Tag)
    return heading.parent


def test_the_page_in_a_real_build(three_months: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    made(three_months, site)
    assert soup(site, "index.html").select_one(".kb-nav a[href='changes/index.html']")
    ask = section(site, "m2026-09-reworded")
    link = ask.select_one("details a[href='../scripts/first-call.html#ask']")
    assert link is not None and link.get_text() == "Ask for the book"
    assert [mark.get_text() for mark in ask.select("details:first-of-type del")] == ["Could", "bring"]
    assert [mark.get_text() for mark in ask.select("details:first-of-type ins")] == ["Can", "return"]
    assert "book be found" not in ask.get_text()
    moved = section(site, "m2026-10-moved")
    assert moved.select_one("a[href='../tips/mended.html']") and "broken" in moved.get_text()
    gone = section(site, "m2026-10-withdrawn")
    assert "One" in gone.get_text() and not gone.find("a", string="One"), "what is gone is not linked"
    page = soup(site, "changes/index.html")
    folds = {fold.summary.get_text(): fold for fold in page.select("details") if fold.summary}
    assert "Mended whole page · 2" in folds
    assert len(folds["Mended whole page · 2"].select("li")) == 3
    first = page.find(id="m2026-08")
    assert isinstance(first, Tag) and isinstance(line := first.find_next_sibling(), Tag)
    assert re.match(r"First publication: \d+ entries and items in all\.$", line.get_text())
    assert page.find(id="m2026-08-added") is None, "what is published first is one line"
    assert "1 file of this month could not be read" in soup(site, "changes/index.html").get_text()
    searched = "".join(file.read_text(encoding="utf-8") for file in sorted((site / "assets" / "search").glob("*.js")))
    assert searched == "".join(
        content for _, content in sorted((o.path, str(o.content)) for o in search_index(load(three_months)))
    ), "the page is not searched"


def test_the_page_depends_on_what_is_committed_alone(three_months: Path) -> None:
    before = page(three_months, history.read(three_months))
    swap(three_months / "tips" / "manners.yml", ("Readers forget", "People forget"))
    assert page(three_months, history.read(three_months)) == before


def shallow(content: Path, tmp_path: Path) -> tuple[Path, dict[str, str], str]:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{content.parent}", "shallow")
    return tmp_path / "shallow" / "content", QUIET, "shallow clone"


def export(content: Path, tmp_path: Path) -> tuple[Path, dict[str, str], str]:
    shutil.copytree(content, tmp_path / "export" / "content")
    return tmp_path / "export" / "content", {**QUIET, "GIT_CEILING_DIRECTORIES": str(tmp_path)}, "in no Git repository"


def without_git(content: Path, tmp_path: Path) -> tuple[Path, dict[str, str], str]:
    (tmp_path / "empty").mkdir()
    return content, {**QUIET, "PATH": str(tmp_path / "empty")}, "no git on this computer"


def uncommitted(content: Path, tmp_path: Path) -> tuple[Path, dict[str, str], str]:
    shutil.rmtree(content.parent / ".git")
    git(content.parent, "init", "-q")
    return content, QUIET, "no content has been committed"


def generated(content: Path, to: Path, environment: dict[str, str] = QUIET) -> str:
    """What the command says that writes plain files."""
    command = [sys.executable, "-m", "generator", "--content", str(content), "generate", "--to", str(to)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("lack", [shallow, export, without_git, uncommitted])
def test_without_a_history_the_page_is_left_out_and_why_is_said(
    lack: Callable[[Path, Path], tuple[Path, dict[str, str], str]], three_months: Path, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    content, environment, why = lack(three_months, work)
    said = generated(content, work / "out", environment)
    assert any("page of changes is left out" in line and why in line for line in said.splitlines())
    assert not (work / "out" / "changes").exists()
    assert "changes/index" not in (work / "out" / "index.md").read_text(encoding="utf-8")


def test_with_a_history_nothing_is_said(three_months: Path, tmp_path: Path) -> None:
    assert "left out" not in generated(three_months, tmp_path / "out")
    assert (tmp_path / "out" / "changes" / "index.md").exists()


def test_a_build_without_a_history_says_so_too(three_months: Path, tmp_path: Path) -> None:
    content, environment, why = uncommitted(three_months, tmp_path)
    said = [line for line in made(content, tmp_path / "site", environment).splitlines() if "is left out" in line]
    assert len(said) == 1 and said[0].startswith("INFO") and why in said[0]
    assert "changes/index.html" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_few_processes_however_many_commits(three_months: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(1, 13):
        swap(three_months / "tips" / "mended.yml", ("summary: ", "summary: Again. "))
        commit(three_months.parent, f"2026-11-{day:02}T10:00:00+08:00")
    asked = []
    run = subprocess.run

    def counted(command: list[str], **more: object) -> object:
        asked.append(command[1])
        if command[1] == "cat-file":
            blobs.extend(str(more["input"]).split())
        return run(command, **more)  # type: ignore[call-overload]

    blobs: list[str] = []
    monkeypatch.setattr(asking.subprocess, "run", counted)
    past = history.read(three_months)
    assert len(asked) == 5
    assert past.months[-1].files.keys() == {"tips/mended.yml"}, "one version a month, not twelve"

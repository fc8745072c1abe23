"""`huashu new`: what it writes is a knowledge base that is well, and its guide says what is true of it."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.__main__ import main
from generator.content.language import LANGUAGES, counted, phrases
from generator.content.load import load
from generator.content.model import COLLECTIONS, FILES
from generator.rules.check import check
from generator.start import Occupied, begin
from tests.conftest import TODAY_ISO

TODAY = date.fromisoformat(TODAY_ISO)
GUIDE = "docs/writing.md"


@pytest.fixture(params=LANGUAGES)
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A new knowledge base in each language."""
    begin(tmp_path / "desk", request.param, TODAY)
    return tmp_path / "desk"


def language_of(new: Path) -> str:
    return load(new / "content").pack.language


def well(new: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What a strict check says that finds nothing, not even a notice."""
    code = main(["--content", str(new / "content"), "check", "--strict", "--docs", str(new / "docs")])
    said = capsys.readouterr().out.strip()
    words = phrases(language_of(new))
    pages = counted(words, "pages", len(load(new / "content").entries))
    assert (code, said) == (0, words["command"]["clean"].format(pages=pages))
    return said


def test_it_is_well_at_once(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    well(new, capsys)
    library = load(new / "content")
    assert {entry.folder for entry in library.entries.values()} == {"scripts", "tips", "objections", "checklists"}
    assert {"pack.yml", "facets.yml", "blanks.yml", "ends.yml", "synonyms.yml", "redlines.yml", "guides.yml"} <= {
        *library.sources
    }


def test_without_the_samples_it_is_well_too(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They can all be deleted, and the first page of one's own is enough."""
    for file in (new / "content").rglob("*/*.yml"):
        file.unlink()
    pack = new / "content" / "pack.yml"
    pack.write_text(re.sub(r"first: .*\n", "", pack.read_text(encoding="utf-8")), encoding="utf-8")
    for name in ("guides.yml", "ends.yml", "redlines.yml", "synonyms.yml", "blanks.yml", "facets.yml"):
        (new / "content" / name).unlink()
    own = {"code": "D1", "title": "A", "summary": "B.", "owner": "C", "reviewed": TODAY, "tips": [
        {"id": "one", "title": "D", "text": "E."}]}  # fmt: skip
    (new / "content" / "tips" / "own.yml").write_text(yaml.safe_dump(own), encoding="utf-8")
    well(new, capsys)


def test_nothing_is_left_to_fill_in(new: Path) -> None:
    for file in new.rglob("*"):
        if file.is_file():
            assert not re.search(r"@[A-Z]+@", file.read_text(encoding="utf-8")), file


def test_editors_know_every_file(new: Path) -> None:
    places = json.loads((new / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert all((new / schema).is_file() for schema in places)
    assert sorted(places.values()) == sorted(
        [*(f"content/{name}/*.yml" for name in COLLECTIONS), *(f"content/{name}" for name in FILES)]
    )
    assert {path.name for path in (new / "schemas").iterdir()} == {Path(schema).name for schema in places}


def samples(new: Path) -> list[tuple[str, str, bool]]:
    """The samples of the guide: where each goes, its text, whether it is put at the end of what is there."""
    text = (new / GUIDE).read_text(encoding="utf-8")
    found = [
        re.match(r"# content/(\S+?)(, at its end| 末尾)?\n", block)
        for block in re.findall(r"```yaml\n(.*?)```", text, re.S)
    ]
    return [(match[1], match.string[match.end() :], bool(match[2])) for match in found if match]


def test_the_guide_s_samples_are_well(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All together, as somebody does who follows it from end to end."""
    assert len(samples(new)) == 7
    for path, text, more in samples(new):
        file = new / "content" / path
        assert file.exists() is more, path
        before = file.read_text(encoding="utf-8") if more else ""
        file.write_text(before + text, encoding="utf-8")
    said = [problem.kind for problem in check(load(new / "content"), TODAY)]
    assert said in ([], ["way-unreached"]), "a reply that no script leads to yet is told of"


def test_the_guide_s_slips_are_slips(new: Path) -> None:
    """What stands on the left is told of, what stands on the right is well."""
    file = new / "content" / "objections" / "not-ready.yml"
    text = file.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(.*?)` \| `(.*?)` \|", (new / GUIDE).read_text(encoding="utf-8"), re.M)
    assert len(rows) >= 7
    for wrong, right in rows:
        for line, well_ in ((wrong, False), (right, True)):
            key = re.match(r"[a-z]*", line)
            assert key is not None
            old = rf"^{key[0]}:.*\n" if key[0] else r"^heard:\n(?:  - .*\n)+"
            put = line if key[0] else f"heard:\n  {line}"
            file.write_text(re.sub(old, lambda _, put=put: f"{put}\n", text, count=1, flags=re.M), encoding="utf-8")
            assert (check(load(new / "content"), TODAY) == []) is well_, line


def test_the_guide_s_commands_run(
    new: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(new)
    blocks = re.findall(r"```sh\n(.*?)```", (new / GUIDE).read_text(encoding="utf-8"), re.S)
    lines = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    assert {line[1] for line in lines if line[0] == "huashu"} == {"check", "fix", "rename", "withdraw"}
    for line in lines:
        if line[0] == "huashu":
            assert main(line[1:]) == 0, capsys.readouterr().out
    capsys.readouterr()
    assert main([*next(line for line in lines if "rename" in line)[1:], "--write"]) == 0
    capsys.readouterr()
    well(new, capsys)


def test_what_it_is_called(tmp_path: Path) -> None:
    begin(tmp_path / "desk", "en", TODAY, title='The "back\\slash" desk: #1')
    assert load(tmp_path / "desk" / "content").pack.title == 'The "back\\slash" desk: #1'
    config = yaml.safe_load((tmp_path / "desk" / "mkdocs.yml").read_text(encoding="utf-8"))
    assert config["site_name"] == 'The "back\\slash" desk: #1'


@pytest.mark.parametrize("service", ["github", "gitlab"])
def test_it_has_one_service_s_file(service: str, tmp_path: Path) -> None:
    begin(tmp_path / "desk", "en", TODAY, service=service)
    there = [(tmp_path / "desk" / path).is_file() for path in (".github/workflows/site.yml", ".gitlab-ci.yml")]
    assert there == [service == "github", service == "gitlab"]
    assert not list((tmp_path / "desk").glob("git*.yml"))


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    assert main(["new", str(tmp_path), "--language", "en"]) == 1
    assert "choose a folder that is empty" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
    with pytest.raises(Occupied):
        begin(tmp_path / "note.txt", "en", TODAY)


def test_an_empty_folder_will_do_and_what_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path), "--language", "zh"]) == 0
    assert "huashu check" in capsys.readouterr().out
    assert main(["new", str(tmp_path / "mkdocs.yml" / "x"), "--language", "en"]) == 1
    assert "mkdocs.yml cannot be read or written: a file of this name" in capsys.readouterr().err


def test_a_leap_day(tmp_path: Path) -> None:
    begin(tmp_path / "desk", "en", date(2028, 2, 29))
    assert all(entry.expires == date(2029, 2, 28) for entry in load(tmp_path / "desk" / "content").entries.values())

"""`huashu zip`: the built site as one file, the same bytes for the same site."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from generator.__main__ import main

EPOCH = 1795392000  # 2026-11-23


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder that looks like a site; what is hidden in it is its server's."""
    site = tmp_path / "site"
    (site / "laws").mkdir(parents=True)
    (site / ".git").mkdir()
    for path in ("index.html", "laws/index.html", "laws/民法典.html", ".htaccess", ".git/HEAD"):
        (site / path).write_text(path, encoding="utf-8")
        os.utime(site / path, (EPOCH, EPOCH))
    return site


def test_every_file_is_in_it_under_the_site_s_name(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["zip", str(built)]) == 0
    target = built.with_name("site.zip")
    assert str(target) in capsys.readouterr().out
    with zipfile.ZipFile(target) as file:
        assert file.namelist() == ["site/index.html", "site/laws/index.html", "site/laws/民法典.html"]
        assert file.read("site/laws/民法典.html").decode() == "laws/民法典.html"
        assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 23, 0, 0, 0)}


def test_the_same_site_gives_the_same_bytes(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["zip", str(built), "--to", str(tmp_path / "one" / "a.zip")]) == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    for path in built.rglob("*"):
        path.chmod(0o700)
        os.utime(path, (0, 0))
    assert main(["zip", str(built), "--to", str(tmp_path / "b.zip")]) == 0
    assert (tmp_path / "one" / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_time_that_no_zip_knows(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert main(["zip", str(built)]) == 0
    with zipfile.ZipFile(built.with_name("site.zip")) as file:
        assert file.infolist()[0].date_time[0] == 1980


def test_what_cannot_be_packed_is_said(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.chdir(built.parent)  # no pack here: the language is the reader's
    assert main(["zip", str(built.parent)]) == 1
    assert "run mkdocs build first" in capsys.readouterr().out
    assert main(["zip", str(built), "--to", str(built / "site.zip")]) == 1
    assert "choose another place" in capsys.readouterr().out
    assert main(["zip", str(built), "--to", str(built / "index.html" / "site.zip")]) == 1
    assert not (built / "site.zip").exists()
    (built.parent / "file").touch()
    assert main(["zip", str(built), "--to", "file/site.zip"]) == 1
    assert "file cannot be read or written" in capsys.readouterr().err

"""Files that are written as a whole or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from generator.files import write_whole


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_what_is_published_can_be_read_and_an_authors_file_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "page.yml"
    for keep, expected in ((True, 0o600), (False, 0o644)):
        file.write_text("old", encoding="utf-8")
        file.chmod(0o600)
        write_whole({file: b"new"}, keep_modes=keep)
        assert (file.read_bytes(), mode(file)) == (b"new", expected)


def test_a_link_goes_and_what_it_led_to_stays(tmp_path: Path) -> None:
    (tmp_path / "far").write_text("far", encoding="utf-8")
    (tmp_path / "near").symlink_to(tmp_path / "far")
    write_whole({tmp_path / "near": b"new"})
    assert not (tmp_path / "near").is_symlink()
    assert (tmp_path / "far").read_text(encoding="utf-8") == "far"


def test_where_one_cannot_be_written_none_is_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "first").write_text("old", encoding="utf-8")
    files = {tmp_path / "first": b"new", tmp_path / "new" / "deep" / "second": b"", tmp_path / "first" / "third": b""}
    with pytest.raises(OSError, match="first") as refused:
        write_whole(files)
    assert refused.value.filename == str(tmp_path / "first")
    assert [path.name for path in tmp_path.rglob("*")] == ["first"]
    assert (tmp_path / "first").read_text(encoding="utf-8") == "old"

"""What several test files share: the sample packs, a way to change one, sites that are built once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import ROOT, built, configured

SAMPLE = ROOT / "tests" / "generator" / "content"
CHINESE = ROOT / "tests" / "generator" / "chinese"
"""A small pack in Chinese, with every kind of red line and both kinds of guides."""
TODAY_ISO = "2026-11-23"
ADDRESS = ("repo_url: https://git.example.com/team/wiki", "edit_uri: edit/main/docs/")


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Path]:
    """pack({"scripts/x.yml": "…"}, language="zh") -> a copy of the sample pack with these files written over it."""

    def make(files: dict[str, str | bytes] | None = None, language: str = "en") -> Path:
        root = tmp_path / "content"
        if root.exists():
            shutil.rmtree(root)
        shutil.copytree(SAMPLE, root)
        file = root / "pack.yml"
        file.write_text(
            file.read_text(encoding="utf-8").replace("language: en", f"language: {language}"), encoding="utf-8"
        )
        for path, content in (files or {}).items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped pack's site: the one that SITE names, as scripts/test.py has built it, else one built here."""
    if os.environ.get("SITE"):
        return Path(os.environ["SITE"])
    target = tmp_path_factory.mktemp("site")
    built(ROOT / "mkdocs.yml", target)
    return target


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample pack's site, whose pages can be edited at ADDRESS. Beside it stands its mkdocs.yml."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLE, folder / "content")
    built(configured(folder / "content", folder, *ADDRESS), folder / "site")
    return folder / "site"

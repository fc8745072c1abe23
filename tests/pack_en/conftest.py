"""The help desk's site, built once: a pack in English with facets, a code letter and items' levels of its own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator.content.library import Library
from generator.content.load import load
from tests.sites import built

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def library() -> Library:
    return load(HERE / "content")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that PACK_EN names, else one built here."""
    if os.environ.get("PACK_EN"):
        return Path(os.environ["PACK_EN"])
    folder = tmp_path_factory.mktemp("desk")
    for name in ("content", "docs"):
        shutil.copytree(HERE / name, folder / name)
    shutil.copy(HERE / "mkdocs.yml", folder)
    built(folder / "mkdocs.yml", folder / "site")
    return folder / "site"

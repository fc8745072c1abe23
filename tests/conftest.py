"""What several test files share: the sample pack, a way to change it, the two languages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "generator" / "content"
TODAY_ISO = "2026-11-23"


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

"""Red lines on pages written by hand, as the command line finds them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, SAMPLE

PAGE = """# Writing to readers

Bring it back or we call the police.

> Bring it back or we call the police.

- ❌ Bring it back or we call the police.
- Never say `or we call the police`.

```
Bring it back or we call the police.
```

Return it **as soon as possible**.
"""


def check(docs: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "generator",
        "--content",
        str(SAMPLE),
        "check",
        "--docs",
        str(docs),
        *more,
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_own_words_are_checked_and_quoted_ones_are_not(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "more").mkdir(parents=True)
    (docs / "more" / "letters.md").write_text(PAGE, encoding="utf-8")
    result = check(docs)
    assert result.returncode == 1
    places = [line.split(": ")[0] for line in result.stdout.splitlines() if line.startswith("docs/")]
    assert places == ["docs/more/letters.md:3:21", "docs/more/letters.md:14:13"]
    assert "begin the line with >" in result.stdout


def test_a_caution_stops_only_a_strict_check(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "letters.md").write_text("Return it as soon as possible.\n", encoding="utf-8")
    assert check(docs).returncode == 0
    assert check(docs, "--strict").returncode == 1


def test_a_build_stops_for_a_page_written_by_hand(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "letters.md").write_text("Bring it back or we call the police.\n", encoding="utf-8")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(
        f"site_name: t\ndocs_dir: docs\ntheme: {{name: material, custom_dir: {ROOT / 'overrides'}}}\n"
        f"use_directory_urls: false\nplugins: [{{huashu: {{content: {SAMPLE}}}}}]\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(settings), "-d", str(tmp_path / "site")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode != 0 and "letters.md:1:21" in result.stderr + result.stdout

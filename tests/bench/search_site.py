"""Writes what the search is measured on: python -m tests.bench.search_site FOLDER [ENTRIES].

FOLDER/index.html holds the search box alone, FOLDER/assets the index and the bundle, FOLDER/truth.json every record's
title and lines as readers see them, FOLDER/pages the same as plain pages for other engines. Without ENTRIES it is
the real content; else entries of about 330 characters made from its clauses, always the same ones.
"""

from __future__ import annotations

import html
import json
import random
import re
import shutil
import sys
import time
from pathlib import Path

from generator.content.language import browser_words, phrases
from generator.content.library import Library
from generator.content.load import load
from generator.content.model import Tip, Tips
from generator.pages import browser
from generator.search import index
from generator.search import records as search

ROOT = Path(__file__).resolve().parents[2]
FAMILIES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"


def synthetic(real: Library, count: int) -> Library:
    """Entries of clauses of the real texts, names and numbers between them."""
    chance = random.Random(count)
    lines = [line[1:] for record in search._entries(real) for line in record.lines if line[0] in "hsmrat"]
    clauses = sorted(
        {part for line in lines for part in re.split(r"[，。；：？！、\s\v]", line) if 4 <= len(part) <= 16}
    )
    clauses = chance.sample(clauses, min(1_500, len(clauses)))
    wanted = [("property", "通用"), ("property", "小区"), ("property", "商业")]

    def text(size: int) -> str:
        parts: list[str] = []
        while len("".join(parts)) < size:
            parts.append(chance.choice(clauses))
        return "，".join(parts) + "。"

    def tip(number: int) -> Tip:
        said = f"{chance.choice(FAMILIES)}{chance.choice(FAMILIES)}{chance.randint(1, 9999)}"
        return Tip(id=f"tip-{number}", title=text(6)[:12], text=f"{text(48)}{said}。", do=[text(10)])

    entries = {}
    for number in range(count):
        facet, value = chance.choice(wanted)
        entry = Tips(
            id=f"entry-{number}", code=f"X{number % 9999 + 1}", title=text(8)[:14], summary=text(20), owner="客服主管",
            reviewed="2026-11-23", facets={facet: [value]}, tips=[tip(one) for one in range(3)],
        )  # fmt: skip
        entries[entry.id] = entry
    return Library(real.root, real.pack, facets=real.facets, synonyms=real.synonyms, entries=entries)


def write(folder: Path, library: Library) -> float:
    """Write everything; gives the CPU seconds that the index took."""
    shutil.rmtree(folder, ignore_errors=True)
    start = time.process_time()
    outputs = index.outputs(library)
    seconds = time.process_time() - start
    rules = [output for output in browser.outputs(library) if output.path in (browser.RED_LINES, browser.LIKENESS)]
    for output in [*outputs, *rules]:
        file = folder / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(output.content), encoding="utf-8")
    words = json.dumps(browser_words(phrases("zh")), ensure_ascii=False)
    (folder / "index.html").write_text(
        '<!doctype html><html lang="zh"><meta charset="utf-8"><title>search</title>'
        '<script id="kb-config" type="application/json">{"root": "./"}</script>'
        f'<script id="kb-words" type="application/json">{words}</script>'
        '<script src="assets/javascripts/huashu.js" defer></script><kb-search class="kb-search--home"><form>'
        '<input type="search" name="q" aria-label="search"></form></kb-search></html>',
        encoding="utf-8",
    )
    bundle = folder / "assets" / "javascripts" / "huashu.js"
    bundle.parent.mkdir(parents=True)
    for name in ("huashu.js", "search.js"):
        shutil.copy(ROOT / "overrides/assets/javascripts" / name, bundle.with_name(name))
    truth = []
    for record in search.records(library):
        lines = [line[1:].partition("\t")[2] if line[0] == "s" else line[1:] for line in record.lines if line[0] != "#"]
        truth.append([record.path, [line.replace(search.BREAK, " ") for line in lines]])
        page = folder / "pages" / record.path
        page.parent.mkdir(parents=True, exist_ok=True)
        body = "".join(f"<p>{html.escape(line)}</p>" for line in lines[1:])
        title = html.escape(lines[0])
        page.write_text(
            f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{title}</title>'
            f"<main><h1>{title}</h1>{body}</main></html>",
            encoding="utf-8",
        )
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    (folder / "build.json").write_text(
        json.dumps({"seconds": round(seconds, 2), "files": len(outputs)}), encoding="utf-8"
    )
    return seconds


if __name__ == "__main__":
    library = load(ROOT / "content")
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    print(f"{write(Path(sys.argv[1]), synthetic(library, size) if size else library):.2f} CPU s")

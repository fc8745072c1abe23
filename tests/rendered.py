"""A pack's pages as Markdown, and what may be asked of any pack's: each check gives what is wrong, as lines of text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from generator.content.history import Month
from generator.content.load import load
from generator.content.model import texts
from generator.pages.about import about_page
from generator.pages.changes import months
from generator.pages.health import health, health_page
from generator.pages.render import render
from generator.pages.sitemap import pages


def rendered(root: Path, past: Sequence[Month] = ()) -> dict[str, str]:
    """Path -> page, of everything that is generated."""
    library = load(root)
    listed = [*pages(library, months(library, past)), health_page(library, lambda: health(library, date(2026, 11, 23)))]
    listed.append(about_page(library))
    return {output.path: str(output.content) for output in render(library, listed)}


def uncited(root: Path) -> Iterator[str]:
    """Scripts, tips, objections, checks that cite an article and are left out of its list."""
    library, site = load(root), rendered(root)
    parts = {
        name: part for law in library.of("laws") for part in site[f"laws/{law.id}.md"].split("\n## ")
        for name in re.findall(r"\{#([^}]+)\}", part.split("\n")[0])
    }  # fmt: skip
    for entry in library.entries.values():
        for keys, text, what in texts(entry):
            if what == "article" and entry.folder != "laws":
                item = f"#{entry.items[int(keys[1])].id}" if keys[0] == entry.items_field else ""
                if f"(../{entry.folder}/{entry.id}.md{item})" not in parts[text]:
                    yield f"{entry.path}{item} cites {text}"


def unshown(root: Path) -> Iterator[str]:
    """Red lines whose part of the page shows other sentences, or another number folded, than they have."""
    library, page = load(root), rendered(root)["red-lines/index.md"]
    assert library.redlines
    parts = {part.partition("{#")[2].partition("}")[0]: part for part in page.split("\n### ")[1:]}
    for name, rule in library.redlines.rules.items():
        lawful = list(rule.consequences.lawful) if rule.consequences else []
        shown = re.findall("^- (.*)$", parts[name.lower()], re.MULTILINE)
        wanted = [re.sub("[{}]", "", text) for text in (*lawful, *rule.bad, *rule.ok)]
        if [re.sub("[【】{}]", "", html.unescape(text)) for text in shown] != wanted:
            yield name
        folded = sum(len(sentences) - 3 for sentences in (rule.bad, rule.ok) if len(sentences) > 3)
        told = re.findall(r"<summary>\D*(\d+)\D*</summary>", parts[name.lower()])
        if sum(map(int, told)) != folded:
            yield f"{name} folds {folded} sentences and tells of {told}"


def edits(content: Path) -> list[tuple[Path, int, str]]:
    """Lines with a value or an element of a list, a little changed: file, number, the line."""
    result = []
    for file in sorted(content.rglob("*.yml")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            if match := re.fullmatch(r"(\s*(?:- )?(?:[\w ]+: )?)(\S.*\w)(\W*)", line):
                result.append((file, number, f"{match[1]}{match[2]}x{match[3]}"))
    return result

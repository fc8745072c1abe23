"""git -> what became of the content's files, month by month. Reads commits only, never the files as they lie there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from generator.content import git

_CHANGED = re.compile(rb"[0-9a-f]+ [0-9a-f]+\n|:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) \w+\0([^\0]+)\0")
"""diff-tree's answer: a line for each pair of trees, then the files that differ, with the blob of the second tree."""


@dataclass(frozen=True)
class Month:
    """One month: the files below content/ that its last commit left other than the month before; None: gone."""

    name: str
    """The year and the month, as 2026-11."""
    files: Mapping[str, bytes | None]


@dataclass(frozen=True)
class History:
    """The months in which a file changed, the oldest first; or what there is no history for want of."""

    months: tuple[Month, ...] = ()
    missing: str | None = None
    """no-git, no-repository, no-commits, shallow, or refused: then git's own words are in `said`."""
    said: str = ""

    def note(self, words: Mapping[str, Any]) -> str | None:
        """A line for the output of a build that has no change log, saying why."""
        if not self.missing:
            return None
        return str(words["command"]["no-changes"].format(why=words["no-history"][self.missing].format(said=self.said)))


def read(root: Path) -> History:
    """The history of the content folder `root`, the repository's top or a folder in it, as HEAD has it."""
    try:
        shallow, head = git.ask(root, "rev-parse", "--is-shallow-repository", "HEAD").decode().split()
        if shallow == "true":
            return History(missing="shallow")  # all that was written before would be told as added
        months = _months(root, head)
    except git.GitError as why:
        return History(missing=why.missing, said=why.said)
    return History(months) if months else History(missing="no-commits")


@lru_cache(maxsize=4)
def _months(root: Path, head: str) -> tuple[Month, ...]:
    """The months of a commit: a value of what it is called by."""
    trees = _trees(root, head)
    changed = _changed(root, trees.values())
    blobs = _blobs(root, dict.fromkeys(blob for files in changed for blob in files.values()))
    months = (
        Month(name, {path: blobs.get(blob) for path, blob in sorted(files.items())})
        for name, files in zip(trees, changed, strict=True)
    )
    return tuple(month for month in months if month.files)


def _trees(root: Path, head: str) -> dict[str, str]:
    """Month -> the tree of its last commit, the oldest first.

    The branch's own line, for that is what was published, and the dates as their commits say them, time zone
    included. A clock that was slow takes no commit back behind the one before it.
    """
    lines = git.ask(root, "rev-list", "--first-parent", "--reverse", "--format=%T %cI", head).decode().splitlines()
    commits = [line.split() for line in lines if not line.startswith("commit ")]
    months = accumulate((when[:7] for _, when in commits), max)
    return {month: tree for month, (tree, _) in zip(months, commits, strict=True)}


def _changed(root: Path, trees: Iterable[str]) -> list[dict[str, str]]:
    """For each tree the YAML files it has other than the tree before: path below `root` -> blob, all zeros if gone."""
    before = git.ask(root, "hash-object", "-t", "tree", "--stdin").decode().strip()  # the empty tree
    pairs = []
    for tree in trees:
        pairs.append(f"{before} {tree}\n")
        before = tree
    answer = git.ask(root, "diff-tree", "--stdin", "-r", "-z", "--relative", "--", "*.yml", given="".join(pairs))
    result: list[dict[str, str]] = []
    for match in _CHANGED.finditer(answer):
        if match[2] is None:
            result.append({})
        else:
            result[-1][match[2].decode(errors="replace")] = match[1].decode()
    return result


def _blobs(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Blob -> its content. Files that are gone have no blob; what the repository lacks is empty, thus unreadable."""
    wanted = [name for name in names if name.strip("0")]
    answer = git.ask(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in wanted))
    result, at = {}, 0
    for name in wanted:
        end = answer.index(b"\n", at)
        size = answer[at:end].rpartition(b" ")[2]
        length = int(size) if size.isdigit() else -1  # "… missing": no content and no line end behind it
        result[name] = answer[end + 1 : end + 1 + max(length, 0)]
        at = end + 2 + length
    return result

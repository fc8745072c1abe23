"""Dates: the one printed on paper, which is the content's, and the day that a check or a build counts as today."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

from generator.content import git
from generator.content.library import Library


class NoMomentError(ValueError):
    """SOURCE_DATE_EPOCH is no number of seconds since 1970."""


def edition(library: Library) -> str:
    """The content's date as 2026-11-23: SOURCE_DATE_EPOCH, or git's last commit to it, or its newest review."""
    if given := _given():
        return given.isoformat()
    if committed := _last_commit(library):
        return committed
    reviewed = max((entry.reviewed for entry in library.entries.values()), default=None)
    return reviewed.isoformat() if reviewed else "1970-01-01"


def today() -> date:
    """The day to compare dates with: SOURCE_DATE_EPOCH, so that a build can be repeated, or the clock's.

    NoMomentError where it says no moment.
    """
    return _given() or date.today()


def moment(file: Path) -> datetime:
    """When something was made: SOURCE_DATE_EPOCH, or when the file was written; in no place's time."""
    return _epoch() or datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _given() -> date | None:
    epoch = _epoch()
    return epoch.date() if epoch else None


def _epoch() -> datetime | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (ValueError, OverflowError, OSError):
        raise NoMomentError(epoch) from None


def _last_commit(library: Library) -> str | None:
    """The day of git's last commit to the content folder; None without git, without a repository, without a commit."""
    try:
        return git.ask(library.root, "log", "-1", "--format=%cs", "--", ".").decode().strip() or None
    except git.GitError:
        return None

"""What git answers. The only module that asks it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_MISSING = (("not a git repository", "no-repository"), ("unknown revision", "no-commits"))
"""Words of git -> what is missing."""


class GitError(Exception):
    """git gave no answer. `missing`: no-git, no-repository, no-commits, or refused, with git's own words in `said`."""

    def __init__(self, missing: str, said: str = "") -> None:
        super().__init__(missing, said)
        self.missing, self.said = missing, said


def ask(root: Path, *command: str, given: str = "") -> bytes:
    """What git answers in `root` to a command, which may read `given`. GitError where it does not."""
    try:
        done = subprocess.run(
            ["git", *command], cwd=root, env={**os.environ, "LC_ALL": "C"}, input=given.encode(), capture_output=True,
            check=True, timeout=60,
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise GitError(next((what for part, what in _MISSING if part in said), "refused"), said) from error
    except subprocess.TimeoutExpired as error:
        raise GitError("refused", str(error)) from error
    except OSError as error:
        raise GitError("no-git") from error
    return done.stdout

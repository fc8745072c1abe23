"""What the program makes: files, each with its path below the site."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Output:
    """One file to publish: its path below the site's source, its content, the YAML file below content/ behind it."""

    path: str
    made: str | bytes | Callable[[], str]
    """Its content, or what makes it: who looks at one page waits for no other."""
    source: str | None = None
    told: Callable[[], str | None] | None = None
    """A key of what its content follows from, where that is known without making it: the same key, the same content."""

    @cached_property
    def content(self) -> str | bytes:
        """What the file holds, made when it is first asked for."""
        return self.made() if callable(self.made) else self.made


def publish(path: str, value: Any) -> Output:
    """A value for the browser's side, as a file that a script tag loads, from file:// too."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Output(path, f'huashuData("{path}",{text})\n')


def address(page: str) -> str:
    """Where a page stands below the site: laws/civil-code.md is read at laws/civil-code.html."""
    return f"{page.removesuffix('.md')}.html"

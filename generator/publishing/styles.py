"""A theme's stylesheets as readers get them: one file, in a layer, without the rules of parts that no page can show."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RULE = re.compile(r"([^{}]+)(\{[^{}]*\})")
_EMPTY = re.compile(r"@(?:media|supports)[^{};]*\{\}")
_COMMA = re.compile(r",(?![^()]*\))")


def layered(styles: Iterable[str], layer: str) -> str:
    """Stylesheets as one, in a layer of their own; without what only stands at the head of a file or leads to a map."""
    bare = (re.sub(r'@charset "[^"]*";|/\*# sourceMappingURL=[^*]*\*/', "", text).strip() for text in styles)
    return f"@layer {layer}{{{''.join(bare)}}}\n"


def without(style: str, unused: Iterable[str]) -> str:
    """A minified stylesheet without what only dresses elements that never stand on a page.

    `unused`: patterns of selectors' parts, as `\\.md-search`. A rule of several selectors keeps the others.
    """
    dead = re.compile("|".join(unused) or "(?!)")

    def kept(rule: re.Match[str]) -> str:
        if rule[1].lstrip().startswith("@"):
            return rule[0]
        selectors = [each for each in _COMMA.split(rule[1]) if not dead.search(each)]
        return ",".join(selectors) + rule[2] if selectors else ""

    return _EMPTY.sub("", _RULE.sub(kept, style))

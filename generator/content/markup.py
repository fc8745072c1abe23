"""The marks in authors' texts: {blanks}, {=figures}, [links](to) and inline Markdown."""

from __future__ import annotations

import re

BLANK = re.compile(r"\{([^{}\n]+)\}")
FIGURE = re.compile(r"\{=([^{}\n]+)\}")
"""A figure of figures.yml, cited by its name."""
LINK = re.compile(r"\[([^\]\n]+)\]\(([^()\s]+)\)")


def visible(text: str) -> str:
    """Inline Markdown as readers see it: no marks of links, emphasis and code."""
    text = LINK.sub(lambda match: match[1], text)
    return re.sub(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1", r"\2", text)


def readable(text: str) -> str:
    """Prose as plain text, blanks as readers know them: 【截止日期】."""
    return visible(text).replace("{", "【").replace("}", "】")

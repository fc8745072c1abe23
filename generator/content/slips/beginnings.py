"""How a line begins: tabs and blanks that are none, remarks, dividers, the dashes of lists as Word writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.content.characters import BLANKS
from generator.content.edits import Edit
from generator.content.lines import Line
from generator.content.slips.levels import goal, shifted, stands_among_keys
from generator.content.slips.slip import Page, Slip, one


def conflict(texts: Sequence[str]) -> Slip | None:
    """The marks that git leaves where two people changed the same lines, wherever they stand."""
    for number, text in enumerate(texts, 1):
        if match := re.match(r"\s*(?:<{7}|>{7})(?: |$)", text):
            return Slip("conflict", number, len(match[0]) - len(match[0].lstrip()) + 1)
    return None


def divider(line: Line, page: Page) -> Slip | None:
    """A line of signs between parts, or the fence of a web page around the whole."""
    if re.fullmatch(r"\s*```\w*\s*", line.text):
        return Slip("fence", line.number, line.indent + 1, Edit(line.number, line.number, ()))
    if not re.fullmatch(r"\s*(?:([=*~_+·•.…—–－^])\1{2,}|-{4,})\s*", line.text):
        return None
    return Slip("divider", line.number, line.indent + 1, Edit(line.number, line.number, ()))


def second_document(line: Line, page: Page) -> Slip | None:
    """A second page in one file, or a line of hyphens that was meant as a divider."""
    if line.number == 1 or not re.fullmatch(r"---\s*", line.text):
        return None
    keys = [each.key for each in page.lines if each.key and not each.lead]
    mend = Edit(line.number, line.number, ()) if len(keys) == len(set(keys)) else None
    return Slip("second-document", line.number, 1, mend)


def tab(line: Line, page: Page) -> Slip | None:
    """Tabs for the indent."""
    match = re.match(r"[ -]*(\t)", line.text)
    if not match:
        return None
    lead, rest = re.fullmatch(r"([\s-]*)(.*)", line.text, re.DOTALL).groups()  # type: ignore[union-attr]
    text = lead.replace("\t", "  ") + rest
    spaced = Line(line.number, text)
    column = goal(spaced, page) if spaced.opens else spaced.indent
    return Slip("tab", line.number, match.start(1) + 1, one(line, shifted(text, column - spaced.indent)))


def wide_indent(line: Line, page: Page) -> Slip | None:
    """Blanks in the indent that are none for YAML: full-width ones, or those of a web page."""
    match = re.match(rf"[ -]*([{BLANKS}])", line.text)
    if not match:
        return None
    lead, rest = re.fullmatch(rf"([\s{BLANKS}-]*)(.*)", line.text, re.DOTALL).groups()  # type: ignore[union-attr]
    lead = re.sub(rf"[{BLANKS}]", " ", lead.replace("\u3000", "  "))
    return Slip("wide-blank", line.number, match.start(1) + 1, one(line, lead + rest))


def mail(line: Line, page: Page) -> Slip | None:
    """A file out of a mail, where each line begins with `>`."""
    if not (page.lines[0].text.startswith(">") and line.text.startswith(">")):
        return None
    last = line.number
    while last < len(page.lines) and page.lines[last].text.startswith(">"):
        last += 1
    texts = tuple(re.sub(r"^>+ ?", "", each.text) for each in page.lines[line.number - 1 : last])
    return Slip("mail", line.number, 1, Edit(line.number, last, texts))


_REMARK = re.compile(r"( *)(?://+|＃+|;+|%+|@|--(?=[^-])|<!--|/\*+)\s*(.*?)\s*(?:-->|\*/)?")


def comment(line: Line, page: Page) -> Slip | None:
    """A remark that begins with another sign than `#`."""
    match = _REMARK.fullmatch(line.text)
    return Slip("comment", line.number, len(match[1]) + 1, one(line, f"{match[1]}# {match[2]}")) if match else None


_NUMERAL = "(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
BULLET = re.compile(
    r"( *)(?:"
    r"(?!——)[•·●▪◦■◆◇□☐☑✓✔√➢➤►▶❖★☆‣∙⁃→–—―－−‐‑\uf000-\uf0ff]+|(?<= )[*+](?=[ \u3000])"
    rf"|{_NUMERAL}[、．)）]|[0-9０-９]{{1,2}}[.](?![0-9０-９])|第{_NUMERAL}[，、：,:]"
    r"|[①-⑳⑴-⒇❶-❿㈠-㈩]|[0-9]\ufe0f?\u20e3"
    rf"|[(（〔]{_NUMERAL}[)）〕]|[A-Za-z][.)、．）](?=[ \u3000]|[^\x00-\u2e7f])"
    r")[ \u3000]*(?=\S)(.*)"
)
"""How a list begins that was not written for YAML."""


def bullet(line: Line, page: Page) -> Slip | None:
    """A list as Word or WeChat write it; not a line among keys, which is no element."""
    match = BULLET.fullmatch(line.text)
    if match and stands_among_keys(line, page):
        return None
    return Slip("bullet", line.number, len(match[1]) + 1, one(line, f"{match[1]}- {match[2]}")) if match else None


def glued_dash(line: Line, page: Page) -> Slip | None:
    """A hyphen without a blank behind it."""
    match = re.fullmatch(rf"( *)-[{BLANKS}]*(?=[^\s-])(.*)", line.text)
    return Slip("glued-dash", line.number, len(match[1]) + 2, one(line, f"{match[1]}- {match[2]}")) if match else None


def doubled_dash(line: Line, page: Page) -> Slip | None:
    """Two hyphens before an element of a list; at the left edge they begin a remark."""
    match = re.fullmatch(r"( +)--+ *(?=[^\s-])(.*)", line.text)
    return Slip("doubled-dash", line.number, len(match[1]) + 1, one(line, f"{match[1]}- {match[2]}")) if match else None

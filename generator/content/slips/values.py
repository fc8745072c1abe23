"""How a value begins and ends: quotation marks, brackets, braces, signs that mean something to YAML."""

from __future__ import annotations

import re

from generator.content.edits import Edit
from generator.content.lines import Line, balanced, closing, is_block
from generator.content.slips.slip import Page, Slip, one, quote, quoted

_ENDS = "。！？!?.…"


def opening_quote(line: Line, page: Page) -> Slip | None:
    """A text of which only the beginning stands in quotation marks, or whose mark is never closed."""
    value = line.value.rstrip()
    if value[:1] not in ("'", '"'):
        return None
    at, end = len(line.before) + 1, closing(value)
    if end is None:
        if line.number < len(page.lines) and page.lines[line.number].within == "quoted":
            return None
        return Slip("unclosed-quote", line.number, at, _closed(line, value) if not page.text_of(line) else None)
    rest = value[end:].strip()
    if rest.startswith("#") or (not rest and not page.text_of(line)):
        return None
    return Slip("quote-first", line.number, at, _whole(line, value, rest) or quote(line, page))


def _closed(line: Line, value: str) -> Edit | None:
    """The value with its quotation mark closed: in place of one of another kind, or at its end."""
    mark = value[0]
    if mark == "'" and re.match(r"'\d\d?s\b", value):  # the '90s
        return one(line, line.before + quoted(value))
    curly = value[-1] in "”’＂" and value.count("“") < value.count("”") + value.count("’") + value.count("＂")
    closed = (value[:-1] if curly else value) + mark
    return one(line, line.before + closed) if closing(closed) == len(closed) else None


def _whole(line: Line, value: str, rest: str) -> Edit | None:
    """The value in one pair of marks, where those that it has were meant to hold all of it; None where not."""
    mark, end = value[0], len(value) - len(rest)
    inside = value[1:-1].replace(mark * 2, mark)
    if re.fullmatch("[,，;；]+", rest):
        return one(line, line.before + value[:end].rstrip())
    if re.fullmatch(f"[{_ENDS}]+", rest):
        return one(line, f"{line.before}{value[:end].rstrip()[:-1]}{rest}{mark}")
    if rest and value.endswith(mark) and (inside != value[1:-1] or inside[-1:] in _ENDS):
        return one(line, line.before + quoted(inside))
    return one(line, line.before + quoted(value.replace(mark * 2, mark))) if value.startswith(mark * 2) else None


_ESCAPE = r"\\(?![0abtnvfre \"/\\N_LP]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})"


def bad_escape(line: Line, page: Page) -> Slip | None:
    """A backslash within double quotes that stands for nothing."""
    match = re.fullmatch(r'"((?:[^"\\]|\\.)*)"\s*', line.value)
    wrong = re.search(_ESCAPE, match[1]) if match else None
    return literal(line, match[1], wrong.start()) if match and wrong else None


def literal(line: Line, inside: str, at: int) -> Slip:
    """Backslashes of a text in double quotes that were meant to be read, the first wrong one at `at` within it."""
    mend = one(line, line.before + '"' + re.sub(r"\\(?![\\\"])", r"\\\\", inside) + '"')
    return Slip("bad-escape", line.number, len(line.before) + 2 + at, mend)


def missing_bar(line: Line, page: Page) -> Slip | None:
    """A text of several lines below its key, without the `|` that keeps them."""
    parent = page.parent(line)
    if line.opens or line.is_blank or line.value[:1] not in tuple("[{\"'*&%@`!>|") or not parent or not parent.key:
        return None
    more = page.text_of(parent)
    if parent.value.strip() or parent.number != line.number - 1 or len(more) < 2:
        return None
    return Slip("missing-bar", parent.number, len(parent.text.rstrip()) + 1, one(parent, f"{parent.text.rstrip()} |"))


def opening_bracket(line: Line, page: Page) -> Slip | None:
    """A text that begins with a bracket or a brace and was taken for a list or a mapping."""
    value, at = line.value.rstrip(), len(line.before) + 1
    if value[:1] not in ("[", "{") or re.match(r"\{[^{}:]*: ", value):
        return None
    end = balanced(value)
    kind = "leading-brace" if value[0] == "{" else "leading-bracket"
    if end is not None and value[end:].strip() and not value[end:].lstrip().startswith("#"):
        return Slip(kind, line.number, at, quote(line, page))
    if end is None and page.lines[line.number : line.number + 1] and page.lines[line.number].within != "flow":
        if half := re.fullmatch(r'(\[.*")([^",\[\]]+)\]', value):
            mend = one(line, f'{line.before}{half[1]}{half[2]}"]')
            return Slip("unclosed-quote", line.number, at + half.end(1) - 1, mend)
        if re.fullmatch(r"\[[\w-]+(, *[\w-]+)*", value) and ("," in value or value.isascii()):
            return Slip("unclosed-bracket", line.number, at, one(line, line.text.rstrip() + "]"))
        return Slip(kind, line.number, at, quote(line, page))
    return None


def extra_comma(line: Line, page: Page) -> Slip | None:
    """Two commas in a row, or one before the first element."""
    match = re.search(r"(?<=\[)\s*,|,(?=\s*,)", line.value) if line.value[:1] == "[" else None
    if not match:
        return None
    text = re.sub(r",(\s*,)+", ",", re.sub(r"\[(\s*,)+\s*", "[", line.value))
    return Slip("extra-comma", line.number, len(line.before) + match.start() + 1, one(line, line.before + text))


def opening_sign(line: Line, page: Page) -> Slip | None:
    """A text that begins with a sign which means something to YAML."""
    value, at = line.value, len(line.before) + 1
    if re.match(r"[*&%@`!}\],]|[?](\s|$)", value) and (line.key or "-" in line.lead):
        return Slip("bad-start", line.number, at, quote(line, page), {"sign": value[0]})
    if value[:1] == ">" and not is_block(value):
        return Slip("bad-start", line.number, at, quote(line, page), {"sign": value[0]})
    if value[:1] == "|" and not is_block(value):
        rest, more = value.lstrip("| "), page.text_of(line)
        if not more:
            return Slip("glued-bar", line.number, at + 1, one(line, line.before + quoted(rest)))
        deeper = " " * page.lines[more.start].indent
        mend = Edit(line.number, line.number, (f"{line.before}|", *([deeper + rest] if rest else [])))
        return Slip("glued-bar", line.number, at + 1, mend)
    return None


def cut_off(line: Line, page: Page) -> Slip | None:
    """A `#` with a blank before it in a text that goes on in the next line: what follows is a remark to YAML."""
    more = page.text_of(line)
    if not line.opens or not more or line.value[:1] in ("", *"'\"[{|>#"):
        return None
    for each in [line, *(page.lines[n] for n in more[:-1])]:
        if match := re.search(r"\s#", each.text):
            return Slip("cut-off", each.number, match.end(), quote(line, page))
    return None

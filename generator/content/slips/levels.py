"""Where a line begins: in a column of those above, or in none."""

from __future__ import annotations

import re

from generator.content.edits import Edit
from generator.content.lines import Line, is_block
from generator.content.slips.slip import Page, Slip, one


def underindented(line: Line, page: Page) -> Slip | None:
    """A text that goes on further left than the key it belongs to; where it may be something else, it has no mend."""
    if line.opens or line.is_blank:
        return None
    parent = page.parent(line)
    if not parent and any(below.key for below in page.lines[line.number :]):
        return Slip("stray-beginning", line.number, line.indent + 1)
    if not parent or line.indent > parent.column:
        return None
    last = line.number
    while last < len(page.lines) and not page.lines[last].opens and not page.lines[last].is_blank:
        last += 1
    whole = re.search(_ENDED, page.lines[last - 1].text)
    if not is_block(parent.value) and not (parent.key and _breaks_off(parent.value, 4 if whole else 12)):
        kind = "stray-among-keys" if stands_among_keys(line, page) else "stray-line"
        return Slip(kind, line.number, line.indent + 1, None, {"key": parent.key or "-"})
    deeper = " " * (parent.column + 2)
    texts = tuple(deeper + page.lines[n].text.strip() for n in range(line.number - 1, last))
    return Slip("underindented", line.number, line.indent + 1, Edit(line.number, last, texts), {"key": parent.key})


_ENDED = r"[。！？!?.…；;：:”\"』」）)]\s*$"


def _breaks_off(value: str, least: int) -> bool:
    """Whether a text can only go on: it is long enough to be wrapped, and no sentence ends with it."""
    return len(value) >= least and not value.isascii() and not re.search(_ENDED, value)


def dash_of_a_key(line: Line, page: Page) -> Slip | None:
    """A hyphen before a key that stands among keys."""
    if not line.key or line.lead.strip() != "-" or line.key not in page.keys:
        return None
    levels, above = _open(page, line), page.parent(line)
    if above and above.key and not above.value.strip() and above.column == line.indent:
        return None  # a list may begin in the column of its key
    if (line.indent, "key") not in levels or any(sign == "-" and column >= line.indent for column, sign in levels if
                                                 _keyed(page, line, column)):  # fmt: skip
        return None
    text = " " * line.indent + line.text[len(line.lead) :]
    return Slip("dash-of-a-key", line.number, line.indent + 1, one(line, text), {"key": line.key})


def _keyed(page: Page, line: Line, column: int) -> bool:
    """Whether the elements of the list that is open at a column are made of keys."""
    elements = [above for above in page.lines[: line.number - 1] if "-" in above.lead and above.column > column]
    return bool(elements) and bool(elements[-1].key)


def lost_dash(line: Line, page: Page) -> Slip | None:
    """The first element of a list without its hyphen, told where the second has one."""
    if line.lead.strip() != "-" or any(sign == "-" and column == line.indent for column, sign in _open(page, line)):
        return None
    for above in reversed(page.lines[: line.number - 1]):
        if not above.opens or above.indent > line.indent + 2:
            continue
        before = page.parent(above)
        if above.indent == line.indent + 2 and "-" not in above.lead and above.key == line.key:
            if before and not before.value.strip() and before.column <= line.indent:
                text = f"{' ' * line.indent}- {above.text.lstrip()}"
                return Slip("lost-dash", above.number, above.indent + 1, one(above, text), {"key": above.key})
        elif above.indent < line.indent + 2:
            return None
    return None


def first_dash(line: Line, page: Page) -> Slip | None:
    """The first key of a list's first element without its hyphen: the other keys stand two blanks deeper."""
    above, below = page.parent(line), _next(line, page)
    if not line.key or "-" in line.lead or not line.value.strip() or not above or above.value.strip() or not above.key:
        return None
    if not below or below.lead.strip() or not below.key or below.column != line.column + 2:
        return None
    return Slip("lost-dash", line.number, line.indent + 1, one(line, f"{line.lead}- {line.text.lstrip()}"),
                {"key": line.key})  # fmt: skip


def outdented_key(line: Line, page: Page) -> Slip | None:
    """A key, with its text, further left than those above and below it, which have one column."""
    if not line.key or "-" in line.lead or not line.value.strip():
        return None
    below = _next(line, page)
    if not below or not below.key or "-" in below.lead or below.column <= line.column:
        return None
    if (below.column, "key") not in _open(page, line):
        return None
    shift = below.column - line.column
    inner = [page.lines[n].text for n in range(line.number, below.number - 1)]
    least = min((len(text) - len(text.lstrip(" ")) for text in inner if text.strip()), default=0)
    more = 0 if least > below.column else shift  # its text may have kept its place
    texts = (shifted(line.text, shift), *(shifted(text, more) if text.strip() else text for text in inner))
    return Slip("indentation", line.number, line.indent + 1, Edit(line.number, below.number - 1, texts))


def _next(line: Line, page: Page) -> Line | None:
    """The next line that opens something, where the text behind this one's key ends as YAML sees it."""
    least = 0
    for following in page.lines[line.number :]:
        if following.is_blank:
            continue
        bare = Line(following.number, following.text) if following.within == "block" else following
        if is_block(line.value) and following.within == "block":
            least = least or following.indent
            if following.indent >= least:
                continue
        return bare if bare.opens else None
    return None


def plain_element(line: Line, page: Page) -> Slip | None:
    """An element of a list that is a text, with keys below it."""
    below = _next(line, page)
    if line.key or "-" not in line.lead or not line.value.strip() or line.value[0] in "\"'[{|>":
        return None
    if not below or "-" in below.lead or below.key not in page.keys or below.column != line.column + 2:
        return None
    return Slip(
        "element-not-keys",
        line.number,
        len(line.lead) + 1,
        None,
        {"key": below.key, "example": "id" if "id" in page.keys and below.key != "id" else "text"},
    )


def odd_indent(line: Line, page: Page) -> Slip | None:
    """A key or a hyphen that stands in no column of those above."""
    column = goal(line, page) if line.opens else line.indent
    if column == line.indent:
        return None
    last, deep = line.number, "-" in line.lead or not line.value.strip()
    while last < len(page.lines) and _moves_with(page.lines[last], line, deep=deep):
        last += 1
    texts = tuple(shifted(page.lines[n].text, column - line.indent) for n in range(line.number - 1, last))
    return Slip("indentation", line.number, line.indent + 1, Edit(line.number, last, texts))


def _moves_with(following: Line, line: Line, *, deep: bool) -> bool:
    return bool(following.text.strip()) and following.indent > line.indent and (deep or not following.opens)


def deep_beginning(line: Line, page: Page) -> Slip | None:
    """A text of several lines whose first stands deeper than one of the others."""
    if not is_block(line.value):
        return None
    inner = [each for each in page.lines[line.number :] if each.within == "block"]
    inner = [each for n, each in enumerate(inner) if each.number == line.number + 1 + n]
    texts = [each for each in inner if each.text.strip()]
    least = min((each.indent for each in texts), default=0)
    if not texts or texts[0].indent == least:
        return None
    first = texts[0]
    return Slip("indentation", first.number, first.indent + 1, one(first, " " * least + first.text.strip()))


def goal(line: Line, page: Page) -> int:
    """The column where a line should begin: its own, if one above has a key or a hyphen there, else the nearest."""
    columns = {column for column, sign in _open(page, line) if sign == _sign(line)}
    columns = (line.key in page.keys and _among_keys(page, line, columns)) or columns
    parent = page.parent(line)
    if not columns or line.indent in columns:
        return line.indent
    if parent and not parent.value.strip() and line.indent >= parent.column + (_sign(line) == "key"):
        return line.indent
    return min(columns, key=lambda column: (abs(column - line.indent), -column))


def stands_among_keys(line: Line, page: Page) -> bool:
    """Whether a line stands in the column of keys of an element that it is no part of."""
    levels, above = _open(page, line), page.parent(line)
    return (
        (line.indent, "key") in levels and (line.indent, "-") not in levels and line.indent > 0
        and bool(above and above.value.strip())
    )  # fmt: skip


def _among_keys(page: Page, line: Line, columns: set[int]) -> set[int]:
    """The columns where keys of the file stand, not names that an author gave."""
    before = page.lines[: line.number - 1]
    lasts = {each.column: each for each in before if each.opens and each.key and each.column in columns}
    return {column for column, each in lasts.items() if each.key in page.keys}


def _sign(line: Line) -> str:
    return "-" if "-" in line.lead else "key"


def _open(page: Page, line: Line) -> set[tuple[int, str]]:
    """The levels that are open before `line`: where their keys or hyphens stand."""
    levels: set[tuple[int, str]] = set()
    for above in page.lines[: line.number - 1]:
        if above.opens:
            deeper = {level for level in levels if level[0] > above.indent}
            levels = levels - deeper | {(match.start(), "-") for match in re.finditer("-", above.lead)}
            if above.key:
                levels.add((above.column, "key"))
    return levels


def shifted(text: str, shift: int) -> str:
    """A line moved to the right, or to the left as far as it has blanks."""
    return " " * shift + text if shift > 0 else text[min(-shift, len(text) - len(text.lstrip(" "))) :]

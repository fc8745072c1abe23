"""YAML's nodes -> plain values with their places, and the slips that are legal YAML but nobody means."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Any

import yaml

from generator.content.edits import Edit
from generator.content.folding import joined, swallowed
from generator.content.lines import Line
from generator.content.problems import Keys, Place, Span
from generator.content.slips.slip import Slip, quoted
from generator.content.slips.values import literal

DEEPEST = 40
"""Levels of lists and mappings within one another; content has six."""
LONGEST = 20_000
"""Characters of one text."""
ANOTHER_PAGE = 3
"""Keys of a page that are written again, one with the next, where another page was pasted below it."""


class Reader:
    """Walks the node graph once, collecting values, places and slips that are legal YAML but nobody means."""

    def __init__(self, texts: Sequence[str], place: Callable[[int, int], Place], keys: Collection[str]) -> None:
        """`texts` are the lines that the nodes were read from, `place` says where a line and column of them (from 1)
        are in the file, `keys` are those that this kind of file may have."""
        self._texts, self._place_of, self._keys = texts, place, keys
        self.values: Any = None
        self.key_places: dict[Keys, Place] = {}
        self.value_places: dict[Keys, Place] = {}
        self.spans: dict[Keys, Span] = {}
        self.slips: list[Slip] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, keys: Keys, dash: int | None = None) -> Any:
        """A node as plain values; `dash` is the column of the hyphen before it, in a list."""
        self.value_places[keys] = self._place(node)
        if id(node) in self._seen or len(keys) > DEEPEST:
            self._report_once(node, "alias" if id(node) in self._seen else "too-deep", limit=DEEPEST)
            return None
        self._seen.add(id(node))
        if self._sign(node) in ("!", "&"):
            self._report_lost_sign(node)
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._text(node, keys, dash)
        if isinstance(node, yaml.SequenceNode):
            if dash is not None and not node.flow_style:
                self._tell_doubled_dash(node)
            column = None if node.flow_style else node.start_mark.column
            return [self.value(child, (*keys, i), column) for i, child in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node, keys)

    def _tell_doubled_dash(self, node: yaml.SequenceNode) -> None:
        """A list as the element of a list: `- - text`."""
        number, column = node.start_mark.line, node.start_mark.column
        text = self._texts[number]
        lone = len(node.value) == 1 and text[:column].rstrip().endswith("-")
        mend = Edit(number + 1, number + 1, (text[:column] + text[column + 1 :].lstrip(),)) if lone else None
        self.slips.append(Slip("doubled-dash", number + 1, column + 1, mend))

    def _text(self, node: yaml.ScalarNode, keys: Keys, dash: int | None) -> str | None:
        self._look_behind(node)
        start, end = node.start_mark, node.end_mark
        if node.style in ("|", ">") or end.line > start.line:
            last = end.line - (not end.column and end.line > start.line)
            begin = self._place(node)
            self.spans[keys] = Span(begin.line, begin.column, self._place_of(last + 1, 1).line)
        texts = self._texts[start.line : end.line + 1]
        if len(node.value) > LONGEST:
            self._report_once(node, "too-long", limit=LONGEST)
        if node.style == '"' and len(texts) == 1 and re.search(r"[\x00-\x08\t\x0b-\x1f\x7f-\x9f]", node.value):
            inside = texts[0][start.column + 1 : end.column - 1]
            line = Line(start.line + 1, texts[0])
            if "\\" in inside:  # else the sign itself stands there, which is told as what cannot be seen
                self.slips.append(literal(line, inside, inside.index("\\")))
        if not node.style:
            self._look_into(node, dash)
        if len(texts) > 1 and node.style != "|":
            return joined(str(node.value), texts)
        return node.value if node.value or node.style else None

    def _mapping(self, node: yaml.MappingNode, keys: Keys) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for number, (key_node, value_node) in enumerate(node.value):
            if not isinstance(key_node, yaml.ScalarNode):
                self._report_bracketed(key_node)
                continue
            key = key_node.value
            if key in result:
                if not keys and self._is_another_page(result, [again.value for again, _ in node.value[number:]]):
                    self._report(key_node, "another-page")
                    break
                self._repeated(
                    key_node, self.key_places[(*keys, key)], in_list=bool(keys) and keys[-1] != str(keys[-1])
                )
                if "lost-dash" in {slip.kind for slip in self.slips}:
                    break  # what follows belongs to the element that lost its hyphen
                continue
            self.key_places[(*keys, key)] = self._place(key_node)
            result[key] = self.value(value_node, (*keys, key))
        return result

    def _report_bracketed(self, node: yaml.Node) -> None:
        """A key that is none: one name in brackets was meant without them."""
        number, text = node.start_mark.line, self._texts[node.start_mark.line]
        match = re.match(r"[\[{]\s*([^\[\]{},:]+?)\s*[\]}](?=\s*:)", text[node.start_mark.column :])
        mend = None
        if match:
            at = node.start_mark.column
            mend = Edit(number + 1, number + 1, (text[:at] + match[1] + text[at + match.end() :],))
        self.slips.append(Slip("key-not-text", number + 1, node.start_mark.column + 1, mend))

    def _is_another_page(self, above: Collection[str], below: Sequence[Any]) -> bool:
        """Whether keys of a page that are written again, and what follows, are a page that was pasted below it."""
        again = [key in above and key in self._keys for key in below]
        return all(again[:ANOTHER_PAGE]) and len(again) >= ANOTHER_PAGE and sum(again) * 2 > len(again)

    def _repeated(self, node: yaml.Node, first: Place, *, in_list: bool) -> None:
        """A key again: within a list, the hyphen before it was forgotten, if the key was the element's first."""
        line = self._texts[node.start_mark.line]
        column = node.start_mark.column
        if in_list and column >= 2 and not line[:column].strip() and self._begins_element(first):
            mend = Edit(node.start_mark.line + 1, node.start_mark.line + 1, (f"{line[: column - 2]}- {line[column:]}",))
            self.slips.append(Slip("lost-dash", node.start_mark.line + 1, column + 1, mend, {"key": node.value}))
        else:
            self._report(node, "duplicate-key", key=node.value, first=first.line)

    def _begins_element(self, place: Place) -> bool:
        return any(
            self._place_of(number, 1).line == place.line and re.match(r"\s*- ", text)
            for number, text in enumerate(self._texts, 1)
        )

    def _look_into(self, node: yaml.ScalarNode, dash: int | None) -> None:
        """What a text without quotation marks has swallowed."""
        first, column, last = node.start_mark.line, node.start_mark.column, node.end_mark.line
        slip = swallowed(self._texts, first, column, last, dash, self._keys) if node.value else None
        if slip:
            self.slips.append(slip)

    def _look_behind(self, node: yaml.ScalarNode) -> None:
        """A `#` that begins a remark behind a text: nobody sees that the rest of the text is gone."""
        end, begin = node.end_mark, node.start_mark.column
        text = self._texts[end.line] if end.line < len(self._texts) else ""
        match = re.match(r"\s*#", text[end.column :]) if node.value and not node.style else None
        if not match:
            return
        at = end.column + match.end()
        glued = bool(text[at : at + 1].strip())
        if not glued and re.fullmatch(r"[\w.:/-]+", node.value, re.ASCII):
            return  # a remark behind a word or a day
        part_of_text = glued or re.search(r"[^\d.-]\s*\d+$", node.value)  # 3 # is how buildings are numbered
        one_line = node.start_mark.line == end.line
        mend = Edit(end.line + 1, end.line + 1, (text[:begin] + quoted(text[begin:]),))
        self.slips.append(
            Slip("cut-off", end.line + 1, at, mend if part_of_text and one_line else None, severity="warning")
        )

    def _sign(self, node: yaml.Node) -> str:
        """The character that a node begins with."""
        mark = node.start_mark
        return self._texts[mark.line][mark.column : mark.column + 1] if mark.line < len(self._texts) else ""

    def _report_lost_sign(self, node: yaml.Node) -> None:
        """A sign before a value that means something to YAML and would be gone, with the word behind it."""
        mark, sign = node.start_mark, self._sign(node)
        if not isinstance(node, yaml.ScalarNode):
            self._report_once(node, "alias")
            return
        text, mend = self._texts[mark.line], None
        if not node.style and node.end_mark.line == mark.line:
            mend = Edit(mark.line + 1, mark.line + 1, (text[: mark.column] + quoted(text[mark.column :]),))
        self.slips.append(Slip("lost-sign", mark.line + 1, mark.column + 1, mend, {"sign": sign}))

    def _place(self, node: yaml.Node) -> Place:
        return self._place_of(node.start_mark.line + 1, node.start_mark.column + 1)

    def _report_once(self, node: yaml.Node, kind: str, **values: Any) -> None:
        if all(slip.kind != kind for slip in self.slips):
            self._report(node, kind, **values)

    def _report(self, node: yaml.Node, kind: str, **values: Any) -> None:
        self.slips.append(Slip(kind, node.start_mark.line + 1, node.start_mark.column + 1, None, values))

"""Formulas of derived blanks: 单价 × 数量 − 已付金额 -> a small tree that the browser works out.

A tree is JSON: ["blank", name], ["number", 1.5], [operator, left, right] or [function, argument, ...].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Tree = list[Any]

OPERATORS = {"+": "+", "−": "-", "-": "-", "×": "*", "*": "*", "÷": "/", "/": "/"}
FUNCTIONS = {
    "月数": ("months", 2), "months": ("months", 2), "大写": ("capital", 1), "capital": ("capital", 1),
    "读作": ("aloud", 1), "aloud": ("aloud", 1), "期间": ("period", 2), "period": ("period", 2),
    "日子": ("day", 1), "day": ("day", 1),
}  # fmt: skip
"""Name as written -> its name in the tree, how many arguments it takes."""

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([^\s\d+−\-×*÷/()（），,][^+−\-×*÷/()（），,]*)|(.))")


class FormulaError(ValueError):
    """A formula that cannot be read; `at` is the offending piece."""

    def __init__(self, at: str) -> None:
        super().__init__(at)
        self.at = at


def parse(text: str) -> Tree:
    """The formula as a tree. FormulaError when it cannot be read."""
    tokens = [(m[1], (m[2] or "").strip(), _half_width(m[3])) for m in _TOKEN.finditer(text.strip())]
    tree, rest = _sum(tokens)
    if rest:
        raise FormulaError(_shown(rest[0]))
    return tree


def blanks_in(tree: Tree) -> Iterator[str]:
    """Names of the blanks that a tree asks for."""
    if tree[0] == "blank":
        yield tree[1]
    elif tree[0] != "number":
        for child in tree[1:]:
            yield from blanks_in(child)


Token = tuple[str | None, str, str | None]


def _half_width(sign: str | None) -> str | None:
    return {"（": "(", "）": ")", "，": ","}.get(sign, sign) if sign else sign


def _shown(token: Token) -> str:
    return token[0] or token[1] or token[2] or ""


def _sum(tokens: list[Token]) -> tuple[Tree, list[Token]]:
    return _chain(tokens, _product, "+-")


def _product(tokens: list[Token]) -> tuple[Tree, list[Token]]:
    return _chain(tokens, _factor, "*/")


def _chain(tokens: list[Token], part: Any, signs: str) -> tuple[Tree, list[Token]]:
    tree, tokens = part(tokens)
    while tokens and (sign := OPERATORS.get(tokens[0][2] or "")) and sign in signs:
        right, tokens = part(tokens[1:])
        tree = [sign, tree, right]
    return tree, tokens


def _factor(tokens: list[Token]) -> tuple[Tree, list[Token]]:
    if not tokens:
        raise FormulaError("…")
    (number, name, sign), rest = tokens[0], tokens[1:]
    if number:
        return ["number", float(number)], rest
    if name and rest and rest[0][2] == "(":
        return _call(name, rest[1:])
    if name:
        return ["blank", name], rest
    if sign == "(":
        tree, rest = _sum(rest)
        return tree, _expect(rest, ")")
    raise FormulaError(_shown(tokens[0]))


def _call(name: str, tokens: list[Token]) -> tuple[Tree, list[Token]]:
    if name not in FUNCTIONS:
        raise FormulaError(name)
    function, count = FUNCTIONS[name]
    tree: Tree = [function]
    for index in range(count):
        if index:
            tokens = _expect(tokens, ",")
        argument, tokens = _sum(tokens)
        tree.append(argument)
    return tree, _expect(tokens, ")")


def _expect(tokens: list[Token], sign: str) -> list[Token]:
    if not tokens or tokens[0][2] != sign:
        raise FormulaError(_shown(tokens[0]) if tokens else "…")
    return tokens[1:]

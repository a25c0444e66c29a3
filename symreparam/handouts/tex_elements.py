"""MathML elements of the formula reader: operators, scripts, tables."""

from __future__ import annotations

from typing import Final

from symreparam.handouts.tex_symbols import OPERATORS

PLAIN: Final = frozenset("+-*/=<>,;:!")
OPENING: Final = ("(", "[", r"\{", r"\left", r"\langle", r"\lbrace")


def operator(token: str, before: str) -> str:
    """A sign; plus and minus are signs of a number after nothing, an operator or a bracket."""
    shown = {"-": "−", "*": "∗", "<": "&lt;", ">": "&gt;"}.get(token, token)
    prefix = ' form="prefix"' if token in "+-" and unary_after(before) else ""
    if token == "/":
        return '<mo lspace="0" rspace="0">/</mo>'
    return f"<mo{prefix}>{shown}</mo>"


def unary_after(before: str) -> bool:
    """Whether a minus after this token is a sign: after nothing, an operator, an open bracket."""
    return before == "" or before in PLAIN or before in OPERATORS or before in OPENING


def bar(token: str) -> str:
    """A bar is an opening or a closing one: no space on either side."""
    return ' lspace="0" rspace="0"' if token in ("|", r"\|") else ""


def with_scripts(base: str, scripts: dict[str, str], limits: bool) -> str:
    """The base with what stands below and above it."""
    below, above = scripts.get("_"), scripts.get("^")
    if below and above:
        tag = "munderover" if limits else "msubsup"
        return f"<{tag}>{base}{below}{above}</{tag}>"
    if below:
        tag = "munder" if limits else "msub"
        return f"<{tag}>{base}{below}</{tag}>"
    if above:
        tag = "mover" if limits else "msup"
        return f"<{tag}>{base}{above}</{tag}>"
    return base


def table(kind: str, rows: list[list[str]]) -> str:
    """An environment of rows and cells, with its delimiters."""
    body = "".join(
        "<mtr>" + "".join(f"<mtd>{cell}</mtd>" for cell in row) + "</mtr>" for row in rows
    )
    shown = ' displaystyle="true"' if kind in ("aligned", "cases") else ""
    inner = f'<mtable class="{kind}"{shown}>{body}</mtable>'
    left = {"cases": "{", "pmatrix": "(", "bmatrix": "[", "vmatrix": "|"}.get(kind, "")
    right = {"pmatrix": ")", "bmatrix": "]", "vmatrix": "|"}.get(kind, "")
    opening = f'<mo fence="true" form="prefix">{left}</mo>' if left else ""
    closing = f'<mo fence="true" form="postfix">{right}</mo>' if right else ""
    return f"<mrow>{opening}{inner}{closing}</mrow>"

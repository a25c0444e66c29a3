"""A verified handout as a Jupyter notebook that runs: each claim block is a `%%claim` cell."""

from __future__ import annotations

import json
from typing import Any

from symreparam.handouts.markdown import Writer, head_markdown
from symreparam.handouts.picture import Picture
from symreparam.handouts.picture_html import svg_text
from symreparam.handouts.source import ClaimBlock, Handout
from symreparam.handouts.words import Outcomes


def notebook(handout: Handout, outcomes: Outcomes, *, key: bool) -> str:
    """The notebook's JSON, format 4.5, without outputs. Raises HandoutError."""
    writer = Writer(handout, outcomes, key)
    cells: list[dict[str, Any]] = []

    def text(*pieces: str) -> None:
        for piece in pieces:
            if piece.strip():
                cells.append(_cell(len(cells), "markdown", piece.strip("\n")))

    def code(source: str) -> None:
        cells.append(_cell(len(cells), "code", source))

    text("\n\n".join(head_markdown(handout, key)))
    code("%load_ext symreparam")
    for part in writer.parts():
        if isinstance(part, str):
            text(part)
            continue
        block, found = part
        if isinstance(block, Picture):
            svg = svg_text(block, found).strip()
            code(f"from IPython.display import SVG\n\nSVG({json.dumps(svg, ensure_ascii=False)})")
            text(block.caption)
        elif isinstance(block, ClaimBlock):
            code(f"{f'%%claim {block.name}'.strip()}\n{_hidden(block, key)}{block.shown}")
            text(*writer.proofs(block, found))
        else:
            text("\n\n".join(writer.exercise(block, found)))
    whole = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _hidden(block: ClaimBlock, key: bool) -> str:
    """The option by which a cell of a student's copy shows verdicts and no proof."""
    hides = [goal.controls.hide for goal in block.goals if goal.controls.hide != "nothing"]
    return f"#| hide: {hides[0]}\n" if hides and not key else ""


def _cell(number: int, kind: str, source: str) -> dict[str, Any]:
    lines = source.splitlines(keepends=True)
    cell: dict[str, Any] = {
        "cell_type": kind,
        "id": f"cell-{number + 1:03}",
        "metadata": {},
        "source": lines,
    }
    return cell if kind == "markdown" else {**cell, "execution_count": None, "outputs": []}

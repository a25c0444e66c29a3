"""`python tests/documents/grammar_table.py` writes the table of the claim language's parser anew,
after a change of the grammar or a new version of lark."""

from __future__ import annotations

import json
from pathlib import Path

from lark.grammar import Rule
from lark.lexer import TerminalDef

from symreparam.documents.grammar import built, stored

TABLE = Path(__file__).parents[2] / "symreparam" / "documents" / "claims.json"


def table() -> str:
    """The table as it is to stand in the package."""
    data, memo = built().memo_serialize([TerminalDef, Rule])
    return json.dumps(stored(data, memo), separators=(",", ":"), sort_keys=True) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")

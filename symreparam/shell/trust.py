"""What a user has to trust, and how many lines it is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TRUSTED: Final = ("terms", "logic", "families", "decide", "rules", "checker")


def trusted_lines() -> dict[str, int]:
    """Lines of Python in each trusted folder."""
    root = Path(__file__).resolve().parents[1]
    return {
        folder: sum(
            len(path.read_text(encoding="utf-8").splitlines())
            for path in sorted((root / folder).rglob("*.py"))
        )
        for folder in TRUSTED
    }


def trust_report() -> str:
    """The trusted folders with their sizes, and what else is trusted."""
    lines = trusted_lines()
    rows = [f"{folder:10} {count:6} lines" for folder, count in lines.items()]
    rows.append(f"{'together':10} {sum(lines.values()):6} lines")
    rows.append("besides: SymPy's constructors and diff, FLINT, the families' records as axioms")
    return "\n".join(rows)

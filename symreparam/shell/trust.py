"""What a user has to trust, and how many lines it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from symreparam.checker.replay import Replay
    from symreparam.logic.proof import Proof

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
    rows.append("besides: SymPy's constructors and diff, FLINT, and what the families' records say")
    rows.append("         and the rules have not proved (symreparam trust --families)")
    return "\n".join(rows)


def families_report(names: tuple[str, ...]) -> str:
    """For each family what its record says: proved through the rules, or an axiom.

    Raises UnknownFamily.
    """
    from symreparam.derivation.record_facts import record_facts
    from symreparam.families.members import UnknownFamily
    from symreparam.families.table import FAMILY_NAMES, family

    rows = []
    for name in names or FAMILY_NAMES:
        record = family(name)
        if record is None:
            raise UnknownFamily(name)
        rows.append(name)
        for fact in record_facts(record):
            rows.append(f"  {'proved' if fact.proved else 'axiom '}  {fact.statement}")
    return "\n".join(rows)


def proof_report(report: Replay, proof: Proof) -> str:
    """What a replayed proof rests on: its rules, the theorems that they cite, its families."""
    from symreparam.render.citations import cited

    rows = [f"{'refuted' if report.refuted else 'proved'} in {report.steps} steps, replayed"]
    rows.append("rules:    " + ", ".join(report.rules))
    rows += [f"theorem:  {theorem}" for theorem in cited(proof)]
    rows += [f"family:   {line}" for name in report.families for line in _family(name)]
    return "\n".join(rows)


def _family(name: str) -> list[str]:
    return [line if line == name else line.strip() for line in families_report((name,)).split("\n")]

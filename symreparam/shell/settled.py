"""An outcome with the methods that people expect of it: text, LaTeX, JSON, and the law's parts."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from sympy import Expr, Integer, Interval, Piecewise, Set, Symbol, Union, oo

from symreparam.families.members import unfold
from symreparam.logic.proof import Step
from symreparam.logic.verdict import Outcome
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.scope import variable


class Settled(Outcome):
    """An `Outcome` for notebooks and scripts.

    `law` is the derived law (None when none was found), `family` its name when one is proved.
    """

    __slots__ = ()

    def text(self) -> str:
        """The proof, counterexample or reason as Unicode text."""
        from symreparam.render.text import outcome_text

        return outcome_text(self)

    def latex(self) -> str:
        """The same as a LaTeX fragment."""
        from symreparam.render.latex import latex_fragment

        return latex_fragment(self)

    def markdown(self) -> str:
        """The same as Markdown with `$..$` formulas."""
        from symreparam.render.markdown import markdown

        return markdown(self)

    def html(self) -> str:
        """The same as an HTML fragment with MathML."""
        from symreparam.render.html import html_fragment

        return html_fragment(self)

    def to_json(self) -> str:
        """One JSON object: the keys of the command line's `--json`, the stored proof inside."""
        from symreparam.logic.codec import proof_to_json
        from symreparam.shell.settle import result_of
        from symreparam.shell.tasks import Task, contract_json

        task = Task("", "", 0, 0, self.statement, self.goal, self.statement, 0, 0)
        found: dict[str, Any] = json.loads(contract_json(result_of(self, task, 0.0)))
        found["proof"] = None if self.proof is None else json.loads(proof_to_json(self.proof))
        return json.dumps(found, ensure_ascii=False, sort_keys=True)

    def __str__(self) -> str:
        return self.text().rstrip("\n")

    def __repr__(self) -> str:
        return f"<{self.verdict}: {self.statement.removeprefix(self.goal).lstrip()}>"

    def _repr_latex_(self) -> str:
        """The claim and its verdict as one formula, for notebooks."""
        from symreparam.render.goal_layout import goal_layout
        from symreparam.render.layout_latex import latex
        from symreparam.render.terms_layout import Typesetter

        verdict = rf"\text{{({self.verdict})}}"
        if self.claim is None:
            return f"${verdict}$"
        goal = self.claim.goal
        claim = latex(goal_layout(Typesetter(), goal))
        return rf"$\displaystyle {claim} \quad {verdict}$"

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the proof; none without one."""
        return () if self.proof is None else self.proof.steps

    @property
    def family(self) -> Named | None:
        """The named member of a family that the derived law is proved to be."""
        return self.law if isinstance(self.law, Named) else None

    @property
    def density(self) -> Expr | None:
        """The derived density as a SymPy term in its variable, 0 outside the support."""
        law = _explicit(self.law)
        if law is None or not law.pieces:
            return None
        parts = [
            (piece.density, _between(law.variable, *piece.region.bounds[0][1:]))
            for piece in law.pieces
        ]
        if len(parts) == 1 and parts[0][1] is True:
            return parts[0][0]
        return sum((Piecewise(part, (0, True)) for part in parts), Integer(0))

    @property
    def support(self) -> Set | None:
        """The closed support of the derived law, as a SymPy set."""
        law = _explicit(self.law)
        if law is None:
            return None
        spans = [Interval(*piece.region.bounds[0][1:]) for piece in law.pieces]
        points = [Interval(atom.point, atom.point) for atom in law.atoms]
        return Union(*spans, *points)


def settled(outcome: Outcome) -> Settled:
    """The outcome with its methods."""
    return Settled(**{each.name: getattr(outcome, each.name) for each in fields(outcome)})


def _explicit(law: AnyLaw | None) -> Law | None:
    if isinstance(law, Named):
        return unfold(law, variable("z"))
    return law


def _between(symbol: Symbol, low: Expr, high: Expr) -> Any:
    if low == -oo and high == oo:
        return True
    if low == -oo:
        return symbol < high
    return symbol > low if high == oo else (symbol > low) & (symbol < high)

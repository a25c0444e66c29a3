"""Laws told at the values of a map, and laws by cases, as text."""

from __future__ import annotations

from symreparam.render.terms_text import law_text, range_text, relation_text, term_text
from symreparam.terms.forms import CaseLaw, ImplicitLaw, LawForm
from symreparam.terms.scope import Relation


def form_text(form: LawForm) -> str:
    """`density exp(-x)/(exp(x) + 1) at x + exp(x) for x > 0`; `if 0 < c: Exponential(1/c); ..`."""
    if isinstance(form, ImplicitLaw):
        return f"density {', '.join(_pieces(form))}"
    return "; ".join(map(_case, form))


def _pieces(law: ImplicitLaw) -> list[str]:
    return [
        f"{term_text(piece.density)} at {term_text(piece.map.body)} "
        f"for {range_text(*piece.map.source.bounds[0])}"
        for piece in law.pieces
    ]


def _case(case: CaseLaw) -> str:
    law = form_text(case.law) if isinstance(case.law, ImplicitLaw) else law_text(case.law)
    return f"if {' and '.join(map(relation_text, case.relations))}: {law}"


def exactly_text(cases: tuple[tuple[Relation, ...], ...]) -> str:
    """`sigma = 1 or mu = 0 and 1 < sigma`, `always`, `never`."""
    shown = (" and ".join(map(relation_text, case)) or "always" for case in cases)
    return " or ".join(shown) or "never"

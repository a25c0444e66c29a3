"""Laws told at the values of a map, and laws by cases, laid out."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import (
    Distances,
    Exactly,
    HasImplicitLaw,
    HasLaw,
    HasLawByCases,
    ImplicitSlope,
)
from symreparam.render.laws_layout import (
    has_law_layout,
    law_layout,
    region_layout,
    relation_layout,
)
from symreparam.render.layout import Choice, Layout, Row, Word, equation, listed, parts_of
from symreparam.render.slope_layout import slope_layout
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.forms import CaseLaw, ImplicitLaw, LawForm
from symreparam.terms.law import Named


def formed_layout(
    setter: Typesetter, goal: HasImplicitLaw | HasLawByCases | Exactly | Distances | ImplicitSlope
) -> Layout:
    """`X + tanh(X) has density .. at x + tanh(x) for x real`; `c E has the law .. if c > 0, ..`."""
    if isinstance(goal, ImplicitSlope):
        return slope_layout(setter, goal)
    if isinstance(goal, Exactly):
        return exactly_layout(setter, goal)
    if isinstance(goal, Distances):
        return distances_layout(setter, goal)
    form = goal.law if isinstance(goal, HasImplicitLaw) else goal.cases
    return form_layout(setter, goal.subject, form)


def exactly_layout(setter: Typesetter, goal: Exactly) -> Layout:
    """`S ~ L exactly where sigma = 1`, `S ~ L at no parameter value`."""
    law = has_law_layout(setter, goal.of)
    if not goal.cases:
        return equation(law, Word("at no parameter value"))
    if () in goal.cases:
        return equation(law, Word("at every parameter value"))
    parts: list[Layout] = []
    for case in goal.cases:
        parts += [Word("or")] if parts else []
        parts.append(listed(tuple(relation_layout(setter, each) for each in case)))
    return equation(law, Word("exactly where"), *parts)


def distances_layout(setter: Typesetter, goal: Distances) -> Layout:
    """`the distribution functions of X and N(0, 1) differ most at 1, by ..`, and the variation."""
    return equation(
        Word("the distribution functions of"),
        setter.term(goal.subject),
        Word("and of"),
        law_layout(setter, goal.law),
        Word("differ most at"),
        setter.term(goal.at),
        Word("by"),
        setter.term(goal.gap),
        Word("and the total variation distance is"),
        setter.term(goal.variation),
    )


def form_layout(setter: Typesetter, subject: Expr, form: LawForm) -> Layout:
    """The subject with a law of such a form."""
    if isinstance(form, ImplicitLaw):
        return equation(setter.term(subject), Word("has density"), implicit_layout(setter, form))
    if all(isinstance(case.law, Named) for case in form):
        return equation(setter.term(subject), "~", _cases_layout(setter, form))
    return equation(setter.term(subject), Word("has the law"), _cases_layout(setter, form))


def implicit_layout(setter: Typesetter, law: ImplicitLaw) -> Layout:
    """`exp(-x)/(1 + exp(x)) at x + exp(x) for x > 0`, a row a piece."""
    rows = tuple(
        (
            setter.term(piece.density),
            Row(
                (
                    Word("at"),
                    setter.term(piece.map.body),
                    Word("for"),
                    region_layout(setter, piece.map.source),
                )
            ),
        )
        for piece in law.pieces
    )
    if len(rows) == 1:
        value, where = rows[0]
        return Row((value, *parts_of(where)))
    return Choice(rows)


def _cases_layout(setter: Typesetter, cases: tuple[CaseLaw, ...]) -> Layout:
    rows = ((_case_law(setter, case), conditions_layout(setter, case)) for case in cases)
    return Choice(tuple(rows))


def _case_law(setter: Typesetter, case: CaseLaw) -> Layout:
    if isinstance(case.law, ImplicitLaw):
        return Row((Word("density"), implicit_layout(setter, case.law)))
    if isinstance(case.law, Named) or not case.law.pieces:
        return law_layout(setter, case.law)
    return Row((Word("density"), law_layout(setter, case.law)))


def conditions_layout(setter: Typesetter, case: CaseLaw) -> Layout:
    """`if` with the relations of a case."""
    known = listed(tuple(relation_layout(setter, each) for each in case.relations))
    return Row((Word("if"), known))


def case_law_layout(setter: Typesetter, subject: Expr, case: CaseLaw) -> Layout:
    """The subject with the law of one case."""
    if isinstance(case.law, ImplicitLaw):
        return form_layout(setter, subject, case.law)
    return has_law_layout(setter, HasLaw(subject, case.law))

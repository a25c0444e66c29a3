"""A vector of any size laid out by its ends: `(s_1 e_1, ..., s_n e_n) ~ N(0, diag(s_1^2, ..))`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sympy import Expr, Symbol

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import ForEach, HasLaw
from symreparam.render.laws_layout import has_law_layout, normal_member
from symreparam.render.layout import Call, Digits, Layout, Name, Sign, Word, equation
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.law import AnyLaw, Named

_FEW: Final = 3


def each_layout(setter: Typesetter, goal: ForEach) -> Layout:
    """The joint law of normal components. For another law, and for a number of components that is
    neither a letter nor a number, the component at any index is told."""
    law, size = goal.law, goal.size
    plain = size.is_Symbol or size.is_Integer
    if not plain or not isinstance(law, Named) or law.family != "Normal":
        each = has_law_layout(setter, HasLaw(goal.subject, law))
        run = equation(Digits("1"), Word("to"), setter.term(size))
        return equation(each, Word("independently for the indices"), run)
    mean, deviation = law.arguments
    vector, middle, spread = (_vector(setter, goal, t) for t in (goal.subject, mean, deviation**2))
    diagonal = Call(Word("diag"), spread)
    return equation(Call(Word(""), vector), "~", normal_member(Call(Word(""), middle), diagonal))


def with_law(setter: Typesetter, claim: Claim, law: AnyLaw) -> Layout:
    """What the claim would say with that law, of the components where it is about them."""
    if isinstance(claim.goal, ForEach):
        return each_layout(setter, replace(claim.goal, law=law))
    return has_law_layout(setter, HasLaw(claim.law_goal.subject, law))


def _vector(setter: Typesetter, goal: ForEach, term: Expr) -> tuple[Layout, ...]:
    """All components where they are few, else the first and the last."""
    if goal.size.is_Integer and goal.size <= _FEW:
        return tuple(_at(setter, goal, str(k)).term(term) for k in range(1, int(goal.size) + 1))
    first, last = (_at(setter, goal, index).term(term) for index in ("1", str(goal.size)))
    return (first, Sign("…"), last)


def _at(setter: Typesetter, goal: ForEach, index: str) -> Typesetter:
    """The typesetter that writes `mu_1` for `mu_i`, for variables and parameters alike."""
    assert isinstance(goal.law, Named)
    terms = (goal.subject, *goal.law.arguments)
    names: dict[Symbol, Layout] = {
        s: Name(f"{str(s.name).removesuffix('_i')}_{index}")
        for s in set().union(*(term.free_symbols for term in terms))
        if s in goal.indexed or str(s.name).endswith("_i")
    }
    return setter.writing({**setter.inserts, **names})

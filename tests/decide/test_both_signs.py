"""When a difference of two monomials is told at a glance to take both signs, it does."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.decide.both_signs import takes_both_signs
from symreparam.decide.normal import run
from symreparam.decide.sign import possible_signs, sign
from symreparam.decide.signset import ANY
from symreparam.decide.space import Space
from symreparam.terms.scope import COUNT, REALS, Domain, Relation, Scope, parameter

POSITIVES = Domain(Integer(0))
a, b, c = (parameter(name, POSITIVES) for name in "abc")
r = parameter("r", REALS)
n = parameter("n", COUNT)
FREE = Scope(((a, POSITIVES), (b, POSITIVES), (c, POSITIVES), (r, REALS), (n, COUNT)))


def glance(term: Expr, scope: Scope = FREE) -> bool:
    """What is told of the numerator of the term's normal form."""

    def work(space: Space) -> bool:
        return takes_both_signs(space, space.of(term)[0])

    return run(Context(scope), (term,), work)


TAKE_BOTH = (a - b, a - 1, r - a, 2 * a - 3 * b * c, a**2 - b, a * b - c, 1 - a**3)


@pytest.mark.parametrize("term", TAKE_BOTH)
def test_free_positive_variables(term: Expr) -> None:
    assert glance(term)
    assert possible_signs(term, Context(FREE)) == ANY


@pytest.mark.parametrize("term", [a + b, -a - 1, a, a - b - c, r - 1, a * n - a, n - 1])
def test_no_two_terms_of_opposite_sign_or_not_free(term: Expr) -> None:
    assert not glance(term)


def test_a_relation_ties_the_variables() -> None:
    scope = Scope(FREE.symbols, (Relation(a, "<", b),))
    assert not glance(a - b, scope)
    assert sign(b - a, "+", Context(scope)).__class__.__name__ == "Proved"
    assert glance(a - c, Scope(FREE.symbols, (Relation(b, "<", Integer(2)),)))


def test_a_bound_of_one_variable_is_no_free_range() -> None:
    above = Domain(Integer(2), oo)
    d: Symbol = parameter("d", above)
    scope = Scope((*FREE.symbols, (d, above)))
    assert sign(d - 1, "+", Context(scope)).__class__.__name__ == "Proved"

"""Letters that stand for real numbers are no whole ones, of which SymPy knows floor(k) = k."""

from __future__ import annotations

import pytest
from sympy import Integer, floor, oo, pi, sin

from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, EqualInLaw, Expectation, HasLaw
from symreparam.rules.draw_means import expectation_polynomial_rule
from symreparam.rules.equal_law_vectors import equal_in_law_rewrite_rule
from symreparam.rules.expectation import expectation_equal_rule
from symreparam.rules.rule import Setting
from symreparam.rules.uniqueness import law_of_equal_rule
from symreparam.terms.law import Law, Named, Piece
from symreparam.terms.region import Region, interval
from symreparam.terms.scope import Scope, variable, whole

X, x, k = variable("X"), variable("x"), whole("k")
LAW = Named("Exponential", (Integer(1),))
DENSITY = Law(x, (Piece(interval(x, Integer(0), oo), variable("x") * 0 + 1),))
GIVEN = HasLaw(X, LAW)
SETTING = Setting(Claim(Scope(()), (X,), (GIVEN,), HasLaw(floor(X), LAW)), Scope(()))
LINE = Region(((k, -oo, oo),))
HALF = Region(((k, Integer(0), oo),))


def test_a_mean_is_not_carried_over_in_a_whole_letter() -> None:
    known = Expectation(X, Integer(1))
    with pytest.raises(RuleError, match=r"expectation-equal\.letters"):
        expectation_equal_rule(SETTING, (known, Equal(k, k, LINE)), (floor(X), (k,)))
    with pytest.raises(RuleError, match=r"expectation-polynomial\.letters"):
        expectation_polynomial_rule(
            SETTING, (known, Equal(k, k, LINE)), (X + sin(pi * X), (k,))
        )


def test_a_law_is_not_carried_over_in_a_whole_letter() -> None:
    same = Equal(k, k, HALF)
    with pytest.raises(RuleError, match=r"law-of-equal\.letters"):
        law_of_equal_rule(SETTING, (GIVEN, same, HasLaw(X, DENSITY)), (floor(X), (k,)))
    with pytest.raises(RuleError, match=r"equal-in-law-rewrite\.letters"):
        equal_in_law_rewrite_rule(
            SETTING,
            (EqualInLaw((X,), (X,)), same),
            (EqualInLaw((floor(X),), (X,)), (k,)),
        )

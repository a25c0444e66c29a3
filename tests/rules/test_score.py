"""The mean of the score is 0: von Mises variables, and every obligation of the rule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Expr, Integer, besseli, cos, oo, pi

from symreparam.decide.real import slope
from symreparam.families.members import record_of
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, Expectation, HasLaw
from symreparam.rules.rule import Setting
from symreparam.rules.score import density_with, expectation_score_rule
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, Scope, parameter, variable

K = parameter("k", Domain(lower=Integer(0)))
SCOPE = Scope(((K, Domain(lower=Integer(0))),), (), ((K, Integer(2)),))
X, Z = variable("X"), variable("z")
LAW = Named("VonMises", (Integer(1), K))
SETTING = Setting(Claim(SCOPE, (X,), (HasLaw(X, LAW),), HasLaw(X, LAW)), SCOPE)
SCORE = cos(Z - 1) - besseli(1, K) / besseli(0, K)


def premises(law: Named = LAW, index: int = 1, body: Expr = SCORE) -> tuple[HasLaw, Equal]:
    moving, density, region = density_with(SETTING, law, record_of(law), index, Z)
    here = {moving: law.arguments[index]}
    left = slope(density, moving).xreplace(here)
    return HasLaw(X, law), Equal(left, body * density.xreplace(here), region)


CIRCLE = interval(Z, Integer(0), 2 * pi)


def apply(known: tuple[object, ...], *args: object) -> object:
    given = args or (Map(Z, SCORE, CIRCLE), 1, -oo, oo)
    return expectation_score_rule(SETTING, known, given)  # type: ignore[arg-type]


def rejected(code: str, known: tuple[object, ...], *args: object) -> None:
    with pytest.raises(RuleError) as caught:
        apply(known, *args)
    assert caught.value.code == f"expectation-score.{code}"


def test_the_score_in_the_concentration_has_mean_zero() -> None:
    assert apply(premises()) == Expectation(SCORE.xreplace({Z: X}), Integer(0))
    near = (Map(Z, SCORE, CIRCLE), 1, Integer(-1), Integer(7))
    assert apply(premises(), *near) == apply(premises())


def test_each_obligation() -> None:
    law, same = premises()
    mapping = Map(Z, SCORE, CIRCLE)
    rejected("premises", (law,))
    rejected("law", (replace(law, law=Law(Z)), same))
    rejected("parameter", (law, same), mapping, 2, -oo, oo)
    rejected("source", (law, same), replace(mapping, source=interval(Z, -oo, oo)), 1, -oo, oo)
    rejected("around", (law, same), mapping, 1, Integer(0), oo)
    rejected("around", (law, same), mapping, 1, -oo, 2 * pi)
    rejected("around", (law, same), mapping, 1, -oo, Z + 9)
    rejected("equal", (law, replace(same, right=2 * same.right)))
    rejected("equal", (law, same), Map(Z, SCORE + 1, CIRCLE), 1, -oo, oo)
    rejected("equal", (law, replace(same, over=interval(Z, Integer(0), pi))))
    rejected("args", (law, same), mapping, 1, -oo)


@pytest.mark.parametrize(
    ("code", "law", "index", "region"),
    [
        # the end moves: the score 1/p of a uniform variable has another mean
        ("tied", Named("Uniform", (Integer(0), K)), 1, None),
        ("ends", Named("WignerSemicircle", (K,)), 0, None),
        ("compact", Named("Exponential", (K,)), 0, interval(Z, Integer(0), oo)),
        ("smooth", Named("Kumaraswamy", (K, Integer(2))), 0, interval(Z, Integer(0), Integer(1))),
        ("law", Named("Poisson", (K,)), 0, None),
    ],
)
def test_laws_whose_integral_may_not_be_differentiated(
    code: str, law: Named, index: int, region: object
) -> None:
    over = CIRCLE if region is None else region
    known = (HasLaw(X, law), premises()[1])
    rejected(code, known, Map(Z, SCORE, over), index, -oo, oo)  # type: ignore[arg-type]

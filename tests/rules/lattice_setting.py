"""A law on whole numbers, and a setting in which the rules about ranges are tried."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, oo

from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw, Holds
from symreparam.rules.rule import Setting
from symreparam.terms.law import Lattice, Law, Named
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable, whole

R, ONE, ZERO = Rational, Integer(1), Integer(0)
k, j, z, t, x = whole("k"), whole("j"), variable("z"), variable("t"), variable("x")
N = Domain(lower=ONE, lower_closed=True, integer=True)
n = parameter("n", N)
SCOPE = Scope(((n, N),))
SETTING = Setting(Claim(SCOPE, (), (), HasLaw(ZERO, Named("Point", (ZERO,)))), SCOPE)
HALF = R(1, 2)
GEOMETRIC = Lattice(k, ONE, oo, k, HALF**k)
LAW = Law(z, (), (), (GEOMETRIC,))
RANGE = Region(((k, ONE, oo),))


def at_most(left: object, right: object, over: Region = NUMBERS) -> Holds:
    return Holds(Relation(left, "<=", right), over)  # type: ignore[arg-type]


def below(left: object, right: object, over: Region = NUMBERS) -> Holds:
    return Holds(Relation(left, "<", right), over)  # type: ignore[arg-type]


def rejects(code: str, rule: object, *args: object) -> None:
    with pytest.raises(RuleError) as error:
        rule(SETTING, *args)  # type: ignore[operator]
    assert error.value.code == code

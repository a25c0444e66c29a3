"""An integral over (a, b) needs a < b: over an empty interval every other premise holds."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Symbol, exp

from symreparam.derivation.builder import Builder
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Derivative, Differs, HasLaw, Image, Integral, Monotone
from symreparam.rules.table import RULES
from symreparam.terms.law import Atom, Law, Named, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import interval, renamed
from symreparam.terms.scope import REALS, Domain, Scope, parameter, variable

ZERO, ONE = Integer(0), Integer(1)
A = parameter("a", REALS)
X, Y, U = variable("X"), variable("y"), variable("u")


def builder(domain: Domain = REALS) -> tuple[Builder, Symbol]:
    name = parameter("a", domain)
    law = HasLaw(X, Named("Exponential", (ONE,)))
    return Builder(Claim(Scope(((name, domain),), (), ((name, ONE),)), (X,), (law,), law)), name


def premises(steps: Builder, body: Expr, end: Expr) -> tuple[int, ...]:
    """Derivative, both limits and the sign for the integral of exp(y) over (0, end)."""
    mapping = Map(Y, body, interval(Y, ZERO, end))
    known = steps.add("defined", (), (body, mapping.source))
    slope = steps.add("derivative", (known,), (mapping, body))
    low = steps.add("limit", (), (mapping, "lower", ONE))
    high = steps.add("limit", (), (mapping, "upper", exp(end)))
    return (slope, low, high, steps.sign_is(body, ">=", mapping.source))


def test_a_proved_order_gives_the_integral() -> None:
    steps, a = builder(Domain(lower=ZERO))
    known = steps.conclusion(steps.add("integral", premises(steps, exp(Y), a)))
    assert isinstance(known, Integral)
    assert known.value == exp(a) - 1


@pytest.mark.parametrize("end", [A, -(A**2), Integer(-1), ZERO])
def test_ends_without_an_order_are_rejected(end: Expr) -> None:
    """Planted: exp(a) - 1 is no integral of a density where a < 0."""
    steps, _ = builder()
    given = premises(steps, exp(Y), end)
    with pytest.raises(RuleError, match=r"integral\.empty"):
        steps.add("integral", given)


def test_a_monotone_integrand_needs_the_order_too() -> None:
    steps, _ = builder()
    mapping = Map(Y, exp(Y), interval(Y, ZERO, A))
    slope, low, high, _ = premises(steps, exp(Y), A)
    shape = steps.add("monotone", (slope, steps.sign_is(exp(Y), "+", mapping.source)))
    with pytest.raises(RuleError, match=r"integral-monotone\.empty"):
        steps.add("integral-monotone", (slope, low, high, shape))


@pytest.mark.parametrize(("low", "high"), [(ZERO, ONE), (ONE, ZERO), (ZERO, A)])
def test_a_substitution_needs_an_interval(low: Expr, high: Expr) -> None:
    """The premises are made by hand: over an empty interval no search would find them."""
    steps, _ = builder()
    mapping = Map(Y, Y + 2, interval(Y, low, high))
    target = interval(U, Integer(2), Integer(3))
    known = (
        Integral(Integer(2), target, Integer(2)),
        Monotone(mapping, "+"),
        Image(mapping, renamed(target, U, Y)),
        Derivative(mapping, ONE),
    )
    if high == ONE:
        RULES["integral-substitution"](steps.setting, known, ())
        return
    with pytest.raises(RuleError, match=r"integral-substitution\.empty"):
        RULES["integral-substitution"](steps.setting, known, ())


@pytest.mark.parametrize("domain", [Domain(lower=ZERO), Domain(lower=ZERO, lower_closed=True)])
def test_a_difference_of_exponents_beside_a_mass_needs_an_interval(domain: Domain) -> None:
    """At a = 0 the two laws on (0, a) with the rest of the mass at a are the same one."""
    steps, a = builder(domain)
    over, atom = interval(Y, ZERO, a), Atom(a, exp(-a))
    one, two = (Law(Y, (Piece(over, f),), (atom,)) for f in (exp(-Y), exp(-2 * Y)))
    same = steps.add("equal", (), (exp(-Y), exp(-2 * Y) * exp(Y), over))
    positive = steps.sign_is(exp(-2 * Y), "+", over)
    apart = steps.sign_is(ONE, "+")
    args = (one, two, over, Y, ONE)
    if not domain.lower_closed:
        assert isinstance(
            steps.conclusion(steps.add("differ-exponent", (same, positive, apart), args)), Differs
        )
        return
    with pytest.raises(RuleError, match=r"differ-exponent\.empty"):
        steps.add("differ-exponent", (same, positive, apart), args)

"""The rule `equal-scaled`: degrees read from the form, and each obligation rejected without it."""

from __future__ import annotations

import pytest
from plain_builder import builder
from sympy import (
    Abs,
    Expr,
    Function,
    I,
    Integer,
    Max,
    Min,
    Piecewise,
    Symbol,
    atan2,
    exp,
    log,
    oo,
    sign,
    sin,
    sqrt,
)

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal
from symreparam.rules import scaled as rule
from symreparam.rules.scaled import degree_of, equal_scaled_rule
from symreparam.terms.region import Region
from symreparam.terms.scope import variable

x, y, t, k = variable("x"), variable("y"), variable("t"), variable("k")
ZERO = Integer(0)
BOTH = frozenset((x, y))
CONE = Region(((x, ZERO, oo), (y, -oo, oo), (t, ZERO, oo)))


@pytest.mark.parametrize(
    ("term", "degree"),
    [
        (Max(x, y, 0), 1),
        (Max(x, y) / Min(x, y), 0),
        (Abs(x * y) ** k, 2 * k),
        ((x + 3 * y) / sqrt(x**2 + y**2), 0),
        (exp(x / y) + sin(k), 0),
        (log(x / y) * x, 1),
        (atan2(y, x), 0),
        (sign(x - y), 0),
        ((x / y) ** (y / x), 0),
        (Function("f")(x / y), 0),
        (k, 0),
    ],
)
def test_the_degree(term: Expr, degree: object) -> None:
    assert degree_of(term, BOTH) == degree


@pytest.mark.parametrize(
    "term",
    [
        x + 1,
        Max(x, 1),
        Min(x, y**2),
        x + x * y,
        exp(x),
        log(x) - log(y),
        x**y,
        x**I / y**I,
        atan2(y, x**2),
        sign(x - 1),
        Abs(1 + x),
        Piecewise((x, x > 1), (y, True)),
    ],
)
def test_the_form_does_not_tell_it(term: Expr) -> None:
    with pytest.raises(RuleError):
        degree_of(term, BOTH)


def apply(*args: object, premises: tuple[object, ...] = ()) -> object:
    return equal_scaled_rule(builder().setting, premises, args)  # type: ignore[arg-type]


def test_accepted() -> None:
    term = Max(x, y) / x
    assert apply(term, (x, y), t, CONE) == Equal(Max(t * x, t * y) / (t * x), term, CONE)


def test_each_obligation() -> None:
    term = Max(x, y) / x
    for code, args in (
        ("args", (term, (x, y), t)),
        ("degree", (Max(x, y), (x, y), t, CONE)),
        ("degree", (term, (x,), t, CONE)),
        ("letters", (term, (x, y), y, CONE)),
        ("letters", (term * t, (x, y), t, CONE)),
        ("letters", (term, (x, Symbol("n", integer=True)), t, CONE)),
        ("region", (term, (x, y), t, Region(CONE.bounds[:2]))),
        ("region", (term, (x, y), t, Region((*CONE.bounds[:2], (t, -oo, oo))))),
    ):
        with pytest.raises(RuleError) as caught:
            apply(*args)
        assert caught.value.code == f"equal-scaled.{code}"
    with pytest.raises(RuleError):
        apply(term, (x, y), t, CONE, premises=(Equal(x, x, CONE),))


def test_a_planted_version_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that took any term for one of degree 0 would conclude what is false."""
    monkeypatch.setattr(rule, "degree_of", lambda term, letters: ZERO)
    assert apply(Max(x, y), (x, y), t, CONE) == Equal(Max(t * x, t * y), Max(x, y), CONE)

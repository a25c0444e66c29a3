"""Signs of monotone functions from those of their arguments: numbers agree, and what is refused."""

from __future__ import annotations

import mpmath
import pytest
from sympy import Expr, Integer, Rational, acosh, atan, cosh, erf, exp, lambdify, oo, sinh, sqrt

from symreparam.decide import sign as sign_module
from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.decide.signset import ANY, NONNEGATIVE, POSITIVE
from symreparam.decide.thresholds import signs_of_function
from symreparam.terms.region import interval
from symreparam.terms.scope import Scope, variable

z = variable("z")
INNER = 3 * sqrt(6) * z / 8
BEYOND = Context(Scope(), interval(z, 4 * sqrt(6) / 9, oo))


@pytest.mark.parametrize(
    ("term", "want"),
    [
        (acosh(INNER), "+"),
        (sinh(acosh(INNER) / 3), "+"),
        (-atan(acosh(INNER)) / sqrt(INNER - 1), "-"),
        (erf(sinh(acosh(INNER) / 3)), "+"),
        (1 / sinh(-acosh(INNER)) ** 2, "+"),
    ],
)
def test_proved(term: Expr, want: str) -> None:
    assert isinstance(sign(term, want, BEYOND), Proved)
    number = lambdify(z, term, "mpmath")
    for place in ("1.1", "2", "40"):
        value = number(mpmath.mpf(place))
        assert value > 0 if want == "+" else value < 0


@pytest.mark.parametrize(
    ("term", "want", "low"),
    [
        (acosh(INNER), "+", Integer(1)),  # not defined everywhere
        (acosh(INNER), "-", 4 * sqrt(6) / 9),
        (sinh(acosh(INNER) - 1), "+", 4 * sqrt(6) / 9),
        (cosh(acosh(INNER)) - 2, "+", 4 * sqrt(6) / 9),
        (1 / sinh(acosh(INNER) - 1) ** 2, "+", 4 * sqrt(6) / 9),  # a pole inside
        (sinh(exp(z) - 3), "+", Integer(0)),
    ],
)
def test_not_proved(term: Expr, want: str, low: Expr) -> None:
    place = Context(Scope(), interval(z, low, oo))
    assert not isinstance(sign(term, want, place), Proved)


def test_a_planted_acosh_of_any_argument_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    from symreparam.decide import thresholds

    below = Context(Scope(), interval(z, Integer(0), Rational(1, 2)))
    assert signs_of_function(acosh(z), below, sign_module._quiet) == ANY
    monkeypatch.setattr(thresholds, "within", lambda signs, wanted: True)
    assert signs_of_function(acosh(z), below, sign_module._quiet) != ANY
    assert signs_of_function(acosh(2 + z), below, sign_module._quiet) in (POSITIVE, NONNEGATIVE)

"""Signs of linear terms by linear conditions, and what they must not say."""

from __future__ import annotations

import pytest
from sympy import Abs, Expr, Integer, oo

from symreparam.decide import linear
from symreparam.decide.answer import Context, Proved
from symreparam.decide.linear import linear_sign
from symreparam.decide.sign import holds
from symreparam.decide.signset import ANY, NEGATIVE, POSITIVE, ZERO
from symreparam.pipeline import check_text
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable, whole

DOMAIN = Domain(Integer(2), oo, True, False, True)
n = parameter("n", DOMAIN)
j, k = whole("j"), whole("k")
SCOPE = Scope(((n, DOMAIN),), ())
BELOW = Context(SCOPE.with_symbol(k, 1 - n, Integer(-1)).with_symbol(j, Integer(1), -k))
AROUND = Context(SCOPE.with_symbol(k, 1 - n, n - 1))
EMPTY = Context(SCOPE.with_symbol(k, Integer(0), Integer(0)).with_symbol(j, Integer(1), -k))


@pytest.mark.parametrize(
    ("term", "context", "signs"),
    [
        (1 - j - k, BELOW, POSITIVE),
        (j + k, BELOW, NEGATIVE | ZERO),
        (n - j, BELOW, POSITIVE),
        (n - Abs(k), AROUND, POSITIVE),
        (Abs(k) - n, AROUND, NEGATIVE),
        (n - 1 - Abs(k), AROUND, POSITIVE | ZERO),
        (j - 7, EMPTY, 0),  # of nothing, everything holds
    ],
)
def test_signs(term: Expr, context: Context, signs: int) -> None:
    assert linear_sign(term, context) == signs


def test_what_is_open() -> None:
    x = variable("x")
    real = Context(SCOPE, interval(x, Integer(1), Integer(0)))
    for term, context in (
        (n - 2 * Abs(k), AROUND),
        (n**2 - Abs(k), AROUND),
        (Abs(k) + Abs(j) + Abs(n) - 1, BELOW),
        (Integer(3), BELOW),
        (x, real),  # nothing is said of an empty region
    ):
        assert linear_sign(term, context) == ANY
    assert not isinstance(holds(Relation(n, "<", 2 * n - Abs(k) - 1), AROUND), Proved)


def test_a_quotient_with_an_absolute_value_is_not_linear() -> None:
    """|y|/y is 1 or -1 where it is defined: not at 0."""
    a, y = parameter("a", Domain(Integer(1))), parameter("y", Domain())
    context = Context(Scope(((a, Domain(Integer(1))), (y, Domain()))))
    assert linear_sign(a + Abs(y) / y, context) == ANY
    assert not isinstance(holds(Relation(Integer(0), "<", a + Abs(y) / y), context), Proved)


SIZE = "let n integer >= {least}\nlet X, Y ~ DiscreteUniform(1, n)\n"


@pytest.mark.parametrize(
    "goal",
    [
        "prove P(X = Y) = 1/n",
        "prove P(X < Y) = (n - 1)/(2*n)",
        "prove X - Y has mass (n - abs(k))/n^2 at k for integer 1 - n <= k <= n - 1",
        "refute X - Y has mass (n + 1 - abs(k))/n^2 at k for integer 1 - n <= k <= n - 1",
        "refute P(X < Y) = 1/2",
    ],
)
def test_sums_over_ranges_of_symbolic_size(goal: str) -> None:
    [found] = check_text(SIZE.format(least=1) + goal)
    assert found.ok, found.reason


def test_a_long_product_is_not_multiplied_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("multiplied out")

    monkeypatch.setattr(linear, "Poly", refused)
    term = ((k + 1) ** 64 * (k + 2) ** 64 * (k + 3) ** 64) ** 2
    assert linear_sign(term, BELOW) == ANY

"""Signs of sums from those of their terms, of logarithms, and beside kinks that parameters move."""

from __future__ import annotations

import pytest
from sympy import Abs, Expr, Integer, exp, log, oo
from zero_cases import POSITIVE as ABOVE_ZERO
from zero_cases import context, symbols

from symreparam.decide import halves
from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.decide.signset import ANY, POSITIVE
from symreparam.terms.scope import REALS, variable

z = variable("z")
NAMED = (("a", ABOVE_ZERO), ("b", ABOVE_ZERO), ("w", ABOVE_ZERO), ("c", REALS))
a, b, w, c = symbols(*NAMED)
ABOVE = context(*NAMED, over=(z, Integer(0), oo))
UP_TO_W = context(*NAMED, over=(z, Integer(0), w))


@pytest.mark.parametrize(
    ("term", "want", "where"),
    [
        (1 - log(1 - exp(-z)) / a, "+", ABOVE),
        (log(1 - log(1 - exp(-z)) / a), "+", ABOVE),
        (log(1 - exp(-a * z)) - b, "-", ABOVE),
        (1 - 2 * Abs(z / w - Integer(1) / 2), "+", UP_TO_W),
        (w - Abs(2 * z - w), "+", UP_TO_W),
        (w + a - Abs(2 * z - w), "+", UP_TO_W),
    ],
)
def test_proved(term: Expr, want: str, where: Context) -> None:
    assert isinstance(sign(term, want, where), Proved)


@pytest.mark.parametrize(
    ("term", "want", "where"),
    [
        (1 + log(1 - exp(-z)) / a, "+", ABOVE),
        (log(1 - log(1 - exp(-z)) / a), "-", ABOVE),
        (b - log(1 - exp(-z)) - a, "+", ABOVE),
        (log(a - exp(-z)) - 1 - a, "-", ABOVE),  # the logarithm has no value near 0 for a < 1
        (w - Abs(2 * z - w) - a, "+", UP_TO_W),
        (w - Abs(z - a), "+", UP_TO_W),  # the kink may lie beyond w
        (w - Abs(z - a), "!=", UP_TO_W),
        (Abs(z - a), "+", UP_TO_W),
    ],
)
def test_not_proved(term: Expr, want: str, where: Context) -> None:
    assert not isinstance(sign(term, want, where), Proved)


def test_a_planted_slope_that_may_vanish_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """|c z - 1| has its kink at 1/c, which is no place at c = 0."""
    term = w + 1 - Abs(c * z - 1)

    def ask(part: Expr, where: Context) -> int:
        return ANY if part == c else POSITIVE

    assert halves.signs_by_halves(term, UP_TO_W, ask) == ANY
    monkeypatch.setattr(halves, "_has_sign", lambda *_: True)
    assert halves.signs_by_halves(term, UP_TO_W, ask) == POSITIVE

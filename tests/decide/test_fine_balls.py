"""The second lock where the first balls say nothing: more digits, then the numbers put in."""

from __future__ import annotations

import pytest
from flint import arb, ctx
from sympy import Expr, Integer, Symbol, exp, log, sqrt

from symreparam.decide import lock

x, y = Symbol("x", real=True), Symbol("y", real=True)
LOGIT = 1 - exp(x) / (1 + exp(x))


def test_digits_that_cancel_are_found_without_sympy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Expr, "xreplace", None)
    found = lock._placed(LOGIT, {x: Integer(300)})
    with ctx.workprec(2000):
        wanted = 1 / (1 + arb(300).exp())
    assert found is not None
    assert found > 0
    assert found.overlaps(wanted)
    assert not found.overlaps(2 * wanted)


def test_the_numbers_are_put_in_where_no_ball_is_found() -> None:
    found = lock._placed(y ** (x - x / 3 - Integer(2) / 3), {x: Integer(1), y: Integer(0)})
    assert found is not None
    assert found == 1


@pytest.mark.parametrize("term", [log(-1 - x**2), sqrt(-1 - x**2), 1 / (x - 2)])
def test_a_term_without_a_value_has_no_ball(term: Expr) -> None:
    assert lock._placed(term, {x: Integer(2)}) is None

"""Signs of sums of a multiple of what is known and a square."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, exp, tanh
from zero_cases import REALS, context, symbols

from symreparam.decide.answer import Proved
from symreparam.decide.sign import sign
from symreparam.pipeline import Options, check_text
from symreparam.terms.scope import Relation

u, w, x = symbols(("u", REALS), ("w", REALS), ("x", REALS))
KNOWN = Relation(Integer(-1), "<", u * w)
OPEN = (("u", REALS), ("w", REALS), ("x", REALS))
POSITIVE = [
    (1 + exp(x)) ** 2 + 4 * u * w * exp(x),
    1 + u * w * (1 - tanh(x) ** 2),
    (2 + exp(x)) ** 2 + 8 * u * w * exp(x),
]
NOT_POSITIVE = [
    (1 + exp(x)) ** 2 + 5 * u * w * exp(x),
    1 + 2 * u * w * (1 - tanh(x) ** 2),
    (1 - exp(x)) ** 2 - u * w * exp(x),
]


@pytest.mark.parametrize("term", POSITIVE)
def test_positive(term: Expr) -> None:
    assert isinstance(sign(term, "+", context(*OPEN, relations=(KNOWN,))), Proved)
    assert not isinstance(sign(term, "+", context(*OPEN)), Proved)


@pytest.mark.parametrize("term", NOT_POSITIVE)
def test_not_positive(term: Expr) -> None:
    assert not isinstance(sign(term, "+", context(*OPEN, relations=(KNOWN,))), Proved)


def test_the_determinant_of_a_planar_flow() -> None:
    lets = "let u, v, w, r, b, x, y real\nlet u*w + v*r > -1\n"
    flow = "(x + u*tanh(w*x + r*y + b), y + v*tanh(w*x + r*y + b))"
    value = "1 + (u*w + v*r)*(1 - tanh(w*x + r*y + b)^2)"
    quick = Options(cross_check=False, explain=False)
    [found] = check_text(f"{lets}prove jacobian({flow}; x, y) = {value}", options=quick)
    assert found.verdict == "proved", found.reason
    wrong = value.replace("u*w + v*r", "u*r + v*w")
    [found] = check_text(f"{lets}refute jacobian({flow}; x, y) = {wrong}", options=quick)
    assert found.verdict == "refuted", found.reason

"""Closed forms of distances are shown in their shortest plain form."""

from __future__ import annotations

import pytest
from sympy import Expr, Integer, Rational, Symbol, beta, erf, log, sqrt

from symreparam.studies.exact_distance import shown

B = beta(Integer(3), Integer(2))


@pytest.mark.parametrize(
    ("term", "plain"),
    [
        (1 - (1 + 36 * B / (1 + 12 * B)) * (1 - 12 * B / (1 + 12 * B)) ** 3, Rational(11, 16)),
        (12 * B, Integer(1)),
        (log(2) / 4 + 1, log(2) / 4 + 1),
        (erf(sqrt(2)) / 2, erf(sqrt(2)) / 2),
        (beta(Symbol("a", real=True), Integer(2)), beta(Symbol("a", real=True), Integer(2))),
    ],
)
def test_numbers_in_plain_form(term: Expr, plain: Expr) -> None:
    assert shown(term) == plain

"""How many terms a product has, told before it is multiplied out."""

from __future__ import annotations

import pytest
from sympy import Add, Expr, exp, expand, sqrt

from symreparam.terms.fuel import expanded_size
from symreparam.terms.scope import variable

e, f, m, s = (variable(name) for name in "efms")


@pytest.mark.parametrize(
    "term",
    [
        *((m + e) ** 5, (m + s + e) ** 4, (e + f) ** 3, (e + f + m) ** 4 * e, (1 + e) * (f + 2)),
        *(e**7, m + s, exp(e) + e + m, e * f, sqrt(e) + 1),
    ],
    ids=str,
)
def test_the_number_of_terms(term: Expr) -> None:
    kinds = {each.as_independent(e, f, as_Add=False)[1] for each in Add.make_args(expand(term))}
    assert expanded_size(term, (e, f)) == len(kinds)


def test_a_large_one_is_told_at_once() -> None:
    assert expanded_size((m + e) ** (10**9), (e,)) == 10**9 + 1
    assert expanded_size((m + e) ** (10**9), (f,)) == 1

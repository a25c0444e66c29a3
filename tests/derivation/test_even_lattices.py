"""Even functions of whole numbers on both sides of 0: the two sides have the same images."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text

PLAIN = Options(cross_check=False, explain=False)
UNIFORM = "let n integer >= 1\nlet X ~ DiscreteUniform(-n, n)\n"
MASSES = "has mass 1/(2*n + 1) at 0, mass 2/(2*n + 1) at"
CLAIMS = (
    UNIFORM + f"prove X^2 {MASSES} k^2 for integer 1 <= k <= n",
    UNIFORM + f"prove X^4 {MASSES} k^4 for integer 1 <= k <= n",
    UNIFORM + f"refute X^2 {MASSES.replace('mass 2', 'mass 1')} k^2 for integer 1 <= k <= n",
    UNIFORM + f"refute X^2 {MASSES} k^2 for integer 1 <= k <= n + 1",
    "let a > 0\nlet X ~ Poisson(a)\n"
    "prove X^2 has mass a^k*exp(-a)/factorial(k) at k^2 for integer k >= 0",
)


@pytest.mark.parametrize("claim", CLAIMS)
def test_settled(claim: str) -> None:
    [found] = check_text(claim, options=PLAIN)
    assert found.ok, found.reason

"""Linear combinations whose factors may all be 0 at once: constant there, and of no such law."""

from __future__ import annotations

import pytest

from symreparam.pipeline import Options, check_text

PLAIN = Options(cross_check=False, explain=False)
PAIR = "let X ~ Normal(0, s)\nlet Y ~ Normal(m, 1)\n"
FREE = "let m, c, d real\nlet s > 0\n" + PAIR
BOUND = "let m, c, d real\nlet c != 0\nlet s > 0\n" + PAIR


@pytest.mark.parametrize(
    "claim",
    [
        FREE + "refute c*X + d*Y in Normal",
        FREE + "refute c*X + d*Y ~ Normal(d*m, sqrt(c^2*s^2 + d^2))",
        BOUND + "prove c*X + d*Y in Normal",
        BOUND + "prove c*X + d*Y ~ Normal(d*m, sqrt(c^2*s^2 + d^2))",
        FREE + "prove (1 + c^2)*X + d*Y in Normal",
    ],
)
def test_settled(claim: str) -> None:
    [found] = check_text(claim, options=PLAIN)
    assert found.ok, found.reason
    if found.verdict == "refuted":
        assert found.witness is not None
        values = {symbol.name: value for symbol, value in found.witness.parameters}
        assert values["c"] == values["d"] == 0

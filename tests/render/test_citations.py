"""A proof cites the theorems that its steps use, and no others of their rules."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text
from symreparam.render.citations import cited
from symreparam.render.phrases_cited import PARTS_OF

LETS = "let m real\nlet s > 0\nlet a > 0\nlet e ~ Normal(0, 1)\nlet X ~ Normal(m, s)\n"
PATHWISE = [
    ("grad(m, E(sin(m + s*e))) = E(cos(m + s*e))", {"dominated"}),
    ("grad(m, E(f(m + s*e))) = E(f'(m + s*e))", {"pathwise"}),
    ("grad(m, E(f(X))) = E(f(X)*(X - m))/s^2", {"score"}),
    ("grad(m, E(f(X))) = E(f'(X))", {"score", "parts-functions"}),
    ("E(e*f(e)) = E(f'(e))", {"parts-functions"}),
    ("E(f(e) + f(e)) = 2*E(f(e))", set()),
]


@pytest.mark.parametrize(("claim", "wanted"), PATHWISE)
def test_only_what_the_step_uses(claim: str, wanted: set[str]) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.proof is not None, found.reason
    ours = {key for key, theorem in PARTS_OF.items() if theorem in cited(found.proof)}
    assert ours == wanted


def test_each_theorem_once() -> None:
    [found] = check_text(f"{LETS}prove X/s - m/s ~ Normal(0, 1)")
    assert found.proof is not None
    theorems = cited(found.proof)
    assert len(theorems) == len(set(theorems)) > 0

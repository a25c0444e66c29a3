"""What a failure inside the engine becomes: an error of its claim, while the other claims go on."""

from __future__ import annotations

import sys

import pytest

from symreparam.logic.errors import Unsupported
from symreparam.pipeline import check_text

# the package has a function of the same name
MODULE = sys.modules["symreparam.pipeline.settle"]
TWO = "let X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 2)\nprove 3*X ~ Normal(0, 3)"


@pytest.mark.parametrize("failure", [AttributeError, KeyError, RecursionError, RuntimeError])
def test_a_failure_is_an_error_of_this_claim(
    failure: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = MODULE._settle

    def fails(goal, *rest):  # type: ignore[no-untyped-def]
        if "2*X" in goal.text:
            raise failure("planted")
        return kept(goal, *rest)

    monkeypatch.setattr(MODULE, "_settle", fails)
    broken, whole = check_text(TWO)
    assert (broken.verdict, broken.ok) == ("error", False)
    assert f"internal error: {failure.__name__}" in broken.reason
    assert whole.verdict == "proved"


def test_what_is_not_done_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_):  # type: ignore[no-untyped-def]
        raise Unsupported("laws of this kind")

    monkeypatch.setattr(MODULE, "_settle", unsupported)
    found, _ = check_text(TWO)
    assert (found.verdict, found.reason) == ("unsupported", "laws of this kind")


def test_a_branch_beside_a_derivative_is_asked_about_at_values() -> None:
    # 1/(a - 1/2) may be asked for only where a > 1/2; a derivative is of no one value
    [found] = check_text(
        "let a > 0\nlet X ~ Exponential(a)\n"
        "prove grad(a, E(exp(X/2))) = if(a > 1/2, -1/(2*(a - 1/2)^2), 0)"
    )
    assert found.verdict == "undecided"
    assert "internal" not in found.reason

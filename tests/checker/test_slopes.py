"""Equations of derivatives refuted by the means that they are: a rejected step for each part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sympy import Integer

from symreparam.checker.replay import replay
from symreparam.checker.slopes import with_one_mean
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import Equation, FailsAt, Mean
from symreparam.logic.proof import Proof
from symreparam.pipeline import Options, check_text
from symreparam.rules.table import FAILS_SLOPE
from symreparam.terms.scope import variable

PLAIN = Options(cross_check=False, explain=False)
START = "let m real\nlet e ~ Normal(0, 1)\nlet z ~ Normal(m, 1)\nrefute "
CLAIMS = {
    "bound": "grad(m, E(tanh(m + e))) = 1",
    "moved": "grad(m, E(tanh(z))) = 0",
    "joined": "grad(m, E(sigmoid(z))) = E(sigmoid(z))",
}


@pytest.fixture(scope="module")
def proofs() -> dict[str, Proof]:
    found = {}
    for name, claim in CLAIMS.items():
        [outcome] = check_text(START + claim, options=PLAIN)
        assert outcome.ok and outcome.proof is not None, outcome.reason
        found[name] = outcome.proof
    return found


def changed(**parts: object) -> Callable[[Proof], Proof]:
    """The proof with other parts in its last step."""

    def spoil(proof: Proof) -> Proof:
        last = proof.steps[-1]
        assert last.rule == FAILS_SLOPE
        return replace(proof, steps=(*proof.steps[:-1], replace(last, **parts)))

    return spoil


def other_premise(change: Callable[[Equation], Equation]) -> Callable[[Proof], Proof]:
    """The proof with another equation for its derivative; the step before says so."""

    def spoil(proof: Proof) -> Proof:
        *rest, before, last = proof.steps
        assert isinstance(before.conclusion, Equation)
        return replace(
            proof, steps=(*rest, replace(before, conclusion=change(before.conclusion)), last)
        )

    return spoil


def elsewhere(proof: Proof) -> Proof:
    last = proof.steps[-1]
    known = last.conclusion
    assert isinstance(known, FailsAt)
    moved = tuple((symbol, value + 1) for symbol, value in known.values)
    return changed(conclusion=FailsAt(known.of, moved))(proof)


def with_joined(number: object) -> Callable[[Proof], Proof]:
    return lambda proof: changed(args=(number, proof.steps[-1].args[1]))(proof)


def test_derivatives_are_means(proofs: dict[str, Proof]) -> None:
    for name, proof in proofs.items():
        assert replay(proof).refuted
        assert proof.steps[-1].args[0] == int(name == "joined")


REJECTED: dict[str, tuple[str, Callable[[Proof], Proof]]] = {
    "other values": ("bound", elsewhere),
    "no premise": ("bound", changed(premises=())),
    "no lemma": ("bound", changed(args=(0, 1))),
    "a lemma for one mean": ("joined", with_joined(0)),
    "no such kind": ("bound", with_joined(2)),
    "another mean": (
        "bound",
        other_premise(
            lambda e: replace(e, means=(e.means[0], Mean(e.right, variable("e"))))  # type: ignore[arg-type]
        ),
    ),
    "another equation": ("bound", other_premise(lambda e: replace(e, right=2 * e.right))),
}


@pytest.mark.parametrize("name", REJECTED)
def test_rejected(proofs: dict[str, Proof], name: str) -> None:
    kind, change = REJECTED[name]
    with pytest.raises(ProofError):
        replay(change(proofs[kind]))


def test_the_lemma_of_another_claim_is_rejected(proofs: dict[str, Proof]) -> None:
    lemma = proofs["moved"].steps[-1].args[1]
    with pytest.raises(ProofError):
        replay(changed(args=(0, lemma))(proofs["bound"]))


def test_means_are_joined_where_the_equation_is_linear(proofs: dict[str, Proof]) -> None:
    claim = proofs["joined"].claim
    first, second = variable("E_1"), variable("E_2")
    means = (Mean(first, variable("e")), Mean(second, variable("z")))
    joined = with_one_mean(replace(claim, goal=Equation(2 * first, second + 3, means)))
    assert joined.goal == Equation(
        first, Integer(0), (Mean(first, 2 * variable("e") - variable("z") - 3),)
    )
    for left in (first * second, first**2, variable("z") * first, Integer(1)):
        with pytest.raises(RuleError):
            with_one_mean(replace(claim, goal=Equation(left, Integer(1), means)))


TRUE = [
    "grad(m, E(tanh(m + e))) = E(1 - tanh(m + e)^2)",
    "grad(m, E(tanh(z))) = E(1 - tanh(z)^2)",
    "grad(m, E(tanh(z))) = E(tanh(z)*(z - m))",
]


@pytest.mark.parametrize("claim", TRUE)
def test_what_holds_is_not_refuted(claim: str) -> None:
    assert check_text(START + claim, options=PLAIN)[0].verdict == "proved"

"""Equations about folds rest on the laws of these: a rejected step for each obligation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Rational

from symreparam.checker.replay import replay
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import FailsAt, FoldEquation, FoldLaw
from symreparam.logic.proof import Proof
from symreparam.pipeline import Options, check_text
from symreparam.rules.table import FOLDS

PLAIN = Options(cross_check=False, explain=False)
UNIFORM = "let n integer >= 1\nlet U[1..n] ~ Uniform(0, 1)\n"
CLAIMS = {
    "largest": UNIFORM + "prove E(max(U)) = n/(n + 1)",
    "least": UNIFORM + "prove E(min(U)) = 1/(n + 1)",
    "half": UNIFORM + "prove P(max(U) <= 1/2) = 1/2^n",
    "false": UNIFORM + "prove E(max(U)) = 1/(n + 1)",
    "linear": "let n integer >= 1\nlet Y ~ Exponential(1)\nlet X[1..n] ~ Gamma(2, 3)\n"
    "prove E(Y*sum(X[i], i=1..n)) = 6*n",
}


@pytest.fixture(scope="module")
def proofs() -> dict[str, Proof]:
    found = {}
    for name, claim in CLAIMS.items():
        [outcome] = check_text(claim, options=PLAIN)
        assert outcome.verdict == ("refuted" if name == "false" else "proved"), outcome.reason
        assert outcome.proof is not None
        found[name] = outcome.proof
    return found


def changed(proof: Proof, **parts: object) -> Proof:
    """The proof with other parts in its last step."""
    last = proof.steps[-1]
    assert last.rule == FOLDS
    return replace(proof, steps=(*proof.steps[:-1], replace(last, **parts)))


def rejected(proof: Proof, code: str) -> None:
    with pytest.raises(ProofError) as error:
        replay(proof)
    assert error.value.code == code, error.value


def test_accepted(proofs: dict[str, Proof]) -> None:
    for name, proof in proofs.items():
        assert replay(proof).refuted == (name == "false")


def test_the_law_is_that_of_this_fold(proofs: dict[str, Proof]) -> None:
    largest, least = proofs["largest"], proofs["least"]
    wrong = changed(largest, args=(least.steps[-1].args[0], largest.steps[-1].args[1]))
    rejected(wrong, "fold-equation.law")


def test_a_law_is_proved(proofs: dict[str, Proof]) -> None:
    proof = proofs["largest"]
    law, lemma = proof.steps[-1].args
    assert isinstance(law, Proof) and isinstance(law.claim.goal, FoldLaw)
    bare = replace(law, steps=law.steps[:1])
    rejected(changed(proof, args=(bare, lemma)), "fold-equation.law")
    rejected(changed(proof, args=(Integer(1), lemma)), "fold-equation.law")


def test_an_extreme_is_not_linear(proofs: dict[str, Proof]) -> None:
    proof = proofs["largest"]
    rejected(changed(proof, args=(0, proof.steps[-1].args[1])), "folds.linear")


def test_the_lemma_is_about_this_equation(proofs: dict[str, Proof]) -> None:
    proof, other = proofs["largest"], proofs["half"]
    law, _ = proof.steps[-1].args
    rejected(changed(proof, args=(law, other.steps[-1].args[1])), "fold-equation.lemma")
    rejected(changed(proof, args=(law,)), "fold-equation.args")
    rejected(changed(proof, args=(law, Integer(0))), "fold-equation.lemma")


def test_a_refuted_lemma_proves_nothing(proofs: dict[str, Proof]) -> None:
    proof = proofs["false"]
    last = proof.steps[-1].conclusion
    assert isinstance(last, FailsAt) and isinstance(last.of, FoldEquation)
    rejected(changed(proof, conclusion=last.of), "step.conclusion")
    [(symbol, _)] = last.values
    elsewhere = replace(last, values=((symbol, Integer(7)),))
    rejected(changed(proof, conclusion=elsewhere), "step.conclusion")
    outside = replace(last, values=((symbol, Rational(1, 2)),))
    rejected(changed(proof, conclusion=outside), "step.conclusion")


def test_there_is_an_index(proofs: dict[str, Proof]) -> None:
    proof = proofs["linear"]
    place = proof.steps[-1].premises[0]
    rejected(changed(proof, premises=()), "fold-equation.size")
    assert proof.steps[place].rule == "holds"


def test_another_equation_is_not_concluded(proofs: dict[str, Proof]) -> None:
    proof = proofs["largest"]
    goal = proof.claim.goal
    assert isinstance(goal, FoldEquation)
    other = replace(proof.claim, goal=replace(goal, right=goal.right + 1))
    wrong = replace(proof, claim=other)
    rejected(changed(wrong, conclusion=other.goal), "fold-equation.lemma")

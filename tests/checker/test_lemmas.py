"""Steps that rest on lemmas: each obligation has a proof that lacks it and is rejected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sympy import Integer, Min, sqrt

from symreparam.checker.replay import replay
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import FoldLaw, LargestAt
from symreparam.logic.proof import Proof, Step
from symreparam.pipeline import Options, check_text
from symreparam.terms.law import Named
from symreparam.terms.scope import Domain, parameter, variable

PLAIN = Options(cross_check=False, explain=False)
SUM = (
    "let n integer >= 1\nlet s[1..n] > 0\nlet X[i=1..n] ~ Normal(0, s[i])\n"
    "prove sum(X[i], i=1..n) ~ Normal(0, sqrt(sum(s[i]^2, i=1..n)))"
)
RACE = (
    "let n integer >= 2\nlet r[1..n] > 0\nlet X[i=1..n] ~ Exponential(r[i])\n"
    "prove argmax(-X) has mass r[j]/sum(r[i], i=1..n) at j for integer 1 <= j <= n"
)
PRODUCT = (
    "let n integer >= 1\nlet U[1..n] ~ Uniform(0, 1)\n"
    "prove prod(U[i], i=1..n) has density (-log(t))^(n - 1)/gamma(n) for 0 < t < 1"
)
SIGNED = (
    "let n integer >= 1\nlet U[1..n] ~ Uniform(-1, 1)\n"
    "prove prod(U[i], i=1..n) has density (-log(abs(t)))^(n - 1)/gamma(n) for 0 < t < 1"
)
WRONG = (
    "let n integer >= 1\nlet e[1..n] ~ Normal(0, 1)\nrefute sum(e[i]^2, i=1..n) ~ ChiSquared(n^2)"
)

BESIDE = (
    "let n integer >= 1\nlet Y ~ Exponential(1)\nlet X[1..n] ~ Exponential(1)\n"
    "prove min(Y, min(X)) ~ Exponential(n + 1)"
)


@pytest.fixture(scope="module")
def proofs() -> dict[str, Proof]:
    found = {}
    named = (("sum", SUM), ("race", RACE), ("wrong", WRONG), ("product", PRODUCT))
    named = (*named, ("beside", BESIDE))
    for name, block in named:
        [outcome] = check_text(block, options=PLAIN)
        assert outcome.proof is not None, outcome.reason
        found[name] = outcome.proof
    return found


def with_last(proof: Proof, change: Callable[[Step], Step]) -> Proof:
    return replace(proof, steps=(*proof.steps[:-1], change(proof.steps[-1])))


def with_argument(place: int, value: object) -> Callable[[Proof], Proof]:
    def change(proof: Proof) -> Proof:
        def of(step: Step) -> Step:
            args = list(step.args)
            args[place] = value(args) if callable(value) else value  # type: ignore[assignment]
            return replace(step, args=tuple(args))

        return with_last(proof, of)

    return change


def with_goal(**changes: object) -> Callable[[Proof], Proof]:
    """The claim and the last conclusion changed alike."""

    def change(proof: Proof) -> Proof:
        goal = proof.claim.goal
        assert isinstance(goal, FoldLaw | LargestAt)
        other = replace(goal, **changes)
        claim: Claim = replace(proof.claim, goal=other)
        moved = replace(proof, claim=claim)
        return with_last(moved, lambda step: replace(step, conclusion=other))

    return change


def without_premise(place: int) -> Callable[[Proof], Proof]:
    """The last step without a premise; what it needed is dropped as well."""

    def change(proof: Proof) -> Proof:
        last = proof.steps[-1]
        kept = tuple(p for k, p in enumerate(last.premises) if k != place)
        steps = tuple(s for k, s in enumerate(proof.steps[:-1]) if k in kept)
        number = {old: new for new, old in enumerate(kept)}
        return replace(
            proof, steps=(*steps, replace(last, premises=tuple(number[p] for p in kept)))
        )

    return change


COUNT = parameter("m", Domain(Integer(1), lower_closed=True, integer=True))
SIZE = parameter("n", Domain(Integer(1), lower_closed=True, integer=True))
RATE, SCALE = (parameter(name, Domain(Integer(0))) for name in ("r_i", "s_i"))
REJECTED: dict[str, tuple[str, Callable[[Proof], Proof], str]] = {
    "n may be 0": ("sum", without_premise(0), "induction.size"),
    "a term may not be positive": ("sum", without_premise(1), "induction.domain"),
    "shared noise": ("sum", with_goal(indexed=()), "induction.shared"),
    "another law for all": (
        "sum",
        with_goal(law=Named("Normal", (Integer(0), Integer(2)))),
        "induction.law",
    ),
    "another body": ("sum", with_goal(body=variable("X_i") + 1), "induction.first"),
    "another fold": ("sum", with_goal(kind="max"), "induction.next"),
    "a base for a step": ("sum", with_argument(6, lambda args: args[5]), "induction.next"),
    "a step for a base": ("sum", with_argument(5, lambda args: args[6]), "induction.first"),
    "no lemma": ("sum", with_argument(5, 1), "induction.first"),
    "a letter that is taken": ("sum", with_argument(3, variable("X_i")), "induction.letter"),
    "a count from 0": (
        "sum",
        with_argument(2, parameter("m", Domain(Integer(0), lower_closed=True, integer=True))),
        "induction.count",
    ),
    "a shift": ("sum", with_argument(1, Integer(1)), "induction.first"),
    "a factor": ("sum", with_argument(0, 2), "indices.moved"),
    "logarithms of a sum": ("sum", with_argument(0, -2), "indices.moved"),
    "the other logarithms": ("product", with_argument(0, 2), "induction.first"),
    "a product mirrored": ("product", with_argument(0, -1), "indices.moved"),
    "a product itself": ("product", with_argument(0, 1), "induction.first"),
    "a shift of logarithms": ("product", with_argument(1, Integer(1)), "indices.moved"),
    "no logarithm": ("product", with_goal(body=variable("U_i") - 1), "induction.first"),
    "masses of others": ("race", with_goal(mass=Integer(1) / 2), "largest.race"),
    "shared rates": ("race", with_goal(indexed=()), "largest.shared"),
    "a rate may not be positive": ("race", without_premise(1), "largest.domain"),
    "the other end": ("race", with_argument(0, "max"), "largest.first"),
    "no such kind": ("race", with_argument(0, "sum"), "largest.kind"),
    "no race": ("race", with_argument(6, lambda args: args[5]), "largest.race"),
    "the rate of one index in the law": (
        "race",
        with_argument(3, Named("Exponential", (COUNT * RATE,))),
        "largest.indexed",
    ),
    "a deviation of one index in the law": (
        "sum",
        with_argument(4, Named("Normal", (Integer(0), sqrt(COUNT) * SCALE))),
        "induction.indexed",
    ),
    "a claim with the deviation of one index": (
        "sum",
        with_goal(law=Named("Normal", (Integer(0), SCALE))),
        "claim.form.scope",
    ),
    "another variable is one of the bodies'": (
        "beside",
        with_goal(body=variable("Y")),
        "induction.shared",
    ),
    "a fold over fewer": ("beside", with_goal(size=SIZE - 1), "induction.size"),
    "a size that is no letter": ("beside", with_goal(size=2 * SIZE), "indices.size"),
    "a component in the subject": (
        "beside",
        with_goal(subject=Min(variable("W_1"), variable("X_i"))),
        "claim.form.scope",
    ),
    "without the other variable": (
        "beside",
        with_goal(subject=variable("W_1")),
        "induction.whole",
    ),
    "another size": ("wrong", with_argument(0, 1), "at-size.lemma"),
    "a size that is not allowed": ("wrong", with_argument(0, 0), "at-size.size"),
    "no counterexample": ("wrong", with_argument(1, 1), "at-size.args"),
}


def test_a_product_with_negative_factors_has_no_logarithm() -> None:
    assert check_text(SIGNED, options=PLAIN)[0].verdict != "proved"


@pytest.mark.parametrize("name", REJECTED)
def test_rejected(proofs: dict[str, Proof], name: str) -> None:
    kind, change, code = REJECTED[name]
    replay(proofs[kind])
    with pytest.raises(ProofError) as caught:
        replay(change(proofs[kind]))
    assert caught.value.code == code, str(caught.value)


def test_a_lemma_with_a_lemma_is_rejected(proofs: dict[str, Proof]) -> None:
    nested = with_argument(5, proofs["sum"])(proofs["sum"])
    with pytest.raises(ProofError) as caught:
        replay(nested)
    assert "a lemma in a lemma" in str(caught.value)


def test_a_proved_claim_is_no_counterexample(proofs: dict[str, Proof]) -> None:
    lemma = proofs["sum"].steps[-1].args[5]
    with pytest.raises(ProofError):
        replay(with_argument(1, lemma)(proofs["wrong"]))

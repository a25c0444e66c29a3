"""The rule `expectation-fixed`: each obligation has a proof that lacks it and is rejected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer

from symreparam.checker.joined import Joined
from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import Covers, Expectation, Integral
from symreparam.logic.proof import Proof, Step
from symreparam.pipeline import Options, check_text
from symreparam.rules.table import FIXED_MEAN
from symreparam.terms.region import Region
from symreparam.terms.scope import variable

PLAIN = Options(cross_check=False, explain=False)
TRUE = "let X, Y ~ Uniform(0, 1)\nprove E(X*max(X, Y)) = 3/8"


@pytest.fixture(scope="module")
def proof() -> Proof:
    [outcome] = check_text(TRUE, options=PLAIN)
    assert outcome.proof is not None
    return outcome.proof


def place(proof: Proof) -> int:
    [index] = [i for i, step in enumerate(proof.steps) if step.rule == FIXED_MEAN]
    return index


def rejected(proof: Proof, code: str, **changes: object) -> None:
    index = place(proof)
    step = replace(proof.steps[index], **changes)  # type: ignore[arg-type]
    steps = (*proof.steps[:index], step, *proof.steps[index + 1 :])
    with pytest.raises(ProofError) as caught:
        replay(replace(proof, steps=steps))
    assert caught.value.code == f"expectation-fixed.{code}"


def fixed(proof: Proof) -> Step:
    return proof.steps[place(proof)]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (TRUE, "proved"),
        ("let X, Y ~ Uniform(0, 1)\nprove E(X*max(X, Y)) = 1/3", "refuted"),
        ("let X, Y ~ Uniform(0, 1)\nprove Cov(X, max(X, Y)) = 1/24", "proved"),
        ("let a > 0\nlet X, Y ~ Exponential(a)\nprove E(X*min(X, Y)) = 3/(4*a^2)", "proved"),
        ("let X, Y ~ Uniform(0, 1)\nprove E(X*abs(X - Y)) = 1/6", "proved"),
        ("let X, Y ~ Uniform(0, 1)\nprove E(X*abs(X - Y)) = 1/5", "refuted"),
        # it is infinite
        ("let X, Y ~ Pareto(1, 1)\nprove E(X*min(X, Y)) = 1", "refuted"),
        ("let X, Y ~ Cauchy(0, 1)\nprove E(X*max(X, Y)) = 0", "undecided"),
    ],
)
def test_verdicts(text: str, verdict: str) -> None:
    assert check_text(text, options=PLAIN)[0].verdict == verdict


def test_it_is_stored_and_replayed(proof: Proof) -> None:
    assert not replay(proof_from_json(proof_to_json(proof))).refuted


def test_the_second_moment_and_its_integral_are_needed(proof: Proof) -> None:
    """Fubini's theorem asks that the mean of the absolute value is finite."""
    law, cover, first, second, total, square = fixed(proof).premises
    rejected(proof, "mean", premises=(law, cover, first, first, total, square))
    rejected(proof, "mean", premises=(law, cover, second, first, total, square))
    rejected(proof, "integral", premises=(law, cover, first, second, total, total))
    rejected(proof, "premises", premises=(law, cover, first, second, total))


def test_the_parts_cover_the_support_of_the_variable(proof: Proof) -> None:
    law, cover, *rest = fixed(proof).premises
    rejected(proof, "covers", premises=(law, law, *rest))
    rejected(proof, "law", premises=(cover, cover, *rest))
    rejected(proof, "premises", premises=(*fixed(proof).premises, law))


def test_a_cover_of_a_strip_is_none_of_the_support(
    proof: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Integrals over a second letter would count the mean several times."""
    plain, more = Joined.here, (variable("u"), Integer(0), Integer(2))

    def widened(self: Joined) -> object:
        known = plain(self)
        if not isinstance(known, Covers):
            return known
        wider = [Region((*each.bounds, more)) for each in (known.whole, *known.regions)]
        return Covers(tuple(wider[1:]), wider[0])

    monkeypatch.setattr(Joined, "here", widened)
    rejected(proof, "covers")


def test_the_letter_is_new_and_the_variable_is_held_everywhere(proof: Proof) -> None:
    letter, body = fixed(proof).args
    x, y = proof.claim.variables
    rejected(proof, "letter", args=(y, body))
    rejected(proof, "independent", args=(letter, body * x))
    rejected(proof, "args", args=(letter,))


def test_the_means_hold_where_the_letter_lies_in_its_part(proof: Proof) -> None:
    """In a wider scope the letter would not be the variable's value."""
    law, cover, first, second, total, square = fixed(proof).premises
    rejected(proof, "scope", premises=(law, cover, total, second, total, square))
    assert isinstance(proof.steps[first].conclusion, Expectation)
    assert isinstance(proof.steps[total].conclusion, Integral)
    other = variable("t")
    rejected(proof, "bound", args=(other, fixed(proof).args[1]))

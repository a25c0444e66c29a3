"""The numbers that say whether a proof or a counterexample is tried first. No verdict rests on
them, which is tested as well."""

from __future__ import annotations

import pytest

from symreparam.derivation import plausible
from symreparam.derivation.instances import instances
from symreparam.derivation.plausible import looks_true
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.aliases import ALIASES
from symreparam.families.known import KNOWN
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.pipeline import Options, check_text, refuting

TRUE = [
    ("let X ~ Gamma(1/3, 1)\nlet Y ~ Gamma(2, 1)", "X + Y ~ Gamma(7/3, 1)"),
    ("let s > 0\nlet X ~ Normal(0, s)\nlet Y ~ Normal(0, s)", "X/Y ~ Cauchy(0, 1)"),
    ("let X ~ Poisson(2)\nlet Y ~ Poisson(3)", "X + Y ~ Poisson(5)"),
    ("let X ~ Uniform(0, 1)\nlet Y ~ Uniform(0, 1)\nlet Z ~ Uniform(0, 1)",
     "max(X, Y, Z) ~ Beta(3, 1)"),
    ("let B ~ Bernoulli(1/3)\nlet X ~ Normal(0, 1)", "(2*B - 1)*X ~ Normal(0, 1)"),
]  # fmt: skip
FALSE = [
    ("let X ~ Gamma(1/3, 1)\nlet Y ~ Gamma(2, 1)", "X + Y ~ Gamma(3, 1)"),
    ("let X ~ Normal(0, 1)\nlet Y ~ Normal(0, 1)", "X/Y ~ Cauchy(0, 2)"),
    ("let X ~ Poisson(2)\nlet Y ~ Poisson(3)", "X + Y ~ Poisson(6)"),
    ("let X ~ Normal(0, 1)\nlet Y ~ Normal(0, 1)", "X + Y has density 1 for 0 < z < 1"),
]
NOT_SEEN = [
    # half of the mass, and too many variables
    ("let X ~ Uniform(0, 1)\nlet Y ~ Uniform(0, 1)", "max(X, Y) has density z for 0 < z < 1"),
    ("".join(f"let X{k} ~ Exponential(1)\n" for k in range(6)).strip(),
     "+".join(f"X{k}" for k in range(6)) + " ~ Erlang(6, 1)"),
    ("let X ~ Normal(5000000, 1/1000)\nlet Y ~ Normal(0, 1/1000)", "X + Y ~ Normal(5000000, 1)"),
]  # fmt: skip


def _claim(lets: str, claim: str) -> Claim:
    block = parse_block(f"{lets}\nprove {claim}")
    [goal] = goals(check_names(block, (*FAMILY_NAMES, *ALIASES, *KNOWN)))
    assert goal.claim is not None
    return goal.claim


def _looks_true(lets: str, claim: str) -> bool:
    found = _claim(lets, claim)
    return looks_true(found, next(iter(instances(found))))


@pytest.mark.parametrize(("lets", "claim"), TRUE)
def test_true_claims_look_true(lets: str, claim: str) -> None:
    assert _looks_true(lets, claim)


@pytest.mark.parametrize(("lets", "claim"), FALSE)
def test_false_claims_do_not(lets: str, claim: str) -> None:
    assert not _looks_true(lets, claim)


@pytest.mark.parametrize(("lets", "claim"), NOT_SEEN)
def test_what_is_not_seen_does_not_look_true(lets: str, claim: str) -> None:
    assert not _looks_true(lets, claim)


@pytest.mark.parametrize("guess", [True, False])
@pytest.mark.parametrize(
    ("lets", "claim", "verdict"),
    [
        (TRUE[0][0], TRUE[0][1], "proved"),
        (FALSE[0][0], FALSE[0][1], "refuted"),
        (FALSE[2][0], FALSE[2][1], "refuted"),
        # so near that no distribution function tells
        ("let X ~ Normal(0, 1)\nlet Y ~ Normal(0, 1)", "X + Y ~ Normal(0, 707/500)", "refuted"),
    ],
)
def test_a_wrong_guess_changes_no_verdict(
    lets: str, claim: str, verdict: str, guess: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refuting, "looks_true", lambda *_: guess)
    monkeypatch.setattr(plausible, "looks_true", lambda *_: guess)
    [outcome] = check_text(f"{lets}\nprove {claim}", options=Options(cross_check=False))
    assert outcome.verdict == verdict


@pytest.mark.parametrize(
    ("law", "claim"),
    [
        ("Normal(0, 1)", "X + Y/10^6 ~ Normal(0, 1)"),
        ("Cauchy(0, 1)", "(X + Y)/2 ~ Cauchy(0, 101/100)"),
    ],
)
def test_near_claims_are_told_by_moments_and_transforms(law: str, claim: str) -> None:
    lets = f"let X ~ {law}\nlet Y ~ {law}"
    assert _looks_true(lets, claim)
    assert not refuting.seems_true(_claim(lets, claim))

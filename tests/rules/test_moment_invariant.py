"""Membership refuted by polynomials in moments: the rule, its rejects, a planted wrong version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sympy import Integer, Symbol, oo

from symreparam.checker.replay import replay
from symreparam.decide.points import find
from symreparam.derivation.builder import Builder
from symreparam.derivation.dependence import refute_member
from symreparam.derivation.expectation import mean_step
from symreparam.derivation.moment_invariant import moments_step
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import Expectation, Fails, Member
from symreparam.pipeline import check_text
from symreparam.rules import moment_invariant

LETS = """let mu real
let sigma, k > 0
let a, b ~ Normal(0, 1)
let X, Y ~ Exponential(1)
let L, M ~ LogNormal(0, 1)
let G, H ~ Gumbel(1, 0)
let R ~ LogGamma(1)
let U ~ Uniform(0, 1)
let C ~ Cauchy(0, 1)
"""
NEVER = [
    *("a*b in Normal", "mu + sigma*a*b in Normal", "a*b*X in Normal", "L + M in LogNormal"),
    *("max(X, Y) in Exponential", "X + 2*Y in Gamma", "X + Y in Exponential", "G + H in Gumbel"),
    *("R in Gumbel", "-G in Gumbel", "X - Y in Normal", "a*b in Laplace", "U + X in Gamma"),
    "a^3 + a in Normal",
]
SOMETIMES = [
    *("a + mu*b in Normal", "X + Y in Gamma", "L*M in LogNormal", "min(X, Y) in Exponential"),
    *("mu + sigma*G in Gumbel", "X - Y in Laplace", "a^2 + b^2 in Gamma"),
]


def claim(goal: str) -> Claim:
    [found] = goals(check_names(parse_block(f"{LETS}prove {goal}"), FAMILY_NAMES))
    assert found.claim is not None
    point = find(found.claim.scope)
    assert point is not None
    return replace(found.claim, scope=replace(found.claim.scope, point=point))


def by_moments(goal: str) -> tuple[Builder, int]:
    builder = Builder(claim(goal))
    assert isinstance(builder.claim.goal, Member)
    return builder, moments_step(builder, builder.claim.goal)


@pytest.mark.parametrize("goal", NEVER)
def test_no_member_at_any_parameter_value(goal: str) -> None:
    builder, last = by_moments(goal)
    assert builder.conclusion(last) == Fails(builder.claim.goal)
    proof = builder.proof(last)
    assert replay(proof_from_json(proof_to_json(proof)), builder.claim).refuted


@pytest.mark.parametrize("goal", SOMETIMES)
def test_members_are_never_refuted(goal: str) -> None:
    with pytest.raises(RuleError):
        by_moments(goal)


@pytest.mark.parametrize("goal", ["a + b in Normal", "X + Y in Gamma", "L*M in LogNormal"])
def test_a_rule_that_trusts_the_invariant_would_refute_members(
    goal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A planted wrong version: without the invariant any law is in no family."""
    builder = Builder(claim(goal))
    member = builder.claim.goal
    assert isinstance(member, Member)
    means = [mean_step(builder, member.subject**power) for power in (1, 2)]
    second = builder.conclusion(means[1])
    assert isinstance(second, Expectation)
    gap = builder.sign(second.value)
    way = "power" if member.family == "LogNormal" else "exponential"
    args = (member, way, ((Integer(1), (0, 1)),), "0")
    with monkeypatch.context() as planted:
        planted.setattr(moment_invariant, "_sign_of_all_members", lambda *_: None)
        proof = builder.proof(builder.add("not-member-moments", (*means, gap), args))
        assert replay(proof, builder.claim).refuted
    with pytest.raises(ProofError, match="invariant"):
        replay(proof, builder.claim)


Change = Callable[[tuple[int, ...], tuple[object, ...]], tuple[tuple[int, ...], tuple[object, ...]]]
REJECTS: list[tuple[str, Change, str]] = [
    ("fewer premises", lambda p, a: (p[:-1], a), "premises"),
    ("no mean first", lambda p, a: ((p[-1], *p[1:]), a), "mean"),
    ("means in another order", lambda p, a: ((p[1], p[0], *p[2:]), a), "mean"),
    ("a mean as the sign", lambda p, a: ((*p[:-1], p[0]), a), "apart"),
    ("another family", lambda p, a: (p, (Member(a[0].subject, "Gamma"), *a[1:])), "invariant"),  # type: ignore[attr-defined]
    ("no family", lambda p, a: (p, (Member(a[0].subject, "Nothing"), *a[1:])), "family"),  # type: ignore[attr-defined]
    ("moments unknown", lambda p, a: (p, (Member(a[0].subject, "Cauchy"), *a[1:])), "transform"),  # type: ignore[attr-defined]
    (
        "moments of some",
        lambda p, a: (p, (Member(a[0].subject, "Pareto"), a[1], *a[2:])),
        "transform",
    ),  # type: ignore[attr-defined]
    ("powers of signed", lambda p, a: (p, (a[0], "power", *a[2:])), "transform"),
    ("another way", lambda p, a: (p, (a[0], "integral", *a[2:])), "way"),
    ("another sign", lambda p, a: (p, (*a[:3], "+")), "invariant"),
    ("an unknown sign", lambda p, a: (p, (*a[:3], "!=")), "sign"),
    ("no polynomial", lambda p, a: (p, (*a[:2], (), a[3])), "polynomial"),
    (
        "a parameter in it",
        lambda p, a: (p, (*a[:2], ((Symbol("mu", real=True), (0, 0, 0, 1)),), a[3])),
        "polynomial",
    ),
    ("an infinite factor", lambda p, a: (p, (*a[:2], ((oo, (0, 0, 0, 1)),), a[3])), "polynomial"),
    (
        "rows of two lengths",
        lambda p, a: (p, (*a[:2], ((Integer(1), (0, 0, 0, 1)), (Integer(1), (1,))), a[3])),
        "polynomial",
    ),
    (
        "a negative power",
        lambda p, a: (p, (*a[:2], ((Integer(1), (0, 0, 0, -1)),), a[3])),
        "polynomial",
    ),
]


@pytest.mark.parametrize(
    ("change", "code"), [row[1:] for row in REJECTS], ids=[r[0] for r in REJECTS]
)
def test_each_obligation_is_needed(change: Change, code: str) -> None:
    builder, last = by_moments("mu + sigma*a*b in Normal")
    step = builder.steps[last]
    premises, args = change(step.premises, step.args)
    with pytest.raises(RuleError, match=code):
        builder.add("not-member-moments", premises, args)  # type: ignore[arg-type]


def test_another_subject_s_means_are_rejected() -> None:
    builder, last = by_moments("a*b in Normal")
    step = builder.steps[last]
    a, b = builder.claim.variables[:2]
    with pytest.raises(RuleError, match="mean"):
        args = (Member(2 * a * b, "Normal"), *step.args[1:])
        builder.add("not-member-moments", step.premises, args)


def test_a_stored_proof_about_another_family_is_rejected() -> None:
    builder, last = by_moments("a*b in Normal")
    proof = builder.proof(last)
    with pytest.raises(ProofError):
        replay(proof, claim("a*b in Laplace"))


def test_the_search_uses_it() -> None:
    assert refute_member(claim("a*b in Normal"), ()) is not None
    [found] = check_text(f"{LETS}refute a*b ~ Normal(mu, sigma) for all")
    assert found.ok and found.proof is not None and found.proof.at == ()

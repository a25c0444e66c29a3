"""Laws told apart at every parameter value by contrasts: the rules with their rejects."""

from __future__ import annotations

import pytest
from sympy import I, Integer, Rational, Symbol, log, oo, pi, sign

from symreparam.checker.replay import replay
from symreparam.decide.points import find
from symreparam.derivation import everywhere
from symreparam.derivation.builder import Builder
from symreparam.derivation.contrast import statistics
from symreparam.derivation.dependence import refute_member
from symreparam.derivation.everywhere import refute_everywhere
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import HasLaw, Member
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules import contrast
from symreparam.terms.law import Named, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Scope, variable

LETS = """let mu, a real
let sigma, nu, k > 0
let b != 0
let eps ~ Normal(0, 1)
let L ~ Laplace(0, 1)
let S ~ Logistic(0, 1)
let T ~ StudentT(nu)
let C ~ Cauchy(0, 1)
let G ~ Gumbel(1, 0)
let U ~ Uniform(0, 1)
let X ~ Exponential(1)
let Y ~ Gamma(k, 1)
let B ~ Rademacher()
"""
NEVER = [
    *(f"mu^2 + sigma*{noise}/2 in Normal" for noise in "LSTCGUX"),
    *("a + b*L in Normal", "a + b*T in Normal", "a + sqrt(sigma)*G in Normal"),
    *("mu + sigma*B in Normal", "max(eps, 0) in Normal", "exp(S) in LogNormal"),
    *("X^2 in Gamma", "sqrt(X) in Exponential", "exp(mu + sigma*L) in LogNormal"),
    *("U^(1/2)/2 in Beta", "sin(U) in Exponential", "X in Bernoulli"),
    *("eps in Exponential", "mu + sigma*eps in Beta", "2*U in Beta", "mu + sigma*C in Gamma"),
    *("1 + X in Beta", "-X in Gamma", "k + X in Beta"),
]
SOMETIMES = [
    *("mu^2 + sigma*eps/2 in Normal", "mu - sigma*eps in Normal", "sigma*X in Gamma"),
    *("sigma*Y in Gamma", "exp(mu + sigma*eps) in LogNormal", "U^(1/sigma) in Beta"),
    *("1/Y in GammaInverse", "sigma*X^(1/2) in Rayleigh", "X/sigma in Exponential"),
    *("eps^2 in Gamma", "X/sigma in Gamma", "sigma*eps^2 in Gamma", "a + b*eps in Normal"),
]
# contrasts of these have no sign that is decided: the planted rule is of no use there
HARD = ("1/Y in GammaInverse", "sigma*Y in Gamma", "sigma*eps^2 in Gamma", "U^(1/sigma) in Beta",
        "eps^2 in Gamma")  # fmt: skip


def claim(goal: str) -> Claim:
    [found] = goals(check_names(parse_block(f"{LETS}prove {goal}"), FAMILY_NAMES))
    assert found.claim is not None
    scope = found.claim.scope
    point = find(scope)
    assert point is not None
    full = Scope(scope.symbols, scope.relations, point)
    return Claim(full, found.claim.variables, found.claim.hypotheses, found.claim.goal)


@pytest.mark.parametrize("goal", NEVER)
def test_no_member_at_any_parameter_value(goal: str) -> None:
    found = claim(goal)
    proof = refute_member(found, ())
    assert proof is not None
    assert replay(proof_from_json(proof_to_json(proof)), found).refuted


@pytest.mark.parametrize("goal", SOMETIMES)
def test_members_are_never_refuted(goal: str) -> None:
    assert refute_member(claim(goal), ()) is None


@pytest.mark.parametrize("goal", [goal for goal in SOMETIMES if goal not in HARD])
def test_a_rule_that_trusts_the_invariant_would_refute_members(
    goal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A planted wrong version: without the invariant any law is in no family."""
    found = claim(goal)
    with monkeypatch.context() as planted:
        planted.setattr(contrast, "_same_for_all_members", lambda *_: None)
        planted.setattr("symreparam.derivation.contrast.statistics", _none)
        proof = refute_member(found, ())
        assert proof is not None
        assert replay(proof, found).refuted
    with pytest.raises(ProofError, match="not-member-contrast"):
        replay(proof, found)


def _none(name: str) -> object:
    letter, _, rest = statistics(name) or (variable("t"), (), Integer(0))
    return letter, (Integer(1),), rest


def last(proof: Proof) -> tuple[Builder, tuple[int, ...], tuple[object, ...]]:
    builder = Builder(proof.claim, proof.at)
    for step in proof.steps[:-1]:
        builder.add(step.rule, step.premises, step.args)
    return builder, proof.steps[-1].premises, proof.steps[-1].args


@pytest.mark.parametrize("goal", ["mu + sigma*T in Normal", "exp(mu + sigma*L) in LogNormal"])
def test_every_part_of_a_contrast_is_needed(goal: str) -> None:
    proof = refute_member(claim(goal), ())
    assert proof is not None and proof.steps[-1].rule == "not-member-contrast"
    builder, premises, args = last(proof)
    for index in range(len(premises)):
        with pytest.raises(RuleError, match=r"contrast\.(premises|law|inside|log|positive|apart)"):
            builder.add("not-member-contrast", premises[:index] + premises[index + 1 :], args)
    member, piece, points, weights, logs, value = args
    assert isinstance(points, tuple) and isinstance(weights, tuple) and isinstance(logs, tuple)
    stranger = Symbol("stranger", real=True)
    for wrong in (
        (Member(member.subject + 1, member.family), *args[1:]),
        (Member(member.subject, "Laplace"), *args[1:]),
        (Member(member.subject, "Rademacher"), *args[1:]),
        (Member(member.subject, "Nonsense"), *args[1:]),
        (member, piece + 1, *args[2:]),
        (member, piece, points[:-1], *args[3:]),
        (member, piece, points[::-1], *args[3:]),
        (member, piece, points, (weights[0] + 1, *weights[1:]), logs, value),
        (member, piece, points, weights, (logs[0] + 1, *logs[1:]), value),
        (member, piece, points, weights, logs, value + 1),
        (member, piece, points, (stranger, *weights[1:]), logs, value),
        (member, piece, points, weights, tuple(each + 2 * pi * I for each in logs), value),
        (member, piece, (), (), (), value),
    ):
        with pytest.raises(RuleError, match="contrast"):
            builder.add("not-member-contrast", premises, wrong)


def test_a_density_that_jumps_is_no_ground() -> None:
    """At a single point a density may have any value."""
    letter = variable("t")
    jump = Piece(interval(letter, -oo, oo), sign(letter) ** 2)
    with pytest.raises(RuleError, match="jumps"):
        contrast._continuous(jump.density, letter, jump, Scope(), "test")
    kink = Piece(jump.region, abs(letter))
    contrast._continuous(kink.density, letter, kink, Scope(), "test")


@pytest.mark.parametrize("wrong", [1, 7, -2])
def test_atoms_refute_membership_only_where_they_are(wrong: int) -> None:
    found = claim("if(eps < 0, eps, if(eps < 1, 1/2, eps - 1)) in Normal")
    proof = refute_member(found, ())
    assert proof is not None
    builder, premises, args = last(proof)
    assert proof.steps[-1].rule == "not-member-kind"
    with pytest.raises(RuleError, match="not-member-kind"):
        builder.add("not-member-kind", premises, (args[0], wrong if wrong != 1 else -1))
    with pytest.raises(RuleError, match="mass"):
        builder.add("not-member-kind", premises[:1], args)
    with pytest.raises(RuleError, match="family"):
        goal = Member(args[0].subject, "Rademacher")
        builder.add("not-member-kind", premises, (goal, 0))
    with pytest.raises(RuleError, match="subject"):
        builder.add("not-member-kind", premises, (Member(args[0].subject + 1, "Normal"), 0))


@pytest.mark.parametrize("goal", ["mu + sigma*C in Gamma", "2*U in Beta"])
def test_every_part_of_a_reach_is_needed(goal: str) -> None:
    proof = refute_member(claim(goal), ())
    assert proof is not None and proof.steps[-1].rule == "not-member-outside"
    builder, premises, args = last(proof)
    for index in range(len(premises)):
        with pytest.raises(RuleError, match="not-member-outside"):
            builder.add("not-member-outside", premises[:index] + premises[index + 1 :], args)
    member, piece, low, high = args
    for wrong in (
        (Member(member.subject + 1, member.family), piece, low, high),
        (Member(member.subject, "Normal"), piece, low, high),
        (Member(member.subject, "Pareto"), piece, low, high),
        (Member(member.subject, "Nonsense"), piece, low, high),
        (member, piece + 1, low, high),
        (member, piece, high, low),
        (member, piece, low - 1, high + 9),
        (member, piece, -oo, high),
    ):
        with pytest.raises(RuleError):
            builder.add("not-member-outside", premises, wrong)


def test_no_member_is_not_another_family_s_member() -> None:
    found = claim("mu + sigma*L in Normal")
    proof = refute_member(found, ())
    assert proof is not None
    builder, premises, args = last(proof)
    step = builder.add(proof.steps[-1].rule, premises, args)
    subject = args[0].subject
    normal = Named("Normal", (Integer(0), Integer(1)))
    builder.add("fails-member", (step,), (HasLaw(subject, normal),))
    for goal in (
        HasLaw(subject, Named("Laplace", (Integer(0), Integer(1)))),
        HasLaw(subject + 1, Named("Normal", (Integer(0), Integer(1)))),
    ):
        with pytest.raises(RuleError, match="fails-member"):
            builder.add("fails-member", (step,), (goal,))
    with pytest.raises(RuleError, match="fails-member"):
        builder.add("fails-member", (premises[0],), (goal,))


# --- two densities ----------------------------------------------------------------------------
APART = [
    ("mu + sigma*L ~ Laplace(mu + 1, sigma)", True),
    ("mu + sigma*C ~ Cauchy(mu, 2*sigma)", True),
    ("sigma*Y ~ Gamma(k + 1, sigma)", True),
    ("sigma*Y ~ Gamma(k, 2*sigma)", True),
    ("mu + sigma*S ~ Logistic(mu, 3*sigma)", True),
    ("U^(1/sigma) ~ Beta(sigma + 1, 1)", True),
    ("mu + sigma*L ~ Laplace(mu, sigma^2)", False),
    ("mu + sigma*C ~ Cauchy(mu^2, sigma)", False),
    ("sigma*Y ~ Gamma(k^2, sigma)", False),
]


@pytest.mark.parametrize(("goal", "apart"), APART)
def test_differ_at_every_value(goal: str, apart: bool) -> None:
    found = claim(goal)
    proof = refute_everywhere(found)
    assert (proof is not None) == apart
    if proof is not None:
        assert replay(proof_from_json(proof_to_json(proof)), found).refuted


@pytest.mark.parametrize(
    "goal", ["sigma*Y ~ Gamma(k + 1, sigma)", "X/sigma ~ Gamma(2, sigma)"]
)
def test_every_part_of_a_difference_is_needed(goal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # limits at the ends of the support would do as well
    monkeypatch.setattr(everywhere, "_near_ends", lambda *_: None)
    proof = refute_everywhere(claim(goal))
    assert proof is not None
    [place] = [i for i, step in enumerate(proof.steps) if step.rule == "differ-contrast"]
    builder = Builder(proof.claim)
    for step in proof.steps[:place]:
        builder.add(step.rule, step.premises, step.args)
    premises, args = proof.steps[place].premises, proof.steps[place].args
    for index in range(len(premises)):
        with pytest.raises(RuleError, match="differ-contrast"):
            builder.add("differ-contrast", premises[:index] + premises[index + 1 :], args)
    left, right, i, j, points, weights, logs = args
    assert isinstance(points, tuple) and isinstance(weights, tuple) and isinstance(logs, tuple)
    zero = tuple(0 * w for w in weights)
    for wrong in (
        (left, right, i + 1, j, points, weights, logs),
        (left, right, i, j + 1, points, weights, logs),
        (left, right, i, j, points[:-1], weights, logs),
        (left, right, i, j, tuple(p + 1 for p in points), weights, logs),
        (left, right, i, j, points, zero, logs),
        (left, right, i, j, points, weights, tuple(log(2) for _ in logs)),
        (left, left, i, j, points, weights, logs),
    ):
        with pytest.raises(RuleError, match="contrast"):
            builder.add("differ-contrast", premises, wrong)


def test_for_all_on_the_command_line_s_path() -> None:
    [found] = check_text(f"{LETS}refute mu + sigma*T ~ Normal(mu, sigma) for all")
    assert found.ok and found.verdict == "refuted"
    [found] = check_text(f"{LETS}refute a + b*T in Normal for all")
    assert found.ok and found.verdict == "refuted"


def test_statistics_of_exponential_families() -> None:
    names = ("Normal", "Gamma", "Beta", "LogNormal", "Exponential", "Rayleigh", "GaussianInverse")
    assert all(statistics(name) is not None for name in names)
    assert all(statistics(name) is None for name in ("Laplace", "Cauchy", "Weibull", "Rademacher"))
    assert Rational(1, 2) not in statistics("Normal")[1]


# --- quantiles --------------------------------------------------------------------------------
QUANTILES = [
    ("mu + sigma*G ~ Gumbel(2*sigma, mu)", True),
    ("mu + sigma*C ~ Cauchy(mu + 1, sigma)", True),
    ("mu + sigma*S ~ Logistic(mu, sigma + 1)", True),
    ("mu + sigma*S ~ Logistic(mu, sigma)", False),
    ("mu + sigma*S ~ Logistic(mu^2, sigma)", False),
]


@pytest.mark.parametrize(("goal", "apart"), QUANTILES)
def test_members_are_told_apart_by_quantiles(goal: str, apart: bool) -> None:
    found = claim(goal)
    proof = refute_everywhere(found)
    assert (proof is not None) == apart
    if proof is not None:
        assert any(step.rule == "differ-quantile" for step in proof.steps)
        assert replay(proof_from_json(proof_to_json(proof)), found).refuted


def test_every_part_of_a_quantile_argument_is_needed() -> None:
    builder = Builder(claim("eps ~ Normal(0, 1)"))
    one, half = Integer(1), Rational(1, 2)
    left, right = (Named("Logistic", (Integer(k), one)) for k in (0, 2))
    gap = builder.sign_is(Integer(-2), "-")
    builder.add("differ-quantile", (gap,), (left, right, (half,), (one,)))
    other = builder.sign_is(Integer(2), "+")
    beside = Symbol("stranger", real=True)
    for premises, args in (
        ((), (left, right, (half,), (one,))),
        ((other,), (left, right, (half,), (one,))),
        ((gap,), (left, left, (half,), (one,))),
        ((gap,), (left, right, (one,), (one,))),
        ((gap,), (left, right, (Integer(0),), (one,))),
        ((gap,), (left, right, (half, half), (one,))),
        ((gap,), (left, right, (half,), (beside,))),
        ((gap,), (left, right, (half,), (2 * one,))),
        ((gap,), (left, right, (), ())),
        ((gap,), (Named("Rademacher", ()), right, (half,), (one,))),
        ((gap,), (Named("StudentT", (one,)), right, (half,), (one,))),
        ((gap,), (Named("Nonsense", (one,)), right, (half,), (one,))),
        ((gap,), (Named("Logistic", (one,)), right, (half,), (one,))),
    ):
        with pytest.raises(RuleError, match=r"quantile|contrast"):
            builder.add("differ-quantile", premises, args)

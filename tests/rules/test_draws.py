"""Draws of hierarchical models: the rule `draw`, and masses mixed over a continuous variable."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scipy import integrate, stats
from settled import QUICK, block
from sympy import Integer, Rational, Symbol

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.prove import prove
from symreparam.derivation.unfold import unfold_step
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import HasLaw, Integral
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.terms.codec import decode, encode
from symreparam.terms.draws import QUANTILES, PoissonQuantile
from symreparam.terms.law import Named
from symreparam.terms.scope import Domain, Scope, parameter, variable

GAMMA = "let r, t > 0\nlet L ~ Gamma(r, t)\nlet N ~ Poisson(L)\n"
BETA = "let a, b > 0\nlet n integer >= 1\nlet Q ~ Beta(a, b)\nlet X ~ Binomial(n, Q)\n"
THIN = "let m > 0\nlet 0 < p < 1\nlet N ~ Poisson(m)\nlet K ~ Binomial(N, p)\n"
TRUE = [
    GAMMA + "N ~ NegativeBinomial(r, 1/(1 + t))",
    GAMMA + "E(N) = r*t",
    GAMMA + "P(N = 0) = (1 + t)^(-r)",
    BETA + "X ~ BetaBinomial(n, a, b)",
    THIN + "K ~ Poisson(m*p)",
    THIN + "N - K ~ Poisson(m*(1 - p))",
    "let b > 0\nlet W ~ Exponential(b)\nlet K ~ Geometric(exp(-W))\nK ~ YuleSimon(b)",
    "let n integer >= 1\nlet 0 < p < 1\nlet 0 < q < 1\nlet N ~ Binomial(n, p)\n"
    "let K ~ Binomial(N, q)\nK ~ Binomial(n, p*q)",
]
FALSE = [
    GAMMA + "N ~ NegativeBinomial(r, t/(1 + t))",
    GAMMA + "N ~ Poisson(r*t)",
    BETA + "X ~ BetaBinomial(n, b, a)",
    THIN + "K ~ Poisson(m)",
]


@pytest.mark.parametrize("text", TRUE)
def test_true(text: str) -> None:
    found = block(text, "prove")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("text", FALSE)
def test_false(text: str) -> None:
    found = block(text, "refute")
    assert found.verdict == "refuted", found.reason


def test_a_number_of_trials_is_a_count() -> None:
    text = "let L ~ Exponential(1)\nlet K ~ Binomial(L, 1/2)\nprove K ~ Poisson(1/2)"
    [found] = check_text(text, options=QUICK)
    assert found.verdict == "unsupported"
    assert "Binomial" in found.reason


def test_masses_agree_with_quadrature() -> None:
    """The law of a Poisson count with Gamma(5/2, 4/5) mean, against scipy."""
    for k in (0, 1, 4):
        mixed, _ = integrate.quad(
            lambda y, k=k: stats.poisson.pmf(k, y) * stats.gamma.pdf(y, 2.5, scale=0.8), 0, 60
        )
        assert mixed == pytest.approx(stats.nbinom.pmf(k, 2.5, 1 / 1.8), rel=1e-8)


# --- the rule --------------------------------------------------------------------------------
M, T = parameter("m", Domain(lower=Integer(0))), parameter("t", Domain(lower=Integer(0)))
U, V = variable("U"), variable("V")
Z = variable("z")


def builder(law: Named) -> Builder:
    given = (HasLaw(U, law), HasLaw(V, Named("Exponential", (Integer(1),))))
    scope = Scope(((M, Domain(lower=Integer(0))), (T, Domain(lower=Integer(0)))), (), ())
    scope = replace(scope, point=((M, Integer(1)), (T, Integer(1))))
    return Builder(Claim(scope, (U, V), given, given[0]))


UNIFORM = Named("Uniform", (Integer(0), Integer(1)))


def test_draw() -> None:
    steps = builder(UNIFORM)
    given = steps.add("hypothesis", (), (0,))
    member = unfold_step(steps, Named("Poisson", (M,)), Z)
    known = steps.conclusion(steps.add("draw", (given, member)))
    assert isinstance(known, HasLaw)
    assert known.subject == PoissonQuantile(M, U)


@pytest.mark.parametrize(
    ("law", "named", "code"),
    [
        (Named("Uniform", (Integer(0), Integer(2))), Named("Poisson", (M,)), r"draw\.uniform"),
        (UNIFORM, Named("Exponential", (M,)), r"draw\.family"),
        # half a trial: the record's masses are those of no law
        (UNIFORM, Named("Binomial", (M, Rational(1, 2))), r"draw\.whole|family\.whole"),
    ],
)
def test_draws_that_are_none(law: Named, named: Named, code: str) -> None:
    steps = builder(law)
    given = steps.add("hypothesis", (), (0,))
    with pytest.raises(RuleError, match=code):
        steps.add("draw", (given, unfold_step(steps, named, Z)))


def test_premises_of_a_draw() -> None:
    steps = builder(UNIFORM)
    given = steps.add("hypothesis", (), (0,))
    member = unfold_step(steps, Named("Poisson", (M,)), Z)
    other = steps.add("hypothesis", (), (1,))
    for premises in ((given,), (member, given), (other, member), (given, given)):
        with pytest.raises(RuleError, match="draw"):
            steps.add("draw", premises)


def test_a_random_argument_is_fixed_first() -> None:
    """Planted: the law of a member whose argument is random."""
    from symreparam.families.members import unfold
    from symreparam.logic.judgement import SameLaw
    from symreparam.rules.table import RULES

    steps = builder(UNIFORM)
    named = Named("Poisson", (V,))
    known = (HasLaw(U, UNIFORM), SameLaw(named, unfold(named, Z, Symbol("k", integer=True))))
    with pytest.raises(RuleError, match=r"draw\.random"):
        RULES["draw"](steps.setting, known, ())


# --- masses in a mixture -----------------------------------------------------------------------
def proof_of(text: str) -> tuple[Claim, Proof, int]:
    [found] = goals(check_names(parse_block(text), FAMILY_NAMES))
    assert found.claim is not None
    proof = prove(found.claim)
    at = max(i for i, step in enumerate(proof.steps) if step.rule == "mixture")
    replay(proof, found.claim)
    return found.claim, proof, at


def test_each_mass_needs_its_integral_in_a_scope_with_k() -> None:
    claim, proof, at = proof_of(
        "let L ~ Gamma(2, 1)\nlet N ~ Poisson(L)\nprove N ~ NegativeBinomial(2, 1/2)"
    )
    step = proof.steps[at]
    mass = next(i for i in step.premises if isinstance(proof.steps[i].conclusion, Integral))
    others = [
        i
        for i, other in enumerate(proof.steps[:at])
        if isinstance(other.conclusion, Integral) and i != mass
    ]
    for change in [*others, None]:
        premises = tuple(
            i if i != mass else change for i in step.premises if i != mass or change is not None
        )
        spoiled = replace(step, premises=premises)
        steps = (*proof.steps[:at], spoiled, *proof.steps[at + 1 :])
        with pytest.raises(ProofError, match=r"mixture|unused"):
            replay(replace(proof, steps=steps), claim)


def test_terms_are_stored() -> None:
    for each in QUANTILES.values():
        term = each(*(M, T, U)[: each.entries - 1], U)
        assert decode(encode(term), {"m": M, "t": T, "U": U}) == term

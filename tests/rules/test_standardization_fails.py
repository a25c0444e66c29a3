"""standardization-fails: accepts, a reject for each obligation, and a planted version."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Abs, exp, oo
from tampered import rejected

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.by_standardization import law_of_member
from symreparam.derivation.everywhere import _densities_apart
from symreparam.derivation.fails_back import needed_member, refute_back
from symreparam.derivation.transport import Letters, letters, pieces_steps, source_law
from symreparam.derivation.unfold import unfold_step
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import Defined, Differs, Fails, HasLaw, SameLaw
from symreparam.logic.proof import Proof
from symreparam.pipeline.agreement import agreement
from symreparam.pipeline.facts import with_point
from symreparam.render.terms_text import relation_text
from symreparam.rules import standardize
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

MU = "mu real; sigma > 0; "
NORMAL = "X ~ Normal(0, 1)"


def claim(lets: str, goal: str) -> Claim:
    text = "\n".join(f"let {each}" for each in lets.split("; "))
    [found] = goals(check_names(parse_block(f"{text}\nprove {goal}"), FAMILY_NAMES))
    assert found.claim is not None
    ready = with_point(found.claim)
    assert ready is not None
    return ready


FALSE = [
    ("tau > 1; a real; X ~ Logistic(0, 1)", "1/(1 + exp(-(a + X)/tau)) ~ Uniform(0, 1)"),
    ("lam > 1; X ~ Exponential(1)", "sqrt(X) ~ Rayleigh(lam)"),
    (NORMAL, "1/(1 + exp(-X)) ~ Uniform(0, 1)"),
    (f"{MU}U ~ Uniform(0, 1)", "mu + sigma*log(U/(1 - U)) ~ Normal(mu, sigma)"),
    ("a, b > 0; X ~ Exponential(1)", "X^2 ~ Weibull(b, a + 1)"),
]
LEFT_OPEN = [
    ("tau > 0; a real; X ~ Logistic(0, 1)", "1/(1 + exp(-(a + X)/tau)) ~ Uniform(0, 1)"),
    ("X ~ Logistic(0, 1)", "1/(1 + exp(-X)) ~ Uniform(0, 1)"),
    (NORMAL, "X^2 ~ ChiSquared(2)"),
    (NORMAL, "2*X ~ Normal(0, 1)"),
    ("X, Y ~ Normal(0, 1)", "exp(X + Y) ~ LogNormal(0, 1)"),
    ("X ~ Poisson(1)", "X^3 ~ Normal(0, 1)"),
]


def found(lets: str, goal: str) -> Proof | None:
    asked = claim(lets, goal)
    return refute_back(asked) or refute_back(asked, _densities_apart)


@pytest.mark.parametrize(("lets", "goal"), FALSE)
def test_refuted_through_the_noise(lets: str, goal: str) -> None:
    proof = found(lets, goal)
    assert proof is not None
    assert replay(proof_from_json(proof_to_json(proof)), proof.claim).refuted


@pytest.mark.parametrize(("lets", "goal"), LEFT_OPEN)
def test_what_is_true_somewhere_or_has_no_one_inverse_is_left_open(lets: str, goal: str) -> None:
    assert found(lets, goal) is None


def test_the_noise_says_where_a_claim_holds() -> None:
    asked = claim(*LEFT_OPEN[0])
    pair = needed_member(asked)
    assert pair is not None and str(pair[1].arguments) == "(-a, tau)"
    known = agreement(asked)
    [part] = known.conditions
    assert known.complete and {relation_text(each) for each in part} == {"a = 0", "tau = 1"}


@pytest.fixture(scope="module")
def proof() -> Proof:
    """The sigmoid of a normal variable is not uniform, as its noise would be logistic."""
    made = found(*FALSE[2])
    assert made is not None
    return made


def without(proof: Proof, *drop: type) -> Proof:
    last = proof.steps[-1]
    kept = tuple(k for k in last.premises if not isinstance(proof.steps[k].conclusion, drop))
    assert len(kept) < len(last.premises)
    return replace(proof, steps=(*proof.steps[:-1], replace(last, premises=kept)))


def with_map(proof: Proof, body: object) -> Proof:
    letter = proof.steps[-1].args[0].variable  # type: ignore[union-attr]
    swapped = Map(letter, body(letter), interval(letter, -oo, oo))  # type: ignore[operator]
    last = replace(proof.steps[-1], args=(swapped,))
    return replace(proof, steps=(*proof.steps[:-1], last))


def test_each_obligation(proof: Proof) -> None:
    rejected(without(proof, Defined), "standardization-fails.defined")
    rejected(without(proof, HasLaw), "standardization-fails.given")
    rejected(without(proof, Differs), "standardization-fails.differs")
    # of another map nothing is known
    rejected(with_map(proof, lambda x: exp(x)), "standardization-fails.defined")
    region = interval(variable("other"), -oo, oo)
    other = Map(variable("other"), variable("other"), region)
    last = replace(proof.steps[-1], args=(other,))
    swapped = replace(proof, steps=(*proof.steps[:-1], last))
    rejected(swapped, "standardization-fails.variable")
    last = proof.steps[-1]
    short = replace(last, premises=last.premises[:2])
    rejected(replace(proof, steps=(*proof.steps[:-1], short)), "standardization-fails.premises")


def test_the_laws_compared_are_those_of_the_noise(proof: Proof) -> None:
    index = next(k for k, s in enumerate(proof.steps) if isinstance(s.conclusion, Differs))
    known = proof.steps[index].conclusion
    assert isinstance(known, Differs)
    turned = replace(proof.steps[index], conclusion=Differs(known.right, known.left, known.region))
    steps = (*proof.steps[:index], turned, *proof.steps[index + 1 :])
    with pytest.raises(ProofError):
        replay(replace(proof, steps=steps))


def test_a_named_law_needs_its_densities() -> None:
    proof = found(*FALSE[1])
    assert proof is not None
    assert isinstance(proof.steps[proof.steps[-1].premises[0]].conclusion, HasLaw)
    rejected(without(proof, SameLaw), "standardization-fails.law")


def test_a_planted_rule_without_the_inverse_would_refute_a_true_claim(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """|X| of a normal variable is half-normal, though the identity makes no normal one of that."""
    builder = Builder(claim(NORMAL, "abs(X) ~ HalfNormal(1)"))
    names = letters(builder)
    goal = builder.claim.law_goal
    assert isinstance(goal.law, Named)
    target = unfold_step(builder, goal.law, names.target)
    swapped = Letters(names.target, names.source)
    steps = pieces_steps(builder, law_of_member(builder, target), names.target, swapped)
    there = Map(names.target, names.target, interval(names.target, -oo, oo))
    image = builder.add("image-law", (target, *steps), (there, ()))
    given = source_law(builder, 0, names.source)
    known = builder.conclusion(given), builder.conclusion(image)
    differs = _densities_apart(builder, known[0].law, known[1].to)  # type: ignore[union-attr]
    body = Map(names.source, Abs(names.source), interval(names.source, -oo, oo))
    region = known[0].law.pieces[0].region  # type: ignore[union-attr]
    defined = builder.add("defined", (), (body.body, region))
    premises = (given, image, differs, defined)
    with pytest.raises(RuleError) as caught:
        builder.add("standardization-fails", premises, (body,))
    assert caught.value.code == "standardization-fails.inverse"
    monkeypatch.setattr(standardize, "Equal", lambda *parts: known[0])
    assert builder.conclusion(builder.add("standardization-fails", premises, (body,))) == Fails(
        goal
    )

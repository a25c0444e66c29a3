"""Documents as a student reads them: golden proofs, honest refutations, open claims."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from mpmath import mp
from outcomes import BLOCKS, outcome
from sympy import Symbol, exp, oo

from symreparam import check
from symreparam.logic.judgement import HasLaw, Integral, Sign
from symreparam.logic.proof import Step
from symreparam.logic.verdict import CrossCheck, NearMiss, Outcome, Witness
from symreparam.render.document import Aside, Heading, Items, Paragraph
from symreparam.render.prooftree import document
from symreparam.render.text import outcome_text
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS, interval

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ["classic", "square", "signs", "fold", "derived", "reciprocal"])
def test_golden_proofs(name: str) -> None:
    expected = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert outcome_text(outcome(name)) == expected


@pytest.mark.parametrize("name", BLOCKS)
def test_no_line_is_too_long_and_no_blank_line_doubled(name: str) -> None:
    lines = outcome_text(outcome(name)).split("\n")
    title, rest = lines[0], lines[1:]
    assert title.startswith(outcome(name).verdict)
    assert max(map(len, rest)) <= 79
    assert not any(one == two == "" for one, two in pairwise(rest))


def test_constants_and_hypotheses_are_said_plainly() -> None:
    assert "takes one value, with\nprobability 1." in outcome_text(outcome("constant"))
    text = outcome_text(outcome("given"))
    assert "Proof. This is one of the hypotheses." in text
    assert "Therefore" not in text
    assert "The one step of the proof was replayed" in text


def test_a_branch_on_which_the_map_is_constant() -> None:
    text = outcome_text(outcome("relu"))
    assert "For x < 0 the map takes the one value 0" in text
    assert "∫ 1/√(2π) · exp(-x²/2) dx from -∞ to 0 = 1/2" in text
    # whichever way the search took: the integral has its reason
    told = " ".join(text.split())
    assert re.search(r"because .* (is an antiderivative|times the density of)", told)
    assert "mass 1/2 at 0" in text


def test_a_map_with_two_branches_is_not_said_to_fold() -> None:
    # 1/X is one-to-one although it has two branches
    assert "one-to-one" not in outcome_text(outcome("reciprocal"))


def test_the_letters_of_the_story_avoid_those_of_the_claim() -> None:
    found = outcome("letters")
    text = outcome_text(found)
    assert "Then Y = r(Z) with" in text
    assert "r(x) = f + h + g·x" in text
    assert "s(t)  = (t - f - h)/g" in text
    assert "p_Y(t) = p_Z(s(t))·|s'(t)|" in text


def test_a_sum_by_conditioning() -> None:
    found = outcome("sum")
    if found.verdict != "proved":
        pytest.skip("the search does not join two variables")
    text = " ".join(outcome_text(found).split())
    assert "Let X, Y ~ Uniform" in text and "be independent" in text
    assert "Now hold Y fixed at a value, 0 < y < 1." in text
    assert "its density is the integral of f_W(t)·f_Y(y) over y" in text
    assert "∫ 1 dy from 0 to t = t" in text
    assert "For 0 < y < 1: x + y is defined" in text
    assert "The steps, in order" not in text


# refutations --------------------------------------------------------------------------------------
def test_a_refutation_shows_values_interval_and_both_numbers() -> None:
    found = outcome("refuted")
    assert found.verdict == "refuted" and found.proof is not None
    text = " ".join(outcome_text(found).split())
    values = dict(found.proof.at)
    for symbol, value in values.items():
        name = {"mu": "μ", "sigma": "σ"}[symbol.name]
        assert f"{name} = {value}" in text
    match = re.search(r"But f_Z\(z\) ([<>]) q\(z\) for all (\S+) < z < (\S+), so", text)
    assert match is not None
    numbers = re.search(
        r"At z = (\S+), for instance, the true density is (\S+) and the claimed one (\S+),", text
    )
    assert numbers is not None
    point, left, right = (_number(part) for part in numbers.groups())
    mu, sigma = (mp.mpf(int(v.p)) / int(v.q) for v in values.values())
    assert mp.almosteq(left, mp.npdf(point, mu, sigma), rel_eps=1e-3)
    assert mp.almosteq(right, mp.npdf(point, mu, sigma**2), rel_eps=1e-3)
    assert (left < right) == (match[1] == "<")
    assert _number(match[2]) < point < _number(match[3])


def _number(text: str) -> mp.mpf:
    plain = text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"))
    above, _, below = plain.replace("·10", "e").partition("/")
    return mp.mpf(above) / mp.mpf(below or 1)


def test_a_law_that_does_not_exist_names_the_condition() -> None:
    text = " ".join(outcome_text(outcome("no-law")).split())
    assert "There is no such law: Normal(mean, std) needs std > 0, and std = -" in text


def test_a_claimed_point_mass() -> None:
    text = " ".join(outcome_text(outcome("atom")).split())
    assert "different mass to the point 0. The true mass at 0 is 1/2; the claim says 1/4." in text


def test_the_law_that_the_search_derived_is_not_called_proved() -> None:
    unnamed = replace(outcome("refuted"), law_proof=None)
    text = " ".join(outcome_text(unnamed).split())
    assert "the counterexample does not rest on it" in text
    assert "the true law is" not in text
    known = replace(outcome("refuted"), law_proof=outcome("classic").proof)
    assert "the true law is" in outcome_text(known)


def test_the_witness_and_near_misses_are_shown_when_there_are_any() -> None:
    found = outcome("refuted")
    assert found.proof is not None
    z = Symbol("z", real=True)
    witness = Witness(found.proof.at, interval(z, z**0, 2 * z**0), z**0, "0.125", "0.25", "")
    near = NearMiss("with the standard deviation", _normal(found), ("sigma > 0",), found.proof)
    text = " ".join(outcome_text(replace(found, witness=witness, near_misses=(near,))).split())
    assert "At z = 1, for instance, the true density is 0.125 and the claimed one 0.25" in text
    assert "What is true instead:" in text
    assert "with the standard deviation: μ + σ·ε ~ Normal(μ, σ) (sigma > 0)" in text


def _normal(found: Outcome) -> Named:
    assert found.claim is not None
    return Named("Normal", found.claim.scope.names)


# open claims --------------------------------------------------------------------------------------
def test_undecided_names_the_step_that_stopped() -> None:
    claim = outcome("classic").claim
    open_one = Outcome("prove", "prove ..", claim, "undecided", False, "no inverse of g here")
    assert outcome_text(open_one).endswith(
        "Neither a proof nor a counterexample was found. The search stopped here: no\n"
        "inverse of g here.\n"
    )
    assert "Proof" not in outcome_text(open_one)
    check = CrossCheck("sampling", False, "KS 0.4")
    evident = replace(open_one, cross_checks=(check,), law=_normal(open_one))
    text = outcome_text(evident)
    assert "Cross-check, sampling: DISAGREES (KS 0.4)." in text
    assert "nothing is proved about it" in text


def test_errors_keep_their_caret() -> None:
    found = outcome("error")
    assert found.verdict == "error"
    caret = next(line for line in found.reason.split("\n") if line.strip() == "^")
    assert f"    {caret}" in outcome_text(found).split("\n")


def test_a_verdict_never_claims_more_than_it_has() -> None:
    for name in BLOCKS:
        text = outcome_text(outcome(name))
        proved = "Proved: every step was replayed" in text
        refuted = "Refuted: the counterexample was checked" in text
        assert proved == (outcome(name).verdict == "proved")
        assert refuted == (outcome(name).verdict == "refuted")


# steps of no known shape --------------------------------------------------------------------------
def test_an_unknown_rule_is_listed_step_by_step() -> None:
    found = outcome("classic")
    proof = found.proof
    assert proof is not None
    steps = tuple(
        replace(step, rule="newer") if step.rule == "pushforward" else step for step in proof.steps
    )
    text = outcome_text(replace(found, proof=replace(proof, steps=steps)))
    assert "The steps, in order:" in text
    assert "By the rule newer: HasLaw μ + σ·ε has density" in text
    assert "This is the density of Normal(μ, σ). Therefore" in text


def test_side_conditions_of_one_case_name_it() -> None:
    found = outcome("signs")
    proof = found.proof
    assert proof is not None
    c = proof.claim.scope.names[0]
    extra = Step(1, "sign", (), (), Sign(c - 1, "-", NUMBERS))
    longer = replace(proof, steps=(*proof.steps[:-1], extra, proof.steps[-1]))
    [aside] = [
        b
        for b in document(replace(found, proof=longer)).blocks
        if isinstance(b, Aside) and "Side" in b.title[0].text  # type: ignore[union-attr]
    ]
    assert isinstance(aside.blocks[0], Items)
    text = outcome_text(replace(found, proof=longer))
    assert "For c < 0: c - 1 is negative." in text
    assert "For c < 0: z/c" not in text


def test_every_judgement_of_an_integral_has_words() -> None:
    found = outcome("classic")
    proof = found.proof
    assert proof is not None
    x = Symbol("x", real=True)
    step = Step(0, "integral", (), (), Integral(exp(-x), interval(x, x * 0, oo), x**0))
    longer = replace(proof, steps=(*proof.steps[:-1], step, proof.steps[-1]))
    assert "∫ exp(-x) dx from 0 to ∞ equals 1." in outcome_text(replace(found, proof=longer))


def test_cases_have_headings_and_a_conclusion() -> None:
    blocks = document(outcome("signs")).blocks
    heads = [b for b in blocks if isinstance(b, Heading) and b.words]
    assert len(heads) == 2
    assert sum(isinstance(b, Paragraph) and "change of variables" in str(b) for b in blocks) == 2
    assert isinstance(outcome("signs").proof.steps[-1].conclusion, HasLaw)  # type: ignore[union-attr]


def test_a_negative_density_without_parameters_is_told() -> None:
    [outcome] = check("let U ~ Uniform(0, 1)\nprove U has density -1 for 0 < t < 1")
    assert outcome.verdict == "refuted"
    assert "its formula is negative or undefined" in " ".join(outcome_text(outcome).split())

"""Independence by conditional laws that do not move: claims, tampered proofs, a planted version."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import And, Eq, Integer, Ne, Not, Or, Rational, Symbol, floor
from sympy.logic.boolalg import true
from tampered import proof_of, rejected_like, with_last

from symreparam.checker import independence
from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.independence import _has_law
from symreparam.derivation.lattices import standard
from symreparam.derivation.transport import source_law
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.rules.table import FIXED, GIVEN
from symreparam.rules.values_given import negated, ways_given
from symreparam.terms.events import indicator
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

TRUE = {
    "let X, Y ~ Bernoulli(1/2)\nprove X, mod(X + Y, 2) independent": FIXED,
    "let X, Y ~ Die(6)\nprove X, mod(X + Y, 6) independent": FIXED,
    "let X, Y ~ Rademacher()\nprove X*Y, X independent": FIXED,
    "let X ~ Rademacher()\nlet Y ~ Normal(0, 1)\nprove X*Y, X independent": FIXED,
    "let U, V ~ Uniform(0, 1)\nprove mod(U + V, 1), V independent": "independent-circle",
    "let U ~ Uniform(0, 1)\nlet V ~ Exponential(1)\nprove mod(U + V, 1), V independent": FIXED,
    "let X ~ Rademacher()\nlet Y, W ~ Laplace(0, 2)\nprove X*Y, X, W independent": FIXED,
    "let X ~ Normal(0, 1)\nprove sign(X), X^2 independent": GIVEN,
    "let s > 0\nlet X ~ Laplace(0, s)\nprove sign(X), abs(X) independent": GIVEN,
    "let U ~ Uniform(0, 2)\nprove floor(U), U - floor(U) independent": GIVEN,
    "let U ~ Uniform(0, 1)\n"
    "prove indicator(U < 1/2), indicator(1/4 < U and U < 3/4) independent": "independent-values",
    "let a, b > 0\nlet X ~ Exponential(a)\nlet Y ~ Exponential(b)\n"
    "prove min(X, Y), indicator(X < Y) independent": GIVEN,
    "let X ~ Die(6)\nprove indicator(X <= 2), mod(X, 2) independent": GIVEN,
    "let a > 0\nlet X ~ Exponential(a)\nprove floor(X), X - floor(X) independent": GIVEN,
}
FALSE = [
    "let X, Y ~ Bernoulli(1/3)\nprove X, mod(X + Y, 2) independent",
    "let X, Y ~ Die(6)\nprove X, mod(X + Y, 5) independent",
    "let X ~ Rademacher()\nlet Y ~ Normal(1, 1)\nprove X*Y, X independent",
    "let U ~ Uniform(0, 1)\nlet V ~ Uniform(0, 1)\nprove mod(U + V/2, 1), V, U independent",
    "let X ~ Normal(1, 1)\nprove sign(X), X^2 independent",
    "let U ~ Uniform(0, 3/2)\nprove floor(U), U - floor(U) independent",
    "let X ~ Die(6)\nprove indicator(X <= 3), mod(X, 2) independent",
    "let X, Y ~ Exponential(1)\nprove max(X, Y), indicator(X < 2*Y) independent",
    "let X ~ Rademacher()\nlet Y ~ Laplace(0, 2)\nprove X*Y, X, Y independent",
]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert found.proof.steps[-1].rule == TRUE[text]
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted


@pytest.mark.parametrize("text", FALSE)
def test_refuted(text: str) -> None:
    assert check_text(text)[0].verdict == "refuted"


def test_every_part_of_a_fixed_variable_is_needed() -> None:
    proof = proof_of("let X, Y ~ Bernoulli(1/2)\nprove X, mod(X + Y, 2) independent")
    last = proof.steps[-1]
    goal, place, fixed, letter = last.args
    other = next(v for v in proof.claim.variables if v != fixed)
    rejected_like(with_last(proof, premises=last.premises[:-1]), "premises")
    rejected_like(with_last(proof, premises=last.premises[1:]), "law")
    rejected_like(with_last(proof, premises=(last.premises[0], *last.premises[:0:-1])), "fixed")
    rejected_like(with_last(proof, premises=(*last.premises, last.premises[-1])), "premises|unused")
    rejected_like(with_last(proof, args=(goal, 1 - place, fixed, letter)), "fixed|law|moves")
    rejected_like(with_last(proof, args=(goal, 5, fixed, letter)), "index")
    rejected_like(with_last(proof, args=(goal, place, other, letter)), "shared")
    rejected_like(with_last(proof, args=(goal, place, variable("Q"), letter)), "variable")
    rejected_like(with_last(proof, args=(goal, place, fixed)), "args")
    x, y = proof.claim.variables
    more = Independent((*goal.subjects, y))
    rejected_like(with_last(proof, args=(more, place, fixed, letter)), "shared")
    apart = Independent((x, x))
    rejected_like(with_last(proof, args=(apart, place, fixed, letter)), "fixed")


def test_the_other_terms_must_be_independent() -> None:
    text = "let X ~ Rademacher()\nlet Y, W ~ Laplace(0, 2)\nprove X*Y, X, W independent"
    proof = proof_of(text)
    last = proof.steps[-1]
    rejected_like(with_last(proof, premises=last.premises[:-1]), "premises|rest")
    rejected_like(with_last(proof, premises=(*last.premises[:-1], last.premises[0])), "rest")


def test_the_law_holds_for_every_value_of_a_density() -> None:
    lets = "let U ~ Uniform(0, 1)\nlet V ~ Exponential(1)\n"
    proof = proof_of(f"{lets}prove mod(U + V, 1), V independent")
    last = proof.steps[-1]
    letter = last.args[3]
    [inner] = [k for k in last.premises if proof.steps[k].scope]
    narrow = proof.scopes[proof.steps[inner].scope - 1]
    half = replace(narrow, bound=replace(narrow.bound, bounds=((letter, Integer(0), Integer(2)),)))
    rejected_like(replace(proof, scopes=(half,)), "bound|undecided")
    less = (letter, Integer(0), Rational(1, 2))
    half = replace(narrow, bound=replace(narrow.bound, bounds=(less,)))
    rejected_like(replace(proof, scopes=(half,)), "bound")


def test_every_part_of_given_values_is_needed() -> None:
    proof = proof_of("let X ~ Normal(0, 1)\nprove sign(X), X^2 independent")
    last = proof.steps[-1]
    goal, place = last.args
    rejected_like(with_last(proof, premises=last.premises[:-1]), "premises")
    rejected_like(with_last(proof, premises=last.premises[1:]), "law")
    twice = (*last.premises[:-1], last.premises[-2])
    rejected_like(with_last(proof, premises=twice), "given|unused")
    rejected_like(with_last(proof, premises=(*last.premises, last.premises[-1])), "premises|unused")
    rejected_like(with_last(proof, args=(goal, 1 - place)), "law")
    rejected_like(with_last(proof, args=(goal, 2)), "index")
    [x] = proof.claim.variables
    rejected_like(with_last(proof, args=(Independent((*goal.subjects, x)), place)), "subjects")
    rejected_like(with_last(proof, args=(Independent((goal.subjects[0], x)), place)), "given|law")


def planted() -> Proof:
    """X + Y mod 2 for coins that show 1 with probability 1/3: its law moves with X."""
    [found] = check_text("let X, Y ~ Bernoulli(1/3)\nprove X, mod(X + Y, 2) independent")
    builder = Builder(found.claim)
    goal = builder.claim.goal
    x, _ = builder.claim.variables
    given = standard(builder, source_law(builder, 0, variable("x")))
    laws = [
        _has_law(builder, goal.subjects[1].xreplace({x: Integer(k)}), Named("Bernoulli", (p,)))
        for k, p in ((0, Rational(1, 3)), (1, Rational(2, 3)))
    ]
    args = (goal, 1, x, variable("x_1"))
    return builder.proof(builder.independent(FIXED, (given, *laws), args, goal))


def test_the_event_that_a_term_takes_a_value() -> None:
    x = variable("x")
    inside = And(Rational(1, 4) < x, x < Rational(3, 4))
    [(term, event)] = ways_given(x, indicator(inside), Integer(0))
    assert (term, event) == (x, indicator(Or(x <= Rational(1, 4), x >= Rational(3, 4))))
    assert ways_given(x, indicator(inside), Integer(1)) == ((x, indicator(inside)),)
    [(moved, within), plain] = ways_given(x - floor(x), floor(x), Integer(3))
    assert (moved, within) == (x - 3, indicator(And(x >= 3, x < 4)))
    assert plain == (x - floor(x), indicator(Eq(floor(x), 3)))
    assert ways_given(x, x**2, Integer(2)) == ((x, indicator(Eq(x**2, 2))),)
    for condition in (inside, Or(x < 1, Eq(x, 2)), Ne(x, 2), x <= 1, true):
        for k in range(-1, 5):
            at = condition.xreplace({x: Rational(k, 2)})
            assert bool(negated(condition).xreplace({x: Rational(k, 2)})) is not bool(at)
    with pytest.raises(RuleError, match="condition"):
        negated(Not(And(Symbol("p"), Symbol("q")), evaluate=False))


def test_a_planted_rule_that_takes_laws_that_move(monkeypatch: pytest.MonkeyPatch) -> None:
    rejected_like(planted(), "moves")
    monkeypatch.setattr(independence, "_one_law", lambda *_: None)
    assert not replay(planted()).refuted  # a falsehood

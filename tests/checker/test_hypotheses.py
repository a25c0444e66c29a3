"""A stored proof that supposes a law which does not exist is rejected, whatever it then derives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Expr, Integer, Rational, oo, sympify

from symreparam import check
from symreparam.checker.hypotheses import check_laws
from symreparam.checker.replay import replay
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import Proof, Step
from symreparam.terms.law import Atom, Lattice, Law, Named, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import Domain, Scope, parameter, variable, whole

COUNT = Domain(lower=Integer(0), lower_closed=True, integer=True)


def claim_with(law: Law | Named, scope: Scope) -> Claim:
    [found] = check("let X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 2)")
    assert found.claim is not None
    [given] = found.claim.hypotheses
    return replace(found.claim, scope=scope, hypotheses=(HasLaw(given.subject, law),))


def test_a_stored_proof_with_a_negative_deviation() -> None:
    [found] = check("let X ~ Normal(0, 1)\nprove -X ~ Normal(0, 1)")
    text = proof_to_json(found.proof)
    replay(text)
    supposed = HasLaw(found.claim.variables[0], Named("Normal", (Integer(0), Integer(-1))))
    bad = replace(found.proof, claim=replace(found.claim, hypotheses=(supposed,)))
    for proof in (bad, proof_from_json(proof_to_json(bad))):
        with pytest.raises(ProofError, match=r"claim.law"):
            replay(proof)


REAL, ABOVE = Domain(), Domain(lower=Integer(0), lower_closed=True)


@pytest.mark.parametrize(
    ("family", "arguments", "domain", "fits"),
    [
        ("Normal", "0 s", Domain(lower=Integer(0)), True),
        ("Normal", "0 s", ABOVE, False),  # at s = 0 there is none
        ("Normal", "0 s", REAL, False),
        ("Uniform", "0 s", Domain(lower=Integer(0)), True),
        ("Uniform", "1 s", Domain(lower=Integer(0)), False),
        ("Binomial", "s 1/2", COUNT, True),
        ("Binomial", "s 1/2", ABOVE, False),
        ("Binomial", "5/2 1/2", COUNT, False),
        ("Binomial", "2 3/2", COUNT, False),
        ("Normal", "log(s) 1", Domain(lower=Integer(0)), True),
        ("Normal", "log(s) 1", REAL, False),
        ("Normal", "1/s 1", ABOVE, False),
        ("Normal", "oo 1", REAL, False),
        ("Normal", "0 oo", REAL, False),
        ("Uniform", "-oo s", REAL, False),
    ],
)
def test_laws_exist_at_every_value(family: str, arguments: str, domain: Domain, fits: bool) -> None:
    s = parameter("s", domain)
    terms: list[Expr] = [sympify(each, {"s": s}) for each in arguments.split()]
    claim = claim_with(Named(family, tuple(terms)), Scope(((s, domain),), (), ((s, Integer(1)),)))
    if fits:
        check_laws(claim)
        return
    with pytest.raises(ProofError, match=r"claim.law"):
        check_laws(claim)


@pytest.mark.parametrize(
    ("masses", "fits"), [("1/3 2/3", True), ("-1 2", False), ("1/3 1/3", False), ("s 1-s", False)]
)
def test_masses_are_those_of_a_probability(masses: str, fits: bool) -> None:
    s = parameter("s", REAL)
    atoms = tuple(
        Atom(Integer(place), sympify(mass, {"s": s})) for place, mass in enumerate(masses.split())
    )
    law = Law(variable("x"), (), atoms)
    claim = claim_with(law, Scope(((s, REAL),), (), ((s, Integer(1)),)))
    if fits:
        check_laws(claim)
        return
    with pytest.raises(ProofError, match=r"claim.law"):
        check_laws(claim)


def _by_density(height: str) -> Law:
    t = variable("t")
    return Law(t, (Piece(interval(t, Integer(0), Integer(1)), sympify(height, {"t": t})),))


def _listed() -> Law:
    k = whole("k")
    return Law(variable("t"), (), (), (Lattice(k, Integer(1), oo, k, 2 * Rational(1, 2) ** k),))


@pytest.mark.parametrize("law", [_by_density("3*t"), _by_density("-1"), _listed()])
def test_a_density_that_is_none(law: Law) -> None:
    """That a stated density is one no claim shows by itself: a stored proof may not suppose it."""
    claim = claim_with(law, Scope((), (), ()))
    last = Step(0, "hypothesis", (), (0,), claim.hypotheses[0])
    proof = Proof(replace(claim, goal=claim.hypotheses[0]), (), (), (last,))
    for each in (proof, proof_from_json(proof_to_json(proof))):
        with pytest.raises(ProofError, match=r"claim.law.*density"):
            replay(each)


def test_a_density_that_its_caller_proved() -> None:
    claim = claim_with(_by_density("2*t"), Scope((), (), ()))
    step = Step(0, "hypothesis", (), (0,), claim.hypotheses[0])
    proof = Proof(replace(claim, goal=claim.hypotheses[0]), (), (), (step,))
    assert not replay(proof, densities_known=True).refuted
    with pytest.raises(ProofError, match=r"claim.law"):
        check_laws(proof.claim)

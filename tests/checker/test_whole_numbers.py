"""Rules that join scopes with a whole number: maps with infinitely many steps, double sums."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, oo

from symreparam.checker.replay import replay
from symreparam.decide.points import find
from symreparam.derivation.prove import prove
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import Equal, HasLaw, Integral, Limit, Monotone, Partial
from symreparam.logic.proof import Proof
from symreparam.terms.law import Law
from symreparam.terms.scope import variable

STEPS = [
    "let X ~ Exponential(1)\nprove ceiling(X) ~ Geometric(1 - exp(-1))",
    "let X ~ Exponential(2)\nprove floor(X + 1/2) has mass 1 - exp(-1) at 0, "
    "mass exp(1 - 2*k) - exp(-1 - 2*k) at k for integer k >= 1",
    "let L ~ Logistic(0, 1)\n"
    "prove floor(L) has mass 1/(1 + exp(-k - 1)) - 1/(1 + exp(-k)) at k for integer k",
]
TWO_SIDES = (
    "let b > 0\nlet X ~ Laplace(0, b)\nprove floor(X) has mass (1 - exp(-1/b))/2*exp(-k/b) at k "
    "for integer k >= 0, mass (1 - exp(-1/b))/2*exp((k + 1)/b) at k for integer k <= -1"
)
SUMS = [
    "let 0 < p < 1\nlet G, H ~ Geometric(p)\n"
    "prove G + H has mass (z - 1)*p^2*(1 - p)^(z - 2) at z for integer z >= 2",
    "let 0 < p < 1\nlet G, H ~ Geometric(p)\nprove min(G, H) ~ Geometric(2*p - p^2)",
    "let a > 0\nlet X, Y ~ Poisson(a)\n"
    "prove X + Y has mass exp(-2*a)*(2*a)^k/factorial(k) at k for integer k >= 0",
]


def proof_of(text: str, rule: str) -> tuple[Claim, Proof, int]:
    [found] = goals(check_names(parse_block(text), FAMILY_NAMES))
    assert found.claim is not None
    scope = found.claim.scope
    claim = replace(found.claim, scope=replace(scope, point=find(scope) or ()))
    proof = prove(claim)
    replay(proof, claim)
    at = max(i for i, step in enumerate(proof.steps) if step.rule == rule)
    return claim, proof, at


def changed(proof: Proof, at: int, **fields: object) -> Proof:
    step = replace(proof.steps[at], **fields)  # type: ignore[arg-type]
    return replace(proof, steps=(*proof.steps[:at], step, *proof.steps[at + 1 :]))


@pytest.mark.parametrize(
    ("text", "rule"),
    [*((s, "pushforward-steps") for s in (*STEPS, TWO_SIDES)), *((s, "mixture") for s in SUMS)],
)
def test_no_premise_can_be_left_out_or_repeated(text: str, rule: str) -> None:
    claim, proof, at = proof_of(text, rule)
    assert proof_from_json(proof_to_json(proof)) == proof
    premises = proof.steps[at].premises
    for index in range(len(premises)):
        less = premises[:index] + premises[index + 1 :]
        with pytest.raises(ProofError):
            replay(changed(proof, at, premises=less), claim)
        twice = (*premises[: index + 1], *premises[index:])
        with pytest.raises(ProofError):
            replay(changed(proof, at, premises=twice), claim)


@pytest.mark.parametrize("text", STEPS)
def test_steps_conclude_nothing_else(text: str) -> None:
    claim, proof, at = proof_of(text, "pushforward-steps")
    step = proof.steps[at]
    assert isinstance(step.conclusion, HasLaw) and isinstance(step.conclusion.law, Law)
    law = step.conclusion.law
    (each,) = law.lattices
    wrong = [
        replace(law, lattices=(replace(each, mass=2 * each.mass),)),
        replace(law, lattices=(replace(each, point=each.point + 1),)),
        replace(law, lattices=(replace(each, lower=each.lower + 1),)),
        replace(law, lattices=(replace(each, upper=Integer(9)),)),
        replace(law, lattices=()),
    ]
    for other in wrong:
        if other != law:
            with pytest.raises(ProofError, match=r"step\.conclusion"):
                replay(changed(proof, at, conclusion=replace(step.conclusion, law=other)), claim)


def test_each_piece_has_its_own_steps_once() -> None:
    """Both sides of a law around 0: no piece is counted twice, forgotten or taken for another."""
    claim, proof, at = proof_of(TWO_SIDES, "pushforward-steps")
    args = proof.steps[at].args
    assert len(args) == 8
    for wrong, code in (
        ((*args[:7], args[4]), "steps.piece"),
        ((*args[:4], args[7], *args[5:]), "steps.piece"),
        ((*args[:7], 2), "steps.piece"),
        ((*args[:7], -1), "steps.piece"),
        (args[:5], "steps"),
        (args[:7], "steps.args"),
        ((*args, args[7]), "steps.args"),
        ((*args[:4], args[7], *args[5:7], args[4]), "steps"),
        ((*args[:1], args[5], *args[2:5], args[1], *args[6:]), "steps"),
    ):
        with pytest.raises(ProofError) as caught:
            replay(changed(proof, at, args=wrong), claim)
        assert caught.value.code.startswith(code), caught.value.code
    told = proof.steps[at].conclusion
    assert isinstance(told, HasLaw) and isinstance(told.law, Law)
    one, two = told.law.lattices
    for lattices in ((one,), (two,), (one, one), (two, two), (two, one)):
        law = replace(told.law, lattices=lattices)
        with pytest.raises(ProofError, match=r"step\.conclusion"):
            replay(changed(proof, at, conclusion=replace(told, law=law)), claim)


def codes(proof: Proof, claim: Claim, at: int, premise: int, **fields: object) -> str:
    """The error when a premise's conclusion is another one: the premise is not believed either,
    so the rule is asked directly."""
    from symreparam.checker.steps import join_steps

    parents = [-1, *(scope.parent for scope in proof.scopes)]
    index = proof.steps[at].premises[premise]
    known = proof.steps[index].conclusion
    bad = changed(proof, index, conclusion=replace(known, **fields))  # type: ignore[arg-type]
    with pytest.raises(Exception) as error:
        join_steps(bad.steps[at], bad, parents)
    return str(getattr(error.value, "code", ""))


def test_every_obligation_of_steps() -> None:
    claim, proof, at = proof_of(STEPS[0], "pushforward-steps")
    premises = [proof.steps[i].conclusion for i in proof.steps[at].premises]
    kinds = [type(p) for p in premises]
    assert kinds[:2] == [HasLaw, Monotone] and kinds[2:4] == [Limit, Limit]
    assert codes(proof, claim, at, 1, sense="-") == "steps.limit"
    assert codes(proof, claim, at, 2, value=Integer(1)) == "steps.limit"
    assert codes(proof, claim, at, 2, end="upper") == "steps.limit"
    assert codes(proof, claim, at, 3, value=Integer(1)) == "steps.limit"
    for index, known in enumerate(premises):
        if isinstance(known, Equal):
            assert codes(proof, claim, at, index, right=variable("x")) in (
                "steps.value",
                "steps.end",
            )
        if isinstance(known, Integral):
            assert codes(proof, claim, at, index, integrand=Integer(1)) == "steps.integral"


def test_a_step_needs_the_scope_of_its_index() -> None:
    """The value on one step must be shown for every k of the range, not for some of them."""
    claim, proof, _ = proof_of(STEPS[0], "pushforward-steps")
    place = next(
        i
        for i, scope in enumerate(proof.scopes)
        if scope.bound.bounds and scope.bound.variables[0].is_integer
    )
    index, low, _ = proof.scopes[place].bound.bounds[0]
    for ends in ((low + 1, oo), (low, Integer(5)), (low - 1, oo)):
        bound = replace(proof.scopes[place].bound, bounds=((index, *ends),))
        scopes = list(proof.scopes)
        scopes[place] = replace(scopes[place], bound=bound)
        with pytest.raises(ProofError):
            replay(replace(proof, scopes=tuple(scopes)), claim)


@pytest.mark.parametrize("text", SUMS)
def test_sums_need_their_cuts_and_ranges(text: str) -> None:
    claim, proof, at = proof_of(text, "mixture")
    step = proof.steps[at]
    if len(step.args) == 4:
        cuts = step.args[3]
        assert isinstance(cuts, tuple)
        for other in ((), (*cuts, Integer(50)), tuple(c + 1 for c in cuts)):  # type: ignore[operator]
            with pytest.raises(ProofError):
                replay(changed(proof, at, args=(*step.args[:3], other)), claim)
    partial = [i for i in step.premises if isinstance(proof.steps[i].conclusion, Partial)]
    for index in partial:
        known = proof.steps[index].conclusion
        assert isinstance(known, Partial)
        with pytest.raises(ProofError, match=r"step\.conclusion"):
            replay(changed(proof, index, conclusion=replace(known, value=known.value + 1)), claim)


def test_the_same_variable_twice_is_no_independent_one() -> None:
    """X + X is no double sum: the letter of the fixed variable must not meet the other."""
    claim, proof, at = proof_of(SUMS[0], "mixture")
    step = proof.steps[at]
    other = next(v for v in claim.variables if step.args[1].has(v))  # type: ignore[union-attr]
    given = proof.steps[step.premises[0]].conclusion
    assert isinstance(given, HasLaw)
    bad = changed(proof, step.premises[0], conclusion=replace(given, subject=other))
    with pytest.raises(ProofError):
        replay(bad, claim)

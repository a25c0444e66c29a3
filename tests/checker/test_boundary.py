"""Claims with a parameter in a closed interval, by two cases: claims, tampered proofs, a mutant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Piecewise, Symbol, oo
from tampered import rejected_like

import symreparam
from symreparam.checker import sides
from symreparam.checker.replay import replay
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equation, HasLaw, MedianOf
from symreparam.logic.proof import Proof, Step
from symreparam.pipeline import check_text
from symreparam.rules.boundary import closed_end, edge_claim, inside_claim, pointwise
from symreparam.rules.table import BOUNDARY
from symreparam.terms.law import Named
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable

MEMORY = "let lam > 0\nlet a >= 0\nlet X ~ Exponential(lam)\n"
TRUE = [
    f"{MEMORY}prove (X - a given X > a) ~ Exponential(lam)",
    "let a >= 0\nlet U ~ Uniform(0, a + 1)\nprove (U given U > a) ~ Uniform(a, a + 1)",
]


@pytest.mark.parametrize("text", TRUE)
def test_proved(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved", found.reason
    assert found.proof.steps[-1].rule == BOUNDARY
    assert not replay(proof_from_json(proof_to_json(found.proof)), found.claim).refuted
    shown = symreparam.outcome_text(found)
    assert "The case a = 0." in shown and "The case a > 0." in shown


def test_refuted_at_values_of_the_claim_itself() -> None:
    [found] = check_text(f"{MEMORY}refute (X given X > a) ~ Exponential(lam)")
    assert (found.verdict, found.ok) == ("refuted", True)
    assert {str(name) for name, _ in found.witness.parameters} == {"lam", "a"}
    assert replay(found.proof, found.claim).refuted


def test_what_holds_at_the_end_alone_is_not_proved() -> None:
    [found] = check_text(f"{MEMORY}prove (X + a given X > a) ~ Exponential(lam)")
    assert found.verdict != "proved"


A = parameter("a", Domain(lower=Integer(0), lower_closed=True))
X = variable("X")


def claim(scope: Scope | None = None) -> Claim:
    law = Named("Exponential", (Integer(1),))
    known = Domain(lower=Integer(0), lower_closed=True)
    given = HasLaw(X, law)
    scope = scope or Scope(((A, known),), (), ((A, Integer(1)),))
    return Claim(scope, (X,), (given,), HasLaw(X + A, law))


def test_the_two_claims() -> None:
    b = parameter("b", Domain())
    scope = Scope(((A, Domain(lower=Integer(0), lower_closed=True)), (b, Domain())))
    scope = replace(scope, relations=(Relation(A, "<", b),))
    inside, edge = (f(claim(scope=scope), A, "lower") for f in (inside_claim, edge_claim))
    new = parameter("a", Domain(lower=Integer(0)))
    assert inside.scope.symbols == ((new, Domain(lower=Integer(0))), (b, Domain()))
    assert inside.scope.relations == (Relation(new, "<", b),)
    assert inside.goal.subject == X + new
    assert edge.scope.symbols == ((b, Domain()),)
    assert Relation(Integer(0), "<", b) in edge.scope.relations
    assert edge.goal.subject == X


def test_closed_ends() -> None:
    half = Domain(lower=Integer(0), upper=Integer(1), upper_closed=True)
    assert closed_end(half, "lower") is None and closed_end(half, "upper") == 1
    assert closed_end(Domain(upper=oo, upper_closed=True), "upper") is None
    assert closed_end(None, "lower") is None
    whole = Domain(lower=Integer(2), lower_closed=True, integer=True)
    n = parameter("n", whole)
    known = replace(claim(), scope=Scope(((n, whole),)), goal=HasLaw(X + n, claim().goal.law))
    assert inside_claim(known, n, "lower").scope.symbols[0][1].lower == 3
    assert edge_claim(known, n, "lower").goal.subject == X + 2


@pytest.mark.parametrize("end", ["lower", "upper"])
def test_an_open_end_is_no_case(end: str) -> None:
    opened = Scope(((parameter("a", Domain(lower=Integer(0))), Domain(lower=Integer(0))),))
    for make in (inside_claim, edge_claim):
        with pytest.raises(RuleError, match="end"):
            make(claim(scope=opened), opened.names[0], end)


def test_goals_that_tie_parameter_values_together_are_left_alone() -> None:
    letter = Symbol("m_1", real=True)
    median = Equation(letter, A, (MedianOf(letter, X),))
    assert pointwise(claim()) and not pointwise(replace(claim(), goal=median))


def test_every_part_is_needed() -> None:
    [found] = check_text(TRUE[0])
    proof = found.proof
    [step] = proof.steps
    symbol, end, edge, inside = step.args
    lam = next(name for name in proof.claim.scope.names if name != symbol)
    for args, code in (
        ((symbol, end, edge), "args"),
        ((symbol, "upper", edge, inside), "end"),
        ((symbol, "middle", edge, inside), "end"),
        ((lam, end, edge, inside), "end"),
        ((symbol, end, inside, edge), "edge"),
        ((symbol, end, edge, edge), "inside"),
        ((symbol, end, inside, inside), "edge"),
        ((symbol, end, edge, proof), "inside"),
    ):
        rejected_like(replace(proof, steps=(replace(step, args=args),)), code)


def test_a_planted_rule_without_the_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """X + a ~ Exponential(1) holds at a = 0 alone."""
    false = claim()
    edge = edge_claim(false, A, "lower")
    at_zero = Proof(edge, (), (), (Step(0, "hypothesis", (), (0,), edge.goal),))
    planted = Proof(
        false, (), (), (Step(0, BOUNDARY, (), (A, "lower", at_zero, at_zero), false.goal),)
    )
    rejected_like(planted, "inside")
    monkeypatch.setattr(sides, "inside_claim", edge_claim)
    assert not replay(planted).refuted  # a falsehood


def test_a_term_that_is_undefined_at_the_end_is_no_case() -> None:
    """1/(1 + 1/a) is not defined at a = 0, where SymPy puts 0; a place not taken may be."""
    lost = 1 / (1 + 1 / A)
    start = claim()
    bad = replace(start, goal=HasLaw(X + lost, Named("Normal", (lost, Integer(1)))))
    with pytest.raises(RuleError, match=r"boundary\.defined"):
        edge_claim(bad, A, "lower")
    choice = Piecewise((1 / A, A > 0), (Integer(0), True))
    good = replace(start, goal=HasLaw(X + choice, Named("Normal", (choice, Integer(1)))))
    assert edge_claim(good, A, "lower").goal.subject == X

"""The law of an extreme of n terms by their distribution function: each obligation is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer

from symreparam.checker.replay import replay
from symreparam.decide.points import find
from symreparam.derivation.extremes import prove_extreme
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import Derivative, Distribution, FoldEquation, FoldLaw
from symreparam.logic.proof import Proof
from symreparam.rules.extremes import extreme_law_rule
from symreparam.rules.folds import law_claim
from symreparam.rules.rule import Setting
from symreparam.terms.law import Law, Piece
from symreparam.terms.scope import variable

HEAD = "let n integer >= 1\nlet lam > 0\nlet M ~ Normal(0, 1)\nlet X[1..n] ~ "


def extreme(fold: str, law: str = "Exponential(lam)") -> Claim:
    """The claim that the fold has an empty law."""
    block = parse_block(f"{HEAD}{law}\nprove E({fold}) = 0")
    [goal] = goals(check_names(block, FAMILY_NAMES))
    assert goal.claim is not None and isinstance(goal.claim.goal, FoldEquation)
    whole = goal.claim.goal
    scope = replace(goal.claim.scope, point=find(goal.claim.scope))
    return law_claim(replace(goal.claim, scope=scope), whole, whole.folds[0], Law(variable("z")))


def given(proof: Proof) -> tuple[Setting, tuple, FoldLaw]:
    last = proof.steps[-1]
    premises = tuple(proof.steps[k].conclusion for k in last.premises)
    goal = last.args[0]
    assert isinstance(goal, FoldLaw)
    return Setting(proof.claim, proof.claim.scope), premises, goal


def refused(setting: Setting, premises: tuple, goal: FoldLaw, code: str) -> None:
    with pytest.raises(RuleError) as error:
        extreme_law_rule(setting, premises, (goal,))
    assert error.value.code == code


@pytest.mark.parametrize("fold", ["max(X)", "min(X)", "max(X^2)", "min(-X)"])
def test_accepted(fold: str) -> None:
    _, proof = prove_extreme(extreme(fold))
    assert not replay(proof).refuted


@pytest.mark.parametrize(
    ("fold", "law"),
    [("exp(sum(X[i], i=1..n))", "Exponential(lam)"), ("max(X)", "Poisson(lam)")],
)
def test_no_sums_and_no_masses(fold: str, law: str) -> None:
    with pytest.raises(RuleError):
        prove_extreme(extreme(fold, law))


def test_each_premise_is_needed() -> None:
    setting, premises, goal = given(prove_extreme(extreme("max(X)"))[1])
    known, slope, size = premises
    assert isinstance(known, Distribution) and isinstance(slope, Derivative)
    assert extreme_law_rule(setting, premises, (goal,)) == goal
    refused(setting, (known, slope), goal, "extreme-law.premises")
    refused(setting, (known, slope, slope), goal, "extreme-law.size")
    refused(setting, (known, size, size), goal, "extreme-law.derivative")
    refused(setting, (known, slope, slope, size), goal, "extreme-law.derivative")
    half = replace(slope.map, body=slope.map.body / 2)
    refused(setting, (known, replace(slope, map=half), size), goal, "extreme-law.derivative")
    other = replace(known, subject=2 * goal.body)
    refused(setting, (other, slope, size), goal, "extreme-law.distribution")


def test_the_law_is_this_one() -> None:
    setting, premises, goal = given(prove_extreme(extreme("max(X)"))[1])
    [piece] = goal.law.pieces
    for density in (piece.density / goal.size, premises[1].derivative):
        law = Law(goal.law.variable, (Piece(piece.region, density),))
        refused(setting, premises, replace(goal, law=law), "extreme-law.law")
    refused(setting, premises, replace(goal, kind="min"), "extreme-law.law")
    refused(setting, premises, replace(goal, kind="sum"), "extreme-law.kind")
    refused(setting, premises, replace(goal, subject=2 * goal.letter), "extreme-law.subject")
    refused(setting, premises, replace(goal, size=goal.size + 1), "extreme-law.size")


def test_the_terms_are_alike_and_independent() -> None:
    setting, premises, goal = given(prove_extreme(extreme("max(X)"))[1])
    [lam] = [s for s in setting.scope.names if s.name == "lam"]
    indexed = replace(goal, indexed=(*goal.indexed, lam))
    refused(setting, premises, indexed, "extreme-law.alike")
    refused(setting, premises, replace(goal, indexed=()), "extreme-law.shared")
    with pytest.raises(ProofError):
        _, proof = prove_extreme(extreme("max(X)"))
        last = proof.steps[-1]
        wrong = replace(goal, body=goal.body + Integer(1))
        replay(replace(proof, steps=(*proof.steps[:-1], replace(last, args=(wrong,)))))

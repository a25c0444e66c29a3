"""The rule `exactly-part`: each obligation has a proof that lacks it and is rejected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sympy import Integer
from tampered import rejected

from symreparam.checker import cases, exactly
from symreparam.checker.replay import replay
from symreparam.derivation.refute import refute
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Exactly, Fails, Holds
from symreparam.logic.proof import Proof
from symreparam.pipeline import Options, check_text
from symreparam.pipeline.agreement import agreement
from symreparam.pipeline.covering import exactly as exactly_fact
from symreparam.rules.instance import instantiate
from symreparam.rules.rule import Setting
from symreparam.rules.table import EXACTLY
from symreparam.rules.wellformed import check_judgement
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation

PLAIN = Options(cross_check=False, explain=False)
POINT = "let mu real\nlet sigma > 0\nlet X ~ Normal(0, 1)\nprove mu + sigma^2*X ~ Normal(mu, sigma)"


def found(text: str) -> Proof | None:
    [outcome] = check_text(text, options=PLAIN)
    assert outcome.claim is not None
    fact = exactly_fact(outcome.claim, agreement(outcome.claim))
    return None if fact is None else fact.proof


@pytest.fixture(scope="module")
def proof() -> Proof:
    known = found(POINT)
    assert known is not None
    return known


def part(proof: Proof, refuted: bool) -> int:
    """The step of the case whose lemma holds, or fails."""
    [index] = [
        index
        for index, step in enumerate(proof.steps)
        if step.rule == EXACTLY
        and isinstance(lemma := step.args[1], Proof)
        and isinstance(lemma.steps[-1].conclusion, Fails) == refuted
    ]
    return index


def goal_of(proof: Proof) -> Exactly:
    assert isinstance(proof.claim.goal, Exactly)
    return proof.claim.goal


def with_step(proof: Proof, index: int, **changes: object) -> Proof:
    steps = list(proof.steps)
    steps[index] = replace(steps[index], **changes)  # type: ignore[arg-type]
    return replace(proof, steps=tuple(steps))


def claiming(proof: Proof, goal: Exactly) -> Proof:
    """The same steps, for another set of parameter values."""
    steps = tuple(
        replace(step, conclusion=goal) if isinstance(step.conclusion, Exactly) else step
        for step in proof.steps
    )
    return replace(proof, claim=replace(proof.claim, goal=goal), steps=steps)


@pytest.mark.parametrize(
    ("lets", "claim", "parts"),
    [
        ("mu real; sigma > 0", "mu + sigma^2*X ~ Normal(mu, sigma)", 1),
        ("mu, sigma real", "mu + sigma*X ~ Normal(mu, sigma)", 1),
        ("mu, s real", "mu + s*X ~ Normal(mu, s^2)", 2),
        ("mu real; s > 0", "mu + s*X ~ Normal(mu^3, s^2)", 3),
        ("mu, sigma real", "mu + sigma*X ~ Normal(mu + sigma^2 + 1, sigma)", 0),
    ],
)
def test_the_parameter_set_is_proved_and_stays_so_when_stored(
    lets: str, claim: str, parts: int
) -> None:
    known = "\n".join(f"let {each}" for each in lets.split("; "))
    proof = found(f"{known}\nlet X ~ Normal(0, 1)\nprove {claim}")
    assert proof is not None and len(goal_of(proof).cases) == parts
    assert not replay(proof_from_json(proof_to_json(proof)), proof.claim).refuted


def test_what_is_not_settled_has_no_proof() -> None:
    assert found("let n integer >= 1\nlet 0 < p < 1\nlet X ~ Binomial(n, p)\n"
                 "prove n - X ~ Binomial(n + 1, p^2)") is None  # fmt: skip


def test_another_set_is_not_proved(proof: Proof) -> None:
    goal = goal_of(proof)
    [case] = goal.cases
    [relation] = case
    rejected(claiming(proof, replace(goal, cases=())), "exactly-part.inside")
    rejected(claiming(proof, replace(goal, cases=((),))), "exactly-part.inside")
    other = replace(relation, right=relation.right + 1)
    rejected(claiming(proof, replace(goal, cases=((other,),))), "exactly-part.inside")
    # a further part, on which the claim fails
    rejected(claiming(proof, replace(goal, cases=(case, (other,)))), "exactly-part.outside")
    # a part that is cut down
    rejected(claiming(proof, replace(goal, cases=((relation, other),))), "exactly-part.inside")


def test_the_part_where_it_fails_is_outside_of_each_case(proof: Proof) -> None:
    index = part(proof, True)
    goal = goal_of(proof)
    [[relation]] = goal.cases
    rejected(with_step(proof, index, premises=()), "exactly-part.outside")
    # a relation that is true there and says nothing against the case
    [premise] = proof.steps[index].premises
    plain = Relation(Integer(0), "<", relation.left)
    changed = with_step(proof, premise, args=(plain, NUMBERS), conclusion=Holds(plain))
    rejected(changed, "exactly-part.outside")
    # a premise of another scope
    rejected(with_step(changed, premise, scope=0), "exactly-part.premise")


def test_the_part_where_it_holds_is_inside_of_a_case(proof: Proof) -> None:
    index = part(proof, False)
    rejected(with_step(proof, index, premises=()), "exactly-part.inside")


def test_the_lemma_is_about_this_claim_there(proof: Proof) -> None:
    inside, outside = part(proof, False), part(proof, True)
    equations, lemma = proof.steps[inside].args
    other = proof.steps[outside].args[1]
    assert isinstance(lemma, Proof) and isinstance(other, Proof)
    rejected(with_step(proof, outside, args=((), lemma)), "exactly-part.parameters")
    rejected(with_step(proof, inside, args=((), other)), "exactly-part.relations")
    rejected(with_step(proof, inside, args=((), lemma)), "exactly-part.parameters")
    [(symbol, term)] = equations  # type: ignore[misc]
    rejected(with_step(proof, inside, args=(((symbol, term + 1),), lemma)), "exactly-part.equation")
    somewhere = refute(other.claim)
    assert somewhere is not None and somewhere.at
    rejected(with_step(proof, outside, args=((), somewhere)), "exactly-part.everywhere")


def test_a_case_is_not_left_out(proof: Proof) -> None:
    last = len(proof.steps) - 1
    rejected(with_step(proof, last, premises=(part(proof, False),)), "cases.cover")


def test_the_goal_is_a_set_of_parameter_values(proof: Proof) -> None:
    plain = replace(proof.claim, goal=goal_of(proof).of)
    step = replace(proof.steps[part(proof, False)], scope=0)
    rejected(Proof(plain, (), (), (replace(step, premises=()),)), "exactly-part.goal")
    with pytest.raises(RuleError, match=r"instance\.exactly"):
        instantiate(proof.claim, proof.claim.scope.point)


def test_relations_speak_of_parameters_alone(proof: Proof) -> None:
    claim = proof.claim
    [X] = claim.variables
    strange = Exactly(goal_of(proof).of, ((Relation(Integer(0), "<", X),),))
    with pytest.raises(RuleError):
        check_judgement(strange, Setting(claim, claim.scope))
    with pytest.raises(RuleError):
        check_judgement(replace(strange, of=claim.hypotheses), Setting(claim, claim.scope))


def test_relations_that_exclude_each_other() -> None:
    one, two = Integer(1), Integer(2)
    for first, second in (("<", "="), ("!=", "="), ("=", "<"), ("=", "!=")):
        assert cases.excludes(Relation(one, first, two), Relation(two, second, one))
    for first, second in (("<", "!="), ("<=", "="), ("<", "<="), ("!=", "!="), ("=", "=")):
        assert not cases.excludes(Relation(one, first, two), Relation(one, second, two))
    assert cases.excludes(Relation(one, "<", two), Relation(two, "<=", one))
    assert not cases.excludes(Relation(one, "<", two), Relation(one, "=", Integer(3)))


def _anything(one: Relation, other: Relation) -> bool:
    return True


@pytest.mark.parametrize("planted", [_anything])
def test_a_planted_wrong_exclusion_is_caught(
    proof: Proof, planted: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a rule that takes any relation as one against a case, the set of a further part would
    be accepted: the test above would fail."""
    monkeypatch.setattr(exactly, "excludes", planted)
    goal = goal_of(proof)
    [case] = goal.cases
    [relation] = case
    wider = replace(goal, cases=(case, (replace(relation, right=relation.right + 1),)))
    index = part(proof, True)
    [premise] = proof.steps[index].premises
    wrong = with_step(claiming(proof, wider), index, premises=(premise, premise))
    assert not replay(wrong).refuted
    monkeypatch.undo()
    rejected(wrong, "exactly-part.outside")

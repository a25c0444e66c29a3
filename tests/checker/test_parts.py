"""The rule `fails-part` and the cases that join it: each obligation has a proof that lacks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sympy import Integer, Symbol
from tampered import rejected

from symreparam.checker import parts
from symreparam.checker.cases import join_cases
from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.everywhere import refute_everywhere
from symreparam.derivation.prove import prove
from symreparam.derivation.refute import refute
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails
from symreparam.logic.proof import Proof, Step, SubScope
from symreparam.pipeline import Options, check_text
from symreparam.pipeline.facts import at_value, narrowed
from symreparam.rules.rule import Setting
from symreparam.rules.table import CASES, PART
from symreparam.terms.scope import Domain, Relation

PLAIN = Options(cross_check=False, explain=False)
BETA = "let a, b > 0\nlet X ~ Beta(a, b)\nrefute 1 - X ~ Beta(a + 1, b) for all"


@pytest.fixture(scope="module")
def proof() -> Proof:
    [outcome] = check_text(BETA, options=PLAIN)
    assert outcome.verdict == "refuted" and outcome.ok and outcome.proof is not None
    return outcome.proof


def part(proof: Proof, sign: str) -> int:
    """The step of the case whose scope has this relation."""
    [found] = [
        index
        for index, step in enumerate(proof.steps)
        if step.rule == PART
        and (r := proof.scopes[step.scope - 1].relation) is not None
        and r.sign == sign
    ]
    return found


def with_step(proof: Proof, index: int, **changes: object) -> Proof:
    steps = list(proof.steps)
    steps[index] = replace(steps[index], **changes)  # type: ignore[arg-type]
    return replace(proof, steps=tuple(steps))


def test_every_case_has_its_proof_and_stays_one_when_stored(proof: Proof) -> None:
    assert proof.at == () and proof.steps[-1].rule == CASES
    assert replay(proof_from_json(proof_to_json(proof)), proof.claim).refuted
    assert {r.sign for s in proof.scopes if (r := s.relation) is not None} == {"=", "!="}


def test_a_case_is_not_left_out(proof: Proof) -> None:
    last = len(proof.steps) - 1
    rejected(with_step(proof, last, premises=(part(proof, "="),)), "cases.cover")


def test_the_equation_is_one_of_the_scope(proof: Proof) -> None:
    index = part(proof, "=")
    [(symbol, term)] = proof.steps[index].args[0]  # type: ignore[misc]
    lemma = proof.steps[index].args[1]
    other = (((symbol, term + 1),), lemma)
    rejected(with_step(proof, index, args=other), "fails-part.equation")
    rejected(with_step(proof, index, args=((), lemma)), "fails-part.parameters")
    twice = (((symbol, term), (symbol, term)), lemma)
    rejected(with_step(proof, index, args=twice), "fails-part.parameter")


def test_a_case_of_an_inequality_does_not_have_the_equation(proof: Proof) -> None:
    same, other = part(proof, "="), part(proof, "!=")
    scope = proof.steps[other].scope
    rejected(with_step(proof, same, scope=scope), "fails-part.equation")


def test_the_lemma_is_about_this_claim_at_all_values(proof: Proof) -> None:
    index = part(proof, "=")
    equations, lemma = proof.steps[index].args
    assert isinstance(lemma, Proof)
    other = part(proof, "!=")
    rejected(
        with_step(proof, index, args=(equations, proof.steps[other].args[1])),
        "fails-part.parameters",
    )
    somewhere = refute(lemma.claim)
    assert somewhere is not None and somewhere.at
    rejected(with_step(proof, index, args=(equations, somewhere)), "fails-part.everywhere")
    claim = lemma.claim
    goal = replace(claim.law_goal, subject=claim.law_goal.subject + 5)
    stranger = refute_everywhere(replace(claim, goal=goal))
    assert stranger is not None
    rejected(with_step(proof, index, args=(equations, stranger)), "fails-part.lemma")


def test_the_lemma_assumes_nothing_beyond_its_case(proof: Proof) -> None:
    index = part(proof, "!=")
    equations, lemma = proof.steps[index].args
    assert isinstance(lemma, Proof)
    [a, b] = lemma.claim.scope.names
    narrow = narrowed(lemma.claim, (Relation(a, "<", b),))
    assert narrow is not None
    found = refute_everywhere(narrow)
    assert found is not None
    rejected(with_step(proof, index, args=(equations, found)), "fails-part.relations")
    domains = tuple((s, replace(d, lower=Integer(1))) for s, d in lemma.claim.scope.symbols)
    scope = replace(lemma.claim.scope, symbols=domains, point=((a, Integer(2)), (b, Integer(2))))
    wider = replace(lemma, claim=replace(lemma.claim, scope=scope))
    rejected(with_step(proof, index, args=(equations, wider)), "fails-part.parameters")


def test_a_proved_lemma_refutes_nothing() -> None:
    [outcome] = check_text(
        "let s > 0\nlet X ~ Normal(0, 1)\nrefute s^2*X ~ Normal(0, s) for all", options=PLAIN
    )
    claim = outcome.claim
    assert claim is not None and not outcome.ok
    s = claim.scope.names[0]
    assert outcome.holds_at == ((s, Integer(1)),)
    there = at_value(claim, s, Integer(1))
    assert there is not None
    builder = whole(claim, s, prove(there))
    rejected(builder, "fails-part.proved")


def whole(claim: Claim, symbol: Symbol, lemma: Proof) -> Proof:
    """Cases symbol = 1 and symbol != 1, the first by the lemma."""
    goal = Fails(claim.goal)
    builder = Builder(claim)
    one = Relation(symbol, "=", Integer(1))
    builder.enter(one)
    first = builder.insert(Step(builder.scope, PART, (), (((symbol, Integer(1)),), lemma), goal))
    builder.leave()
    builder.enter(replace(one, sign="!="))
    away = narrowed(claim, (replace(one, sign="!="),))
    assert away is not None
    other = refute_everywhere(away)
    assert other is not None
    second = builder.insert(Step(builder.scope, PART, (), ((), other), goal))
    builder.leave()
    return builder.proof(builder.join((first, second), ()))


def test_no_bound_symbol_is_put_in(proof: Proof) -> None:
    index = part(proof, "=")
    scope = proof.steps[index].scope
    letter = Symbol("w", real=True)
    from symreparam.terms.region import interval

    inner = SubScope(scope, None, interval(letter, Integer(0), Integer(1)))
    changed = replace(proof, scopes=(*proof.scopes, inner))
    rejected(with_step(changed, index, scope=len(changed.scopes)), "fails-part.scope")


@pytest.mark.parametrize("values", [True, False])
def test_cases_compare_terms_that_are_defined(values: bool) -> None:
    # at c = 0 neither 1/c < 0 nor 1/c >= 0 holds
    [outcome] = check_text(
        "let c real\nlet X ~ Normal(c, 1)\nprove X ~ Normal(c, 1)", options=PLAIN
    )
    claim = outcome.claim
    assert claim is not None
    builder, c = Builder(claim), claim.scope.names[0]
    term = c if values else 1 / c
    ends = []
    for relation in (Relation(term, "<", Integer(0)), Relation(Integer(0), "<=", term)):
        builder.enter(relation)
        ends.append(builder.add("hypothesis", (), (0,)))
        builder.leave()
    step = Step(0, CASES, tuple(ends), (), builder.conclusion(ends[0]))
    found = Proof(claim, (), tuple(builder.narrower), tuple(builder.steps))
    work: Callable[[], object] = lambda: join_cases(  # noqa: E731
        step, found, [-1, 0, 0], Setting(claim, claim.scope)
    )
    if values:
        assert work() == claim.goal
        return
    with pytest.raises(RuleError, match=r"cases\.undefined"):
        work()


def test_whole_numbers_put_in_for_parameters_keep_their_range() -> None:
    from symreparam.rules.instance import put_in

    [outcome] = check_text(
        "let 0 < p < 1\nlet n integer >= 2\nlet X ~ Binomial(n, p)\nrefute X ~ Binomial(n, 1 - p)",
        options=PLAIN,
    )
    assert outcome.claim is not None
    scope = outcome.claim.scope
    [p, n] = scope.names
    there = put_in(scope, p, 1 / n)
    assert there.symbols == ((n, Domain(Integer(2), lower_closed=True, integer=True)),)
    assert there.relations == (Relation(Integer(0), "<", 1 / n), Relation(1 / n, "<", Integer(1)))


def test_a_planted_rule_that_trusts_its_lemma_is_caught(
    proof: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that does not ask whether the lemma fails everywhere takes any refutation."""
    index = part(proof, "=")
    equations, lemma = proof.steps[index].args
    assert isinstance(lemma, Proof)
    somewhere = refute(lemma.claim)
    assert somewhere is not None and somewhere.at
    wrong = with_step(proof, index, args=(equations, somewhere))
    monkeypatch.setattr(parts, "fails_everywhere", lambda *given: None)
    assert replay(wrong).refuted
    monkeypatch.undo()
    rejected(wrong, "fails-part.everywhere")

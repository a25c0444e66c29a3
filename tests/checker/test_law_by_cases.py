"""law-by-cases: laws in narrower scopes that fill their parent, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer

from symreparam.checker.cases import join_laws
from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import HasLaw, HasLawByCases
from symreparam.logic.proof import Proof
from symreparam.pipeline import check_text
from symreparam.render.forms_text import form_text
from symreparam.rules.rule import Setting
from symreparam.rules.wellformed import check_judgement
from symreparam.terms.forms import CaseLaw, ImplicitLaw
from symreparam.terms.law import Named
from symreparam.terms.scope import Relation, variable

TEXT = "let a, b real\nlet X ~ Normal(0, 1)\nderive a*X^2 + b"


@pytest.fixture(scope="module")
def proof() -> Proof:
    [found] = check_text(TEXT)
    assert found.verdict == "proved" and found.proof is not None, found.reason
    return found.proof


def joined(proof: Proof, premises: tuple[int, ...]) -> object:
    parents = [-1, *(scope.parent for scope in proof.scopes)]
    step = replace(proof.steps[-1], premises=premises)
    return join_laws(step, proof, parents, Setting(proof.claim, proof.claim.scope))


def test_a_law_for_each_case(proof: Proof) -> None:
    goal = proof.claim.goal
    assert isinstance(goal, HasLawByCases)
    a, b = proof.claim.scope.names
    zero = Integer(0)
    assert [case.relations for case in goal.cases] == [
        (Relation(a, "<", zero),),
        (Relation(a, "=", zero),),
        (Relation(zero, "<", a),),
    ]
    assert goal.cases[1].law == Named("Point", (b,))
    stored = proof_from_json(proof_to_json(proof))
    assert stored == proof and not replay(stored, proof.claim).refuted


def test_every_case_is_needed(proof: Proof) -> None:
    premises = proof.steps[-1].premises
    assert joined(proof, premises) == proof.claim.goal
    for place in range(len(premises)):
        with pytest.raises(RuleError, match=r"cases\.cover"):
            joined(proof, (*premises[:place], *premises[place + 1 :]))
    with pytest.raises(RuleError, match=r"cases\.premises"):
        joined(proof, ())


def test_the_subject_is_one_and_the_premises_are_laws(proof: Proof) -> None:
    premises = proof.steps[-1].premises
    known = proof.steps[premises[0]].conclusion
    assert isinstance(known, HasLaw)
    for wrong, code in (
        (replace(known, subject=known.subject + 1), "cases.subject"),
        (proof.steps[-1].conclusion, None),
    ):
        steps = list(proof.steps)
        steps[premises[0]] = replace(steps[premises[0]], conclusion=wrong)
        changed = replace(proof, steps=tuple(steps))
        if code is not None:
            with pytest.raises(RuleError, match=code):
                joined(changed, premises)
        with pytest.raises(ProofError):
            replay(changed)
    inside = [i for i, s in enumerate(proof.steps) if s.scope == proof.steps[premises[0]].scope]
    other = next(i for i in inside if not isinstance(proof.steps[i].conclusion, HasLaw))
    with pytest.raises(RuleError, match=r"cases\.law"):
        joined(proof, (other, *premises[1:]))


def test_a_stored_law_of_another_case_is_refused(proof: Proof) -> None:
    goal = proof.claim.goal
    assert isinstance(goal, HasLawByCases)
    first, second, third = goal.cases
    for cases in (
        (third, second, replace(third, relations=first.relations)),
        (first, second),
        (first, replace(second, law=Named("Point", (Integer(0),))), third),
    ):
        claim = replace(proof.claim, goal=replace(goal, cases=cases))
        with pytest.raises(ProofError):
            replay(replace(proof, claim=claim), claim)


def test_cases_are_well_formed(proof: Proof) -> None:
    goal = proof.claim.goal
    assert isinstance(goal, HasLawByCases)
    setting = Setting(proof.claim, proof.claim.scope)
    check_judgement(goal, setting)
    [case, *_] = goal.cases
    stranger = variable("stranger")
    for cases in (
        (),
        (replace(case, relations=()),),
        (replace(case, relations=(Relation(stranger, "<", Integer(0)),)),),
        (CaseLaw(case.relations, Named("Point", (stranger,))),),
        (CaseLaw(case.relations, ImplicitLaw(())),),
    ):
        with pytest.raises(RuleError, match="form"):
            check_judgement(replace(goal, cases=cases), setting)


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("let c != 0\nlet X ~ Exponential(2)\nderive c*X^2", "if 0 < c: Weibull(c/4, 1/2)"),
        ("let p real\nlet X ~ Exponential(2)\nderive 1/(X - p)", "if p = 0: GammaInverse(1, 2)"),
        ("let p real\nlet U ~ Uniform(0, 1)\nderive abs(U - p)", "if 1 < p: Uniform(p - 1, p)"),
        ("let a real\nlet X ~ Normal(0, 1)\nderive X^5 + a*X", "at a*x + x^5 for x real"),
    ],
)
def test_laws_that_depend_on_a_sign(text: str, law: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "proved" and found.formed is not None, found.reason
    assert law in form_text(found.formed)
    assert found.proof is not None and not replay(found.proof, found.claim).refuted


def test_one_law_in_all_cases_is_no_law_by_cases() -> None:
    [found] = check_text("let c != 0\nlet X ~ Normal(0, 1)\nderive c*X")
    assert found.formed is None and isinstance(found.law, Named)


def test_a_planted_join_without_the_cover_drops_a_case(
    proof: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    from symreparam.checker import cases

    premises = proof.steps[-1].premises[1:]
    real = cases.require
    with pytest.raises(RuleError, match=r"cases\.cover"):
        joined(proof, premises)

    def lax(ok: bool, code: str, detail: object = "") -> None:
        if code != "cases.cover":
            real(ok, code, detail)

    monkeypatch.setattr(cases, "require", lax)
    told = joined(proof, premises)
    assert isinstance(told, HasLawByCases) and len(told.cases) == 2

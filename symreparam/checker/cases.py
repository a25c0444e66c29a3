"""The rule `cases`: the same conclusion in narrower scopes that together fill their parent."""

from __future__ import annotations

from sympy import Expr

from symreparam.decide.answer import Context
from symreparam.decide.real import defined
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Holds, Judgement
from symreparam.logic.proof import Proof, Step
from symreparam.rules.rule import Setting, require, settled
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def join_cases(step: Step, proof: Proof, parents: list[int], setting: Setting) -> Judgement:
    """
    J under r_1    J under r_2  ...    one of r_1, r_2, ... always holds    s, t are defined
    ---------------------------------------------------------------------  cases()
    J

    All relations compare the same two terms s, t: where one is undefined, no case holds. Premises
    in the parent scope such as `left != right` or `left < right` spare the cases they exclude.
    """
    require(not step.args, "cases.args")
    known: list[Relation] = []
    covered: set[str] = set()
    ends: tuple[Expr, Expr] | None = None
    conclusion: Judgement | None = None
    for premise in step.premises:
        given = proof.steps[premise]
        if given.scope == step.scope:
            require(isinstance(given.conclusion, Holds), "cases.premise")
            if isinstance(given.conclusion, Holds) and given.conclusion.over == NUMBERS:
                known.append(given.conclusion.relation)
            continue
        require(parents[given.scope] == step.scope, "cases.scope", given.scope)
        relation = proof.scopes[given.scope - 1].relation
        if relation is None:
            raise RuleError("cases.scope", "not a scope of a relation")
        ends = ends or (relation.left, relation.right)
        covered |= _signs(relation, ends)
        require(conclusion in (None, given.conclusion), "cases.conclusion")
        conclusion = given.conclusion
    require(conclusion is not None and ends is not None, "cases.premises", "no case")
    for relation in known:
        if (relation.left, relation.right) in (ends, (ends or (None, None))[::-1]):
            covered |= {"<", "=", ">"} - _signs(relation, ends)  # type: ignore[arg-type]
    require(covered == {"<", "=", ">"}, "cases.cover", " ".join(sorted(covered)))
    for term in ends or ():
        settled(defined(term, Context(setting.scope, NUMBERS)), "cases.undefined")
    assert conclusion is not None
    return conclusion


_SIGNS = {"<": {"<"}, "<=": {"<", "="}, "!=": {"<", ">"}, "=": {"="}}
_MIRROR = {"<": ">", "=": "=", ">": "<"}


def _signs(relation: Relation, ends: tuple[object, object]) -> set[str]:
    """How left may compare with right (the order `ends`) when the relation holds."""
    signs = _SIGNS[relation.sign]
    if (relation.left, relation.right) == ends:
        return set(signs)
    require((relation.right, relation.left) == ends, "cases.terms", "other terms are compared")
    return {_MIRROR[sign] for sign in signs}

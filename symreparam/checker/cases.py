"""The rules that join narrower scopes which together fill their parent: one conclusion in all of
them, or one law in each."""

from __future__ import annotations

from sympy import Expr

from symreparam.decide.answer import Context
from symreparam.decide.real import defined
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasImplicitLaw, HasLaw, HasLawByCases, Holds, Judgement
from symreparam.logic.proof import Proof, Step
from symreparam.rules.rule import Setting, require, settled
from symreparam.terms.forms import CaseLaw
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
    found = [conclusion for _, conclusion in _cases(step, proof, parents, setting)]
    require(all(each == found[0] for each in found), "cases.conclusion")
    return found[0]


def join_laws(step: Step, proof: Proof, parents: list[int], setting: Setting) -> Judgement:
    """
    S has the law L_1 under r_1    S has L_2 under r_2  ...    one of r_1, r_2, ... always holds
    ---------------------------------------------------------------------------  law-by-cases()
    by cases S has the law L_1 where r_1, L_2 where r_2, ...

    The same premises as for `cases`. A premise that is by cases itself adds its relations to r.
    """
    found: list[CaseLaw] = []
    subjects = []
    for relation, known in _cases(step, proof, parents, setting):
        if isinstance(known, HasLawByCases):
            inner = [CaseLaw((relation, *each.relations), each.law) for each in known.cases]
        elif isinstance(known, HasLaw | HasImplicitLaw):
            inner = [CaseLaw((relation,), known.law)]
        else:
            raise RuleError("cases.law", type(known).__name__)
        subjects.append(known.subject)
        found += inner
    require(all(each == subjects[0] for each in subjects), "cases.subject")
    return HasLawByCases(subjects[0], tuple(found))


def _cases(
    step: Step, proof: Proof, parents: list[int], setting: Setting
) -> list[tuple[Relation, Judgement]]:
    """The relation and the conclusion of each case; at least one. RuleError unless they cover."""
    require(not step.args, "cases.args")
    known: list[Relation] = []
    covered: set[str] = set()
    ends: tuple[Expr, Expr] | None = None
    found: list[tuple[Relation, Judgement]] = []
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
        covered |= signs(relation, ends)
        found.append((relation, given.conclusion))
    require(bool(found) and ends is not None, "cases.premises", "no case")
    for relation in known:
        if (relation.left, relation.right) in (ends, (ends or (None, None))[::-1]):
            covered |= {"<", "=", ">"} - signs(relation, ends)  # type: ignore[arg-type]
    require(covered == {"<", "=", ">"}, "cases.cover", " ".join(sorted(covered)))
    for term in ends or ():
        settled(defined(term, Context(setting.scope, NUMBERS)), "cases.undefined")
    return found


_SIGNS = {"<": {"<"}, "<=": {"<", "="}, "!=": {"<", ">"}, "=": {"="}}
_MIRROR = {"<": ">", "=": "=", ">": "<"}


def excludes(one: Relation, other: Relation) -> bool:
    """Whether two relations of the same two terms never hold together."""
    ends = (one.left, one.right)
    if ends not in ((other.left, other.right), (other.right, other.left)):
        return False
    return not signs(one, ends) & signs(other, ends)


def signs(relation: Relation, ends: tuple[object, object]) -> set[str]:
    """How left may compare with right (the order `ends`) when the relation holds."""
    signs = _SIGNS[relation.sign]
    if (relation.left, relation.right) == ends:
        return set(signs)
    require((relation.right, relation.left) == ends, "cases.terms", "other terms are compared")
    return {_MIRROR[sign] for sign in signs}

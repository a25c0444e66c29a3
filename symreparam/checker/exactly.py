"""The rule `exactly-part`: where a claim holds, one part of the parameter values at a time.

The parts are joined by `cases`. The lemma's proof is replayed against the claim built here.
"""

from __future__ import annotations

from dataclasses import replace

from symreparam.checker.cases import excludes
from symreparam.checker.lemmas import lemma_refuted
from symreparam.checker.parts import part_of
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Exactly, Fails, Holds, Judgement
from symreparam.logic.proof import Proof, Step
from symreparam.rules.rule import Setting, count, require, take
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def conclude_exactly(step: Step, proof: Proof, setting: Setting) -> Judgement:
    """
    s_1 = t_1, .., s_k = t_k are relations of the scope, t_i free of s_1, .., s_i
    the claim with t_1 for s_1, .. holds, or fails at every value of its parameters, under some of
    the scope's other relations, with t_1 for s_1, .. in them
    where it holds: all relations of one case hold in the scope
    where it fails: of every case one relation never holds with one that does in the scope
    -----------------------------------------------------------  exactly-part(((s, t), ..), lemma)
    the claim holds exactly where all relations of one of the cases hold

    The premises are relations that hold in the step's own scope: those of the case in order, or
    one against each case, in the order of the cases, which compares the two terms of one of its
    relations.
    """
    count(step.args, 2, "exactly-part.args")
    require(not proof.at, "exactly-part.values", "the claim is about all parameter values")
    goal = take(setting.claim.goal, Exactly, "exactly-part.goal")
    plain, scope = replace(setting.claim, goal=goal.of), setting.scope
    require(scope.symbols == plain.scope.symbols, "exactly-part.scope", "a bound symbol")
    lemma, wanted = part_of(plain, scope, step, "exactly-part")
    refuted = lemma_refuted(lemma, wanted, "exactly-part.lemma")
    given = tuple(_relation(index, step, proof) for index in step.premises)
    if not refuted:
        require(given in goal.cases, "exactly-part.inside", "the relations of no case")
        return goal
    require(not lemma.at, "exactly-part.everywhere", "the lemma is about some values only")
    last = lemma.steps[-1].conclusion
    require(last == Fails(wanted.goal), "exactly-part.everywhere", "it fails at some values only")
    require(len(given) == len(goal.cases), "exactly-part.outside", "one relation for each case")
    for relation, case in zip(given, goal.cases, strict=True):
        against = any(excludes(relation, each) for each in case)
        require(against, "exactly-part.outside", f"{relation} is against no relation of its case")
    return goal


def _relation(index: int, step: Step, proof: Proof) -> Relation:
    """What the premise says of the parameters, in the step's own scope."""
    known = proof.steps[index]
    require(known.scope == step.scope, "exactly-part.premise", "a premise of another scope")
    if not isinstance(known.conclusion, Holds) or known.conclusion.over != NUMBERS:
        raise RuleError("exactly-part.premise", "a relation of parameters is expected")
    return known.conclusion.relation

"""Stored proofs: what an entry holds, and when it counts. Runs in a worker's child.

An entry is accepted only when the stored text of the whole claim and the records of every family in
it are equal to today's, everything in the claim is provably defined, and the checker replays the
proof for the claim as it is read from the document now. Anything else is searched anew.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from sympy import Expr, srepr

from symreparam.checker.replay import Replay, replay
from symreparam.decide.answer import Context, Proved
from symreparam.decide.points import empty, find
from symreparam.decide.sign import holds, sign
from symreparam.documents.meaning import goals
from symreparam.documents.meaning_needs import Need
from symreparam.documents.meaning_state import Goal
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.aliases import ALIASES
from symreparam.families.known import KNOWN
from symreparam.families.members import unfold
from symreparam.families.table import FAMILY_NAMES
from symreparam.families.variadic import family_of
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, SymreparamError
from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.used import about_its_own
from symreparam.shell.settle import result_of
from symreparam.shell.tasks import Result, Task
from symreparam.terms.build import TermError
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS

FORMAT: Final = "symreparam store 1"
_WANT: Final = {"nonzero": "!=", "positive": "+", "nonnegative": ">="}


def stored_texts(task: Task, settled: Sequence[tuple[Result, Outcome | None]]) -> list[str]:
    """What to keep for each outcome: two lines of JSON, or nothing."""
    if not task.claim or len(settled) != 1 or _goal(task) is None:
        return ["" for _ in settled]
    _, outcome = settled[0]
    if outcome is None or outcome.proof is None or outcome.verdict not in ("proved", "refuted"):
        return [""]
    try:
        return [f"{_entry(task, outcome.proof)}\n{proof_to_json(outcome.proof)}"]
    except (TermError, ValueError, TypeError):
        return [""]


def replayed(task: Task) -> Result | None:
    """The result of a stored proof that counts; None when it does not."""
    started = time.perf_counter()
    entry, _, text = task.stored.partition("\n")
    try:
        proof = proof_from_json(text)
        if entry != _entry(task, proof):
            return None
        goal = _goal(task)
        claim = _claim(goal, proof)
        if goal is None or claim is None or not _means_something(goal, claim):
            return None
        report = replay(proof, about_its_own(claim))
    except (ProofError, SymreparamError, TermError, ValueError, TypeError):
        return None
    outcome = _outcome(goal, proof, report)
    if outcome is None:
        return None
    result = result_of(outcome, task, time.perf_counter() - started)
    return replace(result, replayed=True)


def _outcome(goal: Goal, proof: Proof, report: Replay) -> Outcome | None:
    if report.refuted and goal.kind == "derive":
        return None
    verdict, wanted = ("refuted", "refute") if report.refuted else ("proved", "prove")
    ok = goal.kind in (wanted, "derive")
    law = None if report.refuted else proof.claim.law_goal.law
    start = Outcome(goal.kind, goal.text, proof.claim, verdict, ok, proof=proof, law=law)  # type: ignore[arg-type]
    return replace(start, names=(law,) if isinstance(law, Named) else ())


def _goal(task: Task) -> Goal | None:
    """The goal as the document has it now."""
    block = parse_block(task.text, line=task.line, column=task.column)
    checked = check_names(block, (*FAMILY_NAMES, *ALIASES, *KNOWN))
    found = goals(checked, path=task.path, name=task.name)
    if len(found) != 1 or found[0].kind != task.goal or found[0].for_all:
        return None
    return found[0] if found[0].claim is not None and found[0].error is None else None


def _claim(goal: Goal | None, proof: Proof) -> Claim | None:
    """The claim that the proof has to be of; for `derive`, with the law that the proof found."""
    if goal is None or goal.claim is None:
        return None
    if goal.kind == "derive":
        law = HasLaw(goal.claim.law_goal.subject, proof.claim.law_goal.law)
        return replace(goal.claim, goal=law)
    return goal.claim


# What has to hold before a proof says anything ----------------------------------------------------
def _means_something(goal: Goal, claim: Claim) -> bool:
    """Whether parameter values exist, and all that the claim needs to be defined is proved."""
    if empty(claim.scope) or find(claim.scope) is None:
        return False
    return all(_met(need, claim) for need in goal.needs)


def _met(need: Need, claim: Claim) -> bool:
    if need.relation is not None:
        return isinstance(holds(need.relation, Context(claim.scope)), Proved)
    random = [symbol for symbol in claim.variables if need.term.has(symbol)]
    if need.over != NUMBERS:
        regions = [need.over]
    elif not random:
        regions = [NUMBERS]
    else:
        given = claim.hypotheses[claim.variables.index(random[0])].law
        law = unfold(given, random[0]) if isinstance(given, Named) else given
        if law.atoms or law.lattices:
            return False  # what holds at masses is looked at by the search alone
        regions = [piece.region for piece in law.pieces]
    if need.kind == "nonzero" and any(region != NUMBERS for region in regions):
        return True  # a null set at most, or a pole that the proof itself has to exclude
    contexts = [Context(claim.scope, region) for region in regions]
    return all(isinstance(sign(need.term, _WANT[need.kind], c), Proved) for c in contexts)


# What an entry says -------------------------------------------------------------------------------
def _entry(task: Task, proof: Proof) -> str:
    """The claim's whole text, and the records of the families in the proof, as one line."""
    used = sorted((name, count) for name, count in _families(proof))
    records = {f"{name}/{count}": _plain(family_of(name, count)) for name, count in used}
    data = {"format": FORMAT, "goal": task.goal, "text": task.text, "families": records}
    return json.dumps(data, sort_keys=True)


def _families(proof: Proof) -> set[tuple[str, int]]:
    """The families in the proof with their numbers of arguments, which some leave free."""
    found: set[tuple[str, int]] = set()
    stack: list[object] = [proof]
    while stack:
        value = stack.pop()
        if isinstance(value, Named):
            found.add((value.family, len(value.arguments)))
        if isinstance(value, tuple):
            stack.extend(value)
        elif is_dataclass(value) and not isinstance(value, type):
            stack.extend(getattr(value, each.name) for each in fields(value))
    return found


def _plain(value: object) -> Any:
    """A record as JSON data that shows all of it: terms with their symbols' assumptions."""
    if isinstance(value, Expr):
        return srepr(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, f.name)) for f in fields(value))]
    if value is None or isinstance(value, str | bool | int):
        return value
    raise TypeError(f"{type(value).__name__} in a family's record")

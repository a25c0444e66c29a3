"""The numbers of a refutation's steps once more, with mpmath and quadrature.

A refutation that rests on means, divergences or signs shows no density at a point. Its steps say
numbers all the same: E X^2 = 1, a gap is positive, a sign on a box. Each is computed here from its
own terms and the claim's laws, by code that neither the search nor the checker uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sympy import Dummy, Expr, Rational, Symbol

from symreparam.logic.judgement import (
    Divergence,
    DivergenceOf,
    Entropy,
    EntropyOf,
    Equal,
    Expectation,
    GivenExpectation,
    GivenMean,
    Holds,
    JointDivergence,
    JointDivergenceOf,
    JointEntropy,
    JointEntropyOf,
    Judgement,
    Letter,
    Mean,
    Sign,
    ValueExpectation,
    ValueMean,
)
from symreparam.logic.proof import Proof, Step
from symreparam.logic.verdict import CrossCheck
from symreparam.numeric.evaluate import end_number, number, parameter_values
from symreparam.numeric.letters import Quantities
from symreparam.numeric.workspace import FUEL, NotFinite, Real, Workspace, digits_for
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region

NAME: Final = "the refutation's numbers, by mpmath and quadrature"
_TROUBLE: Final = (ArithmeticError, ValueError, RecursionError, TypeError)
_SAME: Final = 1e-6
_SHARES: Final = ((0.02, 0.2, 0.5, 0.8, 0.98), (0.001, 0.01, 0.15, 0.35, 0.65, 0.85, 0.99))
# in the midst of a region, but no centre of symmetry, where a kink or a null set may lie
_PLACES: Final = (Rational(37, 73), Rational(14, 71), Rational(57, 71))
_LETTER: Final = Dummy("value", real=True)
_MORE: Final = (10, 40)
"""Times the usual digits: 1 - erf(50) is told from 0 by its 1088th."""
_MOST: Final = 60
"""Numbers that are computed; a refutation in many steps repeats itself."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a step says: whether it holds (None: no number), how it reads, and a value found."""

    ok: bool | None
    shown: str = ""
    found: float | None = None


def recheck_steps(proof: Proof) -> CrossCheck:
    """Whether the numbers in a refutation's steps come out once more. Never raises.

    ok False: a second computation with twice the digits says that a number is wrong; None: none
    of the steps has a number that can be computed.
    """
    known: list[_Said] = []
    for step, part in ((s, p) for p in _parts(proof) for s in _used(p)):
        if len(known) >= _MOST:
            break
        said = _checked(part, step.conclusion)
        if said.ok is False:
            return CrossCheck(NAME, False, said.shown)
        if said.ok:
            known.append(said)
    if not known:
        return CrossCheck(NAME, None, "no evidence: no step says a number that is computed here")
    means = sum(said.found is not None for said in known)
    count = f"{len(known)} number{'s' if len(known) > 1 else ''} of its steps found again"
    return CrossCheck(NAME, True, f"{count}, {means} by quadrature" if means else count)


def _parts(proof: Proof) -> Iterator[Proof]:
    """The proof, and those of the lemmas among its steps' arguments."""
    yield proof
    for step in proof.steps:
        for arg in step.args:
            for inner in arg if isinstance(arg, tuple) else (arg,):
                if isinstance(inner, Proof):
                    yield from _parts(inner)


def _used(proof: Proof) -> list[Step]:
    """The steps of the claim's own scope on which the last one rests, that one's nearest last."""
    used, todo = set[int](), [len(proof.steps) - 1]
    while todo:
        for premise in proof.steps[todo.pop()].premises:
            if premise not in used:
                used.add(premise)
                todo.append(premise)
    return [proof.steps[index] for index in sorted(used) if proof.steps[index].scope == 0]


def _checked(proof: Proof, judged: Judgement) -> _Said:
    """The judgement at the proof's parameter values; a fault must be found twice."""
    first = _safely(proof, judged, 1)
    if first.ok is not False:
        return first
    again = _safely(proof, judged, 2)
    if again.ok is not False:
        return _Said(None)
    if again.found is None:  # no quadrature: what is next to nothing is told by more digits
        for times in _MORE:
            finer = _safely(proof, judged, times)
            if finer.ok is not False:
                return finer
    if first.found is not None and again.found is not None:
        settled = abs(first.found - again.found) <= _SAME * (1 + abs(again.found))
        return again if settled else _Said(None)
    return again


def _safely(proof: Proof, judged: Judgement, times: int) -> _Said:
    try:
        return _said(proof, judged, times)
    except _TROUBLE:
        return _Said(None)


def _said(proof: Proof, judged: Judgement, times: int) -> _Said:
    match judged:
        case Sign(expr, sign, over):
            work, found = _at_places(proof, (expr,), over, times)
            return _seen([_has_sign(value, sign, work) for (value,) in found], f"{expr} {sign} 0")
        case Holds(relation, over):
            work, found = _at_places(proof, (relation.left, relation.right), over, times)
            shown = f"{relation.left} {relation.sign} {relation.right}"
            return _seen([_related(a, relation.sign, b, work) for a, b in found], shown)
        case Equal(left, right, over):
            work, found = _at_places(proof, (left, right), over, times)
            return _seen([_close(a, b, work) for a, b in found], f"{left} = {right}")
    asked = _asked(judged)
    if asked is None:
        return _Said(None)
    letter, value = asked
    return _mean(proof, letter, value, times)


def _seen(right: list[bool], what: str) -> _Said:
    return _Said(all(right), f"a step says {what}, which is false at a point")


def _asked(judged: Judgement) -> tuple[Letter, Expr] | None:
    """The quantity that a judgement gives a value, and the value."""
    match judged:
        case Expectation(body, value):
            return Mean(_LETTER, body), value
        case GivenExpectation(body, event, value):
            return GivenMean(_LETTER, body, event), value
        case ValueExpectation(body, given, at, value):
            return ValueMean(_LETTER, body, given, at), value
        case Divergence(subject, law, value):
            return DivergenceOf(_LETTER, subject, law), value
        case Entropy(subject, value):
            return EntropyOf(_LETTER, subject), value
        case JointDivergence(subjects, images, first, second, value):
            return JointDivergenceOf(_LETTER, subjects, images, first, second), value
        case JointEntropy(subjects, law, value):
            return JointEntropyOf(_LETTER, subjects, law), value
    return None


def _mean(proof: Proof, letter: Letter, value: Expr, times: int) -> _Said:
    work = Workspace(times * digits_for((value,)), 4 * FUEL)
    asked = Quantities(proof.claim, _values(proof, work), _SHARES[times - 1], work)
    found, wanted = asked.value(letter), number(value, asked.values, work)
    shown = f"{work.mp.nstr(wanted, 8)} in a step, {work.mp.nstr(found, 8)} by quadrature"
    same = abs(found - wanted) <= _SAME * (1 + abs(wanted))
    return _Said(bool(same), shown, float(found))


def _values(proof: Proof, work: Workspace) -> dict[Symbol, Real]:
    point = proof.at or proof.claim.scope.point
    return parameter_values(dict(point), work)


def _at_places(
    proof: Proof, terms: tuple[Expr, ...], over: Region, times: int
) -> tuple[Workspace, list[tuple[Real, ...]]]:
    """The terms' values at a few points of the region, at the parameter values."""
    work = Workspace(times * digits_for(terms))
    values = _values(proof, work)
    found = []
    for place in _PLACES if over != NUMBERS else _PLACES[:1]:
        there = dict(values)
        for letter, low, high in over.bounds:
            there[letter] = _inner(letter, low, high, place, there, work)
        found.append(tuple(number(term, there, work) for term in terms))
    return work, found


def _inner(
    letter: Symbol,
    low: Expr,
    high: Expr,
    share: Rational,
    values: dict[Symbol, Real],
    work: Workspace,
) -> Real:
    """A point between the ends, a whole one where the letter is a whole number."""
    lower, upper = (end_number(end, values, work) for end in (low, high))
    mp = work.mp
    part = mp.mpf(int(share.p)) / int(share.q)
    if mp.isfinite(lower) and mp.isfinite(upper):
        place = lower + (upper - lower) * part
    elif mp.isfinite(lower):
        place = lower + part / (1 - part)
    elif mp.isfinite(upper):
        place = upper - part / (1 - part)
    else:
        place = (2 * part - 1) / (1 - part) / part
    if letter.is_integer:
        place = mp.floor(place)
        if not lower <= place <= upper:
            raise NotFinite("no whole number was found")
    return place


def _close(a: Real, b: Real, work: Workspace) -> bool:
    return bool(abs(a - b) <= work.mp.mpf(10) ** (-work.digits // 2) * (1 + abs(a) + abs(b)))


def _has_sign(value: Real, sign: str, work: Workspace) -> bool:
    near = work.mp.mpf(10) ** (-work.digits // 2)
    match sign:
        case "+":
            return bool(value > 0)
        case "-":
            return bool(value < 0)
        case "!=":
            return bool(value != 0)
        case ">=":
            return bool(value >= -near)
    return bool(value <= near)


def _related(a: Real, sign: str, b: Real, work: Workspace) -> bool:
    match sign:
        case "<":
            return bool(a < b)
        case "<=":
            return bool(a < b) or _close(a, b, work)
        case "!=":
            return bool(a != b)
    return _close(a, b, work)

"""The cross-check of an equation: its means by quadrature, at the scope's point.

It shares no code with the proof: densities and masses come from the records, terms are evaluated by
mpmath. Means over one random variable are computed; what has others is no evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sympy import Expr, Symbol

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import Equation, GivenMean, Letter, Mean
from symreparam.logic.verdict import CrossCheck
from symreparam.numeric.evaluate import Function, function, number, parameter_values
from symreparam.numeric.laws import placed, spelled_out, terms_of
from symreparam.numeric.profile import profile
from symreparam.numeric.quadrature import total
from symreparam.numeric.workspace import (
    FUEL,
    NotConverged,
    Real,
    UnknownHead,
    Workspace,
    digits_for,
)

NAME: Final = "both sides, their means by quadrature"
SAME: Final = 1e-6
_TROUBLE: Final = (ArithmeticError, ValueError, RecursionError)
_FEW: Final = (0.02, 0.2, 0.5, 0.8, 0.98)
_MANY: Final = (0.001, 0.01, 0.05, 0.15, 0.35, 0.65, 0.85, 0.95, 0.99, 0.999)


def equation_check(claim: Claim) -> CrossCheck:
    """Whether both sides of a proved equation agree, each mean computed twice. Never raises."""
    try:
        left, right = _sides(claim, _FEW, 1)
        finer = _sides(claim, _MANY, 2)
    except _TROUBLE as error:
        return CrossCheck(NAME, None, f"no evidence: {error}")
    size = 1 + abs(left) + abs(right)
    if max(abs(left - finer[0]), abs(right - finer[1])) > SAME * size:
        return CrossCheck(NAME, None, "no evidence: the quadrature did not settle")
    if abs(left - right) <= SAME * size:
        return CrossCheck(NAME, True, f"they agree to {SAME:g}")
    return CrossCheck(NAME, False, f"{float(left):.8g} against {float(right):.8g}")


def _sides(claim: Claim, shares: tuple[float, ...], times: int) -> tuple[Real, Real]:
    goal = claim.goal
    assert isinstance(goal, Equation)
    laws = [given.law for given in claim.hypotheses]
    terms = [goal.left, goal.right, *(v for _, v in claim.scope.point)]
    terms += [term for law in laws for term in terms_of(law)]
    work = Workspace(times * max(15, digits_for(terms)), 20 * FUEL)
    values = parameter_values(dict(claim.scope.point), work)
    known = {**values, **{m.letter: _value(m, claim, values, shares, work) for m in goal.means}}
    return number(goal.left, known, work), number(goal.right, known, work)


def _value(
    letter: Letter,
    claim: Claim,
    values: Mapping[Symbol, Real],
    shares: tuple[float, ...],
    work: Workspace,
) -> Real:
    if isinstance(letter, Mean):
        return _mean(letter.body, claim, values, shares, work)
    if isinstance(letter, GivenMean):
        share = _mean(letter.event, claim, values, shares, work)
        return _mean(letter.event * letter.body, claim, values, shares, work) / share
    raise UnknownHead(f"a {type(letter).__name__} is not computed")


def _mean(
    body: Expr,
    claim: Claim,
    values: Mapping[Symbol, Real],
    shares: tuple[float, ...],
    work: Workspace,
) -> Real:
    used = [symbol for symbol in claim.variables if body.has(symbol)]
    if not used:
        return number(body, values, work)
    if len(used) > 1:
        raise UnknownHead("a mean over several random variables is not computed")
    [given] = [each.law for each in claim.hypotheses if each.subject == used[0]]
    law, inner = placed(spelled_out(given), values, work), function(body, used[0], values, work)
    if not law.complete:
        raise NotConverged("more points have weight than are listed")
    mean = sum((mass * inner(point) for point, mass in law.atoms if mass), work.mp.zero)
    for piece in law.pieces:
        shape = profile(piece, work)
        cuts = sorted({c for s in shares if piece.inside(c := shape.quantile(s))})
        mean += total(_product(piece.density, inner), piece.lower, piece.upper, cuts, work)
    return mean


def _product(first: Function, second: Function) -> Function:
    return lambda x: first(x) * second(x)

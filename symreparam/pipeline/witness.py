"""The numbers of a refutation: where the laws differ, and by how much."""

from __future__ import annotations

from sympy import Add, Expr

from symreparam.decide.ball import enclose
from symreparam.logic.judgement import Differs, Fails, FailsAt, NoLaw
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Witness
from symreparam.rules.differ_mass import masses_at, place_of
from symreparam.rules.table import BY_SIGN, EACH, PART
from symreparam.terms.law import AnyLaw, Law
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import variable

DIGITS = 6
_EXCLUDING = {
    "differ-moment": "a moment differs",
    "differ-transform": "the generating functions differ at a point",
    "differ-characteristic": "the characteristic functions differ at a point",
}


def witness_of(proof: Proof) -> Witness:
    """The exact parameter values, the set, and both densities (or masses) at one point of it."""
    for step in proof.steps:
        match step.conclusion:
            case Differs(left, right, region) if step.rule == "differ-contrast":
                why = "the densities differ around one of the points compared"
                return Witness(proof.at, region, None, "", "", why)
            case Differs() if step.rule == "differ-quantile":
                why = "quantiles of the two laws differ"
                return Witness(proof.at, NUMBERS, None, "", "", why)
            case Differs(left, right, region) if region != NUMBERS:
                return _on_interval(proof, left, right, step.conclusion)
            case Differs(left, right, _):
                return _at_point(proof, left, right, step.args[2])
            case NoLaw():
                return Witness(proof.at, NUMBERS, None, "", "", "the claimed law does not exist")
    for step in proof.steps:
        if step.rule in _EXCLUDING:
            return Witness(proof.at, NUMBERS, None, "", "", _EXCLUDING[step.rule])
    if any(step.rule == EACH for step in proof.steps):
        why = "the claim fails for each member of the family"
        return Witness(proof.at, NUMBERS, None, "", "", why)
    if any(step.rule in (PART, BY_SIGN) for step in proof.steps):
        why = "the claim fails in each case of the parameter values"
        return Witness(proof.at, NUMBERS, None, "", "", why)
    if proof.steps[-1].rule == "normal-image-fails":
        why = "an entry of the mean or covariance differs"
        return Witness(proof.at, NUMBERS, None, "", "", why)
    last = proof.steps[-1].conclusion
    if isinstance(last, FailsAt):
        return Witness(last.values, NUMBERS, None, "", "", "the two sides differ there")
    if proof.steps[-1].rule == "differ-interval":
        return _on_span(proof)
    at = proof.steps[-1].args[1] if len(proof.steps[-1].args) == 3 else None
    point = at if isinstance(at, Expr) else None
    why = "" if point is None else f"the probability of values below {point} differs"
    return Witness(proof.at, NUMBERS, point, "", "", why)


def _on_interval(proof: Proof, left: AnyLaw, right: AnyLaw, differs: Differs) -> Witness:
    _, low, high = differs.region.bounds[0]
    point: Expr | None = (low + high) / 2
    if proof.at or not proof.claim.scope.symbols:
        mine, other = _density(left, point), _density(right, point)
    else:
        point, mine, other = None, "", ""
    return Witness(proof.at, differs.region, point, mine, other, "the densities differ there")


def _on_span(proof: Proof) -> Witness:
    """An interval to which the claimed law gives too little probability."""
    last = proof.steps[-1]
    assert isinstance(last.conclusion, Fails) and isinstance(last.args[1], tuple)
    ends = [end for end in (last.args[1][0], last.args[1][-1]) if isinstance(end, Expr)]
    law = last.conclusion.of.law  # type: ignore[union-attr]
    letter = law.variable if isinstance(law, Law) else variable("z")
    region = interval(letter, *ends)
    return Witness(proof.at, region, None, "", "", "the claimed probability of this is too small")


def _at_point(proof: Proof, left: AnyLaw, right: AnyLaw, place: object) -> Witness:
    point = place if isinstance(place, Expr) else None
    mine, other = "", ""
    if point is not None and not point.free_symbols:
        mine, other = _mass(left, point), _mass(right, point)
    return Witness(proof.at, NUMBERS, point, mine, other, "the masses at this point differ")


def _density(law: AnyLaw, point: Expr) -> str:
    if not isinstance(law, Law):
        return ""
    terms = []
    for piece in law.pieces:
        _, low, high = piece.region.bounds[0]
        if _below(low, point) and _below(point, high):
            terms.append(piece.density.xreplace({law.variable: point}))
    return _digits(Add(*terms))


def _mass(law: AnyLaw, point: Expr) -> str:
    if not isinstance(law, Law):
        return ""
    here = [a.mass for a in law.atoms if (a.point - point).is_zero]
    plain = [each for each in law.lattices if each.point == each.index]
    here += [mass for each in plain for mass in masses_at(each, point)]
    for each in law.lattices:
        found = None if each in plain else place_of(each, point)
        if found is not None:
            here.append(each.mass.xreplace({each.index: found[0]}))
    return _digits(Add(*here))


def _below(low: Expr, high: Expr) -> bool:
    if low.is_infinite or high.is_infinite:
        return True
    ball = enclose(high - low, {}, 96)
    return ball is not None and bool(ball > 0)


def _digits(term: Expr) -> str:
    ball = enclose(term, {}, 128)
    return "" if ball is None else str(ball.str(DIGITS, radius=False))

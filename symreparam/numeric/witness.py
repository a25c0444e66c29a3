"""A counterexample's numbers once more, with mpmath instead of arb."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sympy import Expr, Rational, Symbol, degree

from symreparam.logic.verdict import CrossCheck, Witness
from symreparam.numeric.evaluate import end_number, function, number, parameter_values
from symreparam.numeric.laws import close, density_at, mass_at, placed, spelled_out, terms_of
from symreparam.numeric.workspace import NoNumber, Real, Workspace, digits_for
from symreparam.terms.law import AnyLaw, Lattice
from symreparam.terms.region import NUMBERS

NAME: Final = "the counterexample's numbers, by mpmath"
_PARTS: Final = (Rational(1, 2), Rational(1, 4), Rational(3, 4))
# digits that rounding may spoil: what agrees in all others is the same number
_SPARE: Final = 10
_TIMES: Final = (1, 6, 40)
"""Of the usual digits: 1 - exp(-500) differs from 1 in the 218th."""


def recheck_witness(witness: Witness, left: AnyLaw, right: AnyLaw) -> CrossCheck:
    """Whether the two laws really differ where the witness says so, with the values it shows.

    Densities at its point and at inner points of its region, where the same law must be the
    larger one; masses at its point when the region is the one-point region. Empty value strings
    are not compared. ok False: it does not check out; None: no numbers. Never raises.
    """
    try:
        return _recheck(witness, left, right)
    except (ArithmeticError, ValueError, RecursionError) as error:
        return CrossCheck(NAME, None, f"no evidence: {error}")


def _recheck(witness: Witness, left: AnyLaw, right: AnyLaw) -> CrossCheck:
    points = _points(witness)
    if not points:
        return CrossCheck(NAME, None, "no evidence: no point is given")
    signs = set()
    shown = ""
    for index, point in enumerate(points):
        for times in _TIMES:
            work, a, b = _pair(witness, left, right, point, times)
            gap = a - b
            told = abs(gap) > work.mp.mpf(10) ** (_SPARE - work.mp.dps) * (abs(a) + abs(b))
            if told:
                break
        if not told:
            same = f"both laws have {work.mp.nstr(a, 10)} at {point}"
            return CrossCheck(NAME, False, same)
        signs.add(bool(gap > 0))
        if index == 0:
            shown = f"{work.mp.nstr(a, 10)} against {work.mp.nstr(b, 10)} at {point}"
            if not (_reads(witness.left, a, work) and _reads(witness.right, b, work)):
                said = f"{witness.left} against {witness.right}"
                return CrossCheck(NAME, False, f"{said} was said, {shown} is found")
    if len(signs) > 1:
        return CrossCheck(NAME, False, "the sign of the difference changes in the region")
    return CrossCheck(NAME, True, shown)


def _points(witness: Witness) -> list[Expr]:
    """The witness's point, then points inside its region."""
    found = [] if witness.point is None else [witness.point]
    if witness.region != NUMBERS:
        ((_, low, high),) = witness.region.bounds
        found += [low + (high - low) * part for part in _PARTS]
    return found


def _pair(
    witness: Witness, left: AnyLaw, right: AnyLaw, point: Expr, times: int
) -> tuple[Workspace, Real, Real]:
    """What both laws have at the point, with so many times the usual digits."""
    exact = (point, *(value for _, value in witness.parameters))
    work = Workspace(times * digits_for((*exact, *terms_of(left), *terms_of(right))))
    return work, *(_value(law, point, witness, work) for law in (left, right))


def _value(law: AnyLaw, point: Expr, witness: Witness, work: Workspace) -> Real:
    values = parameter_values(dict(witness.parameters), work)
    place, plain = number(point, values, work), spelled_out(law)
    if witness.region != NUMBERS:
        return density_at(placed(plain, values, work), place)
    # not the listed points of lattices: far out these leave out what is next to nothing
    found = mass_at(placed(replace(plain, lattices=()), values, work), place, work)
    return found + sum((_on(each, place, values, work) for each in plain.lattices), work.mp.zero)


def _on(each: Lattice, place: Real, values: Mapping[Symbol, Real], work: Workspace) -> Real:
    """The mass of a lattice at a place. Raises NoNumber where its points are not equidistant."""
    point = function(each.point, each.index, values, work)
    low, high = (end_number(end, values, work) for end in (each.lower, each.upper))
    if not each.point.is_polynomial(each.index) or degree(each.point, each.index) != 1:
        raise NoNumber("points that are not equidistant")
    start = point(work.mp.zero)
    step = point(work.mp.one) - start
    k = work.mp.nint((place - start) / step)
    if not (low <= k <= high and close(point(k), place, work)):
        return work.mp.zero
    return function(each.mass, each.index, values, work)(k)


def _reads(text: str, value: Real, work: Workspace) -> bool:
    """Whether the text is the value up to a few units of its last digit."""
    if not text:
        return True
    try:
        said = work.mp.mpf(text)
    except ValueError as error:
        raise NoNumber(f"{text!r} is no decimal number") from error
    mantissa, _, power = text.lower().partition("e")
    places = len(mantissa.partition(".")[2])
    unit = work.mp.mpf(10) ** (int(power or 0) - places)
    return bool(abs(said - value) <= 2 * unit)

"""A claimed law refuted by one of its moments."""

from __future__ import annotations

from sympy import Add, Expr, Integer, nan, oo, zoo

from symreparam.logic.judgement import (
    Defined,
    Expectation,
    Fails,
    HasLaw,
    Holds,
    Integral,
    Judgement,
    SameLaw,
    Sign,
)
from symreparam.rules.recorded_moments import MOST_MOMENTS, inside, recorded, transform_value
from symreparam.rules.rule import Args, Premises, Setting, require, take
from symreparam.rules.transforms import transform
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS

WAYS = ("exponential", "power", "integral")


def differ_moment_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E S^k = v    a variable with the claimed law M has k-th moment m, finite as well
    v - m has a strict sign
    ------------------------------------------------------------  differ-moment(S ~ M, way, k)
    S does not have law M

    m is the k-th derivative at 0 of the moment generating function of M's record (Billingsley
    1995, equation 21.23), the value of the record's Mellin transform at k + 1, or the sum of the
    integrals of t^k against the densities of M and of its masses.
    """
    require(len(args) == 3, "differ-moment.args", str(len(args)))
    goal, way = take(args[0], HasLaw, "differ-moment.goal"), take(args[1], str, "args")
    power = take(args[2], int, "differ-moment.power")
    require(1 <= power <= MOST_MOMENTS and way in WAYS, "differ-moment.power", (way, power))
    require(bool(premises), "differ-moment.premises", "none")
    known = take(premises[0], Expectation, "differ-moment.mean")
    require(known.body == goal.subject**power, "differ-moment.mean", "of another term")
    if way == "integral":
        claimed = _integrated(goal, power, premises[1:])
    else:
        claimed = recorded_moment(take(goal.law, Named, "differ-moment.law"), way, power, premises)
    gap = known.value - claimed
    apart = [Sign(gap, sign, NUMBERS) for sign in ("+", "-", "!=")]
    require(any(sign in premises for sign in apart), "differ-moment.apart", gap)
    return Fails(goal)


def recorded_moment(named: Named, way: str, power: int, premises: Premises) -> Expr:
    """The k-th moment from the member's record, under the record's conditions."""
    code = "differ-moment"
    if way == "exponential":
        recorded(named, code)
        inside(premises, named, Integer(0), code)
        value = transform_value(named, power)
        require(not value.has(nan, zoo, oo, -oo), f"{code}.value", value)
    else:
        found = transform(named, "power", Integer(power), premises, code)
        for relation in found.ranges:
            shown = f"{relation.left} < {relation.right}"
            require(Holds(relation, NUMBERS) in premises, f"{code}.range", shown)
        value = found.value
    require(Defined(value, NUMBERS) in premises, f"{code}.defined", value)
    return value


def _integrated(goal: HasLaw, power: int, premises: Premises) -> Expr:
    """The k-th moment as a sum of integrals, one a piece, and of masses."""
    law = goal.law
    if isinstance(law, Named):
        same = next((p for p in premises if isinstance(p, SameLaw) and p.left == law), None)
        law = take(same, SameLaw, "differ-moment.unfolded").right
    plain = take(law, Law, "differ-moment.law")
    require(not plain.lattices, "differ-moment.lattice", "infinitely many points")
    integrals = [p for p in premises if isinstance(p, Integral)]
    values: list[Expr] = []
    for piece in plain.pieces:
        wanted = (plain.variable**power * piece.density, piece.region)
        found = [i.value for i in integrals if (i.integrand, i.over) == wanted]
        require(bool(found), "differ-moment.integral", wanted[0])
        values.append(found[0])
    for atom in plain.atoms:
        place = atom.point**power
        require(Defined(place, NUMBERS) in premises, "differ-moment.atom", place)
        values.append(atom.mass * place)
    return Add(*values)

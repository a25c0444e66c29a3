"""How far apart two laws are: the densities cross at known points, and nowhere else."""

from __future__ import annotations

from sympy import Add, Expr, Integer, exp, oo

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Distances,
    Equal,
    HasLaw,
    Holds,
    Integral,
    Judgement,
    SameLaw,
    Sign,
)
from symreparam.rules.divergence import below
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation

UP, DOWN = ("+", ">="), ("-", "<=")


def distances_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has density f    M has density g    -oo < t_1 < .. < t_n < oo
    on each interval between neighbours, also before t_1 and after t_n: f >= g, or f <= g
    d_i = the integral of f - g over the i-th interval    c_i = d_0 + .. + d_(i-1)
    |c_i| <= |c_k| for each i
    ----------------------------------------------------  distances((t_1, ..), k, (h_0, h_1, ..))
    sup |P(X <= t) - M((-oo, t])| = |c_k|, reached at t_k
    the total variation distance is the sum of the d_i where f >= g

    The difference of the distribution functions is monotone on each interval and tends to 0 at
    both ends of the line; the total variation distance is the integral of (f - g) where f >= g
    (Scheffe 1947). Premises: HasLaw, SameLaw, the order of neighbours; on an interval in which both
    laws have a density the sign of f - g, or, where h_i is a term, f = g exp(h_i), the sign of g
    and of h_i; the integrals of both densities; that |c_k| - c_i and |c_k| + c_i are not negative.
    """
    count(args, 3, "distances.args")
    require(len(premises) >= 2, "distances.premises", str(len(premises)))
    given = take(premises[0], HasLaw, "distances.law")
    law = take(given.law, Law, "distances.law")
    same = take(premises[1], SameLaw, "distances.member")
    named = take(same.left, Named, "distances.member")
    other = take(same.right, Law, "distances.member")
    for one in (law, other):
        plain = bool(one.pieces) and not one.atoms and not one.lattices
        require(plain, "distances.masses", "a law has no density, or masses")
    require(law.variable == other.variable, "distances.variable", other.variable)
    points = tuple(take(p, Expr, "distances.args") for p in take(args[0], tuple, "distances.args"))
    place = take(args[1], Integer, "distances.args")
    shapes = take(args[2], tuple, "distances.args")
    require(0 < place <= len(points), "distances.place", place)
    require(len(shapes) == len(points) + 1, "distances.args", "one shape for each interval")
    rest, ends = premises[2:], (-oo, *points, oo)
    gains: list[Expr] = []
    sums: list[Expr] = [Integer(0)]
    for low, high, shape in zip(ends, ends[1:], shapes, strict=False):
        if low != -oo and high != oo:
            known = Holds(Relation(low, "<", high), NUMBERS) in rest
            require(known, "distances.order", (low, "<", high))
        change, up = _change(law, other, interval(law.variable, low, high), shape, rest)
        sums.append(Add(sums[-1], change))
        gains += [change] if up else []
    gap = _largest(sums, int(place), rest)
    return Distances(given.subject, named, gap, points[int(place) - 1], Add(*gains))


def _largest(sums: list[Expr], place: int, premises: Premises) -> Expr:
    """The absolute value of the sum at the place, which none of the others exceeds."""
    largest = sums[place]
    gap = largest if Sign(largest, "+", NUMBERS) in premises else -largest
    if gap != largest:
        require(Sign(largest, "-", NUMBERS) in premises, "distances.sign", largest)
    for each in sums[1:-1]:
        for room in (Add(gap, -each), Add(gap, each)):
            small = room == 0 or any(Sign(room, name, NUMBERS) in premises for name in UP)  # type: ignore[arg-type]
            require(small, "distances.largest", room)
    return gap


def _change(
    law: Law, other: Law, cell: Region, shape: object, premises: Premises
) -> tuple[Expr, bool]:
    """The integral of f - g over the cell, and whether f >= g on it."""
    first, second = _density(law, cell, premises), _density(other, cell, premises)
    mass = [Integer(0) if d is None else _mass(d, cell, premises) for d in (first, second)]
    if first is None or second is None:
        return Add(mass[0], -mass[1]), second is None
    if isinstance(shape, Expr) and shape != 0:
        same = Equal(first, second * exp(shape), cell) in premises
        require(same, "distances.ratio", "not the logarithm of the ratio")
        require(Sign(second, "+", cell) in premises, "distances.positive", second)
        term = shape
    else:
        term = Add(first, -second)
    for names in (UP, DOWN):
        if any(Sign(term, name, cell) in premises for name in names):  # type: ignore[arg-type]
            return Add(mass[0], -mass[1]), names is UP
    raise RuleError("distances.crossing", "the densities may cross inside an interval")


def _density(law: Law, cell: Region, premises: Premises) -> Expr | None:
    """The density on the cell, or None where the law has none on it."""
    _, low, high = cell.bounds[0]
    inside: list[Expr] = []
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        if below(lower, low, premises) and below(high, upper, premises):
            inside.append(piece.density)
            continue
        apart = below(upper, low, premises) or below(high, lower, premises)
        require(apart, "distances.pieces", f"({lower}, {upper}) and ({low}, {high})")
    return Add(*inside) if inside else None


def _mass(density: Expr, cell: Region, premises: Premises) -> Expr:
    for each in premises:
        if isinstance(each, Integral) and (each.integrand, each.over) == (density, cell):
            return each.value
    raise RuleError("distances.integral", f"of {density}")

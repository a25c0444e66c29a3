"""Laws on infinitely many points: ranges of whole numbers cut, renamed, listed and collapsed.

Each rule writes one measure in another way; nothing is compared (see `same-law` for that).
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Eq, Expr, Integer, Max, Min, Piecewise, Symbol, expand, floor, oo, true

from symreparam.families.members import LARGEST_INDEX, listed_atoms
from symreparam.logic.judgement import Equal, Holds, Judgement, SameLaw, Series
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Atom, Lattice, Law
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation, is_whole, whole

MOST_CLASSES = 24


def lattice_cut_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    l <= c    c <= u + 1    c a whole number
    ----------------------------------------------------------------------  lattice-cut(L, i, c)
    the masses at k = l..u are those at k = l..c-1 and those at k = c..u

    (l, u) are the ends of the i-th lattice of L. A premise falls away at an infinite end.
    """
    count(args, 3, "lattice-cut.args")
    law, index, each = _lattice(args, "lattice-cut")
    at = take(args[2], Expr, "lattice-cut.args")
    require(is_whole(at), "lattice-cut.whole", at)
    if each.lower != -oo:
        require(_at_most(each.lower, at, premises), "lattice-cut.lower", (each.lower, "<=", at))
    if each.upper != oo:
        last = each.upper + 1
        require(_at_most(at, last, premises), "lattice-cut.upper", (at, "<=", last))
    below, above = replace(each, upper=at - 1), replace(each, lower=at)
    return SameLaw(law, _exchanged(law, index, (below, above)))


def _at_most(low: Expr, high: Expr, premises: Premises) -> bool:
    """Whether low <= high: whole numbers that stand there, or a premise."""
    if low.is_Integer and high.is_Integer:
        return bool(low <= high)
    wanted = (Relation(low, "<", high), Relation(low, "<=", high))
    return low == high or any(Holds(relation, NUMBERS) in premises for relation in wanted)


def lattice_shift_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    c a whole number, s = 1 or -1
    ----------------------------------------------------------------  lattice-shift(L, i, k', s, c)
    the masses at the points of k = l..u are those at the points of s k' + c for the k' between
    (l - c)/s and (u - c)/s
    """
    count(premises, 0, "lattice-shift.premises")
    count(args, 5, "lattice-shift.args")
    law, index, each = _lattice(args, "lattice-shift")
    name = take(args[2], Symbol, "lattice-shift.args")
    way = take(args[3], int, "lattice-shift.args")
    shift = take(args[4], Expr, "lattice-shift.args")
    require(way in (1, -1), "lattice-shift.way", way)
    require(is_whole(shift), "lattice-shift.whole", shift)
    require(name == whole(name.name), "lattice-shift.index", name)
    return SameLaw(law, _exchanged(law, index, (_shifted(each, name, way, shift),)))


def _shifted(each: Lattice, name: Symbol, way: int, shift: Expr) -> Lattice:
    ends = [_minus(end, shift) if way == 1 else _minus(shift, end) for end in _ends(each, way)]
    swap = {each.index: way * name + shift}
    return Lattice(name, ends[0], ends[1], each.point.xreplace(swap), each.mass.xreplace(swap))


def _ends(each: Lattice, way: int) -> tuple[Expr, Expr]:
    return (each.lower, each.upper) if way == 1 else (each.upper, each.lower)


def _minus(left: Expr, right: Expr) -> Expr:
    """left - right, where one of them may be infinite."""
    if left in (oo, -oo):
        return left
    if right in (oo, -oo):
        return -right
    if isinstance(left, Max | Min):
        return left.func(*(end - right for end in left.args))
    if isinstance(right, Max | Min):
        other = Min if isinstance(right, Max) else Max
        return other(*(left - end for end in right.args))
    return left - right


def lattice_classes_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    m >= 2 a number
    ---------------------------------------------------------------------  lattice-classes(L, i, m)
    the masses at k = l..u are those at m k + r for r = 0..m-1, where k lies between the whole
    numbers next to (l - r)/m and (u - r)/m

    The ends are infinite, or whole multiples of m plus a number: (m b + d - r)/m lies next to
    b plus the whole number next to (d - r)/m.
    """
    count(premises, 0, "lattice-classes.premises")
    count(args, 3, "lattice-classes.args")
    law, index, each = _lattice(args, "lattice-classes")
    size = take(args[2], int, "lattice-classes.args")
    require(2 <= size <= MOST_CLASSES, "lattice-classes.size", size)
    ends = [by_multiples(end, size) for end in (each.lower, each.upper)]
    require(all(ends), "lattice-classes.ends", (each.lower, each.upper))
    parts = []
    for rest in range(size):
        low, high = _next(ends[0], rest, size, -1), _next(ends[1], rest, size, 1)
        swap = {each.index: size * each.index + rest}
        point, mass = each.point.xreplace(swap), each.mass.xreplace(swap)
        parts.append(Lattice(each.index, low, high, point, mass))
    return SameLaw(law, _exchanged(law, index, tuple(parts)))


def by_multiples(end: Expr, size: int) -> tuple[Expr, int] | None:
    """(b, d) with end = size b + d, a whole number b and a number d; d = 0 at an infinite end."""
    if end in (oo, -oo):
        return end, 0
    number, rest = expand(end).as_coeff_Add()
    times = expand(rest / size)
    return (times, int(number)) if number.is_Integer and is_whole(times) else None


def _next(end: tuple[Expr, int] | None, rest: int, size: int, way: int) -> Expr:
    """The whole number next to (size b + d - rest)/size: below it (way 1), or above it (-1)."""
    assert end is not None
    times, number = end
    return times if times in (oo, -oo) else times + way * ((way * (number - rest)) // size)


def lattice_sparse_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the mass at the point k is m(k) if k = p(floor u(k)), else 0
    b <= floor u(k) at k = l..u    l <= p(j), p(j) <= u and floor u(p(j)) = j at j = b, b + 1, ..
    -----------------------------------------------------------  lattice-sparse(L, i, floor u, j, b)
    these are masses m(p(j)) at p(j) for j = b, b + 1, ...

    p, with whole coefficients, takes whole numbers to whole numbers. A k = p(floor u(k)) is p(j)
    for j = floor u(k), and k = p(j) satisfies it; no two j give the same k. Premises stand over
    the ranges of k and of j.
    """
    count(args, 5, "lattice-sparse.args")
    law, index, each = _lattice(args, "lattice-sparse")
    inner, name = take(args[2], Expr, "sparse.args"), take(args[3], Symbol, "sparse.args")
    base = take(args[4], Integer, "lattice-sparse.args")
    require(isinstance(inner, floor), "lattice-sparse.floor", inner)
    require(name == whole(name.name), "lattice-sparse.index", name)
    require(not each.mass.has(name), "lattice-sparse.index", (name, "stands", "in", "the", "mass"))
    require(each.point == each.index, "lattice-sparse.point", ("masses", "at", each.point))
    value, power = _chosen(each, inner, name)
    over = Region(((name, base, oo),))
    back = inner.xreplace({each.index: power})
    wanted: list[Judgement] = [Holds(Relation(base, "<=", inner), each.range)]
    if each.lower != -oo:
        wanted.append(Holds(Relation(each.lower, "<=", power), over))
    if each.upper != oo:
        wanted.append(Holds(Relation(power, "<=", each.upper), over))
    if back != name:
        wanted.append(Equal(back, name, over))
    for premise in wanted:
        require(premise in premises, "lattice-sparse.premise", premise)
    mass = value.xreplace({each.index: power})
    return SameLaw(law, _exchanged(law, index, (Lattice(name, base, oo, power, mass),)))


def _chosen(each: Lattice, inner: Expr, name: Symbol) -> tuple[Expr, Expr]:
    """m and p, when the mass is m(k) for k = p(floor u(k)) and 0 for all other k."""
    mass = each.mass
    known = isinstance(mass, Piecewise) and len(mass.args) == 2
    require(known, "lattice-sparse.mass", "no choice")
    (value, condition), (other, rest) = mass.args
    require(bool(other == 0) and rest == true, "lattice-sparse.mass", "another value elsewhere")
    require(isinstance(condition, Eq), "lattice-sparse.condition", condition)
    sides = {condition.lhs, condition.rhs}
    require(each.index in sides, "lattice-sparse.condition", condition)
    (term,) = sides - {each.index}
    power = term.xreplace({inner: name})
    polynomial = power.as_poly(name)
    whole_numbers = polynomial is not None and all(c.is_Integer for c in polynomial.all_coeffs())
    plain = whole_numbers and not power.has(each.index)
    require(plain, "lattice-sparse.power", power)
    return value, power


def lattice_list_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    l and u are numbers, or the same term; numbers are small enough for factorials to be evaluated
    -------------------------------------------------------  lattice-list(L, i)
    the masses at k = l..u are so many atoms
    """
    count(premises, 0, "lattice-list.premises")
    count(args, 2, "lattice-list.args")
    law, index, each = _lattice(args, "lattice-list")
    atoms = listed_atoms(each)
    small = not each.lower.is_Integer or abs(each.lower) <= LARGEST_INDEX
    if each.lower == each.upper and is_whole(each.lower) and small:
        swap = {each.index: each.lower}
        atoms = (Atom(each.point.xreplace(swap), each.mass.xreplace(swap)),)
    require(atoms is not None, "lattice-list.ends", (each.lower, "and", each.upper))
    assert atoms is not None
    return SameLaw(law, _exchanged(law, index, (), atoms))


def lattice_collapse_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the point is the same for every k    the masses have the sum v
    ----------------------------------------------------------------  lattice-collapse(L, i)
    the masses at k = l..u are one mass v at that point
    """
    count(premises, 1, "lattice-collapse.premises")
    count(args, 2, "lattice-collapse.args")
    law, index, each = _lattice(args, "lattice-collapse")
    total = take(premises[0], Series, "lattice-collapse.series")
    require(not each.point.has(each.index), "lattice-collapse.point", each.point)
    require(total == Series(each.mass, each.range, total.value), "lattice-collapse.series")
    return SameLaw(law, _exchanged(law, index, (), (Atom(each.point, total.value),)))


def _lattice(args: Args, code: str) -> tuple[Law, int, Lattice]:
    """The law and its lattice at the index that the arguments name."""
    law, index = take(args[0], Law, f"{code}.args"), take(args[1], int, f"{code}.args")
    require(0 <= index < len(law.lattices), f"{code}.index", index)
    return law, index, law.lattices[index]


def _exchanged(
    law: Law, index: int, lattices: tuple[Lattice, ...], atoms: tuple[Atom, ...] = ()
) -> Law:
    """The law with one lattice exchanged for others and for atoms."""
    kept = (*law.lattices[:index], *lattices, *law.lattices[index + 1 :])
    return replace(law, atoms=(*law.atoms, *atoms), lattices=kept)

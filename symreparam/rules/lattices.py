"""Laws on infinitely many points: ranges of whole numbers cut, renamed, listed and collapsed.

Each rule writes one measure in another way; nothing is compared (see `same-law` for that).
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Integer, Symbol, oo

from symreparam.families.members import listed_atoms
from symreparam.logic.judgement import Holds, Judgement, SameLaw, Series
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Atom, Lattice, Law
from symreparam.terms.region import NUMBERS
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
    require(is_whole(at), "lattice-cut.whole", str(at))
    if each.lower != -oo:
        require(_at_most(each.lower, at, premises), "lattice-cut.lower", f"{each.lower} <= {at}")
    if each.upper != oo:
        last = each.upper + 1
        require(_at_most(at, last, premises), "lattice-cut.upper", f"{at} <= {last}")
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
    require(way in (1, -1), "lattice-shift.way", str(way))
    require(is_whole(shift), "lattice-shift.whole", str(shift))
    require(name == whole(name.name), "lattice-shift.index", str(name))
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
    return -right if right in (oo, -oo) else left - right


def lattice_classes_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    m >= 2 a number
    ---------------------------------------------------------------------  lattice-classes(L, i, m)
    the masses at k = l..u are those at m k + r for r = 0..m-1, where k lies between the whole
    numbers next to (l - r)/m and (u - r)/m

    The ends are numbers or infinite.
    """
    count(premises, 0, "lattice-classes.premises")
    count(args, 3, "lattice-classes.args")
    law, index, each = _lattice(args, "lattice-classes")
    size = take(args[2], int, "lattice-classes.args")
    require(2 <= size <= MOST_CLASSES, "lattice-classes.size", str(size))
    for end in (each.lower, each.upper):
        require(end in (oo, -oo) or end.is_Integer, "lattice-classes.ends", str(end))
    parts = []
    for rest in range(size):
        low = each.lower if each.lower == -oo else Integer(-((rest - int(each.lower)) // size))
        high = each.upper if each.upper == oo else Integer((int(each.upper) - rest) // size)
        swap = {each.index: size * each.index + rest}
        point, mass = each.point.xreplace(swap), each.mass.xreplace(swap)
        parts.append(Lattice(each.index, low, high, point, mass))
    return SameLaw(law, _exchanged(law, index, tuple(parts)))


def lattice_list_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    l and u are numbers, or the same term
    -------------------------------------------------------  lattice-list(L, i)
    the masses at k = l..u are so many atoms
    """
    count(premises, 0, "lattice-list.premises")
    count(args, 2, "lattice-list.args")
    law, index, each = _lattice(args, "lattice-list")
    atoms = listed_atoms(each)
    if each.lower == each.upper and is_whole(each.lower):
        swap = {each.index: each.lower}
        atoms = (Atom(each.point.xreplace(swap), each.mass.xreplace(swap)),)
    require(atoms is not None, "lattice-list.ends", f"{each.lower} and {each.upper}")
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
    require(not each.point.has(each.index), "lattice-collapse.point", str(each.point))
    require(total == Series(each.mass, each.range, total.value), "lattice-collapse.series")
    return SameLaw(law, _exchanged(law, index, (), (Atom(each.point, total.value),)))


def _lattice(args: Args, code: str) -> tuple[Law, int, Lattice]:
    """The law and its lattice at the index that the arguments name."""
    law, index = take(args[0], Law, f"{code}.args"), take(args[1], int, f"{code}.args")
    require(0 <= index < len(law.lattices), f"{code}.index", str(index))
    return law, index, law.lattices[index]


def _exchanged(
    law: Law, index: int, lattices: tuple[Lattice, ...], atoms: tuple[Atom, ...] = ()
) -> Law:
    """The law with one lattice exchanged for others and for atoms."""
    kept = (*law.lattices[:index], *lattices, *law.lattices[index + 1 :])
    return replace(law, atoms=(*law.atoms, *atoms), lattices=kept)

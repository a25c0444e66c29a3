"""Rules about laws: a family unfolded, one measure written twice, the change of variables."""

from __future__ import annotations

import itertools

from sympy import Add, Expr, Piecewise, Symbol, oo

from symreparam.families.members import (
    UnknownFamily,
    WrongArguments,
    parameter_conditions,
    unfold,
    whole_arguments,
)
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Covers,
    Defined,
    Equal,
    HasLaw,
    Holds,
    Judgement,
    SameLaw,
    Sign,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Atom, Lattice, Law, Named, Piece
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation, is_whole


def family_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    each condition on the arguments holds    counts are whole numbers, by their form
    --------------------------------------------------------  family(member, variable, index)
    the member exists and is the law that its record states

    The record (density and support of the family) is an axiom, cited by the family's name.
    """
    require(len(args) in (2, 3), "family.args", str(len(args)))
    named = take(args[0], Named, "family.args")
    variable = take(args[1], Symbol, "family.args")
    index = take(args[2], Symbol, "family.args") if len(args) == 3 else None
    try:
        conditions = parameter_conditions(named)
        law = unfold(named, variable, index)
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError("family.unknown", str(error)) from error
    for condition in conditions:
        known = Holds(condition, NUMBERS) in premises
        words = (condition.left, condition.sign, condition.right)
        require(known, "family.condition", words)
    for count_of in whole_arguments(named):
        require(is_whole(count_of), "family.whole", f"{count_of} need not be a whole number")
    return SameLaw(named, law)


def rewrite_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has law L    L and M are the same measure
    -------------------------------------------  rewrite-law()
    X has law M

    From right to left only where L is a member's record, or where each of its densities and
    masses is shown to be nowhere negative: `same-law` looks at the parts of the right side alone.
    """
    require(len(premises) >= 2, "rewrite-law.premises", len(premises))
    count(args, 0, "rewrite-law.args")
    given = take(premises[0], HasLaw, "rewrite-law.given")
    same = take(premises[1], SameLaw, "rewrite-law.same")
    if same.left == given.law:
        count(premises, 2, "rewrite-law.premises")
        return HasLaw(given.subject, same.right)
    require(same.right == given.law, "rewrite-law.same", "neither side is the given law")
    if isinstance(same.left, Law):
        for part, over in parts_of(same.left):
            known = any(Sign(part, sign, over) in premises for sign in ("+", ">="))
            require(known, "rewrite-law.way", ("is not shown to be nowhere negative:", part))
    return HasLaw(given.subject, same.left)


def parts_of(law: Law) -> list[tuple[Expr, Region]]:
    """Every density and mass of a law, with where it counts; of a choice, all its values."""
    found = [(piece.density, piece.region) for piece in law.pieces]
    found += [(atom.mass, NUMBERS) for atom in law.atoms]
    found += [(each.mass, each.range) for each in law.lattices]
    return [(value, over) for part, over in found for value in _values(part)]


def _values(part: Expr) -> tuple[Expr, ...]:
    return tuple(value for value, _ in part.args) if isinstance(part, Piecewise) else (part,)


def constant_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the term has no random variable and is defined
    -----------------------------------------------  constant(term, variable)
    it has the point law at itself
    """
    count(premises, 1, "constant.premises")
    count(args, 2, "constant.args")
    term = take(args[0], Expr, "constant.args")
    variable = take(args[1], Symbol, "constant.args")
    random = set(setting.claim.variables) & term.free_symbols
    require(not random, "constant.random", term)
    require(premises[0] == Defined(term, NUMBERS), "constant.defined", term)
    one: Expr = term**0
    return HasLaw(term, Law(variable, (), (Atom(term, one),)))


def covers_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    t_0 < t_1 < ... < t_n
    ------------------------------------------------------  covers(regions, whole)
    the intervals (t_i, t_i+1) are disjoint and fill (t_0, t_n) but for finitely many points
    """
    count(args, 2, "covers.args")
    regions = take(args[0], tuple, "covers.args")
    whole = take(args[1], Region, "covers.args")
    require(len(regions) > 0, "covers.empty")
    parts = tuple(take(region, Region, "covers.args") for region in regions)
    for region in (*parts, whole):
        require(region.variables == whole.variables == whole.variables[:1], "covers.variable")
    ends = [parts[0].bounds[0][1], *(part.bounds[0][2] for part in parts)]
    require((ends[0], ends[-1]) == whole.bounds[0][1:], "covers.whole", "the ends do not fit")
    for before, after in itertools.pairwise(parts):
        require(before.bounds[0][2] == after.bounds[0][1], "covers.gap")
    if len(parts) > 1:
        for low, high in itertools.pairwise(ends):
            _ordered(low, high, premises, "covers.order")
    return Covers(parts, whole)


def _ordered(low: Expr, high: Expr, premises: Premises, code: str) -> None:
    """Require `low < high`: by a premise, or because one of them is the infinite end."""
    if (low == -oo and high != -oo) or (high == oo and low != oo):
        return
    require(Holds(Relation(low, "<", high), NUMBERS) in premises, code, (low, "<", high))


def same_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    t_0 < t_1 < ... < t_n are the ends of all pieces
    on each cell the densities that live there have equal sums    atoms agree    lattices agree
    parts of M that share a cell, a point or a lattice are nowhere negative
    -------------------------------------------------------------  same-law(L, M, (t_0, ..., t_n))
    L and M are the same measure, and where no part of L is negative none of M is

    An end may equal a break point by a premise Equal(end, break point). Lattices over the same
    whole numbers with the same points agree when their masses have equal sums at every k.
    """
    count(args, 3, "same-law.args")
    left, right = take(args[0], Law, "same-law.args"), take(args[1], Law, "same-law.args")
    points = tuple(take(p, Expr, "same-law.args") for p in take(args[2], tuple, "same-law.args"))
    letter = left.variable if left.pieces else right.variable
    known = not (left.pieces and right.pieces) or left.variable == right.variable
    require(known, "same-law.variable")
    for low, high in itertools.pairwise(points):
        _ordered(low, high, premises, "same-law.order")
    spans_left = [_span(piece, points, premises) for piece in left.pieces]
    spans_right = [_span(piece, points, premises) for piece in right.pieces]
    for cell in range(len(points) - 1):
        here = interval(letter, points[cell], points[cell + 1])
        parts = [
            [p.density for p, (i, j) in zip(law.pieces, spans, strict=True) if i <= cell < j]
            for law, spans in ((left, spans_left), (right, spans_right))
        ]
        _none_negative(parts[1], here, premises)
        sums = [Add(*densities) for densities in parts]
        if sums[0] != sums[1]:
            known = Equal(sums[0], sums[1], here) in premises
            require(known, "same-law.density", (sums[0], "=", sums[1]))
    _atoms_agree(left, right, premises)
    _lattices_agree(left, right, premises)
    return SameLaw(left, right)


def _none_negative(parts: list[Expr], over: Region, premises: Premises) -> None:
    """Several densities or masses in one place are each at least 0, and not their sum alone:
    2 - 1 is the density of a law whose first part has too much probability."""
    for part in parts if len(parts) > 1 else ():
        plain = bool(part.is_Rational and part >= 0)
        known = plain or any(Sign(part, sign, over) in premises for sign in ("+", ">="))
        require(known, "same-law.negative", part)


def _span(piece: Piece, points: tuple[Expr, ...], premises: Premises) -> tuple[int, int]:
    """The indices of the break points at which the piece begins and ends."""
    _, lower, upper = piece.region.bounds[0]
    first, last = (_index(end, points, premises) for end in (lower, upper))
    require(first < last, "same-law.reversed", (lower, "to", upper))
    return first, last


def _index(end: Expr, points: tuple[Expr, ...], premises: Premises) -> int:
    for index, point in enumerate(points):
        if end == point or Equal(end, point, NUMBERS) in premises:
            return index
    raise RuleError("same-law.end", str(end))


def _atoms_agree(left: Law, right: Law, premises: Premises) -> None:
    """At each point that carries an atom, the masses of both sides have equal sums.

    Atoms are grouped by premises Equal(point, point); whether two groups are apart is irrelevant.
    """
    groups: list[tuple[Expr, list[Expr], list[Expr]]] = []
    for side, law in ((1, left), (2, right)):
        for atom in law.atoms:
            group = next((g for g in groups if _same_point(atom.point, g[0], premises)), None)
            if group is None:
                group = (atom.point, [], [])
                groups.append(group)
            group[side].append(atom.mass)
    for point, mine, theirs in groups:
        ours, other = Add(*mine), Add(*theirs)
        _none_negative(theirs, NUMBERS, premises)
        same = ours == other or Equal(ours, other, NUMBERS) in premises
        require(same, "same-law.atoms", f"mass at {point}: {ours} = {other}")


def _lattices_agree(left: Law, right: Law, premises: Premises) -> None:
    """The lattices of both sides, grouped by equal ranges and points, have equal sums of masses."""
    groups: list[tuple[Lattice, list[Expr], list[Expr]]] = []
    for side, law in ((1, left), (2, right)):
        for own in law.lattices:
            group = next((g for g in groups if _same_points(own, g[0], premises)), None)
            if group is None:
                group = (own, [], [])
                groups.append(group)
            mass = own.moved({own.index: group[0].index}).mass
            (group[1] if side == 1 else group[2]).append(mass)
    for first, mine, theirs in groups:
        ours, other = Add(*mine), Add(*theirs)
        _none_negative(theirs, first.range, premises)
        same = ours == other or Equal(ours, other, first.range) in premises
        require(same, "same-law.lattices", f"masses at {first.point}: {ours} = {other}")


def _same_points(own: Lattice, first: Lattice, premises: Premises) -> bool:
    """Whether the two lattices have the same range and the same point at each whole number."""
    moved = own.moved({own.index: first.index})
    ends = ((moved.lower, first.lower), (moved.upper, first.upper))
    if not all(_same_point(a, b, premises) for a, b in ends):
        return False
    known = Equal(moved.point, first.point, first.range) in premises
    return moved.point == first.point or known


def _same_point(one: Expr, two: Expr, premises: Premises) -> bool:
    return one == two or Equal(one, two, NUMBERS) in premises

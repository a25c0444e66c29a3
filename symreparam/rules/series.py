"""Sums over whole numbers: by a family's total mass, by a telescoping term, part by part."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Symbol, oo

from symreparam.logic.judgement import (
    Defined,
    Equal,
    Holds,
    Judgement,
    Limit,
    Partial,
    SameLaw,
    Series,
    Sign,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation, is_whole, whole

MOST_TERMS = 200


def series_family_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    a member of a family has masses q(k) at the points of k = l..u and no others
    -------------------------------------------------------------------------------  series-family()
    the sum of q(k) over k = l..u is 1
    """
    count(premises, 1, "series-family.premises")
    count(args, 0, "series-family.args")
    same = take(premises[0], SameLaw, "series-family.same")
    take(same.left, Named, "series-family.same")
    law = take(same.right, Law, "series-family.law")
    plain = not law.pieces and not law.atoms and len(law.lattices) == 1
    require(plain, "series-family.law", "one lattice")
    return Series(law.lattices[0].mass, law.lattices[0].range, Integer(1))


def series_scale_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the sum of t over k = l..u is v    c is defined and free of k
    -----------------------------------------------------------------  series-scale(c)
    the sum of c t is c v
    """
    count(premises, 2, "series-scale.premises")
    count(args, 1, "series-scale.args")
    factor = take(args[0], Expr, "series-scale.args")
    given = take(premises[0], Series, "series-scale.series")
    require(not factor.has(*given.over.variables), "series-scale.constant", factor)
    require(premises[1] == Defined(factor, NUMBERS), "series-scale.defined", factor)
    return Series(factor * given.term, given.over, factor * given.value)


def series_equal_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the sum of t over k = l..u is v    s = t at every k    v = w
    ---------------------------------------------------------------  series-equal()
    the sum of s over k = l..u is w

    Each equation may be left out when it changes nothing.
    """
    require(len(premises) in (2, 3), "series-equal.premises", str(len(premises)))
    count(args, 0, "series-equal.args")
    given = take(premises[0], Series, "series-equal.series")
    term, value = given.term, given.value
    for premise in premises[1:]:
        same = take(premise, Equal, "series-equal.equal")
        if same.over == given.over and same.right == term:
            term = same.left
        else:
            require(same.over == NUMBERS, "series-equal.range")
            require(same.left == value, "series-equal.value", "another value")
            value = same.right
    return Series(term, given.over, value)


def series_sum_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the sum of t_i over k = l..u is v_i, for each i
    -------------------------------------------------  series-sum()
    the sum of t_1 + t_2 + .. is v_1 + v_2 + ..

    Sums here are absolutely convergent (Rudin 1976, theorem 3.47).
    """
    require(len(premises) >= 2, "series-sum.premises", str(len(premises)))
    count(args, 0, "series-sum.args")
    parts = [take(premise, Series, "series-sum.series") for premise in premises]
    require(len({part.over for part in parts}) == 1, "series-sum.range", "another range")
    return Series(Add(*(p.term for p in parts)), parts[0].over, Add(*(p.value for p in parts)))


def series_shift_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the sum of t(k) over k = l..u is v    c a whole number, s = 1 or -1
    ----------------------------------------------------------------------  series-shift(k', s, c)
    the sum of t(s k' + c) over the k' between (l - c)/s and (u - c)/s is v
    """
    count(premises, 1, "series-shift.premises")
    count(args, 3, "series-shift.args")
    given = take(premises[0], Series, "series-shift.series")
    name = take(args[0], Symbol, "series-shift.args")
    way, shift = take(args[1], int, "series-shift.args"), take(args[2], Expr, "series-shift.args")
    require(way in (1, -1), "series-shift.way", way)
    require(is_whole(shift), "series-shift.whole", shift)
    require(name == whole(name.name), "series-shift.index", name)
    index, lower, upper = given.over.bounds[0]
    first, last = (lower, upper) if way == 1 else (upper, lower)
    ends = [
        end * way if end in (oo, -oo) else way * (end - shift) for end in (first, last)
    ]
    term = given.term.xreplace({index: way * name + shift})
    return Series(term, Region(((name, ends[0], ends[1]),)), given.value)


def series_list_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    l <= u are numbers    each t(k) is defined
    -----------------------------------------------------  series-list(t, k = l..u)
    the sum of t over k = l..u is t(l) + ... + t(u)
    """
    count(args, 2, "series-list.args")
    term = take(args[0], Expr, "series-list.args")
    over = take(args[1], Region, "series-list.args")
    index, low, high = over.bounds[0]
    known = low.is_Integer and high.is_Integer and 0 <= high - low < MOST_TERMS
    require(bool(known), "series-list.ends", (low, "and", high))
    terms = [term.xreplace({index: Integer(k)}) for k in range(int(low), int(high) + 1)]
    for each in terms:
        require(Defined(each, NUMBERS) in premises, "series-list.defined", each)
    return Series(term, over, Add(*terms))


def series_telescope_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    T(k + 1) - T(k) = t(k), both defined, at k = l..u
    u finite and l <= u + 1, or T(x) -> A for real x -> oo and t(k) of one sign
    -------------------------------------------------------------  series-telescope(T, t, k = l..u)
    the sum of t over k = l..u is T(u + 1) - T(l), or A - T(l)

    Graham, Knuth & Patashnik (1994), equation 2.49.
    """
    count(args, 3, "series-telescope.args")
    primitive = take(args[0], Expr, "series-telescope.args")
    term = take(args[1], Expr, "series-telescope.args")
    over = take(args[2], Region, "series-telescope.args")
    index, low, high = over.bounds[0]
    require(low != -oo, "series-telescope.lower", "an infinite lower end")
    after = primitive.xreplace({index: index + 1})
    require(Equal(after - primitive, term, over) in premises, "series-telescope.equal")
    for each in (primitive, after):
        require(Defined(each, over) in premises, "series-telescope.defined", each)
    first = primitive.xreplace({index: low})
    if high != oo:
        relation = Relation(low, "<=", high + 1)
        numbers = low.is_Integer and high.is_Integer and bool(low <= high + 1)
        known = numbers or Holds(relation, NUMBERS) in premises
        require(known, "series-telescope.order", f"{low} <= {high + 1}")
        return Series(term, over, primitive.xreplace({index: high + 1}) - first)
    signed = any(Sign(term, sign, over) in premises for sign in ("+", "-", ">=", "<="))
    require(signed, "series-telescope.sign", term)
    return Series(term, over, _far(primitive, index, low, premises) - first)


def _far(primitive: Expr, index: Symbol, low: Expr, premises: Premises) -> Expr:
    """The limit of the primitive at oo, from a premise on the reals above the lower end."""
    for premise in premises:
        if isinstance(premise, Limit) and premise.end == "upper":
            mapping = premise.map
            source = mapping.source.bounds[0][1:]
            if mapping.body == primitive.xreplace({index: mapping.variable}):
                require(source == (low, oo), "series-telescope.limit", "on another interval")
                require(not premise.value.has(oo, -oo), "series-telescope.finite", premise.value)
                return premise.value
    require(False, "series-telescope.limit", "missing")
    return primitive


def series_rest_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the sum of t over k = l..u is v, over k = l..c-1 it is w    c <= u + 1
    ---------------------------------------------------------------------------  series-rest()
    the sum of t over k = c..u is v - w
    """
    require(len(premises) >= 2, "series-rest.premises", str(len(premises)))
    count(args, 0, "series-rest.args")
    whole_sum = take(premises[0], Series, "series-rest.series")
    head = take(premises[1], Series, "series-rest.series")
    require(whole_sum.term == head.term, "series-rest.term", "of another term")
    (index, low, high), (name, start, last) = whole_sum.over.bounds[0], head.over.bounds[0]
    require((index, low) == (name, start), "series-rest.start", (low, "and", start))
    at = last + 1
    for left, right in ((low, at), (at, oo if high == oo else high + 1)):
        if left == -oo or right == oo or (left.is_Integer and right.is_Integer and left <= right):
            continue
        known = Holds(Relation(left, "<=", right), NUMBERS) in premises
        require(known, "series-rest.order", (left, "<=", right))
    return Series(head.term, Region(((index, at, high),)), whole_sum.value - head.value)


def series_split_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the sum of t over k = l..c-1 is v, over k = c..u it is w    l <= c    c <= u + 1
    ---------------------------------------------------------------------------  series-split()
    the sum of t over k = l..u is v + w
    """
    require(len(premises) >= 2, "series-split.premises", str(len(premises)))
    count(args, 0, "series-split.args")
    head = take(premises[0], Series, "series-split.series")
    tail = take(premises[1], Series, "series-split.series")
    require(head.term == tail.term, "series-split.term", "of another term")
    (index, low, last), (name, start, high) = head.over.bounds[0], tail.over.bounds[0]
    require(index == name, "series-split.index", (index, "and", name))
    require(last != oo and last + 1 == start, "series-split.gap", (last, "and", start))
    for left, right in ((low, start), (start, high)):
        if left == -oo or right == oo:
            continue
        right = right if right == start else right + 1
        numbers = left.is_Integer and right.is_Integer and bool(left <= right)
        known = numbers or Holds(Relation(left, "<=", right), NUMBERS) in premises
        require(known, "series-split.order", (left, "<=", right))
    return Series(head.term, Region(((index, low, high),)), head.value + tail.value)


def partial_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the sum of t over j = s..e is v, where s..e lies in J    A <= k <= B at each of these j
    k < A or B < k at the other j of J
    -----------------------------------------------------------  partial(J, A, k, B)
    the sum of t over the j in J with A <= k <= B is v

    Infinite A, B and ends s, e that are ends of J need no premise.
    """
    count(args, 4, "partial.args")
    over = take(args[0], Region, "partial.args")
    low, high = take(args[1], Expr, "partial.args"), take(args[3], Expr, "partial.args")
    point = take(args[2], Symbol, "partial.args")
    require(bool(premises), "partial.premises", "none")
    given = take(premises[0], Series, "partial.series")
    rest = premises[1:]
    require(given.over.variables == over.variables, "partial.index")
    index, first, last = given.over.bounds[0]
    _, start, end = over.bounds[0]
    if low != -oo:
        require(_holds(low, "<=", point, given.over, rest), "partial.inside", (low, "<=", point))
    if high != oo:
        require(_holds(point, "<=", high, given.over, rest), "partial.inside", (point, "<=", high))
    if first != start:
        require(_holds(start, "<=", first, NUMBERS, rest), "partial.part", (start, "<=", first))
        _outside(Region(((index, start, first - 1),)), low, point, high, rest)
    if last != end:
        require(_holds(last, "<=", end, NUMBERS, rest), "partial.part", (last, "<=", end))
        _outside(Region(((index, last + 1, end),)), low, point, high, rest)
    return Partial(given.term, over, low, point, high, given.value)


def partial_empty_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    k < A or B < k at every j in J
    ------------------------------------------------------  partial-empty(t, J, A, k, B)
    the sum of t over the j in J with A <= k <= B is 0
    """
    count(premises, 1, "partial-empty.premises")
    count(args, 5, "partial-empty.args")
    term = take(args[0], Expr, "partial-empty.args")
    over = take(args[1], Region, "partial-empty.args")
    low, high = take(args[2], Expr, "partial-empty.args"), take(args[4], Expr, "partial-empty.args")
    point = take(args[3], Symbol, "partial-empty.args")
    _outside(over, low, point, high, premises)
    return Partial(term, over, low, point, high, Integer(0))


def _outside(over: Region, low: Expr, point: Expr, high: Expr, premises: Premises) -> None:
    below = low != -oo and _holds(point, "<", low, over, premises)
    above = high != oo and _holds(high, "<", point, over, premises)
    require(below or above, "partial.outside", ("at", over.bounds[0]))


def _holds(left: Expr, sign: str, right: Expr, over: Region, premises: Premises) -> bool:
    if sign == "<=" and (left == right or left == -oo or right == oo):
        return True
    signs = ("<", "<=") if sign == "<=" else ("<",)
    return any(
        Holds(Relation(left, one, right), region) in premises  # type: ignore[arg-type]
        for one in signs
        for region in (over, NUMBERS)
    )

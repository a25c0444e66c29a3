"""Sums over ranges of whole numbers: each rule, and a reject for each obligation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lattice_setting import (
    GEOMETRIC,
    HALF,
    LAW,
    ONE,
    RANGE,
    SCOPE,
    SETTING,
    ZERO,
    R,
    at_most,
    below,
    j,
    k,
    n,
    rejects,
    t,
    x,
    z,
)
from sympy import Integer, ceiling, floor, oo

from symreparam.logic.judgement import (
    Defined,
    Equal,
    Judgement,
    Limit,
    Partial,
    SameLaw,
    Series,
    Sign,
)
from symreparam.rules.laws import family_rule
from symreparam.rules.order import rounded_rule
from symreparam.rules.rule import Setting
from symreparam.rules.series import (
    partial_empty_rule,
    partial_rule,
    series_equal_rule,
    series_family_rule,
    series_list_rule,
    series_rest_rule,
    series_scale_rule,
    series_shift_rule,
    series_split_rule,
    series_sum_rule,
    series_telescope_rule,
)
from symreparam.terms.law import Atom, Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Domain

TOTAL = Series(HALF**k, RANGE, ONE)


def test_series_family() -> None:
    named = Named("Geometric", (HALF,))
    known = (below(ZERO, HALF), at_most(HALF, ONE))
    unfolded = family_rule(SETTING, known, (named, z, k))
    found = series_family_rule(SETTING, (unfolded,), ())
    assert isinstance(found, Series) and (found.over, found.value) == (RANGE, ONE)
    rejects("series-family.same", series_family_rule, (SameLaw(LAW, LAW),), ())
    mixed = SameLaw(named, Law(z, (), (Atom(ZERO, HALF),), (GEOMETRIC,)))
    rejects("series-family.law", series_family_rule, (mixed,), ())


def test_series_scale_and_equal() -> None:
    scaled = series_scale_rule(SETTING, (TOTAL, Defined(n, NUMBERS)), (n,))
    assert scaled == Series(n * HALF**k, RANGE, n)
    rejects("series-scale.constant", series_scale_rule, (TOTAL, Defined(k, NUMBERS)), (k,))
    rejects("series-scale.defined", series_scale_rule, (TOTAL, Defined(ONE, NUMBERS)), (n,))
    same = Equal(2 ** (-k), HALF**k, RANGE)
    assert series_equal_rule(SETTING, (TOTAL, same), ()) == Series(2 ** (-k), RANGE, ONE)
    elsewhere = Equal(2 ** (-k), HALF**k, Region(((k, Integer(2), oo),)))
    rejects("series-equal.range", series_equal_rule, (TOTAL, elsewhere), ())
    rejects("series-equal.value", series_equal_rule, (TOTAL, Equal(n, ONE, NUMBERS)), ())


def test_series_shift() -> None:
    moved = series_shift_rule(SETTING, (TOTAL,), (j, 1, Integer(3)))
    assert moved == Series(HALF ** (j + 3), Region(((j, Integer(-2), oo),)), ONE)
    back = series_shift_rule(SETTING, (TOTAL,), (j, -1, ZERO))
    assert back == Series(HALF ** (-j), Region(((j, -oo, Integer(-1)),)), ONE)
    rejects("series-shift.whole", series_shift_rule, (TOTAL,), (j, 1, HALF))
    rejects("series-shift.way", series_shift_rule, (TOTAL,), (j, 3, ZERO))
    rejects("series-shift.index", series_shift_rule, (TOTAL,), (z, 1, ZERO))


def test_series_list() -> None:
    over = Region(((k, ONE, Integer(3)),))
    known = tuple(Defined(HALF**i, NUMBERS) for i in (1, 2, 3))
    assert series_list_rule(SETTING, known, (HALF**k, over)) == Series(HALF**k, over, R(7, 8))
    rejects("series-list.defined", series_list_rule, known[1:], (HALF**k, over))
    rejects("series-list.ends", series_list_rule, (), (HALF**k, RANGE))
    rejects("series-list.ends", series_list_rule, (), (HALF**k, Region(((k, ONE, n),))))
    backwards = Region(((k, Integer(3), ONE),))
    rejects("series-list.ends", series_list_rule, (), (HALF**k, backwards))


def _telescope() -> tuple[list[Judgement], tuple[object, ...]]:
    primitive, term = -1 / k, 1 / k - 1 / (k + 1)
    after = primitive.xreplace({k: k + 1})
    premises: list[Judgement] = [
        Equal(after - primitive, term, RANGE),
        Defined(primitive, RANGE),
        Defined(after, RANGE),
        Limit(Map(t, -1 / t, interval(t, ONE, oo)), "upper", ZERO),
        Sign(term, ">=", RANGE),
    ]
    return premises, (primitive, term, RANGE)


def test_series_telescope() -> None:
    premises, args = _telescope()
    found = series_telescope_rule(SETTING, tuple(premises), args)  # type: ignore[arg-type]
    assert found == Series(1 / k - 1 / (k + 1), RANGE, ONE)


@pytest.mark.parametrize(
    ("index", "code"),
    [(0, "equal"), (1, "defined"), (2, "defined"), (3, "limit"), (4, "sign")],
)
def test_series_telescope_needs_each_premise(index: int, code: str) -> None:
    premises, args = _telescope()
    del premises[index]
    rejects(f"series-telescope.{code}", series_telescope_rule, tuple(premises), args)


def test_series_telescope_rejects() -> None:
    premises, args = _telescope()
    premises[3] = Limit(Map(t, -1 / t, interval(t, Integer(5), oo)), "upper", ZERO)
    rejects("series-telescope.limit", series_telescope_rule, tuple(premises), args)
    for far in (oo, -oo):
        premises[3] = Limit(Map(t, -1 / t, interval(t, ONE, oo)), "upper", far)
        rejects("series-telescope.finite", series_telescope_rule, tuple(premises), args)
    line = Region(((k, -oo, ZERO),))
    rejects("series-telescope.lower", series_telescope_rule, (), (k, ONE, line))
    over = Region(((k, ONE, n),))
    known = (Equal(k + 1 - k, ONE, over), Defined(k, over), Defined(k + 1, over))
    rejects("series-telescope.order", series_telescope_rule, known, (k, ONE, over))
    order = at_most(ONE, n + 1)
    found = series_telescope_rule(SETTING, (*known, order), (k, ONE, over))
    assert found == Series(ONE, over, n)
    gap = Region(((k, Integer(5), Integer(2)),))
    known = (Equal(k + 1 - k, ONE, gap), Defined(k, gap), Defined(k + 1, gap))
    rejects("series-telescope.order", series_telescope_rule, known, (k, ONE, gap))


def test_series_rest_and_split() -> None:
    head = Series(HALF**k, Region(((k, ONE, Integer(3)),)), R(7, 8))
    tail = Series(HALF**k, Region(((k, Integer(4), oo),)), R(1, 8))
    assert series_rest_rule(SETTING, (TOTAL, head), ()) == tail
    assert series_split_rule(SETTING, (head, tail), ()) == TOTAL
    other = replace(head, term=HALF**k + 1)
    rejects("series-rest.term", series_rest_rule, (TOTAL, other), ())
    rejects("series-split.term", series_split_rule, (other, tail), ())
    late = replace(head, over=Region(((k, Integer(2), Integer(3)),)))
    rejects("series-rest.start", series_rest_rule, (TOTAL, late), ())
    symbolic = replace(head, over=Region(((k, ONE, n),)))
    rejects("series-rest.order", series_rest_rule, (TOTAL, symbolic), ())
    series_rest_rule(SETTING, (TOTAL, symbolic, at_most(ONE, n + 1)), ())
    gap = replace(head, over=Region(((k, ONE, Integer(2)),)))
    rejects("series-split.gap", series_split_rule, (gap, tail), ())
    rejects("series-split.gap", series_split_rule, (TOTAL, tail), ())
    after = replace(tail, over=Region(((k, n + 1, oo),)))
    rejects("series-split.order", series_split_rule, (symbolic, after), ())


def test_series_sum() -> None:
    third = Series(R(1, 3) ** k, TOTAL.over, HALF)
    found = series_sum_rule(SETTING, (TOTAL, third), ())
    assert found == Series(HALF**k + R(1, 3) ** k, TOTAL.over, ONE + HALF)
    later = replace(third, over=Region(((k, Integer(2), oo),)))
    rejects("series-sum.range", series_sum_rule, (TOTAL, later), ())
    rejects("series-sum.premises", series_sum_rule, (TOTAL,), ())
    rejects("series-sum.args", series_sum_rule, (TOTAL, third), (k,))
    rejects("series-sum.series", series_sum_rule, (TOTAL, Defined(k, TOTAL.over)), ())


def test_partial() -> None:
    over = Region(((j, ONE, oo),))
    inner = Region(((j, ONE, n - 1),))
    scope = replace(SCOPE, symbols=(*SCOPE.symbols, (k, Domain(integer=True))))
    setting = Setting(SETTING.claim, scope)
    given = Series(HALF**j, inner, ONE)
    outer = Region(((j, n, oo),))
    premises: list[Judgement] = [given, at_most(j, k, inner), below(k, j, outer)]
    args = (over, j, k, oo)
    found = partial_rule(setting, tuple(premises), args)
    assert found == Partial(HALF**j, over, j, k, oo, ONE)
    for index, code in ((1, "inside"), (2, "outside")):
        less = tuple(p for i, p in enumerate(premises) if i != index)
        rejects(f"partial.{code}", partial_rule, less, args)
    late = Series(HALF**j, Region(((j, n, oo),)), ONE)
    rejects("partial.part", partial_rule, (late, at_most(j, k, late.over)), args)
    elsewhere = (given, at_most(j, k, inner), below(k, j, Region(((j, n + 1, oo),))))
    rejects("partial.outside", partial_rule, elsewhere, args)
    renamed = Series(HALF**k, Region(((k, ONE, n - 1),)), ONE)
    rejects("partial.index", partial_rule, (renamed,), args)
    bare = (HALF**j, over, j, k, oo)
    assert isinstance(partial_empty_rule(setting, (below(k, j, over),), bare), Partial)
    rejects("partial.outside", partial_empty_rule, (at_most(k, j, over),), bare)
    rejects("partial.outside", partial_empty_rule, (below(k, j, inner),), bare)


def test_rounded() -> None:
    over = interval(x, k, k + 1)
    term, inner = 2 * floor(x) + x, floor(x)
    low, high = at_most(k, x, over), below(x, k + 1, over)
    found = rounded_rule(SETTING, (low, high), (term, inner, k, over))
    assert found == Equal(term, 2 * k + x, over)
    args = (term, inner, k, over)
    rejects("rounded.between", rounded_rule, (low,), args)
    rejects("rounded.between", rounded_rule, (high,), args)
    rejects("rounded.between", rounded_rule, (low, at_most(x, k + 1, over)), args)
    rejects("rounded.whole", rounded_rule, (low, high), (term, inner, k / 2, over))
    rejects("rounded.whole", rounded_rule, (low, high), (term, inner, x, over))
    rejects("rounded.head", rounded_rule, (low, high), (term, x, k, over))
    up = (ceiling(x), ceiling(x), k + 1, over)
    rounded_rule(SETTING, (below(k, x, over), at_most(x, k + 1, over)), up)
    rejects("rounded.between", rounded_rule, (low, high), up)

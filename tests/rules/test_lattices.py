"""Laws on ranges of whole numbers: each rule, and a reject for each obligation."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

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
    at_most,
    below,
    j,
    k,
    n,
    rejects,
    x,
    z,
)
from sympy import Eq, Integer, Piecewise, Symbol, exp, factorial, floor, oo, sqrt

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Defined,
    Equal,
    HasLaw,
    Judgement,
    Limit,
    Partial,
    SameLaw,
    Series,
    Sign,
)
from symreparam.rules.differ_mass import differ_mass_rule
from symreparam.rules.lattices import (
    lattice_classes_rule,
    lattice_collapse_rule,
    lattice_cut_rule,
    lattice_list_rule,
    lattice_shift_rule,
    lattice_sparse_rule,
)
from symreparam.rules.laws import family_rule, same_law_rule
from symreparam.rules.order import defined_rule, equal_rule
from symreparam.rules.rule import Setting
from symreparam.rules.wellformed import check_judgement
from symreparam.terms.law import Atom, Lattice, Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Domain, variable, whole


def mass(law: Law, point: int) -> Fraction:
    """The total mass at a point, summed over the first hundred indices of each lattice."""
    total = sum((a.mass for a in law.atoms if a.point == point), ZERO)
    for each in law.lattices:
        low = -100 if each.lower == -oo else int(each.lower)
        high = 100 if each.upper == oo else int(each.upper)
        for value in range(low, high + 1):
            swap = {each.index: Integer(value)}
            if each.point.xreplace(swap) == point:
                total += each.mass.xreplace(swap)
    return Fraction(int(total.p), int(total.q))


def same_masses(step: Judgement) -> Law:
    """The right side of a SameLaw, whose masses are those of the left at small points."""
    assert isinstance(step, SameLaw) and isinstance(step.right, Law) and step.left == LAW
    for point in range(-3, 12):
        assert mass(LAW, point) == mass(step.right, point)
    return step.right


# one law written in another way ------------------------------------------------------------------
def test_cut_shift_classes_and_list_keep_every_mass() -> None:
    cut = same_masses(lattice_cut_rule(SETTING, (), (LAW, 0, Integer(4))))
    assert [each.range.bounds[0][1:] for each in cut.lattices] == [(1, 3), (4, oo)]
    same_masses(lattice_shift_rule(SETTING, (), (LAW, 0, j, 1, Integer(-5))))
    back = same_masses(lattice_shift_rule(SETTING, (), (LAW, 0, j, -1, Integer(2))))
    assert back.lattices[0].range.bounds[0][1:] == (-oo, 1)
    for size in (2, 3, 5):
        classes = same_masses(lattice_classes_rule(SETTING, (), (LAW, 0, size)))
        assert len(classes.lattices) == size
    listed = lattice_list_rule(SETTING, (), (cut, 0))
    assert isinstance(listed, SameLaw) and isinstance(listed.right, Law)
    assert listed.right.atoms[0] == Atom(ONE, HALF)
    assert all(mass(listed.right, point) == mass(LAW, point) for point in range(9))


def test_cut_rejects() -> None:
    rejects("lattice-cut.whole", lattice_cut_rule, (), (LAW, 0, HALF))
    rejects("lattice-cut.whole", lattice_cut_rule, (), (LAW, 0, x))
    rejects("lattice-cut.lower", lattice_cut_rule, (), (LAW, 0, ZERO))
    rejects("lattice-cut.lower", lattice_cut_rule, (), (LAW, 0, n))
    rejects("lattice-cut.index", lattice_cut_rule, (), (LAW, 1, Integer(4)))
    short = Law(z, (), (), (replace(GEOMETRIC, upper=Integer(5)),))
    lattice_cut_rule(SETTING, (), (short, 0, Integer(6)))
    rejects("lattice-cut.upper", lattice_cut_rule, (), (short, 0, Integer(7)))
    lattice_cut_rule(SETTING, (at_most(ONE, n),), (LAW, 0, n))
    rejects("lattice-cut.lower", lattice_cut_rule, (at_most(ONE, n, RANGE),), (LAW, 0, n))


def test_shift_rejects() -> None:
    rejects("lattice-shift.whole", lattice_shift_rule, (), (LAW, 0, j, 1, HALF))
    rejects("lattice-shift.whole", lattice_shift_rule, (), (LAW, 0, j, 1, n / 2))
    rejects("lattice-shift.way", lattice_shift_rule, (), (LAW, 0, j, 2, ZERO))
    rejects("lattice-shift.index", lattice_shift_rule, (), (LAW, 0, z, 1, ZERO))


def test_classes_rejects() -> None:
    rejects("lattice-classes.size", lattice_classes_rule, (), (LAW, 0, 1))
    rejects("lattice-classes.size", lattice_classes_rule, (), (LAW, 0, -2))
    open_end = Law(z, (), (), (replace(GEOMETRIC, upper=n),))
    rejects("lattice-classes.ends", lattice_classes_rule, (), (open_end, 0, 2))
    for end in (3 * n, n / 2, 2 * z, 2 * n + HALF):
        law = Law(z, (), (), (replace(GEOMETRIC, upper=end),))
        rejects("lattice-classes.ends", lattice_classes_rule, (), (law, 0, 2))


@pytest.mark.parametrize("shift", [-3, -1, 0, 1, 2])
@pytest.mark.parametrize("size", [2, 3])
def test_classes_of_a_range_that_ends_at_a_multiple(size: int, shift: int) -> None:
    """The masses at k = 1 - 2n..2n + 1, say, at every n: each k is in one class, once."""
    each = replace(GEOMETRIC, lower=-size * n + shift, upper=size * n + 1)
    step = lattice_classes_rule(SETTING, (), (Law(z, (), (), (each,)), 0, size))
    assert isinstance(step, SameLaw) and isinstance(step.right, Law)
    for value in (3, 4):
        points = [
            part.point.xreplace({part.index: Integer(index)})
            for part in step.right.lattices
            for index in range(int(part.lower.subs(n, value)), int(part.upper.subs(n, value)) + 1)
        ]
        inside = map(Integer, range(-size * value + shift, size * value + 2))
        assert sorted(points) == [each.point.xreplace({each.index: one}) for one in inside]


def test_list_rejects_open_ends() -> None:
    rejects("lattice-list.ends", lattice_list_rule, (), (LAW, 0))
    open_end = Law(z, (), (), (replace(GEOMETRIC, upper=n),))
    rejects("lattice-list.ends", lattice_list_rule, (), (open_end, 0))


def _sparse(mass: object) -> Law:
    return Law(z, (), (), (Lattice(k, ZERO, oo, k, mass),))  # type: ignore[arg-type]


ROOT = floor(sqrt(k))
SQUARES = Piecewise((HALF**k, Eq(ROOT**2, k)), (ZERO, True))
FROM_ZERO, PLACES = Region(((k, ZERO, oo),)), Region(((j, ZERO, oo),))


def test_masses_at_squares_alone() -> None:
    law, known = _sparse(SQUARES), [at_most(ZERO, ROOT, FROM_ZERO), at_most(ZERO, j**2, PLACES)]
    back = ROOT.xreplace({k: j**2})
    known.append(Equal(back, j, PLACES))  # type: ignore[arg-type]
    args = (law, 0, ROOT, j, ZERO)
    found = lattice_sparse_rule(SETTING, tuple(known), args)
    wanted = Law(z, (), (), (Lattice(j, ZERO, oo, j**2, HALF ** (j**2)),))
    assert found == SameLaw(law, wanted)
    for point in (0, 1, 2, 4, 9, 10):
        assert mass(law, point) == mass(wanted, point)
    for index in range(3):
        less = tuple(premise for i, premise in enumerate(known) if i != index)
        rejects("lattice-sparse.premise", lattice_sparse_rule, less, args)


@pytest.mark.parametrize(
    ("code", "mass"),
    [
        ("mass", HALF**k),
        ("mass", Piecewise((HALF**k, Eq(ROOT**2, k)), (HALF, True))),
        ("condition", Piecewise((HALF**k, k >= ROOT**2), (ZERO, True))),
        ("condition", Piecewise((HALF**k, Eq(ROOT**2, 3)), (ZERO, True))),
        ("power", Piecewise((HALF**k, Eq(ROOT**2 / 2, k)), (ZERO, True))),
        ("power", Piecewise((HALF**k, Eq(2**ROOT, k)), (ZERO, True))),
    ],
)
def test_sparse_rejects_other_masses(code: str, mass: object) -> None:
    known = (at_most(ZERO, ROOT, FROM_ZERO), at_most(ZERO, j**2, PLACES))
    args = (_sparse(mass), 0, ROOT, j, ZERO)
    rejects(f"lattice-sparse.{code}", lattice_sparse_rule, known, args)


def test_a_mass_differs_where_another_lattice_has_no_point() -> None:
    odd, other = Law(z, (), (), (replace(GEOMETRIC, point=2 * k),)), Law(z, (), (Atom(ONE, ONE),))
    never = Sign(2 * k - 1, "!=", RANGE)
    gap = Sign(Integer(-1), "-", NUMBERS)
    differ_mass_rule(SETTING, (never, gap), (odd, other, ONE))
    rejects("differ-mass.lattice", differ_mass_rule, (gap,), (odd, other, ONE))
    elsewhere = Sign(2 * k - 1, "!=", Region(((k, Integer(2), oo),)))
    rejects("differ-mass.lattice", differ_mass_rule, (elsewhere, gap), (odd, other, ONE))


def test_collapse() -> None:
    flat = Law(z, (), (), (replace(GEOMETRIC, point=Integer(7)),))
    total = Series(HALF**k, RANGE, ONE)
    found = lattice_collapse_rule(SETTING, (total,), (flat, 0))
    assert found == SameLaw(flat, Law(z, (), (Atom(Integer(7), ONE),)))
    rejects("lattice-collapse.point", lattice_collapse_rule, (total,), (LAW, 0))
    other = Series(HALF**k, Region(((k, ZERO, oo),)), Integer(2))
    rejects("lattice-collapse.series", lattice_collapse_rule, (other,), (flat, 0))
    wrong = Series(2 * HALF**k, RANGE, Integer(2))
    rejects("lattice-collapse.series", lattice_collapse_rule, (wrong,), (flat, 0))


# lattices compared -----------------------------------------------------------------------------
def test_same_law_compares_masses_at_every_whole_number() -> None:
    other = Law(z, (), (), (Lattice(j, ONE, oo, j, 2 ** (-j)),))
    equal = Equal(HALF**k, 2 ** (-k), RANGE)
    assert same_law_rule(SETTING, (equal,), (LAW, other, ())) == SameLaw(LAW, other)
    rejects("same-law.lattices", same_law_rule, (), (LAW, other, ()))
    elsewhere = Equal(HALF**k, 2 ** (-k), Region(((k, Integer(2), oo),)))
    rejects("same-law.lattices", same_law_rule, (elsewhere,), (LAW, other, ()))
    almost = Equal(HALF**x, 2 ** (-x), interval(x, ONE, oo))
    rejects("same-law.lattices", same_law_rule, (almost,), (LAW, other, ()))


@pytest.mark.parametrize(
    "other",
    [
        replace(GEOMETRIC, lower=ZERO),
        replace(GEOMETRIC, upper=Integer(9)),
        replace(GEOMETRIC, point=k + 1),
        replace(GEOMETRIC, point=-k),
    ],
)
def test_same_law_needs_the_same_points(other: Lattice) -> None:
    rejects("same-law.lattices", same_law_rule, (), (LAW, Law(z, (), (), (other,)), ()))
    rejects("same-law.lattices", same_law_rule, (), (LAW, Law(z), ()))


def test_an_equality_needs_its_divisors_at_every_whole_number() -> None:
    """k/k = 1 fails at k = 0: for real k that is a null set, for whole numbers it is not."""
    from_zero, from_one = Region(((k, ZERO, oo),)), Region(((k, ONE, oo),))
    left, right = (k**2 - k) / (k - 1), k
    rejects("equal.divisor", equal_rule, (), (left, right, from_zero))
    apart = Sign(k - 1, "!=", Region(((k, Integer(2), oo),)))
    rejects("equal.divisor", equal_rule, (apart,), (left, right, from_one))
    over = Region(((k, Integer(2), oo),))
    equal_rule(SETTING, (Sign(k - 1, "!=", over),), (left, right, over))
    rejects("defined.undecided", defined_rule, (), (1 / k, from_zero))
    assert defined_rule(SETTING, (), (1 / k, from_one)) == Defined(1 / k, from_one)


def test_a_family_is_unfolded_over_a_fresh_index() -> None:
    known = below(ZERO, Integer(2))
    named = Named("Poisson", (Integer(2),))
    found = family_rule(SETTING, (known,), (named, z, j))
    assert isinstance(found, SameLaw) and isinstance(found.right, Law)
    assert found.right.lattices[0].mass == exp(-2) * 2**j / factorial(j)
    rejects("family.condition", family_rule, (), (named, z, j))


@pytest.mark.parametrize(
    ("code", "judgement"),
    [
        ("form.capture", Series(n, Region(((whole("n"), ZERO, oo),)), ZERO)),
        ("form.variable", Series(x, Region(((x, ZERO, oo),)), ZERO)),
        ("form.whole", Series(k, Region(((k, HALF, oo),)), ZERO)),
        ("form.whole", Series(k, Region(((k, n / 2, oo),)), ZERO)),
        ("form.scope", Series(j, RANGE, ZERO)),
        ("form.scope", Series(k, RANGE, k)),
        ("form.whole", HasLaw(ZERO, Law(z, (), (), (replace(GEOMETRIC, lower=HALF),)))),
        ("form.variable", HasLaw(ZERO, Law(z, (), (), (Lattice(x, ONE, oo, x, HALF),)))),
        ("form.variable", Limit(Map(k, 1 / k, RANGE), "upper", ZERO)),
        ("form.whole", Partial(HALF**j, Region(((j, ONE, oo),)), j, x, oo, ONE)),
    ],
)
def test_forms(code: str, judgement: Judgement) -> None:
    setting = Setting(SETTING.claim, replace(SCOPE, symbols=(*SCOPE.symbols, (x, Domain()))))
    with pytest.raises(RuleError) as error:
        check_judgement(judgement, setting if code == "form.whole" else SETTING)
    assert error.value.code == code


def test_differ_mass_reads_lattices_of_whole_numbers_only() -> None:
    other = Law(z, (), (Atom(Integer(3), ONE),))
    gap = HALF**3 - 1
    differ_mass_rule(SETTING, (Sign(gap, "-", NUMBERS),), (LAW, other, Integer(3)))
    rejects("differ-mass.gap", differ_mass_rule, (), (LAW, other, Integer(3)))
    odd = Law(z, (), (), (replace(GEOMETRIC, point=2 * k),))
    rejects("differ-mass.lattice", differ_mass_rule, (), (odd, other, Integer(3)))
    open_end = Law(z, (), (), (replace(GEOMETRIC, upper=n),))
    rejects("differ-mass.lattice", differ_mass_rule, (), (open_end, other, Integer(3)))
    rejects("differ-mass.lattice", differ_mass_rule, (), (LAW, other, n))


def test_symbols_of_ranges_are_whole_numbers() -> None:
    assert whole("k") == Symbol("k", integer=True) != variable("k")

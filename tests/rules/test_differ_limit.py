"""Densities told apart by their limits near an end: each obligation has a step that lacks it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Expr, Integer, Max, oo, sqrt

from symreparam.derivation.builder import Builder
from symreparam.derivation.near_ends import differ_near_ends
from symreparam.families.members import unfold
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Differs, Equal, Limit, Sign
from symreparam.logic.proof import Step
from symreparam.pipeline import Options, check_text
from symreparam.rules import differ_limit
from symreparam.rules.table import RULES
from symreparam.terms.law import Atom, Law, Named, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import variable

Z = variable("z")
LETS = "let a, b > 0\nlet a < b\nlet X ~ Normal(a, b)\nprove X ~ Normal(a, b)"


def builder() -> Builder:
    [outcome] = check_text(LETS, options=Options(cross_check=False, explain=False))
    assert outcome.claim is not None
    return Builder(outcome.claim)


def laws(one: Builder, first: str, second: str) -> tuple[Law, Law]:
    a, b = one.claim.scope.names
    table: dict[str, tuple[str, tuple[Expr, ...]]] = {
        "gamma a": ("Gamma", (a, Integer(1))),
        "gamma b": ("Gamma", (b, Integer(2))),
        "student a": ("StudentT", (a,)),
        "student b": ("StudentT", (b,)),
        "normal": ("Normal", (Integer(0), Integer(1))),
    }
    found = tuple(unfold(Named(*table[name]), Z) for name in (first, second))
    return found[0], found[1]


@pytest.mark.parametrize(
    ("first", "second"),
    [("gamma a", "gamma b"), ("student a", "student b"), ("student a", "normal")],
)
def test_orders_at_an_end_tell_apart(first: str, second: str) -> None:
    one = builder()
    left, right = laws(one, first, second)
    step = one.steps[differ_near_ends(one, left, right)]
    assert step.rule == "differ-limit"
    known = step.conclusion
    assert isinstance(known, Differs) and (known.left, known.right) == (left, right)


def test_equal_laws_are_not_told_apart() -> None:
    one = builder()
    for name in ("gamma a", "student b", "normal"):
        left, right = laws(one, name, name)
        with pytest.raises(RuleError):
            differ_near_ends(one, left, right)


def found() -> tuple[Builder, Step]:
    one = builder()
    return one, one.steps[differ_near_ends(one, *laws(one, "gamma a", "gamma b"))]


def rejected(one: Builder, step: Step, code: str) -> None:
    premises = tuple(one.conclusion(index) for index in step.premises)
    with pytest.raises(RuleError) as caught:
        RULES["differ-limit"](one.setting, premises, step.args)
    assert caught.value.code == code


def with_arg(step: Step, place: int, value: object) -> Step:
    args = list(step.args)
    args[place] = value  # type: ignore[call-overload]
    return replace(step, args=tuple(args))


def test_each_premise_is_needed() -> None:
    one, step = found()
    assert len(step.premises) == 5  # the quotient tends to infinity
    for place, code in enumerate(
        ("equation", "equation", "zero", "limit", "limit"),
    ):
        other = one.holds(next(iter(one.claim.scope.relations)))
        premises = (*step.premises[:place], other, *step.premises[place + 1 :])
        rejected(one, replace(step, premises=premises), f"differ-limit.{code}")
    rejected(one, replace(step, premises=step.premises[:-1]), "differ-limit.premises")


def test_the_arguments_are_those_of_the_premises() -> None:
    one, step = found()
    rejected(one, with_arg(step, 3, Integer(1)), "differ-limit.equation")
    rejected(one, with_arg(step, 4, Integer(1)), "differ-limit.equation")
    rejected(one, with_arg(step, 6, "upper"), "differ-limit.limit")
    rejected(one, with_arg(step, 6, "middle"), "differ-limit.end")
    rejected(one, with_arg(step, 8, oo), "differ-limit.finite")
    rejected(one, with_arg(step, 8, Integer(7)), "differ-limit.limit")
    rejected(one, with_arg(step, 2, interval(Z, Integer(1), oo)), "differ-limit.near")


def test_the_laws_have_one_piece_each_on_the_same_interval() -> None:
    one, step = found()
    left = step.args[0]
    assert isinstance(left, Law)
    [piece] = left.pieces
    moved = Piece(interval(Z, Integer(1), oo), piece.density)
    rejected(one, with_arg(step, 0, replace(left, pieces=(moved,))), "differ-limit.piece")
    rejected(one, with_arg(step, 0, replace(left, pieces=(piece, moved))), "differ-limit.piece")
    other = replace(left, variable=variable("w"))
    rejected(one, with_arg(step, 0, other), "differ-limit.variable")


def limits_of(
    one: Builder, u: Expr, v: Expr, values: tuple[Expr, Expr], over: Region, apart: bool = True
) -> None:
    """The rule for the densities u and v on the interval, their limits at its upper end."""
    left, right = (Law(Z, (Piece(over, term),)) for term in (u, v))
    premises = [
        one.equal(u, u, over),
        one.equal(v, v, over),
        one.sign_is(Integer(1), "+", over),
    ]
    for term, value in zip((u, v), values, strict=True):
        premises.append(one.add("limit", (), (Map(Z, term, over), "upper", value)))
    if apart:
        premises.append(one.sign_is(values[0] - values[1], "!="))
    args = (left, right, over, Integer(1), u, v, "upper", *values)
    one.add("differ-limit", tuple(premises), args)


def test_limits_that_may_agree_tell_nothing() -> None:
    one = builder()
    unit = interval(Z, Integer(0), Integer(1))
    limits_of(one, 2 * Z, 3 * Z**2, (Integer(2), Integer(3)), unit)
    a, b = one.claim.scope.names
    # 2 z and 1 cross inside (0, 1); 2 z and 2 z^2 agree at 1
    with pytest.raises(RuleError):
        limits_of(one, 2 * Z, 2 * Z**2, (Integer(2), Integer(2)), unit)
    with pytest.raises(RuleError, match=r"differ-limit\.premises"):
        limits_of(one, 2 * Z, 3 * Z**2, (Integer(2), Integer(3)), unit, apart=False)
    with pytest.raises(RuleError):
        # c and d may be equal: a b and 1
        limits_of(one, a * b * Z, Z, (a * b, Integer(1)), unit)


def test_both_tend_to_infinity() -> None:
    one = builder()
    unit = interval(Z, Integer(0), Integer(1))
    both = 1 / (2 * sqrt(1 - Z))
    with pytest.raises(RuleError, match=r"differ-limit\.finite"):
        limits_of(one, both, both * 2, (oo, oo), unit, apart=False)


def test_half_of_the_line_begins_at_a_number_and_reaches_the_end() -> None:
    one = builder()
    left, right = laws(one, "student a", "normal")
    step = one.steps[differ_near_ends(one, left, right)]
    assert step.args[6] == "lower"
    for over in (
        interval(Z, -oo, one.claim.scope.names[0]),  # ends at a parameter
        interval(Z, Integer(0), oo),  # the other end
        interval(Z, Integer(-2), Integer(-1)),  # reaches no end
    ):
        rejected(one, with_arg(step, 2, over), "differ-limit.near")


def test_a_density_beside_masses_needs_an_interval_that_is_not_empty() -> None:
    one, step = found()
    left = step.args[0]
    assert isinstance(left, Law)
    a, b = one.claim.scope.names
    [piece] = left.pieces
    mixed = replace(left, atoms=(Atom(Integer(0), Integer(1)),))
    empty = interval(Z, b, a)
    hollow = replace(mixed, pieces=(Piece(empty, piece.density),))
    right = step.args[1]
    assert isinstance(right, Law)
    other = replace(right, pieces=(Piece(empty, right.pieces[0].density),))
    changed = with_arg(with_arg(step, 0, hollow), 1, other)
    rejected(one, changed, "differ-limit.empty")


def test_a_planted_rule_without_the_zeros_would_tell_a_law_from_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One density, 0 beyond 1/2, as h u and as h v: u and v differ only where h vanishes."""
    one = builder()
    unit = interval(Z, Integer(0), Integer(1))
    common = Max(0, 1 - 2 * Z)
    mine, other = Integer(4), 4 + Max(0, 2 * Z - 1)
    law = Law(Z, (Piece(unit, 4 * common),))
    known = Sign(common, ">=", unit)
    premises = (
        Equal(4 * common, common * mine, unit),
        Equal(4 * common, common * other, unit),
        known,
        Limit(Map(Z, mine, unit), "upper", Integer(4)),
        Limit(Map(Z, other, unit), "upper", Integer(5)),
        Sign(Integer(-1), "-", NUMBERS),
    )
    args = (law, law, unit, common, mine, other, "upper", Integer(4), Integer(5))
    with pytest.raises(RuleError) as caught:
        RULES["differ-limit"](one.setting, premises, args)
    assert caught.value.code == "differ-limit.zero"
    last = premises[-1]
    planted = {"+": known, "-": last}
    monkeypatch.setattr(differ_limit, "Sign", lambda term, sign, over: planted.get(sign))
    assert RULES["differ-limit"](one.setting, premises, args) == Differs(law, law, unit)

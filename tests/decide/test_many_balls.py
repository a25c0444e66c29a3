"""Enclosures at many points at once are those at one point after the other."""

from __future__ import annotations

import random

from sympy import Expr, Integer, Piecewise, Rational, Symbol, exp, log, sqrt, zoo

from symreparam.decide.ball import box_at, enclose
from symreparam.decide.many_balls import enclosures
from symreparam.families.table import FAMILIES

x, y = Symbol("x", real=True), Symbol("y", real=True)
n = Symbol("n", integer=True)


def _agrees(term: Expr, points: list[dict[Symbol, Expr]], precision: int) -> int:
    boxes = tuple(box_at(point) for point in points)
    found = enclosures(term, boxes, precision)
    for box, ball in zip(boxes, found, strict=True):
        alone = enclose(term, box, precision)
        assert (alone is None) == (ball is None), (term, box)
        assert alone is None or ball is None or alone.str(60) == ball.str(60), (term, box)
    return sum(ball is not None for ball in found)


def test_every_record_is_enclosed_as_before() -> None:
    chosen, seen = random.Random(1), 0
    for record in FAMILIES:
        for term in (*(p.density for p in record.pieces), *record.log_density, *record.cdf):
            letters = sorted(term.free_symbols, key=str)
            points = [
                {s: Rational(chosen.randint(-9, 30), chosen.randint(1, 7)) for s in letters}
                for _ in range(6)
            ]
            seen += _agrees(term, points, 64)
    assert seen > 100


def test_where_a_term_is_undefined_only_that_point_has_no_ball() -> None:
    points: list[dict[Symbol, Expr]] = [{x: Integer(v)} for v in (-2, 0, 3)]
    boxes = tuple(box_at(point) for point in points)
    for term, known in (
        (1 / x, [True, False, True]),
        (log(x), [False, False, True]),
        (sqrt(x), [False, True, True]),
        (x**x, [False, False, True]),
        (x ** Rational(-1, 2), [False, False, True]),
        (exp(y), [False, False, False]),  # y is nowhere
        (zoo + x, [False, False, False]),
    ):
        assert [ball is not None for ball in enclosures(term, boxes)] == known, term
        _agrees(term, points, 96)


def test_powers_with_whole_exponents_keep_their_sign() -> None:
    points: list[dict[Symbol, Expr]] = [
        {x: Integer(base), n: Integer(count)} for base in (-2, 0, 3) for count in (-3, 0, 2, 3)
    ]
    _agrees(x**n, points, 96)
    _agrees(Piecewise((x**n, x > 0), (1, True)), points, 96)
    cube = enclosures(x**n, (box_at({x: Integer(-2), n: Integer(3)}),))[0]
    assert cube is not None and cube == -8


def test_no_points_no_balls() -> None:
    assert enclosures(x, ()) == []

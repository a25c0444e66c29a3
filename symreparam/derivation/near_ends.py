"""Two densities compared near the ends of their support, by their orders there."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import (
    Add,
    E,
    Expr,
    Integer,
    Mul,
    Poly,
    PolynomialError,
    Pow,
    Symbol,
    exp,
    expand,
    expand_power_base,
    nan,
    oo,
    zoo,
)

from symreparam.decide.answer import Context
from symreparam.decide.limits import limit
from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.logic.of_terms import End
from symreparam.terms.law import Law
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region, interval

MOST_OPERATIONS = 120
_ENDS: tuple[End, End] = ("lower", "upper")


@dataclass(frozen=True, slots=True)
class Near:
    """A density near an end: distance^`order` times the `factors`, which tend to `constant`; that
    is None where exponentials decide, or where it was not found."""

    order: Expr
    factors: tuple[Expr, ...]
    constant: Expr | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two densities near one end: f = common u, g = common v on `over`."""

    end: End
    over: Region
    common: Expr
    mine: Expr
    other: Expr
    order: Expr
    """that of f/g"""
    constants: tuple[Expr | None, Expr | None]


def pairs(law: Law, claimed: Law) -> Iterator[Pair]:
    """The two densities near each end of the one piece that both have."""
    if not (len(law.pieces) == 1 == len(claimed.pieces)):
        return
    region = law.pieces[0].region
    both = (law.pieces[0].density, claimed.pieces[0].density)
    if region != claimed.pieces[0].region or sum(d.count_ops() for d in both) > MOST_OPERATIONS:
        return
    for end in _ENDS:
        yield _pair(both, end, region)


def _pair(both: tuple[Expr, Expr], end: End, region: Region) -> Pair:
    letter, low, high = region.bounds[0]
    place = low if end == "lower" else high
    over = region
    if (low, high) == (-oo, oo):
        ends = (-oo, Integer(0)) if end == "lower" else (Integer(0), oo)
        over = interval(letter, *ends)
    if place in (oo, -oo):
        distance = letter if place == oo else -letter
    else:
        distance = letter - place if end == "lower" else place - letter
    mine, other = (_near(density, letter, place, distance) for density in both)
    rest = [list(mine.factors), list(other.factors)]
    shared = []
    for factor in mine.factors:
        if factor in rest[1] and factor.has(letter):
            shared.append(factor)
            rest[0].remove(factor)
            rest[1].remove(factor)
    order = expand(mine.order - other.order)
    common = Mul(distance**other.order, *shared)
    terms = Mul(distance**order, *rest[0]), Mul(*rest[1])
    if place in (oo, -oo) and any(d.has(exp) for d in terms):
        # neither tends to anything but 0: their quotient has to be looked at
        both_terms = expand_power_base(both[0] / both[1], force=True), Integer(1)
        return Pair(end, over, both[1], *both_terms, order, (None, None))
    return Pair(end, over, common, *terms, order, (mine.constant, other.constant))


def _near(density: Expr, letter: Symbol, place: Expr, distance: Expr) -> Near:
    order: Expr = Integer(0)
    constant: Expr | None = Integer(1)
    factors: list[Expr] = []
    for factor in Mul.make_args(expand_power_base(density, force=True)):
        base, exponent = factor, Integer(1)
        if isinstance(factor, Pow) and factor.base != E and not factor.exp.has(letter):
            base, exponent = factor.base, factor.exp
        leading = (factor, Integer(0)) if not factor.has(letter) else None
        leading = leading or _leading(base, letter, place, distance)
        if leading is None:
            constant = None
            factors.append(factor)
            continue
        own, power = leading
        if not factor.has(letter):
            exponent = Integer(1)
        order += power * exponent
        constant = None if constant is None else constant * own**exponent
        if not factor.has(letter) or power == 0:
            factors.append(factor)
        else:
            factors += [own**exponent, expand(base / (own * distance**power)) ** exponent]
    return Near(expand(order), tuple(f for f in factors if f != 1), constant)


def _leading(
    base: Expr, letter: Symbol, place: Expr, distance: Expr
) -> tuple[Expr, Expr] | None:
    """c and m with base/(c distance^m) -> 1 at the end, or None."""
    step = Symbol("step", positive=True)
    if place in (oo, -oo):
        moved = base.xreplace({letter: step if place == oo else -step})
    else:
        way = 1 if distance.coeff(letter) == 1 else -1
        moved = base.xreplace({letter: place + way * step})
    try:
        polynomial = Poly(moved, step)
    except PolynomialError:
        return _value(base, letter, place)
    if polynomial.is_zero or any(c.has(step) for c in polynomial.all_coeffs()):
        return _value(base, letter, place)
    terms = polynomial.terms()
    (power,), own = terms[0] if place in (oo, -oo) else terms[-1]
    return own, Integer(power)


def _value(base: Expr, letter: Symbol, place: Expr) -> tuple[Expr, Expr] | None:
    """The value at a finite end where it is a number other than 0."""
    if place in (oo, -oo):
        return None
    own = base.xreplace({letter: place})
    return None if own == 0 or own.has(nan, zoo, oo, -oo) else (own, Integer(0))


def differ_near_ends(builder: Builder, law: Law, claimed: Law) -> int:
    """A step Differs(law, claimed) by the limits at an end. RuleError when these may agree at
    both."""
    for pair in pairs(law, claimed):
        try:
            return _step(builder, law, claimed, pair)
        except RuleError:
            continue
    raise RuleError("near-ends.none", "the densities are alike near the ends")


def _step(builder: Builder, law: Law, claimed: Law, pair: Pair) -> int:
    letter, context = law.variable, Context(builder.setting.scope, pair.over)
    terms = (pair.mine, pair.other)
    found = [limit(term, letter, pair.end, context) for term in terms]
    values = [value for value in found if value is not None]
    if len(values) < 2 or values[1] in (oo, -oo) or values[0] == values[1]:
        raise RuleError("near-ends.limit", str(terms))
    apart: tuple[int, ...] = ()
    if values[0] not in (oo, -oo):
        apart = (builder.sign_is(Add(values[0], -values[1]), "!="),)
    tends = [
        builder.add("limit", (), (Map(letter, term, pair.over), pair.end, value))
        for term, value in zip(terms, values, strict=True)
    ]
    nowhere = builder.sign_is(pair.common, "!=", pair.over)
    same = [
        builder.equal(one.pieces[0].density, pair.common * term, pair.over)
        for one, term in zip((law, claimed), terms, strict=True)
    ]
    args = (law, claimed, pair.over, pair.common, *terms, pair.end, *values)
    return builder.add("differ-limit", (*same, nowhere, *tends, *apart), args)

"""Contrasts of log-densities proposed: points, weights that annihilate a family's statistics.

The weights are rational null vectors of the family's statistics at the points; whether they do
annihilate them, and whether the law's own contrast differs, the rules decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from sympy import (
    Add,
    Dummy,
    Expr,
    I,
    Integer,
    Matrix,
    Rational,
    Symbol,
    exp,
    expand,
    expand_log,
    log,
    oo,
)

from symreparam.decide.answer import Context, Proved
from symreparam.decide.ball import enclose
from symreparam.decide.points import sample
from symreparam.decide.sign import holds
from symreparam.derivation.builder import Builder
from symreparam.derivation.location_scale import roles
from symreparam.families.members import unfold
from symreparam.families.table import family
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Member, SignName
from symreparam.rules.contrast import contrast
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, variable

Row = tuple[Expr, ...]
MOST_POINTS: Final = 7
MOST_TRIES: Final = 6
MOST_ATOMS: Final = 24
SAMPLES: Final = 8
_LINE: Final = (-1, 0, 1, 2, -2, 3, 4)
_HALF: Final = tuple(Rational(2) ** k for k in (0, 1, 2, 3, -1, -2, 4))
_PARTS: Final = ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 9), (8, 9))
_UNIT: Final = tuple(Rational(a, b) for a, b in _PARTS)


def statistics(name: str) -> tuple[Symbol, tuple[Expr, ...], Expr] | None:
    """The letter, the statistics and the rest of an exponential family's log-density, which is
    a combination of the statistics (with coefficients in the parameters), plus the rest. None for
    a family that is none, as far as expanding shows."""
    record = family(name)
    if record is None or len(record.pieces) != 1 or record.atoms or record.lattice is not None:
        return None
    letter = record.variable
    found: list[Expr] = [Integer(1)]
    rest: list[Expr] = []
    own = {p.symbol for p in record.parameters}
    for term in Add.make_args(expand(expand_log(record.log_density[0], force=True))):
        coefficient, statistic = term.as_independent(letter, as_Add=False)
        if statistic.free_symbols & own:
            return None
        if not coefficient.free_symbols & own:
            rest.append(term)
        elif statistic not in found:
            found.append(statistic)
    return letter, tuple(found), Add(*rest)


def not_member_step(builder: Builder, given: int, law: Law, goal: Member) -> int:
    """A step Fails(goal) by a contrast. RuleError when none is found."""
    known = statistics(goal.family)
    if known is None:
        raise RuleError("contrast.family", f"{goal.family} is no exponential family here")
    letter, stats, rest = known
    for index, points in _point_sets(builder, law, goal.subject):
        density = law.pieces[index].density
        for used, weights in weighted(stats, letter, points):
            logs = tuple(log_of(builder, density.xreplace({law.variable: point})) for point in used)
            value = contrast(weights, tuple(rest.xreplace({letter: p}) for p in used))
            gap = Add(contrast(weights, logs), -value)
            try:
                apart = nonzero(builder, gap)
                premises = inside(builder, law, index, used)
                for point, own in zip(used, logs, strict=True):
                    there = density.xreplace({law.variable: point})
                    premises.append(builder.sign_is(there, "+"))
                    if there != exp(own):
                        premises.append(builder.equal(there, exp(own)))
                premises.append(apart)
                args = (goal, index, used, weights, logs, value)
                return builder.add("not-member-contrast", (given, *dict.fromkeys(premises)), args)
            except RuleError:
                continue
    raise RuleError("contrast.none", f"no contrast tells the law from {goal.family}")


def nonzero(builder: Builder, gap: Expr) -> int:
    """A step for a strict sign of the gap, or that it is never zero. RuleError when numbers at
    sample points show that it has none, or when none is proved."""
    seen: set[SignName] = set()
    for point in sample(Context(builder.setting.scope, NUMBERS), SAMPLES):
        ball = enclose(gap.xreplace(point), {}, 128)
        if ball is not None and ball.contains(0):
            raise RuleError("contrast.zero", str(gap))
        if ball is not None:
            seen.add("+" if ball > 0 else "-")
    if len(seen) == 1:
        return builder.sign_is(gap, seen.pop())
    return builder.sign_is(gap, "!=")


def log_of(builder: Builder, density: Expr) -> Expr:
    """The logarithm of a density's value, with products and powers taken apart.

    Parameters that are negative in the builder's scope are written as -(-b) meanwhile, or their
    logarithms would not be real, and so are log(2/3) and its like: SymPy takes minutes over
    logarithms of -log(2/3) in powers.
    """
    context = Context(builder.setting.scope, NUMBERS)
    there: dict[Expr, Expr] = {}
    for symbol in sorted(density.free_symbols, key=str):
        below = Relation(symbol, "<", Integer(0))
        if not symbol.is_positive and isinstance(holds(below, context), Proved):
            there[symbol] = -Dummy(positive=True)
    for number in sorted(density.atoms(log), key=str):
        if number.args[0].is_Rational and number.is_negative:
            there[number] = -Dummy(positive=True)
    taken = expand_log(log(density.xreplace(there)), force=True)
    back = taken.xreplace({-new: -old for old, new in there.items()})
    return log(density) if back.has(I) else back


def inside(builder: Builder, law: Law, index: int, points: Row) -> list[int]:
    """Steps: the points are defined and lie in the piece, the other pieces beside it."""
    _, low, high = law.pieces[index].region.bounds[0]
    found: list[int] = []
    for point in points:
        found.append(builder.add("defined", (), (point, NUMBERS)))
        if low != -oo:
            found.append(builder.holds(Relation(low, "<", point)))
        if high != oo:
            found.append(builder.holds(Relation(point, "<", high)))
    for other, piece in enumerate(law.pieces):
        _, lower, upper = piece.region.bounds[0]
        if other == index or upper == low or lower == high:
            continue
        try:
            found.append(builder.holds(Relation(upper, "<=", low)))
        except RuleError:
            found.append(builder.holds(Relation(high, "<=", lower)))
    return found


def _point_sets(builder: Builder, law: Law, subject: Expr) -> Iterator[tuple[int, Row]]:
    """Points for each piece: images of plain numbers under the subject's own map first."""
    claim = builder.claim
    random = [v for v in claim.variables if subject.has(v)]
    if len(random) == 1 and len(law.pieces) == 1:
        source = claim.hypotheses[claim.variables.index(random[0])].law
        for numbers in _numbers(builder, source):
            yield 0, tuple(subject.xreplace({random[0]: x}) for x in numbers)
    for index, piece in enumerate(law.pieces):
        _, low, high = piece.region.bounds[0]
        yield index, spread(low, high)


def _numbers(builder: Builder, source: AnyLaw) -> Iterator[Row]:
    """Plain numbers in the support of the variable's law, or these moved to its place and scale."""
    explicit = unfold(source, variable("t")) if isinstance(source, Named) else source
    if len(explicit.pieces) != 1:
        return
    plain = spread(*explicit.pieces[0].region.bounds[0][1:])
    if isinstance(source, Named) and any(a.free_symbols for a in source.arguments):
        known = roles(source.family)
        scale: Expr = Integer(1)
        if known.scale is not None:
            scale = source.arguments[known.scale] ** known.power
        place = Integer(0) if known.location is None else source.arguments[known.location]
        if known.location is not None or known.scale is not None:
            yield tuple(place + scale * x for x in spread(*_standard_ends(source.family)))
    yield plain


def _standard_ends(name: str) -> tuple[Expr, Expr]:
    """The ends of the family's support when no parameter stands in them, else those of (0, oo)."""
    record = family(name)
    assert record is not None
    low, high = record.pieces[0].region.bounds[0][1:]
    return (Integer(0), oo) if low.free_symbols | high.free_symbols else (low, high)


def spread(low: Expr, high: Expr) -> Row:
    """Seven points inside an interval."""
    if low == -oo and high == oo:
        return tuple(map(Integer, _LINE))
    if high == oo:
        return tuple(low + x for x in _HALF)
    if low == -oo:
        return tuple(high - x for x in _HALF)
    return tuple(low + (high - low) * x for x in _UNIT)


def weighted(stats: Row, letter: Symbol, points: Row) -> Iterator[tuple[Row, Row]]:
    """Points with weights that annihilate all statistics, at most MOST_TRIES."""
    yield from islice(_weighted(stats, letter, points), MOST_TRIES)


def _weighted(stats: Row, letter: Symbol, points: Row) -> Iterator[tuple[Row, Row]]:
    for number in range(2, min(len(points), MOST_POINTS) + 1):
        chosen = points[:number]
        rows = combination_rows(stats, letter, chosen)
        if rows is None:
            return
        for vector in Matrix(rows).nullspace():
            weights = tuple(vector)
            if weights[-1] != 0:
                yield chosen, weights


def combination_rows(
    stats: Row, letter: Symbol, points: Row
) -> list[list[Expr]] | None:
    """Rational rows: each value of a statistic as a combination of symbolic atoms."""
    rows: list[list[Expr]] = []
    for statistic in stats:
        table: dict[Expr, list[Expr]] = {}
        for place, point in enumerate(points):
            value = expand(expand_log(statistic.xreplace({letter: point}), force=True))
            for atom, coefficient in _combination(value).items():
                table.setdefault(atom, [Integer(0)] * len(points))[place] = coefficient
        rows += table.values()
        if len(rows) > MOST_ATOMS:
            return None
    return rows


def _combination(value: Expr) -> dict[Expr, Expr]:
    """Rational coefficients of symbolic atoms; logarithms of rationals by their prime factors."""
    found: dict[Expr, Expr] = {}
    for term in Add.make_args(value):
        coefficient, atom = term.as_coeff_Mul()
        found[atom] = found.get(atom, Integer(0)) + coefficient
    return found

"""Means searched for by the symmetry of a law about a point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from flint import arb
from sympy import Add, Expr, Integer, Max, Min, Mul, Rational, Symbol, cancel, oo

from symreparam.decide.ball import enclose
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.instances import instances
from symreparam.derivation.logarithms import fresh_letters
from symreparam.derivation.matching import same_law_step
from symreparam.derivation.transport import Letters, letters, source_law
from symreparam.families.members import unfold
from symreparam.logic.errors import RuleError
from symreparam.rules.symmetric_mean import gaps, mirrored, terms_of
from symreparam.terms.law import Law, Named
from symreparam.terms.region import Region, interval
from symreparam.terms.scope import variable

_PLACES = (Rational(1, 3), Rational(5, 7), Rational(-2, 5), Rational(9, 4))


def symmetric_step(builder: Builder, symbol: Symbol, body: Expr, names: Letters) -> int:
    """A step Expectation(body, f(c)) for a function that is odd about a centre of symmetry c of
    the law. Raises RuleError, NoInverse or Unsupported."""
    index = builder.claim.variables.index(symbol)
    named = law_step(builder, builder.add("hypothesis", (), (index,))).law
    for centre in _centres(named):
        if not _likely(builder, symbol, body, centre):
            continue
        given, mirror, law = _mirrored(builder, symbol, centre, names)
        [letter] = fresh_letters(builder, 1)
        value = body.xreplace({symbol: centre})
        over = _region(law, letter)
        equal = builder.equal(*mirrored(body, symbol, centre, value, letter), over)
        args = (body, centre, value, over)
        return builder.add("expectation-symmetric", (given, mirror, equal), args)
    raise RuleError("expectation-symmetric.centre", "no centre of symmetry was found")


def _mirrored(
    builder: Builder, symbol: Symbol, centre: Expr, names: Letters
) -> tuple[int, int, Law]:
    """Steps that the variable and its mirror image have one law, and this law."""
    index = builder.claim.variables.index(symbol)
    mirror = law_of(builder, 2 * centre - symbol, names)
    other = law_step(builder, mirror).law
    assert isinstance(other, Law)
    given = source_law(builder, index, other.variable)
    law = law_step(builder, given).law
    assert isinstance(law, Law)
    if other != law:
        same = same_law_step(builder, other, law)
        mirror = builder.add("rewrite-law", (mirror, same))
    return given, mirror, law


def extreme_step(builder: Builder, body: Expr, mean: Callable[[Builder, Expr], int]) -> int:
    """A step Expectation(body, value) for the largest or least of three terms that are affine in
    variables with symmetric laws on the whole line. Raises RuleError, NoInverse, Unsupported."""
    random = [v for v in builder.claim.variables if body.has(v)]
    if not isinstance(body, Max | Min) or len(body.args) != 3 or not builder.transforms:
        raise RuleError("expectation.factor", f"several random variables in {body}")
    three, names = terms_of(body), letters(builder)
    if any(not term.is_polynomial(*random) for term in three):
        raise RuleError("expectation-extreme.affine", str(body))
    steps: list[int] = []
    centres: list[Expr] = []
    for symbol in random:
        index = builder.claim.variables.index(symbol)
        named = law_step(builder, builder.add("hypothesis", (), (index,))).law
        known = unfold(named, variable("x")) if isinstance(named, Named) else named
        line = len(known.pieces) == 1 and known.pieces[0].region.bounds[0][1:] == (-oo, oo)
        centre = next((c for c in _centres(named) if line and _symmetric(builder, known, c)), None)
        if centre is None:
            raise RuleError("expectation-extreme.centre", f"{symbol} is not symmetric on the line")
        given, mirror, _ = _mirrored(builder, symbol, centre, names)
        steps += [given, mirror]
        centres.append(centre)
    steps += [mean(builder, term) for term in (*three, *gaps(three))]
    return builder.add("expectation-extreme", tuple(steps), (body, tuple(centres)))


def _symmetric(builder: Builder, law: Law, centre: Expr) -> bool:
    """Whether numbers at the first parameter values look like a density symmetric about it."""
    values = dict(next(islice(instances(builder.claim), 1), ()))
    density, at = law.pieces[0].density.xreplace(values), centre.xreplace(values)
    for step in _PLACES:
        sides = [_value_at(density, law.variable, at + way * step) for way in (1, -1)]
        if sides[0] is None or sides[1] is None or not (sides[0] - sides[1]).contains(0):
            return False
    return True


def _region(law: Law, letter: Symbol) -> Region:
    if len(law.pieces) == 1 and not law.atoms and not law.lattices:
        _, low, high = law.pieces[0].region.bounds[0]
        return interval(letter, low, high)
    return interval(letter, -oo, oo)


def _centres(law: Law | Named) -> Iterator[Expr]:
    """Places about which the law may be symmetric: 0, parameters, the middle of the first two."""
    found = [Integer(0)]
    if isinstance(law, Named):
        found += law.arguments
        found += [cancel(Mul(Rational(1, 2), Add(*pair))) for pair in [law.arguments[:2]]]
        found.append(Rational(1, 2))
    yield from dict.fromkeys(found)


def _likely(builder: Builder, symbol: Symbol, body: Expr, centre: Expr) -> bool:
    """Whether numbers at the first parameter values look like f(c + h) + f(c - h) = 2 f(c)."""
    values = dict(next(islice(instances(builder.claim), 1), ()))
    at, there = centre.xreplace(values), body.xreplace(values)
    middle = _value_at(there, symbol, at)
    for step in _PLACES:
        sides = [_value_at(there, symbol, at + way * step) for way in (1, -1)]
        if middle is None or None in sides:
            return False
        gap = sides[0] + sides[1] - 2 * middle  # type: ignore[operator]
        if not gap.contains(0):
            return False
    return True


def _value_at(body: Expr, symbol: Symbol, place: Expr) -> arb | None:
    """An enclosure, None where there is no value: SymPy fails at min(x, 1/0)."""
    ball = enclose(place, {}, 96)
    return None if ball is None else enclose(body, {symbol: ball}, 96)

"""Means searched for by the symmetry of a law about a point."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from flint import arb
from sympy import Add, Expr, Integer, Mul, Rational, Symbol, cancel, oo

from symreparam.decide.ball import enclose
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.instances import instances
from symreparam.derivation.logarithms import fresh_letters
from symreparam.derivation.matching import same_law_step
from symreparam.derivation.transport import Letters, source_law
from symreparam.logic.errors import RuleError
from symreparam.rules.symmetric_mean import mirrored
from symreparam.terms.law import Law, Named
from symreparam.terms.region import Region, interval

_PLACES = (Rational(1, 3), Rational(5, 7), Rational(-2, 5), Rational(9, 4))


def symmetric_step(builder: Builder, symbol: Symbol, body: Expr, names: Letters) -> int:
    """A step Expectation(body, f(c)) for a function that is odd about a centre of symmetry c of
    the law. Raises RuleError, NoInverse or Unsupported."""
    index = builder.claim.variables.index(symbol)
    named = law_step(builder, builder.add("hypothesis", (), (index,))).law
    for centre in _centres(named):
        if not _likely(builder, symbol, body, centre):
            continue
        mirror = law_of(builder, 2 * centre - symbol, names)
        other = law_step(builder, mirror).law
        assert isinstance(other, Law)
        given = source_law(builder, index, other.variable)
        law = law_step(builder, given).law
        assert isinstance(law, Law)
        if other != law:
            same = same_law_step(builder, other, law)
            mirror = builder.add("rewrite-law", (mirror, same))
        [letter] = fresh_letters(builder, 1)
        value = body.xreplace({symbol: centre})
        over = _region(law, letter)
        equal = builder.equal(*mirrored(body, symbol, centre, value, letter), over)
        args = (body, centre, value, over)
        return builder.add("expectation-symmetric", (given, mirror, equal), args)
    raise RuleError("expectation-symmetric.centre", "no centre of symmetry was found")


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

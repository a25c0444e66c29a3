"""Independence of components that share variables: the joint density is a product."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, product

from sympy import (
    Add,
    Expr,
    Integer,
    Max,
    Min,
    Mul,
    Rational,
    Symbol,
    atan2,
    cancel,
    exp,
    expand,
    nan,
    oo,
    pi,
    powsimp,
    zoo,
)

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.points import sample
from symreparam.derivation.builder import Builder
from symreparam.derivation.joint_blocks import fresh_letters
from symreparam.derivation.joint_derive import Failure, derivations
from symreparam.derivation.joint_supports import Supports
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasJointLaw, Independent
from symreparam.terms.law import JointLaw
from symreparam.terms.region import Region

MOST_REGIONS = 3


def factored(builder: Builder, goal: Independent) -> int:
    """A step for the goal by factorisation. Raises RuleError."""
    error: Exception | None = None
    for step in joint_steps(builder, goal):
        try:
            return _product(builder, step)
        except RuleError as failed:
            error = failed
    raise error or RuleError("independent.density", "no joint density was found")


def joint_steps(builder: Builder, goal: Independent, sizes: tuple[int, ...] = ()) -> Iterator[int]:
    """Steps that state joint laws of the terms, which are vectors of these sizes or single.
    Raises the first failure where there are none."""
    if any(term.has(Max, Min) for term in goal.subjects):
        from symreparam.derivation.order_statistics import order_statistics_pair

        try:
            yield order_statistics_pair(builder, goal.subjects)
            return
        except Failure:
            pass
    letters = fresh_letters(builder, len(goal.subjects), ())
    plane = Region(tuple((letter, -oo, oo) for letter in letters))
    shape = HasJointLaw(goal.subjects, JointLaw(letters, plane, Integer(0)))
    where = Supports(builder, shape)
    if where.flat():
        raise RuleError("independent.singular", "the components satisfy an equation")
    error: Exception | None = None
    found = False
    regions = chain(_simplexes(where, letters, sizes), _regions(where, letters))
    for region in islice(regions, MOST_REGIONS):
        wanted = HasJointLaw(goal.subjects, JointLaw(letters, region, Integer(0)))
        try:
            for step in derivations(builder, wanted):
                found = True
                yield step
        except Failure as failed:
            error = error or failed
    if not found and error is not None:
        raise error


def _regions(where: Supports, letters: tuple[Symbol, ...]) -> Iterator[Region]:
    """Products of the least intervals that hold the sampled values, wider ones later: standard
    ones, and those where the variables themselves live."""
    standard = (
        (Integer(0), Integer(1)),
        (Integer(0), oo),
        (Integer(1), oo),  # after that: a positive sum is above 1 at most points
        (-oo, Integer(0)),
        (-oo, oo),
        (Integer(-1), Integer(1)),
    )
    own = [
        (low, end)
        for _, low, high in where.region.bounds
        for end in (high, oo)
        if not low.has(oo, -oo, *where.region.variables) and not end.has(*where.region.variables)
    ]
    intervals = tuple(dict.fromkeys((*(each for each in own if each[0] != 0), *standard)))
    choices = [
        [(-pi, pi)] if isinstance(image, atan2) else _holding(where, image, intervals)
        for image in where.images
    ]
    for chosen in product(*choices):
        yield Region(tuple((x, *ends) for x, ends in zip(letters, chosen, strict=True)))


def _holding(
    where: Supports, image: Expr, intervals: tuple[tuple[Expr, Expr], ...]
) -> list[tuple[Expr, Expr]]:
    """The intervals that hold the component at each sampled point."""
    found = []
    for low, high in intervals:
        gaps = [image - low] * (low != -oo) + [high - image] * (high != oo)
        balls = [enclose(gap.xreplace(point), {}) for point in where.points for gap in gaps]
        if all(ball is None or ball > 0 for ball in balls):
            found.append((low, high))
    return found


def _simplexes(
    where: Supports, letters: tuple[Symbol, ...], sizes: tuple[int, ...]
) -> Iterator[Region]:
    """The least product of intervals, with a simplex for each vector whose sampled components are
    shares of less than the whole."""
    starts = [sum(sizes[:k]) for k in range(len(sizes))]
    groups = [slice(start, start + size) for start, size in zip(starts, sizes, strict=True)]
    shares = [group for group in groups if _share(where, where.images[group])]
    least = next(_regions(where, letters), None) if shares else None
    if least is not None:
        bounds = list(least.bounds)
        for group in shares:
            taken: Expr = Integer(0)
            for place in range(group.start, group.stop):
                bounds[place] = (letters[place], Integer(0), 1 - taken)
                taken += letters[place]
        yield Region(tuple(bounds))


def _share(where: Supports, images: tuple[Expr, ...]) -> bool:
    """Whether these are two or more, positive, with a sum below 1 at the sampled points."""
    if len(images) < 2:
        return False
    for point in where.points:
        values = [enclose(image.xreplace(point), {}) for image in (*images, Add(*images))]
        if any(value is None or not 0 < value < 1 for value in values):
            return False
    return True


def _product(builder: Builder, step: int) -> int:
    """The density with the other letters fixed at a point, once for each letter."""
    given = builder.conclusion(step)
    assert isinstance(given, HasJointLaw)
    law = given.law
    error: RuleError | None = None
    for factors in _factors(builder, law):
        try:
            same = builder.equal(law.density, Mul(*factors), law.region)
            return builder.add("independent-factors", (step, same), (factors,))
        except RuleError as failed:
            error = error or failed
    raise error or RuleError("independent.factors", "no point of the region was found")


def _factors(builder: Builder, law: JointLaw) -> Iterator[tuple[Expr, ...]]:
    """q(z_1, c) q(c, z_2)/q(c, c) with a rational point c of the region."""
    found_points = sample(Context(builder.setting.scope, law.region), 8)
    places: list[dict[Symbol, Expr]] = [
        {letter: value for letter in law.variables} for value in (Integer(1), Rational(1, 2))
    ]
    places += [{letter: point[letter] for letter in law.variables} for point in found_points[:1]]
    for place in places:
        if not all(value.is_Rational for value in place.values()):
            continue
        whole = law.density.xreplace(place)
        if whole == 0 or whole.has(oo, nan, zoo):
            continue
        found = []
        for letter in law.variables:
            rest = {other: value for other, value in place.items() if other != letter}
            found.append(law.density.xreplace(rest))
        yield _tidied(found, law.variables, whole)


def _tidied(terms: list[Expr], letters: tuple[Symbol, ...], whole: Expr) -> tuple[Expr, ...]:
    """The terms over `whole`, which all but one of them have too much, with what is free of the
    letters in the first of them."""
    constant = whole ** (1 - len(terms))
    found = []
    for term, letter in zip(terms, letters, strict=True):
        moving: Expr = Integer(1)
        for factor in Mul.make_args(term):
            free, part = _parted(factor, letter)
            constant, moving = constant * free, moving * part
        found.append(moving)
    return (powsimp(constant) * found[0], *found[1:])


def _parted(factor: Expr, letter: Symbol) -> tuple[Expr, Expr]:
    """The factor as one free of the letter times the rest: exponents are sums."""
    if isinstance(factor, exp):
        free, rest = expand(cancel(factor.exp)).as_independent(letter, as_Add=True)
        return exp(free), exp(rest)
    free, rest = factor.as_independent(letter, as_Add=False)
    return free, rest

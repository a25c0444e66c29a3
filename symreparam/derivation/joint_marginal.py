"""Fewer components than blocks: auxiliary components complete the map, and are integrated out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import combinations, islice

from sympy import Add, Expr, Integer, Poly, Symbol, cancel, diff, log, oo

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.points import sample
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.integrate import family_integral, integral_step
from symreparam.derivation.joint_blocks import Blocked, fresh_letters
from symreparam.derivation.joint_branches import Stage, pushed
from symreparam.derivation.joint_inverse import inverses
from symreparam.derivation.joint_neat import untangled
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasJointLaw, Integral
from symreparam.rules.joint import within
from symreparam.terms.law import JointLaw
from symreparam.terms.region import Region, interval

MOST_TRIES = 12
POINTS = 6



def marginal(
    builder: Builder, found: Blocked, goal: HasJointLaw, tries: int = MOST_TRIES
) -> int:
    """A step with the goal's subjects and region. Raises RuleError or NoInverse."""
    known = builder.conclusion(found.step)
    assert isinstance(known, HasJointLaw)
    number = len(known.subjects) - len(goal.subjects)
    letters = known.law.variables
    extra = fresh_letters(builder, number, (*letters, *goal.law.variables))
    error: Exception | None = None
    for chosen in islice(_auxiliaries(found.images, letters, number), tries):
        try:
            return _with(builder, found, goal, chosen, extra)
        except (RuleError, NoInverse) as failed:
            error = error or failed
    raise error or RuleError("joint.marginal", "no auxiliary component was found")


def _auxiliaries(
    images: Sequence[Expr], letters: Sequence[Symbol], number: int
) -> Iterator[tuple[Expr, ...]]:
    """Linear denominators (the total in x/(x + y)), then the letters themselves, then their sum;
    other denominators last, since inverses of polynomials have roots."""
    terms: dict[Expr, None] = {}
    curved: dict[Expr, None] = {}
    for image in images:
        below = image.as_numer_denom()[1]
        if below.has(*letters) and below.is_polynomial(*letters):
            line = Poly(below, *letters).total_degree() == 1
            (terms if line else curved)[below] = None
    terms |= dict.fromkeys((*reversed(letters), Add(*letters))) | curved
    yield from combinations(terms, number)


def _with(
    builder: Builder,
    found: Blocked,
    goal: HasJointLaw,
    chosen: tuple[Expr, ...],
    extra: tuple[Symbol, ...],
) -> int:
    """The joint law with the auxiliary components, and they integrated out, the last one first."""
    step = completed(builder, found, goal, chosen, extra)
    for _ in extra:
        step = _integrated(builder, step)
    return step


def completed(
    builder: Builder,
    found: Blocked,
    goal: HasJointLaw,
    chosen: tuple[Expr, ...],
    extra: tuple[Symbol, ...],
) -> int:
    """The joint law of the goal's components, on its region, with further ones in these letters:
    each between ends that may depend on the letters before it. Raises RuleError or NoInverse."""
    known = builder.conclusion(found.step)
    assert isinstance(known, HasJointLaw)
    images = (*found.images, *chosen)
    swap = dict(zip(known.law.variables, known.subjects, strict=True))
    subjects = (*goal.subjects, *(term.xreplace(swap) for term in chosen))
    variables = (*goal.law.variables, *extra)
    region = _completed(builder, known.law.region, images, variables, goal.law.region, extra)
    whole = HasJointLaw(subjects, JointLaw(variables, region, Integer(0)))
    return pushed(Stage(builder, found.step, images, whole))


def _integrated(builder: Builder, step: int) -> int:
    given = builder.conclusion(step)
    assert isinstance(given, HasJointLaw)
    *kept, last = given.law.region.bounds
    with ExitStack() as scopes:
        for bound in kept:
            scopes.enter_context(builder.bound(*bound))
        integral = _integral(builder, given.law.density, last)
    value = builder.conclusion(integral)
    assert isinstance(value, Integral)
    pairs = zip(given.subjects, given.law.variables, strict=True)
    rest = [(subject, letter) for subject, letter in pairs if letter != last[0]]
    law = JointLaw(tuple(letter for _, letter in rest), Region(tuple(kept)), value.value)
    return builder.marginal(
        (step, integral), HasJointLaw(tuple(subject for subject, _ in rest), law)
    )


def _integral(
    builder: Builder, density: Expr, bound: tuple[Symbol, Expr, Expr]
) -> int:
    """The integral over the interval, or over its two halves when it is the whole line."""
    letter, low, high = bound
    try:
        return _untangled(builder, density, bound)
    except RuleError:
        pass
    if (low, high) != (-oo, oo):
        return integral_step(builder, density, interval(*bound))
    try:
        return integral_step(builder, density, interval(*bound))
    except RuleError:
        parts = ((low, Integer(0)), (Integer(0), high))
        halves = tuple(integral_step(builder, density, interval(letter, *part)) for part in parts)
        return builder.add("integral-split", halves)


def _untangled(builder: Builder, density: Expr, bound: tuple[Symbol, Expr, Expr]) -> int:
    """By a family's density, after exponentials of logarithms are written as powers."""
    if not any(head.has(bound[0]) for head in density.atoms(log)):
        raise RuleError("integral.powers", "no logarithms")
    plain = untangled(density, bound[0])
    same = builder.equal(density, plain, interval(*bound))
    return builder.add("integral-equal", (family_integral(builder, plain, interval(*bound)), same))


# the ends of the auxiliary components -----------------------------------------------------------
def _completed(
    builder: Builder,
    source: Region,
    images: Sequence[Expr],
    variables: Sequence[Symbol],
    region: Region,
    extra: Sequence[Symbol],
) -> Region:
    """The goal's region with an interval for each auxiliary component, as the inverse asks."""
    points = sample(Context(builder.setting.scope, source), POINTS)
    guess = Region((*region.bounds, *((w, *_side(image, points)) for w, image in _last(
        images, extra))))
    for inverse in inverses(images, variables, source, guess):
        there = dict(zip(source.variables, inverse, strict=True))
        gaps = [relation.right - relation.left for relation in within(source, there)]
        bounds = list(region.bounds)
        for w, image in _last(images, extra):
            bounds.append((w, *_ends(gaps, w, image, images, variables, points)))
        return Region(tuple(bounds))
    raise RuleError("joint.inverse", "no inverse was found in closed form")


def _last(images: Sequence[Expr], extra: Sequence[Symbol]) -> list[tuple[Symbol, Expr]]:
    return list(zip(extra, images[len(images) - len(extra) :], strict=True))


def _side(image: Expr, points: Sequence[dict[Symbol, Expr]]) -> tuple[Expr, Expr]:
    """The half-line or line that the sample points show."""
    values = [enclose(image.xreplace(point), {}) for point in points]
    if all(value is not None and value > 0 for value in values):
        return Integer(0), oo
    if all(value is not None and value < 0 for value in values):
        return -oo, Integer(0)
    return -oo, oo


def _ends(
    gaps: Sequence[Expr],
    w: Symbol,
    image: Expr,
    images: Sequence[Expr],
    variables: Sequence[Symbol],
    points: Sequence[dict[Symbol, Expr]],
) -> tuple[Expr, Expr]:
    """The tightest of the ends at which a gap vanishes, as far as sample points tell."""
    low, high = _side(image, points)
    ends: dict[Expr, None] = {}
    for gap in gaps:
        top = cancel(gap).as_numer_denom()[0] if gap.is_rational_function(w) else gap
        slope = diff(top, w)
        if slope != 0 and not slope.has(w):
            ends[cancel(-top.xreplace({w: Integer(0)}) / slope)] = None
    others = {x: image for x, image in zip(variables, images, strict=True) if x != w}
    lows, highs = [low], [high]
    for end in ends:
        at = [
            (enclose(image.xreplace(point), {}), enclose(end.xreplace(others).xreplace(point), {}))
            for point in points
        ]
        if all(a is not None and b is not None and b < a for a, b in at):
            lows.append(end)
        elif all(a is not None and b is not None and a < b for a, b in at):
            highs.append(end)
    return _tightest(lows, others, points, 1), _tightest(highs, others, points, -1)


def _tightest(
    ends: Sequence[Expr],
    others: dict[Symbol, Expr],
    points: Sequence[dict[Symbol, Expr]],
    way: int,
) -> Expr:
    best = ends[0]
    for end in ends[1:]:
        if best in (oo, -oo):
            best = end
            continue
        gap = way * (end - best)
        values = [enclose(gap.xreplace(others).xreplace(point), {}) for point in points]
        if all(value is not None and value > 0 for value in values):
            best = end
    return best

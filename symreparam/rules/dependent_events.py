"""Dependence shown by two events whose probabilities don't multiply: needs no moment and no law."""

from __future__ import annotations

from flint import arb
from sympy import And, Expr, Gt, Lt, Mul, Symbol, oo

from symreparam.decide.ball import enclose
from symreparam.decide.probability import PRECISION, NoBound, fraction, quadrants
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Expectation,
    Fails,
    HasJointLaw,
    Independent,
    Judgement,
    Sign,
)
from symreparam.logic.proof import Argument
from symreparam.rules.probability import row_of_cells, sources
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.events import indicator
from symreparam.terms.law import JointLaw
from symreparam.terms.region import NUMBERS


def dependent_events_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_1, X_2, ... independent with laws L_1, L_2, ...    f and g, the i-th and j-th of the terms
    A: a < f < a'    B: b < g < b'    A*: f < a or f > a'    B*: g < b or g > b'
    P(A and B) P(A* and B*) and P(A and B*) P(A* and B) are not the same number
    ------------------------------  dependent-events(goal, i, j, (a, a'), (b, b'), rows of points)
    f and g are not independent

    If they were, both products would be P(A) P(A*) P(B) P(B*) (Billingsley 1995, section 4,
    equation 4.1). Each of the four probabilities is bounded from below by the enclosed masses of
    cells whose images lie on known sides of the ends; what the other two leave of 1 bounds a
    product from above. An end may be infinite. The claim has no free parameters here.
    """
    count(args, 6, "dependent-events.args")
    goal = take(args[0], Independent, "dependent-events.args")
    i, j = (take(arg, int, "dependent-events.args") for arg in args[1:3])
    spans = (_span(args[3]), _span(args[4]))
    rows = take(args[5], tuple, "dependent-events.args")
    size = len(goal.subjects)
    require(0 <= i < size and 0 <= j < size and i != j, "dependent-events.index", f"{i}, {j}")
    require(not setting.scope.symbols, "dependent-events.scope", "parameters are left")
    pair = goal.subjects[i], goal.subjects[j]
    variables, laws = sources(setting, premises, pair, "dependent-events")
    count(premises, len(laws), "dependent-events.premises")
    require(len(rows) == len(laws), "dependent-events.args", "one row for each law")
    try:
        found = tuple(row_of_cells(law, row) for law, row in zip(laws, rows, strict=True))
        least = quadrants(pair, variables, found, spans)
    except NoBound as error:
        raise RuleError("dependent-events.bound", str(error)) from error
    both, neither = least[True, True], least[False, False]
    one, other = least[True, False], least[False, True]
    apart = exceeds((both, neither), (one, other)) or exceeds((one, other), (both, neither))
    require(apart, "dependent-events.apart", "the bounds do not exclude independence")
    return Fails(goal)


def _span(arg: Argument) -> tuple[Expr, Expr]:
    """Two ends in order, rational or infinite."""
    pair = take(arg, tuple, "dependent-events.args")
    count(pair, 2, "dependent-events.args")
    low, high = (take(end, Expr, "dependent-events.args") for end in pair)
    known = (low == -oo or bool(low.is_Rational)) and (high == oo or bool(high.is_Rational))
    require(known and bool(low < high), "dependent-events.span", f"({low}, {high})")
    return low, high


def exceeds(one: tuple[arb, arb], two: tuple[arb, arb]) -> bool:
    """Whether p_1 p_2 > q_1 q_2 for all numbers p_k and q_k that are not below these bounds, and
    whose sum is at most 1.

    q_1 + q_2 is at most s, what p_1 and p_2 leave of 1; so q_1 q_2 <= s^2/4, and q_1 is at most s
    less the bound of q_2. All bounds are at least 0.
    """
    rest = 1 - one[0] - one[1]
    product = one[0] * one[1]
    if not product > 0:
        return False
    if product > rest * rest / 4:
        return True
    return bool(product > (rest - two[1]) * (rest - two[0]))


def dependent_probabilities_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    f and g, the i-th and j-th of the terms    A: a < f < a'    B: b < g < b'
    P(A and B) = r    P(A) = p    P(B) = q    r - p q has a strict sign
    ----------------------------------  dependent-probabilities(goal, i, j, (a, a'), (b, b'))
    f and g are not independent

    If they were, r would be p q (Billingsley 1995, section 4, equation 4.1).
    """
    count(premises, 4, "dependent-probabilities.premises")
    count(args, 5, "dependent-probabilities.args")
    goal = take(args[0], Independent, "dependent-probabilities.args")
    i, j = (take(arg, int, "dependent-probabilities.args") for arg in args[1:3])
    size = len(goal.subjects)
    found = 0 <= i < size and 0 <= j < size and i != j
    require(found, "dependent-probabilities.index", f"{i}, {j}")
    spans = (_span(args[3]), _span(args[4]))
    wanted = events_of((goal.subjects[i], goal.subjects[j]), spans)
    values: list[Expr] = []
    for body, premise in zip(wanted, premises, strict=False):
        known = take(premise, Expectation, "dependent-probabilities.share")
        require(known.body == body, "dependent-probabilities.share", "of another event")
        values.append(known.value)
    gap = values[0] - values[1] * values[2]
    apart = [Sign(gap, "+", NUMBERS), Sign(gap, "-", NUMBERS), Sign(gap, "!=", NUMBERS)]
    require(premises[3] in apart, "dependent-probabilities.apart", gap)
    return Fails(goal)


Span = tuple[Expr, Expr]


def events_of(terms: tuple[Expr, Expr], spans: tuple[Span, Span]) -> tuple[Expr, Expr, Expr]:
    """The indicators of both events together, of the first and of the second."""
    one, two = (
        And(*[Gt(term, low)] * (low != -oo), *[Lt(term, high)] * (high != oo))
        for term, (low, high) in zip(terms, spans, strict=True)
    )
    return indicator(And(one, two)), indicator(one), indicator(two)


def dependent_product_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E f_1 .. f_n = v    E f_k = a_k for each k    v - a_1 .. a_n has a strict sign
    ----------------------------------------------------  dependent-product(goal)
    the terms f_1, .., f_n are not mutually independent

    If they were, v would be the product of the means (Billingsley 1995, section 21, equation
    21.18). Terms may be independent in pairs and not so all together (section 4, example 4.1).
    """
    count(args, 1, "dependent-product.args")
    goal = take(args[0], Independent, "dependent-product.args")
    size = len(goal.subjects)
    count(premises, size + 2, "dependent-product.premises")
    known = [take(p, Expectation, "dependent-product.mean") for p in premises[: size + 1]]
    wanted = (Mul(*goal.subjects), *goal.subjects)
    for found, body in zip(known, wanted, strict=True):
        require(found.body == body, "dependent-product.mean", "of another term")
    gap = known[0].value - Mul(*(found.value for found in known[1:]))
    apart = [Sign(gap, "+", NUMBERS), Sign(gap, "-", NUMBERS), Sign(gap, "!=", NUMBERS)]
    require(premises[-1] in apart, "dependent-product.apart", gap)
    return Fails(goal)


def dependent_density_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    Z has joint density q    S and T are boxes of positive volume, with rational ends
    S' and T' are S and T with their k-th intervals exchanged
    on the boxes q(s) q(t) is above (or below) every q(s') q(t')
    ----------------------------------------------------  dependent-density(goal, k, S, T)
    the components of Z are not independent

    If they were, q would be the product of the components' densities almost everywhere, and both
    products would be the same for almost all s and t in S and T, a set of positive measure (Casella
    & Berger 2002, lemma 4.2.7). q is enclosed on each box, and is 0 on a box beside the region.
    """
    count(premises, 1, "dependent-density.premises")
    count(args, 4, "dependent-density.args")
    goal = take(args[0], Independent, "dependent-density.args")
    place = take(args[1], int, "dependent-density.args")
    known = take(premises[0], HasJointLaw, "dependent-density.law")
    require(known.subjects == goal.subjects, "dependent-density.subjects", "of other terms")
    require(not setting.scope.symbols, "dependent-density.scope", "parameters are left")
    require(0 <= place < len(goal.subjects), "dependent-density.index", str(place))
    first, second = (_box(arg, len(goal.subjects)) for arg in args[2:])
    boxes = [first, second, *exchanged(first, second, place)]
    values = [on_box(known.law, box) for box in boxes]
    if any(value is None for value in values):
        raise RuleError("dependent-density.bound", "no enclosure of the density on a box")
    one, two = values[0] * values[1], values[2] * values[3]  # type: ignore[operator]
    apart = bool(one > two or one < two)
    require(apart, "dependent-density.apart", "the enclosures overlap")
    return Fails(goal)


Box = tuple[tuple[Expr, Expr], ...]


def exchanged(first: Box, second: Box, place: int) -> tuple[Box, Box]:
    """The boxes with their intervals at that place exchanged."""
    one, two = list(first), list(second)
    one[place], two[place] = second[place], first[place]
    return tuple(one), tuple(two)


def _box(arg: Argument, size: int) -> Box:
    box = take(arg, tuple, "dependent-density.args")
    count(box, size, "dependent-density.args")
    found = []
    for part in box:
        span = take(part, tuple, "dependent-density.args")
        count(span, 2, "dependent-density.args")
        low, high = (take(end, Expr, "dependent-density.args") for end in span)
        known = bool(low.is_Rational and high.is_Rational) and bool(low < high)
        require(known, "dependent-density.box", f"({low}, {high})")
        found.append((low, high))
    return tuple(found)


def on_box(law: JointLaw, box: Box) -> arb | None:
    """An enclosure of the density on a box that lies in the region, 0 beside it, else None."""
    values: dict[Symbol, arb] = {}
    for letter, (low, high) in zip(law.variables, box, strict=True):
        middle, half = fraction((low + high) / 2), fraction((high - low) / 2)
        values[letter] = middle + arb(0, half.upper())
    inside = True
    for letter, low, high in law.region.bounds:
        for end, way in ((low, 1), (high, -1)):
            if end in (oo, -oo):
                continue
            place = enclose(end, values, PRECISION)
            if place is None:
                return None
            gap = (values[letter] - place) * way
            if gap < 0:
                return arb(0)
            inside = inside and bool(gap > 0)
    return enclose(law.density, values, PRECISION) if inside else None

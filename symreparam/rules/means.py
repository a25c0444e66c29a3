"""Means from the other transforms of a family's record: logarithms, powers, absolute values."""

from __future__ import annotations

from sympy import Abs, Expr, Symbol, cos, exp, log, nan, oo, sin, zoo

from symreparam.families.family import Family
from symreparam.families.members import (
    UnknownFamily,
    WrongArguments,
    record_of,
    transform_of,
)
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Defined,
    Derivative,
    Expectation,
    HasLaw,
    Holds,
    Integral,
    Judgement,
    Limit,
    Monotone,
    Sign,
)
from symreparam.rules.integration import nonempty
from symreparam.rules.recorded_moments import MOST_MOMENTS, inside, recorded
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation

MOST_LOGARITHMS = 6


def expectation_log_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S ~ a member whose Mellin transform M is finite on (u, v)    u < 1 + c < v
    the k-th derivative of M at 1 + c is defined
    -----------------------------------------------------------------  expectation-log(k, c)
    E S^c (log S)^k = M^(k)(1 + c)

    M(w) = E S^(w - 1), taken from the record of a family on (0, oo), is differentiated under the
    mean inside of its strip (Widder 1941, chapter VI, theorem 5a).
    """
    count(args, 2, "expectation-log.args")
    power = take(args[0], int, "expectation-log.args")
    exponent = take(args[1], Expr, "expectation-log.args")
    require(0 <= power <= MOST_LOGARITHMS, "expectation-log.power", power)
    require(not exponent.has(*setting.claim.variables), "expectation-log.random", exponent)
    given, named, record = member_premise(premises, "expectation-log")
    require(record.mellin is not None, "expectation-log.transform", (record.name, "has", "none"))
    assert record.mellin_range is not None
    swap = swap_of(named, record)
    point = 1 + exponent
    ends = (record.mellin_range[0].xreplace(swap), record.mellin_range[1].xreplace(swap))
    for left, right in ((ends[0], point), (point, ends[1])):
        if left != -oo and right != oo:
            known = Holds(Relation(left, "<", right), NUMBERS) in premises
            require(known, "expectation-log.strip", (left, "<", right))
    value = mellin_value(named, power, exponent)
    require(not value.has(nan, zoo, oo, -oo), "expectation-log.value", value)
    require(Defined(value, NUMBERS) in premises, "expectation-log.defined", value)
    return Expectation(given.subject**exponent * log(given.subject) ** power, value)


def mellin_value(named: Named, power: int, exponent: Expr) -> Expr:
    """The k-th derivative of the member's Mellin transform at 1 + exponent."""
    record = record_of(named)
    assert record.mellin is not None
    return transform_of(named, record.mellin, power, 1 + exponent)


def expectation_tilted_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S ~ a member whose moment generating function M is finite on (u, v)    u < c < v
    the k-th derivative of M at c is defined
    ---------------------------------------------------------------  expectation-tilted(k, c)
    E S^k exp(c S) = M^(k)(c)

    M, taken from the family's record, is differentiated under the mean inside of its interval
    (Billingsley 1995, section 21; Widder 1941, chapter VI, theorem 5a).
    """
    count(args, 2, "expectation-tilted.args")
    power = take(args[0], int, "expectation-tilted.args")
    rate = take(args[1], Expr, "expectation-tilted.args")
    require(1 <= power <= MOST_MOMENTS, "expectation-tilted.power", power)
    require(not rate.has(*setting.claim.variables), "expectation-tilted.random", rate)
    given, named, _ = member_premise(premises, "expectation-tilted")
    recorded(named, "expectation-tilted")
    inside(premises, named, rate, "expectation-tilted")
    value = tilted_value(named, power, rate)
    require(not value.has(nan, zoo, oo, -oo), "expectation-tilted.value", value)
    require(Defined(value, NUMBERS) in premises, "expectation-tilted.defined", value)
    return Expectation(given.subject**power * exp(rate * given.subject), value)


def tilted_value(named: Named, power: int, rate: Expr) -> Expr:
    """The k-th derivative of the member's moment generating function at the rate."""
    record = record_of(named)
    assert record.mgf is not None
    return transform_of(named, record.mgf, power, rate)


def expectation_circular_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S ~ a member with E cos(w S) = C(w) and E sin(w S) = D(w) on record
    the value is defined
    ---------------------------------------------------------------------  expectation-circular
    E cos(a + b S) = cos(a) C(b) - sin(a) D(b)    E sin(a + b S) = sin(a) C(b) + cos(a) D(b)

    Addition theorems; the pair is the real and the imaginary part of E exp(i w S) (Billingsley
    1995, section 26). Cosines and sines are bounded, so that the means are finite.
    """
    count(args, 3, "expectation-circular.args")
    name = take(args[0], str, "expectation-circular.args")
    shift = take(args[1], Expr, "expectation-circular.args")
    rate = take(args[2], Expr, "expectation-circular.args")
    require(name in ("cos", "sin"), "expectation-circular.args", name)
    fixed = not (shift.has(*setting.claim.variables) or rate.has(*setting.claim.variables))
    require(fixed, "expectation-circular.random", f"{shift}, {rate}")
    given, named, record = member_premise(premises, "expectation-circular")
    known = record.characteristic is not None
    require(known, "expectation-circular.transform", (record.name, "has", "none"))
    value = circular_value(named, name, shift, rate)
    require(not value.has(nan, zoo, oo, -oo), "expectation-circular.value", value)
    require(Defined(value, NUMBERS) in premises, "expectation-circular.defined", value)
    wave = cos if name == "cos" else sin
    return Expectation(wave(shift + rate * given.subject), value)


def circular_value(named: Named, name: str, shift: Expr, rate: Expr) -> Expr:
    """E cos(a + b S) or E sin(a + b S) from the pair on record."""
    record = record_of(named)
    assert record.characteristic is not None
    swap = {**swap_of(named, record), record.frequency: rate}
    real, imaginary = (part.xreplace(swap) for part in record.characteristic)
    if name == "cos":
        return cos(shift) * real - sin(shift) * imaginary
    return sin(shift) * real + cos(shift) * imaginary


def expectation_absolute_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S ~ a member whose mean absolute deviation D(c) is recorded    D(c) is defined
    -----------------------------------------------------------------  expectation-absolute(c)
    E |S - c| = D(c)
    """
    count(args, 1, "expectation-absolute.args")
    centre = take(args[0], Expr, "expectation-absolute.args")
    require(not centre.has(*setting.claim.variables), "expectation-absolute.random", centre)
    given, named, record = member_premise(premises, "expectation-absolute")
    require(record.absolute is not None, "expectation-absolute.record", f"{record.name} has none")
    value = absolute_value(named, centre)
    require(Defined(value, NUMBERS) in premises, "expectation-absolute.defined", value)
    return Expectation(Abs(given.subject - centre), value)


def absolute_value(named: Named, centre: Expr) -> Expr:
    """E |X - centre| as the member's record states it."""
    record = record_of(named)
    assert record.absolute is not None
    swap = {**swap_of(named, record), record.frequency: centre}
    return record.absolute.xreplace(swap)


def expectation_log_quadratic_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S ~ Cauchy(x, g)    s > 0    m is defined
    ---------------------------------------------------------  expectation-log-quadratic(m, s)
    E log((S - m)^2 + s^2) = log((x - m)^2 + (g + s)^2)

    log|z - m + i s| is harmonic in the upper half-plane, the density of S is its Poisson kernel at
    x + i g, and the function grows like log|z| (Axler, Bourdon & Ramey 2001, theorem 7.5; Chyzak &
    Nielsen 2019).
    """
    count(args, 2, "expectation-log-quadratic.args")
    centre = take(args[0], Expr, "expectation-log-quadratic.args")
    width = take(args[1], Expr, "expectation-log-quadratic.args")
    for term in (centre, width):
        free = not term.has(*setting.claim.variables)
        require(free, "expectation-log-quadratic.random", term)
    given, named, record = member_premise(premises, "expectation-log-quadratic")
    require(record.name == "Cauchy", "expectation-log-quadratic.law", record.name)
    known = Sign(width, "+", NUMBERS) in premises
    require(known, "expectation-log-quadratic.width", width)
    defined = Defined(centre, NUMBERS) in premises
    require(defined, "expectation-log-quadratic.defined", centre)
    place, scale = named.arguments
    value = log((place - centre) ** 2 + (scale + width) ** 2)
    return Expectation(log((given.subject - centre) ** 2 + width**2), value)


def expectation_bounded_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S ~ a member with masses between two finite whole numbers alone    k = 1 or 2
    the value is defined
    ---------------------------------------------------------------------  expectation-bounded(k)
    E S^k = m for k = 1, v + m^2 for k = 2, with the mean m and the variance v on record

    |S| is bounded, so that both are finite whatever the parameters are.
    """
    count(premises, 2, "expectation-bounded.premises")
    count(args, 1, "expectation-bounded.args")
    power = take(args[0], int, "expectation-bounded.args")
    given, named, record = member_premise(premises, "expectation-bounded")
    value = bounded_moment(named, record, power)
    require(premises[1] == Defined(value, NUMBERS), "expectation-bounded.defined", value)
    return Expectation(given.subject**power, value)


def bounded_moment(named: Named, record: Family, power: int) -> Expr:
    """The first or the second moment of a member of few values, from its record. RuleError."""
    require(power in (1, 2), "expectation-bounded.power", power)
    each = record.lattice
    if each is None or record.pieces or record.atoms:
        raise RuleError("expectation-bounded.lattice", f"{record.name} has other values")
    finite = not any(end.has(oo, -oo) for end in (each.lower, each.upper))
    require(finite and each.point == each.index, "expectation-bounded.range", record.name)
    if record.mean is None or record.variance is None:
        raise RuleError("expectation-bounded.moments", f"{record.name} has none on record")
    swap = swap_of(named, record)
    mean = record.mean.xreplace(swap)
    return mean if power == 1 else record.variance.xreplace(swap) + mean**2


def integral_monotone_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    F' = f on (a, b)    F -> A at a    F -> B at b, both finite    f strictly monotone on (a, b)
    a < b (decided here)
    ----------------------------------------------------------------------  integral-monotone()
    the integral of f over (a, b) is B - A, and f is absolutely integrable

    f changes its sign once at most, and F is finite inside: the fundamental theorem of calculus and
    monotone convergence on either side (Rudin 1976, theorem 6.21; Rudin 1987, theorem 1.26).
    """
    count(premises, 4, "integral-monotone.premises")
    count(args, 0, "integral-monotone.args")
    slope = take(premises[0], Derivative, "integral-monotone.derivative")
    low = take(premises[1], Limit, "integral-monotone.lower")
    high = take(premises[2], Limit, "integral-monotone.upper")
    shape = take(premises[3], Monotone, "integral-monotone.monotone")
    require((low.map, low.end) == (slope.map, "lower"), "integral-monotone.lower")
    require((high.map, high.end) == (slope.map, "upper"), "integral-monotone.upper")
    for value in (low.value, high.value):
        require(not value.has(oo, -oo), "integral-monotone.finite", value)
    same = shape.map.body == slope.derivative and shape.map.source == slope.map.source
    require(same, "integral-monotone.monotone", "of another term")
    nonempty(slope.map.source, setting, "integral-monotone")
    return Integral(slope.derivative, slope.map.source, high.value - low.value)


def member_premise(premises: Premises, code: str) -> tuple[HasLaw, Named, Family]:
    """The first premise, that a term follows a member of a family, with the family's record."""
    require(bool(premises), f"{code}.premises", "none")
    given = take(premises[0], HasLaw, f"{code}.law")
    named = take(given.law, Named, f"{code}.law")
    try:
        return given, named, record_of(named)
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError(f"{code}.unknown", str(error)) from error


def swap_of(named: Named, record: Family) -> dict[Symbol, Expr]:
    """The member's arguments for the record's parameters."""
    pairs = zip(record.parameters, named.arguments, strict=True)
    return {parameter.symbol: argument for parameter, argument in pairs}


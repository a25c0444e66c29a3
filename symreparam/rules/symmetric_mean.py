"""Means by symmetry: of functions that are odd about their value at the centre of a symmetric law,
and of extremes of three terms whose joint law is symmetric."""

from __future__ import annotations

from itertools import combinations

from sympy import (
    Abs,
    Add,
    Expr,
    Integer,
    Max,
    Min,
    Mul,
    Rational,
    Symbol,
    default_sort_key,
    oo,
)

from symreparam.decide.answer import Context, Proved
from symreparam.decide.bounds import bounds
from symreparam.decide.orthant import plan
from symreparam.decide.real import continuous, defined
from symreparam.decide.tails import tail_converges
from symreparam.decide.zero import equal
from symreparam.logic.judgement import Equal, Expectation, HasLaw, Judgement
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law
from symreparam.terms.region import Region, interval

CODE = "expectation-symmetric"


def expectation_symmetric_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X ~ L    2c - X ~ L    f(x) + f(2c - x) = 2v on R, which carries L    E |f(X)| is finite
    L has no masses, or f is defined on R and the equation holds at every point
    ---------------------------------------------------------  expectation-symmetric(f, c, v, R)
    E f(X) = v

    E f(X) = E f(2c - X), as both have the law L (Billingsley 1995, section 21), and the sum of the
    two is 2v. The mean is finite where f is bounded on R, or where L has one density p on R and
    f p is continuous there and integrable at both ends, bounded factors of f aside.
    """
    count(premises, 3, f"{CODE}.premises")
    count(args, 4, f"{CODE}.args")
    body, centre = take(args[0], Expr, f"{CODE}.args"), take(args[1], Expr, f"{CODE}.args")
    value, over = take(args[2], Expr, f"{CODE}.args"), take(args[3], Region, f"{CODE}.args")
    first = take(premises[0], HasLaw, f"{CODE}.law")
    second = take(premises[1], HasLaw, f"{CODE}.mirror")
    law = take(first.law, Law, f"{CODE}.law")
    random = setting.claim.variables
    inside = [v for v in random if body.has(v)]
    require(inside == [first.subject], f"{CODE}.law", first.subject)
    fixed = not any(term.has(*random) for term in (centre, value))
    require(fixed, f"{CODE}.centre", "a random variable in a number")
    mirror = Add(Mul(Integer(2), centre), Mul(Integer(-1), first.subject))
    require(second == HasLaw(mirror, law), f"{CODE}.mirror", second.subject)
    require(len(over.bounds) == 1 and _carries(over, law), f"{CODE}.region", over)
    letter = over.variables[0]
    require(not any(t.has(letter) for t in (body, centre, value)), f"{CODE}.letter", letter)
    wanted = Equal(*mirrored(body, first.subject, centre, value, letter), over)
    require(premises[2] == wanted, f"{CODE}.equal", wanted.left)
    there = body.xreplace({first.subject: letter})
    if law.atoms or law.lattices:
        everywhere = _everywhere(wanted, there, Context(setting.scope, over))
        require(everywhere, f"{CODE}.masses", ("masses where", there, "may be another"))
    require(_finite(setting, there, letter, law, over), f"{CODE}.finite", "it may be infinite")
    return Expectation(body, value)


def expectation_extreme_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_i ~ L_i and 2 c_i - X_i ~ L_i, for each X_i in A, B, C, which are affine in them
    E A = E B = E C = m    E |A - B| = u    E |A - C| = v    E |B - C| = w
    ---------------------------------------------------------  expectation-extreme(body, (c_i))
    E max(A, B, C) = m + (u + v + w)/4    E min(A, B, C) = m - (u + v + w)/4

    The random variables of a claim are independent, so that the X_i and the 2 c_i - X_i have one
    joint law, and with it A, B, C and 2m - A, 2m - B, 2m - C: A is affine, and its mean is finite
    and its value at the c_i (Billingsley 1995, section 21). So E max = 2m - E min, and max - min is
    half of |A - B| + |A - C| + |B - C|. The premises stand in this order.
    """
    code = "expectation-extreme"
    count(args, 2, f"{code}.args")
    body, centres = take(args[0], Expr, f"{code}.args"), take(args[1], tuple, f"{code}.args")
    require(isinstance(body, Max | Min) and len(body.args) == 3, f"{code}.body", body)
    three = terms_of(body)
    names = [v for v in setting.claim.variables if body.has(v)]
    count(centres, len(names), f"{code}.args")
    count(premises, 2 * len(names) + 6, f"{code}.premises")
    for place, (name, each) in enumerate(zip(names, centres, strict=True)):
        centre = take(each, Expr, f"{code}.args")
        require(not centre.has(*setting.claim.variables), f"{code}.centre", centre)
        first = take(premises[2 * place], HasLaw, f"{code}.law")
        second = take(premises[2 * place + 1], HasLaw, f"{code}.mirror")
        require(first.subject == name, f"{code}.law", first.subject)
        mirror = Add(Mul(Integer(2), centre), Mul(Integer(-1), name))
        require(second == HasLaw(mirror, first.law), f"{code}.mirror", second.subject)
    for term in three:
        slopes = [term.diff(name) for name in names]
        affine = term.is_polynomial(*names) and not any(s.has(*names) for s in slopes)
        require(affine, f"{code}.affine", term)
    found = [take(each, Expectation, f"{code}.mean") for each in premises[2 * len(names) :]]
    middle = found[0].value
    for term, known in zip(three, found[:3], strict=True):
        require(known == Expectation(term, middle), f"{code}.mean", term)
    for gap, known in zip(gaps(three), found[3:], strict=True):
        require(known.body == gap, f"{code}.gap", gap)
    side = Integer(1) if isinstance(body, Max) else Integer(-1)
    spread = Add(*(known.value for known in found[3:]))
    return Expectation(body, Add(middle, Mul(side, Rational(1, 4), spread)))


def terms_of(body: Expr) -> tuple[Expr, ...]:
    """The terms of a maximum or minimum in one order."""
    return tuple(sorted(body.args, key=default_sort_key))


def gaps(three: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """The distances of the terms, pair by pair."""
    pairs = combinations(three, 2)
    return tuple(Abs(Add(one, Mul(Integer(-1), other))) for one, other in pairs)


def _everywhere(wanted: Equal, there: Expr, context: Context) -> bool:
    """Whether the equation, which may leave out a null set, leaves out no point that has a mass.

    sign(x - 1)^2 + sign(-x - 1)^2 = 2 at almost every x, and not where a die shows 1.
    """
    same = equal(wanted.left, wanted.right, context)
    whole = isinstance(defined(there, context), Proved)
    return whole and isinstance(same, Proved) and not same.divisors


def mirrored(
    body: Expr, subject: Expr, centre: Expr, value: Expr, letter: Symbol
) -> tuple[Expr, Expr]:
    """f(x) + f(2c - x) and 2v."""
    other = Add(Mul(Integer(2), centre), Mul(Integer(-1), letter))
    sides = (body.xreplace({subject: letter}), body.xreplace({subject: other}))
    return Add(*sides), Mul(Integer(2), value)


def _carries(over: Region, law: Law) -> bool:
    """Whether the region is the line, or where the only density of the law lives."""
    [(letter, low, high)] = over.bounds
    if letter.is_integer:
        return False
    if (low, high) == (-oo, oo):
        return True
    alone = len(law.pieces) == 1 and not law.atoms and not law.lattices
    return alone and law.pieces[0].region.bounds[0][1:] == (low, high)


def _finite(setting: Setting, there: Expr, letter: Symbol, law: Law, over: Region) -> bool:
    context = Context(setting.scope, over)
    if _bounded(there, context):
        return True
    if len(law.pieces) != 1 or law.atoms or law.lattices:
        return False
    [(own, low, high)] = law.pieces[0].region.bounds
    within = Context(setting.scope, interval(letter, low, high))
    density = law.pieces[0].density.xreplace({own: letter})
    if not isinstance(continuous(Mul(there, density), letter, within), Proved):
        return False
    free = [f for f in Mul.make_args(there) if not _bounded(f, within)]
    rest = Mul(*free, density)
    ends = (tail_converges(rest, letter, end, within) for end in ("lower", "upper"))
    return all(isinstance(end, Proved) for end in ends)


def _bounded(term: Expr, context: Context) -> bool:
    """Whether numbers bound the term from both sides, at every parameter value."""
    found = bounds(term, plan(context))
    return found is not None and found.low is not None and found.high is not None

"""Signs by a simpler term: tangent lines of log and exp, and the values that a maximum may have."""

from __future__ import annotations

from typing import Final

from sympy import (
    Abs,
    Add,
    Expr,
    Integer,
    Max,
    Min,
    Mul,
    PolynomialError,
    Rational,
    cos,
    erf,
    exp,
    factorial,
    log,
    sin,
    tanh,
)

from symreparam.decide.answer import context_over
from symreparam.decide.sign import sign
from symreparam.logic.judgement import Defined, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.region import Region
from symreparam.terms.scope import variable

# functions with values between -1 and 1
BETWEEN: Final = (sin, cos, tanh, erf)
# how a bound of the term must lie for each sign that it may show
BELOW: Final = {"+": 1, ">=": 1, "-": -1, "<=": -1}


def sign_tangent_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    f is defined on R    f - sum (t - T) has the sign on R, a strict or weak one
    ------------------------------------------------------------  sign-tangent(f, R, sign, (t, ..))
    f has that sign on R

    Each t is a summand of f: c log u with T = c (u - 1), or c exp(v) with T = c (1 + v). For + and
    >= the lines lie below: c < 0 before log, c > 0 before exp; for - and <= the other way round
    (log u <= u - 1: Hardy, Littlewood & Polya 1934, theorem 142). Or t is c log u! with u >= 0 on
    R, and T = -c/8 or c u^2: -1/8 < log u! <= u^2, as gamma is at least 0.8856 (Artin 1964,
    chapter 3), u! <= 1 for u <= 1, and log u! <= u log u from there on, where digamma(u + 1) <=
    log(u + 1) <= 1 + log u.
    """
    count(premises, 2, "sign-tangent.premises")
    count(args, 4, "sign-tangent.args")
    expr = take(args[0], Expr, "sign-tangent.args")
    over = take(args[1], Region, "sign-tangent.args")
    want = take(args[2], str, "sign-tangent.args")
    require(want in BELOW, "sign-tangent.args", want)
    chosen = take(args[3], tuple, "sign-tangent.args")
    terms = tuple(take(term, Expr, "sign-tangent.args") for term in chosen)
    require(premises[1] == Defined(expr, over), "sign-tangent.defined", expr)
    summands = Add.make_args(expr)
    once = len(set(terms)) == len(terms) and all(term in summands for term in terms)
    require(once, "sign-tangent.terms", "summands, each once, are expected")
    for inner in (u for u in map(under_factorial, terms) if u is not None):
        settled(sign(inner, ">=", context_over(setting.scope, over)), "sign-tangent.factorial")
    wanted = replaced(expr, terms, BELOW[want])
    found = take(premises[0], Sign, "sign-tangent.sign")
    same = (found.expr, found.sign, found.over) == (wanted, want, over)
    require(same, "sign-tangent.sign", wanted)
    return Sign(expr, found.sign, over)


def replaced(expr: Expr, terms: tuple[Expr, ...], side: int) -> Expr:
    """The term with tangent lines, below it for side 1 and above it for -1. Raises RuleError."""
    steps = [Add(tangent(term, side), Mul(Integer(-1), term)) for term in terms]
    return Add(expr, *steps)


def under_factorial(term: Expr) -> Expr | None:
    """The u of a multiple of log u!, if the term is one."""
    factor, core = term.as_coeff_Mul()
    if not (factor.is_Rational and isinstance(core, log) and isinstance(core.args[0], factorial)):
        return None
    inner: Expr = core.args[0].args[0]
    return inner


def tangent(term: Expr, side: int) -> Expr:
    """The line that lies on that side of a multiple of log or exp, and what lies on that side of
    one of log u!. Raises RuleError."""
    factor, core = term.as_coeff_Mul()
    whole = under_factorial(term)
    if whole is not None:
        return Mul(factor, Rational(-1, 8) if factor * side > 0 else whole**2)
    kind = isinstance(core, log | exp) and len(core.args) == 1 and factor.is_Rational
    require(bool(kind), "sign-tangent.terms", term)
    upwards = factor * side > 0
    require(bool(upwards) == isinstance(core, exp), "sign-tangent.side", term)
    inner = core.args[0]
    line = Add(inner, Integer(-1)) if isinstance(core, log) else Add(Integer(1), inner)
    return Mul(factor, line)


def sign_choice_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    f is defined on R    f with a_i for t has the sign on R, for each of the values a_i of t
    -----------------------------------------------------------------  sign-choice(f, R, sign, t)
    f has that sign on R

    t is Max(a_1, ..), Min(a_1, ..), or |a| with the values a and -a: at each point one of them.
    Or t is a power of a sine, a cosine, tanh or erf, between -1 and 1 or, an even one, 0 and 1, and
    f is affine in t: f lies between its values for these.
    """
    count(args, 4, "sign-choice.args")
    expr, over = take(args[0], Expr, "sign-choice.args"), take(args[1], Region, "sign-choice.args")
    want, term = take(args[2], str, "sign-choice.args"), take(args[3], Expr, "sign-choice.args")
    values = choices(term)
    require(expr.has(term) and bool(values), "sign-choice.term", term)
    require(ends_of(term) is None or affine_in(expr, term), "sign-choice.affine", term)
    count(premises, len(values) + 1, "sign-choice.premises")
    require(premises[-1] == Defined(expr, over), "sign-choice.defined", expr)
    for value, premise in zip(values, premises, strict=False):
        found = take(premise, Sign, "sign-choice.sign")
        there = expr.xreplace({term: value})
        same = (found.expr, found.sign, found.over) == (there, want, over)
        require(same, "sign-choice.sign", there)
    first = take(premises[0], Sign, "sign-choice.sign")
    return Sign(expr, first.sign, over)


def choices(term: Expr) -> tuple[Expr, ...]:
    """The values of which a maximum, a minimum or an absolute value is one, and those between which
    a bounded function lies."""
    if isinstance(term, Max | Min):
        return tuple(sorted(term.args, key=str))
    between = ends_of(term)
    if between is not None:
        return between
    return (term.args[0], -term.args[0]) if isinstance(term, Abs) else ()


def ends_of(term: Expr) -> tuple[Expr, Expr] | None:
    """The two values between which a whole power of a bounded function lies, if it is one."""
    base, power = term.as_base_exp()
    if not (isinstance(base, BETWEEN) and power.is_Integer and power > 0):
        return None
    return Integer(0 if power.is_even else -1), Integer(1)


def affine_in(expr: Expr, term: Expr) -> bool:
    """Whether the expression is affine in the term, which stands in it nowhere else."""
    names = {str(symbol) for symbol in expr.free_symbols}
    letter = next(x for k in range(10_000) if str(x := variable(f"t_{k}")) not in names)
    moved = expr.xreplace({term: letter})
    try:
        polynomial = moved.as_poly(letter)
    except PolynomialError:
        return False
    if polynomial is None or polynomial.degree() > 1:
        return False
    return not any(c.has(letter) for c in polynomial.all_coeffs())

"""Rules about signs, relations, definedness, equality: each asks `decide` one question."""

from __future__ import annotations

from typing import Final, get_args

from sympy import (
    Expr,
    Integer,
    Poly,
    PolynomialError,
    ceiling,
    diff,
    floor,
    oo,
    preorder_traversal,
)

from symreparam.decide.answer import Context, Proved, context_over
from symreparam.decide.real import defined, smooth
from symreparam.decide.sign import holds, sign
from symreparam.decide.zero import equal
from symreparam.logic.judgement import (
    Defined,
    Equal,
    Holds,
    Judgement,
    NullZeros,
    Sign,
    SignName,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation, is_whole

# analytic wherever they are smooth
_ANALYTIC: Final = frozenset(
    (
        *("Symbol", "Add", "Mul", "Pow", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh"),
        *("asin", "acos", "atan", "asinh", "acosh", "atanh", "erf", "erfc", "erfinv", "LambertW"),
    )
)


def sign_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    (decided)
    --------------------------------  sign(expr, region, sign)
    expr has that sign on the region
    """
    count(premises, 0, "sign.premises")
    count(args, 3, "sign.args")
    expr = take(args[0], Expr, "sign.args")
    over = take(args[1], Region, "sign.args")
    want = _sign_name(args[2])
    settled(sign(expr, want, context_over(setting.scope, over)), "sign.undecided")
    return Sign(expr, want, over)


def _sign_name(value: object) -> SignName:
    require(value in get_args(SignName), "sign.args", value)
    name: SignName = value  # type: ignore[assignment]
    return name


def holds_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    (decided)
    ----------------------------------  holds(relation, region)
    the relation holds on the region
    """
    count(premises, 0, "holds.premises")
    count(args, 2, "holds.args")
    relation = take(args[0], Relation, "holds.args")
    over = take(args[1], Region, "holds.args")
    settled(holds(relation, context_over(setting.scope, over)), "holds.undecided")
    return Holds(relation, over)


def defined_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    (denominators, logarithms, roots and poles of the term are excluded)
    ---------------------------------------------------------------------  defined(expr, region)
    expr is real and finite on the region
    """
    count(premises, 0, "defined.premises")
    count(args, 2, "defined.args")
    expr = take(args[0], Expr, "defined.args")
    over = take(args[1], Region, "defined.args")
    settled(defined(expr, context_over(setting.scope, over)), "defined.undecided")
    return Defined(expr, over)


def null_zeros_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    expr is a polynomial in the variables with a coefficient that vanishes nowhere, or strictly
    monotone in the only variable, or c v + rest with c never zero and rest free of v,
    or analytic in the only variable and not zero at one place, whatever the parameters
    ---------------------------------------------------------------------  null-zeros(expr, region)
    the zeros of expr in the region form a null set

    A polynomial that is not zero vanishes on a null set: for almost all values of the other
    variables it is one in the last that is not zero (Caron & Traynor 2005).
    """
    count(premises, 0, "null-zeros.premises")
    count(args, 2, "null-zeros.args")
    expr = take(args[0], Expr, "null-zeros.args")
    over = take(args[1], Region, "null-zeros.args")
    require(len(over.bounds) >= 1, "null-zeros.region", "a variable is expected")
    whole = any(letter.is_integer for letter in over.variables)
    require(not whole, "null-zeros.whole", "each whole number counts")
    ok = _polynomial(expr, over, setting) or _graph(expr, over, setting)
    if len(over.bounds) == 1:
        ok = ok or _strictly_monotone(expr, over, setting) or _analytic(expr, over, setting)
    require(ok, "null-zeros.undecided", expr)
    return NullZeros(expr, over)


def _polynomial(expr: Expr, over: Region, setting: Setting) -> bool:
    """The zeros of a polynomial that is not zero form a null set (by Fubini, variable
    by variable): some coefficient is never zero."""
    try:
        polynomial = Poly(expr, *over.variables)
    except PolynomialError:
        return False
    coefficients = [c for c in polynomial.coeffs() if c != 0]
    if any(c.has(*over.variables) for c in coefficients):
        return False
    context = Context(setting.scope, NUMBERS)
    return any(isinstance(sign(c, "!=", context), Proved) for c in coefficients)


def _graph(expr: Expr, over: Region, setting: Setting) -> bool:
    """c v + rest with c never zero: the zeros are a graph over the other variables."""
    context = Context(setting.scope, NUMBERS)
    for variable in over.variables:
        slope = diff(expr, variable)
        if slope == 0 or slope.has(*over.variables):
            continue
        rest = expr - slope * variable
        if not rest.has(variable) and isinstance(sign(slope, "!=", context), Proved):
            return True
    return False


def _strictly_monotone(expr: Expr, over: Region, setting: Setting) -> bool:
    """A strictly monotone function on an interval has at most one zero."""
    if len(over.bounds) != 1:
        return False
    variable = over.variables[0]
    context = Context(setting.scope, over)
    if not isinstance(smooth(expr, variable, context), Proved):
        return False
    slope = diff(expr, variable)
    return any(isinstance(sign(slope, want, context), Proved) for want in ("+", "-"))


def _analytic(expr: Expr, over: Region, setting: Setting) -> bool:
    """The zeros of a real-analytic function on an interval are isolated unless it is zero
    everywhere (Rudin 1976, theorem 8.5): it is smooth there, built of analytic functions, and
    not zero at one place inside."""
    variable, lower, upper = over.bounds[0]
    heads = {type(term).__name__ for term in preorder_traversal(expr) if term.has(variable)}
    if not heads <= _ANALYTIC:
        return False
    if lower == -oo:
        place = upper - 1 if upper != oo else Integer(0)
    else:
        place = lower + 1 if upper == oo else (lower + upper) / 2
    if not isinstance(smooth(expr, variable, Context(setting.scope, over)), Proved):
        return False
    there = Context(setting.scope, NUMBERS)
    return isinstance(sign(expr.xreplace({variable: place}), "!=", there), Proved)


def equal_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    every divisor of the normal form vanishes nowhere (or, if it has bound variables, on a null set)
    ------------------------------------------------------------------  equal(left, right, region)
    left = right at every parameter value and almost every point of the region
    """
    count(args, 3, "equal.args")
    left, right = take(args[0], Expr, "equal.args"), take(args[1], Expr, "equal.args")
    over = take(args[2], Region, "equal.args")
    answer = settled(equal(left, right, context_over(setting.scope, over)), "equal.undecided")
    for divisor in answer.divisors:
        excluded = any(_excludes(premise, divisor, over) for premise in premises)
        require(excluded, "equal.divisor", divisor)
    return Equal(left, right, over)


def rounded_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    n a whole number    n <= u, u < n + 1 on the region    (ceiling: n - 1 < u, u <= n)
    -------------------------------------------------------------  rounded(t, floor(u), n, region)
    t is there what it is with n in the place of floor(u)
    """
    count(args, 4, "rounded.args")
    term, inner = take(args[0], Expr, "rounded.args"), take(args[1], Expr, "rounded.args")
    value, over = take(args[2], Expr, "rounded.args"), take(args[3], Region, "rounded.args")
    require(isinstance(inner, floor | ceiling), "rounded.head", inner)
    require(is_whole(value), "rounded.whole", value)
    down = isinstance(inner, floor)
    argument = inner.args[0]
    low, high = (value, value + 1) if down else (value - 1, value)
    for left, right, strict in ((low, argument, not down), (argument, high, down)):
        signs = ("<",) if strict else ("<", "<=")
        known = any(Holds(Relation(left, sign, right), over) in premises for sign in signs)  # type: ignore[arg-type]
        require(known, "rounded.between", (left, "and", right))
    return Equal(term, term.xreplace({inner: value}), over)


def _excludes(premise: Judgement, divisor: Expr, over: Region) -> bool:
    if isinstance(premise, NullZeros):
        return premise.expr == divisor and premise.over == over
    if isinstance(premise, Sign):
        return (
            premise.expr == divisor
            and premise.sign in ("+", "-", "!=")
            and premise.over in (over, NUMBERS)
        )
    return False

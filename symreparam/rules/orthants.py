"""The probability that two jointly normal variables of mean 0 are both positive."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol, asin, expand, pi, sqrt
from sympy import And as Both
from sympy.core.relational import (
    GreaterThan,
    LessThan,
    Relational,
    StrictGreaterThan,
    StrictLessThan,
)

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, Expectation, HasLaw, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.events import condition_of, is_indicator
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS

ABOVE = (StrictGreaterThan, GreaterThan)
BELOW = (StrictLessThan, LessThan)


def expectation_orthant_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_i ~ Normal(0, s_i)    U = a_1 X_1 + .. + a_n X_n    V = b_1 X_1 + .. + b_n X_n
    u = a_1^2 s_1^2 + .. > 0    v = b_1^2 s_1^2 + .. > 0    a_1 b_1 s_1^2 + .. = r sqrt(u v)
    ------------------------------------------------------  expectation-orthant(1{U > 0, V > 0}, r)
    P(U > 0 and V > 0) = 1/4 + asin(r)/(2 pi)

    Sheppard (1899); Stuart & Ord (1994), section 15.10. r is the correlation of U and V, so it lies
    in [-1, 1]; at the ends the formula says 1/2 and 0. Comparisons may be weak, as u and v are
    positive. The random variables of a claim are independent.
    """
    count(args, 2, "expectation-orthant.args")
    body, ratio = (take(arg, Expr, "expectation-orthant.args") for arg in args)
    require(not ratio.has(*setting.claim.variables), "expectation-orthant.ratio", ratio)
    pair = sides_of(body)
    if pair is None:
        raise RuleError("expectation-orthant.event", str(body))
    names = [v for v in setting.claim.variables if any(side.has(v) for side in pair)]
    count(premises, len(names) + 3, "expectation-orthant.premises")
    deviations: list[Expr] = []
    for name, premise in zip(names, premises, strict=False):
        given = take(premise, HasLaw, "expectation-orthant.law")
        require(given.subject == name, "expectation-orthant.law", ("of", given.subject))
        law = take(given.law, Named, "expectation-orthant.law")
        centred = law.family == "Normal" and law.arguments[0] == 0
        require(centred, "expectation-orthant.law", f"{name} is not normal with mean 0")
        deviations.append(law.arguments[1])
    first, second = (slopes(side, names) for side in pair)
    if first is None or second is None:
        raise RuleError("expectation-orthant.linear", str(body))
    squares = covariance(first, first, deviations), covariance(second, second, deviations)
    for square in squares:
        known = Sign(square, "+", NUMBERS) in premises
        require(known, "expectation-orthant.positive", square)
    wanted = Equal(covariance(first, second, deviations), scaled(ratio, *squares), NUMBERS)
    require(wanted in premises, "expectation-orthant.ratio", ratio)
    return Expectation(body, Rational(1, 4) + asin(ratio) / (2 * pi))


def sides_of(body: Expr) -> tuple[Expr, Expr] | None:
    """U and V of the indicator of U > 0 and V > 0, or None for another term."""
    if not is_indicator(body) or body in (0, 1):
        return None
    condition = condition_of(body)
    if not isinstance(condition, Both) or len(condition.args) != 2:
        return None
    found: list[Expr] = []
    for part in sorted(condition.args, key=str):
        if isinstance(part, Relational) and isinstance(part, ABOVE):
            found.append(Add(part.lhs, Mul(-1, part.rhs)))
        elif isinstance(part, Relational) and isinstance(part, BELOW):
            found.append(Add(part.rhs, Mul(-1, part.lhs)))
    return (found[0], found[1]) if len(found) == 2 else None


def slopes(term: Expr, names: list[Symbol]) -> tuple[Expr, ...] | None:
    """The factors of a sum of multiples of the variables, None for another term."""
    if not term.is_polynomial(*names):
        return None
    found = tuple(expand(term).coeff(name, 1) for name in names)
    rest = expand(term - Add(*(Mul(a, name) for a, name in zip(found, names, strict=True))))
    if rest != 0 or any(a.has(*names) for a in found):
        return None
    return found


def covariance(
    first: tuple[Expr, ...], second: tuple[Expr, ...], deviations: list[Expr]
) -> Expr:
    """a_1 b_1 s_1^2 + .. + a_n b_n s_n^2."""
    parts = zip(first, second, deviations, strict=True)
    return expand(Add(*(Mul(a, b, Pow(s, Integer(2))) for a, b, s in parts)))


def scaled(ratio: Expr, first: Expr, second: Expr) -> Expr:
    """r sqrt(u v)."""
    return Mul(ratio, sqrt(Mul(first, second)))

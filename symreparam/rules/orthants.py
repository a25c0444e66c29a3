"""The probability that two or three jointly normal variables of mean 0 are all positive."""

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
    Pow,
    Rational,
    Symbol,
    asin,
    expand,
    pi,
    sqrt,
)
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
MOST_SIDES = 3


def expectation_orthant_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_i ~ Normal(0, s_i)    U = a_1 X_1 + .. + a_n X_n, and V, perhaps W, such sums
    u = a_1^2 s_1^2 + .. > 0, and v > 0, w > 0    a_1 b_1 s_1^2 + .. = r sqrt(u v), for each pair
    ------------------------------------------------------  expectation-orthant(1{U, V > 0}, r)
    P(U > 0 and V > 0) = 1/4 + asin(r)/(2 pi)
    P(U > 0 and V > 0 and W > 0) = 1/8 + (asin(r_UV) + asin(r_UW) + asin(r_VW))/(4 pi)

    Sheppard (1899); Stuart & Ord (1994), section 15.10. r is the correlation of U and V, so it lies
    in [-1, 1]; at the ends the formula says 1/2 and 0. Three: the probability of the opposite
    orthant is the same, so that inclusion and exclusion give it from those of pairs. Comparisons
    may be weak, as u and v are positive. The random variables of a claim are independent. A - |B|
    is positive if A - B and A + B are, A - max(B, C) if A - B and A - C are.
    """
    require(len(args) in (2, 4), "expectation-orthant.args", str(len(args)))
    body, *ratios = (take(arg, Expr, "expectation-orthant.args") for arg in args)
    for ratio in ratios:
        require(not ratio.has(*setting.claim.variables), "expectation-orthant.ratio", ratio)
    sides = sides_of(body)
    if sides is None:
        raise RuleError("expectation-orthant.event", str(body))
    pairs = list(combinations(range(len(sides)), 2))
    count(tuple(ratios), len(pairs), "expectation-orthant.args")
    names = [v for v in setting.claim.variables if any(side.has(v) for side in sides)]
    count(premises, len(names) + len(sides) + len(pairs), "expectation-orthant.premises")
    deviations: list[Expr] = []
    for name, premise in zip(names, premises, strict=False):
        given = take(premise, HasLaw, "expectation-orthant.law")
        require(given.subject == name, "expectation-orthant.law", ("of", given.subject))
        law = take(given.law, Named, "expectation-orthant.law")
        centred = law.family == "Normal" and law.arguments[0] == 0
        require(centred, "expectation-orthant.law", f"{name} is not normal with mean 0")
        deviations.append(law.arguments[1])
    linear = [slopes(side, names) for side in sides]
    rows = [row for row in linear if row is not None]
    require(len(rows) == len(sides), "expectation-orthant.linear", body)
    squares = [covariance(row, row, deviations) for row in rows]
    for square in squares:
        known = Sign(square, "+", NUMBERS) in premises
        require(known, "expectation-orthant.positive", square)
    for ratio, (i, j) in zip(ratios, pairs, strict=True):
        right = scaled(ratio, squares[i], squares[j])
        wanted = Equal(covariance(rows[i], rows[j], deviations), right, NUMBERS)
        require(wanted in premises, "expectation-orthant.ratio", ratio)
    return Expectation(body, orthant_value(tuple(ratios)))


def orthant_value(ratios: tuple[Expr, ...]) -> Expr:
    """The probability of an orthant by the correlations of its two or three sides."""
    angles = Add(*(asin(ratio) for ratio in ratios))
    if len(ratios) == 1:
        return Rational(1, 4) + angles / (2 * pi)
    return Rational(1, 8) + angles / (4 * pi)


def sides_of(body: Expr) -> tuple[Expr, ...] | None:
    """U and V, perhaps W, of the indicator of U > 0 and V > 0, or None for another term."""
    if not is_indicator(body) or body in (0, 1):
        return None
    condition = condition_of(body)
    parts = condition.args if isinstance(condition, Both) else (condition,)
    found: list[Expr] = []
    for part in sorted(parts, key=str):
        if isinstance(part, Relational) and isinstance(part, ABOVE):
            found += _positive_parts(Add(part.lhs, Mul(-1, part.rhs)))
        elif isinstance(part, Relational) and isinstance(part, BELOW):
            found += _positive_parts(Add(part.rhs, Mul(-1, part.lhs)))
        else:
            return None
    found = list(dict.fromkeys(found))
    return tuple(found) if len(found) in (2, MOST_SIDES) else None


def _positive_parts(term: Expr) -> list[Expr]:
    """Terms that are positive together if and only if this one is: A - c|B| has A - cB and A + cB,
    A - c max(B, C) has A - cB and A - cC, A + c min(B, C) likewise, for a product c of positive
    numbers and parameters."""
    for node in sorted(term.atoms(Abs, Max, Min), key=str):
        factor = expand(term).coeff(node, 1)
        downward = not isinstance(node, Min)
        fits = factor.is_negative if downward else factor.is_positive
        if not _plain(factor) or not fits or factor.has(node):
            continue
        # where it stands elsewhere too there may be no value at 0, as in min(1, 1/|X|)
        if expand(term - factor * node).has(node):
            continue
        rest = term.xreplace({node: Integer(0)})
        turned = (node.args[0], -node.args[0]) if isinstance(node, Abs) else node.args
        return [each for one in turned for each in _positive_parts(rest + factor * one)]
    return [term]


def _plain(factor: Expr) -> bool:
    """Whether it is a number, or a product of numbers and powers of positive parameters."""
    parts = (part.as_base_exp()[0] for part in Mul.make_args(factor))
    return factor.is_number or all(b.is_number or (b.is_Symbol and b.is_positive) for b in parts)


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

"""A claimed law refuted by its transform at one point."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, ceiling, floor, pi

from symreparam.logic.judgement import Defined, Fails, HasLaw, Holds, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.rules.transforms import (
    apart,
    characteristic,
    combination,
    combined,
    constant,
    multiplied,
    parts_of,
    product_of,
    strict,
    transform,
)
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS


def differ_transform_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S = c_1 U_1 + .. + b, U_i ~ F_i and M_i as for transform-law    M is the transform of F
    c_i w lies in the range of M_i, w in that of M, all of them are defined
    exp(b w) M_1(c_1 w) .. M_n(c_n w) - M(w) has a strict sign
    ------------------------------------------  differ-transform(F, form, kinds, factors, b, w)
    S does not have law F

    Both sides would be E exp(w S) (E exp(w log S) in the form `product`).
    """
    code = "differ-transform"
    count(args, 6, f"{code}.args")
    target = take(args[0], Named, f"{code}.target")
    made = combination(setting, args[1:5], code)
    point = constant(setting, args[5], code)
    parts, rest = parts_of(premises, len(made.factors), code)
    apart(setting, parts, code)
    pieces = [
        transform(named, kind, factor * point, rest, code)
        for (_, named), kind, factor in zip(parts, made.kinds, made.factors, strict=True)
    ]
    kind = "exponential" if made.form == "sum" else "power"
    whole = transform(target, kind, point, rest, code)
    for one in (*pieces, whole):
        for relation in one.ranges:
            known = Holds(relation, NUMBERS) in rest
            require(known, f"{code}.range", (relation.left, "<", relation.right))
        require(Defined(one.value, NUMBERS) in rest, f"{code}.defined", one.value)
    if made.form == "product":
        positive = Sign(made.rest, "+", NUMBERS) in rest
        require(positive or bool(made.rest == 1), f"{code}.positive", made.rest)
    strict(product_of(made, pieces, point) - whole.value, rest, code)
    return Fails(HasLaw(combined(made, [given.subject for given, _ in parts]), target))


def differ_characteristic_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S = c_1 U_1 + .. + b, U_i ~ F_i and p_i as for characteristic-law    F has p
    the real or the imaginary part of exp(i b w) p_1(c_1 w) .. p_n(c_n w) - p(w) has a strict sign
    K = n_1 k_1 + .., each k_i a floor or ceiling, each n_i w a whole multiple of 2 pi (default 0)
    -----------------------------------------  differ-characteristic(F, (c_1, ..), b, w, part, K)
    S + K does not have law F

    exp(i w (S + K)) = exp(i w S): the laws of fractional parts have those Fourier coefficients
    (Mardia & Jupp 2000, section 3.5.7).
    """
    code = "differ-characteristic"
    steps = Integer(0)
    if len(args) == 6:
        steps, args = take(args[5], Expr, f"{code}.steps"), args[:5]
    count(args, 5, f"{code}.args")
    target = take(args[0], Named, f"{code}.target")
    given = ("sum", ("exponential",) * len(take(args[1], tuple, "args")), args[1], args[2])
    made = combination(setting, given, code)
    point, part = constant(setting, args[3], code), take(args[4], int, f"{code}.part")
    require(part in (0, 1), f"{code}.part", part)
    parts, rest = parts_of(premises, len(made.factors), code)
    apart(setting, parts, code)
    pairs = [
        characteristic(named, factor * point, code)
        for (_, named), factor in zip(parts, made.factors, strict=True)
    ]
    whole = characteristic(target, point, code)
    for term in (term for pair in (*pairs, whole) for term in pair):
        require(Defined(term, NUMBERS) in rest, f"{code}.defined", term)
    left = multiplied(pairs, made.rest * point)
    strict(left[part] - whole[part], rest, code)
    whole_turns(setting, steps, point, code)
    subject = combined(made, [known.subject for known, _ in parts])
    return Fails(HasLaw(Add(subject, steps), target))


def whole_turns(setting: Setting, steps: Expr, point: Expr, code: str) -> None:
    """exp(i point steps) = 1: a sum of floors and ceilings of polynomials in the random variables,
    each times a number that makes a whole number of turns at the point."""
    random = set(setting.claim.variables)
    for term in Add.make_args(steps) if steps != 0 else ():
        heads = [f for f in Mul.make_args(term) if isinstance(f, floor | ceiling)]
        require(len(heads) == 1, f"{code}.steps", term)
        inner = heads[0].args[0]
        require(inner.is_polynomial(*sorted(random, key=str)), f"{code}.steps", inner)
        turns = term / heads[0] * point / (2 * pi)
        require(turns.is_Integer is True, f"{code}.turns", turns)

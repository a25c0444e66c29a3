"""Terms as sums of exponentials, cosines and sines, whose means are values of transforms."""

from __future__ import annotations

from typing import Final

from sympy import Expr, Mul, Pow, Symbol, cos, cosh, exp, expand, sin, sinh

WAVES: Final = (cos, cosh, sin, sinh)
MOST_OPERATIONS: Final = 60
MOST_DEGREE: Final = 8


def in_waves(body: Expr, random: tuple[Symbol, ...]) -> Expr:
    """The body with hyperbolic functions as exponentials, and products and powers of cosines and
    sines as sums of such: sin(x)^2 is 1/2 - cos(2 x)/2. The body itself where it has none."""
    if body.count_ops() > MOST_OPERATIONS:
        return body
    swap: dict[Expr, Expr] = {}
    for node in body.atoms(cosh, sinh):
        if node.has(*random):
            up, down = exp(node.args[0]), exp(-node.args[0])
            swap[node] = (up + down) / 2 if isinstance(node, cosh) else (up - down) / 2
    plain = expand(body.xreplace(swap)) if swap else body
    products = [node for node in plain.atoms(Mul, Pow) if _is_product(node, random)]
    return plain.xreplace({node: _added(node, random) for node in products})


def _added(product: Expr, random: tuple[Symbol, ...]) -> Expr:
    """The product with the factors of each variable as a sum of waves."""
    parts: dict[tuple[Symbol, ...], list[Expr]] = {}
    for factor in Mul.make_args(product):
        parts.setdefault(tuple(v for v in random if factor.has(v)), []).append(factor)
    return Mul(*(_of_one(Mul(*factors)) for factors in parts.values()))


def _of_one(product: Expr) -> Expr:
    from sympy.simplify.fu import TR8

    for _ in range(MOST_DEGREE):
        added = expand(TR8(product))
        if added == product:
            break
        product = added
    return product


def _is_product(node: Expr, random: tuple[Symbol, ...]) -> bool:
    """Whether two or more cosines and sines of random variables are multiplied."""
    degree = 0
    for factor in Mul.make_args(node):
        base, power = factor.as_base_exp()
        if isinstance(base, (cos, sin)) and base.has(*random):
            if not (power.is_Integer and 0 < power <= MOST_DEGREE):
                return False
            degree += int(power)
    return 2 <= degree <= MOST_DEGREE

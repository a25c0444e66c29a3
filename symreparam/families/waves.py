"""How a characteristic function is written: by its size and its turn, where it is."""

from __future__ import annotations

from sympy import Expr, Integer, Mul, cos, sin


def polar(pair: tuple[Expr, Expr]) -> tuple[Expr, Expr] | None:
    """(r, t) when the pair is written (r cos t, r sin t), or (r, 0); None otherwise."""
    real, imaginary = pair
    if imaginary == 0:
        return real, Integer(0)
    for factor in Mul.make_args(imaginary):
        if isinstance(factor, sin):
            size = imaginary / factor
            for turn, signed in ((factor.args[0], size), (-factor.args[0], -size)):
                if signed * cos(turn) == real and signed * sin(turn) == imaginary:
                    return signed, turn
    return None

"""pi and the other real constants as letters."""

from __future__ import annotations

from sympy import Catalan, E, EulerGamma, Expr, Integer, pi

from symreparam.decide.fraction import Ratio
from symreparam.decide.generators import Generator, Hint
from symreparam.decide.kernels.explog import exponential
from symreparam.decide.signset import POSITIVE
from symreparam.decide.space import Space


def constant_letter(space: Space, term: Expr, above_one: bool) -> Ratio:
    """A positive constant, as a power of a letter."""
    hint: Hint = ("constant", term)
    depth = space.depth(hint)
    index = space.new(
        Generator(
            "constant",
            ("constant", str(term)),
            POSITIVE,
            depth=depth,
            term=(term, Integer(1)),
            above_one=above_one,
            constant=True,
            hint=hint,
        )
    )
    return space.power(space.letter(index), depth)


def pi_ratio(space: Space) -> Ratio:
    """pi"""
    return constant_letter(space, pi, True)


def constant_kernel(space: Space, term: Expr) -> Ratio | None:
    """pi, e, Euler's and Catalan's constant; None for anything else."""
    if term is E:
        return exponential(space, space.one)
    if term is pi:
        return pi_ratio(space)
    if term is EulerGamma or term is Catalan:
        return constant_letter(space, term, False)
    return None

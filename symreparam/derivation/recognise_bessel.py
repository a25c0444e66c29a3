"""Members of the variance gamma family, read off the Bessel function of their density.

K_p(a |t - mu|) |t - mu|^p exp(b (t - mu)), p = lamda - 1/2, on both sides of mu. A reading is a
guess that the rules prove or reject.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Abs, Expr, Integer, Pow, Rational, Symbol, besselk, cancel, diff, exp, expand, oo

from symreparam.terms.law import Law, Named
from symreparam.terms.scope import variable


def two_sided(law: Law) -> Iterator[Named]:
    """The member whose density is the law's to the right of its centre, if there is one."""
    if law.atoms or law.lattices or not 1 <= len(law.pieces) <= 2:
        return
    last = law.pieces[-1]
    letter, low, high = last.region.bounds[0]
    if high != oo or not last.density.has(besselk):
        return
    if len(law.pieces) == 2 and low != law.pieces[0].region.bounds[0][2]:
        return
    density = last.density
    if low == -oo:
        inner = [one.args[0] for one in density.atoms(Abs) if one.has(letter)]
        centre = _centre(inner[0], letter) if inner else None
        if centre is None:
            return
        low = centre
    found = _member(density, letter, low)
    if found is not None:
        yield found


def _centre(term: Expr, letter: Symbol) -> Expr | None:
    slope = diff(term, letter)
    return None if slope == 0 or slope.has(letter) else cancel(letter - term / slope)


def _member(density: Expr, letter: Symbol, centre: Expr) -> Named | None:
    """The parameters from the density at centre + u, u > 0."""
    distance = Symbol(variable("u").name, positive=True)
    body = density.xreplace({letter: centre + distance})
    kernels = [one for one in body.atoms(besselk) if one.has(distance)]
    if len(kernels) != 1:
        return None
    order, argument = kernels[0].args
    rate = cancel(expand(argument) / distance)
    power, tilt = Integer(0), Integer(0)
    for factor in body.xreplace({kernels[0]: Integer(1)}).as_ordered_factors():
        if isinstance(factor, exp):
            tilt += diff(expand(factor.exp), distance)
        elif isinstance(factor, Pow) and factor.base.has(distance):
            power += factor.exp
        elif factor.has(distance):
            power += 1
    if rate.has(distance) or tilt.has(distance) or order.has(distance):
        return None
    lamda = order + Rational(1, 2) if power == order else Rational(1, 2) - order
    return Named("VarianceGamma", (centre, rate, tilt, lamda))

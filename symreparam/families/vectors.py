"""Joint laws of vectors by name: the densities of the multivariate normal and Dirichlet laws."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Expr, Integer, Mul, Symbol, exp, gamma, oo, pi, sqrt

from symreparam.terms.determinant import determinant
from symreparam.terms.law import JointLaw
from symreparam.terms.region import Region


def normal_vector(
    letters: tuple[Symbol, ...], mean: Sequence[Expr], covariance: Sequence[Sequence[Expr]]
) -> JointLaw:
    """exp(-(z - m)' C^-1 (z - m)/2)/sqrt((2 pi)^n det C), for a symmetric C with det C > 0
    (Anderson 2003, theorem 2.3.1)."""
    size, whole = len(letters), determinant(covariance)
    gaps = [letter - place for letter, place in zip(letters, mean, strict=True)]
    terms = []
    for i in range(size):
        for j in range(size):
            minor = [[*r[:i], *r[i + 1 :]] for k, r in enumerate(covariance) if k != j]
            terms.append((-1) ** (i + j) * determinant(minor) * gaps[i] * gaps[j])
    density = exp(-Add(*terms) / (2 * whole)) / sqrt((2 * pi) ** size * whole)
    return JointLaw(letters, Region(tuple((x, -oo, oo) for x in letters)), density)


def dirichlet_vector(letters: tuple[Symbol, ...], shapes: Sequence[Expr]) -> JointLaw:
    """The density of all components but the last, which is what they leave to 1: on the simplex
    z_1, z_2, .. > 0, z_1 + z_2 + .. < 1 (Kotz, Balakrishnan & Johnson 2000, chapter 49).

    `shapes` has one term more than there are letters.
    """
    one: Expr = Integer(1)
    bounds, left = [], one
    for letter in letters:
        bounds.append((letter, Integer(0), left))
        left = left - letter
    powers = [x ** (a - 1) for x, a in zip((*letters, left), shapes, strict=True)]
    scale = gamma(Add(*shapes)) / Mul(*(gamma(a) for a in shapes))
    return JointLaw(letters, Region(tuple(bounds)), scale * Mul(*powers))

"""Laws of a random variable as data: densities on pieces, atoms, and named family members.

A law's measure is the SUM of its pieces and atoms: where two pieces overlap, densities add.
(The claim language forbids overlaps; the pushforward of a many-to-one map produces them.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sympy import Expr, Integer, Symbol

from symreparam.terms.region import Region, interval
from symreparam.terms.scope import variable


@dataclass(frozen=True, slots=True)
class Piece:
    """A density on an open region, zero elsewhere."""

    region: Region
    density: Expr


@dataclass(frozen=True, slots=True)
class Atom:
    """A point that carries mass."""

    point: Expr
    mass: Expr


@dataclass(frozen=True, slots=True)
class Law:
    """The sum of `pieces` (densities in `variable`) and `atoms`."""

    variable: Symbol
    pieces: tuple[Piece, ...] = ()
    atoms: tuple[Atom, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A member of a family, by the family's name and its arguments in the family's order."""

    family: str
    arguments: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class JointLaw:
    """A joint density of several components on an open region, zero elsewhere.

    `variables` are the letters of the components in their order; `region` bounds the same letters,
    perhaps in another order. With `factors` it is claimed as independent components with these
    laws, which then must exist: a product of densities does not show that its factors are any.
    """

    variables: tuple[Symbol, ...]
    region: Region
    density: Expr
    factors: tuple[Named, ...] = ()


AnyLaw = Law | Named

_LETTER: Final = variable("t")
# what a claimed law is where its own formula is undefined: no law, as the density is negative
UNDEFINED: Final = Law(
    _LETTER, (Piece(interval(_LETTER, Integer(0), Integer(1)), Integer(-1)),), ()
)

"""Laws of a random variable as data: densities on pieces, atoms, and named family members.

A law's measure is the SUM of its pieces and atoms: where two pieces overlap, densities add.
(The claim language forbids overlaps; the pushforward of a many-to-one map produces them.)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sympy import Expr, Integer, Symbol

from symreparam.terms.record import dataclass
from symreparam.terms.region import Region, interval
from symreparam.terms.replace import replaced
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
class Lattice:
    """Mass `mass` at `point`, for each whole number `index` with lower <= index <= upper.

    The ends are whole numbers or infinite, `point` and `mass` are terms in `index`; points need
    not differ, and no whole number at all may lie between the ends.
    """

    index: Symbol
    lower: Expr
    upper: Expr
    point: Expr
    mass: Expr

    @property
    def range(self) -> Region:
        """The whole numbers from `lower` to `upper`, as a region in `index`."""
        return Region(((self.index, self.lower, self.upper),))

    def moved(self, swap: Mapping[Symbol, Expr]) -> Lattice:
        """The lattice with terms put in for symbols (the index may be one, for another name)."""
        values = dict(swap)
        terms = (self.lower, self.upper, self.point, self.mass)
        index = values.get(self.index, self.index)
        assert isinstance(index, Symbol)
        return Lattice(index, *(replaced(term, values) for term in terms))


@dataclass(frozen=True, slots=True)
class Law:
    """The sum of `pieces` (densities in `variable`), of `atoms` and of `lattices`."""

    variable: Symbol
    pieces: tuple[Piece, ...] = ()
    atoms: tuple[Atom, ...] = ()
    lattices: tuple[Lattice, ...] = ()


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

"""Laws that no one `Law` says: densities at the values of a map, and laws by cases."""

from __future__ import annotations

from sympy import Expr

from symreparam.terms.law import AnyLaw
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation


@dataclass(frozen=True, slots=True)
class ImplicitPiece:
    """A density at the values of a strictly monotone map: `density`, a term in the map's variable,
    at the place that the map takes it to; zero outside of `image`, which the map takes its source
    onto."""

    map: Map
    image: Region
    density: Expr


@dataclass(frozen=True, slots=True)
class ImplicitLaw:
    """The sum of the pieces: where images overlap, densities at the same place add up."""

    pieces: tuple[ImplicitPiece, ...]


@dataclass(frozen=True, slots=True)
class CaseLaw:
    """A law for the parameter values at which all the relations hold."""

    relations: tuple[Relation, ...]
    law: AnyLaw | ImplicitLaw


LawForm = ImplicitLaw | tuple[CaseLaw, ...]
"""What a derived law is when it is no `Law`."""

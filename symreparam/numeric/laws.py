"""Laws at exact parameter values: ends as numbers, densities as functions, atoms as pairs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sympy import Dummy, Expr, Symbol

from symreparam.families.members import unfold
from symreparam.numeric.evaluate import Function, end_number, function, number
from symreparam.numeric.workspace import NotFinite, Real, Workspace
from symreparam.terms.law import AnyLaw, Lattice, Law, Named
from symreparam.terms.record import dataclass

MOST_POINTS: Final = 300
"""Points of a lattice that are looked at; a law with a heavier tail has mass left."""
_NEXT_TO_NOTHING: Final = 1e-13
_QUIET: Final = 40


@dataclass(frozen=True, slots=True)
class NumericPiece:
    """A density on `lower < x < upper`; infinite ends are infinities of the context."""

    lower: Real
    upper: Real
    density: Function

    def inside(self, x: Real) -> bool:
        """Whether x lies in the open interval."""
        return bool(self.lower < x < self.upper)


@dataclass(frozen=True, slots=True)
class NumericLaw:
    """A law as numbers: the sum of its pieces and atoms; `complete` unless a lattice has more
    points with weight than are listed."""

    pieces: tuple[NumericPiece, ...]
    atoms: tuple[tuple[Real, Real], ...]
    complete: bool = True


def spelled_out(law: AnyLaw) -> Law:
    """The law with its density: a family's member is unfolded in a letter that is no one else's."""
    return law if isinstance(law, Law) else unfold(law, Dummy("z", real=True))


def placed(law: Law, values: Mapping[Symbol, Real], work: Workspace) -> NumericLaw:
    """The law at these parameter values. Raises NotFinite where an end or atom has no value."""
    pieces = []
    for piece in law.pieces:
        ((name, low, high),) = piece.region.bounds
        lower, upper = end_number(low, values, work), end_number(high, values, work)
        if lower >= upper:
            raise NotFinite("the ends of a piece are not in order")
        pieces.append(NumericPiece(lower, upper, function(piece.density, name, values, work)))
    atoms = tuple(
        (number(atom.point, values, work), number(atom.mass, values, work)) for atom in law.atoms
    )
    complete = True
    for each in law.lattices:
        listed, whole = _listed(each, values, work)
        atoms, complete = (*atoms, *listed), complete and whole
    return NumericLaw(tuple(pieces), atoms, complete)


def _listed(
    each: Lattice, values: Mapping[Symbol, Real], work: Workspace
) -> tuple[tuple[tuple[Real, Real], ...], bool]:
    """The points of a lattice from where its mass is, until next to nothing is left out; whether
    that was reached. Masses that rise are not the last ones: exp(-400) is the first of a Poisson
    law of mean 400."""
    low, high = (end_number(end, values, work) for end in (each.lower, each.upper))
    mass = function(each.mass, each.index, values, work)
    point = function(each.point, each.index, values, work)
    first = _start(mass, low, high, work)
    last, quiet, before = first - 1, 0, work.mp.zero
    found: list[tuple[Real, Real]] = []
    up, down = _at(mass, last + 1, low, high, work), _at(mass, first - 1, low, high, work)
    while max(up, down) >= 0 and quiet < _QUIET and len(found) < MOST_POINTS:
        here = max(up, down)
        quiet = quiet + 1 if here < _NEXT_TO_NOTHING and not here > before else 0
        before = here
        if up >= down:
            last += 1
            found.append((point(work.mp.mpf(last)), up))
            up = _at(mass, last + 1, low, high, work)
        else:
            first -= 1
            found.append((point(work.mp.mpf(first)), down))
            down = _at(mass, first - 1, low, high, work)
    return tuple(found), len(found) < MOST_POINTS


def _start(mass: Function, low: Real, high: Real, work: Workspace) -> int:
    """The finite end, or where the masses cease to rise when next to nothing is there."""
    upward = low > -work.mp.inf
    k = int(low) if upward else int(high) if high < work.mp.inf else 0
    here, step = _at(mass, k, low, high, work), 1 if upward else -1
    if here < _NEXT_TO_NOTHING:
        while (there := _at(mass, k + step, low, high, work)) > here:
            k, here, step = k + step, there, 2 * step
    return k


def _at(mass: Function, k: int, low: Real, high: Real, work: Workspace) -> Real:
    """The mass at k, -1 outside of the range."""
    return mass(work.mp.mpf(k)) if low <= k <= high else -work.mp.one


def density_at(law: NumericLaw, x: Real) -> Real:
    """The sum of the densities of the pieces that contain x. Raises NotFinite on their ends."""
    total = 0
    for piece in law.pieces:
        if x == piece.lower or x == piece.upper:
            raise NotFinite("an end of a piece")
        if piece.inside(x):
            total = total + piece.density(x)
    return total


def mass_at(law: NumericLaw, x: Real, work: Workspace) -> Real:
    """The mass of the atoms at x."""
    return sum((mass for point, mass in law.atoms if close(point, x, work)), work.mp.zero)


def close(a: Real, b: Real, work: Workspace) -> bool:
    """Whether two numbers are equal to half of the working digits."""
    return bool(abs(a - b) <= work.mp.mpf(10) ** (-work.digits // 2) * (abs(a) + abs(b)))


def terms_of(law: AnyLaw) -> tuple[Expr, ...]:
    """Every term of a law, for counting digits."""
    if isinstance(law, Named):
        return law.arguments
    ends = [end for piece in law.pieces for _, *pair in piece.region.bounds for end in pair]
    densities = [piece.density for piece in law.pieces]
    masses = [term for atom in law.atoms for term in (atom.point, atom.mass)]
    masses += [term for each in law.lattices for term in (each.point, each.mass)]
    return (*ends, *densities, *masses)

"""Families on two fixed points: the law's masses there tell the parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symreparam.families.table import family
from symreparam.terms.law import Law, Named

_TWO_POINTS: Final = ("Bernoulli", "Rademacher")


def at_two_points(law: Law) -> Iterator[Named]:
    """Members with masses at the law's two points. Nothing is certain yet."""
    if law.pieces or law.lattices or len(law.atoms) != 2:
        return
    masses = {atom.point: atom.mass for atom in law.atoms}
    for name in _TWO_POINTS:
        record = family(name)
        assert record is not None
        if {atom.point for atom in record.atoms} != set(masses):
            continue
        told = {atom.mass: masses[atom.point] for atom in record.atoms}
        if all(parameter.symbol in told for parameter in record.parameters):
            yield Named(name, tuple(told[p.symbol] for p in record.parameters))

"""Rigorous lower bounds of means of terms that are nowhere negative on the support."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import prod
from typing import Final

from flint import arb
from sympy import Expr, Mul, Symbol

from symreparam.decide.ball import enclose
from symreparam.decide.probability import MOST_CELLS, Breaks, NoBound, cells
from symreparam.terms.law import Atom, Law, Piece

PRECISION: Final = 96


def least_mean(
    term: Expr, variables: tuple[Symbol, ...], laws: tuple[Law, ...], rows: tuple[Breaks, ...]
) -> arb:
    """A lower bound of E term for independent variables with these laws, where the term is at
    least 0 with probability 1: the sum over cells, of which none counts less than 0, is at most
    the mean. Raises NoBound.

    For one variable a cell counts by the integral of term times density, bounded as a mass is;
    for several by the product of the masses and the least value of the term on the cell.
    """
    if len(variables) == 1:
        weighted = _weighted(laws[0], term, variables[0])
        return _sum([cell.mass for cell in cells(weighted, rows[0])])
    found = [cells(law, row) for law, row in zip(laws, rows, strict=True)]
    if prod(len(row) for row in found) > MOST_CELLS:
        raise NoBound(f"more than {MOST_CELLS} cells")
    parts = []
    for cell in product(*found):
        mass = arb(1)
        for part in cell:
            mass = mass * part.mass
        if not mass > 0:
            continue
        box = {v: part.values for v, part in zip(variables, cell, strict=True)}
        value = enclose(term, box, PRECISION)
        if value is not None and value > 0:
            parts.append(mass * value)
    return _sum(parts)


def _sum(parts: list[arb]) -> arb:
    total = arb(0)
    for part in parts:
        total = arb((total + part).lower())
    return total


def _weighted(law: Law, term: Expr, variable: Symbol) -> Law:
    """The measure with the density `term` against the law."""
    body = term.xreplace({variable: law.variable})
    pieces = tuple(Piece(p.region, Mul(p.density, body)) for p in law.pieces)
    atoms = tuple(
        Atom(a.point, Mul(a.mass, term.xreplace({variable: a.point}))) for a in law.atoms
    )
    lattices = tuple(
        replace(each, mass=Mul(each.mass, term.xreplace({variable: each.point})))
        for each in law.lattices
    )
    return Law(law.variable, pieces, atoms, lattices)

"""Ranges of whole numbers, pairs of terms and laws of masses among a step's arguments."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import HasLaw, Judgement
from symreparam.rules.rule import count, require, take
from symreparam.terms.law import Lattice, Law
from symreparam.terms.region import Region
from symreparam.terms.scope import whole


def index_range(arg: object, code: str) -> Region:
    """A range of whole numbers. Raises RuleError."""
    region = take(arg, Region, f"{code}.args")
    require(len(region.bounds) == 1, f"{code}.args", "one index is expected")
    [(index, _, _)] = region.bounds
    require(index == whole(index.name), f"{code}.index", str(index))
    return region


def term_pair(arg: object, code: str) -> tuple[Expr, Expr]:
    """Two terms. Raises RuleError."""
    pair = take(arg, tuple, f"{code}.args")
    count(pair, 2, f"{code}.args")
    one, two = (take(term, Expr, f"{code}.args") for term in pair)
    return one, two


def only_lattice(known: Judgement, subject: Expr, code: str) -> Lattice:
    """The only lattice of the law, with its index as the point. Raises RuleError."""
    given = take(known, HasLaw, f"{code}.law")
    require(given.subject == subject, f"{code}.law", f"of {given.subject}")
    law = take(given.law, Law, f"{code}.law")
    plain = len(law.lattices) == 1 and not law.pieces and not law.atoms
    require(plain, f"{code}.law", "masses at whole numbers are expected")
    require(law.lattices[0].point == law.lattices[0].index, f"{code}.law", "points")
    return law.lattices[0]

"""What a family's record claims about its cdf and quantile, proved by the rules where it can be.

A fact is proved when the rules concluded it; otherwise it is an axiom of the trusted base, which
the tests compare with numbers only.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from sympy import Abs, Expr, Integer, Symbol, oo, sign

from symreparam.decide.points import find
from symreparam.derivation.builder import Builder
from symreparam.families.family import Family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region, interval
from symreparam.terms.scope import Relation, Scope, variable


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a record; `stopped` names the step that failed when it is an axiom."""

    statement: str
    proved: bool
    stopped: str = ""


def record_facts(record: Family) -> tuple[Fact, ...]:
    """The statements of the record about its density, cdf, quantile and moments, in this order.

    That the density has mass 1 follows from the first two facts about the cdf.
    """
    found = []
    if record.lattice is not None:
        found.append(Fact("the masses add up to 1", False))
    elif not record.cdf and record.pieces:
        found.append(Fact("the density has mass 1", False))
    elif record.pieces:
        found.append(_fact("the density is the derivative of the cdf", _slopes, record))
        found.append(_fact("the cdf goes from 0 to 1", _ends, record))
        if record.quantile is not None:
            found.append(_fact("the quantile inverts the cdf", _inverts, record))
    moments = {
        "mean": record.mean,
        "variance": record.variance,
        "moment generating function": record.mgf,
        "Mellin transform": record.mellin,
        "characteristic function": record.characteristic,
    }
    found += [Fact(f"the {name}", False) for name, held in moments.items() if held is not None]
    return tuple(found)


def _fact(statement: str, proof: Callable[[Family, Builder], None], record: Family) -> Fact:
    try:
        proof(record, _builder(record))
    except RuleError as error:
        return Fact(statement, False, error.code)
    return Fact(statement, True)


def _builder(record: Family) -> Builder:
    """Steps about a random variable with this law, at all its parameters."""
    symbols = tuple((p.symbol, p.domain) for p in record.parameters)
    conditions = record.conditions
    if record.removable is not None:
        conditions += (Relation(symbols[-1][0], "!=", record.removable),)
    scope = Scope(symbols, conditions)
    point = find(scope)
    if point is None:
        raise RuleError("record.scope", "no exact point of the parameters was found")
    subject = variable("X")
    law = HasLaw(subject, Named(record.name, tuple(p.symbol for p in record.parameters)))
    return Builder(Claim(Scope(symbols, conditions, point), (subject,), (law,), law))


def _parts(record: Family, builder: Builder) -> list[tuple[Map, Expr]]:
    """The cdf on each interval without a kink, and the density there."""
    found = []
    for cdf, piece in zip(record.cdf, record.pieces, strict=True):
        _, lower, upper = piece.region.bounds[0]
        marks = _kinks((cdf, piece.density), record.variable)
        inner = [mark for mark in marks if mark not in (lower, upper)]
        if len(inner) > 1:
            raise RuleError("record.kinks", "the order of several kinks is not known")
        for mark in inner:
            for low, high in ((lower, mark), (mark, upper)):
                if low != -oo and high != oo:
                    builder.holds(Relation(low, "<", high))
        ends = (lower, *inner, upper)
        for low, high in pairwise(ends):
            region = interval(record.variable, low, high)
            found.append((Map(record.variable, cdf, region), piece.density))
    return found


def _kinks(terms: tuple[Expr, ...], letter: Symbol) -> list[Expr]:
    """Where the argument of an absolute value or a sign, linear in the letter, is zero."""
    marks: dict[Expr, None] = {}
    for term in terms:
        for atom in sorted(term.atoms(Abs, sign), key=str):
            poly = atom.args[0].as_poly(letter)
            if poly is not None and poly.degree() == 1:
                slope, rest = poly.all_coeffs()
                marks[-rest / slope] = None
    return list(marks)


def _slopes(record: Family, builder: Builder) -> None:
    for cdf, density in _parts(record, builder):
        known = builder.add("defined", (), (cdf.body, cdf.source))
        builder.add("derivative", (known,), (cdf, density))


def _ends(record: Family, builder: Builder) -> None:
    """0 at the lower end, 1 at the upper one, and no jump between two intervals."""
    parts = [cdf for cdf, _ in _parts(record, builder)]
    _limit(builder, parts[0], "lower", Integer(0))
    _limit(builder, parts[-1], "upper", Integer(1))
    for left, right in pairwise(parts):
        meeting = left.source.bounds[0][2]
        apart = right.source.bounds[0][1]
        if meeting != apart:  # a gap of the support: the cdf does not move there
            builder.holds(Relation(meeting, "<", apart))
        value = right.at(apart)
        _limit(builder, left, "upper", value)
        _limit(builder, right, "lower", value)


def _limit(builder: Builder, cdf: Map, end: str, value: Expr) -> None:
    builder.add("limit", (), (cdf, end, value))


def _inverts(record: Family, builder: Builder) -> None:
    """cdf(quantile(p)) = p, with the quantile inside the support, for almost every 0 < p < 1."""
    quantile, letter = record.quantile, record.probability
    if quantile is None or len(record.pieces) != 1:
        raise RuleError("record.pieces", "one interval is expected")
    marks = _kinks((quantile,), letter)
    ends = (Integer(0), *marks, Integer(1))
    _, lower, upper = record.pieces[0].region.bounds[0]
    for low, high in pairwise(ends):
        over: Region = interval(letter, low, high)
        builder.add("defined", (), (quantile, over))
        for relation in (Relation(lower, "<", quantile), Relation(quantile, "<", upper)):
            if relation.left != -oo and relation.right != oo:
                builder.holds(relation, over)
        builder.equal(record.cdf[0].xreplace({record.variable: quantile}), letter, over)

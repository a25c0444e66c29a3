"""Masses on ranges of whole numbers: `mass p*(1-p)^(k-1) at k for integer k >= 1`."""

from __future__ import annotations

from sympy import Expr, Integer, Max, Min, ceiling, floor, oo

from symreparam.documents import syntax
from symreparam.documents.meaning_needs import Meaningless
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node
from symreparam.logic.errors import Unsupported
from symreparam.terms.law import Lattice
from symreparam.terms.region import Region
from symreparam.terms.scope import is_whole, whole


def lattice_of(piece: syntax.Piece, at: Node, reader: Reader) -> Lattice:
    """The lattice of a mass with ranges. Raises Meaningless, Unsupported."""
    name = _bound_name(piece, reader)
    low, high = -oo, oo
    for each in piece.ranges:
        chain = each.subject if isinstance(each, syntax.IntegerRange) else each
        if isinstance(chain, syntax.Name):
            continue
        if not isinstance(chain, syntax.Chain):
            raise Meaningless("a mass stands at whole numbers", "write `integer k`", piece.span)
        lower, upper = _ends(chain, name, reader)
        low, high = _later(low, lower), _earlier(high, upper)
    if low.is_Integer and high.is_Integer and low > high:
        raise Meaningless(f"the range from {low} to {high} is empty", "swap the ends", piece.span)
    index = whole(name)
    over = Region(((index, low, high),))
    inner = Reader({**reader.names, name: index}, over, reader.needs)
    return Lattice(index, low, high, inner.read(at), inner.read(piece.value))


def _bound_name(piece: syntax.Piece, reader: Reader) -> str:
    """The name that the range binds."""
    for each in piece.ranges:
        subject = each.subject if isinstance(each, syntax.IntegerRange) else each
        if isinstance(subject, syntax.Name) and subject.name not in reader.names:
            return subject.name
        for term in subject.terms if isinstance(subject, syntax.Chain) else ():
            if isinstance(term, syntax.Name) and term.name not in reader.names:
                return term.name
    raise Meaningless("no new name in the range", "write `for integer k >= 0`", piece.span)


def _ends(chain: syntax.Chain, name: str, reader: Reader) -> tuple[Expr, Expr]:
    """The whole numbers next to what a comparison sets for the name, ends included."""
    places = [
        i for i, t in enumerate(chain.terms) if isinstance(t, syntax.Name) and t.name == name
    ]
    if len(places) != 1 or len(chain.terms) > 3:
        raise Unsupported("a range that is no comparison of the bound name")
    place = places[0]
    low, high = -oo, oo
    for other in (place - 1, place + 1):
        if not 0 <= other < len(chain.terms):
            continue
        sign = chain.signs[min(place, other)]
        if sign not in ("<", "<=", ">", ">="):
            raise Unsupported("this range of whole numbers")
        below = sign.startswith("<") == (other < place)
        end = reader.read(chain.terms[other])
        if below:
            low = _later(low, _whole(end, sign, True))
        else:
            high = _earlier(high, _whole(end, sign, False))
    return low, high


def _whole(end: Expr, sign: str, lower: bool) -> Expr:
    """The first whole number that satisfies `end < k` or `end <= k` (the last one, if an upper
    end)."""
    if end in (oo, -oo):
        return end
    if end.is_Rational and not end.is_Integer:
        return Integer(ceiling(end)) if lower else Integer(floor(end))
    if not is_whole(end):
        raise Unsupported(f"a range of whole numbers that ends at {end}")
    if len(sign) == 2:
        return end
    return end + 1 if lower else end - 1


def _later(one: Expr, two: Expr) -> Expr:
    return two if one == -oo else one if two == -oo else Max(one, two)


def _earlier(one: Expr, two: Expr) -> Expr:
    return two if one == oo else one if two == oo else Min(one, two)

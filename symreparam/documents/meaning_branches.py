"""The choices in a density, `if(t < c, .., ..)`, as pieces that meet at symbolic points.

Where the branches meet at numbers, the points are sorted; where parameters say where they meet,
they stand in the order of the text, and that they do is a need of the claim.
"""

from __future__ import annotations

from itertools import pairwise

from sympy import Abs, And, Expr, Integer, Or, Piecewise, Symbol, false, oo, true
from sympy.core.relational import Ge, Gt, Le, Lt, Relational
from sympy.logic.boolalg import Boolean

from symreparam.documents.meaning_needs import Need
from symreparam.documents.nodes import Span
from symreparam.logic.errors import Unsupported
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation

MOST_CUTS = 8
_NOT_HERE = "this condition in a density"


def symbolic_branches(
    value: Expr, letter: Symbol, low: Expr, high: Expr, span: Span
) -> tuple[list[tuple[Expr, Expr, Expr]], list[Need]]:
    """(low, high, branch) on each part of the range, and what must hold for these to be its parts.

    Raises Unsupported for a condition that compares no letter with a parameter.
    """
    cuts: list[Expr] = []
    falling = _collect(value, letter, cuts)
    ordered = cuts[::-1] if falling else cuts
    if len(ordered) > MOST_CUTS:
        raise Unsupported(_NOT_HERE)
    ends = [low, *ordered, high]
    parts = [
        (ends[i], ends[i + 1], _branch(value, letter, ordered, i)) for i in range(len(ends) - 1)
    ]
    needs = [_need(a, b, span) for a, b in pairwise(ends) if -oo != a and b != oo]
    return parts, needs


def _plain(term: Relational, letter: Symbol) -> Boolean:
    """A comparison of the letter itself, for one of the distance of the letter from a point."""
    if isinstance(term.rhs, Abs) and not isinstance(term.lhs, Abs):
        term = term.reversed
    if not term.has(letter) or not isinstance(term, Lt | Le | Gt | Ge):
        raise Unsupported(_NOT_HERE)
    if not isinstance(term.lhs, Abs):
        return term
    inside, size = term.lhs.args[0], term.rhs
    if inside.coeff(letter) == -1:
        inside = -inside  # SymPy writes |a - t| for |t - a|
    shift = inside - letter
    if shift.has(letter) or size.has(letter):
        raise Unsupported(_NOT_HERE)
    if isinstance(term, Lt | Le):
        return And(letter > -size - shift, letter < size - shift, evaluate=False)
    return Or(letter < -size - shift, letter > size - shift, evaluate=False)


def _compared(term: Relational, letter: Symbol) -> tuple[bool, Expr]:
    """Whether it says that the letter is below the point, and the point."""
    if term.rhs == letter:
        term = term.reversed
    if term.lhs != letter or term.rhs.has(letter):
        raise Unsupported(_NOT_HERE)
    return isinstance(term, Lt | Le), term.rhs


def _collect(value: Expr, letter: Symbol, cuts: list[Expr]) -> bool:
    """Puts the points of the conditions into `cuts`, as they stand; whether they fall."""
    falling: list[bool] = []

    def visit(term: object) -> None:
        term = _plain(term, letter) if isinstance(term, Relational) else term
        if isinstance(term, Relational):
            below, point = _compared(term, letter)
            falling.append(not below)
            if point not in cuts:
                cuts.append(point)
        elif isinstance(term, And | Or):
            # two sides of one interval: the lower end first
            for part in sorted(term.args, key=lambda each: _side(each, letter, term)):
                visit(part)
            falling.append(False)
        elif isinstance(term, Piecewise):
            for branch, condition in term.args:
                visit(condition)
                visit(branch)
        elif isinstance(term, Expr):
            for part in term.args:
                visit(part)

    visit(value)
    return bool(falling) and all(falling)


def _side(part: object, letter: Symbol, whole: Boolean) -> tuple[bool, str]:
    below = isinstance(part, Relational) and part.lhs == letter and isinstance(part, Lt | Le)
    return below == isinstance(whole, And), str(part)


def _branch(value: Expr, letter: Symbol, cuts: list[Expr], place: int) -> Expr:
    """The term with the branches that hold between the cuts `place - 1` and `place`."""
    if not value.has(Piecewise):
        return value
    if not isinstance(value, Piecewise):
        return value.func(*(_branch(arg, letter, cuts, place) for arg in value.args))
    for term, condition in value.args:
        if _holds(condition, letter, cuts, place):
            return _branch(term, letter, cuts, place)
    raise Unsupported("a density whose choices leave a gap")


def _holds(condition: Boolean, letter: Symbol, cuts: list[Expr], place: int) -> bool:
    if condition in (true, false):
        return bool(condition)
    if isinstance(condition, And | Or):
        parts = [_holds(part, letter, cuts, place) for part in condition.args]
        return all(parts) if isinstance(condition, And) else any(parts)
    if not isinstance(condition, Relational):
        raise Unsupported(_NOT_HERE)
    simple = _plain(condition, letter)
    if not isinstance(simple, Relational):
        return _holds(simple, letter, cuts, place)
    below, point = _compared(simple, letter)
    return below == (place <= cuts.index(point))


def _need(low: Expr, high: Expr, span: Span) -> Need:
    """That the two ends of a part stand in this order."""
    message = f"the parts of this density meet in another order, unless {low} < {high}"
    hint = f"say so: `let {low} < {high}`, or write the parts as pieces with ranges of their own"
    relation = Relation(low, "<", high)
    return Need("order", high - low + Integer(0), relation, NUMBERS, span, message, hint)

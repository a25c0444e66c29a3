"""One section of a joint density: for which y it is positive at z, and its integral there."""

from __future__ import annotations

from sympy import Expr, Symbol, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.derivation.branch import NoInverse, OrderNeeded, sign_of
from symreparam.derivation.builder import Builder
from symreparam.derivation.integrate import integral_step
from symreparam.derivation.invert import branches
from symreparam.derivation.signs import holds_step
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Lattice
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation


@dataclass(frozen=True, slots=True)
class Joint:
    """A piece of the joint density of (y, z): `density` for y in `over` and low < z < high.

    With `at_letter` z is y itself: `density` in z on `over` is that of z already. With `place` it
    is a mass at that place, with `lattice` that of each of these points.
    """

    density: Expr
    over: Region
    low: Expr
    high: Expr
    at_letter: bool = False
    place: Expr | None = None
    lattice: Lattice | None = None


def section_step(builder: Builder, part: Joint, point: Symbol) -> int:
    """A step Section of the joint piece at the point, a symbol of the current scope."""
    letter, start, end = part.over.bounds[0]
    bounds = [(part.low, "<", point), (point, "<", part.high)]
    context = Context(builder.setting.scope, part.over)
    first, last = start, end
    for left, _, right in bounds:
        if left == -oo or right == oo:
            continue
        if isinstance(holds(Relation(right, "<=", left), context), Proved):
            return _empty(builder, part, point, Relation(right, "<=", left))
        if isinstance(holds(Relation(left, "<", right), context), Proved):
            continue
        edge, rising = (left, True) if right == point else (right, False)
        if not edge.has(letter):
            raise RuleError("section.order", f"{left} against {right}")
        low, high = _solved(builder, edge, point, part, rising)
        first, last = _larger(builder, first, low), _larger(builder, last, high, least=True)
    inner = interval(letter, first, last)
    premises = [integral_step(builder, part.density, inner)]
    for left, _, right in bounds:
        if left != -oo and right != oo:
            premises.append(holds_step(builder, Relation(left, "<", right), inner))
    outer = []
    if first != start:
        outer.append((Relation(start, "<=", first), interval(letter, start, first)))
    if last != end:
        outer.append((Relation(last, "<=", end), interval(letter, last, end)))
    for order, region in outer:
        if order.left != -oo and order.right != oo:
            premises.append(builder.holds(order))
        premises.append(_outside(builder, bounds, region))
    args = (part.over, part.low, point, part.high)
    return builder.add("section", tuple(dict.fromkeys(premises)), args)


def _empty(builder: Builder, part: Joint, point: Symbol, relation: Relation) -> int:
    known = builder.holds(relation, part.over)
    args = (part.density, part.over, part.low, point, part.high)
    return builder.add("section-empty", (known,), args)


def _outside(
    builder: Builder, bounds: list[tuple[Expr, str, Expr]], region: Region
) -> int:
    for left, _, right in bounds:
        if left == -oo or right == oo:
            continue
        try:
            return holds_step(builder, Relation(right, "<=", left), region)
        except RuleError:
            continue
    raise RuleError("section.outside", str(region.bounds[0][1:]))


def _solved(
    builder: Builder, edge: Expr, point: Symbol, part: Joint, below: bool
) -> tuple[Expr, Expr]:
    """The y with edge(y) < z (`below`) or z < edge(y), as an interval within the part."""
    letter, start, end = part.over.bounds[0]
    context = Context(builder.setting.scope, NUMBERS)
    found = branches(edge, letter, start, end, context)
    if len(found) != 1:
        raise NoInverse(f"{edge} is not monotone in {letter}")
    at = found[0].letter_to(point)
    if (found[0].sense > 0) == below:
        return start, at
    return at, end


def _larger(builder: Builder, one: Expr, two: Expr, least: bool = False) -> Expr:
    if one == two or two in (oo, -oo):
        return one
    if one in (oo, -oo):
        return two
    side = sign_of(two - one, Context(builder.setting.scope, NUMBERS))
    if side is None:
        raise OrderNeeded(f"the order of {one} and {two} is open", two - one)
    return two if (side > 0) != least else one

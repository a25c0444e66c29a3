"""The rule `pushforward-steps`: a map with infinitely many steps, one for each whole number."""

from __future__ import annotations

from sympy import Expr, Symbol, oo

from symreparam.checker.joined import Joined
from symreparam.logic.judgement import (
    Equal,
    HasLaw,
    Holds,
    Integral,
    Judgement,
    Limit,
    Monotone,
)
from symreparam.logic.proof import Argument, Proof, Step
from symreparam.rules.rule import require, take
from symreparam.terms.law import Atom, Lattice, Law, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval, renamed
from symreparam.terms.scope import Relation, is_whole


def join_steps(step: Step, proof: Proof, parents: list[int]) -> Judgement:
    """
    X has density f on (a, b)    e strictly increasing on (l, u + 1), from a to b
    for k = l..u: g(x) = c_k for x in (e(k), e(k + 1)), and the integral of f there is m_k
    -----------------------------------------------------------  pushforward-steps(g, e, k, c, i)
    g(X) has mass m_k at c_k for k = l..u          (e decreasing: on (e(k + 1), e(k)))

    The intervals are disjoint and fill (a, b) but for the points e(k), which are countably many;
    countable additivity (Billingsley 1995, section 10). (a, b) is the i-th piece of the law of X;
    further arguments e, c, i say the same of other pieces, as of both sides of a law around 0. On
    each piece that is left g is constant. Premises, in order: the law of X; for each piece that is
    left Equal and Integral; then for each piece of steps: l < u + 1 where these are finite and not
    both numbers; Monotone and both limits of e; e(l) = a and e(u + 1) = b where l and u are finite;
    Equal and Integral in a scope with k.
    """
    require(len(step.args) >= 5 and len(step.args) % 3 == 2, "steps.args", str(len(step.args)))
    mapping = take(step.args[0], Map, "steps.args")
    index = take(step.args[2], Symbol, "steps.args")
    groups = (step.args[1], *step.args[3:5]), *zip(*[iter(step.args[5:])] * 3, strict=True)
    rest = Joined(list(step.premises), step, proof, parents, "steps")
    given = take(rest.here(), HasLaw, "steps.law")
    law = take(given.law, Law, "steps.law")
    places = [take(place, int, "steps.args") for _, _, place in groups]
    require(all(0 <= place < len(law.pieces) for place in places), "steps.piece", str(places))
    require(len(set(places)) == len(places), "steps.piece", "a piece twice")
    require(not law.atoms and not law.lattices, "steps.law", "masses")
    others = [piece for place, piece in enumerate(law.pieces) if place not in places]
    atoms = tuple(_flat(rest, mapping, each, law.variable) for each in others)
    lattices = tuple(
        _stairs(rest, mapping, index, group, law.pieces[place], law.variable)
        for group, place in zip(groups, places, strict=True)
    )
    require(not rest.left, "steps.premises", "unused premises")
    return HasLaw(mapping.at(given.subject), Law(law.variable, (), atoms, lattices))


def _stairs(
    rest: Joined,
    mapping: Map,
    index: Symbol,
    group: tuple[Argument, ...],
    piece: Piece,
    variable: Symbol,
) -> Lattice:
    """The masses of the steps of one piece."""
    ends, value = take(group[0], Map, "steps.args"), take(group[1], Expr, "steps.args")
    over = _range(rest, ends, index)
    increasing = _fills(rest, ends, piece.region)
    first, last = ends.at(index), ends.at(index + 1)
    low, high = (first, last) if increasing else (last, first)
    cell = interval(mapping.variable, low, high)
    same = rest.within(over)
    require(same == Equal(mapping.body, value, cell), "steps.value", value)
    require(not value.has(mapping.variable), "steps.value", (value, "is", "not", "constant"))
    total = take(rest.within(over), Integral, "steps.integral")
    moved = renamed(cell, mapping.variable, variable)
    require((total.integrand, total.over) == (piece.density, moved), "steps.integral")
    return Lattice(index, *over.bounds[0][1:], value, total.value)


def _flat(rest: Joined, mapping: Map, piece: Piece, variable: Symbol) -> Atom:
    """The mass of a piece on which the map is constant."""
    cell = renamed(piece.region, variable, mapping.variable)
    same = take(rest.here(), Equal, "steps.flat")
    require((same.left, same.over) == (mapping.body, cell), "steps.flat", "of another term")
    require(not same.right.has(mapping.variable), "steps.flat", f"{same.right} is not constant")
    total = take(rest.here(), Integral, "steps.flat-integral")
    known = (total.integrand, total.over) == (piece.density, piece.region)
    require(known, "steps.flat-integral", "of another density")
    return Atom(same.right, total.value)


def _range(rest: Joined, ends: Map, index: Symbol) -> Region:
    """The whole numbers l..u, where the ends are a map on (l, u + 1), and l <= u."""
    _, low, high = ends.source.bounds[0]
    for end in (low, high):
        require(end in (oo, -oo) or is_whole(end), "steps.range", f"{end} is no whole number")
    numbers = low.is_Integer and high.is_Integer and bool(low < high)
    if low != -oo and high != oo and not numbers:
        known = rest.here() == Holds(Relation(low, "<", high), NUMBERS)
        require(known, "steps.range", ("from", low, "to", high))
    return Region(((index, low, high if high == oo else high - 1),))


def _fills(rest: Joined, ends: Map, whole: Region) -> bool:
    """Whether the ends increase; RuleError unless they run from one end of the piece to the
    other."""
    shape = take(rest.here(), Monotone, "steps.monotone")
    require(shape.map == ends, "steps.monotone", "of another map")
    increasing = shape.sense == "+"
    _, low, high = whole.bounds[0]
    _, start, last = ends.source.bounds[0]
    targets = (low, high) if increasing else (high, low)
    for name, target in zip(("lower", "upper"), targets, strict=True):
        known = take(rest.here(), Limit, "steps.limit")
        require((known.map, known.end) == (ends, name), "steps.limit", "of another map")
        require(known.value == target, "steps.limit", f"{known.value}, not {target}")
    for at, target in ((start, targets[0]), (last, targets[1])):
        if at in (oo, -oo) or ends.at(at) == target:
            continue
        require(rest.here() == Equal(ends.at(at), target, NUMBERS), "steps.end", at)
    return increasing

"""Maps with infinitely many steps: floor and ceiling of a monotone term, step by step."""

from __future__ import annotations

from itertools import pairwise

from sympy import Abs, Expr, Max, Min, Piecewise, Symbol, floor, oo, sign
from sympy.logic.boolalg import true

from symreparam.decide.answer import Context
from symreparam.decide.limits import limit
from symreparam.derivation.branch import Branch, NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.cells import cells
from symreparam.derivation.integrate import integral_step
from symreparam.derivation.invert import branches
from symreparam.derivation.lattice_points import first_inside
from symreparam.derivation.matching import same_law_step
from symreparam.derivation.names import fresh, index_of
from symreparam.derivation.plain_forms import combined_logs
from symreparam.derivation.shapes import monotone_step
from symreparam.derivation.signs import holds_step
from symreparam.derivation.transport import Letters, transport
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw, Integral
from symreparam.terms.law import Atom, Lattice, Law, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation, variable

KINKS = (Abs, sign, Max, Min, Piecewise)


def in_steps(builder: Builder, given: int, body: Expr, names: Letters, steps: list[Expr]) -> int:
    """First the law of the one rounded term, which is discrete, then that of the rest."""
    inner = [s for s in steps if not any(t != s and s.has(t) for t in steps)]
    if len(inner) != 1:
        raise NoInverse(f"several rounded terms in {body}")
    rounded = inner[0]
    outer = body.xreplace({rounded: names.source})
    stand_in = variable(fresh(builder, "s", body, names.source, names.target))
    if body.xreplace({rounded: stand_in}).has(names.source):
        raise NoInverse(f"{names.source} stands outside of the rounded term in {body}")
    discrete = steps_law(builder, given, rounded, names)
    if outer == names.source:
        return discrete
    return transport(builder, discrete, outer, names)


@dataclass(frozen=True, slots=True)
class _Stairs:
    """The rounded term on one piece: its branch, and the whole numbers of full steps."""

    branch: Branch
    first: Expr
    last: Expr


def steps_law(builder: Builder, given: int, rounded: Expr, names: Letters) -> int:
    """A step HasLaw of floor(u) or ceiling(u), for u strictly monotone on each of the law's pieces,
    of which some may lie within one step."""
    law = law_step(builder, given).law
    if not isinstance(law, Law) or not law.pieces or law.atoms or law.lattices:
        raise NoInverse("a law with a density is needed")
    given, law = _without_kinks(builder, given, law)
    stairs = [_stairs(builder, rounded, piece, names.source) for piece in law.pieces]
    given, law, owners = _cut(builder, given, law, stairs)
    parts = list(zip(law.pieces, owners, strict=True))
    full = [i for i, (piece, owner) in enumerate(parts) if _is_full(piece, owner)]
    index = index_of(builder)
    subject = law_step(builder, given).subject
    premises = [given]
    atoms: list[Atom] = []
    for place, (piece, owner) in enumerate(parts):
        if place in full:
            continue
        _, low, high = piece.region.bounds[0]
        value = owner.first - 1 if _before(piece, owner) else owner.last + 1
        cell = interval(names.source, low, high)
        shown = value if isinstance(rounded, floor) else value + 1
        premises.append(_rounded_step(builder, rounded, shown, cell))
        premises.append(integral_step(builder, piece.density, piece.region))
        known = builder.conclusion(premises[-1])
        assert isinstance(known, Integral)
        atoms.append(Atom(shown, known.value))
    value = index if isinstance(rounded, floor) else index + 1
    groups: list[tuple[Map, Expr, int]] = []
    lattices: list[Lattice] = []
    for place in full:
        piece, owner = parts[place]
        ends = _ends(builder, owner)
        premises += _end_steps(builder, ends, owner)
        rising = owner.branch.sense > 0
        within, mass = _step_within(builder, rounded, value, ends, piece, names, index, rising)
        premises += within
        lattices.append(Lattice(index, owner.first, owner.last, value, mass))
        groups.append((ends, value, place))
    told = HasLaw(
        rounded.xreplace({names.source: subject}),
        Law(law.variable, (), tuple(atoms), tuple(lattices)),
    )
    mapping = Map(names.source, rounded, interval(names.source, -oo, oo))
    (ends, value, place), *others = groups
    args = (mapping, ends, index, value, place, *(part for group in others for part in group))
    return builder.steps_law(tuple(premises), args, told)


def _stairs(builder: Builder, rounded: Expr, piece: Piece, source: Symbol) -> _Stairs:
    _, lower, upper = piece.region.bounds[0]
    inner = combined_logs(rounded.args[0], source)
    found = branches(inner, source, lower, upper, Context(builder.setting.scope, NUMBERS))
    if len(found) != 1:
        raise NoInverse(f"{inner} is not monotone")
    low, high = found[0].low, found[0].high
    first = low if low == -oo or low.is_Integer else first_inside(low)
    after = high if high == oo or high.is_Integer else first_inside(high)
    if first is None or after is None:
        raise NoInverse(f"the size of {low} or {high} is open")
    last = after - 1 if high == oo or high.is_Integer else after - 2
    if first != -oo and last != oo and (first > last) is true:
        raise NoInverse("no full step")
    return _Stairs(found[0], first, last)


def _without_kinks(builder: Builder, given: int, law: Law) -> tuple[int, Law]:
    """The law with its pieces cut at the kinks of their densities, as a Laplace law's at 0."""
    if not any(piece.density.has(*KINKS) for piece in law.pieces):
        return given, law
    context = Context(builder.setting.scope, NUMBERS)
    parts = tuple(
        Piece(interval(law.variable, cell.lower, cell.upper), cell.body)
        for piece in law.pieces
        for cell in cells(piece.density, law.variable, *piece.region.bounds[0][1:], context)
    )
    target = Law(law.variable, parts)
    same = same_law_step(builder, law, target)
    return builder.add("rewrite-law", (given, same)), target


def _cut(
    builder: Builder, given: int, law: Law, stairs: list[_Stairs]
) -> tuple[int, Law, list[_Stairs]]:
    """The law with its pieces cut where the full steps begin and end, and the stairs of each."""
    parts: list[Piece] = []
    owners: list[_Stairs] = []
    for piece, owner in zip(law.pieces, stairs, strict=True):
        branch = owner.branch
        marks = []
        if branch.low not in (-oo, owner.first):
            marks.append(branch.letter_to(owner.first))
        if branch.high not in (oo, owner.last + 1):
            marks.append(branch.letter_to(owner.last + 1))
        if branch.sense < 0:
            marks.reverse()
        _, lower, upper = piece.region.bounds[0]
        own = [
            Piece(interval(law.variable, a, b), piece.density)
            for a, b in pairwise([lower, *marks, upper])
        ]
        parts += own
        owners += [owner] * len(own)
    if len(parts) == len(law.pieces):
        return given, law, owners
    target = Law(law.variable, tuple(parts))
    same = same_law_step(builder, law, target)
    return builder.add("rewrite-law", (given, same)), target, owners


def _is_full(piece: Piece, stairs: _Stairs) -> bool:
    """Whether the piece holds the full steps."""
    ends = []
    for whole, end in ((stairs.first, stairs.branch.low), (stairs.last + 1, stairs.branch.high)):
        plain = whole in (-oo, oo) or whole == end
        own = (
            stairs.branch.lower
            if (end == stairs.branch.low) == (stairs.branch.sense > 0)
            else (stairs.branch.upper)
        )
        ends.append(own if plain else stairs.branch.letter_to(whole))
    if stairs.branch.sense < 0:
        ends.reverse()
    return bool(tuple(ends) == piece.region.bounds[0][1:])


def _before(piece: Piece, stairs: _Stairs) -> bool:
    """Whether the piece lies on the side of the small values of the rounded term."""
    first_piece = bool(piece.region.bounds[0][1] == stairs.branch.lower)
    return first_piece == (stairs.branch.sense > 0)


def _ends(builder: Builder, stairs: _Stairs) -> Map:
    """The map k -> the place where the step k begins."""
    letter = variable(fresh(builder, "t"))
    after = stairs.last if stairs.last == oo else stairs.last + 1
    return Map(letter, stairs.branch.letter_to(letter), interval(letter, stairs.first, after))


def _end_steps(builder: Builder, ends: Map, stairs: _Stairs) -> list[int]:
    """The places increase (or decrease) from one end of the piece to the other."""
    _, low, high = ends.source.bounds[0]
    found = []
    if low != -oo and high != oo and not (low.is_Integer and high.is_Integer):
        found.append(builder.holds(Relation(low, "<", high)))
    found.append(monotone_step(builder, ends))
    context = Context(builder.setting.scope, ends.source)
    targets = []
    for end in ("lower", "upper"):
        value = limit(ends.body, ends.variable, end, context)
        if value is None:
            raise RuleError("floors.limit", str(ends.body))
        full = _target(stairs, end)
        targets.append(full)
        found.append(builder.add("limit", (), (ends, end, full)))
    for at, target in zip((low, high), targets, strict=True):
        if at not in (oo, -oo) and ends.at(at) != target:
            found.append(builder.equal(ends.at(at), target))
    return found


def _target(stairs: _Stairs, end: str) -> Expr:
    """Where the steps begin or end: at the end of the branch, or at a cut."""
    branch = stairs.branch
    at, edge = (stairs.first, branch.low) if end == "lower" else (stairs.last + 1, branch.high)
    if at in (oo, -oo) or at == edge:
        rising = (end == "lower") == (branch.sense > 0)
        return branch.lower if rising else branch.upper
    return branch.letter_to(at)


def _step_within(
    builder: Builder,
    rounded: Expr,
    value: Expr,
    ends: Map,
    piece: Piece,
    names: Letters,
    index: Symbol,
    rising: bool,
) -> tuple[tuple[int, int], Expr]:
    """In a scope with k: the value of the rounded term on its step, and the mass of the step."""
    _, low, high = ends.source.bounds[0]
    first, last = ends.at(index), ends.at(index + 1)
    start, stop = (first, last) if rising else (last, first)
    with builder.bound(index, low, high if high == oo else high - 1):
        same = _rounded_step(builder, rounded, value, interval(names.source, start, stop))
        letter = piece.region.variables[0]
        total = integral_step(builder, piece.density, interval(letter, start, stop))
    known = builder.conclusion(total)
    assert isinstance(known, Integral)
    return (same, total), known.value


def _rounded_step(builder: Builder, rounded: Expr, value: Expr, cell: Region) -> int:
    """A step Equal(rounded, value, cell)."""
    inner = rounded.args[0]
    down = isinstance(rounded, floor)
    low, high = (value, value + 1) if down else (value - 1, value)
    pairs = (Relation(low, "<", inner), Relation(inner, "<", high))
    bounds = [holds_step(builder, relation, cell) for relation in pairs]
    return builder.add("rounded", tuple(bounds), (rounded, rounded, value, cell))

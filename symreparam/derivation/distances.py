"""How far two laws are apart, in closed form: the points where their densities cross.

The logarithm of the ratio of the densities is a polynomial of low degree in z or in log(z) between
the ends of their pieces, or their difference is a quotient with such a numerator.
"""

from __future__ import annotations

from itertools import pairwise

from flint import arb
from sympy import (
    Add,
    Dummy,
    Expr,
    Integer,
    Mul,
    Poly,
    PolynomialError,
    Symbol,
    cancel,
    exp,
    expand,
    expand_log,
    log,
    oo,
    sqrt,
    together,
)

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.cells import cells
from symreparam.derivation.integrate import by_antiderivative, integral_step
from symreparam.derivation.transport import source_law
from symreparam.derivation.unfold import unfold_step
from symreparam.families.members import cdf_of
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Integral
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation

PRECISION = 96
MOST_POINTS = 6  # two integrals for each interval


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where the densities cross, and the logarithm of their ratio (0 when it is not used)."""

    roots: tuple[Expr, ...]
    logarithm: Expr


def distances_step(builder: Builder, index: int, named: Named, letter: Symbol) -> int:
    """A step Distances(variable of hypothesis `index`, named, ..) without parameters. Raises
    RuleError, NoInverse."""
    given = source_law(builder, index, letter)
    same = unfold_step(builder, named, letter)
    first = law_step(builder, given).law
    laws = (_smooth(first), _smooth(builder.conclusion(same).right))  # type: ignore[union-attr]
    ends = (-oo, *_ends(builder, laws), oo)
    points: list[Expr] = []
    shapes: list[Expr] = []
    for low, high in pairwise(ends):
        pair = [_density(law, low, high) for law in laws]
        shape = _shape(*_plain(builder, pair, letter, low, high), letter)
        inner = [r for r in shape.roots if _before(low, r) and _before(r, high)]
        inner.sort(key=lambda root: float(_ball(root).mid()))
        points += [*inner, *([] if high == oo else [high])]
        shapes += [shape.logarithm] * (len(inner) + 1)
    if not 0 < len(points) <= MOST_POINTS:
        raise RuleError("distances.points", str(len(points)))
    known = (builder.claim.hypotheses[index].law, named)
    primitives = [term for law in known for term in _primitive(law, letter)]
    return _step(builder, (given, same), laws, points, shapes, primitives)


def _primitive(law: object, letter: Symbol) -> tuple[Expr, ...]:
    """An antiderivative of a member's density, from its record, without its constant."""
    terms = cdf_of(law, letter) if isinstance(law, Named) else ()
    return tuple(term.as_independent(letter, as_Add=True)[1] for term in terms[:1])


def _mass(builder: Builder, density: Expr, cell: Region, primitives: list[Expr]) -> int:
    """The integral of a density over an interval: by an antiderivative that is at hand, as a search
    looks for a family first, and none has a density that ends in its middle."""
    letter, low, high = cell.bounds[0]
    parts = cells(density, letter, low, high, Context(builder.setting.scope, NUMBERS))
    if len(parts) != 1:
        return integral_step(builder, density, cell)
    body = parts[0].body
    rate = cancel(body.diff(letter) / body)
    own = [body / rate] if rate != 0 and not rate.has(letter) else primitives
    for primitive in own:
        try:
            found = by_antiderivative(builder, Map(letter, primitive, cell), body)
        except (RuleError, NoInverse):
            continue
        if body == density:
            return found
        return builder.add("integral-equal", (found, builder.equal(density, body, cell)))
    return integral_step(builder, density, cell)


def _step(
    builder: Builder,
    premises: tuple[int, int],
    laws: tuple[Law, Law],
    points: list[Expr],
    shapes: list[Expr],
    primitives: list[Expr],
) -> int:
    """What the rule asks for on each interval, and which of the sums is the largest."""
    found: list[int] = []
    sums: list[Expr] = [Integer(0)]
    letter = laws[0].variable
    for low, high, shape in zip((-oo, *points), (*points, oo), shapes, strict=True):
        cell = interval(letter, low, high)
        if low != -oo and high != oo:
            found.append(builder.holds(Relation(low, "<", high)))
        found += [step for law in laws for step in _placed(builder, law, cell)]
        pair = [_density(law, low, high) for law in laws]
        found += _sign(builder, pair, shape, cell)
        masses: list[Expr] = []
        for density in pair:
            masses.append(Integer(0))
            if density is not None:
                found.append(_mass(builder, density, cell, primitives))
                known = builder.conclusion(found[-1])
                assert isinstance(known, Integral)
                masses[-1] = known.value
        sums.append(Add(sums[-1], Add(masses[0], -masses[1])))
    place = max(range(1, len(points) + 1), key=lambda k: float(abs(_ball(sums[k])).mid()))
    largest = sums[place]
    found.append(builder.sign(largest))
    gap = largest if _ball(largest) > 0 else -largest
    rooms = [room for each in sums[1:-1] for room in (Add(gap, -each), Add(gap, each))]
    for room in dict.fromkeys(room for room in rooms if room != 0):
        try:
            found.append(builder.sign_is(room, "+"))
        except RuleError:
            found.append(builder.sign_is(room, ">="))
    args = (tuple(points), Integer(place), tuple(shapes))
    return builder.add("distances", (*premises, *dict.fromkeys(found)), args)


def _smooth(law: object) -> Law:
    """The law when it has densities alone."""
    if not isinstance(law, Law) or not law.pieces or law.atoms or law.lattices:
        raise RuleError("distances.law", "no density is known")
    return law


def _ends(builder: Builder, laws: tuple[Law, Law]) -> list[Expr]:
    """Finite ends of the pieces and kinks of the densities, from left to right."""
    found: list[Expr] = []
    for law in laws:
        for piece in law.pieces:
            letter, low, high = piece.region.bounds[0]
            context = Context(builder.setting.scope, NUMBERS)
            for cell in cells(piece.density, letter, low, high, context):
                found += [end for end in (cell.lower, cell.upper) if not end.is_infinite]
    found = list(dict.fromkeys(found))
    return sorted(found, key=lambda end: float(_ball(end).mid()))


def _ball(term: Expr) -> arb:
    ball = enclose(term, {}, PRECISION)
    if ball is None:
        raise RuleError("distances.number", str(term))
    return ball


def _before(low: Expr, high: Expr) -> bool:
    """low < high, as far as enclosures tell: what is wrong is rejected later."""
    if low in (high, oo) or high == -oo:
        return False
    return low == -oo or high == oo or bool(_ball(high - low) > 0)


def _density(law: Law, low: Expr, high: Expr) -> Expr | None:
    """The density on (low, high), which no end of a piece divides."""
    inside = []
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        if not _before(low, lower) and not _before(upper, high):
            inside.append(piece.density)
    return Add(*inside) if inside else None


def _plain(
    builder: Builder, pair: list[Expr | None], letter: Symbol, low: Expr, high: Expr
) -> tuple[Expr | None, Expr | None]:
    """The densities without absolute values."""
    context = Context(builder.setting.scope, NUMBERS)
    found: list[Expr | None] = []
    for density in pair:
        parts = () if density is None else cells(density, letter, low, high, context)
        if len(parts) > 1:
            raise RuleError("distances.cells", str(density))
        found.append(parts[0].body if parts else None)
    return found[0], found[1]


def _shape(first: Expr | None, second: Expr | None, letter: Symbol) -> _Shape:
    """Where two plain densities cross. Raises RuleError when that is not found."""
    if first is None or second is None:
        return _Shape((), Integer(0))
    mine, other = (
        expand(expand_log(log(each), force=True, factor=True)) for each in (first, second)
    )
    ratio = Add(mine, -other)
    for kernel in (letter, log(letter)):
        known = _roots(ratio, kernel, letter)
        if known is not None:
            lead, roots = known
            body = Mul(lead, *(kernel - root for root in roots))
            values = roots if kernel == letter else tuple(map(exp, roots))
            return _Shape(values, body if roots else expand(ratio))
    above, _ = together(first - second).as_numer_denom()
    known = _roots(above, letter, letter)
    if known is None:
        raise RuleError("distances.crossing", "no closed form")
    return _Shape(known[1], Integer(0))


def _roots(term: Expr, kernel: Expr, letter: Symbol) -> tuple[Expr, tuple[Expr, ...]] | None:
    """The factor and the real zeros of a polynomial in the kernel of degree 2 at most; without
    zeros where it has none that are real."""
    mark = Dummy("t")
    body = expand(term).xreplace({kernel: mark})
    try:
        if body.has(letter):
            return None
        terms = Poly(body, mark).all_coeffs()
    except PolynomialError:
        return None
    if len(terms) > 3:
        return None
    if len(terms) == 2:
        return terms[0], (-terms[1] / terms[0],)
    if len(terms) == 1:
        return None if terms[0] == 0 else (terms[0], ())
    a, b, c = terms
    inside = b**2 - 4 * a * c
    if _ball(inside) < 0:
        return a, ()
    if not _ball(inside) > 0:
        return (a, (-b / (2 * a),) * 2) if inside == 0 else None
    middle, away = -b / (2 * a), sqrt(expand(inside / (4 * a**2)))
    return a, (middle - away, middle + away)


def _placed(builder: Builder, law: Law, cell: Region) -> list[int]:
    """The order of the ends of the cell and of the pieces."""
    found = []
    _, low, high = cell.bounds[0]
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        inside = not _before(low, lower) and not _before(upper, high)
        wanted = ((lower, low), (high, upper)) if inside else ((upper, low), (high, lower))
        for a, b in wanted:
            if a == b or a.is_infinite or b.is_infinite:
                continue
            if inside or _before(a, b):
                found.append(builder.holds(Relation(a, "<=", b)))
    return found


def _sign(builder: Builder, pair: list[Expr | None], shape: Expr, cell: Region) -> list[int]:
    """Which density is the larger one on the cell."""
    first, second = pair
    if first is None or second is None:
        return []
    if shape == 0:
        return [builder.sign(Add(first, -second), cell)]
    same = builder.equal(first, second * exp(shape), cell)
    return [same, builder.sign_is(second, "+", cell), builder.sign(shape, cell)]

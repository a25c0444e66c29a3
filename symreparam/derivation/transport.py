"""The law of g(X) from the law of X: the change of variables, step by step through the rules."""

from __future__ import annotations

from sympy import Expr, Poly, Pow, Symbol, degree, fraction, oo, together

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.derivation.branch import Branch, NoInverse, SignNeeded, sign_of
from symreparam.derivation.builder import Builder, at_values, law_step
from symreparam.derivation.cells import Cell, cells
from symreparam.derivation.invert import branches
from symreparam.derivation.level import level
from symreparam.derivation.names import index_of
from symreparam.derivation.plainer import shorter
from symreparam.derivation.shapes import derivative_step, monotone_step
from symreparam.derivation.signs import holds_step
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Bijection, Equation, GivenLaw, GivenValue, HasLaw
from symreparam.terms.law import Law, Named, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation, variable


@dataclass(frozen=True, slots=True)
class Letters:
    """Names for the bound variables that clash with nothing in the claim."""

    source: Symbol
    target: Symbol


def letters(builder: Builder) -> Letters:
    """x and z, or the first free names like them."""
    claim = builder.original
    taken = {symbol.name for symbol in (*claim.scope.names, *claim.variables)}
    taken.add(index_of(builder).name)
    if isinstance(claim.goal, Equation):
        taken |= {mean.letter.name for mean in claim.goal.means}
    if isinstance(claim.goal, HasLaw | GivenLaw | GivenValue) and isinstance(claim.goal.law, Law):
        target = claim.goal.law.variable
        taken |= {each.index.name for each in claim.goal.law.lattices}
    else:
        target = variable(_free("z", taken))
    return Letters(variable(_free("x", taken | {target.name})), target)


def _free(name: str, taken: set[str]) -> str:
    candidates = [name, *(f"{name}_{index}" for index in range(1, 100))]
    return next(candidate for candidate in candidates if candidate not in taken)


def source_law(builder: Builder, index: int, letter: Symbol) -> int:
    """The hypothesis `index` with its law unfolded to a density."""
    given = builder.add("hypothesis", (), (index,))
    law = law_step(builder, given).law
    if isinstance(law, Named):
        return builder.add("rewrite-law", (given, unfold_step(builder, law, letter)))
    return given


def constant_law(builder: Builder, term: Expr, letter: Symbol) -> int:
    """A term without random variables has the point law at itself."""
    known = builder.add("defined", (), (term, NUMBERS))
    return builder.add("constant", (known,), (term, letter))


def transport(builder: Builder, given: int, body: Expr, names: Letters) -> int:
    """The law of `body` (in names.source) when the source variable has the law of step `given`."""
    law = law_step(builder, given).law
    if not isinstance(law, Law):
        raise RuleError("transport.law", "the law has no density yet")
    images: list[Expr] = []
    if law.lattices:
        from symreparam.derivation.lattices import prepared

        given, images = prepared(builder, given, body, names.source)
        law = law_step(builder, given).law
        assert isinstance(law, Law)
    premises = [given, *pieces_steps(builder, law, body, names)]
    for each, plain in zip(law.lattices, images, strict=True):
        image = body.xreplace({names.source: each.point})
        if plain != image:
            premises.append(builder.equal(image, plain, each.range))
        premises.append(builder.add("defined", (), (plain, each.range)))
    mapping = Map(names.source, body, interval(names.source, -oo, oo))
    return builder.add("pushforward", tuple(premises), (mapping, ()))


def pieces_steps(builder: Builder, law: Law, body: Expr, names: Letters) -> list[int]:
    """The premises of the change of variables for each piece and mass of the law."""
    context = Context(builder.setting.scope, NUMBERS)
    plain = at_values(builder.setting.scope, body)
    lead = _pole_slope(plain, names.source)
    if lead is not None and sign_of(lead, context) is not None:
        lead = None
    if lead is not None and not isinstance(sign(lead, "!=", context), Proved):
        raise SignNeeded(lead)
    try:
        return _of_pieces(builder, law, (body, plain), names)
    except RuleError as error:
        if lead is not None and error.code == "limit.unknown":
            raise SignNeeded(lead) from error  # on which side of the pole the limit is
        raise


def _of_pieces(
    builder: Builder, law: Law, bodies: tuple[Expr, Expr], names: Letters
) -> list[int]:
    premises: list[int] = []
    body, plain = bodies
    context = Context(builder.setting.scope, NUMBERS)
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        found = sorted_parts(parts(plain, names.source, lower, upper, context))
        premises.append(_cover(builder, found, lower, upper, names))
        for part in found:
            premises.extend(_part_steps(builder, part, body, names, piece, law.variable))
    for atom in law.atoms:
        image = body.xreplace({names.source: atom.point})
        premises.append(builder.add("defined", (), (image, NUMBERS)))
    return premises


def _pole_slope(body: Expr, source: Symbol) -> Expr | None:
    """The slope of a linear denominator, which may have a pole or none: -b for 1 - b x."""
    if not any(p.exp.could_extract_minus_sign() and p.has(source) for p in body.atoms(Pow)):
        return None  # no denominator
    if not body.is_rational_function(source):
        return None
    under = fraction(together(body))[1]
    if not under.is_polynomial(source) or degree(under, source) != 1:
        return None
    return Poly(under, source).LC()


@dataclass(frozen=True, slots=True)
class Part:
    """An interval on which the map is `body`: monotone with this branch, or constant."""

    lower: Expr
    upper: Expr
    body: Expr
    branch: Branch | None


def parts(
    body: Expr, source: Symbol, lower: Expr, upper: Expr, context: Context
) -> tuple[Part, ...]:
    """Cells of the map, and on each the branches of its plain body."""
    found: list[Part] = []
    for cell in cells(body, source, lower, upper, context):
        flat = cell.body
        if flat.has(source):
            flat = level(flat, source, cell.lower, cell.upper, context) or flat
        if not flat.has(source):
            found.append(Part(cell.lower, cell.upper, flat, None))
            continue
        plain, pieces = _inverted(cell, source, context)
        found += [Part(branch.lower, branch.upper, plain, branch) for branch in pieces]
    return tuple(found)


def _inverted(cell: Cell, source: Symbol, context: Context) -> tuple[Expr, tuple[Branch, ...]]:
    """The cell's body with its branches, written in a shorter way where it has none as it is."""
    try:
        return cell.body, branches(cell.body, source, cell.lower, cell.upper, context)
    except SignNeeded:
        raise
    except NoInverse:
        over = Context(context.scope, interval(source, cell.lower, cell.upper))
        plain = shorter(cell.body, over)
        if plain == cell.body:
            raise
        return plain, branches(plain, source, cell.lower, cell.upper, context)


def _part_steps(
    builder: Builder, part: Part, body: Expr, names: Letters, piece: Piece, letter: Symbol
) -> list[int]:
    """The premises of one branch for the rule `pushforward`."""
    premises = []
    source = interval(names.source, part.lower, part.upper)
    if part.body != body:
        premises.append(builder.equal(body, part.body, source))
    if part.branch is None:
        from symreparam.derivation.integrate import integral_step

        region = interval(letter, part.lower, part.upper)
        return [*premises, integral_step(builder, piece.density, region)]
    return [*premises, *branch_steps(builder, part.branch, part.body, names)]


def sorted_parts(found: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts from left to right; neighbours share their ends to the letter."""
    rest, ordered = list(found), []
    while rest:
        for part in rest:
            if not any(other.upper == part.lower for other in rest if other is not part):
                ordered.append(part)
                rest.remove(part)
                break
        else:
            raise RuleError("transport.branches", "the branches do not line up")
    return tuple(ordered)


def _cover(
    builder: Builder, found: tuple[Part, ...], lower: Expr, upper: Expr, names: Letters
) -> int:
    regions = tuple(interval(names.source, part.lower, part.upper) for part in found)
    order = []
    if len(regions) > 1:
        for part in found:
            if part.lower != -oo and part.upper != oo:
                order.append(builder.holds(Relation(part.lower, "<", part.upper)))
    return builder.add("covers", tuple(order), (regions, interval(names.source, lower, upper)))


def branch_steps(
    builder: Builder, branch: Branch, body: Expr, names: Letters
) -> tuple[int, int, int]:
    """Monotone, Bijection and the derivative of the inverse, for one branch."""
    source = interval(names.source, branch.lower, branch.upper)
    mapping = Map(names.source, body, source)
    shape = monotone_step(builder, mapping)
    limits = [_limit_step(builder, mapping, end, branch) for end in ("lower", "upper")]
    premises = [shape, *limits]
    if branch.lower != -oo and branch.upper != oo:
        premises.append(builder.holds(Relation(branch.lower, "<", branch.upper)))
    image = builder.add("image", tuple(premises), (names.target,))
    onto = builder.conclusion(image).image  # type: ignore[union-attr]
    inverse = Map(names.target, branch.letter_to(names.target), onto)
    pair = _inverse_step(builder, image, mapping, inverse, source)
    known = builder.conclusion(pair)
    assert isinstance(known, Bijection)
    slope = derivative_step(builder, inverse)
    return shape, pair, slope


def _limit_step(builder: Builder, mapping: Map, end: str, branch: Branch) -> int:
    first = (end == "lower") == (branch.sense > 0)
    value = branch.low if first else branch.high
    return builder.add("limit", (), (mapping, end, value))


def _inverse_step(builder: Builder, image: int, mapping: Map, inverse: Map, source: Region) -> int:
    _, lower, upper = source.bounds[0]
    premises = [
        image,
        builder.add("defined", (), (inverse.body, inverse.source)),
        builder.equal(mapping.at(inverse.body), inverse.variable, inverse.source),
    ]
    if lower != -oo:
        premises.append(holds_step(builder, Relation(lower, "<", inverse.body), inverse.source))
    if upper != oo:
        premises.append(holds_step(builder, Relation(inverse.body, "<", upper), inverse.source))
    return builder.add("inverse", tuple(premises), (inverse,))

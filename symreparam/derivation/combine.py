"""The law of a term in several independent random variables, by fixing one block at a time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from sympy import Expr, Max, Min, Piecewise, Symbol, floor, oo, sign

from symreparam.decide.answer import Context
from symreparam.derivation.blocks import Blocks, blocks
from symreparam.derivation.branch import NoInverse, OrderNeeded, SignNeeded
from symreparam.derivation.builder import Builder, law_step, written_law
from symreparam.derivation.cells import crossings
from symreparam.derivation.circle import modulo_step
from symreparam.derivation.combine_cells import CUTS, cells, lattice_mass
from symreparam.derivation.double_sums import Double, summed
from symreparam.derivation.draws import drives
from symreparam.derivation.integrate import integral_step
from symreparam.derivation.isotropic import isotropic_step
from symreparam.derivation.lattices import renamed_index, standard
from symreparam.derivation.names import fresh, held_letter, index_of
from symreparam.derivation.one_variable import known_law, law_of_one, transported
from symreparam.derivation.quadratic_form import normal_law_step
from symreparam.derivation.rewritings import fewer_places, rewritings, shortened, spread_logarithms
from symreparam.derivation.sections import Joint
from symreparam.derivation.tidy import tidied
from symreparam.derivation.transport import Letters
from symreparam.derivation.unfold import unfold_step
from symreparam.derivation.uniqueness import as_written
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw, Integral
from symreparam.logic.proof import Argument
from symreparam.rules.signs_of_products import signs_apart
from symreparam.terms.law import Atom, Lattice, Law, Named, Piece
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation, whole

LEVELS = 3


def law_of(builder: Builder, term: Expr, names: Letters, level: int = 0) -> int:
    """A step HasLaw(term, a density). Raises RuleError, NoInverse or Unsupported."""
    claim = builder.claim
    random = tuple(v for v in claim.variables if term.has(v))
    short = shortened(term, random) or spread_logarithms(term, random) if level == 0 else None
    if short is not None:
        try:
            return as_written(builder, law_of(builder, short, names, level + 1), term)
        except SignNeeded:
            raise
        except (RuleError, NoInverse):
            pass  # as it is, piece by piece
    alone = law_of_one(builder, term, names)
    if alone is not None:
        return alone
    if level >= LEVELS + len(claim.variables):
        raise Unsupported("a combination of several random variables")
    known = known_law(builder, term, names)
    if known is not None:
        return known
    if term.has(Max, Min) and len(random) > 2:
        from symreparam.derivation.order_statistics import order_statistics_law

        with suppress(RuleError, NoInverse):
            return order_statistics_law(builder, term, names)
    if term.has(floor):
        try:
            return unfolded(builder, modulo_step(builder, term), names)
        except RuleError:
            pass
    apart = signs_apart(term) if level == 0 and term.has(sign, Piecewise) else term
    if apart != term and len(random) > 1:
        with suppress(RuleError, NoInverse, Unsupported):
            return as_written(builder, law_of(builder, apart, names, level + 1), term)
    fewer = fewer_places(term, random) if level == 0 else None
    if fewer is not None:
        return as_written(builder, law_of(builder, fewer, names, level + 1), term)
    normal = normal_law_step(builder, term) if builder.transforms else None
    if normal is not None:
        return unfolded(builder, normal, names)
    return _by_blocks(builder, term, random, names, level)


def _by_blocks(
    builder: Builder, term: Expr, random: tuple[Symbol, ...], names: Letters, level: int
) -> int:
    """The law of a function of independent blocks, or of the term written otherwise."""
    found = blocks(term, random)
    if len(found.units) == 1:
        try:
            return _of_one_unit(builder, found, names, level)
        except (RuleError, NoInverse):
            # an event of two variables: the law of their difference may be the harder question
            if level > 0 or not isinstance(term, Piecewise) or len(random) != 2:
                raise
            return _mixed(builder, Blocks(term, tuple((v, v) for v in random)), names, level)
    repeated = any(inner in random for _, inner in found.units)
    if repeated and level == 0:
        for other in rewritings(term, random):
            try:
                return as_written(builder, _of_one_unit(builder, other, names, level), term)
            except (RuleError, NoInverse, Unsupported):
                continue
    places = max(map(term.count, random)) if repeated and level == 0 else 0
    if places > 1:
        with suppress(RuleError, NoInverse, Unsupported):
            return isotropic_step(builder, term, names)
    try:
        return _mixed(builder, found, names, level)
    except (RuleError, NoInverse, Unsupported):
        # a variable that stands at one place is held fixed at less cost than a pair is turned
        if places == 1:
            with suppress(RuleError, NoInverse, Unsupported):
                return isotropic_step(builder, term, names)
        raise


def unfolded(builder: Builder, given: int, names: Letters) -> int:
    """A member's density in place of its name."""
    law = law_step(builder, given).law
    assert isinstance(law, Named)
    return builder.add("rewrite-law", (given, unfold_step(builder, law, names.target)))


def _of_one_unit(builder: Builder, found: Blocks, names: Letters, level: int) -> int:
    symbol, inner = found.units[0]
    given = tidied(builder, law_of(builder, inner, names, level + 1))
    return transported(builder, given, found.outer.xreplace({symbol: names.source}), names)


def _mixed(builder: Builder, found: Blocks, names: Letters, level: int) -> int:
    """Fix one unit after the other until one works; the last error is reported."""
    error: Exception | None = None
    for symbol, inner in reversed(found.units):
        if drives(inner, found.with_units({})):
            continue  # a draw is never held fixed
        try:
            return _fixing(builder, found, symbol, inner, names, level)
        except (RuleError, NoInverse) as failed:
            parameters = set(builder.setting.scope.names)
            if isinstance(failed, SignNeeded) and failed.term.free_symbols <= parameters:
                raise
            error = error or failed
    raise error or NoInverse("no unit could be fixed")


def _fixing(
    builder: Builder, found: Blocks, symbol: Symbol, inner: Expr, names: Letters, level: int
) -> int:
    """The law of the term through its laws at fixed values of one unit."""
    given = tidied(builder, law_of(builder, inner, names, level + 1))
    law = written_law(builder, given)
    letter = held_letter(builder, names.source, names.target)
    if law.lattices:
        given = renamed_index(builder, given, whole(fresh(builder, "j", letter)))
        law = written_law(builder, given)
    body = found.with_units({symbol: letter})
    if body.has(*inner.free_symbols & set(builder.claim.variables)):
        raise NoInverse(f"{inner} stands at several places")
    premises: list[int] = [given]
    joint: list[Joint] = []
    for piece in law.pieces:
        _, lower, upper = piece.region.bounds[0]
        density = piece.density.xreplace({law.variable: letter})
        premises += _conditionals(
            builder, body, letter, (lower, upper), density, names, level, joint
        )
    atoms = [Atom(part.place, part.density) for part in joint if part.place is not None]
    pieces = [Piece(part.over, part.density) for part in joint if part.at_letter]
    lattices = [part.lattice for part in joint if part.lattice is not None]
    joint = [p for p in joint if not p.at_letter and p.place is None and p.lattice is None]
    for atom in law.atoms:
        there = law_of(builder, body.xreplace({letter: atom.point}), names, level + 1)
        premises.append(there)
        at = written_law(builder, there)
        pieces += [Piece(p.region, atom.mass * p.density) for p in at.pieces]
        atoms += [Atom(a.point, atom.mass * a.mass) for a in at.atoms]
        lattices += [replace(a, mass=atom.mass * a.mass) for a in at.lattices]
    double = [
        part
        for each in law.lattices
        for part in _on_lattice(builder, each, body, letter, names, level, premises, lattices)
    ]
    if joint:
        pieces = [*cells(builder, joint, names.target, premises), *pieces]
    subject = body.xreplace({letter: inner})
    args: tuple[Argument, ...] = (letter, body, names.target)
    if double:
        cuts, sums = summed(builder, double, index_of(builder), premises)
        args, lattices = (*args, cuts), [*sums, *lattices]
    mixed = HasLaw(subject, Law(names.target, tuple(pieces), tuple(atoms), tuple(lattices)))
    return builder.mix(tuple(premises), args, mixed)


def _on_lattice(
    builder: Builder,
    each: Lattice,
    body: Expr,
    letter: Symbol,
    names: Letters,
    level: int,
    premises: list[int],
    lattices: list[Lattice],
) -> list[Double]:
    """The laws of the body at the points of a lattice: masses at k itself are double masses."""
    index = index_of(builder)
    with builder.bound(*each.range.bounds[0]):
        there = law_of(builder, body.xreplace({letter: each.point}), names, level + 1)
        there = renamed_index(builder, standard(builder, there), index)
    at = written_law(builder, there)
    if at.pieces:
        raise NoInverse("a density at each of infinitely many values")
    premises.append(there)
    lattices += [replace(each, point=a.point, mass=each.mass * a.mass) for a in at.atoms]
    if any(one.point != index for one in at.lattices):
        raise NoInverse(f"masses at {at.lattices[0].point}")
    return [Double(each.mass * one.mass, each.range, one.lower, one.upper) for one in at.lattices]


def _conditionals(
    builder: Builder,
    body: Expr,
    letter: Symbol,
    span: tuple[Expr, Expr],
    density: Expr,
    names: Letters,
    level: int,
    joint: list[Joint],
) -> list[int]:
    """Covers, and the law of the body on each part of the span, cut where signs change."""
    parts = [span]
    for _ in range(CUTS):
        mark = len(joint)
        try:
            laws = [
                step
                for part in parts
                for step in _conditional(builder, body, letter, part, density, names, level, joint)
            ]
            break
        except (SignNeeded, OrderNeeded) as open_sign:
            del joint[mark:]
            if not open_sign.term.has(letter):
                raise
            context = Context(builder.setting.scope, NUMBERS)
            parts = [
                one
                for low, high in parts
                for one in crossings(open_sign.term, letter, low, high, context)
            ]
    else:
        raise NoInverse(f"too many parts of {span}")
    regions = tuple(interval(letter, low, high) for low, high in parts)
    order = tuple(
        builder.holds(Relation(low, "<", high))
        for low, high in parts
        if len(parts) > 1 and low != -oo and high != oo
    )
    cover = builder.add("covers", order, (regions, interval(letter, *span)))
    return [cover, *laws]


def _conditional(
    builder: Builder,
    body: Expr,
    letter: Symbol,
    part: tuple[Expr, Expr],
    density: Expr,
    names: Letters,
    level: int,
    joint: list[Joint],
) -> list[int]:
    """The law of the body where the letter is fixed in the part; the integrals of its masses."""
    with builder.bound(letter, *part):
        known = tidied(builder, law_of(builder, body, names, level + 1))
    law = written_law(builder, known)
    steps, over = [known], interval(letter, *part)
    for one in law.lattices:
        steps.append(lattice_mass(builder, one, letter, density, over))
        total = builder.conclusion(steps[-1])
        assert isinstance(total, Integral)
        joint.append(Joint(total.value, over, -oo, oo, lattice=replace(one, mass=total.value)))
    for atom in law.atoms:
        mass = atom.mass * density
        if atom.point == letter:
            mass, there = mass.xreplace({letter: names.target}), interval(names.target, *part)
            joint.append(Joint(mass, there, -oo, oo, at_letter=True))
            continue
        if atom.point.has(letter):
            raise NoInverse("a conditional law with atoms")
        steps.append(integral_step(builder, mass, over))
        total = builder.conclusion(steps[-1])
        assert isinstance(total, Integral)
        joint.append(Joint(total.value, over, -oo, oo, place=atom.point))
    for piece in law.pieces:
        _, low, high = piece.region.bounds[0]
        joint.append(Joint(piece.density * density, over, low, high))
    return steps

"""The rule `mixture`: the law of g(X, Y) from its laws at every fixed value of Y."""

from __future__ import annotations

from dataclasses import replace

from sympy import Add, Expr, Symbol, oo

from symreparam.checker.joined import Joined
from symreparam.checker.mixture_lattice import laws_on, sums
from symreparam.logic.judgement import Covers, HasLaw, Integral, Judgement, Section
from symreparam.logic.proof import Proof, Step
from symreparam.rules.rule import Setting, count, require, take
from symreparam.terms.law import Atom, Lattice, Law, Piece
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region, renamed


@dataclass(frozen=True, slots=True)
class _Joint:
    """A piece of the joint density of (y, z): `density` for y in `over` and low < z < high."""

    density: Expr
    over: Region
    low: Expr
    high: Expr


def join_mixture(step: Step, proof: Proof, parents: list[int], setting: Setting) -> Judgement:
    """
    Y has law L, independent of the variables of B
    for y in each part of its support B has law L_y
    for z in each cell of the line the sections of the joint density have integrals v_1, v_2, ...
    -----------------------------------------------------------  mixture(y, B, z, (c_1, c_2, ...))
    B at y = Y has density v_1 + v_2 + ... on each cell

    Fubini and Tonelli (Billingsley 1995, theorem 18.3). Premises, in order: the law of Y; for each
    of its pieces Covers and, for each part, HasLaw(B) in a scope where y lies in the part; for each
    atom c HasLaw(B at y = c); for each lattice HasLaw(B at y = its point) in a scope with its
    index; Covers of the line by the cells; for each cell one Section for each
    piece of the joint density, in a scope where z lies in the cell; see
    `mixture_lattice` for the sums of masses. An atom of L_y stands at y
    itself, and its mass times the density of Y is then a density on that part; or it stands at a
    place free of y, and the Integral of that product over the part, after the HasLaw, is its mass.
    So is that of a lattice free of y, at each k, in a scope with k.
    """
    require(len(step.args) in (3, 4), "mixture.args", str(len(step.args)))
    letter = take(step.args[0], Symbol, "mixture.args")
    body = take(step.args[1], Expr, "mixture.args")
    point = take(step.args[2], Symbol, "mixture.args")
    rest = Joined(list(step.premises), step, proof, parents, "mixture")
    given = take(rest.here(), HasLaw, "mixture.law")
    law = take(given.law, Law, "mixture.law")
    _independent(given.subject, body, letter, point, setting)
    pieces: list[Piece] = []
    atoms: list[Atom] = []
    lattices: list[Lattice] = []
    joint = [
        part
        for piece in law.pieces
        for part in _parts(rest, piece, law, letter, body, point, pieces, atoms, lattices)
    ]
    for atom in law.atoms:
        at = _at_atom(rest, atom, letter, body, point)
        pieces += [Piece(p.region, atom.mass * p.density) for p in at.pieces]
        atoms += [Atom(a.point, atom.mass * a.mass) for a in at.atoms]
        lattices += [replace(a, mass=atom.mass * a.mass) for a in at.lattices]
    double = [
        part for each in law.lattices for part in laws_on(rest, each, letter, body, lattices)
    ]
    pieces = [*_cells(rest, joint, point), *pieces]
    count(step.args, 4 if double else 3, "mixture.args")
    if double:
        cuts = take(step.args[3], tuple, "mixture.cuts")
        lattices = [*sums(rest, double, cuts), *lattices]
    require(not rest.left, "mixture.premises", "unused premises")
    mixed = Law(point, tuple(pieces), tuple(atoms), tuple(lattices))
    return HasLaw(body.xreplace({letter: given.subject}), mixed)


def _independent(
    subject: Expr, body: Expr, letter: Symbol, point: Symbol, setting: Setting
) -> None:
    """Y has random variables, none of which the body has; the letters are no other names."""
    random = set(setting.claim.variables)
    own = subject.free_symbols & random
    require(bool(own), "mixture.variable", "the term has no random variable")
    require(not own & body.free_symbols, "mixture.independent", body)
    require(letter not in setting.scope.names, "mixture.letter", letter)
    require(letter not in random and point not in random, "mixture.letter", letter)


def _at_atom(rest: Joined, atom: Atom, letter: Symbol, body: Expr, point: Symbol) -> Law:
    """The law of the body where Y is at a point that carries mass."""
    there = take(rest.here(), HasLaw, "mixture.atom")
    require(there.subject == body.xreplace({letter: atom.point}), "mixture.atom")
    at = take(there.law, Law, "mixture.atom")
    require(at.variable == point or not at.pieces, "mixture.atom", at.variable)
    return at


def _parts(
    rest: Joined,
    piece: Piece,
    law: Law,
    letter: Symbol,
    body: Expr,
    point: Symbol,
    pieces: list[Piece],
    atoms: list[Atom],
    lattices: list[Lattice],
) -> list[_Joint]:
    """The joint density over one piece of the law of Y; masses at Y itself become `pieces`, those
    at one place `atoms`, those on whole numbers `lattices`."""
    found: list[_Joint] = []
    cover = take(rest.here(), Covers, "mixture.covers")
    same = cover.whole.bounds[0][1:] == piece.region.bounds[0][1:]
    require(same, "mixture.covers", "not the piece")
    density = piece.density.xreplace({law.variable: letter})
    for region in cover.regions:
        bound = renamed(region, region.variables[0], letter)
        known = take(rest.within(bound), HasLaw, "mixture.conditional")
        require(known.subject == body, "mixture.conditional", known.subject)
        at = take(known.law, Law, "mixture.conditional")
        lattices += [_mass_of(rest, one, letter, density, bound) for one in at.lattices]
        same = at.variable == point or not at.pieces
        require(same, "mixture.conditional", at.variable)
        for atom in at.atoms:
            mass = atom.mass * density
            if atom.point == letter:
                moved = mass.xreplace({letter: point})
                pieces.append(Piece(renamed(bound, letter, point), moved))
                continue
            require(not atom.point.has(letter), "mixture.conditional", "an atom that moves with Y")
            total = take(rest.here(), Integral, "mixture.mass")
            require((total.integrand, total.over) == (mass, bound), "mixture.mass", mass)
            atoms.append(Atom(atom.point, total.value))
        for one in at.pieces:
            _, low, high = one.region.bounds[0]
            found.append(_Joint(one.density * density, bound, low, high))
    return found


def _mass_of(rest: Joined, one: Lattice, letter: Symbol, density: Expr, bound: Region) -> Lattice:
    """Masses at places free of Y, each integrated over the values of Y in a scope with k."""
    moving = any(term.has(letter) for term in (one.lower, one.upper, one.point))
    require(not moving, "mixture.lattice-place", "a lattice that moves with Y")
    total = take(rest.within(one.range), Integral, "mixture.lattice-mass")
    known = (total.integrand, total.over) == (one.mass * density, bound)
    require(known, "mixture.lattice-mass", "of other masses")
    return replace(one, mass=total.value)


def _cells(rest: Joined, joint: list[_Joint], point: Symbol) -> list[Piece]:
    """The density on each cell of the line: the sum of the sections."""
    if not joint:
        return []
    cover = take(rest.here(), Covers, "mixture.cells")
    require(cover.whole.bounds[0][1:] == (-oo, oo), "mixture.cells", "not the whole line")
    pieces = []
    for region in cover.regions:
        bound = renamed(region, region.variables[0], point)
        values = []
        for part in joint:
            section = take(rest.within(bound), Section, "mixture.section")
            wanted = Section(part.density, part.over, part.low, point, part.high, section.value)
            require(section == wanted, "mixture.section", "of another density")
            values.append(section.value)
        density = Add(*values)
        if density != 0:
            pieces.append(Piece(bound, density))
    return pieces

"""The change of variables: the law of g(X) from the law of X, branch by branch."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Symbol

from symreparam.logic.judgement import (
    Bijection,
    Covers,
    Defined,
    Derivative,
    Equal,
    HasLaw,
    Image,
    Integral,
    Judgement,
    Monotone,
)
from symreparam.logic.proof import Argument
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Atom, Lattice, Law, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, renamed
from symreparam.terms.replace import product, replaced


def pushforward_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has density f_k on S_k    the sources S_k1, S_k2, ... of the branches of g fill S_k
    for each branch, with g = b almost everywhere on its source:
        b strictly monotone there, h its inverse on T, h' the derivative of h
        or b strictly monotone onto T and q(b(x)) |b'(x)| = f_k(x) for almost every x there
        or b a constant c and the integral of f_k over the source is m
    -----------------------------------------------------------------  pushforward(g, (q, ...))
    g(X) has density f_k(h(z)) |h'(z)| or q on T and mass m at c, summed over the branches

    Change of variables (Casella & Berger 2002, theorem 2.1.8). Premises: the law, then for each
    piece its Covers followed for each branch, in order, by Equal(g, b) unless b is g itself, and
    Monotone, Bijection, Derivative (of h) or Monotone, Image, Derivative (of b), Equal or Integral;
    then for each atom p: g is defined at p, and so for the points of each lattice. `args` is the
    map on any source, of which only the body counts, and the densities q of the branches without a
    closed inverse, in order. Equal(g at the point, c) may stand before the last one.
    """
    count(args, 2, "pushforward.args")
    mapping = take(args[0], Map, "pushforward.args")
    given_densities = list(take(args[1], tuple, "pushforward.args"))
    rest = list(premises)
    require(bool(rest), "pushforward.premises", "no law")
    given = take(rest.pop(0), HasLaw, "pushforward.law")
    law = take(given.law, Law, "pushforward.law")
    pieces: list[Piece] = []
    atoms: list[Atom] = []
    for piece in law.pieces:
        require(bool(rest), "pushforward.covers", "missing")
        cover = take(rest.pop(0), Covers, "pushforward.covers")
        require(_same_region(cover.whole, piece.region, law.variable), "pushforward.covers")
        for source in cover.regions:
            part = _branch(rest, source, mapping, piece, law.variable, given_densities)
            (pieces if isinstance(part, Piece) else atoms).append(part)  # type: ignore[arg-type]
    for atom in law.atoms:
        image = mapping.at(atom.point)
        require(bool(rest) and rest.pop(0) == Defined(image, NUMBERS), "pushforward.atom")
        atoms.append(Atom(image, atom.mass))
    lattices = [_moved(rest, each, mapping) for each in law.lattices]
    require(not rest, "pushforward.premises", (len(rest), "unused"))
    require(not given_densities, "pushforward.args", "densities left over")
    variables = {piece.region.variables for piece in pieces}
    require(len(variables) <= 1, "pushforward.variable")
    variable = pieces[0].region.variables[0] if pieces else law.variable
    law = Law(variable, tuple(pieces), tuple(atoms), tuple(lattices))
    return HasLaw(mapping.at(given.subject), law)


def _moved(rest: list[Judgement], each: Lattice, mapping: Map) -> Lattice:
    """The lattice at the images of its points; takes its premises off the list."""
    image = mapping.at(each.point)
    if rest and isinstance(rest[0], Equal):
        same = take(rest.pop(0), Equal, "pushforward.lattice")
        known = (same.left, same.over) == (image, each.range)
        require(known, "pushforward.lattice", "another equation")
        image = same.right
    require(bool(rest) and rest.pop(0) == Defined(image, each.range), "pushforward.lattice")
    return replace(each, point=image)


def _same_region(left: Region, right: Region, variable: Symbol) -> bool:
    """The same interval, whatever its variable is called."""
    return left.bounds[0][1:] == right.bounds[0][1:] and right.variables == (variable,)


def _branch(
    rest: list[Judgement],
    source: Region,
    mapping: Map,
    piece: Piece,
    variable: Symbol,
    densities: list[Argument],
) -> Piece | Atom:
    """The contribution of one branch; takes its premises off the list."""
    require(source.variables == (mapping.variable,), "pushforward.source")
    body = mapping.body
    if rest and isinstance(rest[0], Equal):
        same = rest.pop(0)
        assert isinstance(same, Equal)
        require((same.left, same.over) == (mapping.body, source), "pushforward.rewritten")
        body = same.right
    require(bool(rest), "pushforward.branch", "missing")
    if isinstance(rest[0], Integral):
        return _constant(rest.pop(0), source, body, mapping, piece, variable)
    require(len(rest) >= 3, "pushforward.branch", "missing")
    on_source = Map(mapping.variable, body, source)
    if isinstance(rest[1], Image):
        require(len(rest) >= 4, "pushforward.branch", "missing")
        require(bool(densities), "pushforward.args", "a density is missing")
        density = take(densities.pop(0), Expr, "pushforward.args")
        part = _pulled_back(rest[:4], on_source, piece, variable, density)
        del rest[:4]
        return part
    part = _monotone(rest[:3], on_source, piece, variable)
    del rest[:3]
    return part


def _constant(
    premise: Judgement, source: Region, value: Expr, mapping: Map, piece: Piece, variable: Symbol
) -> Atom:
    require(not value.has(mapping.variable), "pushforward.constant", value)
    total = take(premise, Integral, "pushforward.integral")
    moved = renamed(source, mapping.variable, variable)
    wanted = (piece.density, moved)
    require((total.integrand, total.over) == wanted, "pushforward.integral")
    return Atom(value, total.value)


def _monotone(
    premises: list[Judgement], on_source: Map, piece: Piece, variable: Symbol
) -> Piece:
    """f(h(z)) |h'(z)| on the image."""
    shape = take(premises[0], Monotone, "pushforward.monotone")
    pair = take(premises[1], Bijection, "pushforward.bijection")
    slope = take(premises[2], Derivative, "pushforward.derivative")
    require(shape.map == on_source, "pushforward.monotone", "not this map on this source")
    require(pair.map == on_source, "pushforward.bijection", "not this map on this source")
    require(slope.map == pair.inverse, "pushforward.derivative", "not the inverse's")
    jacobian = slope.derivative if shape.sense == "+" else -slope.derivative
    density = product(replaced(piece.density, {variable: pair.inverse.body}), jacobian)
    return Piece(pair.inverse.source, density)


def _pulled_back(
    premises: list[Judgement], on_source: Map, piece: Piece, variable: Symbol, density: Expr
) -> Piece:
    """The stated density on the image, checked where x is."""
    shape = take(premises[0], Monotone, "pushforward.monotone")
    onto = take(premises[1], Image, "pushforward.image")
    slope = take(premises[2], Derivative, "pushforward.derivative")
    same = take(premises[3], Equal, "pushforward.pullback")
    require(shape.map == on_source, "pushforward.monotone", "not this map on this source")
    require(onto.map == on_source, "pushforward.image", "not this map on this source")
    require(slope.map == on_source, "pushforward.derivative", "not this map's")
    target = onto.image.variables[0]
    there = density.xreplace({target: on_source.body})
    jacobian = slope.derivative if shape.sense == "+" else -slope.derivative
    here = piece.density.xreplace({variable: on_source.variable})
    wanted = Equal(there * jacobian, here, on_source.source)
    require(same == wanted, "pushforward.pullback", "another equation")
    return Piece(onto.image, density)

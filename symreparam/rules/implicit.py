"""The change of variables for a map without a closed inverse: the density where the map is."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.logic.judgement import (
    Covers,
    Derivative,
    Equal,
    HasImplicitLaw,
    HasLaw,
    Image,
    Judgement,
    Sign,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.forms import ImplicitLaw, ImplicitPiece
from symreparam.terms.law import Law
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, renamed


def pushforward_implicit_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has density f_k on S_k    the sources S_k1, S_k2, ... of the branches of g fill S_k
    for each branch, with g = b almost everywhere on its source:
        b strictly monotone onto T    b' the derivative of b    b' > 0 (or < 0) on the source
    -------------------------------------------------------------------  pushforward-implicit(g)
    g(X) has at z = b(x) the density f_k(x) / |b'(x)|, x in the source, summed over the branches

    Change of variables (Casella & Berger 2002, theorem 2.1.8) with the derivative of the inverse
    (Rudin 1976, exercise 5.2): h'(b(x)) = 1/b'(x). Premises: the law, which has no masses, then
    for each piece its Covers followed for each branch, in order, by Equal(g, b) unless b is g
    itself, and Image, Derivative (of b) and Sign (of b'). `args` is the map on any source, of which
    only the body counts.
    """
    count(args, 1, "pushforward-implicit.args")
    mapping = take(args[0], Map, "pushforward-implicit.args")
    rest = list(premises)
    require(bool(rest), "pushforward-implicit.premises", "no law")
    given = take(rest.pop(0), HasLaw, "pushforward-implicit.law")
    law = take(given.law, Law, "pushforward-implicit.law")
    require(not law.atoms and not law.lattices, "pushforward-implicit.masses")
    pieces: list[ImplicitPiece] = []
    for piece in law.pieces:
        require(bool(rest), "pushforward-implicit.covers", "missing")
        cover = take(rest.pop(0), Covers, "pushforward-implicit.covers")
        whole = renamed(piece.region, law.variable, mapping.variable)
        require(cover.whole == whole, "pushforward-implicit.covers", "another interval")
        density = piece.density.xreplace({law.variable: mapping.variable})
        pieces += [_branch(rest, source, mapping, density) for source in cover.regions]
    require(not rest, "pushforward-implicit.premises", (len(rest), "unused"))
    require(len({piece.image.variables for piece in pieces}) == 1, "pushforward-implicit.variable")
    return HasImplicitLaw(mapping.at(given.subject), ImplicitLaw(tuple(pieces)))


def _branch(
    rest: list[Judgement], source: Region, mapping: Map, density: Expr
) -> ImplicitPiece:
    """The contribution of one branch; takes its premises off the list."""
    letter: Symbol = mapping.variable
    require(source.variables == (letter,), "pushforward-implicit.source")
    body = mapping.body
    if rest and isinstance(rest[0], Equal):
        same = take(rest.pop(0), Equal, "pushforward-implicit.rewritten")
        known = (same.left, same.over) == (mapping.body, source)
        require(known, "pushforward-implicit.rewritten", "another equation")
        body = same.right
    require(len(rest) >= 3, "pushforward-implicit.branch", "missing")
    onto = take(rest.pop(0), Image, "pushforward-implicit.image")
    slope = take(rest.pop(0), Derivative, "pushforward-implicit.derivative")
    known_sign = take(rest.pop(0), Sign, "pushforward-implicit.sign")
    on_source = Map(letter, body, source)
    require(onto.map == on_source, "pushforward-implicit.image", "not this map on this source")
    require(slope.map == on_source, "pushforward-implicit.derivative", "not this map's")
    require(known_sign.expr == slope.derivative, "pushforward-implicit.sign", "another term")
    require(known_sign.over in (source, NUMBERS), "pushforward-implicit.sign", "another place")
    require(known_sign.sign in ("+", "-"), "pushforward-implicit.sign", known_sign.sign)
    size = slope.derivative if known_sign.sign == "+" else -slope.derivative
    return ImplicitPiece(on_source, onto.image, density / size)

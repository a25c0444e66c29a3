"""Proofs by distribution functions: that of a law, of a monotone image, of several branches."""

from __future__ import annotations

import itertools

from sympy import Add, Expr, Integer, oo

from symreparam.logic.judgement import (
    Bijection,
    Covers,
    Derivative,
    Distribution,
    Equal,
    HasLaw,
    Holds,
    Judgement,
    LawDistribution,
    Limit,
    Monotone,
    SameLaw,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law, Named, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation


def law_distribution_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    F is the law with densities f_k on neighbouring intervals, which the parts (t_j, t_j+1) fill
    F_j' = f_k on each part in piece k    F_1 -> 0 at the lower end    F_j+1 begins where F_j ends
    ------------------------------------------------------------------------  law-distribution()
    P(X <= t) = F_j(t) on each part, for X ~ F

    A function that is differentiable everywhere, with an integrable derivative, is the integral of
    it (Rudin 1987, theorem 7.21). Premises, in order: SameLaw, then for each part its Derivative,
    the Limit at its lower end and, but for the last, at its upper one; then the order of finite
    ends.
    """
    count(args, 0, "law-distribution.args")
    rest = list(premises)
    require(bool(rest), "law-distribution.law", "missing")
    same = take(rest.pop(0), SameLaw, "law-distribution.law")
    named = take(same.left, Named, "law-distribution.law")
    law = take(same.right, Law, "law-distribution.law")
    plain = bool(law.pieces) and not law.atoms and not law.lattices
    require(plain, "law-distribution.masses", "the law has no density, or masses")
    pieces = list(law.pieces)
    for one, two in itertools.pairwise(pieces):
        met = one.region.bounds[0][2] == two.region.bounds[0][1]
        require(met, "law-distribution.neighbours", "the pieces of the law leave a gap")
    parts: list[Map] = []
    start = pieces[0].region.bounds[0][1]
    value: Expr = Integer(0)
    while pieces:
        part = _part(rest, pieces[0], start, value)
        _, low, start = part.source.bounds[0]
        if low != -oo and start != oo:
            known = Holds(Relation(low, "<", start), NUMBERS) in premises
            require(known, "law-distribution.order", (low, "<", start))
        parts.append(part)
        if start == pieces[0].region.bounds[0][2]:
            pieces.pop(0)
        if pieces:
            value = _limit(rest, part, "upper")
    require(all(isinstance(each, Holds) for each in rest), "law-distribution.premises", "unused")
    return LawDistribution(named, tuple(parts))


def _part(rest: list[Judgement], piece: Piece, start: Expr, value: Expr) -> Map:
    """The next part: the derivative, where it begins, and with which value."""
    require(bool(rest), "law-distribution.derivative", "missing")
    slope = take(rest.pop(0), Derivative, "law-distribution.derivative")
    part = slope.map
    variable, low, _ = part.source.bounds[0]
    require(piece.region.variables == (variable,), "law-distribution.variable", variable)
    require(low == start, "law-distribution.start", f"{low}, not {start}")
    require(slope.derivative == piece.density, "law-distribution.density", slope.derivative)
    found = _limit(rest, part, "lower")
    require(found == value, "law-distribution.value", f"{found}, not {value}")
    return part


def _limit(rest: list[Judgement], part: Map, end: str) -> Expr:
    require(bool(rest), "law-distribution.limit", "missing")
    known = take(rest.pop(0), Limit, "law-distribution.limit")
    require((known.map, known.end) == (part, end), "law-distribution.limit", "of another map")
    require(not known.value.has(oo, -oo), "law-distribution.limit", "infinite")
    return known.value


def has_distribution_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has law F    P(Y <= t) = F_j(t) for Y ~ F
    -------------------------------------------  has-distribution()
    P(X <= t) = F_j(t)
    """
    count(premises, 2, "has-distribution.premises")
    count(args, 0, "has-distribution.args")
    given = take(premises[0], HasLaw, "has-distribution.given")
    known = take(premises[1], LawDistribution, "has-distribution.law")
    require(given.law == known.law, "has-distribution.law", "of another law")
    return Distribution(given.subject, known.parts)


def distribution_map_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    P(X <= t) = F_k(t) on S_k    g strictly increasing (decreasing) from S_k onto T_k, inverse h_k
    h_k is differentiable    the T_k are neighbours from left to right (right to left)
    ------------------------------------------------------------------  distribution-map(g)
    P(g(X) <= z) = F_k(h_k(z)) (or 1 - F_k(h_k(z))) on T_k

    g(X) <= z means X <= h_k(z), or X >= h_k(z); X takes no single value with positive probability
    (Casella & Berger 2002, theorem 2.1.3). g(X) has a density, as h_k takes null sets to null sets
    (Rudin 1987, lemma 7.25). Premises: the distribution function, then for each part Equal(g, b)
    unless b is g itself, Monotone and Bijection (of b), and Derivative (of h_k).
    """
    mapping, given, rest = _opening(premises, args, "distribution-map")
    images: list[Map] = []
    senses: list[str] = []
    for part in given.parts:
        shape, pair = _branch(rest, mapping, part.source, "distribution-map")
        here = part.at(pair.inverse.body)
        body = here if shape.sense == "+" else Add(Integer(1), -here)
        images.append(Map(pair.inverse.variable, body, pair.inverse.source))
        senses.append(shape.sense)
    require(not rest, "distribution-map.premises", (len(rest), "unused"))
    require(len(set(senses)) == 1, "distribution-map.sense", "rises and falls")
    if senses[0] == "-":
        images.reverse()
    for one, two in itertools.pairwise(images):
        met = one.source.bounds[0][2] == two.source.bounds[0][1]
        require(met and one.variable == two.variable, "distribution-map.neighbours", "a gap")
    return Distribution(mapping.at(given.subject), tuple(images))


def distribution_branches_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    P(X <= t) = F_k(t) on S_k    the sources of the branches of g fill each S_k
    on each source g is strictly monotone onto one and the same T, with differentiable inverse h
    c is the limit of F_k at the lower end of the source where g increases, at the upper one else
    -----------------------------------------------------------------  distribution-branches(g)
    P(g(X) <= z) = sum of the F_k(h(z)) - c where g increases and c - F_k(h(z)) else, on T

    The events that X lies in a source and g(X) <= z are disjoint, and each says that X lies between
    an end of the source and h(z) (Casella & Berger 2002, theorem 2.1.3 and example 2.1.7).
    Premises: the distribution function; for each part its Covers, and for each of its regions what
    `distribution-map` asks for, and the Limit.
    """
    mapping, given, rest = _opening(premises, args, "distribution-branches")
    terms: list[Expr] = []
    targets: list[Region] = []
    for part in given.parts:
        require(bool(rest), "distribution-branches.covers", "missing")
        cover = take(rest.pop(0), Covers, "distribution-branches.covers")
        require(cover.whole == part.source, "distribution-branches.covers", "of another interval")
        for source in cover.regions:
            shape, pair = _branch(rest, mapping, source, "distribution-branches")
            value = _end_value(rest, part, source, shape.sense)
            here = part.at(pair.inverse.body)
            terms.append(Add(here, -value) if shape.sense == "+" else Add(value, -here))
            targets.append(pair.inverse.source)
    require(not rest, "distribution-branches.premises", (len(rest), "unused"))
    require(len(set(targets)) == 1, "distribution-branches.image", "the images differ")
    image = Map(targets[0].variables[0], Add(*terms), targets[0])
    return Distribution(mapping.at(given.subject), (image,))


def _opening(
    premises: Premises, args: Args, code: str
) -> tuple[Map, Distribution, list[Judgement]]:
    """The map, what is known of its variable, and the other premises."""
    count(args, 1, f"{code}.args")
    mapping = take(args[0], Map, f"{code}.args")
    require(bool(premises), f"{code}.given", "missing")
    return mapping, take(premises[0], Distribution, f"{code}.given"), list(premises[1:])


def _end_value(rest: list[Judgement], part: Map, source: Region, sense: str) -> Expr:
    """The value of the distribution function at the end from which a branch is counted."""
    require(bool(rest), "distribution-branches.limit", "missing")
    known = take(rest.pop(0), Limit, "distribution-branches.limit")
    end = "lower" if sense == "+" else "upper"
    wanted = (Map(part.variable, part.body, source), end)
    require((known.map, known.end) == wanted, "distribution-branches.limit", end)
    require(not known.value.has(oo, -oo), "distribution-branches.limit", "infinite")
    return known.value


def _branch(
    rest: list[Judgement], mapping: Map, source: Region, code: str
) -> tuple[Monotone, Bijection]:
    """Monotone and Bijection of the map on this source; takes the premises off the list."""
    require(source.variables == (mapping.variable,), f"{code}.variable", mapping.variable)
    body = mapping.body
    if rest and isinstance(rest[0], Equal):
        same = take(rest.pop(0), Equal, f"{code}.rewritten")
        require((same.left, same.over) == (body, source), f"{code}.rewritten", "another term")
        body = same.right
    require(len(rest) >= 3, f"{code}.branch", "missing")
    shape = take(rest.pop(0), Monotone, f"{code}.monotone")
    pair = take(rest.pop(0), Bijection, f"{code}.inverse")
    slope = take(rest.pop(0), Derivative, f"{code}.derivative")
    here = Map(mapping.variable, body, source)
    require(shape.map == here, f"{code}.monotone", "not this map on this source")
    require(pair.map == here, f"{code}.inverse", "not this map on this source")
    require(slope.map == pair.inverse, f"{code}.derivative", "not the inverse's")
    return shape, pair


def distribution_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    P(S <= t) = F_k(t) on (a_k, b_k)    P(X <= t) = G_k(t) on (c_k, d_k) for X ~ M
    a_k = c_k    b_k = d_k    F_k = G_k almost everywhere
    ------------------------------------------------------  distribution-law()
    S ~ M

    A law is determined by its distribution function (Billingsley 1995, section 12 and theorem
    14.1), which is continuous from the right. Premises: the two, then the equations, where they
    are more than one term written twice.
    """
    count(args, 0, "distribution-law.args")
    require(len(premises) >= 2, "distribution-law.premises", str(len(premises)))
    given = take(premises[0], Distribution, "distribution-law.given")
    known = take(premises[1], LawDistribution, "distribution-law.law")
    count(known.parts, len(given.parts), "distribution-law.parts")
    for mine, other in zip(given.parts, known.parts, strict=True):
        require(mine.variable == other.variable, "distribution-law.variable", mine.variable)
        bounds = zip(mine.source.bounds[0][1:], other.source.bounds[0][1:], strict=True)
        for one, two in bounds:
            met = one == two or Equal(one, two, NUMBERS) in premises
            require(met, "distribution-law.ends", (one, "=", two))
        wanted = Equal(mine.body, other.body, mine.source)
        met = mine.body == other.body or wanted in premises
        require(met, "distribution-law.equal", (mine.body, "=", other.body))
    return HasLaw(given.subject, known.law)

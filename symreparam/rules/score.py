"""The mean of the score is 0: a member's density integrates to 1 at every parameter value."""

from __future__ import annotations

from sympy import Expr, Integer, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.decide.real import continuous, slope, smooth
from symreparam.decide.sign import holds
from symreparam.families.family import Family
from symreparam.families.members import record_of
from symreparam.logic.judgement import Equal, Expectation, HasLaw, Judgement
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation, variable

CODE = "expectation-score"


def expectation_score_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X ~ a member with one density f on (l, h), both finite    s < l, h < t
    l, h, s, t and the conditions of the family do not depend on its i-th parameter p
    f and df/dp are continuous on (s, t) in all letters    df/dp = g f on (l, h), at X's own p
    -------------------------------------------------------------  expectation-score(g, i, s, t)
    E g(X) = 0

    On the compact range the integral of f, which is 1 at every p, may be differentiated under the
    sign (Rudin 1976, theorem 9.42; Casella & Berger 2002, lemma 7.3.11). That f keeps its formula
    beyond the ends makes it continuous on the closed range, and |g f| integrable.
    """
    count(args, 4, f"{CODE}.args")
    mapping = take(args[0], Map, f"{CODE}.args")
    index = take(args[1], int, f"{CODE}.args")
    start, stop = take(args[2], Expr, f"{CODE}.args"), take(args[3], Expr, f"{CODE}.args")
    count(premises, 2, f"{CODE}.premises")
    given = take(premises[0], HasLaw, f"{CODE}.law")
    named = take(given.law, Named, f"{CODE}.law")
    record = record_of(named)
    require(0 <= index < len(record.parameters), f"{CODE}.parameter", index)
    letter = mapping.variable
    moving, density, region = density_with(setting, named, record, index, letter)
    [(_, low, high)] = region.bounds
    require(mapping.source == region, f"{CODE}.source", "not on the support")
    _around(setting, (start, low), (high, stop), (moving, letter))
    domain = record.parameters[index].domain
    open_ends = not (domain.lower_closed or domain.upper_closed or domain.integer)
    require(open_ends, f"{CODE}.domain", "the parameter may lie at an end")
    there = Context(
        setting.scope, Region(((moving, domain.lower, domain.upper), (letter, start, stop)))
    )
    settled(smooth(density, moving, there), f"{CODE}.smooth")
    moved = slope(density, moving)
    for term in (density, moved):
        for each in (moving, letter):
            settled(continuous(term, each, there), f"{CODE}.continuous")
    here = {moving: named.arguments[index]}
    wanted = Equal(moved.xreplace(here), mapping.body * density.xreplace(here), region)
    require(premises[1] == wanted, f"{CODE}.equal", wanted.left)
    return Expectation(mapping.at(given.subject), Integer(0))


def density_with(
    setting: Setting, named: Named, record: Family, index: int, letter: Symbol
) -> tuple[Symbol, Expr, Region]:
    """A free symbol for the i-th parameter, the density with it, and where that lives. Raises
    RuleError unless only the density depends on the parameter."""
    plain = len(record.pieces) == 1 and not record.atoms and record.lattice is None
    require(plain and not record.variants, f"{CODE}.law", record.name)
    own = record.parameters[index].symbol
    tied = any(c.left.has(own) or c.right.has(own) for c in record.conditions)
    require(not tied, f"{CODE}.tied", own)
    used = {s.name for s in (*setting.scope.names, *setting.claim.variables, letter)}
    free = (name for k in range(1, 10_000) if (name := f"p_{k}") not in used)
    moving = variable(next(free))
    pairs = zip(record.parameters, named.arguments, strict=True)
    swap: dict[Expr, Expr] = {parameter.symbol: argument for parameter, argument in pairs}
    swap |= {own: moving, record.variable: letter}
    piece = record.pieces[0]
    _, low, high = piece.region.bounds[0]
    require(not (low.has(own) or high.has(own)), f"{CODE}.ends", own)
    return (
        moving,
        piece.density.xreplace(swap),
        interval(letter, low.xreplace(swap), high.xreplace(swap)),
    )


def _around(
    setting: Setting,
    below: tuple[Expr, Expr],
    above: tuple[Expr, Expr],
    letters: tuple[Symbol, ...],
) -> None:
    """Require s < l and h < t, with finite l and h."""
    require(below[1] != -oo and above[0] != oo, f"{CODE}.compact", (below[1], above[0]))
    for left, right in (below, above):
        require(not (left.has(*letters) or right.has(*letters)), f"{CODE}.around", (left, right))
        if left != -oo and right != oo:
            known = holds(Relation(left, "<", right), Context(setting.scope, NUMBERS))
            settled(known, f"{CODE}.around")

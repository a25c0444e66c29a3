"""Laws of functions of order statistics: a median by maxima and minima, a range of n variables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sympy import Expr, Integer, Max, Min, Symbol, oo, preorder_traversal

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.limits import limit
from symreparam.decide.points import sample
from symreparam.derivation.antiderivatives import antiderivatives
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.joint_blocks import Blocked, fresh_letters
from symreparam.derivation.joint_marginal import completed, marginal
from symreparam.derivation.one_variable import transported
from symreparam.derivation.tidy import tidied
from symreparam.derivation.transport import Letters, letters, source_law
from symreparam.families.members import cdf_of
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasJointLaw
from symreparam.rules.order_statistics import MOST_VALUES, leaves, rank_of
from symreparam.terms.law import JointLaw, Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region

FEWEST = 3
# a denominator and both letters: the inverses of other auxiliary components have roots
TRIES = 3
POINTS = 6


def statistics_of(term: Expr, random: tuple[Symbol, ...]) -> tuple[tuple[Expr, ...], int]:
    """The one or two terms of order statistics that the term is a function of, the lower one first,
    and the number of values; no terms where it is none of that kind."""
    return statistics_of_all((term,), random)


def statistics_of_all(
    terms: tuple[Expr, ...], random: tuple[Symbol, ...]
) -> tuple[tuple[Expr, ...], int]:
    """The same of several terms together."""
    tops = list(dict.fromkeys(top for term in terms for top in _tops(term)))
    values = tuple(dict.fromkeys(leaf for top in tops for leaf in leaves(top)))
    if not FEWEST <= len(values) <= MOST_VALUES or not 1 <= len(tops) <= 2:
        return (), 0
    ranks = [rank_of(top, values) for top in tops]
    swap = {top: Symbol(f"t_{k}") for k, top in enumerate(tops)}
    outside = any(term.xreplace(swap).has(*random) for term in terms)
    if None in ranks or len(set(ranks)) < len(ranks) or outside:
        return (), 0
    order = sorted(zip(ranks, tops, strict=True), key=lambda each: each[0] or 0)
    return tuple(top for _, top in order), len(values)


def _tops(term: Expr) -> list[Expr]:
    """The outermost maxima and minima, each once."""
    found: dict[Expr, None] = {}
    walk = preorder_traversal(term)
    for each in walk:
        if isinstance(each, Max | Min):
            found[each] = None
            walk.skip()
    return list(found)


def order_statistics_law(builder: Builder, term: Expr, names: Letters) -> int:
    """A step HasLaw(term, a density). Raises RuleError or NoInverse where it is not of the kind."""
    random = tuple(v for v in builder.claim.variables if term.has(v))
    tops, _ = statistics_of(term, random)
    if not tops:
        raise RuleError("order-statistics.terms", f"{term} is no function of order statistics")
    values = tuple(dict.fromkeys(leaf for top in tops for leaf in leaves(top)))
    premises = _distribution(builder, values[0], names)
    if len(tops) == 1:
        letter = names.target if term == tops[0] else names.source
        step = builder.add("order-statistic", premises, (tops[0], letter))
        if term == tops[0]:
            return step
        return transported(builder, tidied(builder, step), term.xreplace({tops[0]: letter}), names)
    s, t = fresh_letters(builder, 2, (names.source, names.target))
    step = builder.add("order-statistics", premises, (*tops, s, t))
    body = term.xreplace({tops[0]: s, tops[1]: t})
    error: Exception | None = None
    for low, high in _supports(builder, step, body):
        law = JointLaw((names.target,), Region(((names.target, low, high),)), Integer(0))
        try:
            goal = HasJointLaw((term,), law)
            found = marginal(builder, Blocked(step, (body,)), goal, TRIES)
            return builder.add("joint-single", (found,))
        except (RuleError, NoInverse) as failed:
            error = error or failed
    raise error or RuleError("order-statistics.support", f"the support of {term} was not found")


def order_statistics_pair(builder: Builder, terms: tuple[Expr, ...]) -> int:
    """The joint law of two functions of two order statistics of three values or more; the ends of
    the second one may depend on the first. Raises RuleError or NoInverse."""
    random = tuple(v for v in builder.claim.variables if any(term.has(v) for term in terms))
    tops, _ = statistics_of_all(terms, random)
    if len(terms) != 2 or len(tops) != 2:
        raise RuleError("order-statistics.terms", "two functions of order statistics are expected")
    values = tuple(dict.fromkeys(leaf for top in tops for leaf in leaves(top)))
    names = letters(builder)
    s, t, first, second = fresh_letters(builder, 4, (names.source, names.target))
    premises = _distribution(builder, values[0], names)
    step = builder.add("order-statistics", premises, (*tops, s, t))
    one, two = (term.xreplace({tops[0]: s, tops[1]: t}) for term in terms)
    error: Exception | None = None
    for low, high in _supports(builder, step, one):
        law = JointLaw((first,), Region(((first, low, high),)), Integer(0))
        try:
            goal = HasJointLaw(terms[:1], law)
            return completed(builder, Blocked(step, (one,)), goal, (two,), (second,))
        except (RuleError, NoInverse) as failed:
            error = error or failed
    raise error or RuleError("order-statistics.support", f"no support of {terms[0]} was found")


def _distribution(builder: Builder, value: Expr, names: Letters) -> tuple[int, int, int]:
    """The law of a value as one density, and its distribution function by derivative and limit."""
    from symreparam.derivation.combine import law_of

    if value in builder.claim.variables:
        given = source_law(builder, builder.claim.variables.index(value), names.source)
    else:
        given = tidied(builder, law_of(builder, value, replace(names, target=names.source)))
    law = law_step(builder, given).law
    if not isinstance(law, Law) or len(law.pieces) != 1 or law.atoms or law.lattices:
        raise RuleError("order-statistics.law", f"{value} has no density on one interval")
    piece, letter = law.pieces[0], law.variable
    for body in _primitives(builder, value, piece.density, letter):
        mapping = Map(letter, body, piece.region)
        try:
            known = builder.add("defined", (), (body, piece.region))
            slope = builder.add("derivative", (known,), (mapping, piece.density))
            start = limit(body, letter, "lower", Context(builder.setting.scope, piece.region))
            if start is None or start.has(oo, -oo):
                continue
            if start != 0:
                mapping = Map(letter, body - start, piece.region)
                known = builder.add("defined", (), (mapping.body, piece.region))
                slope = builder.add("derivative", (known,), (mapping, piece.density))
            return given, slope, builder.add("limit", (), (mapping, "lower", Integer(0)))
        except RuleError:
            continue
    raise RuleError("order-statistics.cdf", f"the distribution function of {value} was not found")


def _primitives(
    builder: Builder, value: Expr, density: Expr, letter: Symbol
) -> Iterator[Expr]:
    for given in builder.claim.hypotheses:
        if given.subject == value and isinstance(given.law, Named):
            yield from cdf_of(given.law, letter)
    yield from antiderivatives(builder, density, letter)


def _supports(builder: Builder, step: int, body: Expr) -> list[tuple[Expr, Expr]]:
    """Intervals that hold the sampled values: as wide as the values' own, standard ones, theirs."""
    known = builder.conclusion(step)
    assert isinstance(known, HasJointLaw)
    _, low, high = known.law.region.bounds[0]
    ends: list[tuple[Expr, Expr]] = [(Integer(0), Integer(1)), (Integer(0), oo), (low, high)]
    if low != -oo and high != oo:
        ends.insert(0, (Integer(0), high - low))
    ends += [(Integer(1), oo), (-oo, oo)]
    points = sample(Context(builder.setting.scope, known.law.region), POINTS)
    return [pair for pair in dict.fromkeys(ends) if _holds(pair, body, points)]


def _holds(pair: tuple[Expr, Expr], body: Expr, points: Sequence[dict[Symbol, Expr]]) -> bool:
    for point in points:
        value = enclose(body.xreplace(point), {})
        ends = [None if e in (oo, -oo) else enclose(e.xreplace(point), {}) for e in pair]
        if value is None or (ends[0] is not None and not ends[0] < value):
            return False
        if ends[1] is not None and not value < ends[1]:
            return False
    return True

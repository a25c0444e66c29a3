"""Sums over whole numbers: term by term, by a family's total mass, by a telescoping term."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Integer, Mul, Symbol, binomial, expand, oo, powsimp

from symreparam.decide.answer import Context
from symreparam.decide.limits import limit
from symreparam.derivation.builder import Builder
from symreparam.derivation.names import fresh
from symreparam.derivation.partial_fractions import in_partial_fractions
from symreparam.derivation.ratios import NoRatio, ratio
from symreparam.derivation.recognise_lattice import lattice_candidates
from symreparam.derivation.telescope import primitives
from symreparam.derivation.unfold import lattice_step
from symreparam.families.members import unfold
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Series
from symreparam.rules.series import MOST_TERMS
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation, is_whole, variable

MOST_HEAD = 12
LISTED = 40


def series_step(builder: Builder, term: Expr, over: Region) -> int:
    """A step Series(term, over, value). RuleError when none is found."""
    _, low, high = over.bounds[0]
    if low == -oo and high != oo:
        return _mirrored(builder, term, over)
    numbers = low.is_Integer and high.is_Integer
    if numbers and 0 <= high - low < min(LISTED, MOST_TERMS):
        return _listed(builder, term, over)
    for attempt in (_by_family, _by_telescope, _without_units, _without_zero, _from_the_top):
        try:
            return attempt(builder, term, over)
        except RuleError:
            continue
    return _by_partial_fractions(builder, term, over)


def _by_partial_fractions(builder: Builder, term: Expr, over: Region) -> int:
    """Part by part: k/(k + 1) q(k) is q(k) - q(k)/(k + 1)."""
    index = over.variables[0]
    factors = Mul.make_args(term)
    rational = [factor for factor in factors if factor.is_rational_function(index)]
    rest = Mul(*(factor for factor in factors if factor not in rational))
    parts = in_partial_fractions(Mul(*rational), index)
    if parts is None:
        raise RuleError("series.sum", f"no sum was found of {term}")
    steps = [series_step(builder, part * rest, over) for part in Add.make_args(parts)]
    total = builder.add("series-sum", tuple(steps))
    same = builder.equal(term, builder.conclusion(total).term, over)  # type: ignore[union-attr]
    return builder.add("series-equal", (total, same))


def _without_units(builder: Builder, term: Expr, over: Region) -> int:
    """The sum with 1 for each binomial coefficient (j over j)."""
    units = [each for each in term.atoms(binomial) if expand(each.args[0] - each.args[1]) == 0]
    if not units:
        raise RuleError("series.units", f"no such coefficient in {term}")
    plain = powsimp(term.xreplace(dict.fromkeys(units, Integer(1))))
    found = series_step(builder, plain, over)
    return builder.add("series-equal", (found, builder.equal(term, plain, over)))


def _without_zero(builder: Builder, term: Expr, over: Region) -> int:
    """The sum without its first term, which is 0 in weights such as k."""
    index, low, high = over.bounds[0]
    # an indicator may vanish at every whole number from some place on
    if not low.is_Integer or low > MOST_HEAD or term.xreplace({index: low}) != 0:
        raise RuleError("series.zero", f"{term} at {low}")
    head = _listed(builder, term, Region(((index, low, low),)))
    tail = series_step(builder, term, Region(((index, low + 1, high),)))
    return builder.add("series-split", (head, tail))


def _from_the_top(builder: Builder, term: Expr, over: Region) -> int:
    """The sum that lacks a few last terms, backwards from where the terms would end."""
    index, low, high = over.bounds[0]
    try:
        tops = [-root for root in ratio(term, index).above]
    except NoRatio:
        tops = []
    for top in dict.fromkeys(tops):
        missing = expand(top - high)
        if is_whole(top) and missing.is_Integer and 0 < missing <= MOST_HEAD:
            other = Region(((index, missing, expand(top - low)),))
            turned = powsimp(term.xreplace({index: top - index}))
            found = _by_family(builder, turned, other)
            found = builder.add("series-shift", (found,), (index, -1, top))
            if builder.conclusion(found).term == term:  # type: ignore[union-attr]
                return found
            same = builder.equal(term, builder.conclusion(found).term, over)  # type: ignore[union-attr]
            return builder.add("series-equal", (found, same))
    raise RuleError("series.top", f"no last terms are missing in {term}")


def series_value(builder: Builder, step: int) -> Expr:
    """The value of a series step."""
    known = builder.conclusion(step)
    assert isinstance(known, Series)
    return known.value


def _mirrored(builder: Builder, term: Expr, over: Region) -> int:
    """A sum without a first term, from its last term backwards."""
    index, low, high = over.bounds[0]
    other = Region(((index, -high, oo if low == -oo else -low),))
    found = series_step(builder, term.xreplace({index: -index}), other)
    return builder.add("series-shift", (found,), (index, -1, Integer(0)))


def _listed(builder: Builder, term: Expr, over: Region) -> int:
    index, low, high = over.bounds[0]
    known = [
        builder.add("defined", (), (term.xreplace({index: Integer(k)}), NUMBERS))
        for k in range(int(low), int(high) + 1)
    ]
    return builder.add("series-list", tuple(dict.fromkeys(known)), (term, over))


def _by_family(builder: Builder, term: Expr, over: Region) -> int:
    """The term is a constant times a member's mass, perhaps without the first few."""
    index, _, high = over.bounds[0]
    for start in _starts(term, over):
        whole_range = Region(((index, start, high),))
        for named, shift in lattice_candidates(term, whole_range):
            try:
                return _scaled(builder, term, over, _member(builder, named, shift, whole_range))
            except RuleError:
                continue
    raise RuleError("series.family", f"no family fits {term}")


def _starts(term: Expr, over: Region) -> Iterator[Expr]:
    """The lower end, and where the terms would begin of themselves when a few are missing."""
    index, low, _ = over.bounds[0]
    yield low
    if not low.is_Integer:
        return
    try:
        natural = [1 - root for root in ratio(term, index).below]
    except NoRatio:
        natural = []
    for start in dict.fromkeys((*natural, Integer(0), Integer(1))):
        if start.is_Integer and 0 < low - start <= MOST_HEAD:
            yield start


def _member(builder: Builder, named: Named, shift: Expr, over: Region) -> int:
    """The masses of a member at k - shift add up to 1 over the range."""
    index = over.variables[0]
    letter = variable(fresh(builder, "z", index))
    if len(unfold(named, letter, index).lattices) != 1:
        raise RuleError("series.family", "no lattice")
    total = builder.add("series-family", (lattice_step(builder, named, letter, index),))
    if shift != 0:
        total = builder.add("series-shift", (total,), (index, 1, -shift))
    known = builder.conclusion(total)
    assert isinstance(known, Series)
    if known.over != over:
        raise RuleError("series.family", "another range")
    return total


def _scaled(builder: Builder, term: Expr, over: Region, total: int) -> int:
    """The sum of the term from that of a member, the first masses taken off."""
    index, low, high = over.bounds[0]
    known = builder.conclusion(total)
    assert isinstance(known, Series)
    if known.over != over:
        start = known.over.bounds[0][1]
        head = _listed(builder, known.term, Region(((index, start, low - 1),)))
        order = () if high == oo or high.is_Integer else (_in_order(builder, low, high),)
        total = builder.add("series-rest", (total, head, *order))
    factor = _constant(term, known.term, index, low)
    defined = builder.add("defined", (), (factor, NUMBERS))
    scaled = builder.add("series-scale", (total, defined), (factor,))
    same = builder.equal(term, factor * known.term, over)
    return builder.add("series-equal", (scaled, same))


def _in_order(builder: Builder, low: Expr, high: Expr) -> int:
    """A step low <= high + 1."""
    return builder.holds(Relation(low, "<=", high + 1))


def _constant(term: Expr, mass: Expr, index: Symbol, low: Expr) -> Expr:
    """term/mass at the lower end, with powers gathered."""
    found = (term / mass).xreplace({index: low})
    found = powsimp(powsimp(found, force=True), combine="base", force=True)
    # what does not change with k is divided out as it stands: it is shorter than at the lower end
    constant, _ = (term / mass).as_independent(index, as_Add=False)
    plain = powsimp(constant, force=True)
    rest = (term / mass / plain).xreplace({index: low})
    return found if rest.free_symbols else plain * rest


def _by_telescope(builder: Builder, term: Expr, over: Region) -> int:
    for primitive in primitives(term, over.variables[0]):
        try:
            return _telescoped(builder, primitive, term, over)
        except RuleError:
            continue
    raise RuleError("series.telescope", f"no telescoping term for {term}")


def _telescoped(builder: Builder, primitive: Expr, term: Expr, over: Region) -> int:
    index, low, high = over.bounds[0]
    after = primitive.xreplace({index: index + 1})
    premises = [
        builder.equal(after - primitive, term, over),
        builder.add("defined", (), (primitive, over)),
        builder.add("defined", (), (after, over)),
    ]
    if high != oo:
        if not (low.is_Integer and high.is_Integer):
            premises.append(builder.holds(Relation(low, "<=", high + 1)))
    else:
        letter = variable(fresh(builder, "t", index))
        mapping = Map(letter, primitive.xreplace({index: letter}), interval(letter, low, oo))
        value = limit(
            mapping.body, letter, "upper", Context(builder.setting.scope, mapping.source)
        )
        if value is None:
            raise RuleError("series.limit", str(primitive))
        premises.append(builder.add("limit", (), (mapping, "upper", value)))
        premises.append(_signed(builder, term, over))
    return builder.add("series-telescope", tuple(premises), (primitive, term, over))


def _signed(builder: Builder, term: Expr, over: Region) -> int:
    try:
        return builder.sign_is(term, ">=", over)
    except RuleError:
        return builder.sign_is(term, "<=", over)

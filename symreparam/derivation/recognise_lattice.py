"""The family of masses on whole numbers, read off the ratio of neighbours.

Members are proposals: whether one fits is proved through the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import (
    Expr,
    Integer,
    Max,
    Min,
    Pow,
    Symbol,
    cancel,
    diff,
    expand,
    expand_power_base,
    oo,
    powdenest,
    powsimp,
    sqrt,
)

from symreparam.derivation.ratios import NoRatio, Ratio, ratio
from symreparam.terms.law import Lattice, Law, Named
from symreparam.terms.region import Region


def on_whole_numbers(law: Law) -> Iterator[Named]:
    """Members with the law's masses at every whole number of one range. Nothing is certain yet."""
    if law.pieces:
        return
    if not law.atoms and len(law.lattices) == 1:
        told = _by_place(law.lattices[0])
        for named, shift in lattice_candidates(*told) if told else ():
            if shift == 0:
                yield named
    elif not law.lattices:
        yield from _listed({atom.point: atom.mass for atom in law.atoms})


def _by_place(each: Lattice) -> tuple[Expr, Region] | None:
    """The mass and the range by the place itself, where that is a whole number more or less than
    the index, or than its negative."""
    index, step = each.index, diff(each.point, each.index)
    start = expand(each.point - step * index)
    if step not in (1, -1) or not start.is_integer:
        return None
    ends = [expand(start + step * end) for end in (each.lower, each.upper)]
    low, high = ends if step == 1 else ends[::-1]
    moved = expand(step * (index - start))
    return each.mass.xreplace({index: moved}), Region(((index, low, high),))


def _listed(masses: dict[Expr, Expr]) -> Iterator[Named]:
    """Members with these masses at whole numbers in a row: equal ones, or by the first two."""
    places = sorted((place for place in masses if place.is_Integer), key=int)
    if len(places) < 2 or len(places) != len(masses) or places[-1] - places[0] != len(places) - 1:
        return
    first, second = (masses[place] for place in places[:2])
    if first == second:
        yield Named("DiscreteUniform", (places[0], places[-1]))
    elif places[0] == 0:
        odds = cancel(second / first) / places[-1]
        yield Named("Binomial", (places[-1], cancel(odds / (1 + odds))))


def lattice_candidates(term: Expr, over: Region) -> Iterator[tuple[Named, Expr]]:
    """Members with a shift c: the term may be a constant times the member's mass at k - c."""
    index, low, high = over.bounds[0]
    if low == -oo:
        return
    if high != oo and not term.has(index):
        yield Named("DiscreteUniform", (low, high)), Integer(0)
        return
    yield from _powers(term, index, low, high)
    try:
        found = ratio(term, index)
    except NoRatio:
        return
    shape = (len(found.above), len(found.below))
    rows = _INFINITE if high == oo else _FINITE
    for row in rows.get(shape, ()):
        yield from row(found, low, high)


def _powers(term: Expr, index: Symbol, low: Expr, high: Expr) -> Iterator[tuple[Named, Expr]]:
    """k^-s"""
    _, rest = term.as_independent(index, as_Add=False)
    # the base is a positive whole number: (2 k)^-s k is 2^-s k^(1 - s)
    _, rest = powsimp(expand_power_base(rest, force=True)).as_independent(index, as_Add=False)
    factors = [rest] if rest != 1 else []
    if high != oo or low != 1 or len(factors) != 1 or not isinstance(factors[0], Pow):
        return
    base, power = factors[0].as_base_exp()
    if base == index and not power.has(index):
        yield Named("Zeta", (-power,)), Integer(0)


def _geometric(found: Ratio, low: Expr, high: Expr) -> Iterator[tuple[Named, Expr]]:
    yield Named("Geometric", (1 - found.constant,)), low - 1
    yield Named("NegativeBinomial", (Integer(1), 1 - found.constant)), low


def _poisson(found: Ratio, low: Expr, high: Expr) -> Iterator[tuple[Named, Expr]]:
    """C/(k + 1)"""
    if expand(found.below[0] - 1 + low) == 0:
        yield Named("Poisson", (found.constant,)), low


def _negative_binomial(found: Ratio, low: Expr, high: Expr) -> Iterator[tuple[Named, Expr]]:
    """(1 - p)(k + r)/(k + 1), with Fisher's p k/(k + 1) and Yule's k/(k + rho + 1) as ends"""
    above, below = found.above[0], found.below[0]
    if found.constant == 1:
        if expand(above + low - 1) == 0:
            yield Named("YuleSimon", (expand(below - above - 1),)), low - 1
        return
    if expand(below - 1 + low) == 0:
        yield Named("NegativeBinomial", (expand(above - below + 1), 1 - found.constant)), low
    if expand(below - above - 1) == 0 and expand(above + low - 1) == 0:
        yield Named("Logarithmic", (found.constant,)), low - 1


def _bessel(found: Ratio, low: Expr, high: Expr) -> Iterator[tuple[Named, Expr]]:
    """(a/2)^2/((k + 1)(k + nu + 1))"""
    for one, two in ((0, 1), (1, 0)):
        if expand(found.below[one] - 1 + low) == 0:
            order = expand(found.below[two] - found.below[one])
            yield Named("Bessel", (powdenest(2 * sqrt(found.constant), force=True), order)), low
            return


def _binomial(found: Ratio, low: Expr, high: Expr) -> Iterator[tuple[Named, Expr]]:
    """p/(1 - p) (n - k)/(k + 1)"""
    fits = (expand(found.below[0] - 1 + low), expand(found.above[0] + high))
    if fits == (0, 0):
        odds = -found.constant
        yield Named("Binomial", (expand(high - low), (odds / (1 + odds)).factor())), low


def _urns(found: Ratio, low: Expr, high: Expr) -> Iterator[tuple[Named, Expr]]:
    """Hypergeometric (m - k)(n - k)/((k + 1)(N - m - n + k + 1)), beta-binomial
    (n - k)(k + a)/((k + 1)(n - k - 1 + b)), up to signs"""
    if found.constant != 1:
        return
    if isinstance(low, Max) or isinstance(high, Min):
        yield from _urns_cut(found)
        return
    n = expand(high - low)
    above = [expand(b + low) for b in found.above]
    below = [expand(b + low) for b in found.below]
    for i in (0, 1):
        for j in (0, 1):
            if expand(above[i] + n) != 0 or expand(below[j] - 1) != 0:
                continue
            other, last = above[1 - i], below[1 - j]
            beta = expand(1 - last - n)
            yield Named("BetaBinomial", (n, other, beta)), low
            m = expand(-other)
            yield Named("Hypergeometric", (expand(last + m + n - 1), m, n)), low


def _urns_cut(found: Ratio) -> Iterator[tuple[Named, Expr]]:
    """Hypergeometric where either of two ends may come first: by the roots alone."""
    m, n = (expand(-root) for root in found.above)
    for one, two in ((0, 1), (1, 0)):
        if expand(found.below[one] - 1) == 0:
            size = expand(found.below[two] + m + n - 1)
            yield Named("Hypergeometric", (size, m, n)), Integer(0)
            yield Named("Hypergeometric", (size, n, m)), Integer(0)
            return


_INFINITE = {
    (0, 0): (_geometric,),
    (0, 1): (_poisson,),
    (1, 1): (_negative_binomial,),
    (0, 2): (_bessel,),
}
_FINITE = {(1, 1): (_binomial,), (2, 2): (_urns,)}

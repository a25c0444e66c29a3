"""E log(S) through the law of a term W of which log(S) is q log(W) + log(c).

S may have no recorded law while such a W has: s^2/(s^2 + X^2) with X half Cauchy is beta
distributed, X^(-a) of a Frechet variable exponentially.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Expr, Integer, Pow, Symbol, cancel, default_sort_key, exp, log, nan, oo, zoo

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.families.members import unfold
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS

MOST_TERMS = 5
Mean = Callable[[Expr], int]


def mean_of_log(builder: Builder, law: Named, inner: Expr, symbol: Symbol, mean: Mean) -> int:
    """A step Expectation(q log(W) + log(c), value), equal to log(inner), where `mean` makes the
    step of E log(W). `law` is that of the symbol. Raises RuleError."""
    for number, (term, share, factor) in enumerate(_related(law, inner, symbol)):
        if number == MOST_TERMS:
            break
        try:
            found = [mean(term), builder.add("defined", (), (share, NUMBERS))]
            shares = [share]
            if factor != 1:
                value = log(factor)
                known = builder.add("defined", (), (value, NUMBERS))
                one = builder.add("defined", (), (Integer(1), NUMBERS))
                found += [builder.add("expectation-constant", (known,), (value,)), one]
                shares.append(Integer(1))
            return builder.add("expectation-sum", tuple(found), (tuple(shares),))
        except (RuleError, NoInverse, Unsupported):
            continue
    raise RuleError("means.inner", f"the law of {inner} is not recognised")


def _related(law: Named, inner: Expr, symbol: Symbol) -> Iterator[tuple[Expr, Expr, Expr]]:
    """(W, q, c) with log(inner) = q log(W) + log(c), up to where that is right."""
    one = Integer(1)
    yield 1 / inner, -one, one
    piece = unfold(law, symbol).pieces
    places = {end for p in piece for end in p.region.bounds[0][1:]} | {Integer(0)}
    line = inner.as_poly(symbol)
    if line is not None and line.degree() == 2:
        places.add(cancel(-line.coeff_monomial(symbol) / (2 * line.LC())))
    bounds = {cancel(inner.xreplace({symbol: p})) for p in places if p not in (oo, -oo)}
    for bound in sorted(bounds, key=default_sort_key):
        if bound.has(oo, zoo, nan, symbol) or bound in (0, 1):
            continue
        yield inner / bound, one, bound
        yield bound / inner, -one, bound
    for power in _powers(law, inner, symbol):
        yield inner**power, 1 / power, one


def _powers(law: Named, inner: Expr, symbol: Symbol) -> list[Expr]:
    """The exponents of the symbol inside of exponentials of the density, for a linear term."""
    if inner.diff(symbol).has(symbol):
        return []
    found = {
        power.exp
        for piece in unfold(law, symbol).pieces
        for term in piece.density.atoms(exp)
        for power in term.args[0].atoms(Pow)
        if power.base.has(symbol) and not power.exp.has(symbol)
    }
    return sorted(found - {Integer(-1)}, key=default_sort_key)

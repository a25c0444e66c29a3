"""Every formula of the page of divergences against numeric integrals and sums of the densities."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import pytest
from mpmath import inf, mp, mpf, quad
from sympy import Expr, Rational, lambdify, oo

from symreparam.families.members import unfold
from symreparam.logic.judgement import DivergenceOf
from symreparam.terms.law import Law, Named
from symreparam.terms.scope import variable

PAGE = Path(__file__).parents[2] / "docs" / "divergences.py"
AT = {"mu": "0.3", "m": "-0.7", "sigma": "0.8", "s": "1.4", "k": "1.9", "l": "1.3", "lambda": "0.6"}
AT |= {"a": "1.7", "b": "2.6", "c": "0.9", "d": "1.2", "rho": "1.1", "p": "0.35", "q": "0.6"}
AT |= {"n": "4", "v": "0.3", "w": "0.85"}
VECTORS = ("Dirichlet", "MultivariateNormal")
CUTS = ("-0.7", "0.3", "6", "60", "4000", "1000000")
LEAST = 10**-40
ENOUGH = 10**30
T = variable("t")


def _exp(x: mpf) -> mpf:
    """exp, cut off where mpmath would compute a number of millions of digits: exp(exp(40))."""
    return mpf(0) if mp.re(x) < -ENOUGH else mp.exp(min(mp.re(x), ENOUGH))


@cache
def page():
    spec = importlib.util.spec_from_file_location("divergences_page", PAGE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAIRS = [pair for pair in (*page().SAME, *page().CROSS) if not pair[0].startswith(VECTORS)]


def placed(term: Expr) -> Expr:
    return term.xreplace({s: Rational(AT[s.name]) for s in term.free_symbols if s.name in AT})


def law_at(named: Named) -> Law:
    return unfold(Named(named.family, tuple(map(placed, named.arguments))), T)


def _end(term: Expr) -> mpf:
    return inf if term == oo else -inf if term == -oo else mpf(str(term.evalf(20)))


def by_integral(one: Law, two: Law) -> mpf:
    """The integral of p log(p/q), cut where a density may have a kink."""
    [first], [second] = one.pieces, two.pieces
    _, low, high = first.region.bounds[0]
    modules = [{"exp": _exp}, "mpmath"]
    p, q = (lambdify(T, piece.density, modules) for piece in (first, second))
    cuts = sorted({_end(low), *(mpf(x) for x in CUTS if low < Rational(x) < high)})

    def body(t: mpf) -> mpf:
        here, there = mp.re(p(t)), mp.re(q(t))
        # where p is next to nothing its logarithm is no help: exp was cut off
        return here * mp.log(here / there) if here > LEAST and there > 0 else mpf(0)

    return quad(body, [*cuts, _end(high)])


def by_sum(one: Law, two: Law) -> mpf:
    """The sum of p log(p/q) over whole numbers, far enough."""

    def mass(law: Law, k: int) -> float:
        found = sum((a.mass for a in law.atoms if a.point == k), start=Rational(0))
        for each in law.lattices:
            if each.lower <= k <= each.upper:
                found += each.mass.xreplace({each.index: Rational(k)})
        return float(found)

    masses = [(mass(one, k), mass(two, k)) for k in range(60)]
    return sum((a * mp.log(a / b) for a, b in masses if a > LEAST), start=mpf(0))


def test_all_univariate_formulas_are_here() -> None:
    assert len(PAIRS) > 40
    assert {pair[0].partition("(")[0] for pair in PAIRS} >= {"ContinuousBernoulli", "Gumbel"}


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_formulas_agree_with_quadrature(first: str, second: str) -> None:
    found = page().divergence(first, second, page()._lets(first, second))
    assert found.value is not None and found.value != oo
    claim = found.outcome.claim
    [letter] = claim.goal.means
    assert isinstance(letter, DivergenceOf)
    own = next(given.law for given in claim.hypotheses if given.subject == letter.subject)
    one, two = law_at(own), law_at(letter.law)
    known = by_integral(one, two) if one.pieces else by_sum(one, two)
    mine = lambdify((), placed(found.value), "mpmath")()
    assert float(mine) == pytest.approx(float(known), rel=1e-6, abs=1e-7)
    assert float(mine) >= -1e-12

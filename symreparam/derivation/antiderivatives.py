"""Candidates for an antiderivative: proposed here, checked by their derivative."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import (
    Add,
    Dummy,
    Expr,
    Integer,
    Mul,
    Poly,
    Pow,
    Rational,
    Symbol,
    asin,
    betainc_regularized,
    cancel,
    degree,
    diff,
    erf,
    exp,
    expand,
    expand_log,
    expand_power_base,
    factorial,
    gamma,
    log,
    oo,
    pi,
    powsimp,
    rf,
    sqrt,
)
from sympy.integrals.rationaltools import ratint

from symreparam.derivation.builder import Builder
from symreparam.derivation.by_parts import by_parts
from symreparam.derivation.euler import by_euler
from symreparam.derivation.nested import of_nested
from symreparam.derivation.of_exponentials import of_exponentials
from symreparam.derivation.partial_fractions import by_partial_fractions, too_high
from symreparam.derivation.partial_moments import partial_moments
from symreparam.derivation.recognise import candidates, positive_letter
from symreparam.families.members import cdf_of, unfold
from symreparam.logic.judgement import SameLaw
from symreparam.terms.law import Law, Named, Piece
from symreparam.terms.region import interval

MOST_OPERATIONS = 30
MOST_POWERS = 12
HALF = Rational(1, 2)


def point_inside(low: Expr, high: Expr) -> Expr:
    if low == -oo:
        return Integer(0) if high == oo else high - 1
    return low + 1 if high == oo else (low + high) / 2


def antiderivatives(builder: Builder, density: Expr, variable: Symbol) -> Iterator[Expr]:
    """The cdfs of the claim's own laws, then what SymPy finds for a short density."""
    for found in _antiderivatives(builder, density, variable):
        yield found.replace(betainc_regularized, _plain_beta)


def _plain_beta(a: Expr, b: Expr, low: Expr, x: Expr) -> Expr:
    """A finite sum where a or b is a small whole number, an arcsine and a sum where both are halves
    of odd ones: such terms are integrated again more easily, and their values are numbers."""
    whole = [n for n in (b, a) if n.is_Integer and 1 <= n <= MOST_POWERS]
    if low == 0 and whole and min(whole) == b:
        return _beta_sum(a, int(b), x)
    if low == 0 and whole:
        return 1 - _beta_sum(b, int(a), 1 - x)
    halves = all((n - HALF).is_Integer and HALF <= n <= MOST_POWERS for n in (a, b))
    if low == 0 and halves:
        return _beta_of_halves(a, b, x)
    return betainc_regularized(a, b, low, x)


def _beta_sum(a: Expr, b: int, x: Expr) -> Expr:
    """I_x(a, b) for a whole number b (DLMF 8.17.5): x^a and b terms of a binomial series."""
    return x**a * Add(*(rf(a, j) / factorial(j) * (1 - x) ** j for j in range(b)))


def _beta_of_halves(a: Expr, b: Expr, x: Expr) -> Expr:
    """I_x(a, b) from I_x(1/2, 1/2), step by step in a, then in b (DLMF 8.17.20, 8.17.21)."""
    found = 2 * asin(sqrt(x)) / pi
    for k in range(int(a)):
        found -= x ** (k + HALF) * sqrt(1 - x) / ((k + HALF) * _beta(k + HALF, HALF))
    for k in range(int(b)):
        found += x**a * (1 - x) ** (k + HALF) / ((k + HALF) * _beta(a, k + HALF))
    return found


def _beta(a: Expr, b: Expr) -> Expr:
    return gamma(a) * gamma(b) / gamma(a + b)


def _antiderivatives(builder: Builder, density: Expr, variable: Symbol) -> Iterator[Expr]:
    yield from _named_before(builder, density, variable)
    for given in builder.claim.hypotheses:
        if isinstance(given.law, Named):
            yield from cdf_of(given.law, variable)
            yield from _scaled_cdf(given.law, density, variable)
    if any(each.has(variable) for each in density.atoms(erf)):
        from symreparam.derivation.by_error_functions import by_error_functions

        whole = by_error_functions(density, variable)
        if whole is not None:
            yield whole
    yield from _powers(density, variable)
    yield from of_nested(density, variable)
    yield from of_exponentials(density, variable)
    yield from elementary(density, variable)
    yield from partial_moments(density, variable)
    found = by_euler(density, variable)
    if found is not None:
        yield found
    yield from _cdfs(density, variable)


def _powers(density: Expr, variable: Symbol) -> Iterator[Expr]:
    """u^(p + 1)/(p + 1) for u' u^p with a power p that is no number: laws of extremes."""
    factors = Mul.make_args(density)
    for power in (each for each in factors if isinstance(each, Pow)):
        if not power.base.has(variable) or power.exp.has(variable) or power.exp.is_number:
            continue
        slope = power.base.diff(variable)
        if slope == 0:
            continue
        others = Mul(*(factor for factor in factors if factor != power))
        scale, rest = (others / slope).as_independent(variable, as_Add=False)
        # another power of the same base may be left
        base, more = rest.as_base_exp()
        if rest == 1 or (base == power.base and more.is_number):
            exponent = power.exp + (more if rest != 1 else 0) + 1
            yield scale * power.base**exponent / exponent


def _named_before(builder: Builder, density: Expr, variable: Symbol) -> Iterator[Expr]:
    """The cdf of a member whose density this is by an earlier step."""
    for step in builder.steps:
        found = step.conclusion
        if not isinstance(found, SameLaw) or not isinstance(found.left, Named):
            continue
        law = found.right
        if not isinstance(law, Law) or law.variable != variable:
            continue
        if [piece.density for piece in law.pieces] == [density]:
            yield from cdf_of(found.left, variable)


def _scaled_cdf(named: Named, density: Expr, variable: Symbol) -> Iterator[Expr]:
    """A constant times the cdf of a law of the claim, as for the extremes of alike variables."""
    law, known = unfold(named, variable), cdf_of(named, variable)
    if len(known) == len(law.pieces) == 1 and not law.atoms:
        ratio = powsimp(density / law.pieces[0].density)
        if not ratio.has(variable) and ratio != 1:
            yield ratio * known[0]


def _cdfs(density: Expr, variable: Symbol) -> Iterator[Expr]:
    """A constant times a member's cdf, where the density has the member's shape on a part."""
    for low in (-oo, Integer(0)):
        whole = interval(variable, low, oo)
        for named in candidates(Law(variable, (Piece(whole, density),))):
            law, known = unfold(named, variable), cdf_of(named, variable)
            if len(known) == 1 and law.pieces[0].region == whole:
                place = {variable: point_inside(low, oo)}
                ratio = (density / law.pieces[0].density).xreplace(place)
                yield powsimp(ratio).replace(exp, lambda p: exp(expand(p))) * known[0]


def elementary(density: Expr, variable: Symbol) -> Iterator[Expr]:
    """Antiderivatives of constants, powers, rational functions, polynomials times exp(k y), and
    polynomials in log y over y. Roots are merged as if the variable were positive: a guess."""
    own = positive_letter()
    moved = powsimp(expand_power_base(density.xreplace({variable: own}), force=True), force=True)
    for found in _of_positive(moved, own):
        yield found.xreplace({own: variable})


def _of_positive(density: Expr, variable: Symbol) -> Iterator[Expr]:
    if not density.has(variable):
        yield density * variable
        return
    constant, rest = density.as_independent(variable, as_Add=False)
    if rest.is_rational_function(variable) and rest.count_ops() <= MOST_OPERATIONS:
        found = by_partial_fractions(rest, variable)
        if found is not None:
            yield constant * found
            return
        if too_high(rest):
            return
        # SymPy's time grows without bound with the degree when there are parameters
        most = 4 if len(rest.free_symbols) <= 2 else 2
        if degree(rest.as_numer_denom()[1], variable) <= most:
            yield constant * ratint(rest, variable)
        return
    if isinstance(rest, Pow) and rest.base == variable and not rest.exp.has(variable):
        yield constant * variable ** (rest.exp + 1) / (rest.exp + 1)
    yield from _times_exponential(density, variable)
    parts = by_parts(density, variable) if density.count_ops() <= MOST_OPERATIONS else None
    if parts is not None:
        yield parts
    yield from _logarithm(constant, rest, variable)
    yield from _polynomial_logarithm(density, variable)
    level = Dummy("level", real=True)
    inside = expand(expand_log(density * variable, force=True)).xreplace({log(variable): level})
    if not inside.has(variable) and inside.is_polynomial(level):
        yield Poly(inside, level).integrate().as_expr().xreplace({level: log(variable)})


def _logarithm(constant: Expr, rest: Expr, variable: Symbol) -> Iterator[Expr]:
    """c log(a y + b): c ((a y + b) log(a y + b)/a - y)."""
    if isinstance(rest, log):
        inner = rest.args[0]
        slope = diff(inner, variable)
        if not slope.has(variable):
            yield constant * (inner * rest / slope - variable)


def _times_exponential(density: Expr, variable: Symbol) -> Iterator[Expr]:
    """P exp(k y): P/k - P'/k^2 + P''/k^3 - ..., times exp(k y); powers b^y are exp(y log b)."""
    factors = density.as_ordered_factors()
    powers = [f for f in factors if _is_exponential(f, variable)]
    if not powers:
        return
    rest = Mul(*(f for f in factors if f not in powers))
    slope = Add(*(log(f.as_base_exp()[0]) * diff(f.as_base_exp()[1], variable) for f in powers))
    if slope.has(variable) or slope == 0 or not rest.is_polynomial(variable):
        return
    total: Expr = Integer(0)
    for order in range(int(degree(rest, variable)) + 1):
        total += (-1) ** order * diff(rest, variable, order) / slope ** (order + 1)
    yield total * Mul(*powers)


def _is_exponential(factor: Expr, variable: Symbol) -> bool:
    base, power = factor.as_base_exp()
    return power.has(variable) and not base.has(variable)


def _polynomial_logarithm(density: Expr, variable: Symbol) -> Iterator[Expr]:
    """P(x) log(a x + b), in powers of a x + b: u^k log u comes from u^(k+1) (log u - 1/(k+1))."""
    found = [f for f in Mul.make_args(density) if isinstance(f, log) and f.has(variable)]
    if len(found) != 1:
        return
    inner, rest = found[0].args[0], density / found[0]
    line = inner.as_poly(variable)
    if line is None or line.degree() != 1 or not rest.is_polynomial(variable):
        return
    slope, start = line.all_coeffs()
    level = Dummy("u", positive=True)
    shifted = Poly(rest.xreplace({variable: (level - start) / slope}), level)
    total: Expr = Integer(0)
    for (power,), factor in shifted.terms():
        above = Integer(power + 1)
        part = inner**above * log(inner) / above - inner**above / above**2
        total = total + cancel(factor / slope) * part
    yield total

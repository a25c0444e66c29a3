"""Helpers of the decide tests: contexts, densities, and the values of letters."""

from __future__ import annotations

from flint import arb, ctx, fmpq
from sympy import Abs, Expr, Integer, Symbol, exp, gamma, log, oo, pi, sqrt

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.fraction import Polynomial, Ratio
from symreparam.decide.generators import Generator
from symreparam.decide.space import Space
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import REALS, Domain, Relation, Scope, parameter, variable

POSITIVE = Domain(lower=Integer(0))
NONNEGATIVE = Domain(lower=Integer(0), lower_closed=True)
UNIT = Domain(lower=Integer(0), upper=Integer(1))
COUNT = Domain(lower=Integer(0), lower_closed=True, integer=True)
X, Z = variable("x"), variable("z")


def context(
    *domains: tuple[str, Domain],
    relations: tuple[Relation, ...] = (),
    over: tuple[Symbol, Expr, Expr] | None = None,
) -> Context:
    """A context with these parameters, relations, and perhaps one bound variable."""
    symbols = tuple((parameter(name, domain), domain) for name, domain in domains)
    return Context(Scope(symbols, relations), interval(*over) if over else NUMBERS)


def symbols(*domains: tuple[str, Domain]) -> list[Symbol]:
    """The symbols of these parameters."""
    return [parameter(name, domain) for name, domain in domains]


def normal(t: Expr, mu: Expr, sigma: Expr) -> Expr:
    return exp(-((t - mu) ** 2) / (2 * sigma**2)) / (sqrt(2 * pi) * sigma)


def laplace(t: Expr, mu: Expr, b: Expr) -> Expr:
    return exp(-Abs(t - mu) / b) / (2 * b)


def logistic(t: Expr, mu: Expr, s: Expr) -> Expr:
    return exp(-(t - mu) / s) / (s * (1 + exp(-(t - mu) / s)) ** 2)


def cauchy(t: Expr, mu: Expr, g: Expr) -> Expr:
    return 1 / (pi * g * (1 + ((t - mu) / g) ** 2))


def gamma_density(t: Expr, k: Expr, theta: Expr) -> Expr:
    return t ** (k - 1) * exp(-t / theta) / (gamma(k) * theta**k)


def lognormal(t: Expr, mu: Expr, sigma: Expr) -> Expr:
    return normal(log(t), mu, sigma) / t


# --- letters from their definitions ---------------------------------------------------------
def polynomial_value(p: Polynomial, values: list[arb]) -> arb:
    total = arb(0)
    for exponents, coefficient in p.to_dict().items():
        term = arb(coefficient)
        for index, exponent in enumerate(exponents):
            if exponent:
                term *= values[index] ** int(exponent)
        total += term
    return total


def ratio_value(a: Ratio, values: list[arb]) -> arb:
    return polynomial_value(a[0], values) / polynomial_value(a[1], values)


def letter_values(space: Space, point: dict[Symbol, Expr]) -> list[arb]:
    """The value of every letter at an exact rational point, at the current precision."""
    values: list[arb] = []
    for generator in space.generators:
        values.append(_letter(generator, [ratio_value(a, values) for a in generator.arguments],
                              point))
    return values


def _letter(generator: Generator, inner: list[arb], point: dict[Symbol, Expr]) -> arb:
    kind, depth = generator.kind, generator.depth
    if kind == "symbol":
        over, under = (part.xreplace(point) for part in generator.term or ())
        value = over / under
        if not value.is_Rational:  # an end with a root in it
            return _root(enclose(value, {}, ctx.prec), depth)
        return _root(arb(fmpq(int(value.p), int(value.q))), depth)
    if kind == "constant":
        return _root(arb.pi() if generator.term[0] is pi else arb.const_euler(), depth)
    if kind == "radical":
        return _root(inner[0], depth)
    if kind == "exponential":
        return (inner[0] / depth).exp()
    if kind == "logarithm":
        return abs(inner[0]).log()
    if kind == "branch":
        return arb(1) if inner[0] >= 0 else arb(-1) if inner[0] < 0 else arb("nan")
    if kind == "parity":
        return arb(-1) ** int(inner[0].unique_fmpz())
    if kind == "cosine":
        return (inner[0] / depth).cos()
    if kind == "sine":
        return (inner[0] / depth).sin()
    return _root(_FUNCTIONS[generator.head](*inner), depth)


def _root(value: arb, depth: int) -> arb:
    return value if depth == 1 else value.root(depth)



def _polygamma(order: int, a: arb) -> arb:
    """By Hurwitz' zeta function (DLMF 25.11.12)."""
    if order == 0:
        return a.digamma()
    return (-1) ** (order + 1) * arb(order + 1).gamma() * arb(order + 1).zeta(a)


_FUNCTIONS = {
    "gamma": lambda a: a.gamma(),
    "erf": lambda a: a.erf(),
    "erfinv": lambda a: a.erfinv(),
    "atan": lambda a: a.atan(),
    "asin": lambda a: a.asin(),
    "besselk": lambda v, a: a.bessel_k(v),
    "lowergamma": lambda s, a: a.gamma_lower(s),
    "betainc_regularized": lambda a, b, x: x.beta_lower(a, b, regularized=True),
    "polygamma": lambda m, a: _polygamma(int(m.unique_fmpz()), a),
    "LambertW": lambda a: a.lambertw(),
    "LambertLower": lambda a: a.lambertw(-1),
    "besseli": lambda v, a: a.bessel_i(v),
    "expint": lambda v, a: a.expint(v),
    "zeta": lambda a: a.zeta(),
    "floor": lambda a: a.floor(),
    "ceiling": lambda a: a.ceil(),
}


def precision(bits: int) -> None:
    """Set the working precision of arb (a test fixture restores it)."""
    ctx.prec = bits


__all__ = ["REALS", "oo"]

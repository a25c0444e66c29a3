"""Standard forms: a member of a family as a function of one variable without those parameters.

X given its random parameters has a row's law when X is the row's term in a variable of the standard
law that is independent of them: so a hierarchical model is one of independent variables. Each row
is proved by the engine itself in the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from sympy import Expr, Integer, Piecewise, Symbol, exp

from symreparam.families.members import record_of
from symreparam.terms.law import Named

Terms = tuple[Expr, ...]
_ZERO: Final = Integer(0)
_ONE: Final = Integer(1)

Row = tuple[Callable[[Terms], Named], Callable[[Terms, Symbol], Expr]]
"""The standard law, given the arguments; the member as a term in the standard variable t."""


def _affine(name: str) -> Row:
    """Location and scale, in this order."""
    return lambda _: Named(name, (_ZERO, _ONE)), lambda a, t: a[0] + a[1] * t


def _scale(name: str) -> Row:
    return lambda _: Named(name, (_ONE,)), lambda a, t: a[0] * t


def _shape_and_scale(name: str) -> Row:
    return lambda a: Named(name, (a[0], _ONE)), lambda a, t: a[1] * t


def _exponential(_: Terms) -> Named:
    return Named("Exponential", (_ONE,))


def _uniform(_: Terms) -> Named:
    return Named("Uniform", (_ZERO, _ONE))


_ROWS: MappingProxyType[str, Row] = MappingProxyType(
    {
        **{name: _affine(name) for name in ("Normal", "Laplace", "Logistic", "Cauchy", "Levy")},
        **{name: _scale(name) for name in ("Rayleigh", "HalfNormal", "HalfCauchy", "Maxwell")},
        **{name: _shape_and_scale(name) for name in ("Gamma", "GammaInverse", "Lomax")},
        "Gumbel": (lambda _: Named("Gumbel", (_ONE, _ZERO)), lambda a, t: a[1] + a[0] * t),
        "Uniform": (_uniform, lambda a, t: a[0] + (a[1] - a[0]) * t),
        "Exponential": (_exponential, lambda a, t: t / a[0]),
        "Erlang": (lambda a: Named("Erlang", (a[0], _ONE)), lambda a, t: t / a[1]),
        "Weibull": (_exponential, lambda a, t: a[0] * t ** (1 / a[1])),
        "LogNormal": (lambda _: Named("Normal", (_ZERO, _ONE)), lambda a, t: exp(a[0] + a[1] * t)),
        "Pareto": (_exponential, lambda a, t: a[0] * exp(t / a[1])),
        "Frechet": (_exponential, lambda a, t: a[2] + a[1] * t ** (-1 / a[0])),
        "LogLogistic": (
            lambda _: Named("Logistic", (_ZERO, _ONE)),
            lambda a, t: a[0] * exp(t / a[1]),
        ),
        "Bernoulli": (_uniform, lambda a, t: Piecewise((_ONE, t < a[0]), (_ZERO, True))),
    }
)
STANDARD: Final = tuple(_ROWS)


def standard_form(named: Named, letter: Symbol) -> tuple[Named, Expr] | None:
    """The standard law and the member as a term in the letter; None where there is no row.

    Raises UnknownFamily, WrongArguments.
    """
    record_of(named)
    row = _ROWS.get(named.family)
    if row is None:
        return None
    law, body = row
    return law(named.arguments), body(named.arguments, letter)

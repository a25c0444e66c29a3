"""Remainders of a uniform variable plus something independent: recognised here."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Integer, Symbol, expand, floor

from symreparam.decide.ball import enclose
from symreparam.derivation.builder import Builder, law_step
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS


def modulo_step(builder: Builder, subject: Expr) -> int:
    """A step HasLaw(subject, Uniform(0, m)). RuleError when the subject is no such remainder."""
    for whole, period in _remainders(subject):
        for index, variable in enumerate(builder.claim.variables):
            if not whole.has(variable):
                continue
            try:
                return _around(builder, index, variable, whole, period)
            except RuleError:
                continue
    raise RuleError("uniform-modulo.form", f"{subject} is no remainder of a uniform variable")


def _remainders(subject: Expr) -> Iterator[tuple[Expr, Expr]]:
    """(W, m) when the subject is W - m floor(W/m)."""
    for step in sorted(subject.atoms(floor), key=str):
        period = -expand(subject).coeff(step)
        whole = expand(subject + period * step)
        if period != 0 and not period.has(floor) and expand(step.args[0] * period) == whole:
            yield whole, period


def _around(builder: Builder, index: int, variable: Symbol, whole: Expr, period: Expr) -> int:
    given = builder.add("hypothesis", (), (index,))
    named = law_step(builder, given).law
    if not isinstance(named, Named) or named.family != "Uniform":
        raise RuleError("uniform-modulo.law", "no uniform variable")
    factor = whole.coeff(variable)
    rest = whole - factor * variable
    size = enclose(factor * (named.arguments[1] - named.arguments[0]) / period, {}, 96)
    if factor == 0 or rest.has(variable) or size is None:
        raise RuleError("uniform-modulo.form", str(whole))
    number = round(float(size.mid()))
    premises = (
        given,
        builder.sign_is(period, "+"),
        builder.equal(
            factor * (named.arguments[1] - named.arguments[0]), Integer(number) * period
        ),
        builder.add("defined", (), (factor, NUMBERS)),
    )
    return builder.add("uniform-modulo", premises, (variable, factor, rest, period, number))

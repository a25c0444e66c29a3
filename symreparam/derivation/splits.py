"""A term as a sum or product of parts without common random variables."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import (
    Add,
    Expr,
    Integer,
    Mul,
    Symbol,
    exp,
    expand_log,
    expand_mul,
    expand_power_base,
    factor_terms,
    log,
)

from symreparam.terms.record import dataclass

MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """factor * unit (`exponential`), factor * log(unit) (`power`) in an exponent."""

    kind: str
    factor: Expr
    unit: Expr


@dataclass(frozen=True, slots=True)
class Split:
    """A term as a combination of parts without common random variables."""

    form: str
    parts: tuple[Part, ...]
    rest: Expr


def splits(subject: Expr, random: tuple[Symbol, ...], least: int = 2) -> Iterator[Split]:
    """The subject as a sum, and as a product, of two (or `least`) or more independent parts."""
    for found in (_sum(subject, random), _product(subject, random)):
        if found is not None and least <= len(found.parts) <= MOST_PARTS:
            yield found


def _multiple(group: list[Expr], random: tuple[Symbol, ...]) -> Part | None:
    """Terms that are multiples of one random variable, as one multiple of it."""
    total = Add(*group)
    [first, *more] = [symbol for symbol in random if total.has(symbol)]
    factors = [term / first for term in group]
    if more or any(factor.has(*random) for factor in factors):
        return None
    return Part("exponential", factor_terms(Add(*factors)), first)


def _sum(subject: Expr, random: tuple[Symbol, ...]) -> Split | None:
    terms = Add.make_args(expand_mul(expand_log(expand_mul(subject), force=True)))
    own = [term for term in terms if term.has(*random)]
    rest = Add(*(term for term in terms if not term.has(*random)))
    parts = []
    for group in _grouped(own, random):
        if len(group) > 1 and (alone := _multiple(group, random)) is not None:
            parts.append(alone)
            continue
        if len(group) > 1:
            parts.append(Part("exponential", Integer(1), Add(*group)))
            continue
        factor, unit = group[0].as_independent(*random, as_Add=False)
        if isinstance(unit, log):
            parts.append(Part("power", factor, unit.args[0]))
        else:
            parts.append(Part("exponential", factor, unit))
    return Split("sum", tuple(parts), rest)


def _product(subject: Expr, random: tuple[Symbol, ...]) -> Split | None:
    flat = expand_power_base(subject, force=True)
    factors: list[Expr] = []
    for factor in Mul.make_args(flat):
        if isinstance(factor, exp):
            factors += [exp(term) for term in Add.make_args(expand_mul(factor.args[0]))]
        else:
            factors.append(factor)
    own = [factor for factor in factors if factor.has(*random)]
    rest = Mul(*(factor for factor in factors if not factor.has(*random)))
    parts = []
    for group in _grouped(own, random):
        if len(group) > 1:
            parts.append(Part("power", Integer(1), Mul(*group)))
        elif isinstance(group[0], exp):
            scale, unit = group[0].args[0].as_independent(*random, as_Add=False)
            parts.append(Part("exponential", scale, unit))
        else:
            base, power = group[0].as_base_exp()
            if power.has(*random):
                return None
            parts.append(Part("power", power, base))
    return Split("product", tuple(parts), rest)


def _grouped(terms: list[Expr], random: tuple[Symbol, ...]) -> list[list[Expr]]:
    """Terms that share random variables together, in the order of the terms."""
    groups: list[tuple[set[Symbol], list[Expr]]] = []
    for term in terms:
        names, members = term.free_symbols & set(random), [term]
        rest = []
        for other, inside in groups:
            if other & names:
                names, members = names | other, [*inside, *members]
            else:
                rest.append((other, inside))
        groups = [*rest, (names, members)]
    return [members for _, members in groups]

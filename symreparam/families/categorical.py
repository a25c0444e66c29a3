"""Categorical(p1, ..., pk): the value i with probability pi, for i from 1 to k."""

from __future__ import annotations

from sympy import Add, Integer, exp, oo

from symreparam.families.family import Family, Parameter
from symreparam.terms.law import Atom
from symreparam.terms.scope import Domain, Relation, parameter, variable

_UNIT = Domain(lower=Integer(0), lower_closed=True, upper=Integer(1), upper_closed=True)
_t, _q, _w = variable("t"), variable("q"), variable("w")


def categorical(size: int) -> Family:
    """The record for `size` values: the number of parameters is not fixed by the name."""
    chances = tuple(parameter(f"p{index}", _UNIT) for index in range(1, size + 1))
    values = tuple(Integer(index) for index in range(1, size + 1))
    pairs = tuple(zip(values, chances, strict=True))
    mean = Add(*(value * chance for value, chance in pairs))
    square = Add(*(value**2 * chance for value, chance in pairs))
    return Family(
        name="Categorical",
        parameters=tuple(
            Parameter(f"p{index}", chance, _UNIT, f"probability of {index}")
            for index, chance in pairs
        ),
        conditions=(Relation(Add(*chances), "=", Integer(1)),),
        variable=_t,
        pieces=(),
        atoms=tuple(Atom(value, chance) for value, chance in pairs),
        log_density=(),
        cdf=(),
        probability=_q,
        quantile=None,
        mean=mean,
        variance=square - mean**2,
        frequency=_w,
        mgf=Add(*(chance * exp(value * _w) for value, chance in pairs)),
        mgf_range=(-oo, oo),
        mellin=None,
        mellin_range=None,
        characteristic=None,
        sampler=None,
        latex=(
            r"\mathrm{Categorical}\left(" + ", ".join(["%s"] * size) + r"\right)",
            chances,
        ),
        reference="Johnson, Kotz & Balakrishnan (1997), chapter 35",
    )

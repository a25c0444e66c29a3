"""A counterexample's numbers are computed once more, and wrong numbers are noticed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Rational, Symbol

from symreparam.logic.verdict import Witness
from symreparam.numeric.witness import recheck_witness
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Domain, parameter, variable

_SIGMA = parameter("sigma", Domain(lower=Integer(0)))
_Z = variable("z")
_TRUE = Named("Normal", (Integer(0), _SIGMA))
_CLAIMED = Named("Normal", (Integer(0), _SIGMA**2))
_FOUND = Witness(
    parameters=((_SIGMA, Integer(2)),),
    region=interval(_Z, Integer(0), Rational(1, 2)),
    point=Rational(1, 4),
    left="0.197919",
    right="0.099541",
    why="",
)


def test_right_numbers() -> None:
    found = recheck_witness(_FOUND, _TRUE, _CLAIMED)
    assert found.ok is True
    assert found.detail == "0.1979188435 against 0.09954096417 at 1/4"


@pytest.mark.parametrize(
    "changed",
    [
        {"left": "0.197929"},
        {"right": "0.09964"},
        {"left": "0.099541", "right": "0.197919"},
        {"left": "1.97919e-2"},
        {"parameters": ((_SIGMA, Integer(1)),)},  # the laws are the same there
        {"parameters": ((_SIGMA, Integer(3)),)},
        {"region": interval(_Z, Integer(0), Integer(9))},  # the densities cross
    ],
)
def test_wrong_numbers(changed: dict[str, object]) -> None:
    assert recheck_witness(replace(_FOUND, **changed), _TRUE, _CLAIMED).ok is False  # type: ignore[arg-type]


def test_equal_laws_are_no_counterexample() -> None:
    silent = replace(_FOUND, left="", right="")
    assert recheck_witness(silent, _TRUE, _TRUE).ok is False


def test_without_a_point_the_region_is_looked_at() -> None:
    assert recheck_witness(replace(_FOUND, point=None, left="", right=""), _TRUE, _CLAIMED).ok


def test_masses() -> None:
    at = Witness((), NUMBERS, Integer(3), "1.000", "0.000", "")
    three, four = Named("Point", (Integer(3),)), Named("Point", (Integer(4),))
    assert recheck_witness(at, three, four).ok is True
    assert recheck_witness(at, four, three).ok is False
    assert recheck_witness(at, three, three).ok is False


@pytest.mark.parametrize(
    "changed",
    [
        {"parameters": ()},  # no value for sigma
        {"parameters": ((_SIGMA, Symbol("unknown")),)},
        {"left": "many"},
        {"region": NUMBERS, "point": None},
    ],
)
def test_no_numbers_are_no_evidence(changed: dict[str, object]) -> None:
    assert recheck_witness(replace(_FOUND, **changed), _TRUE, _CLAIMED).ok is None  # type: ignore[arg-type]

"""Masses at a point that a lattice has at one whole number: an accepted step, and rejects."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lattice_setting import GEOMETRIC, HALF, ONE, SETTING, k, n, rejects, z
from sympy import Expr, Integer, oo

import symreparam
from symreparam.logic.judgement import Sign
from symreparam.rules.differ_mass import differ_mass_rule, place_of
from symreparam.terms.law import Atom, Law
from symreparam.terms.region import NUMBERS, Region

QUARTER = HALF**2
RECIPROCALS = replace(GEOMETRIC, point=1 / k)
OTHER = Law(z, (), (Atom(HALF, ONE),))
BEFORE = Sign(1 / k - HALF, "+", Region(((k, ONE, ONE),)))
AFTER = Sign(1 / k - HALF, "-", Region(((k, Integer(3), oo),)))
GAP = Sign(QUARTER - 1, "-", NUMBERS)


def test_a_point_that_the_lattice_has_once() -> None:
    assert place_of(RECIPROCALS, HALF) == (2, (BEFORE.over, AFTER.over))
    law = Law(z, (), (), (RECIPROCALS,))
    differ_mass_rule(SETTING, (BEFORE, AFTER, GAP), (law, OTHER, HALF))


@pytest.mark.parametrize(
    ("code", "premises"),
    [
        ("lattice", (AFTER, GAP)),
        ("lattice", (BEFORE, GAP)),
        ("lattice", (BEFORE, replace(AFTER, over=Region(((k, Integer(4), oo),))), GAP)),
        ("lattice", (BEFORE, replace(AFTER, expr=1 / k - 1), GAP)),
        ("lattice", (BEFORE, replace(AFTER, sign="<="), GAP)),
        ("gap", (BEFORE, AFTER)),
        ("gap", (BEFORE, AFTER, Sign(HALF**3 - 1, "-", NUMBERS))),
    ],
)
def test_rejects(code: str, premises: tuple[Sign, ...]) -> None:
    law = Law(z, (), (), (RECIPROCALS,))
    rejects(f"differ-mass.{code}", differ_mass_rule, premises, (law, OTHER, HALF))


@pytest.mark.parametrize(
    ("point", "upper"),
    [(1 / k, n), (1 / k + 1, oo), (k**2, oo)],
)
def test_no_place_is_found(point: Expr, upper: Expr) -> None:
    assert place_of(replace(GEOMETRIC, point=point, upper=upper), HALF) is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("1/X has mass p*(1 - p)^(k - 1) at 1/k for integer k >= 1", "proved"),
        ("1/X has mass p*(1 - p)^k at 1/k for integer k >= 1", "refuted"),
        ("X^3 has mass p*(1 - p)^k at k^3 for integer k >= 1", "refuted"),
        ("2^X has mass p*(1 - p)^(k - 1) at 3^k for integer k >= 1", "refuted"),
    ],
)
def test_claims(claim: str, verdict: str) -> None:
    (outcome,) = symreparam.check(f"let 0 < p < 1\nlet X ~ Geometric(p)\nprove {claim}")
    assert outcome.verdict == verdict
    symreparam.replay(outcome.proof)

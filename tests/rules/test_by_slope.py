"""Equality by derivative and one common value: accepts, and a reject for each obligation."""

from __future__ import annotations

import pytest
from plain_builder import builder
from sympy import Expr, Integer, acos, asin, atan, log, oo, pi, sqrt, tan

from symreparam.derivation.by_slope import equal_by_slope
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal
from symreparam.rules.table import RULES
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region, interval
from symreparam.terms.scope import variable

z = variable("z")
ONE, TWO = Integer(1), Integer(2)
TRUE = [
    (asin(z), pi / 2 - acos(z), interval(z, -ONE, ONE)),
    (atan(tan(z)), z, interval(z, -pi / 2, pi / 2)),
    (atan(sqrt(z**2 - 1)), acos(1 / z), interval(z, ONE, oo)),
    (atan(z), pi / 2 - atan(1 / z), interval(z, Integer(0), oo)),
    (2 * atan(z), asin(2 * z / (1 + z**2)), interval(z, -ONE, ONE)),
]
FALSE = [
    (asin(z), acos(z), interval(z, -ONE, ONE)),
    (asin(z), pi - acos(z), interval(z, -ONE, ONE)),
    (atan(tan(z)), z, interval(z, pi / 2, 3 * pi / 2)),
    (atan(z), atan(1 / z), interval(z, Integer(0), oo)),
    (2 * atan(z), asin(2 * z / (1 + z**2)), interval(z, ONE, oo)),
]


@pytest.mark.parametrize(("left", "right", "over"), TRUE)
def test_true(left: Expr, right: Expr, over: Region) -> None:
    steps = builder()
    known = steps.conclusion(equal_by_slope(steps, left, right, over))
    assert known == Equal(left, right, over)


@pytest.mark.parametrize(("left", "right", "over"), FALSE)
def test_false(left: Expr, right: Expr, over: Region) -> None:
    with pytest.raises(RuleError):
        equal_by_slope(builder(), left, right, over)


@pytest.mark.parametrize(("left", "right", "over"), TRUE)
def test_no_premise_can_be_left_out(left: Expr, right: Expr, over: Region) -> None:
    steps = builder()
    step = steps.steps[equal_by_slope(steps, left, right, over)]
    known = tuple(steps.conclusion(premise) for premise in step.premises)
    for index in range(len(known)):
        with pytest.raises(RuleError, match="equal-by-slope"):
            RULES["equal-by-slope"](
                steps.setting, known[:index] + known[index + 1 :], step.args
            )


def test_one_slope_and_other_values() -> None:
    """A planted value at another end, or of another function, is none."""
    steps = builder()
    over = interval(z, -ONE, ONE)
    maps = [Map(z, body, over) for body in (asin(z), -acos(z))]
    slopes = []
    for mapping in maps:
        known = steps.add("defined", (), (mapping.body, over))
        slopes.append(steps.add("derivative", (known,), (mapping, 1 / sqrt(1 - z**2))))
    same = steps.equal(1 / sqrt(1 - z**2), 1 / sqrt(1 - z**2), over)
    low = steps.add("limit", (), (maps[0], "lower", -pi / 2))
    other = steps.add("limit", (), (maps[1], "lower", -pi))
    high = steps.add("limit", (), (maps[1], "upper", Integer(0)))
    for pair in ((low, other), (low, high), (low, low), (other, low)):
        with pytest.raises(RuleError, match="equal-by-slope"):
            steps.add("equal-by-slope", (*slopes, same, *pair))
    at = steps.equal(asin(Integer(0)), -acos(ONE))
    with pytest.raises(RuleError, match="equal-by-slope"):
        steps.add("equal-by-slope", (*slopes, same, at), (TWO,))


@pytest.mark.parametrize(("body", "end"), [(log(z), "lower"), (log(z), "upper"), (-z, "upper")])
def test_an_infinite_limit_is_no_common_value(body: Expr, end: str) -> None:
    """log z and log z + 1 have one slope, and both tend to -oo at 0."""
    steps, over = builder(), interval(z, Integer(0), oo)
    maps = [Map(z, each, over) for each in (body, body + 1)]
    slopes, limits = [], []
    for mapping in maps:
        known = steps.add("defined", (), (mapping.body, over))
        slopes.append(steps.add("derivative", (known,), (mapping, body.diff(z))))
        far = -oo if (body == -z) or end == "lower" else oo
        limits.append(steps.add("limit", (), (mapping, end, far)))
    same = steps.equal(body.diff(z), body.diff(z), over)
    with pytest.raises(RuleError, match=r"equal-by-slope\.value"):
        steps.add("equal-by-slope", (*slopes, same, *limits))

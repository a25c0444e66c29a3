"""The choices in a density whose branches meet at parameters."""

from __future__ import annotations

import pytest

from symreparam.pipeline import check_text


def verdict(text: str) -> str:
    [outcome] = check_text(text)
    return outcome.verdict


UNIFORM = "let a real\nlet b > a\nlet X ~ Uniform(a, b)\nprove X has density "


@pytest.mark.parametrize(
    ("density", "wanted"),
    [
        ("if(t < a, 0, if(t < b, 1/(b - a), 0)) for t real", "proved"),
        ("if(t > b, 0, if(a < t, 1/(b - a), 0)) for t real", "proved"),
        ("if(a < t and t < b, 1/(b - a), 0) for t real", "proved"),
        ("if(t < a or t > b, 0, 1/(b - a)) for t real", "proved"),
        ("if(t < a or t > b, 1/(b - a), 0) for t real", "refuted"),
        ("if(t > a, 0, if(t < b, 1/(b - a), 0)) for t real", "refuted"),
        ("if(a < t and t < b, 1, 0) for t real", "refuted"),
        # parts that stand in another order than the parameters do, or whose order is open
        ("if(t < b, 0, if(t < a, 1/(b - a), 0)) for t real", "error"),
        ("if(t < b - 3, 1/(b - a), 1/(b - a) + 0*a/(b - a + 1) - 1) for a < t < b", "error"),
        # what compares no letter with a point
        ("if(t^2 < a, 1/(b - a), 0) for t real", "unsupported"),
        ("if(2*t < a, 0, 1/(b - a)) for t real", "unsupported"),
        ("if(t != a, 0, 1/(b - a)) for t real", "unsupported"),
    ],
)
def test_two_parameters_say_where_the_branches_meet(density: str, wanted: str) -> None:
    assert verdict(UNIFORM + density) == wanted


@pytest.mark.parametrize(
    ("density", "wanted"),
    [
        ("if(abs(t) < a, 1/(2*a), 0) for t real", "proved"),
        ("if(abs(t) > a, 0, 1/(2*a)) for t real", "proved"),
        ("if(abs(t) > a, 1/(2*a), 0) for t real", "refuted"),
        ("if(abs(t - a) < a, 1/(2*a), 0) for t real", "refuted"),
        ("if(abs(t) < -a, 1/(2*a), 0) for t real", "refuted"),  # nowhere: no density
        ("if(abs(t - b) < a, 1/(2*a), 0) for -a < t < a", "error"),
        ("if(abs(2*t) < a, 1/(2*a), 0) for t real", "unsupported"),
    ],
)
def test_a_distance_from_a_point_has_two_ends(density: str, wanted: str) -> None:
    lines = "let b real\nlet a > 0\nlet X ~ Uniform(-a, a)\nprove X has density "
    assert verdict(lines + density) == wanted


def test_the_order_is_not_part_of_what_is_claimed() -> None:
    lines = "let c > 0\nlet X ~ Uniform(0, 1)\nprove X has density if(t < c, 1, 2) for 0 < t < 1"
    [outcome] = check_text(lines)
    assert outcome.verdict == "error"  # at c = 3 the claim holds: not refuted there
    assert "unless c < 1" in str(outcome.reason)

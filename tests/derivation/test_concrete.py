"""The density of three components of a softmax with a temperature, of Gumbel noise."""

from __future__ import annotations

import pytest
from sympy import Symbol, exp, log, symbols

from symreparam import check
from symreparam.derivation.joint_neat import untangled
from symreparam.terms.scope import variable

LETS = """
let a, b, c, tau > 0
let G, H, K ~ Gumbel({scale}, 0)
let u = exp((log(a) + G)/tau)
let v = exp((log(b) + H)/tau)
let w = exp((log(c) + K)/tau)
"""
DENSITY = (
    "2*tau^2*a*b*c*(x*y*(1-x-y))^(-tau-1)"
    "/({first}*x^(-tau)+{second}*y^(-tau)+c*(1-x-y)^(-tau))^{power}"
)
GOAL = "(u/(u+v+w), v/(u+v+w)) has density {} at (x, y) for x > 0 and y > 0 and x + y < 1"


@pytest.mark.parametrize(
    ("kind", "scale", "first", "second", "power"),
    [
        ("prove", 1, "a", "b", 3),
        ("refute", 1, "b", "a", 3),
        ("refute", 1, "a", "b", 2),
        ("refute", 2, "a", "b", 3),
    ],
)
def test_density_of_three_components(
    kind: str, scale: int, first: str, second: str, power: int
) -> None:
    density = DENSITY.format(first=first, second=second, power=power)
    [found] = check(LETS.format(scale=scale) + f"{kind} {GOAL.format(density)}\n")
    assert found.ok, found.reason
    assert found.verdict == ("proved" if kind == "prove" else "refuted")


def test_powers_of_the_letter_are_collected() -> None:
    tau, a, b = symbols("tau a b", positive=True)
    x, y = variable("x"), variable("y")
    term = exp(-a * exp(-tau * log(x * y)) - b * exp(-tau * log(2 * y)) - tau * log(x * y))
    short = untangled(term, y)
    assert not short.has(log)
    values: dict[Symbol, int] = {tau: 2, a: 3, b: 5, x: 2, y: 3}
    assert short.subs(values) == term.subs(values).simplify()


def test_sums_stay_whole_in_the_exponent_at_numbers() -> None:
    """At tau = 4 the coefficient (1 - p_1 - p_2)^4 is seen to be positive, multiplied out it is
    not."""
    top = ["(a*exp(G))^(1/tau)", "(b*exp(H))^(1/tau)"]
    below = f"({top[0]} + {top[1]} + exp(K/tau))"
    lets = "let a, b, tau > 0\nlet G, H, K ~ Gumbel(1, 0)\n"
    over = "at (p, q) for 0 < p < 1 and 0 < q < 1 and p + q < 1"
    goal = f"({top[0]}/{below}, {top[1]}/{below}) has density 2 {over}"
    [found] = check(f"{lets}prove {goal}\n")
    assert found.verdict == "refuted"

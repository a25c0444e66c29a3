"""Jacobian determinants of maps with arbitrary functions: coupling layers, and every obligation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, oo, sin

from symreparam.derivation.builder import Builder
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Jacobian
from symreparam.pipeline import check_text
from symreparam.rules.jacobian_functions import special_map
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import variable

LETS = "let a, b real\nlet c > 0\nlet f function\nlet g function\n"
TRUE = [
    "jacobian((a, b + f(a)); a, b) = 1",
    "jacobian((a, b*exp(f(a)) + g(a)); a, b) = exp(f(a))",
    "jacobian((a, b*f(a) + g(a)); a, b) = abs(f(a))",
    "jacobian((a + f(b), b + g(a)); a, b) = abs(1 - f'(b)*g'(a))",
    "jacobian(f(g(a)); a) = abs(f'(g(a))*g'(a))",
    "jacobian(log(1 + f(log(c))^2); c) = abs(2*f(log(c))*f'(log(c)))/(c*(1 + f(log(c))^2))",
]
FALSE = [
    "jacobian((a, b*exp(f(a)) + g(a)); a, b) = 1",
    "jacobian((a, b*f(a) + g(a)); a, b) = f(a)",  # where f(a) is negative
    "jacobian((a + f(b), b + g(a)); a, b) = 1",
    "jacobian(f(g(a)); a) = abs(f'(a)*g'(a))",
]
OPEN = [
    "jacobian(abs(f(a)); a) = abs(f'(a))",  # no derivative where f(a) = 0
    "jacobian(sign(f(a)); a) = 0",
    "jacobian(f(abs(a)); a) = abs(f'(abs(a)))",  # nor where a = 0
    "jacobian(f(abs(g(a))); a) = abs(f'(abs(g(a)))*g'(a))",
    "jacobian(log(f(a)); a) = abs(f'(a)/f(a))",
    "jacobian((a, f(a)*b); a, b) = abs(f(a)*f'(a)/f'(a))",
]


@pytest.mark.parametrize("goal", TRUE)
def test_true_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}prove {goal}")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("goal", FALSE)
def test_false_claims(goal: str) -> None:
    [found] = check_text(f"{LETS}refute {goal}")
    assert found.verdict == "refuted", found.reason
    assert found.proof.steps[-1].rule == "jacobian-fails-for"


@pytest.mark.parametrize("goal", OPEN)
def test_open_claims(goal: str) -> None:
    assert check_text(f"{LETS}prove {goal}")[0].verdict == "undecided"


def steps(goal: str) -> tuple[Builder, Jacobian]:
    [found] = goals(check_names(parse_block(f"{LETS}prove {goal}"), FAMILY_NAMES))
    assert found.claim is not None
    assert isinstance(found.claim.goal, Jacobian)
    return Builder(found.claim), found.claim.goal


@pytest.mark.parametrize(
    ("goal", "code"),
    [
        (FALSE[0], "value"),
        (OPEN[0], "smooth"),
        (OPEN[2], "smooth"),
        (OPEN[3], "smooth"),
        ("jacobian(b*(f(a) + g(a)); b) = abs(f(a)^2 - g(a)^2)/abs(f(a) - g(a))", "divisor"),
    ],
)
def test_each_obligation_of_the_proof(goal: str, code: str) -> None:
    builder, judged = steps(goal)
    with pytest.raises(RuleError, match=rf"jacobian-functions\.{code}"):
        builder.add("jacobian-functions", (), (judged,))


def test_the_map_moves_by_the_parameters_alone() -> None:
    builder, judged = steps(TRUE[0])
    builder.add("jacobian-functions", (), (judged,))
    beside = replace(judged, subjects=(judged.subjects[0], judged.point[1]))
    with pytest.raises(RuleError, match=r"jacobian-functions\.point"):
        builder.add("jacobian-functions", (), (beside,))


def test_each_obligation_of_the_refutation() -> None:
    builder, goal = steps("jacobian(f(a); a) = f'(a)")
    letter = variable("t_0")
    line = interval(letter, -oo, oo)
    choice = {"f": Map(letter, -letter, line)}
    special = special_map(goal, choice)
    apart = builder.sign(Integer(2))
    known = builder.add("jacobian-fails", (apart,), (special, NUMBERS))
    builder.add("jacobian-fails-for", (known,), (goal, tuple(choice.items())))
    with pytest.raises(RuleError, match=r"jacobian-fails-for\.known"):
        builder.add("jacobian-fails-for", (), (goal, tuple(choice.items())))
    other = (("f", Map(letter, letter, line)),)
    with pytest.raises(RuleError, match=r"jacobian-fails-for\.known"):
        builder.add("jacobian-fails-for", (known,), (goal, other))
    for body in (sin(letter), goal.point[0] * letter):
        with pytest.raises(RuleError, match=r"jacobian-fails-for\.polynomial"):
            builder.add("jacobian-fails-for", (known,), (goal, (("f", Map(letter, body, line)),)))

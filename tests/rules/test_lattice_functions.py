"""equation-on-lattice: scores and shifts of discrete laws, a reject for each obligation, planted
wrong versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sympy import Expr, Integer, Rational, factorial, oo, sympify

from symreparam.derivation.joint_branches import judged
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, Equal, HasLaw, Holds, Judgement, Mean
from symreparam.pipeline import check_text
from symreparam.render.text import outcome_text
from symreparam.rules import lattice_functions as module
from symreparam.rules.lattice_functions import lattice_needs
from symreparam.terms.functions import applied
from symreparam.terms.law import Atom, Lattice, Law
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import variable, whole
from tests.rules.settled import block, holds, unfinished

LETS = """let m > 0
let 0 < p < 1
let r > 0
let n integer >= 1
let f, g function
let N ~ Poisson(m)
let G ~ Geometric(p)
let B ~ Binomial(n, p)
let C ~ NegativeBinomial(r, p)
let L ~ Logarithmic(p)
let X ~ Normal(0, 1)
"""
TRUE = [
    "grad(m, E(f(N))) = E(f(N)*(N/m - 1))",
    "grad(m, E(f(N))) = E(f(N + 1)) - E(f(N))",
    "grad(m, grad(m, E(f(N)))) = E(f(N + 2) - 2*f(N + 1) + f(N))",
    "E(N*f(N)) = m*E(f(N + 1))",
    "E(N*f'(N) + g(N)) = m*E(f'(N + 1)) + E(g(N))",
    "grad(p, E(f(G))) = E(f(G)*(1/p - (G - 1)/(1 - p)))",
    "grad(p, E(f(B))) = E(f(B)*(B - n*p)/(p*(1 - p)))",
    "(1 - p)*E(B*f(B)) = p*E((n - B)*f(B + 1))",
    "E(C*f(C)) = (1 - p)*E((r + C)*f(C + 1))",
    "E(f(G)) = p*f(1) + (1 - p)*E(f(G + 1))",
    "E(f(G)) = p*f(1) + p*(1 - p)*f(2) + (1 - p)^2*E(f(G + 2))",
    "E(f(N)) = exp(-m)*f(0) + m*E(f(N + 1)/(N + 1))",
    "E(N*f(N - 1)) + f(-2) = m*E(f(N)) + f(-2)",
    "E(f(N)) - f(7) = E(f(N)) - f(7)",
]
FALSE = [
    "grad(m, E(f(N))) = E(f(N)*(N - 1))",
    "grad(m, E(f(N))) = E(f(N + 1))",
    "E(N*f(N)) = m*E(f(N))",
    "grad(p, E(f(G))) = E(f(G)*(1/p - G/(1 - p)))",
    "E(B*f(B)) = p*E((n - B)*f(B + 1))",
    "E(C*f(C)) = p*E((r + C)*f(C + 1))",
    "E(f(G + 1)) = (1 - p)*E(f(G + 2))",
    # true at every number that all sums reach
    "E(f(G)) = (1 - p)*E(f(G + 1))",
    "E(f(G)) = p*f(2) + (1 - p)*E(f(G + 1))",
    "E(f(G)) = f(1) + (1 - p)*E(f(G + 1))",
    "E(f(N)) = exp(-m)*f(0) + E(f(N + 1)/(N + 1))",
    "E(f(N)) = E(f(N)) + f(5) - f(6)",
]
OPEN = [
    "E(f(N)*g(N)) = E(g(N)*f(N)) + 1",
    "E(f(2*N)) = E(f(N + N)) + E(f(N + 1/2))",
    "E(f(N)) = E(f(N)) + p",
    "E(f(N + X)) = E(f(X))",
    "E(f(N)/(N - 1)) = E(f(N)/(N - 1))",
    "E(f(B)) + f(0) = E(f(B)) + f(1)",
    "E(f(G)) = E(f(G)) + f(1)*f(2) - f(3)*f(4)",
    "E(f(G)) = E(f(G)) + f(1/2) - f(1/3)",
    "E(f(G)) = E(f(G)) + f(n) - f(0)",
    "E(f(G)) = E(f(G)) + f(100) - f(101)",
]


@pytest.mark.parametrize("goal", TRUE)
def test_true(goal: str) -> None:
    if goal == TRUE[0]:
        holds(LETS, goal)
    found = block(LETS + goal, "prove")
    assert found.verdict == "proved", found.reason
    assert found.proof.steps[-1].rule == "equation-on-lattice"


@pytest.mark.parametrize("goal", FALSE)
def test_false(goal: str) -> None:
    found = block(LETS + goal, "refute")
    assert found.verdict == "refuted", found.reason


@pytest.mark.parametrize("goal", OPEN)
def test_never_proved(goal: str) -> None:
    found = block(LETS + goal, "prove")
    assert found.verdict != "proved" and "internal" not in found.reason


def test_what_the_text_tells() -> None:
    [slow] = check_text(LETS + "prove grad(m, E(f(N))) = E(f(N + 1)) - E(f(N))")
    assert "or grow slowly enough" in " ".join(outcome_text(slow).split())
    [every] = check_text(LETS + "prove (1 - p)*E(B*f(B)) = p*E((n - B)*f(B + 1))")
    assert "Whatever the values of f" in outcome_text(every)


def test_each_need_is_needed() -> None:
    builder, proof = unfinished(LETS, "(1 - p)*E(B*f(B)) = p*E((n - B)*f(B + 1))", "prove")
    last = proof.steps[-1]
    kinds = {type(builder.conclusion(premise)) for premise in last.premises}
    assert kinds == {HasLaw, Defined, Equal, Holds}
    for index in range(len(last.premises)):
        fewer = last.premises[:index] + last.premises[index + 1 :]
        with pytest.raises(RuleError, match=r"equation-on-lattice\.(need|law)"):
            builder.add("equation-on-lattice", fewer, last.args)
    with pytest.raises(RuleError, match=r"equation-on-lattice\.premises"):
        builder.add("equation-on-lattice", (), last.args)


def F(place: int | Expr) -> Expr:
    """The test function f at a place."""
    return applied("f", 0, sympify(place))


N = variable("N")
K = whole("k")
POISSON = Lattice(K, Integer(0), oo, K, 1 / factorial(K))


@pytest.mark.parametrize(
    ("law", "code"),
    [
        (Law(variable("z"), (), (Atom(Integer(0), Integer(1)),)), "law"),
        (Law(variable("z"), (), (Atom(Integer(0), Integer(1)),), (POISSON,)), "law"),
        (Law(variable("z"), (), (), (POISSON, POISSON)), "law"),
        (Law(variable("z"), (), (), (replace(POISSON, point=2 * K),)), "points"),
        (Law(variable("z"), (), (), (replace(POISSON, lower=-oo),)), "lower"),
    ],
)
def test_laws_that_are_no_row_of_whole_numbers(law: Law, code: str) -> None:
    builder, proof = unfinished(LETS, TRUE[3], "prove")
    with pytest.raises(RuleError, match=rf"equation-on-lattice\.{code}"):
        list(lattice_needs(builder.setting, proof.steps[-1].args[0], HasLaw(N, law)))


def test_goals_that_are_not_linear_in_means_of_functions() -> None:
    builder, proof = unfinished(LETS, TRUE[3], "prove")
    goal, given = proof.steps[-1].args[0], builder.conclusion(proof.steps[-1].premises[0])
    first = goal.means[0]
    for changed, code in (
        (replace(goal, right=goal.right**2), "linear"),
        (replace(goal, right=goal.right + 1), "constant"),
        (replace(goal, right=goal.right + F(1) * F(2)), "constant"),
        (replace(goal, right=goal.right + N * F(1)), "factor"),
        (replace(goal, right=goal.right + F(F(1))), "constant|place"),
        (replace(goal, right=goal.right + F(Rational(1, 2))), "place"),
        (replace(goal, right=goal.right + F(100)), "many"),
        (replace(goal, right=goal.right * N), "factor"),
        (replace(goal, means=(Mean(first.letter, N), *goal.means[1:])), "function"),
        (replace(goal, means=(Mean(first.letter, first.body**2), *goal.means[1:])), "function"),
    ):
        with pytest.raises(RuleError, match=rf"equation-on-lattice\.{code}"):
            list(lattice_needs(builder.setting, changed, given))


def test_a_tied_parameter_has_no_derivative() -> None:
    lets = "let a real\nlet m > 0\nlet m >= a\nlet f function\nlet N ~ Poisson(m)\n"
    found = block(lets + "grad(m, E(f(N))) = E(f(N + 1)) - E(f(N))", "prove")
    assert found.verdict != "proved"


def _inside(needed: Iterator[Judgement]) -> Iterator[Judgement]:
    return (each for each in needed if not isinstance(each, Equal) or each.over != NUMBERS)


def test_a_planted_version_that_looks_between_the_ends_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """E f(G) = (1 - p) E f(G + 1) fails at the first number alone."""
    goal = "E(f(G)) = (1 - p)*E(f(G + 1))"
    [found] = check_text(f"{LETS}refute {goal}")
    assert found.verdict == "refuted"
    builder, proof = unfinished(LETS, TRUE[5], "prove")
    wanted = found.claim.goal
    given = builder.conclusion(proof.steps[-1].premises[0])
    assert isinstance(given, HasLaw)
    needs = list(lattice_needs(builder.setting, wanted, given))
    monkeypatch.setattr(module, "lattice_needs", lambda *args: _inside(lattice_needs(*args)))
    premises = [judged(builder, each) for each in _inside(iter(needs))]
    law = proof.steps[-1].premises[0]
    assert builder.add("equation-on-lattice", (law, *premises), (wanted,)) >= 0
    monkeypatch.undo()
    with pytest.raises(RuleError, match=r"equation-on-lattice\.need"):
        builder.add("equation-on-lattice", (law, *premises), (wanted,))


def _beyond(needed: Iterator[Judgement]) -> Iterator[Judgement]:
    return (each for each in needed if not isinstance(each, Equal) or each.over == NUMBERS)


def test_values_at_numbers_and_what_lies_beyond_them() -> None:
    """E f(G) = p f(1) + (1 - p) E f(G + 1): at 1, and at each number from 2 on."""
    builder, proof = unfinished(LETS, "E(f(G)) = p*f(1) + (1 - p)*E(f(G + 1))", "prove")
    last = proof.steps[-1]
    given = builder.conclusion(last.premises[0])
    assert isinstance(given, HasLaw)
    needs = list(lattice_needs(builder.setting, last.args[0], given))
    equal = [each for each in needs if isinstance(each, Equal)]
    assert [each.over == NUMBERS for each in equal] == [True, False]
    assert equal[1].over.bounds[0][1:] == (2, oo)
    for index in range(len(last.premises)):
        fewer = last.premises[:index] + last.premises[index + 1 :]
        with pytest.raises(RuleError, match=r"equation-on-lattice\.(need|law)"):
            builder.add("equation-on-lattice", fewer, last.args)


def test_a_planted_version_that_forgets_what_lies_beyond(monkeypatch: pytest.MonkeyPatch) -> None:
    """E f(G) = p f(1) + E f(G + 1) holds at 1 and fails from 2 on."""
    goal = "E(f(G)) = p*f(1) + E(f(G + 1))"
    [found] = check_text(f"{LETS}refute {goal}")
    assert found.verdict == "refuted"
    builder, proof = unfinished(LETS, TRUE[5], "prove")
    wanted, law = found.claim.goal, proof.steps[-1].premises[0]
    given = builder.conclusion(law)
    assert isinstance(given, HasLaw)
    needs = list(lattice_needs(builder.setting, wanted, given))
    premises = [judged(builder, each) for each in _beyond(iter(needs))]
    with pytest.raises(RuleError, match=r"equation-on-lattice\.need"):
        builder.add("equation-on-lattice", (law, *premises), (wanted,))
    monkeypatch.setattr(module, "lattice_needs", lambda *args: _beyond(lattice_needs(*args)))
    assert builder.add("equation-on-lattice", (law, *premises), (wanted,)) >= 0

"""Equations about sums at any index: the rules with their rejects, and planted wrong ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sum_claims import LETS, TRUE
from sympy import Expr, Integer, Rational, Symbol, log, oo

import symreparam.rules.sums as module
from symreparam.checker.replay import replay
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import (
    CovarianceOfSums,
    Fails,
    HasLaw,
    Holds,
    Mean,
    SumsEquation,
    Total,
)
from symreparam.pipeline import check_text
from symreparam.rules.rule import Setting
from symreparam.rules.sums import at_index, sums_equation_fails_rule, sums_equation_rule
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable

REAL = Domain()
X, D, S, K = variable("X"), variable("d"), parameter("S_1", REAL), parameter("k_i", REAL)
POSITIVE = Domain(Integer(0), oo)
B, T = parameter("b_i", POSITIVE), parameter("P_1", POSITIVE)
N = parameter("n", Domain(Integer(1), oo, lower_closed=True, integer=True))
TOTALS = (Total(S, REAL, "sum", K), Total(T, POSITIVE, "prod", B))
ENOUGH = Holds(Relation(Integer(1), "<=", N), NUMBERS)


def _goal(left: object, right: object, **changes: object) -> SumsEquation:
    goal = SumsEquation(left, right, (Mean(D, X * K),), N, (K, B, X), TOTALS)  # type: ignore[arg-type]
    return replace(goal, **changes)  # type: ignore[arg-type]


ZERO = Integer(0)


def _claim(*varied: Symbol, mean: Expr = ZERO) -> Claim:
    """X is normal, and these parameters have a value of their own at every index."""
    scope = Scope(tuple((symbol, REAL) for symbol in varied))
    given = HasLaw(X, Named("Normal", (mean, Integer(1))))
    return Claim(scope, (X,), (given,), given)


ALIKE = _claim()
VARIED = _claim(K, B)


def test_sides_at_any_index() -> None:
    right = at_index(_goal(2 * D - N, 3 * S + N**2 * log(T)), VARIED).right
    assert right == 3 * K + N**2 * log(B)
    assert at_index(_goal(2 * D - N, S + 5), VARIED).left == 2 * D - 1
    assert at_index(_goal(2 * D - N, S + 5), VARIED).right == K + 5 / N


def test_any_function_of_sums_of_alike_terms() -> None:
    """E(S)^2 = n^2 E(X)^2, and E(S^2) = Var(S) + E(S)^2 with n times the variance of a term."""
    one = at_index(_goal(D**2, S * T), ALIKE)
    assert (one.left, one.right) == (N**2 * D**2, N * K * B**N)
    mean, second = Mean(D, X), variable("q")
    spread = CovarianceOfSums(variable("v"), second, mean, mean)
    goal = _goal(spread.letter + D**2, N, means=(mean, spread), totals=())
    one = at_index(goal, _claim(K))
    assert one.left == N * (second - D**2) + N**2 * D**2
    assert {letter.letter for letter in one.means} == {D, second}
    unlike = _claim(K, mean=K)
    for wrong, claim in ((goal, unlike), (replace(goal, means=(Mean(D, X * K), spread)), VARIED)):
        with pytest.raises(RuleError, match="linear"):
            at_index(wrong, claim)


def test_variables_with_laws_of_their_own_are_not_alike() -> None:
    """True with one mean for all: n (E(sum of squares) - n) = (E of the sum)^2."""
    lets = "let n integer >= 1\nlet m[1..n] real\nlet w[i = 1..n] ~ Normal(m[i], 1)\n"
    goal = "n*(E(sum(w[i]^2, i = 1..n)) - n) = E(sum(w[i], i = 1..n))^2"
    assert check_text(f"{lets}prove {goal}")[0].verdict == "unsupported"
    same = lets.replace("m[1..n]", "m").replace("m[i]", "m")
    assert check_text(f"{same}prove {goal}")[0].verdict == "proved"


@pytest.mark.parametrize(
    "right",
    [S**2, S * D, 1 / S, log(S**2 + 1), T, T**2, log(T + 1), K, S * K, B * N, S * log(T), oo],
)
def test_sides_that_are_no_sums(right: object) -> None:
    with pytest.raises(RuleError):
        at_index(_goal(D, right), VARIED)


def test_products_of_signs_that_vary_have_no_logarithm() -> None:
    wrong = (Total(T, POSITIVE, "prod", K),)
    with pytest.raises(RuleError):
        at_index(_goal(D, log(T), totals=wrong), VARIED)


@pytest.fixture(scope="module")
def setting() -> Iterator[Setting]:
    [found] = check_text("let C, X ~ Normal(0, 1)\nprove E(X*C) = 0")
    yield Setting(found.claim, found.claim.scope)


def test_the_rules(setting: Setting) -> None:
    goal = _goal(D, S + N)
    one = at_index(goal, ALIKE)
    assert sums_equation_rule(setting, (one, ENOUGH), (goal,)) == goal
    assert sums_equation_fails_rule(setting, (Fails(one), ENOUGH), (goal,)) == Fails(goal)


def test_what_the_rules_reject(setting: Setting) -> None:
    goal = _goal(D, S + N)
    one = at_index(goal, ALIKE)
    small = replace(ENOUGH, relation=Relation(Integer(0), "<=", N))
    other = at_index(_goal(D, S + 1), ALIKE)
    half = _goal(D, S, size=Rational(3, 2))
    fine = Holds(Relation(Integer(1), "<=", Rational(3, 2)), NUMBERS)
    shared = _goal(D, S + N, means=(Mean(D, X * variable("C") * K),))
    for rule, known in ((sums_equation_rule, one), (sums_equation_fails_rule, Fails(one))):
        for premises in ((known,), (known, small), (ENOUGH, known), (other, ENOUGH)):
            with pytest.raises(RuleError):
                rule(setting, premises, (goal,))
        with pytest.raises(RuleError, match="shared"):
            rule(setting, (known, ENOUGH), (shared,))
        with pytest.raises(RuleError, match="whole"):
            rule(setting, (known, fine), (half,))
        with pytest.raises(RuleError):
            rule(setting, (known, ENOUGH), (Integer(1),))


def test_parameters_of_their_own_at_each_index_are_fixed_first(setting: Setting) -> None:
    goal = _goal(D, S + N)
    scope = replace(setting.scope, symbols=(*setting.scope.symbols, (K, REAL)))
    wide = replace(setting, scope=scope)
    with pytest.raises(RuleError, match="values"):
        sums_equation_fails_rule(wide, (Fails(at_index(goal, VARIED)), ENOUGH), (goal,))


def test_a_planted_side_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: a term without letters counted once at every index."""
    [found] = check_text(f"{LETS}prove {TRUE[1]}")
    assert found.proof is not None and isinstance(found.claim.goal, SumsEquation)
    goal = found.claim.goal
    false = replace(goal, right=goal.right + N / 2 - Rational(1, 2))
    monkeypatch.setattr(module, "at_index", lambda *_: at_index(goal, VARIED))
    claim = replace(found.claim, goal=false)
    last = replace(found.proof.steps[-1], args=(false,), conclusion=false)
    proof = replace(found.proof, claim=claim, steps=(*found.proof.steps[:-1], last))
    assert not replay(proof).refuted  # the planted rule accepts
    monkeypatch.undo()
    with pytest.raises(ProofError, match=r"sums-equation\.index"):
        replay(proof)


# --- covariances of sums ------------------------------------------------------------------------
P1, F1, F2 = variable("p"), variable("q"), variable("r")
COV = CovarianceOfSums(D, P1, Mean(F1, X), Mean(F2, X * K))


def test_a_covariance_at_any_index() -> None:
    one = at_index(_goal(2 * D, S, means=(COV,)), VARIED)
    assert one.left == 2 * (P1 - F1 * F2)
    assert set(one.means) == {Mean(P1, X**2 * K), Mean(F1, X), Mean(F2, X * K)}


def test_covariances_with_shared_variables_are_rejected(setting: Setting) -> None:
    for first, second in ((variable("C"), X), (X, X * variable("C"))):
        shared = replace(COV, first=Mean(F1, first), second=Mean(F2, second))
        goal = _goal(D, S, means=(shared,))
        with pytest.raises(RuleError, match="shared"):
            sums_equation_rule(setting, (at_index(goal, VARIED), ENOUGH), (goal,))


def test_letters_of_covariances_are_new_and_stand_in_sums_alone() -> None:
    [found] = check_text(f"{LETS}prove Var(sum(w[i], i = 1..n)) = sum(sigma[i]^2, i = 1..n)")
    goal = found.claim.goal
    assert isinstance(goal, SumsEquation)
    [letter] = goal.means
    assert isinstance(letter, CovarianceOfSums)
    for wrong in (
        replace(letter, product=letter.letter),
        replace(letter, product=letter.first.letter),
        replace(letter, second=Mean(letter.first.letter, letter.first.body**2)),
        replace(letter, second=Mean(variable("fresh"), letter.first.body**2)),
        replace(letter, first=letter),
    ):
        claim = replace(found.claim, goal=replace(goal, means=(wrong,)))
        with pytest.raises(ProofError):
            replay(replace(found.proof, claim=claim))


def test_a_planted_covariance_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: the variance of a sum as the sum of mean squares."""
    [found] = check_text(f"{LETS}prove E(norm(w)^2) = sum(mu[i]^2 + sigma[i]^2, i = 1..n)")
    goal, proof = found.claim.goal, found.proof
    assert isinstance(goal, SumsEquation) and proof is not None
    [mean] = goal.means
    w = next(s for s in found.claim.variables if s.name == "w_i")
    letter = CovarianceOfSums(mean.letter, F1, Mean(F2, w), Mean(F2, w))
    false = replace(goal, means=(letter,))
    monkeypatch.setattr(module, "at_index", lambda *_: at_index(goal, VARIED))
    last = replace(proof.steps[-1], args=(false,), conclusion=false)
    planted = replace(
        proof, claim=replace(found.claim, goal=false), steps=(*proof.steps[:-1], last)
    )
    assert not replay(planted).refuted  # the planted rule accepts
    monkeypatch.undo()
    with pytest.raises(ProofError, match=r"sums-equation\.index"):
        replay(planted)


def test_letters_of_totals_are_new() -> None:
    [found] = check_text(f"{LETS}prove {TRUE[0]}")
    goal = found.claim.goal
    assert isinstance(goal, SumsEquation)
    sigma = next(s for s in found.claim.scope.names if s.name == "sigma_i")
    for wrong in (
        replace(goal, right=goal.right + sigma),
        replace(goal, right=goal.right + Symbol("strange", real=True)),
        replace(goal, totals=(replace(goal.totals[0], letter=sigma),)),
        replace(goal, indexed=(*goal.indexed, Symbol("strange", real=True))),
        replace(goal, size=sigma),
        replace(goal, indexed=(*goal.indexed, goal.indexed[0])),
    ):
        with pytest.raises(ProofError):
            replay(replace(found.proof, claim=replace(found.claim, goal=wrong)))

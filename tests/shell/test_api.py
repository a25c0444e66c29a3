"""SymPy users' door: sympy.stats variables in, outcomes out; bad objects are typed errors."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from sympy import (
    Expr,
    Float,
    I,
    LambertW,
    Rational,
    Symbol,
    asin,
    atan2,
    besselk,
    beta,
    binomial,
    exp,
    gamma,
    log,
    nan,
    sqrt,
    stats,
    tan,
    zeta,
)

import symreparam
from symreparam.logic.codec import proof_to_json
from symreparam.logic.errors import ClaimError, Unsupported
from symreparam.shell import api

A = Symbol("a", real=True)

mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
eps, U = stats.Normal("epsilon", 0, 1), stats.Uniform("U", 0, 1)


@pytest.mark.parametrize(
    ("expr", "law"),
    [
        (mu + sigma * eps, stats.Normal("z", mu, sigma)),
        (exp(mu + sigma * eps), stats.LogNormal("z", mu, sigma)),
        (-log(U) / sigma, stats.Exponential("z", sigma)),
        (mu + sigma * stats.Laplace("L", 0, 1), stats.Laplace("z", mu, sigma)),
        (Symbol("c", real=True, nonzero=True) * eps, stats.Normal("z", 0, 1)),
    ],
)
def test_verdicts(expr: object, law: object) -> None:
    outcome = symreparam.prove(expr, law)
    expected = "refuted" if "c" in str(expr).split("*")[0] else "proved"
    assert outcome.verdict == expected, outcome.reason
    assert symreparam.replay(outcome.proof).refuted == (expected == "refuted")


def test_assert_law() -> None:
    symreparam.assert_law(2 * eps, stats.Normal("z", 0, 2))
    with pytest.raises(AssertionError, match="refuted"):
        symreparam.assert_law(2 * eps, stats.Normal("z", 0, 4))


@pytest.mark.parametrize(
    ("expr", "words"),
    [
        (Symbol("a") * eps, "not declared real"),
        (Float(0.1) * eps, "no exact real number"),
        (I * eps, "no exact real number"),
        (Symbol("sigma", real=True) * eps + sigma, "two symbols"),
        (Symbol("epsilon", real=True) + eps, "random variable"),
    ],
)
def test_what_is_no_claim(expr: object, words: str) -> None:
    with pytest.raises(ClaimError, match=words):
        symreparam.derive(expr)


@pytest.mark.parametrize(
    "expr",
    [
        stats.UniformSum("S", 3),
        stats.Gumbel("G", 1, 0, minimum=True),
        zeta(2 + eps, Rational(1, 2)),
    ],
)
def test_what_is_not_supported(expr: object) -> None:
    with pytest.raises((Unsupported, ClaimError)):
        symreparam.derive(expr)


@pytest.mark.parametrize("settle", [symreparam.prove, symreparam.refute, symreparam.assert_law])
def test_a_claim_has_a_law(settle: Any) -> None:
    with pytest.raises(ClaimError, match="not None"):
        settle(eps, None)


def test_a_variable_without_a_law_is_an_error() -> None:
    found = symreparam.prove(stats.Normal("X", 0, sigma - 1), stats.Normal("z", 0, 1))
    assert found.verdict == "error"


@pytest.mark.parametrize("expr", [log(eps), sqrt(eps), eps / mu, asin(eps), eps**mu, 1 / (mu - 1)])
def test_an_expression_that_is_not_defined_is_an_error(expr: object) -> None:
    assert symreparam.derive(expr).verdict == "error"
    assert symreparam.prove(expr, stats.Normal("z", 0, 1)).verdict == "error"


@pytest.mark.parametrize(
    "term", [tan(A), gamma(A), LambertW(A), besselk(0, A), beta(A, 2), atan2(A, A), binomial(A, 2)]
)
def test_functions_are_asked_for_their_arguments(term: Expr) -> None:
    """`A` is real: each of them has a pole, or no value, somewhere."""
    found = api.prove(stats.Normal("Z", 0, 1) + term, stats.Normal("z", term, 1))
    assert found.verdict in ("error", "undecided"), found.verdict
    assert "domain" in found.reason or " of " in found.reason
    safe = term.subs(A, 1 + exp(Symbol("b", real=True)) / 9)
    if term != tan(A):
        sure = api.prove(stats.Normal("Z", 0, 1) + safe, stats.Normal("z", safe, 1))
        assert sure.verdict == "proved", sure.reason


def test_the_families_of_sympy_stats() -> None:
    known = stats.StudentT("T", sigma)
    assert symreparam.prove(known**2, stats.FDistribution("F", 1, sigma)).verdict == "proved"
    assert symreparam.prove(-stats.Gumbel("G", 1, mu), stats.Gumbel("H", 1, -mu)).ok is False


@pytest.mark.parametrize("name", [n for n in symreparam.__all__ if not n.startswith("__")])
def test_every_public_name_has_a_doctest_that_passes(name: str) -> None:
    public = getattr(symreparam, name)
    module = import_module(public.__module__)
    examples = doctest.DocTestFinder(recurse=False).find(public, name, module=module)
    assert any(each.examples for each in examples)
    runner = doctest.DocTestRunner()
    for each in examples:
        each.globs |= vars(module)
        runner.run(each)
    assert runner.summarize(verbose=False).failed == 0


def test_doctests() -> None:
    assert doctest.testmod(api).failed == 0
    assert doctest.testmod(symreparam).failed == 0


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: symreparam.prove("eps", eps), "a SymPy expression is expected, not str"),
        (lambda: symreparam.prove(None, eps), "not NoneType"),
        (lambda: symreparam.prove((eps, eps), eps), "not tuple"),
        (lambda: symreparam.prove(eps > 0, eps), "not StrictGreaterThan"),
        (lambda: symreparam.prove(eps, "Normal(0, 1)"), "expected as the law, not str"),
        (lambda: symreparam.prove(eps, 2 * eps), "expected as the law, not Mul"),
        (lambda: symreparam.prove(eps * nan, eps), "no real number"),
        (lambda: symreparam.derive(stats.Normal("a b", 0, 1)), "is not read"),
        (lambda: symreparam.derive(stats.Normal("π", 0, 1)), "`pi` is a reserved word"),
        (lambda: symreparam.derive(Symbol("let", positive=True) * eps), "`let` is a reserved word"),
        (lambda: symreparam.derive(stats.Normal("a" * 65, 0, 1)), "is not read"),
        (lambda: symreparam.derive(stats.PoissonProcess("P", 1)(2)), "is not read"),
        (lambda: symreparam.derive(Symbol("n", prime=True) * eps), "n is declared prime"),
        (lambda: symreparam.derive(Symbol("n", even=True) * eps), "n is declared even"),
        (lambda: symreparam.derive(Symbol("n", zero=True) + eps), "n is declared zero"),
    ],
)
def test_what_is_no_claim_has_its_own_error(make: Callable[[], object], words: str) -> None:
    with pytest.raises(ClaimError, match=words):
        make()


@pytest.mark.parametrize("flag", ["positive", "nonnegative", "integer", "zero", "imaginary"])
def test_a_variables_values_are_those_of_its_law(flag: str) -> None:
    # SymPy takes Abs(X) to be X, or floor(X) to be X, where the name says so
    named = stats.Normal(Symbol("X", **{flag: True}), 0, 1)
    with pytest.raises(ClaimError, match=f"X is declared {flag}"):
        symreparam.prove(abs(named), stats.Normal("z", 0, 1))
    assert symreparam.prove(named.subs(named, eps), named).verdict == "proved"
    real = stats.Normal(Symbol("X", real=True), 0, 1)
    assert symreparam.prove(abs(real), stats.Normal("z", 0, 1)).verdict == "refuted"


def test_a_given_variable_is_not_taken_for_the_whole_one() -> None:
    with pytest.raises(Unsupported):
        symreparam.derive(stats.given(eps, eps > 0))


def test_a_stored_proof_is_replayed_from_its_text() -> None:
    outcome = symreparam.prove(2 * eps, stats.Normal("z", 0, 2))
    text = proof_to_json(outcome.proof)
    assert symreparam.replay(text).steps == len(outcome.proof.steps)
    assert symreparam.replay(text, outcome.claim).refuted is False
    other = symreparam.prove(3 * eps, stats.Normal("z", 0, 3))
    with pytest.raises(symreparam.ProofError):
        symreparam.replay(text, other.claim)
    for bad in ("", "{}", "not json", None, {}, 3):
        with pytest.raises(symreparam.ProofError):
            symreparam.replay(bad)


def test_check_takes_text() -> None:
    for bad in (3, b"let X ~ Normal(0, 1)", None):
        with pytest.raises(TypeError, match="check takes the text"):
            symreparam.check(bad)

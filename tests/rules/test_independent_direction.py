"""The rule `independent-direction`: each obligation has a step that lacks it and is rejected."""

from __future__ import annotations

from dataclasses import replace

import pytest
import tampered
from sympy import Abs, Expr, Integer, Max, Min, Rational, Symbol, exp, oo, sin, sqrt

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw, Independent
from symreparam.logic.proof import Proof
from symreparam.pipeline import Options, check_text
from symreparam.rules import independent_direction as rule
from symreparam.rules.independent_direction import Kernel, _kernels, kernel_of, size_of
from symreparam.terms.law import Atom, Law, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

PLAIN = Options(cross_check=False, explain=False)
NORMAL = "let s > 0\nlet X, Y, Z ~ Normal(0, s)\n"
GAMMA = "let a, b, c, t > 0\nlet X ~ Gamma(a, t)\nlet Y ~ Gamma(b, t)\nlet Z ~ Gamma(c, t)\n"
TRUE = [
    f"{NORMAL}prove X/sqrt(X^2 + Y^2), X^2 + Y^2 independent",
    f"{NORMAL}prove sqrt(X^2 + Y^2), X*Y/(X^2 + Y^2) independent",
    f"{NORMAL}prove max(X, Y, Z)/sqrt(X^2 + Y^2 + Z^2), exp(-X^2 - Y^2 - Z^2) independent",
    f"{GAMMA}prove min(X, Y, Z)/max(X, Y, Z), X + Y + Z independent",
    "let a, k > 0\nlet X, Y ~ Weibull(a, k)\nprove X/Y, X^k + Y^k independent",
    "let X ~ Normal(0, 1)\nlet Y ~ Normal(0, 2)\nprove X/Y, 4*X^2 + Y^2 independent",
    "let X, Y ~ Exponential(1)\nprove max(X, Y)/min(X, Y) + X/Y, X + Y independent",
    "let b > 0\nlet X, Y, Z ~ Uniform(0, b)\nprove max(X, Y, Z), (X + Y)/max(X, Z) independent",
    "let X, Y ~ Uniform(-1, 1)\nlet Z ~ Uniform(0, 1)\n"
    "prove max(abs(X), abs(Y), Z), X/Y + Z/X independent",
    "let a > 0\nlet X ~ Beta(a, 1)\nlet Y ~ Uniform(0, 2)\nprove max(2*X, Y), X/Y independent",
    "let a, b > 0\nlet X ~ Pareto(2, a)\nlet Y ~ Pareto(1, b)\nprove min(X, 2*Y), X/Y independent",
]
FALSE = [
    "let X ~ Normal(0, 1)\nlet Y ~ Normal(0, 2)\nprove X/Y, X^2 + Y^2 independent",
    "let X, Y ~ Normal(0, 1)\nprove X*Y/(X^2 + Y^2), X + Y independent",
    "let X, Y ~ Rayleigh(1)\nprove X/Y, X + Y independent",
    "let X ~ Uniform(0, 1)\nlet Y ~ Uniform(0, 2)\nprove max(X, Y), X/Y independent",
    "let X, Y ~ Pareto(1, 1)\nprove max(X, Y), X/Y independent",
]
x, ZERO = variable("x"), Integer(0)


def found(text: str) -> Proof:
    [outcome] = check_text(text, options=PLAIN)
    assert outcome.verdict == "proved" and outcome.proof is not None
    return outcome.proof


@pytest.fixture(scope="module")
def proof() -> Proof:
    return found(TRUE[0])


@pytest.mark.parametrize("text", TRUE)
def test_accepted(text: str) -> None:
    proof = found(text)
    assert proof.steps[-1].rule == "independent-direction"
    assert not replay(proof_from_json(proof_to_json(proof))).refuted


@pytest.mark.parametrize("text", FALSE)
def test_false_claims_are_refuted(text: str) -> None:
    assert check_text(text, options=PLAIN)[0].verdict == "refuted"


def rejected(proof: Proof, code: str, **changes: object) -> None:
    tampered.rejected(proof, f"independent-direction.{code}", **changes)


def test_every_premise_is_needed(proof: Proof) -> None:
    """The laws, the sign of each rate and of the degree, the two equations."""
    premises = proof.steps[-1].premises
    for place in range(2, len(premises)):
        rejected(proof, "premises", premises=(*premises[:place], *premises[place + 1 :]))
    rejected(proof, "premises", premises=premises[:1])
    rejected(proof, "law", premises=(premises[1], premises[0], *premises[2:]))
    rejected(proof, "law", premises=(premises[-1], *premises[1:]))


def test_the_arguments(proof: Proof) -> None:
    goal, place, xs, factor, form, radius = proof.steps[-1].args
    assert isinstance(xs, tuple) and isinstance(form, Expr)
    one, two = xs
    for code, args in (
        ("args", (goal, place, xs, factor, form)),
        ("index", (goal, 2, xs, factor, form, radius)),
        ("letters", (goal, place, (one, one), factor, form, radius)),
        ("letters", (goal, place, xs, one, form, radius)),
        ("letters", (goal, place, xs, factor, form, two)),
        ("letters", (goal, place, (one, proof.claim.variables[0]), factor, form, radius)),
        ("letters", (goal, place, (one, Symbol("q", integer=True)), factor, form, radius)),
        # the other term is not left alone by scaling
        ("premises", (goal, 1 - int(str(place)), xs, factor, form, radius)),
        ("premises", (goal, place, xs, factor, form * 2, radius)),
        ("form", (goal, place, xs, factor, one, radius)),
    ):
        rejected(proof, code, args=args)


def test_no_parameter_of_a_law_is_random(proof: Proof) -> None:
    """Also a power's exponent: gamma variables of one random shape share it."""
    one, two = proof.claim.variables
    setting = Builder(proof.claim).setting
    for density in (x**two * exp(-x), exp(-two * x), two * exp(-x)):
        with pytest.raises(RuleError) as caught:
            _kernels(setting, [one], (HasLaw(one, law(density)),))
        assert caught.value.code == "independent-direction.law"
    with pytest.raises(RuleError) as caught:
        _kernels(setting, [one], (HasLaw(one, law(2 * x, high=two)),))
    assert caught.value.code == "independent-direction.law"
    assert len(_kernels(setting, [one], (HasLaw(one, law(x**2 * exp(-x))),))) == 1


def law(density: Expr, low: Expr = ZERO, high: Expr = oo) -> Law:
    return Law(x, (Piece(interval(x, low, high), density),))


def test_a_density_that_splits() -> None:
    k = Symbol("k", positive=True)
    assert kernel_of(law(x ** (k - 1) * exp(-x / k))).rate == 1 / k
    assert kernel_of(law((x / k) ** 2 * exp(-((x / k) ** k)))).degree == k
    assert kernel_of(law(exp(-(x**2)), -oo)).low == -oo
    assert kernel_of(law(x**k, ZERO, k)) == Kernel(1 / k, oo, ZERO, oo)
    assert kernel_of(law(x**2, -k, k)) == Kernel(1 / k, oo, -oo, oo)
    assert kernel_of(law(x ** (-k - 1), k)) == Kernel(1 / k, -oo, ZERO, oo)


def test_the_size_is_an_extreme_or_a_sum() -> None:
    y = variable("y")
    below, around = (Kernel(Rational(1, 2), oo, low, oo) for low in (ZERO, -oo))
    assert size_of([below, replace(below, rate=Integer(1))], (x, y)) == Max(x, 2 * y)
    assert size_of([around, below], (x, y)) == Max(Abs(x), y)
    beyond = Kernel(Integer(1), -oo, ZERO, oo)
    assert size_of([beyond, beyond], (x, y)) == Min(x, y)
    whole = Kernel(Integer(3), Integer(2), -oo, oo)
    assert size_of([whole, whole], (x, y)) == 3 * x**2 + 3 * y**2


@pytest.mark.parametrize(
    "other",
    [
        law(exp(-x), Integer(1)),
        law(exp(-x), Integer(0), Integer(1)),
        law(x, Integer(1), Integer(2)),
        law(x**2, Integer(-1), Integer(2)),
        law(1 - x, Integer(0), Integer(1)),
        law(exp(-x - x**2)),
        law(exp(-x) * (1 + x)),
        law(exp(-x) * sin(x)),
        law(exp(-x) * sqrt((x - 1) ** 2)),
        law(exp(-Abs(x)), -oo),
        law(exp(-(x**3)), -oo),
        law(exp(-((x - 1) ** 2)), -oo),
        law(1 / (1 + x) ** 2),
        replace(law(exp(-x)), atoms=(Atom(Integer(0), Rational(1, 2)),)),
        replace(law(exp(-x)), pieces=law(exp(-x)).pieces * 2),
    ],
)
def test_another_density(other: Law) -> None:
    with pytest.raises(RuleError):
        kernel_of(other)


def test_the_degrees_are_one() -> None:
    """Of a gamma and a half-normal variable no sum of powers of one degree is told."""
    beyond, below = Kernel(Integer(1), -oo, ZERO, oo), Kernel(Integer(1), oo, ZERO, oo)
    one, two = variable("X"), variable("Y")
    goal, letters = Independent((one, two)), ((x, variable("y")), variable("t"), x, variable("r"))
    with pytest.raises(RuleError):
        rule.obligations(goal, 0, [one, two], [below, beyond], letters)
    text = "let X ~ Exponential(1)\nlet Y ~ HalfNormal(1)\nprove X/Y, X + Y^2 independent"
    assert check_text(text, options=PLAIN)[0].verdict == "refuted"


def test_a_planted_version_is_caught(proof: Proof, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that asks for no scaling would take X + Y for a direction."""
    whole = rule.obligations
    monkeypatch.setattr(rule, "obligations", lambda *args: [*whole(*args)[:-2], whole(*args)[-1]])
    rejected(proof, "premises")

"""The rule `independent-shift`: each obligation has a step that lacks it and is rejected."""

from __future__ import annotations

from dataclasses import replace

import pytest
import tampered
from sympy import Abs, Expr, Integer, Max, Min, Rational, Symbol, exp, oo

from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw
from symreparam.logic.proof import Proof
from symreparam.pipeline import Options, check_text
from symreparam.rules import independent_shift as rule
from symreparam.rules.independent_shift import _ends, end_of, shift_of
from symreparam.terms.law import Atom, Law, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

PLAIN = Options(cross_check=False, explain=False)
PAIR = "let a, b > 0\nlet X ~ Exponential(a)\nlet Y ~ Exponential(b)\n"
TRUE = [
    f"{PAIR}prove min(X, Y), X - Y independent",
    f"{PAIR}prove exp(X - Y) + abs(X - min(X, Y)), min(X, Y)^2 independent",
    "let X, Y, Z ~ Exponential(1)\nprove min(X, Y, Z), X + Y + Z - 3*min(X, Y, Z) independent",
]
FALSE = [
    f"{PAIR}prove max(X, Y), X - Y independent",
    f"{PAIR}prove min(X, 2*Y), X - Y independent",
    "let X, Y ~ Rayleigh(1)\nprove min(X, Y), X - Y independent",
    "let X, Y ~ Exponential(1)\nprove min(X, Y), 2*X - Y independent",
]
x, y, k = variable("x"), variable("y"), variable("k")
ZERO = Integer(0)
BOTH = frozenset((x, y))


@pytest.fixture(scope="module")
def proof() -> Proof:
    [outcome] = check_text(TRUE[0], options=PLAIN)
    assert outcome.verdict == "proved" and outcome.proof is not None
    return outcome.proof


@pytest.mark.parametrize("text", TRUE)
def test_accepted(text: str) -> None:
    [outcome] = check_text(text, options=PLAIN)
    assert outcome.verdict == "proved" and outcome.proof is not None
    assert outcome.proof.steps[-1].rule == "independent-shift"
    assert not replay(proof_from_json(proof_to_json(outcome.proof))).refuted


@pytest.mark.parametrize("text", FALSE)
def test_false_claims_are_refuted(text: str) -> None:
    assert check_text(text, options=PLAIN)[0].verdict == "refuted"


def rejected(proof: Proof, code: str, **changes: object) -> None:
    tampered.rejected(proof, f"independent-shift.{code}", **changes)


def test_every_premise_is_needed(proof: Proof) -> None:
    premises = proof.steps[-1].premises
    for place in range(2, len(premises)):
        rejected(proof, "premises", premises=(*premises[:place], *premises[place + 1 :]))
    rejected(proof, "premises", premises=premises[:1])
    rejected(proof, "law", premises=(premises[1], premises[0], *premises[2:]))
    rejected(proof, "law", premises=(premises[-1], *premises[1:]))


def test_the_arguments(proof: Proof) -> None:
    goal, place, xs, form, radius = proof.steps[-1].args
    assert isinstance(xs, tuple) and isinstance(form, Expr)
    one, two = xs
    for code, args in (
        ("args", (goal, place, xs, form)),
        ("index", (goal, 2, xs, form, radius)),
        ("letters", (goal, place, (one, one), form, radius)),
        ("letters", (goal, place, xs, form, two)),
        ("letters", (goal, place, (one, proof.claim.variables[0]), form, radius)),
        ("letters", (goal, place, (one, Symbol("q", integer=True)), form, radius)),
        # the other term moves
        ("shift", (goal, 1 - int(str(place)), xs, form, radius)),
        ("premises", (goal, place, xs, form * 2, radius)),
        ("form", (goal, place, xs, one, radius)),
    ):
        rejected(proof, code, args=args)


def law(density: Expr, low: Expr = ZERO, high: Expr = oo) -> Law:
    return Law(x, (Piece(interval(x, low, high), density),))


def test_an_exponential_tail() -> None:
    assert end_of(law(k * exp(-k * x))) == (k, 0)
    assert end_of(law(exp(k - x), k)) == (1, k)


@pytest.mark.parametrize(
    "other",
    [
        law(exp(-x), Integer(0), Integer(1)),
        law(exp(x), -oo, Integer(0)),
        law(x * exp(-x)),
        law(exp(-(x**2))),
        law(exp(-x) + exp(-2 * x)),
        law(1 / x**2, Integer(1)),
        replace(law(exp(-x)), atoms=(Atom(Integer(0), Rational(1, 2)),)),
        replace(law(exp(-x)), pieces=law(exp(-x)).pieces * 2),
    ],
)
def test_another_density(other: Law) -> None:
    with pytest.raises(RuleError):
        end_of(other)


def test_no_parameter_of_a_law_is_random(proof: Proof) -> None:
    """Two variables from one random end share it."""
    one, two = proof.claim.variables
    setting = Builder(proof.claim).setting
    for other in (law(two * exp(-two * x)), law(exp(two - x), two), law(exp(-two * x), -two)):
        with pytest.raises(RuleError) as caught:
            _ends(setting, [one], (HasLaw(one, other),))
        assert caught.value.code == "independent-shift.law"
    assert _ends(setting, [one], (HasLaw(one, law(exp(-x))),)) == [(1, 0)]


@pytest.mark.parametrize(
    ("term", "shift"),
    [
        (Max(x, y), 1),
        (x + k * y, 1 + k),
        (Min(x, y) - Max(x, y), 0),
        (Abs(x - y) * exp(y - x) / (x - Min(x, y)), 0),
        (2 * (x - 3 * y) + k, -4),
    ],
)
def test_the_shift(term: Expr, shift: object) -> None:
    assert shift_of(term, BOTH) == shift


@pytest.mark.parametrize("term", [x * y, x / y, Abs(x), Max(x, 2), Max(x, 2 * y), exp(x), x**2])
def test_the_form_does_not_tell_it(term: Expr) -> None:
    with pytest.raises(RuleError):
        shift_of(term, BOTH)


def test_a_planted_version_is_caught(proof: Proof, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that took each form for unmoved would take X + Y for a difference."""
    text = "let X, Y ~ Exponential(1)\nprove min(X, Y), X + Y independent"
    assert check_text(text, options=PLAIN)[0].verdict == "refuted"
    assert shift_of(x + y, BOTH) == 2
    whole = rule.obligations
    monkeypatch.setattr(rule, "obligations", lambda *args: whole(*args)[:-1])
    rejected(proof, "premises")

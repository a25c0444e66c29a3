"""Every function of a variable with few values, thresholds, and the relaxation of a threshold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, Piecewise, Rational, S, Symbol

from symreparam.checker.replay import replay
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError
from symreparam.logic.judgement import SlopeOf
from symreparam.pipeline import check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text
from symreparam.rules import point_functions as module
from symreparam.rules.point_functions import chosen
from symreparam.terms.scope import Relation

LETS = """let 0 < p < 1
let 0 < q < 1
let 0 < u < p
let p < v < 1
let w, b real
let a, t > 0
let f, g function
let U ~ Uniform(0, 1)
let X ~ Logistic(0, 1)
let B ~ Bernoulli(p)
let N ~ Binomial(2, p)
let C ~ Categorical(1/2, 1/4, 1/4)
let z = indicator(U < p)
let c = sigmoid((log(a) + log(U/(1 - U)))/t)
let s = sigmoid((b + X)/t)
"""
TRUE = [
    "grad(p, f(indicator(u < p))) = 0",
    "grad(p, f(indicator(v < p))) = 0",
    "grad(p, f(indicator(v <= p))*p) = f(0)",
    "grad(p, f(indicator(p > u))) = 0",
    "grad(p, E(f(z))) = f(1) - f(0)",
    "E(f(z)) = p*f(1) + (1 - p)*f(0)",
    "E(f(B)*g(B)) = p*f(1)*g(1) + (1 - p)*f(0)*g(0)",
    "grad(p, E(f(B))) = E(f(B)*(B - p)/(p*(1 - p)))",
    "grad(p, E(f(N))) = -2*(1 - p)*f(0) + (2 - 4*p)*f(1) + 2*p*f(2)",
    "E(f(C)) = f(1)/2 + f(2)/4 + f(3)/4",
    "grad(q, E(f(p*indicator(U < q)))) = f(p) - f(0)",
    "E(f'(B)) - f'(0) = p*(f'(1) - f'(0))",
    "grad(a, E(f(c))) = E(f'(c)*c*(1 - c)/(a*t))",
    "grad(b, E(f(s))) = E(f'(s)*(s - s^2)/t)",
    "grad(b, E(f(tanh(b + X)))) = E(f'(tanh(b + X))*(1 - tanh(b + X)^2))",
]
FALSE = [
    "grad(p, E(f(z))) = 0",
    "grad(p, E(f(B))) = 0",
    "grad(p, f(indicator(u < p))) = 1",
]
OPEN = [
    "grad(p, E(f(z))) = f(1)",
    "E(f(C)) = f(1)/2 + f(2)/4 + f(3)/3",
    "grad(p, f(p)) = 0",
    "grad(p, E(f(B)) + f(E(B))) = f(1) - f(0)",
    "grad(p, f(indicator(w < p))) = 0",
    "grad(p, indicator(w < p)) = 0",
    "grad(p, E(f(p*indicator(U < p)))) = f(p) - f(0)",
    "E(f(B)*U) = p*f(1)*U",
    "E(f(f(B))) = f(0)",
    "E(f(N)) = f(2*p)",
    "grad(b, E(f(s))) = E(f'(s)/(t*s*(1 - s)))",
]


@pytest.mark.parametrize("claim", TRUE)
def test_proved(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "proved", found.reason
    assert not replay(found.proof, found.claim).refuted
    assert proof_from_json(proof_to_json(found.proof)) == found.proof
    assert "By the rule" not in outcome_text(found) and latex_document(found)


@pytest.mark.parametrize("claim", FALSE)
def test_refuted(claim: str) -> None:
    [found] = check_text(f"{LETS}refute {claim}")
    assert found.verdict == "refuted", found.reason


@pytest.mark.parametrize("claim", OPEN)
def test_never_proved(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict != "proved" and "internal" not in found.reason


def test_what_the_text_tells() -> None:
    lets = "let 0 < p < 1\nlet U ~ Uniform(0, 1)\nlet 0 < u < p\nlet f function\n"
    [mean] = check_text(f"{lets}prove grad(p, E(f(indicator(U < p)))) = f(1) - f(0)")
    [path] = check_text(f"{lets}prove grad(p, f(indicator(u < p))) = 0")
    assert "A mean over finitely many values is a sum" in outcome_text(mean)
    assert "near a given one" in outcome_text(path)


# --- the rules ----------------------------------------------------------------------------------
def _proof(claim: str):  # type: ignore[no-untyped-def]
    lets = "let 0 < p < 1\nlet f function\nlet 0 < u < p\nlet B ~ Bernoulli(p)\n"
    [found] = check_text(f"{lets}prove {claim}")
    assert found.verdict == "proved"
    return found.proof


def _with_last(proof, **changes: object):  # type: ignore[no-untyped-def]
    *steps, last = proof.steps
    return replace(proof, steps=(*steps, replace(last, **changes)))


def test_each_obligation_for_points() -> None:
    proof = _proof("E(f(B)) = p*f(1) + (1 - p)*f(0)")
    last = proof.steps[-1]
    assert last.rule == "equation-for-points"
    goal, letters = last.args
    law, same, *defined = last.premises
    assert defined
    false = replace(goal, right=goal.right + Symbol("p", real=True))
    for premises, args in (
        ((law, same), last.args),
        ((same, law, *defined), last.args),
        ((law,), last.args),
        ((law, defined[0], *defined), last.args),
        (last.premises, (goal, letters[:1])),
        (last.premises, (goal, (letters[0], letters[0]))),
        (last.premises, (goal, letters[::-1])),
        (last.premises, (goal, (*letters[:-1], proof.claim.scope.names[0]))),
        (last.premises, (goal,)),
        (last.premises, (false, letters)),
    ):
        with pytest.raises(ProofError):
            replay(_with_last(proof, premises=premises, args=args))


def test_a_parameter_that_is_tied_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: a parameter that a weak inequality ties is moved freely."""
    lets = "let 0 < p < 1\nlet 0 < q < 1\nlet p <= q\nlet B ~ Bernoulli(p)\nlet f function\n"
    claim = f"{lets}prove grad(p, E(f(B))) = f(1) - f(0)"
    assert check_text(claim)[0].verdict != "proved"
    with monkeypatch.context() as planted:
        planted.setattr(module, "require_free", lambda *_: None)
        [found] = check_text(claim)
        assert found.verdict == "proved"
    with pytest.raises(ProofError, match="tied"):
        replay(found.proof)


def test_each_obligation_of_a_threshold() -> None:
    proof = _proof("grad(p, f(indicator(u < p))) = 0")
    place = next(k for k, s in enumerate(proof.steps) if s.rule == "gradient-threshold")
    step = proof.steps[place]
    [wanted] = step.args
    assert isinstance(wanted, SlopeOf)
    for changes in (
        {"premises": step.premises[:1]},
        {"premises": step.premises[::-1]},
        {"args": (replace(wanted, body=wanted.body + 1),)},
        {"args": (replace(wanted, parameter=proof.claim.scope.names[1]),)},
        {"args": ()},
    ):
        steps = list(proof.steps)
        steps[place] = replace(step, **changes)
        with pytest.raises(ProofError):
            replay(replace(proof, steps=tuple(steps)))


def test_a_threshold_that_is_tied_has_no_slope() -> None:
    """On p = q the choice stays, though p does not move freely."""
    for tie in ("p = q", "p <= q"):
        text = f"let q real\nlet p real\nlet {tie}\nlet u real\nlet u < p\nlet f function\n"
        [found] = check_text(f"{text}prove grad(p, f(indicator(u < p))) = 0")
        assert found.verdict != "proved"


def test_the_branch_that_is_taken() -> None:
    x, y = Symbol("x", real=True), Symbol("y", real=True)
    less, more = Relation(x, "<", y), Relation(y, "<", x)
    for condition, branch in ((x < y, 5), (x <= y, 5), (y > x, 5), (y >= x, 5)):
        choice = Piecewise((Integer(5), condition), (Integer(7), S.true))
        assert chosen(choice, less) == branch
        assert chosen(choice, more) == 12 - branch
        assert chosen(choice, Relation(x, "<", Rational(1, 2))) == choice

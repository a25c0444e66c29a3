"""Densities at the values of a map: each obligation, numbers from outside, and planted rules."""

from __future__ import annotations

from dataclasses import replace
from math import sin, tanh

import pytest
from scipy.optimize import brentq
from scipy.stats import norm
from sympy import Integer, Rational, lambdify, oo

from symreparam.checker.replay import replay
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.codec import proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import (
    Covers,
    Derivative,
    Equal,
    HasImplicitLaw,
    HasLaw,
    Image,
    Sign,
)
from symreparam.pipeline import check_text
from symreparam.rules import implicit
from symreparam.rules.implicit import pushforward_implicit_rule
from symreparam.rules.rule import Setting
from symreparam.rules.wellformed import check_judgement
from symreparam.terms.forms import ImplicitLaw
from symreparam.terms.law import Atom, Law
from symreparam.terms.region import NUMBERS, interval

Case = tuple[Setting, tuple, tuple]


def step(text: str) -> Case:
    """The setting, premises and arguments of the last step of the proof."""
    [found] = check_text(text)
    assert found.proof is not None and found.formed is not None, found.reason
    [goal] = goals(check_names(parse_block(text), FAMILY_NAMES))
    last = found.proof.steps[-1]
    premises = tuple(found.proof.steps[i].conclusion for i in last.premises)
    return Setting(goal.claim, goal.claim.scope), premises, last.args


RISING = step("let X ~ Normal(0, 1)\nderive X + tanh(X)")
TURNING = step("let X ~ Normal(0, 1)\nderive X^5 - X")
KINK = step("let X ~ Normal(0, 1)\nderive abs(X) + tanh(X)")


def refused(case: Case, code: str, premises: tuple | None = None, args: tuple = ()) -> None:
    setting, good, given = case
    assert isinstance(pushforward_implicit_rule(setting, good, given), HasImplicitLaw)
    with pytest.raises(RuleError) as error:
        pushforward_implicit_rule(setting, good if premises is None else premises, args or given)
    assert error.value.code == f"pushforward-implicit.{code}"


def put(case: Case, index: int, judgement: object) -> tuple:
    return (*case[1][:index], judgement, *case[1][index + 1 :])


def place(case: Case, kind: type, number: int = 0) -> int:
    return [i for i, p in enumerate(case[1]) if isinstance(p, kind)][number]


@pytest.mark.parametrize(
    ("text", "g"),
    [
        ("X + tanh(X)", lambda x: x + tanh(x)),
        ("X^5 + 2*X", lambda x: x**5 + 2 * x),
        ("X + sin(X)/2", lambda x: x + sin(x) / 2),
    ],
)
def test_the_density_is_that_of_numbers_from_outside(text: str, g: object) -> None:
    """The slope of P(g(X) <= z), the inverse being found by bisection."""
    [found] = check_text(f"let X ~ Normal(0, 1)\nderive {text}")
    assert found.verdict == "proved" and isinstance(found.formed, ImplicitLaw)
    [piece] = found.formed.pieces
    density = lambdify(piece.map.variable, piece.density, "math")
    for x in (-1.3, 0.2, 0.9):
        at, step = g(x), 1e-4  # type: ignore[operator]
        ends = [brentq(lambda t, z=z: g(t) - z, -9, 9) for z in (at - step, at + step)]  # type: ignore[operator]
        slope = (norm.cdf(ends[1]) - norm.cdf(ends[0])) / (2 * step)
        assert density(x) == pytest.approx(slope, rel=1e-5)


def test_a_density_of_every_branch() -> None:
    told = pushforward_implicit_rule(*TURNING)
    assert isinstance(told, HasImplicitLaw) and len(told.law.pieces) == 3
    middle = told.law.pieces[1]
    x = middle.map.variable
    ratio = middle.density / TURNING[1][0].law.pieces[0].density
    assert ratio.xreplace({x: Integer(0)}) == 1  # |g'(0)| = 1, g falls there


def test_the_law_has_a_density_and_no_masses() -> None:
    refused(RISING, "law", put(RISING, 0, NUMBERS))
    known = RISING[1][0]
    assert isinstance(known, HasLaw) and isinstance(known.law, Law)
    with_mass = replace(known.law, atoms=(Atom(Integer(0), Rational(1, 2)),))
    refused(RISING, "masses", put(RISING, 0, replace(known, law=with_mass)))
    refused(RISING, "premises", ())


def test_the_branches_cover_the_piece() -> None:
    index = place(TURNING, Covers)
    known = TURNING[1][index]
    x = known.whole.variables[0]
    refused(TURNING, "covers", put(TURNING, index, replace(known, whole=interval(x, 0, oo))))
    refused(TURNING, "covers", (TURNING[1][0], *TURNING[1][2:]))


def test_image_and_derivative_are_of_the_branch() -> None:
    for kind, code in ((Image, "image"), (Derivative, "derivative")):
        first, second = place(TURNING, kind), place(TURNING, kind, 1)
        refused(TURNING, code, put(TURNING, first, TURNING[1][second]))


def test_the_sign_is_strict_and_of_this_derivative_there() -> None:
    index = place(TURNING, Sign)
    known = TURNING[1][index]
    refused(TURNING, "sign", put(TURNING, index, replace(known, expr=known.expr + 1)))
    refused(TURNING, "sign", put(TURNING, index, replace(known, sign=">=")))
    refused(TURNING, "sign", put(TURNING, index, replace(known, sign="!=")))
    other = TURNING[1][place(TURNING, Sign, 1)]
    refused(TURNING, "sign", put(TURNING, index, replace(known, over=other.over)))


def test_a_kink_needs_its_equation() -> None:
    index = place(KINK, Equal)
    known = KINK[1][index]
    refused(KINK, "rewritten", put(KINK, index, replace(known, left=known.left + 1)))
    refused(KINK, "rewritten", put(KINK, index, replace(known, over=NUMBERS)))
    refused(KINK, "image", (*KINK[1][:index], *KINK[1][index + 1 :]))


def test_nothing_is_left_over_and_nothing_is_missing() -> None:
    refused(TURNING, "premises", (*TURNING[1], TURNING[1][0]))
    refused(TURNING, "branch", TURNING[1][:-1])
    refused(TURNING, "args", args=(*TURNING[2], TURNING[2][0]))
    wrong = replace(TURNING[1][place(TURNING, Image)], image=NUMBERS)
    refused(TURNING, "variable", put(TURNING, place(TURNING, Image), wrong))


def test_the_law_is_well_formed() -> None:
    setting = RISING[0]
    told = pushforward_implicit_rule(*RISING)
    assert isinstance(told, HasImplicitLaw)
    [piece] = told.law.pieces
    check_judgement(told, setting)
    z = piece.image.variables[0]
    bad = [
        (),
        (replace(piece, density=z),),
        (replace(piece, image=piece.map.source),),
        (replace(piece, image=NUMBERS),),
        (piece, replace(piece, image=interval(piece.map.variable, 0, 1))),
    ]
    for pieces in bad:
        with pytest.raises(RuleError, match="form"):
            check_judgement(replace(told, law=ImplicitLaw(pieces)), setting)


def test_a_stored_proof_is_of_its_density_alone() -> None:
    [found] = check_text("let X ~ Normal(0, 1)\nderive X + tanh(X)")
    assert found.proof is not None and found.claim is not None
    stored = proof_to_json(found.proof)
    assert not replay(stored, found.claim).refuted
    goal = found.claim.goal
    assert isinstance(goal, HasImplicitLaw)
    [piece] = goal.law.pieces
    doubled = ImplicitLaw((replace(piece, density=2 * piece.density),))
    claim = replace(found.claim, goal=replace(goal, law=doubled))
    with pytest.raises(ProofError):
        replay(replace(found.proof, claim=claim), claim)


@pytest.mark.parametrize(
    "text",
    [
        "let X ~ Normal(0, 1)\nderive X + sin(X)",  # the slope vanishes at points
        "let X, Y ~ Normal(0, 1)\nderive X + Y^2 + exp(X*Y)",  # two variables
        "let N ~ Poisson(2)\nlet X ~ Normal(0, 1)\nderive X + cos(2*X)",  # infinitely many turns
    ],
)
def test_what_no_branch_shows_stays_open(text: str) -> None:
    [found] = check_text(text)
    assert found.verdict == "undecided" and found.formed is None


def test_a_refuted_claim_shows_the_true_law() -> None:
    [found] = check_text("let X ~ Normal(0, 1)\nrefute X + tanh(X) ~ Normal(0, 1)")
    assert found.verdict == "refuted" and isinstance(found.formed, ImplicitLaw)
    assert found.law_proof is not None
    assert not replay(found.law_proof).refuted


def test_a_planted_rule_without_the_sign_has_negative_densities(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = place(TURNING, Sign, 1)
    wrong = put(TURNING, index, replace(TURNING[1][index], sign="!="))
    refused(TURNING, "sign", wrong)
    real = implicit.require

    def lax(ok: bool, code: str, detail: object = "") -> None:
        if code != "pushforward-implicit.sign":
            real(ok, code, detail)

    monkeypatch.setattr(implicit, "require", lax)
    wrong = put(TURNING, index, replace(TURNING[1][index], sign="+"))
    told = pushforward_implicit_rule(TURNING[0], wrong, TURNING[2])
    assert isinstance(told, HasImplicitLaw)
    middle = told.law.pieces[1]
    assert middle.density.xreplace({middle.map.variable: Integer(0)}) < 0

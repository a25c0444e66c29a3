"""The parity of a count with scaled masses: accepts, and a reject for each obligation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plain_builder import builder
from sympy import Integer, Rational, Symbol, floor, oo

import symreparam.rules.scaled_masses as module
from symreparam.checker.replay import replay
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import Equal, HasLaw, Judgement
from symreparam.pipeline import Options, check_text
from symreparam.render.latex import latex_document
from symreparam.render.text import outcome_text
from symreparam.rules.scaled_masses import at_twice, masses_from_one, parity_scaled_rule
from symreparam.terms.law import Atom, Law, Named
from symreparam.terms.region import Region
from symreparam.terms.scope import variable, whole

QUICK = Options(cross_check=False, explain=False)
N, x, j = variable("N"), variable("x"), whole("j")
ZIPF, SHARE = Named("Zeta", (Integer(3),)), Rational(1, 8)
GIVEN = HasLaw(N, ZIPF)
SAME = at_twice(masses_from_one(ZIPF, x, j), SHARE)


def scaled(premises: tuple[Judgement, ...], *args: object) -> Judgement:
    setting = builder().setting
    return parity_scaled_rule(setting, premises, args or (SHARE, x, j))  # type: ignore[arg-type]


def test_the_even_numbers_have_the_share() -> None:
    atoms = (Atom(Integer(0), SHARE), Atom(Integer(1), 1 - SHARE))
    assert scaled((GIVEN, SAME)) == HasLaw(N - 2 * floor(N / 2), Law(x, (), atoms))


@pytest.mark.parametrize(
    "premises",
    [
        (GIVEN,),
        (SAME, GIVEN),
        (GIVEN, at_twice(masses_from_one(ZIPF, x, j), Rational(1, 4))),
        (GIVEN, replace(SAME, over=Region(((j, Integer(2), oo),)))),
        (HasLaw(N, Named("Zeta", (Integer(4),))), SAME),
        (HasLaw(N, Named("Geometric", (SHARE,))), SAME),
        (HasLaw(N, Named("Poisson", (Integer(1),))), SAME),
        (HasLaw(N, Named("Normal", (Integer(0), Integer(1)))), SAME),
        (HasLaw(N, Law(x, (), (Atom(Integer(1), Integer(1)),))), SAME),
    ],
)
def test_what_is_refused(premises: tuple[Judgement, ...]) -> None:
    with pytest.raises(RuleError, match="parity-scaled"):
        scaled(premises)


@pytest.mark.parametrize(
    "args",
    [(SHARE, N, j), (SHARE, x, variable("k")), (SHARE, x, whole("x")), (Symbol("q"), x, j)],
)
def test_letters_are_new_and_the_share_is_a_term_in_parameters(args: tuple[object, ...]) -> None:
    with pytest.raises(RuleError, match="parity-scaled"):
        scaled((GIVEN, SAME), *args)


LETS = "let s > 1\nlet X ~ Zeta(s)\n"
PROVED = ["mod(X, 2) ~ Bernoulli(1 - 2^(-s))", "E((-1)^X) = 2^(1 - s) - 1"]
REFUTED = ["mod(X, 2) ~ Bernoulli(2^(-s))", "E((-1)^X) = 1 - 2^(1 - s)"]


@pytest.mark.parametrize("goal", [f"prove {g}" for g in PROVED] + [f"refute {g}" for g in REFUTED])
def test_the_parity_of_zipf(goal: str) -> None:
    [found] = check_text(LETS + goal, options=QUICK)
    assert found.ok, found.reason


def test_a_parameter_that_is_named_like_an_index() -> None:
    lets = "let j integer >= 2\nlet X ~ Zeta(j)\n"
    [found] = check_text(f"{lets}prove mod(X, 2) ~ Bernoulli(1 - 2^(-j))")
    assert found.verdict == "proved", found.reason


def test_it_is_told_and_a_planted_multiple_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    [found] = check_text(f"{LETS}prove {PROVED[0]}", options=QUICK)
    assert "Summed over all" in " ".join(outcome_text(found).split())
    assert "Summed over all" in " ".join(latex_document(found).split())
    plain = module.at_twice

    def planted(each: object, share: object) -> Equal:
        return replace(plain(each, share), left=share)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "at_twice", planted)
    with pytest.raises(ProofError):
        replay(found.proof, found.claim)

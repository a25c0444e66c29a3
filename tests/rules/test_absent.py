"""Claimed laws that do not exist as a count is no whole number: refuted, with the value."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, Symbol, pi

from symreparam import check
from symreparam.decide.points import find
from symreparam.derivation.absent import absent_step
from symreparam.derivation.builder import Builder
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw, NoLaw
from symreparam.rules.table import RULES
from symreparam.terms.law import Named
from symreparam.terms.scope import Domain, Relation, Scope, parameter, variable

X = variable("X")
UNIT = Domain(lower=Integer(0), upper=Integer(1))


def builder_of(law: Named, *symbols: tuple[Symbol, Domain]) -> Builder:
    scope = Scope(symbols)
    scope = Scope(symbols, (), find(scope) or ())
    known = HasLaw(X, Named("Bernoulli", (Rational(1, 2),)))
    return Builder(Claim(scope, (X,), (known,), HasLaw(X, law)))


@pytest.mark.parametrize(
    ("law", "value"),
    [
        ("Binomial(5/2, 1/2)", "n = 5/2"),
        ("Binomial(r, p)", "n = 1/2"),
        ("DiscreteUniform(0, r)", "b = 1/2"),
        ("DiscreteUniform(-r, 1)", "a = -1/2"),
        ("Die(pi)", "sides = π"),
        ("BetaBinomial(2*r + 1/2, 1, 1)", "n = 13/2"),
        ("Hypergeometric(7, 3, r)", "n = 1/2"),
        ("N(0, -4)", "variance = -4"),
        ("Wald(-1, 2)", "mean = -1"),
        ("(Y given Y > 0)", "n = 1/2"),
    ],
)
def test_a_claimed_law_that_does_not_exist_is_refuted(law: str, value: str) -> None:
    left, law = ("X", law) if law[0] != "(" else (law, "Binomial(r, 1/2)")
    [found] = check(
        "let r > 0\nlet 0 < p < 1\nlet X ~ Bernoulli(1/2)\nlet Y ~ Poisson(1)\n"
        f"prove {left} ~ {law}"
    )
    assert found.verdict == "refuted"
    assert value in found.text().replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "let X ~ Binomial(5/2, 1/2)\nprove X ~ X",
        "let r > 0\nlet X ~ DiscreteUniform(0, r)\nprove X ~ X",
        "let (X, Y) ~ Independent(Binomial(5/2, 1/2), Normal(0, 1))\nprove X + Y ~ Normal(0, 1)",
        "let X ~ N(0, -1)\nprove X ~ X",
        "prove entropy(Binomial(5/2, 1/2)) = 1",
        "let r >= 0\nprove KL(Binomial(r, 1/2), Binomial(r, 1/2)) = 0",
    ],
)
def test_a_law_that_is_supposed_stays_an_error(text: str) -> None:
    [found] = check(text)
    assert found.verdict == "error"


@pytest.mark.parametrize(
    ("law", "for_all", "verdict"),
    [("Binomial(a, 1/2)", True, "refuted"), ("Binomial(2*a, 1/2)", False, "refuted")],
)
def test_at_every_value_or_at_one(law: str, for_all: bool, verdict: str) -> None:
    end = " for all" if for_all else ""
    [found] = check(f"let 0 < a < 1\nlet K ~ Poisson(2)\nrefute K ~ {law}{end}")
    assert (found.verdict, found.ok) == (verdict, True)


def test_no_law_of_a_family_with_counts_is_proved_for_real_ones() -> None:
    # all these are true at the whole numbers
    for law in ("Binomial(r, 0)", "Binomial(r - r + s, 1/2)"):
        [found] = check(f"let r > 0\nlet s > 0\nlet X ~ Bernoulli(1/2)\nprove X*0 ~ {law}")
        assert found.verdict == "refuted"


def test_the_rule() -> None:
    law = Named("Binomial", (pi, Rational(1, 2)))
    builder = builder_of(law)
    step = absent_step(builder, law)
    assert builder.conclusion(step) == NoLaw(law)
    above, below = builder.steps[step].premises
    for premises, args in (
        ((above,), (law, Integer(3))),  # below the next one is missing
        ((below, above), (law, Integer(3))),
        ((above, above), (law, Integer(3))),
        ((above, below), (law, Integer(2))),
        ((above, below), (law, Rational(5, 2))),
        ((above, below), (law,)),
        ((above, below), (Named("Binomial", (Integer(3), pi)), Integer(3))),  # p is no count
        ((above, below), (Named("Gamma", (pi, Integer(1))), Integer(3))),
        ((above, below), (Named("Nothing", (pi,)), Integer(3))),
    ):
        with pytest.raises(RuleError):
            builder.add("no-law-whole", premises, args)


def test_between_numbers_that_are_not_neighbours_there_are_whole_ones() -> None:
    a = parameter("a", UNIT)
    law = Named("Binomial", (2 * a, Rational(1, 2)))
    builder = builder_of(law, (a, UNIT))
    with pytest.raises(RuleError):
        absent_step(builder, law)
    ends = (Relation(Integer(0), "<", 2 * a), Relation(2 * a, "<", Integer(2)))
    premises = tuple(builder.holds(end) for end in ends)
    with pytest.raises(RuleError, match=r"no-law-whole.below"):
        builder.add("no-law-whole", premises, (law, Integer(0)))


def test_a_member_with_a_real_count_is_not_unfolded() -> None:
    a = parameter("a", Domain(lower=Integer(0)))
    law = Named("Binomial", (a, Integer(0)))
    builder = builder_of(law, (a, Domain(lower=Integer(0))))
    relations = (Relation(Integer(0), "<=", a), Relation(Integer(0), "<=", Integer(0)))
    known = [builder.holds(each) for each in relations]
    known.append(builder.holds(Relation(Integer(0), "<=", Integer(1))))
    premises = tuple(builder.conclusion(step) for step in known)
    with pytest.raises(RuleError, match=r"family.whole"):
        RULES["family"](builder.setting, premises, (law, variable("t")))

"""The rules behind the methods: each obligation's reject, and planted wrong rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from method_claims import NEEDED, NORMAL, claim_of, proof_of
from sympy import Integer, Rational, exp, oo

from symreparam.derivation.builder import Builder
from symreparam.derivation.by_distribution import law_distribution
from symreparam.derivation.methods import prove_by
from symreparam.derivation.prove import Stuck
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Distribution, HasLaw, ImageLaw, LawDistribution
from symreparam.logic.proof import Step
from symreparam.rules.rule import Setting
from symreparam.rules.table import RULES
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

RULE_NAMES = (
    *("law-distribution", "has-distribution", "distribution-map", "distribution-branches"),
    *("distribution-law", "image-law", "rewrite-image", "standardization"),
)


@pytest.mark.parametrize(("let", "goal", "method"), NEEDED)
def test_no_premise_can_be_left_out_or_moved(let: str, goal: str, method: str) -> None:
    asked, proof = claim_of(let, goal), proof_of(let, goal, method)
    setting, seen = Setting(asked, asked.scope), 0
    for step in proof.steps:
        if step.rule not in RULE_NAMES or step.scope:
            continue
        known = tuple(proof.steps[premise].conclusion for premise in step.premises)
        assert RULES[step.rule](setting, known, step.args) == step.conclusion
        for index in range(len(known)):
            with pytest.raises(RuleError):
                RULES[step.rule](setting, known[:index] + known[index + 1 :], step.args)
            seen += 1
        for args in ((*step.args, Integer(1)), step.args[:-1]):
            if args != step.args:
                with pytest.raises(RuleError):
                    RULES[step.rule](setting, known, args)
    assert seen >= 6


def applied(let: str, goal: str, method: str, rule: str) -> tuple[Setting, Step, list[object]]:
    asked, proof = claim_of(let, goal), proof_of(let, goal, method)
    step = next(step for step in reversed(proof.steps) if step.rule == rule)
    known = [proof.steps[premise].conclusion for premise in step.premises]
    return Setting(asked, asked.scope), step, known


def rejected(rule: str, setting: Setting, known: list[object], args: tuple, code: str) -> None:
    with pytest.raises(RuleError) as caught:
        RULES[rule](setting, tuple(known), args)  # type: ignore[arg-type]
    assert caught.value.code == f"{rule}.{code}"


LAPLACE = ("e ~ Laplace(0, 1)", "mu - sigma*e ~ Laplace(mu, sigma)")
SQUARE = ("e ~ Uniform(-1, 1)", "e^2 ~ Kumaraswamy(1/2, 1)")


def test_a_distribution_function_starts_at_zero_and_does_not_jump() -> None:
    """F + 1/4 has the right derivative; so has a function that jumps where the parts meet."""
    setting, _, known = applied(*LAPLACE, "cdf", "law-distribution")
    places = [i for i, k in enumerate(known) if type(k).__name__ == "Limit"]
    for place in places:
        other = list(known)
        other[place] = replace(known[place], value=known[place].value + Rational(1, 4))  # type: ignore[type-var,attr-defined]
        rejected("law-distribution", setting, other, (), "value")
    wrong = list(known)
    wrong[places[0]] = replace(known[places[0]], value=-oo)  # type: ignore[type-var]
    rejected("law-distribution", setting, wrong, (), "limit")


def test_the_derivative_is_that_of_the_density_on_neighbouring_parts() -> None:
    setting, _, known = applied(*LAPLACE, "cdf", "law-distribution")
    slopes = [i for i, k in enumerate(known) if type(k).__name__ == "Derivative"]
    wrong = list(known)
    wrong[slopes[0]] = replace(known[slopes[0]], derivative=exp(variable("z")))  # type: ignore[type-var]
    rejected("law-distribution", setting, wrong, (), "density")
    late = list(known)
    part = known[slopes[0]].map  # type: ignore[attr-defined]
    moved = replace(part, source=interval(part.variable, Integer(-9), part.source.bounds[0][2]))
    late[slopes[0]] = replace(known[slopes[0]], map=moved)  # type: ignore[type-var]
    rejected("law-distribution", setting, late, (), "start")


def test_laws_with_masses_have_no_such_distribution_function() -> None:
    steps = Builder(claim_of(*NORMAL))
    for named in (
        Named("Bernoulli", (Rational(1, 3),)),
        Named("Poisson", (Integer(2),)),
        Named("Point", (Integer(2),)),
    ):
        with pytest.raises(RuleError):
            law_distribution(steps, named, variable("z"))
    family = steps.add("family", (), (Named("Point", (Integer(2),)), variable("z")))
    with pytest.raises(RuleError, match=r"law-distribution\.masses"):
        steps.add("law-distribution", (family,))


def test_the_law_of_the_variable_and_of_the_function_is_one() -> None:
    setting, _, known = applied(*NORMAL, "cdf", "has-distribution")
    assert isinstance(known[1], LawDistribution)
    other = replace(known[1], law=Named("Normal", (Integer(0), Integer(2))))
    rejected("has-distribution", setting, [known[0], other], (), "law")


def test_the_map_is_the_one_that_is_monotone_with_that_inverse() -> None:
    setting, step, known = applied(*NORMAL, "cdf", "distribution-map")
    mapping = step.args[0]
    assert isinstance(mapping, Map)
    square = replace(mapping, body=mapping.body**2)
    rejected("distribution-map", setting, known, (square,), "monotone")
    for place, field, code in ((2, "map", "inverse"), (3, "map", "derivative")):
        wrong = list(known)
        found = getattr(known[place], field)
        wrong[place] = replace(known[place], map=replace(found, body=found.body + 1))  # type: ignore[type-var]
        rejected("distribution-map", setting, wrong, step.args, code)


def test_images_of_neighbours_are_neighbours_in_the_same_sense() -> None:
    setting, step, known = applied(*LAPLACE, "cdf", "distribution-map")
    turned = [known[0], replace(known[1], sense="+"), *known[2:]]  # type: ignore[type-var]
    rejected("distribution-map", setting, turned, step.args, "sense")
    up = list(known)
    for place in (1, 4):
        up[place] = replace(known[place], sense="+")  # type: ignore[type-var]
    rejected("distribution-map", setting, up, step.args, "neighbours")


def test_branches_are_counted_from_the_right_end_and_have_one_image() -> None:
    setting, step, known = applied(*SQUARE, "cdf", "distribution-branches")
    limits = [i for i, k in enumerate(known) if type(k).__name__ == "Limit"]
    for place in limits:
        end = "lower" if known[place].end == "upper" else "upper"  # type: ignore[attr-defined]
        wrong = list(known)
        wrong[place] = replace(known[place], end=end)  # type: ignore[type-var]
        rejected("distribution-branches", setting, wrong, step.args, "limit")
    pairs = [i for i, k in enumerate(known) if type(k).__name__ == "Bijection"]
    wrong = list(known)
    inverse = known[pairs[0]].inverse  # type: ignore[attr-defined]
    there = interval(inverse.variable, Integer(0), Integer(2))
    wrong[pairs[0]] = replace(known[pairs[0]], inverse=replace(inverse, source=there))  # type: ignore[type-var]
    wrong[pairs[0] + 1] = replace(
        known[pairs[0] + 1],  # type: ignore[type-var]
        map=replace(inverse, source=there),
    )
    rejected("distribution-branches", setting, wrong, step.args, "image")


def test_equal_functions_on_equal_intervals_alone_give_the_law() -> None:
    setting, _, known = applied(*NORMAL, "cdf", "distribution-law")
    given, law = known[0], known[1]
    assert isinstance(given, Distribution) and isinstance(law, LawDistribution)
    part = law.parts[0]
    for wrong, code in (
        (replace(part, body=part.body / 2), "equal"),
        (replace(part, source=interval(part.variable, Integer(0), oo)), "ends"),
        (Map(variable("v"), part.body, interval(variable("v"), -oo, oo)), "variable"),
    ):
        other = replace(law, parts=(wrong,))
        rejected("distribution-law", setting, [given, other, *known[2:]], (), code)
    rejected("distribution-law", setting, [given, replace(law, parts=(part, part))], (), "parts")


def test_going_back_needs_the_noise_and_a_map_that_undoes() -> None:
    setting, step, known = applied(*NORMAL, "standardization", "standardization")
    given, image = known[:2]
    assert isinstance(given, HasLaw) and isinstance(image, ImageLaw)
    other = HasLaw(given.subject, Named("Normal", (Integer(0), Integer(2))))
    rejected("standardization", setting, [other, *known[1:]], step.args, "image")
    wrong = replace(image, law=Named("Normal", (Integer(0), Integer(1))))
    rejected("standardization", setting, [given, wrong, *known[2:]], step.args, "law")
    back = step.args[0]
    assert isinstance(back, Map)
    for body in (back.body + 1, -back.body, back.body**3):
        with pytest.raises(RuleError, match=r"standardization\.(inverse|defined)"):
            RULES["standardization"](setting, tuple(known), (replace(back, body=body),))  # type: ignore[arg-type]
    moved = replace(image, map=replace(image.map, variable=variable("v")))
    rejected("standardization", setting, [given, moved, *known[2:]], step.args, "variable")


# --- planted wrong rules --------------------------------------------------------------------------
def test_an_increasing_and_a_decreasing_map_are_told_apart() -> None:
    """1 - F(h) where g falls: with F(h) the law of -e, for e exponential, would be e's own."""
    let, goal = "e ~ Exponential(1)", "1 - e ~ Exponential(1)"
    with pytest.raises(Stuck):
        prove_by(claim_of(let, goal), "cdf")
    asked = "e ~ Uniform(0, 1)", "-log(e)/s ~ Exponential(s)", "cdf"
    setting, step, known = applied(*asked, "distribution-map")
    found = RULES["distribution-map"](setting, tuple(known), step.args)  # type: ignore[arg-type]
    z = variable("z")
    s = next(symbol for symbol in setting.scope.names if symbol.name == "s")
    assert isinstance(found, Distribution)
    assert found.parts[0].body == 1 - exp(-s * z)


def test_the_subject_itself_is_no_summand() -> None:
    """A proof of `e^2 ~ F` from `e^2 ~ F` would say nothing about transforms."""
    for method in ("generating-function", "characteristic-function"):
        with pytest.raises(Stuck):
            prove_by(claim_of("e ~ Normal(0, 1)", "e^2 ~ ChiSquared(1)"), method)

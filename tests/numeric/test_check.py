"""The cross-check reports planted wrong laws, and never a right one."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from claims import claim

from symreparam.numeric.check import cross_checks

LOCATION_SCALE = "let mu real; let s > 0; let e ~ Normal(0, 1); prove mu + s*e ~ Normal(mu, s)"

RIGHT = {
    "location-scale": (LOCATION_SCALE, {"mu": "1/2", "s": "7/3"}),
    "narrow peak": (LOCATION_SCALE, {"mu": "10/3", "s": "1/1000000"}),
    "a narrow source": ("let s > 0; let e ~ Normal(5, s); prove 2*e ~ Normal(10, 2*s)",
                        {"s": "1/1000000"}),
    "chi-squared": ("let X ~ Normal(0, 1); prove X^2 ~ ChiSquared(1)", {}),
    "exp": ("let m real; let X ~ Normal(m, 2); prove exp(X) ~ LogNormal(m, 2)", {"m": "1/3"}),
    "reciprocal": ("let X ~ Cauchy(0, 1); prove 1/X ~ Cauchy(0, 1)", {}),
    "abs": ("let s > 0; let X ~ Normal(0, s); prove abs(X) ~ HalfNormal(s)", {"s": "3/7"}),
    "tan": ("let U ~ Uniform(-pi/2, pi/2); prove tan(U) ~ Cauchy(0, 1)", {}),
    "tan over two periods": ("let U ~ Uniform(0, 2*pi); prove tan(U) ~ Cauchy(0, 1)", {}),
    "inverse transform": ("let U ~ Uniform(0, 1); let r > 0; prove -log(U)/r ~ Exponential(r)",
                          {"r": "5/4"}),
    "double exponential": ("let U ~ Uniform(0, 1); prove -3*log(-log(U)) ~ Gumbel(3, 0)", {}),
    "arcsine": ("let U ~ Uniform(0, 2*pi); prove sin(U) ~ Arcsin(-1, 1)", {}),
    "kink": ("let X ~ Laplace(0, 2); prove abs(X) ~ Exponential(1/2)", {}),
    "heavy tail": ("let X ~ StudentT(1/3); prove X has density "
                   "(1 + 3*z^2)^(-2/3)*sqrt(3)/beta(1/2, 1/6) for z real", {}),
    "pole at the end": ("let X ~ Beta(1/3, 2); prove 1 - X ~ Beta(2, 1/3)", {}),
    "a constant": ("let c real; let X ~ Normal(0, 1); prove X - X + c ~ Point(c)", {"c": "2"}),
    "a discrete source": ("let X ~ Point(3); prove X^2 ~ Point(9)", {}),
    "kinks of the claimed density": ("let X ~ Triangular(0, 2, 1); prove X has density "
                                     "max(0, 1 - abs(1 - t)) for t real", {}),
    "a claimed density that is 0 almost everywhere": (
        "let X ~ Uniform(1000, 1001); prove X has density "
        "indicator(1000 < t and t < 1001) for t > 0", {}),
    "two branches": ("let U ~ Uniform(-1, 2); prove U^2 has density "
                     "if(z < 1, 1/(3*sqrt(z)), 1/(6*sqrt(z))) for 0 < z < 4", {}),
    "an atom and a density": ("let X ~ Normal(0, 1); prove max(X, 0) has "
                              "density exp(-z^2/2)/sqrt(2*pi) for z > 0, mass 1/2 at 0", {}),
    "a step": ("let U ~ Uniform(0, 3); prove floor(U) has mass 1/3 at 0, mass 1/3 at 1, "
               "mass 1/3 at 2", {}),
    "steps narrower than a grid": ("let s > 0; let X ~ Exponential(s^2); prove floor(X) + 1 ~ "
                                   "Geometric(1 - exp(-s^2))", {"s": "1/2"}),
    "a saturating map of a heavy tail": (
        "let X ~ Cauchy(0, 1); prove 1/(1 + exp(-X)) has density "
        "1/(pi*z*(1 - z)*(1 + log(z/(1 - z))^2)) for 0 < z < 1", {}),
    "many folds": ("let U ~ Uniform(0, 1); prove cos(400*pi*U) ~ Arcsin(-1, 1)", {}),
}  # fmt: skip

WRONG = {
    "no Jacobian": ("let m real; let X ~ Normal(m, 1); prove exp(X) has density "
                    "exp(-(log(z) - m)^2/2)/sqrt(2*pi) for z > 0", {"m": "1/3"}),
    "the Jacobian upside down": ("let X ~ Normal(0, 1); prove 2*X has density "
                                 "2*exp(-z^2/8)/sqrt(2*pi) for z real", {}),
    "a missing branch": ("let X ~ Normal(0, 1); prove X^2 has density "
                         "exp(-z/2)/(2*sqrt(2*pi*z)) for z > 0", {}),
    "a missing branch, scaled to mass 1": ("let U ~ Uniform(-1, 2); prove U^2 has density "
                                           "1/(4*sqrt(z)) for 0 < z < 4", {}),
    "too large a support": ("let U ~ Uniform(0, 1); prove U ~ Uniform(0, 2)", {}),
    "too small a support": ("let U ~ Uniform(0, 1); prove U ~ Uniform(0, 1/2)", {}),
    "a support on the wrong side": ("let X ~ Exponential(1); prove -X ~ Exponential(1)", {}),
    "a missing factor": ("let s > 0; let X ~ Normal(0, 1); prove s*X has density "
                         "exp(-z^2/(2*s^2))/sqrt(2*pi) for z real", {"s": "7/3"}),
    "a small wrong factor": ("let X ~ Normal(0, 1); prove X has density "
                             "exp(-z^2/2)/sqrt(2*pi)*100001/100000 for z real", {}),
    "variance for sd": ("let s > 0; let e ~ Normal(0, 1); prove s*e ~ Normal(0, s^2)",
                        {"s": "7/3"}),
    "variance for sd, narrow": ("let s > 0; let e ~ Normal(0, 1); prove 1 + s*e ~ Normal(1, s^2)",
                                {"s": "1/1000000"}),
    "rate for scale": ("let r > 0; let U ~ Uniform(0, 1); prove -log(U)/r ~ Exponential(1/r)",
                       {"r": "5/4"}),
    "an infinite mass": ("let U ~ Uniform(0, 1); prove 1/U has density 1/z^2 for z > 0", {}),
    "a shifted law": ("let X ~ Cauchy(0, 1); prove 1/X ~ Cauchy(1/1000, 1)", {}),
    "a lost atom": ("let X ~ Normal(0, 1); prove max(X, 0) has "
                    "density exp(-z^2/2)/sqrt(2*pi) for z > 0", {}),
    "swapped masses": ("let U ~ Uniform(0, 3); prove max(1, floor(U)) has mass 1/3 at 1, "
                       "mass 2/3 at 2", {}),
    "steps from the wrong place": ("let s > 0; let X ~ Exponential(s^2); prove floor(X) ~ "
                                   "Geometric(1 - exp(-s^2))", {"s": "1/2"}),
    "another constant": ("let c real; let X ~ Normal(0, 1); prove X - X + c ~ Point(c + 1)",
                         {"c": "2"}),
    "an atom elsewhere": ("let X ~ Point(3); prove X^2 ~ Point(3)", {}),
    "an atom for a density": ("let X ~ Normal(0, 1); prove X ~ Point(0)", {}),
}  # fmt: skip


def _checked(text: str, values: dict[str, str], *, sample: bool = False) -> list[bool | None]:
    made = claim(text, **values)
    return [check.ok for check in cross_checks(made, made.goal.law, sample=sample)]


@pytest.mark.parametrize("name", RIGHT)
def test_right_laws_agree(name: str) -> None:
    text, values = RIGHT[name]
    found = _checked(text, values)
    assert False not in found
    if name not in ("many folds", "a step"):
        assert True in found


@pytest.mark.parametrize("name", WRONG)
def test_wrong_laws_are_reported(name: str) -> None:
    text, values = WRONG[name]
    assert False in _checked(text, values)


def test_density_and_mass_see_different_faults() -> None:
    """A wrong law of mass 1 fails at points alone; a lost factor fails both."""
    assert _checked(*WRONG["variance for sd"]) == [False, True]
    assert _checked(*WRONG["a missing factor"]) == [False, False]


def test_a_narrow_peak_far_from_its_claimed_place_has_mass_one() -> None:
    text = "let X ~ Normal(0, 1/1000000); prove X ~ Normal(7, 1/1000000)"
    assert _checked(text, {}) == [False, True]


@pytest.mark.parametrize("name", ["location-scale", "chi-squared", "reciprocal", "many folds"])
def test_samples_of_right_laws_agree(name: str) -> None:
    text, values = RIGHT[name]
    assert _checked(text, values, sample=True)[2] is True


def test_samples_need_doubles_that_resolve_the_law() -> None:
    text, values = RIGHT["pole at the end"]
    # 1 - X crowds at 1, where doubles have no room: silence, not a false alarm
    assert _checked(text, values, sample=True)[2] is not False


@pytest.mark.parametrize(
    "name",
    ["variance for sd", "too large a support", "a missing branch", "swapped masses", "a lost atom"],
)
def test_samples_of_wrong_laws_are_reported(name: str) -> None:
    text, values = WRONG[name]
    assert _checked(text, values, sample=True)[2] is False


def test_a_sample_rejects_a_shifted_law() -> None:
    assert _checked("let X ~ Normal(0, 1); prove X ~ Normal(1/20, 1)", {}, sample=True)[2] is False


def test_a_sample_of_two_variables() -> None:
    lets = "let X ~ Normal(0, 3); let Y ~ Normal(0, 4); "
    assert _checked(lets + "prove X + Y ~ Normal(0, 5)", {}, sample=True) == [None, True, True]
    assert _checked(lets + "prove X + Y ~ Normal(0, 7)", {}, sample=True) == [None, True, False]


def test_the_claimed_law_takes_no_part() -> None:
    """A refuted claim whose derived law is right is no disagreement."""
    text, values = RIGHT["location-scale"]
    right = claim(text, **values)
    other = claim("let X ~ Normal(0, 1); prove X ~ Cauchy(0, 1)").goal.law
    wrong = replace(right, goal=replace(right.goal, law=other))
    assert [check.ok for check in cross_checks(wrong, right.goal.law)] == [True, True]


def test_no_law_and_no_parameter_values_are_no_evidence() -> None:
    text, values = RIGHT["location-scale"]
    made = claim(text, **values)
    assert cross_checks(made, None) == ()
    lost = replace(made, scope=replace(made.scope, point=()))
    assert [check.ok for check in cross_checks(lost, made.goal.law)] == [None, None]


def test_what_has_no_number_is_no_evidence() -> None:
    text = "let X ~ Normal(0, 1); prove X has density sqrt(-1 - z^2) for z real"
    assert _checked(text, {}) == [None, None]


def test_the_same_words_every_time() -> None:
    text, values = RIGHT["tan over two periods"]
    made = claim(text, **values)
    assert cross_checks(made, made.goal.law, sample=True) == cross_checks(
        made, made.goal.law, sample=True
    )


def test_numpy_is_imported_for_samples_only() -> None:
    code = "import sys, symreparam.numeric.check; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

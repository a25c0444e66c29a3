"""Maps brought to one kernel first, or checked where X lives; and claims that are false."""

from __future__ import annotations

import pytest
from sympy import acos, atan, cos, sin, tan

from symreparam.derivation.plain_forms import of_inverses, one_wave
from symreparam.pipeline import check_text
from symreparam.render.terms_text import law_text
from symreparam.terms.law import Law
from symreparam.terms.scope import variable

LETS = """let a, b > 0
let m real
let th ~ Uniform(0, 2*pi)
let U ~ Uniform(0, 1)
let A ~ Arcsin(-1, 1)
let C ~ Cauchy(0, 1)
let F ~ FDistribution(a, b)
"""


@pytest.mark.parametrize(
    "claim",
    [
        "cos(th) + sin(th) ~ Arcsin(-sqrt(2), sqrt(2))",
        "a*cos(th) + b*sin(th) ~ Arcsin(-sqrt(a^2 + b^2), sqrt(a^2 + b^2))",
        "m + a*cos(th) - b*sin(th) ~ Arcsin(m - sqrt(a^2 + b^2), m + sqrt(a^2 + b^2))",
        "sin(th)*cos(th) ~ Arcsin(-1/2, 1/2)",
        "(cos(th) + sin(th))^2 ~ Arcsin(0, 2)",
        "cos(2*pi*U)^2 - sin(2*pi*U)^2 ~ Arcsin(-1, 1)",
        "sin(th)/(1 + cos(th)) ~ Cauchy(0, 1)",
        "(1 - cos(th))/sin(th) ~ Cauchy(0, 1)",
        "(1 - cos(th))/(1 + cos(th)) ~ BetaPrime(1/2, 1/2)",
        "4*A^3 - 3*A ~ Arcsin(-1, 1)",
        "cos(3*acos(A)) ~ Arcsin(-1, 1)",
        "(3*C - C^3)/(1 - 3*C^2) ~ Cauchy(0, 1)",
        "tan(2*atan(C)) ~ Cauchy(0, 1)",
        "1/F ~ FDistribution(b, a)",
        "16*A^5 - 20*A^3 + 5*A ~ Arcsin(-1, 1)",
        "32*A^6 - 48*A^4 + 18*A^2 - 1 ~ Arcsin(-1, 1)",
        "2*A*sqrt(1 - A^2) ~ Arcsin(-1, 1)",
        "3*sin(th) - 4*sin(th)^3 ~ Arcsin(-1, 1)",
        "64*cos(th)^7 - 112*cos(th)^5 + 56*cos(th)^3 - 7*cos(th) ~ Arcsin(-1, 1)",
        "sqrt(1 + C^2) - C has density 2/(pi*(1 + z^2)) for z > 0",
        # quotients with a common factor have a hole where it vanishes
        "2*(1/C)/(1 - (1/C)^2) ~ Cauchy(0, 1)",
        "(1/C)/(1 + (1/C)^2) ~ Arcsin(-1/2, 1/2)",
        "(C^2 - 1)/(C + 1) ~ Cauchy(-1, 1)",
        "(a + a/C)/(1 - 1/C) ~ Cauchy(0, a)",
        "(m*C + a)/(m - a*C) ~ Cauchy(0, 1)",
        # logarithms and kinks of known sign
        "log(1 - log(1 - U)/a) has density a*exp(z)*exp(a - a*exp(z)) for z > 0",
        "log(1 - 2*abs(U - 1/2)) has density exp(z) for z < 0",
        # by Lambert's W
        "-log(U)/U has density exp(-lambertw(z))/(z + exp(lambertw(z))) for z > 0",
        "U*exp(-U) has density -lambertw(-z)/(z*(1 + lambertw(-z))) for 0 < z < exp(-1)",
        "U + log(U) has density lambertw(exp(z))/(1 + lambertw(exp(z))) for z < 1",
        "lambertw(U) has density (1 + z)*exp(z) for 0 < z < lambertw(1)",
        "log(C + sqrt(C^2 + 1)) has density 1/(pi*cosh(z)) for z real",
        # in two stages
        "asinh(tan(pi*(U - 1/2))) has density 1/(pi*cosh(z)) for z real",
        "tan(tan(pi*(U - 1/2))) ~ Cauchy(0, tanh(1))",
        "cos(2*pi*U^2) has density (1/sqrt(acos(z)) + 1/sqrt(2*pi - acos(z)))"
        "/(2*sqrt(2*pi)*sqrt(1 - z^2)) for -1 < z < 1",
    ],
)
def test_proved(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert (found.verdict, found.reason) == ("proved", "")


@pytest.mark.parametrize(
    "claim",
    [
        "cos(th) + sin(th) ~ Arcsin(-2, 2)",
        "a*cos(th) + b*sin(th) ~ Arcsin(-a - b, a + b)",
        "sin(th)*cos(th) ~ Arcsin(-1, 1)",
        "sin(th)/(1 + cos(th)) ~ Cauchy(0, 2)",
        "4*A^3 - 3*A ~ Uniform(-1, 1)",
        "4*A^3 - 3*A has density 1/(3*pi*sqrt(1 - z^2)) for -1 < z < 1",
        "4*A^3 - 2*A ~ Arcsin(-1, 1)",
        "(C^2 - 1)/(C + 1) ~ Cauchy(1, 1)",
        "(C^3 - C)/(C^2 - 1) ~ Cauchy(0, 2)",
        "-log(U)/U has density exp(-lambertw(z))/(z - exp(lambertw(z))) for z > 0",
        "(3*C - C^3)/(1 - 2*C^2) ~ Cauchy(0, 1)",
        "1/F ~ FDistribution(a, b)",
        "16*A^5 - 20*A^3 + 5*A ~ Arcsin(0, 1)",
        "2*A*sqrt(1 - A^2) ~ Arcsin(0, 1)",
        "3*sin(th) - 4*sin(th)^3 ~ Uniform(-1, 1)",
        "sqrt(1 + C^2) - C has density 1/(pi*(1 + z^2)) for z > 0",
    ],
)
def test_false_claims_are_not_proved(claim: str) -> None:
    [found] = check_text(f"{LETS}refute {claim}")
    assert found.verdict in ("refuted", "undecided")


def test_plain_forms() -> None:
    x = variable("x")
    assert of_inverses(cos(3 * acos(x)), x) == 4 * x**3 - 3 * x
    assert of_inverses(tan(2 * atan(x)), x) == -2 * x / (x**2 - 1)
    assert of_inverses(cos(30 * acos(x)), x) == cos(30 * acos(x)), "too long"
    assert one_wave(sin(x) / (1 + cos(x)), x) == tan(x / 2)
    assert one_wave(sin(x) * cos(x), x) == sin(2 * x) / 2
    for other in (sin(x) + cos(2 * x), sin(x), x + sin(x) + cos(x)):
        assert one_wave(other, x) == other
    assert one_wave(8 * cos(x) ** 4 - 8 * cos(x) ** 2 + 1, x) == cos(4 * x)
    assert one_wave(3 * sin(x) - 4 * sin(x) ** 3, x) == sin(3 * x)
    for other in (cos(x) ** 4, 3 * sin(x) - 5 * sin(x) ** 3, sin(x) ** 2):
        assert one_wave(other, x) == other


def test_constants_with_roots_are_named_quickly() -> None:
    """SymPy's expansion of the logarithm of such a constant takes very long."""
    [found] = check_text(
        "let X ~ Normal(0, 1)\nrefute (sqrt(2) - sqrt(3))*X ~ Normal(0, sqrt(5 + 2*sqrt(6)))"
    )
    assert found.verdict == "refuted"


def test_a_density_may_have_a_pole_at_zero() -> None:
    """1/z^2 under a power has no value at 0, which is one point."""
    lets = "let k > 0\nlet T ~ StudentT(k)\nprove 1/T has density "
    constant = "gamma((k + 1)/2)/(sqrt(k*pi)*gamma(k/2))"
    for shape, verdict in (("(1 + 1/(k*z^2))", "proved"), ("(1/(k*z^2) - 1)", "refuted")):
        [found] = check_text(f"{lets}{constant}*{shape}^(-(k + 1)/2)/z^2 for z real")
        assert found.verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        # undefined on a null set alone
        ("log(tan(pi*U)^2) ~ HyperbolicSecant(0, pi)", "proved"),
        ("log(abs(tan(pi*U))) ~ HyperbolicSecant(0, pi/2)", "proved"),
        ("log(sin(pi*U)^2) has density exp(z/2)/(pi*sqrt(1 - exp(z))) for z < 0", "proved"),
        # undefined on half of the values, or everywhere
        ("log(sin(2*pi*U)) ~ Normal(0, 1)", "error"),
        ("log(cos(C)^2 + sin(C)^2 - 1) ~ Normal(0, 1)", "undecided"),
        ("log(sin(U)^2 - sin(U)^2) ~ Normal(0, 1)", "error"),
    ],
)
def test_logarithms_with_isolated_poles(claim: str, verdict: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            "has density if(z < 0, exp(2*z/b)/(2*b), (exp(-z/b) - exp(-2*z/b)/2)/b) for z real",
            "proved",
        ),
        ("~ Laplace(0, b)", "refuted"),
    ],
)
def test_the_greater_of_two_laplace_variables(claim: str, verdict: str) -> None:
    [found] = check_text(f"let b > 0\nlet X, Y ~ Laplace(0, b)\nprove max(X, Y) {claim}")
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("lets", "claim", "verdict"),
    [
        (
            "let a > 0\nlet X ~ Normal(0, 1)",
            "X^3 + 3*X has density exp(-2*sinh(asinh(z/2)/3)^2)*cosh(asinh(z/2)/3)"
            "/(3*sqrt(2*pi)*sqrt(1 + z^2/4)) for z real",
            "proved",
        ),
        (
            "let X ~ Normal(0, 1)",
            "X^3 + 3*X has density exp(-2*sinh(asinh(z/2)/3)^2)/(3*sqrt(2*pi)) for z real",
            "refuted",
        ),
        (
            "let 0 < v < pi/2\nlet U ~ Uniform(-v, v)",
            "tan(U) has density 1/(2*v*(1 + z^2)) for -tan(v) < z < tan(v)",
            "proved",
        ),
        (
            "let 0 < v < pi\nlet U ~ Uniform(0, v)",
            "sin(U) has density 1/(v*sqrt(1 - z^2)) for 0 < z < sin(v)",
            "refuted",
        ),
        (
            "let 0 < v < pi/2\nlet U ~ Uniform(0, v)",
            "sin(U) has density 1/(v*sqrt(1 - z^2)) for 0 < z < sin(v)",
            "proved",
        ),
    ],
)
def test_rising_cubics_and_angles_with_symbolic_ends(
    lets: str, claim: str, verdict: str
) -> None:
    [found] = check_text(f"{lets}\nprove {claim}")
    assert found.verdict == verdict


THREE = (
    "(exp(-2*cos(acos(y/2)/3)^2)*sin(acos(y/2)/3)"
    " + exp(-2*cos((acos(y/2) + 2*pi)/3)^2)*sin((acos(y/2) + 2*pi)/3)"
    "{last})*2/(3*sqrt(2*pi)*sqrt(4 - y^2)) for -2 < y < 2, "
    "exp(-2*cosh(acosh(y/2)/3)^2)*sinh(acosh(y/2)/3)*2/(3*sqrt(2*pi)*sqrt(y^2 - 4)) for y > 2, "
    "exp(-2*cosh(acosh(-y/2)/3)^2)*sinh(acosh(-y/2)/3)*2/(3*sqrt(2*pi)*sqrt(y^2 - 4)) for y < -2"
)


@pytest.mark.parametrize(
    ("lets", "claim", "verdict"),
    [
        (
            "let X ~ Normal(0, 1)",
            "X^3 - 3*X has density "
            + THREE.format(last=" + exp(-2*sin(asin(y/2)/3)^2)*cos(asin(y/2)/3)"),
            "proved",
        ),
        ("let X ~ Normal(0, 1)", "X^3 - 3*X has density " + THREE.format(last=""), "refuted"),
        (
            "let X ~ Uniform(0, 1)",
            "3*X^2 - 2*X^3 has density cos(asin(2*y - 1)/3)/(3*sqrt(y*(1 - y))) for 0 < y < 1",
            "proved",
        ),
        (
            "let X ~ Uniform(0, 1)",
            "3*X^2 - 2*X^3 has density cos(asin(2*y - 1)/3)/(2*sqrt(y*(1 - y))) for 0 < y < 1",
            "refuted",
        ),
        (
            "let a, b > 0\nlet X ~ Normal(0, 1)",
            "b*(a*X/2 + sqrt(a^2*X^2/4 + 1))^2 ~ BirnbaumSaunders(a, b)",
            "proved",
        ),
        (
            "let a, b > 0\nlet X ~ Normal(0, 1)",
            "b*(a*X + sqrt(a^2*X^2 + 1))^2 ~ BirnbaumSaunders(a, b)",
            "refuted",
        ),
        ("let R > 0\nlet X ~ WignerSemicircle(R)", "X^2/R^2 ~ Beta(1/2, 3/2)", "proved"),
        ("let R > 0\nlet X ~ WignerSemicircle(R)", "X^2/R^2 ~ Beta(3/2, 1/2)", "refuted"),
        (
            "let m real\nlet a, b > 0\nlet X ~ ExponentialPower(m, a, b)",
            "abs((X - m)/a)^b ~ Gamma(1/b, 1)",
            "proved",
        ),
    ],
)
def test_cubics_with_turning_points_and_surds(lets: str, claim: str, verdict: str) -> None:
    [found] = check_text(f"{lets}\nprove {claim}")
    assert found.verdict == verdict


def test_cubics_with_turning_points_for_any_coefficient() -> None:
    """The derived three branches are proved as a claim, and twice of them refuted."""
    lets = "let a > 0\nlet X ~ Normal(0, 1)\n"
    [found] = check_text(f"{lets}derive X^3 - a*X")
    assert isinstance(found.law, Law) and len(found.law.pieces) == 3
    text = law_text(found.law)
    for law, verdict in ((text, "proved"), (text.replace("density", "density 2*", 1), "refuted")):
        [told] = check_text(f"{lets}prove X^3 - a*X has {law}")
        assert told.verdict == verdict, told.reason


def test_the_law_of_a_rising_cubic_is_shown() -> None:
    lets = "let a > 0\nlet X ~ Normal(0, 1)\nderive "
    for term, explicit in (("X^3 + a*X", True), ("-2*X^3 - X", True), ("X^5 - 3*X", False)):
        [found] = check_text(lets + term)
        assert found.verdict == "proved"
        assert (found.formed is None) == explicit

"""Maps inverted by both real branches of Lambert's W; SciPy integrates the derived densities."""

from __future__ import annotations

import pytest
from scipy.integrate import quad
from scipy.special import lambertw
from sympy import lambdify

from symreparam.pipeline import check_text
from symreparam.terms.law import Law


@pytest.mark.parametrize(
    ("given", "term", "density"),
    [
        ("Gamma(2, 1)", "X*exp(-X)", "exp(W)*W^2/(z*(W + 1)) - exp(V)*V^2/(z*(V + 1))"),
        ("Uniform(0, 1)", "-X*log(X)", "1/(1 + W) - 1/(1 + V)"),
    ],
)
def test_both_branches_of_lamberts_w(given: str, term: str, density: str) -> None:
    """One branch alone is refuted, and so is the difference."""
    lets = f"let X ~ {given}\n"
    where = "for 0 < z < exp(-1)"
    written = density.replace("W", "lambertw(-z)").replace("V", "lambertwm1(-z)")
    [found] = check_text(f"{lets}prove {term} has density {written} {where}")
    assert found.verdict == "proved", found.reason
    first, second = written.split(" - ")
    for wrong in (first, f"{first} + {second}"):
        [found] = check_text(f"{lets}prove {term} has density {wrong} {where}")
        assert found.verdict == "refuted", found.reason


@pytest.mark.parametrize(
    ("given", "term", "most"),
    [
        ("Exponential(2)", "X*log(X)", 2),
        ("Normal(0, 1)", "X*exp(X)", 2),
        ("Normal(0, 1)", "exp(X) - X", 1),
        ("Exponential(1)", "a*log(X) - X", 1),
        ("Gamma(3, 2)", "X^2*exp(-a*X)", 1),
        ("Exponential(1)", "lambertwm1(-exp(-X - 1))", 1),
        ("Exponential(2)", "X^a*log(X)", 2),
        ("Uniform(0, 1)", "sqrt(X)*log(X)", 1),
    ],
)
def test_laws_by_both_branches_have_mass_one(given: str, term: str, most: int) -> None:
    """SciPy integrates the derived density at a = 2 between its ends."""
    [found] = check_text(f"let a > 0\nlet X ~ {given}\nderive {term}")
    assert found.verdict == "proved" and isinstance(found.law, Law), found.reason
    assert len(found.law.pieces) == most
    heads = {"LambertW": lambda x: lambertw(x).real, "LambertLower": lambda x: lambertw(x, -1).real}
    total = 0.0
    for piece in found.law.pieces:
        t, low, high = piece.region.bounds[0]
        at = {s: 2 for s in piece.density.free_symbols | low.free_symbols | high.free_symbols}
        at.pop(t, None)
        density = lambdify(t, piece.density.xreplace(at), [heads, "scipy"])
        ends = [max(min(float(end.xreplace(at)), 400), -60) for end in (low, high)]
        total += quad(density, *ends, limit=200, full_output=1)[0]
    assert abs(total - 1) < 2e-3

"""What the trick's functions return, as a reader of a shell or a notebook sees it."""

from __future__ import annotations

import pytest

import symreparam
from symreparam.logic.errors import ClaimError


def test_routes_print_as_text() -> None:
    found = symreparam.reparameterize("LogNormal(mu, sigma)", ["mu real", "sigma > 0"])
    assert str(found).startswith("LogNormal(mu, sigma): ")
    assert repr(found).startswith("<Reparameterization of LogNormal(mu, sigma): ")
    route = found.routes[0]
    assert str(route).splitlines()[0] == "composition"
    assert "sample    z = exp(eps*sigma + mu)" in str(route)
    assert repr(route) == "<composition: exp(eps*sigma + mu)>"
    assert r"\sim" in route._repr_latex_()
    assert all("(" not in line.split()[0] for line in str(route).splitlines())


def test_a_search_in_vain_says_why_without_names_of_rules() -> None:
    found = symreparam.reparameterize("Rice(a, b)", ["a, b > 0"])
    assert repr(found) == "<Reparameterization of Rice(a, b): no route>"
    assert "is not shown to be differentiable in a\n" in str(found)
    assert "implicit-slope" not in str(found)


def test_values_print_with_their_cases() -> None:
    found = symreparam.divergence("Uniform(0, a)", "Uniform(0, b)", "a, b > 0")
    assert str(found).splitlines() == [
        "KL(Uniform(0, a), Uniform(0, b)) = log(b) - log(a) where a <= b (proved)",
        "KL(Uniform(0, a), Uniform(0, b)) = oo where a > b (proved)",
    ]
    assert r"\begin{cases}" in found._repr_latex_()
    one = symreparam.entropy("Exponential(a)", "a > 0")
    assert str(one) == "entropy(Exponential(a)) = 1 - log(a) (proved)"
    assert repr(one) == f"<{one}>"
    assert one._repr_latex_() == r"$\displaystyle 1 - \log(a)$"


def test_what_has_no_value_says_so() -> None:
    found = symreparam.entropy("Poisson(a)", ["a > 0"])
    assert str(found).startswith("entropy(Poisson(a)): not found: ")
    assert "?" in found._repr_latex_()


def test_estimators_and_bounds_print_as_text() -> None:
    rows = symreparam.gradient_estimators("z^2")
    assert str(rows[0]) == "d/dmu, pathwise: the mean of 2*z, variance 4*sigma^2 (proved)"
    assert "variance" in rows[1]._repr_latex_()
    bound = symreparam.evidence_bound()
    assert repr(bound).startswith("<proved: E(l(z)) - E(q(z) - r(z)) <= ")
    assert str(bound).rstrip().endswith("without the search.")
    [agreement] = symreparam.implicit_agreement("Exponential(a)", "a > 0")
    assert repr(agreement).startswith("<proved: -grad(a, cdf(Exponential(a), z_0))")


@pytest.mark.parametrize("lets", ["", "a real", ["a >"]])
def test_wrong_lets_are_named(lets: str | list[str]) -> None:
    with pytest.raises(ClaimError):
        symreparam.reparameterize("Exponential(a)", lets)

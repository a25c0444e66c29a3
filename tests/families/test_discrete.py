"""Laws on finitely many whole numbers: records against scipy and sympy.stats, and their claims."""

from __future__ import annotations

import pytest
import scipy.stats
import sympy.stats
from sympy import Integer, Rational, diff, oo

from symreparam.families.members import parameter_conditions, unfold
from symreparam.families.table import all_families, family
from symreparam.pipeline import check_text
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

R = Rational
VALUES = {
    "Bernoulli": (R(2, 7),),
    "Rademacher": (),
    "Die": (Integer(6),),
    "DiscreteUniform": (Integer(-2), Integer(3)),
    "Binomial": (Integer(5), R(2, 7)),
    "BetaBinomial": (Integer(4), R(5, 2), R(4, 3)),
    "Hypergeometric": (Integer(10), Integer(6), Integer(7)),
}
SCIPY = {
    "Bernoulli": lambda p: scipy.stats.bernoulli(p),
    "Die": lambda n: scipy.stats.randint(1, n + 1),
    "DiscreteUniform": lambda a, b: scipy.stats.randint(a, b + 1),
    "Binomial": lambda n, p: scipy.stats.binom(n, p),
    "BetaBinomial": lambda n, a, b: scipy.stats.betabinom(n, a, b),
    "Hypergeometric": lambda total, m, n: scipy.stats.hypergeom(total, m, n),
}


def test_every_discrete_record_has_values() -> None:
    discrete = [r for r in all_families() if not r.pieces and r.name != "Point"]
    finite = {r.name for r in discrete if r.lattice is None or r.lattice.upper != oo}
    assert finite == set(VALUES)


@pytest.mark.parametrize("name", VALUES)
def test_masses_add_up_to_one(name: str) -> None:
    law = unfold(Named(name, VALUES[name]), variable("z"))
    assert abs(float(sum(atom.mass for atom in law.atoms)) - 1) < 1e-12
    assert len({atom.point for atom in law.atoms}) == len(law.atoms)


@pytest.mark.parametrize("name", SCIPY)
def test_masses_agree_with_scipy(name: str) -> None:
    law = unfold(Named(name, VALUES[name]), variable("z"))
    theirs = SCIPY[name](*map(float, VALUES[name]))
    for atom in law.atoms:
        assert float(atom.mass) == pytest.approx(theirs.pmf(int(atom.point)))


@pytest.mark.parametrize("name", [n for n in VALUES if n != "DiscreteUniform"])
def test_names_and_orders_are_those_of_sympy_stats(name: str) -> None:
    theirs = sympy.stats.density(getattr(sympy.stats, name)("X", *VALUES[name]))
    law = unfold(Named(name, VALUES[name]), variable("z"))
    found = theirs.dict if hasattr(theirs, "dict") else theirs
    for atom in law.atoms:
        assert float(atom.mass) == pytest.approx(float(found[atom.point]))


@pytest.mark.parametrize("name", VALUES)
def test_moments_are_those_of_the_masses(name: str) -> None:
    record = family(name)
    law = unfold(Named(name, VALUES[name]), variable("z"))
    swap = {p.symbol: v for p, v in zip(record.parameters, VALUES[name], strict=True)}
    mean = float(sum(a.point * a.mass for a in law.atoms))
    if record.mean is not None:
        assert float(record.mean.xreplace(swap)) == pytest.approx(mean)
        square = float(sum(a.point**2 * a.mass for a in law.atoms))
        assert float(record.variance.xreplace(swap)) == pytest.approx(square - mean**2)
    if record.mgf is not None:
        slope = diff(record.mgf, record.frequency).xreplace({**swap, record.frequency: Integer(0)})
        assert float(slope) == pytest.approx(mean)


@pytest.mark.parametrize(
    "arguments", [(Integer(-1), R(1, 2)), (Integer(3), R(3, 2)), (Integer(3), R(-1, 2))]
)
def test_arguments_that_make_no_binomial(arguments: tuple[Rational, ...]) -> None:
    assert any(r.left > r.right for r in parameter_conditions(Named("Binomial", arguments)))


LETS = """let 0 < p < 1
let 0 < r < 1
let A ~ Bernoulli(p)
let B ~ Bernoulli(r)
let C, D ~ Die(6)
let X ~ Binomial(2, p)
let Y ~ Binomial(3, p)
let R, S ~ Rademacher()
let N ~ Normal(0, 1)
let U ~ Uniform(0, 1)
"""
TRUE = [
    "A*B ~ Bernoulli(p*r)",
    "A + B - A*B ~ Bernoulli(p + r - p*r)",
    "max(A, B) ~ Bernoulli(p + r - p*r)",
    "1 - A ~ Bernoulli(1 - p)",
    "A^2 ~ Bernoulli(p)",
    "mod(C, 2) ~ Bernoulli(1/2)",
    "max(C, D) has mass 1/36 at 1, mass 3/36 at 2, mass 5/36 at 3, mass 7/36 at 4, "
    "mass 9/36 at 5, mass 11/36 at 6",
    "X + Y ~ Binomial(5, p)",
    "3 - Y ~ Binomial(3, 1 - p)",
    "R*S ~ Rademacher()",
    "(R + 1)/2 ~ Bernoulli(1/2)",
    "R*N ~ Normal(0, 1)",
    "indicator(U < p) ~ Bernoulli(p)",
    "sign(U - 1/2) ~ Rademacher()",
    "floor(6*U) + 1 ~ Die(6)",
]
FALSE = [
    "A*B ~ Bernoulli(p + r - p*r)",
    "A + B ~ Bernoulli(p + r)",
    "A + B ~ Binomial(2, p)",
    "1 - A ~ Bernoulli(p)",
    "C ~ Die(5)",
    "C + D ~ Die(12)",
    "X + Y ~ Binomial(6, p)",
    "X*Y ~ Binomial(6, p)",
    "R + S ~ Rademacher()",
    "R*A ~ Rademacher()",
    "R + N ~ Normal(0, sqrt(2))",
    "A*N ~ Normal(0, sqrt(p))",
    "indicator(U > p) ~ Bernoulli(p)",
    "floor(6*U) ~ Die(6)",
    "A ~ Point(p)",
]
NOT_DEFINED = ["log(X)", "1/X", "sqrt(R)", "1/(C - 3)", "log(R*A)", "A/(B - 1)"]


@pytest.mark.parametrize("claim", TRUE)
def test_true_claims(claim: str) -> None:
    [found] = check_text(f"{LETS}prove {claim}")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("claim", FALSE)
def test_false_claims(claim: str) -> None:
    [found] = check_text(f"{LETS}refute {claim}")
    assert found.verdict == "refuted", found.reason


@pytest.mark.parametrize("expression", NOT_DEFINED)
def test_values_that_have_mass_must_be_in_the_domain(expression: str) -> None:
    [found] = check_text(f"{LETS}prove {expression} ~ Normal(0, 1)")
    assert found.verdict == "error", found.reason

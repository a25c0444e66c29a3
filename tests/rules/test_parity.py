"""The parity of a count by its generating function: accepts, and a reject for each obligation."""

from __future__ import annotations

import mpmath
import pytest
from plain_builder import builder
from sympy import Expr, Integer, Rational, Symbol, cosh, floor, sqrt

from symreparam.families.members import unfold
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, HasLaw, Judgement, Sign
from symreparam.rules.parity import generating, parity_needs, parity_rule
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import variable

x, z, N = variable("x"), variable("z"), variable("N")
ONE, HALF = Integer(1), Rational(1, 2)
MEMBERS = [
    Named("Poisson", (Integer(2),)),
    Named("Geometric", (Rational(1, 3),)),
    Named("NegativeBinomial", (Rational(5, 2), Rational(1, 3))),
    Named("Logarithmic", (Rational(2, 3),)),
]


def premises(named: Named) -> tuple[Judgement, ...]:
    return (HasLaw(N, named), *parity_needs(generating(named, z), z))


def parity(given: tuple[Judgement, ...], *args: object) -> Judgement:
    return parity_rule(builder().setting, given, args or (z, x))  # type: ignore[arg-type]


@pytest.mark.parametrize("named", MEMBERS, ids=lambda m: m.family)
def test_the_masses_are_those_of_the_even_and_the_odd_numbers(named: Named) -> None:
    known = parity(premises(named))
    assert isinstance(known, HasLaw) and isinstance(known.law, Law)
    assert known.subject == N - 2 * floor(N / 2)
    [each] = unfold(named, x).lattices
    last = 200 if not each.upper.is_Integer else int(each.upper)
    sums = [
        mpmath.fsum(
            mpmath.mpf(each.mass.xreplace({each.index: Integer(k)}).evalf(30))
            for k in range(int(each.lower), last + 1)
            if k % 2 == rest
        )
        for rest in (0, 1)
    ]
    for atom, total in zip(known.law.atoms, sums, strict=True):
        assert abs(float(atom.mass) - float(total)) < 1e-12


@pytest.mark.parametrize("named", MEMBERS, ids=lambda m: m.family)
def test_no_premise_can_be_left_out(named: Named) -> None:
    known = premises(named)
    for place in range(len(known)):
        with pytest.raises(RuleError):
            parity((*known[:place], *known[place + 1 :]))


@pytest.mark.parametrize(
    ("named", "code"),
    [
        (Named("Skellam", (ONE, ONE)), "lattice"),
        (Named("Bernoulli", (HALF,)), "lattice"),
        (Named("Normal", (ONE, ONE)), "lattice"),
        (Named("Zeta", (Integer(3),)), "transform"),
    ],
)
def test_laws_that_have_no_such_function(named: Named, code: str) -> None:
    with pytest.raises(RuleError, match=rf"parity\.{code}"):
        parity((HasLaw(N, named),))


@pytest.mark.parametrize("body", [floor(z), abs(z), cosh(z), 2 ** abs(z), z**z])
def test_functions_that_need_not_be_analytic(body: Expr) -> None:
    with pytest.raises(RuleError, match=r"parity\.analytic"):
        parity_needs(body, z)


def test_roots_need_a_positive_base_also_at_the_end() -> None:
    needs = parity_needs(sqrt(2 + z), z)
    assert Sign(2 + z, "+", interval(z, -ONE, ONE)) in needs
    assert Sign(ONE, "+", NUMBERS) in needs
    assert Defined(ONE, NUMBERS) in needs
    assert not [n for n in parity_needs((2 + z) ** 3, z) if isinstance(n, Sign)]


@pytest.mark.parametrize("letters", [(N, x), (z, N), (Symbol("k", integer=True), x)])
def test_letters_that_are_used_or_not_real(letters: tuple[Symbol, Symbol]) -> None:
    with pytest.raises(RuleError, match=r"parity\."):
        parity(premises(MEMBERS[0]), *letters)

"""Terms built without SymPy's questions are the terms that SymPy builds, down to the order."""

from __future__ import annotations

import random

import pytest
from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    I,
    Integer,
    Mul,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    diff,
    exp,
    log,
    nan,
    oo,
    pi,
    sqrt,
    tanh,
    zoo,
)

from symreparam.families.table import FAMILIES
from symreparam.terms.derivative import derivative
from symreparam.terms.replace import (
    absolute,
    exponential,
    logarithm,
    power,
    product,
    replaced,
    total,
)

x, b = Symbol("x", real=True), Symbol("b", real=True)
z, a, k = (Symbol(name, positive=True) for name in "zak")
n = Symbol("n", integer=True, positive=True)
HALF = Rational(1, 2)
TERMS: tuple[Expr, ...] = (
    *(x, z, a, b, k, n, a * x + b, (z - b) / a, log(z), sqrt(z), 1 / z, 1 / x, exp(x), -z, 2 * z),
    *(HALF, Integer(2), Integer(1), Integer(0), Integer(-1), k + 1, k - 1, 2 * k),
    *(
        z**a,
        (z / a) ** k,
        -log(z) / a,
        pi,
        exp(-x) / (1 + exp(-x)),
        -exp(x),
        2 * exp(-x / a),
        2**k,
        sqrt(2),
        6**k,
    ),
    *(Mul(2, a + b, evaluate=False), abs(x - b), exp(1), exp(2 * x), tanh(x), 1 - exp(-x)),
)


def same(left: Basic, right: Basic) -> bool:
    """Equal, with the same arguments in the same order all the way down."""
    return (
        type(left) is type(right)
        and left == right
        and len(left.args) == len(right.args)
        and all(same(one, two) for one, two in zip(left.args, right.args, strict=True))
    )


def _densities() -> list[tuple[Expr, tuple[Symbol, ...]]]:
    found = []
    for record in FAMILIES:
        letters = (*(p.symbol for p in record.parameters), record.variable)
        terms = (*(p.density for p in record.pieces), *record.log_density, *record.cdf)
        found.extend((term, letters) for term in terms)
    return found


def test_substitution_into_every_record_is_that_of_sympy() -> None:
    chosen = random.Random(1)
    for term, letters in _densities():
        for _ in range(3):
            swap = {letter: chosen.choice(TERMS) for letter in letters}
            assert same(replaced(term, swap), term.xreplace(swap)), (term, swap)


def test_products_sums_and_powers_are_those_of_sympy() -> None:
    chosen = random.Random(2)
    for _ in range(1500):
        parts = [chosen.choice(TERMS) for _ in range(chosen.randint(1, 4))]
        assert same(product(*parts), Mul(*parts)), parts
        assert same(total(*parts), Add(*parts)), parts
        first, last = parts[0], parts[-1]
        if first != 0:
            assert same(power(first, last), Pow(first, last)), parts
        assert same(absolute(first - last), Abs(first - last)), parts
        assert same(exponential(first * last - z), exp(first * last - z)), parts


WITH_LOGARITHMS: tuple[Expr, ...] = (
    *(log(z), log(z) - b, b - log(a), 2 * log(z) + log(a), (log(z) - b) ** 2, log(1 + log(z))),
    *(log(2), log(2) * log(z), log(z) / log(2), 1 / log(z), pi * log(z), sqrt(log(z) ** 2)),
)


def test_logarithms_in_exponents_and_in_bases_are_those_of_sympy() -> None:
    chosen = random.Random(3)
    for _ in range(400):
        few = [chosen.choice((*TERMS, *WITH_LOGARITHMS)) for _ in range(chosen.randint(1, 3))]
        exponent = Mul(*few, chosen.choice(WITH_LOGARITHMS))
        assert same(exponential(exponent), exp(exponent)), exponent
        base, last = Add(*few[:2], chosen.choice(WITH_LOGARITHMS)), chosen.choice(TERMS)
        for power_of in (last, HALF, Integer(-2), Rational(-3, 2)):
            if base != 0:
                assert same(power(base, power_of), Pow(base, power_of)), (base, power_of)
    assert exponential(log(z) * Rational(1, 2)) == sqrt(z)
    assert exponential(-pi * log(z)) == z**-pi
    assert exponential(oo * (1 + a)) == oo


def test_logarithms_are_those_of_sympy() -> None:
    chosen = random.Random(4)
    zero = Symbol("zero", zero=True)
    for _ in range(600):
        few = [chosen.choice((*TERMS, 1 - z, exp(x) + 2, I, zero)) for _ in range(3)]
        for term in (Mul(*few), few[0] / few[1] if few[1] != 0 else few[0], Add(*few)):
            assert same(logarithm(term), log(term)), term
    for term in (oo * x, zoo, nan, Integer(0), exp(x), -exp(x), I * x, Integer(1), zero * x, 1 / z):
        assert same(logarithm(term), log(term)), term
    assert same(logarithm(x, Integer(2)), log(x, 2))


@pytest.mark.parametrize(
    "parts",
    [
        (exp(x), exp(-x)),  # SymPy combines these
        (exp(x), z, 1 / z),
        (exp(1), exp(x)),
        (2**k, 6**k),
        (Pow(HALF, k), exp(x)),
        (Integer(0), exp(x)),
        (oo, exp(x)),
        (zoo, exp(x)),
        (nan, exp(x)),
        (exp(Mul(2, x + 1, evaluate=False)), z),
        (sqrt(2), sqrt(2), exp(x)),
        (z**k, z, exp(x)),
    ],
)
def test_what_sympy_combines_is_left_to_it(parts: tuple[Expr, ...]) -> None:
    assert same(product(*parts), Mul(*parts))
    assert same(total(*parts), Add(*parts))


def test_substitution_reaches_conditions_and_leaves_the_rest_alone() -> None:
    term = Piecewise((exp(-x), x > b), (0, True))
    assert replaced(term, {b: a}) == Piecewise((exp(-x), x > a), (0, True))
    assert replaced(term, {z: a}) is term
    assert replaced(term, {}) is term


def test_derivatives_are_those_of_sympy() -> None:
    for term, letters in _densities():
        for letter in letters[-2:]:  # a parameter and the variable
            assert same(derivative(term, letter), diff(term, letter)), (term, letter)
    for one in TERMS[::2]:
        for two in TERMS[1:20:2]:
            for term in (one * two, one / (1 + two**2), exp(one * two), log(2 + one**2) * two):
                assert same(derivative(term, x), diff(term, x)), term

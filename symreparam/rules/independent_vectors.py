"""Independence of vectors: of their components, by the joint density, and what refutes it."""

from __future__ import annotations

from sympy import Expr, Mul, Symbol

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Equal,
    Fails,
    HasJointLaw,
    Independent,
    IndependentVectors,
    Judgement,
)
from symreparam.logic.proof import Argument
from symreparam.rules.rule import (
    Args,
    Premises,
    Setting,
    count,
    no_common_variable,
    require,
    take,
)

MOST_POWER = 4


def independent_vectors_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    no two of the vectors have a random variable in common
    ------------------------------------------------------  independent-vectors(vectors)
    the vectors are mutually independent

    Functions of disjoint groups of independent variables (Billingsley 1995, theorem 20.2 and its
    corollary).
    """
    count(premises, 0, "independent-vectors.premises")
    count(args, 1, "independent-vectors.args")
    goal = take(args[0], IndependentVectors, "independent-vectors.args")
    no_common_variable(setting, goal.vectors, "independent-vectors.shared")
    return goal


def independent_vectors_terms_rule(
    setting: Setting, premises: Premises, args: Args
) -> Judgement:
    """
    all components of the vectors, in order, are mutually independent
    ------------------------------------------------------  independent-vectors-terms(vectors)
    the vectors are mutually independent

    Functions of disjoint groups of independent variables (Billingsley 1995, theorem 20.2).
    """
    count(premises, 1, "independent-vectors-terms.premises")
    count(args, 1, "independent-vectors-terms.args")
    goal = take(args[0], IndependentVectors, "independent-vectors-terms.args")
    wanted = Independent(components(goal))
    require(premises[0] == wanted, "independent-vectors-terms.terms", "of other terms")
    return goal


def independent_vectors_factors_rule(
    setting: Setting, premises: Premises, args: Args
) -> Judgement:
    """
    (Z_1, .., Z_n), all components in order, has joint density q on a region S
    the ends of each letter in S depend on letters of the same vector alone
    q = f_1 .. f_m almost everywhere on S, where f_k has the letters of the k-th vector alone
    ------------------------------------------------------  independent-vectors-factors(vectors, f)
    the vectors are mutually independent

    S is the product of a region for each vector. The joint density of the k-th one is a constant
    times |f_k| there, and the constants multiply to 1 (Casella & Berger 2002, lemma 4.2.7).
    """
    code = "independent-vectors-factors"
    count(premises, 2, f"{code}.premises")
    count(args, 2, f"{code}.args")
    goal = take(args[0], IndependentVectors, f"{code}.args")
    factors = take(args[1], tuple, f"{code}.args")
    require(len(factors) == len(goal.vectors), f"{code}.factors", str(len(factors)))
    given = take(premises[0], HasJointLaw, f"{code}.law")
    require(given.subjects == components(goal), f"{code}.law", "of other terms")
    law = given.law
    every = set(law.variables)
    own = grouped(goal, law.variables)
    for letter, low, high in law.region.bounds:
        [home] = [group for group in own if letter in group]
        strangers = (low.free_symbols | high.free_symbols) & every - set(home)
        require(not strangers, f"{code}.region", f"({low}, {high})")
    for group, factor in zip(own, factors, strict=True):
        term = take(factor, Expr, f"{code}.factors")
        require(not term.free_symbols & (every - set(group)), f"{code}.factor", term)
    wanted = Equal(law.density, Mul(*factors), law.region)
    require(premises[1] == wanted, f"{code}.density", wanted.right)
    return goal


def dependent_vectors_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    f and g are products of powers of components, f of the i-th vector and g of the j-th one
    f and g are not independent
    ------------------------------------------  dependent-vectors(vectors, i, j, powers, powers)
    the vectors are not mutually independent

    Functions of independent vectors are independent (Billingsley 1995, section 20).
    """
    code = "dependent-vectors"
    count(premises, 1, f"{code}.premises")
    count(args, 5, f"{code}.args")
    goal = take(args[0], IndependentVectors, f"{code}.args")
    i, j = (take(arg, int, f"{code}.args") for arg in args[1:3])
    size = len(goal.vectors)
    require(0 <= i < size and 0 <= j < size and i != j, f"{code}.index", f"{i}, {j}")
    pair = (_product(goal.vectors[i], args[3]), _product(goal.vectors[j], args[4]))
    known = take(premises[0], Fails, f"{code}.terms")
    require(known.of == Independent(pair), f"{code}.terms", pair)
    return Fails(goal)


def components(goal: IndependentVectors) -> tuple[Expr, ...]:
    """All components of the vectors, in order."""
    return tuple(term for vector in goal.vectors for term in vector)


def grouped(goal: IndependentVectors, letters: tuple[Symbol, ...]) -> list[tuple[Symbol, ...]]:
    """As many letters for each vector as it has components, in order."""
    found, start = [], 0
    for vector in goal.vectors:
        found.append(letters[start : start + len(vector)])
        start += len(vector)
    return found


def powers_of(vector: tuple[Expr, ...], powers: tuple[int, ...]) -> Expr:
    """The product of these powers of the components."""
    return Mul(*(term**power for term, power in zip(vector, powers, strict=True)))


def _product(vector: tuple[Expr, ...], arg: Argument) -> Expr:
    given = take(arg, tuple, "dependent-vectors.args")
    powers = tuple(take(power, int, "dependent-vectors.args") for power in given)
    plain = len(powers) == len(vector) and all(0 <= p <= MOST_POWER for p in powers)
    if not plain or not any(powers):
        raise RuleError("dependent-vectors.powers", str(powers))
    return powers_of(vector, powers)

"""The sign oracle on normal forms: which signs can a polynomial in the letters take?

Each strategy returns a superset of the possible signs; the results are intersected. All of them
use only that every letter has its recorded sign, relations hold, and the facts hold.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import Final

from flint import fmpq_poly

from symreparam.decide.both_signs import takes_both_signs
from symreparam.decide.fraction import Polynomial, Ratio, Undecided, constant_signs
from symreparam.decide.signset import (
    ANY,
    NEGATIVE,
    NONNEGATIVE,
    NONZERO,
    POSITIVE,
    ZERO,
    Signs,
    of_integer,
    opposite,
    plus,
    power,
    times,
    times_self,
    within,
)
from symreparam.decide.space import Space
from symreparam.decide.sturm import rootless

DEPTH: Final = 4
TERMS: Final = 400
SMALL: Final = 80
UNIVARIATE_DEGREE: Final = 24


def of_ratio(space: Space, a: Ratio, depth: int = 0) -> Signs:
    """The possible signs of a ratio (its denominator is never zero where it counts)."""
    a = space.normal(a)
    if not a[0]:
        return ZERO
    below = of_product(space, a[1], depth) & NONZERO
    return times(of_product(space, a[0], depth), below)


def of_product(space: Space, p: Polynomial, depth: int = 0) -> Signs:
    """The possible signs of a polynomial, through its irreducible factors."""
    # a product of letters has the signs of its factors, and no strategy knows more
    plain = len(p) == 1 and p.total_degree() > 1
    whole = by_letters(space, p) if plain else of_polynomial(space, p, depth)
    if whole in (POSITIVE, NEGATIVE, ZERO) or not _affordable(space, p):
        return whole
    content, factors = space.factor(p)
    signs, moduli = of_integer(content), _moduli(space, factors)
    for factor, multiplicity in factors:
        one = of_polynomial(space, factor, depth)
        if str(factor) in moduli:
            one = times_self(one)
        signs = times(signs, power(one, multiplicity))
    return signs & whole


def _affordable(space: Space, p: Polynomial) -> bool:
    """Whether the oracle may factor p."""
    return len(p) <= TERMS and space.affords(1000 + 100 * len(p) * (1 + p.total_degree()))


def _moduli(space: Space, factors: tuple[tuple[Polynomial, int], ...]) -> frozenset[str]:
    """Factors q and branch letters of q that occur together oddly: their product is |q|."""
    odd = {str(factor) for factor, multiplicity in factors if multiplicity % 2}
    found: set[str] = set()
    for index, generator in enumerate(space.generators):
        if generator.kind == "branch":
            letter, inner = str(space.letters[index]), str(generator.arguments[0][0])
            if letter in odd and inner in odd:
                found |= {letter, inner}
    return frozenset(found)


def of_polynomial(space: Space, p: Polynomial, depth: int = 0) -> Signs:
    """The possible signs of a polynomial as it stands."""
    if p.is_constant():
        return constant_signs(p)
    if p.leading_coefficient() < 0:
        return opposite(of_polynomial(space, -p, depth))
    key = str(p)
    known = space.signs_memo.get(key, ANY) & space.known(p)
    if known in (POSITIVE, NEGATIVE, ZERO) or len(p) > TERMS:
        return known
    known &= by_letters(space, p)
    if known == ANY and takes_both_signs(space, p):
        return ANY
    for strategy in _STRATEGIES if len(p) <= SMALL else ():
        if known in (POSITIVE, NEGATIVE, ZERO) or not space.affords(100 + 50 * len(p)):
            break
        known &= strategy(space, p, depth)
    if known == 0:
        raise Undecided("the context contradicts itself")
    if known != ANY:
        space.signs_memo[key] = known
    return known


def by_letters(space: Space, p: Polynomial) -> Signs:
    """Sum of the signs of the monomials."""
    total = ZERO
    letters = [generator.signs for generator in space.generators]
    for exponents, coefficient in p.to_dict().items():
        signs = of_integer(int(coefficient))
        moduli = [i for pair in space.moduli if all(exponents[j] % 2 for j in pair) for i in pair]
        for index, exponent in enumerate(exponents):
            if exponent:
                one = times_self(letters[index]) if index in moduli else letters[index]
                signs = times(signs, power(one, int(exponent)))
        total = plus(total, signs)
        if total == ANY:
            break
    return total


def _shifted(space: Space, p: Polynomial, depth: int) -> Signs:
    """Letters above one are 1 + h with h > 0 (h reuses the letter)."""
    degrees = p.degrees()
    above = [i for i, g in enumerate(space.generators) if g.above_one and degrees[i]]
    size = prod(degrees[i] + 1 for i in above)
    if not above or size > 400 or not space.affords(20 * size * len(p)):
        return ANY
    arguments = list(space.letters)
    for index in above:
        arguments[index] = arguments[index] + 1
    return by_letters(space, p.compose(*arguments, ctx=space.context))


def _with_facts(space: Space, p: Polynomial, depth: int) -> Signs:
    """p = sum t_i f_i + rest with facts f_i, greedily, while monomials t_i have known signs."""
    if len(p) > 40:
        return ANY
    found = ANY
    for fact, signs in space.bounds[:24]:
        if signs == NONZERO or len(fact) > 6 or not _overlap(p, fact):
            continue
        found &= _minus_fact(space, p, fact, signs, depth)
        if found in (POSITIVE, NEGATIVE, ZERO):
            return found
    return found


def _overlap(p: Polynomial, fact: Polynomial) -> bool:
    """Whether every letter of the fact occurs in p."""
    return all(a or not b for a, b in zip(p.degrees(), fact.degrees(), strict=True))


def _minus_fact(space: Space, p: Polynomial, fact: Polynomial, signs: Signs, depth: int) -> Signs:
    """The signs of p through p = t fact + rest, t a monomial multiple of a matching term."""
    found, have = ANY, p.to_dict()
    for inner, divisor in fact.to_dict().items():
        for outer, coefficient in have.items():
            gaps = tuple(a - b for a, b in zip(outer, inner, strict=True))
            if min(gaps) < 0 or not any(inner):
                continue
            if not space.affords(200 + 40 * len(p)):
                return found
            ratio = Fraction(int(coefficient), int(divisor))
            monomial = space.context.from_dict({gaps: ratio.numerator})
            rest = p * ratio.denominator - monomial * fact
            part = times(by_letters(space, monomial), signs)
            other = by_letters(space, rest)
            if other == ANY and part != ANY and depth == 0 and len(rest) < len(p):
                # a shorter rest may be a square: 1 + 2 e + e^2 + 4 e (f - 1) = 4 e f + (1 - e)^2
                other = of_product(space, rest, DEPTH)
            found &= plus(part, other)
    return found


def _linear(space: Space, p: Polynomial, depth: int) -> Signs:
    """A + B g for a letter g, with the signs of A and B found recursively."""
    if depth >= DEPTH:
        return ANY
    degrees, found = p.degrees(), ANY
    for index, generator in enumerate(space.generators):
        if degrees[index] == 1 and generator.signs != ANY and sum(degrees) > degrees[index]:
            constant, slope = _coefficients(space, p, index, 1)
            first = of_product(space, constant, depth + 1) if constant else ZERO
            if first == ANY:
                continue
            second = times(of_product(space, slope, depth + 1), generator.signs)
            found &= plus(first, second)
    return found


def _coefficients(space: Space, p: Polynomial, index: int, degree: int) -> list[Polynomial]:
    parts = space.collected(p, index, 1)
    return [parts.get(power, space.nothing) for power in range(degree + 1)]


def _root_compared(space: Space, p: Polynomial, depth: int) -> Signs:
    """A + B g with g^2 = P, g >= 0: where A and B g have opposite signs compare squares."""
    if depth >= DEPTH:
        return ANY
    degrees, found = p.degrees(), ANY
    for relation in space.relations:
        generator = space.generators[relation.index]
        if relation.degree != 2 or degrees[relation.index] != 1 or generator.kind != "radical":
            continue
        a, b = _coefficients(space, p, relation.index, 1)
        over, under = relation.value
        gap = space.normal(space.whole(b * b * over - a * a * under))
        if not gap[0]:
            continue
        wins = times(of_ratio(space, gap, depth + 1), of_product(space, under, depth + 1))
        # B^2 P > A^2: |B g| > |A| so B decides; B^2 P < A^2: A decides.
        if wins == POSITIVE:
            found &= of_product(space, b, depth + 1)
        elif wins == NEGATIVE:
            found &= of_product(space, a, depth + 1)
    return found


def _quadratic(space: Space, p: Polynomial, depth: int) -> Signs:
    """a g^2 + b g + c with 4 a c - b^2 >= 0: the sign of a (weakly), as of a real square."""
    if depth >= DEPTH:
        return ANY
    degrees, found = p.degrees(), ANY
    for index, degree in enumerate(degrees):
        if degree != 2:
            continue
        c, b, a = _coefficients(space, p, index, 2)
        leading = of_product(space, a, depth + 1)
        if leading not in (POSITIVE, NEGATIVE):
            continue
        gap = 4 * a * c - b * b
        signs = ZERO if not gap else of_product(space, gap, depth + 1)
        if signs == POSITIVE:
            found &= leading
        elif within(signs, NONNEGATIVE):
            found &= leading | ZERO
    return found


def _univariate(space: Space, p: Polynomial, depth: int) -> Signs:
    """One letter: count the real roots in its range exactly (Sturm)."""
    present = [i for i, degree in enumerate(p.degrees()) if degree]
    if len(present) != 1:
        return ANY
    index = present[0]
    degree, generator = p.degrees()[index], space.generators[index]
    if degree > UNIVARIATE_DEGREE or generator.signs not in (POSITIVE, NONNEGATIVE, ANY):
        return ANY
    if generator.signs == ANY and degree % 2:
        return ANY  # of odd degree on the whole line: it has a root
    if not space.affords(30_000 * degree):
        return ANY
    coefficients = [0] * (degree + 1)
    for exponents, coefficient in p.to_dict().items():
        coefficients[exponents[index]] = int(coefficient)
    low = None if generator.signs == ANY else 1 if generator.above_one else 0
    if rootless(fmpq_poly(coefficients), low):
        at = 0 if low is None else low + 1
        return of_integer(sum(c * at**k for k, c in enumerate(coefficients)))
    return ANY


def _constant(space: Space, p: Polynomial, depth: int) -> Signs:
    """All letters constant: enclose at increasing precision."""
    if not space.is_constant(space.whole(p)) or space.constant_sign is None:
        return ANY
    return space.constant_sign(space, p)


def _compared(space: Space, p: Polynomial, depth: int) -> Signs:
    """Sums of logarithms, and two monomials through their logarithms (see `compare`)."""
    if depth > 1 or len(p) > 8:
        return ANY
    found = ANY if space.compare_logs is None else space.compare_logs(space, p)
    if found == ANY and not space.comparing and space.compare is not None and len(p) == 2:
        found = space.compare(space, p)
    return found


def strictly_signed(space: Space, p: Polynomial) -> bool:
    """Whether the letters alone keep an irreducible polynomial from zero."""
    return by_letters(space, p) & ZERO == 0


_STRATEGIES: Final = (
    _shifted,
    _with_facts,
    _linear,
    _quadratic,
    _root_compared,
    _univariate,
    _constant,
    _compared,
)

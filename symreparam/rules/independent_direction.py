"""Independence of the direction of a random vector and its size, where the density splits so."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Integer, Max, Min, Mul, Pow, Symbol, exp, oo

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, HasLaw, Independent, Judgement, Sign
from symreparam.rules.rule import (
    Args,
    Premises,
    Setting,
    count,
    plain_letters,
    require,
    take,
)
from symreparam.rules.scaled import scaled
from symreparam.terms.law import Law
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region

_CODE = "independent-direction"


@dataclass(frozen=True, slots=True)
class Kernel:
    """A density c x^a exp(-rate x^degree) for low < x < high: all real or all positive numbers.

    Without an exponent, c x^a for 0 < rate x < 1, for |rate x| < 1 (degree oo) or for rate x > 1
    (degree -oo)."""

    rate: Expr
    degree: Expr
    low: Expr
    high: Expr


def size_of(kernels: list[Kernel], letters: tuple[Symbol, ...]) -> Expr:
    """What the product of the densities is a function of, powers aside."""
    degree = kernels[0].degree
    if degree.is_infinite:
        # the ends are taken as multiples of the first one
        ends = [k.rate / kernels[0].rate * x for k, x in zip(kernels, letters, strict=True)]
        if degree == -oo:
            return Min(*ends)
        return Max(*(e if k.low == 0 else Abs(e) for k, e in zip(kernels, ends, strict=True)))
    return Add(*(k.rate * x**degree for x, k in zip(letters, kernels, strict=True)))


def independent_direction_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_i has the density c_i x^(a_i) exp(-b_i x^d) on all or on the positive numbers, b_i > 0
    d != 0, and on all numbers d is even
    f(t x_1, .., t x_n) = f(x_1, .., x_n) for t > 0
    g(x_1, .., x_n) = h(b_1 x_1^d + .. + b_n x_n^d)
    or: X_i has the density c_i x^(a_i) for 0 < b_i x < 1 or |b_i x| < 1, and h is of the largest
    |b_i x_i|/b_1; or it has it for b_i x > 1, and h is of the smallest b_i x_i/b_1
    ----------------------------------------  independent-direction(goal, i, (x_1, ..), t, h on r)
    f, the i-th of the two terms, and g are independent

    The joint density is that of a direction times exp(-S) with S = b_1 x_1^d + .. of one degree, so
    that S is complete and sufficient for a common factor of the b_i, and f is ancillary (Basu 1955;
    Casella & Berger 2002, theorem 6.2.24; for gamma variables Lukacs 1955). So is the
    extreme for a common factor of the ends. Premises: the laws, the signs of the b_i and of d (if
    there is one), then the two equations.
    """
    count(args, 6, f"{_CODE}.args")
    goal = take(args[0], Independent, f"{_CODE}.args")
    place = take(args[1], int, f"{_CODE}.args")
    require(len(goal.subjects) == 2 and place in (0, 1), f"{_CODE}.index", place)
    letters = take(args[2], tuple, f"{_CODE}.args")
    plain_letters((*letters, args[3], args[5]), f"{_CODE}.letters")
    xs = tuple(take(each, Symbol, f"{_CODE}.letters") for each in letters)
    factor, radius = (take(args[k], Symbol, f"{_CODE}.letters") for k in (3, 5))
    form = take(args[4], Expr, f"{_CODE}.args")
    names = [v for v in setting.claim.variables if any(term.has(v) for term in goal.subjects)]
    fresh = {*xs, factor, radius} - {*setting.claim.variables, *setting.scope.names}
    require(len(xs) == len(names) and len(fresh) == len(xs) + 2, f"{_CODE}.letters", "taken")
    strangers = form.free_symbols - {radius, *setting.scope.names}
    require(not strangers, f"{_CODE}.form", ", ".join(sorted(map(str, strangers))))
    require(len(premises) >= len(names), f"{_CODE}.premises", str(len(premises)))
    kernels = _kernels(setting, names, premises)
    wanted = obligations(goal, place, names, kernels, (xs, factor, form, radius))
    require(tuple(wanted) == premises[len(names) :], f"{_CODE}.premises", "others are asked for")
    return goal


def obligations(
    goal: Independent,
    place: int,
    names: list[Symbol],
    kernels: list[Kernel],
    letters: tuple[tuple[Symbol, ...], Symbol, Expr, Symbol],
) -> list[Sign | Equal]:
    """The signs and the two equations; see the rule."""
    xs, factor, form, radius = letters
    degree = kernels[0].degree
    require(all(k.degree == degree for k in kernels), f"{_CODE}.degree", "different ones")
    swap = dict(zip(names, xs, strict=True))
    cone = tuple((x, k.low, k.high) for x, k in zip(xs, kernels, strict=True))
    size = size_of(kernels, xs)
    f, g = (goal.subjects[k].xreplace(swap) for k in (place, 1 - place))
    return [
        *(Sign(k.rate, "+", NUMBERS) for k in kernels),
        *([] if degree.is_infinite else [Sign(degree, "!=", NUMBERS)]),
        Equal(scaled(f, xs, factor), f, Region((*cone, (factor, Integer(0), oo)))),
        Equal(g, form.xreplace({radius: size}), Region(cone)),
    ]


def _kernels(setting: Setting, names: list[Symbol], premises: Premises) -> list[Kernel]:
    found: list[Kernel] = []
    for name, premise in zip(names, premises, strict=False):
        given = take(premise, HasLaw, f"{_CODE}.law")
        require(given.subject == name, f"{_CODE}.law", ("of", given.subject))
        law = take(given.law, Law, f"{_CODE}.law")
        found.append(kernel_of(law))
        inside = {s for piece in law.pieces for s in piece.density.free_symbols}
        inside |= found[-1].rate.free_symbols
        random = inside & set(setting.claim.variables)
        require(not random, f"{_CODE}.law", "its parameters are random")
    return found


def kernel_of(law: Law) -> Kernel:
    """The rate and degree of such a density. RuleError for another."""
    require(len(law.pieces) == 1, f"{_CODE}.density", f"{len(law.pieces)} pieces")
    require(not law.atoms and not law.lattices, f"{_CODE}.density", "masses")
    [piece] = law.pieces
    letter, low, high = piece.region.bounds[0]
    terms: list[Expr] = []
    for factor in Mul.make_args(piece.density):
        if isinstance(factor, exp):
            terms += [each for each in Add.make_args(factor.args[0]) if each.has(letter)]
        else:
            _power(factor, letter)
    if not terms:
        return _of_powers(low, high)
    positive = low == 0
    require(high == oo and (positive or low == -oo), f"{_CODE}.support", (low, "to", high))
    require(len(terms) == 1, f"{_CODE}.density", f"{len(terms)} terms in the exponent")
    scale, degree = _power(terms[0], letter)
    even = degree.is_Integer and degree > 0 and degree % 2 == 0
    require(positive or even, f"{_CODE}.density", f"the degree {degree} on all numbers")
    return Kernel(-scale, degree, low, high)


def _of_powers(low: Expr, high: Expr) -> Kernel:
    """Of a power alone, between 0 and an end, between an end and its negative, or beyond one."""
    below = high != oo
    require(low in (0, -high) if below else low != -oo, f"{_CODE}.support", (low, "to", high))
    reach = -oo if below and low != 0 else Integer(0)
    return Kernel(1 / (high if below else low), oo if below else -oo, reach, oo)


def _power(term: Expr, letter: Symbol) -> tuple[Expr, Expr]:
    """(c, e) for c x^e, where powers of c' x with positive c' count as such."""
    scale, degree = Integer(1), Integer(0)
    for factor in Mul.make_args(term):
        if not factor.has(letter):
            scale = scale * factor
            continue
        base, power = factor.as_base_exp()
        rest = base / letter
        plain = not rest.has(letter) and not power.has(letter)
        known = plain and (rest == 1 or rest.is_positive or power.is_Integer)
        if not known:
            raise RuleError(f"{_CODE}.density", str(term))
        scale, degree = scale * Pow(rest, power), degree + power
    return scale, degree

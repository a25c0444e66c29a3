"""Equality in law of terms and vectors: what proves it, and what refutes it."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Symbol

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    EqualInLaw,
    Expectation,
    Fails,
    HasLaw,
    Independent,
    Judgement,
    Sign,
)
from symreparam.rules.rule import (
    Args,
    Premises,
    Setting,
    count,
    no_common_variable,
    require,
    take,
)
from symreparam.terms.region import NUMBERS

Pairs = tuple[tuple[Symbol, Expr], ...]


def equal_in_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S has law L    T has law L (or has not)
    ----------------------------------------  equal-in-law(S, T)
    S and T are (or are not) equal in law
    """
    count(premises, 2, "equal-in-law.premises")
    count(args, 0, "equal-in-law.args")
    first = take(premises[0], HasLaw, "equal-in-law.first")
    other = premises[1]
    fails = isinstance(other, Fails)
    second = take(other.of if isinstance(other, Fails) else other, HasLaw, "equal-in-law.second")
    require(first.law == second.law, "equal-in-law.law", "two laws")
    goal = EqualInLaw((first.subject,), (second.subject,))
    return Fails(goal) if fails else goal


def equal_in_law_swap_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S and T are (or are not) equal in law
    ---------------------------------------  equal-in-law-swap()
    T and S are (or are not) equal in law
    """
    count(premises, 1, "equal-in-law-swap.premises")
    count(args, 0, "equal-in-law-swap.args")
    given = premises[0]
    of = given.of if isinstance(given, Fails) else given
    known = take(of, EqualInLaw, "equal-in-law-swap.given")
    swapped = EqualInLaw(known.second, known.first)
    return Fails(swapped) if isinstance(given, Fails) else swapped


def equal_in_law_map_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_i has law L_i    h_i has law L_i    no two of the h_i have a random variable in common
    -----------------------------------------------------------  equal-in-law-map(f, (X_i, h_i))
    f(X_1, .., X_n) and f(h_1, .., h_n) are equal in law

    X_1, .., X_n are all random variables in f, a term or vector. Both vectors (X_i) and (h_i) have
    independent components with the laws L_i, so the same joint law, and f takes it to one image
    (Billingsley 1995, sections 13 and 20).
    """
    count(args, 2, "equal-in-law-map.args")
    terms = take(args[0], tuple, "equal-in-law-map.args")
    require(len(terms) > 0, "equal-in-law-map.args", "no term")
    rows = take(args[1], tuple, "equal-in-law-map.args")
    subjects = tuple(take(term, Expr, "equal-in-law-map.args") for term in terms)
    pairs: list[tuple[Symbol, Expr]] = []
    for row in rows:
        pair = take(row, tuple, "equal-in-law-map.pair")
        count(pair, 2, "equal-in-law-map.pair")
        pairs.append(
            (
                take(pair[0], Symbol, "equal-in-law-map.pair"),
                take(pair[1], Expr, "equal-in-law-map.pair"),
            )
        )
    random = set(setting.claim.variables)
    used = {v for term in subjects for v in term.free_symbols & random}
    names = [symbol for symbol, _ in pairs]
    require(len(set(names)) == len(names), "equal-in-law-map.pair", "a variable stands twice")
    require(used == set(names), "equal-in-law-map.variables", "not those of the term")
    images = [(image,) for _, image in pairs]
    no_common_variable(setting, images, "equal-in-law-map.independent")
    count(premises, 2 * len(pairs), "equal-in-law-map.premises")
    for place, (symbol, image) in enumerate(pairs):
        first = take(premises[2 * place], HasLaw, "equal-in-law-map.law")
        second = take(premises[2 * place + 1], HasLaw, "equal-in-law-map.law")
        require(first.subject == symbol, "equal-in-law-map.law", ("of", first.subject))
        require(second.subject == image, "equal-in-law-map.law", ("of", second.subject))
        require(first.law == second.law, "equal-in-law-map.law", ("two", "laws", "for", symbol))
    swap = dict(pairs)
    return EqualInLaw(subjects, tuple(term.xreplace(swap) for term in subjects))


def equal_in_law_vector_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S_1, .., S_n are independent    T_1, .., T_n are independent    S_i and T_i are equal in law
    --------------------------------------------------------------------  equal-in-law-vector()
    (S_1, .., S_n) and (T_1, .., T_n) are equal in law

    Both joint laws are the product of the components' laws (Billingsley 1995, section 20).
    """
    count(args, 0, "equal-in-law-vector.args")
    require(len(premises) >= 2, "equal-in-law-vector.premises", str(len(premises)))
    left = take(premises[0], Independent, "equal-in-law-vector.independent")
    right = take(premises[1], Independent, "equal-in-law-vector.independent")
    require(len(left.subjects) == len(right.subjects), "equal-in-law-vector.size")
    count(premises[2:], len(left.subjects), "equal-in-law-vector.premises")
    pairs = zip(premises[2:], left.subjects, right.subjects, strict=True)
    for known, one, two in pairs:
        same = known == EqualInLaw((one,), (two,))
        require(same, "equal-in-law-vector.component", (one, "and", two))
    return EqualInLaw(left.subjects, right.subjects)


def unequal_mean_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E S_1^p_1 .. S_n^p_n = a    E T_1^p_1 .. T_n^p_n = b    a - b has a strict sign
    -----------------------------------------  unequal-mean(goal, (p_1, .., p_n))
    (S_1, .., S_n) and (T_1, .., T_n) are not equal in law

    Equal joint laws have equal means of one measurable function (Billingsley 1995, theorem 16.13).
    """
    count(premises, 3, "unequal-mean.premises")
    count(args, 2, "unequal-mean.args")
    goal = take(args[0], EqualInLaw, "unequal-mean.goal")
    powers = take(args[1], tuple, "unequal-mean.powers")
    numbers = [take(power, int, "unequal-mean.powers") for power in powers]
    count(tuple(numbers), len(goal.first), "unequal-mean.powers")
    require(min(numbers, default=-1) >= 0, "unequal-mean.powers", "a negative power")
    values: list[Expr] = []
    for side, premise in zip((goal.first, goal.second), premises, strict=False):
        known = take(premise, Expectation, "unequal-mean.mean")
        require(known.body == monomial(side, tuple(numbers)), "unequal-mean.mean", "another term")
        values.append(known.value)
    gap = Add(values[0], -values[1])
    apart = [Sign(gap, sign, NUMBERS) for sign in ("+", "-", "!=")]
    require(premises[2] in apart, "unequal-mean.apart", gap)
    return Fails(goal)


def unequal_sum_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    c_1 S_1 + .. + c_n S_n and c_1 T_1 + .. + c_n T_n are not equal in law
    --------------------------------------------------------  unequal-sum(goal, (c_1, .., c_n))
    (S_1, .., S_n) and (T_1, .., T_n) are not equal in law

    The c_i are whole numbers. Equal vectors have equal images under one map.
    """
    count(premises, 1, "unequal-sum.premises")
    count(args, 2, "unequal-sum.args")
    goal = take(args[0], EqualInLaw, "unequal-sum.goal")
    weights = take(args[1], tuple, "unequal-sum.weights")
    numbers = tuple(take(weight, int, "unequal-sum.weights") for weight in weights)
    count(numbers, len(goal.first), "unequal-sum.weights")
    known = take(premises[0], Fails, "unequal-sum.fails")
    wanted = EqualInLaw((weighted(goal.first, numbers),), (weighted(goal.second, numbers),))
    if known.of != wanted:
        raise RuleError("unequal-sum.fails", "of other terms")
    return Fails(goal)


def monomial(terms: tuple[Expr, ...], powers: tuple[int, ...]) -> Expr:
    """The product of the terms to these powers."""
    return Mul(*(term**power for term, power in zip(terms, powers, strict=True)))


def weighted(terms: tuple[Expr, ...], weights: tuple[int, ...]) -> Expr:
    """The sum of the terms with these weights."""
    return Add(*(Integer(c) * term for c, term in zip(weights, terms, strict=True)))

"""Order statistics: terms of maxima and minima that are the k-th smallest of independent values."""

from __future__ import annotations

from itertools import product

from sympy import Add, Expr, Integer, Max, Min, Mul, Pow, Symbol, factorial

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Derivative, HasJointLaw, HasLaw, Judgement, Limit
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.terms.law import JointLaw, Law, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region, interval

MOST_VALUES = 8


def order_statistic_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    B_1 has density f on (l, u)    F' = f on (l, u)    F -> 0 at l
    B_1, .., B_n are one function of independent variables X_1, .., X_n with one law
    T, a term of maxima and minima of the B_i, is the k-th smallest of them
    ------------------------------------------  order-statistic(T, z)
    T has density n!/((k - 1)! (n - k)!) F(z)^(k - 1) (1 - F(z))^(n - k) f(z) on (l, u)

    Casella & Berger 2002, theorem 5.4.4. F is the distribution function of B_1 on (l, u) (Rudin
    1987, theorem 7.21). For every c, T > c if and only if the same term of the indicators of
    B_i > c is 1, as maxima and minima commute with increasing maps: T is the k-th smallest if that
    term is 1 for just those zeros and ones of which at least n - k + 1 are ones.
    """
    count(args, 2, "order-statistic.args")
    term, letter = take(args[0], Expr, "order-statistic.args"), args[1]
    plain_letters((letter,), "order-statistic.letter")
    values = _values(setting, (term,), "order-statistic")
    rank = rank_of(term, values)
    require(rank is not None, "order-statistic.rank", term)
    assert isinstance(letter, Symbol) and rank is not None
    law, mapping = _distribution(premises, values, "order-statistic")
    below, above = _at(mapping, letter), Add(1, -_at(mapping, letter))
    _, low, high = law.pieces[0].region.bounds[0]
    density = Mul(
        _multinomial(len(values), rank - 1, len(values) - rank),
        _power(below, rank - 1),
        _power(above, len(values) - rank),
        law.pieces[0].density.xreplace({law.variable: letter}),
    )
    return HasLaw(term, Law(letter, (Piece(interval(letter, low, high), density),)))


def order_statistics_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    B_1 has density f on (l, u)    F' = f on (l, u)    F -> 0 at l
    B_1, .., B_n are one function of independent variables X_1, .., X_n with one law
    S and T, terms of maxima and minima of the B_i, are the j-th and k-th smallest, j < k
    ----------------------------------------------------  order-statistics(S, T, s, t)
    (S, T) has density n!/((j - 1)! (k - j - 1)! (n - k)!) F(s)^(j - 1) (F(t) - F(s))^(k - j - 1)
    (1 - F(t))^(n - k) f(s) f(t) for l < s < u, s < t < u

    Casella & Berger 2002, theorem 5.4.6. Of the rest as in the rule `order-statistic`.
    """
    count(args, 4, "order-statistics.args")
    first, second = (take(arg, Expr, "order-statistics.args") for arg in args[:2])
    s, t = (take(arg, Symbol, "order-statistics.letter") for arg in args[2:])
    plain_letters((s, t), "order-statistics.letter")
    require(s != t, "order-statistics.letter", "one letter stands twice")
    values = _values(setting, (first, second), "order-statistics")
    ranks = rank_of(first, values), rank_of(second, values)
    if ranks[0] is None or ranks[1] is None or not ranks[0] < ranks[1]:
        raise RuleError("order-statistics.rank", f"{first}, {second}")
    law, mapping = _distribution(premises, values, "order-statistics")
    low_cdf, high_cdf, size = _at(mapping, s), _at(mapping, t), len(values)
    between = ranks[1] - ranks[0] - 1
    _, low, high = law.pieces[0].region.bounds[0]
    density = law.pieces[0].density
    joint = Mul(
        _multinomial(size, ranks[0] - 1, between, size - ranks[1]),
        _power(low_cdf, ranks[0] - 1),
        _power(Add(high_cdf, -low_cdf), between),
        _power(Add(1, -high_cdf), size - ranks[1]),
        density.xreplace({law.variable: s}),
        density.xreplace({law.variable: t}),
    )
    region = Region(((s, low, high), (t, s, high)))
    return HasJointLaw((first, second), JointLaw((s, t), region, joint))


def joint_single_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the vector (Z) of one component has density q on (l, u)
    ----------------------------------------------------------  joint-single()
    Z has density q on (l, u)
    """
    count(premises, 1, "joint-single.premises")
    count(args, 0, "joint-single.args")
    known = take(premises[0], HasJointLaw, "joint-single.law")
    require(len(known.subjects) == 1, "joint-single.dimension", str(len(known.subjects)))
    law = known.law
    require(not law.factors, "joint-single.factors", "a claimed law")
    return HasLaw(known.subjects[0], Law(law.variables[0], (Piece(law.region, law.density),)))


# what the rules share ---------------------------------------------------------------------------
def leaves(term: Expr) -> tuple[Expr, ...]:
    """What stands under the maxima and minima of a term, each once, in order."""
    if not isinstance(term, Max | Min):
        return (term,)
    return tuple(dict.fromkeys(leaf for arg in term.args for leaf in leaves(arg)))


def rank_of(term: Expr, values: tuple[Expr, ...]) -> int | None:
    """k where the term of maxima and minima is the k-th smallest of the values, else None."""
    size = len(values)
    least: int | None = None
    found: dict[int, bool] = {}
    for choice in product((False, True), repeat=size):
        one = _truth(term, dict(zip(values, choice, strict=True)))
        ones = sum(choice)
        if one is None or found.setdefault(ones, one) != one:
            return None
        if one:
            least = ones if least is None else min(least, ones)
    if least is None or not all(found[ones] == (ones >= least) for ones in found):
        return None
    return size - least + 1 if 1 <= least <= size else None


def _truth(term: Expr, values: dict[Expr, bool]) -> bool | None:
    """The term of maxima and minima at zeros and ones, None where something else stands in it."""
    if term in values:
        return values[term]
    if not isinstance(term, Max | Min):
        return None
    parts = [_truth(arg, values) for arg in term.args]
    if any(part is None for part in parts):
        return None
    return any(parts) if isinstance(term, Max) else all(parts)


def _values(setting: Setting, terms: tuple[Expr, ...], code: str) -> tuple[Expr, ...]:
    """The leaves: one function of one random variable each, and these have one law."""
    found = tuple(dict.fromkeys(leaf for term in terms for leaf in leaves(term)))
    require(2 <= len(found) <= MOST_VALUES, f"{code}.values", (len(found), "values"))
    claim, names = setting.claim, []
    for leaf in found:
        own = [v for v in claim.variables if v in leaf.free_symbols]
        require(len(own) == 1, f"{code}.values", f"{leaf} is no function of one variable")
        names += own
    require(len(set(names)) == len(names), f"{code}.values", "a variable in two values")
    known = {given.subject: given.law for given in claim.hypotheses}
    for leaf, name in zip(found[1:], names[1:], strict=True):
        same = known[name] == known[names[0]]
        require(same, f"{code}.same", (name, "has", "another", "law", "than", names[0]))
        moved = found[0].xreplace({names[0]: name})
        require(moved == leaf, f"{code}.same", (leaf, "is", "another", "function"))
    return found


def _distribution(
    premises: Premises, values: tuple[Expr, ...], code: str
) -> tuple[Law, Map]:
    """The law of the first value, a density on one interval, and its distribution function."""
    count(premises, 3, f"{code}.premises")
    given = take(premises[0], HasLaw, f"{code}.law")
    require(given.subject == values[0], f"{code}.law", ("of", given.subject))
    law = take(given.law, Law, f"{code}.law")
    plain = len(law.pieces) == 1 and not law.atoms and not law.lattices
    require(plain, f"{code}.law", "a density on one interval is expected")
    piece = law.pieces[0]
    slope = take(premises[1], Derivative, f"{code}.derivative")
    same = (slope.map.variable, slope.map.source) == (law.variable, piece.region)
    require(same, f"{code}.derivative", "on another interval")
    require(slope.derivative == piece.density, f"{code}.derivative", slope.derivative)
    start = take(premises[2], Limit, f"{code}.limit")
    at_start = (start.map, start.end, start.value) == (slope.map, "lower", Integer(0))
    require(at_start, f"{code}.limit", "0 at the lower end is expected")
    return law, slope.map


def _at(mapping: Map, letter: Symbol) -> Expr:
    return mapping.body.xreplace({mapping.variable: letter})


def _power(base: Expr, exponent: int) -> Expr:
    return Pow(base, Integer(exponent)) if exponent else Integer(1)


def _multinomial(size: int, *rest: int) -> Expr:
    return factorial(size) / Mul(*(factorial(part) for part in rest))

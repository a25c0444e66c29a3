"""Independence of terms with finitely many values: by the law of one combination that tells them.

A combination w_1 f_1 + .. + w_n f_n that differs at different values of the terms has the joint
probabilities of their values for its masses.
"""

from __future__ import annotations

from itertools import product

from sympy import Add, Expr, Integer, Mul

from symreparam.logic.judgement import Equal, Fails, HasLaw, Independent, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law
from symreparam.terms.region import NUMBERS

MOST = 100
Values = tuple[tuple[Expr, Expr], ...]


def independent_values_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    f_k has masses alone, p_k(a) at finitely many rational points a, for k = 1, .., n
    the sums w_1 a_1 + .. + w_n a_n, for rational w, are different for different points
    w_1 f_1 + .. + w_n f_n has masses alone, q at these sums (0 where no mass stands)
    q(w_1 a_1 + .. + w_n a_n) = p_1(a_1) .. p_n(a_n) for all points
    ----------------------------------------------------  independent-values(goal, w)
    the terms f_1, .., f_n are mutually independent

    The sum is w_1 a_1 + .. + w_n a_n where f_k = a_k for every k, and nowhere else but on a set of
    probability 0 (Billingsley 1995, section 4). Premises, in order: the laws of the terms, that of
    the combination, and the equalities, the last term's points running first.
    """
    code = "independent-values"
    count(args, 2, f"{code}.args")
    goal = take(args[0], Independent, f"{code}.args")
    rows = joint_values(goal, premises, args[1], code)
    count(premises, len(goal.subjects) + 1 + len(rows), f"{code}.premises")
    for known, (joint, separate) in zip(premises[len(goal.subjects) + 1 :], rows, strict=True):
        require(known == Equal(joint, separate, NUMBERS), f"{code}.product", separate)
    return goal


def dependent_values_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    as for `independent-values`, but for one choice of points
    q(w_1 a_1 + .. + w_n a_n) - p_1(a_1) .. p_n(a_n) has a strict sign
    ----------------------------------------------------  dependent-values(goal, w, place)
    the terms f_1, .., f_n are not mutually independent

    The place numbers the choices of points, the last term's running first (Billingsley 1995,
    section 4, equation 4.1).
    """
    code = "dependent-values"
    count(args, 3, f"{code}.args")
    goal = take(args[0], Independent, f"{code}.args")
    place = take(args[2], int, f"{code}.args")
    rows = joint_values(goal, premises, args[1], code)
    count(premises, len(goal.subjects) + 2, f"{code}.premises")
    require(0 <= place < len(rows), f"{code}.place", str(place))
    joint, separate = rows[place]
    gap = joint - separate
    apart = [Sign(gap, "+", NUMBERS), Sign(gap, "-", NUMBERS), Sign(gap, "!=", NUMBERS)]
    require(premises[-1] in apart, f"{code}.apart", gap)
    return Fails(goal)


def joint_values(
    goal: Independent, premises: Premises, weights: object, code: str
) -> list[tuple[Expr, Expr]]:
    """(probability of the values together, product of theirs) for each choice of points.

    Raises RuleError where the first premises are not the laws of the terms and of a combination
    that is different for each choice.
    """
    size = len(goal.subjects)
    found = take(weights, tuple, f"{code}.args")
    factors = tuple(take(weight, Expr, f"{code}.args") for weight in found)
    plain = len(factors) == size and all(weight.is_Rational for weight in factors)
    require(plain, f"{code}.weights", "a rational number for each term is expected")
    require(len(premises) > size, f"{code}.premises", str(len(premises)))
    rows = [
        _values(known, subject, code)
        for known, subject in zip(premises[:size], goal.subjects, strict=True)
    ]
    whole = dict(_values(premises[size], combination(goal, factors), code))
    number = 1
    for row in rows:
        number *= len(row)
    require(number <= MOST, f"{code}.many", f"{number} choices of points")
    seen: set[Expr] = set()
    pairs = []
    for chosen in product(*rows):
        places = zip(factors, chosen, strict=True)
        point = Add(*(weight * value for weight, (value, _) in places))
        require(point not in seen, f"{code}.distinct", point)
        seen.add(point)
        pairs.append((whole.get(point, Integer(0)), Mul(*(mass for _, mass in chosen))))
    return pairs


def combination(goal: Independent, weights: tuple[Expr, ...]) -> Expr:
    """w_1 f_1 + .. + w_n f_n."""
    return Add(*(w * term for w, term in zip(weights, goal.subjects, strict=True)))


def _values(known: Judgement, subject: Expr, code: str) -> Values:
    """The points and masses of the subject's law, the points rational and different."""
    given = take(known, HasLaw, f"{code}.law")
    require(given.subject == subject, f"{code}.law", ("of", given.subject))
    law = take(given.law, Law, f"{code}.law")
    require(not law.pieces and not law.lattices, f"{code}.law", "masses alone are expected")
    points = [atom.point for atom in law.atoms]
    require(all(point.is_Rational for point in points), f"{code}.points", "rational points")
    require(len(set(points)) == len(points) > 0, f"{code}.points", "a point stands twice")
    return tuple((atom.point, atom.mass) for atom in law.atoms)

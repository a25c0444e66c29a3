"""Independence of functions of linear forms in normal variables: uncorrelated, or left unmoved."""

from __future__ import annotations

from itertools import combinations, product

from sympy import Add, Expr, Integer, Mul, Pow, Symbol, oo

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, HasLaw, Independent, Judgement
from symreparam.rules.orthants import covariance, slopes
from symreparam.rules.rule import (
    Args,
    Premises,
    Setting,
    count,
    plain_letters,
    require,
    take,
)
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS, Region

Row = tuple[Expr, ...]


def independent_forms_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_i ~ Normal(m_i, s_i), the random variables of the terms f, g, ..
    f is a function of sums a_1 X_1 + .. + a_n X_n + a_0, and so are g, ..
    a_1 b_1 s_1^2 + .. + a_n b_n s_n^2 = 0 for each such sum of f and each of g, ..
    ----------------------------------------------------------------  independent-forms(terms)
    f, g, .. are mutually independent

    The sums are jointly normal, and uncorrelated groups of them are independent (Anderson 2003,
    theorem 2.4.2; Casella & Berger 2002, lemma 5.3.3). They are read off the terms: the longest
    parts that are affine in the variables. Premises: the laws, then the equations in order.
    """
    code = "independent-forms"
    count(args, 1, f"{code}.args")
    goal = take(args[0], Independent, f"{code}.args")
    names = [v for v in setting.claim.variables if any(term.has(v) for term in goal.subjects)]
    deviations = _deviations(setting, names, premises, code)
    wanted = [
        Equal(covariance(one, other, deviations), Integer(0), NUMBERS)
        for one, other in crossed(goal, names)
    ]
    require(tuple(wanted) == premises[len(names) :], f"{code}.covariance", "another equation")
    return goal


def _deviations(setting: Setting, names: list[Symbol], premises: Premises, code: str) -> list[Expr]:
    """The standard deviations of normal variables, by the first premises."""
    found: list[Expr] = []
    require(len(premises) >= len(names), f"{code}.premises", str(len(premises)))
    for name, premise in zip(names, premises, strict=False):
        given = take(premise, HasLaw, f"{code}.law")
        require(given.subject == name, f"{code}.law", ("of", given.subject))
        law = take(given.law, Named, f"{code}.law")
        require(law.family == "Normal", f"{code}.law", law.family)
        random = Add(*law.arguments).has(*setting.claim.variables)
        require(not random, f"{code}.law", "its parameters are random")
        found.append(law.arguments[1])
    return found


def independent_invariant_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_i ~ Normal(m_i, s_i), the random variables of the terms f and g
    f is a function of sums a_1 X_1 + .. + a_n X_n + a_0
    g(x_1 + a_1 s_1^2 t, .., x_n + a_n s_n^2 t) = g(x_1, .., x_n) for each such sum
    ------------------------------------------------------  independent-invariant(goal, i, x, t)
    f, the i-th of the two terms, and g are independent

    Regression splits X into R and a sum of multiples of the vectors (a_1 s_1^2, .., a_n s_n^2): the
    factors are functions of the sums, and R is independent of these (Anderson 2003, theorem
    2.5.1). So g(X) = g(m + R), where m has the means. An equation that holds almost everywhere is
    enough: g is almost everywhere a function that is unmoved (Lehmann & Romano 2005, theorem
    6.5.1). Premises: the laws, then the equations in order.
    """
    code = "independent-invariant"
    count(args, 4, f"{code}.args")
    goal = take(args[0], Independent, f"{code}.args")
    place = take(args[1], int, f"{code}.args")
    letters = take(args[2], tuple, f"{code}.args")
    plain_letters((*letters, args[3]), f"{code}.letters")
    xs = tuple(take(each, Symbol, f"{code}.letters") for each in letters)
    step = take(args[3], Symbol, f"{code}.letters")
    require(len(goal.subjects) == 2 and place in (0, 1), f"{code}.index", place)
    names = [v for v in setting.claim.variables if any(term.has(v) for term in goal.subjects)]
    fresh = {*xs, step} - {*setting.claim.variables, *setting.scope.names}
    require(len(xs) == len(names) and len(fresh) == len(xs) + 1, f"{code}.letters", "taken")
    deviations = _deviations(setting, names, premises, code)
    wanted = unmoved(goal, place, names, deviations, (xs, step))
    require(tuple(wanted) == premises[len(names) :], f"{code}.equal", "another equation")
    return goal


def unmoved(
    goal: Independent,
    place: int,
    names: list[Symbol],
    deviations: list[Expr],
    letters: tuple[tuple[Symbol, ...], Symbol],
) -> list[Equal]:
    """That the other term does not change along the vectors of the sums of the chosen term."""
    xs, step = letters
    other = goal.subjects[1 - place].xreplace(dict(zip(names, xs, strict=True)))
    space = Region(tuple((letter, -oo, oo) for letter in (*xs, step)))
    found = []
    for row in _rows(goal.subjects[place], names):
        vector = (Mul(a, Pow(s, Integer(2))) for a, s in zip(row, deviations, strict=True))
        along = {x: x + v * step for x, v in zip(xs, vector, strict=True)}
        found.append(Equal(other.xreplace(along), other, space))
    return found


def crossed(goal: Independent, names: list[Symbol]) -> list[tuple[Row, Row]]:
    """Each pair of coefficients of sums of two different terms, in order."""
    rows = [_rows(term, names) for term in goal.subjects]
    pairs = combinations(rows, 2)
    return list(dict.fromkeys(p for one, other in pairs for p in product(one, other)))


def _rows(term: Expr, names: list[Symbol]) -> list[Row]:
    found = []
    for part in _affine_parts(term, names):
        row = slopes(part - part.xreplace(dict.fromkeys(names, Integer(0))), names)
        if row is None:
            raise RuleError("independent-forms.linear", str(part))
        found.append(row)
    return list(dict.fromkeys(found))


def _affine_parts(term: Expr, names: list[Symbol]) -> list[Expr]:
    """Parts of a term, affine in the variables, of which it is a function."""
    if not term.has(*names):
        return []
    if _affine(term, names):
        return [term]
    parts = term.args
    if isinstance(term, Add):
        plain = [part for part in parts if part.has(*names) and _affine(part, names)]
        parts = (Add(*plain), *(part for part in parts if part not in plain))
    return [each for part in parts for each in _affine_parts(part, names)]


def _affine(term: object, names: list[Symbol]) -> bool:
    if not isinstance(term, Expr) or not term.is_polynomial(*names):
        return False
    centred = term - term.xreplace(dict.fromkeys(names, Integer(0)))
    return slopes(centred, names) is not None

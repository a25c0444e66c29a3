"""Functions of uncorrelated groups of linear forms in normal variables are independent."""

from __future__ import annotations

from itertools import combinations, product

from sympy import Add, Expr, Integer, Symbol

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, HasLaw, Independent, Judgement
from symreparam.rules.orthants import covariance, slopes
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS

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
    deviations: list[Expr] = []
    require(len(premises) >= len(names), f"{code}.premises", str(len(premises)))
    for name, premise in zip(names, premises, strict=False):
        given = take(premise, HasLaw, f"{code}.law")
        require(given.subject == name, f"{code}.law", ("of", given.subject))
        law = take(given.law, Named, f"{code}.law")
        require(law.family == "Normal", f"{code}.law", law.family)
        random = Add(*law.arguments).has(*setting.claim.variables)
        require(not random, f"{code}.law", "its parameters are random")
        deviations.append(law.arguments[1])
    wanted = [
        Equal(covariance(one, other, deviations), Integer(0), NUMBERS)
        for one, other in crossed(goal, names)
    ]
    require(tuple(wanted) == premises[len(names) :], f"{code}.covariance", "another equation")
    return goal


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

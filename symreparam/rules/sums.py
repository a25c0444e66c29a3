"""Means, divergences and entropies of vectors of any size, from those at one index."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Pow, expand, log, oo

from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    CovarianceOfSums,
    DivergenceOf,
    EntropyOf,
    Equation,
    Fails,
    Holds,
    Judgement,
    Letter,
    Mean,
    SumsEquation,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def sums_equation_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    l_i = r_i at any index i    1 <= n    left = sum of l_i, right = sum of r_i
    (or: l = r with n times the quantity at one index for that of the sum, alike at every index)
    X_1, .., X_n have independent components with values of the parameters of their own
    -------------------------------------------------------------  sums-equation(left = right)
    left = right

    The mean of a sum is the sum of the means; the covariance of two sums is the sum of the
    covariances at the indices, those at different ones being 0 (Billingsley 1995, section 21:
    variables of different indices are independent); divergences of laws of independent components,
    and entropies, add up (Cover & Thomas 2006, theorems 2.5.3 and 8.6.2; Kullback & Leibler 1951,
    section 3). A divergence is not negative, so that a sum with an infinite one is infinite.
    """
    goal = _goal(setting, premises, args, 2, "sums-equation")
    one = at_index(goal, setting.claim)
    require(premises[0] == one, "sums-equation.index", "of another equation")
    return goal


def sums_equation_fails_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    it is false that l_i = r_i    1 <= n    left = sum of l_i, right = sum of r_i
    X_1, .., X_n have independent components    no parameter has a value of its own at an index
    --------------------------------------------------------  sums-equation-fails(left = right)
    it is false that left = right

    As before (Cover & Thomas 2006, theorems 2.5.3 and 8.6.2), where exact values, the same at every
    index, are put in for such parameters (at others the terms may differ by numbers that add up to
    0): the sides are n l and n r, and the mean of a sum
    of independent terms with one law is finite if and only if theirs is (Fubini: Billingsley 1995,
    theorem 18.3). So is that of the product of two sums whose own means are finite: given the terms
    at all other indices it is that of (B + b)(C + c).
    """
    goal = _goal(setting, premises, args, 2, "sums-equation-fails")
    varying = set(goal.indexed) & set(setting.scope.names)
    require(not varying, "sums-equation-fails.values", sorted(map(str, varying)))
    known = take(premises[0], Fails, "sums-equation-fails.index")
    one = at_index(goal, setting.claim)
    require(known.of == one, "sums-equation-fails.index", "of another equation")
    return Fails(goal)


def _goal(
    setting: Setting, premises: Premises, args: Args, number: int, code: str
) -> SumsEquation:
    """The goal, whose random variables are those at an index alone, of one index or more."""
    count(premises, number, f"{code}.premises")
    count(args, 1, f"{code}.args")
    goal = take(args[0], SumsEquation, f"{code}.args")
    for letter in goal.means:
        known = Mean | DivergenceOf | EntropyOf | CovarianceOfSums
        require(isinstance(letter, known), f"{code}.letters", letter)
        for term in terms_of(letter):
            shared = term.free_symbols & set(setting.claim.variables) - set(goal.indexed)
            require(not shared, f"{code}.shared", ", ".join(sorted(map(str, shared))))
    enough = Holds(Relation(Integer(1), "<=", goal.size), NUMBERS)
    require(premises[1] == enough, f"{code}.size", goal.size)
    require(bool(goal.size.is_integer), f"{code}.whole", goal.size)
    return goal


def terms_of(letter: Mean | DivergenceOf | EntropyOf | CovarianceOfSums) -> tuple[Expr, ...]:
    """The terms in random variables of which the letter is a quantity."""
    if isinstance(letter, CovarianceOfSums):
        return letter.first.body, letter.second.body
    return (letter.body if isinstance(letter, Mean) else letter.subject,)


def at_index(goal: SumsEquation, claim: Claim) -> Equation:
    """The equation between the terms at any index whose sums over all of them are the two sides.

    Each side is a sum of multiples of letters, of logarithms of products of positive terms, and of
    terms that are the same for all indices; so are the factors. Where no parameter in the terms and
    the laws of their variables has a value of its own at an index, a side may be any function of
    letters: that of a sum is n times that of a term. Raises RuleError for another.
    """
    if goal.right == oo:
        [letter] = goal.means if len(goal.means) == 1 else [None]
        alone = isinstance(letter, DivergenceOf) and goal.left == letter.letter
        require(alone, "sums.infinite", "KL(P, Q) = oo is the only such equation")
        assert isinstance(letter, DivergenceOf)
        return Equation(goal.left, goal.right, (letter,))
    means: dict[Letter, None] = {}
    for letter in goal.means:
        if isinstance(letter, CovarianceOfSums):
            product = Mean(letter.product, Mul(letter.first.body, letter.second.body))
            means |= dict.fromkeys((product, letter.first, letter.second))
        else:
            means[letter] = None
    try:
        return Equation(_term(goal, goal.left), _term(goal, goal.right), tuple(means))
    except RuleError as error:
        if error.code != "sums.linear" or not _alike(goal, claim):
            raise
    left, right = (side.xreplace(_whole(goal)) for side in (goal.left, goal.right))
    return Equation(left, right, tuple(means))


def _alike(goal: SumsEquation, claim: Claim) -> bool:
    """Whether the terms at all indices are the same in law: no parameter with a value of its own
    at an index stands in them, or in the law of a variable in them."""
    own = set(goal.indexed) & set(claim.scope.names)
    terms = [term for letter in goal.means for term in terms_of(letter)]
    terms += [goal.left, goal.right, *(total.term for total in goal.totals)]
    terms += [a for m in goal.means if isinstance(m, DivergenceOf) for a in m.law.arguments]
    reached = set().union(*(term.free_symbols for term in terms))
    for _ in claim.hypotheses:  # the law of a variable may have other variables in it
        for given in claim.hypotheses:
            if given.subject in reached:
                law = given.law
                known = law.arguments if isinstance(law, Named) else tuple(goal.indexed)
                reached |= set().union(*(term.free_symbols for term in known))
    return not reached & own


def _whole(goal: SumsEquation) -> dict[Expr, Expr]:
    """Each letter of a sum or product by those of one of its alike terms."""
    found: dict[Expr, Expr] = {}
    for letter in goal.means:
        one: Expr = letter.letter
        if isinstance(letter, CovarianceOfSums):
            apart = Mul(letter.first.letter, letter.second.letter)
            one = Add(letter.product, Mul(Integer(-1), apart))
        found[letter.letter] = Mul(goal.size, one)
    for total in goal.totals:
        head = Mul if total.kind == "sum" else Pow
        require(total.kind in ("sum", "prod"), "sums.linear", total.kind)
        pair = (goal.size, total.term) if head is Mul else (total.term, goal.size)
        found[total.letter] = head(*pair)
    return found


def _term(goal: SumsEquation, side: Expr) -> Expr:
    """The term at any index whose sum over all of them is the side."""
    require(not side.has(oo, -oo), "sums.infinite", side)
    each: dict[Expr, Expr] = {letter.letter: letter.letter for letter in goal.means}
    for letter in goal.means:
        if isinstance(letter, CovarianceOfSums):
            apart = Mul(letter.first.letter, letter.second.letter)
            each[letter.letter] = Add(letter.product, Mul(Integer(-1), apart))
    for total in goal.totals:
        if total.kind == "sum":
            each[total.letter] = total.term
        elif total.kind == "prod" and total.term.is_positive:
            each[log(total.letter)] = log(total.term)
    letters = {t.letter for t in goal.totals} | {m.letter for m in goal.means}
    own = letters | set(goal.indexed)
    found, rest = [], Integer(0)
    for addend in Add.make_args(expand(side, log=True, multinomial=True)):
        if not addend.free_symbols & own:
            rest = Add(rest, addend)
            continue
        factors = Mul.make_args(addend)
        places = [k for k, factor in enumerate(factors) if factor.free_symbols & own]
        require(len(places) == 1 and factors[places[0]] in each, "sums.linear", addend)
        [place] = places
        scale = Mul(*factors[:place], *factors[place + 1 :])
        found.append(Mul(scale, each[factors[place]]))
    share = Mul(rest, Pow(goal.size, Integer(-1)))
    return Add(*found, share)

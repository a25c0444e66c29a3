"""Laws told apart by rigorous bounds of one probability: needs no inverse of the map."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.decide.probability import Breaks, Cell, NoBound, cells, most, sides, within
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails, HasLaw, Judgement, SameLaw
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law


def differ_probability_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_1, X_2, ... independent with laws L_1, L_2, ...    (M' and M are the same measure)
    P(g(X) < t) >= p,  M(z > t) >= q,  p + q > 1         (or with < and > exchanged)
    ------------------------------------------  differ-probability(goal, t, rows of break points)
    g(X) does not have law M'

    If it had, P(g(X) < t) + M(z > t) would be at most 1. The bounds add the enclosed masses of
    cells whose image under g lies on one side of t. The claim has no free parameters here. That M
    is no probability law would only make the goal false as well.
    """
    count(args, 3, "differ-probability.args")
    goal = take(args[0], HasLaw, "differ-probability.goal")
    at = take(args[1], Expr, "differ-probability.args")
    rows = take(args[2], tuple, "differ-probability.args")
    require(not setting.scope.symbols, "differ-probability.scope", "parameters are left")
    require(at.is_Rational, "differ-probability.args", at)
    variables, laws = sources(setting, premises, (goal.subject,), "differ-probability")
    claimed = _claimed(premises, goal)
    require(len(rows) == len(laws) + 1, "differ-probability.args", "one row for each law")
    try:
        found = [row_of_cells(law, row) for law, row in zip((*laws, claimed), rows, strict=True)]
        true = sides(goal.subject, variables, tuple(found[:-1]), at)
        other = sides(claimed.variable, (claimed.variable,), (found[-1],), at)
    except NoBound as error:
        raise RuleError("differ-probability.bound", str(error)) from error
    apart = true.below + other.above > 1 or true.above + other.below > 1
    require(bool(apart), "differ-probability.apart", "the bounds do not exclude equality")
    return Fails(goal)


def differ_interval_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_1, X_2, ... independent with laws L_1, L_2, ...    (M' and M are the same measure)
    P(a < g(X) < b) >= p,  M([a, b]) <= q,  q < p
    -----------------------------------  differ-interval(goal, points from a to b, rows of points)
    g(X) does not have law M'

    The lower bound adds the enclosed masses of cells whose image under g lies in (a, b), the upper
    one the greatest values of the density between neighbouring points times their distance. This
    needs no total mass: it refutes densities that leave a part of the probability out.
    """
    count(args, 3, "differ-interval.args")
    goal = take(args[0], HasLaw, "differ-interval.goal")
    points = tuple(
        take(p, Expr, "differ-interval.args") for p in take(args[1], tuple, "differ-interval.args")
    )
    rows = take(args[2], tuple, "differ-interval.args")
    require(not setting.scope.symbols, "differ-interval.scope", "parameters are left")
    require(all(p.is_Rational for p in points), "differ-interval.args", "rational points")
    variables, laws = sources(setting, premises, (goal.subject,), "differ-probability")
    claimed = _claimed(premises, goal)
    require(len(rows) == len(laws), "differ-interval.args", "one row for each law")
    try:
        found = tuple(row_of_cells(law, row) for law, row in zip(laws, rows, strict=True))
        other = most(claimed, points)
        least = within(goal.subject, variables, found, points[0], points[-1])
    except NoBound as error:
        raise RuleError("differ-interval.bound", str(error)) from error
    require(bool(least > other), "differ-interval.apart", "the bounds do not exclude equality")
    return Fails(goal)


def _claimed(premises: Premises, goal: HasLaw) -> Law:
    """The goal's law as a density, by the last premise where it is a member."""
    if isinstance(goal.law, Law):
        return goal.law
    same = take(premises[-1], SameLaw, "differ-probability.same")
    require(same.left == goal.law, "differ-probability.same", "of another law")
    return take(same.right, Law, "differ-probability.same")


def sources(
    setting: Setting, premises: Premises, terms: tuple[Expr, ...], code: str
) -> tuple[tuple[Symbol, ...], tuple[Law, ...]]:
    """The random variables of the terms, each with its law from a premise, in order."""
    variables, laws = [], []
    random = [v for v in setting.claim.variables if any(term.has(v) for term in terms)]
    for index, variable in enumerate(random):
        require(index < len(premises), f"{code}.premises", ("no", "law", "of", variable))
        known = take(premises[index], HasLaw, f"{code}.law")
        require(known.subject == variable, f"{code}.law", ("of", known.subject))
        variables.append(variable)
        laws.append(take(known.law, Law, f"{code}.law"))
    require(bool(variables), f"{code}.premises", "no random variable")
    return tuple(variables), tuple(laws)


def row_of_cells(law: Law, row: object) -> tuple[Cell, ...]:
    """The cells of one law; `row` must be a tuple of tuples of terms."""
    given = take(row, tuple, "differ-probability.args")
    breaks: Breaks = tuple(
        tuple(take(p, Expr, "differ-probability.args") for p in take(part, tuple, "args"))
        for part in given
    )
    return cells(law, breaks)

"""Equations for every function of a variable with few values; thresholds of a parameter."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Add, Expr, Piecewise, Symbol, diff, nan, oo, zoo
from sympy.core.relational import GreaterThan, LessThan, StrictGreaterThan, StrictLessThan

from symreparam.decide.answer import Context
from symreparam.decide.real import smooth
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Defined,
    Equal,
    Equation,
    Gradient,
    HasLaw,
    Holds,
    Judgement,
    Letter,
    Mean,
    SlopeOf,
)
from symreparam.rules.gradients import require_free
from symreparam.rules.rule import (
    Args,
    Premises,
    Setting,
    count,
    plain_letters,
    require,
    settled,
    take,
)
from symreparam.terms.functions import applications
from symreparam.terms.law import Law
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation

CODE = "equation-for-points"


def equation_for_points_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S takes the values p_k with masses m_k, k = 1, .., N    every mean is of a g_j(S)
    left = right with the sum of m_k g_j(p_k) for E g_j(S), whatever numbers the values of functions
    each m_k g_j(p_k) is defined    a derivative in a parameter is of a term smooth in it
    ------------------------------------------------------------  equation-for-points(goal, letters)
    left = right for every function

    A mean over finitely many values is their sum (Billingsley 1995, section 5): it asks nothing of
    the functions, and a derivative of it is that of the sum.
    """
    count(args, 2, f"{CODE}.args")
    goal = take(args[0], Equation, f"{CODE}.args")
    names = take(args[1], tuple, f"{CODE}.args")
    require(len(premises) >= 2, f"{CODE}.premises", len(premises))
    plain_letters(names, f"{CODE}.letters")
    letters = tuple(take(name, Symbol, f"{CODE}.letters") for name in names)
    shown = points_shown(setting, goal, take(premises[0], HasLaw, f"{CODE}.law"), letters)
    require(premises[1] == Equal(shown.left, shown.right, shown.over), f"{CODE}.equal", goal.left)
    for side in (shown.left, shown.right):
        require(bool(side.is_polynomial(*letters)), f"{CODE}.polynomial", side)
    for term in shown.defined:
        require(Defined(term, shown.over) in premises[2:], f"{CODE}.defined", term)
    return goal


@dataclass(frozen=True, slots=True)
class Shown:
    """The two sides in letters for the values of functions, and what has to be defined."""

    left: Expr
    right: Expr
    defined: tuple[Expr, ...]
    over: Region


def points_shown(
    setting: Setting, goal: Equation, given: HasLaw, letters: tuple[Symbol, ...]
) -> Shown:
    """What `equation-for-points` needs. Raises RuleError."""
    law = take(given.law, Law, f"{CODE}.law")
    listed = bool(law.atoms) and not law.pieces and not law.lattices
    require(listed, f"{CODE}.law", "listed masses are expected")
    places = values_of_functions(setting, goal, given)
    require(len(set(letters)) == len(letters) == len(places), f"{CODE}.letters", len(places))
    taken = {*setting.scope.names, *setting.claim.variables, *(m.letter for m in goal.means)}
    require(not taken & set(letters), f"{CODE}.letters", "used already")
    swap = dict(zip(places, letters, strict=True))
    over = Region(tuple((letter, -oo, oo) for letter in letters))
    inside = _Points(setting, given, law, swap, over)
    known = {letter.letter: inside.value(letter) for letter in goal.means}
    left, right = (side.xreplace(swap).xreplace(known) for side in (goal.left, goal.right))
    require(not (left.has(oo, -oo) or right.has(oo, -oo)), f"{CODE}.infinite", goal.right)
    needed = tuple(dict.fromkeys((*inside.terms, left, right)))
    return Shown(left, right, needed, over)


def values_of_functions(setting: Setting, goal: Equation, given: HasLaw) -> tuple[Expr, ...]:
    """The values f(p), f'(p), .. that stand in the equation when S is each of its values."""
    law = take(given.law, Law, f"{CODE}.law")
    found: dict[Expr, None] = {}
    for body in (goal.left, goal.right, *_bodies(goal.means)):
        for atom in law.atoms if body.has(given.subject) else law.atoms[:1]:
            for place in applications(body.xreplace({given.subject: atom.point})):
                require(not applications(place.args[0]), f"{CODE}.nested", place)
                # at a place with the letter of a mean it may depend on a parameter
                known = place.free_symbols <= set(setting.scope.names)
                require(known, f"{CODE}.random", place)
                found[place] = None
    return tuple(sorted(found, key=str))


def _bodies(means: tuple[Letter, ...]) -> list[Expr]:
    found: list[Expr] = []
    for letter in means:
        if isinstance(letter, Mean):
            found.append(letter.body)
        elif isinstance(letter, SlopeOf):
            found += [letter.body, *_bodies(letter.means)]
    return found


class _Points:
    """Means as sums over the values of S; `terms` are the addends, which have to be defined."""

    def __init__(
        self,
        setting: Setting,
        given: HasLaw,
        law: Law,
        swap: Mapping[Expr, Symbol],
        over: Region,
    ) -> None:
        self.setting, self.given, self.law = setting, given, law
        self.swap, self.over = dict(swap), over
        self.terms: list[Expr] = []

    def value(self, letter: Letter) -> Expr:
        """The mean or its derivative, in the letters for values of functions."""
        if isinstance(letter, Mean):
            return self._mean(letter.body)
        if not isinstance(letter, SlopeOf):
            raise RuleError(f"{CODE}.letter", type(letter).__name__)
        symbol = letter.parameter
        require_free(self.setting, symbol, CODE)
        moving = [place for place in self.swap if place.has(symbol)]
        require(not moving, f"{CODE}.moving", (moving, "in", symbol))
        inner = {each.letter: self.value(each) for each in letter.means}
        whole = letter.body.xreplace(self.swap).xreplace(inner)
        random = whole.free_symbols & set(self.setting.claim.variables)
        require(not random, f"{CODE}.random", whole)
        answer = smooth(whole, symbol, Context(self.setting.scope, self.over))
        settled(answer, f"{CODE}.smooth")
        return diff(whole, symbol)

    def _mean(self, body: Expr) -> Expr:
        addends = []
        for atom in self.law.atoms:
            there = body.xreplace({self.given.subject: atom.point}).xreplace(self.swap)
            random = there.free_symbols & set(self.setting.claim.variables)
            require(not random, f"{CODE}.random", there)
            require(not there.has(nan, zoo, oo, -oo), f"{CODE}.defined", there)
            require(not applications(there), f"{CODE}.nested", there)
            self.terms.append(there)
            addends.append(atom.mass * there)
        return Add(*addends)


def gradient_threshold_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    at every parameter value l < r    c is a real parameter that no equation, no weak inequality
    ties    the derivative of B in c is v, where B is B' with a for each choice of a where l < r
    ------------------------------------------------------------  gradient-threshold(grad(c, B'))
    the derivative of B' in c is v

    Both are the same term at every value of c near a given one (Rudin 1976, definition 5.1).
    """
    count(args, 1, "gradient-threshold.args")
    count(premises, 2, "gradient-threshold.premises")
    wanted = take(args[0], SlopeOf, "gradient-threshold.args")
    known = take(premises[0], Gradient, "gradient-threshold.gradient")
    holds = take(premises[1], Holds, "gradient-threshold.condition")
    require_free(setting, wanted.parameter, "gradient-threshold")
    strict = holds.over == NUMBERS and holds.relation.sign == "<"
    require(strict, "gradient-threshold.condition", "a strict inequality of parameters")
    body = chosen(wanted.body, holds.relation)
    require(body != wanted.body, "gradient-threshold.choice", "no choice by this condition")
    other = SlopeOf(known.of.letter, wanted.parameter, body, wanted.means)
    require(known.of == other, "gradient-threshold.gradient", "of another term")
    return Gradient(wanted, known.value)


def chosen(body: Expr, known: Relation) -> Expr:
    """The term with the branch that is taken where left < right, for each such choice."""
    swap = {}
    for choice in body.atoms(Piecewise):
        if len(choice.args) != 2 or choice.args[1][1] != True:  # noqa: E712
            continue
        (first, condition), (second, _) = choice.args
        holds = _sense(condition, known)
        if holds is not None:
            swap[choice] = first if holds else second
    return body.xreplace(swap)


def _sense(condition: object, known: Relation) -> bool | None:
    """Whether the condition holds where known.left < known.right; None where that is open."""
    pair = (known.left, known.right)
    for kinds, order in (((StrictLessThan, LessThan), 1), ((StrictGreaterThan, GreaterThan), -1)):
        if isinstance(condition, kinds):
            sides = (condition.args[0], condition.args[1])[::order]
            return True if sides == pair else False if sides[::-1] == pair else None
    return None

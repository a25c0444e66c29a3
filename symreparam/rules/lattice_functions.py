"""Equations for every function of a whole number with infinitely many, or n, values.

A test function is one that is zero from some number on, or one that grows slowly enough for the
sums of the equation to converge, and to be differentiated term by term in the parameters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sympy import Add, Expr, Integer, Mul, Poly, PolynomialError, Symbol, diff, expand, oo

from symreparam.decide.answer import context_over
from symreparam.decide.real import smooth
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Defined,
    Equal,
    Equation,
    HasLaw,
    Holds,
    Judgement,
    Letter,
    Mean,
    SlopeOf,
)
from symreparam.rules.gradients import require_free
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.functions import applications, name_and_order
from symreparam.terms.law import Lattice, Law
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation

CODE = "equation-on-lattice"
MOST_SHIFT = 6
MOST_LISTED = 40

Place = tuple[str, int, int]
Weights = dict[Place, Expr]


def equation_on_lattice_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    N has mass p(k) at each whole number k = l..u, and no other
    left - right is linear in means of sums of c(N) f(N + m), m a whole number, in derivatives of
    such means in parameters, and in values f(j) at numbers j (then u is a number or infinite);
    each c(k) p(k) is defined, and smooth in these parameters
    for each function and each j the factors of f(j), alone and in the sums over k, add up to 0
    (if shifts differ by r > 0 and u is finite: l + r <= u)
    ---------------------------------------------------------------  equation-on-lattice(goal)
    left = right for every test function

    E c(N) f(N + m) is the sum of c(j - m) p(j - m) f(j) over j = l + m..u + m (Billingsley 1995,
    section 5); a function that is zero from some number on leaves finitely many addends, which
    may be differentiated one by one. Premises: the law, then the equations, what is defined, and
    the order, in any order.
    """
    count(args, 1, f"{CODE}.args")
    goal = take(args[0], Equation, f"{CODE}.args")
    require(bool(premises), f"{CODE}.premises", "none")
    for needed in lattice_needs(setting, goal, take(premises[0], HasLaw, f"{CODE}.law")):
        require(needed in premises[1:], f"{CODE}.need", needed)
    return goal


def lattice_needs(setting: Setting, goal: Equation, given: HasLaw) -> Iterator[Judgement]:
    """What the rule needs beside the law. Raises RuleError."""
    subject = take(given.subject, Symbol, f"{CODE}.variable")
    require(subject in setting.claim.variables, f"{CODE}.variable", subject)
    each = _lattice(given)
    reader = _Reader(setting, subject, each, [])
    points: Weights = {}
    total = reader.combined(goal.left - goal.right, goal.means, points)
    for weight in reader.terms:
        yield Defined(weight, each.range)
    functions = sorted({(name, order) for name, order, _ in (*total, *points)})
    for function in functions:
        shifts = {place[2]: weight for place, weight in total.items() if place[:2] == function}
        alone = {place[2]: weight for place, weight in points.items() if place[:2] == function}
        if alone:
            yield from _with_points(each, shifts, alone)
        else:
            yield from _coefficients(each, shifts)


def _lattice(given: HasLaw) -> Lattice:
    law = take(given.law, Law, f"{CODE}.law")
    single = len(law.lattices) == 1 and not law.pieces and not law.atoms
    require(single, f"{CODE}.law", "one row of masses is expected")
    each = law.lattices[0]
    require(each.point == each.index, f"{CODE}.points", each.point)
    require(each.lower.is_Integer, f"{CODE}.lower", each.lower)
    return each


def _coefficients(each: Lattice, shifts: Mapping[int, Expr]) -> Iterator[Judgement]:
    """That the factors of f(j) add up to 0: between the ends, and at the numbers j next to them
    which some shifts do not reach."""
    least, most = min(shifts), max(shifts)
    low, high = each.lower, each.upper

    def factor(at: Expr, chosen: list[int]) -> Expr:
        return Add(*(shifts[m].xreplace({each.index: at - m}) for m in chosen))

    every = sorted(shifts)
    top = oo if high == oo else high + least
    inner = Region(((each.index, low + most, top),))
    yield Equal(factor(each.index, every), Integer(0), inner)
    for place in range(least, most):
        there = [m for m in every if m <= place]
        yield Equal(factor(low + place, there), Integer(0), NUMBERS)
        if high != oo:
            there = [m for m in every if m > place]
            yield Equal(factor(high + place + 1, there), Integer(0), NUMBERS)
    if high != oo and most > least:
        yield Holds(Relation(low + most - least, "<=", high), NUMBERS)


def _with_points(
    each: Lattice, shifts: Mapping[int, Expr], alone: Mapping[int, Expr]
) -> Iterator[Judgement]:
    """That the factors of f(j) add up to 0, where f has values at numbers too: number by number
    up to the last of these, and beyond."""
    require(bool(each.lower.is_Integer), f"{CODE}.lower", each.lower)
    low, high = int(each.lower), each.upper
    require(high == oo or high.is_Integer, f"{CODE}.upper", high)
    ends = [low + m for m in shifts] + [j + 1 for j in alone]
    last = max(ends) if high == oo else max([int(high) + m + 1 for m in shifts] + ends)
    first = min([low + m for m in shifts] + list(alone))
    require(last - first <= MOST_LISTED, f"{CODE}.many", last - first)
    for place in range(first, last):
        terms = [
            weight.xreplace({each.index: Integer(place - m)})
            for m, weight in sorted(shifts.items())
            if low <= place - m and (high == oo or place - m <= high)
        ]
        yield Equal(Add(alone.get(place, Integer(0)), *terms), Integer(0), NUMBERS)
    if high == oo and shifts:
        terms = [w.xreplace({each.index: each.index - m}) for m, w in sorted(shifts.items())]
        yield Equal(Add(*terms), Integer(0), Region(((each.index, Integer(last), oo),)))


@dataclass(slots=True)
class _Reader:
    """Means as sums over k: the factor of each f(k + m). `terms` are those that must be defined."""

    setting: Setting
    subject: Symbol
    lattice: Lattice
    terms: list[Expr]

    def combined(
        self, body: Expr, means: tuple[Letter, ...], points: Weights | None = None
    ) -> Weights:
        """The factors in c_1 M_1 + .. + c_n M_n for means M_i; those of values of functions at
        numbers go to `points`. RuleError for another body."""
        names = [letter.letter for letter in means]
        try:
            polynomial = Poly(expand(body), *names)
        except PolynomialError as error:
            raise RuleError(f"{CODE}.linear", str(body)) from error
        require(polynomial.total_degree() <= 1, f"{CODE}.linear", body)
        rest = polynomial.coeff_monomial(1)
        require(rest == 0 or points is not None, f"{CODE}.constant", body)
        if points is not None:
            self._alone(rest, points)
        total: Weights = {}
        for letter in means:
            factor = polynomial.coeff_monomial(letter.letter)
            plain = factor.free_symbols <= set(self.setting.scope.names)
            require(plain and not applications(factor), f"{CODE}.factor", factor)
            for place, weight in self._weights(letter).items():
                total[place] = total.get(place, Integer(0)) + factor * weight
        return total

    def _alone(self, body: Expr, points: Weights) -> None:
        """The factors of f(j) in a term linear in such values. Raises RuleError."""
        for term in Add.make_args(expand(body)) if body != 0 else ():
            places = [f for f in Mul.make_args(term) if f in applications(term)]
            require(len(places) == 1, f"{CODE}.constant", term)
            factor = Mul(*(f for f in Mul.make_args(term) if f != places[0]))
            plain = factor.free_symbols <= set(self.setting.scope.names)
            require(plain and not applications(factor), f"{CODE}.factor", factor)
            require(bool(places[0].args[0].is_Integer), f"{CODE}.place", places[0])
            key = (*name_and_order(places[0]), int(places[0].args[0]))
            points[key] = points.get(key, Integer(0)) + factor

    def _weights(self, letter: Letter) -> Weights:
        if isinstance(letter, Mean):
            return self._mean(letter.body)
        if not isinstance(letter, SlopeOf):
            raise RuleError(f"{CODE}.letter", type(letter).__name__)
        symbol = letter.parameter
        require_free(self.setting, symbol, CODE)
        inner = self.combined(letter.body, letter.means)
        context = context_over(self.setting.scope, self.lattice.range)
        for weight in inner.values():
            settled(smooth(weight, symbol, context), f"{CODE}.smooth")
        return {place: diff(weight, symbol) for place, weight in inner.items()}

    def _mean(self, body: Expr) -> Weights:
        found: Weights = {}
        for term in Add.make_args(expand(body)):
            places = [f for f in Mul.make_args(term) if f in applications(term)]
            require(len(places) == 1, f"{CODE}.function", (term, "has", "no", "single", "function"))
            factor = Mul(*(f for f in Mul.make_args(term) if f != places[0]))
            name, order = name_and_order(places[0])
            shift = places[0].args[0] - self.subject
            whole = bool(shift.is_Integer) and abs(shift) <= MOST_SHIFT
            require(whole, f"{CODE}.shift", places[0])
            known = {self.subject, *self.setting.scope.names}
            plain = factor.free_symbols <= known and not applications(factor)
            require(plain, f"{CODE}.factor", factor)
            there = factor.xreplace({self.subject: self.lattice.index}) * self.lattice.mass
            self.terms.append(there)
            key = (name, order, int(shift))
            found[key] = found.get(key, Integer(0)) + there
        return found

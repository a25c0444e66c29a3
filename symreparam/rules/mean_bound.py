"""Equations refuted by a rigorous bound of a mean whose value is not known."""

from __future__ import annotations

from itertools import product

from flint import arb
from sympy import Add, Expr, Integer, Mul, Pow, Symbol, diff, expand, oo

from symreparam.decide.ball import enclose
from symreparam.decide.mean_bound import PRECISION, least_mean
from symreparam.decide.probability import Breaks, NoBound
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    DivergenceOf,
    EntropyOf,
    Equation,
    Expectation,
    Fails,
    HasLaw,
    Judgement,
    Letter,
    Mean,
    Sign,
)
from symreparam.rules.divergence import logarithm_of_ratio, minus_logarithm
from symreparam.rules.equation import stands_for
from symreparam.rules.rule import Args, Premises, Setting, require, take
from symreparam.terms.events import is_indicator
from symreparam.terms.law import Law
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region

CODE = "equation-fails-bound"


def equation_fails_bound_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X_1, X_2, ... independent with laws L_1, L_2, ...    h = c + s f >= 0 on their supports
    E c = v    E h >= b, by cells    left - right is affine in E f, and 0 only at E f = e
    s e + v < b                                                            (s = 1 or -1)
    --------------  equation-fails-bound(left = right, i, c, s, rows of points, letters, b, e)
    it is false that left = right                               (f the body of the mean no. i)

    If the mean of f were e, that of h would be s e + v; it is at least b, or there is no mean of f.
    The other means of the equation are known. The claim has no free parameters here. A divergence
    is the mean of log(p/q), and an entropy that of -log p: two more arguments are that map and the
    number of its premises, those of `divergence` and `entropy` but the mean, which stand last.
    """
    require(len(args) in (8, 10), f"{CODE}.args", len(args))
    goal, index = take(args[0], Equation, f"{CODE}.args"), take(args[1], int, f"{CODE}.args")
    comparison, side = take(args[2], Expr, f"{CODE}.args"), take(args[3], int, f"{CODE}.args")
    require(side in (1, -1), f"{CODE}.args", side)
    require(not setting.scope.symbols, f"{CODE}.scope", "parameters are left")
    require(0 <= index < len(goal.means), f"{CODE}.args", index)
    letter = goal.means[index]
    premises, last = _apart(premises, args)
    body = mean_body(letter, args, last)
    term = Add(comparison, Mul(Integer(side), body))
    variables, laws = _sources(setting, premises, term)
    rest = premises[len(variables) :]
    names = take(args[5], tuple, f"{CODE}.args")
    places = tuple(take(name, Symbol, f"{CODE}.args") for name in names)
    signs = nonnegative(term, variables, laws, places)
    require(len(rest) == len(signs) + len(goal.means), f"{CODE}.premises", len(rest))
    for wanted in signs:
        require(wanted in rest, f"{CODE}.sign", wanted.expr)
    known = take(rest[len(signs)], Expectation, f"{CODE}.comparison")
    require(known.body == comparison, f"{CODE}.comparison", "of another term")
    others = [m for place, m in enumerate(goal.means) if place != index]
    swap = {
        other.letter: stands_for(other, premise, CODE)
        for other, premise in zip(others, rest[len(signs) + 1 :], strict=True)
    }
    value = take(args[7], Expr, f"{CODE}.args")
    require(value == solved(goal, letter.letter, swap), f"{CODE}.value", value)
    bound = take(args[6], Expr, f"{CODE}.args")
    require(bool(bound.is_Rational), f"{CODE}.args", bound)
    least = bounded(term, variables, laws, _rows(args[4], len(laws)))
    told = enclose(bound, {}, PRECISION)
    require(told is not None and bool(least >= told), f"{CODE}.bound", "the cells give less")
    gap = Add(Mul(Integer(side), value), known.value, Mul(Integer(-1), bound))
    apart = enclose(gap, {}, PRECISION)
    require(apart is not None and bool(apart < 0), f"{CODE}.apart", "within the bound")
    return Fails(goal)


def _apart(premises: Premises, args: Args) -> tuple[Premises, Premises]:
    """The premises for the bound, and those for what the letter is the mean of."""
    size = take(args[9], int, f"{CODE}.args") if len(args) == 10 else 0
    require(0 <= size <= len(premises), f"{CODE}.args", size)
    return premises[: len(premises) - size], premises[len(premises) - size :]


def mean_body(letter: Letter, args: Args, premises: Premises) -> Expr:
    """The term of which the letter stands for the mean, where there is one. Raises RuleError."""
    if isinstance(letter, Mean):
        require(len(args) == 8, f"{CODE}.args", "a mean needs no map")
        return letter.body
    require(len(args) == 10, f"{CODE}.mean", type(letter).__name__)
    mapping = take(args[8], Map, f"{CODE}.args")
    if isinstance(letter, DivergenceOf):
        subject, named = logarithm_of_ratio(premises, mapping)
        same = (subject, named) == (letter.subject, letter.law)
        require(same, f"{CODE}.mean", "the divergence of other laws")
    else:
        wanted = take(letter, EntropyOf, f"{CODE}.mean")
        subject = minus_logarithm(premises, mapping)
        require(subject == wanted.subject, f"{CODE}.mean", "the entropy of another law")
    return mapping.at(subject)


def bounded(
    term: Expr, variables: tuple[Symbol, ...], laws: tuple[Law, ...], rows: tuple[Breaks, ...]
) -> arb:
    """A lower bound of the mean of a term that is nowhere negative. Raises RuleError."""
    try:
        return least_mean(term, variables, laws, rows)
    except NoBound as error:
        raise RuleError(f"{CODE}.bound", str(error)) from error


def solved(goal: Equation, letter: Symbol, others: dict[Symbol, Expr]) -> Expr:
    """The only value of the letter at which both sides are equal. Raises RuleError."""
    require(not any(s.has(oo, -oo) for s in (goal.left, goal.right)), f"{CODE}.infinite")
    gap = expand(Add(goal.left, Mul(Integer(-1), goal.right)).xreplace(dict(others)))
    slope = diff(gap, letter)
    start = gap.xreplace({letter: Integer(0)})
    affine = expand(Add(gap, -Mul(slope, letter), -start)) == 0
    require(affine and not slope.has(letter), f"{CODE}.affine", gap)
    ball = enclose(slope, {}, PRECISION)
    require(ball is not None and not ball.contains(0), f"{CODE}.affine", slope)
    return Mul(-start, Pow(slope, Integer(-1)))


def nonnegative(
    term: Expr, variables: tuple[Symbol, ...], laws: tuple[Law, ...], places: tuple[Symbol, ...]
) -> tuple[Sign, ...]:
    """That the term is at least 0 where its variables take values, which the letters `places` run
    through: a statement for each choice of a piece, a lattice or an atom of every law; none for an
    indicator and its complement."""
    if is_indicator(term) or is_indicator(expand(Add(Integer(1), -term))):
        return ()
    require(len(places) == len(laws), f"{CODE}.sign", "one letter for each variable")
    found = []
    for choice in product(*(_parts(law, v) for v, law in zip(places, laws, strict=True))):
        swap = {v: point for v, (_, point) in zip(variables, choice, strict=True)}
        bounds = tuple(bound for row, _ in choice for bound in row)
        require(len({b[0] for b in bounds}) == len(bounds), f"{CODE}.sign", "a letter stands twice")
        found.append(Sign(term.xreplace(swap), ">=", Region(bounds)))
    return tuple(dict.fromkeys(found))


def _parts(law: Law, letter: Symbol) -> list[tuple[tuple[tuple[Symbol, Expr, Expr], ...], Expr]]:
    """The ranges that carry the law, each with the value there."""
    parts: list[tuple[tuple[tuple[Symbol, Expr, Expr], ...], Expr]] = []
    for piece in law.pieces:
        [(_, low, high)] = piece.region.bounds
        parts.append((((letter, low, high),), letter))
    parts += [(each.range.bounds, each.point) for each in law.lattices]
    parts += [((), atom.point) for atom in law.atoms]
    return parts


def _sources(
    setting: Setting, premises: Premises, term: Expr
) -> tuple[tuple[Symbol, ...], tuple[Law, ...]]:
    """The random variables of the term, each with its law from a premise, in order."""
    variables = tuple(v for v in setting.claim.variables if term.has(v))
    require(bool(variables) and len(premises) > len(variables), f"{CODE}.premises", term)
    laws = []
    for variable, premise in zip(variables, premises, strict=False):
        known = take(premise, HasLaw, f"{CODE}.law")
        require(known.subject == variable, f"{CODE}.law", ("of", known.subject))
        laws.append(take(known.law, Law, f"{CODE}.law"))
    return variables, tuple(laws)


def _rows(given: object, number: int) -> tuple[Breaks, ...]:
    rows = take(given, tuple, f"{CODE}.args")
    require(len(rows) == number, f"{CODE}.args", "one row of points for each law")
    return tuple(
        tuple(
            tuple(take(p, Expr, f"{CODE}.args") for p in take(part, tuple, f"{CODE}.args"))
            for part in take(row, tuple, f"{CODE}.args")
        )
        for row in rows
    )

"""The derivative of a mean is the mean of the derivative, where a bound dominates it."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Poly, PolynomialError, Symbol, expand, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.real import slope
from symreparam.decide.sign import holds
from symreparam.decide.zero import equal
from symreparam.families.members import unfold
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equation, Judgement, Letter, Mean, SlopeOf
from symreparam.rules.domination import growth_of
from symreparam.rules.every_function import lettered
from symreparam.rules.gradients import require_free
from symreparam.rules.means import member_premise, swap_of
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.functions import applications
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation

CODE = "equation-pathwise"


def equation_pathwise_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the two sides are linear in means E b and in derivatives of such means in real parameters c,
    each of one mean at least, without test functions
    |b| and |db/dc| <= C (1 + |x|)^d near every value of c, by `growth_of`; b is smooth in c
    the laws of the random variables x depend neither on c nor on each other; d = 0, or all of
    their moments are finite
    the same combination of the terms b and db/dc is 0, as an identity in x
    -------------------------------------------------------------  equation-pathwise(goal)
    left = right

    Differentiation under the integral sign by a dominating function (Folland 1999, theorem 2.27;
    Mohamed et al. 2020, section 5).
    """
    count(args, 1, f"{CODE}.args")
    count(premises, 0, f"{CODE}.premises")
    goal = take(args[0], Equation, f"{CODE}.args")
    require(any(isinstance(m, SlopeOf) for m in goal.means), f"{CODE}.args", "no derivative")
    total = _combined(setting, goal.left - goal.right, goal.means, None)
    used = {v for v in setting.claim.variables if total.has(v)}
    moved, _, over = lettered(setting, (total,), used)
    answer = settled(equal(moved[0], Integer(0), Context(setting.scope, over)), f"{CODE}.equal")
    require(not answer.divisors, f"{CODE}.divisor", answer.divisors)
    return goal


def _combined(
    setting: Setting, body: Expr, means: tuple[Letter, ...], parameter: Symbol | None
) -> Expr:
    """A term whose mean is the body, which is linear in the means: a derivative in the parameter,
    if there is one, may be taken inside of each."""
    letters = [letter.letter for letter in means]
    # without letters `Poly` would take the parameters for its generators
    require(bool(letters), f"{CODE}.letters", "no mean")
    require(not applications(body), f"{CODE}.function", body)
    try:
        polynomial = Poly(expand(body), *letters)
    except PolynomialError as error:
        raise RuleError(f"{CODE}.linear", str(body)) from error
    require(polynomial.total_degree() <= 1, f"{CODE}.linear", body)
    random = any(factor.has(*setting.claim.variables) for factor in polynomial.coeffs())
    require(not random, f"{CODE}.linear", body)
    found: list[Expr] = [polynomial.coeff_monomial(1)]
    for letter in means:
        factor = polynomial.coeff_monomial(letter.letter)
        if isinstance(letter, SlopeOf):
            require(parameter is None, f"{CODE}.letter", "a derivative of a derivative")
            require_free(setting, letter.parameter, CODE)
            inside = _combined(setting, letter.body, letter.means, letter.parameter)
            found.append(factor * slope(inside, letter.parameter))
        else:
            mean = take(letter, Mean, f"{CODE}.letter")
            _dominated(setting, mean.body, parameter)
            found.append(factor * mean.body)
    if parameter is not None:  # the factors beside the means are differentiated as well
        for factor in polynomial.coeffs():
            growth_of(setting, factor, parameter)
    return Add(*found)


def _dominated(setting: Setting, body: Expr, parameter: Symbol | None) -> None:
    """Require that E b is finite and that the derivative in the parameter may go inside."""
    require(not applications(body), f"{CODE}.function", body)
    growth = growth_of(setting, body, parameter)
    degree = max(growth.value, growth.slope or 0)
    for symbol in setting.claim.variables:
        if body.has(symbol):
            _fixed(setting, symbol, parameter, degree > 0)


def _fixed(setting: Setting, symbol: Symbol, parameter: Symbol | None, moments: bool) -> None:
    """Require a law of the variable's own, that the parameter does not move, perhaps with moments
    of all orders: between finite numbers, or with a moment generating function about 0."""
    given = setting.claim.hypotheses[setting.claim.variables.index(symbol)]
    require(given.subject == symbol, f"{CODE}.law", symbol)
    _, named, record = member_premise((given,), CODE)
    tied = [*setting.claim.variables, *(() if parameter is None else (parameter,))]
    free = not any(argument.has(*tied) for argument in named.arguments)
    require(free, f"{CODE}.law", (symbol, "depends", "on", "others"))
    if not moments or _limited(named, symbol):
        return
    require(record.mgf_range is not None, f"{CODE}.moments", symbol)
    assert record.mgf_range is not None
    low, high = (end.xreplace(swap_of(named, record)) for end in record.mgf_range)
    for relation in (Relation(low, "<", Integer(0)), Relation(Integer(0), "<", high)):
        known = isinstance(holds(relation, Context(setting.scope, NUMBERS)), Proved)
        require(known, f"{CODE}.moments", symbol)


def _limited(named: Named, symbol: Symbol) -> bool:
    law = unfold(named, symbol)
    ends = [end for piece in law.pieces for end in piece.region.bounds[0][1:]]
    ends += [end for lattice in law.lattices for end in (lattice.lower, lattice.upper)]
    return not any(end.has(oo, -oo) for end in ends)

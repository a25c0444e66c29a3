"""The derivative of a mean is the mean of the derivative, where a bound dominates it."""

from __future__ import annotations

from sympy import (
    Add,
    Expr,
    Integer,
    Mul,
    Poly,
    PolynomialError,
    Symbol,
    cancel,
    default_sort_key,
    expand,
    log,
    oo,
)

from symreparam.decide.answer import Context, Proved
from symreparam.decide.real import slope
from symreparam.decide.sign import holds
from symreparam.decide.tails import moments_converge
from symreparam.decide.zero import equal
from symreparam.families.members import unfold
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equation, Judgement, Letter, Mean, SlopeOf
from symreparam.rules.domination import growth_of
from symreparam.rules.every_function import by_parts_term, density_of, lettered, smooth_in
from symreparam.rules.gradients import require_free
from symreparam.rules.law_motion import pace_of
from symreparam.rules.law_slope import log_density, score_of, statistics
from symreparam.rules.means import member_premise, swap_of
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.functions import applications
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation

CODE = "equation-pathwise"
MOST_ROWS = 6


def equation_pathwise_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the two sides are linear in means E b and in derivatives of such means in real parameters c,
    each of one mean at least, without test functions
    |b| and |db/dc| <= C (1 + |x|)^d near every value of c, by `growth_of`; b is smooth in c
    the laws of the random variables x do not depend on each other; d = 0, or all of their moments
    are finite. They do not depend on c; or b does not, and `score_of` gives the scores s in c; or,
    for carried x, `pace_of` gives the paces g in c, |g db/dx| <= C (1 + |x|)^d, and the sum of
    g db/dx stands for b s
    for a row (x, h): w is 1 on the line, x - l above l, (x - l)(u - x) between l and u
    |h|, |(w h)'| and |w p'/p| <= C (1 + |x|)^d, where p is the density of x
    the same combination of the terms b and db/dc + b s, and of (w h)' + w h p'/p for each row, is
    0 as an identity in x
    ------------------------------------------  equation-pathwise(goal, (x_1, h_1), .., carried x)
    left = right

    Differentiation under the integral sign by a dominating function (Folland 1999, theorem 2.27),
    in exponential families (Lehmann & Romano 2005, theorem 2.7.1; Mohamed et al. 2020, sections 4
    and 5). E ((w h)' + w h p'/p) = 0 is integration by parts (Rudin 1976, theorem 6.22): the
    derivative of w h p is integrable, so that w h p has limits at the ends; these are 0, since h p
    is integrable, and 1/(x - l) is not at l.
    """
    require(1 <= len(args) <= MOST_ROWS + 1, f"{CODE}.args", len(args))
    count(premises, 0, f"{CODE}.premises")
    goal = take(args[0], Equation, f"{CODE}.args")
    require(any(isinstance(m, SlopeOf) for m in goal.means), f"{CODE}.args", "no derivative")
    carried = tuple(row for row in args[1:] if isinstance(row, Symbol))
    rows = tuple(row for row in args[1:] if not isinstance(row, Symbol))
    total, moved = _combined(setting, goal.left - goal.right, goal.means, None, carried)
    total = Add(total, moved, *(_by_parts(setting, row) for row in rows))
    used = {v for v in setting.claim.variables if total.has(v)}
    bodies, _, over = lettered(setting, (total,), used)
    answer = settled(equal(bodies[0], Integer(0), Context(setting.scope, over)), f"{CODE}.equal")
    require(not answer.divisors, f"{CODE}.divisor", answer.divisors)
    return goal


def _combined(
    setting: Setting,
    body: Expr,
    means: tuple[Letter, ...],
    parameter: Symbol | None,
    carried: tuple[Symbol, ...],
) -> tuple[Expr, Expr]:
    """A term whose mean is the body, which is linear in the means: a derivative in the parameter,
    if there is one, may be taken inside of each; to it is added the mean of the other term, as
    the parameter moves the laws."""
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
    moved: list[Expr] = []
    for letter in means:
        factor = polynomial.coeff_monomial(letter.letter)
        if isinstance(letter, SlopeOf):
            require(parameter is None, f"{CODE}.letter", "a derivative of a derivative")
            require_free(setting, letter.parameter, CODE)
            inside, moving = _combined(
                setting, letter.body, letter.means, letter.parameter, carried
            )
            found.append(factor * slope(inside, letter.parameter))
            moved.append(factor * moving)
        else:
            mean = take(letter, Mean, f"{CODE}.letter")
            found.append(factor * mean.body)
            moved.append(factor * _dominated(setting, mean.body, parameter, carried))
    if parameter is not None:  # the factors beside the means are differentiated as well
        for factor in polynomial.coeffs():
            growth_of(setting, factor, parameter)
    return Add(*found), Add(*moved)


def _dominated(
    setting: Setting, body: Expr, parameter: Symbol | None, carried: tuple[Symbol, ...]
) -> Expr:
    """The term whose mean is what the laws' motion with the parameter adds to the derivative, 0
    where it moves none. Requires that E b is finite, and that the derivative in the parameter may
    go inside."""
    require(not applications(body), f"{CODE}.function", body)
    parts = _beside_statistics(setting, body) if parameter is None else [body]
    found = [growth_of(setting, part, parameter) for part in parts]
    degree = max(max(each.value, each.slope or 0) for each in found)
    laws = {v: own_law(setting, v, degree > 0) for v in setting.claim.variables if body.has(v)}
    if parameter is None:
        return Integer(0)
    moving = {v: law for v, law in laws.items() if any(a.has(parameter) for a in law.arguments)}
    if not moving:
        return Integer(0)
    require(not body.has(parameter), f"{CODE}.law", (moving, "and", "the", "term", "move"))
    if all(v in carried for v in moving):
        return _carried(setting, body, moving, parameter)
    scores = [score_of(setting, v, law, parameter, degree > 0) for v, law in moving.items()]
    return body * Add(*(score.body for score in scores))


def _carried(
    setting: Setting, body: Expr, moving: dict[Symbol, Named], parameter: Symbol
) -> Expr:
    """The sum of g db/dx, dominated near every value of the parameter c: the laws near one are
    images of the law at one under affine maps near the identity, so that their moments are bounded
    together. What stands in front of the powers of x is continuous in c."""
    found: list[Expr] = []
    for symbol, law in moving.items():
        smooth_in(setting, body, symbol)
        pace = expand(pace_of(setting, symbol, law, parameter))
        term = Add(*(Mul(part, slope(body, symbol)) for part in Add.make_args(pace)))
        growth = growth_of(setting, term, parameter)
        for each in (v for v in setting.claim.variables if term.has(v)):
            own_law(setting, each, growth.value > 0)
        found.append(term)
    return Add(*found)


def _beside_statistics(setting: Setting, body: Expr) -> list[Expr]:
    """The factors beside powers of logarithms log(u), the statistics of their variables' laws up to
    numbers: of these all moments are finite, also beside factors of polynomial growth (several by
    Hoelder's inequality). The body itself where none stands in it."""
    found = [body]
    for place in sorted(body.atoms(log), key=default_sort_key):
        used = [v for v in setting.claim.variables if place.has(v)]
        if len(used) != 1 or not all(part.is_polynomial(place) for part in found):
            continue
        named = own_law(setting, used[0], True)
        scales = [cancel(each / place) for each in statistics(setting, used[0], named)]
        if any(scale.is_number and scale != 0 for scale in scales):
            found = [each for part in found for each in Poly(part, place).coeffs()]
    return found


def own_law(setting: Setting, symbol: Symbol, moments: bool) -> Named:
    """The variable's law, a member that no other variable moves, perhaps with moments of all
    orders: between finite numbers, with a moment generating function about 0, or with a density
    that falls like an exponential of a power."""
    given = setting.claim.hypotheses[setting.claim.variables.index(symbol)]
    require(given.subject == symbol, f"{CODE}.law", symbol)
    _, named, record = member_premise((given,), CODE)
    free = not any(argument.has(*setting.claim.variables) for argument in named.arguments)
    require(free, f"{CODE}.law", (symbol, "depends", "on", "others"))
    if not moments or _limited(named, symbol) or _falls(setting, named, symbol):
        return named
    require(record.mgf_range is not None, f"{CODE}.moments", symbol)
    assert record.mgf_range is not None
    low, high = (end.xreplace(swap_of(named, record)) for end in record.mgf_range)
    for relation in (Relation(low, "<", Integer(0)), Relation(Integer(0), "<", high)):
        known = isinstance(holds(relation, Context(setting.scope, NUMBERS)), Proved)
        require(known, f"{CODE}.moments", symbol)
    return named


def _limited(named: Named, symbol: Symbol) -> bool:
    law = unfold(named, symbol)
    ends = [end for piece in law.pieces for end in piece.region.bounds[0][1:]]
    ends += [end for lattice in law.lattices for end in (lattice.lower, lattice.upper)]
    return not any(end.has(oo, -oo) for end in ends)


def _falls(setting: Setting, named: Named, symbol: Symbol) -> bool:
    """Whether the law has densities alone, which leave all moments finite at infinite ends."""
    law = unfold(named, symbol)
    if law.atoms or law.lattices:
        return False
    answers = [
        moments_converge(piece.density, law.variable, name, Context(setting.scope, piece.region))
        for piece in law.pieces
        for name, end in zip(("lower", "upper"), piece.region.bounds[0][1:], strict=True)
        if end in (oo, -oo)
    ]
    return all(isinstance(answer, Proved) for answer in answers)


def _by_parts(setting: Setting, row: object) -> Expr:
    """(w h)' + w h p'/p, whose mean is 0."""
    pair = take(row, tuple, f"{CODE}.row")
    require(len(pair) == 2, f"{CODE}.row", len(pair))
    symbol, body = take(pair[0], Symbol, f"{CODE}.row"), take(pair[1], Expr, f"{CODE}.row")
    require(not applications(body), f"{CODE}.row", body)
    weight = weight_of(density_of(setting, symbol).region.bounds[0])
    named = own_law(setting, symbol, False)
    pace = slope(log_density(named, symbol), symbol)
    whole = weight * body
    by_parts_term(setting, symbol, whole)  # the density and w h are smooth
    parts = (body, slope(whole, symbol), expand(weight * pace))
    degree = max(growth_of(setting, each, None).value for each in parts)
    for each in (v for v in setting.claim.variables if whole.has(v) or v == symbol):
        own_law(setting, each, degree > 0)
    return slope(whole, symbol) + whole * pace


def weight_of(bounds: tuple[Symbol, Expr, Expr]) -> Expr:
    """1 on the line, and a factor that vanishes at each finite end."""
    symbol, low, high = bounds
    below = Integer(1) if low == -oo else symbol - low
    return below if high == oo else below * (high - symbol)

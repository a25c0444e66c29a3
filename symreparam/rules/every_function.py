"""Equations that hold for every test function: by parts, by the score, by a common law.

A test function f is smooth on the line, and its derivatives grow slowly enough at infinity for the
means of the equation to be finite, to be differentiated under the integral sign, and to integrate
by parts without a term at infinity. Every smooth f of compact support is one, whatever its values
elsewhere: the rules refuse means that a factor beside f makes infinite (`function_means`). On the
normal law every f whose derivatives grow like a polynomial times exp(c|x|) is one as well (the
Gaussian density decays faster).
"""

from __future__ import annotations

from sympy import (
    Abs,
    Add,
    Expr,
    Poly,
    PolynomialError,
    Symbol,
    default_sort_key,
    expand,
    oo,
)

from symreparam.decide.answer import Context
from symreparam.decide.real import smooth
from symreparam.decide.zero import equal
from symreparam.families.members import UnknownFamily, WrongArguments, unfold
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Equation,
    HasLaw,
    Judgement,
    Letter,
    Mean,
    SlopeOf,
)
from symreparam.rules.function_means import cancelled, require_bounded, require_finite
from symreparam.rules.gradients import require_free
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.rules.test_functions import require_boundary, require_test_functions
from symreparam.terms.functions import applications, log_slope, slope
from symreparam.terms.law import Named, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region
from symreparam.terms.scope import variable as plain

MOST_WITNESSES = 12


def equation_for_functions_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the two sides are linear in means; together they are the mean of I
    I = the sum over i of h_i' + h_i p_i'/p_i, where p_i is the density of the variable x_i in
    which h_i is differentiated, as an identity in f, f', ..
    a test function stands in each term of the means, and h_i p_i vanishes at the ends
    all means, of derivatives in parameters too, are finite for every f of compact support
    ---------------------------------------------  equation-for-functions(goal, (x_1, h_1), ..)
    left = right for every test function

    E (h' + h p'/p) = 0 is integration by parts (Stein 1981, lemma 1; Bonnet 1964; Price 1958). A
    derivative of E b in a parameter is the mean of the derivative of b plus b times that of log p
    (pathwise and score function; Mohamed et al. 2020, sections 4 and 5), as supports stay fixed.
    """
    require(bool(args), "equation-for-functions.args", "none")
    goal = take(args[0], Equation, "equation-for-functions.args")
    count(premises, 0, "equation-for-functions.premises")
    require(len(args) <= MOST_WITNESSES + 1, "equation-for-functions.args", "too many")
    require_test_functions(setting, goal)
    total = integrand_of(setting, goal)
    parts: list[Expr] = []
    for row in args[1:]:
        symbol, body = take(row, tuple, "equation-for-functions.witness")
        take(symbol, Symbol, "equation-for-functions.witness")
        require_boundary(setting, symbol, take(body, Expr, "witness"), density_of(setting, symbol))
        parts.append(by_parts_term(setting, symbol, body))
        if len(args) > 2:  # the mean of one alone is that of the whole
            _finite(setting, cancelled(parts[-1]))
    used = {v for v in setting.claim.variables if Add(total, *parts).has(v)}
    moved, letters, over = lettered(setting, (total, Add(*parts)), used)
    answer = settled(
        equal(moved[0], moved[1], Context(setting.scope, over)), "equation-for-functions"
    )
    for divisor in answer.divisors:
        thin = null_divisor(setting, divisor, set(letters.values()))
        require(thin, "equation-for-functions.divisor", str(divisor))
    return goal


def null_divisor(setting: Setting, divisor: Expr, letters: set[Symbol]) -> bool:
    """Whether the zeros are one value of a variable with a density at all values of the others.

    No value of a test function may stand there: that can be one value on an interval.
    """
    if divisor.free_symbols - letters - set(setting.scope.names):
        return False
    lines = (divisor.as_poly(letter) for letter in divisor.free_symbols & letters)
    return any(p is not None and p.degree() == 1 and p.LC().is_Rational for p in lines)


# integrands -------------------------------------------------------------------------------------
def integrand_of(setting: Setting, goal: Equation) -> Expr:
    """A term whose mean is left - right, for a goal that is linear in its means. RuleError else."""
    return _combined(setting, goal.left - goal.right, goal.means)[1]


def _combined(setting: Setting, body: Expr, means: tuple[Letter, ...]) -> tuple[Expr, Expr]:
    """(c_0, c_0 + the sum of c_k b_k) for a body c_0 + the sum of c_k E b_k."""
    letters = [letter.letter for letter in means]
    if not letters:
        return body, body
    try:
        polynomial = Poly(expand(body), *letters)
    except PolynomialError as error:
        raise RuleError("equation-for-functions.linear", str(body)) from error
    require(polynomial.total_degree() <= 1, "equation-for-functions.linear", body)
    constant, total = polynomial.coeff_monomial(1), polynomial.coeff_monomial(1)
    for letter in means:
        factor = polynomial.coeff_monomial(letter.letter)
        require(not factor.has(*letters), "equation-for-functions.linear", body)
        integrand = _integrand(setting, letter)
        if isinstance(letter, Mean):
            _finite(setting, integrand)
        total += factor * integrand
    return constant, total


def _integrand(setting: Setting, letter: Letter) -> Expr:
    """A term whose mean the letter stands for."""
    if isinstance(letter, Mean):
        return letter.body
    if not isinstance(letter, SlopeOf):
        raise RuleError("equation-for-functions.letter", type(letter).__name__)
    require_free(setting, letter.parameter, "equation-for-functions")
    _, body = _combined(setting, letter.body, letter.means)
    # what is not random has the mean that it is, whatever the density
    terms = Add.make_args(expand(body))
    constant = Add(*(t for t in terms if not t.has(*setting.claim.variables)))
    smooth_in(setting, body, letter.parameter)
    found = slope(body, letter.parameter)
    for symbol in setting.claim.variables:
        if not body.has(symbol):
            continue
        piece = density_of(setting, symbol)
        ends = piece.region.bounds[0][1:]
        fixed = not any(end.has(letter.parameter) for end in ends)
        require(fixed, "equation-for-functions.support", letter.parameter)
        if piece.density.has(letter.parameter):
            smooth_density(setting, piece, letter.parameter)
        score = log_slope(piece.density, letter.parameter)
        found += (body - constant) * score
    _finite(setting, found)
    return found


def _finite(setting: Setting, body: Expr) -> None:
    """Require that the body has a finite mean for all test functions of compact support."""
    used = [v for v in setting.claim.variables if body.has(v)]
    require_finite(setting, body, {symbol: density_of(setting, symbol) for symbol in used})


def density_of(setting: Setting, symbol: Symbol) -> Piece:
    """The only piece of the variable's law, in the variable itself. RuleError else."""
    require(symbol in setting.claim.variables, "equation-for-functions.variable", symbol)
    given: HasLaw = setting.claim.hypotheses[setting.claim.variables.index(symbol)]
    law = given.law
    try:
        explicit = unfold(law, symbol) if isinstance(law, Named) else law
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError("equation-for-functions.law", str(error)) from error
    masses = bool(explicit.atoms or explicit.lattices)
    one = len(explicit.pieces) == 1 and not masses and explicit.variable == symbol
    require(one, "equation-for-functions.law", ("one", "density", "of", symbol, "is", "expected"))
    return explicit.pieces[0]


def by_parts_term(setting: Setting, symbol: Symbol, body: Expr) -> Expr:
    """h' + h p'/p, whose mean is 0 where h p vanishes at the ends. p is smooth between them, or
    is a smooth function of the symbol and of |a x + b|: then it is locally Lipschitz, which is
    enough to integrate by parts (Rudin 1987, theorem 7.20)."""
    piece = density_of(setting, symbol)
    smooth_density(setting, piece, piece.region.bounds[0][0])
    smooth_in(setting, body, symbol)
    return slope(body, symbol) + body * log_slope(piece.density, symbol)


def smooth_density(setting: Setting, piece: Piece, symbol: Symbol) -> None:
    """Require that p is a smooth function of the symbol, its own letter or a parameter, and of
    |a x + b|, which are locally Lipschitz in both."""
    taken = {*setting.scope.names, *setting.claim.variables}
    free = (x for k in range(1, 1000) if (x := plain(f"x_{k}0")) not in taken)
    own, low, high = piece.region.bounds[0]
    letter = next(free)
    moved = piece.density.xreplace({own: letter})
    bounds = [(letter, low, high)]
    for kink in sorted(moved.atoms(Abs), key=default_sort_key):
        line = kink.args[0].as_poly(letter)
        if kink.has(letter) and line is not None and line.degree() == 1:
            bounds.append((next(free), -oo, oo))
            moved = moved.xreplace({kink: bounds[-1][0]})
            for part in line.all_coeffs() if symbol != own else ():
                answer = smooth(part, symbol, Context(setting.scope))
                settled(answer, "equation-for-functions.smooth")
    context = Context(setting.scope, Region(tuple(bounds)))
    for name in (*(name for name, *_ in bounds), *(() if symbol == own else (symbol,))):
        settled(smooth(moved, name, context), "equation-for-functions.smooth")


def smooth_in(setting: Setting, body: Expr, symbol: Symbol) -> None:
    """Require that the body, and where test functions are taken in it, are differentiable.

    A map with a threshold is not: its derivative is 0 almost everywhere, that of its mean is not.
    """
    for term in (body, *(place.args[0] for place in applications(body))):
        used = {v for v in setting.claim.variables if term.has(v)} | {symbol}
        used &= set(setting.claim.variables)
        moved, names, over = lettered(setting, (term,), used)
        context = Context(setting.scope, over)
        answer = smooth(moved[0], names.get(symbol, symbol), context)
        settled(answer, "equation-for-functions.smooth")


def lettered(
    setting: Setting, terms: tuple[Expr, ...], used: set[Symbol]
) -> tuple[list[Expr], dict[Symbol, Symbol], Region]:
    """The terms in new letters, those of the random variables, and where all of them range. Raises
    RuleError for a term with other symbols: one could be taken for a new letter."""
    known = {*setting.scope.names, *setting.claim.variables}
    strangers = {symbol for term in terms for symbol in term.free_symbols} - known
    shown = ", ".join(sorted(map(str, strangers)))
    require(not strangers, "equation-for-functions.symbols", shown)
    taken = {s.name for s in known}
    free = (plain(name) for k in range(1, 1000) if (name := f"x_{k}") not in taken)
    swap: dict[Expr, Expr] = {}
    bounds = []
    values: dict[tuple[str, Expr], Symbol] = {}
    for place in (place for term in terms for place in applications(term)):
        key = (type(place).__name__, expand(place.args[0]))
        if key not in values:
            values[key] = next(free)
            bounds.append((values[key], -oo, oo))
        swap[place] = values[key]
    moved = [term.xreplace(swap) for term in terms]
    names = {symbol: next(free) for symbol in sorted(used, key=lambda v: str(v.name))}
    for symbol, letter in names.items():
        _, low, high = density_of(setting, symbol).region.bounds[0]
        bounds.append((letter, low, high))
    return [term.xreplace(names) for term in moved], names, Region(tuple(bounds))


def equation_same_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S ~ L    T ~ L    F is bounded for test functions of compact support
    ----------------------------------------------------  equation-same-law(E F(S) = E F(T), F)
    E F(S) = E F(T) for every test function in F

    Law of the unconscious statistician (Billingsley 1995, theorem 16.13): both are the integral of
    F against L.
    """
    count(args, 2, "equation-same-law.args")
    count(premises, 2, "equation-same-law.premises")
    goal = take(args[0], Equation, "equation-same-law.args")
    mapping = take(args[1], Map, "equation-same-law.args")
    first = take(premises[0], HasLaw, "equation-same-law.first")
    second = take(premises[1], HasLaw, "equation-same-law.second")
    require(first.law == second.law, "equation-same-law.law", "two laws")
    count(goal.means, 2, "equation-same-law.means")
    sides = (goal.left, goal.right) == tuple(letter.letter for letter in goal.means)
    require(sides, "equation-same-law.sides", "each side is one mean")
    line = mapping.source.bounds == ((mapping.variable, -oo, oo),)
    require(line, "equation-same-law.map", "on the line")
    random = mapping.body.has(*setting.claim.variables)
    require(not random, "equation-same-law.map", mapping.body)
    for letter, given in zip(goal.means, (first, second), strict=True):
        known = take(letter, Mean, "equation-same-law.means")
        require(known.body == mapping.at(given.subject), "equation-same-law.means", known.body)
    places = applications(mapping.body)
    require(bool(places), "equation-same-law.function", "no test function")
    require_bounded(setting, mapping)
    return goal

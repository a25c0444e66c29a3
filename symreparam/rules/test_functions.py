"""Where a test function keeps a mean finite and a boundary term away: it must really stand there.

Test functions stand for smooth functions of compact support, and for all that grow slowly enough
(`gradients`). A term without one is a plain mean, which may be infinite: E C = 0 for a Cauchy
variable would follow by parts from (1 + C^2) log(1 + C^2).
"""

from __future__ import annotations

from sympy import Add, Expr, Mul, Symbol, exp, expand, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.limits import limit
from symreparam.decide.real import continuous
from symreparam.decide.sign import sign
from symreparam.logic.judgement import Equation, Letter, Mean, SlopeOf
from symreparam.rules.function_means import outer_function
from symreparam.rules.rule import Setting, require
from symreparam.terms.functions import applications
from symreparam.terms.law import Named, Piece
from symreparam.terms.region import Region, interval
from symreparam.terms.scope import variable as plain

CODE = "equation-for-functions.growth"


def require_test_functions(setting: Setting, goal: Equation) -> None:
    """Every random term of every mean has a test function of a random variable as a factor."""
    for body in _bodies(goal.means):
        for term in Add.make_args(expand(body)):
            random = [v for v in setting.claim.variables if term.has(v)]
            factors = [f for f in Mul.make_args(term) if applications(f) and f.has(*random)]
            require(not random or bool(factors), CODE, (term, "has", "no", "test", "function"))


def require_boundary(setting: Setting, symbol: Symbol, body: Expr, piece: Piece) -> None:
    """h p vanishes at both ends of the interval on which p lives, for every test function in h.

    At an infinite end: each term has a test function of an affine argument in the symbol, of which
    compact support makes the term vanish beyond a bound; or the symbol is normal and the rest of
    the term is a polynomial times exponentials of affine terms, which its density outweighs. At a
    finite end: test functions are bounded there, and the rest times p -> 0.
    Between two finite ends h p may have one value at both as well: they cancel.
    """
    letter, low, high = piece.region.bounds[0]
    if oo not in (high, -low) and _same_at_ends(setting, symbol, body, piece):
        return
    for term in Add.make_args(expand(body)) if oo in (high, -low) else ():
        outer = [outer_function(factor) for factor in Mul.make_args(term)]
        places = [place for place in outer if place is not None and place.has(symbol)]
        inside = any(_affine(setting, place.args[0], symbol) for place in places)
        slow = bool(places) and _normal(setting, symbol) and _slow(term, symbol)
        require(inside or slow, CODE, (term, "may", "not", "vanish", "at", "infinity"))
    for end, name in ((low, "lower"), (high, "upper")):
        for term in Add.make_args(body) if end not in (oo, -oo) else ():
            rest = _rest(setting, term, symbol) * piece.density
            found = limit(rest, letter, name, Context(setting.scope, piece.region))
            require(found == 0, CODE, (term, "may", "not", "vanish", "at", end))


def _same_at_ends(setting: Setting, symbol: Symbol, body: Expr, piece: Piece) -> bool:
    """Whether h p, with numbers for the values of functions, is continuous on the whole line in x
    and in these, is of no other variable, and is the same term at both ends."""
    own, low, high = piece.region.bounds[0]
    whole = body.xreplace({symbol: own}) * piece.density
    if any(whole.has(other) for other in setting.claim.variables if other != own):
        return False
    places = applications(whole)
    line = Context(setting.scope, interval(own, -oo, oo))
    for place in places:
        inner = place.args[0]
        if applications(inner) or not isinstance(continuous(inner, own, line), Proved):
            return False
    taken = {s.name for s in (*setting.scope.names, *setting.claim.variables, own)}
    free = (plain(name) for k in range(1, 10_000) if (name := f"y_{k}") not in taken)
    letters = {place: next(free) for place in places}
    over = Region(((own, -oo, oo), *((y, -oo, oo) for y in letters.values())))
    moved = whole.xreplace(letters)
    context = Context(setting.scope, over)
    known = all(isinstance(continuous(moved, x, context), Proved) for x in (own, *letters.values()))
    ends = [whole.xreplace({own: end}) for end in (low, high)]
    return known and ends[0] == ends[1]


def _rest(setting: Setting, term: Expr, symbol: Symbol) -> Expr:
    """What stands beside the test functions, of no other variable."""
    rest: list[Expr] = []
    for factor in Mul.make_args(term):
        if outer_function(factor) is not None:
            continue
        others = [v for v in setting.claim.variables if v != symbol and factor.has(v)]
        plain = not applications(factor) and not others
        require(plain, CODE, (factor, "at", "an", "end"))
        rest.append(factor)
    return Mul(*rest)


def _bodies(means: tuple[Letter, ...]) -> list[Expr]:
    found: list[Expr] = []
    for letter in means:
        if isinstance(letter, Mean):
            found.append(letter.body)
        elif isinstance(letter, SlopeOf):
            found += _bodies(letter.means)
    return found


def _affine(setting: Setting, argument: Expr, symbol: Symbol) -> bool:
    line = argument.as_poly(symbol)
    if line is None or line.degree() != 1:
        return False
    lead = line.LC()
    if lead.has(*setting.claim.variables):
        return False
    return isinstance(sign(lead, "!=", Context(setting.scope)), Proved)


def _normal(setting: Setting, symbol: Symbol) -> bool:
    given = setting.claim.hypotheses[setting.claim.variables.index(symbol)]
    return isinstance(given.law, Named) and given.law.family == "Normal"


def _slow(term: Expr, symbol: Symbol) -> bool:
    for factor in Mul.make_args(term):
        if applications(factor) or factor.is_polynomial(symbol):
            continue
        power = factor.exp.as_poly(symbol) if isinstance(factor, exp) else None
        if power is None or power.degree() > 1:
            return False
    return True

"""The rule `bayes`: the law of a variable given the value that another term takes."""

from __future__ import annotations

from sympy import Expr, Integer, Mul, Pow, Symbol, oo

from symreparam.checker.joined import Joined
from symreparam.logic.judgement import (
    GivenValue,
    HasLaw,
    Holds,
    Integral,
    Judgement,
    Series,
    Sign,
)
from symreparam.logic.proof import Proof, Step
from symreparam.rules.given_value import mass_at, ordered_at_sight, parts_beside
from symreparam.rules.rule import Setting, require, take
from symreparam.terms.events import JUMPS
from symreparam.terms.law import Lattice, Law, Piece
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation


def join_bayes(step: Step, proof: Proof, parents: list[int], setting: Setting) -> Judgement:
    """
    X has density p on (l, u) (or masses p_k at k = l..u), alone
    for x in (l, u) the term g at X = x has density f_x on (a_x, b_x) alone (or masses at j)
    a_x < t < b_x for x in (l', u'), and for no x of (l, u) beside it
    the integral (or sum) of p(x) f_x(t) over (l', u') is c > 0
    --------------------------------------------------------------------  bayes(g, t, X, x, l', u')
    given g = t, X has density p(x) f_x(t)/c on (l', u') (or these masses)

    Bayes' theorem (Billingsley 1995, section 33; Casella & Berger 2002, section 4.2). X is a random
    variable of the claim, independent of the others in g. Of densities the version is meant that is
    continuous in t: p and f are written without jumps. Premises, in order: the law of X; that of g
    in a scope where x lies in (l, u); the integral or sum; its sign; then the bounds.
    """
    require(len(step.args) == 6, "bayes.args", str(len(step.args)))
    body, value, low, high = (
        take(step.args[k], Expr, "bayes.args") for k in (0, 1, 4, 5)
    )
    subject = take(step.args[2], Symbol, "bayes.args")
    letter = take(step.args[3], Symbol, "bayes.args")
    random = set(setting.claim.variables)
    require(subject in random, "bayes.variable", str(subject))
    require(body.has(subject), "bayes.given", "it is independent of the variable")
    require(not value.free_symbols & random, "bayes.value", str(value))
    require(letter not in random and letter not in setting.scope.names, "bayes.letter", str(letter))
    rest = Joined(list(step.premises), step, proof, parents, "bayes")
    given = take(rest.here(), HasLaw, "bayes.law")
    require(given.subject == subject, "bayes.law", ("of", given.subject))
    prior = take(given.law, Law, "bayes.law")
    whole, weight = _alone(prior, letter, "bayes.law")
    known = take(rest.within(whole), HasLaw, "bayes.conditional")
    require(known.subject == body.xreplace({subject: letter}), "bayes.conditional", "another term")
    at = take(known.law, Law, "bayes.conditional")
    own, span, likelihood = _likelihood(at, value)
    if at.lattices:
        require(bool(value.is_integer), "bayes.value", (value, "is", "no", "whole", "number"))
    density = Mul(weight, likelihood.xreplace({own: value}))
    require(not density.has(*JUMPS) and not likelihood.has(*JUMPS), "bayes.continuous")
    over = Region(((letter, low, high),))
    total = _total(rest, density, over)
    require(rest.here() == Sign(total, "+", NUMBERS), "bayes.positive", str(total))
    bounds: set[Judgement | None] = {rest.here() for _ in range(len(rest.left))}
    _reached(over, whole, span, value, bool(prior.lattices), bool(at.lattices), bounds)
    scaled = Mul(density, Pow(total, Integer(-1)))
    if prior.lattices:
        law = Law(prior.variable, (), (), (Lattice(letter, low, high, letter, scaled),))
    else:
        law = Law(letter, (Piece(over, scaled),))
    return GivenValue(subject, body, value, law)


def _likelihood(at: Law, value: Expr) -> tuple[Symbol, Region, Expr]:
    """The density or the masses of the conditional law, in its own letter, and where they live."""
    own = at.lattices[0].index if at.lattices else at.variable
    if at.atoms and not at.pieces and not at.lattices:
        return own, Region(((own, -oo, oo),)), mass_at(at, value)
    return own, *_alone(at, own, "bayes.conditional")


def _alone(law: Law, letter: Symbol, code: str) -> tuple[Region, Expr]:
    """The only piece of a law with its density, or its only lattice, of masses at k itself."""
    alone = not law.atoms and len(law.pieces) + len(law.lattices) == 1
    require(alone, code, "one piece or lattice")
    if law.pieces:
        [piece] = law.pieces
        _, low, high = piece.region.bounds[0]
        require(not letter.is_integer, code, "a whole number for a density")
        return Region(((letter, low, high),)), piece.density.xreplace({law.variable: letter})
    [each] = law.lattices
    require(bool(letter.is_integer) and each.point == each.index, code, f"masses at {each.point}")
    return Region(((letter, each.lower, each.upper),)), each.mass.xreplace({each.index: letter})


def _reached(
    over: Region,
    whole: Region,
    span: Region,
    value: Expr,
    gap: bool,
    inside: bool,
    bounds: set[Judgement | None],
) -> None:
    """The value is an inner point of the conditional law's support for the letters in `over`, and
    for no other letter of the prior's support `whole`; `gap` and `inside` for whole numbers."""
    letter, low, high = over.bounds[0]
    _, lower, upper = whole.bounds[0]
    _, first, last = span.bounds[0]
    for one, two in ((first, value), (value, last)):
        _order(one, two, inside, over, bounds, "bayes.inside")
    for begin, end in parts_beside((lower, upper), (low, high), 1 if gap else 0):
        beside = Region(((letter, begin, end),))
        away = [_outside(value, first, inside), _outside(last, value, inside)]
        held = any(r is not None and Holds(r, beside) in bounds for r in away)
        require(held, "bayes.outside", f"({begin}, {end})")
    _within(lower, low, bounds)
    _within(high, upper, bounds)


def _total(rest: Joined, density: Expr, over: Region) -> Expr:
    known = rest.here()
    if isinstance(known, Series):
        require((known.term, known.over) == (density, over), "bayes.total", str(density))
        return known.value
    integral = take(known, Integral, "bayes.total")
    require((integral.integrand, integral.over) == (density, over), "bayes.total", str(density))
    return integral.value


def _order(
    low: Expr, high: Expr, closed: bool, over: Region, known: set[Judgement | None], code: str
) -> None:
    """low < high (or <=) over the region."""
    if low == -oo or high == oo:
        require(low != oo and high != -oo, code, (low, "<", high))
        return
    signs = ("<", "<=") if closed else ("<",)
    held = any(Holds(Relation(low, sign, high), over) in known for sign in signs)  # type: ignore[arg-type]
    require(held or (closed and low == high), code, (low, "<", high))


def _outside(low: Expr, high: Expr, closed: bool) -> Relation | None:
    """That the value is no inner point of the interval, on one side."""
    if low in (oo, -oo) or high in (oo, -oo):
        return None
    return Relation(low, "<" if closed else "<=", high)


def _within(low: Expr, high: Expr, known: set[Judgement | None]) -> None:
    """low <= high, for the interval of the posterior inside of that of the prior."""
    if ordered_at_sight(low, high):
        return
    held = any(Holds(Relation(low, sign, high), NUMBERS) in known for sign in ("<", "<="))
    require(held, "bayes.within", (low, "<=", high))

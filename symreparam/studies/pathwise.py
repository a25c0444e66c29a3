"""Derivatives of a proved map: its log-Jacobian and, at fixed noise, its slopes in parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sympy import (
    Abs,
    DiracDelta,
    Expr,
    Integer,
    Matrix,
    Piecewise,
    Pow,
    Symbol,
    cancel,
    ceiling,
    diff,
    expand,
    floor,
    log,
    powsimp,
    preorder_traversal,
)
from sympy import sign as sign_function

from symreparam.decide.answer import Context, Proved
from symreparam.decide.real import smooth
from symreparam.decide.sign import sign
from symreparam.decide.zero import equal
from symreparam.families.members import unfold
from symreparam.logic.claim import Claim
from symreparam.studies.route_records import Pathwise, Route
from symreparam.terms.law import Named
from symreparam.terms.region import Region

MOST_OPERATIONS: Final = 80
LOST: Final = frozenset(("meijerg", "Derivative", "Subs", "hyper"))
Noise = tuple[tuple[Symbol, Named], ...]


def supports(claim: Claim) -> Region:
    """Where the noise of the claim lives: the product of its intervals."""
    bounds = []
    for symbol, given in zip(claim.variables, claim.hypotheses, strict=True):
        law = unfold(given.law, symbol) if isinstance(given.law, Named) else given.law
        if len(law.pieces) == 1 and not law.atoms:
            bounds.append(law.pieces[0].region.bounds[0])
    return Region(tuple(bounds))


def log_jacobian(claim: Claim, body: tuple[Expr, ...], noise: Noise) -> Expr | None:
    """log |d map / d noise|, or None where the map has jumps or more noise than components."""
    if len(noise) != len(body) or any(term.has(Piecewise, floor, ceiling) for term in body):
        return None
    letters = [letter for letter, _ in noise]
    slope = almost_everywhere(Matrix([[diff(t, x) for x in letters] for t in body]).det())
    context = Context(claim.scope, supports(claim))
    for want, factor in (("+", 1), ("-", -1)):
        if isinstance(sign(slope, want, context), Proved):
            return log(powsimp(factor * slope))
    return log(Abs(slope))


def pathwise(claim: Claim, body: Expr, jumps: bool, through: tuple[Route, ...]) -> list[Pathwise]:
    """The derivative of the map in each real parameter; the parts that the noise carries where the
    routes of `through` say that its own law has the parameter."""
    return list(_pathwise(claim, body, jumps, through))


def _pathwise(
    claim: Claim, body: Expr, jumps: bool, through: tuple[Route, ...]
) -> Iterator[Pathwise]:
    context = Context(claim.scope, supports(claim))
    noise = [s for s, given in zip(claim.variables, claim.hypotheses, strict=True)]
    own = dict(zip(noise, (given.law for given in claim.hypotheses), strict=True))
    for symbol, domain in claim.scope.symbols:
        holders = [
            letter
            for letter, law in own.items()
            if isinstance(law, Named) and any(a.has(symbol) for a in law.arguments)
        ]
        if domain.integer or not (body.has(symbol) or holders):
            continue
        if jumps or body.has(floor, ceiling):
            yield Pathwise(symbol, None, False)  # it jumps: 0 almost everywhere says nothing
            continue
        known = not body.has(Piecewise) and isinstance(smooth(body, symbol, context), Proved)
        slope = almost_everywhere(diff(body, symbol))
        parts = tuple((letter, almost_everywhere(diff(body, letter))) for letter in holders)
        yield Pathwise(symbol, slope, known, parts if through else ())


def almost_everywhere(slope: Expr) -> Expr:
    """A derivative off the points at which a sign jumps."""
    return slope.replace(DiracDelta, lambda *_: Integer(0)).replace(
        lambda node: (
            isinstance(node, Pow) and isinstance(node.base, sign_function) and node.exp == 2
        ),
        lambda _: Integer(1),
    )


def implicit_slope(claim: Claim, cumulative: Expr, density: Expr, symbol: Symbol) -> Expr | None:
    """-(dF/d parameter)/density; None where SymPy knows the derivative as a series at best."""
    slope = diff(cumulative, symbol)
    heads = {type(node).__name__ for node in preorder_traversal(slope)}
    if heads & LOST:
        return None
    raw = powsimp(almost_everywhere(-slope / density))
    if raw.count_ops() > MOST_OPERATIONS:
        return raw
    shorter = powsimp(expand(cancel(expand(powsimp(expand(raw))))))
    same = equal(raw, shorter, Context(claim.scope, supports(claim)))
    certain = isinstance(same, Proved) and not same.divisors
    return shorter if certain and shorter.count_ops() < raw.count_ops() else raw

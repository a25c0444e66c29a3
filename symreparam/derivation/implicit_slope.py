"""Proofs of implicit derivatives where the distribution function is an integral of the density."""

from __future__ import annotations

from sympy import Expr, Mul, Symbol, cancel, expand, oo

from symreparam.decide.real import slope
from symreparam.derivation.builder import Builder
from symreparam.derivation.signs import sign_step
from symreparam.derivation.unfold import unfold_step
from symreparam.families.members import unfold
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import ImplicitSlope
from symreparam.logic.proof import Proof
from symreparam.terms.law import Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import interval
from symreparam.terms.scope import Scope


def prove_implicit_slope(scope: Scope, named: Named, parameter: Symbol, letter: Symbol) -> Proof:
    """A proof of an ImplicitSlope of the member in a parameter of the scope, its density written
    in `letter`, with the value of the integral where an antiderivative is seen. Raises RuleError
    naming the obligation that failed."""
    pieces = unfold(named, letter).pieces
    if len(pieces) != 1:
        raise RuleError("implicit-slope.law", f"{len(pieces)} pieces")
    density, region = pieces[0].density, pieces[0].region
    mapping = Map(letter, density, region)
    moved = slope(density, parameter)
    shorter = _in_density(moved, density)
    plain: RuleError | None = None  # of the form that the rule finds itself
    for start in (-oo, region.bounds[0][1] - 1):
        for body, whole in _forms(moved, shorter, mapping):
            low = region.bounds[0][1]
            value = None if whole is None else whole - whole.xreplace({letter: low})
            goal = ImplicitSlope(named, parameter, mapping, body, value)
            try:
                return _proof(Claim(scope, (), (), goal), goal, start, moved, whole)
            except RuleError as error:
                if (body, whole) == (moved, None):
                    plain = plain or error
    assert plain is not None
    raise plain


def _forms(moved: Expr, shorter: Expr, mapping: Map) -> list[tuple[Expr, Expr | None]]:
    """The derivative of the density as it may be told, with an antiderivative or None."""
    found: list[tuple[Expr, Expr | None]] = []
    share = cancel(moved / slope(mapping.body, mapping.variable))
    if not share.has(mapping.variable):  # as for a location: dp/dc is a multiple of dp/dz
        found.append((moved, share * mapping.body))
    return [*found, (shorter, None), (moved, None)]


def _in_density(moved: Expr, density: Expr) -> Expr:
    """The term as a multiple of the density, common factors cancelled."""
    return Mul(density, expand(cancel(moved / density)))


def _proof(
    claim: Claim, goal: ImplicitSlope, start: Expr, moved: Expr, whole: Expr | None
) -> Proof:
    builder, letter = Builder(claim), goal.density.variable
    wide = interval(letter, start, goal.density.source.bounds[0][2])
    premises = [
        unfold_step(builder, goal.law, letter),
        sign_step(builder, goal.density.body, goal.density.source),
    ]
    if goal.slope != moved:
        premises.append(builder.equal(moved, goal.slope, wide))
    if whole is not None:
        premises.append(_derivative(builder, Map(letter, whole, wide), goal.slope))
    last = builder.add("implicit-slope", tuple(premises), (goal.parameter, start))
    if builder.conclusion(last) != goal:
        raise RuleError("implicit-slope.goal", "another form")
    return builder.proof(last)


def _derivative(builder: Builder, mapping: Map, wanted: Expr) -> int:
    known = builder.add("defined", (), (mapping.body, mapping.source))
    return builder.add("derivative", (known,), (mapping, wanted))

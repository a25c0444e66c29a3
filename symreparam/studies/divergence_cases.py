"""Conditions on parameters by which a divergence has one value or another.

The first law may live inside of the second one's support or not, and a mean of the first law may be
finite or not: both are inequalities between parameters. Proposed here; what holds in a case is
proved there.
"""

from __future__ import annotations

from typing import Final

from sympy import Expr, Symbol, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import sign
from symreparam.families.members import unfold
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import DivergenceOf, Equation
from symreparam.render.terms_text import law_text, term_text
from symreparam.rules.instance import law_at
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.record import dataclass

# a mean of a power of a heavy-tailed variable is finite where its exponent is above the power
POWERS: Final = (1, 2)


@dataclass(frozen=True, slots=True)
class Split:
    """Two conditions, one the negation of the other where the scope leaves them open."""

    conditions: tuple[str, str]
    of_supports: bool
    solved: tuple[tuple[Symbol, Expr], ...] = ()
    """The second condition as the value of a parameter, where it is an equation."""


def splits(claim: Claim) -> tuple[Split, ...]:
    """How parameter values may be told apart, as texts of the claim language."""
    goal = claim.goal
    if not isinstance(goal, Equation) or len(goal.means) != 1:
        return ()
    [wanted] = goal.means
    if not isinstance(wanted, DivergenceOf) or wanted.subject not in claim.variables:
        return ()
    law = claim.hypotheses[claim.variables.index(wanted.subject)].law
    mine, other = _ends(law, claim), _ends(wanted.law, claim)
    found: list[Split] = []
    if mine is not None and other is not None:
        pairs = ((other[0], mine[0]), (mine[1], other[1]))
        found += [split for pair in pairs for split in _open(claim, *pair)]
    exponents = law.arguments if isinstance(law, Named) else ()
    for power in POWERS:
        for exponent in exponents:
            if isinstance(exponent, Symbol) and exponent.is_positive:
                found.append(Split((f"{exponent} > {power}", f"{exponent} <= {power}"), False))
    return tuple(dict.fromkeys(found))


def _ends(law: AnyLaw, claim: Claim) -> tuple[Expr, Expr] | None:
    """Where the law lives, if it has densities alone."""
    explicit = unfold(law, claim.variables[0]) if isinstance(law, Named) else law
    if not isinstance(explicit, Law) or not explicit.pieces or explicit.atoms:
        return None
    bounds = [piece.region.bounds[0] for piece in explicit.pieces]
    return bounds[0][1], bounds[-1][2]


def _open(claim: Claim, low: Expr, high: Expr) -> list[Split]:
    """`low <= high` and its negation, where both may hold; where the first is known, `low < high`
    and `low = high`, as a logarithm may be singular at an end that the supports share."""
    if low == -oo or high == oo or low == oo or high == -oo:
        return []
    context, gap = Context(claim.scope), high - low
    if any(isinstance(sign(gap, want, context), Proved) for want in ("+", "-")):
        return []
    known = isinstance(sign(gap, ">=", context), Proved)
    left, right = term_text(low), term_text(high)
    first, second = (f"{left} {each} {right}" for each in (("<", "=") if known else ("<=", ">")))
    return [Split((first, second), True, _solved(gap) if known else ())]


def as_let(condition: str) -> str:
    """The condition as a `let` can say it: where `l <= r` is known, `l = r` is `l >= r`."""
    return condition.replace(" = ", " >= ")


def shortest(conditions: tuple[str, ...]) -> tuple[str, ...]:
    """Without conditions that another one implies: `l <= r` beside `l < r`."""
    known = set(conditions)
    return tuple(
        each
        for each in conditions
        if not {each.replace(" <= ", sign) for sign in (" < ", " = ")} & (known - {each})
        and not (each.endswith(" > 1") and f"{each[:-1]}2" in known)
    )


def _solved(gap: Expr) -> tuple[tuple[Symbol, Expr], ...]:
    """A parameter for which `gap = 0` is solved, with its value."""
    for symbol in sorted(gap.free_symbols, key=str):
        line = gap.as_poly(symbol)
        if line is not None and line.degree() == 1 and line.LC() in (1, -1):
            return ((symbol, -line.TC() * line.LC()),)
    return ()


def quantity_at(claim: Claim, values: tuple[tuple[Symbol, Expr], ...]) -> str:
    """The divergence of the goal as text, with these values for parameters."""
    goal = claim.goal
    assert isinstance(goal, Equation) and isinstance(goal.means[0], DivergenceOf)
    wanted = goal.means[0]
    first = claim.hypotheses[claim.variables.index(wanted.subject)].law
    laws = [law_at(law, dict(values)) for law in (first, wanted.law)]
    return "KL({}, {})".format(*map(law_text, laws))

"""Events that compare two products of positive variables: their quotient is compared with 1."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Mul, log

from symreparam.derivation.builder import Builder
from symreparam.derivation.logarithms import box, fresh_letters
from symreparam.families.members import unfold
from symreparam.logic.errors import RuleError
from symreparam.rules.quotients import ORDERS, divided
from symreparam.terms.events import condition_of, is_indicator
from symreparam.terms.law import Named
from symreparam.terms.scope import variable


def quotient_step(builder: Builder, body: Expr, mean: Callable[[Builder, Expr], int]) -> int:
    """A step Expectation(body, value); `mean` finds that of the quotient. RuleError for another
    event; what `mean` raises."""
    below = _divisor(body, builder)
    random = [v for v in builder.claim.variables if below.has(v)]
    letters = tuple(fresh_letters(builder, len(random)))
    swap = dict(zip(random, letters, strict=True))
    over = box(builder, swap)
    if over is None:
        raise RuleError("expectation-quotient.support", str(below))
    positive = builder.sign_is(below.xreplace(swap), "+", over)
    known = mean(builder, divided(body, below))
    return builder.add("expectation-quotient", (known, positive), (body, below, letters))


def _divisor(body: Expr, builder: Builder) -> Expr:
    """The side with fewer variables, where both are products of powers and one has a power or
    several variables: of plain ones the difference has a simpler law, unless their densities are
    told by their logarithms."""
    variables = builder.claim.variables
    condition = condition_of(body) if is_indicator(body) and body not in (0, 1) else None
    sides: tuple[Expr, ...] = condition.args if isinstance(condition, ORDERS) else ()
    random = [[v for v in variables if side.has(v)] for side in sides]
    if len(sides) != 2 or not all(random) or set(random[0]) & set(random[1]):
        raise RuleError("expectation-quotient.sides", str(body))
    plain = all(_product(side) for side in sides)
    alone = [side.as_coeff_Mul()[1] for side in sides]
    single = all(side in variables for side in alone)
    if not plain or (single and not all(_by_logarithm(builder, side) for side in alone)):
        raise RuleError("expectation-quotient.sides", str(body))
    return sides[0] if len(random[0]) < len(random[1]) else sides[1]


def _by_logarithm(builder: Builder, symbol: Expr) -> bool:
    """Whether the density of the variable is one of its logarithm, as a lognormal one is."""
    law = builder.claim.hypotheses[builder.claim.variables.index(symbol)].law
    plain = unfold(law, variable("x")) if isinstance(law, Named) else law
    return bool(plain.pieces) and all(piece.density.has(log) for piece in plain.pieces)


def _product(side: Expr) -> bool:
    """Whether the side is a product of powers of numbers and symbols."""
    pairs = (factor.as_base_exp() for factor in Mul.make_args(side))
    return all((b.is_Symbol or b.is_number) and e.is_number for b, e in pairs)

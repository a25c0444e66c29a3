"""Means with a draw of a hierarchical model in them, by the mean given everything else."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Mul, oo

from symreparam.derivation.builder import Builder
from symreparam.derivation.logarithms import fresh_letters
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, Expectation, Holds
from symreparam.rules.draw_means import conditional_moment, draw_needs, roots
from symreparam.rules.thresholds import threshold_needs, threshold_of
from symreparam.terms.draws import Quantile
from symreparam.terms.region import Region

MOST_POWER = 4


def drawn_step(builder: Builder, term: Expr, mean_of: Callable[[Expr], int]) -> int | None:
    """A step for the mean of a product with a draw in it, or None where no draw is a factor.
    Raises RuleError, NoInverse or Unsupported."""
    found = drawn_factor(builder, term)
    if found is not None:
        return draw_mean_step(builder, *found, mean_of)
    for factor in Mul.make_args(term):
        threshold = threshold_of(factor, builder.claim.variables)
        rest = term / factor
        if threshold is not None and not rest.has(threshold[0]):
            return threshold_step(builder, factor, rest, mean_of)
    return None


def drawn_factor(builder: Builder, term: Expr) -> tuple[Quantile, int, Expr] | None:
    """A power of a draw that is a factor of the product, and the rest, free of its variable."""
    factors = Mul.make_args(term)
    for place, factor in enumerate(factors):
        base, power = factor.as_base_exp()
        if not isinstance(base, Quantile) or not power.is_Integer:
            continue
        rest = Mul(*factors[:place], *factors[place + 1 :])
        if 1 <= power <= MOST_POWER and not rest.has(base.args[-1]):
            return base, int(power), rest
    return None


def draw_mean_step(
    builder: Builder, draw: Quantile, power: int, rest: Expr, mean_of: Callable[[Expr], int]
) -> int:
    """A step Expectation(draw^power rest, value). Raises RuleError, NoInverse or Unsupported."""
    premises = [mean_of(conditional_moment(draw, power) * rest)]
    for needed in draw_needs(builder.setting, draw, power):
        if isinstance(needed, Holds):
            premises.append(builder.holds(needed.relation, needed.over))
        elif isinstance(needed, Defined):
            premises.append(builder.add("defined", (), (needed.expr, needed.over)))
        else:
            raise RuleError("expectation-draw.need", type(needed).__name__)
    return builder.add("expectation-draw", tuple(dict.fromkeys(premises)), (draw, power, rest))


def threshold_step(
    builder: Builder, event: Expr, rest: Expr, mean_of: Callable[[Expr], int]
) -> int:
    """A step Expectation(1{U < g} rest, value). Raises RuleError, NoInverse or Unsupported."""
    found = threshold_of(event, builder.claim.variables)
    if found is None:
        raise RuleError("expectation-threshold.event", str(event))
    _, height = found
    needs = threshold_needs(builder.setting, height)
    known = [builder.holds(needed.relation, needed.over) for needed in needs]
    mean = mean_of(height * rest)
    return builder.add("expectation-threshold", (mean, *known), (event, rest))


def as_polynomial(builder: Builder, step: int, body: Expr) -> int:
    """The same mean of the body, a polynomial in draws and variables. Raises RuleError."""
    known = builder.conclusion(step)
    assert isinstance(known, Expectation)
    found = roots(builder.setting, (body, known.body))
    letters = fresh_letters(builder, len(found))
    swap = dict(zip(found, letters, strict=True))
    line = Region(tuple((letter, -oo, oo) for letter in letters))
    same = builder.equal(body.xreplace(swap), known.body.xreplace(swap), line)
    return builder.add("expectation-polynomial", (step, same), (body, tuple(letters)))

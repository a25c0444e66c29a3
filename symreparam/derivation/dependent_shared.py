"""Two sums that share one summand, recognised."""

from __future__ import annotations

from itertools import combinations

from sympy import Add, Expr, Symbol

from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent


def dependent_shared(builder: Builder, goal: Independent) -> int:
    """A step that two of the terms share a summand and nothing else. Raises RuleError."""
    random = set(builder.claim.variables)
    for i, j in combinations(range(len(goal.subjects)), 2):
        one, two = goal.subjects[i], goal.subjects[j]
        common = one.free_symbols & two.free_symbols & random
        if len(common) != 1:
            continue
        [symbol] = common
        first, second = _linear(one, symbol, random), _linear(two, symbol, random)
        if first is None or second is None:
            continue
        slopes = tuple(builder.sign(part[0]) for part in (first, second) if part[0] != 1)
        return builder.add("dependent-shared", slopes, (goal, i, j, symbol, *first, *second))
    raise RuleError("dependent-shared.terms", "no two terms that share one summand")


def _linear(term: Expr, symbol: Symbol, random: set[Symbol]) -> tuple[Expr, Expr] | None:
    """a and R with the term a symbol + R, and a without random variables."""
    parts = [part for part in Add.make_args(term) if part.has(symbol)]
    if len(parts) != 1:
        return None
    slope = parts[0] / symbol
    if slope.free_symbols & random:
        return None
    return slope, Add(*(part for part in Add.make_args(term) if part != parts[0]))

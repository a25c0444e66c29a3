"""A claim in a case where a parameter has one value: the claim at that value, with a proof."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sympy import Expr

from symreparam.decide.points import find
from symreparam.derivation.builder import Builder
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.proof import Proof, Step
from symreparam.rules.by_value import gives_a_value
from symreparam.rules.instance import put_in, substitute
from symreparam.rules.table import HELD
from symreparam.terms.scope import Scope


def held_step(builder: Builder, prove: Callable[[Claim], Proof]) -> int:
    """The goal in the current scope, from its proof with the scope's values put in. Raises
    RuleError where the scope gives no parameter a value, and what `prove` raises."""
    claim, scope = builder.claim, builder.setting.scope
    if builder.at or scope.symbols != claim.scope.symbols:
        raise RuleError("holds-part.scope", "a bound symbol, or values")
    equations: list[tuple[Expr, ...]] = []
    while True:
        values = (r for r in scope.relations if gives_a_value(r) and r.left in scope.names)
        found = next(values, None)
        if found is None:
            break
        equations.append((found.left, found.right))
        claim = substitute(claim, {found.left: found.right})
        scope = put_in(scope, found.left, found.right)
    if not equations:
        raise RuleError("holds-part.equation", "no parameter has a value")
    # of relations between numbers nothing is left to assume
    open_ones = tuple(r for r in scope.relations if r.left.free_symbols | r.right.free_symbols)
    there = Scope(scope.symbols, open_ones)
    point = find(there)
    if point is None:
        raise RuleError("holds-part.point", "no parameter values are known")
    lemma = prove(replace(claim, scope=replace(there, point=point)))
    args = (tuple(equations), lemma)
    return builder.insert(Step(builder.scope, HELD, (), args, builder.claim.goal))

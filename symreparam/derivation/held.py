"""A claim in a case where a parameter has one value: the claim at that value, with a proof."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from sympy import Expr, Integer, Symbol

from symreparam.decide.points import find
from symreparam.derivation.builder import Builder
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.proof import Proof, Step
from symreparam.rules.by_value import gives_a_value
from symreparam.rules.instance import put_in, substitute
from symreparam.rules.table import HELD
from symreparam.terms.scope import Relation, Scope


def held_step(builder: Builder, prove: Callable[[Claim], Proof]) -> int:
    """The goal in the current scope, from its proof with the scope's values put in. Raises
    RuleError where the scope gives no parameter a value, and what `prove` raises."""
    claim, scope = builder.claim, builder.setting.scope
    if builder.at or scope.symbols != claim.scope.symbols:
        raise RuleError("holds-part.scope", "a bound symbol, or values")
    equations: list[tuple[Expr, ...]] = []
    premises: tuple[int, ...] = ()
    for relation, *steps in between(builder):
        scope = scope.with_relation(relation)
        premises = (*premises, *steps)
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
    return builder.insert(Step(builder.scope, HELD, premises, args, builder.claim.goal))


def between(builder: Builder) -> Iterator[tuple[Relation, int, int]]:
    """Whole numbers between two neighbouring bounds of the scope: their values, with the steps that
    say so."""
    scope = builder.setting.scope
    known = {r.left for r in scope.relations if gives_a_value(r)}
    for symbol, domain in scope.symbols:
        if not domain.integer or symbol in known or not builder.scope:
            continue
        for value in _candidates(scope, symbol):
            try:
                steps = [
                    builder.holds(Relation(one, "<=", two))
                    for one, two in ((symbol, value), (value, symbol))
                ]
            except RuleError:
                continue
            yield Relation(symbol, "=", value), steps[0], steps[1]
            break


def _candidates(scope: Scope, symbol: Symbol) -> Iterator[Integer]:
    """The whole numbers next to the ends of strict relations with the symbol."""
    for relation in scope.relations:
        low, high = relation.left, relation.right
        if relation.sign == "<" and low == symbol and isinstance(high, Integer):
            yield high - 1
        if relation.sign == "<" and high == symbol and isinstance(low, Integer):
            yield low + 1

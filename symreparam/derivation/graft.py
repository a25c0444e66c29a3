"""Steps of one proof put into the builder of another: both speak of the same random variables."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from sympy import Basic, Dummy, Symbol

from symreparam.derivation.builder import Builder
from symreparam.logic.proof import Proof


def graft(builder: Builder, proof: Proof) -> int:
    """The step that concludes what `proof` does, in the builder's current scope. Equal steps of
    that scope are taken once.

    The proof's claim must have the builder's current scope, and its variables and hypotheses (at
    the builder's parameter values); its goal may be another. The checker judges the whole again.
    Where parameters have values, a letter that the proof binds may have the name of one: it gets
    another name.
    """
    proof = replace(proof, **_apart(builder, proof)) if builder.at else proof
    base = builder.scope
    shift = len(builder.narrower)
    for narrower in proof.scopes:
        parent = narrower.parent + shift if narrower.parent else base
        builder.narrower.append(replace(narrower, parent=parent))
        scope = builder.scopes[parent]
        if narrower.relation is not None:
            scope = scope.with_relation(narrower.relation)
        else:
            scope = scope.with_symbol(*narrower.bound.bounds[0])
        builder.scopes.append(scope)
    place: dict[int, int] = {}
    for index, step in enumerate(proof.steps):
        scope_index = step.scope + shift if step.scope else base
        premises = tuple(place[premise] for premise in step.premises)
        moved = replace(step, scope=scope_index, premises=premises)
        place[index] = builder.insert(moved)
    return place[len(proof.steps) - 1]


def _apart(builder: Builder, proof: Proof) -> dict[str, Any]:
    """The proof's scopes and steps with other letters for those that are called as a parameter."""
    used = {symbol.name: symbol for symbol in builder.original.scope.names}
    found = _letters((proof.scopes, proof.steps))
    names = {*used, *(symbol.name for symbol in found)}
    swap: dict[Basic, Basic] = {}
    for symbol in sorted(found, key=lambda s: str(s.name)):
        if used.get(symbol.name, symbol) == symbol:
            continue
        free = next(n for n in (f"{symbol.name}_{i}" for i in range(1, 999)) if n not in names)
        swap[symbol] = Symbol(free, **symbol._assumptions_orig)
        names.add(free)
    told = _relabelled((proof.scopes, proof.steps), swap) if swap else (proof.scopes, proof.steps)
    return {"scopes": told[0], "steps": told[1]}


def _letters(value: Any) -> set[Symbol]:
    """Every symbol in plain data."""
    if isinstance(value, Basic):
        return {s for s in value.atoms(Symbol) if not isinstance(s, Dummy)}
    if is_dataclass(value):
        return _letters(tuple(getattr(value, each.name) for each in fields(value)))
    return set().union(*map(_letters, value)) if isinstance(value, tuple) else set()


def _relabelled(value: Any, swap: dict[Basic, Basic]) -> Any:
    """Plain data with other symbols."""
    if isinstance(value, Basic):
        return value.xreplace(swap)
    if isinstance(value, tuple):
        return tuple(_relabelled(each, swap) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        told = {f.name: _relabelled(getattr(value, f.name), swap) for f in fields(value)}
        return replace(value, **told)
    return value

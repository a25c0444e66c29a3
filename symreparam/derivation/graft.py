"""Steps of one proof put into the builder of another: both speak of the same random variables."""

from __future__ import annotations

from dataclasses import replace

from symreparam.derivation.builder import Builder
from symreparam.logic.proof import Proof


def graft(builder: Builder, proof: Proof) -> int:
    """The step that concludes what `proof` does, in the builder's current scope. Equal steps of
    that scope are taken once.

    The proof's claim must have the builder's current scope, and its variables and hypotheses (at
    the builder's parameter values); its goal may be another. The checker judges the whole again.
    """
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

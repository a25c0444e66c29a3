"""Remainders of whole combinations of uniform variables, recognised."""

from __future__ import annotations

from functools import partial

from sympy import Add, Expr, Mul, Symbol, floor

from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent
from symreparam.rules.circle_independence import remainder_of, whole_row
from symreparam.terms.law import Named


def circle_step(rule: str, builder: Builder, goal: Independent) -> int:
    """A step by the rule, `independent-circle` or `dependent-circle`. Raises RuleError."""
    claim = builder.claim
    if not any(term.has(floor) for term in goal.subjects):
        raise RuleError(f"{rule}.term", "no remainder")
    lengths: dict[Symbol, Expr] = {}
    for symbol, given in zip(claim.variables, claim.hypotheses, strict=True):
        law, inside = given.law, any(term.has(symbol) for term in goal.subjects)
        if inside and isinstance(law, Named) and law.family == "Uniform":
            lengths[symbol] = Add(law.arguments[1], Mul(-1, law.arguments[0]))
    parts = tuple(remainder_of(term, lengths) for term in goal.subjects)
    # a variable that enters by a part of its length is one of the others
    used = {s: n for s, n in lengths.items() if all(whole_row(w, m, {s: n})[0] for w, m in parts)}
    used = used or lengths
    names = tuple(used)
    laws = tuple(builder.add("hypothesis", (), (claim.variables.index(s),)) for s in names)
    return builder.add(rule, laws, (goal, names))


independent_circle = partial(circle_step, "independent-circle")
dependent_circle = partial(circle_step, "dependent-circle")

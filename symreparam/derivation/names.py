"""Names for bound letters that clash with nothing in the claim or in the current scope."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.derivation.builder import Builder
from symreparam.logic.judgement import Equation, HasJointLaw, HasLaw
from symreparam.terms.law import Law
from symreparam.terms.scope import variable, whole

INDEX = "k"


def fresh(builder: Builder, name: str, *others: Expr) -> str:
    """The name, or the first of `name_1`, `name_2`, ... that is free."""
    used = taken(builder) | {str(symbol.name) for term in others for symbol in term.free_symbols}
    candidates = [name, *(f"{name}_{index}" for index in range(1, 200))]
    return next(candidate for candidate in candidates if candidate not in used)


def held_letter(builder: Builder, *others: Symbol) -> Symbol:
    """The letter for a term that is held fixed: y, or y_1, .. where that is taken."""
    used = {s.name for s in (*builder.setting.scope.names, *builder.claim.variables, *others)}
    names = ["y", *(f"y_{index}" for index in range(1, 50))]
    return variable(next(name for name in names if name not in used))


def taken(builder: Builder) -> set[str]:
    """Names of parameters, of random variables, and of the letters that the goal binds."""
    claim = builder.original
    symbols = [*claim.scope.names, *claim.variables, *builder.setting.scope.names]
    goal = claim.goal
    if isinstance(goal, Equation):
        symbols += [mean.letter for mean in goal.means]
    if isinstance(goal, HasJointLaw):
        symbols += goal.law.variables
    if isinstance(goal, HasLaw) and isinstance(goal.law, Law):
        symbols += [goal.law.variable, *(each.index for each in goal.law.lattices)]
    return {str(symbol.name) for symbol in symbols}


def index_of(builder: Builder) -> Symbol:
    """The index of every lattice of a proof: the goal's own, or a free name like k."""
    goal = builder.original.goal
    if isinstance(goal, HasLaw) and isinstance(goal.law, Law) and goal.law.lattices:
        return goal.law.lattices[0].index
    claim = builder.original
    names = {symbol.name for symbol in (*claim.scope.names, *claim.variables)}
    if isinstance(goal, HasLaw) and isinstance(goal.law, Law):
        names.add(goal.law.variable.name)
    candidates = [INDEX, *(f"{INDEX}_{i}" for i in range(1, 200))]
    return whole(next(name for name in candidates if name not in names))

"""The law of a term in one random variable. What needs more than a change of variables (steps,
periods, two stages) is imported where it is tried."""

from __future__ import annotations

from sympy import Expr, ceiling, cos, floor, sin, tan

from symreparam.derivation.branch import NoInverse, OrderNeeded, SignNeeded
from symreparam.derivation.builder import Builder
from symreparam.derivation.draws import draw_in, draw_step
from symreparam.derivation.transport import Letters, constant_law, source_law, transport
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw
from symreparam.terms.law import Law


def law_of_one(builder: Builder, term: Expr, names: Letters) -> int | None:
    """A step HasLaw(term, a density); None for a term in several random variables."""
    claim = builder.claim
    random = tuple(v for v in claim.variables if term.has(v))
    if len(random) > 1:
        return None
    if not random:
        return constant_law(builder, term, names.target)
    if term == random[0]:
        return source_law(builder, claim.variables.index(term), names.target)
    known = known_law(builder, term, names)
    if known is not None:
        return known
    draw = draw_in(term)
    if draw is not None:
        given = draw_step(builder, draw, names.target if draw == term else names.source)
        if draw == term:
            return given
        return transported(builder, given, term.xreplace({draw: names.source}), names)
    if term.has(floor) and term.has(floor(random[0] / 2)):  # SymPy thinks before it writes a floor
        from symreparam.derivation.parity import by_parity

        parity = by_parity(builder, term, random[0], names)
        if parity is not None:
            return parity
    given = source_law(builder, claim.variables.index(random[0]), names.source)
    return transported(builder, given, term.xreplace({random[0]: names.source}), names)


def known_law(builder: Builder, term: Expr, names: Letters) -> int | None:
    """A step of this scope that says a density of the term in the target letter."""
    for index, step in enumerate(builder.steps):
        found = step.conclusion
        here = step.scope == builder.scope and isinstance(found, HasLaw)
        if not here or not isinstance(found, HasLaw) or found.subject != term:
            continue
        if isinstance(found.law, Law) and found.law.variable == names.target:
            return index
    return None


def transported(builder: Builder, given: int, body: Expr, names: Letters) -> int:
    """The law of a map branch by branch, with its periods folded onto one, or in two stages."""
    attempts = [carried]
    if body.has(sin, cos, tan, floor):
        from symreparam.derivation.periodic import fold

        attempts.append(fold)
    error: Exception | None = None
    for attempt in attempts:
        try:
            return attempt(builder, given, body, names)
        except (RuleError, NoInverse) as failed:
            if isinstance(failed, SignNeeded):
                raise
            # cases may help where an order is open
            error = error if isinstance(error, OrderNeeded) else failed
    from symreparam.derivation.stages import stages
    from symreparam.derivation.tidy import tidied

    for inner in stages(body, names.source):
        try:
            within = tidied(builder, carried(builder, given, inner, names))
            return transported(builder, within, body.xreplace({inner: names.source}), names)
        except (RuleError, NoInverse) as failed:
            if isinstance(failed, SignNeeded):
                raise
    raise error or NoInverse(str(body))


def carried(builder: Builder, given: int, body: Expr, names: Letters) -> int:
    """The law of `body` (in names.source) when the source has the law of step `given`.

    By the change of variables; where the map has infinitely many steps, those first.
    """
    try:
        return transport(builder, given, body, names)
    except SignNeeded:
        raise
    except (NoInverse, RuleError) as error:
        steps = [s for s in body.atoms(floor, ceiling) if s.has(names.source)]
        if not steps:
            raise
        from symreparam.derivation.floors import in_steps

        try:
            return in_steps(builder, given, body, names, steps)
        except SignNeeded:
            raise
        except (RuleError, NoInverse):
            raise error from None

"""The law of a term whose form depends on the sign of a parameter: one law a case."""

from __future__ import annotations

from sympy import Expr

from symreparam.derivation.branch import NoInverse, OrderNeeded, SignNeeded
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.fingerprint import members, usual
from symreparam.derivation.implicit import implicit_law
from symreparam.derivation.merge import merged
from symreparam.derivation.prove import MAX_CASES, conclude, true_law
from symreparam.derivation.splitting import cases_of
from symreparam.derivation.transport import letters
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw
from symreparam.terms.law import Law, Named


def law_by_cases(builder: Builder, cases: int = MAX_CASES) -> int:
    """A step that the goal's subject has a law in each case of the open signs, or one law where no
    sign is open. Raises RuleError, NoInverse, Unsupported."""
    try:
        return _law_here(builder)
    except (SignNeeded, OrderNeeded) as open_sign:
        term = open_sign.term
        if cases == 0 or not term.free_symbols <= set(builder.setting.scope.names):
            raise
    relations, spared = cases_of(builder, term)
    ends = []
    for relation in relations:
        builder.enter(relation)
        ends.append(law_by_cases(builder, cases - 1))
        builder.leave()
    found = [builder.conclusion(end) for end in ends]
    if all(each == found[0] for each in found):
        return builder.join(tuple(ends), spared)
    return builder.join_laws(tuple(ends), spared)


def _law_here(builder: Builder) -> int:
    """The law by its usual name, or in as few pieces as possible, or where the map is."""
    subject = builder.claim.law_goal.subject
    try:
        derived = true_law(builder)
    except (SignNeeded, OrderNeeded):
        raise
    except (RuleError, NoInverse):
        return implicit_law(builder, subject, letters(builder))
    plain = law_step(builder, derived).law
    if not isinstance(plain, Law):
        raise RuleError("law-by-cases.law", "no density was derived")
    law = merged(builder, plain)
    forms: list[Law | Named] = [*(named for named in members(law) if usual(named)), law]
    for form in forms:
        found = _concluded(builder, derived, plain, subject, form)
        if found is not None:
            return found
    return derived


def _concluded(
    builder: Builder, derived: int, plain: Law, subject: Expr, law: Law | Named
) -> int | None:
    try:
        return conclude(builder, derived, plain, HasLaw(subject, law))
    except (RuleError, NoInverse, Unsupported):
        return None

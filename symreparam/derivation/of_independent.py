"""Functions of independent terms in normal variables: each term is replaced by a variable with its
law. Student's t of a sample is found in this way, from its mean and its variance.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from sympy import Expr, Symbol

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.independent_forms import by_forms
from symreparam.derivation.instances import Values
from symreparam.derivation.quadratic_form import normal_law_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Fails, HasLaw, Independent
from symreparam.logic.proof import Proof, Step
from symreparam.rules.of_independent import lemma_claim
from symreparam.rules.table import OF_INDEPENDENT
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

MOST_PARTS = 3
Settled = Callable[[Claim], Proof | None]


def by_independent_parts(claim: Claim, settled: Settled, values: Values = ()) -> Proof | None:
    """A proof of the claim, or of its falsity at the values, from one of the claim about new
    variables, which `settled` has to find; None without one."""
    builder = Builder(claim, values)
    goal = builder.claim.law_goal
    random = tuple(v for v in claim.variables if goal.subject.has(v))
    parts = _parts(goal.subject, random)
    if not 2 <= len(parts) <= MOST_PARTS or not _overlap(parts, random):
        return None
    try:
        laws = [normal_law_step(builder, part) for part in parts]
        named = [law_step(builder, step).law for step in laws if step is not None]
        if len(named) < len(parts):
            return None
        apart = by_forms(builder, Independent(parts))
    except (RuleError, NoInverse, Unsupported):
        return None
    letters = _letters(builder, len(parts))
    body = goal.subject.xreplace(dict(zip(parts, letters, strict=True)))
    if body.has(*random):
        return None
    members = tuple(law for law in named if isinstance(law, Named))
    lemma = settled(lemma_claim(builder.claim, letters, members, body, goal.law))
    if lemma is None:
        return None
    premises = (apart, *(step for step in laws if step is not None))
    shown = HasLaw(body.xreplace(dict(zip(letters, parts, strict=True))), goal.law)
    found = shown if lemma.steps[-1].conclusion == lemma.claim.goal else Fails(shown)
    args = (letters, body, goal.law, lemma)
    last = builder.insert(Step(builder.scope, OF_INDEPENDENT, premises, args, found))
    return builder.proof(last)


def _parts(term: Expr, random: tuple[Symbol, ...]) -> tuple[Expr, ...]:
    """The largest parts of the term that are polynomials in the random variables."""
    found: dict[Expr, None] = {}
    pending: list[Expr] = [term]
    while pending:
        part = pending.pop(0)
        if not part.has(*random):
            continue
        if part.is_polynomial(*random):
            found[part] = None
        else:
            pending += [each for each in part.args if isinstance(each, Expr)]
    return tuple(found)


def _overlap(parts: tuple[Expr, ...], random: tuple[Symbol, ...]) -> bool:
    """Whether two of the parts have a variable in common: else they are no question."""
    return any(sum(part.has(v) for part in parts) > 1 for v in random)


def _letters(builder: Builder, number: int) -> tuple[Symbol, ...]:
    taken = {s.name for s in (*builder.setting.scope.names, *builder.claim.variables)}
    names = (name for name in (*"UVW", *(f"V_{k}" for k in range(99))) if name not in taken)
    return tuple(variable(name) for name in islice(names, number))

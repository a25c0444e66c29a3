"""The first four cumulants of the expression and of the target, each an equation that is proved."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sympy import Expr, Function, Symbol, cancel, exp, expand, gamma

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.equations import prove_equation
from symreparam.derivation.expectation import mean_step
from symreparam.derivation.location_scale import affine_parts
from symreparam.families.family import Family
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Equation, Expectation, HasLaw, Mean
from symreparam.pipeline.equations import replayed_or_none
from symreparam.pipeline.facts import Fact
from symreparam.studies.examination import Cumulants
from symreparam.studies.noise import fresh
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.scope import variable

MOST_OPERATIONS: Final = 60
_FAILURES = (RuleError, NoInverse, Unsupported)
_NONE: Final[tuple[Expr | None, ...]] = (None, None, None, None)


def cumulants(claim: Claim, law: AnyLaw | None) -> Cumulants:
    """Cumulants of the claim's subject and of its target, as far as their moments are found.
    `law` is the subject's law when it is proved: a named one is used in its place."""
    subject, target = claim.law_goal.subject, claim.law_goal.law
    if isinstance(law, Named):
        mine, own = _of_member(claim, law)
    elif _hopeless(claim):
        mine, own = _NONE, ()
    else:
        mine, own = _of(claim, subject)
    other, facts = _of_member(claim, target) if isinstance(target, Named) else (_NONE, ())
    return Cumulants(mine, other, (*own, *facts))


def standing_for(claim: Claim, law: Named) -> Claim:
    """The claim about one variable z that has the law."""
    letter = variable(fresh(claim, "z", "y", "z_t"))
    given = HasLaw(letter, law)
    return replace(claim, variables=(letter,), hypotheses=(given,), goal=given)


def _of_member(claim: Claim, law: Named) -> tuple[tuple[Expr | None, ...], tuple[Fact, ...]]:
    record = family(law.family)
    if record is None or (record.mean is None and record.mgf is None and record.mellin is None):
        return _NONE, ()
    about = standing_for(claim, law)
    return _of(about, about.law_goal.subject, 4 if _plain_moments(record) else 2)


def _plain_moments(record: Family) -> bool:
    """Whether higher moments come from derivatives of a transform that is plain at 0: those of a
    quotient with sines take very long and end in no closed form."""
    if record.mgf is not None and not record.mgf.atoms(Function) - record.mgf.atoms(exp, gamma):
        return True
    bounded = all(not end.is_infinite for p in record.pieces for end in p.region.bounds[0][1:])
    return bounded or record.mellin is not None


def _hopeless(claim: Claim) -> bool:
    """Whether an affine map's noise has no mean for some parameter values, by its record."""
    random = [v for v in claim.variables if claim.law_goal.subject.has(v)]
    laws = [claim.hypotheses[claim.variables.index(v)].law for v in random]
    records = [family(law.family) for law in laws if isinstance(law, Named)]
    plain = len(random) == 1 and affine_parts(claim.law_goal.subject, random[0]) is not None
    return plain and any(r is not None and r.mean is None and r.mgf is None for r in records)


def _of(
    claim: Claim, subject: Expr, orders: int = 4
) -> tuple[tuple[Expr | None, ...], tuple[Fact, ...]]:
    """Mean, variance, third central moment, and fourth less three squared variances."""
    found: list[Expr | None] = []
    facts: list[Fact] = []
    if subject.count_ops() > MOST_OPERATIONS:
        return _NONE, ()
    first = _mean(claim, subject)
    for order in range(1, 5):
        value, fact = None, None
        if order <= orders and first is not None and (order == 1 or found[-1] is not None):
            value, fact = _one(claim, subject, first, order, found)
        found.append(value)
        facts += [fact] if fact is not None else []
    return tuple(found), tuple(facts)


def _one(
    claim: Claim, subject: Expr, mean: Expr, order: int, found: list[Expr | None]
) -> tuple[Expr | None, Fact | None]:
    body = subject if order == 1 else expand(subject - mean) ** order
    moment = mean if order == 1 else _mean(claim, body)
    if moment is None:
        return None, None
    m, v = (variable(fresh(claim, name)) for name in ("m_c", "v_c"))
    means: tuple[Mean, ...] = (Mean(m, body),)
    left: Expr = m
    value = moment
    if order == 4:
        assert found[1] is not None
        means = (*means, Mean(v, expand(subject - mean) ** 2))
        left, value = m - 3 * v**2, moment - 3 * found[1] ** 2
    value = plain(value)
    asked = replace(claim, goal=Equation(left, value, means))
    try:
        proof = replayed_or_none(prove_equation(asked), asked)
    except _FAILURES:
        return None, None
    return (None, None) if proof is None else (value, Fact(asked, True, proof))


def _mean(claim: Claim, body: Expr) -> Expr | None:
    letter: Symbol = variable(fresh(claim, "m_c"))
    builder = Builder(replace(claim, goal=Equation(letter, letter, (Mean(letter, body),))))
    try:
        known = builder.conclusion(mean_step(builder, body))
    except _FAILURES:
        return None
    if not isinstance(known, Expectation) or known.value.count_ops() > 4 * MOST_OPERATIONS:
        return None
    return plain(known.value)


def plain(value: Expr) -> Expr:
    """Expanded where that is shorter, or cancelled: SymPy's guess at the shorter form."""
    choices = [value, expand(value)]
    if value.count_ops() <= MOST_OPERATIONS and value.is_rational_function(*value.free_symbols):
        choices.append(cancel(value))
    return min(choices, key=lambda each: (int(each.count_ops()), str(each)))

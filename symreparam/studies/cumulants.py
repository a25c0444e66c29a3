"""The first four cumulants of the expression and of the target, each an equation that is proved."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sympy import Add, Expr, Function, Integer, Symbol, cancel, exp, expand, gamma, gammasimp, oo
from sympy import beta as beta_function

from symreparam.decide.answer import Context, Proved
from symreparam.decide.sign import holds
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.equations import equation_from, prove_equation
from symreparam.derivation.expectation import mean_step
from symreparam.derivation.location_scale import affine_parts
from symreparam.families.family import Family
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Equation, Expectation, HasLaw, Mean
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.facts import Fact, narrowed
from symreparam.studies.examination import Cumulants
from symreparam.studies.noise import fresh
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, variable

MOST_OPERATIONS: Final = 60
_FAILURES = (RuleError, NoInverse, Unsupported)


@dataclass(frozen=True, slots=True)
class _Found:
    """Cumulants, and what was used where to find them."""

    values: tuple[Expr | None, ...]
    facts: tuple[Fact, ...] = ()
    where: tuple[tuple[Relation, ...], ...] = ((), (), (), ())


_NOTHING: Final = _Found((None, None, None, None))


def cumulants(claim: Claim, law: AnyLaw | None) -> Cumulants:
    """Cumulants of the claim's subject and of its target, as far as their moments are found.
    `law` is the subject's law when it is proved: a named one is used in its place."""
    subject, target = claim.law_goal.subject, claim.law_goal.law
    mine = _of_member(claim, law) if isinstance(law, Named) else _NOTHING
    # of a member without recorded moments the noise may have some
    if mine is _NOTHING and _hopeless(claim):
        mine = _where_finite(claim, subject)
    elif mine is _NOTHING:
        mine = _of(claim, subject)
    other = _of_member(claim, target) if isinstance(target, Named) else _NOTHING
    facts = (*mine.facts, *other.facts)
    return Cumulants(mine.values, other.values, facts, mine.where, other.where)


def _where_finite(claim: Claim, subject: Expr) -> _Found:
    """The cumulants of an affine map of a Student variable: that of order k exists where there are
    more than k degrees of freedom."""
    parts = student_parts(claim, subject)
    if parts is None:
        return _NOTHING
    found = [_narrow(claim, subject, parts, order) for order in range(1, 5)]
    facts = tuple(fact for fact, _ in found if fact is not None)
    values = tuple(
        None if fact is None else value
        for value, (fact, _) in zip(_values(*parts), found, strict=True)
    )
    return _Found(values, facts, tuple(where for _, where in found))


def student_parts(claim: Claim, subject: Expr) -> tuple[Expr, Expr, Expr] | None:
    """Shift, factor and degrees of freedom, or None for a subject of another kind."""
    random = [v for v in claim.variables if subject.has(v)]
    if len(random) != 1:
        return None
    law = claim.hypotheses[claim.variables.index(random[0])].law
    parts = affine_parts(subject, random[0])
    if parts is None or not isinstance(law, Named) or law.family != "StudentT":
        return None
    return (*parts, law.arguments[0])


def _values(shift: Expr, factor: Expr, nu: Expr) -> tuple[Expr, ...]:
    """Proposed, to be proved: Johnson, Kotz, Balakrishnan 1995, volume 2, chapter 28."""
    second = factor**2 * nu / (nu - 2)
    return shift, second, Integer(0), 6 * factor**4 * nu**2 / ((nu - 2) ** 2 * (nu - 4))


def _narrow(
    claim: Claim, subject: Expr, parts: tuple[Expr, Expr, Expr], order: int
) -> tuple[Fact | None, tuple[Relation, ...]]:
    """The proved cumulant where it exists, with the condition for that."""
    relation = Relation(Integer(order), "<", parts[2])
    always = isinstance(holds(relation, Context(claim.scope, NUMBERS)), Proved)
    inside = claim if always else narrowed(claim, (relation,))
    if inside is None:
        return None, ()
    values = _values(*parts)
    fact = _stated(inside, subject, parts[0], order, values[order - 1])
    return fact, () if always else (relation,)


def standing_for(claim: Claim, law: Named) -> Claim:
    """The claim about one variable z that has the law."""
    letter = variable(fresh(claim, "z", "y", "z_t"))
    given = HasLaw(letter, law)
    return replace(claim, variables=(letter,), hypotheses=(given,), goal=given)


def _of_member(claim: Claim, law: Named) -> _Found:
    record = family(law.family)
    if law.family == "StudentT":
        known = standing_for(claim, law)
        return _where_finite(known, known.law_goal.subject)
    if record is None or (record.mean is None and record.mgf is None and record.mellin is None):
        return _NOTHING
    about = standing_for(claim, law)
    if record.mellin is not None and record.mgf is None and not record.variants:
        return _of_tail(about, record, law)
    return _of(about, about.law_goal.subject, 4 if _plain_moments(record) else 2)


def _of_tail(claim: Claim, record: Family, law: Named) -> _Found:
    """The cumulants of a variable whose moments are finite up to an end that its parameters tell:
    that of order k exists where k lies below it (the strip of the record's Mellin transform)."""
    assert record.mellin_range is not None
    swap = {own.symbol: term for own, term in zip(record.parameters, law.arguments, strict=True)}
    end = record.mellin_range[1].xreplace(swap) - 1
    if end == oo:
        return _of(claim, claim.law_goal.subject)
    subject, first = claim.law_goal.subject, None
    values: list[Expr | None] = []
    facts: list[Fact] = []
    where: list[tuple[Relation, ...]] = []
    for order in range(1, 5):
        relation = Relation(Integer(order), "<", end)
        always = isinstance(holds(relation, Context(claim.scope, NUMBERS)), Proved)
        inside = claim if always else narrowed(claim, (relation,))
        value, fact = None, None
        if inside is not None:
            first = _mean(inside, subject) if order == 1 else first
            if first is not None and (order == 1 or values[-1] is not None):
                value, fact = _one(inside, subject, first, order, values)
        values.append(value)
        facts += [fact] if fact is not None else []
        where.append(() if always else (relation,))
    return _Found(tuple(values), tuple(facts), tuple(where))


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


def _of(claim: Claim, subject: Expr, orders: int = 4) -> _Found:
    """Mean, variance, third central moment, and fourth less three squared variances."""
    found: list[Expr | None] = []
    facts: list[Fact] = []
    if subject.count_ops() > MOST_OPERATIONS:
        return _NOTHING
    first = _mean(claim, subject)
    for order in range(1, 5):
        value, fact = None, None
        if order <= orders and first is not None and (order == 1 or found[-1] is not None):
            value, fact = _one(claim, subject, first, order, found)
        found.append(value)
        facts += [fact] if fact is not None else []
    return _Found(tuple(found), tuple(facts))


def _one(
    claim: Claim, subject: Expr, mean: Expr, order: int, found: list[Expr | None]
) -> tuple[Expr | None, Fact | None]:
    m, v = (variable(fresh(claim, name)) for name in ("m_c", "v_c"))
    bodies = [subject if order == 1 else expand(subject - mean) ** order]
    bodies += [expand(subject - mean) ** 2] if order == 4 else []
    means = tuple(Mean(letter, body) for letter, body in zip((m, v), bodies, strict=False))
    builder = Builder(replace(claim, goal=Equation(m, m, means[:1])))
    try:
        steps = tuple(mean_step(builder, body) for body in bodies)
        known = builder.conclusion(steps[0])
        if not isinstance(known, Expectation) or known.value.count_ops() > 4 * MOST_OPERATIONS:
            return None, None
        value = plain(known.value)
        value = plain(value - 3 * found[1] ** 2) if order == 4 else value  # type: ignore[operator]
        goal = Equation(m - 3 * v**2 if order == 4 else m, value, means)
        asked = replace(claim, goal=goal)
        proof = replayed(equation_from(builder, goal, steps), asked)
    except _FAILURES:
        return None, None
    return (None, None) if proof is None else (value, Fact(asked, True, proof))


def _stated(claim: Claim, subject: Expr, mean: Expr, order: int, value: Expr) -> Fact | None:
    """The proved equation for the cumulant of this order of a subject with this mean, or None."""
    m, v = (variable(fresh(claim, name)) for name in ("m_c", "v_c"))
    body = subject if order == 1 else expand(subject - mean) ** order
    means: tuple[Mean, ...] = (Mean(m, body),)
    left: Expr = m
    if order == 4:
        means = (*means, Mean(v, expand(subject - mean) ** 2))
        left = m - 3 * v**2
    asked = replace(claim, goal=Equation(left, value, means))
    try:
        proof = replayed(prove_equation(asked), asked)
    except _FAILURES:
        return None
    return None if proof is None else Fact(asked, True, proof)


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
    """The shorter of the whole and of the sum of its terms, each in its shortest form."""
    whole = _shortest(value)
    if not whole.is_Add:
        return whole
    return min((whole, Add(*map(_shortest, whole.args))), key=_size)


def _size(form: Expr) -> tuple[int, str]:
    return int(form.count_ops()), str(form)


def _shortest(value: Expr) -> Expr:
    """Expanded where that is shorter, or cancelled: SymPy's guess at the shorter form."""
    choices = [value, expand(value)]
    if value.has(beta_function, gamma):
        plainer = gammasimp(value.rewrite(gamma))
        choices += [] if plainer.has(gamma) else [plainer, cancel(plainer)]
    if value.count_ops() <= MOST_OPERATIONS and value.is_rational_function(*value.free_symbols):
        choices.append(cancel(value))
    return min(choices, key=_size)

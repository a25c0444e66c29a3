"""KL(expression, target) in closed form, when the engine finds and proves it."""

from __future__ import annotations

from dataclasses import replace

from sympy import Add, Expr, Integer, Symbol, expand, expand_log, log, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.limits import limit
from symreparam.decide.sign import holds, sign
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.divergence import divergence_step, mean_or_infinite
from symreparam.derivation.equations import equation_from
from symreparam.derivation.location_scale import affine_parts
from symreparam.derivation.pullback import monotone_segments
from symreparam.families.members import UnknownFamily, WrongArguments, unfold
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Divergence, DivergenceOf, Equation, HasLaw
from symreparam.pipeline.checked import replayed
from symreparam.pipeline.facts import Fact, narrowed
from symreparam.studies.cumulants import plain, standing_for, student_parts
from symreparam.studies.noise import fresh
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, variable

_FAILURES = (RuleError, NoInverse, Unsupported)


@dataclass(frozen=True, slots=True)
class Found:
    """The value with the proof of the equation that says so, where the relations hold."""

    value: Expr | None = None
    fact: Fact | None = None
    where: tuple[Relation, ...] = ()


def divergence(claim: Claim, law: AnyLaw | None) -> Found:
    """The divergence, without a value when none is found. `law` is the subject's law, which is
    proved: a variable that has it stands for the subject."""
    target = claim.law_goal.law
    if not isinstance(target, Named) or law is None:
        return Found()
    where = _second_moment(claim, target)
    inside = narrowed(claim, where) if where else claim
    return Found() if inside is None else Found(*_closed(inside, law, target), where)


def _second_moment(claim: Claim, target: Named) -> tuple[Relation, ...]:
    """The condition for a second moment of an affine map of a Student variable, if it is open:
    without it the divergence from a law with light tails may be infinite."""
    parts, record = student_parts(claim, claim.law_goal.subject), family(target.family)
    if parts is None or record is None or record.mgf is None:
        return ()
    needed = Relation(Integer(2), "<", parts[2])
    always = isinstance(holds(needed, Context(claim.scope, NUMBERS)), Proved)
    return () if always else (needed,)


def _closed(claim: Claim, law: AnyLaw, target: Named) -> tuple[Expr | None, Fact | None]:
    goal = HasLaw(claim.law_goal.subject, target)
    if isinstance(law, Named):
        claim = standing_for(claim, law)
        goal = HasLaw(claim.law_goal.subject, target)
    elif sum(goal.subject.has(v) for v in claim.variables) > 1 and not law.atoms:
        return None, None  # the law would be sought again
    elif _hopeless(claim, target):
        return None, None
    letter = variable(fresh(claim, "d_c"))
    wanted = DivergenceOf(letter, goal.subject, target)
    builder = Builder(replace(claim, goal=Equation(letter, letter, (wanted,))))
    try:
        last = divergence_step(builder, wanted)
        known = builder.conclusion(last)
        # what has no finite value is infinite
        value = plain(known.value) if isinstance(known, Divergence) else oo
        goal_value = Equation(letter, value, (wanted,))
        asked = replace(claim, goal=goal_value)
        proof = replayed(equation_from(builder, goal_value, (last,)), asked)
    except _FAILURES:
        return None, None
    return (None, None) if proof is None else (value, Fact(asked, True, proof))


def _hopeless(claim: Claim, target: Named) -> bool:
    """Whether the mean that the divergence is, told in the noise, was not found and is not
    infinite. The density of an expression without a name is longer than the noise's own, and
    sought in vain for much longer. Where the map is monotone, log p(e) - log q(g(e)) - log |g'(e)|
    has that mean; of other maps nothing is known here."""
    random = [v for v in claim.variables if claim.law_goal.subject.has(v)]
    if len(random) != 1 or affine_parts(claim.law_goal.subject, random[0]) is not None:
        return False
    noise, subject = random[0], claim.law_goal.subject
    source = claim.hypotheses[claim.variables.index(noise)].law
    try:
        mine, other = (unfold(law, noise) for law in (source, target) if isinstance(law, Named))
        cells = monotone_segments(subject, noise, *_span(mine), Context(claim.scope, NUMBERS))
    except (*_FAILURES, UnknownFamily, WrongArguments, ValueError):
        return False
    over = Context(claim.scope, mine.pieces[0].region)
    if len(cells) != 1 or not _inside(subject, noise, other, over):
        return False
    slope = subject.diff(noise)
    slope = slope if isinstance(sign(slope, "+", over), Proved) else -slope
    there = other.pieces[0].density.xreplace({noise: subject})
    body = Add(*(_logarithm(mine.pieces[0].density), -_logarithm(there), -_logarithm(slope)))
    builder = Builder(claim)
    try:
        mean_or_infinite(builder, expand(body))
    except _FAILURES:
        return True
    return False


def _span(law: Law) -> tuple[Expr, Expr]:
    """The ends of the one interval on which the law lives. Raises ValueError."""
    [piece] = law.pieces
    low, high = piece.region.bounds[0][1:]
    return low, high


def _inside(subject: Expr, noise: Symbol, target: Law, over: Context) -> bool:
    """Whether a monotone map takes the noise onto the target's support, or this is the line:
    beyond it the divergence is infinite for another reason."""
    if len(target.pieces) != 1:
        return False
    ends = target.pieces[0].region.bounds[0][1:]
    if ends == (-oo, oo):
        return True
    return {limit(subject, noise, end, over) for end in ("lower", "upper")} == set(ends)


def _logarithm(term: Expr) -> Expr:
    """The logarithm taken apart, of a positive term."""
    return expand_log(log(term), force=True)

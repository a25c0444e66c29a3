"""Counterexamples by moments: of the subject term by term, of the claimed law from its record."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Function, Integer, exp, log

from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import Failure, expanded_mean
from symreparam.derivation.instances import Values
from symreparam.derivation.integrate import integral_step
from symreparam.derivation.means import moment_steps
from symreparam.derivation.transform_means import power_steps
from symreparam.derivation.transport import letters
from symreparam.derivation.unfold import unfold_step
from symreparam.families.members import record_of
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, HasLaw, Integral
from symreparam.logic.proof import Proof
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS

POWERS = (1, 2, 3, 4)
MOST_OPERATIONS = 30


def refute_by_moments(
    claim: Claim, values: Values, integrals: bool = True, powers: tuple[int, ...] = POWERS
) -> Proof | None:
    """A proof that one moment is not that of the claimed law at these values, or None.

    Without `integrals` the claimed law's moments are taken from its record alone, which is quick.
    """
    builder = Builder(claim, values)
    goal = builder.claim.law_goal
    if any(_heavy(given) for given in builder.claim.hypotheses if goal.subject.has(given.subject)):
        return None
    ways = _ways(builder)
    if ways == ["integral"] and not integrals:
        return None
    if isinstance(goal.law, Law) and not all(_short(piece.density) for piece in goal.law.pieces):
        return None
    # integrals of higher powers are dear where parameters are left
    few = ways == ["integral"] and bool(builder.claim.scope.symbols)
    for power in powers[:2] if few else powers:
        try:
            mean = expanded_mean(builder, goal.subject**power)
        except Failure:
            return None  # higher moments are no easier
        for way in ways:
            try:
                return builder.proof(_differ(builder, mean, way, power))
            except Failure:
                continue
    return None


def _short(density: Expr) -> bool:
    """Whether moments of the density are worth a try: no special functions, few operations."""
    plain = (exp, log, Abs)
    special = any(not isinstance(f, plain) for f in density.atoms(Function))
    return not special and int(density.count_ops()) <= MOST_OPERATIONS


def _heavy(given: HasLaw) -> bool:
    """Whether the record knows of no moment and parameters are left: integrals would be sought in
    vain."""
    if not isinstance(given.law, Named):
        return False
    record = record_of(given.law)
    unknown = record.mean is None and record.mgf is None and record.mellin is None
    return unknown and (not given.law.arguments or any(a.free_symbols for a in given.law.arguments))


def _ways(builder: Builder) -> list[str]:
    law = builder.claim.law_goal.law
    if not isinstance(law, Named):
        return ["integral"]
    record = record_of(law)
    found = ["exponential"] if record.mgf is not None else []
    return [*found, *(["power"] if record.mellin is not None else [])] or ["integral"]


def moment_gaps(claim: Claim) -> tuple[Expr, ...]:
    """What the first two moments of the subject differ by from those of the claimed member."""
    builder, found = Builder(claim), list[Expr]()
    for power in (1, 2):
        for way in _ways(builder):
            try:
                mean = expanded_mean(builder, claim.law_goal.subject**power)
                found.append(_values(builder, mean, way, power)[2])
                break
            except Failure:
                continue
    return tuple(found)


def _differ(builder: Builder, mean: int, way: str, power: int) -> int:
    premises, goal, gap = _values(builder, mean, way, power)
    try:
        apart = builder.sign(gap)
    except RuleError:
        if builder.at or not builder.claim.scope.symbols:
            raise
        apart = builder.sign_is(gap, "!=")
    args = (goal, way, power)
    return builder.add("differ-moment", (mean, *dict.fromkeys((*premises, apart))), args)


def _values(
    builder: Builder, mean: int, way: str, power: int
) -> tuple[list[int] | tuple[int, ...], HasLaw, Expr]:
    """Steps for the claimed law's moment, the goal, and the gap between the two moments."""
    goal, known = builder.claim.law_goal, builder.conclusion(mean)
    assert isinstance(known, Expectation)
    if way == "integral":
        premises, claimed = _integrals(builder, power)
    else:
        assert isinstance(goal.law, Named)
        if way == "exponential":
            premises, claimed = moment_steps(builder, goal.law, power)
        else:
            premises, claimed = power_steps(builder, goal.law, Integer(power))
    return premises, goal, known.value - claimed


def _integrals(builder: Builder, power: int) -> tuple[list[int], Expr]:
    """The k-th moment of the claimed law by its densities and masses."""
    law, premises = builder.claim.law_goal.law, []
    if isinstance(law, Named):
        premises.append(unfold_step(builder, law, letters(builder).target))
        law = builder.conclusion(premises[0]).right  # type: ignore[union-attr]
    assert isinstance(law, Law)
    values: list[Expr] = []
    for piece in law.pieces:
        body = law.variable**power * piece.density
        premises.append(integral_step(builder, body, piece.region))
        found = builder.conclusion(premises[-1])
        assert isinstance(found, Integral)
        values.append(found.value)
    for atom in law.atoms:
        premises.append(builder.add("defined", (), (atom.point**power, NUMBERS)))
        values.append(atom.mass * atom.point**power)
    return premises, Add(*values)

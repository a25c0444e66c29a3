"""Counterexamples: exact parameter values and an interval on which the true law and the claimed
one give different measure. Numbers only suggest where to look; the rules prove what is found.
"""

from __future__ import annotations

from itertools import islice

from sympy import Add, Expr, Rational, oo

from symreparam.derivation.absent import absent_step
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.instances import Values, instances
from symreparam.derivation.lattices import first_listed, standard
from symreparam.derivation.no_density import no_density_step
from symreparam.derivation.probabilities import differ
from symreparam.derivation.prove import true_law
from symreparam.derivation.separating_intervals import separating_intervals
from symreparam.derivation.transport import letters
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.proof import Proof
from symreparam.rules.differ_mass import masses_at, place_of
from symreparam.terms.law import UNDEFINED, Lattice, Law, Named
from symreparam.terms.region import interval
from symreparam.terms.scope import Relation

# parameter values at which probabilities are enclosed, which is dear
PROBABILITIES = 4
# parameter values at which the law of a term in several variables is derived
DERIVATIONS = 2


def refute(claim: Claim, derived: bool = False) -> Proof | None:
    """A proof that the goal fails at some allowed parameter values, or None.

    `derived`: the law of the subject is known to be found by the search.
    """
    for values in instances(claim):
        proof = absent_law(claim, values)
        if proof is not None:
            return proof
    several = sum(claim.law_goal.subject.has(v) for v in claim.variables) > 1
    # the law of several variables is long to derive: few values, and only where it was derived
    number = None if not several else DERIVATIONS if derived else 0
    for values in islice(instances(claim), number):
        proof = refute_at(claim, values)
        if proof is not None:
            return proof
    for values in islice(instances(claim), PROBABILITIES):
        proof = _by_probability(claim, values)
        if proof is not None:
            return proof
    return None


def refute_cheaply(claim: Claim) -> Proof | None:
    """A proof by bounds of one probability at the first parameter values, or None."""
    for values in islice(instances(claim), 1):
        return _by_probability(claim, values, fine=False)
    return None


def _by_probability(claim: Claim, values: Values, fine: bool = True) -> Proof | None:
    """A proof that some half-line has different probability at these values."""
    builder = Builder(claim, values)
    try:
        return builder.proof(differ(builder, fine))
    except (RuleError, NoInverse):
        return None


def absent_law(claim: Claim, values: Values) -> Proof | None:
    """The claimed member does not exist at these values."""
    builder = Builder(claim, values)
    goal = builder.claim.law_goal
    if goal.law == UNDEFINED:
        return builder.proof(builder.add("fails", (builder.add("undefined-law"),), (goal,)))
    if isinstance(goal.law, Law):
        try:
            absent = no_density_step(builder, goal.law)
            return builder.proof(builder.add("fails", (absent,), (goal,)))
        except RuleError:
            return None
    if not isinstance(goal.law, Named):
        return None
    try:
        return builder.proof(builder.add("fails", (absent_step(builder, goal.law),), (goal,)))
    except RuleError:
        return None


def refute_at(claim: Claim, values: Values) -> Proof | None:
    """A proof that the goal fails at these values, or None."""
    builder = Builder(claim, values)
    try:
        return builder.proof(_differ(builder))
    except (RuleError, NoInverse, Unsupported):
        return None


def _differ(builder: Builder) -> int:
    goal, names = builder.claim.law_goal, letters(builder)
    derived = first_listed(builder, standard(builder, true_law(builder)))
    law = law_step(builder, derived).law
    if not isinstance(law, Law):
        raise RuleError("refute.law", "no density was derived")
    same: tuple[int, ...] = ()
    claimed = goal.law
    if isinstance(claimed, Named):
        unfolded = unfold_step(builder, claimed, names.target)
        same = (unfolded,)
        claimed = builder.conclusion(unfolded).right  # type: ignore[union-attr]
    assert isinstance(claimed, Law)
    differs = apart(builder, law, claimed)
    return builder.add("fails", (derived, differs, *same), (goal,))


def apart(builder: Builder, law: Law, claimed: Law) -> int:
    """A step that tells the two laws apart. Raises RuleError."""
    for low, high in separating_intervals(law, claimed):
        try:
            return on_interval(builder, law, claimed, low, high)
        except RuleError:
            continue
    points = [atom.point for one in (law, claimed) for atom in one.atoms]
    points += [point for one in (law, claimed) for each in one.lattices for point in _first(each)]
    for point in dict.fromkeys(points):
        try:
            return by_mass(builder, law, claimed, point)
        except RuleError:
            continue
    raise RuleError("refute.apart", "no interval was found on which the laws differ")


def _first(each: Lattice) -> list[Expr]:
    """A few points of a lattice at which masses are compared."""
    start = each.lower if each.lower != -oo else each.upper if each.upper != oo else Rational(0)
    way = 1 if each.lower != -oo or each.upper == oo else -1
    places = [start + way * step for step in (0, 1, 2, 3, -1, 5, 8)]
    if each.point == each.index:
        return places
    inside = (k for k in places if start.is_number and bool(each.lower <= k) and k <= each.upper)
    # where it has no point is told by the other law: all of min(M, 60) lies at 60 for M > 60
    return [*(each.point.xreplace({each.index: k}) for k in inside), *places]


def by_mass(builder: Builder, law: Law, claimed: Law, point: Expr) -> int:
    """A step Differs by the masses at one point. RuleError when they are not shown to differ."""
    premises = []
    masses = []
    for one in (law, claimed):
        here = []
        for atom in one.atoms:
            if atom.point == point:
                here.append(atom.mass)
            else:
                try:
                    premises.append(builder.sign(atom.point - point))
                except RuleError:
                    premises.append(builder.equal(atom.point, point))
                    here.append(atom.mass)
        for each in one.lattices:
            found = place_of(each, point)
            if each.point == each.index:
                here += masses_at(each, point)
            elif found is None:
                premises.append(builder.sign(each.point - point, each.range))
            else:
                index, beside = found
                premises += [builder.sign(each.point - point, over) for over in beside]
                here.append(each.mass.xreplace({each.index: index}))
        masses.append(Add(*here))
    try:
        premises.append(builder.sign(masses[0] - masses[1]))
    except RuleError:
        premises.append(builder.sign_is(masses[0] - masses[1], "!="))
    return builder.add("differ-mass", tuple(premises), (law, claimed, point))


def on_interval(builder: Builder, law: Law, claimed: Law, low: Expr, high: Expr) -> int:
    """A step Differs by densities of strict gap on (low, high). RuleError when it is not shown."""
    premises = [builder.holds(Relation(low, "<", high))]
    sums = []
    for one in (law, claimed):
        inside = []
        for piece in one.pieces:
            _, lower, upper = piece.region.bounds[0]
            if _try_inside(builder, lower, upper, low, high, premises):
                inside.append(piece.density)
        sums.append(Add(*inside))
    region = interval(law.variable, low, high)
    gap = Add(sums[0], -sums[1])
    premises.append(builder.sign(gap, region))
    return builder.add("differ-density", tuple(dict.fromkeys(premises)), (law, claimed, region))


def _try_inside(
    builder: Builder, lower: Expr, upper: Expr, low: Expr, high: Expr, premises: list[int]
) -> bool:
    try:
        found = [
            builder.holds(Relation(a, "<=", b))
            for a, b in ((lower, low), (high, upper))
            if a != -oo and b != oo
        ]
        premises.extend(found)
        return True
    except RuleError:
        pass
    try:
        premises.append(builder.holds(Relation(upper, "<=", low)))
    except RuleError:
        premises.append(builder.holds(Relation(high, "<=", lower)))
    return False

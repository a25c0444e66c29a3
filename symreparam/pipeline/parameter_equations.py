"""Equations in the parameters that hold where two laws agree: proposals for `agreement`."""

from __future__ import annotations

from sympy import Add, Expr, Integer, expand, expand_log, log, nan, oo, powsimp, zoo

from symreparam.derivation.branch import NoInverse, SignNeeded
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.fails_back import needed_member
from symreparam.derivation.location_scale import members_of
from symreparam.derivation.merge import merged_step
from symreparam.derivation.near_ends import pairs
from symreparam.derivation.prove import true_law
from symreparam.families.members import UnknownFamily, WrongArguments, unfold
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.pipeline.facts import about, proved
from symreparam.terms.law import Law, Named

Equations = tuple[Expr, ...]


def family_gaps(claim: Claim) -> Equations | None:
    """The gaps between the parameters of two members of one family: the one that the subject is
    proved to follow, and the claimed one. None when the subject follows no member that is found."""
    law, target = _law(claim), claim.law_goal.law
    if law is None or not isinstance(target, Named):
        return None
    found = member_of(claim, law, target.family)
    if found is None:
        return None
    pairs = zip(found.arguments, target.arguments, strict=True)
    return tuple(Add(mine, -other) for mine, other in pairs)


def needed_gaps(claim: Claim) -> Equations | None:
    """The gaps between the parameters of the noise's law and of the member of its family that the
    noise would have to follow; None where it would have to follow another law."""
    pair = needed_member(claim)
    if pair is None:
        return None
    gaps = (Add(a, -b) for a, b in zip(*(named.arguments for named in pair), strict=True))
    return tuple(gap for gap in gaps if gap != 0)


def density_gaps(claim: Claim) -> Equations | None:
    """Gaps between the ends of the two supports and coefficients of the logarithm of the
    densities' ratio, or between masses; None where the laws have other shapes."""
    both = _both_laws(claim)
    if both is None:
        return None
    law, claimed = both
    if law.lattices or claimed.lattices:
        return None
    if not law.pieces and not claimed.pieces:
        return _masses(law, claimed)
    if law.atoms or claimed.atoms or not all(len(one.pieces) == 1 for one in both):
        return None
    ends = [one.pieces[0].region.bounds[0][1:] for one in both]
    gaps = tuple(a - b for a, b in zip(*ends, strict=True) if a != b)
    if any(gap.has(oo, -oo, nan) for gap in gaps):
        return None
    return (*gaps, *_coefficients(law, claimed))


def limit_gaps(claim: Claim) -> Equations:
    """Gaps of the two densities' orders at the ends of their support, then of their limits there
    where the orders agree, then at 0 on the whole line."""
    both = _both_laws(claim)
    if both is None:
        return ()
    law, claimed = both
    orders: list[Expr] = []
    values: list[Expr] = []
    for pair in pairs(law, claimed):
        orders.append(pair.order)
        if None not in pair.constants:
            mine, other = pair.constants
            values.append(_quotient(mine, other) - 1)
        if pair.over != law.pieces[0].region:
            middle = {law.variable: Integer(0)}
            mine, other = (one.pieces[0].density.xreplace(middle) for one in (law, claimed))
            values.append(_quotient(mine, other) - 1)
    return tuple(dict.fromkeys((*orders, *values)))


def centre_gaps(claim: Claim) -> Equations:
    """The gap of two densities on the whole line at 0, where they have plain values."""
    both = _both_laws(claim)
    if both is None:
        return ()
    law, _ = both
    whole = ((-oo, oo),) * 2
    if tuple(p.region.bounds[0][1:] for one in both for p in one.pieces) != whole:
        return ()
    mine, other = (one.pieces[0].density.xreplace({law.variable: Integer(0)}) for one in both)
    found = _quotient(mine, other) - 1
    return () if found.has(oo, -oo, nan, zoo) or not found.free_symbols else (found,)


def _quotient(mine: Expr, other: Expr) -> Expr:
    return powsimp(mine / other)


def _both_laws(claim: Claim) -> tuple[Law, Law] | None:
    """The derived law and the claimed one in the same letter, or None."""
    law, target = _law(claim), claim.law_goal.law
    if law is None:
        return None
    try:
        return law, unfold(target, law.variable) if isinstance(target, Named) else target
    except (UnknownFamily, WrongArguments):
        return None


def _law(claim: Claim) -> Law | None:
    """The subject's law in the form that its family's record gives it, when that is known."""
    builder = Builder(claim)
    try:
        law = law_step(builder, merged_step(builder, true_law(builder))).law
    except (RuleError, NoInverse, Unsupported):
        return None
    return law if isinstance(law, Law) else None


def open_sign(claim: Claim) -> Expr | None:
    """A term in the parameters on whose sign the law's shape depends, or None."""
    builder = Builder(claim)
    try:
        true_law(builder)
    except SignNeeded as needed:
        known = set(claim.scope.names)
        return needed.term if needed.term.free_symbols <= known else None
    except (RuleError, NoInverse, Unsupported):
        return None
    return None


def _masses(law: Law, claimed: Law) -> Equations | None:
    """Gaps of the masses at each point, when both laws have them at the same points."""
    tables = [_table(one) for one in (law, claimed)]
    if set(tables[0]) != set(tables[1]):
        return None
    return tuple(Add(mass, -tables[1][point]) for point, mass in tables[0].items())


def _table(law: Law) -> dict[Expr, Expr]:
    found: dict[Expr, Expr] = {}
    for atom in law.atoms:
        found[atom.point] = Add(found.get(atom.point, Integer(0)), atom.mass)
    return found


def member_of(claim: Claim, law: Law, family: str) -> Named | None:
    """The member of the family that the subject is proved to follow, or None."""
    for named in members_of(claim, law, family):
        if proved(about(claim, claim.law_goal.subject, named)):
            return named
    return None


def _coefficients(law: Law, claimed: Law) -> Equations:
    """Coefficients of the functions of the variable in the logarithm of the densities' ratio."""
    logs = [expand_log(log(one.pieces[0].density), force=True) for one in (law, claimed)]
    letter = law.variable
    table: dict[Expr, list[Expr]] = {}
    for term in Add.make_args(expand(Add(logs[0], -logs[1]))):
        coefficient, statistic = term.as_independent(letter, as_Add=False)
        if statistic.has(letter):
            table.setdefault(statistic, []).append(coefficient)
    return tuple(Add(*parts) for parts in table.values())

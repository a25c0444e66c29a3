"""Kullback-Leibler divergence and entropy: means of log-density ratios, or infinite.

KL(P, Q) is the mean of log(dP/dQ) under P where P has a density with respect to Q, and infinite
elsewhere (Kullback & Leibler 1951; Cover & Thomas 2006, sections 2.3 and 8.5).
"""

from __future__ import annotations

from sympy import Add, Expr, exp, log, oo

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Divergence,
    Entropy,
    Equal,
    Expectation,
    HasLaw,
    Holds,
    Infinite,
    Judgement,
    SameLaw,
    Sign,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Atom, Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation, is_whole


def divergence_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has density p on S    Q is a member with density q on a region that contains S
    q > 0 on S    p = q exp(g) at almost every point of S    E g(X) = v, or E |g(X)| is infinite
    -----------------------------------------------------------------------------  divergence(g)
    KL(law of X, Q) = v, or is infinite

    Kullback & Leibler (1951), equation 2.4: log(p/q) is g at almost every point of S. Its negative
    part has a finite mean always, because p log(q/p) <= q/e; so an infinite mean is +oo. For laws
    on whole numbers p and q are masses, S is a range of them, and each of its points counts.
    """
    count(args, 1, "divergence.args")
    mapping = take(args[0], Map, "divergence.args")
    require(len(premises) >= 5, "divergence.premises", str(len(premises)))
    subject, named = logarithm_of_ratio((*premises[:4], *premises[5:]), mapping)
    known = premises[4]
    if not isinstance(known, Expectation | Infinite):
        raise RuleError("divergence.mean", type(known).__name__)
    require(known.body == mapping.at(subject), "divergence.mean", "of another term")
    value = known.value if isinstance(known, Expectation) else oo
    return Divergence(subject, named, value)


def logarithm_of_ratio(premises: Premises, mapping: Map) -> tuple[Expr, Named]:
    """The subject X and the member Q of which the map is log(p/q) at almost every point of the
    support of X, by all premises of `divergence` but the mean. Raises RuleError."""
    require(len(premises) >= 4, "divergence.premises", str(len(premises)))
    given = take(premises[0], HasLaw, "divergence.law")
    named, other = member(premises[1], "divergence")
    law = take(given.law, Law, "divergence.law")
    region, density = _support(law, "divergence.law")
    require(not other.atoms, "divergence.atoms", "the second law has masses")
    require(bool(law.lattices) == bool(other.lattices), "divergence.kinds", "masses, and densities")
    require(region.variables == (mapping.variable,), "divergence.variable")
    require(mapping.source == region, "divergence.source", "not on the first law's support")
    parts = [(p.region, p.density) for p in other.pieces] if not other.lattices else []
    parts = parts or [_support(other, "divergence.law")]
    require(all(r.variables == region.variables for r, _ in parts), "divergence.variable")
    around = [mass for r, mass in parts if lies_inside(region, r, premises[4:])]
    require(len(around) == 1, "divergence.support", "not inside the second law's support")
    second = around[0]
    require(premises[2] == Sign(second, "+", region), "divergence.positive", second)
    wanted = Equal(density, second * exp(mapping.body), region)
    require(premises[3] == wanted, "divergence.ratio", "not the logarithm of the ratio")
    return given.subject, named


def divergence_masses_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X takes the values x_i with masses p_i    Q is a member with mass q_i at each x_i
    p_i > 0    q_i > 0
    -------------------------------------------------------------------  divergence-masses()
    KL(law of X, Q) = the sum of p_i log(p_i/q_i)

    Kullback & Leibler (1951), equation 2.4.
    """
    count(args, 0, "divergence-masses.args")
    require(len(premises) >= 2, "divergence-masses.premises", str(len(premises)))
    given = take(premises[0], HasLaw, "divergence-masses.law")
    law = take(given.law, Law, "divergence-masses.law")
    named, other = member(premises[1], "divergence-masses")
    _listed(law, "divergence-masses.law")
    terms: list[Expr] = []
    for point, mass in _masses(law.atoms).items():
        second = _mass_at(other, point, premises[2:])
        if second is None:
            raise RuleError("divergence-masses.support", str(point))
        for each in (mass, second):
            known = Sign(each, "+", NUMBERS) in premises[2:]
            require(known, "divergence-masses.positive", each)
        terms.append(mass * log(mass / second))
    return Divergence(given.subject, named, Add(*terms))


def divergence_outside_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has density p > 0 on (a, b), a < b    no piece of the member Q meets (a, b)
    ---------------------------------------------------------------  divergence-outside((a, b))
    KL(law of X, Q) is infinite

    Q gives the interval, less its finitely many masses, probability 0, and X does not.
    """
    count(args, 1, "divergence-outside.args")
    region = take(args[0], Region, "divergence-outside.args")
    require(len(premises) >= 3, "divergence-outside.premises", str(len(premises)))
    given = take(premises[0], HasLaw, "divergence-outside.law")
    law = take(given.law, Law, "divergence-outside.law")
    named, other = member(premises[1], "divergence-outside")
    rest = premises[2:]
    require(region.variables == (law.variable,), "divergence-outside.variable")
    _, low, high = region.bounds[0]
    require(low != -oo and high != oo, "divergence-outside.region", "a bounded interval is needed")
    nonempty = Holds(Relation(low, "<", high), NUMBERS) in rest
    require(nonempty, "divergence-outside.empty", (low, "<", high))
    inside = [p for p in law.pieces if lies_inside(region, p.region, rest)]
    require(len(inside) == 1, "divergence-outside.inside", "not inside one piece of the law")
    known = Sign(inside[0].density, "+", region) in rest
    require(known, "divergence-outside.positive", str(inside[0].density))
    for piece in other.pieces:
        _, lower, upper = piece.region.bounds[0]
        apart = below(upper, low, rest) or below(high, lower, rest)
        require(apart, "divergence-outside.apart", f"({lower}, {upper})")
    return Divergence(given.subject, named, oo)


def divergence_outside_mass_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has a mass m > 0 at a number at which the member Q has none
    --------------------------------------------------------------  divergence-outside-mass(point)
    KL(law of X, Q) is infinite

    Where Q has a density alone, the point is any that X's law lists, a term in parameters as well.
    """
    count(args, 1, "divergence-outside-mass.args")
    require(len(premises) >= 3, "divergence-outside-mass.premises", str(len(premises)))
    place = take(args[0], Expr, "divergence-outside-mass.args")
    given = take(premises[0], HasLaw, "divergence-outside-mass.law")
    law = take(given.law, Law, "divergence-outside-mass.law")
    named, other = member(premises[1], "divergence-outside-mass")
    rest = premises[2:]
    if other.atoms or other.lattices:
        mine = _mass_at(law, place, rest)
        require(_no_mass_at(other, place, rest), "divergence-outside-mass.point", place)
    else:
        # the member has no mass anywhere: the point may use parameters, and coincide with others
        mine = next((atom.mass for atom in law.atoms if atom.point == place), None)
        mine = _mass_at(law, place, rest) if mine is None else mine
    if mine is None:
        raise RuleError("divergence-outside-mass.point", str(place))
    known = Sign(mine, "+", NUMBERS) in rest
    require(known, "divergence-outside-mass.positive", mine)
    return Divergence(given.subject, named, oo)


def entropy_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has density p on S    p = exp(-g) at almost every point of S    E g(X) = v
    ------------------------------------------------------------------------------  entropy(g)
    the entropy of X is v

    Differential entropy (Cover & Thomas 2006, section 8.1), with the natural logarithm.
    """
    count(args, 1, "entropy.args")
    count(premises, 3, "entropy.premises")
    mapping = take(args[0], Map, "entropy.args")
    known = take(premises[2], Expectation, "entropy.mean")
    subject = minus_logarithm(premises[:2], mapping)
    require(known.body == mapping.at(subject), "entropy.mean", "of another term")
    return Entropy(subject, known.value)


def minus_logarithm(premises: Premises, mapping: Map) -> Expr:
    """The subject X of which the map is -log p at almost every point of its support. RuleError."""
    count(premises, 2, "entropy.premises")
    given = take(premises[0], HasLaw, "entropy.law")
    law = take(given.law, Law, "entropy.law")
    region, density = _support(law, "entropy.law")
    require(region.variables == (mapping.variable,), "entropy.variable")
    require(mapping.source == region, "entropy.source", "not on the law's support")
    wanted = Equal(density, exp(-mapping.body), region)
    require(premises[1] == wanted, "entropy.density", "not the negative logarithm")
    return given.subject


def entropy_masses_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X takes the values x_i with masses p_i > 0
    -----------------------------------------------------  entropy-masses()
    the entropy of X is the sum of -p_i log(p_i)
    """
    count(args, 0, "entropy-masses.args")
    require(bool(premises), "entropy-masses.premises", "none")
    given = take(premises[0], HasLaw, "entropy-masses.law")
    law = take(given.law, Law, "entropy-masses.law")
    _listed(law, "entropy-masses.law")
    masses = _masses(law.atoms).values()
    for mass in masses:
        require(Sign(mass, "+", NUMBERS) in premises, "entropy-masses.positive", mass)
    return Entropy(given.subject, Add(*(-mass * log(mass) for mass in masses)))


# what the rules share ---------------------------------------------------------------------------
def member(premise: Judgement, code: str) -> tuple[Named, Law]:
    """The premise that a member of a family exists and is this law."""
    same = take(premise, SameLaw, f"{code}.member")
    return take(same.left, Named, f"{code}.member"), take(same.right, Law, f"{code}.member")


def _masses(atoms: tuple[Atom, ...]) -> dict[Expr, Expr]:
    """Mass by point; rational numbers only, which are equal where they are the same term. A point
    with the mass 0 is left out: 0 log 0 counts as 0."""
    found: dict[Expr, Expr] = {}
    for atom in atoms:
        if atom.mass == 0:
            continue
        require(bool(atom.point.is_Rational), "divergence.points", f"{atom.point} is no number")
        found[atom.point] = found.get(atom.point, atom.mass * 0) + atom.mass
    return found


def lies_inside(inner: Region, outer: Region, premises: Premises) -> bool:
    _, low, high = inner.bounds[0]
    _, lower, upper = outer.bounds[0]
    return below(lower, low, premises) and below(high, upper, premises)


def below(low: Expr, high: Expr, premises: Premises) -> bool:
    """low <= high: infinite ends, the same term, or a premise."""
    if low == -oo or high == oo or low == high:
        return True
    if low == oo or high == -oo:
        return False
    signs = ("<", "<=")
    return any(Holds(Relation(low, sign, high), NUMBERS) in premises for sign in signs)  # type: ignore[arg-type]


def _listed(law: Law, code: str) -> None:
    """The law is a list of masses."""
    masses = bool(law.atoms) and not law.pieces and not law.lattices
    require(masses, code, "listed masses are expected")


def _support(law: Law, code: str) -> tuple[Region, Expr]:
    """Where a law of one density or one lattice lives, and its density or masses there."""
    one = len(law.pieces) + len(law.lattices) == 1 and not law.atoms
    require(one, code, "one density, or masses at whole numbers, are expected")
    if law.pieces:
        return law.pieces[0].region, law.pieces[0].density
    lattice = law.lattices[0]
    require(lattice.point == lattice.index, code, "masses at the whole numbers themselves")
    return lattice.range, lattice.mass


def _mass_at(law: Law, point: Expr, premises: Premises) -> Expr | None:
    """The mass that the law gives to a number, from its list or from one lattice."""
    if not law.lattices:
        return _masses(law.atoms).get(point)
    if law.atoms or len(law.lattices) != 1 or not is_whole(point):
        return None
    lattice = law.lattices[0]
    within = below(lattice.lower, point, premises) and below(point, lattice.upper, premises)
    if lattice.point != lattice.index or not within:
        return None
    return lattice.mass.xreplace({lattice.index: point})


def _no_mass_at(law: Law, point: Expr, premises: Premises) -> bool:
    """Whether the law gives no mass to a number."""
    for lattice in law.lattices:
        if lattice.point != lattice.index:
            return False
        beside = any(
            Holds(Relation(low, "<", high), NUMBERS) in premises
            for low, high in ((point, lattice.lower), (lattice.upper, point))
        )
        if not beside and not (point.is_Rational and not point.is_Integer):
            return False
    return not law.atoms or (bool(point.is_Rational) and point not in _masses(law.atoms))

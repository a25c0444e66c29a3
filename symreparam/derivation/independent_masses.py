"""Independence of two counts made of a count and a draw given it, as in the thinning of Poisson."""

from __future__ import annotations

from sympy import Expr, Integer, Matrix, Symbol, binomial, diff, oo

from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.names import fresh
from symreparam.derivation.sums import series_step
from symreparam.derivation.transport import letters, source_law
from symreparam.derivation.unfold import lattice_step
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Independent, Series
from symreparam.rules.table import MASSES
from symreparam.terms.draws import Quantile
from symreparam.terms.law import Lattice, Law, Named
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation, whole


def by_joint_masses(builder: Builder, goal: Independent) -> int:
    """A step for the goal. Raises RuleError where the terms are not of this kind."""
    claim, names = builder.claim, letters(builder)
    draws = sorted({d for term in goal.subjects for d in term.atoms(Quantile)}, key=str)
    if len(goal.subjects) != 2 or len(draws) != 1:
        raise RuleError("independent-masses.draw", "one draw in two terms is expected")
    [draw] = draws
    inside = [v for v in claim.variables if any(arg.has(v) for arg in draw.args[:-1])]
    if len(inside) != 1 or draw.args[-1] not in claim.variables:
        raise RuleError("independent-masses.draw", f"the law of {draw} is of several variables")
    [first] = inside
    given = source_law(builder, claim.variables.index(first), names.source)
    outer = only(builder, given)
    n = outer.index
    i, j, k = (whole(fresh(builder, name, names.source)) for name in ("i", "j", "l"))
    with builder.bound(n, outer.lower, outer.upper):
        moved = draw.xreplace({first: n})
        uniform = builder.add("hypothesis", (), (claim.variables.index(draw.args[-1]),))
        member = lattice_step(builder, Named(draw.family, moved.args[:-1]), names.source, k)
        drawn = builder.add("draw", (uniform, member))
    inner = only(builder, drawn)
    inverse = _inverse(goal, first, draw, (i, j))
    swap = {n: inverse[0], inner.index: inverse[1]}
    regions = tuple(Region(((index, Integer(0), oo),)) for index in (i, j))
    mass = outer.mass.xreplace(swap) * inner.mass.xreplace(swap)
    factors = _factors(mass, i, j)
    premises = [given, drawn]
    ends = [(outer.lower, inverse[0], outer.upper)]
    ends.append((inner.lower.xreplace(swap), inverse[1], inner.upper.xreplace(swap)))
    with builder.bound(*regions[0].bounds[0]), builder.bound(*regions[1].bounds[0]):
        for least, term, most in ends:
            for left, right in ((least, term), (term, most)):
                if left != -oo and right != oo:
                    premises.append(builder.holds(Relation(left, "<=", right)))
        premises.append(builder.equal(mass, factors[0] * factors[1]))
    totals: list[Expr] = []
    for factor, region in zip(factors, regions, strict=True):
        premises.append(series_step(builder, factor, region))
        total = builder.conclusion(premises[-1])
        assert isinstance(total, Series)
        totals.append(total.value)
    premises.append(builder.equal(totals[0] * totals[1], Integer(1)))
    args = (goal, first, draw, *regions, inverse, factors)
    return builder.independent(MASSES, tuple(premises), args, goal)


def only(builder: Builder, step: int) -> Lattice:
    """The lattice of a law of masses at whole numbers. Raises RuleError."""
    law = law_step(builder, step).law
    if not isinstance(law, Law) or len(law.lattices) != 1 or law.pieces or law.atoms:
        raise RuleError("independent-masses.law", "masses at whole numbers are expected")
    return law.lattices[0]


def _inverse(
    goal: Independent, first: Symbol, draw: Quantile, indices: tuple[Symbol, Symbol]
) -> tuple[Expr, Expr]:
    """The count and the draw as terms in the values, for a linear map."""
    unknown = (whole("n'"), whole("k'"))
    terms = [term.xreplace({draw: unknown[1], first: unknown[0]}) for term in goal.subjects]
    matrix = Matrix([[diff(term, letter) for letter in unknown] for term in terms])
    if matrix.free_symbols or matrix.det() not in (1, -1):
        raise RuleError("independent-masses.inverse", "no linear map of whole numbers")
    start = [term.xreplace(dict.fromkeys(unknown, Integer(0))) for term in terms]
    found = matrix.inv() * Matrix([z - c for z, c in zip(indices, start, strict=True)])
    return found[0], found[1]


def _factors(mass: Expr, i: Symbol, j: Symbol) -> tuple[Expr, Expr]:
    """The mass at j = 0, and at i = 0 with that at both taken out."""
    zero = Integer(0)
    whole_of = mass.xreplace({i: zero, j: zero})
    found = (mass.xreplace({j: zero}), mass.xreplace({i: zero}) / whole_of)
    one, two = (
        term.replace(binomial, lambda n, k: Integer(1) if n == k else binomial(n, k))
        for term in found
    )
    return one, two

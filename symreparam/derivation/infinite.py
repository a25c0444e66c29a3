"""Means that are infinite, searched for: an end or a pole at which too much mass is left."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from sympy import Expr, Integer, Max, Pow, Rational, Symbol, oo

from symreparam.decide.answer import Context, Proved
from symreparam.decide.tails import tail_diverges
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.transport import letters, source_law
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Equation, Mean
from symreparam.logic.proof import Proof
from symreparam.terms.law import Lattice, Law
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation

STARTS: Final = (1, 4, 20)
SHARES: Final = (Integer(1), Rational(1, 4), Rational(1, 100))
Failure = (RuleError, NoInverse, Unsupported)


def prove_infinite(claim: Claim) -> Proof | None:
    """A proof of `E(..) = oo`, or None."""
    goal = claim.goal
    if not isinstance(goal, Equation) or goal.right != oo or len(goal.means) != 1:
        return None
    builder, [mean] = Builder(claim), goal.means
    if not isinstance(mean, Mean):
        return None
    try:
        known = infinite_step(builder, mean.body, signed=True)
        return builder.proof(builder.add("equation-mean-infinite", (known,), (goal,)))
    except Failure:
        return None


def refute_finite(claim: Claim, values: tuple[tuple[Symbol, Expr], ...]) -> Proof | None:
    """A proof that a mean in the equation is no number at these parameter values, or None."""
    try:
        builder = Builder(claim, values)
    except RuleError:  # a derivative is not of one parameter value
        return None
    goal = builder.claim.goal
    if not isinstance(goal, Equation) or goal.left.has(oo) or goal.right.has(oo):
        return None
    for mean in goal.means:
        if not isinstance(mean, Mean) or _count(builder, mean.body) != 1:
            continue
        try:
            known = infinite_step(builder, mean.body, signed=False)
            return builder.proof(builder.add("equation-no-mean", (known,), (goal,)))
        except Failure:
            continue
    return None


def infinite_step(builder: Builder, body: Expr, signed: bool) -> int:
    """A step Infinite(body, ..), with its sign when that is asked for. RuleError when there is
    none."""
    names = letters(builder)
    if _count(builder, body) == 1:
        [random] = [v for v in builder.claim.variables if body.has(v)]
        given = source_law(builder, builder.claim.variables.index(random), names.source)
        return _at_some_end(builder, given, body, random, signed)
    given = law_of(builder, body, names)
    return _at_some_end(builder, given, names.target, names.target, signed)


def _count(builder: Builder, body: Expr) -> int:
    return sum(body.has(v) for v in builder.claim.variables)


def _at_some_end(builder: Builder, given: int, body: Expr, letter: Symbol, signed: bool) -> int:
    law = law_step(builder, given).law
    if not isinstance(law, Law):
        raise RuleError("infinite.law", "no density is known")
    moved = body.xreplace({letter: law.variable})
    for index, piece in enumerate(law.pieces):
        for region, end in _places(moved, piece.region):
            context = Context(builder.setting.scope, region)
            answer = tail_diverges(moved * piece.density, law.variable, end, context)
            if not isinstance(answer, Proved):
                continue
            try:
                mapping = Map(law.variable, moved, region)
                premises = _inside(builder, law.pieces[index].region, mapping)
                premises += _signs(builder, law, moved) if signed else []
                args = (mapping, index, end)
                return builder.add("mean-infinite", (given, *premises), args)
            except RuleError:
                continue
    for index, each in enumerate(law.lattices):
        found = _over_masses(builder, given, law, moved, index, each, signed)
        if found is not None:
            return found
    raise RuleError("infinite.tail", f"no end at which {body} has too much mass")


def _inside(builder: Builder, whole: Region, mapping: Map) -> list[int]:
    """Steps that the map is defined on its interval, and that this lies in the whole one."""
    premises = [builder.add("defined", (), (mapping.body, mapping.source))]
    outer, inner = _ends(whole), _ends(mapping.source)
    for small, large in ((outer[0], inner[0]), (inner[1], outer[1])):
        if small != large:
            premises.append(builder.holds(Relation(small, "<=", large)))
    return premises


def _over_masses(
    builder: Builder, given: int, law: Law, body: Expr, index: int, each: Lattice, signed: bool
) -> int | None:
    """By comparison with the harmonic series, c/k for k = K, K + 1, .."""
    if each.upper != oo or not each.lower.is_Integer:
        return None
    term = body.xreplace({law.variable: each.point}) * each.mass
    mapping = Map(law.variable, body, interval(law.variable, -oo, oo))
    for start in STARTS:
        first = Max(each.lower, start)
        over = Region(((each.index, first, oo),))
        own = (term * each.index).xreplace({each.index: first})
        for share, way in product((*SHARES, own) if own.free_symbols else SHARES, (1, -1)):
            gap = way * term - share / each.index
            if _somewhere_negative(gap, each.index, first):
                continue
            try:
                tail = builder.sign_is(gap, ">=", over)
                known = builder.add("defined", (), (mapping.at(each.point), each.range))
                signs = _signs(builder, law, body) if signed else []
                if share.free_symbols:
                    signs.append(builder.sign_is(share, "+"))
            except RuleError:
                continue
            args = (mapping, index, Integer(way), share, first)
            return builder.add("mean-infinite-masses", (given, known, tail, *signs), args)
    return None


def _somewhere_negative(gap: Expr, index: Symbol, first: Expr) -> bool:
    """Looked at in numbers, where there are no parameters: cheaper than a proof that fails."""
    if gap.free_symbols != {index}:
        return False
    values = (gap.xreplace({index: first + far}).evalf(20) for far in (0, 7, 60))
    return any(not value.is_Float or value < 0 for value in values)


def _places(body: Expr, region: Region) -> Iterator[tuple[Region, str]]:
    """The region with its ends, and its part above each pole of the body, at the pole."""
    variable, low, high = region.bounds[0]
    poles: dict[Expr, None] = {}
    for term in sorted(body.atoms(Pow), key=str):
        line = term.base.as_poly(variable) if term.exp.is_negative else None
        if line is not None and line.degree() == 1:
            slope, rest = line.all_coeffs()
            poles[-rest / slope] = None
    inner = [pole for pole in poles if pole not in (low, high)]
    for pole in inner:
        yield interval(variable, pole, high), "lower"
    yield region, "lower"
    yield region, "upper"


def _ends(region: Region) -> tuple[Expr, Expr]:
    _, low, high = region.bounds[0]
    return low, high


def _signs(builder: Builder, law: Law, body: Expr) -> list[int]:
    found = [builder.sign_is(body, ">=", piece.region) for piece in law.pieces]
    for atom in law.atoms:
        found.append(builder.sign_is(body.xreplace({law.variable: atom.point}), ">=", NUMBERS))
    for each in law.lattices:
        found.append(builder.sign_is(body.xreplace({law.variable: each.point}), ">=", each.range))
    return found

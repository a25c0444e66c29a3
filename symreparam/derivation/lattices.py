"""Laws with lattices in a standard form: masses at k itself, steps resolved, ranges that match."""

from __future__ import annotations

from sympy import (
    Expr,
    Integer,
    Piecewise,
    Symbol,
    expand,
    floor,
    oo,
)

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.lattice_chain import Chain, inside, short
from symreparam.derivation.lattice_points import STEPS, plain_point
from symreparam.derivation.names import fresh
from symreparam.derivation.sums import series_step
from symreparam.logic.errors import RuleError
from symreparam.terms.law import Lattice, Law
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation, is_whole, whole

ROUNDS = 60
FIRST = 5


def standard(builder: Builder, given: int) -> int:
    """The step HasLaw with its lattices in standard form."""
    law = law_step(builder, given).law
    if not isinstance(law, Law) or not law.lattices:
        return given
    return standardised(builder, law).forth(given)


def standardised(builder: Builder, law: Law) -> Chain:
    """The chain to the standard form, as far as it is found."""
    chain = Chain(builder, law)
    for _ in range(ROUNDS):
        if not any(_improved(chain, index) for index in range(len(chain.law.lattices))):
            break
    return chain


def _improved(chain: Chain, index: int) -> bool:
    """Whether one step was made for the lattice at that index."""
    each = chain.law.lattices[index]
    if not each.point.has(each.index):
        try:
            total = series_step(chain.builder, each.mass, each.range)
        except RuleError:
            return False
        chain.add("lattice-collapse", (total,), index)
        return True
    if short(each):
        chain.add("lattice-list", (), index)
        return True
    if any(term.has(each.index) for term in each.point.atoms(*STEPS)):
        return _resolved(chain, index, each)
    if isinstance(each.mass, Piecewise) and each.point == each.index:
        return _thinned(chain, index, each)
    return _folded(chain, index, each) or _straightened(chain, index, each)


def _folded(chain: Chain, index: int, each: Lattice) -> bool:
    """An even function of k, as k^2: cut at 0, and -k for k where k is negative."""
    mirrored = each.point.xreplace({each.index: -each.index})
    if mirrored != each.point or each.point.is_Piecewise:
        return False
    if each.upper == -1:
        chain.add("lattice-shift", (), index, each.index, -1, Integer(0))
        return True
    # the image of 0 is no image of another number
    alike = [other for other in chain.law.lattices if other.point == each.point]
    if each.lower.is_nonnegative and not (each.lower == 0 and len(alike) > 1):
        return False
    cut = Integer(1 if each.lower == 0 else 0)
    order = _order_of_cut(chain.builder, each, cut)
    if order is not None:
        chain.add("lattice-cut", order, index, cut)
    return order is not None


def _thinned(chain: Chain, index: int, each: Lattice) -> bool:
    """Masses at those k alone that are p(floor u(k)): masses at p(j)."""
    builder = chain.builder
    name = whole(fresh(builder, "j", each.index))
    conditions = each.mass.args[0].args[1]
    for inner in sorted(conditions.atoms(floor), key=str):
        power = next((s for s in conditions.args if s != each.index), each.index)
        power = power.xreplace({inner: name})
        over = Region(((name, Integer(0), oo),))
        back = inner.xreplace({each.index: power})
        try:
            known = [_at_least(builder, inner, each.range)]
            if each.lower != -oo:
                known.append(builder.holds(Relation(each.lower, "<=", power), over))
            if back != name:
                known.append(builder.equal(back, name, over))
            chain.add("lattice-sparse", tuple(known), index, inner, name, Integer(0))
        except RuleError:
            continue
        return True
    return False


def _at_least(builder: Builder, inner: Expr, over: Region) -> int:
    """A step 0 <= floor u."""
    return builder.holds(Relation(Integer(0), "<=", inner), over)


def _straightened(chain: Chain, index: int, each: Lattice) -> bool:
    """k + c and c - k become k."""
    point = expand(each.point)
    slope = point.coeff(each.index)
    rest = expand(point - slope * each.index)
    plain = slope.is_Rational and not rest.has(each.index) and slope not in (0, 1, -1)
    if plain and each.lower.is_Integer and each.lower != 0:
        # multiples: counted from 0, so that equal points have equal indices
        chain.add("lattice-shift", (), index, each.index, 1, each.lower)
        return True
    if rest.has(each.index) or slope not in (1, -1) or not is_whole(rest) or point == each.index:
        return False
    way = int(slope)
    chain.add("lattice-shift", (), index, each.index, way, -rest if way == 1 else rest)
    moved = chain.law.lattices[index]
    if moved.point != moved.index:
        _rewritten(chain, index, moved.index)
    return True


def _rewritten(chain: Chain, index: int, point: Expr) -> None:
    """The same lattice with its point written as `point`, which is proved to be equal."""
    each = chain.law.lattices[index]
    same = chain.builder.equal(point, each.point, each.range)
    lattices = list(chain.law.lattices)
    lattices[index] = Lattice(each.index, each.lower, each.upper, point, each.mass)
    target = Law(chain.law.variable, chain.law.pieces, chain.law.atoms, tuple(lattices))
    order, points = _order(chain.builder, chain.law)
    step = chain.builder.add("same-law", (same, *order), (chain.law, target, points))
    chain.join(step)


def _order(builder: Builder, law: Law) -> tuple[tuple[int, ...], tuple[Expr, ...]]:
    """The break points of the pieces for `same-law` of a law with itself, in order."""
    from symreparam.derivation.matching import break_points, order_steps

    premises: list[int] = []
    points = break_points(builder, law, law, premises)
    return (*premises, *order_steps(builder, points)), points


def _resolved(chain: Chain, index: int, each: Lattice) -> bool:
    """One step towards a plain point: see `plain_point`."""
    found = plain_point(chain, index, each.point)
    if isinstance(found, Expr):
        _rewritten(chain, index, found)
    return found is not False


def prepared(builder: Builder, given: int, body: Expr, source: Symbol) -> tuple[int, list[Expr]]:
    """The step HasLaw with its lattices cut so that `body`, a map in `source`, is plain on each;
    and that plain image of each lattice."""
    law = law_step(builder, given).law
    assert isinstance(law, Law)
    chain = Chain(builder, law)
    for _ in range(ROUNDS):
        found: list[Expr] = []
        for index, each in enumerate(chain.law.lattices):
            image = body.xreplace({source: each.point})
            if short(each) and image.has(*STEPS):
                chain.add("lattice-list", (), index)
                break
            plain = plain_point(chain, index, image)
            if plain is True:
                break
            found.append(plain if isinstance(plain, Expr) else image)
        else:
            return chain.forth(given), found
    raise NoInverse(f"too many ranges of whole numbers for {body}")


def aligned(one: Chain, two: Chain) -> None:
    """Cut ranges so that lattices at the same points run over the same whole numbers."""
    for _ in range(ROUNDS):
        if not _cut_once(one, two) and not _cut_once(two, one):
            return


def _cut_once(one: Chain, two: Chain) -> bool:
    """Cut a lattice of `one` that reaches further than its counterpart in `two`."""
    for index, each in enumerate(one.law.lattices):
        for other in two.law.lattices:
            moved = other.moved({other.index: each.index})
            if moved.point != each.point or (moved.lower, moved.upper) == (each.lower, each.upper):
                continue
            ends = (moved.lower, moved.upper + 1 if moved.upper != oo else oo)
            for cut in ends:
                order = _order_of_cut(one.builder, each, cut)
                if order is not None:
                    one.add("lattice-cut", order, index, cut)
                    _list_short(one)
                    return True
    return False


def _order_of_cut(builder: Builder, each: Lattice, cut: Expr) -> tuple[int, ...] | None:
    """Steps that the cut lies inside of a range; None when it is not known to."""
    if cut.is_Integer and inside(each, cut):
        return ()
    if not is_whole(cut) or cut in (each.lower, each.upper + 1):
        return None
    order = ((each.lower, "<", cut), (cut, "<=", each.upper + 1))
    if any(low.is_Integer and high.is_Integer and low > high for low, _, high in order):
        return None
    try:
        return tuple(
            builder.holds(Relation(low, way, high))  # type: ignore[arg-type]
            for low, way, high in order
            if low != -oo and high != oo and not (low.is_Integer and high.is_Integer)
        )
    except RuleError:
        return None


def short_listed(builder: Builder, law: Law) -> list[int]:
    """Steps SameLaw, one after the other, to the law with its short lattices as atoms."""
    chain = Chain(builder, law)
    _list_short(chain)
    return chain.steps


def _list_short(chain: Chain) -> None:
    for index in reversed(range(len(chain.law.lattices))):
        if short(chain.law.lattices[index]):
            chain.add("lattice-list", (), index)


def renamed_index(builder: Builder, given: int, name: Symbol) -> int:
    """The step HasLaw with every lattice over the index `name`."""
    law = law_step(builder, given).law
    assert isinstance(law, Law)
    chain = Chain(builder, law)
    for index, each in enumerate(law.lattices):
        if each.index != name:
            chain.add("lattice-shift", (), index, name, 1, Integer(0))
    return chain.forth(given)


def first_listed(builder: Builder, given: int) -> int:
    """The step HasLaw with the first masses of its lattices at odd places as atoms."""
    law = law_step(builder, given).law
    if not isinstance(law, Law):
        return given
    chain = Chain(builder, law)
    for index in range(len(law.lattices)):
        each = chain.law.lattices[index]
        if each.point != each.index and each.lower.is_Integer and each.upper == oo:
            chain.add("lattice-cut", (), index, each.lower + FIRST)
    _list_short(chain)
    return chain.forth(given)


def without_first(builder: Builder, given: int) -> int:
    """The step HasLaw with the first mass of each lattice as an atom."""
    law = law_step(builder, given).law
    assert isinstance(law, Law)
    chain = Chain(builder, law)
    for index, each in enumerate(law.lattices):
        if each.lower.is_Integer and (each.upper == oo or each.upper.is_Integer):
            chain.add("lattice-cut", (), index, each.lower + 1)
    _list_short(chain)
    return chain.forth(given)

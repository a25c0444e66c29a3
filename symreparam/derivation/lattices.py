"""Laws with lattices in a standard form: masses at k itself, steps resolved, ranges that match."""

from __future__ import annotations

from math import lcm

from sympy import (
    Abs,
    Expr,
    Integer,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    ceiling,
    expand,
    floor,
    oo,
    sign,
)

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.cells import Cell, cells
from symreparam.derivation.names import fresh
from symreparam.derivation.sums import series_step
from symreparam.families.members import MOST_ATOMS
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import SameLaw
from symreparam.rules.lattices import MOST_CLASSES
from symreparam.terms.law import Lattice, Law
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation, is_whole, variable, whole

_STEPS = (Abs, sign, Max, Min, floor, ceiling, Piecewise)
ROUNDS = 60
FIRST = 5
HALF = Rational(1, 2)


class Chain:
    """Rewritings of one law: each step says that two ways of writing it are the same."""

    def __init__(self, builder: Builder, law: Law) -> None:
        self.builder, self.law = builder, law
        self.steps: list[int] = []

    def add(self, rule: str, premises: tuple[int, ...], *args: Expr | int) -> None:
        """Apply a rule of `rules.lattices` to the law as it stands."""
        step = self.builder.add(rule, premises, (self.law, *args))
        self.join(step)

    def join(self, step: int) -> None:
        """Go on with the other side of a step SameLaw."""
        known = self.builder.conclusion(step)
        assert isinstance(known, SameLaw) and isinstance(known.right, Law)
        if known.right != self.law:
            self.law = known.right
            self.steps.append(step)

    def forth(self, given: int) -> int:
        """From a step HasLaw of the first law to one of the last."""
        for step in self.steps:
            given = self.builder.add("rewrite-law", (given, step))
        return given

    def back(self, given: int) -> int:
        """From a step HasLaw of the last law to one of the first."""
        for step in reversed(self.steps):
            given = self.builder.add("rewrite-law", (given, step))
        return given


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
    if _short(each):
        chain.add("lattice-list", (), index)
        return True
    if any(term.has(each.index) for term in each.point.atoms(*_STEPS)):
        return _resolved(chain, index, each)
    if isinstance(each.mass, Piecewise) and each.point == each.index:
        return _thinned(chain, index, each)
    return _straightened(chain, index, each)


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


def plain_point(chain: Chain, index: int, point: Expr) -> Expr | bool:
    """`point`, a term in the index of a lattice, without steps; True when the lattice had to be
    cut first, False when no way is found.

    Floors need classes of k; then the ranges between the places where the plain body changes, and
    the whole numbers at these places, are lattices of their own.
    """
    each = chain.law.lattices[index]
    if not any(term.has(each.index) for term in point.atoms(*_STEPS)):
        return point
    size = _modulus(point, each.index)
    if size > 1:
        if size > MOST_CLASSES or not _comparable(each):
            return False
        chain.add("lattice-classes", (), index, size)
        return True
    found = _plain_cells(chain.builder, each, point)
    if found is None:
        return False
    for cell in found[1:]:
        inner = first_inside(cell.lower)
        if inner is None:
            return False
        # the whole number on a border is a range of its own
        on_border = is_whole(cell.lower)
        for cut in (inner - 1, inner) if on_border else (inner,):
            if cut != -oo and _cut_at(chain, index, each, cut):
                return True
    return found[0].body.xreplace({_letter(chain.builder, each): each.index})


def _cut_at(chain: Chain, index: int, each: Lattice, cut: Expr) -> bool:
    """Cut the range at a whole number inside it; whether that was done."""
    if _comparable(each) and cut.is_Integer:
        if _inside(each, cut):
            chain.add("lattice-cut", (), index, cut)
            return True
        return False
    if cut == each.lower or (each.upper != oo and expand(cut - each.upper - 1) == 0):
        return False
    relations = [Relation(each.lower, "<=", cut)] if each.lower != -oo else []
    relations += [Relation(cut, "<=", each.upper + 1)] if each.upper != oo else []
    try:
        premises = tuple(chain.builder.holds(relation) for relation in relations)
    except RuleError:
        return False
    chain.add("lattice-cut", premises, index, cut)
    return True


def _letter(builder: Builder, each: Lattice) -> Symbol:
    return variable(fresh(builder, "t", each.index, each.point))


def _plain_cells(builder: Builder, each: Lattice, point: Expr) -> tuple[Cell, ...] | None:
    """The cells of the point as a function of a real k; None when they are not found."""
    letter = _letter(builder, each)
    low = each.lower if each.lower == -oo else each.lower - HALF
    high = each.upper if each.upper == oo else each.upper + HALF
    body = point.xreplace({each.index: letter})
    try:
        return cells(body, letter, low, high, Context(builder.setting.scope, NUMBERS))
    except NoInverse:
        return None


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
            if _short(each) and image.has(*_STEPS):
                chain.add("lattice-list", (), index)
                break
            plain = plain_point(chain, index, image)
            if plain is True:
                break
            found.append(plain if isinstance(plain, Expr) else image)
        else:
            return chain.forth(given), found
    raise NoInverse(f"too many ranges of whole numbers for {body}")


def _inside(each: Lattice, cut: Expr) -> bool:
    return _comparable(each) and bool(each.lower < cut <= each.upper)


def first_inside(end: Expr) -> Expr | None:
    """The first whole number beyond an end; None when it is not a known number."""
    if end == -oo:
        return end
    if end.is_Rational:
        return Integer(int(floor(end)) + 1)
    if is_whole(end):
        return end + 1
    ball = enclose(end, {}, 128) if not end.free_symbols else None
    if ball is None:
        return None
    low, high = int(ball.lower().floor().fmpz()), int(ball.upper().floor().fmpz())
    return Integer(low + 1) if low == high else None


def _modulus(point: Expr, index: Symbol) -> int:
    """The common denominator of the index in the floors of the point."""
    size = 1
    for step in point.atoms(floor, ceiling):
        slope = expand(step.args[0]).coeff(index)
        if slope.is_Rational and slope != 0:
            size = lcm(size, int(slope.q))
    return size


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
                if cut.is_Integer and _inside(each, cut):
                    one.add("lattice-cut", (), index, cut)
                    _list_short(one)
                    return True
    return False


def _comparable(each: Lattice) -> bool:
    return all(end in (oo, -oo) or end.is_Integer for end in (each.lower, each.upper))


def _list_short(chain: Chain) -> None:
    for index in reversed(range(len(chain.law.lattices))):
        if _short(chain.law.lattices[index]):
            chain.add("lattice-list", (), index)


def _short(each: Lattice) -> bool:
    numbers = each.lower.is_Integer and each.upper.is_Integer
    single = each.lower == each.upper
    return bool(single or (numbers and each.upper - each.lower < MOST_ATOMS))


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

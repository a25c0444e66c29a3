"""Laws that a SymPy user states by hand: `ContinuousRV`, `FiniteRV`, `DiscreteRV`, and the finite
families whose values the user chooses."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from sympy import (
    Add,
    And,
    Eq,
    Expr,
    FiniteSet,
    Integer,
    Interval,
    Not,
    Or,
    Piecewise,
    Range,
    S,
    Symbol,
    Union,
    expand,
    oo,
)
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFalse, BooleanTrue

from symreparam.documents.names import normal
from symreparam.logic.errors import ClaimError, Unsupported
from symreparam.terms.law import Atom, Lattice, Law, Named, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import variable, whole

MOST_VALUES: Final = 50
Read = Callable[[Any, Mapping[Any, Symbol]], Expr]
"""Our term for a user's term, in which some of the user's symbols are bound to ours."""
Masses = tuple[tuple[Expr, Expr], ...]
"""Values, each once, with what each weighs."""

_NO_TERM: Final = "the density of a ContinuousRV whose branches meet at a point that is no number"


def masses_of(distribution: Any, read: Read) -> Masses | None:
    """The values and masses of a law on finitely many points whose values the user chose, or None.

    Raises ClaimError, Unsupported for values that are no real numbers.
    """
    shown = type(distribution).__name__
    if shown == "FiniteDistributionHandmade":
        pairs = list(distribution.dict.items())
    elif shown == "DiscreteUniformDistribution":
        pairs = [(value, Integer(1) / len(distribution.args)) for value in distribution.args]
    elif shown == "BernoulliDistribution" and distribution.args[1:] != (1, 0):
        chance, one, other = distribution.args
        pairs = [(other, 1 - chance), (one, chance)]
    else:
        return None
    if len(pairs) > MOST_VALUES:
        raise Unsupported(f"a law of more than {MOST_VALUES} values")
    found: dict[Expr, Expr] = {}
    for value, mass in pairs:
        point = read(_number(value), {})
        found[point] = Add(found.get(point, Integer(0)), read(mass, {}))
    return tuple((point, mass) for point, mass in found.items() if mass != 0)


def _number(value: Any) -> Any:
    if isinstance(value, Symbol) and value.is_real is not True:
        hint = "give numbers as the values, for example 1 and 0"
        raise ClaimError(f"the value {value} is no real number", hint=hint)
    return value


def drawn(masses: Masses, ours: Symbol) -> tuple[Named, Expr]:
    """A member for the variable and the term in it that takes the values with these masses.

    Raises ClaimError for masses that do not add up to 1.
    """
    total = expand(Add(*(mass for _, mass in masses)))
    if total != 1:
        hint = "the masses of a law add up to 1"
        raise ClaimError(f"the masses add up to {total}", hint=hint)
    values = [value for value, _ in masses]
    if _equal_in_a_row(masses):
        return Named("DiscreteUniform", (min(values), max(values))), ours
    if len(masses) == 2:
        (none, _), (one, chance) = sorted(masses, key=lambda pair: (pair[0] != 0, pair[0] == 1))
        return Named("Bernoulli", (chance,)), none + (one - none) * ours
    rows = [(value, Eq(ours, place)) for place, value in enumerate(values, 1)]
    named = Named("Categorical", tuple(mass for _, mass in masses))
    return named, Piecewise(*rows[:-1], (values[-1], True))


def _equal_in_a_row(masses: Masses) -> bool:
    values = [value for value, _ in masses]
    if len({mass for _, mass in masses}) != 1 or not all(isinstance(v, Integer) for v in values):
        return False
    return len(values) != 2 and max(values) - min(values) == len(values) - 1


def as_atoms(masses: Masses, letter: Symbol) -> Law:
    """The law of these masses."""
    return Law(letter, (), tuple(Atom(point, mass) for point, mass in masses))


def stated_law(distribution: Any, taken: set[str], read: Read) -> Law | None:
    """The law whose density or masses the user stated, in a letter that is not taken, or None.

    Raises ClaimError, Unsupported.
    """
    shown = type(distribution).__name__
    if shown not in ("ContinuousDistributionHandmade", "DiscreteDistributionHandmade"):
        return None
    bound, value = distribution.args[0].variables[0], distribution.args[0].expr
    own = {normal(str(symbol.name)) for symbol in value.free_symbols - {bound}}
    names = (name for name in ("z", "t", "u", "z_1", "z_2") if name not in taken | own)
    letter = variable(next(names))
    support = distribution.args[1]
    if shown == "DiscreteDistributionHandmade":
        free = ("k", "n", "j", "k_1", "k_2")
        index = whole(next(name for name in free if name not in taken | own))
        low, high = _whole_ends(support)
        mass = read(_inside(value, support, bound), {bound: index})
        return Law(letter, (), (), (Lattice(index, low, high, index, mass),))
    pieces: list[Piece] = []
    inner = _inside(value, support, bound)
    for part in support.args if isinstance(support, Union) else (support,):
        if isinstance(part, FiniteSet):
            continue
        if not isinstance(part, Interval):
            raise Unsupported(f"a ContinuousRV on {part}")
        pieces += _pieces(inner, part, bound, letter, read)
    return Law(letter, tuple(pieces))


def _inside(value: Any, support: Any, bound: Any) -> Any:
    """The density without the choice of 0 outside of its support, which SymPy puts around it."""
    if not isinstance(value, Piecewise) or len(value.args) != 2 or value.args[1] != (0, True):
        return value
    inner, condition = value.args[0]
    return inner if _same(condition, support.as_relational(bound)) else value


def _same(one: Any, other: Any) -> bool:
    """The same conditions, an equation perhaps turned round."""
    mine, theirs = ({each.canonical for each in And.make_args(c)} for c in (one, other))
    return mine == theirs


def _whole_ends(support: Any) -> tuple[Expr, Expr]:
    """The first and the last of a set of whole numbers in a row."""
    known = {S.Naturals: (Integer(1), oo), S.Naturals0: (Integer(0), oo), S.Integers: (-oo, oo)}
    if support in known:
        return known[support]
    if isinstance(support, Range) and support.step == 1:
        return support.inf, support.sup
    raise Unsupported(f"a DiscreteRV on {support}")


def _pieces(value: Any, part: Interval, bound: Any, letter: Symbol, read: Read) -> list[Piece]:
    """The density on one interval, a piece for each branch of its choices."""
    cuts: set[Any] = set()
    for choice in value.atoms(Piecewise):
        for _, condition in choice.args:
            cuts |= {_cut(relation, bound) for relation in _compared(condition)}
    inside = sorted(cut for cut in cuts if part.contains(cut) == True and cut not in part.args)  # noqa: E712
    ends = [part.start, *inside, part.end]
    found = []
    for low, high in itertools.pairwise(ends):
        density = _branch(value, bound, _middle(low, high)) if value.has(Piecewise) else value
        shown = (end if end in (oo, -oo) else read(end, {}) for end in (low, high))
        found.append(Piece(interval(letter, *shown), read(density, {bound: letter})))
    return found


def _compared(condition: Any) -> Iterator[Any]:
    """The comparisons of which a condition is made. Raises Unsupported for one that is made of
    something else, as `Contains(x, Interval(0, 1))`: where it changes is not seen."""
    if isinstance(condition, And | Or | Not):
        for part in condition.args:
            yield from _compared(part)
    elif isinstance(condition, Relational):
        yield condition
    elif not isinstance(condition, BooleanTrue | BooleanFalse):
        raise Unsupported(f"the condition {condition} in the density of a ContinuousRV")


def _cut(relation: Any, bound: Any) -> Any:
    ends = [end for end in relation.args if end != bound]
    if len(ends) != 1 or not ends[0].is_number:
        raise Unsupported(_NO_TERM)
    return ends[0]


def _middle(low: Any, high: Any) -> Any:
    if low == -oo:
        return Integer(0) if high == oo else high - 1
    return low + 1 if high == oo else (low + high) / 2


def _branch(value: Any, bound: Any, point: Any) -> Any:
    """Each choice in the term replaced by the branch that its condition takes at the point."""
    if not point.is_number:
        raise Unsupported(_NO_TERM)
    if isinstance(value, Piecewise):
        for term, condition in value.args:
            taken = condition.xreplace({bound: point})
            if not isinstance(taken, BooleanTrue | BooleanFalse):
                raise Unsupported(_NO_TERM)
            if taken:
                return _branch(term, bound, point)
        return Integer(0)
    if not value.has(Piecewise):
        return value
    return value.func(*(_branch(arg, bound, point) for arg in value.args))

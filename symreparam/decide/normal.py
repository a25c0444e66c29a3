"""The walk from SymPy terms to normal forms, and the protocol of restarts around it.

`run(context, terms, work)` builds a space for the context, teaches it the facts that touch the
terms, and calls `work(space)`; it starts again when a finer root or more letters are needed.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, TypeVar

from sympy import Expr, I, Integer, Symbol, nan, oo, zoo

from symreparam.decide import polysign
from symreparam.decide.answer import Context
from symreparam.decide.compare import compare_logs, compare_monomials, constant_sign
from symreparam.decide.fraction import FUEL, ORACLE, SIZES, Polynomial, Ratio, Undecided
from symreparam.decide.generators import Generator, Hint
from symreparam.decide.kernels import KERNELS
from symreparam.decide.kernels.constants import constant_kernel
from symreparam.decide.kernels.radicals import only_letter
from symreparam.decide.orthant import Fact, Placed, plan
from symreparam.decide.signset import (
    ANY,
    NONNEGATIVE,
    NONZERO,
    POSITIVE,
    ZERO,
    opposite,
    power,
    times,
)
from symreparam.decide.space import Full, Hints, Restart, Space

Result = TypeVar("Result")
RESTARTS: Final = 60
RESTART_COST: Final = 20_000
NODES: Final = 4000
_NO_REALS: Final = frozenset((I, nan, zoo, oo))


def run(context: Context, terms: tuple[Expr, ...], work: Callable[[Space], Result]) -> Result:
    """`work` on a space for the context. Raises Undecided; never Restart or Full."""
    for term in terms:
        refuse(term)
    placed, hints, size, fuel = plan(context), Hints(), 0, FUEL
    for _ in range(RESTARTS):
        space = Space(SIZES[size], placed, hints, convert)
        space.fuel = fuel
        space.compare, space.compare_logs = compare_monomials, compare_logs
        space.constant_sign = constant_sign
        space.asked = context
        try:
            _teach(space, terms)
            return work(space)
        except Restart:
            fuel = space.fuel - (ORACLE - space.oracle) - RESTART_COST
        except Full:
            fuel = space.fuel - (ORACLE - space.oracle) - RESTART_COST
            size += 1
            if size == len(SIZES):
                raise Undecided(f"budget: more than {SIZES[-1]} generators") from None
        except RecursionError:
            raise Undecided("budget: terms nested too deeply") from None
    raise Undecided(f"budget: more than {RESTARTS} restarts")


def refuse(term: Expr) -> None:
    """Refuse floating point, complex and undefined numbers, and terms that are too large."""
    stack, count = [term], 0
    while stack:
        node = stack.pop()
        count += 1
        if count == NODES:
            raise Undecided(f"budget: a term of more than {NODES} nodes")
        if node.is_Float:
            raise Undecided("floating point number in a term")
        if node.is_Atom and node in _NO_REALS:
            raise Undecided("complex, infinite or undefined number in a term")
        stack.extend(node.args)


# --- the walk -------------------------------------------------------------------------------
def convert(space: Space, term: Expr) -> Ratio:
    """The normal form of one term, its arguments through `space.of`."""
    if term.is_Rational:
        return space.number(Fraction(int(term.p), int(term.q)))
    if term.is_Symbol:
        return _symbol(space, term)
    if term.is_Add:
        total = space.zero
        for argument in term.args:
            total = space.add(total, space.of(argument))
        return space.normal(total)
    if term.is_Mul:
        product = space.one
        for argument in term.args:
            product = space.multiply(product, space.of(argument))
        return space.normal(product)
    constant = constant_kernel(space, term)
    if constant is not None:
        return constant
    kernel = KERNELS.get(term.func.__name__)
    if kernel is None:
        raise Undecided(f"no kernel for {term.func.__name__}")
    return kernel(space, term)


def _symbol(space: Space, symbol: Symbol) -> Ratio:
    """A symbol by its place: a free letter, or ends and a letter of known sign."""
    place = space.plan.place(symbol)
    if place is None:
        raise Undecided(f"undeclared symbol {symbol}")
    low, high = place.lower != -oo, place.upper != oo
    if not low and not high:
        return _letter(space, place, ANY, (symbol, Integer(1)), Integer(0))
    if not high or (low and place.lower_closed and place.upper_closed):
        signs = NONNEGATIVE if place.lower_closed else POSITIVE
        step = _letter(space, place, signs, (symbol - place.lower, Integer(1)), place.lower)
        value = space.add(space.of(place.lower), step)
        if high:
            _learn_ratio(space, space.subtract(space.of(place.upper), value), NONNEGATIVE)
        return value
    if not low:
        signs = NONNEGATIVE if place.upper_closed else POSITIVE
        step = _letter(space, place, signs, (place.upper - symbol, Integer(1)), place.upper)
        return space.subtract(space.of(place.upper), step)
    return _between(space, place)


def _between(space: Space, place: Placed) -> Ratio:
    """start + (finish - start)/(1 + v), v >= 0 or v > 0; start is an end that is not reached."""
    from_below = not place.lower_closed
    ends = (place.lower, place.upper) if from_below else (place.upper, place.lower)
    start, finish = (space.of(end) for end in ends)
    closed = place.upper_closed if from_below else place.lower_closed
    position = (place.upper - place.symbol, place.symbol - place.lower)
    term = position if from_below else (position[1], position[0])
    step = _letter(space, place, NONNEGATIVE if closed else POSITIVE, term, None)
    width = space.subtract(finish, start)
    _learn_ratio(space, width, POSITIVE if from_below else opposite(POSITIVE))
    return space.add(start, space.divide(width, space.add(space.one, step)))


def _letter(
    space: Space, place: Placed, signs: int, term: tuple[Expr, Expr], offset: Expr | None
) -> Ratio:
    hint: Hint = ("symbol", place.symbol)
    depth = space.depth(hint)
    whole = offset is not None and offset.is_Integer and place.symbol.is_integer is True
    index = space.new(
        Generator(
            "symbol",
            ("symbol", str(space.plan.symbols.index(place))),
            signs,
            depth=depth,
            term=term,
            integer=whole and depth == 1,
            hint=hint if signs != ANY else (),
        )
    )
    return space.power(space.letter(index), depth)


# --- facts ----------------------------------------------------------------------------------
def _teach(space: Space, terms: tuple[Expr, ...]) -> None:
    """Teach the facts that touch the terms; a fact that cannot be used is left out."""
    needed = space.plan.needed(terms)
    for fact in space.plan.facts:
        if fact.term.free_symbols and fact.term.free_symbols <= needed:
            _teach_one(space, fact)


def _teach_one(space: Space, fact: Fact) -> None:
    """What the fact divides by is no concern of the question, so it must vanish nowhere."""
    before = dict(space.divided)
    try:
        ratio = space.normal(space.of(fact.term))
    except Undecided:
        return
    new = [p for key, p in space.divided.items() if key not in before]
    if all(polysign.of_product(space, p) & ZERO == 0 for p in new):
        space.divided = before
        _learn_ratio(space, ratio, fact.signs)


def _learn_ratio(space: Space, a: Ratio, signs: int) -> None:
    """Turn the sign of a ratio into the sign of its one factor of unknown sign."""
    if not a[0]:
        return
    rest, open_factors = POSITIVE, []
    for p in a:
        content, factors = space.factor(p)
        rest = times(rest, POSITIVE if content > 0 else opposite(POSITIVE))
        for factor, multiplicity in factors:
            known = power(polysign.of_polynomial(space, factor), multiplicity)
            if known in (POSITIVE, opposite(POSITIVE)):
                rest = times(rest, known)
            else:
                open_factors.append((factor, multiplicity))
    if not signs & ZERO:
        for factor, _ in open_factors:
            space.learn(factor, NONZERO)
    if len(open_factors) == 1 and open_factors[0][1] % 2 and rest in (POSITIVE, 1):
        space.learn(open_factors[0][0], times(signs, rest))
        _learn_parity(space, open_factors[0][0])


def _learn_parity(space: Space, factor: Polynomial) -> None:
    """A letter (-1)^m of known sign is 1 or -1."""
    index = only_letter(factor)
    if index is None or space.generators[index].kind != "parity":
        return
    known = space.known(factor)
    if known in (POSITIVE, opposite(POSITIVE)):
        value = space.one if known == POSITIVE else space.negative(space.one)
        space.relate(index, 1, value)


def excluded(space: Space) -> tuple[Polynomial, ...]:
    """The irreducible polynomials divided by whose zeros the sign oracle cannot exclude."""
    found: dict[str, Polynomial] = {}
    for whole in tuple(space.divided.values()):
        _, factors = space.factor(whole)
        for factor, _ in factors:
            if polysign.of_polynomial(space, factor) & ZERO:
                found.setdefault(str(factor), factor)
    return tuple(p for _, p in sorted(found.items()))

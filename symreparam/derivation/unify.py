"""Parameters that make one sum of terms another: equations by structure, solved one by one.

A guess: the member that comes out is proved, or not, through the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, permutations
from typing import Final

from sympy import Expr, Integer, Mul, Symbol, cancel, cos, exp, expand, log, nan, oo, powdenest, zoo
from sympy.core.relational import Relational

from symreparam.derivation.log_density import SIZE, base_and_power, summed, terms_of

Equations = tuple[tuple[Expr, Expr], ...]
Values = dict[Symbol, Expr]
MOST_WAYS: Final = 40
MOST_FACTORS: Final = 3
_EVEN: Final = (SIZE, cos)


def same_sums(
    pattern: Expr, target: Expr, letter: Symbol, unknown: frozenset[Symbol], constant: bool
) -> Iterator[Equations]:
    """Equations in the unknowns under which the sums agree, a tuple for each way to pair terms.

    With `constant` the terms without the letter count too.
    """
    mine, theirs = terms_of(pattern, letter), terms_of(target, letter)
    one: Expr = Integer(1)
    first: Equations = ()
    left, right = mine.pop(one, Integer(0)), theirs.pop(one, Integer(0))
    if constant:
        first = ((left, right),)
    order = sorted(mine, key=lambda k: (bool(k.free_symbols & unknown), -k.count_ops(), str(k)))
    yield from islice(_paired(order, mine, theirs, letter, unknown, first), MOST_WAYS)


def _paired(
    order: list[Expr],
    mine: dict[Expr, Expr],
    theirs: dict[Expr, Expr],
    letter: Symbol,
    unknown: frozenset[Symbol],
    known: Equations,
) -> Iterator[Equations]:
    if not order:
        if not theirs:
            yield known
        return
    kernel, rest = order[0], order[1:]
    for other in sorted(theirs, key=lambda k: (k != kernel, str(k))):
        left = {k: v for k, v in theirs.items() if k != other}
        for found in _same_kernels(kernel, other, letter, unknown):
            more = (*known, *found, (mine[kernel], theirs[other]))
            yield from _paired(rest, mine, left, letter, unknown, more)
    if mine[kernel].free_symbols & unknown:
        absent = (*known, (mine[kernel], Integer(0)))
        yield from _paired(rest, mine, theirs, letter, unknown, absent)


def _same_kernels(
    kernel: Expr, other: Expr, letter: Symbol, unknown: frozenset[Symbol]
) -> Iterator[Equations]:
    if not kernel.free_symbols & unknown:
        if kernel == other:
            yield ()
        return
    if kernel.is_Mul or other.is_Mul:
        yield from _same_products(kernel, other, letter, unknown)
        return
    (base, power), (base_2, power_2) = base_and_power(kernel), base_and_power(other)
    if base.func != base_2.func or len(base.args) != len(base_2.args):
        return
    powers: Equations = () if power == power_2 else ((power, power_2),)
    if base == base_2:
        yield powers
        return
    yield from _same_arguments(base, base_2, letter, unknown, powers)


def _same_arguments(
    base: Expr, other: Expr, letter: Symbol, unknown: frozenset[Symbol], known: Equations
) -> Iterator[Equations]:
    if not (base.is_Function and base.func == other.func):
        return
    ways: list[Equations] = [known]
    for mine, theirs in zip(base.args, other.args, strict=True):
        pattern = summed(mine, letter)
        turned = (theirs, -theirs) if base.func in _EVEN else (theirs,)
        found = [
            equations
            for goal in turned
            for equations in same_sums(pattern, summed(goal, letter), letter, unknown, True)
        ]
        ways = [(*way, *more) for way in ways for more in found][:MOST_WAYS]
    yield from ways


def _same_products(
    kernel: Expr, other: Expr, letter: Symbol, unknown: frozenset[Symbol]
) -> Iterator[Equations]:
    mine, theirs = Mul.make_args(kernel), Mul.make_args(other)
    if len(mine) != len(theirs) or len(mine) > MOST_FACTORS:
        return
    for order in permutations(theirs):
        ways: list[Equations] = [()]
        for a, b in zip(mine, order, strict=True):
            found = list(_same_kernels(a, b, letter, unknown))
            ways = [(*way, *more) for way in ways for more in found][:MOST_WAYS]
        yield from ways


def solved(
    equations: Equations, unknown: frozenset[Symbol], partly: bool = False
) -> Values | None:
    """Values of all unknowns that satisfy the equations, or None.

    With `partly` some unknowns may be left, and the values of others may use them. Each round
    takes an equation with one unknown, else one that gives an unknown by the others.
    """
    left = list(equations)
    values: Values = {}
    while True:
        left = [(_put(a, values), b) for a, b in left]
        checked = [pair for pair in left if not pair[0].free_symbols & unknown]
        if not all(_agree(a, b) for a, b in checked):
            return None
        left = [pair for pair in left if pair not in checked]
        if not left:
            break
        step = _step(left, unknown)
        if step is None:
            return None
        name, value = step
        values = {symbol: _put(old, {name: value}) for symbol, old in values.items()}
        values[name] = value
    if partly:
        return values
    if set(values) != unknown or any(v.free_symbols & unknown for v in values.values()):
        return None
    return values


def _put(term: Expr, values: Values) -> Expr:
    """The term with the values put in, spread so that what cancels does."""
    if not values or not term.free_symbols & set(values):
        return term
    put = term.xreplace(values)
    return expand(put) if put.count_ops() < 60 else put


def _step(left: list[tuple[Expr, Expr]], unknown: frozenset[Symbol]) -> tuple[Symbol, Expr] | None:
    ordered = sorted(left, key=lambda pair: len(pair[0].free_symbols & unknown))
    for term, value in ordered:
        for name in sorted(term.free_symbols & unknown, key=str):
            found = isolated(term, value, name)
            if found is not None and not found.has(oo, -oo, nan, zoo, name):
                return name, found
    return None


def isolated(term: Expr, value: Expr, name: Symbol) -> Expr | None:
    """The value of `name` for which term = value, by undoing one operation after the other."""
    if sum(arg.has(name) for arg in term.args) > 1:
        term = cancel(term) if term.is_rational_function(name) else expand(term)
        line = _linear(term, value, name)
        if line is not None:
            return line
    while term != name:
        inner = [arg for arg in term.args if arg.has(name)]
        if len(inner) != 1:
            return _linear(term, value, name)
        found = _undone(term, inner[0], value)
        if found is None:
            return None
        term, value = inner[0], found
    return tidy(value)


def _linear(term: Expr, value: Expr, name: Symbol) -> Expr | None:
    above, below = cancel(term - value).as_numer_denom()
    if not above.is_polynomial(name) or below.has(oo, zoo, nan):
        return None
    poly = above.as_poly(name)
    if poly is None or poly.degree() != 1:
        return None
    return tidy(-poly.nth(0) / poly.nth(1))


def _undone(term: Expr, inner: Expr, value: Expr) -> Expr | None:
    if term.is_Add:
        return value - (term - inner)
    if term.is_Mul:
        rest = term / inner
        return value / rest
    if isinstance(term, exp):
        return log(value) if value != 0 else None
    if isinstance(term, log):
        return exp(value)
    if term.is_Pow and inner == term.base:
        if term.exp.could_extract_minus_sign() and value != 0:
            # (c^-2)^(-1/2) would stay as it is, (c^2)^(1/2) is |c|
            return (1 / value) ** (-1 / term.exp)
        return value ** (1 / term.exp)
    if term.is_Pow and value != 0 and term.base != 1:
        return log(value) / log(term.base)
    return None


def tidy(value: Expr) -> Expr:
    """The value in a short form."""
    if value.count_ops() > 60 or isinstance(value, Relational):
        return value
    short = powdenest(value)
    if short.is_rational_function(*short.free_symbols):
        short = min(short, cancel(short), key=lambda term: (term.count_ops(), str(term)))
    return short


def _agree(left: Expr, right: Expr) -> bool:
    """Whether two terms without unknowns look equal: at one point, to fifteen digits."""
    if left == right:
        return True
    gap = left - right
    symbols = sorted(gap.free_symbols, key=str)
    at = {symbol: Integer(3 + 2 * k) / (7 + 3 * k) for k, symbol in enumerate(symbols)}
    number = gap.xreplace(at).evalf(15, maxn=60)
    return bool(number.is_number and abs(number) < 1e-9)

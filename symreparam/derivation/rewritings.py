"""A term written in other ways, equal almost surely, in which variables stand at fewer places."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import (
    Abs,
    Add,
    Expr,
    Max,
    Min,
    Mul,
    Poly,
    PolynomialError,
    Pow,
    Symbol,
    cancel,
    cos,
    expand,
    expand_log,
    log,
    nan,
    powdenest,
    powsimp,
    preorder_traversal,
    sin,
    sqrt,
    symbols,
    zoo,
)

from symreparam.derivation.blocks import Blocks, blocks, within

MOST_OPERATIONS = 60
_P = symbols("p", positive=True)
_Q = symbols("q", real=True)
_UNIT = symbols("unit", real=True)


def rewritings(term: Expr, random: tuple[Symbol, ...]) -> Iterator[Blocks]:
    """Other forms of the term in one unit each, that are proved equal to it afterwards."""
    if term.count_ops() > MOST_OPERATIONS:
        return
    if term.has(Max, Min):
        yield from (Blocks(_Q, ((_Q, plain),)) for plain in _without_extremes(term))
    if len(random) == 2:
        yield from _of_two(term, *random)
        return
    yield from _of_two_units(blocks(term, random))
    for inner, outer in within(term, random, _UNIT):
        rest = tuple(v for v in random if outer.has(v))
        for found in _of_two_units(blocks(outer, (_UNIT, *rest))):
            [(symbol, unit)] = found.units
            yield Blocks(found.outer, ((symbol, unit.xreplace({_UNIT: inner})),))


def _of_two_units(found: Blocks) -> Iterator[Blocks]:
    """The same for a term in two independent blocks."""
    if len(found.units) != 2:
        return
    for other in _of_two(found.outer, *(symbol for symbol, _ in found.units)):
        [(symbol, unit)] = other.units
        yield Blocks(other.outer, ((symbol, unit.xreplace(dict(found.units))),))


def _of_two(term: Expr, one: Symbol, two: Symbol) -> Iterator[Blocks]:
    yield from _of_the_ratio(term, one, two)
    yield from _of_the_difference(term, one, two)


def fewer_places(term: Expr, random: tuple[Symbol, ...]) -> Expr | None:
    """A rational function or polynomial without what cancels in it, or None."""
    return without_cancelled(term, random) or collected(term, random)


def without_cancelled(term: Expr, random: tuple[Symbol, ...]) -> Expr | None:
    """The term with its fractions reduced, where variables cancel out of it; else None."""
    if term.count_ops() > MOST_OPERATIONS or not term.is_rational_function(*random):
        return None
    plain = expand(term)
    if not _fewer(plain, random):
        try:
            plain = cancel(term)
        except (PolynomialError, NotImplementedError):
            return None
    return plain if _fewer(plain, random) else None


def collected(term: Expr, random: tuple[Symbol, ...]) -> Expr | None:
    """A polynomial in the variables with its like terms collected, where that leaves them at fewer
    places: the quadratic form of two correlated normal variables as X^2 + Y^2; else None."""
    if term.count_ops() > MOST_OPERATIONS or not term.is_polynomial(*random):
        return None
    try:
        terms = Poly(expand(term), *random).terms()
        parts = [
            cancel(factor) * Mul(*(v**k for v, k in zip(random, powers, strict=True)))
            for powers, factor in terms
        ]
    except (PolynomialError, NotImplementedError):
        return None
    plain = Add(*parts)
    less = _places(plain, random) < _places(term, random)
    return plain if less and plain.has(*random) and not plain.has(nan, zoo) else None


def spread_logarithms(term: Expr, random: tuple[Symbol, ...]) -> Expr | None:
    """log(X) + log(Y) for log(X*Y) where one of the variables stands elsewhere too; else None. That
    the factors are positive is proved afterwards."""
    swap: dict[Expr, Expr] = {}
    for node in term.atoms(log):
        inner = node.args[0]
        own = [v for v in random if inner.has(v)]
        if inner.is_Mul and len(own) > 1 and any(term.count(v) > inner.count(v) for v in own):
            spread = expand_log(node, force=True)
            if all(sum(each.has(v) for v in own) < len(own) for each in Add.make_args(spread)):
                swap[node] = spread
    return term.xreplace(swap) if swap else None


def shortened(term: Expr, random: tuple[Symbol, ...]) -> Expr | None:
    """The term with products of square roots as the root of the product, and squared sines and
    cosines of one angle added up, where that leaves the variables at fewer places:
    sqrt(S) sqrt(-log(S)/S) as sqrt(-log(S)); else None."""
    if not term.has(Pow) or term.count_ops() > MOST_OPERATIONS:
        return None
    plain = _with_merged_roots(_without_squares(term, random), random)
    return plain if _places(plain, random) < _places(term, random) else None


def _with_merged_roots(term: Expr, random: tuple[Symbol, ...]) -> Expr:
    swap: dict[Expr, Expr] = {}
    for node in term.atoms(Mul):
        roots = [f for f in node.args if isinstance(f, Pow) and 2 * abs(f.exp) == 1]
        roots = [f for f in roots if f.has(*random)]
        if len(roots) > 1:
            inner = powsimp(Mul(*(f.base ** (2 * f.exp) for f in roots)))
            rest = Mul(*(f for f in node.args if f not in roots))
            swap[node] = rest * sqrt(inner)
    return term.xreplace(swap)


def _without_squares(term: Expr, random: tuple[Symbol, ...]) -> Expr:
    """a sin(x)^2 + a cos(x)^2 as a, wherever it stands."""
    swap: dict[Expr, Expr] = {}
    for node in term.atoms(Add):
        squares = {s**2: 1 - cos(s.args[0]) ** 2 for s in node.atoms(sin) if s.has(*random)}
        plain = expand(node.xreplace(squares)) if node.has(*squares) else node
        if _places(plain, random) < _places(node, random):
            swap[node] = plain
    return term.xreplace(swap)


def _places(term: Expr, random: tuple[Symbol, ...]) -> int:
    return sum(node in random for node in preorder_traversal(term))


def _fewer(term: Expr, random: tuple[Symbol, ...]) -> bool:
    return not term.has(nan, zoo) and not all(term.has(v) for v in random)


def _without_extremes(term: Expr) -> Iterator[Expr]:
    """max(a, b) is (a + b + |a - b|)/2; where the |a - b| cancel, nothing of it is left."""
    swap = {}
    for one in sorted(term.atoms(Max, Min), key=str):
        if len(one.args) != 2:
            return
        a, b = sorted(one.args, key=str)
        gap = Abs(a - b) if isinstance(one, Max) else -Abs(a - b)
        swap[one] = (a + b + gap) / 2
    plain = expand(term.xreplace(swap))
    if not plain.has(Abs):
        yield plain


def _of_the_ratio(term: Expr, one: Symbol, two: Symbol) -> Iterator[Blocks]:
    """A term that does not change when both variables are scaled is a function of their ratio."""
    for above, below in ((one, two), (two, one)):
        scaled = term.xreplace({above: _P * _Q, below: _P})
        if scaled == term:
            continue
        try:
            flat = powdenest(expand_log(cancel(scaled), force=True), force=True)
        except (PolynomialError, NotImplementedError):
            continue
        if not flat.has(_P):
            yield Blocks(flat, ((_Q, above / below),))


def _of_the_difference(term: Expr, one: Symbol, two: Symbol) -> Iterator[Blocks]:
    """A term that does not change when both variables are shifted is a function of their
    difference, as the softmax of two of them is."""
    for above, below in ((one, two), (two, one)):
        moved = term.xreplace({above: _P + _Q, below: _P})
        flat = _flat_powers(moved)
        if flat is not None and not flat.has(_P):
            yield Blocks(flat, ((_Q, above - below),))


def _flat_powers(term: Expr) -> Expr | None:
    """The term with e^(p + q) as e^p e^q and common factors divided out."""
    try:
        return cancel(expand(term))
    except (PolynomialError, NotImplementedError):
        return None

"""The inverse of a map of n variables: one equation is solved for one letter after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sympy import (
    Abs,
    Dummy,
    Expr,
    Integer,
    Matrix,
    Max,
    Min,
    Pow,
    Symbol,
    cos,
    diff,
    exp,
    expand,
    expand_power_base,
    factor,
    log,
    powdenest,
    powsimp,
    sin,
    trigsimp,
)

from symreparam.decide.ball import enclose
from symreparam.decide.points import Point
from symreparam.derivation.joint_neat import neat
from symreparam.derivation.joint_solve import MOST_OPERATIONS, solved
from symreparam.terms.region import Region

INVERSES = 6


def inverses(
    images: Sequence[Expr],
    variables: Sequence[Symbol],
    source: Region,
    target: Region,
    points: Sequence[Point] = (),
) -> Iterator[tuple[Expr, ...]]:
    """Candidates for h with h(images) = the letters of `source`, in its order.

    Nothing is certain yet, but for this: those that fail at a point of the source are left out.
    """
    rotated = by_determinant(images, variables, source)
    if rotated is not None:
        yield rotated
    unknown = {letter: _dummy(letter, low, high) for letter, low, high in source.bounds}
    known = {letter: _dummy(letter, low, high) for letter, low, high in target.bounds}
    equations = [
        expand_power_base(image.xreplace(unknown)) - known[letter]
        for image, letter in zip(images, variables, strict=True)
    ]
    home = {dummy: letter for letter, dummy in known.items()}
    letters = list(unknown.values())
    if any(head.has(*letters) for each in equations for head in each.atoms(Max, Min)):
        return  # where each argument is the greatest is for the branches to say
    powers = {letter: _head(equations, letter, letters) for letter in letters}
    short = {head: own for head, own, _ in powers.values()}
    equations = [equation.xreplace(short) for equation in equations]
    seen: dict[tuple[Expr, ...], None] = {}
    for found in islice(_eliminated(equations, list(short.values())), INVERSES):
        heads = [powers[letter] for letter in letters]
        raw = [back.xreplace({own: found[own]}).xreplace(home) for _, own, back in heads]
        there = dict(zip(variables, images, strict=True))
        gaps = [x.xreplace(there) - y for x, y in zip(raw, source.variables, strict=True)]
        if not all(vanishes(gap, point) for gap in gaps for point in points):
            continue
        inverse = tuple(neat(_tidy(term), target) for term in raw)
        if inverse not in seen:
            seen[inverse] = None
            yield inverse


def by_determinant(
    images: Sequence[Expr], variables: Sequence[Symbol], source: Region
) -> tuple[Expr, ...] | None:
    """The inverse of a linear map with sines and cosines of parameters, by Cramer's rule: to divide
    by one of them would ask that it has no zeros."""
    letters = source.variables
    waves = {wave for image in images for wave in image.atoms(sin, cos)}
    if not waves or any(wave.has(*letters) for wave in waves):
        return None
    if not all(image.is_polynomial(*letters) for image in images):
        return None
    matrix = Matrix([[diff(image, letter) for letter in letters] for image in images])
    if matrix.has(*letters):
        return None
    start = [image.xreplace(dict.fromkeys(letters, Integer(0))) for image in images]
    value = trigsimp(matrix.det(method="berkowitz"))
    if value == 0:
        return None
    shifted = Matrix([z - c for z, c in zip(variables, start, strict=True)])
    return tuple(expand(term / value) for term in matrix.adjugate() * shifted)


def _dummy(letter: Symbol, low: Expr, high: Expr) -> Dummy:
    """A letter that SymPy knows to be positive or negative where its interval says so."""
    if low.is_nonnegative:
        return Dummy(letter.name, positive=True)
    if high.is_nonpositive:
        return Dummy(letter.name, negative=True)
    return Dummy(letter.name, real=True)


def plain(term: Expr, point: Mapping[Symbol, Expr]) -> Expr:
    """The branch of absolute values and extremes that is taken at the point: a guess elsewhere."""
    for head in sorted(term.atoms(Abs, Max, Min), key=lambda each: int(each.count_ops())):
        values = [_middle(arg.xreplace(dict(point))) for arg in head.args]
        if any(value is None for value in values):
            continue
        numbers = [value for value in values if value is not None]
        if isinstance(head, Abs):
            chosen = head.args[0] if numbers[0] > 0 else -head.args[0]
        else:
            best = max(numbers) if isinstance(head, Max) else min(numbers)
            chosen = head.args[numbers.index(best)]
        term = term.xreplace({head: chosen})
    return term


def vanishes(term: Expr, point: Mapping[Symbol, Expr]) -> bool:
    """Whether an enclosure of the term at a point holds zero."""
    ball = enclose(term.xreplace(dict(point)), {})
    return ball is not None and bool(ball.contains(0))


def _middle(term: Expr) -> float | None:
    ball = enclose(term, {})
    return None if ball is None else float(ball.mid())


def _eliminated(equations: list[Expr], unknown: list[Dummy]) -> Iterator[dict[Dummy, Expr]]:
    """Solutions of the system: solve one equation for one letter, put it in, go on."""
    if not unknown:
        yield {}
        return
    for letter, index in _order(equations, unknown):
        for value in solved(equations[index], letter):
            rest = [e.xreplace({letter: value}) for i, e in enumerate(equations) if i != index]
            others = [other for other in unknown if other != letter]
            for found in _eliminated(rest, others):
                yield {**found, letter: value.xreplace(found)}


def _order(equations: list[Expr], unknown: list[Dummy]) -> list[tuple[Dummy, int]]:
    """Equations with the fewest unknowns first; the first three tries."""
    tries = [
        (sum(e.has(u) for u in unknown), e.count_ops(), i, j)
        for j, u in enumerate(unknown)
        for i, e in enumerate(equations)
        if e.has(u) and e.count_ops() <= MOST_OPERATIONS
    ]
    return [(unknown[j], i) for _, _, i, j in sorted(tries)[:3]]


def _tidy(term: Expr) -> Expr:
    return factor(term) if term.is_rational_function() else powdenest(powsimp(term))


def _head(
    equations: Sequence[Expr], letter: Dummy, unknown: Sequence[Dummy]
) -> tuple[Expr, Dummy, Expr]:
    """The power or exponential in which alone the letter occurs, a dummy for it, and the letter in
    that dummy; the letter itself where there is no such term."""
    heads: dict[Expr, None] = {}
    for equation in equations:
        heads |= dict.fromkeys(
            each
            for each in sorted(equation.atoms(Pow, exp), key=str)
            if each.has(letter) and (letter in each.args or letter in each.exp.args)
        )
    if len(heads) == 1:
        head = next(iter(heads))
        own = Dummy("u", positive=True)
        others = set(unknown) - {letter}
        alone = not any(equation.xreplace({head: own}).has(letter) for equation in equations)
        if alone and not head.has(*others):
            if isinstance(head, exp):
                slope = diff(head.exp, letter)
                if not slope.has(letter):
                    rest = head.exp.xreplace({letter: Integer(0)})
                    return head, own, (log(own) - rest) / slope
            elif head.base == letter and letter.is_positive and not head.exp.has(letter):
                return head, own, own ** (1 / head.exp)
    return letter, letter, letter

"""The inverse of a map of n variables: one equation is solved for one letter after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sympy import (
    Abs,
    Dummy,
    Expr,
    Function,
    Integer,
    Matrix,
    Max,
    Min,
    Poly,
    Pow,
    Rational,
    Symbol,
    atan2,
    cos,
    degree,
    diff,
    exp,
    expand,
    expand_power_base,
    factor,
    log,
    oo,
    powdenest,
    powsimp,
    sin,
    solve,
    together,
    trigsimp,
)
from sympy.functions.elementary.trigonometric import (
    InverseTrigonometricFunction,
    TrigonometricFunction,
)

from symreparam.decide.ball import enclose
from symreparam.derivation.joint_neat import neat
from symreparam.terms.region import Region

INVERSES = 6
MOST_OPERATIONS = 120
MOST_KERNELS = 3
MOST_DEGREE = 4


def inverses(
    images: Sequence[Expr], variables: Sequence[Symbol], source: Region, target: Region
) -> Iterator[tuple[Expr, ...]]:
    """Candidates for h with h(images) = the letters of `source`, in its order.

    Nothing is certain yet: SymPy's `solve` proposes, with the signs that the regions show.
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
        terms = (
            _tidy(back.xreplace({own: found[own]}))
            for _, own, back in (powers[letter] for letter in letters)
        )
        inverse = tuple(neat(term.xreplace(home), target) for term in terms)
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


def _middle(term: Expr) -> float | None:
    ball = enclose(term, {})
    return None if ball is None else float(ball.mid())


def _eliminated(equations: list[Expr], unknown: list[Dummy]) -> Iterator[dict[Dummy, Expr]]:
    """Solutions of the system: solve one equation for one letter, put it in, go on."""
    if not unknown:
        yield {}
        return
    for letter, index in _order(equations, unknown):
        for value in _solved(equations[index], letter):
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


def _solved(equation: Expr, letter: Dummy) -> list[Expr]:
    if equation.has(TrigonometricFunction, InverseTrigonometricFunction, atan2):
        return []  # infinitely many branches, and SymPy may not come back
    line = _on_line(equation, letter) or _odd_root(equation, letter)
    if line is not None:
        return [line]
    if not _short(equation, letter):
        return []
    try:
        found = solve(equation, letter)
    except (NotImplementedError, ValueError, TypeError, RecursionError):
        return []
    return [value for value in found[:2] if isinstance(value, Expr) and not value.has(oo)]


def _short(equation: Expr, letter: Dummy) -> bool:
    """Whether SymPy's `solve`, which has no bound of its own, may be asked: few kernels, or a
    polynomial of low degree."""
    heads = [h for h in equation.atoms(Pow, exp, log) if h.has(letter)]
    kernels = [h for h in heads if not (h.is_Pow and h.exp.is_Integer)]
    roots = [h.exp.q for h in kernels if h.is_Pow and h.exp.is_Rational]
    if len(roots) > 1 and max(roots) > 2:
        return False
    if any(h.is_Pow and any(h.base.has(k) for k in kernels) for h in kernels):
        return False  # a root of a root: SymPy may not come back
    if kernels:
        return len(kernels) <= MOST_KERNELS and equation.count_ops() <= MOST_OPERATIONS // 2
    numerator = together(equation).as_numer_denom()[0]
    return bool(numerator.is_polynomial(letter) and degree(numerator, letter) <= MOST_DEGREE)


def _on_line(equation: Expr, letter: Dummy) -> Expr | None:
    """The solution of an equation whose numerator is linear in the letter."""
    heads = {
        term: Dummy("c", positive=True)
        for term in equation.atoms(Pow, Function)
        if not term.has(letter) and not (term.is_Pow and term.exp.is_Integer)
    }
    short = equation.xreplace(heads)
    if not short.is_rational_function(letter) or short.atoms(Function):
        return None
    numerator = expand(together(short).as_numer_denom()[0])
    slope = diff(numerator, letter)
    if slope == 0 or expand(slope).has(letter):
        return None
    value = factor(-numerator.xreplace({letter: Integer(0)}) / expand(slope))
    return value.xreplace({dummy: term for term, dummy in heads.items()})


def _odd_root(equation: Expr, letter: Dummy) -> Expr | None:
    """The negative solution of a x^k + b = 0 with odd k, by a root of a positive number."""
    if not letter.is_negative or not equation.is_polynomial(letter):
        return None
    terms = Poly(equation, letter).as_dict()
    power = max((powers[0] for powers in terms), default=0)
    if set(terms) != {(0,), (power,)} or power % 2 == 0:
        return None
    return -((terms[0,] / terms[power,]) ** Rational(1, power))


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

"""Changes of variable that bring an integrand to the shape of a known family's density."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from sympy import (
    Add,
    Dummy,
    Expr,
    Function,
    Integer,
    Mul,
    Pow,
    Symbol,
    cancel,
    diff,
    exp,
    expand,
    log,
    oo,
    sqrt,
)

from symreparam.derivation.recognise import log_derivative, positive_letter, without_powers
from symreparam.terms.record import dataclass
from symreparam.terms.region import Region, interval

# longer log-derivatives are none that the rows below read, and `cancel` has no bound of its own
MOST_OPERATIONS = 60


@dataclass(frozen=True, slots=True)
class Substitution:
    """w = `forth`(y), y = `back`(w), from the region of y onto `target`; `back` uses `letter`."""

    forth: Expr
    back: Expr
    letter: Symbol
    target: Region

    def integrand(self, density: Expr, variable: Symbol) -> Expr:
        """The integrand in w; the sign of dy/dw is dropped with its absolute value taken."""
        slope = diff(self.back, self.letter)
        return density.xreplace({variable: self.back}) * slope

    def then(self, other: Substitution) -> Substitution:
        """This substitution followed by another one."""
        return Substitution(
            other.forth.xreplace({self.letter: self.forth}),
            self.back.xreplace({self.letter: other.back}),
            other.letter,
            other.target,
        )


def substitutions(density: Expr, region: Region) -> Iterator[Substitution]:
    """Likely substitutions, the plainest first."""
    plain, powers = without_powers(density, region.variables[0])
    plain, sums = _short(plain, region.variables[0])
    for found in chain(_of_square(plain, *region.bounds[0]), _of_plain(plain, region)):
        forth, back = (
            term.xreplace(sums).xreplace(powers) for term in (found.forth, found.back)
        )
        yield replace(found, forth=forth, back=back)


def _short(density: Expr, variable: Symbol) -> tuple[Expr, dict[Expr, Expr]]:
    """A long density with names for the sums in it that are free of the variable, and these."""
    if density.count_ops() <= MOST_OPERATIONS // 2:
        return density, {}
    names: dict[Expr, Expr] = {}

    def shortened(term: Expr) -> Expr:
        if not term.args:
            return term
        if term.is_Add:
            free, rest = term.as_independent(variable, as_Add=True)
            if rest == 0:
                return names.setdefault(term, Dummy(f"s_{len(names)}", real=True))
            return Add(free, *(shortened(part) for part in Add.make_args(rest)))
        return term.func(*(shortened(arg) for arg in term.args))

    return shortened(density), {name: term for term, name in names.items()}


def _of_square(density: Expr, variable: Symbol, low: Expr, high: Expr) -> Iterator[Substitution]:
    """w = c y^2/b where (b + c y^2)^s with a symbolic s is a factor, on a half-line from 0: no
    family of the half-line has such a density itself."""
    if {low, high} not in ({Integer(0), oo}, {-oo, Integer(0)}):
        return
    for factor in Mul.make_args(density):
        if isinstance(factor, Pow) and not factor.exp.is_number and factor.base.is_Add:
            rest, square = factor.base.as_independent(variable)
            ratio = square / variable**2 / rest if rest != 0 else variable
            if not ratio.has(variable):
                way = 1 if low == 0 else -1
                back = way * sqrt(1 / ratio) * sqrt(variable)
                half = interval(variable, Integer(0), oo)
                yield Substitution(ratio * variable**2, back, variable, half)
                return


def _of_plain(density: Expr, region: Region) -> Iterator[Substitution]:
    variable, low, high = region.bounds[0]
    first = _standard(variable, low, high)
    yield first
    yield from _of_the_circle(density, variable, low, high)
    inner = first.integrand(density, variable)
    _, start, end = first.target.bounds[0]
    if (start, end) == (0, oo):
        yield from (first.then(other) for other in _of_half_line(inner, variable))
    if (start, end) == (-oo, oo):
        whole = interval(variable, Integer(0), oo)
        for way in (1, -1):
            up = Substitution(exp(way * variable), way * log(variable), variable, whole)
            yield first.then(up)
            moved = up.integrand(inner, variable)
            yield from (first.then(up).then(other) for other in _of_half_line(moved, variable))


def _of_the_circle(
    density: Expr, variable: Symbol, low: Expr, high: Expr
) -> Iterator[Substitution]:
    """y = c/sqrt(1 + w^2) on (0, c) or (c, 0), where the root of c^2 - y^2 stands."""
    end = high if low == 0 else low
    roots = [p for p in density.atoms(Pow) if p.exp.is_Rational and p.exp.q == 2]
    if end.has(oo, -oo) or 0 not in (low, high):
        return
    if any(expand(p.base.xreplace({variable: end})) == 0 for p in roots if p.has(variable)):
        half = interval(variable, Integer(0), oo)
        forth = sqrt(end**2 / variable**2 - 1)
        yield Substitution(forth, end / sqrt(1 + variable**2), variable, half)


def _standard(variable: Symbol, low: Expr, high: Expr) -> Substitution:
    """Onto (0, oo), (0, 1) or the line by an affine map."""
    half = interval(variable, Integer(0), oo)
    if low == -oo and high == oo:
        return Substitution(variable, variable, variable, interval(variable, -oo, oo))
    if low == -oo:
        return Substitution(high - variable, high - variable, variable, half)
    if high == oo:
        return Substitution(variable - low, variable + low, variable, half)
    unit = interval(variable, Integer(0), Integer(1))
    width = high - low
    return Substitution((variable - low) / width, low + width * variable, variable, unit)


def _of_half_line(density: Expr, variable: Symbol) -> Iterator[Substitution]:
    """Powers y^p for y^m exp(-s y^p - t y^-p) and y^m (c + y^p)^n, scales for y^m (c + y)^n."""
    half = interval(variable, Integer(0), oo)
    slope = log_derivative(density, variable, positive=True)
    if slope is None or slope.count_ops() > MOST_OPERATIONS:
        return
    if any(not isinstance(function, log) for function in slope.atoms(Function)):
        return
    y = positive_letter()
    roots = _roots(slope)
    slope = slope.xreplace(roots)
    curve = cancel(y * diff(cancel(y * slope), y))  # y (y L)'
    if curve == 0 or curve.count_ops() > 2 * MOST_OPERATIONS:
        return
    power = cancel(y * diff(curve, y) / curve)
    power = power.xreplace({name: root for root, name in roots.items()})
    if not power.has(y) and power != 1:
        yield Substitution(variable**power, variable ** (1 / power), variable, half)
    raised = _power_of_binomial(curve, power, y)
    if raised is not None:
        up = Substitution(variable**raised, variable ** (1 / raised), variable, half)
        yield up
        moved = up.integrand(density, variable)
        yield from (up.then(other) for other in _of_half_line(moved, variable))
    twice = cancel(y * diff(cancel(y * diff(curve, y)), y) / curve)  # p^2 of both exponents
    if twice.is_Integer and twice in (4, 16, 9):
        root = Integer({4: 2, 16: 4, 9: 3}[int(twice)])
        yield Substitution(variable**root, variable ** (1 / root), variable, half)
    bend = diff(curve / y, y)
    if bend != 0:
        place = cancel(-2 * (curve / y) / bend - y)
        place = place.xreplace({name: root for root, name in roots.items()})
        if not place.has(y) and place not in (0, 1):
            yield Substitution(variable / place, variable * place, variable, half)


def _roots(term: Expr) -> dict[Expr, Symbol]:
    """Letters for the roots of numbers in the term, which `cancel` would multiply out."""
    powers = sorted((p for p in term.atoms(Pow) if p.base.is_number and p.exp.is_Rational), key=str)
    roots = [power for power in powers if not power.exp.is_Integer]
    return {root: Dummy(f"r_{k}", positive=True) for k, root in enumerate(roots)}


def _power_of_binomial(curve: Expr, elasticity: Expr, y: Symbol) -> Expr | None:
    """p, neither 0 nor 1, for y^m (c + y^p)^n, else None. With L its log-derivative, `curve`
    is y (y L)' = n p^2 c y^p/(c + y^p)^2, whose elasticity p (c - y^p)/(c + y^p) is p at 0."""
    if not elasticity.is_rational_function(y) or elasticity.count_ops() > MOST_OPERATIONS:
        return None
    if cancel(y * diff(elasticity, y) / curve).has(y):
        return None
    parts = elasticity.as_numer_denom()
    numerator, denominator = (part.xreplace({y: Integer(0)}) for part in parts)
    power = cancel(numerator / denominator) if denominator != 0 else Integer(1)
    return power if power.is_Integer and power not in (0, 1, -1) else None

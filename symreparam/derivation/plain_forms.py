"""A term rewritten so that its variable stands in one kernel: logarithms, circular functions.

Guesses, up to signs: that the forms are equal on a cell is proved afterwards.
"""

from __future__ import annotations

from sympy import (
    Add,
    Dummy,
    Expr,
    Integer,
    Mul,
    Poly,
    Pow,
    Rational,
    Symbol,
    acos,
    asin,
    asinh,
    atan,
    binomial,
    cancel,
    cos,
    expand,
    expand_trig,
    log,
    sin,
    sqrt,
    tan,
)
from sympy.simplify.fu import TR8

MOST_MULTIPLE = 8
MOST_OPERATIONS = 60


def of_inverses(body: Expr, variable: Symbol) -> Expr:
    """Circular functions of multiples of inverse ones as algebraic terms, as cos(2 acos x)."""
    swap = {}
    for term in body.atoms(sin, cos, tan):
        factor, inner = term.args[0].as_independent(variable, as_Add=False)
        known = isinstance(inner, (asin, acos, atan)) and factor.is_Integer
        if known and abs(factor) <= MOST_MULTIPLE:
            swap[term] = cancel(expand_trig(term))
    return body.xreplace(swap)



def one_wave(body: Expr, variable: Symbol) -> Expr:
    """Sines and cosines of one term: a cos u + b sin u = sqrt(a^2 + b^2) sin(u + atan(a/b)), and
    other rational functions of them by tan(u/2) (Weierstrass)."""
    waves = [w for w in body.atoms(sin, cos) if w.has(variable)]
    inner = {w.args[0] for w in waves}
    if len(waves) > 2 or len(inner) != 1 or body.count_ops() > MOST_OPERATIONS:
        return body
    (u,) = inner
    s, c = Dummy("s"), Dummy("c")
    plain = body.xreplace({sin(u): s, cos(u): c})
    polynomial = plain.is_polynomial(s, c)
    if plain.has(variable) or not plain.is_rational_function(s, c):
        return body
    if len(waves) < 2 and polynomial:
        return _multiple_angle(body, waves[0]) if waves else body
    if len(waves) < 2 and waves[0].func == sin:
        return body
    if polynomial:
        line = Poly(plain, s, c)
        if line.total_degree() == 1:
            shift = line.coeff_monomial(1)
            return _phase(line.coeff_monomial(c), line.coeff_monomial(s), u) + shift
        if line.total_degree() > MOST_MULTIPLE:
            return body
        turned = TR8(expand(body))
        still = {w.args[0] for w in turned.atoms(sin, cos) if w.has(variable)}
        return one_wave(turned, variable) if still == {2 * u} else body
    t = Dummy("t")
    by_half = cancel(plain.xreplace({s: 2 * t / (1 + t**2), c: (1 - t**2) / (1 + t**2)}))
    return by_half.xreplace({t: tan(u / 2)})


def _multiple_angle(body: Expr, wave: Expr) -> Expr:
    """4 cos(u)^3 - 3 cos(u) as cos(3 u): where one multiple of the angle is left, by
    cos(u)^n = 2^(1 - n) (cos(n u) + n cos((n - 2) u) + ..) and sin(u) = cos(u - pi/2)."""
    letter = Dummy("w")
    line = Poly(body.xreplace({wave: letter}), letter)
    if not 2 < line.degree() <= MOST_MULTIPLE:
        return body
    parts = [Integer(0)] * (line.degree() + 1)
    for (power,), coefficient in line.terms():
        for step in range(power + 1):
            parts[abs(power - 2 * step)] += coefficient * binomial(power, step) / 2**power
    height, *rest = (cancel(part) for part in parts)
    (multiple, *more) = [k for k, part in enumerate(rest, start=1) if part != 0] or [0]
    if more or multiple < 3:
        return body
    inside, size = multiple * wave.args[0], rest[multiple - 1]
    if isinstance(wave, cos):
        return height + size * cos(inside)
    odd = multiple % 2
    return height + (-1) ** ((multiple - odd) // 2) * size * (sin if odd else cos)(inside)


def _phase(a: Expr, b: Expr, u: Expr) -> Expr:
    """a cos u + b sin u; the sign of b, or of a, is the one that SymPy sees."""
    size = sqrt(a**2 + b**2)
    if b.is_positive or b.is_negative:
        return (1 if b.is_positive else -1) * size * sin(u + atan(a / b))
    return (-1 if a.is_negative else 1) * size * cos(u - atan(b / a))


def inverse_sine(body: Expr, variable: Symbol) -> Expr:
    """log(u + sqrt(u^2 + 1)) as asinh(u), and log(sqrt(u^2 + 1) - u) as -asinh(u)."""
    swap = {}
    for term in body.atoms(log):
        inside = term.args[0]
        roots = [t for t in inside.args if _is_root(t) and t.has(variable)]
        if not inside.is_Add or len(roots) != 1:
            continue
        u = Add(*(t for t in inside.args if t != roots[0]))
        if expand(roots[0] ** 2 - u**2 - 1) == 0:
            swap[term] = -asinh(-u) if u.could_extract_minus_sign() else asinh(u)
    return body.xreplace(swap)


def _is_root(term: Expr) -> bool:
    return isinstance(term, Pow) and term.exp == Rational(1, 2)


def combined_logs(body: Expr, variable: Symbol) -> Expr:
    """Each sum of logarithms of the variable as one logarithm, up to a common factor."""
    if not body.has(variable) or not body.args:
        return body
    inner = tuple(combined_logs(arg, variable) for arg in body.args)
    if inner != body.args:
        body = body.func(*inner)
    return _one_log(body, variable) if body.is_Add else body


def _one_log(body: Expr, variable: Symbol) -> Expr:
    logs: list[tuple[Expr, Expr]] = []
    rest: list[Expr] = []
    for arg in body.args:
        factor, kernel = _log_term(arg)
        if kernel is not None and kernel.has(variable):
            logs.append((factor, kernel))
        else:
            rest.append(arg)
    if len(logs) < 2 or any(part.has(variable) for part in rest):
        return body
    scale = logs[0][0]
    ratios = [factor / scale for factor, _ in logs]
    if not all(ratio.is_Integer for ratio in ratios):
        return body
    inside = Mul(*(kernel**ratio for ratio, (_, kernel) in zip(ratios, logs, strict=True)))
    return scale * log(inside) + Add(*rest)


def _log_term(term: Expr) -> tuple[Expr, Expr | None]:
    """(c, u) for the term c log(u); (term, None) for others."""
    factors = term.args if term.is_Mul else (term,)
    logs = [f for f in factors if isinstance(f, log)]
    if len(logs) != 1:
        return term, None
    return Mul(*(f for f in factors if f is not logs[0])), logs[0].args[0]

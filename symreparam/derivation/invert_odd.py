"""Odd maps y = x h(x^2) whose square is a ratio of linear functions of x^2: x/sqrt(1 + x^2)."""

from __future__ import annotations

from sympy import Dummy, Expr, Integer, Symbol, cancel, fraction, oo, sqrt, together, zoo

from symreparam.decide.answer import Context
from symreparam.derivation.branch import LETTER, Branch, NoInverse, needed_sign, sign_of

MOST_OPERATIONS = 30


def odd_map(
    body: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> tuple[Branch, ...] | None:
    """The one branch of an odd map with y^2 = p s/(r s + t), s = x^2; None of another map."""
    if body.count_ops() > MOST_OPERATIONS or body.xreplace({variable: -variable}) != -body:
        return None
    square = Dummy("s", positive=True)
    ratio = cancel(together(body**2)).xreplace({variable: sqrt(square)})
    top, below = fraction(ratio)
    if ratio.has(variable) or not (top.is_polynomial(square) and below.is_polynomial(square)):
        return None
    p, r, t = cancel(top / square), below.coeff(square, 1), below.coeff(square, 0)
    if any(part.has(square) for part in (p, cancel(below - r * square - t))):
        return None
    sense = sign_of((body / variable).xreplace({variable: _inside(lower, upper)}), context)
    if sense is None or sense == 0 or needed_sign(p * t, context) <= 0:
        return None
    inverse = LETTER * sqrt(t / (p - r * LETTER**2))
    ends = [_at(end, body, variable, p, r, sense, context) for end in (lower, upper)]
    low, high = ends if sense > 0 else ends[::-1]
    return (Branch(lower, upper, low, high, sense, inverse * sense),)


def _inside(lower: Expr, upper: Expr) -> Expr:
    """A place in the interval other than 0."""
    if lower in (oo, -oo) or upper in (oo, -oo):
        if upper != oo:
            return upper - 1
        return Integer(1) if lower in (-oo, 0) else lower + 1
    return upper / 2 if lower + upper == 0 else (lower + upper) / 2


def _at(
    end: Expr, body: Expr, variable: Symbol, p: Expr, r: Expr, sense: int, context: Context
) -> Expr:
    """The limit of the map at an end of its interval."""
    if end not in (oo, -oo):
        value = body.xreplace({variable: end})
        return value if not value.has(zoo) else oo * sense * needed_sign(end, context)
    if r != 0 and needed_sign(p / r, context) < 0:
        raise NoInverse(f"the range of {body} is open")
    far = sqrt(p / r) if r != 0 else oo
    return far * sense if end == oo else -far * sense

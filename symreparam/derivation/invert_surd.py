"""Maps a x + b + k sqrt(A x^2 + B x + C) with k^2 A = a^2, as x + sqrt(1 + x^2): rising or falling
from a finite limit to infinity, with a rational inverse."""

from __future__ import annotations

from sympy import Dummy, Expr, Pow, Rational, Symbol, cancel, expand, oo

from symreparam.decide.answer import Context
from symreparam.derivation.branch import LETTER, Branch, needed_sign, through

MOST_OPERATIONS = 40


def surd_map(
    body: Expr, variable: Symbol, lower: Expr, upper: Expr, context: Context
) -> tuple[Branch, ...] | None:
    """The one branch; None of another map."""
    roots = [t for t in body.atoms(Pow) if t.exp == Rational(1, 2) and t.has(variable)]
    if len(roots) != 1 or body.count_ops() > MOST_OPERATIONS:
        return None
    surd = Dummy("w")
    plain = body.xreplace({roots[0]: surd})
    if not (plain.is_polynomial(variable, surd) and roots[0].base.is_polynomial(variable)):
        return None
    line, under = plain.as_poly(variable, surd), roots[0].base.as_poly(variable)
    if line is None or under is None or line.total_degree() != 1 or under.degree() != 2:
        return None
    a, k, b = (line.coeff_monomial(each) for each in (variable, surd, 1))
    lead, middle, height = (under.coeff_monomial(variable**n) for n in (2, 1, 0))
    if expand(k**2 * lead - a**2) != 0 or needed_sign(4 * lead * height - middle**2, context) <= 0:
        return None
    sense, upwards = needed_sign(a, context), needed_sign(k, context)
    y = (LETTER - b) / k
    slope = a / k
    inverse = cancel((y**2 - height) / (2 * slope * y + middle))
    # as slope x -> -oo the map tends to b - k B/(2 slope), and to infinity at the other end
    limit = cancel(b - k * middle / (2 * slope))

    def forth(value: Expr) -> Expr:
        if value in (oo, -oo):
            return oo * upwards if value == oo * sense * upwards else limit
        return body.xreplace({variable: value})

    given = Branch(lower, upper, lower, upper, 1, LETTER)
    return through((given,), lambda _: inverse, forth, sense)

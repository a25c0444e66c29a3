"""Terms, laws and claims in the claim language: what is printed can be read back."""

from __future__ import annotations

from typing import Final

from sympy import E, Expr, Mul, Piecewise, Pow, Rational, Symbol, default_sort_key, exp, oo
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Or

from symreparam.terms.draws import called
from symreparam.terms.events import condition_of
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.scope import Relation

_SUM, _PRODUCT, _NEGATIVE, _POWER, _ATOM = range(5)
_NAMES: Final = {
    **{"Abs": "abs", "Max": "max", "Min": "min"},
    **{"LambertW": "lambertw", "LambertLower": "lambertwm1"},
}


def term_text(expr: Expr) -> str:
    """The term in the claim language, with as few parentheses as precedence allows."""
    return _text(expr, _SUM)


def _wrap(text: str, rank: int, wanted: int) -> str:
    return f"({text})" if rank < wanted else text


def _text(expr: Expr, wanted: int) -> str:
    if expr.is_Rational and expr not in (oo, -oo):
        if expr.q == 1:
            return _wrap(str(expr.p), _NEGATIVE if expr.p < 0 else _ATOM, wanted)
        return _wrap(f"{expr.p}/{expr.q}", _NEGATIVE if expr.p < 0 else _PRODUCT, wanted)
    if expr == E:
        return "exp(1)"
    if expr.is_Symbol or expr.is_NumberSymbol or expr in (oo, -oo):
        return str(expr)
    if expr.is_Add:
        return _wrap(_sum(expr), _SUM, wanted)
    if expr.is_Mul:
        return _wrap(*_product(expr), wanted)
    if isinstance(expr, exp) or (isinstance(expr, Pow) and expr.base == E):
        return f"exp({term_text(expr.exp)})"
    if isinstance(expr, Pow):
        return _wrap(*_power(expr), wanted)
    if isinstance(expr, Piecewise):
        return _choice(expr)
    own = called(expr)
    if own is not None:
        return own
    name = type(expr).__name__
    if name == "betainc_regularized":  # the incomplete function from 0
        return f"betainc({', '.join(term_text(expr.args[i]) for i in (0, 1, 3))})"
    args = ", ".join(term_text(arg) for arg in expr.args)
    return f"{_NAMES.get(name, name)}({args})"


def _choice(expr: Piecewise) -> str:
    """`indicator(u < p)`, or `if(u < p, a, b)` with further choices inside."""
    condition = expr.args[0].args[1]
    values = [pair.args[0] for pair in expr.args]
    if values == [1, 0]:
        return f"indicator({_condition(condition)})"
    text = term_text(values[-1])
    for value, where in reversed([pair.args for pair in expr.args[:-1]]):
        text = f"if({_condition(where)}, {term_text(value)}, {text})"
    return text


def _condition(condition: Boolean) -> str:
    if isinstance(condition, And | Or):
        word = " and " if isinstance(condition, And) else " or "
        parts = sorted(condition.args, key=default_sort_key)
        return f"({word.join(map(_condition, parts))})"
    if isinstance(condition, Relational):
        sign = {"==": "="}.get(condition.rel_op, condition.rel_op)
        return f"{term_text(condition.lhs)} {sign} {term_text(condition.rhs)}"
    return str(condition)


def _sum(expr: Expr) -> str:
    parts = sorted(expr.as_ordered_terms(), key=lambda term: term.could_extract_minus_sign())
    text = _text(parts[0], _PRODUCT)
    for part in parts[1:]:
        if part.could_extract_minus_sign():
            text += f" - {_text(-part, _PRODUCT)}"
        else:
            text += f" + {_text(part, _PRODUCT)}"
    return text


def _product(expr: Expr) -> tuple[str, int]:
    coefficient, rest = expr.as_coeff_Mul()
    if coefficient.is_negative:
        return f"-{_text(Mul(-coefficient, rest), _PRODUCT)}", _NEGATIVE
    above: list[Expr] = []
    below: list[Expr] = []
    for factor in expr.as_ordered_factors():
        if factor.is_Rational and factor.q != 1:
            if factor.p != 1:
                above.append(Rational(factor.p))
            below.append(Rational(factor.q))
        elif isinstance(factor, Pow) and factor.base != E and factor.exp.is_Rational:
            (below if factor.exp < 0 else above).append(
                Pow(factor.base, -factor.exp) if factor.exp < 0 else factor
            )
        else:
            above.append(factor)
    top = "*".join(_text(factor, _NEGATIVE) for factor in above) or "1"
    if not below:
        return top, _PRODUCT
    bottom = "*".join(_text(factor, _NEGATIVE) for factor in below)
    single = len(below) == 1 and not (below[0].is_Rational and below[0].q != 1)
    return f"{top}/{bottom if single else f'({bottom})'}", _PRODUCT


def _power(expr: Expr) -> tuple[str, int]:
    if expr.exp == Rational(1, 2):
        return f"sqrt({term_text(expr.base)})", _ATOM
    if expr.exp.is_Rational and expr.exp < 0:
        return f"1/{_text(Pow(expr.base, -expr.exp), _POWER)}", _PRODUCT
    exponent = _text(expr.exp, _ATOM)
    return f"{_text(expr.base, _ATOM)}^{exponent}", _POWER


def law_text(law: AnyLaw) -> str:
    """`Normal(mu, sigma)`, or `density .. for .., mass .. at ..`."""
    if isinstance(law, Named):
        return f"{law.family}({', '.join(map(term_text, law.arguments))})"
    return ", ".join(_parts(law))


def _parts(law: Law) -> list[str]:
    found = []
    for index, piece in enumerate(law.pieces):
        variable, low, high = piece.region.bounds[0]
        word = "density " if index == 0 else ""
        found.append(f"{word}{term_text(piece.density)} for {range_text(variable, low, high)}")
    found += [f"mass {term_text(a.mass)} at {term_text(a.point)}" for a in law.atoms]
    for each in law.lattices:
        where = whole_range_text(each.index, each.lower, each.upper)
        found.append(f"mass {term_text(each.mass)} at {term_text(each.point)} for {where}")
    return found


def whole_range_text(index: Symbol, low: Expr, high: Expr) -> str:
    """`integer k`, `integer k >= 1`, `integer 0 <= k <= n`."""
    if low == -oo and high == oo:
        return f"integer {index}"
    if high == oo:
        return f"integer {index} >= {term_text(low)}"
    if low == -oo:
        return f"integer {index} <= {term_text(high)}"
    return f"integer {term_text(low)} <= {index} <= {term_text(high)}"


def range_text(variable: Symbol, low: Expr, high: Expr) -> str:
    """`0 < t < 1`, `t > 0`, `t real`."""
    if low == -oo and high == oo:
        return f"{variable} real"
    if high == oo:
        return f"{variable} > {term_text(low)}"
    if low == -oo:
        return f"{variable} < {term_text(high)}"
    return f"{term_text(low)} < {variable} < {term_text(high)}"


def relation_text(relation: Relation) -> str:
    """`0 < sigma`."""
    return f"{term_text(relation.left)} {relation.sign} {term_text(relation.right)}"


def event_text(event: Expr) -> str:
    """`X > a`, of its indicator."""
    return _condition(condition_of(event))

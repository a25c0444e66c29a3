"""SymPy terms laid out as a person would write them: order of sums and factors, quotients, roots.

A `Typesetter` knows which symbols are variables (they stand after the parameters in a product
and before them in a difference) and may write a term in place of a symbol without letting SymPy
simplify the result, as a substitution is shown in a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from sympy import E, Expr, Integer, Mul, Piecewise, Pow, Symbol, exp, oo, preorder_traversal

from symreparam.render.conditions import choice_layout, condition_layout, indicated
from symreparam.render.layout import (
    ATOM,
    POWER,
    PRODUCT,
    SUM,
    Below,
    Call,
    Digits,
    Exp,
    Fenced,
    Fraction,
    Layout,
    Name,
    Power,
    Prime,
    Root,
    Row,
    Sign,
    Times,
    Word,
    fenced,
    rank,
)
from symreparam.render.textbook import Quotient, in_phi, over_one_bar, textbook
from symreparam.terms.draws import called

_USUAL: Final = frozenset("xyztuw")
# SymPy's class -> the sign or word that stands before the arguments
_HEADS: Final[Mapping[str, Layout]] = MappingProxyType(
    {
        "gamma": Sign("Γ"),
        "beta": Word("B"),
        "digamma": Sign("ψ"),
        "loggamma": Row((Word("log"), Sign("Γ")), POWER),
        "LambertW": Below(Word("W"), Digits("0")),
        "LambertLower": Below(Word("W"), Row((Sign("-"), Digits("1")), SUM)),
        "Phi": Sign("Φ"),
        "PhiInv": Power(Sign("Φ"), Row((Sign("-"), Digits("1")), SUM)),
        "Max": Word("max"),
        "Min": Word("min"),
        "zeta": Sign("ζ"),
    }
)
_ORDERED: Final = MappingProxyType({"besselk": "K", "besseli": "I", "polygamma": "ψ"})
_FENCES: Final = MappingProxyType(
    {"Abs": ("|", "|"), "floor": ("⌊", "⌋"), "ceiling": ("⌈", "⌉")}
)
_CONSTANTS: Final = MappingProxyType({"Pi": "π", "EulerGamma": "γ", "Catalan": "G"})


class Typesetter:
    """Lays out terms; `variables` are the random and bound ones, `inserts` replace symbols."""

    def __init__(
        self,
        variables: Iterable[Symbol] | None = None,
        inserts: Mapping[Symbol, Expr | Layout] = MappingProxyType({}),
    ) -> None:
        self.variables = None if variables is None else frozenset(variables)
        self.inserts = inserts

    def inserting(self, symbol: Symbol, value: Expr) -> Typesetter:
        """The same typesetter, writing `value` for `symbol`."""
        return self.inserting_all({symbol: value})

    def inserting_all(self, values: Mapping[Symbol, Expr]) -> Typesetter:
        """The same typesetter, writing these values for symbols."""
        return Typesetter(self.variables, dict(values))

    def writing(self, layouts: Mapping[Symbol, Layout]) -> Typesetter:
        """The same typesetter, writing these layouts for symbols."""
        return Typesetter(self.variables, dict(layouts))

    def term(self, expr: Expr, small: bool = False) -> Layout:
        """The term; `small` uses slashes for fractions, as in exponents."""
        if expr in (oo, -oo):
            infinity = Sign("∞")
            return infinity if expr == oo else Row((Sign("-"), infinity), SUM)
        expr = in_phi(expr)
        if expr.is_Add:
            joined = over_one_bar(expr)
            return self._sum(expr, small) if joined is None else self._quotient(joined, small)
        if isinstance(expr, Pow | exp | Mul) or expr.is_Rational:
            return self._quotient(textbook(expr), small)
        return self._atom(expr, small)

    # sums -----------------------------------------------------------------------------------------
    def _sum(self, expr: Expr, small: bool) -> Layout:
        addends = sorted(expr.args, key=self._sum_key(expr))
        parts: list[Layout] = []
        for addend in addends:
            form = textbook(addend)
            body = self._positive(form, small)
            body = body if rank(body) > SUM else Fenced(body)
            if form.negative:
                parts += [Sign("-"), body]
            else:
                parts += [Sign("+"), body] if parts else [body]
        return Row(tuple(parts), SUM)

    def _sum_key(self, expr: Expr) -> Callable[[Expr], tuple[object, ...]]:
        numbers_first = len(expr.args) == 2 and not all(map(_linear, expr.args))

        def key(addend: Expr) -> tuple[object, ...]:
            negative = textbook(addend).negative
            moving = self._moving(addend)
            # a location before what is scaled; a difference starts with its variable
            number_place = 0 if numbers_first else 3
            place = number_place if addend.is_number else 2 if moving else 1
            degree = -max((self._degree(f) for f in Mul.make_args(addend)), default=0)
            return negative, place, degree, str(addend)

        return key

    def _moving(self, expr: Expr) -> bool:
        return any(self._is_variable(symbol) for symbol in expr.free_symbols)

    def _is_variable(self, symbol: Symbol) -> bool:
        if self.variables is not None:
            return symbol in self.variables
        name = str(symbol.name)
        return name[:1] in _USUAL or name[:1].isupper() or name.startswith("eps")

    def _degree(self, factor: Expr) -> int:
        if not self._moving(factor):
            return 0
        exponent = factor.exp if isinstance(factor, Pow) and factor.base != E else Integer(1)
        return int(exponent) if exponent.is_Integer else 0

    # products -------------------------------------------------------------------------------------
    def _quotient(self, form: Quotient, small: bool) -> Layout:
        form = self._turned(form)
        body = self._positive(form, small)
        if form.negative:
            return Row((Sign("-"), body if rank(body) > SUM else Fenced(body)), SUM)
        return body

    def _turned(self, form: Quotient) -> Quotient:
        """(z - m)/s in place of -(m - z)/s."""
        for place, factor in enumerate(form.top):
            moving = [each for each in factor.args if self._moving(each)] if factor.is_Add else []
            if form.negative and moving and all(textbook(each).negative for each in moving):
                top = (*form.top[:place], -factor, *form.top[place + 1 :])
                return replace(form, negative=False, top=top)
        return form

    def _positive(self, form: Quotient, small: bool) -> Layout:
        """The quotient without its sign."""
        top = self._factors(form.number_top, form.top, form.over, small)
        bottom = self._factors(form.number_bottom, form.bottom, form.under, small)
        power = None if form.exponent is None else self._exponential(form.exponent, small)
        folded = power is not None and not any(map(_has_exponential, form.bottom))
        if power is not None and (not folded or not bottom or small):
            top.append(power)
            folded = False
        above = _joined(top, small) if top else Digits("1")
        if not bottom:
            return above
        below = _joined(bottom, small)
        if small:
            over = Row((fenced(above, PRODUCT), Sign("/"), fenced(below, POWER)), PRODUCT)
            return over
        fraction = Fraction(above, below)
        return Times((fraction, power)) if folded and power is not None else fraction

    def _factors(
        self, number: int, factors: tuple[Expr, ...], rooted: tuple[Expr, ...], small: bool
    ) -> list[Layout]:
        found: list[Layout] = [] if number == 1 else [Digits(str(number))]
        plain = [f for f in factors if f.is_number or f.is_Symbol or _simple_power(f)]
        rest = [f for f in factors if f not in plain]
        if number == 1 and plain and rooted and all(factor.is_Integer for factor in rooted):
            # the root of a number stands with the numbers: sqrt(2) z, but sigma sqrt(2 pi)
            return [*self._factors(1, (), rooted, small), *self._factors(1, factors, (), small)]
        for factor in sorted(plain, key=self._factor_key):
            found.append(self._power(factor, small))
        if rooted:
            found.append(Root(self._radicand(rooted, small)))
        for factor in sorted(rest, key=self._factor_key):
            found.append(self._power(factor, small))
        return found

    def _radicand(self, rooted: tuple[Expr, ...], small: bool) -> Layout:
        """What stands under a root: `-2 log u`, where a factor's sign would need parentheses."""
        if any(f.is_Mul and f.could_extract_minus_sign() for f in rooted):
            whole = Mul(*rooted)
            if whole.is_Mul:
                return self.term(whole, small)
        return _joined(self._factors(1, rooted, (), small), small)

    def _factor_key(self, factor: Expr) -> tuple[object, ...]:
        base = factor.base if isinstance(factor, Pow) else factor
        kind = 0 if base.is_Rational else 1 if factor.is_number else 2
        return kind, self._moving(factor), factor.is_Add, str(factor)

    def _exponential(self, exponent: Expr, small: bool) -> Layout:
        tall = small or _has_exponential(exponent) or len(list(preorder_traversal(exponent))) > 24
        return Exp(self.term(exponent, not tall or small), tall)

    def _power(self, factor: Expr, small: bool) -> Layout:
        if not isinstance(factor, Pow) or factor.base == E:
            return self.term(factor, small) if factor.is_Add else self._atom(factor, small)
        base = self._atom(factor.base, small) if factor.base.is_Symbol else self.term(factor.base)
        if small:
            base = self.term(factor.base, True)
        if rank(base) < ATOM or (isinstance(base, Call | Root)):
            base = Fenced(base)
        return Power(base, self.term(factor.exp, True))

    # atoms ----------------------------------------------------------------------------------------
    def _atom(self, expr: Expr, small: bool) -> Layout:
        if expr.is_Symbol:
            value = self.inserts.get(expr)
            if value is None:
                return Name(str(expr.name))
            if not isinstance(value, Expr):
                return value
            return Typesetter(self.variables).term(value, small)
        if expr.is_Rational or expr.is_Add or isinstance(expr, Mul | Pow | exp):
            return self.term(expr, small)
        if isinstance(expr, Piecewise):
            return choice_layout(self, expr)
        own = called(expr)
        if own is not None:
            return Name(own)
        name = type(expr).__name__
        if name == "E" and (event := indicated(expr.args[0])) is not None:
            return Call(Word("P"), (condition_layout(self, event),))
        if name in _CONSTANTS:
            return Sign(_CONSTANTS[name])
        if name == "Exp1":
            return Exp(Digits("1"))
        arguments = tuple(self.term(arg, small) for arg in expr.args)
        if name in _FENCES:
            return Fenced(arguments[0], *_FENCES[name])
        if name == "factorial":
            return Row((fenced(arguments[0], ATOM), Sign("!")), POWER)
        if name in _ORDERED:
            return Call(Below(Sign(_ORDERED[name]), arguments[0]), arguments[1:])
        if name in ("lowergamma", "uppergamma"):
            return Call(Sign("γ" if name == "lowergamma" else "Γ"), arguments)
        if name == "betainc_regularized":
            return Call(Below(Sign("I"), arguments[3]), arguments[:2])
        return Call(_HEADS.get(name) or _head(name), arguments)


def _head(name: str) -> Layout:
    """A function's name: a word stands upright, a letter is a test function with its primes."""
    bare = name.rstrip("'")
    found: Layout = Name(bare) if len(bare) == 1 and bare.islower() else Word(bare)
    for _ in range(len(name) - len(bare)):
        found = Prime(found)
    return found


def _joined(factors: list[Layout], small: bool) -> Layout:
    if len(factors) == 1:
        return factors[0]
    return Times(tuple(fenced(factor, POWER) for factor in factors))


def _linear(addend: Expr) -> bool:
    """A symbol with a coefficient, or a number."""
    return bool(addend.is_number or addend.as_coeff_Mul()[1].is_Symbol)


def _simple_power(factor: Expr) -> bool:
    return isinstance(factor, Pow) and bool(factor.base.is_Symbol or factor.base.is_Rational)


def _has_exponential(expr: Expr) -> bool:
    return any(
        isinstance(node, exp) or (isinstance(node, Pow) and node.base == E)
        for node in preorder_traversal(expr)
    )



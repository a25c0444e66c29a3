"""Expressions of the syntax tree as SymPy terms, with what must hold for them to be defined.

Needs are collected from the text's own tree: SymPy cancels `0*log(X)` and `(X - X)/(X - X)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from sympy import (
    Add,
    Catalan,
    Eq,
    EulerGamma,
    Expr,
    Integer,
    Ne,
    Piecewise,
    Rational,
    Symbol,
    oo,
    pi,
)
from sympy.logic.boolalg import And, Boolean, Not, Or

from symreparam.documents import syntax
from symreparam.documents.choices import Comparison, compared
from symreparam.documents.guards import guarded
from symreparam.documents.meaning_functions import ARGUMENT, DOMAINS, INSIDE, SAME, composed
from symreparam.documents.meaning_needs import Meaningless, Need, NeedKind
from symreparam.documents.names import CALLABLE, may_be_test_function
from symreparam.documents.nodes import Node
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import Letter, Mean, MedianOf
from symreparam.terms.build import TermError, build
from symreparam.terms.functions import MOST_PRIMES, applied
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import variable

_CONSTANTS: Final = MappingProxyType(
    {"pi": pi, "oo": oo, "EulerGamma": EulerGamma, "Catalan": Catalan}
)
MEANS: Final = frozenset(("E", "Var", "Cov", "P", "median"))
INFORMATION: Final = frozenset(("KL", "entropy", "grad"))


@dataclass(slots=True)
class Reader:
    """Reads expressions; `names` are the known names, `needs` what was found to be needed."""

    names: Mapping[str, Expr]
    over: Region = NUMBERS
    needs: list[Need] = field(default_factory=list)
    means: list[Letter] | None = None
    information: Callable[[syntax.Call], Expr] | None = None
    functions: frozenset[str] = frozenset()
    letters: set[str] = field(default_factory=set)
    continuous: frozenset[Symbol] = frozenset()
    fixed: dict[Expr, Symbol] = field(default_factory=dict)
    """Terms on whose values means are conditioned, and the parameters that stand for these."""
    origins: Mapping[str, tuple[Need, ...]] = field(default_factory=dict)
    """What the names of `let`s need to be defined."""

    def read(self, node: Node) -> Expr:
        """The term of an expression. Raises Meaningless, Unsupported."""
        try:
            return self._read(node)
        except TermError as error:
            raise Meaningless(error.message, error.hint, node.span) from error
        except Unsupported as error:
            error.place = error.place or node.span.place  # that of the innermost term
            raise

    def _read(self, node: Node) -> Expr:
        match node:
            case syntax.Number(value):
                return Rational(value.numerator, value.denominator)
            case syntax.Constant(name):
                return _CONSTANTS[name]
            case syntax.Name(name):
                if name not in self.names:
                    raise Unsupported(f"the name {name} here")
                return self.names[name]
            case syntax.Negate(operand):
                return build("Mul", (Integer(-1), self.read(operand)))
            case syntax.Arithmetic():
                return self._arithmetic(node)
            case syntax.Power(base, exponent):
                return self._power(self.read(base), self.read(exponent), node)
            case syntax.Call():
                return self._call(node)
            case syntax.TupleOf():
                raise Unsupported("random vectors")
            case syntax.Item(name) if name in self.names:
                hint = f"introduce it as a vector: `let {name}[1..n] ..`"
                raise Meaningless(f"`{name}` has no components", hint, node.span)
            case syntax.Item():
                raise Unsupported("indexed names")
        raise Unsupported(type(node).__name__)

    def _arithmetic(self, node: syntax.Arithmetic) -> Expr:
        total = self.read(node.operands[0])
        for operator, operand in zip(node.operators, node.operands[1:], strict=True):
            value = self.read(operand)
            if operator == "+":
                total = build("Add", (total, value))
            elif operator == "-":
                total = build("Add", (total, build("Mul", (Integer(-1), value))))
            elif operator == "*":
                total = build("Mul", (total, value))
            elif operator == "/":
                self._need("nonzero", value, operand, "division by zero")
                total = build("Mul", (total, build("Pow", (value, Integer(-1)))))
            else:
                raise Unsupported(f"the operator {operator}")
        return total

    def _power(self, base: Expr, exponent: Expr, node: syntax.Power) -> Expr:
        if exponent.is_integer:
            if not exponent.is_nonnegative:
                self._need("nonzero", base, node.base, "division by zero")
        elif exponent.is_Rational and exponent > 0:
            self._need("nonnegative", base, node.base, "a root of a negative number")
        else:
            self._need("positive", base, node.base, "a power of a number that is not positive")
            if base.is_Rational and base < 0:
                return self._alternating(base, exponent)
        return build("Pow", (base, exponent))

    def _alternating(self, base: Expr, exponent: Expr) -> Expr:
        """(-c)^k is c^k for even k and -c^k for odd k, which must be a whole number."""
        last = self.needs.pop()
        least = build("floor", (exponent,)) - exponent
        counts = replace(last, kind="nonnegative", term=least)
        self.needs.append(replace(last, unless=counts))
        total = build("Pow", (-base, exponent))
        for each in Add.make_args(exponent):
            if each.is_integer:
                total *= build("Pow", (Integer(-1), each))
            else:
                total *= 1 - 2 * (each - 2 * build("floor", (each / 2,)))
        return total

    def _need(self, kind: NeedKind, term: Expr, node: Node, what: str) -> None:
        if kind == "nonzero" and term == 0:
            raise Meaningless(what, "the denominator is exactly 0", node.span)
        if term.is_positive and kind != "relation":
            return
        hint = f"exclude it, for example `let {term} {_KEEPS[kind]} 0`" if term.is_Symbol else ""
        # a term of parameters alone must be defined at every value, also inside a density
        over = self.over if term.has(*self.over.variables) else NUMBERS
        self.needs.append(Need(kind, term, None, over, node.span, what, hint))

    def _call(self, node: syntax.Call) -> Expr:
        name = node.name
        if name not in CALLABLE and (name in self.functions or may_be_test_function(name)):
            return self._applied(node)
        if node.keywords or node.primes or node.after_semicolon:
            raise Unsupported(f"{node.name} here")
        if self.means is not None and name in MEANS:
            return self._mean(node)
        if self.means is not None and self.information is not None and name in INFORMATION:
            return self.information(node)
        if name in ("pdf", "logpdf", "cdf"):
            # imported here: it imports this module, and few claims ask for it
            from symreparam.documents.meaning_of_laws import of_law

            return of_law(node, self)
        if name == "if":
            return self._choice(node)
        if name == "indicator":
            condition = self.condition(node.arguments[0])
            return Piecewise((Integer(1), condition), (Integer(0), True))
        args = tuple(self.read(arg) for arg in node.arguments)
        if name in ARGUMENT:
            self._need(ARGUMENT[name], args[0], node.arguments[0], f"{name} of {args[0]}")
            return build(name, args)
        if name in INSIDE:
            for gap in (1 - args[0], 1 + args[0]):
                kind: NeedKind = "nonnegative" if name in ("asin", "acos") else "positive"
                self._need(kind, gap, node.arguments[0], f"{name} outside its domain")
            return build(name, args)
        if name in SAME:
            if name in DOMAINS:
                kind, gap = DOMAINS[name](*args)
                self._need(kind, gap, node.arguments[-1], f"{name} outside its domain")
            return build(SAME[name], args)
        return composed(name, args, node, self._need)

    def _applied(self, node: syntax.Call) -> Expr:
        """A test function, or a derivative of one, at a term."""
        if node.keywords or node.after_semicolon or len(node.arguments) != 1:
            raise Unsupported("test functions of several variables")
        if node.primes > MOST_PRIMES:
            raise Unsupported(f"derivatives of order above {MOST_PRIMES}")
        argument = self.read(node.arguments[0])
        try:
            return applied(node.name, node.primes, argument)
        except ValueError as error:
            raise Unsupported(str(error)) from error

    def _mean(self, node: syntax.Call) -> Expr:
        """E, Var, Cov and P as letters for means, all of them of one kind."""
        wanted = 2 if node.name == "Cov" else 1
        if len(node.arguments) != wanted:
            needed = "two terms" if wanted == 2 else "one"
            raise Meaningless(f"{node.name} takes {needed}", "", node.span)
        if any(isinstance(part, syntax.Given) for part in node.arguments):
            from symreparam.documents.meaning_given import given_mean

            return given_mean(self, node)
        outer, self.means = self.means, None
        try:
            if node.name == "P":
                condition = self.condition(node.arguments[0])
                terms: tuple[Expr, ...] = (Piecewise((Integer(1), condition), (Integer(0), True)),)
            else:
                terms = tuple(self.read(part) for part in node.arguments)
        finally:
            self.means = outer
        if node.name == "median":
            assert outer is not None
            outer.append(MedianOf(self.new_letter(), terms[0]))
            return outer[-1].letter
        if node.name in ("E", "P"):
            return self._letter(terms[0])
        first, last = terms[0], terms[-1]
        return self._letter(first * last) - self._letter(first) * self._letter(last)

    def _letter(self, body: Expr) -> Expr:
        """The letter that stands for E body; one letter for one body."""
        assert self.means is not None
        known = [mean for mean in self.means if isinstance(mean, Mean) and mean.body == body]
        if known:
            return known[0].letter
        self.means.append(Mean(self.new_letter(), body))
        return self.means[-1].letter

    def new_letter(self) -> Symbol:
        """A letter that no name and no other letter of the equation uses."""
        names = (f"m_{k}" for k in range(1, 1000))
        name = next(name for name in names if name not in {*self.names, *self.letters})
        self.letters.add(name)
        return variable(name)

    def _choice(self, node: syntax.Call) -> Expr:
        condition = self.condition(node.arguments[0])
        first, second = (
            self._branch(arg, when)
            for arg, when in zip(node.arguments[1:], (condition, Not(condition)), strict=True)
        )
        return Piecewise((first, condition), (second, True))

    def _branch(self, node: Node, condition: Boolean) -> Expr:
        """A branch of a choice: it need be defined where its condition holds."""
        outer, self.needs = self.needs, []
        try:
            return self.read(node)
        finally:
            outer.extend(guarded(self.needs, condition))
            self.needs = outer

    def condition(self, node: Node) -> Boolean:
        """A condition as a SymPy relation."""
        if isinstance(node, syntax.Junction):
            parts = [self.condition(part) for part in node.conditions]
            return And(*parts) if node.word == "and" else Or(*parts)
        if not isinstance(node, syntax.Chain):
            raise Unsupported("this condition")
        terms = [self.read(term) for term in node.terms]
        pairs = zip(terms, node.signs, terms[1:], strict=False)
        return And(*(compared(left, _COMPARE[sign], right) for left, sign, right in pairs))


_KEEPS: Final = {"nonzero": "!=", "positive": ">", "nonnegative": ">="}
_COMPARE: Final[dict[str, Comparison]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": Eq,
    "!=": Ne,
}

"""The syntax tree of the claim language: frozen records, each with the span that it came from.

The tree says what was written and nothing about what it means: names are spelled in ASCII, brackets
that only group are gone, no sum is reordered. Spans take no part in equality, so two trees are
equal when they say the same.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from symreparam.terms.record import dataclass

from .nodes import Node


# Expressions -------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Number(Node):
    """`3`, `0.1`: an exact rational, not negative."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """`pi`, `oo`, `EulerGamma` or `Catalan`."""

    name: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name that a `let` introduces."""

    name: str


@dataclass(frozen=True, slots=True)
class Run(Node):
    """`1..n`; with a variable `i = 1..n`."""

    low: Expression
    high: Expression
    variable: Name | None = None


@dataclass(frozen=True, slots=True)
class Item(Node):
    """`e[i]`, `L[i, j]`, `a[1..k]`; in the target of a `let` also `e[i = 1..n]`."""

    name: str
    indices: tuple[Expression | Run, ...]


@dataclass(frozen=True, slots=True)
class Negate(Node):
    """`-x`."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """Operands joined from left to right by operators of one rank: `+ -`, or `* / .* @`.

    `operators` is one shorter than `operands`: a - b + c is ((a, b, c), ("-", "+")). A long sum is
    wide, not deep, so a reader of the tree may recurse.
    """

    operands: tuple[Expression, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Power(Node):
    """`x^y`."""

    base: Expression
    exponent: Expression


@dataclass(frozen=True, slots=True)
class TupleOf(Node):
    """`(x, y)`: two items or more."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Keyword(Node):
    """`k=2` among the arguments of a family."""

    name: str
    value: Argument


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`exp(x)`, `Normal(0, 1)`, `Gamma(k=2, theta=1)`, `f'(z)`, `sum(e[i], i = 1..n)`,
    `if(u < 1/2, a, b)`, `jacobian(z; x, y)`. Either `arguments` or `keywords` is empty."""

    name: str
    arguments: tuple[Argument, ...]
    keywords: tuple[Keyword, ...] = ()
    primes: int = 0
    after_semicolon: tuple[Argument, ...] = ()


# Conditions --------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Chain(Node):
    """`0 < t <= 1` is terms (0, t, 1) and signs ("<", "<="); signs are `< <= > >= = !=`."""

    terms: tuple[Expression, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Junction(Node):
    """Two conditions or more, joined by `and` or by `or`."""

    word: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Given(Node):
    """`X given X > a`, `x given y`: the left side of a claim, or an argument of `E`, `P`, .."""

    subject: Expression | Condition
    given: Expression | Condition


Expression: TypeAlias = (
    Number | Constant | Name | Item | Negate | Arithmetic | Power | TupleOf | Call
)
Condition: TypeAlias = Chain | Junction
Argument: TypeAlias = Expression | Condition | Run | Given


# Claims ------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class RealRange(Node):
    """`t real`"""

    variable: Name


@dataclass(frozen=True, slots=True)
class IntegerRange(Node):
    """`integer k`, `integer 0 <= k <= n`"""

    subject: Name | Chain


Range: TypeAlias = Chain | RealRange | IntegerRange


@dataclass(frozen=True, slots=True)
class Piece(Node):
    """One piece of a law. `kind` is `density` or `mass`; `at` is the bound variables of a density
    (a name or a tuple of names, None where left out) or the point of a mass; `ranges` are all to
    hold, and a density has one at least."""

    kind: str
    value: Expression
    at: Expression | None
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Follows(Node):
    """`left ~ law`, where the law may be an expression in random variables."""

    left: Expression | Given
    law: Expression


@dataclass(frozen=True, slots=True)
class HasLaw(Node):
    """`left has PIECE, PIECE, ..`"""

    left: Expression | Given
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Member(Node):
    """`left in Normal`"""

    left: Expression | Given
    family: Name


@dataclass(frozen=True, slots=True)
class Independence(Node):
    """`x, y independent`: two items or more."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Equation(Node):
    """`left = right`"""

    left: Expression
    right: Expression


ClaimText: TypeAlias = Follows | HasLaw | Member | Independence | Equation


# Statements --------------------------------------------------------------------------------------
Target: TypeAlias = Name | Item | TupleOf


@dataclass(frozen=True, slots=True)
class LetReal(Node):
    """`let a, b real`, `let mu[1..n] real`"""

    targets: tuple[Name | Item, ...]


@dataclass(frozen=True, slots=True)
class LetInteger(Node):
    """`let n integer`; `let m, n integer >= 1` with a sign and a bound, which hold for each."""

    targets: tuple[Name | Item, ...]
    sign: str | None = None
    bound: Expression | None = None


@dataclass(frozen=True, slots=True)
class LetComparison(Node):
    """`let 0 < p < 1`, `let a < b`, `let a, b > 0`; `let integer 1 <= n <= 9` with `integer`.

    Which name is new, if any, depends on the lines above (see `scope_check.introduced`). `leading`
    are the names before the comma: they share the range of the first term of the chain.
    """

    leading: tuple[Name | Item, ...]
    chain: Chain
    integer: bool = False


@dataclass(frozen=True, slots=True)
class LetFunction(Node):
    """`let f function`"""

    targets: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class LetRandom(Node):
    """`let X, Y ~ LAW`: each target has that law; a tuple target names the components of one."""

    targets: tuple[Target, ...]
    law: Expression


@dataclass(frozen=True, slots=True)
class LetDerived(Node):
    """`let z = mu + sigma*eps`, `let z[i = 1..n] = mu[i] + e[i]`"""

    target: Name | Item
    value: Expression


@dataclass(frozen=True, slots=True)
class Prove(Node):
    """`prove CLAIM`."""

    claim: ClaimText


@dataclass(frozen=True, slots=True)
class Refute(Node):
    """`refute CLAIM`, or `refute CLAIM for all`."""

    claim: ClaimText
    for_all: bool = False


@dataclass(frozen=True, slots=True)
class Derive(Node):
    """`derive TERM`."""

    expression: Expression | Given


Let: TypeAlias = LetReal | LetInteger | LetComparison | LetFunction | LetRandom | LetDerived
Goal: TypeAlias = Prove | Refute | Derive
Statement: TypeAlias = Let | Goal

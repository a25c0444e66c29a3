"""The generators of the normal form: what each letter of the polynomial ring stands for.

kind         value of the letter g                         relation
symbol       (position of a symbol in its interval)^(1/d)
constant     pi^(1/d), ...
radical      P^(1/d), P >= 0                               g^d = P
exponential  exp(B/d)
logarithm    log|p^d|, p irreducible or a prime
branch       1 where p >= 0, -1 where p < 0                g^2 = 1
parity       (-1)^m for an integer monomial m                  g^2 = 1
cosine       cos(B/d)
sine         sin(B/d), paired with its cosine c            g^2 = 1 - c^2
function     f(arguments)^(1/d)
"""

from __future__ import annotations

from typing import Literal

from sympy import Expr

from symreparam.decide.fraction import Ratio
from symreparam.decide.signset import Signs
from symreparam.terms.record import dataclass

Kind = Literal[
    "symbol",
    "constant",
    "radical",
    "exponential",
    "logarithm",
    "branch",
    "parity",
    "cosine",
    "sine",
    "function",
]


@dataclass(frozen=True, slots=True)
class Generator:
    """One letter.

    key        identifies it within one space
    signs      what is known of its sign everywhere
    arguments  B, P, p or the arguments of the function, as ratios in earlier letters
    depth      the d of the table above
    term       the SymPy term of g^depth (symbols and constants), as numerator and denominator
    head       the name of a function
    above_one  g > 1 everywhere
    constant   free of symbols
    integer    the letter itself takes integer values only
    hint       under which name a restart may deepen it
    """

    kind: Kind
    key: tuple[str, ...]
    signs: Signs
    arguments: tuple[Ratio, ...] = ()
    depth: int = 1
    term: tuple[Expr, Expr] | None = None
    head: str = ""
    above_one: bool = False
    constant: bool = False
    integer: bool = False
    hint: Hint = ()


@dataclass(frozen=True, slots=True)
class Algebraic:
    """The relation `letter^degree = value`; the value uses earlier letters only."""

    index: int
    degree: int
    value: Ratio


Hint = tuple[object, ...]
"""Structure that names a generator across restarts: a tag and SymPy terms."""

"""What a family of laws is: one literal record, from which everything else about it follows.

Expressions are SymPy terms in the record's own symbols: `parameters` (with domains) and the
free symbol `variable` (the point t), `probability` (for the quantile) and `frequency` (for
transforms). Nothing here computes.
"""

from __future__ import annotations

from typing import Literal

from sympy import Expr, Symbol

from symreparam.terms.law import Atom, Lattice, Piece
from symreparam.terms.record import dataclass
from symreparam.terms.scope import Domain, Relation


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its SymPy-stats name, its symbol, its domain, and what it means in a word."""

    name: str
    symbol: Symbol
    domain: Domain
    meaning: str


@dataclass(frozen=True, slots=True)
class Variant:
    """The form of a member whose last argument has this sign: its support is of another kind.

    Of a record with a removable value: the form at this value, whose sign is "0".
    """

    sign: Literal["-", "0"]
    pieces: tuple[Piece, ...]
    log_density: tuple[Expr, ...]
    cdf: tuple[Expr, ...]
    quantile: Expr
    mean: Expr | None = None
    variance: Expr | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """A parametric family. Fields that do not exist in closed form are None.

    name        as in the claim language (`sympy.stats`' name and parameter order)
    conditions  relations between parameters beyond their domains (Uniform: left < right)
    pieces      density pieces in `variable`; atoms: masses (a point law)
    log_density one term an element of `pieces`, equal to its logarithm
    cdf         one term a piece: P(X <= t) for t in that piece
    quantile    the inverse of the cdf on 0 < probability < 1
    mean, variance  None where they are infinite or do not exist
    mgf         E exp(w X) with its open interval of convergence `mgf_range`
    mellin      E X^(w - 1) with its open strip `mellin_range`
    characteristic  E cos(w X) and E sin(w X) as a pair of real terms in `frequency`, which hold
                where they are defined (that may leave out 0)
    sampler     name of the numpy Generator method and its arguments as terms
    latex       a LaTeX template and the terms that fill its %s (the normal law shows sigma^2)
    reference   author, year, chapter or page
    lattice     masses at whole numbers, when they are infinitely many or their number depends on
                the parameters
    absolute    E |X - w| as a term in `frequency`
    variants    the forms for a last argument of another sign; the record is for a positive one
    removable   the value of the last argument at which the record's formulas divide by 0 and the
                only variant is the law; the record is for every other one, of any sign
    """

    name: str
    parameters: tuple[Parameter, ...]
    conditions: tuple[Relation, ...]
    variable: Symbol
    pieces: tuple[Piece, ...]
    atoms: tuple[Atom, ...]
    log_density: tuple[Expr, ...]
    cdf: tuple[Expr, ...]
    probability: Symbol
    quantile: Expr | None
    mean: Expr | None
    variance: Expr | None
    frequency: Symbol
    mgf: Expr | None
    mgf_range: tuple[Expr, Expr] | None
    mellin: Expr | None
    mellin_range: tuple[Expr, Expr] | None
    characteristic: tuple[Expr, Expr] | None
    sampler: tuple[str, tuple[Expr, ...]] | None
    latex: tuple[str, tuple[Expr, ...]]
    reference: str
    lattice: Lattice | None = None
    absolute: Expr | None = None
    variants: tuple[Variant, ...] = ()
    removable: Expr | None = None

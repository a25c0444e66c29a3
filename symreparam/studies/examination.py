"""What an examination of `g(noise) ~ target` says: data, each statement with its proof.

A `Fact` is a claim with a proof that the checker replayed. Whatever is only computed in numbers
says so: rigorous enclosures are pairs of ends, samples are marked as such.
"""

from __future__ import annotations

from typing import Literal

from sympy import Expr, Symbol

from symreparam.logic.claim import Claim
from symreparam.logic.verdict import Outcome
from symreparam.pipeline.agreement import Agreement
from symreparam.pipeline.facts import Fact
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.record import dataclass
from symreparam.terms.scope import Relation

Values = tuple[tuple[Symbol, Expr], ...]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Membership:
    """Whether the expression follows some member of the target's family.

    `found` with `fact` that proves it; or `nowhere` with `fact` that no member fits at any
    parameter value, or only at those of the fact's proof when `somewhere` is set.
    """

    family: str
    found: Named | None = None
    nowhere: bool = False
    somewhere: bool = False
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Noise:
    """A law of the noise that would make the transform the target.

    `law` is that of `inverse` at a variable with the target's law (`fact`); `works` proves that
    the transform of a noise with this law is the target. `free` tells whether the law is the
    same at all parameter values, by `freedom`. `unique` when the map is one to one where it is
    defined, False when another branch would do as well, None when that is open. Without `inverse`
    it has the target's density at the map, times its slope, or when `given` is set it is the noise
    of a claim that is proved.
    """

    law: AnyLaw
    inverse: Expr | None
    variable: Symbol
    fact: Fact
    works: Fact | None
    free: bool | None
    freedom: Fact | None
    unique: bool | None
    given: bool = False


@dataclass(frozen=True, slots=True)
class WorkingMap:
    """A map of the given noise into the target. `facts` prove it: one, or for a transport map two
    (the noise's own distribution function makes it uniform; the target's quantile function maps
    a uniform variable to the target)."""

    kind: Literal["affine", "transport", "given"]
    expr: Expr
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Maps:
    """Maps that work; `no_affine` proves that none of the form a + b*noise does (b not 0)."""

    working: tuple[WorkingMap, ...]
    no_affine: Fact | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """How far apart the two laws are at exact parameter values.

    `sup` encloses the largest gap of the distribution functions, `where` a point at which the gap
    is at least its lower end; `total_variation` is enclosed as well. Decimal strings, rounded
    outwards. `exact` proves the closed forms of all three where there are such, and else they are
    numeric. `divergence` is KL(expression, target) with its proof, at all parameter values of
    which the relations of `divergence_where` hold.
    """

    values: Values
    sup: Pair | None = None
    where: str = ""
    total_variation: Pair | None = None
    exact: Fact | None = None
    divergence: Expr | None = None
    divergence_fact: Fact | None = None
    divergence_where: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Cumulants:
    """The first four cumulants where they exist and are found, each with its proof.

    `where` and `target_where` say for which parameter values: no relations where for all of them.
    """

    of_expression: tuple[Expr | None, ...]
    of_target: tuple[Expr | None, ...]
    facts: tuple[Fact, ...] = ()
    where: tuple[tuple[Relation, ...], ...] = ((), (), (), ())
    target_where: tuple[tuple[Relation, ...], ...] = ((), (), (), ())


@dataclass(frozen=True, slots=True)
class Illustration:
    """A seeded sample against the target, in numbers: `fits` when it stays within the bound that
    a true claim exceeds with probability below 1e-12."""

    size: int
    seed: int
    fits: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Examination:
    """The claim from every side. `outcome` is its verdict with proof or counterexample; `law` the
    expression's law, proved by `law_fact`; `base` names the noise whose location-scale family it
    is in, with location and scale. Where no density in a letter of its own is found, `form` proves
    the law at the values of the map, or by cases. `exactly` proves that the claim holds where the
    agreement says and nowhere else. `reparameterization` is True when the claim is proved and no
    parameter stands in the law of the noise."""

    claim: Claim
    outcome: Outcome
    law: AnyLaw | None
    law_fact: Fact | None
    base: tuple[Named, Expr, Expr] | None
    agreement: Agreement | None
    exactly: Fact | None
    member: Membership | None
    noise: Noise | None
    noise_reason: str
    reparameterization: bool
    maps: Maps
    distance: Distance | None
    cumulants: Cumulants | None
    illustration: Illustration | None = None
    form: Fact | None = None

    @property
    def complete(self) -> bool:
        """Whether the parameter set of the agreement is proved to be all of it."""
        return self.exactly is not None

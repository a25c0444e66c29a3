"""What a search for reparameterizations finds: routes, their derivatives, and what failed."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.logic.verdict import Outcome
from symreparam.terms.law import AnyLaw, JointLaw, Named
from symreparam.terms.record import dataclass


@dataclass(frozen=True, slots=True)
class Pathwise:
    """The derivative of the sample in one parameter, at fixed uniform noise.

    `derivative` is None where it has no closed form, or the map jumps. `everywhere` says whether
    the map is provably differentiable in the parameter at every value of the noise and of the
    parameters. `carried` has (noise, coefficient) for noise whose own law has the parameter: the
    derivative of the sample is then `derivative` plus each coefficient times that of the noise.
    """

    parameter: Symbol
    derivative: Expr | tuple[Expr, ...] | None
    everywhere: bool
    carried: tuple[tuple[Symbol, Expr | tuple[Expr, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """One proved way: `map` of the independent `noise` has the law; no noise has a parameter.

    kind          location-scale, inverse cdf, composition, threshold, given, or implicit
    log_jacobian  log |d map / d noise|, for as many noise variables as components
    outcome       the claim that was proved, with its proof
    claim_text    that claim in the claim language
    more          the claims about further parameters, where each has one of its own
    For `implicit` the map takes the sample to uniform noise, and is not inverted; where `through`
    is not empty, the map composes `draws`, whose laws have parameters: `through` has the implicit
    route of each from uniform noise. Where the distribution function is known as an integral only,
    the map and the derivatives have SymPy integrals, and `claim_text` is for people to read.
    """

    kind: str
    noise: tuple[tuple[Symbol, Named], ...]
    map: Expr | tuple[Expr, ...]
    log_jacobian: Expr | None
    pathwise: tuple[Pathwise, ...]
    outcome: Outcome
    claim_text: str
    draws: tuple[tuple[Symbol, Named], ...] = ()
    through: tuple[Route, ...] = ()
    more: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Reparameterization:
    """The proved routes to a law, best first, and what was tried in vain, with the reason."""

    target: str
    law: AnyLaw | JointLaw
    routes: tuple[Route, ...]
    tried: tuple[str, ...]

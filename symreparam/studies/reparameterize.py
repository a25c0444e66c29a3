"""Reparameterizations of a law: maps of noise without parameters that provably have the law.

    >>> from symreparam import reparameterize
    >>> found = reparameterize("LogNormal(mu, sigma)", ["mu real", "sigma > 0"])
    >>> [route.kind for route in found.routes]
    ['composition', 'inverse cdf', 'implicit']

Location-scale families, inverse cumulative functions and compositions as Kingma & Welling (2013,
section 2.4) list them; implicit reparameterization after Figurnov, Mohamed & Mnih (2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sympy import (
    Abs,
    DiracDelta,
    Expr,
    Integer,
    Piecewise,
    Pow,
    Symbol,
    cancel,
    ceiling,
    diff,
    expand,
    floor,
    log,
    powsimp,
    preorder_traversal,
)
from sympy import sign as sign_function

from symreparam.decide.answer import Context, Proved
from symreparam.decide.real import smooth
from symreparam.decide.sign import sign
from symreparam.decide.zero import equal
from symreparam.families.members import cdf_of, signature, unfold
from symreparam.families.table import FAMILY_NAMES, family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ClaimError
from symreparam.logic.judgement import HasLaw
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import Options, check_text
from symreparam.pipeline.settle import settle_claim
from symreparam.studies.routes import Proposal, proposals
from symreparam.terms.law import Named
from symreparam.terms.region import Region
from symreparam.terms.scope import variable

QUIET = Options(cross_check=False, explain=False)
MOST_OPERATIONS: Final = 80
SPECIAL: Final = frozenset(("erfinv", "LambertW", "besseli"))
UNIFORM: Final = variable("U")
_STANDARD: Final = Named("Uniform", (Integer(0), Integer(1)))


@dataclass(frozen=True, slots=True)
class Pathwise:
    """The derivative of the sample in one parameter, at fixed noise.

    `derivative` is None where it has no closed form, or the map jumps. `everywhere` says whether
    the map is provably differentiable in the parameter at every value of the noise and of the
    parameters.
    """

    parameter: Symbol
    derivative: Expr | None
    everywhere: bool


@dataclass(frozen=True, slots=True)
class Route:
    """One proved way: `map` of the independent `noise` has the law; no noise has a parameter.

    kind          location-scale, inverse cdf, composition, threshold, or implicit
    log_jacobian  log |d map / d noise|, for one noise variable
    outcome       the claim that was proved, with its proof
    For `implicit` the map takes the sample to uniform noise, and is not inverted.
    """

    kind: str
    noise: tuple[tuple[Symbol, Named], ...]
    map: Expr
    log_jacobian: Expr | None
    pathwise: tuple[Pathwise, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Reparameterization:
    """The proved routes to a law, best first, and what was tried in vain, with the reason."""

    target: str
    law: Named
    routes: tuple[Route, ...]
    tried: tuple[str, ...]


def reparameterize(target: str, lets: Sequence[str] = ()) -> Reparameterization:
    """Every route to the law `target`, a member of a family in the claim language.

    `lets` introduce its parameters: `["k > 0", "n integer"]`. Raises ClaimError for a target that
    is no law at every allowed parameter value, or no law of one variable.
    """
    claim = _claim_of(target, lets)
    law = claim.law_goal.law
    assert isinstance(law, Named)
    taken = frozenset(str(symbol.name) for symbol in claim.scope.names)
    routes: list[Route] = []
    tried: list[str] = []
    for proposal in proposals(law, taken):
        found = _try(proposal, target, lets)
        if isinstance(found, Route):
            routes.append(found)
        else:
            tried.append(found)
    routes.sort(key=_rank)
    found = _implicit(claim, law)
    if isinstance(found, Route):
        routes.append(found)
    else:
        tried.append(found)
    return Reparameterization(target, law, tuple(routes), tuple(tried))


def _rank(route: Route) -> int:
    """Location-scale, then an elementary inverse, then compositions, then inverses like erfinv."""
    special = any(type(n).__name__ in SPECIAL for n in preorder_traversal(route.map))
    order = {"location-scale": 0, "inverse cdf": 3 if special else 1, "composition": 2}
    order["threshold"] = 4
    return order[route.kind]


def _claim_of(target: str, lets: Sequence[str]) -> Claim:
    """The claim that a variable with the law has it: reads and checks the target."""
    name = target.partition("(")[0].strip()
    record = family(name)
    if record is None and name in FAMILY_NAMES:
        raise ClaimError(f"{name} is no family")
    letter = "X_0"
    lines = [*(f"let {line}" for line in lets), f"let {letter} ~ {target}"]
    [outcome] = check_text("\n".join([*lines, f"prove {letter} ~ {target}"]), options=QUIET)
    if outcome.claim is None or outcome.verdict != "proved":
        shown = "" if record is None else signature(record)
        hint = "" if shown in outcome.reason else f"; write {shown}"
        raise ClaimError(f"{target} is no law here: {outcome.reason}{hint}")
    if not isinstance(outcome.claim.goal, HasLaw) or not isinstance(outcome.claim.goal.law, Named):
        raise ClaimError(f"{target} is no law of one variable from a family")
    return outcome.claim


def _try(proposal: Proposal, target: str, lets: Sequence[str]) -> Route | str:
    """The route when it is proved and its noise has no parameters, else why not."""
    noise = [f"let {letter} ~ {law}" for letter, law in proposal.noise]
    lines = [*(f"let {line}" for line in lets), *noise, f"prove {proposal.map} ~ {target}"]
    shown = f"{proposal.kind}: {proposal.map} with " + ", ".join(
        f"{letter} ~ {law}" for letter, law in proposal.noise
    )
    [outcome] = check_text("\n".join(lines), options=QUIET)
    claim = outcome.claim
    if claim is None or outcome.verdict != "proved":
        return f"{shown}: not proved: {outcome.reason}"
    laws = [given.law for given in claim.hypotheses]
    if any(argument.free_symbols for law in laws for argument in _arguments(law)):
        return f"{shown}: its noise keeps a parameter"
    pairs = tuple((given.subject, given.law) for given in claim.hypotheses)
    body = claim.law_goal.subject
    named = tuple((s, law) for s, law in pairs if isinstance(law, Named) and isinstance(s, Symbol))
    return Route(
        proposal.kind,
        named,
        body,
        _log_jacobian(claim, body, named),
        tuple(_pathwise(claim, body)),
        outcome,
    )


def _arguments(law: object) -> tuple[Expr, ...]:
    return law.arguments if isinstance(law, Named) else ()


def _supports(claim: Claim) -> Region:
    """Where the noise of the claim lives: the product of its intervals."""
    bounds = []
    for symbol, given in zip(claim.variables, claim.hypotheses, strict=True):
        law = unfold(given.law, symbol) if isinstance(given.law, Named) else given.law
        if len(law.pieces) == 1 and not law.atoms:
            bounds.append(law.pieces[0].region.bounds[0])
    return Region(tuple(bounds))


def _log_jacobian(
    claim: Claim, body: Expr, noise: tuple[tuple[Symbol, Named], ...]
) -> Expr | None:
    if len(noise) != 1 or body.has(Piecewise, floor, ceiling):
        return None
    slope = _almost_everywhere(diff(body, noise[0][0]))
    context = Context(claim.scope, _supports(claim))
    for want, factor in (("+", 1), ("-", -1)):
        if isinstance(sign(slope, want, context), Proved):
            return log(powsimp(factor * slope))
    return log(Abs(slope))


def _pathwise(claim: Claim, body: Expr) -> Iterator[Pathwise]:
    context = Context(claim.scope, _supports(claim))
    for symbol, domain in claim.scope.symbols:
        if not domain.integer and body.has(symbol):
            known = isinstance(smooth(body, symbol, context), Proved)
            if body.has(Piecewise, floor, ceiling):
                yield Pathwise(symbol, None, False)  # it jumps: 0 almost everywhere says nothing
                continue
            yield Pathwise(symbol, _almost_everywhere(diff(body, symbol)), known)


def _almost_everywhere(slope: Expr) -> Expr:
    """A derivative off the points at which a sign jumps."""
    return slope.replace(DiracDelta, lambda *_: Integer(0)).replace(
        lambda node: isinstance(node, Pow)
        and isinstance(node.base, sign_function)
        and node.exp == 2,
        lambda _: Integer(1),
    )


# the last resort --------------------------------------------------------------------------------
def _implicit(claim: Claim, law: Named) -> Route | str:
    """F(z; parameters) is uniform noise, and -(dF/d parameter)/density the derivative of z."""
    letter = variable("z") if all(s.name != "z" for s in claim.scope.names) else variable("z_0")
    known = cdf_of(law, letter)
    if len(known) != 1:
        return "implicit: the cumulative distribution function has no closed form on record"
    goal = HasLaw(known[0], _STANDARD)
    moved = Claim(claim.scope, (letter,), (HasLaw(letter, law),), goal)
    outcome = settle_claim("prove", moved, QUIET)
    if outcome.verdict != "proved":
        return f"implicit: that {known[0]} is uniform was not proved: {outcome.reason}"
    density = unfold(law, letter).pieces[0].density
    there = Context(claim.scope, unfold(law, letter).pieces[0].region)
    paths = []
    for symbol, domain in claim.scope.symbols:
        if known[0].has(symbol) and not domain.integer:
            slope = _implicit_slope(moved, known[0], density, symbol)
            smooth_there = isinstance(smooth(known[0], symbol, there), Proved)
            paths.append(Pathwise(symbol, slope, smooth_there))
    return Route("implicit", ((UNIFORM, _STANDARD),), known[0], None, tuple(paths), outcome)


def _implicit_slope(
    claim: Claim, cumulative: Expr, density: Expr, symbol: Symbol
) -> Expr | None:
    """-(dF/d parameter)/density; None where SymPy knows the derivative as a series at best."""
    slope = diff(cumulative, symbol)
    heads = {type(node).__name__ for node in preorder_traversal(slope)}
    if heads & {"meijerg", "Derivative", "Subs", "hyper"}:
        return None
    raw = powsimp(_almost_everywhere(-slope / density))
    if raw.count_ops() > MOST_OPERATIONS:
        return raw
    shorter = powsimp(expand(cancel(expand(powsimp(expand(raw))))))
    same = equal(raw, shorter, Context(claim.scope, _supports(claim)))
    certain = isinstance(same, Proved) and not same.divisors
    return shorter if certain and shorter.count_ops() < raw.count_ops() else raw


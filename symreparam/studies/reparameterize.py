"""Reparameterizations of a law: maps of noise without parameters that provably have the law.

    >>> from symreparam import reparameterize
    >>> found = reparameterize("LogNormal(mu, sigma)", ["mu real", "sigma > 0"])
    >>> [route.kind for route in found.routes]
    ['composition', 'inverse cdf', 'implicit']

Location-scale families, inverse cumulative functions and compositions as Kingma & Welling (2013,
section 2.4) list them; implicit reparameterization after Figurnov, Mohamed & Mnih (2018), also of
the noise of a composition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sympy import Expr, Integer, Symbol, preorder_traversal

from symreparam.decide.answer import Context, Proved
from symreparam.decide.real import smooth
from symreparam.families.members import cdf_of, signature, unfold
from symreparam.families.table import FAMILY_NAMES, family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import ClaimError
from symreparam.logic.judgement import HasLaw
from symreparam.pipeline.settle import settle_claim
from symreparam.render.terms_text import term_text
from symreparam.studies.asking import QUIET, asked
from symreparam.studies.pathwise import implicit_slope, log_jacobian, pathwise
from symreparam.studies.route_records import Pathwise, Reparameterization, Route
from symreparam.studies.routes import Proposal, proposals, why_few
from symreparam.terms.law import Named
from symreparam.terms.scope import variable

__all__ = ("Pathwise", "Reparameterization", "Route", "reparameterize")

SPECIAL: Final = frozenset(("erfinv", "LambertW", "besseli"))
UNIFORM: Final = variable("U")
_STANDARD: Final = Named("Uniform", (Integer(0), Integer(1)))
_ORDER: Final = {"location-scale": 0, "inverse cdf": 1, "composition": 2, "threshold": 4}


def reparameterize(target: str, lets: Sequence[str] = ()) -> Reparameterization:
    """Every route to the law `target`, a member of a family in the claim language.

    `lets` introduce its parameters: `["k > 0", "n integer"]`. A joint law is
    `MultivariateNormal(mean, covariance)` or `Dirichlet(a1, .., ak)`. Raises ClaimError for a
    target that is no law at every allowed parameter value, or of another kind.

    >>> found = reparameterize("Exponential(lam)", ["lam > 0"])
    >>> len(found.routes) > 1
    True
    """
    if target.partition("(")[0].strip() in ("MultivariateNormal", "Dirichlet"):
        from symreparam.studies.vector_routes import vector_routes

        return vector_routes(target, lets)
    claim = claim_of(target, lets)
    law = claim.law_goal.law
    assert isinstance(law, Named)
    taken = frozenset(str(symbol.name) for symbol in claim.scope.names)
    routes: list[Route] = []
    tried: list[str] = []
    for proposal in proposals(law, taken):
        found = attempt(proposal, target, lets)
        if isinstance(found, str):
            tried.append(found)
        elif not _is_known(found, law, routes):
            routes.append(found)
    routes.sort(key=_rank)
    last = _implicit(claim, law, target)
    if isinstance(last, Route):
        routes.append(last)
    elif unfold(law, UNIFORM).pieces:
        tried.append(last)
    return Reparameterization(target, law, tuple(routes), (*tried, *why_few(law)))


def _is_known(found: Route, law: Named, routes: list[Route]) -> bool:
    """Whether the route is one of `routes` in other letters, or draws the target to begin with."""
    if any(noise == law for _, noise in (*found.noise, *found.draws)):
        return True
    if found.draws:
        return False
    same = [r for r in routes if [n for _, n in r.noise] == [n for _, n in found.noise]]
    swaps = [dict(zip(_letters(found), _letters(route), strict=True)) for route in same]
    moved = [found.map.xreplace(swap) for swap in swaps]  # type: ignore[union-attr]
    return any(route.map == body for route, body in zip(same, moved, strict=True))


def _letters(route: Route) -> list[Symbol]:
    return [letter for letter, _ in route.noise]


def _rank(route: Route) -> int:
    """Location-scale, then an elementary inverse, then compositions, then inverses like erfinv."""
    if route.kind == "implicit":
        return 5
    assert isinstance(route.map, Expr)
    special = any(type(n).__name__ in SPECIAL for n in preorder_traversal(route.map))
    return 3 if special and route.kind == "inverse cdf" else _ORDER[route.kind]


def claim_of(target: str, lets: Sequence[str]) -> Claim:
    """The claim that a variable with the law has it: reads and checks the target."""
    name = target.partition("(")[0].strip()
    record = family(name)
    if record is None and name in FAMILY_NAMES:
        raise ClaimError(f"{name} is no family")
    letter = "X_0"
    lines = [*(f"let {line}" for line in lets), f"let {letter} ~ {target}"]
    outcome = asked("\n".join([*lines, f"prove {letter} ~ {target}"]))
    if outcome.claim is None or outcome.verdict != "proved":
        shown = "" if record is None else signature(record)
        hint = "" if shown in outcome.reason else f"; write {shown}"
        raise ClaimError(f"{target} is no law here: {outcome.reason}{hint}")
    if not isinstance(outcome.claim.goal, HasLaw) or not isinstance(outcome.claim.goal.law, Named):
        raise ClaimError(f"{target} is no law of one variable from a family")
    return outcome.claim


def attempt(proposal: Proposal, target: str, lets: Sequence[str]) -> Route | str:
    """The route when it is proved and its noise has no parameters, or is implicit noise that has;
    else why not."""
    noise = [f"let {letter} ~ {law}" for letter, law in proposal.noise]
    lines = [*(f"let {line}" for line in lets), *noise, f"prove {proposal.map} ~ {target}"]
    shown = f"{proposal.kind}: {proposal.map} with " + ", ".join(
        f"{letter} ~ {law}" for letter, law in proposal.noise
    )
    outcome = asked("\n".join(lines))
    claim = outcome.claim
    if claim is None or outcome.verdict != "proved":
        reason = outcome.reason.partition("\n")[0] or "no proof was found"
        return f"{shown}: not proved: {reason}"
    pairs = tuple((given.subject, given.law) for given in claim.hypotheses)
    named = tuple((s, law) for s, law in pairs if isinstance(law, Named) and isinstance(s, Symbol))
    body, text = claim.law_goal.subject, "\n".join(lines)
    draws = tuple((s, law) for s, law in named if _has_parameters(law))
    if draws:
        through = implicit_of(claim, draws) if proposal.kind == "composition" else None
        if through is None:
            return f"{shown}: its noise keeps a parameter"
        noise_laws = uniforms(claim, len(draws)) + tuple(p for p in named if p not in draws)
        paths = tuple(pathwise(claim, body, False, through))
        return Route("implicit", noise_laws, body, None, paths, outcome, text, draws, through)
    jacobian = log_jacobian(claim, (body,), named)
    paths = tuple(pathwise(claim, body, proposal.kind == "threshold", ()))
    return Route(proposal.kind, named, body, jacobian, paths, outcome, text)


def _has_parameters(law: Named) -> bool:
    return any(argument.free_symbols for argument in law.arguments)


def uniforms(claim: Claim, count: int) -> tuple[tuple[Symbol, Named], ...]:
    """So many uniform variables, under names that the claim does not use."""
    taken = {symbol.name for symbol in (*claim.scope.names, *claim.variables)}
    free = [name for k in range(1, 100) if (name := f"U_{k}") not in taken]
    return tuple((variable(name), _STANDARD) for name in free[:count])


# the last resort --------------------------------------------------------------------------------
def implicit_of(claim: Claim, draws: tuple[tuple[Symbol, Named], ...]) -> tuple[Route, ...] | None:
    """The implicit route of each draw; None where one has none."""
    routes = []
    for letter, law in draws:
        found = _implicit(claim, law, _text(law), letter)
        if isinstance(found, str):
            return None
        routes.append(found)
    return tuple(routes)


def _text(law: Named) -> str:
    return f"{law.family}({', '.join(map(term_text, law.arguments))})"


def _implicit(claim: Claim, law: Named, target: str, letter: Symbol | None = None) -> Route | str:
    """F(z; parameters) is uniform noise, and -(dF/d parameter)/density the derivative of z."""
    names = {s.name for s in claim.scope.names}
    letter = letter or variable("z" if "z" not in names else "z_0")
    known = cdf_of(law, letter)
    if not known:
        from symreparam.studies.implicit_integral import route_by_integral

        return route_by_integral(claim, law, letter)
    if len(known) != 1:
        return "implicit: the cumulative distribution function has several formulas"
    goal = HasLaw(known[0], _STANDARD)
    moved = Claim(claim.scope, (letter,), (HasLaw(letter, law),), goal)
    outcome = settle_claim("prove", moved, QUIET)
    if outcome.verdict != "proved":
        return f"implicit: that {known[0]} is uniform was not proved: {outcome.reason}"
    slopes = tuple(_slopes(moved, law, known[0], letter))
    text = f"let {letter} ~ {target}\nprove {term_text(known[0])} ~ Uniform(0, 1)"
    return Route("implicit", ((UNIFORM, _STANDARD),), known[0], None, slopes, outcome, text)


def _slopes(claim: Claim, law: Named, cumulative: Expr, letter: Symbol) -> Iterator[Pathwise]:
    piece = unfold(law, letter).pieces[0]
    there = Context(claim.scope, piece.region)
    for symbol, domain in claim.scope.symbols:
        if cumulative.has(symbol) and not domain.integer:
            slope = implicit_slope(claim, cumulative, piece.density, symbol)
            yield Pathwise(symbol, slope, isinstance(smooth(cumulative, symbol, there), Proved))

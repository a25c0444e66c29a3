"""Reparameterizations as text: each route with its noise, map, Jacobian, derivatives and cost."""

from __future__ import annotations

from sympy import Expr, Integral, Symbol

from symreparam.render.terms_text import law_text, term_text
from symreparam.studies.route_records import Pathwise, Reparameterization, Route
from symreparam.terms.law import Named


def reparameterization_text(found: Reparameterization) -> str:
    """The routes, best first, and what was tried in vain."""
    if not found.routes:
        lines = [f"No reparameterization of {found.target} was found.", "", "Tried:"]
        return "\n".join([*lines, *(f"  - {line}" for line in found.tried)]) + "\n"
    number = len(found.routes)
    head = "1 proved route" if number == 1 else f"{number} proved routes, best first"
    parts = [f"{found.target}: {head}"]
    for index, route in enumerate(found.routes, 1):
        parts.append("\n".join(_route(index, route, found.target)))
    if found.tried:
        parts.append("\n".join(["Tried in vain:", *(f"  - {line}" for line in found.tried)]))
    return "\n\n".join(parts) + "\n"


def route_text(route: Route, target: str) -> str:
    """One route to the law that is written as the target."""
    head, *lines = _route(1, route, target)
    return "\n".join([head.removeprefix("1. "), *lines])


def _route(index: int, route: Route, target: str) -> list[str]:
    lines = [f"{index}. {route.kind}"]
    if route.kind == "implicit" and not route.draws:
        lines += [
            f"   noise     {_laws(route.noise)}, which no inverse turns into z: draw z by any "
            "sampler",
            f"   uniform   {_shown(route.map)} ~ Uniform(0, 1) for z ~ {target}",
        ]
    else:
        lines += [f"   noise     {_laws(route.noise)}"]
        if route.draws:
            lines.append(f"   draw      {_laws(route.draws)}, by any sampler")
            lines += [f"   uniform   {_shown(part.map)} ~ Uniform(0, 1)" for part in route.through]
        lines.append(f"   sample    z = {_shown(route.map)}")
    if route.log_jacobian is not None:
        letters = ", ".join(str(letter) for letter, _ in route.noise)
        over = letters if len(route.noise) == 1 else f"({letters})"
        lines.append(f"   jacobian  log |dz/d{over}| = {_short(route.log_jacobian)}")
    if route.kind != "threshold":
        lines += [f"   gradient  {_gradient(path)}" for path in route.pathwise]
        for part in route.through:
            [letter] = part.outcome.claim.variables if part.outcome.claim else []
            lines += [f"             {_gradient(path, letter)}" for path in part.pathwise]
    lines.append(f"   cost      {cost(route)}")
    outcomes = [*(r.outcome for r in (route, *route.through)), *route.more]
    steps = sum(len(outcome.proof.steps) for outcome in outcomes if outcome.proof)
    lines.append(f"   proved    {steps} steps, replayed")
    return lines


def _laws(pairs: tuple[tuple[Symbol, Named], ...]) -> str:
    return ", ".join(f"{letter} ~ {law_text(law)}" for letter, law in pairs)


def _shown(term: Expr | tuple[Expr, ...]) -> str:
    if isinstance(term, tuple):
        return f"({', '.join(map(_shown, term))})"
    if term.has(Integral):
        from symreparam.studies.implicit_integral import shown_with_integrals

        return shown_with_integrals(term)
    return term_text(term)


def _gradient(path: Pathwise, letter: Symbol | None = None) -> str:
    """dz/dp, for the z of the route or for one of its draws."""
    head = f"d{letter or 'z'}/d{path.parameter} = "
    if path.derivative is None:
        density = f"-(dF/d{path.parameter})/f"
        return f"{head}{density}, by quadrature: dF has no closed form"
    slopes = path.derivative if isinstance(path.derivative, tuple) else (path.derivative,)
    parts = [] if path.carried and not any(slopes) else [_short(path.derivative)]
    for noise, factor in path.carried:
        shown = _short(factor)
        bare = shown.replace("_", "").isalnum() or isinstance(factor, tuple)
        parts.append(f"{shown if bare else f'({shown})'}*d{noise}/d{path.parameter}")
    return head + " + ".join(parts)


def _short(term: Expr | tuple[Expr, ...]) -> str:
    text = _shown(term)
    return text if len(text) <= 200 else text[:197] + "..."


def cost(route: Route) -> str:
    """What the route costs in differentiability, in words."""
    if route.kind == "threshold":
        return (
            "no pathwise gradient: the map jumps, its derivative is 0 almost everywhere and that "
            "of its mean is not; use the score function, or a relaxation (binary Concrete)"
        )
    kinked = [str(path.parameter) for path in route.pathwise if not path.everywhere]
    if not route.pathwise:
        return "no parameter to differentiate in"
    if kinked:
        return f"not shown to be differentiable in {', '.join(kinked)} at every noise value"
    if route.draws:
        return (
            "differentiable in every parameter; the draws carry derivatives of their own, which "
            "implicit differentiation gives without an inverse"
        )
    if route.kind == "implicit":
        return "differentiable where the density is positive; the inverse is never needed"
    return "differentiable in every parameter at every noise value"

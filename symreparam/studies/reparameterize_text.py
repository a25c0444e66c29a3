"""Reparameterizations as text: each route with its noise, map, Jacobian, derivatives and cost."""

from __future__ import annotations

from sympy import Expr

from symreparam.render.terms_text import law_text, term_text
from symreparam.studies.reparameterize import Pathwise, Reparameterization, Route


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


def _route(index: int, route: Route, target: str) -> list[str]:
    noise = ", ".join(f"{letter} ~ {law_text(law)}" for letter, law in route.noise)
    lines = [f"{index}. {route.kind}"]
    if route.kind == "implicit":
        lines += [
            f"   noise     {noise}, which no inverse turns into z: draw z by any sampler",
            f"   uniform   {term_text(route.map)} ~ Uniform(0, 1) for z ~ {target}",
        ]
    else:
        lines += [f"   noise     {noise}", f"   sample    z = {term_text(route.map)}"]
    if route.log_jacobian is not None:
        letter = route.noise[0][0]
        lines.append(f"   jacobian  log |dz/d{letter}| = {_short(route.log_jacobian)}")
    if route.kind != "threshold":
        lines += [f"   gradient  {_gradient(path)}" for path in route.pathwise]
    lines.append(f"   cost      {cost(route)}")
    steps = len(route.outcome.proof.steps) if route.outcome.proof else 0
    lines.append(f"   proved    {steps} steps, replayed")
    return lines


def _gradient(path: Pathwise) -> str:
    head = f"dz/d{path.parameter} = "
    if path.derivative is None:
        return f"{head}-(dF/d{path.parameter})/f, by quadrature: dF has no closed form"
    return head + _short(path.derivative)


def _short(term: Expr) -> str:
    text = term_text(term)
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
    if route.kind == "implicit":
        return "differentiable where the density is positive; the inverse is never needed"
    return "differentiable in every parameter at every noise value"

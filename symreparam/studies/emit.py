"""Source code from a proved route: numpy functions or a PyTorch distribution, without SymPy."""

from __future__ import annotations

from symreparam.studies.emit_parts import parts_of
from symreparam.studies.emit_terms import FRAMEWORKS, Framework, NoCode
from symreparam.studies.route_records import Reparameterization, Route

__all__ = ("Framework", "NoCode", "source_code")


def source_code(
    found: Reparameterization, framework: Framework, *, route: int | None = None
) -> str:
    """Source text that samples and evaluates the law by the best route that can be written, or by
    the one with the number `route`, counted from 1.

    Raises NoCode when there is none, and for a framework or a number that there is not. The text
    needs numpy (and scipy.special for gamma and error functions) or PyTorch alone.
    """
    if framework not in FRAMEWORKS:
        raise NoCode(f"no framework {framework!r}: write {' or '.join(FRAMEWORKS)}")
    if route is not None and not 1 <= route <= len(found.routes):
        raise NoCode(f"no route {route}: {found.target} has {len(found.routes)}")
    reasons = [*found.tried] if not found.routes else []
    for each in found.routes if route is None else [found.routes[route - 1]]:
        try:
            return _source(found, each, framework)
        except NoCode as error:
            reasons.append(f"{each.kind}: {error}")
    raise NoCode(f"no route to {found.target} can be written in {framework}: {'; '.join(reasons)}")


def _source(found: Reparameterization, route: Route, framework: Framework) -> str:
    if route.kind == "threshold":
        raise NoCode("the map jumps, so that samples have no pathwise gradient")
    parts = parts_of(found, route, framework)
    if len(parts.bodies) > 1:
        from symreparam.studies.emit_vector import vector_source

        return vector_source(parts)
    if framework == "numpy":
        from symreparam.studies.emit_numpy import numpy_source

        return numpy_source(parts)
    from symreparam.studies.emit_torch import torch_source

    return torch_source(parts)

"""A numpy module for a proved route: sample, transform, derivatives, density, moments."""

from __future__ import annotations

import re
from textwrap import indent

from sympy import Expr, Symbol

from symreparam.families.members import record_of
from symreparam.render.terms_text import law_text
from symreparam.studies.emit_density import (
    PROBABILITY,
    Branch,
    branches,
    ends_of,
    first_bounds,
    known_of,
    point_text,
)
from symreparam.studies.emit_parts import Parts, documentation
from symreparam.studies.emit_terms import NoCode, Writer, laid_out
from symreparam.studies.near_removable import near_removable_slope
from symreparam.terms.law import Named


def numpy_source(parts: Parts) -> str:
    """Module text with `sample(rng, ..)`, `log_prob(z, ..)`, and `transform`, `pathwise`, `cdf`,
    `ppf`, `mean`, `variance` where they are known. Raises NoCode."""
    given = "".join(f", {name}" for name in parts.arguments)
    density = branches(parts.law, parts.writer)
    if parts.by_integral:
        from symreparam.studies.emit_integral import by_integral_numpy

        functions, lines = by_integral_numpy(parts, density[0])
        sections = [*functions, _sample(parts, given, lines), _log_prob(density, given)]
    else:
        sections = [_sample(parts, given), *_transform(parts), _log_prob(density, given)]
    known = known_of(parts.law, parts.writer)
    if known.cdf is not None:
        sections.append(_cdf(density[0], known.cdf, given))
    if known.quantile is not None:
        sections.append(_ppf(known.quantile, given))
    own = ", ".join(parts.arguments)
    for name, text in (("mean", known.mean), ("variance", known.variance)):
        if text is not None:
            doc = f'    """The {name} of {parts.found.target}."""\n'
            sections.append(f"def {name}({own}):\n{doc}" + laid_out("return ", text, 4))
    body = "\n\n".join(sections)
    imports = "import numpy as np\n"
    if "special." in body:
        imports += "from scipy import special\n"
    return f"{documentation(parts)}\n{imports}\n\n{body}"


def _sample(parts: Parts, given: str, lines: str = "") -> str:
    if lines:
        pass  # by an integral
    elif parts.route.kind == "implicit" and not parts.route.draws:
        lines = _implicit(parts)
    else:
        lines = "".join(draw_numpy(letter, law, parts.writer) for letter, law in parts.drawn)
        lines += laid_out("return ", parts.writer.term(parts.body), 4)
    return (
        f"def sample(rng{given}, size=None):\n"
        f'    """A sample of {parts.found.target}; rng is a numpy Generator.\n\n'
        "    size is the shape of the result: by default the shape of the parameters together.\n"
        f'    """\n{shape_text(parts)}{lines}'
    )


def _implicit(parts: Parts) -> str:
    """The law's own sampler, or the inverse of its distribution function by bisection."""
    assert isinstance(parts.law, Named)
    letter = Symbol("_z", real=True)
    names = {**parts.writer.names, letter: Symbol("z")}
    try:
        return draw_numpy(letter, parts.law, Writer("numpy", names)) + "    return z\n"
    except NoCode:
        known = known_of(parts.law, parts.writer)
        low, high = ends_of(parts.law)
        if known.cdf is None:
            raise
    [bounds] = first_bounds(low, high, parts.writer)
    text = (
        "    u = np.maximum(rng.random(shape), np.finfo(float).tiny)\n"
        f"    {bounds}\n"
    )
    step = (
        "for _ in range(64):  # the z with F(z) = u, by bisection\n"
        "    middle = (low + high)/2\n"
        + laid_out("at = ", point_text(low, high, parts.writer), 4)
        + laid_out("below = ", f"{known.cdf} < u", 4)
        + "    low = np.where(below, middle, low)\n"
        "    high = np.where(below, high, middle)\n"
    )
    if "full_like" in bounds:
        text += '    with np.errstate(all="ignore"):  # far from the sample a power may overflow\n'
        text += indent(step, " " * 8)
    else:
        text += indent(step, " " * 4)
    text += "    middle = (low + high)/2\n"
    return text + laid_out("return ", point_text(low, high, parts.writer), 4)


def shape_text(parts: Parts) -> str:
    if not parts.arguments:
        return "    shape = size\n"
    shapes = ", ".join(f"np.shape({name})" for name in parts.arguments)
    text = f"    shape = np.broadcast_shapes({shapes}) if size is None else size\n"
    if len(text) <= 89:
        return text
    inner = "".join(f"            np.shape({name}),\n" for name in parts.arguments)
    return f"    if size is None:\n        size = np.broadcast_shapes(\n{inner}        )\n" + (
        "    shape = size\n"
    )


def draw_numpy(letter: Symbol, law: Named, writer: Writer) -> str:
    name = writer.names[letter]
    shown = law_text(law)
    if shown == "Uniform(0, 1)":
        # 0 itself is possible in rng.random, and has no logarithm
        return f"    {name} = np.maximum(rng.random(shape), np.finfo(float).tiny)\n"
    if shown == "Normal(0, 1)":
        return f"    {name} = rng.standard_normal(shape)\n"
    if shown == "Exponential(1)":
        return f"    {name} = rng.standard_exponential(shape)\n"
    if shown == "Cauchy(0, 1)":
        return f"    {name} = rng.standard_cauchy(shape)\n"
    if law.family == "Rademacher":
        return f"    {name} = rng.choice([-1.0, 1.0], shape)\n"
    record = record_of(law)
    if record.sampler is None:
        raise NoCode(f"numpy draws no {shown}")
    method, arguments = record.sampler
    pairs = zip(record.parameters, law.arguments, strict=True)
    swap = {parameter.symbol: argument for parameter, argument in pairs}
    listed = "".join(f"{writer.term(a.xreplace(swap))}, " for a in arguments)
    return f"    {name} = rng.{method}({listed}size=shape)\n"


def _transform(parts: Parts) -> list[str]:
    """The map and its derivatives in the parameters, where the noise has none."""
    route = parts.route
    if route.kind == "implicit":
        return []
    taken = ", ".join([*parts.letters, *parts.arguments])
    text = parts.writer.term(parts.body)
    found = [
        f"def transform({taken}):\n"
        f'    """The sample that the noise {", ".join(parts.letters)} gives."""\n'
        + laid_out("return ", text, 4)
    ]
    slopes = [
        near_removable_slope(parts.body, path.derivative, parts.law, path.parameter)
        if isinstance(path.derivative, Expr)
        else path.derivative
        for path in route.pathwise
    ]
    if slopes and all(isinstance(slope, Expr) for slope in slopes):
        names = ", ".join(str(path.parameter) for path in route.pathwise)
        rows = "".join(
            laid_out("", parts.writer.term(slope), 8, ",")
            for slope in slopes
            if isinstance(slope, Expr)
        )
        found.append(
            f"def pathwise({taken}):\n"
            f'    """The derivatives of the sample in {names}, at the same noise."""\n'
            f"    return (\n{rows}    )\n"
        )
    if route.log_jacobian is not None:
        found.append(
            f"def log_jacobian({taken}):\n"
            f'    """log |dz/d{parts.letters[0]}| at the noise {parts.letters[0]}."""\n'
            + laid_out("return ", parts.writer.term(route.log_jacobian), 4)
        )
    return found


def _log_prob(density: tuple[Branch, ...], given: str) -> str:
    head = (
        f"def log_prob(z{given}):\n"
        '    """The logarithm of the density at z, -inf outside of the support."""\n'
    )
    if len(density) == 1 and not density[0].inside:
        whole = "    at = np.asarray(z, dtype=float)\n"
        return head + whole + laid_out("return ", density[0].log_density, 4)
    lines = "    z = np.asarray(z, dtype=float)\n    value = -np.inf\n"
    for branch in density:
        lines += laid_out("inside = ", branch.inside or "np.isfinite(z)", 4)
        if re.search(r"\bat\b", branch.log_density):
            lines += laid_out("at = np.where(inside, z, ", branch.inner, 4, ")")
        lines += laid_out("density = ", branch.log_density, 4)
        lines += "    value = np.where(inside, density, value)\n"
    return f"{head}{lines}    return value\n"


def _cdf(branch: Branch, text: str, given: str) -> str:
    head = f'def cdf(z{given}):\n    """P(Z <= z)."""\n'
    if not branch.inside:
        return f"{head}    at = np.asarray(z, dtype=float)\n" + laid_out("return ", text, 4)
    low = "z > " in branch.inside or "z >= " in branch.inside
    high = "z < " in branch.inside or "z <= " in branch.inside
    outside = "np.where(z < at, 0.0, 1.0)" if low and high else "0.0" if low else "1.0"
    return (
        f"{head}    z = np.asarray(z, dtype=float)\n"
        + laid_out("inside = ", branch.inside, 4)
        + laid_out("at = np.where(inside, z, ", branch.inner, 4, ")")
        + laid_out("value = ", text, 4)
        + f"    return np.where(inside, value, {outside})\n"
    )


def _ppf(text: str, given: str) -> str:
    name = PROBABILITY.name
    return (
        f"def ppf({name}{given}):\n"
        f'    """The z with P(Z <= z) = {name}, for 0 < {name} < 1."""\n'
        f"    {name} = np.asarray({name}, dtype=float)\n" + laid_out("return ", text, 4)
    )

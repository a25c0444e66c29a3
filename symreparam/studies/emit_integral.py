"""Code for the implicit route where the distribution function is an integral of the density.

Gauss's rule on panels, so many that the density integrates to 1: the code refuses a density that
is too narrow for that. The sample solves F(z) = u by Newton's steps, with bisection where a step
would leave the bounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sympy import Symbol, diff, oo
from sympy.integrals.quadrature import gauss_legendre

from symreparam.studies.emit_density import Branch, ends_of, log_densities
from symreparam.studies.emit_parts import Parts
from symreparam.studies.emit_terms import NoCode, laid_out

POINTS: Final = 16

_NUMPY_RULE: Final = '''def _rule(OWN):
    """Shares of an interval, and weights with which the density integrates to 1."""
    nodes, weights = np.polynomial.legendre.leggauss(16)
    for panels in (8, 32, 128, 512, 2048):
        shares = ((np.arange(panels)[:, None] + (nodes + 1)/2)/panels).ravel()
        rule = shares, np.tile(weights, panels)/(2*panels)
        total = _up_to(_ends(OWN)[1], _density, rule, OWN)
        if np.all(np.abs(total - 1) <= 1e-11):
            return rule
    raise ArithmeticError("the density is too narrow for 2048 panels")
'''
_NUMPY_UP_TO: Final = '''def _up_to(z, integrand, rule, OWN):
    """The integral of the function from the lower end of the support to z."""
    low = np.asarray(_ends(OWN)[0])
    length = np.asarray(z - low)
    at = low[..., None] + length[..., None]*rule[0]
    values = integrand(at, LIFTED)
    return length*np.sum(values*rule[1], axis=-1)
'''
_NUMPY_SAMPLE: Final = """    rule, u = _rule(OWN), rng.random(shape)
    low, high = (end + 0*u for end in _ends(OWN))
    width = high - low
    z = low + width*u
    for _ in range(100):  # the z with F(z) = u
        gap = _up_to(z, _density, rule, OWN) - u
        low, high = np.where(gap < 0, z, low), np.where(gap < 0, high, z)
        step = z - gap/np.maximum(_density(z, OWN), np.finfo(float).tiny)
        step = np.where((step > low) & (step < high), step, (low + high)/2)
        moved, z = np.abs(step - z)/width, step
        if np.all((moved <= 1e-13) | (np.abs(gap) <= 1e-15)):
            break
    return z
"""
_NUMPY_CDF: Final = '''def cdf(z, OWN):
    """P(Z <= z), by quadrature."""
    return _up_to(np.clip(z, *_ends(OWN)), _density, _rule(OWN), OWN)
'''
_TORCH_UP_TO: Final = '''def _up_to(z, rule, OWN):
    """The integral of the density from the lower end of the support to z."""
    low, _ = _ends(OWN)
    at = low.unsqueeze(-1) + (z - low).unsqueeze(-1)*rule[0]
    values = torch.exp(_log_density(at, LIFTED))
    return (z - low)*torch.sum(values*rule[1], -1)
'''
_TORCH_RULE: Final = '''def _rule(OWN):
    """Shares of an interval, and weights with which the density integrates to 1."""
    kind = {"dtype": FIRST.dtype, "device": FIRST.device}
    nodes = torch.tensor(NODES, **kind)
    weights = torch.tensor(WEIGHTS, **kind)
    nodes, weights = torch.cat((-nodes, nodes)), torch.cat((weights, weights))
    close = 1e5*torch.finfo(kind["dtype"]).eps
    for panels in (8, 32, 128, 512, 2048):
        starts = torch.arange(panels, **kind).unsqueeze(-1)
        rule = ((starts + (nodes + 1)/2)/panels).flatten(), weights.repeat(panels)/(2*panels)
        if torch.all(torch.abs(_up_to(_ends(OWN)[1], rule, OWN) - 1) <= close):
            return rule
    raise ArithmeticError("the density is too narrow for 2048 panels")
'''
_TORCH_SAMPLE: Final = """        near = 4*torch.finfo(kind["dtype"]).eps
        with torch.no_grad():  # the z with F(z) = u
            u, rule = torch.rand(shape, **kind), _rule(OWN)
            low, high = (end + 0*u for end in _ends(OWN))
            width = high - low
            z = low + width*u
            for _ in range(100):
                gap = _up_to(z, rule, OWN) - u
                low, high = torch.where(gap < 0, z, low), torch.where(gap < 0, high, z)
                density = torch.exp(_log_density(z, OWN)).clamp_min(tiny)
                step = z - gap/density
                inside = (step > low) & (step < high)
                step = torch.where(inside, step, (low + high)/2)
                moved, z = torch.abs(step - z)/width, step
                if torch.all((moved <= 16*near) | (torch.abs(gap) <= near)):
                    break
            density = torch.exp(_log_density(z, OWN))
        # z moves by -dF/f with the parameters, at fixed u
        level = _up_to(z, rule, OWN)
        return z - (level - level.detach())/density
"""


def by_integral_numpy(parts: Parts, density: Branch) -> tuple[list[str], str]:
    """The functions that `sample` uses, `cdf` and `pathwise`; the lines that end `sample`. Raises
    NoCode."""
    own = ", ".join(parts.arguments)
    low, high = _ends(parts)
    [(_, _, body)] = log_densities(parts.law)
    moving = [path.parameter for path in parts.route.pathwise]
    lifted = ", ".join(f"np.asarray({name})[..., None]" for name in parts.arguments)

    def slope(symbol: Symbol) -> str:
        text = f"_density(at, {own})*({parts.writer.term(diff(body, symbol))})"
        return f"def _slope_{parts.python(symbol)}(at, {own}):\n" + laid_out("return ", text, 4)

    rows = "".join(
        f"        -_up_to(z, _slope_{parts.python(s)}, rule, {own})/density,\n" for s in moving
    )
    names = ", ".join(str(s.name) for s in moving)
    pathwise = (
        f"def pathwise(z, {own}):\n"
        f'    """The derivatives of the sample z in {names}, at the same noise: -dF/density."""\n'
        f"    rule, density = _rule({own}), _density(z, {own})\n"
        f"    return (\n{rows}    )\n"
    )
    sections = [
        f'def _ends({own}):\n    """The ends of the support."""\n    return {low}, {high}\n',
        f"def _density(at, {own}):\n" + laid_out("return ", f"np.exp({density.log_density})", 4),
        *map(slope, moving),
        *(_filled(text, own, lifted) for text in (_NUMPY_UP_TO, _NUMPY_RULE, _NUMPY_CDF)),
        pathwise,
    ]
    return sections, _filled(_NUMPY_SAMPLE, own, lifted)


def helpers_torch(parts: Parts, density: Branch) -> str:
    """Functions of the module that the class uses: the density, its integral, Gauss's rule."""
    own, first = ", ".join(parts.arguments), parts.arguments[0]
    low, high = _ends(parts)
    lifted = ", ".join(f"{name}.unsqueeze(-1)" for name in parts.arguments)
    nodes, weights = (map(float, row[POINTS // 2 :]) for row in gauss_legendre(POINTS, 20))
    rule = _filled(_TORCH_RULE, own, lifted).replace("FIRST", first)
    rule = rule.replace("NODES", _listed(nodes)).replace("WEIGHTS", _listed(weights))
    ends = f"    return {low} + 0*{first}, {high} + 0*{first}\n"
    sections = [
        f'def _ends({own}):\n    """The ends of the support."""\n{ends}',
        f"def _log_density(at, {own}):\n" + laid_out("return ", density.log_density, 4),
        _filled(_TORCH_UP_TO, own, lifted),
        rule,
    ]
    return "".join(f"{section}\n\n" for section in sections)


def rsample_torch(parts: Parts) -> str:
    """Lines that end `rsample`."""
    return _filled(_TORCH_SAMPLE, ", ".join(parts.arguments), "")


def cdf_torch(parts: Parts) -> str:
    """Lines that end `cdf`, after the validation of `value`."""
    own = ", ".join(parts.arguments)
    return (
        f"        low, high = _ends({own})\n"
        "        z = torch.minimum(torch.maximum(value, low), high)\n"
        f"        return _up_to(z, _rule({own}), {own})\n"
    )


def _ends(parts: Parts) -> tuple[str, str]:
    low, high = ends_of(parts.law)
    if oo in (high, -low):
        raise NoCode("the distribution function is an integral over a range without end")
    return parts.writer.term(low), parts.writer.term(high)


def _filled(text: str, own: str, lifted: str) -> str:
    return text.replace("OWN", own).replace("LIFTED", lifted)


def _listed(numbers: Iterable[float]) -> str:
    """Numbers as a list, one a line."""
    return "[\n" + "".join(f"        {x!r},\n" for x in numbers) + "    ]"

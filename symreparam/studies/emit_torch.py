"""A `torch.distributions.Distribution` for a proved route, with rsample and log_prob."""

from __future__ import annotations

import re

from sympy import Expr, Symbol, oo

from symreparam.studies.emit_density import PROBABILITY, Branch, Known, branches, ends_of, known_of
from symreparam.studies.emit_integral import cdf_torch, helpers_torch, rsample_torch
from symreparam.studies.emit_parts import Parts, documentation
from symreparam.studies.emit_terms import NoCode, has_incomplete_gamma, laid_out
from symreparam.studies.emit_torch_draws import draw, inversion
from symreparam.studies.emit_transforms import chain_of
from symreparam.terms.law import Named
from symreparam.terms.scope import Domain


def torch_source(parts: Parts) -> str:
    """Module text: the class, and `transformed(..)` where the map is a chain of torch's own
    transforms. Raises NoCode."""
    density = branches(parts.law, parts.writer)
    known = known_of(parts.law, parts.writer)
    members = [
        _head(parts),
        init_text(parts),
        expand_text(parts),
        *_support(parts),
        *_moments(parts, known),
        _rsample(parts, known, density),
        _log_prob(parts, density),
        *_cdf(parts, density, known),
        *_icdf(parts, known),
    ]
    text = "\n".join(members) + _transformed(parts)
    if parts.by_integral:
        text = helpers_torch(parts, density[0]) + text
    imports = "import torch\nfrom torch.distributions import Distribution"
    names = [n for n in ("constraints", "transforms") if f"{n}." in text]
    imports += "".join(f", {name}" for name in names) + "\n"
    if "broadcast_all(" in text:
        imports += "from torch.distributions.utils import broadcast_all\n"
    if "math." in text:
        imports = "import math\n\n" + imports
    return f"{documentation(parts)}\n{imports}\n\n{text}"


def _head(parts: Parts) -> str:
    rows = "".join(
        f'        "{parts.python(symbol)}": constraints.{constraint_text(domain)},\n'
        for symbol, domain in parts.claim.scope.symbols
        if symbol in parts.parameters
    )
    given = f"{{\n{rows}    }}" if rows else "{}"
    doc = f'    """{parts.found.target}; gradients flow through rsample."""\n\n'
    text = f"class {parts.name}(Distribution):\n{doc}    arg_constraints = {given}\n"
    low, high = ends_of(parts.law)
    if not (low.free_symbols or high.free_symbols):
        text += f"    support = constraints.{_between(parts, low, high)}\n"
    return text + "    has_rsample = True\n"


def constraint_text(domain: Domain) -> str:
    """The constraint of a parameter; torch's intervals are closed."""
    low, high = domain.lower, domain.upper
    if domain.integer:
        if low != -oo and high != oo:
            return f"integer_interval({low}, {high})"
        return {0: "nonnegative_integer", 1: "positive_integer"}.get(low, "real")
    if low == -oo and high == oo:
        return "real"
    if high == oo:
        if low == 0:
            return "nonnegative" if domain.lower_closed else "positive"
        return f"greater_than{'_eq' if domain.lower_closed else ''}({float(low)!r})"
    if low == -oo:
        return f"less_than({float(high)!r})"
    return (
        "unit_interval" if (low, high) == (0, 1) else f"interval({float(low)!r}, {float(high)!r})"
    )


def _between(parts: Parts, low: Expr, high: Expr) -> str:
    own = {s: Symbol(f"self.{parts.python(s)}") for s in parts.parameters}

    def written(end: Expr) -> str:
        text = parts.writer.term(end)
        for symbol in own:
            name = parts.python(symbol)
            text = _owned(text, name)
        return text

    if low == -oo and high == oo:
        return "real"
    if high == oo:
        return "nonnegative" if low == 0 else f"greater_than_eq({written(low)})"
    if low == -oo:
        return f"less_than({written(high)})"
    if (low, high) == (0, 1):
        return "unit_interval"
    return f"interval({written(low)}, {written(high)})"


def _owned(text: str, name: str) -> str:
    return re.sub(rf"(?<![\w.]){name}\b", f"self.{name}", text)


def _support(parts: Parts) -> list[str]:
    low, high = ends_of(parts.law)
    if not (low.free_symbols or high.free_symbols):
        return []
    return [
        "    @constraints.dependent_property(is_discrete=False, event_dim=0)\n"
        f"    def support(self):\n        return constraints.{_between(parts, low, high)}\n"
    ]


def init_text(parts: Parts, event: int = 0) -> str:
    names = parts.arguments
    given = "".join(f"{name}, " for name in names)
    text = f"    def __init__(self, {given}validate_args=None):\n"
    tail = f", torch.Size(({event},))" if event else ""
    if not names:
        shape = f"torch.Size(){tail}, " if event else ""
        return text + f"        super().__init__({shape}validate_args=validate_args)\n"
    own = ", ".join(f"self.{name}" for name in names)
    left = f"({own},)" if len(names) == 1 else own
    text += f"        {left} = broadcast_all({', '.join(names)})\n"
    shape = f"self.{names[0]}.shape{tail}"
    text += f"        super().__init__({shape}, validate_args=validate_args)\n"
    for relation in parts.claim.scope.relations:
        symbols = relation.left.free_symbols | relation.right.free_symbols
        if not symbols <= set(parts.parameters):
            continue
        sign = {"=": "=="}.get(relation.sign, relation.sign)
        sides = [parts.writer.term(side) for side in (relation.left, relation.right)]
        for name in names:
            sides = [_owned(side, name) for side in sides]
        shown = f"{relation.left} {relation.sign} {relation.right}"
        text += f"        if self._validate_args and not torch.all({sides[0]} {sign} {sides[1]}):\n"
        text += f'            raise ValueError("{parts.name} needs {shown}")\n'
    return text


def expand_text(parts: Parts, event: int = 0) -> str:
    lines = "".join(
        f"        new.{name} = self.{name}.expand(batch_shape)\n" for name in parts.arguments
    )
    shape = "batch_shape, self.event_shape" if event else "batch_shape"
    return (
        "    def expand(self, batch_shape, _instance=None):\n"
        f"        new = self._get_checked_instance({parts.name}, _instance)\n"
        f"        batch_shape = torch.Size(batch_shape)\n{lines}"
        f"        super({parts.name}, new).__init__({shape}, validate_args=False)\n"
        "        new._validate_args = self._validate_args\n"
        "        return new\n"
    )


def unpacked(parts: Parts, *texts: str) -> str:
    """The line that gives the parameters that the texts use their names."""
    joined = " ".join(texts)
    used = [name for name in parts.arguments if re.search(rf"(?<![\w.]){name}\b", joined)]
    if not used:
        return ""
    return f"        {', '.join(used)} = {', '.join(f'self.{name}' for name in used)}\n"


def _moments(parts: Parts, known: Known) -> list[str]:
    found = []
    for name, text in (("mean", known.mean), ("variance", known.variance)):
        if text is None or not parts.arguments:
            continue
        constant = not unpacked(parts, text)
        head, tail = ("", "")
        if constant:
            head, tail = f"torch.full_like(self.{parts.arguments[0]}, ", ")"
        found.append(
            f"    @property\n    def {name}(self):\n{unpacked(parts, text)}"
            + laid_out(f"return {head}", text, 8, tail)
        )
    return found


def _rsample(parts: Parts, known: Known, density: tuple[Branch, ...]) -> str:
    head = "    def rsample(self, sample_shape=()):\n"
    head += "        shape = self._extended_shape(sample_shape)\n"
    if parts.arguments:
        first = f"self.{parts.arguments[0]}"
        kind = f'        kind = {{"dtype": {first}.dtype, "device": {first}.device}}\n'
    else:
        kind = '        kind = {"dtype": torch.get_default_dtype()}\n'
    if parts.route.kind == "implicit" and not parts.route.draws:
        body = _implicit(parts, known, density)
    else:
        lines = "".join(draw(letter, law, parts.writer) for letter, law in parts.drawn)
        body = lines + laid_out("return ", parts.writer.term(parts.body), 8)
    used = kind if "kind" in body else ""
    if "tiny" in body:
        used += '        tiny = torch.finfo(kind["dtype"]).tiny\n'
    if not re.search(r"(?<!_)\bshape\b", body):
        head = head.replace("        shape = self._extended_shape(sample_shape)\n", "")
    return head + used + unpacked(parts, body) + body


def _implicit(parts: Parts, known: Known, density: tuple[Branch, ...]) -> str:
    if parts.by_integral:
        return rsample_torch(parts)
    letter = Symbol("_z", real=True)
    names = {**parts.writer.names, letter: Symbol("z", real=True)}
    writer = type(parts.writer)("torch", names)
    if isinstance(parts.law, Named):
        try:
            return draw(letter, parts.law, writer) + "        return z\n"
        except NoCode:
            pass
    if known.cdf is None or has_incomplete_gamma(parts.body, frozenset(parts.parameters)):
        raise NoCode("torch has no derivative of the distribution function in the parameters")
    if len(density) != 1:
        raise NoCode("the density has several pieces")
    low, high = ends_of(parts.law)
    return inversion(low, high, known.cdf, density[0].log_density, parts.writer)


def _log_prob(parts: Parts, density: tuple[Branch, ...]) -> str:
    head = (
        "    def log_prob(self, value):\n"
        "        if self._validate_args:\n            self._validate_sample(value)\n"
    )
    if len(density) == 1 and not density[0].inside:
        text = re.sub(r"\bat\b", "value", density[0].log_density)
        body = laid_out("return ", text, 8)
        return head + unpacked(parts, body) + body
    body = "        z = value\n        result = torch.full_like(z, -math.inf)\n"
    if parts.arguments:
        body = f"        z, _ = torch.broadcast_tensors(value, self.{parts.arguments[0]})\n"
        body += "        result = torch.full_like(z, -math.inf)\n"
    for branch in density:
        body += laid_out("inside = ", branch.inside or "torch.isfinite(z)", 8)
        if re.search(r"\bat\b", branch.log_density):
            body += laid_out("at = torch.where(inside, z, ", branch.inner, 8, ")")
        body += laid_out("density = ", branch.log_density, 8)
        body += "        result = torch.where(inside, density, result)\n"
    return head + unpacked(parts, body) + body + "        return result\n"


def _cdf(parts: Parts, density: tuple[Branch, ...], known: Known) -> list[str]:
    if not parts.by_integral and (known.cdf is None or len(density) != 1):
        return []
    head = (
        "    def cdf(self, value):\n"
        "        if self._validate_args:\n            self._validate_sample(value)\n"
    )
    if parts.by_integral:
        body = cdf_torch(parts)
        return [head + unpacked(parts, body) + body]
    assert known.cdf is not None
    inside = density[0].inside
    if not inside:
        body = laid_out("return ", re.sub(r"\bat\b", "value", known.cdf), 8)
        return [head + unpacked(parts, body) + body]
    low, high = ("z >" in inside), ("z <" in inside)
    outside = (
        "(z > at).to(at.dtype)" if low and high else f"torch.{'zeros' if low else 'ones'}_like(at)"
    )
    first = f"self.{parts.arguments[0]}" if parts.arguments else "value"
    body = (
        f"        z, _ = torch.broadcast_tensors(value, {first})\n"
        + laid_out("inside = ", inside, 8)
        + laid_out("at = torch.where(inside, z, ", density[0].inner, 8, ")")
        + laid_out("result = ", known.cdf, 8)
        + f"        return torch.where(inside, result, {outside})\n"
    )
    return [head + unpacked(parts, body) + body]


def _icdf(parts: Parts, known: Known) -> list[str]:
    if known.quantile is None:
        return []
    name = str(PROBABILITY.name)
    body = laid_out("return ", re.sub(rf"\b{name}\b", "value", known.quantile), 8)
    return ["    def icdf(self, value):\n" + unpacked(parts, body) + body]


def _transformed(parts: Parts) -> str:
    found = chain_of(parts)
    if found is None or not parts.arguments:
        return ""
    names = ", ".join(parts.arguments)
    left = f"({names},)" if len(parts.arguments) == 1 else names
    used = [name for name in ("zero", "one") if name in found.base]
    lines = "".join(f"    {name} = torch.{name}s_like({parts.arguments[0]})\n" for name in used)
    listed = "".join(f"            {each},\n" for each in found.transforms)
    return (
        f"\n\ndef transformed({names}):\n"
        '    """The same law by torch\'s own transforms of the noise."""\n'
        f"    {left} = broadcast_all({names})\n{lines}"
        "    return torch.distributions.TransformedDistribution(\n"
        f"        {found.base},\n        [\n{listed}        ],\n    )\n"
    )

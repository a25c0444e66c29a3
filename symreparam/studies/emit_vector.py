"""Code for a vector: its Cholesky factor solved forwards, or a Dirichlet vector by gammas."""

from __future__ import annotations

from sympy import Add, Expr, Symbol, diff, expand_log, log

from symreparam.studies.emit_numpy import draw_numpy, shape_text
from symreparam.studies.emit_parts import Parts, documentation
from symreparam.studies.emit_terms import NoCode, by_xlogy, laid_out
from symreparam.studies.emit_torch import constraint_text, expand_text, init_text, unpacked
from symreparam.studies.emit_torch_draws import draw
from symreparam.terms.law import JointLaw, Law, Named

HALF_LOG_2PI = "0.9189385332046727"


def vector_source(parts: Parts) -> str:
    """Module text for numpy or PyTorch; the components are on the last axis."""
    normal = parts.route.kind == "location-scale"
    density = _by_substitution(parts) if normal else _dirichlet(parts)
    if parts.writer.framework == "numpy":
        return _numpy(parts, density)
    return _torch(parts, density, "real_vector" if normal else "simplex")


def _bracketed(text: str) -> str:
    return text if text.replace("_", "").isalnum() else f"({text})"


def _unstacked(size: int) -> str:
    names = ", ".join(_component(i) for i in range(size))
    return f"{names} = (z[..., i] for i in range({size}))\n"


def _component(index: int) -> str:
    return f"z_{index + 1}_"


def _by_substitution(parts: Parts) -> list[tuple[str, str]]:
    """Lines (name, term): the noise at z, from the first to the last, and the log-density."""
    if parts.route.log_jacobian is None:
        raise NoCode("the map has no Jacobian")
    lines, letters = [], [letter for letter, _ in parts.route.noise]
    for index, body in enumerate(parts.bodies):
        slopes = [diff(body, letter) for letter in letters]
        location = body.xreplace({letter: Add() for letter in letters})
        rest = location + Add(
            *(slope * x for slope, x in zip(slopes[:index], letters[:index], strict=True))
        )
        gap = f"{_component(index)} - {_bracketed(parts.writer.term(rest))}"
        scale = _bracketed(parts.writer.term(slopes[index]))
        lines.append((parts.python(letters[index]), f"({gap})/{scale}"))
    squares = " - ".join(f"{parts.python(letter)}**2/2" for letter in letters)
    jacobian = parts.writer.term(expand_log(parts.route.log_jacobian))
    constant = f"{len(letters)}*{HALF_LOG_2PI}"
    lines.append(("value", f"-{squares} - {_bracketed(jacobian)} - {constant}"))
    return lines


def _dirichlet(parts: Parts) -> list[tuple[str, str]]:
    """The log-density of the first components, the last written by its own name."""
    law = parts.law
    density, letters = _density(law)
    own = [Symbol(_component(i), positive=True) for i in range(len(parts.bodies))]
    last = 1 - Add(*letters)
    named = density.xreplace({last: own[-1]}).xreplace(dict(zip(letters, own, strict=False)))
    body = expand_log(log(named))
    for letter in own:
        body = by_xlogy(body, letter)
    return [("value", parts.writer.term(body))]


def _density(law: Named | Law | JointLaw) -> tuple[Expr, list[Symbol]]:
    if isinstance(law, JointLaw):
        return law.density, list(law.variables)
    if isinstance(law, Law) and len(law.pieces) == 1:
        return law.pieces[0].density, [law.variable]
    raise NoCode("the density has several pieces")


def _stacked(parts: Parts, head: str, indent: int) -> str:
    rows = "".join(laid_out("", parts.writer.term(body), indent + 4, ",") for body in parts.bodies)
    return f"{head}\n{rows}{' ' * indent}"


def _numpy(parts: Parts, density: list[tuple[str, str]]) -> str:
    given = "".join(f", {name}" for name in parts.arguments)
    draws = "".join(draw_numpy(letter, law, parts.writer) for letter, law in parts.drawn)
    size = len(parts.bodies)
    lines = "".join(laid_out(f"{name} = ", text, 4) for name, text in density)
    text = (
        f"def sample(rng{given}, size=None):\n"
        f'    """A sample of {parts.found.target}, its components on the last axis.\n\n'
        "    size is the shape before that axis: by default that of the parameters together.\n"
        f'    """\n{shape_text(parts)}{draws}'
        "    components = np.broadcast_arrays(\n"
        + "".join(laid_out("", parts.writer.term(body), 8, ",") for body in parts.bodies)
        + "    )\n    return np.stack(components, axis=-1)\n\n\n"
        f"def log_prob(z{given}):\n"
        f'    """The logarithm of the density at z, of shape (.., {size})."""\n'
        f"    z = np.asarray(z, dtype=float)\n    {_unstacked(size)}{lines}    return value\n"
    )
    imports = "import numpy as np\n"
    if "special." in text:
        imports += "from scipy import special\n"
    return f"{documentation(parts)}\n{imports}\n\n{text}"


def _torch(parts: Parts, density: list[tuple[str, str]], support: str) -> str:
    size = len(parts.bodies)
    rows = "".join(
        f'        "{parts.python(symbol)}": constraints.{constraint_text(domain)},\n'
        for symbol, domain in parts.claim.scope.symbols
        if symbol in parts.parameters
    )
    draws = "".join(draw(letter, law, parts.writer) for letter, law in parts.drawn)
    stacked = _stacked(parts, "        components = torch.broadcast_tensors(", 8) + ")\n"
    body = draws + stacked + "        return torch.stack(components, dim=-1)\n"
    first = f"self.{parts.arguments[0]}" if parts.arguments else ""
    kind = '        kind = {"dtype": torch.get_default_dtype()}\n'
    if first:
        kind = f'        kind = {{"dtype": {first}.dtype, "device": {first}.device}}\n'
    shape = "        shape = self._extended_shape(sample_shape)[:-1]\n"
    lines = "".join(laid_out(f"{name} = ", text, 8) for name, text in density)
    text = (
        f"class {parts.name}(Distribution):\n"
        f'    """{parts.found.target}; gradients flow through rsample."""\n\n'
        f"    arg_constraints = {f'{{{chr(10)}{rows}    }}' if rows else '{}'}\n"
        f"    support = constraints.{support}\n    has_rsample = True\n\n"
        f"{init_text(parts, size)}\n{expand_text(parts, size)}\n"
        "    def rsample(self, sample_shape=()):\n"
        f"{shape if 'shape,' in draws else ''}{kind if 'kind' in draws else ''}"
        + ('        tiny = torch.finfo(kind["dtype"]).tiny\n' if "tiny" in draws else "")
        + f"{unpacked(parts, body)}{body}\n"
        "    def log_prob(self, value):\n"
        "        if self._validate_args:\n            self._validate_sample(value)\n"
        f"{unpacked(parts, lines)}        z = value\n        {_unstacked(size)}{lines}"
        "        return value\n"
    )
    imports = "import torch\nfrom torch.distributions import Distribution, constraints\n"
    if "broadcast_all(" in text:
        imports += "from torch.distributions.utils import broadcast_all\n"
    return f"{documentation(parts)}\n{imports}\n\n{text}"

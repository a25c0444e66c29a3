"""Source code from a proved route: numpy functions or a PyTorch distribution, without SymPy."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from sympy import Expr, Symbol, oo

from symreparam.families.members import record_of
from symreparam.render.terms_text import term_text
from symreparam.studies.reparameterize import Reparameterization, Route
from symreparam.studies.stable import stable
from symreparam.studies.templates import numpy_module, torch_module
from symreparam.terms.law import Named

Framework = Literal["numpy", "torch"]
_WORD: Final = re.compile(r"\b([A-Za-z_]\w*)\(")
_RESERVED: Final = frozenset(
    ("np", "torch", "math", "special", "rng", "size", "self", "value", "inside", "shape", "z")
)
# function of the claim language -> its name in the framework; a function without a row is refused
_FUNCTIONS: Final = MappingProxyType(
    {
        "numpy": {
            **{n: f"np.{n}" for n in ("exp", "log", "sqrt", "abs", "sign", "sin", "cos", "tan")},
            **{n: f"np.{n}" for n in ("sinh", "cosh", "tanh", "floor", "log1p", "expm1")},
            **{"atan": "np.arctan", "asin": "np.arcsin", "acos": "np.arccos"},
            **{"asinh": "np.arcsinh", "atanh": "np.arctanh", "acosh": "np.arccosh"},
            **{"softplus": "np.logaddexp(0, ", "max": "np.maximum", "min": "np.minimum"},
            **{"erf": "special.erf", "erfc": "special.erfc", "erfinv": "special.erfinv"},
            **{"loggamma": "special.gammaln", "gamma": "special.gamma", "beta": "special.beta"},
            **{"besseli": "special.iv", "besselk": "special.kv", "lambertw": "special.lambertw"},
        },
        "torch": {
            **{n: f"torch.{n}" for n in ("exp", "log", "sqrt", "abs", "sign", "sin", "cos")},
            **{n: f"torch.{n}" for n in ("tan", "sinh", "cosh", "tanh", "floor", "log1p")},
            **{n: f"torch.{n}" for n in ("expm1", "atan", "asin", "acos", "asinh", "atanh")},
            **{n: f"torch.{n}" for n in ("acosh", "erf", "erfc", "erfinv")},
            **{"softplus": "torch.nn.functional.softplus", "loggamma": "torch.lgamma"},
        },
    }
)


class NoCode(ValueError):
    """No route can be written in the framework; the message names what is in the way."""


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes terms for one framework; `names` are Python names for the symbols."""

    framework: Framework
    names: dict[Symbol, Symbol]

    def term(self, expr: Expr) -> str:
        """The term as Python. Raises NoCode for a function that the framework lacks."""
        return self._named(term_text(self._numbers(stable(expr).xreplace(self.names))))

    def _numbers(self, expr: Expr) -> Expr:
        """In PyTorch: constants as decimals, so that no function is given a plain number."""
        if self.framework == "numpy":
            return expr
        swap = {}
        for node in _nodes(expr):
            if node.args and node.is_number and not node.is_Rational:
                swap[node] = Symbol(repr(float(node.evalf(20))))
        return expr.xreplace(swap)

    def _named(self, text: str) -> str:
        table = _FUNCTIONS[self.framework]

        def qualified(found: re.Match[str]) -> str:
            name = found.group(1)
            if name not in table:
                raise NoCode(f"{self.framework} has no function {name}")
            written = table[name]
            return written if written.endswith(" ") else f"{written}("

        text = _WORD.sub(qualified, text)
        pi = "np.pi" if self.framework == "numpy" else "math.pi"
        text = re.sub(r"\bpi\b", pi, text).replace("^", "**")
        return re.sub(r"\bEulerGamma\b", "0.5772156649015329", text)


def _nodes(expr: Expr) -> list[Expr]:
    """The nodes of a term, largest constants first: nothing below a constant one."""
    if expr.is_number:
        return [expr]
    return [node for part in expr.args for node in _nodes(part)]


def source_code(found: Reparameterization, framework: Framework) -> str:
    """Source text that samples and evaluates the law by the first route that can be written.

    Raises NoCode when there is none. The text needs numpy (and scipy.special for gamma and error
    functions) or PyTorch alone.
    """
    reasons = [*found.tried] if not found.routes else []
    for route in found.routes:
        if route.kind in ("implicit", "threshold"):
            continue
        try:
            return _source(found, route, framework)
        except NoCode as error:
            reasons.append(f"{route.kind}: {error}")
    raise NoCode(f"no route to {found.target} can be written in {framework}: {'; '.join(reasons)}")


def _source(found: Reparameterization, route: Route, framework: Framework) -> str:
    claim = route.outcome.claim
    if not isinstance(found.law, Named) or isinstance(route.map, tuple):
        raise NoCode("code for vectors is not written")
    assert claim is not None and route.outcome.proof is not None
    parameters = [s for s in claim.scope.names if any(a.has(s) for a in found.law.arguments)]
    symbols = [*parameters, *(letter for letter, _ in route.noise)]
    names = {symbol: Symbol(_python_name(str(symbol.name))) for symbol in symbols}
    writer = _Writer(framework, names)
    slots = {
        "target": found.target,
        "kind": route.kind,
        "steps": str(len(route.outcome.proof.steps)),
        "family": found.law.family,
        "arguments": "".join(f", {names[s]}" for s in parameters),
        "noise": "\n".join(_noise(letter, law, writer) for letter, law in route.noise),
        "noise_text": ", ".join(f"{letter} ~ {_law(law)}" for letter, law in route.noise),
        "map_text": term_text(route.map),
        "map": writer.term(route.map),
        **_density(found.law, writer),
    }
    if framework == "numpy":
        return _imports(numpy_module(slots))
    return _imports(torch_module(slots, [str(names[s]) for s in parameters]))


def _imports(text: str) -> str:
    """Without the imports that the code does not use."""
    for line, used in (("from scipy import special\n", "special."), ("import math\n\n", "math.")):
        if used not in text.replace(line, ""):
            text = text.replace(line, "")
    return text


def _python_name(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) or name in _RESERVED else name


def _law(law: Named) -> str:
    return f"{law.family}({', '.join(map(term_text, law.arguments))})"


def _noise(letter: Symbol, law: Named, writer: _Writer) -> str:
    """The line that draws the noise."""
    name = writer.names[letter]
    if writer.framework == "torch":
        draws = {
            Named("Normal", law.arguments): "torch.randn(shape, **kind)",
            Named("Uniform", law.arguments): "torch.rand(shape, **kind).clamp_min(tiny)",
            Named("Exponential", law.arguments): "-torch.log1p(-torch.rand(shape, **kind))",
        }
        standard = _law(law) in ("Normal(0, 1)", "Uniform(0, 1)", "Exponential(1)")
        if not standard or law not in draws:
            raise NoCode(f"torch draws no noise {_law(law)} without parameters")
        return f"        {name} = {draws[law]}"
    if _law(law) == "Uniform(0, 1)":
        # 0 itself is possible in rng.random, and has no logarithm
        return f"    {name} = np.maximum(rng.random(size), np.finfo(float).tiny)"
    record = record_of(law)
    if record.sampler is None:
        raise NoCode(f"numpy draws no {_law(law)}")
    method, arguments = record.sampler
    pairs = zip(record.parameters, law.arguments, strict=True)
    swap = {parameter.symbol: argument for parameter, argument in pairs}
    given = "".join(f"{writer.term(a.xreplace(swap))}, " for a in arguments)
    return f"    {name} = rng.{method}({given}size=size)"


def _density(law: Named, writer: _Writer) -> dict[str, str]:
    """The support as a condition, a point inside of it, and the logarithm of the density."""
    record = record_of(law)
    if len(record.pieces) != 1 or record.atoms:
        raise NoCode("the law has no single density")
    pairs = zip(record.parameters, law.arguments, strict=True)
    swap = {parameter.symbol: argument for parameter, argument in pairs}
    _, low, high = (end.xreplace(swap) for end in record.pieces[0].region.bounds[0])
    conditions = []
    if low != -oo:
        conditions.append(f"(z > {writer.term(low)})")
    if high != oo:
        conditions.append(f"(z < {writer.term(high)})")
    if low == -oo or high == oo:
        inner = low + 1 if low != -oo else high - 1 if high != oo else low * 0
    else:
        inner = (low + high) / 2
    letter = Symbol("z", real=True)
    body = record.log_density[0].xreplace({**swap, record.variable: letter})
    return {
        "inside": " & ".join(conditions),
        "inner": "0.0" if low == -oo and high == oo else writer.term(inner),
        "log_density": writer.term(body),
    }

"""Terms as Python text for one framework, and the layout of long lines."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final, Literal

from sympy import Add, Expr, Function, Mul, Symbol, exp, log, preorder_traversal

from symreparam.render.terms_text import term_text
from symreparam.studies.stable import BESSELIE, GAMMAINC, GAMMAINCC, LOGADDEXP, SOFTPLUS, stable
from symreparam.terms.record import dataclass

Framework = Literal["numpy", "torch"]
FRAMEWORKS: Final = ("numpy", "torch")
WIDTH: Final = 88
_WORD: Final = re.compile(r"\b([A-Za-z_]\w*)\(")
_LOGSIGMOID, _XLOGY, _XLOG1PY = Function("logsigmoid"), Function("xlogy"), Function("xlog1py")
# function of the claim language -> its name in the framework; a function without a row is refused
_FUNCTIONS: Final = MappingProxyType(
    {
        "numpy": {
            **{n: f"np.{n}" for n in ("exp", "log", "sqrt", "abs", "sign", "sin", "cos", "tan")},
            **{n: f"np.{n}" for n in ("sinh", "cosh", "tanh", "floor", "log1p", "expm1")},
            **{n: f"np.{n}" for n in ("logaddexp",)},
            **{"atan": "np.arctan", "asin": "np.arcsin", "acos": "np.arccos", "if": "np.where"},
            **{"asinh": "np.arcsinh", "atanh": "np.arctanh", "acosh": "np.arccosh"},
            **{"softplus": "np.logaddexp(0, ", "max": "np.maximum", "min": "np.minimum"},
            **{n: f"special.{n}" for n in ("erf", "erfc", "erfinv", "log_ndtr", "ndtri", "gamma")},
            "erfcx": "special.erfcx",
            **{n: f"special.{n}" for n in ("xlogy", "xlog1py", "gammainc", "gammaincc", "zeta")},
            **{"loggamma": "special.gammaln", "beta": "special.beta", "sigmoid": "special.expit"},
            **{
                "logit": "special.logit",
                "besseli": "special.iv",
                "besselk": "special.kv",
                "besselie": "special.ive",
            },
            **{"digamma": "special.digamma"},
        },
        "torch": {
            **{n: f"torch.{n}" for n in ("exp", "log", "sqrt", "abs", "sign", "sin", "cos")},
            **{n: f"torch.{n}" for n in ("tan", "sinh", "cosh", "tanh", "floor", "log1p")},
            **{n: f"torch.{n}" for n in ("expm1", "atan", "asin", "acos", "asinh", "atanh")},
            **{n: f"torch.{n}" for n in ("acosh", "erf", "erfc", "erfinv", "sigmoid")},
            **{n: f"torch.{n}" for n in ("logaddexp", "xlogy", "digamma", "logit")},
            **{n: f"torch.special.{n}" for n in ("log_ndtr", "ndtri", "gammainc", "gammaincc")},
            "erfcx": "torch.special.erfcx",
            **{"xlog1py": "torch.special.xlog1py", "i0e": "torch.special.i0e"},
            **{"i1e": "torch.special.i1e", "if": "torch.where", "loggamma": "torch.lgamma"},
            **{"logsigmoid": "torch.nn.functional.logsigmoid"},
        },
    }
)


class NoCode(ValueError):
    """No route can be written in the framework; the message names what is in the way."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes terms for one framework; `names` are Python names for the symbols."""

    framework: Framework
    names: dict[Symbol, Symbol]

    def term(self, expr: Expr) -> str:
        """The term as Python. Raises NoCode for a function that the framework lacks."""
        ready = stable(expr.xreplace(self.names))
        if self.framework == "torch":
            ready = _constants(_for_torch(ready))
        return self._named(term_text(ready))

    def _named(self, text: str) -> str:
        table = _FUNCTIONS[self.framework]
        if re.search(r"\b(and|or|oo|zoo|nan)\b", text):
            raise NoCode(f"{self.framework} has no form for {text}")

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


def by_xlogy(expr: Expr, variable: Symbol) -> Expr:
    """c*log(u) as xlogy(c, u), 0 where c is 0, for u in `variable` and c a term in parameters."""
    terms = []
    for part in Add.make_args(expr):
        factors = Mul.make_args(part)
        logs = [f for f in factors if isinstance(f, log) and f.has(variable)]
        rest = Mul(*(f for f in factors if f not in logs))
        if len(logs) != 1 or rest.is_number or rest.has(variable) or logs[0].has(exp):
            terms.append(part)
            continue
        other = logs[0].args[0] - 1
        head = _XLOG1PY(rest, other) if 1 in logs[0].args[0].args else _XLOGY(rest, logs[0].args[0])
        terms.append(head)
    return Add(*terms)


def _for_torch(expr: Expr) -> Expr:
    """softplus by logsigmoid, as torch's own is rounded above 20; Bessel functions of known
    order. Raises NoCode for others, and for incomplete gamma functions."""
    if not expr.args:
        return expr
    parts = tuple(_for_torch(part) for part in expr.args)
    if expr.func == SOFTPLUS:
        return -_LOGSIGMOID(-parts[0])
    if expr.func == LOGADDEXP and any(part.is_number for part in parts):
        number, other = sorted(parts, key=lambda part: not part.is_number)
        return number - _LOGSIGMOID(number - other)
    if expr.func == BESSELIE:
        if parts[0] not in (0, 1):
            raise NoCode(f"torch has no Bessel function of order {parts[0]}")
        return Function(f"i{parts[0]}e")(parts[1])
    return expr.func(*parts)


def _constants(expr: Expr) -> Expr:
    """Constants as one decimal each, so that no function of torch is given a plain number."""
    if expr.is_Rational:
        return expr
    if expr.is_number:
        value = repr(float(expr.evalf(20)))
        return Symbol(f"({value})" if value.startswith("-") else value)
    if expr.is_Add or expr.is_Mul:
        fixed = expr.func(*(part for part in expr.args if part.is_number))
        moving = [_constants(part) for part in expr.args if not part.is_number]
        return expr.func(_constants(fixed), *moving)
    return expr.func(*map(_constants, expr.args)) if expr.args else expr


def has_incomplete_gamma(expr: Expr, parameters: frozenset[Symbol]) -> bool:
    """Whether the term needs the derivative of gammainc in its first argument."""
    return any(
        node.func in (GAMMAINC, GAMMAINCC) and node.args[0].free_symbols & parameters
        for node in preorder_traversal(stable(expr))
    )


def laid_out(head: str, text: str, indent: int, tail: str = "") -> str:
    """`head + text + tail` on one line when it fits, else broken at sums inside brackets."""
    space = " " * indent
    line = f"{space}{head}{text}{tail}"
    if len(line) <= WIDTH:
        return line + "\n"
    pieces = _summands(text)
    inner = "".join(f"{space}    {piece}\n" for piece in pieces)
    return f"{space}{head}(\n{inner}{space}){tail}\n"


def _summands(text: str) -> list[str]:
    """The text cut before each + and - that stands outside of brackets."""
    pieces, depth, start = [], 0, 0
    for index, letter in enumerate(text):
        depth += letter in "([{"
        depth -= letter in ")]}"
        if depth == 0 and text[index : index + 3] in (" + ", " - ") and index > start:
            pieces.append(text[start:index])
            start = index + 1
    pieces.append(text[start:])
    return pieces

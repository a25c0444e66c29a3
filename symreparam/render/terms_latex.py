"""Terms, laws and ranges as LaTeX. Names reach the text only through `symbol_latex`."""

from __future__ import annotations

import re
from typing import Final

from sympy import Expr, Symbol, oo
from sympy.printing.latex import LatexPrinter

from symreparam.families.members import record_of
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.scope import Relation

_GREEK: Final = frozenset(
    (
        *("alpha", "beta", "gamma", "delta", "zeta", "eta", "theta", "iota", "kappa", "lambda"),
        *("mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
        *("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi"),
        "Omega",
    )
)
_NAME: Final = re.compile(r"([A-Za-z]+)_?([A-Za-z0-9]*)\Z")


def symbol_latex(symbol: Symbol) -> str:
    r"""`sigma` is \sigma, `x_1` is x_{1}, `eps` is \varepsilon; other words stand upright."""
    name = str(symbol.name)
    match = _NAME.match(name)
    if match is None:
        return r"\mathrm{%s}" % re.sub(r"[^A-Za-z0-9]", r"\\_", name)
    word, index = match.groups()
    if word in ("eps", "epsilon"):
        shown = r"\varepsilon"
    elif word in _GREEK:
        shown = "\\" + word
    else:
        shown = word if len(word) == 1 else r"\mathrm{%s}" % word
    return f"{shown}_{{{index}}}" if index else shown


class _Printer(LatexPrinter):  # type: ignore[misc]
    """SymPy's printer, with exp( ) for exponents that are tall."""

    def _print_Symbol(self, expr: Symbol, style: str = "plain") -> str:
        return symbol_latex(expr)

    def _print_ExpBase(self, expr: Expr, exp: object = None) -> str:
        inner = self._print(expr.args[0])
        if r"\frac" not in inner and exp is None:
            return r"e^{%s}" % inner
        text = r"\exp\left(%s\right)" % inner
        return text if exp is None else r"%s^{%s}" % (text, exp)


def term_latex(expr: Expr) -> str:
    """The term as LaTeX math."""
    if expr in (oo, -oo):
        return r"\infty" if expr == oo else r"-\infty"
    return str(_Printer({"ln_notation": True, "order": "lex"}).doprint(expr))


def law_latex(law: AnyLaw) -> str:
    """`\\mathcal{N}(\\mu, \\sigma^2)`, or the density with its range."""
    if isinstance(law, Named):
        record = record_of(law)
        swap = {p.symbol: a for p, a in zip(record.parameters, law.arguments, strict=True)}
        template, terms = record.latex
        return template % tuple(term_latex(term.xreplace(swap)) for term in terms)
    rows = [
        f"{term_latex(piece.density)}, & {range_latex(*piece.region.bounds[0])}"
        for piece in law.pieces
    ]
    rows += [
        f"{term_latex(a.mass)}\\ \\text{{(mass)}}, & {term_latex(a.point)}" for a in law.atoms
    ]
    letter = symbol_latex(law.variable)
    return r"f(%s) = \begin{cases} %s \end{cases}" % (letter, r" \\ ".join(rows))


def range_latex(variable: Symbol, low: Expr, high: Expr) -> str:
    """`0 < t < 1`, `t \\in \\mathbb{R}`."""
    name = symbol_latex(variable)
    if low == -oo and high == oo:
        return rf"{name} \in \mathbb{{R}}"
    if high == oo:
        return f"{name} > {term_latex(low)}"
    if low == -oo:
        return f"{name} < {term_latex(high)}"
    return f"{term_latex(low)} < {name} < {term_latex(high)}"


def relation_latex(relation: Relation) -> str:
    """`0 < \\sigma`."""
    sign = {"<": "<", "<=": r"\le", "!=": r"\ne", "=": "="}[relation.sign]
    return f"{term_latex(relation.left)} {sign} {term_latex(relation.right)}"



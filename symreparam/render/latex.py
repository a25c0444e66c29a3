"""An outcome as a LaTeX document: the same sentences as the text, with mathematics set."""

from __future__ import annotations

from sympy import Expr, Symbol

from symreparam.logic.proof import Proof
from symreparam.logic.verdict import Outcome
from symreparam.render.phrases import VERDICTS
from symreparam.render.sentences import Printer, sentence
from symreparam.render.terms_latex import (
    law_latex,
    range_latex,
    relation_latex,
    symbol_latex,
    term_latex,
)
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.scope import Relation

_HEAD = r"""\documentclass{article}
\usepackage{amsmath,amssymb}
\setlength{\parindent}{0pt}
\begin{document}
"""


def _math(text: str) -> str:
    return f"${text}$"


class LatexPrinter(Printer):
    """Terms in math mode; a law follows its subject with the right word."""

    def has_law(self, given: object) -> str:
        """`$X \\sim \\mathcal N(0, 1)$`."""
        subject, law = given.subject, given.law  # type: ignore[attr-defined]
        if isinstance(law, Named):
            return _math(rf"{term_latex(subject)} \sim {law_latex(law)}")
        return f"{_math(term_latex(subject))} has the density {_math(law_latex(law))}"


def _term(expr: Expr) -> str:
    return _math(term_latex(expr))


def _law(law: AnyLaw) -> str:
    return _math(law_latex(law))


def _range(variable: Symbol, low: Expr, high: Expr) -> str:
    return _math(range_latex(variable, low, high))


def _relation(relation: Relation) -> str:
    return _math(relation_latex(relation))


PRINTER = LatexPrinter(_term, _law, _range, _relation)


def latex_document(outcome: Outcome) -> str:
    """A standalone article. Raises ValueError for an outcome without a proof."""
    if outcome.proof is None or outcome.claim is None:
        raise ValueError("only a proof or a refutation has a LaTeX document")
    claim = outcome.claim
    lets = [_range(s, d.lower, d.upper) for s, d in claim.scope.symbols]
    lets += [_relation(relation) for relation in claim.scope.relations]
    lets += [PRINTER.has_law(given) for given in claim.hypotheses]
    lines = [_HEAD, r"\textbf{Claim.} ", f"Let {', '.join(lets)}. " if lets else ""]
    lines.append(f"Then {PRINTER.has_law(claim.goal)}.\n\n\\medskip\n")
    word = "Proof" if outcome.verdict == "proved" else "Counterexample"
    lines.append(rf"\textbf{{{word}.}}")
    lines += [latex_steps(outcome.proof), VERDICTS[outcome.verdict], r"\end{document}", ""]
    return "\n".join(lines)


def latex_steps(proof: Proof) -> str:
    """The steps as an enumerated list."""
    lines = []
    if proof.at:
        values = (f"{symbol_latex(s)} = {term_latex(v)}" for s, v in proof.at)
        lines.append(f"Take {', '.join(map(_math, values))}.")
    lines.append(r"\begin{enumerate}\sloppy")
    for step in proof.steps:
        case = ""
        if step.scope > 0:
            case = rf"\emph{{Case}} {_relation(proof.scopes[step.scope - 1].relation)}: "
        cited = ", ".join(str(premise + 1) for premise in step.premises)
        words = _escaped(sentence(step, PRINTER))
        lines.append(rf"\item {case}{words}" + (rf"\quad({cited})" if cited else ""))
    lines.append(r"\end{enumerate}")
    return "\n".join(lines)


def _escaped(words: str) -> str:
    """The one phrase with a formula of its own, set as mathematics."""
    return words.replace("f_Z(z) = f_X(h(z)) |h'(z)|", "$f_Z(z) = f_X(h(z))\\,|h'(z)|$")

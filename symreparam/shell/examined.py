"""`examine` from Python and on the command line."""

from __future__ import annotations

import argparse
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

from symreparam.documents.stats_objects import claim_from_stats
from symreparam.logic.errors import ClaimError, Unsupported
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import Options, check_text, settle_claim
from symreparam.render.html import document_html
from symreparam.render.latex import document_latex, fragment
from symreparam.render.markdown import document_markdown
from symreparam.render.text import document_text, outcome_text
from symreparam.shell.settle import error_message
from symreparam.shell.tasks import Task
from symreparam.studies.data import data_of, to_json
from symreparam.studies.examination import Examination
from symreparam.studies.examine import examined
from symreparam.studies.story import examination_document, short_text

_PLAIN = Options(explain=False)


class Examined(Examination):
    """An `Examination` for notebooks and scripts."""

    __slots__ = ()

    def text(self) -> str:
        """All parts as Unicode text."""
        return document_text(examination_document(self))

    def latex(self) -> str:
        """The same as a LaTeX fragment."""
        return fragment(examination_document(self))

    def markdown(self) -> str:
        """The same as Markdown with `$..$` formulas."""
        return document_markdown(examination_document(self))

    def html(self) -> str:
        """The same as an HTML fragment with MathML."""
        return document_html(examination_document(self))

    def picture(self, form: str = "svg") -> bytes:
        """The densities, the gap of the distribution functions and the quantiles as SVG, PDF or
        PNG (the extra `plot`). Raises ClaimError, Unsupported."""
        from symreparam.studies.picture import picture

        return picture(self, form)

    def data(self) -> dict[str, Any]:
        """The object of the command line's `--json`."""
        return data_of(self)

    def to_json(self) -> str:
        """That object as one line."""
        return to_json(self)

    def __str__(self) -> str:
        return short_text(self).rstrip("\n")


def examine(expr: Any, target: Any, *, sample: bool = False) -> Examined:
    """The claim that `expr` has the law of `target` from every side: is it true, what is the law,
    for which parameters is it true, is it in the family at all, which noise and which map would do,
    and how far off is it. `sample`: draw a seeded sample as an illustration.

    Raises ClaimError, Unsupported for what is no claim about a law.

    >>> from sympy import Symbol, stats
    >>> mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
    >>> eps = stats.Normal("eps", 0, 1)
    >>> found = examine(mu + sigma**2 * eps, stats.Normal("z", mu, sigma))
    >>> found.data()["agrees_for"], found.data()["complete"]
    (['sigma = 1'], True)
    >>> found.data()["noise"], found.data()["noise_is_free"]
    ('Normal(0, 1/sigma)', False)
    """
    return of_outcome(settle_claim("prove", claim_from_stats(expr, target), _PLAIN), sample=sample)


def of_outcome(outcome: Outcome, *, sample: bool = False) -> Examined:
    """The examination of a settled claim, with its methods. Raises Unsupported."""
    found = examined(outcome, sample=sample)
    return Examined(**{each.name: getattr(found, each.name) for each in fields(found)})


def run_examine(arguments: argparse.Namespace) -> int:
    """The command: exit status 0 when the claim is proved or refuted, 1 when it is open, 2 for what
    is no claim."""
    lets = [f"let {line}" for line in arguments.let]
    text = "\n".join([*lets, f"prove {arguments.claim}"])
    outcomes = check_text(text, options=_PLAIN)
    if len(outcomes) != 1 or outcomes[0].verdict == "error" or outcomes[0].claim is None:
        task = Task("", "", 1, 1, text, "prove", arguments.claim, 0, 0)
        for outcome in outcomes:
            print(f"{outcome.verdict}: {error_message(outcome, task)}")
        return 2
    try:
        found = of_outcome(outcomes[0], sample=arguments.sample)
    except Unsupported as error:
        print(f"unsupported: {error}")
        return 2
    if arguments.json:
        print(found.to_json())
    elif arguments.explain:
        print(found.text())
        print(outcome_text(outcomes[0]), end="")
    else:
        print(short_text(found), end="")
    if not _written(found, arguments):
        return 2
    return 0 if found.outcome.verdict in ("proved", "refuted") else 1


def _written(found: Examined, arguments: argparse.Namespace) -> bool:
    """Write the LaTeX document and the picture where they were asked for."""
    for path in (arguments.latex, arguments.picture):
        if path is None:
            continue
        try:
            if path == arguments.latex:
                made = document_latex(examination_document(found)).encode()
            else:
                made = found.picture(Path(path).suffix[1:])
            Path(path).write_bytes(made)
        except OSError as error:
            print(f"symreparam: {path}: {error.strerror}", file=sys.stderr)
            return False
        except (ClaimError, Unsupported) as error:
            hint = f" ({error.hint})" if isinstance(error, ClaimError) and error.hint else ""
            print(f"symreparam: {path}: {error}{hint}", file=sys.stderr)
            return False
    return True

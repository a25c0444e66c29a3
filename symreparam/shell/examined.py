"""`examine` from Python, and an examination with the methods that people expect of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from symreparam.logic.verdict import Outcome
from symreparam.pipeline import Options, check_text
from symreparam.render.html import document_html
from symreparam.render.latex import fragment
from symreparam.render.markdown import document_markdown
from symreparam.render.text import document_text
from symreparam.shell.settle import error_message
from symreparam.shell.settled import settled
from symreparam.shell.stats_claims import settle_stats
from symreparam.shell.tasks import Task
from symreparam.studies.data import data_of, to_json
from symreparam.studies.examination import Examination
from symreparam.studies.examine import examined
from symreparam.studies.story import examination_document
from symreparam.studies.summary import short_text

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

    def _repr_latex_(self) -> str:
        """The claim and its verdict as one formula, for notebooks."""
        return settled(self.outcome)._repr_latex_()

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
    return of_outcome(settle_stats("prove", _PLAIN, expr, target), sample=sample)


def of_outcome(outcome: Outcome, *, sample: bool = False) -> Examined:
    """The examination of a settled claim, with its methods. Raises Unsupported."""
    found = examined(outcome, sample=sample)
    return Examined(**{each.name: getattr(found, each.name) for each in fields(found)})


def examine_text(claim: str, lets: Sequence[str] = (), *, sample: bool = False) -> Examined | str:
    """The examination of a claim of the claim language, or the message of what is wrong with it.
    Raises Unsupported for a claim about anything but one law."""
    text = "\n".join([*(f"let {line}" for line in lets), f"prove {claim}"])
    outcomes = check_text(text, options=_PLAIN)
    if len(outcomes) == 1 and outcomes[0].verdict != "error" and outcomes[0].claim is not None:
        return of_outcome(outcomes[0], sample=sample)
    if len(outcomes) > 1 and all(each.verdict != "error" for each in outcomes):
        return f"error: an examination takes one claim, not {len(outcomes)}; ask one by one"
    task = Task("", "", 1, 1, text, "prove", claim, 0, 0)
    return "\n".join(f"{each.verdict}: {error_message(each, task)}" for each in outcomes)

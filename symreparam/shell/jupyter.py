"""`%load_ext symreparam` and `%%claim name` for Jupyter and IPython."""

from __future__ import annotations

import atexit
import re
from html import escape
from typing import Any

from symreparam.documents.excerpt import Excerpt
from symreparam.shell.progress import printable
from symreparam.shell.tasks import Limits, Result, tasks_of
from symreparam.shell.workers import Pool
from symreparam.terms.record import dataclass

_HIDE = re.compile(r"^\s*#\|\s*hide:\s*(?:formulas|reasons|all)\s*$", re.MULTILINE)
_COLOURS = {"proved": "#0072B2", "refuted": "#B34700"}


@dataclass(frozen=True, slots=True)
class CellResults:
    """The results of a cell's goals; shows itself as HTML in a notebook and as text elsewhere.
    `hidden`: verdicts without proofs, as a student's copy of a handout wants them."""

    results: tuple[Result, ...]
    hidden: bool = False

    @property
    def ok(self) -> bool:
        """Whether every goal passed."""
        return all(result.ok for result in self.results)

    def __repr__(self) -> str:
        return printable("\n".join(f"{r.verdict}: {r.message}" for r in self.results))

    def _repr_html_(self) -> str:
        return "\n".join(_html(result, self.hidden) for result in self.results)


def _html(result: Result, hidden: bool) -> str:
    """The verdict and message, with all that is known to unfold. A cell may hold a stranger's text,
    so everything is escaped."""
    colour = _COLOURS.get(result.verdict, "#555555")
    head = f'<b style="color:{colour}">{escape(result.verdict)}</b>'
    message, more = escape(printable(result.message)), escape(printable(result.explanation))
    if hidden:
        return f"<p>{head}: <code>{message}</code></p>"
    return (
        f"<details><summary>{head}: <code>{message}</code></summary>"
        f"<pre>{more}</pre></details>"
    )


class ClaimMagic:
    """The cell magic with its engine, which starts with the first claim."""

    def __init__(self) -> None:
        self.pool = Pool(Limits())

    def claim(self, line: str, cell: str) -> CellResults:
        """Settle the goals of a cell. Lines count from the one after `%%claim`. With a line
        `#| hide: formulas` (or `reasons`, `all`) no proof is shown."""
        excerpt = Excerpt("<cell>", line.strip(), 1, 1, cell.removesuffix("\n"))
        answers = dict(self.pool.settle(tasks_of([excerpt])))
        results = tuple(r for index in sorted(answers) for r in answers[index].results)
        return CellResults(results, _HIDE.search(cell) is not None)


def load_ipython_extension(shell: Any) -> None:
    """Called by `%load_ext symreparam`.

    >>> class Shell:
    ...     def register_magic_function(self, function, magic_kind, magic_name):
    ...         print(f"%%{magic_name}")
    >>> load_ipython_extension(Shell())
    %%claim
    """
    magic = ClaimMagic()
    shell.register_magic_function(magic.claim, magic_kind="cell", magic_name="claim")
    atexit.register(magic.pool.close)

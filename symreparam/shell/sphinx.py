"""Sphinx extension: the `claim` directive for reStructuredText and MyST.

Every goal is settled when its page is read; a goal that does not pass is a warning at its own
line, so `sphinx-build -W` fails. The page shows the claim, the verdicts and (unless
`symreparam_proofs` is False in conf.py) the proofs. Engines run the claims under the limits that
conf.py sets (`symreparam_timeout`, `symreparam_memory`), and draw a seeded sample for each unless
`symreparam_sample` is False.
"""

from __future__ import annotations

import atexit
import os
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

import symreparam
from symreparam.documents.excerpt import Excerpt
from symreparam.documents.extract import Malformed, UnknownFormat, extract
from symreparam.documents.restructured import from_restructured
from symreparam.shell.paths import Unreadable, read_text
from symreparam.shell.progress import printable
from symreparam.shell.tasks import MEMORY, TIMEOUT, Limits, Result, tasks_of
from symreparam.shell.workers import EngineError, Pool

_LOG = logging.getLogger(__name__)


class Engines:
    """The engine of the process that asks: pages may be read in forked processes, which must not
    share one."""

    def __init__(self) -> None:
        self._pools: dict[int, Pool] = {}

    def pool(self, limits: Limits) -> Pool:
        """This process's engine, started with its first claim."""
        found = self._pools.get(os.getpid())
        if found is None:
            found = self._pools[os.getpid()] = Pool(limits)
            atexit.register(found.close)
        return found

    def close(self) -> None:
        """End this process's engine."""
        found = self._pools.pop(os.getpid(), None)
        if found is not None:
            found.close()


def _in_file(source: str) -> tuple[Excerpt, ...]:
    """The claim blocks of a page's file; none for a docstring or another text that is no file."""
    try:
        return extract(source, read_text(source))
    except (OSError, Unreadable, UnknownFormat, Malformed):
        return ()


class ClaimDirective(SphinxDirective):
    """`.. claim:: name`, or a `{claim}` fence in MyST: the text that `symreparam check` reads."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    engines: ClassVar[Engines]

    def run(self) -> list[nodes.Node]:
        """Settle the goals; warn for those that fail; the nodes of the claim."""
        excerpt = self._excerpt()
        config = self.config
        limits = Limits(
            config.symreparam_timeout, config.symreparam_memory, config.symreparam_sample
        )
        try:
            answers = dict(self.engines.pool(limits).settle(tasks_of([excerpt])))
        except EngineError as error:
            raise self.error(str(error)) from error
        results = [result for index in sorted(answers) for result in answers[index].results]
        for result in results:
            if not result.ok:
                _LOG.warning(
                    "%s: %s",
                    result.verdict,
                    printable(result.message),
                    location=f"{excerpt.path}:{result.line}",
                    type="symreparam",
                    subtype=result.verdict,
                )
        return [self._shown(excerpt, results)]

    def _excerpt(self) -> Excerpt:
        """The block as our own reader sees it, so that the page and `check` agree: in its file
        where there is one, else in the directive's text, whose tabs docutils has made spaces."""
        source, line = self.get_source_info()
        last = line + max(len(self.block_text.splitlines()), 1)
        for found in _in_file(source):
            if line < found.line <= last:
                return found
        if self.block_text.lstrip().startswith(".."):
            inside = from_restructured(source, self.block_text)
            if len(inside) == 1:
                (one,) = inside
                return Excerpt(source, one.name, line + one.line - 1, one.column, one.text)
        name = " ".join(self.arguments).strip()
        return Excerpt(source, name, line + 1, 1, "\n".join(self.content))

    def _shown(self, excerpt: Excerpt, results: list[Result]) -> nodes.Node:
        passed = all(result.ok for result in results)
        box = nodes.admonition(classes=["symreparam", "tip" if passed else "danger"])
        title = f"Claim {excerpt.name}".strip()
        box += nodes.title("", title)
        text = excerpt.text.strip("\n")
        box += nodes.literal_block(text, printable(text), language="none")
        for result in results:
            box += self._verdict(result)
            if self.config.symreparam_proofs and result.steps is not None:
                shown = printable(result.explanation)
                box += nodes.literal_block(shown, shown, language="none")
        return box

    def _verdict(self, result: Result) -> nodes.Node:
        line = nodes.paragraph(classes=[f"symreparam-{result.verdict}"])
        line += nodes.strong(text=result.verdict)
        line += nodes.Text(": ")
        line += nodes.literal(text=printable(result.claim))
        if not result.ok:
            first = result.message.removeprefix(result.claim).removeprefix(": ")
            line += nodes.Text(f" {printable(first)}")
        return line


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    engines = Engines()
    bound = type("BoundClaimDirective", (ClaimDirective,), {"engines": engines})
    app.add_config_value("symreparam_timeout", TIMEOUT, "env", types=(int, float))
    app.add_config_value("symreparam_memory", MEMORY, "env", types=(int,))
    app.add_config_value("symreparam_sample", True, "env", types=(bool,))
    app.add_config_value("symreparam_proofs", True, "env", types=(bool,))
    app.add_directive("claim", bound)
    app.connect("build-finished", lambda *_: engines.close())
    version = symreparam.__version__
    return {"version": version, "parallel_read_safe": True, "parallel_write_safe": True}

"""The `claim` directive of this site: verified when its page is read, shown as in the handouts."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from symreparam.documents.excerpt import Excerpt
from symreparam.handouts.detail import shown_goal
from symreparam.handouts.errors import HandoutError
from symreparam.handouts.html import goals_html, typed_html
from symreparam.handouts.source import claim_block, methods_of
from symreparam.render.text import short_message
from symreparam.shell.forked import outcomes_of
from symreparam.shell.tasks import Limits

_LOG = logging.getLogger(__name__)


class Claim(SphinxDirective):
    """A goal that does not pass is a warning at its line. `#| detail: ..` lines are obeyed;
    without one a page shows statements alone."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Settle the goals; the raw HTML of the block."""
        source, line = self.get_source_info()
        name = " ".join(self.arguments)
        excerpt = Excerpt(source, name, line + 1, 1, "\n".join(self.content))
        try:
            block = claim_block(excerpt, "statement")
        except HandoutError as error:
            raise self.error(str(error)) from error
        outcomes = outcomes_of(
            [g.text.excerpt for g in block.goals], Limits(), 2, methods_of(block)
        )
        goals = []
        for goal, outcome in zip(block.goals, outcomes, strict=True):
            if not outcome.ok:
                words = f"{outcome.verdict}: {short_message(outcome)}"
                _LOG.warning("%s", words, location=f"{source}:{goal.text.line}")
                continue
            goals.append(shown_goal(goal, outcome, key=True))
        inner = "\n".join([goals_html(goals), typed_html(block)])
        html = f'<section class="claim" aria-label="Claim">\n{inner}\n</section>'
        return [nodes.raw("", html, format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_directive("claim", Claim)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

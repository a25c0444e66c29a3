"""A verified handout as a LaTeX article that compiles under pdflatex with its base packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from symreparam.handouts.detail import Shown, shown_goal
from symreparam.handouts.exercise import Exercise
from symreparam.handouts.exercise_parts import answered, reasons
from symreparam.handouts.grouped import Group, formula, groups, head
from symreparam.handouts.picture import Picture
from symreparam.handouts.picture_latex import picture_latex
from symreparam.handouts.prose_latex import prose_latex
from symreparam.handouts.source import Block, ClaimBlock, Handout, parse
from symreparam.handouts.words import Outcomes
from symreparam.logic.verdict import Outcome
from symreparam.render.document import Aside
from symreparam.render.latex import blocks_latex, escaped, words_latex

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_HEAD: Final = r"""\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{amsmath,amssymb,graphicx,color}
\usepackage[margin=25mm]{geometry}
\setlength{\parindent}{0pt}
\setlength{\parskip}{5pt plus 2pt minus 1pt}
\emergencystretch=4em
\clubpenalty=10000
\widowpenalty=10000
\makeatletter
\def\@listI{\leftmargin\leftmargini\parsep 0pt\topsep 2pt plus 1pt\itemsep 1pt plus 1pt}
\let\@listi\@listI
\@listi
\@beginparpenalty=10000
\newcommand{\together}{\@itempenalty=10000 \interlinepenalty=10000\relax}
\makeatother
\definecolor{bars}{rgb}{0.73,0.86,0.94}
\definecolor{curve}{rgb}{0,0.35,0.55}
\definecolor{source}{rgb}{0.7,0.28,0}
\newenvironment{claimbox}%
  {\par\nopagebreak[4]\medskip\nopagebreak[4]\noindent\begin{minipage}{\linewidth}\setlength{\parskip}{4pt}%
   \hrule height 0.8pt\smallskip}%
  {\par\smallskip\hrule height 0.4pt\end{minipage}\par\pagebreak[0]\medskip}
\newenvironment{proofbox}{\par}%
  {\par\nobreak\vskip-\parskip\nobreak\hspace*{\fill}$\square$\par\smallskip}
\predisplaypenalty=10000
\AtBeginDocument{\abovedisplayshortskip=5pt plus 3pt\relax}
\newenvironment{asides}{\par\begingroup\footnotesize\together}{\par\endgroup\smallskip}
"""


def latex(handout: Handout, outcomes: Outcomes, *, key: bool) -> str:
    """The article. `outcomes` belong to the blocks by their line. Raises HandoutError."""
    page = _Article(handout, outcomes, key)
    body = "\n\n".join(
        prose_latex(node, page.fence)
        for node in handout.tree.children
        if node is not handout.heading
    )
    for opening in ("\\[", "\\begin{align*}"):
        body = body.replace(f"\n\n{opening}", f"\n{opening}")
    head = handout.head
    lines = [f"\\LARGE {escaped(handout.title)}"]
    lines += [f"\\large {escaped(head.subtitle)}"] if head.subtitle else []
    by = [escaped(each) for each in (head.author, head.date) if each]
    by += ["With solutions"] if key else []
    lines += [", ".join(by)] if by else []
    title = "\n".join(f"{{{line}\\par}}" for line in lines)
    return (
        f"{_HEAD}\\begin{{document}}\n\\begin{{center}}\n{title}\n\\end{{center}}\n\n{body}\n\n"
        "\\end{document}\n"
    )


class _Article:
    def __init__(self, handout: Handout, outcomes: Outcomes, key: bool) -> None:
        self.handout, self.outcomes, self.key = handout, outcomes, key
        self.exercises = 0

    def fence(self, node: SyntaxTreeNode) -> str | None:
        line = node.map[0] + 1 if node.map else 0
        block = self.handout.blocks.get(line)
        return None if block is None else self._ours(block, self.outcomes[line])

    def _ours(self, block: Block, outcomes: tuple[Outcome, ...]) -> str:
        if isinstance(block, ClaimBlock):
            pairs = zip(block.goals, outcomes, strict=True)
            goals = [shown_goal(*pair, key=self.key) for pair in pairs]
            return "\n\n".join(
                goal_latex(each[0]) if len(each) == 1 else _group_latex(each)
                for each in groups(goals)
            )
        if isinstance(block, Picture):
            return picture_latex(block, outcomes)
        self.exercises += 1
        return self._exercise(block, outcomes)

    def _exercise(self, block: Exercise, outcomes: tuple[Outcome, ...]) -> str:
        found = answered(block, outcomes)
        none: frozenset[str] = frozenset()
        ask = "\n\n".join(prose_latex(n, lambda _: None) for n in parse(block.ask).children)
        rows = "\n".join(
            f"\\item[{choice.letter}.] {words_latex(choice.words, none)}"
            for choice in found.choices
        )
        parts = [
            f"\\subsection*{{Exercise {self.exercises}}}",
            ask,
            f"{{\\together\n\\begin{{itemize}}\n{rows}\n\\end{{itemize}}}}",
        ]
        if self.key:
            right = next(c for c in found.choices if c.right)
            head = f"\\textbf{{Solution: {right.letter}.}}\\par\\nopagebreak"
            parts += [head, goal_latex(found.proof)]
            parts += [
                f"\\textbf{{Not {letters}.}} {words_latex(words, none)}"
                for letters, words in reasons(found)
            ]
        return "\n\n".join(parts)


def _group_latex(group: Group) -> str:
    """Goals under one head, each formula with its verdict."""
    pieces = [blocks_latex((head(group),), group[0].alike)]
    for goal in group:
        shown = blocks_latex((formula(goal),), goal.alike)
        pieces.append(_beside(shown, _verdict(goal)))
    body = "\n\n\\smallskip\\hrule height 0.2pt\n\n".join(pieces)
    return f"\\begin{{claimbox}}\n{body}\n\\end{{claimbox}}"


def _beside(shown: str, verdict: str) -> str:
    """The claim with its verdict, in the formula's line where TeX finds room; else below."""
    before, end, after = shown.rpartition(r"\]")
    if end and not after and "resizebox" not in before:
        return f"{before}\\tag*{{{verdict}}}{end}"
    return f"{shown}\n\\nopagebreak\\hfill {verdict}"


def _verdict(parts: Shown) -> str:
    return f"\\textsf{{\\small {words_latex(parts.word, parts.alike)}}}"


def goal_latex(parts: Shown) -> str:
    """A goal: its statement with the verdict, the proof, and asides in small print."""
    verdict = _verdict(parts)
    statement = blocks_latex(parts.statement, parts.alike)
    body = _beside(statement, verdict)
    pieces = [f"\\begin{{claimbox}}\n{body}\n\\end{{claimbox}}"]
    if parts.proof:
        body = _closed(blocks_latex(parts.proof, parts.alike))
        pieces.append(f"\\begin{{proofbox}}\n{body}\n\\end{{proofbox}}")
    if parts.asides:
        asides = "\n\n".join(_aside(aside, parts.alike) for aside in parts.asides)
        pieces.append(f"\\begin{{asides}}\n{asides}\n\\end{{asides}}")
    return "\n\n".join(pieces)


def _closed(body: str) -> str:
    """The proof, with no page break between its last formula and the box that ends it."""
    for start, end in (("\\[", "\\]"), ("\\begin{align*}", "\\end{align*}")):
        if body.rstrip("}").endswith(end):
            before, _, last = body.rpartition(f"\n{start}")
            return f"{before.rstrip()}\n\\postdisplaypenalty=10000\n{start}{last}"
    return body


def _aside(aside: Aside, alike: frozenset[str]) -> str:
    return blocks_latex((aside,), alike)

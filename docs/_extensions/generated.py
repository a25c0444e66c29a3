"""Pages made from the package itself: families, rules, the command line, the Python names; and the
lessons as files of their own. What is written here is never edited."""

from __future__ import annotations

import argparse
import inspect
import re
from html import escape
from logging import WARNING, getLogger
from pathlib import Path
from typing import Any

from families_page import families_page
from sphinx.application import Sphinx

import symreparam
from symreparam.checker.replay import replay
from symreparam.handouts.build import build, failures
from symreparam.handouts.lessons import LESSONS, lesson_text, lesson_title
from symreparam.handouts.source import read
from symreparam.render.phrases import PHRASES
from symreparam.rules.table import RULES
from symreparam.shell.cli import parser
from symreparam.shell.forked import outcomes_of
from symreparam.shell.tasks import Limits

_RULED = re.compile(r"^ *-{4,}", re.M)
_KEPT = re.compile(r"^(>>>| *-{4,}|  +\S)", re.M)
_MARKUP = re.compile(r"[\\*_<>\[\]${}|~^#`]|^[-+](?= )", re.M)
_MADE = "<!-- made by docs/_extensions/generated.py -->\n\n"


def rules_page() -> str:
    """Each rule with its inference figure and the sentence that a proof says for it."""
    parts = [
        "# Rules\n",
        f"The checker knows {len(RULES)} rules and those that join cases. Above the line of a "
        "figure stand the premises, which must be steps of the proof, below it what the rule "
        "concludes. "
        "Every obligation of a rule is a premise, or is decided exactly by the rule itself.\n",
    ]
    for name, rule in RULES.items():
        figure = inspect.getdoc(rule) or ""
        sentence = PHRASES.get(name, "")
        parts.append(f"## {name}\n\n{documented(figure)}\n")
        if sentence:
            parts.append(f"In a proof: `{sentence}`\n")
    return _MADE + "\n".join(parts)


def command_page() -> str:
    """The help of every command."""
    top = parser()
    (commands,) = [a for a in top._actions if isinstance(a, argparse._SubParsersAction)]
    parts = ["# Command line\n", f"```text\n{_help(top)}```\n"]
    for name, command in commands.choices.items():
        parts.append(f"## symreparam {name}\n\n```text\n{_help(command)}```\n")
    return _MADE + "\n".join(parts)


def _help(command: argparse.ArgumentParser) -> str:
    command.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=88)
    return command.format_help()


def names_page() -> str:
    """The public names with their documentation."""
    parts = ["# Python\n", "Importing the package is cheap: a name is loaded when it is used.\n"]
    for name in symreparam.__all__:
        found = getattr(symreparam, name)
        if name.startswith("__"):
            continue
        try:
            words = f"{name}{_signature(found)}" if callable(found) else name
        except ValueError:
            words = name
        parts.append(f"## {name}\n\n```python\n{words}\n```\n")
        parts.append(f"{documented(inspect.getdoc(found) or '')}\n")
    assert symreparam.replay is replay
    return _MADE + "\n".join(parts)


class _Plain(str):
    """An annotation that is shown without quotes."""

    __repr__ = str.__str__


def _signature(found: Any) -> str:
    """In one line when it is short, otherwise a parameter a line, which fits a phone."""
    signature = inspect.signature(found)
    shown = [
        p.replace(annotation=_Plain(p.annotation)) if isinstance(p.annotation, str) else p
        for p in signature.parameters.values()
    ]
    result = signature.return_annotation
    plain = signature.replace(
        parameters=shown, return_annotation=_Plain(result) if isinstance(result, str) else result
    )
    line = str(plain)
    if len(line) <= 40 or not shown:
        return line
    parts = [str(p) for p in shown]
    kinds = [p.kind for p in shown]
    if inspect.Parameter.KEYWORD_ONLY in kinds and inspect.Parameter.VAR_POSITIONAL not in kinds:
        parts.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "*")
    _, _, after = line.rpartition(")")
    return "(\n" + "".join(f"    {part},\n" for part in parts) + f"){after}"


def documented(text: str) -> str:
    """A docstring as Markdown: its words are text, which fits any screen; examples, inference
    figures and what is indented stay as they are."""
    pieces: list[tuple[bool, str]] = []
    for piece in re.split(r"\n{2,}", text.strip("\n")):
        kept = _KEPT.search(piece) is not None
        if kept and pieces and pieces[-1][0]:
            pieces[-1] = (True, f"{pieces[-1][1]}\n\n{piece}")
        else:
            pieces.append((kept, piece))
    # premises may stand in a paragraph of their own, above the line of their figure
    figure = next((at for at, (_, piece) in enumerate(pieces) if _RULED.search(piece)), 0)
    above = "\n\n".join(piece for _, piece in pieces[: figure + 1])
    kept = [(pieces[0][0] if figure == 0 else True, above), *pieces[figure + 1 :]]
    return "\n\n".join(_block(p) if code else _words(p) for code, p in kept)


def _block(text: str) -> str:
    """Examples of Python are marked as such; a figure becomes one that fits a phone."""
    if _RULED.search(text):
        return _figure(text)
    return f"```{'pycon' if text.startswith('>>>') else 'text'}\n{text}\n```"


def _figure(text: str) -> str:
    """An inference figure as HTML: a line that is too long for the screen wraps and hangs, and
    the rule between premises and conclusion is as wide as they are, its name below it."""
    lines = []
    for line in text.splitlines():
        words = line.lstrip()
        if _RULED.match(line):
            named = line.strip().lstrip("-").strip()
            lines.append("<hr>")
            lines += [f'<div class="rule-name">{escape(named)}</div>'] if named else []
        elif words:
            deep = f' style="margin-left:{len(line) - len(words)}ch"' if words != line else ""
            lines.append(f"<div{deep}>{escape(words)}</div>")
        else:
            lines.append('<div class="gap"></div>')
    return '<div class="inference">\n' + "\n".join(lines) + "\n</div>"


def _words(text: str) -> str:
    """Words in which `..` is code and nothing else is markup."""
    parts = re.split(r"(`[^`\n]+`)", text)
    return "".join(p if i % 2 else _MARKUP.sub(r"\\\g<0>", p) for i, p in enumerate(parts))


def lessons_page() -> str:
    """Where the lessons are."""
    rows = "\n".join(
        f'- <a href="../lessons/{name}.html">{lesson_title(name)}</a> '
        f'(<a href="../lessons/{name}-key.html">with solutions</a>), `{name}`'
        for name in LESSONS
    )
    words = (
        "Each lesson is one file that works offline, can be printed, and moves with its sliders. "
        "`symreparam handout NAME --to html|pdf|tex|md|ipynb` makes it in any form."
    )
    return f"{_MADE}# Lessons\n\n{words}\n\n{rows}\n"


def further_page(folder: Path) -> str:
    """Pages that the index does not place, so that none is ever out of reach."""
    placed = set(re.findall(r"^[\w-]+$", (folder / "index.md").read_text("utf-8"), re.M))
    names = sorted({path.stem for path in folder.glob("*.md")} - placed - {"index"})
    words = "Pages on single subjects." if names else "Every page stands in the index."
    rows = "\n".join(f"../{name}" for name in names)
    tree = f"\n```{{toctree}}\n:maxdepth: 1\n\n{rows}\n```\n" if names else ""
    return f"{_MADE}# Further pages\n\n{words}\n{tree}"


def write_pages(app: Sphinx) -> None:
    """Write the pages before any is read; one that did not change keeps its date."""
    folder = Path(app.srcdir) / "generated"
    folder.mkdir(exist_ok=True)
    pages = {
        "rules.md": rules_page(),
        "families.md": _MADE + families_page(),
        "command-line.md": command_page(),
        "python.md": names_page(),
        "lessons.md": lessons_page(),
        "further.md": further_page(Path(app.srcdir)),
    }
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def write_lessons(app: Sphinx, error: Exception | None) -> None:
    """The lessons as HTML, each verified anew. A claim that fails stops the build."""
    if error is not None or app.builder.format != "html":
        return
    getLogger("fontTools").setLevel(WARNING)  # it tells each table that it drops
    folder = Path(app.outdir) / "lessons"
    folder.mkdir(exist_ok=True)
    for name in LESSONS:
        handout = read(f"{name}.md", lesson_text(name))
        outcomes = outcomes_of(handout.questions(), Limits(120), 2, handout.methods())
        failed = failures(outcomes, handout)
        if failed:
            raise RuntimeError(f"lesson {name}: claims do not pass at lines {failed}")
        for key, ending in ((False, ""), (True, "-key")):
            version = symreparam.__version__
            page = build(handout, outcomes, "html", key=key, version=version)
            (folder / f"{name}{ending}.html").write_text(page.text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("builder-inited", write_pages)
    app.connect("build-finished", write_lessons)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

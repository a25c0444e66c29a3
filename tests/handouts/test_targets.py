"""The four texts of one handout: complete, escaped, the same bytes each time."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest

from symreparam.documents.extract import extract
from symreparam.handouts.build import build, failures
from symreparam.handouts.detail import shown
from symreparam.handouts.options import Controls
from symreparam.handouts.source import Handout, read
from symreparam.logic.verdict import Outcome
from symreparam.pipeline import check_text
from symreparam.render.layout import Blank
from symreparam.render.markdown import blocks_markdown

TARGETS = ("html", "tex", "md", "ipynb")


class Tags(HTMLParser):
    """Open and close tags must match; attributes that a strict policy refuses are noted."""

    VOID = frozenset(("meta", "link", "br", "hr", "input"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.refused: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        self.refused += [k for k, _ in attrs if k == "style" or k.startswith("on")]
        self.addresses += [v or "" for k, v in attrs if k in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("key", [False, True])
def test_same_bytes(
    target: str, key: bool, handout: Handout, outcomes: Sequence[Outcome]
) -> None:
    first = build(handout, outcomes, target, key=key)
    assert first == build(handout, outcomes, target, key=key)
    assert ("Solution" in first.text) == key


def test_html_is_well_formed_and_keeps_to_its_policy(
    handout: Handout, outcomes: Sequence[Outcome]
) -> None:
    page = build(handout, outcomes, "html", version="9").text
    tags = Tags()
    tags.feed(page)
    assert not tags.open and not tags.refused
    outside = [a for a in tags.addresses if not a.startswith(("#", "data:"))]
    assert outside == ["https://example.org/a_b"]
    assert "default-src 'none'" in page and "unsafe" not in page
    assert "<b>no markup" not in page and "&lt;b&gt;no markup&lt;/b&gt;" in page
    assert "A &lt; B &gt; C &amp; D" in page and "Shifting &amp; scaling" in page
    assert len(page) < 400_000
    for math in re.findall(r"<math.*?</math>", page, re.S):
        ElementTree.fromstring(math)
    assert page.count("<math") > 30
    assert page.count('class="goal proved"') == 2 and page.count('class="goal refuted"') == 1


def test_hashes_of_the_policy_are_those_of_the_page(
    handout: Handout, outcomes: Sequence[Outcome]
) -> None:
    import base64
    import hashlib

    page = build(handout, outcomes, "html").text
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        wanted = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        # the browser hashes the text; the policy's attribute is escaped
        assert f"{name} &#39;sha256-{wanted}&#39;" in page or f"{name} 'sha256-{wanted}'" in page


def test_details_show_what_they_say(outcomes: Sequence[Outcome]) -> None:
    proved = outcomes[1]
    full, sketch, statement = (
        shown(proved, Controls(detail), key=False) for detail in ("full", "sketch", "statement")
    )
    assert full.asides and not sketch.asides and not statement.asides
    assert len(full.proof) > len(sketch.proof) > 0 == len(statement.proof)
    assert full.statement == sketch.statement == statement.statement
    assert full.proof[-1] == sketch.proof[-1]


def test_hidden_formulas_are_not_in_the_student_copy(handout: Handout) -> None:
    text = (
        "---\ntitle: t\n---\n```claim\n#| hide: all\nlet X ~ Normal(0, 1)\n"
        "prove 3*X ~ Normal(0, 3)\n```\n"
    )
    hidden = read("h.md", text)
    outcomes = [check_text(q.text)[0] for q in hidden.questions()]
    for target, mark in (("html", 'class="blank"'), ("tex", "\\underline"), ("md", "underline")):
        copy = build(hidden, outcomes, target).text
        answer = build(hidden, outcomes, target, key=True).text
        assert mark in copy and mark not in answer
        assert copy.count("18") < answer.count("18") or target == "html"
    parts = shown(outcomes[0], Controls("full", "formulas"), key=False)
    lines = [line for block in parts.proof for line in getattr(block, "lines", ())]
    assert lines and all(isinstance(line.right, Blank) for line in lines)
    assert parts.asides == ()  # they would tell what is hidden
    shown_again = shown(outcomes[0], Controls("full", "formulas"), key=True)
    assert shown_again.asides
    assert shown_again.proof == shown(outcomes[0], Controls("full"), key=False).proof


def test_markdown_can_be_checked_again(handout: Handout, outcomes: Sequence[Outcome]) -> None:
    built = build(handout, outcomes, "md", stem="small")
    (excerpt,) = extract("small.md", built.text)
    assert [o.ok for o in check_text(excerpt.text)] == [True] * 3
    ((name, svg),) = built.beside
    assert name == "small-shift.svg" and f"]({name})" in built.text
    assert ElementTree.fromstring(svg).tag.endswith("svg")


def test_notebook_is_valid_and_its_cells_are_claims(
    handout: Handout, outcomes: Sequence[Outcome]
) -> None:
    text = build(handout, outcomes, "ipynb").text
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    ids = [cell["id"] for cell in book.cells]
    assert len(set(ids)) == len(ids)
    (excerpt,) = extract("small.ipynb", text)
    assert excerpt.name == "vae"
    code = ["".join(c["source"]) for c in json.loads(text)["cells"] if c["cell_type"] == "code"]
    assert code[0] == "%load_ext symreparam"


def test_notebook_runs(handout: Handout, outcomes: Sequence[Outcome]) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    for cell in json.loads(build(handout, outcomes, "ipynb").text)["cells"]:
        if cell["cell_type"] == "code" and "print" not in "".join(cell["source"]):
            result = shell.run_cell("".join(cell["source"]))
            assert result.success
            assert getattr(result.result, "ok", True)


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is missing")
def test_latex_compiles_without_overfull_boxes(
    handout: Handout, outcomes: Sequence[Outcome], tmp_path: Path
) -> None:
    (tmp_path / "h.tex").write_text(build(handout, outcomes, "tex", key=True).text)
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "h.tex"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert "Overfull" not in done.stdout, re.findall("Overfull.*", done.stdout)


def test_a_false_claim_is_a_failure_at_its_line(handout: Handout) -> None:
    text = "---\ntitle: t\n---\n```claim\nlet X ~ Normal(0, 1)\nprove 3*X ~ Normal(0, 9)\n```\n"
    bad = read("h.md", text)
    outcomes = [check_text(q.text, line=q.line)[0] for q in bad.questions()]
    ((line, outcome),) = failures(outcomes, bad)
    assert (line, outcome.verdict) == (6, "refuted")


def test_an_undecided_claim_is_a_failure(handout: Handout, outcomes: Sequence[Outcome]) -> None:
    open_one = [replace(outcomes[0], verdict="undecided", ok=False), *outcomes[1:]]
    assert [line for line, _ in failures(open_one, handout)] == [30]


def test_unknown_targets(handout: Handout, outcomes: Sequence[Outcome]) -> None:
    with pytest.raises(ValueError, match="no such target"):
        build(handout, outcomes, "docx")


def test_a_students_notebook_hides_what_its_cells_would_show() -> None:
    text = (
        "---\ntitle: t\n---\n```claim\n#| hide: formulas\nlet X ~ Normal(0, 1)\n"
        "prove 3*X ~ Normal(0, 3)\n```\n"
    )
    hidden = read("h.md", text)
    outcomes = [check_text(q.text)[0] for q in hidden.questions()]
    copy, answer = (build(hidden, outcomes, "ipynb", key=key).text for key in (False, True))
    assert '"#| hide: formulas\\n"' in copy and "hide" not in answer


def test_latex_breaks_no_page_before_the_box_that_ends_a_proof(
    handout: Handout, outcomes: Sequence[Outcome]
) -> None:
    text = build(handout, outcomes, "tex", key=True).text
    proofs = re.findall(r"\\begin\{proofbox\}\n(.*?)\\end\{proofbox\}", text, re.DOTALL)
    ends = [proof.rpartition("\\postdisplaypenalty=10000\n") for proof in proofs]
    assert ends and all(before and after.count("\\]") == 1 for before, _, after in ends)


def test_choices_and_pictures_are_kept_together_in_latex(
    handout: Handout, outcomes: Sequence[Outcome]
) -> None:
    text = build(handout, outcomes, "tex", key=True).text
    assert "{\\together\n\\begin{itemize}\n\\item[A.]" in text
    assert re.search(r"\\end\{picture\}\n\n\\nopagebreak\n\\begin\{minipage\}", text)


def test_a_sketch_keeps_what_introduces_a_letter_and_drops_reasons() -> None:
    [outcome] = check_text("let U, V ~ Uniform(0, 1)\nprove max(U, V) ~ Beta(2, 1)")
    sketch, full = (
        blocks_markdown(shown(outcome, Controls(detail), key=False).proof, frozenset())
        for detail in ("sketch", "full")
    )
    for kept in ("Now hold $V$ fixed", "By Fubini", "The mass at $y$ moves", "= z + z"):
        assert kept in full.replace("&", "") and kept in sketch.replace("&", "")
    for dropped in ("Indeed", "because the substitution", "Up to finitely many points"):
        assert dropped not in sketch
    # no two cases with one condition
    assert "begin{cases}" not in full

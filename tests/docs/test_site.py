"""The pages that are made from the package: complete, and of well-formed formulas."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from symreparam.families.table import all_families
from symreparam.handouts.front_matter import front_matter
from symreparam.handouts.lessons import LESSONS
from symreparam.handouts.options import CHOICES
from symreparam.handouts.source import read
from symreparam.rules.table import RULES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def generated() -> Iterator[Any]:
    """The extension that makes the pages."""
    sys.path.insert(0, str(DOCS / "_extensions"))
    try:
        import generated

        yield generated
    finally:
        sys.path.remove(str(DOCS / "_extensions"))


def test_every_family_has_its_section(generated: Any) -> None:
    page = generated.families_page()
    for record in all_families():
        assert f"## {record.name}(" in page
    for math in re.findall(r"<math.*?</math>", page, re.S):
        ElementTree.fromstring(math)
    for svg in re.findall(r"<svg.*?</svg>", page, re.S):
        ElementTree.fromstring(svg)
        assert "nan" not in svg and "inf" not in svg
    continuous = [record for record in all_families() if record.pieces]
    assert page.count("<svg") > 0.8 * len(continuous)


def test_moments_keep_the_capital_of_the_gamma_function(generated: Any) -> None:
    page = generated.families_page()
    section = page[page.index("## Weibull(") :].partition("\n## ")[0]
    assert "<p>Mean <math>" in section and "<mi>Γ</mi>" in section
    assert "<mi>γ</mi>" not in section


def test_families_name_their_proved_relations(generated: Any) -> None:
    page = generated.families_page()
    rayleigh = page[page.index("## Rayleigh(") :].partition("\n## ")[0]
    assert "- `sqrt(X^2 + Y^2) ~ Rayleigh(1)`, where `X, Y ~ Normal(0, 1)`" in rayleigh
    assert "`Y/X ~ Cauchy(0, 1)`" not in rayleigh
    # of two variables that are introduced together only the one that the claim speaks of
    normal = page[page.index("## Normal(") :].partition("\n## ")[0]
    assert "- `X^2 ~ ChiSquared(1)`, where `X ~ Normal(0, 1)`\n" in normal


def test_families_state_their_conditions(generated: Any) -> None:
    page = generated.families_page()
    section = page[page.index("## Uniform(") :].partition("\n## ")[0]
    less = "<mi>left</mi><mo>&lt;</mo><mi>right</mi>"
    assert f"{less}</mrow></math></td><td>condition</td>" in section
    assert "condition" not in page[page.index("## Normal(") :].partition("\n## ")[0]


def test_signatures_fit_a_phone(generated: Any) -> None:
    page = generated.names_page()
    [prove] = re.findall(r"^## prove\n\n```python\n(.*?)```", page, re.M | re.S)
    assert prove.startswith("prove(\n    expr: Any,\n") and "    *,\n" in prove
    assert "'Any'" not in page and "```pycon\n>>> " in page


def test_every_rule_has_its_figure(generated: Any) -> None:
    page = generated.rules_page()
    sections = page.split("\n## ")
    assert {s.split("\n")[0] for s in sections[1:]} == set(RULES)
    assert all(section.count("<hr>") >= 1 for section in sections[1:])
    # nothing that markup or a blank line could break, and no rule of dashes
    figures = re.findall(r'^<div class="inference">\n.*?\n</div>$', page, re.M | re.S)
    assert len(figures) >= len(RULES)
    for figure in figures:
        ElementTree.fromstring(figure.replace("<hr>", "<hr/>"))
        assert "\n\n" not in figure and "----" not in figure
    # what a rule is called, with its arguments, stands at its line
    assert '<div class="rule-name">derivative(map, body\'' in page.replace("&#x27;", "'")


def test_every_command_and_name_is_there(generated: Any) -> None:
    page = generated.command_page()
    for command in ("prove", "check", "handout", "lessons", "trust"):
        assert f"## symreparam {command}\n" in page
    assert "--timeout" in page and "## assert_law" in generated.names_page()
    assert all(f"lessons/{name}-key.html" in generated.lessons_page() for name in LESSONS)


def test_pages_are_the_same_each_time(generated: Any) -> None:
    assert generated.names_page() == generated.names_page()
    assert "0x" not in generated.names_page()


def test_every_page_is_reached(generated: Any, tmp_path: Path) -> None:
    reached = set(re.findall(r"^(?:\.\./)?([\w-]+)$", (DOCS / "index.md").read_text(), re.M))
    reached |= set(re.findall(r"^\.\./([\w-]+)$", generated.further_page(DOCS), re.M))
    assert {path.stem for path in DOCS.glob("*.md")} - {"index"} <= reached
    for name in ("index", "placed", "lost"):
        (tmp_path / f"{name}.md").write_text("# T\n\nplaced\n")
    assert "../lost\n" in generated.further_page(tmp_path)
    assert "../placed" not in generated.further_page(tmp_path)


def test_the_page_on_lessons_describes_what_there_is() -> None:
    page = (DOCS / "how-to-write-a-lesson.md").read_text()
    for key, values in CHOICES.items():
        assert f"`{key}`" in page
        assert all(f"`{value}`" in page for value in values if value != "nothing")
    # its samples are read by the builder itself
    samples = re.findall(r"````text\n(.*?)````", page, re.S)
    assert len(samples) == 3
    for sample in samples:
        assert len(read("sample.md", f"# Title\n\n{sample}").blocks) == 1
    (head,) = re.findall(r"```text\n(---\n.*?)```", page, re.S)
    assert front_matter(head).detail == "sketch"


def test_every_family_has_its_reparameterizations() -> None:
    page = (DOCS / "reparameterizations.md").read_text()
    rows = {row.split("`")[1].partition("(")[0]: row for row in page.splitlines() if "| `" in row}
    missing = {record.name for record in all_families()} - set(rows)
    assert not missing, f"run python docs/reparameterizations.py: {missing}"
    # a row without a route says why
    assert all("✓" in row or (row.count("|") == 10 and row[-4:] != "|  |") for row in rows.values())

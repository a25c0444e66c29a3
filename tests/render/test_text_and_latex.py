"""Printing: the claim language reads back; text and LaTeX let no name through."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nasty import NASTY, nasty
from outcomes import BLOCKS, outcome
from sympy import Expr, Symbol, ceiling, exp, floor, gamma, log, pi, sqrt

from symreparam.pipeline import check_text
from symreparam.render.goals_text import claim_text
from symreparam.render.html import html_fragment
from symreparam.render.latex import escaped as escaped_latex
from symreparam.render.latex import latex_document, latex_fragment
from symreparam.render.names import look_alikes
from symreparam.render.terms_latex import symbol_latex, term_latex
from symreparam.render.text import outcome_text, proof_lines, short_message

CLAIMS = [
    "let mu real\nlet sigma > 0\nlet X ~ Normal(0, 1)\nprove mu + sigma*X ~ Normal(mu, sigma)",
    "let c != 0\nlet X ~ Normal(0, 1)\nprove c*X ~ Normal(0, abs(c))",
    "let X ~ Uniform(-1, 2)\nprove X^2 has density 1/(3*sqrt(t)) for 0 < t < 1, "
    "1/(6*sqrt(t)) for 1 < t < 4",
    "let 0 < p < 1\nlet n integer >= 2\nlet X ~ Gamma(n - p, 2)\nprove X/2 ~ Gamma(n - p, 1)",
    "let a > 0\nlet U ~ Uniform(0, 1)\nprove U^a has density t^(1/a - 1)/a for 0 < t < 1",
    "let X ~ Normal(0, 1)\nprove X - X ~ Point(0)",
]


@pytest.mark.parametrize("block", CLAIMS)
def test_printed_claims_read_back(block: str) -> None:
    [found] = check_text(block)
    assert found.verdict == "proved", found.reason
    [again] = check_text(claim_text(found.claim))  # type: ignore[arg-type]
    assert again.verdict == "proved", again.reason
    assert claim_text(again.claim) == claim_text(found.claim)  # type: ignore[arg-type]


# LaTeX --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("sigma", r"\sigma"),
        ("eps", r"\varepsilon"),
        ("epsilon", r"\epsilon"),
        ("x_1", "x_{1}"),
        ("x1", "x_{1}"),
        ("rate", r"\mathrm{rate}"),
        (r"\input{/etc/passwd}", r"\mathrm{\_input\_\_etc\_passwd\_}"),
        ("a$b", r"\mathrm{a\_b}"),
        ("a}b", r"\mathrm{a\_b}"),
        ("a\nb", r"\mathrm{a\_b}"),
    ],
)
def test_names_in_latex(name: str, shown: str) -> None:
    assert symbol_latex(Symbol(name, real=True)) == shown


x, mu, s, k = (Symbol(n, real=True) for n in ("x", "mu", "sigma", "k"))


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (
            sqrt(2) * exp(-((x - mu) ** 2) / (2 * s**2)) / (2 * sqrt(pi) * s),
            r"\frac{1}{\sigma \sqrt{2 \pi}}\, e^{- (x - \mu)^{2} / (2 \sigma^{2})}",
        ),
        (1 / (1 + exp(-x)), r"\frac{1}{1 + e^{- x}}"),
        (mu + s * x, r"\mu + \sigma x"),
        (x - mu, r"x - \mu"),
        ((x - mu) / s, r"\frac{x - \mu}{\sigma}"),
        (gamma(k + 1), r"\Gamma(k + 1)"),
        (log(x / s) ** 2, r"\left( \log\left(\frac{x}{\sigma}\right) \right)^{2}"),
        (exp(-exp(-x)), r"\exp(- e^{- x})"),
        (2 * 3**x, r"2 \cdot 3^{x}"),
    ],
)
def test_terms_in_latex(term: Expr, shown: str) -> None:
    assert term_latex(term) == shown


def test_a_letter_after_a_command_is_no_part_of_its_name() -> None:
    """Else a floor of E would be one unknown command."""
    x = Symbol("x", real=True)
    for head, words in ((floor, ("lfloor", "rfloor")), (ceiling, ("lceil", "rceil"))):
        for term in (head(x), head(x) * x, x - head(x), head(x**2) + head(2 * x), exp(-head(x))):
            written = term_latex(term)
            for word in words:
                assert re.search(rf"\\{word}(?![A-Za-z])", written), written
            commands = re.findall(r"\\[lr](?:floor|ceil)[A-Za-z]*", written)
            assert set(commands) == {f"\\{word}" for word in words}, written


def test_words_in_latex_are_no_commands() -> None:
    text = escaped_latex(NASTY)
    assert r"\input" not in text and "\x1b" not in text and "\u202e" not in text
    assert re.search(r"(?<!\\)[$%&#_]", text) is None
    assert escaped_latex("--sample a-b c---d") == "-{}-sample a-b c-{}-{}-d"
    assert escaped_latex("μ ~ ü ∞") == r"\(\mu\) \(\sim\) ü \(\infty\)"
    assert r"\input" not in latex_document(nasty())


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
@pytest.mark.parametrize("name", [*BLOCKS, "nasty"])
def test_documents_compile_without_a_warning(name: str, tmp_path: Path) -> None:
    found = nasty() if name == "nasty" else outcome(name)
    (tmp_path / "proof.tex").write_text(latex_document(found), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape"]
    run = subprocess.run(
        [*command, "proof.tex"], cwd=tmp_path, capture_output=True, timeout=60, check=False
    )
    log_text = run.stdout.decode("utf-8", "replace")
    assert run.returncode == 0, log_text[-2000:]
    assert not re.findall(r".*(?:Warning|verfull|nderfull).*", log_text)


def test_a_fragment_is_the_document_without_its_frame() -> None:
    found = outcome("classic")
    assert latex_fragment(found) in latex_document(found)
    assert r"\documentclass" not in latex_fragment(found)


# names that look alike ----------------------------------------------------------------------------
def test_names_that_would_look_alike_are_written_out() -> None:
    assert look_alikes(["x1", "x_1", "x2", "mu"]) == {"x1", "x_1"}
    assert look_alikes(["lamda", "lambda"]) == {"lamda", "lambda"}
    assert look_alikes(["eps", "epsilon", "x", "X"]) == frozenset()
    found = outcome("alike")
    assert found.verdict == "proved"
    assert "x1·X/x_1 ~ Normal(0, x1/x_1)" in outcome_text(found)
    assert r"\mathrm{x1}" in latex_document(found) and r"\mathrm{x\_1}" in latex_document(found)
    assert "<mi>x_1</mi>" in html_fragment(found) and "<mi>x1</mi>" in html_fragment(found)


# Text ---------------------------------------------------------------------------------------------
def test_text_lets_no_control_character_through() -> None:
    text = outcome_text(nasty())
    assert "\x1b" not in text and "\u202e" not in text


def test_the_steps_can_still_be_listed() -> None:
    proof = outcome("signs").proof
    assert proof is not None
    lines = proof_lines(proof)
    assert len(lines) == len(proof.steps)
    assert lines[0] == "  1. c ≠ 0."
    assert any("[case c < 0]" in row for row in lines)
    assert short_message(outcome("signs")).endswith(f"{len(proof.steps)} steps")


@pytest.mark.parametrize("goal", ["prove X ~ Normal(0, 2)", "prove X ~", "prove 2*median(X) = 0"])
def test_what_is_not_proved_says_why(goal: str) -> None:
    [found] = check_text("let X ~ Normal(0, 1)\n" + goal)
    text = outcome_text(found)
    assert not text.startswith("proved")
    if found.proof is None:
        for word in found.reason.split():
            assert word in text


def test_printing_imports_neither_decisions_nor_the_search() -> None:
    code_text = (
        "import sys, symreparam.render.text, symreparam.render.latex, symreparam.render.html, "
        "symreparam.render.markdown\n"
        "print([m for m in sys.modules if m.startswith(('symreparam.decide', 'symreparam.rules',"
        " 'symreparam.derivation', 'numpy', 'lark'))])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code_text], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code_text = (
        "import sys; sys.path.insert(0, 'tests/render')\n"
        "from outcomes import outcome\n"
        "from symreparam.render.text import outcome_text\n"
        "from symreparam.render.html import html_fragment\n"
        "from symreparam.render.latex import latex_document\n"
        "for name in ('classic', 'signs', 'refuted', 'fold'):\n"
        "    for show in (outcome_text, html_fragment, latex_document):\n"
        "        print(show(outcome(name)))"
    )
    root = Path(__file__).resolve().parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code_text],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "7")
    }
    assert len(outputs) == 1


def test_choices_can_be_read_back() -> None:
    from symreparam.pipeline import check_text
    from symreparam.render.goals_text import claim_text

    lets = "let 0 < p < 1\nlet U ~ Uniform(0, 1)\n"
    for term in ("indicator(U < p)", "if(U < p, 2, U)", "if(U < p, U, if(U > 1/2, 1, p))"):
        [found] = check_text(f"{lets}prove E({term}) = p")
        text = claim_text(found.claim)
        [again] = check_text(text)
        assert again.claim is not None, text
        assert again.claim.goal == found.claim.goal


def test_equal_transforms_are_each_printed_with_their_own_value() -> None:
    text = "let X, Y ~ Normal(0, 1)\nprove X/sqrt(2) + Y/sqrt(2) ~ Normal(0, 1)"
    told = outcome_text(check_text(text)[0])
    for name in "XY":
        assert f"E(exp({name}·w/√2)) = exp(w²/4)" in told


def test_variances_and_covariances_by_name() -> None:
    text = (
        "let mu real\nlet X, Y ~ Normal(mu, 1)\n"
        "prove Var(2*X) = 4\nprove Cov(X, X + Y) = 1\nprove 1 - 3*Var(X)/2 = -1/2\n"
        "prove E(X^2) - E(X)*E(Y) = 1\nprove E(X^2) = mu^2 + 1"
    )
    shown = [outcome_text(o).partition("Proof.")[0] for o in check_text(text)]
    wanted = ["Var(2X) = 4", "Cov(X, X + Y) = 1", "1 - 3Var(X)/2 = -1/2"]
    assert all(each in text for each, text in zip(wanted, shown, strict=False)), shown
    assert "Cov" not in shown[3] and "Var" not in shown[4]


def test_a_vector_of_any_size_is_told_by_one_component() -> None:
    text = (
        "let n integer >= 1\nlet m[1..n] real\nlet e[1..n] ~ Normal(0, 1)\n"
        "prove m + e ~ MultivariateNormal(m, eye(n))"
    )
    told = outcome_text(check_text(text)[0])
    assert "Consider the component at any one index." in told and "The steps, in order" not in told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("rates — λ", r"rates --- \(\lambda\)"),
        ("“a” ‘b’…", "``a'' `b'\\dots{}"),
        ("3 × 4° ÷ 2", r"3 \(\times\) 4\(^\circ\) \(\div\) 2"),
        ("Čapek, Erdős, Łoś", "Čapek, Erdős, Łoś"),
        ("猫 \\input{x}", r"? \textbackslash{}input\{x\}"),
    ],
)
def test_words_of_other_languages_and_their_signs(words: str, expected: str) -> None:
    assert escaped_latex(words) == expected

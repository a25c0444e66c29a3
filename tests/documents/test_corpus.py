"""The corpus of claims: all of it parses, but for the errors that are errors of the text."""

from __future__ import annotations

import json
from pathlib import Path

from symreparam.documents.diagnostics import Diagnostic
from symreparam.documents.extract import extract
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.documents.unparse import print_statement

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"

FAMILY_NAMES = """
    Arcsin Bernoulli Beta BetaPrime Binomial Categorical Cauchy Chi ChiSquared Dagum Die
    Dirichlet DiscreteUniform Erlang Exponential FDistribution FoldedNormal Frechet Gamma
    GammaInverse GaussianInverse Geometric Gompertz Gumbel HalfCauchy HalfNormal
    Hypergeometric Independent Kumaraswamy Laplace Levy LogCauchy LogLogistic LogNormal
    Logistic LogitNormal Lomax Maxwell Moyal MultivariateNormal N Nakagami NegativeBinomial
    Normal Pareto Point Poisson PowerFunction Rademacher Rayleigh Skellam StudentT Triangular
    Uniform Weibull WignerSemicircle
"""
FAMILIES = frozenset(FAMILY_NAMES.split())

# Errors of the text by truth.json "error", and texts that the language refuses although truth.json
# asks only that they are not proved.
TRAPS_IN_THE_TEXT = """
    assignment-in-claim attribute constant-redefined empty-claim float-like future-reference
    implicit-product imported keyword-as-name lambda let-in-goal long-name missing-comma
    missing-law missing-mass name-clash nan no-family no-range open-paren-name prime-outside
    quoted range-of-parameter self-reference stray-for tail-comment two-bound
    two-variables-one-name typo unbalanced unicode-lookalike unknown-random
    wrong-arity-function chained-tower digits-bomb trig-bomb infinite-parameter
    not-enough-digits
"""
OF_THE_TEXT = frozenset(TRAPS_IN_THE_TEXT.split())


def blocks() -> list[tuple[str, str]]:
    return [
        (excerpt.name, excerpt.text)
        for path in sorted(CORPUS.glob("*.md"))
        for excerpt in extract(str(path), path.read_text(encoding="utf-8"))
    ]


def test_every_block_is_found() -> None:
    truth = json.loads((CORPUS / "truth.json").read_text(encoding="utf-8"))
    assert sorted(name for name, _ in blocks()) == sorted(truth)


def test_errors_are_where_they_should_be() -> None:
    wrong = []
    for name, text in blocks():
        block = check_names(parse_block(text), FAMILIES)
        found = [each for each in block.statements if isinstance(each, Diagnostic)]
        if bool(found) != (name.removeprefix("trap/") in OF_THE_TEXT) or block.problems:
            wrong.append((name, found))
    assert wrong == []


def test_an_error_of_the_text_reaches_the_goal() -> None:
    for name, text in blocks():
        if name.removeprefix("trap/") in OF_THE_TEXT:
            goal = check_names(parse_block(text), FAMILIES).statements[-1]
            assert isinstance(goal, Diagnostic), name


def test_round_trip() -> None:
    for _, text in blocks():
        for statement in parse_block(text).statements:
            if not isinstance(statement, Diagnostic):
                assert parse_block(print_statement(statement)).statements == (statement,)

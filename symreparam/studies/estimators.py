"""The two estimators of a gradient, and their exact variances for a polynomial.

For z = mu + sigma*eps, d/dmu E f(z) is the mean of f'(z) (pathwise) and of f(z) (z - mu)/sigma^2
(score function); d/dsigma likewise. Both are unbiased, and the first usually varies less (Kingma &
Welling 2013, section 2.2; Mohamed et al. 2020).

    >>> from symreparam import gradient_estimators
    >>> [row.variance for row in gradient_estimators("z^2") if row.parameter == "mu"]
    [4*sigma**2, mu**4/sigma**2 + 14*mu**2 + 15*sigma**2]
"""

from __future__ import annotations

from typing import Final, Literal

from sympy import Expr, Integer, Symbol, diff, expand

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import mean_step
from symreparam.logic.errors import ClaimError, RuleError
from symreparam.logic.judgement import Equation, Expectation
from symreparam.logic.verdict import Outcome
from symreparam.render.terms_text import term_text
from symreparam.studies.asking import asked
from symreparam.terms.record import dataclass

LETS: Final = "let mu real\nlet sigma > 0\nlet eps ~ Normal(0, 1)\nlet z = mu + sigma*eps\n"
MOST_DEGREE: Final = 6


@dataclass(frozen=True, slots=True)
class Estimator:
    """One estimator of d/d parameter of E f(z): its body in z, and its exact variance.

    `unbiased` and `exact` are the claims that its mean is the gradient and that its variance is
    `variance`, with their proofs.
    """

    parameter: str
    kind: Literal["pathwise", "score function"]
    body: Expr
    variance: Expr
    unbiased: Outcome
    exact: Outcome


def gradient_estimators(function: str) -> tuple[Estimator, ...]:
    """Both estimators for mu and sigma, for a polynomial in z with rational coefficients.

    Raises ClaimError for another function, or one of degree above 6.

    >>> first = gradient_estimators("z^2")[0]
    >>> first.parameter, first.kind, first.body, first.variance
    ('mu', 'pathwise', 2*z, 4*sigma**2)
    """
    z = Symbol("z", real=True)
    body = _polynomial(function, z)
    mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
    slope, eps = diff(body, z), (z - mu) / sigma
    rows: tuple[tuple[str, Literal["pathwise", "score function"], Expr], ...] = (
        ("mu", "pathwise", slope),
        ("mu", "score function", body * eps / sigma),
        ("sigma", "pathwise", eps * slope),
        ("sigma", "score function", body * (eps**2 - 1) / sigma),
    )
    return tuple(_estimator(body, *row) for row in rows)


def _polynomial(function: str, z: Symbol) -> Expr:
    outcome = asked(f"let z real\nprove {function} = 0")
    claim = outcome.claim
    if claim is None or not isinstance(claim.goal, Equation):
        raise ClaimError(f"{function} is no term in z: {outcome.reason}")
    body = expand(claim.goal.left)
    if not body.is_polynomial(z) or body.free_symbols - {z}:
        raise ClaimError(f"{function} is no polynomial in z alone", hint="for example z^2")
    if body.as_poly(z).degree() > MOST_DEGREE:
        raise ClaimError(f"{function} has a degree above {MOST_DEGREE}")
    return body


def _estimator(
    function: Expr, parameter: str, kind: Literal["pathwise", "score function"], body: Expr
) -> Estimator:
    shown = term_text(body)
    unbiased = _settled(f"prove grad({parameter}, E({term_text(function)})) = E({shown})")
    second, first = _mean(f"({shown})^2"), _mean(shown)
    variance = expand(second - first**2)
    exact = _settled(f"prove Var({shown}) = {term_text(variance)}")
    return Estimator(parameter, kind, body, variance, unbiased, exact)


def _settled(goal: str) -> Outcome:
    outcome = asked(LETS + goal)
    if outcome.verdict != "proved":
        raise ClaimError(f"{goal}: {outcome.verdict}: {outcome.reason}")
    return outcome


def _mean(body: str) -> Expr:
    """The mean of a term in z, as the engine derives it."""
    outcome = asked(f"{LETS}prove E({body}) = 0")
    claim = outcome.claim
    if claim is None or not isinstance(claim.goal, Equation):
        raise ClaimError(outcome.reason)
    if not claim.goal.means:
        return Integer(0)
    builder = Builder(claim)
    try:
        known = builder.conclusion(mean_step(builder, claim.goal.means[0].body))  # type: ignore[union-attr]
    except (RuleError, NoInverse) as error:
        raise ClaimError(str(error)) from error
    assert isinstance(known, Expectation)
    return known.value


def variance_table(function: str) -> str:
    """The four estimators as a Markdown table."""
    lines = ["| gradient in | estimator | body | variance |", "| --- | --- | --- | --- |"]
    for row in gradient_estimators(function):
        body, variance = term_text(row.body), term_text(row.variance)
        lines.append(f"| `{row.parameter}` | {row.kind} | `{body}` | `{variance}` |")
    return "\n".join(lines) + "\n"

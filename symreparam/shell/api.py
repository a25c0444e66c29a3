"""Claims from Python: `sympy.stats` variables in, outcomes out.

>>> from sympy import Symbol, stats
>>> from symreparam import derive, prove
>>> mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
>>> eps = stats.Normal("epsilon", 0, 1)
>>> prove(mu + sigma * eps, stats.Normal("z", mu, sigma)).verdict
'proved'
>>> prove(mu + sigma * eps, stats.Normal("z", mu, sigma**2)).verdict
'refuted'
>>> derive(sigma * eps).verdict
'proved'
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from symreparam.logic.errors import ClaimError
from symreparam.pipeline import DEFAULT, Options, check_text
from symreparam.shell.settled import Settled, settled
from symreparam.shell.stats_claims import settle_stats


def prove(expr: Any, law: Any, *, method: str | None = None, options: Options = DEFAULT) -> Settled:
    """Settle the claim that `expr` (in sympy.stats variables) has the law of `law`, a sympy.stats
    variable. `ok` when proved. Raises ClaimError, Unsupported for what is no claim.

    `method` asks for one proof among several: `change-of-variables`, `cdf`, `standardization`,
    `characteristic-function` or `generating-function`; ValueError for another one.

    >>> from sympy import stats
    >>> U = stats.Uniform("U", 0, 1)
    >>> print(prove(3 * U, stats.Uniform("V", 0, 3)).verdict)
    proved
    >>> outcome = prove(3 * U, stats.Uniform("V", 0, 3), method="cdf")
    >>> outcome.proof.steps[-1].rule
    'distribution-law'
    """
    if method is not None:
        options = replace(options, method=method)
    return settled(settle_stats("prove", options, expr, _given(law)))


def refute(expr: Any, law: Any, *, options: Options = DEFAULT) -> Settled:
    """Settle the same claim; `ok` when refuted. Raises ClaimError, Unsupported.

    >>> from sympy import stats
    >>> U = stats.Uniform("U", 0, 1)
    >>> refute(3 * U, stats.Uniform("V", 0, 2)).ok
    True
    """
    return settled(settle_stats("refute", options, expr, _given(law)))


def _given(law: Any) -> Any:
    if law is None:
        hint = "for example stats.Normal('z', 0, 1); `derive` takes no law"
        raise ClaimError("a random variable is expected as the law, not None", hint=hint)
    return law


def derive(expr: Any, *, options: Options = DEFAULT) -> Settled:
    """The law of `expr`, with its proof. Raises ClaimError, Unsupported.

    >>> from sympy import log, stats
    >>> d = derive(-log(stats.Uniform("U", 0, 1)))
    >>> d.density, d.support
    (Piecewise((exp(-z), z > 0), (0, True)), Interval(0, oo))
    >>> d.family.family
    'Exponential'
    """
    return settled(settle_stats("derive", options, expr))


def check(
    text: str,
    *,
    path: str = "",
    line: int = 1,
    column: int = 1,
    name: str = "",
    options: Options = DEFAULT,
) -> tuple[Settled, ...]:
    """The outcome of every goal of one block of the claim language, in order.

    Raises TypeError for what is no text, and nothing else.

    >>> [goal.verdict for goal in check("let X ~ Normal(0, 1)\\nprove X^2 ~ ChiSquared(1)")]
    ['proved']
    """
    if not isinstance(text, str):
        raise TypeError(f"check takes the text of one block, not {type(text).__name__}")
    found = check_text(text, path=path, line=line, column=column, name=name, options=options)
    return tuple(settled(outcome) for outcome in found)


def assert_law(expr: Any, law: Any, *, sample: bool = True) -> None:
    """For a test: AssertionError with the counterexample unless `expr` provably has the law. With
    `sample` a seeded sample of `expr` is compared with the law, too.

    >>> from sympy import stats
    >>> assert_law(2 * stats.Normal("X", 0, 1), stats.Normal("Y", 0, 2))
    """
    outcome = prove(expr, law, options=Options(sample=sample))
    if not outcome.ok:
        raise AssertionError(outcome.text())

"""The table of divergences and entropies in the docs: every value derived and proved as it is made.

python docs/divergences.py > docs/divergences.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sympy import oo

from symreparam.render.terms_latex import term_latex
from symreparam.studies.information import Information, divergence, entropy

LETS: Final = (
    *("mu real", "m real", "sigma > 0", "s > 0", "k > 0", "l > 0", "a > 0", "b > 0", "c > 0"),
    *("d > 0", "lambda > 0", "rho > 0", "0 < p < 1", "0 < q < 1", "-1 < r < 1"),
    *("n integer >= 1", "0 < v < 1", "v != 1/2", "0 < w < 1", "w != 1/2"),
)
SAME: Final = (
    ("Normal(mu, sigma)", "Normal(m, s)"),
    ("Gamma(k, sigma)", "Gamma(l, s)"),
    ("Exponential(lambda)", "Exponential(rho)"),
    ("Beta(a, b)", "Beta(c, d)"),
    ("Laplace(mu, sigma)", "Laplace(m, s)"),
    ("Pareto(a + b, k)", "Pareto(a, l)"),
    ("Weibull(a, k)", "Weibull(b, l)"),
    ("Gumbel(sigma, mu)", "Gumbel(s, m)"),
    ("Cauchy(mu, sigma)", "Cauchy(m, s)"),
    ("Uniform(mu, mu + a)", "Uniform(mu - b, mu + a + c)"),
    ("LogNormal(mu, sigma)", "LogNormal(m, s)"),
    ("HalfNormal(sigma)", "HalfNormal(s)"),
    ("Rayleigh(sigma)", "Rayleigh(s)"),
    ("ContinuousBernoulli(v)", "ContinuousBernoulli(w)"),
    ("VonMises(mu, k)", "VonMises(m, l)"),
    ("Bernoulli(p)", "Bernoulli(q)"),
    ("Geometric(p)", "Geometric(q)"),
    ("Poisson(a)", "Poisson(b)"),
    ("Binomial(n, p)", "Binomial(n, q)"),
    ("Categorical(p, 1 - p)", "Categorical(q, 1 - q)"),
    ("Dirichlet(a, b, c)", "Dirichlet(d, k, l)"),
    (
        "MultivariateNormal((mu, m), ((sigma^2, r*sigma*s), (r*sigma*s, s^2)))",
        "MultivariateNormal((0, 0), ((1, 0), (0, 1)))",
    ),
)
CROSS: Final = (
    ("Bernoulli(p)", "Poisson(a)"),
    ("Normal(mu, sigma)", "Laplace(m, s)"),
    ("Normal(mu, sigma)", "Gumbel(s, m)"),
    ("Laplace(mu, sigma)", "Normal(m, s)"),
    ("Gumbel(sigma, mu)", "Normal(m, s)"),
    ("Exponential(lambda)", "Gamma(k, s)"),
    ("Exponential(lambda)", "Gumbel(s, m)"),
    ("Exponential(lambda)", "Normal(m, s)"),
    ("Gamma(k, sigma)", "Exponential(lambda)"),
    ("Gamma(k, sigma)", "Gumbel(s, m)"),
    ("Gamma(k, sigma)", "Normal(m, s)"),
    ("Beta(a, b)", "Exponential(lambda)"),
    ("Beta(a, b)", "Gamma(k, s)"),
    ("Beta(a, b)", "Normal(m, s)"),
    ("Beta(a, b)", "Uniform(0, 1)"),
    ("Beta(a, b)", "ContinuousBernoulli(v)"),
    ("ContinuousBernoulli(v)", "Exponential(lambda)"),
    ("ContinuousBernoulli(v)", "Normal(m, s)"),
    ("ContinuousBernoulli(v)", "Uniform(0, 1)"),
    ("Pareto(c, 1 + a)", "Exponential(lambda)"),
    ("Pareto(c, 1 + a)", "Gamma(k, s)"),
    ("Pareto(c, 2 + a)", "Normal(m, s)"),
    ("Uniform(0, p)", "Beta(a, b)"),
    ("Uniform(0, 1)", "ContinuousBernoulli(v)"),
    ("Uniform(0, a)", "Exponential(lambda)"),
    ("Uniform(0, a)", "Gamma(k, s)"),
    ("Uniform(mu, mu + a)", "Gumbel(s, m)"),
    ("Uniform(mu, mu + a)", "Normal(m, s)"),
    ("Uniform(a, a + b)", "Pareto(a, k)"),
)
SECONDS: Final = {
    "Beta": "Beta(c, d)",
    "Exponential": "Exponential(rho)",
    "Gamma": "Gamma(l, s)",
    "Pareto": "Pareto(c, d)",
    "Uniform": "Uniform(0, c)",
    "Bernoulli": "Bernoulli(p)",
    "Binomial": "Binomial(n, p)",
    "ContinuousBernoulli": "ContinuousBernoulli(v)",
}
HALF: Final = ("Exponential", "Gamma", "Pareto")
INFINITE: Final = (
    ("Normal(mu, sigma)", ("Beta", "ContinuousBernoulli", *HALF, "Uniform")),
    ("Laplace(mu, sigma)", ("Beta", "ContinuousBernoulli", *HALF, "Uniform")),
    ("Gumbel(sigma, mu)", ("Beta", "ContinuousBernoulli", *HALF, "Uniform")),
    ("Exponential(lambda)", ("Beta", "ContinuousBernoulli", "Pareto", "Uniform")),
    ("Gamma(k, sigma)", ("Beta", "ContinuousBernoulli", "Pareto", "Uniform")),
    ("Pareto(a, k)", ("Beta", "ContinuousBernoulli", "Uniform")),
    ("ContinuousBernoulli(v)", ("Pareto",)),
    ("Beta(a, b)", ("Pareto",)),
    ("Poisson(a)", ("Bernoulli", "Binomial")),
)
# another value where the first law does not live inside of the second's support, or has no mean
CASES: Final = (
    ("Beta(a, b)", "Uniform(m, m + c)"),
    ("ContinuousBernoulli(v)", "Uniform(m, m + c)"),
    ("Uniform(mu, mu + a)", "ContinuousBernoulli(v)"),
    ("Uniform(mu, mu + a)", "Uniform(m, m + b)"),
    ("Uniform(mu, mu + a)", "Beta(b, c)"),
    ("Uniform(mu, mu + a)", "Exponential(lambda)"),
    ("Uniform(mu, mu + a)", "Gamma(k, s)"),
    ("Uniform(mu, mu + a)", "Pareto(b, k)"),
    ("Pareto(a, k)", "Pareto(b, l)"),
    ("Pareto(a, k)", "Exponential(lambda)"),
    ("Pareto(a, k)", "Gamma(l, s)"),
    ("Pareto(a, k)", "Normal(m, s)"),
)
# the laws of the other argument of every pair that PyTorch registers, by the first
_LINE: Final = ("Beta", "ContinuousBernoulli", "Exponential", "Gamma")
TORCH: Final = {
    "Bernoulli": ("Bernoulli", "Poisson"),
    "Beta": (*_LINE, "Normal", "Pareto", "Uniform"),
    "Binomial": ("Binomial",),
    "Categorical": ("Categorical",),
    "Cauchy": ("Cauchy",),
    "ContinuousBernoulli": ("ContinuousBernoulli", "Exponential", "Normal", "Pareto", "Uniform"),
    "Dirichlet": ("Dirichlet",),
    "Exponential": (*_LINE, "Gumbel", "Normal", "Pareto", "Uniform"),
    "ExponentialFamily": ("ExponentialFamily",),
    "Gamma": (*_LINE, "Gumbel", "Normal", "Pareto", "Uniform"),
    "Geometric": ("Geometric",),
    "Gumbel": (*_LINE, "Gumbel", "Normal", "Pareto", "Uniform"),
    "HalfNormal": ("HalfNormal",),
    "Independent": ("Independent",),
    "Laplace": (*_LINE, "Laplace", "Normal", "Pareto", "Uniform"),
    "LowRankMultivariateNormal": ("LowRankMultivariateNormal", "MultivariateNormal"),
    "MultivariateNormal": ("LowRankMultivariateNormal", "MultivariateNormal"),
    "Normal": (*_LINE, "Gumbel", "Laplace", "Normal", "Pareto", "Uniform"),
    "OneHotCategorical": ("OneHotCategorical",),
    "Pareto": (*_LINE, "Normal", "Pareto", "Uniform"),
    "Poisson": ("Bernoulli", "Binomial", "Poisson"),
    "TransformedDistribution": ("TransformedDistribution",),
    "Uniform": (*_LINE, "Gumbel", "Normal", "Pareto", "Uniform"),
}
# the same law by another name there
SAME_LAW: Final = {
    "LowRankMultivariateNormal": ("MultivariateNormal", "the covariance written W Wᵀ + D"),
    "OneHotCategorical": ("Categorical", "the category written as a vector of zeros and a one"),
}
NO_LAW: Final = {
    "ExponentialFamily": "a class of laws, of which the rows above are members",
    "Independent": "a vector of independent components: the sum of the components' divergences",
    "TransformedDistribution": "one invertible map of two laws, which changes no divergence",
}
# no closed form
MORE_ENTROPIES: Final = (
    *("StudentT(k)", "HalfCauchy(sigma)", "Arcsin(mu, mu + s)", "WignerSemicircle(sigma)"),
    *("Frechet(a, s, m)", "Kumaraswamy(a, b)", "Levy(mu, s)"),
)
WITHOUT_ENTROPY: Final = ("Poisson", "Binomial")


def table() -> Iterator[str]:
    """The page, line by line. Raises ValueError when a row is not proved."""
    yield "# Divergences and entropies"
    yield ""
    yield "Made by `python docs/divergences.py`: each value was derived by the"
    yield "engine and proved, at every parameter value with μ, m real, p, q between 0 and 1, r"
    yield "between -1 and 1, v, w between 0 and 1 and not 1/2 (where the law is `Uniform(0, 1)`),"
    yield "n a whole number and all other letters positive. Parameters are in the"
    yield "order of the claim language (`Gamma(shape, scale)`, `Gumbel(scale, location)`);"
    yield "logarithms are natural."
    yield from _section("Within a family", SAME)
    yield from _section("Between families", CROSS)
    yield ""
    yield "## By cases of the parameters"
    yield ""
    yield "One of the cases of each pair holds at all parameter values. Beside the ends of its"
    yield "support a law may have no mean of the logarithm or of the variable."
    yield ""
    yield "| first law | second law | where | divergence |"
    yield "| --- | --- | --- | --- |"
    for first, second in CASES:
        yield from _cases(first, second)
    yield ""
    yield "## Infinite ones"
    yield ""
    yield "The first law gives positive probability to a set to which the second gives none."
    yield ""
    yield "| first law | second law |"
    yield "| --- | --- |"
    for first, names in INFINITE:
        for second in (SECONDS[name] for name in names):
            if _proved(divergence(first, second, _lets(first, second))).value != oo:
                raise ValueError(f"KL({first}, {second}) is finite")
            yield f"| `{first}` | `{second}` |"
    yield ""
    yield from _torch()
    yield ""
    yield "## Entropies"
    yield ""
    yield "| law | entropy |"
    yield "| --- | --- |"
    for law in dict.fromkeys((*(first for first, _ in SAME), *MORE_ENTROPIES)):
        if law.partition("(")[0] in WITHOUT_ENTROPY:
            continue
        yield f"| `{law}` | {_formula(entropy(law, _lets(law)))} |"


def _torch() -> Iterator[str]:
    """Where each pair of PyTorch's stands. Raises ValueError for one that has no row."""
    yield "## The pairs of PyTorch"
    yield ""
    yield "Every pair that `torch.distributions.kl` registers, by PyTorch's names, and where it is."
    yield ""
    yield "| first | second | here |"
    yield "| --- | --- | --- |"
    for first, seconds in TORCH.items():
        for second in seconds:
            yield f"| `{first}` | `{second}` | {_place(first, second)} |"


def _place(first: str, second: str) -> str:
    if first in NO_LAW:
        return NO_LAW[first]
    known = [SAME_LAW.get(name, (name, "")) for name in (first, second)]
    told = [f"as `{law}`, {word}" for law, word in known if word]
    pair = (known[0][0], known[1][0])
    found = [link for link, pairs in _places() if pair in pairs]
    if not found:
        raise ValueError(f"KL({first}, {second}) has no row")
    return "; ".join(dict.fromkeys([*told, *found]))


def _places() -> Iterator[tuple[str, set[tuple[str, str]]]]:
    """Each section, linked, with the names of its laws."""
    rows = {
        "Within a family": SAME,
        "Between families": CROSS,
        "By cases of the parameters": CASES,
        "Infinite ones": tuple((first, name) for first, names in INFINITE for name in names),
    }
    for title, pairs in rows.items():
        link = title.lower().replace(" ", "-")
        yield f"[{title.lower()}](#{link})", {(_name(a), _name(b)) for a, b in pairs}


def _name(law: str) -> str:
    return law.partition("(")[0]


def _lets(*laws: str) -> tuple[str, ...]:
    """The lets of the letters that the laws use."""
    used = {word for law in laws for word in re.findall(r"[a-z]+", law)}
    return tuple(let for let in LETS if used & set(re.findall(r"[a-z]+", let)))


def _section(title: str, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield "| first law | second law | divergence |"
    yield "| --- | --- | --- |"
    for first, second in pairs:
        found = divergence(first, second, _lets(first, second))
        yield f"| `{first}` | `{second}` | {_formula(found)} |"


def _cases(first: str, second: str) -> Iterator[str]:
    found = divergence(first, second, _lets(first, second))
    if not found.cases:
        raise ValueError(f"{found.claim}: {found.outcome.reason}")
    for case in found.cases:
        where = " and ".join(f"`{condition}`" for condition in case.conditions)
        yield f"| `{first}` | `{second}` | {where} | {_formula(case.found)} |"


def _formula(found: Information) -> str:
    known = _proved(found)
    assert known.value is not None
    # a bar would end the table's cell
    return f"${term_latex(known.value)}$".replace("|", r"\|")


def _proved(found: Information) -> Information:
    if found.value is None:
        raise ValueError(f"{found.claim} was not proved: {found.outcome.reason}")
    return found


if __name__ == "__main__":
    print("\n".join(table()))

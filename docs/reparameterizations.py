"""The table of reparameterizations in the docs: what is found for each family, all proved.

python docs/reparameterizations.py > docs/reparameterizations.md
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sympy import Symbol, oo

from symreparam.families.family import Family, Parameter
from symreparam.families.table import all_families
from symreparam.logic.errors import ClaimError
from symreparam.render.terms_text import term_text
from symreparam.studies.emit import NoCode, source_code
from symreparam.studies.reparameterize import reparameterize
from symreparam.studies.route_records import Reparameterization

KINDS: Final = ("location-scale", "inverse cdf", "composition", "threshold", "implicit")
# a law on whole numbers, or whose form hangs on an argument, is asked for at these arguments
GIVEN: Final = {
    "Bernoulli": ("Bernoulli(p)", ["0 < p < 1"]),
    "Geometric": ("Geometric(p)", ["0 < p < 1"]),
    "Binomial": ("Binomial(3, p)", ["0 < p < 1"]),
    "BetaBinomial": ("BetaBinomial(2, a, b)", ["a, b > 0"]),
    "Die": ("Die(6)", []),
    "DiscreteUniform": ("DiscreteUniform(1, 4)", []),
    "Hypergeometric": ("Hypergeometric(5, 2, 2)", []),
    "Triangular": ("Triangular(a, b, c)", ["a real", "c > a", "b > c"]),
    "Trapezoidal": ("Trapezoidal(a, b, c, d)", ["a real", "b > a", "c > b", "d > c"]),
    "GeneralizedExtremeValue": (
        "GeneralizedExtremeValue(mu, sigma, xi)",
        ["mu real", "sigma, xi > 0"],
    ),
    "GeneralizedPareto": ("GeneralizedPareto(mu, sigma, xi)", ["mu real", "sigma, xi > 0"]),
    "ContinuousBernoulli": ("ContinuousBernoulli(p)", ["0 < p < 1", "p != 1/2"]),
    "SkewNormal": ("SkewNormal(alpha)", ["alpha > 0"]),
}
VECTORS: Final = (
    (
        "MultivariateNormal((m, n), ((a^2, r*a*b), (r*a*b, b^2)))",
        ["m, n real", "a, b > 0", "-1 < r < 1"],
    ),
    ("Dirichlet(a, b, c)", ["a, b, c > 0"]),
    ("Dirichlet(1, 1, 1)", []),
)


def table() -> Iterator[str]:
    """The page, line by line."""
    yield "# Reparameterizations of the families"
    yield ""
    yield "Made by `python docs/reparameterizations.py`: each ✓ was proved as the page was made, at"
    yield "every parameter value that the family allows, or those that the law's arguments show"
    yield "(`Die(6)`; a shape of a known sign). The last columns say whether `--emit` writes code."
    yield "[How to use the trick](how-to-use-the-trick.md) says what the routes are."
    yield ""
    yield f"| law | {' | '.join(KINDS)} | numpy | torch | otherwise |"
    yield f"| --- {'| --- ' * (len(KINDS) + 3)}|"
    for record in all_families():
        yield _row(*(GIVEN.get(record.name) or _symbolic(record)))
    for target, lets in VECTORS:
        yield _row(target, lets)


def _row(target: str, lets: list[str]) -> str:
    try:
        found = reparameterize(target, lets)
    except ClaimError as error:
        return f"| `{target}` {'| ' * (len(KINDS) + 3)}| {error} |"
    kinds = {route.kind for route in found.routes}
    marks = ["✓" if kind in kinds else "" for kind in KINDS]
    marks += ["✓" if _written(found, name) else "" for name in ("numpy", "torch")]
    words = [] if kinds else [line for line in found.tried if " with " not in line]
    return f"| `{target}` | {' | '.join(marks)} | {'; '.join(words)} |"


def _written(found: Reparameterization, framework: str) -> bool:
    try:
        source_code(found, framework)  # type: ignore[arg-type]
    except NoCode:
        return False
    return True


def _symbolic(record: Family) -> tuple[str, list[str]]:
    """The member with the record's own parameters, and their lets."""
    names = [parameter.name for parameter in record.parameters]
    lets = [_let(parameter) for parameter in record.parameters]
    swap = {p.symbol: Symbol(p.name) for p in record.parameters}
    for each in record.conditions:
        sides = [term_text(side.xreplace(swap)) for side in (each.left, each.right)]
        lets.append(f"{sides[0]} {each.sign} {sides[1]}")
    return f"{record.name}({', '.join(names)})", lets


def _let(parameter: Parameter) -> str:
    domain, name = parameter.domain, parameter.name
    whole = "integer " if domain.integer else ""
    below = "<=" if domain.lower_closed else "<"
    above = "<=" if domain.upper_closed else "<"
    if domain.lower == -oo and domain.upper == oo:
        return f"{name} {'integer' if domain.integer else 'real'}"
    if domain.upper == oo:
        return f"{name} {whole}{'>=' if domain.lower_closed else '>'} {domain.lower}"
    return f"{whole}{domain.lower} {below} {name} {above} {domain.upper}"


if __name__ == "__main__":
    print("\n".join(table()))

"""What a claim does not need is not imported for it: modules are loaded by what a claim asks."""

from __future__ import annotations

import subprocess
import sys

from symreparam.rules.table import MODULES

CLASSIC = (
    *("let mu real", "let sigma > 0", "let eps ~ Normal(0, 1)"),
    "prove mu + sigma*eps ~ Normal(mu, sigma)",
)
REFUTED = (*CLASSIC[:-1], "prove mu + sigma*eps ~ Normal(mu, sigma^2)")
SETTLE = """
import sys
from symreparam.pipeline import check_text
from symreparam.render.text import outcome_text
[found] = check_text(sys.argv[1])
outcome_text(found)
print(found.verdict, *sys.modules)
"""
OUTSIDE = ("numpy", "scipy", "matplotlib", "jinja2", "IPython", "sphinx", "sympy.stats")
SEARCHES = ("refuting", "witness", "near_misses", "kinds", "indices", "joint", "equations")
OF_THE_STEPS = {"structure", "order", "calculus", "laws", "pushforward"}
OF_THE_SEARCH = {"by_angle", "by_value"}  # which the builder asks
FOLDERS = tuple(f"symreparam.{name}." for name in ("studies", "handouts", "shell"))


def _loaded(claim: tuple[str, ...]) -> tuple[str, set[str]]:
    """The verdict, and the modules of a fresh process that settled the claim and told it."""
    command = [sys.executable, "-c", SETTLE, "\n".join(claim)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    verdict, *modules = done.stdout.split()
    return verdict, set(modules)


def test_the_classic_claim_loads_what_it_needs_alone() -> None:
    verdict, modules = _loaded(CLASSIC)
    assert verdict == "proved"
    assert not modules & set(OUTSIDE)
    assert not modules & {f"symreparam.pipeline.{name}" for name in SEARCHES}
    assert not [name for name in modules if name.startswith(FOLDERS)]
    families = {name for name in modules if name.startswith("symreparam.families.")}
    assert "symreparam.families.normal" in families
    assert not families & {"symreparam.families.gamma", "symreparam.families.cauchy"}


def test_rules_of_other_subjects_stay_away() -> None:
    _, modules = _loaded(CLASSIC)
    loaded = {name for name in MODULES if f"symreparam.rules.{name}" in modules}
    assert loaded == OF_THE_STEPS | OF_THE_SEARCH


def test_a_refutation_loads_its_search() -> None:
    verdict, modules = _loaded(REFUTED)
    assert verdict == "refuted"
    assert "symreparam.pipeline.refuting" in modules

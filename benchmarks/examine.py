"""Examinations against the refutation of the same claim: points 1 to 6, and the distances."""

from __future__ import annotations

import time
from typing import Any

from symreparam.pipeline import Options, check_text
from symreparam.studies import examine

NOISES = ("Normal(0, 1)", "Laplace(0, 1)", "Uniform(0, 1)", "Logistic(0, 1)", "StudentT(nu)",
          "Cauchy(0, 1)", "Gumbel(1, 0)")  # fmt: skip
MAPS = ("mu^2 + sigma*eps/2", "mu + sigma^2*eps", "mu + sqrt(sigma)*eps")
NUMBERS = ("_distance", "cumulants")


def main() -> None:
    """One line a claim: seconds of the refutation, of points 1 to 6, their ratio, of point 7."""
    spent = {name: 0.0 for name in NUMBERS}
    for name in NUMBERS:
        setattr(examine, name, _timed(spent, name, getattr(examine, name)))
    for noise in NOISES:
        for body in MAPS:
            lets = f"let mu real\nlet sigma > 0\nlet nu > 0\nlet eps ~ {noise}\n"
            started = time.process_time()
            [outcome] = check_text(f"{lets}refute {body} ~ Normal(mu, sigma)",
                                   options=Options(explain=False))  # fmt: skip
            middle = time.process_time()
            before = sum(spent.values())
            examine.examined(outcome)
            seven = sum(spent.values()) - before
            refuted, six = middle - started, time.process_time() - middle - seven
            row = f"{refuted:6.2f} {six:6.2f} {six / refuted:5.1f} x {seven:6.2f}"
            print(f"{noise:14} {body:22} {row}")


def _timed(spent: dict[str, float], name: str, work: Any) -> Any:
    def timed(*arguments: Any) -> Any:
        started = time.process_time()
        try:
            return work(*arguments)
        finally:
            spent[name] += time.process_time() - started

    return timed


if __name__ == "__main__":
    main()

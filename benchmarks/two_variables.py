"""Problems of two random variables: derivation plus replay, cold and warm, in CPU time.

Each in a forked child of a process that has imported everything and settled nothing: its first run
is cold, the best of five more is warm. Cross-checks and printing are left out.
"""

from __future__ import annotations

import multiprocessing
import re
import statistics
import time
from importlib import import_module
from typing import Any, Final

from symreparam.pipeline import Options, check_text
from symreparam.shell.preload import load_engine

PLAIN: Final = Options(cross_check=False, explain=False)
SECONDS: Final = 60
PARAMETERS: Final = "m1 real; m2 real; " + "; ".join(
    f"{name} > 0" for name in ("s1", "s2", "lam", "k", "al", "be", "th", "nu", "d1", "d2")
)
CASES: Final = (
    ("N+N", "X ~ Normal(m1, s1); Y ~ Normal(m2, s2)", "X + Y ~ Normal(m1 + m2, sqrt(s1^2 + s2^2))"),
    ("N/N", "X ~ Normal(0, s1); Y ~ Normal(0, s2)", "X/Y ~ Cauchy(0, s1/s2)"),
    ("U+U", "X ~ Uniform(0, 1); Y ~ Uniform(0, 1)", "X + Y ~ Triangular(0, 2, 1)"),
    ("U*U", "X ~ Uniform(0, 1); Y ~ Uniform(0, 1)", "X*Y has density -log(z) for 0 < z < 1"),
    ("E+E", "X ~ Exponential(lam); Y ~ Exponential(lam)", "X + Y ~ Erlang(2, lam)"),
    ("G+G", "X ~ Gamma(k, th); Y ~ Gamma(al, th)", "X + Y ~ Gamma(k + al, th)"),
    ("E-E", "X ~ Exponential(lam); Y ~ Exponential(lam)", "X - Y ~ Laplace(0, 1/lam)"),
    ("G/G", "X ~ Gamma(al, th); Y ~ Gamma(be, th)", "X/Y ~ BetaPrime(al, be)"),
    ("G/(G+G)", "X ~ Gamma(al, th); Y ~ Gamma(be, th)", "X/(X + Y) ~ Beta(al, be)"),
    ("Student", "X ~ Normal(0, 1); Y ~ ChiSquared(nu)", "X/sqrt(Y/nu) ~ StudentT(nu)"),
    (
        "N*N",
        "X ~ Normal(0, 1); Y ~ Normal(0, 1)",
        "X*Y has density besselk(0, abs(z))/pi for z real",
    ),
    ("E/E", "X ~ Exponential(1); Y ~ Exponential(1)", "X/Y has density 1/(1 + z)^2 for z > 0"),
    (
        "E*E",
        "X ~ Exponential(1); Y ~ Exponential(1)",
        "X*Y has density 2*besselk(0, 2*sqrt(z)) for z > 0",
    ),
    (
        "G*G",
        "X ~ Gamma(al, 1); Y ~ Gamma(be, 1)",
        "X*Y has density 2*z^((al + be)/2 - 1)*besselk(al - be, 2*sqrt(z))/(gamma(al)*gamma(be))"
        " for z > 0",
    ),
    ("F", "X ~ ChiSquared(d1); Y ~ ChiSquared(d2)", "(X/d1)/(Y/d2) ~ FDistribution(d1, d2)"),
    ("N^2+N^2", "X ~ Normal(0, s1); Y ~ Normal(0, s1)", "X^2 + Y^2 ~ Exponential(1/(2*s1^2))"),
    ("chi2+chi2", "X ~ ChiSquared(d1); Y ~ ChiSquared(d2)", "X + Y ~ ChiSquared(d1 + d2)"),
    ("B*B", "X ~ Beta(al, be); Y ~ Beta(al + be, k)", "X*Y ~ Beta(al, be + k)"),
    ("E given G", "L ~ Gamma(k, 1/th); X ~ Exponential(L)", "X ~ Lomax(k, th)"),
    ("N given G", "L ~ Gamma(nu/2, 2/nu); X ~ Normal(0, 1/sqrt(L))", "X ~ StudentT(nu)"),
    (
        "N given E",
        "V ~ Exponential(1/(2*th^2)); X ~ Normal(0, sqrt(V))",
        "X ~ Laplace(0, th)",
    ),
    ("max", "X ~ Uniform(0, 1); Y ~ Uniform(0, 1)", "max(X, Y) ~ Beta(2, 1)"),
    ("min", "X ~ Exponential(s1); Y ~ Exponential(s2)", "min(X, Y) ~ Exponential(s1 + s2)"),
    (
        "L+L",
        "X ~ Laplace(0, 1); Y ~ Laplace(0, 1)",
        "X + Y has density (1 + abs(z))*exp(-abs(z))/4 for z real",
    ),
    (
        "false N+N",
        "X ~ Normal(m1, s1); Y ~ Normal(m2, s2)",
        "X + Y ~ Normal(m1 + m2, s1 + s2)",
    ),
)  # fmt: skip


def block(lets: str, claim: str) -> str:
    """The claim with the lets that it needs."""
    needed = set(re.findall(r"\w+", lets + claim))
    lines = [let for let in PARAMETERS.split("; ") if let.split()[0] in needed] + lets.split("; ")
    return "".join(f"let {line}\n" for line in lines) + f"prove {claim}"


def _measure(text: str, send: Any) -> None:
    times = []
    for _ in range(6):
        started = time.process_time()
        [outcome] = check_text(text, options=PLAIN)
        times.append(time.process_time() - started)
    send.send((outcome.verdict, times[0], min(times[1:])))


def measured(lets: str, claim: str) -> tuple[str, float, float]:
    """(verdict, cold seconds, warm seconds) in a fresh child."""
    context = multiprocessing.get_context("fork")
    receive, send = context.Pipe(duplex=False)
    child = context.Process(target=_measure, args=(block(lets, claim), send))
    child.start()
    found = receive.recv() if receive.poll(SECONDS) else ("timeout", SECONDS, SECONDS)
    child.kill()
    child.join()
    return found


def main() -> None:
    """The table, then the median and the slowest."""
    load_engine()
    import_module("sympy.tensor.tensor")  # SymPy imports it at the first sum
    times = []
    print("ms of CPU   |   cold    warm | verdict")
    for name, lets, claim in CASES:
        verdict, *seconds = measured(lets, claim)
        times.append(seconds)
        cold, warm = (1000 * t for t in seconds)
        print(f"{name:11} | {cold:6.0f} {warm:7.1f} | {verdict}")
    for word, column in zip(("cold", "warm"), zip(*times, strict=True), strict=True):
        middle = 1000 * statistics.median(column)
        print(f"{word}: median {middle:.0f}, slowest {1000 * max(column):.0f}")


if __name__ == "__main__":
    main()

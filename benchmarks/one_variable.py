"""Derivation plus replay against `sympy.stats.density` plus `simplify(difference)`.

Each case runs in processes of its own that have imported all of either side and called none of it:
the first run in a process is cold, the best of five more is warm, and of three processes the best
counts, for both sides. SymPy's cache is empty at first and is never cleared, for both sides. CPU
time, so that a loaded machine spoils little. The processes are started afresh, not forked: a forked
one pays, on the clock, for a copy of each page of memory that it shares with its parent.

SymPy's z is positive, for all cases: with a real z it solves the first five in the same time, and
fewer of the others.
"""

from __future__ import annotations

import gc
import math
import multiprocessing
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from cases import CASES
from sympy import Symbol, simplify, stats

import symreparam
from symreparam.checker.replay import replay
from symreparam.documents.stats_objects import claim_from_stats
from symreparam.pipeline import Options
from symreparam.render.text import outcome_text
from symreparam.shell.preload import load_engine

SECONDS = 60
PROCESSES = 3
PLAIN = Options(cross_check=False, explain=False)


def ours(expr: Any, law: Any) -> bool:
    """Derive, prove and replay."""
    return symreparam.prove(expr, law, options=PLAIN).verdict == "proved"


def theirs(expr: Any, law: Any) -> bool:
    """SymPy's density and simplification of the difference."""
    z = Symbol("z", positive=True)
    return bool(simplify(stats.density(expr)(z) - stats.density(law)(z)) == 0)


def checked(expr: Any, law: Any) -> bool:
    """With the numeric cross-checks and the text."""
    return bool(outcome_text(symreparam.prove(expr, law)))


def replayed(expr: Any, law: Any) -> bool:
    """The checker alone, on a proof that is there."""
    claim = claim_from_stats(expr, law)
    return not replay(symreparam.prove(expr, law, options=PLAIN).proof, claim).refuted


def _load() -> None:
    """Both sides imported; what is bound lazily too, as an import is no part of the work."""
    load_engine()
    import_module("symreparam.shell.api")
    import_module("sympy.tensor.tensor")  # SymPy imports it at the first sum, on either side


def _measure(work: Callable[[Any, Any], bool], index: int, send: Any) -> None:
    _load()
    _, left, right = CASES[index]
    times = []
    gc.collect()
    try:
        for _ in range(6):
            started = time.process_time()
            ok = work(left(), right())
            times.append(time.process_time() - started)
        send.send((ok, times[0], min(times[1:])))
    except Exception as error:
        send.send((type(error).__name__, math.nan, math.nan))


def measured(
    work: Callable[[Any, Any], bool], index: int, count: int = PROCESSES
) -> tuple[Any, float, float]:
    """(solved, cold seconds, warm seconds): the best of a few fresh processes."""
    found = [_in_process(work, index) for _ in range(count)]
    return found[0][0], min(cold for _, cold, _ in found), min(warm for _, _, warm in found)


def _in_process(work: Callable[[Any, Any], bool], index: int) -> tuple[Any, float, float]:
    context = multiprocessing.get_context("spawn")
    receive, send = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(work, index, send))
    process.start()
    found = receive.recv() if receive.poll(SECONDS) else ("timeout", math.nan, math.nan)
    process.kill()
    process.join()
    return found


def main() -> None:
    """The table, then geometric means over the cases that SymPy solves."""
    ratios: list[tuple[float, float]] = []
    print("ms of CPU                | sympy cold  warm | ours cold  warm | ratio cold warm | all")
    for index, (name, _, _) in enumerate(CASES):
        base, mine = measured(theirs, index), measured(ours, index)
        full = measured(checked, index, 1)
        cold, warm = base[1] / mine[1], base[2] / mine[2]
        solved = base[0] is True
        if solved and mine[0] is True:
            ratios.append((cold, warm))
        row = [1000 * t for t in (base[1], base[2], mine[1], mine[2])]
        what = "" if solved else f"  sympy: {base[0]}"
        what += "" if mine[0] is True else f"  OURS: {mine[0]}"
        print(
            f"{name:24} | {row[0]:8.0f} {row[1]:7.0f} | {row[2]:8.0f} {row[3]:6.1f} "
            f"| {cold:8.1f} {warm:6.1f} | {1000 * full[2]:6.1f}{what}"
        )
    columns = zip(*ratios, strict=True)
    means = [math.exp(sum(map(math.log, column)) / len(ratios)) for column in columns]
    print(f"geometric mean of {len(ratios)} that SymPy solves: {means[0]:.1f} {means[1]:.1f}")


if __name__ == "__main__":
    main()

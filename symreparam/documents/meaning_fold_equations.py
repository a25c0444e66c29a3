"""Equations of means, probabilities and medians of extremes, products and other folds."""

from __future__ import annotations

from sympy import Symbol

from symreparam.documents.meaning_folds import FOLDS
from symreparam.documents.meaning_needs import Need
from symreparam.documents.meaning_state import State
from symreparam.logic.judgement import Equation, Fold, FoldEquation, Mean, MedianOf


def of_folds(
    judged: Equation, used: set[Symbol], state: State, needs: list[Need]
) -> FoldEquation | None:
    """The equation about functions of folds over one vector; None for another."""
    folds = state.folds
    means = tuple(m for m in judged.means if isinstance(m, Mean | MedianOf))
    random = [folds.random[s] for s in folds.random if s in used]
    sizes = {fold.size for fold in random} | {folds.totals[s][1] for s in used if s in folds.totals}
    indexed = state.indexed()
    plain = (
        len(means) == len(judged.means)
        and (state.vectors.free is None or bool(state.vectors.apart))
        and len(sizes) == 1
        and bool(random)
        and all(fold.kind != "argmax" for fold in random)
        and not any(need.kind == "never" and need.term.free_symbols & used for need in needs)
    )
    terms = [m.subject if isinstance(m, MedianOf) else m.body for m in means]
    sides = judged.left.free_symbols | judged.right.free_symbols
    alone = not any(term.free_symbols & set(indexed) for term in terms) and not sides & set(indexed)
    if not plain or not alone:
        return None
    [size] = sizes
    return FoldEquation(
        judged.left,
        judged.right,
        means,
        tuple(Fold(f.letter, FOLDS[f.kind], f.body) for f in random),
        size,
        indexed,
        tuple(folds.totals[s][0] for s in folds.totals if s in used),
    )

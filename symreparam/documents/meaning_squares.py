"""Products of two sums over a vector of symbolic size under a mean, as covariances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations_with_replacement

from sympy import Add, Expr, Integer, Mul, Poly, Symbol, expand

from symreparam.documents.meaning_folds import Folds
from symreparam.documents.meaning_state import State
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import Equation, Mean
from symreparam.terms.scope import variable

Pair = tuple[Symbol, Symbol, Mean, Mean]


def quadratic(judged: Equation, folds: Folds, state: State) -> tuple[Equation, tuple[Pair, ...]]:
    """The equation with E(S T) = Cov(S, T) + E(S) E(T) for sums S and T, and for each covariance
    its letter, one for the mean of a product, and the means of S and T.

    Unchanged where no mean has a product of two sums. Raises Unsupported for higher powers.
    """
    sums = tuple(s for s, fold in folds.random.items() if fold.kind == "sum")
    means = [m for m in judged.means if isinstance(m, Mean) and m.body.has(*sums)] if sums else []
    forms = {m: _form(m.body, sums, state) for m in means}
    if all(form is None or form.total_degree() < 2 for form in forms.values()):
        return judged, ()
    fresh = _letters(judged, state)
    centres = {s: Mean(next(fresh), s) for s in sums}
    pairs = {
        frozenset((s, t)): (next(fresh), next(fresh), centres[s], centres[t])
        for s, t in combinations_with_replacement(sums, 2)
    }
    swap: dict[Symbol, Expr] = {}
    for mean, form in forms.items():
        if form is not None:
            swap[mean.letter] = _mean(form, sums, centres, pairs)
    left, right = (expand(side.xreplace(swap)) for side in (judged.left, judged.right))
    used = left.free_symbols | right.free_symbols
    kept = tuple(m for m in judged.means if m.letter not in swap)
    kept += tuple(m for m in centres.values() if m.letter in used)
    chosen = tuple(pair for pair in pairs.values() if pair[0] in used)
    return replace(judged, left=left, right=right, means=kept), chosen


def _form(body: Expr, sums: tuple[Symbol, ...], state: State) -> Poly | None:
    """The body as a polynomial in the sums; None where it is none or has other random variables."""
    if not body.is_polynomial(*sums):
        return None
    form = Poly(body, *sums)
    others = {*state.random, *state.folds.random}
    if any(term.free_symbols & others for term in form.coeffs()):
        return None
    if form.total_degree() > 2:
        raise Unsupported("the mean of more than two factors that are sums over a vector")
    return form


def _mean(
    form: Poly,
    sums: tuple[Symbol, ...],
    centres: dict[Symbol, Mean],
    pairs: dict[frozenset[Symbol], Pair],
) -> Expr:
    """The mean of the polynomial, by covariances and means."""
    found = []
    for powers, factor in form.terms():
        own = [s for s, power in zip(sums, powers, strict=True) for _ in range(power)]
        value: Expr = Mul(*(centres[s].letter for s in own))
        if len(own) == 2:
            value = Add(value, pairs[frozenset(own)][0])
        found.append(Mul(factor, value))
    return Add(Integer(0), *found)


def _letters(judged: Equation, state: State) -> Iterator[Symbol]:
    """Letters that nothing else has."""
    taken = {*state.names, *state.vectors.taken, *(m.letter.name for m in judged.means)}
    taken |= {s.name for s in judged.left.free_symbols | judged.right.free_symbols}
    taken |= {s.name for s in (*state.random, *state.folds.random, *state.folds.totals)}
    names = (name for k in range(1, 1000) if (name := f"m_{k}") not in taken)
    return (variable(name) for name in names)

"""Equations of means of sums, divergences and entropies of vectors of symbolic size."""

from __future__ import annotations

from dataclasses import replace

from sympy import Add, Expr, Mul, Symbol

from symreparam.documents.meaning_fold_equations import of_folds
from symreparam.documents.meaning_folds import Folds
from symreparam.documents.meaning_needs import Need, one_component
from symreparam.documents.meaning_squares import quadratic
from symreparam.documents.meaning_state import State
from symreparam.documents.nodes import Node
from symreparam.documents.vector_names import ANY
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import (
    CovarianceOfSums,
    DivergenceOf,
    EntropyOf,
    Equation,
    FoldEquation,
    Mean,
    MedianOf,
    SumsEquation,
)
from symreparam.terms.law import AnyLaw
from symreparam.terms.scope import variable

_FORM = "an equation that is not linear in sums over a vector of symbolic size"


def sums_equation(
    judged: Equation,
    size: str | None,
    state: State,
    needs: list[Need],
    fresh: dict[Symbol, AnyLaw],
    node: Node,
) -> Equation | SumsEquation | FoldEquation:
    """The equation in sums or other folds, if these stand in it; `size` is that of the vectors in
    its divergences and entropies.

    Raises Unsupported, Meaningless.
    """
    used = _used(judged, state.folds)
    if size is None and not used:
        return judged
    try:
        return _linear(judged, used, size, state, needs, fresh, node)
    except Unsupported:
        if size is not None or fresh:
            raise
        found = of_folds(judged, used, state, needs)
        if found is None:
            raise
        return found


def _linear(
    judged: Equation,
    used: set[Symbol],
    size: str | None,
    state: State,
    needs: list[Need],
    fresh: dict[Symbol, AnyLaw],
    node: Node,
) -> SumsEquation:
    """The equation in sums. Raises Unsupported where it is not linear in them."""
    folds = state.folds
    if state.vectors.free is not None:
        raise Unsupported("a component of a vector of symbolic size beside a sum over it")
    if any(need.term.free_symbols & used for need in needs if need.kind == "never"):
        raise Unsupported("a condition on a sum over a vector of symbolic size")
    sizes = {folds.random[s].size if s in folds.random else folds.totals[s][1] for s in used}
    if size is not None:
        sizes.add(state.names[size])
    if len(sizes) != 1:
        raise Unsupported("sums over vectors of two sizes in one claim")
    [count] = sizes
    if any(not isinstance(m, Mean | DivergenceOf | EntropyOf) for m in judged.means):
        raise Unsupported("a sum over a vector of symbolic size in this claim")
    if size is None and any(not isinstance(m, Mean) for m in judged.means):
        raise Unsupported("a divergence of one law beside a sum over a vector of symbolic size")
    judged, pairs = quadratic(judged, folds, state)
    names = _at_any_index(fresh, state)
    indexed = (*state.indexed(), *names.values())
    means = tuple(
        _at_index(_renamed(m, names), folds, indexed, count, state) for m in judged.means
    ) + tuple(
        CovarianceOfSums(
            c, product, *(_one(m, folds, indexed, count, state) for m in (first, second))
        )
        for c, product, first, second in pairs
    )
    known_size(count, state, needs, node)
    settle_needs(needs, used, folds)
    totals = tuple(folds.totals[s][0] for s in folds.totals if s in used)
    return SumsEquation(judged.left, judged.right, means, count, indexed, totals)


def _at_any_index(fresh: dict[Symbol, AnyLaw], state: State) -> dict[Symbol, Symbol]:
    """The variables that a goal introduced, named as components: `X_i` for `X`."""
    taken = {*state.names, *(symbol.name for symbol in fresh), *state.vectors.taken}
    names = {
        symbol: variable(name) if (name := f"{symbol.name}_{ANY}") not in taken else symbol
        for symbol in fresh
    }
    laws = {names[symbol]: law for symbol, law in fresh.items()}
    fresh.clear()
    fresh.update(laws)
    return names


def _renamed(letter: object, names: dict[Symbol, Symbol]) -> object:
    if isinstance(letter, DivergenceOf | EntropyOf):
        return replace(letter, subject=letter.subject.xreplace(names))
    return letter


def _used(judged: Equation, folds: Folds) -> set[Symbol]:
    found: set[Symbol] = judged.left.free_symbols | judged.right.free_symbols
    for letter in judged.means:
        if isinstance(letter, Mean):
            found |= letter.body.free_symbols
        elif isinstance(letter, DivergenceOf | EntropyOf | MedianOf):
            found |= letter.subject.free_symbols
        elif folds.letters:
            raise Unsupported("a sum or extreme over a vector of symbolic size in this claim")
    return found & folds.letters


def _one(
    letter: Mean, folds: Folds, indexed: tuple[Symbol, ...], count: Symbol, state: State
) -> Mean:
    found = _at_index(letter, folds, indexed, count, state)
    assert isinstance(found, Mean)
    return found


def _at_index(
    letter: object, folds: Folds, indexed: tuple[Symbol, ...], count: Symbol, state: State
) -> Mean | DivergenceOf | EntropyOf:
    """The quantity at any index. The mean of a sum is linear in one or more sums over all."""
    if isinstance(letter, DivergenceOf | EntropyOf):
        return letter
    assert isinstance(letter, Mean)
    found: list[Expr] = []
    for addend in Add.make_args(letter.body.expand()):
        factors = Mul.make_args(addend)
        sums = [f for f in factors if f in folds.letters]
        scale = Mul(*(f for f in factors if f not in folds.letters))
        random = scale.free_symbols & {*state.random, *indexed, *folds.letters}
        if random or len(sums) > 1:
            raise Unsupported(_FORM)
        if not sums:
            found.append(scale / count)
        elif sums[0] in folds.random and folds.random[sums[0]].kind == "sum":
            found.append(scale * folds.random[sums[0]].body)
        elif sums[0] in folds.totals and folds.totals[sums[0]][0].kind == "sum":
            found.append(scale * folds.totals[sums[0]][0].term)
        else:
            raise Unsupported(_FORM)
    return Mean(letter.letter, Add(*found))


def known_size(count: Symbol, state: State, needs: list[Need], node: Node) -> None:
    one_component(count, str(count), state.domains, needs, node.span)


def _holds(need: Need, folds: Folds) -> bool:
    """By the domain of a total, or because every term of a sum has the sign."""
    body = folds.random[need.term].body if need.term in folds.random else need.term
    if need.kind == "nonnegative":
        return bool(body.is_nonnegative)
    return need.kind in ("positive", "nonzero") and bool(body.is_positive)


def settle_needs(needs: list[Need], used: set[Symbol], folds: Folds) -> None:
    """Needs of letters hold by their domains, or the claim is not supported."""
    kept = []
    for need in needs:
        letters = need.term.free_symbols & folds.letters
        if need.relation is not None:
            letters |= (need.relation.left.free_symbols | need.relation.right.free_symbols) & used
        if not letters:
            kept.append(need)
        elif not _holds(need, folds):
            raise Unsupported("a sum over a vector of symbolic size where it may be undefined")
    needs[:] = kept

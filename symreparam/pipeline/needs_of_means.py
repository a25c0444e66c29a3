"""Needs of terms in which means stand, such as sqrt(Var(X)*Var(Y)): at the values of the means."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Symbol, oo

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.equations import letter_step, value_of
from symreparam.documents.meaning_needs import Need
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Equation

_MOVING = "restrict the parameters so that this never happens"
_FIXED = "the laws give the term this value: write the claim without it"


def with_values(needs: tuple[Need, ...], claim: Claim) -> tuple[Need, ...]:
    """The needs with the values of means put for the letters that stand for them in an equation.

    A letter whose value is not found, or is infinite, stays: its need is open then.
    """
    if not isinstance(claim.goal, Equation):
        return needs
    used = set().union(*(_letters(need) for need in needs))
    builder, swap = Builder(claim), dict[Symbol, Expr]()
    for letter in claim.goal.means:
        if letter.letter not in used:
            continue
        try:
            value = value_of(builder, letter_step(builder, letter))
        except (RuleError, NoInverse, Unsupported):
            continue
        if not value.has(oo, -oo):
            swap[letter.letter] = value
    return tuple(_at(need, swap) for need in needs) if swap else needs


def _letters(need: Need) -> set[Symbol]:
    inner = set() if need.unless is None else _letters(need.unless)
    return inner | {symbol for symbol in need.term.free_symbols if isinstance(symbol, Symbol)}


def _at(need: Need, swap: dict[Symbol, Expr]) -> Need:
    unless = None if need.unless is None else _at(need.unless, swap)
    term = need.term.xreplace(swap)
    if term == need.term:
        return replace(need, unless=unless)
    return replace(need, term=term, unless=unless, hint=_MOVING if term.free_symbols else _FIXED)

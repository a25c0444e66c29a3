"""Densities and inverses written shorter: what is positive in a region is known to SymPy as such.

Nothing rests on it: the shorter term is proved equal to the longer one.
"""

from __future__ import annotations

from typing import Final

from sympy import (
    Add,
    Dummy,
    E,
    Expr,
    Integer,
    Mul,
    Pow,
    Symbol,
    collect,
    exp,
    expand,
    expand_log,
    expand_power_base,
    factor,
    factor_terms,
    log,
    oo,
    powdenest,
    powsimp,
    together,
)

from symreparam.terms.region import Region

MOST_OPERATIONS: Final = 400
MOST_POWERS: Final = 3


def neat(term: Expr, region: Region) -> Expr:
    """The term with powers merged and sums factored, or itself when it is too long."""
    if term.count_ops() > MOST_OPERATIONS:
        return term
    forth, back, gaps = _positive(region)
    moved = _neat(term.xreplace(forth), gaps)
    home = {own: expand(gap).xreplace(back) for gap, own in gaps.items()}
    return moved.xreplace(home).xreplace(back)


def untangled(density: Expr, letter: Symbol) -> Expr:
    """The density with exp(k log u) as the power u^k, logarithms of products split, and exponents
    collected in the powers of the letter, as if all of it were positive: a guess."""
    moved = _powers(density)
    swap: dict[Expr, Expr] = {}
    for head in sorted(moved.atoms(exp), key=str):
        own = sorted((p for p in head.exp.atoms(Pow) if p.has(letter)), key=str)
        if own:
            swap[head] = exp(collect(expand(head.exp), own))
    return powsimp(moved.xreplace(swap))


def _powers(term: Expr) -> Expr:
    if not term.args:
        return term
    inner = term.func(*(_powers(arg) for arg in term.args))
    if isinstance(inner, log):
        return expand_log(inner, force=True)
    if not isinstance(inner, exp):
        return inner
    powers, rest = [], []
    for part in Add.make_args(expand(inner.exp)):
        factor, own = part.as_independent(log, as_Add=False)
        if isinstance(own, log):
            powers.append(own.args[0] ** factor)
        else:
            rest.append(part)
    return Mul(*powers, exp(Add(*rest)))


def _positive(
    region: Region,
) -> tuple[dict[Symbol, Expr], dict[Expr, Expr], dict[Expr, Symbol]]:
    """Letters as signed dummies, the way back, and positive dummies for the gaps to the ends."""
    forth: dict[Symbol, Expr] = {}
    for letter, low, high in region.bounds:
        if low.is_nonnegative:
            forth[letter] = Dummy(letter.name, positive=True)
        elif high.is_nonpositive:
            forth[letter] = -Dummy(letter.name, positive=True)
        else:
            forth[letter] = Dummy(letter.name, real=True)
    back = {
        own if own.is_Symbol else -own: letter if own.is_Symbol else -letter
        for letter, own in forth.items()
    }
    gaps: dict[Expr, Symbol] = {}
    for letter, low, high in region.bounds:
        for gap in (letter - low, high - letter):
            moved = expand(gap.xreplace(forth))
            if moved.is_Add and not gap.has(oo, -oo):
                gaps[moved] = Dummy("gap", positive=True)
    return forth, back, gaps


def _neat(term: Expr, gaps: dict[Expr, Symbol]) -> Expr:
    if not term.args or term.is_Atom:
        return term
    inner = term.func(*(_neat(arg, gaps) for arg in term.args))
    if inner.is_Add:
        return _sum(inner, gaps)
    if isinstance(inner, exp) or (isinstance(inner, Pow) and inner.base == E):
        return inner
    if inner.is_Pow:
        return expand_power_base(powdenest(inner, force=True), force=True)
    return _merged(inner) if inner.is_Mul else inner


def _sum(term: Expr, gaps: dict[Expr, Symbol]) -> Expr:
    """A sum as a product of factors, gaps to the ends of intervals among them."""
    found = factor(together(factor_terms(term))) if _short(term) else factor_terms(term)
    factors = []
    for part in Mul.make_args(found):
        base, power = part.as_base_exp()
        if base.is_Add and power.is_Integer:
            base = _gap(base, gaps)
        factors.append(Pow(base, power) if base != E else part)
    return _merged(Mul(*factors))


def _short(term: Expr) -> bool:
    """Whether factoring is quick: each power with a symbolic exponent is a generator of its own,
    and a fraction over many of them takes minutes."""
    powers = {part for part in term.atoms(Pow) if part.exp.free_symbols}
    few = len(powers) <= MOST_POWERS
    return few and bool(term.count_ops() <= MOST_OPERATIONS // 2) and not term.has(exp)


def _gap(base: Expr, gaps: dict[Expr, Symbol]) -> Expr:
    whole = expand(base)
    for gap, own in gaps.items():
        if expand(whole - gap) == 0:
            return own
        if expand(whole + gap) == 0:
            return -own
    return base


def _merged(term: Expr) -> Expr:
    """Equal bases merged; exponentials multiplied into one."""
    factors, power = [], [Integer(0)]
    for part in Mul.make_args(term):
        if isinstance(part, exp):
            power.append(part.exp)
        else:
            factors.append(part)
    return powsimp(Mul(*factors), force=True, combine="exp") * exp(Add(*power))

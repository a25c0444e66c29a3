"""Polynomials in moments proposed that have one sign for all members of a family.

The third and fourth cumulants of normal laws vanish, E X^3 (E X)^3 = (E X^2)^3 for lognormal ones,
a family of one location and one scale has one kurtosis: whether any of them holds for a family, and
fails for the subject, numbers at sample points say first and then the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from flint import arb
from sympy import Expr, Integer, Poly, cancel, symbols

from symreparam.decide.answer import Context
from symreparam.decide.ball import enclose
from symreparam.decide.points import sample
from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import Failure, expanded_mean, mean_step
from symreparam.families.table import family
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, Member
from symreparam.rules.moment_invariant import Monomial, moments_of_all, value_at
from symreparam.rules.rule import Setting
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Scope

_M: Final = symbols("m_1:5", real=True)
_1, _2, _3, _4 = _M
_K2: Final = _2 - _1**2
_K3: Final = _3 - 3 * _1 * _2 + 2 * _1**3
_K4: Final = _4 - 4 * _1 * _3 - 3 * _2**2 + 12 * _1**2 * _2 - 6 * _1**4
_ZERO: Final = (
    *(_K3, _K4, _K2 - _1**2, _1 * _K3 - 2 * _K2**2, _3 * _1**3 - _2**3, _K2 - _1, _K2 - 2 * _1),
)
_RATIOS: Final = ((_2, _1**2), (_K4, _K2**2), (_K3**2, _K2**3))
MOST_OPERATIONS: Final = 120
SAMPLES: Final = 3


def moments_step(builder: Builder, goal: Member, quick: bool = False) -> int:
    """A step Fails(goal) by a polynomial in the first four moments. RuleError when none is found.
    `quick`: the subject's moments are sought term by term alone."""
    known = _members(goal.family)
    if known is None:
        raise RuleError("moments.family", f"{goal.family} has no moments of all members here")
    way, candidates = known
    steps, values = _means(builder, goal.subject, quick)
    for terms, want in candidates:
        order = len(terms[0][1])
        if order > len(steps) or not _apart(builder, terms, tuple(values[:order]), want):
            continue
        value = value_at(terms, tuple(values[:order]))
        try:
            gap = builder.sign(value)
            args = (goal, way, terms, want)
            return builder.add("not-member-moments", (*steps[:order], gap), args)
        except RuleError:
            continue
    raise RuleError("moments.none", f"no moment tells the law from {goal.family}")


def _means(builder: Builder, subject: Expr, quick: bool) -> tuple[list[int], list[Expr]]:
    steps: list[int] = []
    values: list[Expr] = []
    for power in range(1, 5):
        try:
            step = (expanded_mean if quick else mean_step)(builder, subject**power)
        except Failure:
            break
        found = builder.conclusion(step)
        assert isinstance(found, Expectation)
        if found.value.count_ops() > MOST_OPERATIONS:
            break
        steps.append(step)
        values.append(found.value)
    return steps, values


def _apart(
    builder: Builder, terms: tuple[Monomial, ...], values: tuple[Expr, ...], want: str
) -> bool:
    """Whether numbers at a sample point say that the polynomial has another sign here."""
    value = value_at(terms, values)
    for point in sample(Context(builder.setting.scope, NUMBERS), SAMPLES):
        ball = enclose(value.xreplace(point), {}, 128)
        if ball is None or ball.contains(0) or (want != "0" and _sign(ball) == want):
            return False
    return True


def _sign(ball: arb) -> str:
    return "+" if ball > 0 else "-"


Candidates = tuple[tuple[tuple[Monomial, ...], str], ...]


@lru_cache(maxsize=64)
def _members(name: str) -> tuple[str, Candidates] | None:
    """The way to the moments of all members of a family, and what seems to hold for all of them."""
    record = family(name)
    if record is None or record.variants:
        return None
    setting = Setting(Claim(Scope(()), (), (), Member(Integer(0), name)), Scope(()))
    for way in ("exponential", "power"):
        try:
            scope, moments = moments_of_all(setting, record, way, 4)
        except RuleError:
            continue
        if max(moment.count_ops() for moment in moments) > MOST_OPERATIONS:
            return None
        points = tuple(sample(Context(scope, NUMBERS), SAMPLES))
        numbers = [[enclose(m.xreplace(p), {}, 256) for m in moments] for p in points]
        rows = [[b for b in row if b is not None] for row in numbers]
        good = [row for row in rows if len(row) == 4]
        return (way, tuple(_holding(moments, good))) if good else None
    return None


def _holding(
    moments: tuple[Expr, ...], rows: list[list[arb]]
) -> Iterator[tuple[tuple[Monomial, ...], str]]:
    for term in (*_ZERO, *_constant_ratios(moments)):
        if all(_at(term, row).contains(0) for row in rows):
            yield _monomials(term), "0"
    for term in (_K3, _K4):
        signs = {_sign(b) for row in rows if not (b := _at(term, row)).contains(0)}
        if len(signs) == 1:
            yield _monomials(term), signs.pop()


def _constant_ratios(moments: tuple[Expr, ...]) -> Iterator[Expr]:
    swap = dict(zip(_M, moments, strict=True))
    for above, below in _RATIOS:
        ratio = cancel((above / below).xreplace(swap))
        if not ratio.free_symbols and ratio.is_real:
            yield above - ratio * below


def _at(term: Expr, row: list[arb]) -> arb:
    total = arb(0)
    for factor, powers in _monomials(term):
        part = enclose(factor, {}, 256)
        assert part is not None
        for ball, power in zip(row, powers, strict=False):
            part = part * ball**power
        total = total + part
    return total


def _monomials(term: Expr) -> tuple[Monomial, ...]:
    """The row of monomials in as few moments as needed."""
    rows = Poly(term, *_M).terms()
    order = max(place for powers, _ in rows for place, p in enumerate(powers, start=1) if p)
    found = [
        (Integer(1) * factor, tuple(int(p) for p in powers[:order])) for powers, factor in rows
    ]
    return tuple(found)

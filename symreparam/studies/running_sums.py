"""Running sums of enclosed masses."""

from __future__ import annotations

from typing import Final

from flint import arb, ctx, fmpq
from sympy import Expr

EXACT: Final = 120  # bits, so that points close to an end are not rounded to it


def running(parts: list[tuple[Expr, Expr, arb]], end: int) -> list[tuple[Expr, arb]]:
    total, found = arb(0), []
    for part in sorted(parts, key=lambda each: each[end]):
        total = total + part[2]
        found.append((part[end], total))
    return found


def up_to(sums: list[tuple[Expr, arb]], count: int) -> arb:
    return sums[count - 1][1] if count else arb(0)


def ball(value: Expr) -> arb:
    """A rational as a ball."""
    with ctx.workprec(EXACT):
        return arb(fmpq(int(value.p), int(value.q)))

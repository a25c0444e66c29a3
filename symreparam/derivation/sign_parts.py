"""Signs searched for through simpler terms, where the normal form leaves them open."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Max, Min, Pow, exp, log

from symreparam.derivation.builder import Builder
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import SignName
from symreparam.rules.sign_parts import BELOW, BETWEEN, choices, ends_of, replaced, tangent
from symreparam.terms.region import Region

DEPTH = 3


def sign_step(
    builder: Builder, expr: Expr, want: SignName, over: Region, depth: int = DEPTH
) -> int:
    """A step for the sign of the term. Raises RuleError with what the normal form leaves open."""
    try:
        return builder.sign_is(expr, want, over)
    except RuleError as failed:
        error = failed
    if depth == 0 or want not in BELOW:
        raise error
    for term in _parts(expr):
        try:
            each = [
                sign_step(builder, expr.xreplace({term: value}), want, over, depth - 1)
                for value in choices(term)
            ]
            known = builder.add("defined", (), (expr, over))
            return builder.add("sign-choice", (*each, known), (expr, over, want, term))
        except RuleError:
            continue
    for kinds in ((log,), (exp,), (log, exp)):
        terms = _summands(expr, kinds, BELOW[want])
        if not terms:
            continue
        try:
            simpler = builder.sign_is(replaced(expr, terms, BELOW[want]), want, over)
            known = builder.add("defined", (), (expr, over))
            return builder.add("sign-tangent", (simpler, known), (expr, over, want, terms))
        except RuleError:
            continue
    raise error


def _summands(expr: Expr, kinds: tuple[type, ...], side: int) -> tuple[Expr, ...]:
    """Summands of these kinds that have a tangent line on that side."""
    found = []
    for term in Add.make_args(expr):
        if not isinstance(term.as_coeff_Mul()[1], kinds):
            continue
        try:
            tangent(term, side)
        except RuleError:
            continue
        found.append(term)
    return tuple(found)


def _parts(expr: Expr) -> list[Expr]:
    """What may be chosen: powers of bounded functions before these themselves."""
    powers = {term for term in expr.atoms(Pow) if ends_of(term) is not None}
    plain = expr.atoms(Max, Min, Abs, *BETWEEN)
    return [*sorted(powers, key=str), *sorted(plain, key=str)]

"""Events that compare two terms, with both sides divided by a positive one."""

from __future__ import annotations

from sympy import Expr, Mul, Pow, Symbol
from sympy.core.relational import (
    GreaterThan,
    LessThan,
    Relational,
    StrictGreaterThan,
    StrictLessThan,
)

from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, Judgement, Sign
from symreparam.rules.expectation import supports
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.terms.events import condition_of, indicator, is_indicator

ORDERS = (StrictLessThan, StrictGreaterThan, LessThan, GreaterThan)


def expectation_quotient_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    P(A/D < B/D) = p    D > 0 where the densities of its random variables live
    ----------------------------------------------------------  expectation-quotient(1{A < B}, D, x)
    P(A < B) = p

    As well for <=, > and >=. The law of each random variable of D is one density, so that D is
    positive almost surely (Billingsley 1995, section 20). The letters x stand for them.
    """
    code = "expectation-quotient"
    count(premises, 2, f"{code}.premises")
    count(args, 3, f"{code}.args")
    body, below = take(args[0], Expr, f"{code}.args"), take(args[1], Expr, f"{code}.args")
    letters = take(args[2], tuple, f"{code}.letters")
    known = take(premises[0], Expectation, f"{code}.event")
    require(known.body == divided(body, below), f"{code}.event", "another event")
    random = [v for v in setting.claim.variables if below.has(v)]
    count(letters, len(random), f"{code}.letters")
    require(len(set(letters)) == len(letters), f"{code}.letters", "twice the same")
    plain_letters(letters, f"{code}.letters")
    swap: dict[Expr, Symbol] = {
        v: take(x, Symbol, f"{code}.letters") for v, x in zip(random, letters, strict=True)
    }
    wanted = Sign(below.xreplace(swap), "+", supports(setting, swap))
    require(premises[1] == wanted, f"{code}.positive", below)
    return Expectation(body, known.value)


def divided(body: Expr, below: Expr) -> Expr:
    """The indicator of A < B as that of A/D < B/D. RuleError for another term."""
    condition = condition_of(body) if is_indicator(body) else None
    if not isinstance(condition, Relational) or not isinstance(condition, ORDERS):
        raise RuleError("expectation-quotient.order", str(body))
    sides = (Mul(side, Pow(below, -1)) for side in condition.args)
    return indicator(condition.func(*sides))

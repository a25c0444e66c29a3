"""Probabilities of independent events together, comparisons with extremes being taken apart."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Ge, Gt, Le, Lt, Max, Min, Mul, expand
from sympy.logic.boolalg import And, Boolean, true

from symreparam.logic.judgement import Expectation, Judgement
from symreparam.rules.rule import Args, Premises, Setting, count, no_common_variable, require, take
from symreparam.terms.events import condition_of, is_indicator


def expectation_events_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    P(A_k) = p_k    no two of the events have a random variable in common
    A says what A_1, .., A_n say together, extremes in comparisons being taken apart
    ----------------------------------------------------------------  expectation-events(1{A})
    P(A) = p_1 .. p_n

    The random variables of a claim are independent (Billingsley 1995, section 4, equation 4.1 and
    theorem 20.2). min(a, b) > c says that a > c and b > c, and max(a, b) < c that a < c and b < c.
    """
    code = "expectation-events"
    count(args, 1, f"{code}.args")
    body = take(args[0], Expr, f"{code}.args")
    require(len(premises) > 0, f"{code}.premises", "none")
    known = [take(premise, Expectation, f"{code}.share") for premise in premises]
    for event in (body, *(each.body for each in known)):
        require(is_indicator(event), f"{code}.event", event)
    no_common_variable(setting, [(each.body,) for each in known], f"{code}.shared")
    parts = {p for each in known for p in map(_said, conjuncts(condition_of(each.body)))}
    same = parts == set(map(_said, conjuncts(condition_of(body))))
    require(same, f"{code}.event", "the events do not say the same together")
    return Expectation(body, Mul(*(each.value for each in known)))


def conjuncts(condition: Boolean) -> Iterator[Boolean]:
    """The conditions that hold together when this one does: parts of a conjunction, and of a
    comparison with an extreme. None that always holds."""
    if isinstance(condition, And):
        for part in condition.args:
            yield from conjuncts(part)
    elif isinstance(condition, Lt | Le | Gt | Ge):
        yield from _compared(condition)
    elif condition != true:
        yield condition


def _compared(relation: Boolean) -> Iterator[Boolean]:
    """k min(a, b) + c > 0 as a > -c/k and b > -c/k, for k > 0; likewise -k max(a, b) + c > 0."""
    gap = _gap(relation)
    for term in Add.make_args(gap):
        factor, extreme = term.as_coeff_Mul()
        if not isinstance(extreme, Min if factor > 0 else Max):
            continue
        end = -Add(gap, -term) / factor
        strict = isinstance(relation, Gt | Lt)
        compare = (Gt if strict else Ge) if factor > 0 else (Lt if strict else Le)
        for part in extreme.args:
            yield from conjuncts(compare(part, end))
        return
    yield relation


def _gap(relation: Boolean) -> Expr:
    """The side that is claimed to be the larger one, less the other."""
    left, right = relation.args
    return left - right if isinstance(relation, Gt | Ge) else right - left


def _said(condition: Boolean) -> Boolean:
    """A comparison as one with 0 of a term whose coefficients have no common factor."""
    if not isinstance(condition, Lt | Le | Gt | Ge):
        return condition
    content, term = expand(_gap(condition)).as_content_primitive()
    compare = Gt if isinstance(condition, Gt | Lt) else Ge
    return compare(term, 0) if content > 0 else condition

"""Means of powers and exponentials of one random variable, from its family's transforms."""

from __future__ import annotations

from sympy import Expr, Integer, Mul, Symbol, exp, oo

from symreparam.derivation.builder import Builder
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError
from symreparam.rules.means import tilted_value
from symreparam.rules.recorded_moments import MOST_MOMENTS, transform_value
from symreparam.rules.transforms import transform
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def by_transform(
    builder: Builder, given: int, law: Named, body: Expr, symbol: Symbol
) -> int:
    record = record_of(law)
    assert record.mgf is not None and record.mgf_range is not None
    swap = {p.symbol: a for p, a in zip(record.parameters, law.arguments, strict=True)}
    low, high = (end.xreplace(swap) for end in record.mgf_range)
    power, rate = _power_and_rate(body, symbol)
    if power == 0 or rate == 0:
        argument = power if rate == 0 else rate
        rule = "expectation-moment" if rate == 0 else "expectation-exponential"
        arguments: tuple[int | Expr, ...] = (argument,)
        value = transform_value(law, argument)
    else:
        rule, arguments = "expectation-tilted", (power, rate)
        value = tilted_value(law, power, rate)
    inside = [
        builder.holds(Relation(left, "<", right))
        for left, right in ((low, rate), (rate, high))
        if left != -oo and right != oo
    ]
    known = builder.add("defined", (), (value, NUMBERS))
    return builder.add(rule, (given, *inside, known), arguments)


def _power_and_rate(body: Expr, symbol: Symbol) -> tuple[int, Expr]:
    """k and c for a term X^k exp(c X). Raises RuleError."""
    power, rate = 0, Integer(0)
    for factor in Mul.make_args(body):
        base, exponent = factor.as_base_exp()
        if base == symbol and exponent.is_Integer and 1 <= exponent <= MOST_MOMENTS:
            power = int(exponent)
        elif isinstance(factor, exp) and not (factor.args[0] / symbol).has(symbol):
            rate = rate + factor.args[0] / symbol
        else:
            raise RuleError("expectation.transform", str(body))
    return power, rate


def by_power(builder: Builder, given: int, law: Named, power: Expr) -> int:
    premises, _ = power_steps(builder, law, power)
    return builder.add("expectation-power", (given, *premises), (power,))


def power_steps(builder: Builder, named: Named, power: Expr) -> tuple[list[int], Expr]:
    """The premises for E X^power of a member by its Mellin transform, and the value."""
    record = record_of(named)
    swap = {p.symbol: a for p, a in zip(record.parameters, named.arguments, strict=True)}
    lows = [piece.region.bounds[0][1].xreplace(swap) for piece in record.pieces]
    steps = [builder.holds(Relation(Integer(0), "<=", low)) for low in lows if low != 0]
    known = tuple(builder.conclusion(step) for step in steps)
    found = transform(named, "power", power, known, "expectation-power")
    steps += [builder.holds(relation) for relation in found.ranges]
    return [*steps, builder.add("defined", (), (found.value, NUMBERS))], found.value

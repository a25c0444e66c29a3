"""Membership refuted by a polynomial in moments that has one sign for all members of a family."""

from __future__ import annotations

from typing import Final

from sympy import Add, Expr, Integer, Mul, Symbol, nan, oo, zoo

from symreparam.decide.answer import Context
from symreparam.decide.real import defined
from symreparam.decide.sign import holds, sign
from symreparam.decide.zero import equal
from symreparam.families.family import Family
from symreparam.families.table import family
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, Fails, Judgement, Member, Sign, SignName
from symreparam.rules.contrast import with_members
from symreparam.rules.recorded_moments import MOST_MOMENTS, transform_value
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, Scope

Monomial = tuple[Expr, tuple[int, ...]]
MOST_MONOMIALS: Final = 12
# what all members have -> the signs of the subject's own value that contradict it
_AGAINST: Final[dict[str, tuple[SignName, ...]]] = {
    "0": ("+", "-", "!="),
    "+": ("-", "<="),
    "-": ("+", ">="),
}


def not_member_moments_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E S = v_1, ..., E S^n = v_n, all of them finite
    every member of F has finite moments m_1, ..., m_n, and P(m_1, ..., m_n) is 0
    P(v_1, ..., v_n) is not 0
    ------------------------------------------------------  not-member-moments(S in F, way, P, "0")
    S follows no member of F

    With "+" instead of "0": P is positive for every member, and not positive at v; with "-": the
    other way round. P is a row of monomials (c, (e_1, ..., e_n)) that stand for
    c m_1^e_1 ... m_n^e_n, with a number c. The members' moments are derivatives at 0 of the moment
    generating function of F's record, which is finite around 0 for every member (Billingsley 1995,
    equation 21.23), or values of its Mellin transform, whose strip holds 1, ..., n + 1 for every
    member. Where S followed a member, both would have the same moments.
    """
    count(args, 4, "not-member-moments.args")
    goal = take(args[0], Member, "not-member-moments.args")
    way = take(args[1], str, "not-member-moments.args")
    terms = polynomial(args[2])
    want = take(args[3], str, "not-member-moments.args")
    require(want in _AGAINST, "not-member-moments.sign", want)
    order = len(terms[0][1])
    require(len(premises) == order + 1, "not-member-moments.premises", str(len(premises)))
    means = []
    for power, premise in enumerate(premises[:order], start=1):
        known = take(premise, Expectation, "not-member-moments.mean")
        require(known.body == goal.subject**power, "not-member-moments.mean", str(power))
        means.append(known.value)
    _sign_of_all_members(setting, goal.family, way, terms, want)
    value = value_at(terms, tuple(means))
    apart = any(premises[order] == Sign(value, s, NUMBERS) for s in _AGAINST[want])
    require(apart, "not-member-moments.apart", value)
    return Fails(goal)


def polynomial(argument: object) -> tuple[Monomial, ...]:
    """The row of monomials, with numbers as coefficients and rows of equal length."""
    code = "not-member-moments.polynomial"
    rows = take(argument, tuple, code)
    require(0 < len(rows) <= MOST_MONOMIALS, code, (len(rows), "monomials"))
    found: list[Monomial] = []
    for row in rows:
        pair = take(row, tuple, code)
        require(len(pair) == 2, code, "a coefficient and powers are expected")
        factor, powers = take(pair[0], Expr, code), take(pair[1], tuple, code)
        require(not factor.free_symbols and bool(factor.is_real), code, ("the", "factor", factor))
        require(1 <= len(powers) <= MOST_MOMENTS, code, (len(powers), "moments"))
        require(all(isinstance(p, int) and 0 <= p <= 8 for p in powers), code, "powers")
        found.append((factor, powers))
    require(len({len(powers) for _, powers in found}) == 1, code, "rows of several lengths")
    return tuple(found)


def value_at(terms: tuple[Monomial, ...], moments: tuple[Expr, ...]) -> Expr:
    """The polynomial's value at these moments."""
    return Add(
        *(
            Mul(factor, *(m**p for m, p in zip(moments, powers, strict=True)))
            for factor, powers in terms
        )
    )


def _sign_of_all_members(
    setting: Setting, name: str, way: str, terms: tuple[Monomial, ...], want: str
) -> None:
    """The polynomial has this sign at the moments of every member."""
    code = "not-member-moments"
    record = family(name)
    if record is None or record.variants:
        raise RuleError(f"{code}.family", name)
    scope, moments = moments_of_all(setting, record, way, len(terms[0][1]))
    value = value_at(terms, moments)
    context = Context(scope, NUMBERS)
    if want != "0":
        settled(sign(value, want, context), f"{code}.invariant")
        return
    answer = settled(equal(value, Integer(0), context), f"{code}.invariant")
    for divisor in answer.divisors:
        settled(sign(divisor, "!=", context), f"{code}.divisor")


def moments_of_all(
    setting: Setting, record: Family, way: str, order: int
) -> tuple[Scope, tuple[Expr, ...]]:
    """The scope with fresh parameters for an arbitrary member, and its first moments, which are
    finite for every member. RuleError where the record does not say so."""
    code = "not-member-moments"
    scope, swap = with_members(setting, record)
    context = Context(scope, NUMBERS)
    member = Named(record.name, tuple(swap[p.symbol] for p in record.parameters))
    require(way in ("exponential", "power"), f"{code}.way", way)
    if way == "exponential":
        ends, points = record.mgf_range, [Integer(0)]
        require(record.mgf is not None and ends is not None, f"{code}.transform", record.name)
    else:
        ends, points = record.mellin_range, [Integer(2), Integer(order + 1)]
        require(record.mellin is not None and ends is not None, f"{code}.transform", record.name)
        _positive(record, swap, context)
    assert ends is not None
    low, high = (end.xreplace(swap) for end in ends)
    for point in points:
        for relation in (Relation(low, "<", point), Relation(point, "<", high)):
            if not relation.left.has(oo, -oo) and not relation.right.has(oo, -oo):
                settled(holds(relation, context), f"{code}.range")
    found: list[Expr] = []
    for power in range(1, order + 1):
        if way == "exponential":
            value = transform_value(member, power)
        else:
            assert record.mellin is not None
            value = record.mellin.xreplace({**swap, record.frequency: Integer(power + 1)})
        require(not value.has(nan, zoo, oo, -oo), f"{code}.value", value)
        settled(defined(value, context), f"{code}.defined")
        found.append(value)
    return scope, tuple(found)


def _positive(record: Family, swap: dict[Symbol, Expr], context: Context) -> None:
    """Members have values above 0 alone, of which Mellin transforms speak."""
    code = "not-member-moments.support"
    require(not record.atoms and record.lattice is None, code, record.name)
    for piece in record.pieces:
        low = piece.region.bounds[0][1].xreplace(swap)
        require(low != -oo, code, record.name)
        settled(holds(Relation(Integer(0), "<=", low), context), code)

"""Two members of families told apart by their quantiles."""

from __future__ import annotations

from sympy import Add, Expr

from symreparam.families.members import UnknownFamily, WrongArguments, quantile_of, record_of
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Differs, Judgement, Sign
from symreparam.rules.contrast import contrast, of_parameters, row_of_terms
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS


def differ_quantile_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    0 < p_i < 1    the members' quantiles at p_1, ..., p_n have different w-weighted sums
    each family's density is positive on its support, one interval
    ------------------------------------------------------  differ-quantile(member, member, p, w)
    the two members are different laws

    On an interval where the density is positive the distribution function increases strictly, so
    that a law has one quantile at each probability. The quantiles are the records' statements.
    """
    count(args, 4, "differ-quantile.args")
    left = take(args[0], Named, "differ-quantile.args")
    right = take(args[1], Named, "differ-quantile.args")
    places, weights = (row_of_terms(arg, "differ-quantile.args") for arg in args[2:])
    of_parameters(setting, places, weights)
    for place in places:
        inner = bool(place.is_Rational and 0 < place < 1)
        require(inner, "differ-quantile.probability", place)
    sums = [contrast(weights, _quantiles(named, places)) for named in (left, right)]
    gap = Add(sums[0], -sums[1])
    apart = any(Sign(gap, name, NUMBERS) in premises for name in ("+", "-", "!="))
    require(apart, "differ-quantile.apart", gap)
    return Differs(left, right, NUMBERS)


def _quantiles(named: Named, places: tuple[Expr, ...]) -> tuple[Expr, ...]:
    try:
        record = record_of(named)
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError("differ-quantile.family", str(error)) from error
    plain = len(record.pieces) == 1 and not record.atoms and record.lattice is None
    require(plain, "differ-quantile.family", (named.family, "is", "no", "single", "density"))
    found = tuple(quantile_of(named, place) for place in places)
    known = tuple(value for value in found if value is not None)
    require(len(known) == len(places), "differ-quantile.family", f"{named.family} has none here")
    return known

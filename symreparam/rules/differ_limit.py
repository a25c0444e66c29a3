"""A rule that tells two laws apart by how their densities compare near an end of the support."""

from __future__ import annotations

from sympy import Add, Expr, oo

from symreparam.decide.answer import Context
from symreparam.decide.real import defined
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Differs, Equal, Judgement, Limit, Sign
from symreparam.rules.integration import nonempty
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.law import Law
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region


def differ_limit_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    L and M have densities f and g on (a, b), where no other piece lives    a < b
    f = h u and g = h v on S    h is zero nowhere on S    u tends to c and v to d at that end of S
    c is infinite and d is finite, or c - d vanishes nowhere
    -----------------------------------------------------  differ-limit(L, M, S, h, u, v, end, c, d)
    L and M give different measure to some part of S

    S is (a, b), or where that is the whole line a half of it that begins at a number. Near that end
    u is not v, so that f differs from g at almost every point there. Premises, in order: the
    equations, the sign of h, the limits, the sign of c - d where c is finite. (a, b) is the only
    piece of L and of M.
    """
    count(args, 9, "differ-limit.args")
    left, right = take(args[0], Law, "differ-limit.args"), take(args[1], Law, "differ-limit.args")
    near = take(args[2], Region, "differ-limit.args")
    common, mine, other = (take(arg, Expr, "differ-limit.args") for arg in args[3:6])
    values = [take(arg, Expr, "differ-limit.args") for arg in args[7:]]
    require(left.variable == right.variable, "differ-limit.variable")
    require(len(left.pieces) == 1 == len(right.pieces), "differ-limit.piece", "one piece each")
    region = left.pieces[0].region
    require(right.pieces[0].region == region, "differ-limit.piece", "on different intervals")
    if any(law.atoms or law.lattices for law in (left, right)):
        nonempty(region, setting, "differ-limit")  # a density with all the mass has a < b
    _near(near, region, args[6])
    require(values[1] not in (oo, -oo), "differ-limit.finite", "both limits may be infinite")
    settled(defined(values[1], Context(setting.scope, NUMBERS)), "differ-limit.finite")
    infinite = values[0] in (oo, -oo)
    count(premises, 5 if infinite else 6, "differ-limit.premises")
    for law, term, premise in zip((left, right), (mine, other), premises, strict=False):
        known = Equal(law.pieces[0].density, common * term, near)
        require(premise == known, "differ-limit.equation", term)
    signs = [Sign(common, sign, near) for sign in ("+", "-", "!=")]
    require(premises[2] in signs, "differ-limit.zero", common)
    for term, value, premise in zip((mine, other), values, premises[3:], strict=False):
        tends = take(premise, Limit, "differ-limit.limit")
        require(tends.map == Map(left.variable, term, near), "differ-limit.limit", "another map")
        require((tends.end, tends.value) == (args[6], value), "differ-limit.limit", "another one")
    if not infinite:
        gap = Add(values[0], -values[1])
        apart = [Sign(gap, sign, NUMBERS) for sign in ("+", "-", "!=")]
        require(premises[5] in apart, "differ-limit.apart", gap)
    return Differs(left, right, near)


def _near(near: Region, region: Region, end: object) -> None:
    """Require that S is the interval, or a half of the line that reaches to that end."""
    require(end in ("lower", "upper"), "differ-limit.end", end)
    if near == region:
        return
    [(letter, low, high)] = region.bounds
    if (low, high) != (-oo, oo) or near.variables != (letter,):
        raise RuleError("differ-limit.near", "another interval")
    [(_, first, last)] = near.bounds
    cut, open_end = (first, last) if end == "upper" else (last, first)
    whole = bool(cut.is_Rational) and open_end == (oo if end == "upper" else -oo)
    require(whole, "differ-limit.near", f"({first}, {last})")

"""The sign of a product is the product of the signs, also in conditions."""

from __future__ import annotations

from sympy import Basic, Expr, Integer, Mul, sign
from sympy.core.relational import Ge, Gt, Le, Lt

from symreparam.logic.judgement import Defined, Equal, Judgement
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.region import Region


def equal_signs_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the products a b, .. are defined on the region
    ------------------------------------------------------  equal-signs(f, region)
    f = g on the region, where g is f with sign(a) sign(b) for sign(a b), and with the condition
    sign(a) sign(b) > 0 for a b > 0; so for <, <= and >=, and for several factors

    A product of real numbers is positive, negative or 0 as that of their signs is (Rudin 1976,
    proposition 1.18). Where a product is defined, so are its factors. Premises: one for each.
    """
    count(args, 2, "equal-signs.args")
    term = take(args[0], Expr, "equal-signs.args")
    over = take(args[1], Region, "equal-signs.args")
    wanted = tuple(Defined(body, over) for body in products(term))
    require(len(wanted) > 0, "equal-signs.products", "none")
    require(premises == wanted, "equal-signs.defined", "of other terms")
    return Equal(term, signs_apart(term), over)


def products(term: Expr) -> tuple[Expr, ...]:
    """The products of whose signs the term speaks."""
    found = {_of(one) for one in _places(term)}
    return tuple(sorted(found, key=str))


def signs_apart(term: Expr) -> Expr:
    """The term with the signs of the factors for those of products."""
    swap: dict[Basic, Basic] = {}
    for one in _places(term):
        apart = Mul(*(sign(factor) for factor in _of(one).args))
        swap[one] = apart if isinstance(one, sign) else one.func(apart, Integer(0))
    return term.xreplace(swap)


def _places(term: Expr) -> list[Basic]:
    """sign(a b), a b > 0 and the like in the term."""
    found = [one for one in term.atoms(sign) if isinstance(one.args[0], Mul)]
    conditions = term.atoms(Gt, Ge, Lt, Le)
    zero = Integer(0)
    return found + [c for c in conditions if isinstance(c.lhs, Mul) and c.rhs == zero]


def _of(place: Basic) -> Expr:
    body = place.args[0]
    assert isinstance(body, Expr)
    return body

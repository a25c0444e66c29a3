"""Equality where a parameter has one value, in a scope that a relation `s = c` has narrowed."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import E, Expr, Function, Piecewise, Poly, Pow, Symbol, nan, oo, preorder_traversal, zoo
from sympy import true as TRUE
from sympy.core.relational import Relational
from sympy.functions.elementary.piecewise import ExprCondPair
from sympy.logic.boolalg import BooleanAtom, BooleanFunction

from symreparam.decide.answer import context_over
from symreparam.decide.real import defined
from symreparam.logic.judgement import Equal, Judgement
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation


def equal_by_value_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    l = r on R with c in the place of s    s = c is a relation of the scope
    every function and power in l and r is defined on R with c in the place of s
    ---------------------------------------------------------------  equal-by-value(l, r, R, s = c)
    l = r on R

    s is a parameter, c a polynomial in others, perhaps a number, R does not depend on s. A power
    whose exponent depends on s has the base e. As every part is defined, also in the places of a
    choice that is not taken, no 0/0 and no 0 log(x) is taken for a number.
    """
    count(premises, 1, "equal-by-value.premises")
    count(args, 4, "equal-by-value.args")
    left, right = (take(args[i], Expr, "equal-by-value.args") for i in (0, 1))
    over = take(args[2], Region, "equal-by-value.args")
    relation = take(args[3], Relation, "equal-by-value.args")
    require(relation in setting.scope.relations, "equal-by-value.relation", "not of the scope")
    symbol, value = relation.left, relation.right
    require(gives_a_value(relation), "equal-by-value.relation", "no value of a parameter")
    names = set(setting.scope.names)
    require(symbol in names, "equal-by-value.relation", symbol)
    require(value.free_symbols <= names, "equal-by-value.relation", value)
    ends = {s for _, low, high in over.bounds for s in low.free_symbols | high.free_symbols}
    require(symbol not in ends, "equal-by-value.region", symbol)
    bound = {symbol, *value.free_symbols} & set(over.variables)
    require(not bound, "equal-by-value.region", "a parameter that the region binds")
    swap = {symbol: value}
    context = context_over(setting.scope, over)
    for part in (*_parts(left, relation), *_parts(right, relation)):
        there = part.xreplace(swap)
        require(not there.has(nan, zoo, oo, -oo), "equal-by-value.defined", part)
        settled(defined(there, context), "equal-by-value.defined")
    wanted = Equal(left.xreplace(swap), right.xreplace(swap), over)
    require(premises[0] == wanted, "equal-by-value.equal", "another equation")
    return Equal(left, right, over)


def gives_a_value(relation: Relation) -> bool:
    """Whether it says that a symbol is a polynomial in others, with rational coefficients."""
    symbol, value = relation.left, relation.right
    if relation.sign != "=" or not isinstance(symbol, Symbol) or value.has(symbol):
        return False
    others = sorted(value.free_symbols, key=str)
    if not others:
        return bool(value.is_Rational)
    if not value.is_polynomial(*others):
        return False
    return all(part.is_Rational for part in Poly(value, *others).coeffs())


def _parts(term: Expr, relation: Relation) -> Iterator[Expr]:
    """The functions and powers in the term, each of which must keep its meaning at the value."""
    symbol, free = relation.left, relation.right.free_symbols
    for part in preorder_traversal(term):
        bound = set(getattr(part, "bound_symbols", ()))
        require(not bound & free, "equal-by-value.bound", "a letter of the value is bound")
        if isinstance(part, Relational | BooleanFunction | BooleanAtom | ExprCondPair):
            continue  # its sides, or its value and its condition, follow
        if isinstance(part, Piecewise):
            require(part.args[-1].cond == TRUE, "equal-by-value.choice", "no last choice")
            continue
        if not isinstance(part, Expr):
            require(False, "equal-by-value.choice", type(part).__name__)
        if isinstance(part, Pow) and part.base != E:
            require(not part.exp.has(symbol), "equal-by-value.exponent", part)
        if isinstance(part, Pow | Function):
            yield part

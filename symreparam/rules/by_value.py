"""Equality where a parameter has one value, in a scope that a relation `s = c` has narrowed."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import E, Expr, Function, Pow, Symbol, nan, oo, preorder_traversal, zoo

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

    s is a parameter, c a rational number, R does not depend on s. A power whose exponent depends
    on s has the base e. As every part is defined, no 0/0 and no 0 log(x) is taken for a number.
    """
    count(premises, 1, "equal-by-value.premises")
    count(args, 4, "equal-by-value.args")
    left, right = (take(args[i], Expr, "equal-by-value.args") for i in (0, 1))
    over = take(args[2], Region, "equal-by-value.args")
    relation = take(args[3], Relation, "equal-by-value.args")
    require(relation in setting.scope.relations, "equal-by-value.relation", "not of the scope")
    symbol, value = relation.left, relation.right
    known = isinstance(symbol, Symbol) and symbol in setting.scope.names and value.is_Rational
    require(relation.sign == "=" and known, "equal-by-value.relation", "no value of a parameter")
    ends = {s for _, low, high in over.bounds for s in low.free_symbols | high.free_symbols}
    require(symbol not in ends and symbol not in over.variables, "equal-by-value.region", symbol)
    swap = {symbol: value}
    context = context_over(setting.scope, over)
    for part in (*_parts(left, symbol), *_parts(right, symbol)):
        there = part.xreplace(swap)
        require(not there.has(nan, zoo, oo, -oo), "equal-by-value.defined", part)
        settled(defined(there, context), "equal-by-value.defined")
    wanted = Equal(left.xreplace(swap), right.xreplace(swap), over)
    require(premises[0] == wanted, "equal-by-value.equal", "another equation")
    return Equal(left, right, over)


def _parts(term: Expr, symbol: Symbol) -> Iterator[Expr]:
    """The functions and powers in the term, each of which must keep its meaning at the value."""
    for part in preorder_traversal(term):
        if not isinstance(part, Expr):
            require(False, "equal-by-value.choice", "a condition")
        if isinstance(part, Pow) and part.base != E:
            require(not part.exp.has(symbol), "equal-by-value.exponent", part)
        if isinstance(part, Pow | Function):
            yield part

"""The Jacobian determinant of a map of vectors of any size, component by component."""

from __future__ import annotations

from sympy import Expr, Integer

from symreparam.logic.judgement import EachJacobian, Fails, Holds, Jacobian, Judgement, Sign
from symreparam.rules.jacobian import determinant_at
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation


def jacobian_each_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    |dz_i/dx_i| = f_i at any index i    1 <= n
    -------------------------------------------------------------  jacobian-each(goal)
    the Jacobian determinant of (z_1, .., z_n) has the absolute value f_1 .. f_n

    z_i is a function of x_i alone: the matrix is diagonal, and its determinant the product of the
    diagonal (Rudin 1976, definition 9.33).
    """
    goal = _goal(premises, args, 2, "jacobian-each")
    require(premises[0] == one_index(goal), "jacobian-each.index", "of another map")
    return goal


def jacobian_each_fails_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    |dz_i/dx_i| is not f_i    1 <= n    f_i > 0, or n = 1
    |dz_i/dx_i| - f_i has one sign, or neither of the two has another value at another index
    -------------------------------------------------------------  jacobian-each-fails(goal)
    the Jacobian determinant of (z_1, .., z_n) has not the absolute value f_1 .. f_n

    With the same values at every index: n-th powers of two numbers that are not negative differ
    where these do. With others all factors of one product are above those of the other; where some
    are above and some below, the products may be the same.
    """
    alone = len(premises) == 2
    wanted = 2 if alone else 4 if varying(args, setting) else 3
    goal = _goal(premises, args, wanted, "jacobian-each-fails")
    known = take(premises[0], Fails, "jacobian-each-fails.index")
    require(known.of == one_index(goal), "jacobian-each-fails.index", "of another map")
    known_sign = goal.size == 1 if alone else premises[2] == Sign(goal.factor, "+", NUMBERS)
    require(known_sign, "jacobian-each-fails.sign", goal.factor)
    if wanted == 4:
        apart = [Sign(gap_of(goal), sign, NUMBERS) for sign in ("+", "-")]
        require(premises[3] in apart, "jacobian-each-fails.values", gap_of(goal))
    return Fails(goal)


def varying(args: Args, setting: Setting) -> bool:
    """Whether the factors may have other values at other indices."""
    goal = take(args[0] if args else None, EachJacobian, "jacobian-each-fails.args")
    terms = determinant_at(one_index(goal)).free_symbols | goal.factor.free_symbols
    return bool(terms & set(goal.indexed) & set(setting.scope.names))


def gap_of(goal: EachJacobian) -> Expr:
    """|dz_i/dx_i| - f_i."""
    return determinant_at(one_index(goal)) - goal.factor


def one_index(goal: EachJacobian) -> Jacobian:
    """The claim about the component at any one index."""
    return Jacobian((goal.body,), (goal.letter,), (goal.point,), goal.factor)


def _goal(premises: Premises, args: Args, number: int, code: str) -> EachJacobian:
    count(premises, number, f"{code}.premises")
    count(args, 1, f"{code}.args")
    goal = take(args[0], EachJacobian, f"{code}.args")
    enough = Holds(Relation(Integer(1), "<=", goal.size), NUMBERS)
    require(premises[1] == enough, f"{code}.size", goal.size)
    require(bool(goal.size.is_integer), f"{code}.whole", goal.size)
    return goal

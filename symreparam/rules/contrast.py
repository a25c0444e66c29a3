"""Laws told apart by contrasts of log-densities, at every parameter value at once.

A contrast is a weighted sum of values of a log-density at several points. Weights that annihilate
the sufficient statistics of an exponential family give every member the same contrast (third
differences of a quadratic vanish, say): a law with another contrast is no member.
"""

from __future__ import annotations

from sympy import Add, Expr, I, Mul, Symbol, exp, oo

from symreparam.decide.answer import Context
from symreparam.decide.real import continuous
from symreparam.decide.sign import sign
from symreparam.decide.zero import equal
from symreparam.families.family import Family
from symreparam.families.table import family
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Defined,
    Differs,
    Equal,
    Fails,
    HasLaw,
    Holds,
    Judgement,
    Member,
    Sign,
)
from symreparam.rules.rule import Args, Premises, Setting, count, require, settled, take
from symreparam.terms.law import Law, Named, Piece
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation, Scope, parameter, variable

MOST_POINTS = 12


def not_member_contrast_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has law L    f, the density of L on its piece k, is continuous there and meets no other piece
    t_1, ..., t_n lie inside piece k    0 < f(t_i) = exp(l_i)
    for every member of F, the w-weighted sum of its log-densities at t_1, ..., t_n is c
    the w-weighted sum of l_1, ..., l_n is not c
    --------------------------------------------------  not-member-contrast(X in F, k, t, w, l, c)
    X follows no member of F

    Were X a member's, f and that member's density would agree almost everywhere on the piece, so at
    every point of it where both are continuous; each t_i would lie in the member's support, as f
    is positive around it. F has one density piece, on which its log-density is continuous.
    """
    count(args, 6, "not-member-contrast.args")
    goal = take(args[0], Member, "not-member-contrast.args")
    index = take(args[1], int, "not-member-contrast.args")
    points, weights, logs = (row_of_terms(arg, "not-member-contrast.args") for arg in args[2:5])
    value = take(args[5], Expr, "not-member-contrast.args")
    require(bool(premises), "not-member-contrast.premises", "none")
    given = take(premises[0], HasLaw, "not-member-contrast.law")
    require(given.subject == goal.subject, "not-member-contrast.subject")
    law = take(given.law, Law, "not-member-contrast.law")
    of_parameters(setting, points, weights, logs, (value,))
    piece = _alone(law, index, premises, "not-member-contrast.piece")
    _inside(piece, points, premises, "not-member-contrast.inside")
    _continuous(piece.density, law.variable, piece, setting.scope, "not-member-contrast.continuous")
    for point, log in zip(points, logs, strict=True):
        there = piece.density.xreplace({law.variable: point})
        # SymPy writes exp(log(f)) as f, also for a negative f
        positive = Sign(there, "+", NUMBERS) in premises
        require(positive, "not-member-contrast.positive", ("at", point))
        known = there == exp(log) or Equal(there, exp(log)) in premises
        require(known, "not-member-contrast.log", ("at", point))
    _same_for_all_members(setting, goal.family, points, weights, value)
    gap = Add(contrast(weights, logs), -value)
    apart = any(Sign(gap, name, NUMBERS) in premises for name in ("+", "-", "!="))
    require(apart, "not-member-contrast.apart", gap)
    return Fails(goal)


def contrast(weights: tuple[Expr, ...], values: tuple[Expr, ...]) -> Expr:
    """The weighted sum."""
    return Add(*(Mul(w, v) for w, v in zip(weights, values, strict=True)))


def row_of_terms(argument: object, code: str) -> tuple[Expr, ...]:
    parts = take(argument, tuple, code)
    require(0 < len(parts) <= MOST_POINTS, code, (len(parts), "points"))
    return tuple(take(part, Expr, code) for part in parts)


def of_parameters(setting: Setting, *rows: tuple[Expr, ...]) -> None:
    """As many weights and logarithms as points, all of them real terms in parameters."""
    require(len({len(row) for row in rows[:3]}) == 1, "contrast.length", "one weight a point")
    known = set(setting.scope.names)
    for term in (term for row in rows for term in row):
        require(term.free_symbols <= known, "contrast.symbols", term)
        require(not term.has(I), "contrast.real", term)


def _alone(law: Law, index: int, premises: Premises, code: str) -> Piece:
    """Piece `index`, when every other piece lies beside it."""
    require(0 <= index < len(law.pieces), code, index)
    piece = law.pieces[index]
    low, high = _ends(piece)
    for other, rest in enumerate(law.pieces):
        if other == index:
            continue
        lower, upper = _ends(rest)
        beside = _at_most(upper, low, premises) or _at_most(high, lower, premises)
        require(beside, code, f"({lower}, {upper}) may meet it")
    return piece


def _ends(piece: Piece) -> tuple[Expr, Expr]:
    _, lower, upper = piece.region.bounds[0]
    return lower, upper


def _at_most(low: Expr, high: Expr, premises: Premises) -> bool:
    if low.has(oo, -oo) or high.has(oo, -oo):
        return False
    wanted = (Relation(low, "<=", high), Relation(low, "<", high))
    return low == high or any(Holds(relation, NUMBERS) in premises for relation in wanted)


def _inside(piece: Piece, points: tuple[Expr, ...], premises: Premises, code: str) -> None:
    low, high = _ends(piece)
    for point in points:
        require(Defined(point, NUMBERS) in premises, code, (point, "is", "defined"))
        if low != -oo:
            require(Holds(Relation(low, "<", point), NUMBERS) in premises, code, (low, "<", point))
        if high != oo:
            known = Holds(Relation(point, "<", high), NUMBERS) in premises
            require(known, code, (point, "<", high))


def _continuous(density: Expr, letter: Symbol, piece: Piece, scope: Scope, code: str) -> None:
    region = interval(letter, *_ends(piece))
    settled(continuous(density, letter, Context(scope, region)), code)


def _same_for_all_members(
    setting: Setting, name: str, points: tuple[Expr, ...], weights: tuple[Expr, ...], value: Expr
) -> None:
    """The contrast of every member's log-density at points inside its support is `value`."""
    record = family(name)
    if record is None:
        raise RuleError("not-member-contrast.family", name)
    plain = len(record.pieces) == 1 and not record.atoms and record.lattice is None
    require(plain, "not-member-contrast.family", "a family with one density piece is expected")
    require(not record.variants, "not-member-contrast.family", "its members have several forms")
    scope, swap = with_members(setting, record)
    piece = record.pieces[0]
    low, high = (end.xreplace(swap) for end in _ends(piece))
    log = record.log_density[0].xreplace(swap)
    letter = swap[record.variable]
    assert isinstance(letter, Symbol)
    there = Piece(interval(letter, low, high), log)
    _continuous(log, letter, there, scope, "not-member-contrast.family-continuous")
    for point in points:
        for relation in (Relation(low, "<", point), Relation(point, "<", high)):
            if not relation.left.has(oo, -oo) and not relation.right.has(oo, -oo):
                scope = scope.with_relation(relation)
    total = contrast(weights, tuple(log.xreplace({letter: point}) for point in points))
    context = Context(scope, NUMBERS)
    answer = settled(equal(total, value, context), "not-member-contrast.invariant")
    for divisor in answer.divisors:
        settled(sign(divisor, "!=", context), "not-member-contrast.divisor")


def with_members(setting: Setting, record: Family) -> tuple[Scope, dict[Symbol, Expr]]:
    """The scope with fresh parameters for an arbitrary member, and how the record's symbols are
    renamed, its variable among them."""
    taken = {symbol.name for symbol in (*setting.scope.names, *setting.claim.variables)}
    scope, swap = setting.scope, {}
    fresh = (name for k in range(1, 1000) if (name := f"m_{k}") not in taken)
    added = []
    swap[record.variable] = variable(next(fresh))
    for each in record.parameters:
        new = parameter(next(fresh), each.domain)
        swap[each.symbol] = new
        added.append((new, each.domain))
    relations = tuple(
        Relation(r.left.xreplace(swap), r.sign, r.right.xreplace(swap)) for r in record.conditions
    )
    return Scope((*scope.symbols, *added), (*scope.relations, *relations)), dict(swap)


def not_member_kind_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has law L    L has an atom of positive mass and members of F have none
    (or: L has no atom and members of F have no density)
    -----------------------------------------------------  not-member-kind(X in F, k)
    X follows no member of F

    k counts the atoms of L; -1 in the second case.
    """
    count(args, 2, "not-member-kind.args")
    goal = take(args[0], Member, "not-member-kind.args")
    index = take(args[1], int, "not-member-kind.args")
    record = family(goal.family)
    if record is None:
        raise RuleError("not-member-kind.family", goal.family)
    require(bool(premises), "not-member-kind.premises", "none")
    given = take(premises[0], HasLaw, "not-member-kind.law")
    require(given.subject == goal.subject, "not-member-kind.subject")
    law = take(given.law, Law, "not-member-kind.law")
    if index == -1:
        require(not law.atoms and not law.lattices, "not-member-kind.atoms", "the law has atoms")
        require(not record.pieces, "not-member-kind.family", "its members have densities")
        return Fails(goal)
    require(0 <= index < len(law.atoms), "not-member-kind.atom", index)
    smooth = not record.atoms and record.lattice is None
    require(smooth, "not-member-kind.family", "its members have atoms")
    known = Sign(law.atoms[index].mass, "+", NUMBERS) in premises
    require(known, "not-member-kind.mass", str(law.atoms[index].mass))
    return Fails(goal)


def fails_member_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X follows no member of F
    ----------------------------------------  fails-member(X has law F(a))
    X does not have the law F(a)
    """
    count(premises, 1, "fails-member.premises")
    count(args, 1, "fails-member.args")
    goal = take(args[0], HasLaw, "fails-member.args")
    named = take(goal.law, Named, "fails-member.law")
    known = take(premises[0], Fails, "fails-member.premise")
    require(known.of == Member(goal.subject, named.family), "fails-member.member")
    return Fails(goal)


def differ_contrast_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    f, g are the densities of L, M on piece i of L and piece j of M, which no other pieces meet
    f and g are continuous there    t_1, ..., t_n lie inside both    f(t_k) = g(t_k) exp(l_k)
    f(t_k) > 0    g(t_k) > 0    the w-weighted sum of l_1, ..., l_n is not 0
    -----------------------------------------------------  differ-contrast(L, M, i, j, t, w, l)
    L and M give different measure to some interval around one of the points

    Some l_k is not 0, so f(t_k) differs from g(t_k), and by continuity on a neighbourhood.
    """
    count(args, 7, "differ-contrast.args")
    left = take(args[0], Law, "differ-contrast.args")
    right = take(args[1], Law, "differ-contrast.args")
    here = [take(arg, int, "differ-contrast.args") for arg in args[2:4]]
    points, weights, logs = (row_of_terms(arg, "differ-contrast.args") for arg in args[4:])
    of_parameters(setting, points, weights, logs)
    require(left.variable == right.variable, "differ-contrast.variable")
    pieces = []
    for law, index in zip((left, right), here, strict=True):
        piece = _alone(law, index, premises, "differ-contrast.piece")
        _inside(piece, points, premises, "differ-contrast.inside")
        code = "differ-contrast.continuous"
        _continuous(piece.density, law.variable, piece, setting.scope, code)
        pieces.append(piece)
    for point, log in zip(points, logs, strict=True):
        mine, other = (p.density.xreplace({left.variable: point}) for p in pieces)
        known = Equal(mine, other * exp(log)) in premises
        require(known, "differ-contrast.log", ("at", point))
        for term in (mine, other):
            positive = Sign(term, "+", NUMBERS) in premises
            require(positive, "differ-contrast.positive", ("at", point))
    gap = contrast(weights, logs)
    apart = any(Sign(gap, name, NUMBERS) in premises for name in ("+", "-", "!="))
    require(apart, "differ-contrast.apart", gap)
    return Differs(left, right, interval(left.variable, points[0] - 1, points[0] + 1))

"""Rules that tell laws apart. A single density value never does: a set of positive measure does."""

from __future__ import annotations

from sympy import Add, Expr, Integer, exp, oo

from symreparam.decide.real import necessary
from symreparam.families.members import (
    UnknownFamily,
    WrongArguments,
    form_condition,
    parameter_conditions,
)
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Differs,
    Equal,
    Fails,
    HasLaw,
    Holds,
    Judgement,
    NoLaw,
    SameLaw,
    Sign,
)
from symreparam.rules.integration import nonempty
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import UNDEFINED, AnyLaw, Law, Named, Piece
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.scope import Relation


def differ_density_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    a < b    each piece of L and of M contains (a, b) or does not meet it
    the sums of the densities that live on (a, b) differ by a term of strict sign there
    -------------------------------------------------------------  differ-density(L, M, (a, b))
    L and M give different measure to (a, b) less their atoms
    """
    count(args, 3, "differ-density.args")
    left = take(args[0], Law, "differ-density.args")
    right = take(args[1], Law, "differ-density.args")
    region = take(args[2], Region, "differ-density.args")
    require(left.variable == right.variable, "differ-density.variable")
    require(region.variables == (left.variable,), "differ-density.variable")
    _, low, high = region.bounds[0]
    require(low != -oo and high != oo, "differ-density.region", "a bounded interval is needed")
    require(_below(low, high, "<", premises), "differ-density.nonempty", (low, "<", high))
    sums = [
        Add(*(p.density for p in law.pieces if _contains(p, low, high, premises)))
        for law in (left, right)
    ]
    gap = Add(sums[0], -sums[1])
    known = any(Sign(gap, sign, region) in premises for sign in ("+", "-"))
    require(known, "differ-density.gap", gap)
    return Differs(left, right, region)


def _contains(piece: Piece, low: Expr, high: Expr, premises: Premises) -> bool:
    """Whether the piece contains (low, high); RuleError when it is not known to be apart."""
    _, lower, upper = piece.region.bounds[0]
    if _below(lower, low, "<=", premises) and _below(high, upper, "<=", premises):
        return True
    apart = _below(upper, low, "<=", premises) or _below(high, lower, "<=", premises)
    require(apart, "differ-density.piece", f"({lower}, {upper}) against ({low}, {high})")
    return False


def _below(low: Expr, high: Expr, sign: str, premises: Premises) -> bool:
    if low == -oo or high == oo:
        return bool(low != high)
    wanted = [Relation(low, "<", high)]
    if sign == "<=":
        wanted.append(Relation(low, "<=", high))
        if low == high:
            return True
    return any(Holds(relation, NUMBERS) in premises for relation in wanted)


def differ_exponent_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    L and M have densities f and g on (a, b), where no other piece lives    g > 0    a < b
    f = g exp(P) with a polynomial P of which a coefficient (not the constant) vanishes nowhere
    -----------------------------------------------------  differ-exponent(L, M, (a, b), P, power)
    L and M give different measure to some part of (a, b)

    P has finitely many zeros, and f differs from g at every other point. Premises, in order: the
    equation, the sign of g, the sign of the coefficient. (a, b) is a piece of L and of M.
    """
    count(premises, 3, "differ-exponent.premises")
    count(args, 5, "differ-exponent.args")
    left = take(args[0], Law, "differ-exponent.args")
    right = take(args[1], Law, "differ-exponent.args")
    region = take(args[2], Region, "differ-exponent.args")
    exponent = take(args[3], Expr, "differ-exponent.args")
    power = take(args[4], Integer, "differ-exponent.args")
    require(left.variable == right.variable, "differ-exponent.variable")
    only = [len(law.pieces) == 1 and law.pieces[0].region == region for law in (left, right)]
    require(all(only), "differ-exponent.piece", "one piece each, on the region")
    if any(law.atoms or law.lattices for law in (left, right)):
        nonempty(region, setting, "differ-exponent")  # a density with all the mass has a < b
    mine, other = left.pieces[0].density, right.pieces[0].density
    wanted = Equal(mine, other * exp(exponent), region)
    require(premises[0] == wanted, "differ-exponent.equation", exponent)
    require(premises[1] == Sign(other, "+", region), "differ-exponent.positive")
    polynomial = exponent.as_poly(left.variable)
    require(polynomial is not None and int(power) > 0, "differ-exponent.polynomial", exponent)
    coefficient = polynomial.coeff_monomial(left.variable ** int(power))
    apart = [Sign(coefficient, sign, NUMBERS) for sign in ("+", "-", "!=")]
    require(premises[2] in apart, "differ-exponent.coefficient", coefficient)
    return Differs(left, right, region)


_NEGATION = {"<": "<=", "<=": "<", "!=": "=", "=": "!="}


def no_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    a condition on the member's arguments fails
    --------------------------------------------  no-law(member)
    there is no such law
    """
    count(premises, 1, "no-law.premises")
    count(args, 1, "no-law.args")
    named = take(args[0], Named, "no-law.args")
    known = take(premises[0], Holds, "no-law.condition")
    try:
        conditions = parameter_conditions(named)
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError("no-law.unknown", str(error)) from error
    # where the form of a member is another one the law exists
    form = form_condition(named)
    failing = [negation(condition) for condition in conditions if condition != form]
    require(known.over == NUMBERS and known.relation in failing, "no-law.condition")
    return NoLaw(named)


def undefined_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    the claim's law is undefined at the values put in (its terms are no numbers there)
    -----------------------------------------------------------------------  undefined-law()
    there is no such law

    `instantiate` puts a law with a negative density for it, which is none either.
    """
    count(premises, 0, "undefined-law.premises")
    count(args, 0, "undefined-law.args")
    goal = take(setting.claim.goal, HasLaw, "undefined-law.goal")
    require(goal.law == UNDEFINED, "undefined-law.defined", "the law is defined")
    return NoLaw(UNDEFINED)


def no_density_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    l <= a    a < b    b <= u    (l, u) is a piece of L with density f
    f < 0 on (a, b), or a condition for f to be a real number fails at every point of (a, b)
    -----------------------------------------------------------  no-density(L, piece, (a, b), t)
    L is no law

    A density is a non-negative number at almost every point of its range (Billingsley 1995,
    section 16). t is f itself, or the term whose sign f needs (a logarithm's or a root's argument,
    say); it is negative on (a, b). The first premise and the third fall away at infinite ends.
    """
    count(args, 4, "no-density.args")
    law = take(args[0], Law, "no-density.args")
    index = take(args[1], int, "no-density.args")
    region = take(args[2], Region, "no-density.args")
    term = take(args[3], Expr, "no-density.args")
    require(0 <= index < len(law.pieces), "no-density.piece", index)
    piece = law.pieces[index]
    require(region.variables == (law.variable,), "no-density.variable")
    _, lower, upper = piece.region.bounds[0]
    _, low, high = region.bounds[0]
    require(low != -oo and high != oo, "no-density.region", "a bounded interval is needed")
    wanted = [Relation(low, "<", high)]
    wanted += [Relation(lower, "<=", low)] if lower != -oo else []
    wanted += [Relation(high, "<=", upper)] if upper != oo else []
    held = [p.relation for p in premises if isinstance(p, Holds) and p.over == NUMBERS]
    require(all(relation in held for relation in wanted), "no-density.inside")
    require(Sign(term, "-", region) in premises, "no-density.sign", term)
    needed = (piece.density, *necessary(piece.density))
    require(term in needed, "no-density.condition", term)
    return NoLaw(law)


def negation(relation: Relation) -> Relation:
    """The relation that holds exactly where the given one fails."""
    sign = _NEGATION[relation.sign]
    if relation.sign in ("<", "<="):
        return Relation(relation.right, sign, relation.left)  # type: ignore[arg-type]
    return Relation(relation.left, sign, relation.right)  # type: ignore[arg-type]


def fails_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has law L    L and M differ    (M' and M are the same measure)
    ------------------------------------------------------------------  fails(X has law M')
    X does not have law M'            (or: there is no law M')
    """
    count(args, 1, "fails.args")
    goal = take(args[0], HasLaw, "fails.args")
    if is_no_law(premises, goal.law, "fails"):
        return Fails(goal)
    true = take(premises[0], HasLaw, "fails.true-law")
    require(true.subject == goal.subject, "fails.subject")
    require_apart(premises, true.law, goal.law, "fails")
    return Fails(goal)


def is_no_law(premises: Premises, claimed: AnyLaw, code: str) -> bool:
    """Whether the only premise is that there is no such law. RuleError when it is of another."""
    require(bool(premises), f"{code}.premises", "none")
    if not isinstance(premises[0], NoLaw):
        return False
    count(premises, 1, f"{code}.premises")
    require(premises[0].law == claimed, f"{code}.law")
    return True


def require_apart(premises: Premises, true: AnyLaw, claimed: AnyLaw, code: str) -> None:
    """After the law that something has, the premises say that the claimed law, perhaps written in
    another way, differs from it. RuleError otherwise."""
    require(len(premises) in (2, 3), f"{code}.premises", str(len(premises)))
    apart = take(premises[1], Differs, f"{code}.differs")
    require(apart.left == true, f"{code}.true-law", "the laws compared are others")
    if len(premises) == 2:
        require(apart.right == claimed, f"{code}.law")
    else:
        same = take(premises[2], SameLaw, f"{code}.same")
        require(same == SameLaw(claimed, apart.right), f"{code}.same")

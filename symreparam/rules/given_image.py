"""Laws given a value, of affine images of a term, with what is known put back, of what is
independent of the condition."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Mul, oo

from symreparam.logic.judgement import (
    Defined,
    GivenValue,
    HasLaw,
    Holds,
    Independent,
    Judgement,
    Sign,
)
from symreparam.rules.given_value import known_part
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Atom, Lattice, Law, Piece
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.replace import replaced
from symreparam.terms.scope import Relation


def given_value_affine_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    given g = t, S has densities f_k on (l_k, u_k) and masses m_j at p_j
    a > 0 (or a < 0)    b is defined
    ----------------------------------------------  given-value-affine(a, b)
    given g = t, a S + b has densities f_k((y - b)/a)/|a| on (a l_k + b, a u_k + b)
    and masses m_j at a p_j + b             (for a < 0 the ends of an interval change places)

    a and b are terms in parameters alone. The change of variables (Billingsley 1995, theorem 16.13)
    under the conditional probability.
    """
    count(args, 2, "given-value-affine.args")
    slope, rest = (take(args[i], Expr, "given-value-affine.args") for i in (0, 1))
    strangers = (slope.free_symbols | rest.free_symbols) - set(setting.scope.names)
    require(not strangers, "given-value-affine.parameters", sorted(map(str, strangers)))
    require(bool(premises), "given-value-affine.premises", "none")
    given = take(premises[0], GivenValue, "given-value-affine.given")
    law = take(given.law, Law, "given-value-affine.law")
    rising = Sign(slope, "+", NUMBERS) in premises
    known = rising or Sign(slope, "-", NUMBERS) in premises
    require(known, "given-value-affine.slope", slope)
    require(Defined(rest, NUMBERS) in premises, "given-value-affine.defined", rest)
    subject = Add(Mul(slope, given.subject), rest)
    return GivenValue(subject, given.given, given.value, image_of(law, slope, rest, rising))


def image_of(law: Law, slope: Expr, rest: Expr, rising: bool) -> Law:
    """The law of `slope*S + rest` for S with the law."""
    letter = law.variable

    def moved(place: Expr) -> Expr:
        return Add(Mul(slope, place), rest)

    def piece(one: Piece) -> Piece:
        [(own, low, high)] = one.region.bounds
        back = Mul(Add(letter, Mul(-1, rest)), 1 / slope)
        ends = (moved(low), moved(high)) if rising else (moved(high), moved(low))
        density = Mul(replaced(one.density, {own: back}), 1 / Abs(slope))
        return Piece(Region(((own, *ends),)), density)

    def lattice(one: Lattice) -> Lattice:
        return Lattice(one.index, one.lower, one.upper, moved(one.point), one.mass)

    return Law(
        letter,
        tuple(piece(one) for one in law.pieces),
        tuple(Atom(moved(one.point), one.mass) for one in law.atoms),
        tuple(lattice(one) for one in law.lattices),
    )


def given_value_independent_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S and g are independent    S has law L    g has density f on (l, u)    l < t < u    f(t) > 0
    -------------------------------------------------  given-value-independent(t, k)
    given g = t, S has law L

    (Billingsley 1995, section 33.) The version is meant that is weakly continuous in t: this one
    does not change with t. (l, u) is the k-th piece of the law of g.
    """
    code = "given-value-independent"
    count(args, 2, f"{code}.args")
    value, index = take(args[0], Expr, f"{code}.args"), take(args[1], int, f"{code}.args")
    strangers = value.free_symbols - set(setting.scope.names)
    require(not strangers, f"{code}.value", sorted(map(str, strangers)))
    require(len(premises) >= 3, f"{code}.premises", str(len(premises)))
    pair = take(premises[0], Independent, f"{code}.independent")
    count(pair.subjects, 2, f"{code}.independent")
    subject, given = pair.subjects
    own = take(premises[1], HasLaw, f"{code}.law")
    other = take(premises[2], HasLaw, f"{code}.given")
    require(own.subject == subject, f"{code}.law", own.subject)
    require(other.subject == given, f"{code}.given", other.subject)
    law = take(other.law, Law, f"{code}.given")
    alone = not law.atoms and not law.lattices and 0 <= index < len(law.pieces)
    require(alone, f"{code}.piece", index)
    piece = law.pieces[index]
    _, low, high = piece.region.bounds[0]
    wanted: list[Judgement] = [Sign(piece.density.xreplace({law.variable: value}), "+", NUMBERS)]
    if low != -oo:
        wanted.append(Holds(Relation(low, "<", value), NUMBERS))
    if high != oo:
        wanted.append(Holds(Relation(value, "<", high), NUMBERS))
    for each in wanted:
        require(each in premises, f"{code}.inside", value)
    return GivenValue(subject, given, value, own.law)


def given_value_put_back_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    given g = t, f(t, S) has law L    f has no jumps
    -------------------------------------------------  given-value-put-back(u, f(u, S))
    given g = t, f(g, S) has law L

    Given g = t, the term f(g, S) is f(t, S) (Billingsley 1995, theorem 34.3). The version is meant
    that is weakly continuous in t, which f without jumps keeps.
    """
    letter, body = known_part(setting, premises, args, "given-value-put-back")
    known = take(premises[0], GivenValue, "given-value-put-back.given")
    there = body.xreplace({letter: known.value})
    require(known.subject == there, "given-value-put-back.subject", known.subject)
    whole = body.xreplace({letter: known.given})
    return GivenValue(whole, known.given, known.value, known.law)

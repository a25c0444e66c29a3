"""Laws given a value, of affine images of a term, and with what is known put back."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Mul

from symreparam.logic.judgement import Defined, GivenValue, Judgement, Sign
from symreparam.rules.given_value import known_part
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Atom, Lattice, Law, Piece
from symreparam.terms.region import NUMBERS, Region
from symreparam.terms.replace import replaced


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

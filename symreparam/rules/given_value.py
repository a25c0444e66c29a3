"""Conditioning on the value of a term: laws given that a variable is fixed, and their rewriting."""

from __future__ import annotations

from typing import Final

from sympy import Add, Expr, Integer, Max, Min, Mul, Poly, Symbol, atan2, nan, oo, zoo

from symreparam.families.members import record_of
from symreparam.logic.judgement import (
    Defined,
    Equal,
    Expectation,
    Fails,
    GivenValue,
    HasLaw,
    Holds,
    Judgement,
    SameLaw,
    Sign,
    ValueExpectation,
)
from symreparam.rules.expectation import integral_against
from symreparam.rules.recorded_moments import MOST_MOMENTS, inside, recorded, transform_value
from symreparam.rules.refutation import is_no_law, require_apart
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.terms.events import JUMPS
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation

# a term without these is continuous where it is defined
BREAKS: Final = (*JUMPS, atan2)


def given_fixed_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has density f on (l, u)    l < x    x < u    f(x) > 0    s at X = x has law L
    g = a X + b    a != 0    t = a x + b
    --------------------------------------------------  given-fixed(s, g, t, X, a, b, x, k)
    given g = t, s has law L

    X is a random variable of the claim, independent of the others in s, so that these keep their
    law when it is fixed (Billingsley 1995, section 33). The version is meant that is weakly
    continuous in t: s is written without jumps, so that its values converge as t moves. (l, u)
    is the k-th piece of the law of X.
    """
    subject, given, value, there = _fixed(setting, premises, args, "given-fixed")
    fixed = take(premises[1], HasLaw, "given-fixed.fixed")
    require(fixed.subject == there, "given-fixed.fixed", "another term")
    return GivenValue(subject, given, value, fixed.law)


def given_fixed_mean_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has density f on (l, u)    l < x    x < u    f(x) > 0    E s = v for s at X = x
    g = a X + b    a != 0    t = a x + b
    --------------------------------------------------  given-fixed-mean(s, g, t, X, a, b, x, k)
    E(s given g = t) = v

    As for the rule `given-fixed`: the other variables in s keep their law when X is fixed. The
    mean is that of the law of s given g = t, of which the version is meant that is weakly
    continuous in t; no mean of it need be continuous in t (no domination is asked for).
    """
    subject, given, value, there = _fixed(setting, premises, args, "given-fixed-mean")
    fixed = take(premises[1], Expectation, "given-fixed-mean.fixed")
    require(fixed.body == there, "given-fixed-mean.fixed", "another term")
    return ValueExpectation(subject, given, value, fixed.value)


def _fixed(
    setting: Setting, premises: Premises, args: Args, code: str
) -> tuple[Expr, Expr, Expr, Expr]:
    """The term, the condition's, its value, and the term with the variable fixed."""
    count(args, 8, f"{code}.args")
    subject, given, value = (take(args[i], Expr, f"{code}.args") for i in (0, 1, 2))
    symbol = take(args[3], Symbol, f"{code}.args")
    slope, rest, place = (take(args[i], Expr, f"{code}.args") for i in (4, 5, 6))
    index = take(args[7], int, f"{code}.args")
    random = set(setting.claim.variables)
    require(symbol in random, f"{code}.variable", str(symbol))
    parameters = (slope, rest, place, value)
    require(not any(t.free_symbols & random for t in parameters), f"{code}.parameters")
    require(given == Add(Mul(slope, symbol), rest), f"{code}.given", str(given))
    require(not subject.has(*BREAKS), f"{code}.continuous", str(subject))
    require(len(premises) >= 2, f"{code}.premises", str(len(premises)))
    known = take(premises[0], HasLaw, f"{code}.law")
    require(known.subject == symbol, f"{code}.law", ("of", known.subject))
    law = take(known.law, Law, f"{code}.law")
    require(0 <= index < len(law.pieces), f"{code}.piece", str(index))
    piece = law.pieces[index]
    _, low, high = piece.region.bounds[0]
    wanted: list[Judgement] = []
    if low != -oo:
        wanted.append(Holds(Relation(low, "<", place), NUMBERS))
    if high != oo:
        wanted.append(Holds(Relation(place, "<", high), NUMBERS))
    wanted.append(Sign(piece.density.xreplace({law.variable: place}), "+", NUMBERS))
    for each in wanted:
        require(each in premises, f"{code}.inside", str(place))
    apart = [Sign(slope, s, NUMBERS) in premises for s in ("+", "-", "!=")]
    require(any(apart) or slope == 1, f"{code}.slope", str(slope))
    require(_same(value, Add(Mul(slope, place), rest), premises), f"{code}.value", str(value))
    return subject, given, value, subject.xreplace({symbol: place})


def _same(one: Expr, two: Expr, premises: Premises) -> bool:
    return one == two or Equal(one, two, NUMBERS) in premises


def mass_at(law: Law, value: Expr) -> Expr:
    """The mass that a law of atoms at numbers gives to a number. Raises RuleError."""
    known = all(bool(atom.point.is_Rational) for atom in law.atoms)
    require(known and bool(value.is_Rational), "bayes.masses", "points that are no numbers")
    return Add(*(atom.mass for atom in law.atoms if atom.point == value))


def parts_beside(
    whole: tuple[Expr, Expr], inner: tuple[Expr, Expr], step: int
) -> tuple[tuple[Expr, Expr], ...]:
    """Intervals that make up what of the whole one is beside the inner one. Below an inner end
    Max(a, b) lies what is below a and what is below b; above Min(a, b) likewise. `step` is 1 for
    whole numbers, of which both ends belong to an interval."""
    (lower, upper), (low, high) = whole, inner
    lows = low.args if isinstance(low, Max) else (low,)
    highs = high.args if isinstance(high, Min) else (high,)
    below = tuple((lower, end - step) for end in lows if end != lower)
    return below + tuple((end + step, upper) for end in highs if end != upper)


def ordered_at_sight(low: Expr, high: Expr) -> bool:
    """Whether low <= high as it stands: a <= Max(a, b), Min(a, b) <= b."""
    if low == high or low == -oo or high == oo:
        return True
    return (isinstance(high, Max) and low in high.args) or (
        isinstance(low, Min) and high in low.args
    )


def given_value_rewrite_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    given g = t, X has law L    L and M are the same measure
    ---------------------------------------------------------  given-value-rewrite()
    given g = t, X has law M
    """
    count(premises, 2, "given-value-rewrite.premises")
    count(args, 0, "given-value-rewrite.args")
    given = take(premises[0], GivenValue, "given-value-rewrite.given")
    same = take(premises[1], SameLaw, "given-value-rewrite.same")
    if same.left == given.law:
        return GivenValue(given.subject, given.given, given.value, same.right)
    require(same.right == given.law, "given-value-rewrite.same", "neither side is the given law")
    return GivenValue(given.subject, given.given, given.value, same.left)


def given_value_fails_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    given g = t, X has law L    L and M differ    (M' and M are the same measure)
    -------------------------------------------------------------------  given-value-fails(goal)
    it is false that given g = t, X has law M'        (or: there is no law M')
    """
    count(args, 1, "given-value-fails.args")
    goal = take(args[0], GivenValue, "given-value-fails.args")
    if is_no_law(premises, goal.law, "given-value-fails"):
        return Fails(goal)
    true = take(premises[0], GivenValue, "given-value-fails.true-law")
    mine = (true.subject, true.given, true.value)
    require(mine == (goal.subject, goal.given, goal.value), "given-value-fails.subject")
    require_apart(premises, true.law, goal.law, "given-value-fails")
    return Fails(goal)


def given_value_mean_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    given Y = t, S has density f_k on R_k and mass m_j at p_j
    the integral of g f_k over R_k is v_k    g is defined at each p_j
    over a lattice the sum of g(p_k) m_k is v
    -------------------------------------------------------  given-value-mean(g on a letter)
    E(g(S) given Y = t) = the sum of all v_k, of all m_j g(p_j) and of the sums v

    The law of the unconscious statistician for the conditional law (Billingsley 1995, section 34).
    Where Y has a density and S has masses that may move with t, g has no jumps: on one the mean
    would not be continuous in t, as E(1{Y < 0} given Y = t) at t = 0.
    """
    count(args, 1, "given-value-mean.args")
    mapping = take(args[0], Map, "given-value-mean.args")
    require(bool(premises), "given-value-mean.premises", "none")
    given = take(premises[0], GivenValue, "given-value-mean.law")
    law = take(given.law, Law, "given-value-mean.law")
    if (law.atoms or law.lattices) and mapping.body.has(*BREAKS):
        apart = any(_masses_alone(setting, term) for term in (given.given, given.subject))
        require(apart, "given-value-mean.continuous", mapping.body)
    value = integral_against(law, mapping, premises[1:], "given-value-mean")
    return ValueExpectation(mapping.at(given.subject), given.given, given.value, value)


def _masses_alone(setting: Setting, given: Expr) -> bool:
    """Whether the random variables in the term have masses and no density."""
    for known in setting.claim.hypotheses:
        law = known.law
        if not given.has(known.subject):
            continue
        if record_of(law).pieces if isinstance(law, Named) else law.pieces:
            return False
    return True


def given_value_moments_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    given Y = t, S ~ a member whose moment generating function M is finite on (u, v)    u < 0 < v
    g is a polynomial, the sum of c_k x^k    m_k = M^(k)(0) is defined for each k
    ---------------------------------------------------------  given-value-moments(g on a letter)
    E(g(S) given Y = t) = the sum of all c_k m_k

    Billingsley (1995), section 21, equation 21.23. M is taken from the family's record.
    """
    count(args, 1, "given-value-moments.args")
    mapping = take(args[0], Map, "given-value-moments.args")
    require(bool(premises), "given-value-moments.premises", "none")
    given = take(premises[0], GivenValue, "given-value-moments.law")
    named = take(given.law, Named, "given-value-moments.law")
    recorded(named, "given-value-moments")
    inside(premises, named, Integer(0), "given-value-moments")
    letter = mapping.variable
    require(mapping.body.is_polynomial(letter), "given-value-moments.polynomial", mapping.body)
    require(not mapping.body.has(*setting.claim.variables), "given-value-moments.random")
    parts: list[Expr] = []
    for power, factor in coefficients(mapping):
        require(power <= MOST_MOMENTS, "given-value-moments.power", power)
        if power == 0:
            parts.append(factor)
            continue
        value = transform_value(named, power)
        require(not value.has(nan, zoo, oo, -oo), "given-value-moments.value", value)
        require(Defined(value, NUMBERS) in premises, "given-value-moments.defined", value)
        parts.append(Mul(factor, value))
    return ValueExpectation(mapping.at(given.subject), given.given, given.value, Add(*parts))


def given_value_known_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E(f(t, S) given g = t) = v    f has no jumps
    ----------------------------------------------  given-value-known(u, f(u, S))
    E(f(g, S) given g = t) = v

    What is known is taken out (Billingsley 1995, theorem 34.3): given g = t, the term f(g, S) has
    the law of f(t, S).
    """
    letter, body = known_part(setting, premises, args, "given-value-known")
    known = take(premises[0], ValueExpectation, "given-value-known.mean")
    require(known.body == body.xreplace({letter: known.at}), "given-value-known.mean", known.body)
    whole = body.xreplace({letter: known.given})
    return ValueExpectation(whole, known.given, known.at, known.value)


def known_part(setting: Setting, premises: Premises, args: Args, code: str) -> tuple[Symbol, Expr]:
    """A letter for what is known, and a term with it that has no jumps. Raises RuleError."""
    count(premises, 1, f"{code}.premises")
    count(args, 2, f"{code}.args")
    letter, body = take(args[0], Symbol, f"{code}.args"), take(args[1], Expr, f"{code}.args")
    plain_letters((letter,), f"{code}.letter")
    taken = (*setting.scope.names, *setting.claim.variables)
    require(letter not in taken, f"{code}.letter", (letter, "is", "taken"))
    require(not body.has(*BREAKS), f"{code}.continuous", body)
    return letter, body


def coefficients(mapping: Map) -> tuple[tuple[int, Expr], ...]:
    """The powers of a polynomial's letter with their factors, the lowest first."""
    found = Poly(mapping.body, mapping.variable).terms()
    return tuple((int(powers[0]), factor) for powers, factor in reversed(found))

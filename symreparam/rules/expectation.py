"""Expectations: of moments, exponentials, functions of one law; products, sums; equations of them.

`Expectation(body, value)` says that |body| has a finite mean; each rule proves that as well.
"""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Symbol, default_sort_key, exp, nan, oo, zoo
from sympy.core.relational import Relational

from symreparam.families.members import UnknownFamily, WrongArguments, record_of, unfold
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Defined,
    Equal,
    Expectation,
    HasLaw,
    Holds,
    Integral,
    Judgement,
    Series,
)
from symreparam.rules.recorded_moments import MOST_MOMENTS, inside, recorded_member, transform_value
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.rules.transforms import transform
from symreparam.terms.law import AnyLaw, Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region


def expectation_constant_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    c is defined and contains no random variable
    ----------------------------------------------  expectation-constant(c)
    E c = c
    """
    count(premises, 1, "expectation-constant.premises")
    count(args, 1, "expectation-constant.args")
    term = take(args[0], Expr, "expectation-constant.args")
    require(not term.has(*_random(setting)), "expectation-constant.random", term)
    require(premises[0] == Defined(term, NUMBERS), "expectation-constant.defined", term)
    return Expectation(term, term)


def expectation_moment_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X ~ a member whose moment generating function M is finite on (u, v)    u < 0 < v
    the k-th derivative of M at 0 is defined
    ---------------------------------------------------------------  expectation-moment(k)
    E X^k = M^(k)(0)

    Billingsley (1995), section 21, equation 21.23. M, and for k = 1, 2 where the derivative has no
    value in the formula the mean and the variance, are taken from the family's record.
    """
    count(args, 1, "expectation-moment.args")
    power = take(args[0], int, "expectation-moment.args")
    require(1 <= power <= MOST_MOMENTS, "expectation-moment.power", power)
    given, named = recorded_member(premises, "expectation-moment")
    inside(premises, named, Integer(0), "expectation-moment")
    value = transform_value(named, power)
    require(not value.has(nan, zoo, oo, -oo), "expectation-moment.value", value)
    require(Defined(value, NUMBERS) in premises, "expectation-moment.defined", value)
    return Expectation(given.subject**power, value)


def expectation_exponential_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X ~ a member whose moment generating function M is finite on (u, v)    u < c < v
    M(c) is defined
    ------------------------------------------------------------  expectation-exponential(c)
    E exp(c X) = M(c)

    By definition of M, which is taken from the family's record.
    """
    count(args, 1, "expectation-exponential.args")
    rate = take(args[0], Expr, "expectation-exponential.args")
    require(not rate.has(*_random(setting)), "expectation-exponential.random", rate)
    given, named = recorded_member(premises, "expectation-exponential")
    inside(premises, named, rate, "expectation-exponential")
    value = transform_value(named, rate)
    require(Defined(value, NUMBERS) in premises, "expectation-exponential.defined", value)
    return Expectation(exp(rate * given.subject), value)


def expectation_power_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X > 0 ~ a member whose Mellin transform M is finite on (u, v)    u < c + 1 < v
    M(c + 1) is defined
    ------------------------------------------------------------  expectation-power(c)
    E X^c = M(c + 1)

    By definition of M, which is taken from the family's record (Paris & Kaminski 2001, chapter 3).
    """
    count(args, 1, "expectation-power.args")
    power = take(args[0], Expr, "expectation-power.args")
    require(not power.has(*_random(setting)), "expectation-power.random", power)
    require(bool(premises), "expectation-power.premises", "none")
    given = take(premises[0], HasLaw, "expectation-power.law")
    named = take(given.law, Named, "expectation-power.law")
    found = transform(named, "power", power, premises, "expectation-power")
    for relation in found.ranges:
        shown = f"{relation.left} < {relation.right}"
        require(Holds(relation, NUMBERS) in premises, "expectation-power.range", shown)
    known = Defined(found.value, NUMBERS) in premises
    require(known, "expectation-power.defined", found.value)
    return Expectation(given.subject**power, found.value)


def expectation_integral_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S has density f_k on R_k and mass m_j at p_j    the integral of g f_k over R_k is v_k
    g is defined at each p_j    over a lattice the sum of g(p_k) m_k is v
    -------------------------------------------------------  expectation-integral(g on a letter)
    E g(S) = the sum of all v_k, of all m_j g(p_j) and of the sums v

    Law of the unconscious statistician (Billingsley 1995, theorem 16.13). Integrals here are
    absolutely convergent, and so are sums, so that E |g(S)| is finite.
    """
    count(args, 1, "expectation-integral.args")
    mapping = take(args[0], Map, "expectation-integral.args")
    require(bool(premises), "expectation-integral.premises", "none")
    given = take(premises[0], HasLaw, "expectation-integral.law")
    law = take(given.law, Law, "expectation-integral.law")
    value = integral_against(law, mapping, premises[1:], "expectation-integral")
    return Expectation(mapping.at(given.subject), value)


def integral_against(law: Law, mapping: Map, premises: Premises, code: str) -> Expr:
    """The integral of the map against the law, by the premises for its parts in their order."""
    require(mapping.variable == law.variable, f"{code}.letter")
    sizes = (len(law.pieces), len(law.atoms), len(law.lattices))
    count(premises, sum(sizes), f"{code}.premises")
    parts: list[Expr] = []
    for piece, premise in zip(law.pieces, premises, strict=False):
        known = take(premise, Integral, f"{code}.integral")
        wanted = (mapping.body * piece.density, piece.region)
        require((known.integrand, known.over) == wanted, f"{code}.integral")
        parts.append(known.value)
    rest = premises[len(law.pieces) :]
    for atom, premise in zip(law.atoms, rest, strict=False):
        image = mapping.at(atom.point)
        require(premise == Defined(image, NUMBERS), f"{code}.atom", image)
        parts.append(atom.mass * image)
    for each, premise in zip(law.lattices, rest[len(law.atoms) :], strict=True):
        total = take(premise, Series, f"{code}.series")
        wanted = (mapping.at(each.point) * each.mass, each.range)
        require((total.term, total.over) == wanted, f"{code}.series")
        parts.append(total.value)
    return Add(*parts)


def expectation_product_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E f = a    E g = b    f and g have no random variable in common
    ----------------------------------------------------------------  expectation-product()
    E f g = a b

    The random variables of a claim are independent (Billingsley 1995, section 21, equation 21.18).
    """
    count(premises, 2, "expectation-product.premises")
    count(args, 0, "expectation-product.args")
    left = take(premises[0], Expectation, "expectation-product.left")
    right = take(premises[1], Expectation, "expectation-product.right")
    shared = left.body.free_symbols & right.body.free_symbols & set(_random(setting))
    require(not shared, "expectation-product.shared", ", ".join(sorted(map(str, shared))))
    return Expectation(left.body * right.body, left.value * right.value)


def expectation_sum_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E f_i = a_i    each c_i is defined and contains no random variable
    -------------------------------------------------------------------  expectation-sum(c_1, ..)
    E (c_1 f_1 + c_2 f_2 + ..) = c_1 a_1 + c_2 a_2 + ..
    """
    count(args, 1, "expectation-sum.args")
    factors = take(args[0], tuple, "expectation-sum.args")
    count(premises, 2 * len(factors), "expectation-sum.premises")
    bodies, values = [], []
    for index, entry in enumerate(factors):
        factor = take(entry, Expr, "expectation-sum.args")
        known = take(premises[2 * index], Expectation, "expectation-sum.term")
        require(not factor.has(*_random(setting)), "expectation-sum.random", factor)
        defined = premises[2 * index + 1] == Defined(factor, NUMBERS)
        require(defined, "expectation-sum.defined", factor)
        bodies.append(Mul(factor, known.body))
        values.append(Mul(factor, known.value))
    return Expectation(Add(*bodies), Add(*values))


def expectation_equal_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E f = a    g = f at almost every point of R^n, in letters for the random variables
    the laws of these have densities, or f and g are polynomials in them
    ------------------------------------------------------  expectation-equal(g, letters)
    E g = a

    Polynomials that agree almost everywhere agree everywhere, so that masses do not matter. Where
    each variable's law is one density, its interval may stand for R.
    """
    count(premises, 2, "expectation-equal.premises")
    count(args, 2, "expectation-equal.args")
    body = take(args[0], Expr, "expectation-equal.args")
    letters = take(args[1], tuple, "expectation-equal.args")
    known = take(premises[0], Expectation, "expectation-equal.term")
    same = take(premises[1], Equal, "expectation-equal.equal")
    random = [v for v in _random(setting) if body.has(v) or known.body.has(v)]
    count(letters, len(random), "expectation-equal.letters")
    require(len(set(letters)) == len(letters), "expectation-equal.letters", "twice the same")
    plain_letters(letters, "expectation-equal.letters")
    swap = {v: take(x, Symbol, "expectation-equal.letters") for v, x in zip(random, letters)}  # noqa: B905
    line = Region(tuple((letter, -oo, oo) for letter in swap.values()))
    over = line if same.over == line else supports(setting, swap)
    wanted = Equal(body.xreplace(swap), known.body.xreplace(swap), over)
    require(same == wanted, "expectation-equal.equal", "of other terms or on another region")
    plain = all(term.is_polynomial(*random) for term in (body, known.body))
    require(plain or continuous(setting, random), "expectation-equal.masses", body)
    return Expectation(body, known.value)


def expectation_condition_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    E f = a    g is f with each comparison A < B of a condition written as A - B < 0, or back
    --------------------------------------------------------------  expectation-condition(g)
    E g = a
    """
    count(premises, 1, "expectation-condition.premises")
    count(args, 1, "expectation-condition.args")
    body = take(args[0], Expr, "expectation-condition.args")
    known = take(premises[0], Expectation, "expectation-condition.term")
    same = compared_to_zero(body) == compared_to_zero(known.body)
    require(same, "expectation-condition.equal", "another condition")
    return Expectation(body, known.value)


# what the rules share ---------------------------------------------------------------------------
def compared_to_zero(body: Expr) -> Expr:
    """The term with the difference of both sides compared to 0 in every condition."""
    found = sorted(body.atoms(Relational), key=default_sort_key)
    return body.xreplace({r: r.func(r.lhs - r.rhs, Integer(0)) for r in found})


def _random(setting: Setting) -> tuple[Symbol, ...]:
    return setting.claim.variables


def supports(setting: Setting, swap: dict[Expr, Symbol]) -> Region:
    """The box of the intervals on which the variables live, for laws of one density each."""
    bounds = []
    for subject, letter in swap.items():
        [law] = [given.law for given in setting.claim.hypotheses if given.subject == subject]
        found = support(law, letter)
        if found is None or any(e.has(*setting.claim.variables) for e in found):
            raise RuleError("expectation-equal.support", str(subject))
        bounds.append((letter, *found))
    return Region(tuple(bounds))


def support(law: AnyLaw, letter: Symbol) -> tuple[Expr, Expr] | None:
    """The ends of the only interval on which the law has a density, if it is of that kind."""
    try:
        explicit = unfold(law, letter) if isinstance(law, Named) else law
    except (UnknownFamily, WrongArguments):
        return None
    if len(explicit.pieces) != 1 or explicit.atoms or explicit.lattices:
        return None
    return explicit.pieces[0].region.bounds[0][1:]


def continuous(setting: Setting, random: list[Symbol]) -> bool:
    """Whether the laws of these variables have densities alone."""
    laws = [given.law for given in setting.claim.hypotheses if given.subject in random]
    for law in laws:
        if isinstance(law, Named):
            record = record_of(law)
            if record.atoms or record.lattice is not None:
                return False
        elif law.atoms or law.lattices:
            return False
    return True

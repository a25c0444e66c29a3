"""The law of a sum or product of independent terms by the uniqueness of transforms.

The transforms of the terms are those of their families' records; the transform of the combination
is their product, and a law with that transform is the only one.
"""

from __future__ import annotations

from sympy import Expr, Integer, Symbol, oo

from symreparam.logic.judgement import Defined, Equal, Fails, HasLaw, Holds, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, plain_letters, require, take
from symreparam.rules.transforms import (
    apart,
    characteristic,
    combination,
    combined,
    compared,
    exists,
    parts_of,
    product_of,
    transform,
)
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation


def transform_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    U_1, .., U_n have no random variable in common    U_i ~ F_i, with transform M_i of its record
    S = c_1 U_1 + .. + c_n U_n + b    for w in (l, h) all c_i w lie in the range of M_i, w in that
    of M, the transform of the member F, which exists
    exp(b w) M_1(c_1 w) .. M_n(c_n w) = M(w) for w in (l, h), all of them defined    l < h
    ----------------------------------------  transform-law(F, form, kinds, factors, b, (l, h))
    S ~ F

    E exp(w S) is the product of the E exp(c_i w U_i) (Billingsley 1995, equation 21.28). Two laws
    whose moment generating functions are finite and equal on an open interval are the same: take c
    inside and give each the weight exp(c x)/M(c); these laws have moment generating functions that
    are equal around 0, and are the same (Curtiss 1942, theorem 1; Billingsley 1995, section 30).
    Of kind `power`, U_i is log V_i with V_i > 0 ~ F_i, and M_i(c w) is the Mellin transform
    E V_i^(c w); in the form `product` the claim is about exp S, whose Mellin transform M is.
    """
    count(args, 6, "transform-law.args")
    target = take(args[0], Named, "transform-law.target")
    made = combination(setting, args[1:5], "transform-law")
    over = take(args[5], Region, "transform-law.region")
    require(len(over.bounds) == 1, "transform-law.region", "one variable")
    letter, low, high = over.bounds[0]
    plain_letters((letter,), "transform-law.region")
    parts, rest = parts_of(premises, len(made.factors), "transform-law")
    apart(setting, parts, "transform-law")
    if low != -oo and high != oo:
        known = Holds(Relation(low, "<", high), NUMBERS) in rest
        require(known, "transform-law.empty", (low, "<", high))
    pieces = [
        transform(named, kind, factor * letter, rest, "transform-law")
        for (_, named), kind, factor in zip(parts, made.kinds, made.factors, strict=True)
    ]
    kind = "exponential" if made.form == "sum" else "power"
    whole = transform(target, kind, letter, rest, "transform-law")
    for one in (*pieces, whole):
        for relation in one.ranges:
            known = Holds(relation, over) in rest
            require(known, "transform-law.range", (relation.left, "<", relation.right))
        require(Defined(one.value, over) in rest, "transform-law.defined", one.value)
    exists(target, rest, "transform-law")
    if made.form == "product":
        positive = Sign(made.rest, "+", NUMBERS) in rest
        require(positive or bool(made.rest == 1), "transform-law.positive", made.rest)
    wanted = Equal(product_of(made, pieces, letter), whole.value, over)
    require(wanted in rest, "transform-law.equal", (wanted.left, "=", wanted.right))
    return HasLaw(combined(made, [given.subject for given, _ in parts]), target)


def characteristic_law_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    U_1, .., U_n have no random variable in common    U_i ~ F_i with characteristic function p_i
    S = c_1 U_1 + .. + c_n U_n + b    F exists and has characteristic function p
    exp(i b w) p_1(c_1 w) .. p_n(c_n w) = p(w) for w > 0, real and imaginary part (or, where all of
    them are written r cos t + i r sin t, the products r and the sums t agree)
    -----------------------------------------------  characteristic-law(F, (c_1, ..), b, w)
    S ~ F

    Products for independent terms and uniqueness: Billingsley 1995, section 26, equation 26.12 and
    theorem 26.2. At -w a characteristic function takes the conjugate value.
    """
    count(args, 4, "characteristic-law.args")
    target = take(args[0], Named, "characteristic-law.target")
    given = ("sum", ("exponential",) * len(take(args[1], tuple, "args")), args[1], args[2])
    made = combination(setting, given, "characteristic-law")
    letter = take(args[3], Symbol, "characteristic-law.letter")
    plain_letters((letter,), "characteristic-law.letter")
    over = interval(letter, Integer(0), oo)
    parts, rest = parts_of(premises, len(made.factors), "characteristic-law")
    apart(setting, parts, "characteristic-law")
    exists(target, rest, "characteristic-law")
    pairs = [
        characteristic(named, factor * letter, "characteristic-law")
        for (_, named), factor in zip(parts, made.factors, strict=True)
    ]
    whole = characteristic(target, letter, "characteristic-law")
    for term in (term for pair in (*pairs, whole) for term in pair):
        require(Defined(term, over) in rest, "characteristic-law.defined", term)
    left, right = compared(pairs, whole, made.rest * letter)
    for mine, other in zip(left, right, strict=True):
        wanted = Equal(mine, other, over)
        require(wanted in rest, "characteristic-law.equal", (mine, "=", other))
    return HasLaw(combined(made, [known.subject for known, _ in parts]), target)


def law_of_equal_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S has law L (or has not)    T = S at almost every point of the product of the supports, in
    letters for the random variables, each of which has a density on its support
    ----------------------------------------------------------  law-of-equal(T, letters)
    T has law L (or has not)

    Without laws as premises the region is R^n, and S and T are polynomials in the random
    variables: if they agree almost everywhere they agree everywhere, so that masses do not matter.
    """
    count(args, 2, "law-of-equal.args")
    body = take(args[0], Expr, "law-of-equal.args")
    letters = take(args[1], tuple, "law-of-equal.letters")
    require(len(premises) >= 2, "law-of-equal.premises", str(len(premises)))
    first = premises[0]
    fails = isinstance(first, Fails)
    given = take(first.of if isinstance(first, Fails) else first, HasLaw, "law-of-equal.given")
    same = take(premises[1], Equal, "law-of-equal.equal")
    random = [v for v in setting.claim.variables if body.has(v) or given.subject.has(v)]
    count(letters, len(random), "law-of-equal.letters")
    require(len(set(letters)) == len(letters), "law-of-equal.letters", "twice the same")
    plain_letters(letters, "law-of-equal.letters")
    names = [take(letter, Symbol, "law-of-equal.letters") for letter in letters]
    if len(premises) == 2:
        plain = all(term.is_polynomial(*random) for term in (body, given.subject))
        require(plain, "law-of-equal.laws", "no polynomials, and no laws are given")
        over = Region(tuple((letter, -oo, oo) for letter in names))
    else:
        over = _supports(premises[2:], random, names)
    swap = dict(zip(random, names, strict=True))
    wanted = Equal(body.xreplace(swap), given.subject.xreplace(swap), over)
    require(same == wanted, "law-of-equal.equal", "of other terms or on another region")
    found = HasLaw(body, given.law)
    return Fails(found) if fails else found


def _supports(premises: Premises, random: list[Symbol], names: list[Symbol]) -> Region:
    """The product of the supports, one law for each random variable, in order."""
    count(premises, len(random), "law-of-equal.laws")
    bounds = []
    for premise, variable, letter in zip(premises, random, names, strict=True):
        known = take(premise, HasLaw, "law-of-equal.laws")
        require(known.subject == variable, "law-of-equal.laws", ("of", known.subject))
        law = take(known.law, Law, "law-of-equal.laws")
        plain = len(law.pieces) == 1 and not law.atoms and not law.lattices
        require(plain, "law-of-equal.laws", "one piece")
        _, low, high = law.pieces[0].region.bounds[0]
        bounds.append((letter, low, high))
    return Region(tuple(bounds))

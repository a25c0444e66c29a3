"""The law of a sum or product of independent terms by the uniqueness of transforms.

The transforms of the terms are those of their families' records; the transform of the combination
is their product, and a law with that transform is the only one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from sympy import Add, Expr, Integer, Mul, Symbol, cos, exp, log, oo, sin

from symreparam.families.family import Family
from symreparam.families.members import (
    UnknownFamily,
    WrongArguments,
    parameter_conditions,
    record_of,
)
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Defined, Equal, HasLaw, Holds, Judgement, Sign
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation

KINDS = ("exponential", "power")
FORMS = ("sum", "product")


@dataclass(frozen=True, slots=True)
class Transform:
    """E exp(c w U) or E U^(c w) as a term, and the relations under which the record states it."""

    value: Expr
    ranges: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """c_1 U_1 + .. + b or U_1^c_1 .. b, where U_i may be the logarithm or the exponential of a
    term of known law; `kinds` says by which transform each is known."""

    form: str
    kinds: tuple[str, ...]
    factors: tuple[Expr, ...]
    rest: Expr


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
    made = _combination(setting, args[1:5], "transform-law")
    over = take(args[5], Region, "transform-law.region")
    require(len(over.bounds) == 1, "transform-law.region", "one variable")
    letter, low, high = over.bounds[0]
    parts, rest = _parts(premises, len(made.factors), "transform-law")
    _apart(setting, parts, "transform-law")
    if low != -oo and high != oo:
        known = Holds(Relation(low, "<", high), NUMBERS) in rest
        require(known, "transform-law.empty", f"{low} < {high}")
    pieces = [
        transform(named, kind, factor * letter, rest, "transform-law")
        for (_, named), kind, factor in zip(parts, made.kinds, made.factors, strict=True)
    ]
    kind = "exponential" if made.form == "sum" else "power"
    whole = transform(target, kind, letter, rest, "transform-law")
    for one in (*pieces, whole):
        for relation in one.ranges:
            known = Holds(relation, over) in rest
            require(known, "transform-law.range", f"{relation.left} < {relation.right}")
        require(Defined(one.value, over) in rest, "transform-law.defined", str(one.value))
    _exists(target, rest, "transform-law")
    if made.form == "product":
        positive = Sign(made.rest, "+", NUMBERS) in rest
        require(positive or bool(made.rest == 1), "transform-law.positive", str(made.rest))
    wanted = Equal(product_of(made, pieces, letter), whole.value, over)
    require(wanted in rest, "transform-law.equal", f"{wanted.left} = {wanted.right}")
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
    made = _combination(setting, given, "characteristic-law")
    letter = take(args[3], Symbol, "characteristic-law.letter")
    over = interval(letter, Integer(0), oo)
    parts, rest = _parts(premises, len(made.factors), "characteristic-law")
    _apart(setting, parts, "characteristic-law")
    _exists(target, rest, "characteristic-law")
    pairs = [
        characteristic(named, factor * letter, "characteristic-law")
        for (_, named), factor in zip(parts, made.factors, strict=True)
    ]
    whole = characteristic(target, letter, "characteristic-law")
    for term in (term for pair in (*pairs, whole) for term in pair):
        require(Defined(term, over) in rest, "characteristic-law.defined", str(term))
    left, right = compared(pairs, whole, made.rest * letter)
    for mine, other in zip(left, right, strict=True):
        wanted = Equal(mine, other, over)
        require(wanted in rest, "characteristic-law.equal", f"{mine} = {other}")
    return HasLaw(combined(made, [known.subject for known, _ in parts]), target)


def law_of_equal_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    S has law L    T = S at almost every point of the product of the supports, in letters for the
    random variables, each of which has a density on its support
    ----------------------------------------------------------  law-of-equal(T, letters)
    T has law L

    Without laws as premises the region is R^n, and S and T are polynomials in the random
    variables: if they agree almost everywhere they agree everywhere, so that masses do not matter.
    """
    count(args, 2, "law-of-equal.args")
    body = take(args[0], Expr, "law-of-equal.args")
    letters = take(args[1], tuple, "law-of-equal.letters")
    require(len(premises) >= 2, "law-of-equal.premises", str(len(premises)))
    given = take(premises[0], HasLaw, "law-of-equal.given")
    same = take(premises[1], Equal, "law-of-equal.equal")
    random = [v for v in setting.claim.variables if body.has(v) or given.subject.has(v)]
    count(letters, len(random), "law-of-equal.letters")
    require(len(set(letters)) == len(letters), "law-of-equal.letters", "twice the same")
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
    return HasLaw(body, given.law)


# what the rules share ---------------------------------------------------------------------------
def transform(named: Named, kind: str, at: Expr, premises: Premises, code: str) -> Transform:
    """E exp(at U) or E U^at for U ~ the member, from its record. RuleError when it has none.

    For powers U must be positive: no masses, and no piece reaches below 0 (a premise, unless its
    end is 0 itself).
    """
    record = _record(named, code)
    if kind == "exponential":
        term, ends, point = record.mgf, record.mgf_range, at
    else:
        term, ends, point = record.mellin, record.mellin_range, at + 1
    if term is None or ends is None:
        raise RuleError(f"{code}.transform", f"{record.name} has none of kind {kind}")
    swap = _swap(named, record)
    if kind == "power":
        require(not record.atoms and record.lattice is None, f"{code}.masses", record.name)
        for piece in record.pieces:
            low = piece.region.bounds[0][1].xreplace(swap)
            known = low == 0 or Holds(Relation(Integer(0), "<=", low), NUMBERS) in premises
            require(known, f"{code}.support", f"{low} is not known to be >= 0")
    low, high = (end.xreplace(swap) for end in ends)
    ranges = [Relation(low, "<", point)] if low != -oo else []
    ranges += [Relation(point, "<", high)] if high != oo else []
    return Transform(term.xreplace({**swap, record.frequency: point}), tuple(ranges))


def characteristic(named: Named, at: Expr, code: str) -> tuple[Expr, Expr]:
    """E cos(at U) and E sin(at U) from the member's record. RuleError when it has none."""
    record = _record(named, code)
    if record.characteristic is None:
        raise RuleError(f"{code}.transform", f"{record.name} has no characteristic function")
    swap = {**_swap(named, record), record.frequency: at}
    real, imaginary = record.characteristic
    return real.xreplace(swap), imaginary.xreplace(swap)


def compared(
    pairs: list[tuple[Expr, Expr]], whole: tuple[Expr, Expr], angle: Expr
) -> tuple[tuple[Expr, Expr], tuple[Expr, Expr]]:
    """Two pairs of terms whose equality makes exp(i angle) times the product equal to `whole`."""
    forms = [polar(pair) for pair in (*pairs, whole)]
    found = [form for form in forms if form is not None]
    if len(found) < len(forms):
        return multiplied(pairs, angle), whole
    sizes, turns = [size for size, _ in found], [turn for _, turn in found]
    return (Mul(*sizes[:-1]), Add(*turns[:-1], angle)), (sizes[-1], turns[-1])


def polar(pair: tuple[Expr, Expr]) -> tuple[Expr, Expr] | None:
    """(r, t) when the pair is written (r cos t, r sin t), or (r, 0); None otherwise."""
    real, imaginary = pair
    if imaginary == 0:
        return real, Integer(0)
    for factor in Mul.make_args(imaginary):
        if isinstance(factor, sin):
            size = imaginary / factor
            for turn, signed in ((factor.args[0], size), (-factor.args[0], -size)):
                if signed * cos(turn) == real and signed * sin(turn) == imaginary:
                    return signed, turn
    return None


def multiplied(pairs: list[tuple[Expr, Expr]], angle: Expr) -> tuple[Expr, Expr]:
    """Real and imaginary part of exp(i angle) times the product of complex numbers."""
    real, imaginary = cos(angle), sin(angle)
    for a, b in pairs:
        real, imaginary = real * a - imaginary * b, real * b + imaginary * a
    return real, imaginary


def product_of(made: Combination, pieces: list[Transform], letter: Symbol) -> Expr:
    """The transform of the combination at the letter."""
    rest = exp(made.rest * letter) if made.form == "sum" else made.rest**letter
    return Mul(rest, *(piece.value for piece in pieces))


def combined(made: Combination, units: list[Expr]) -> Expr:
    """The combination as a term in the random variables."""
    if made.form == "sum":
        parts = [
            factor * (unit if kind == "exponential" else log(unit))
            for factor, kind, unit in zip(made.factors, made.kinds, units, strict=True)
        ]
        return Add(*parts, made.rest)
    powers = [
        exp(factor * unit) if kind == "exponential" else unit**factor
        for factor, kind, unit in zip(made.factors, made.kinds, units, strict=True)
    ]
    return Mul(*powers, made.rest)


def _combination(setting: Setting, args: Args, code: str) -> Combination:
    form, kinds = take(args[0], str, f"{code}.form"), take(args[1], tuple, f"{code}.kinds")
    factors, rest = take(args[2], tuple, f"{code}.factors"), take(args[3], Expr, f"{code}.rest")
    require(form in FORMS and all(kind in KINDS for kind in kinds), f"{code}.form", str(form))
    require(len(kinds) == len(factors) > 0, f"{code}.factors", str(len(factors)))
    plain = tuple(take(factor, Expr, f"{code}.factors") for factor in factors)
    for term in (*plain, rest):
        known = not term.has(oo, -oo) and term.free_symbols <= set(setting.scope.names)
        require(known, f"{code}.constant", f"{term} is no constant")
    return Combination(form, kinds, plain, rest)


def _parts(
    premises: Premises, number: int, code: str
) -> tuple[list[tuple[HasLaw, Named]], Premises]:
    """The first premises: a term and the member that is its law, each."""
    require(len(premises) >= number, f"{code}.premises", str(len(premises)))
    parts = []
    for premise in premises[:number]:
        given = take(premise, HasLaw, f"{code}.law")
        parts.append((given, take(given.law, Named, f"{code}.law")))
    return parts, premises[number:]


def _apart(setting: Setting, parts: list[tuple[HasLaw, Named]], code: str) -> None:
    """Functions of disjoint groups of independent variables are independent."""
    random = set(setting.claim.variables)
    for (one, _), (two, _) in combinations(parts, 2):
        shared = one.subject.free_symbols & two.subject.free_symbols & random
        names = ", ".join(sorted(str(symbol) for symbol in shared))
        require(not shared, f"{code}.independent", names)


def _exists(named: Named, premises: Premises, code: str) -> None:
    for condition in parameter_conditions(named):
        known = Holds(condition, NUMBERS) in premises
        shown = f"{condition.left} {condition.sign} {condition.right}"
        require(known, f"{code}.exists", shown)


def _supports(premises: Premises, random: list[Symbol], names: list[Symbol]) -> Region:
    """The product of the supports, one law for each random variable, in order."""
    count(premises, len(random), "law-of-equal.laws")
    bounds = []
    for premise, variable, letter in zip(premises, random, names, strict=True):
        known = take(premise, HasLaw, "law-of-equal.laws")
        require(known.subject == variable, "law-of-equal.laws", f"of {known.subject}")
        law = take(known.law, Law, "law-of-equal.laws")
        require(len(law.pieces) == 1 and not law.atoms, "law-of-equal.laws", "one piece")
        _, low, high = law.pieces[0].region.bounds[0]
        bounds.append((letter, low, high))
    return Region(tuple(bounds))


def _record(named: Named, code: str) -> Family:
    try:
        return record_of(named)
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError(f"{code}.unknown", str(error)) from error


def _swap(named: Named, record: Family) -> dict[Symbol, Expr]:
    return {p.symbol: a for p, a in zip(record.parameters, named.arguments, strict=True)}

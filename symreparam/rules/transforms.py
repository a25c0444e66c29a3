"""Transforms of independent terms from the records of their families, and their products."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Symbol, cos, exp, log, oo, sin

from symreparam.families.family import Family
from symreparam.families.members import (
    UnknownFamily,
    WrongArguments,
    parameter_conditions,
    record_of,
    whole_arguments,
)
from symreparam.families.waves import polar
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import HasLaw, Holds, Sign
from symreparam.rules.rule import (
    Args,
    Premises,
    Setting,
    no_common_variable,
    require,
    take,
)
from symreparam.terms.law import Named
from symreparam.terms.record import dataclass
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, is_whole

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
            require(known, f"{code}.support", (low, "is", "not", "known", "to", "be", ">=", "0"))
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


def multiplied(pairs: list[tuple[Expr, Expr]], angle: Expr) -> tuple[Expr, Expr]:
    """Real and imaginary part of exp(i angle) times the product of complex numbers."""
    real, imaginary = cos(angle), sin(angle)
    for a, b in pairs:
        real, imaginary = real * a - imaginary * b, real * b + imaginary * a
    return real, imaginary


def product_of(made: Combination, pieces: list[Transform], letter: Expr) -> Expr:
    """The transform of the combination at the letter, or at a point."""
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


def combination(setting: Setting, args: Args, code: str) -> Combination:
    form, kinds = take(args[0], str, f"{code}.form"), take(args[1], tuple, f"{code}.kinds")
    factors, rest = take(args[2], tuple, f"{code}.factors"), take(args[3], Expr, f"{code}.rest")
    require(form in FORMS and all(kind in KINDS for kind in kinds), f"{code}.form", form)
    require(len(kinds) == len(factors) > 0, f"{code}.factors", str(len(factors)))
    plain = tuple(take(factor, Expr, f"{code}.factors") for factor in factors)
    for term in (*plain, rest):
        constant(setting, term, code)
    return Combination(form, kinds, plain, rest)


def constant(setting: Setting, value: object, code: str) -> Expr:
    """A finite term in the parameters alone."""
    term = take(value, Expr, f"{code}.constant")
    known = not term.has(oo, -oo) and term.free_symbols <= set(setting.scope.names)
    require(known, f"{code}.constant", (term, "is", "no", "constant"))
    return term


def strict(gap: Expr, premises: Premises, code: str) -> None:
    known = any(Sign(gap, sign, NUMBERS) in premises for sign in ("+", "-", "!="))
    require(known, f"{code}.apart", gap)


def parts_of(
    premises: Premises, number: int, code: str
) -> tuple[list[tuple[HasLaw, Named]], Premises]:
    """The first premises: a term and the member that is its law, each."""
    require(len(premises) >= number, f"{code}.premises", str(len(premises)))
    parts = []
    for premise in premises[:number]:
        given = take(premise, HasLaw, f"{code}.law")
        parts.append((given, take(given.law, Named, f"{code}.law")))
    return parts, premises[number:]


def apart(setting: Setting, parts: list[tuple[HasLaw, Named]], code: str) -> None:
    """Functions of disjoint groups of independent variables are independent."""
    subjects = [(given.subject,) for given, _ in parts]
    no_common_variable(setting, subjects, f"{code}.independent")


def exists(named: Named, premises: Premises, code: str) -> None:
    for condition in parameter_conditions(named):
        known = Holds(condition, NUMBERS) in premises
        shown = f"{condition.left} {condition.sign} {condition.right}"
        require(known, f"{code}.exists", shown)
    for count_of in whole_arguments(named):
        require(is_whole(count_of), f"{code}.whole", f"{count_of} need not be a whole number")


def _record(named: Named, code: str) -> Family:
    try:
        return record_of(named)
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError(f"{code}.unknown", str(error)) from error


def _swap(named: Named, record: Family) -> dict[Symbol, Expr]:
    return {p.symbol: a for p, a in zip(record.parameters, named.arguments, strict=True)}

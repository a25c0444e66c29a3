"""Counterexamples by transforms: two values of one transform that are kept apart at a point."""

from __future__ import annotations

from sympy import Add, Expr, Rational, Symbol, ceiling, floor, pi

from symreparam.decide.ball import enclose
from symreparam.derivation.builder import Builder
from symreparam.derivation.instances import Values
from symreparam.derivation.splits import Split, splits
from symreparam.derivation.uniqueness import (
    Failure,
    as_written,
    combination_of,
    positive_steps,
    unit_laws,
)
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Fails
from symreparam.logic.proof import Proof
from symreparam.rules.transforms import (
    characteristic,
    multiplied,
    product_of,
    transform,
)
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS

POINTS = tuple(Rational(*pair) for pair in ((-1, 2), (1, 2), (-2, 1), (1, 8), (-1, 16), (2, 1)))
TURNS = (1, 2, 3)
DIGITS = 256  # binary ones; two values that share them are taken for one
CODE = "differ-transform"


def refute_by_transform(claim: Claim, values: Values) -> Proof | None:
    """A proof that one transform is not that of the claimed law at these values, or None."""
    builder = Builder(claim, values)
    goal = builder.claim.law_goal
    random = tuple(v for v in builder.claim.variables if goal.subject.has(v))
    if not isinstance(goal.law, Named):
        return None
    found = _by_turns(builder, goal.subject, random, goal.law)
    if found is not None:
        return found
    for split in splits(goal.subject, random):
        try:
            last = _differ(builder, split, goal.law)
            last = as_written(builder, last, goal.subject)
            if builder.conclusion(last) == Fails(goal):
                return builder.proof(last)
        except Failure:
            continue
    return None


def _by_turns(
    builder: Builder, subject: Expr, random: tuple[Symbol, ...], target: Named
) -> Proof | None:
    """A fractional part: at a point that makes whole turns of the steps they do not count."""
    terms = Add.make_args(subject)
    steps = [term for term in terms if term.has(floor, ceiling)]
    rest = Add(*(term for term in terms if term not in steps))
    sizes = {term.as_independent(floor, ceiling, as_Add=False)[0] for term in steps}
    if not steps or len(sizes) != 1 or not rest.has(*random):
        return None
    (size,) = sizes
    for split in splits(rest, random, 1):
        for turns in TURNS:
            try:
                laws = unit_laws(builder, split, target, "characteristic")[:2]
                point = abs(2 * pi * turns / size)
                return builder.proof(_wave(builder, split, target, *laws, point, Add(*steps)))
            except Failure:
                continue
    return None


def _differ(builder: Builder, split: Split, target: Named) -> int:
    steps, laws, generating = unit_laws(builder, split, target)
    for point in POINTS:
        try:
            if generating:
                return _at(builder, split, target, steps, laws, point)
            return _wave(builder, split, target, steps, laws, abs(point))
        except RuleError:
            continue
    raise RuleError(f"{CODE}.apart", "at no point that was tried")


def _at(
    builder: Builder,
    split: Split,
    target: Named,
    steps: list[int],
    laws: list[Named],
    point: Expr,
) -> int:
    made, own = combination_of(split), "exponential" if split.form == "sum" else "power"
    rest: list[int] = []
    for named, kind in (*zip(laws, made.kinds, strict=True), (target, own)):
        if kind == "power":
            rest += positive_steps(builder, named)
    known = tuple(builder.conclusion(index) for index in rest)
    pieces = [
        transform(named, kind, factor * point, known, CODE)
        for named, kind, factor in zip(laws, made.kinds, made.factors, strict=True)
    ]
    whole = transform(target, own, point, known, CODE)
    for one in (*pieces, whole):
        rest += [builder.holds(relation) for relation in one.ranges]
        rest.append(builder.add("defined", (), (one.value, NUMBERS)))
    if made.form == "product" and made.rest != 1:
        rest.append(builder.sign_is(made.rest, "+"))
    rest.append(_apart(builder, product_of(made, pieces, point) - whole.value))
    args = (target, made.form, made.kinds, made.factors, made.rest, point)
    return builder.add("differ-transform", (*steps, *dict.fromkeys(rest)), args)


def _apart(builder: Builder, gap: Expr) -> int:
    """A step for the sign of a number. Raises RuleError where its digits are those of 0."""
    ball = enclose(gap, {}, DIGITS)
    if ball is not None and ball.contains(0):
        raise RuleError(f"{CODE}.apart", "the two values have the same digits")
    return builder.sign(gap)


def _wave(
    builder: Builder,
    split: Split,
    target: Named,
    steps: list[int],
    laws: list[Named],
    point: Expr,
    whole_steps: Expr | None = None,
) -> int:
    if split.form == "product" or any(part.kind == "power" for part in split.parts):
        raise RuleError("differ-characteristic.form", "no sum of terms of known law")
    factors = tuple(part.factor for part in split.parts)
    code = "differ-characteristic"
    pairs = [characteristic(n, f * point, code) for n, f in zip(laws, factors, strict=True)]
    whole = characteristic(target, point, code)
    rest = [
        builder.add("defined", (), (term, NUMBERS))
        for pair in (*pairs, whole)
        for term in pair
    ]
    left = multiplied(pairs, split.rest * point)
    part, apart = 0, None
    for part in (0, 1):
        try:
            apart = _apart(builder, left[part] - whole[part])
            break
        except RuleError:
            continue
    if apart is None:
        raise RuleError(f"{code}.apart", "at no point that was tried")
    turns = () if whole_steps is None else (whole_steps,)
    args = (target, factors, split.rest, point, part, *turns)
    return builder.add(code, (*steps, *dict.fromkeys((*rest, apart))), args)

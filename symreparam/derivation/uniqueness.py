"""Sums and products of independent terms by their transforms: decomposed here, proved by a rule."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import (
    Add,
    Expr,
    Integer,
    Piecewise,
    Symbol,
    oo,
    sign,
)

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.recognise import candidates
from symreparam.derivation.splits import Part, Split, splits
from symreparam.derivation.transport import source_law
from symreparam.derivation.unfold import unfold_step
from symreparam.families.members import parameter_conditions, record_of
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Fails, HasLaw
from symreparam.rules.signs_of_products import products, signs_apart
from symreparam.rules.transforms import (
    Combination,
    Transform,
    characteristic,
    compared,
    product_of,
    transform,
)
from symreparam.terms.law import Law, Named
from symreparam.terms.region import Region, interval
from symreparam.terms.scope import Relation, variable

Failure = (RuleError, NoInverse, Unsupported)


def by_transform(
    builder: Builder, subject: Expr, target: Named, kind: str = "any", least: int = 2
) -> int:
    """A step HasLaw(subject, target). Raises RuleError, NoInverse or Unsupported.

    `kind`: `characteristic` functions or `generating` ones, which are tried first where it is
    `any`; `least`: how many independent terms the subject has at the least.
    """
    random = tuple(v for v in builder.claim.variables if subject.has(v))
    error: Exception | None = None
    for split in splits(subject, random, least):
        if len(split.parts) == 1 and split.parts[0].unit == subject != random[0]:
            continue  # the law of the subject itself would be the premise
        try:
            return as_written(builder, _joined(builder, split, target, kind), subject)
        except Failure as failed:
            error = error or failed
    raise error or RuleError("transform-law.split", f"{subject} is no combination")


def _joined(builder: Builder, split: Split, target: Named, kind: str) -> int:
    steps, laws, generating = unit_laws(builder, split, target, kind)
    if kind == "generating" and not generating:
        raise RuleError("transform-law.transform", "not every term has a generating function")
    exists = [builder.holds(condition) for condition in parameter_conditions(target)]
    letter = _letter(builder)
    if not generating:
        return _by_characteristic(builder, split, target, (steps, laws), exists, letter)
    return _by_generating(builder, combination_of(split), target, (steps, laws), exists, letter)


def combination_of(split: Split) -> Combination:
    """The split in the words of the rules."""
    kinds = tuple(part.kind for part in split.parts)
    return Combination(split.form, kinds, tuple(part.factor for part in split.parts), split.rest)


def unit_laws(
    builder: Builder, split: Split, target: Named, kind: str = "any"
) -> tuple[list[int], list[Named], bool]:
    """The steps and laws of the parts, and whether all transforms are generating functions."""
    record = record_of(target)
    fits = record.mgf if split.form == "sum" else record.mellin
    if kind == "characteristic":
        fits = None
    if fits is None and (record.characteristic is None or split.form == "product"):
        raise RuleError("transform-law.transform", f"the record of {record.name} has none")
    found = [unit_law(builder, part, characteristic_only=fits is None) for part in split.parts]
    steps, laws = [step for step, _ in found], [named for _, named in found]
    pairs = zip(split.parts, laws, strict=True)
    lacking = any(p.kind == "exponential" and record_of(n).mgf is None for p, n in pairs)
    return steps, laws, fits is not None and not lacking


def _by_generating(
    builder: Builder,
    made: Combination,
    target: Named,
    given: tuple[list[int], list[Named]],
    exists: list[int],
    letter: Symbol,
) -> int:
    steps, laws = given
    rest = list(exists)
    kind = "exponential" if made.form == "sum" else "power"
    for named, own in (*zip(laws, made.kinds, strict=True), (target, kind)):
        if own == "power":
            rest += positive_steps(builder, named)
    known = tuple(builder.conclusion(index) for index in rest)
    pieces = [
        transform(named, own, factor * letter, known, "transform-law")
        for named, own, factor in zip(laws, made.kinds, made.factors, strict=True)
    ]
    whole = transform(target, kind, letter, known, "transform-law")
    if made.form == "product" and made.rest != 1:
        rest.append(builder.sign_is(made.rest, "+"))
    over, inside = _strip(builder, letter, [*pieces, whole])
    rest += inside
    for one in (*pieces, whole):
        rest.append(builder.add("defined", (), (one.value, over)))
    rest.append(builder.equal(product_of(made, pieces, letter), whole.value, over))
    args = (target, made.form, made.kinds, made.factors, made.rest, over)
    return builder.add("transform-law", (*steps, *dict.fromkeys(rest)), args)


def positive_steps(builder: Builder, named: Named) -> list[int]:
    """Steps that say that the member's pieces do not reach below 0."""
    record = record_of(named)
    swap = {p.symbol: a for p, a in zip(record.parameters, named.arguments, strict=True)}
    lows = [piece.region.bounds[0][1].xreplace(swap) for piece in record.pieces]
    return [builder.holds(Relation(Integer(0), "<=", low)) for low in lows if low != 0]


def _strip(builder: Builder, letter: Symbol, parts: list[Transform]) -> tuple[Region, list[int]]:
    """An open interval of the letter on which all transforms are finite, with what proves it."""
    relations = list(dict.fromkeys(r for one in parts for r in one.ranges))
    for low, high in _intervals(letter, relations):
        over = interval(letter, low, high)
        try:
            steps = [builder.holds(relation, over) for relation in relations]
            if low != -oo and high != oo:
                steps.append(builder.holds(Relation(low, "<", high)))
            return over, steps
        except RuleError:
            continue
    raise RuleError("transform-law.range", "no interval lies in all ranges")


def _intervals(letter: Symbol, relations: list[Relation]) -> Iterator[tuple[Expr, Expr]]:
    """Half-lines and intervals that begin or end at 0; ends solve one relation, or all at once."""
    zero = Integer(0)
    yield -oo, zero
    yield zero, oo
    ends = []
    for relation in relations:
        gap = relation.right - relation.left
        slope = gap.coeff(letter) if gap.is_Add else gap / letter
        free = gap.xreplace({letter: zero})
        if slope != 0 and not slope.has(letter) and free != 0:
            ends.append(-free / slope)
    ends = list(dict.fromkeys(ends))
    for end in ends[:6]:
        yield zero, end
        yield end, zero
    if len(ends) > 1:
        least = 1 / Add(*(abs(1 / end) for end in ends))
        yield zero, least
        yield -least, zero


def _by_characteristic(
    builder: Builder,
    split: Split,
    target: Named,
    given: tuple[list[int], list[Named]],
    exists: list[int],
    letter: Symbol,
) -> int:
    steps, laws = given
    if split.form == "product" or any(part.kind == "power" for part in split.parts):
        raise RuleError("characteristic-law.form", "no sum of terms of known law")
    factors = tuple(part.factor for part in split.parts)
    pairs = [
        characteristic(named, factor * letter, "characteristic-law")
        for named, factor in zip(laws, factors, strict=True)
    ]
    whole = characteristic(target, letter, "characteristic-law")
    over = interval(letter, Integer(0), oo)
    rest = list(exists)
    for term in (term for pair in (*pairs, whole) for term in pair):
        rest.append(builder.add("defined", (), (term, over)))
    left, right = compared(pairs, whole, split.rest * letter)
    for mine, other in zip(left, right, strict=True):
        rest.append(builder.equal(mine, other, over))
    args = (target, factors, split.rest, letter)
    return builder.add("characteristic-law", (*steps, *dict.fromkeys(rest)), args)


def unit_law(builder: Builder, part: Part, characteristic_only: bool) -> tuple[int, Named]:
    """A step HasLaw(unit, a member with the transform that the part needs)."""
    # imported here: the law of a unit may itself rest on transforms
    from symreparam.derivation.combine import law_of
    from symreparam.derivation.transport import letters

    variables = builder.claim.variables
    if part.unit in variables:
        index = variables.index(part.unit)
        given = builder.add("hypothesis", (), (index,))
        named = law_step(builder, given).law
        if isinstance(named, Named) and _has(named, part.kind, characteristic_only):
            return given, named
        given = source_law(builder, index, letters(builder).source)
    else:
        given = law_of(builder, part.unit, letters(builder), 2)
    law = law_step(builder, given).law
    if isinstance(law, Named):
        raise RuleError("transform-law.unit", f"{law.family} has no such transform")
    for named in candidates(law):
        if not _has(named, part.kind, characteristic_only):
            continue
        try:
            return named_step(builder, given, law, named), named
        except Failure:
            continue
    raise RuleError("transform-law.unit", f"no family with a transform fits {part.unit}")


def named_step(builder: Builder, given: int, law: Law, named: Named) -> int:
    """From HasLaw(S, law) to HasLaw(S, named)."""
    from symreparam.derivation.matching import same_law_step

    unfolded = unfold_step(builder, named, law.variable)
    target = builder.conclusion(unfolded).right  # type: ignore[union-attr]
    assert isinstance(target, Law)
    if target != law:
        given = builder.add("rewrite-law", (given, same_law_step(builder, law, target)))
    return builder.add("rewrite-law", (given, unfolded))


def _has(named: Named, kind: str, characteristic_only: bool) -> bool:
    record = record_of(named)
    if kind == "power":
        return record.mellin is not None
    if characteristic_only:
        return record.characteristic is not None
    return record.mgf is not None or record.characteristic is not None


def _letter(builder: Builder) -> Symbol:
    taken = {s.name for s in (*builder.setting.scope.names, *builder.claim.variables)}
    return variable(next(n for n in ("w", *(f"w_{k}" for k in range(1, 99))) if n not in taken))


def as_written(builder: Builder, step: int, subject: Expr) -> int:
    """The same law, or that it is not the law, for the term as it was written."""
    found = builder.conclusion(step)
    known = found.of if isinstance(found, Fails) else found
    if not isinstance(known, HasLaw):
        raise RuleError("law-of-equal.given", type(known).__name__)
    if known.subject == subject:
        return step
    random = [v for v in builder.claim.variables if subject.has(v) or known.subject.has(v)]
    fresh = _letters(builder, len(random))
    swap = dict(zip(random, fresh, strict=True))
    laws: list[int] = []
    bounds = []
    if not all(term.is_polynomial(*random) for term in (subject, known.subject)):
        for name, letter in zip(random, fresh, strict=True):
            given = source_law(builder, builder.claim.variables.index(name), letter)
            law = law_step(builder, given).law
            if not isinstance(law, Law) or len(law.pieces) != 1:
                raise RuleError("law-of-equal.laws", str(name))
            laws.append(given)
            bounds.append((letter, *law.pieces[0].region.bounds[0][1:]))
    else:
        bounds = [(letter, -oo, oo) for letter in fresh]
    over = Region(tuple(bounds))
    same = _same(builder, subject.xreplace(swap), known.subject.xreplace(swap), over)
    return builder.add("law-of-equal", (step, same, *laws), (subject, tuple(fresh)))


def _same(builder: Builder, left: Expr, right: Expr, over: Region) -> int:
    """A step Equal: by the signs of factors where these alone are written in another way."""
    if left.has(sign, Piecewise) and signs_apart(left) == right:
        known = tuple(builder.add("defined", (), (body, over)) for body in products(left))
        return builder.add("equal-signs", known, (left, over))
    return builder.equal(left, right, over)


def _letters(builder: Builder, number: int) -> list[Symbol]:
    taken = {s.name for s in (*builder.setting.scope.names, *builder.claim.variables)}
    free = (name for k in range(1, 1000) if (name := f"x_{k}") not in taken)
    return [variable(next(free)) for _ in range(number)]

"""Proofs by distribution functions: P(g(X) <= z) = F(h(z)), compared with that of the claim."""

from __future__ import annotations

from sympy import Expr, Integer, Symbol, oo

from symreparam.decide.answer import Context
from symreparam.decide.limits import limit
from symreparam.derivation.branch import Branch, NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.cells import cells
from symreparam.derivation.transport import Letters, branch_steps, parts, sorted_parts
from symreparam.derivation.unfold import unfold_step
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Distribution, LawDistribution
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import Relation


def by_distribution(
    builder: Builder, given: int, source: Named, body: Expr, names: Letters, target: Named
) -> int:
    """A step HasLaw(body at the subject of step `given`, target). `body` is in names.source.

    Raises RuleError, NoInverse, or SignNeeded where the shape of the map is open.
    """
    known = builder.add(
        "has-distribution", (given, law_distribution(builder, source, names.source))
    )
    moved = image_distribution(builder, known, body, names)
    claimed = law_distribution(builder, target, names.target)
    image, law = builder.conclusion(moved), builder.conclusion(claimed)
    assert isinstance(image, Distribution) and isinstance(law, LawDistribution)
    if len(image.parts) != len(law.parts):
        raise RuleError("distribution-law.parts", "the intervals are not the same")
    premises = []
    for mine, other in zip(image.parts, law.parts, strict=True):
        for one, two in zip(mine.source.bounds[0][1:], other.source.bounds[0][1:], strict=True):
            if one != two:
                if oo in (abs(one), abs(two)):
                    raise RuleError("distribution-law.ends", f"{one} = {two}")
                premises.append(builder.equal(one, two))
        if mine.body != other.body:
            premises.append(builder.equal(mine.body, other.body, mine.source))
    return builder.add("distribution-law", (moved, claimed, *premises))


def law_distribution(builder: Builder, named: Named, letter: Symbol) -> int:
    """A step LawDistribution(named, ..) from the cdf of its record. RuleError without one."""
    record = record_of(named)
    if not record.cdf or record.lattice is not None:
        raise RuleError("law-distribution.cdf", f"{record.name} has none in closed form")
    unfolded = unfold_step(builder, named, letter)
    law = builder.conclusion(unfolded).right  # type: ignore[union-attr]
    assert isinstance(law, Law)
    swap = {p.symbol: a for p, a in zip(record.parameters, named.arguments, strict=True)}
    swap[record.variable] = letter
    if len(law.pieces) != len(record.cdf):
        raise RuleError("law-distribution.cdf", f"{record.name} takes another form here")
    premises = [unfolded]
    found: list[Map] = []
    context = Context(builder.setting.scope, NUMBERS)
    for place, (piece, cdf) in enumerate(zip(law.pieces, record.cdf, strict=True)):
        last = place == len(law.pieces) - 1
        _, low, high = piece.region.bounds[0]
        for cell in cells(cdf.xreplace(swap), letter, low, high, context):
            part = Map(letter, cell.body, interval(letter, cell.lower, cell.upper))
            defined = builder.add("defined", (), (part.body, part.source))
            premises.append(builder.add("derivative", (defined,), (part, piece.density)))
            before = _value(builder, found[-1], "upper", None) if found else Integer(0)
            premises.append(_limit(builder, part, "lower", before))
            if not last or cell.upper != high:
                premises.append(_limit(builder, part, "upper", None))
            found.append(part)
    premises += [i for part in found for i in _order(builder, part.source)]
    return builder.add("law-distribution", tuple(premises))


def _limit(builder: Builder, part: Map, end: str, wanted: Expr | None) -> int:
    """The limit at that end, written as `wanted` where that is given."""
    value = _value(builder, part, end, wanted)
    return builder.add("limit", (), (part, end, value))


def _value(builder: Builder, part: Map, end: str, wanted: Expr | None) -> Expr:
    if wanted is not None:
        return wanted
    context = Context(builder.setting.scope, part.source)
    name = "lower" if end == "lower" else "upper"
    found = limit(part.body, part.variable, name, context)
    if found is None:
        raise RuleError("limit.unknown", str(part.body))
    return found


def _order(builder: Builder, source: Region) -> list[int]:
    _, low, high = source.bounds[0]
    return [] if low == -oo or high == oo else [builder.holds(Relation(low, "<", high))]


def image_distribution(builder: Builder, known: int, body: Expr, names: Letters) -> int:
    """The distribution function of the image, by one branch on each part or by several."""
    given = builder.conclusion(known)
    assert isinstance(given, Distribution)
    context = Context(builder.setting.scope, NUMBERS)
    found = [_branches(body, names, part, context) for part in given.parts]
    whole = Map(names.source, body, interval(names.source, -oo, oo))
    premises = [known]
    senses = {branch.sense for each in found for _, branch in each}
    if len(senses) == 1 and all(len(each) == 1 for each in found):
        for ((plain, branch),) in found:
            premises += _steps(builder, branch, plain, body, names)
        return builder.add("distribution-map", tuple(premises), (whole,))
    for part, each in zip(given.parts, found, strict=True):
        premises.append(_cover(builder, part.source, [b for _, b in each], names))
        for plain, branch in each:
            premises += _steps(builder, branch, plain, body, names)
            here = Map(part.variable, part.body, _source(branch, names))
            premises.append(_limit(builder, here, "lower" if branch.sense > 0 else "upper", None))
    return builder.add("distribution-branches", tuple(premises), (whole,))


def _branches(body: Expr, names: Letters, part: Map, context: Context) -> list[tuple[Expr, Branch]]:
    """The plain bodies and branches of the map on one part, from left to right."""
    _, low, high = part.source.bounds[0]
    found = []
    for each in sorted_parts(parts(body, names.source, low, high, context)):
        if each.branch is None:
            raise NoInverse(f"{body} takes one value on an interval, and has no inverse there")
        found.append((each.body, each.branch))
    return found


def _steps(builder: Builder, branch: Branch, plain: Expr, body: Expr, names: Letters) -> list[int]:
    """What is known of one branch."""
    same = [] if plain == body else [builder.equal(body, plain, _source(branch, names))]
    return [*same, *branch_steps(builder, branch, plain, names)]


def _cover(builder: Builder, whole: Region, found: list[Branch], names: Letters) -> int:
    regions = tuple(_source(branch, names) for branch in found)
    order = [i for region in regions for i in _order(builder, region)] if len(regions) > 1 else []
    return builder.add("covers", tuple(order), (regions, whole))


def _source(branch: Branch, names: Letters) -> Region:
    return interval(names.source, branch.lower, branch.upper)

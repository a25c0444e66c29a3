"""Integrals of densities by an antiderivative: proposed here, checked by derivative and limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from sympy import Expr, Integer, Mul, Symbol, exp, expand, factor_terms, log, oo, powsimp, together

from symreparam.decide.answer import Context, Proved, Refuted, Unknown
from symreparam.decide.limits import limit
from symreparam.decide.sign import sign
from symreparam.decide.tails import tail_diverges
from symreparam.derivation.antiderivatives import antiderivatives, point_inside
from symreparam.derivation.branch import NoInverse, SignNeeded
from symreparam.derivation.builder import Builder
from symreparam.derivation.cells import Cell, cells, crossings
from symreparam.derivation.recognise import candidates
from symreparam.derivation.shapes import image_step, monotone_step
from symreparam.derivation.substitutions import Substitution, substitutions
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Integral
from symreparam.terms.law import Law, Named, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval

MOST_CHANGES = 8
MOST_SUMMANDS = 8


def integral_step(builder: Builder, density: Expr, region: Region) -> int:
    """A step Integral(density, region, value). RuleError when none is found."""
    variable, low, high = region.bounds[0]
    context = Context(builder.setting.scope, NUMBERS)
    for end in ("lower", "upper"):
        if isinstance(tail_diverges(density, variable, end, replace(context, over=region)), Proved):
            raise RuleError("integral.infinite", f"{density} has an infinite integral")
    found = cells(density, variable, low, high, context)
    try:
        cut = tuple(_signed(found, variable, context))
    except NoInverse as error:
        # where a monotone integrand changes its sign does not matter
        try:
            return _over_cells(builder, density, variable, found)
        except RuleError:
            raise error from None
    return _over_cells(builder, density, variable, cut)


def _over_cells(builder: Builder, density: Expr, variable: Symbol, parts: tuple[Cell, ...]) -> int:
    total: int | None = None
    for cell in parts:
        part = interval(variable, cell.lower, cell.upper)
        found = _plain_integral(builder, cell.body, part)
        if cell.body != density:
            same = builder.equal(density, cell.body, part)
            found = builder.add("integral-equal", (found, same))
        total = found if total is None else builder.add("integral-split", (total, found))
    assert total is not None
    return total


def _signed(found: tuple[Cell, ...], variable: Symbol, context: Context) -> Iterator[Cell]:
    """The cells cut where a factor of the integrand changes its sign: rules ask for one sign."""
    for cell in found:
        parts = [(cell.lower, cell.upper)]
        if (cell.lower, cell.upper) == (-oo, oo) and _halves(cell.body, variable):
            parts = [(-oo, Integer(0)), (Integer(0), oo)]
        for factor in Mul.make_args(cell.body):
            if not factor.is_polynomial(variable) and not isinstance(factor, log):
                continue
            over = replace(context, over=interval(variable, cell.lower, cell.upper))
            if factor.has(variable) and isinstance(sign(factor, "!=", over), Unknown | Refuted):
                parts = [p for a, b in parts for p in crossings(factor, variable, a, b, context)]
        yield from (Cell(low, high, cell.body) for low, high in parts)


def _halves(body: Expr, variable: Symbol) -> bool:
    """y^2, y^3, .. times an even function without exponentials: halves have a family's shape."""
    power = Mul(*(f for f in Mul.make_args(body) if f.is_Pow and f.base == variable))
    found = power != 1 and power.exp.is_integer and not body.has(exp)
    return bool(found and body / power == (body / power).xreplace({variable: -variable}))


def _plain_integral(builder: Builder, density: Expr, region: Region) -> int:
    """By a family's density, else by an antiderivative."""
    variable = region.variables[0]
    terms = summands(density, variable)
    several = 2 <= len(terms) <= MOST_SUMMANDS
    if several and any(term.has(exp) for term in terms):
        # a sum of kernels: each is recognised by itself
        try:
            return _by_terms(builder, density, region, terms)
        except RuleError:
            several = False
    try:
        return family_integral(builder, density, region)
    except RuleError:
        pass
    tried: list[Expr] = []
    for candidate in antiderivatives(builder, density, variable):
        mapping = Map(variable, _with_real_logs(builder, candidate, region), region)
        try:
            return by_antiderivative(builder, mapping, density)
        except RuleError:
            tried.append(candidate)
    if several:
        return _by_terms(builder, density, region, terms)
    for candidate in tried:
        _ask_divisors(builder, candidate, variable)
    raise RuleError("integral.antiderivative", f"none was found for {density}")


def _with_real_logs(builder: Builder, candidate: Expr, region: Region) -> Expr:
    """log(-u) for log(u) where u is negative in the region: both have the slope u'/u."""
    context, swap = Context(builder.setting.scope, region), {}
    for each in candidate.atoms(log):
        inside = each.args[0]
        moving = inside.has(*region.variables) and inside.is_polynomial(*region.variables)
        if moving and isinstance(sign(-inside, "+", context), Proved):
            swap[each] = log(-inside)
    return candidate.xreplace(swap)


def _ask_divisors(builder: Builder, candidate: Expr, variable: Symbol) -> None:
    """Raises SignNeeded for a divisor of an antiderivative that may vanish somewhere in the scope:
    on both sides of its zeros the antiderivative holds."""
    below = together(candidate).as_numer_denom()[1]
    for divisor in Mul.make_args(factor_terms(below)):
        base = divisor.base if divisor.is_Pow else divisor
        if base.has(variable) or not base.free_symbols:
            continue
        if not isinstance(sign(base, "!=", Context(builder.setting.scope)), Proved):
            raise SignNeeded(base)


def summands(density: Expr, variable: Symbol) -> list[Expr]:
    """The density with its first factor that is a sum in the variable multiplied out."""
    factors = Mul.make_args(density)
    for factor in factors:
        if factor.is_Add and factor.has(variable):
            rest = Mul(*(other for other in factors if other is not factor))
            return [rest * term for term in factor.args]
    return [density]


def _by_terms(builder: Builder, density: Expr, region: Region, terms: list[Expr]) -> int:
    parts = tuple(_plain_integral(builder, term, region) for term in terms)
    total = builder.add("integral-sum", parts)
    known = builder.conclusion(total)
    assert isinstance(known, Integral)
    if known.integrand == density:
        return total
    return builder.add("integral-equal", (total, builder.equal(density, known.integrand, region)))


def family_integral(builder: Builder, density: Expr, region: Region) -> int:
    """The density is a constant times a member's, perhaps after a change of variable. RuleError
    when no member fits."""
    variable = region.variables[0]
    for change in islice(substitutions(density, region), MOST_CHANGES):
        moved = change.integrand(density, variable)
        for named in candidates(Law(variable, (Piece(change.target, moved),))):
            try:
                return _scaled(builder, density, region, named, change)
            except RuleError:
                continue
    raise RuleError("integral.family", f"no family fits {density}")


def _scaled(
    builder: Builder, density: Expr, region: Region, named: Named, change: Substitution
) -> int:
    """Integral of `density` by that of the member's density under the substitution."""
    variable, low, high = region.bounds[0]
    unfolded = unfold_step(builder, named, variable)
    law = builder.conclusion(unfolded).right  # type: ignore[union-attr]
    if not isinstance(law, Law) or [p.region for p in law.pieces] != [change.target]:
        raise RuleError("integral.family", "another support")
    whole = builder.add("integral-family", (unfolded,))
    if change.forth != variable:
        whole = _substituted(builder, whole, Map(variable, change.forth, region))
    member = builder.conclusion(whole).integrand  # type: ignore[union-attr]
    factor = powsimp((density / member).xreplace({variable: point_inside(low, high)}))
    factor = factor.replace(exp, lambda power: exp(expand(power)))
    known = builder.add("defined", (), (factor, NUMBERS))
    scaled = builder.add("integral-scale", (whole, known), (factor,))
    same = builder.equal(density, factor * member, region)
    return builder.add("integral-equal", (scaled, same))


def _substituted(builder: Builder, whole: int, mapping: Map) -> int:
    shape = monotone_step(builder, mapping)
    image = image_step(builder, shape, mapping, mapping.variable)
    slope = builder.steps[shape].premises[0]
    return builder.add("integral-substitution", (whole, shape, image, slope))


def by_antiderivative(builder: Builder, mapping: Map, density: Expr) -> int:
    """The integral of the density over the map's source, of which the map is an antiderivative.
    Raises RuleError."""
    known = builder.add("defined", (), (mapping.body, mapping.source))
    slope = builder.add("derivative", (known,), (mapping, density))
    context = Context(builder.setting.scope, mapping.source)
    ends = []
    for end in ("lower", "upper"):
        value = limit(mapping.body, mapping.variable, end, context)
        if value is None:
            raise RuleError("integral.limit", f"{mapping.body} at its {end} end")
        ends.append(builder.add("limit", (), (mapping, end, value)))
    try:
        signed = builder.sign_is(density, ">=", mapping.source)
        return builder.add("integral", (slope, *ends, signed))
    except RuleError:
        pass
    try:
        signed = builder.sign_is(density, "<=", mapping.source)
        return builder.add("integral", (slope, *ends, signed))
    except RuleError:
        pass
    try:
        return builder.add("integral-tails", (slope, *ends))
    except RuleError:
        shape = monotone_step(builder, Map(mapping.variable, density, mapping.source))
        return builder.add("integral-monotone", (slope, *ends, shape))

"""Expectations searched for: expanded into products of functions of one variable each."""

from __future__ import annotations

from contextlib import suppress

from sympy import Abs, Expr, Max, Min, Mul, Piecewise, Symbol, cos, erf, erfc, expand, oo, sin

from symreparam.derivation.blocks import blocks
from symreparam.derivation.branch import NoInverse, SignNeeded
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.events import event_step
from symreparam.derivation.fixed_mean import fixed_mean_step
from symreparam.derivation.integrate import integral_step
from symreparam.derivation.lattices import standard
from symreparam.derivation.linear_parts import is_affine, is_long, linear_parts, require_few
from symreparam.derivation.logarithms import box, fresh_letters, kept_whole, split_logarithms
from symreparam.derivation.means import by_waves, recorded_mean
from symreparam.derivation.normal_sum import by_differences
from symreparam.derivation.orthants import orthant_step
from symreparam.derivation.polarised import polarised_step
from symreparam.derivation.roots_of import root_of
from symreparam.derivation.sums import series_step
from symreparam.derivation.symmetric_mean import extreme_step
from symreparam.derivation.transform_means import by_power, by_transform
from symreparam.derivation.transport import Letters, letters, source_law
from symreparam.derivation.waves import WAVES, in_waves
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Expectation
from symreparam.rules.expectation import compared_to_zero
from symreparam.rules.orthants import sides_of
from symreparam.terms.draws import Quantile
from symreparam.terms.events import is_indicator
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region

MOST_TERMS = 60
Failure = (RuleError, NoInverse, Unsupported)


def mean_step(builder: Builder, body: Expr) -> int:
    """A step Expectation(body, value). Raises RuleError, NoInverse or Unsupported."""
    random = _random(builder, body)
    if not random:
        return builder.add("expectation-constant", (_defined(builder, body),), (body,))
    if len(random) > 1 and is_indicator(body):
        with suppress(*Failure):
            return event_step(builder, body, mean_step)
    twin = compared_to_zero(body)
    if twin != body and len(random) > 1:
        # the law of the difference of both sides says it
        return builder.add("expectation-condition", (mean_step(builder, twin),), (body,))
    orthant = orthant_step(builder, body) if sides_of(body) is not None else None
    if orthant is not None:
        return orthant
    names = letters(builder)
    error: Exception | None = None
    root = root_of(body, random) if len(random) > 1 else None
    if root is not None:
        try:
            return _by_root(builder, *root, names)
        except Failure as failed:
            error = failed
    if len(random) > 1 and root is None and not body.is_polynomial(*random):
        with suppress(*Failure):
            return polarised_step(builder, body, mean_step)
    if not body.has(Piecewise):
        try:
            return _by_differences(builder, body, names)
        except Failure as failed:
            error = error or failed
    if error is not None and (is_affine(body, random) or is_long(body, random, MOST_TERMS)):
        raise error  # an affine term's mean is found, if at all, by those of its variables
    try:
        return _by_law(builder, body, names)
    except SignNeeded as failed:
        raise error or RuleError("expectation.sign", str(failed)) from failed
    except Failure as failed:
        if body.has(Max, Min, Abs) and len(random) > 1 and not body.has(Quantile):
            with suppress(*Failure):
                return fixed_mean_step(builder, body, mean_step)
        raise (error or failed) from None


def _by_root(builder: Builder, base: Expr, power: int, names: Letters) -> int:
    """A power of a term through the law of that term."""
    return _under(builder, law_of(builder, base, names), names.target**power, names.target, names)


def _under(builder: Builder, given: int, body: Expr, letter: Symbol, names: Letters) -> int:
    from symreparam.derivation.term_means import mean_of_term  # it rests on this module

    return mean_of_term(builder, given, body, letter, names)


def _by_differences(builder: Builder, body: Expr, names: Letters) -> int:
    """Term by term, where extremes of two normal terms are written by their difference."""
    moved = by_differences(builder, body) if body.has(Max, Min) else body
    if moved == body:
        waves = in_waves(body, _random(builder, body)) if body.has(*WAVES) else body
        if waves != body:
            with suppress(*Failure):
                return as_given(builder, _expanded(builder, waves, names), body)
        return _expanded(builder, body, names)
    return as_given(builder, _expanded(builder, moved, names, laws=True), body)


def expanded_mean(builder: Builder, body: Expr) -> int:
    """The same, term by term only: quick, or RuleError, NoInverse, Unsupported."""
    return _expanded(builder, body, letters(builder))


def _random(builder: Builder, body: Expr) -> tuple[Symbol, ...]:
    return tuple(v for v in builder.claim.variables if body.has(v))


def _defined(builder: Builder, term: Expr) -> int:
    return builder.add("defined", (), (term, NUMBERS))


def _expanded(builder: Builder, body: Expr, names: Letters, laws: bool = False) -> int:
    """Term by term, when the expanded body has few terms; with `laws` a term of several variables
    by its law."""
    split = split_logarithms(builder, body)
    require_few(split, builder.claim.variables, MOST_TERMS)
    terms = linear_parts(kept_whole(split, _random(builder, body), expand), builder.claim.variables)
    if len(terms) > MOST_TERMS:
        raise RuleError("expectation.terms", f"{len(terms)} terms")
    parts: list[int] = []
    for rest, factor in terms:
        mixed = laws and any(len(_random(builder, each)) > 1 for each in Mul.make_args(rest))
        found = _by_law if mixed else _term
        parts += [found(builder, rest, names), _defined(builder, factor)]
    factors = [factor for _, factor in terms]
    if len(terms) == 1 and factors[0] == 1:
        total = parts[0]
    else:
        total = builder.add("expectation-sum", tuple(parts), (tuple(factors),))
    return as_given(builder, total, body)


def as_given(builder: Builder, step: int, body: Expr) -> int:
    """The same expectation for the body as it was written."""
    known = builder.conclusion(step)
    assert isinstance(known, Expectation)
    if known.body == body:
        return step
    if body.has(Quantile):
        from symreparam.derivation.draw_means import as_polynomial

        return as_polynomial(builder, step, body)
    random = [v for v in builder.claim.variables if body.has(v) or known.body.has(v)]
    fresh = fresh_letters(builder, len(random))
    swap = dict(zip(random, fresh, strict=True))
    line = Region(tuple((letter, -oo, oo) for letter in fresh))
    error: RuleError | None = None
    for over in (line, box(builder, swap)):
        if over is None:
            continue
        try:
            same = builder.equal(body.xreplace(swap), known.body.xreplace(swap), over)
            return builder.add("expectation-equal", (step, same), (body, tuple(fresh)))
        except RuleError as failed:
            error = error or failed
    assert error is not None
    raise error


def _term(builder: Builder, term: Expr, names: Letters) -> int:
    """A product of functions of one variable each."""
    if term == 1:
        return builder.add("expectation-constant", (_defined(builder, term),), (term,))
    if term.has(Quantile, Piecewise):
        from symreparam.derivation.draw_means import drawn_step

        drawn = drawn_step(builder, term, lambda body: _expanded(builder, body, names))
        if drawn is not None:
            return drawn
    groups: dict[Symbol, list[Expr]] = {}
    for factor in Mul.make_args(term):
        random = _random(builder, factor)
        if len(random) != 1 and isinstance(term, erf | erfc):
            given = law_of(builder, term.args[0], names)
            return _under(builder, given, term.func(names.target), names.target, names)
        if len(random) != 1:
            return extreme_step(builder, term, mean_step)
        groups.setdefault(random[0], []).append(factor)
    step: int | None = None
    for symbol, factors in groups.items():
        here = _of_one(builder, symbol, Mul(*factors), names)
        step = here if step is None else builder.add("expectation-product", (step, here))
    assert step is not None
    return step


def _of_one(builder: Builder, symbol: Symbol, body: Expr, names: Letters) -> int:
    """A function of one random variable: a moment, an exponential, else an integral."""
    index = builder.claim.variables.index(symbol)
    given = builder.add("hypothesis", (), (index,))
    law = law_step(builder, given).law
    if isinstance(law, Named) and record_of(law).mgf is not None:
        try:
            return by_transform(builder, given, law, body, symbol)
        except RuleError:
            pass
    if isinstance(law, Named) and isinstance(body, (cos, sin)):
        try:
            return by_waves(builder, given, law, body, symbol)
        except RuleError:
            pass
    base, power = body.as_base_exp()
    if isinstance(law, Named) and record_of(law).mellin is not None and base == symbol:
        try:
            return by_power(builder, given, law, power)
        except RuleError:
            pass
    try:
        return recorded_mean(builder, given, body, symbol, names)
    except Failure:
        pass
    if not body.is_polynomial(symbol):
        from symreparam.derivation.symmetric_mean import symmetric_step

        try:
            return symmetric_step(builder, symbol, body, names)
        except Failure:
            pass
    try:
        return _against_own_law(builder, body, symbol, names)
    except Failure:
        if base != symbol or not power.is_Integer:
            raise
        return _by_law(builder, body, names)  # a moment of high order is that of an even power


def integrated(builder: Builder, given: int, body: Expr, letter: Symbol) -> int:
    """Against the density, piece by piece, and at the masses."""
    law = law_step(builder, given).law
    if not isinstance(law, Law):
        raise RuleError("expectation.law", "no density is known")
    moved = body.xreplace({letter: law.variable})
    premises = [given, *integrals_against(builder, law, moved)]
    source = law.pieces[0].region if law.pieces else Region(((law.variable, -oo, oo),))
    mapping = Map(law.variable, moved, source)
    return builder.add("expectation-integral", tuple(premises), (mapping,))


def integrals_against(builder: Builder, law: Law, body: Expr) -> list[int]:
    """The steps for the parts of the integral of a body in the law's letter against the law."""
    steps = [integral_step(builder, body * p.density, p.region) for p in law.pieces]
    for atom in law.atoms:
        steps.append(_defined(builder, body.xreplace({law.variable: atom.point})))
    for each in law.lattices:
        term = body.xreplace({law.variable: each.point}) * each.mass
        steps.append(series_step(builder, term, each.range))
    return steps


def _by_law(builder: Builder, body: Expr, names: Letters) -> int:
    """Through the law of the whole body: indicators, and what has no simple terms."""
    random = _random(builder, body)
    found = blocks(body, random) if len(random) > 1 else None
    if found is not None and len(found.units) == 1:
        unit, inner = found.units[0]
        try:
            # where the outer function vanishes no integral of the density is needed
            given = law_of(builder, inner, names, 1)
            if not found.outer.has(erf, erfc):
                return integrated(builder, given, found.outer, unit)
            return _under(builder, given, found.outer, unit, names)
        except (RuleError, NoInverse):
            pass
    alone = len(random) == 1 and not body.has(Quantile)
    if alone and is_indicator(body):
        with suppress(RuleError, NoInverse):
            return _against_own_law(builder, body, random[0], names)
    try:
        given = standard(builder, law_of(builder, body, names))
        return _under(builder, given, names.target, names.target, names)
    except (RuleError, NoInverse):
        if not alone:
            raise
        return _against_own_law(builder, body, random[0], names)


def _against_own_law(builder: Builder, body: Expr, variable: Symbol, names: Letters) -> int:
    """Against the law of the variable, where no inverse is needed."""
    given = source_law(builder, builder.claim.variables.index(variable), names.source)
    return integrated(builder, given, body.xreplace({variable: names.source}), names.source)

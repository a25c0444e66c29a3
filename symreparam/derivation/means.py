"""Means of one random variable's powers, logarithms and absolute values, from its family's record.

The term itself may follow no recorded law while a part of it does: E log(1 - X) with X beta
distributed is found by recognising the law of 1 - X.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sympy import (
    Abs,
    Expr,
    Integer,
    Poly,
    PolynomialError,
    Pow,
    Symbol,
    cancel,
    cos,
    erf,
    erfc,
    log,
    oo,
    powsimp,
    sqrt,
)

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.error_means import error_step
from symreparam.derivation.log_means import mean_of_log
from symreparam.derivation.prove import conclude
from symreparam.derivation.recognise import candidates
from symreparam.derivation.score import score_mean
from symreparam.derivation.transport import Letters
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import Expectation, HasLaw
from symreparam.rules.means import (
    absolute_value,
    bounded_moment,
    circular_value,
    mellin_value,
    swap_of,
)
from symreparam.rules.recorded_moments import MOST_MOMENTS, transform_value
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation

MOST_NAMES = 4


def recorded_mean(
    builder: Builder, given: int, body: Expr, symbol: Symbol, names: Letters
) -> int:
    """A step Expectation(body or an equal term, value) from recorded transforms, or by the scores
    of the family, else RuleError.

    `given` concludes HasLaw(symbol, a member); `body` is a function of the symbol alone.
    """
    try:
        return _recorded(builder, given, body, symbol, names)
    except (RuleError, NoInverse):
        if body.is_polynomial(symbol):
            raise
        if body.has(erf, erfc):
            return error_step(builder, given, body, symbol, lambda k: _moment(builder, given, k))
        return score_mean(builder, given, body, symbol, names.source)


def _moment(builder: Builder, given: int, power: int) -> int:
    if power == 0:
        one = builder.add("defined", (), (Integer(1), NUMBERS))
        return builder.add("expectation-constant", (one,), (Integer(1),))
    law = law_step(builder, given).law
    assert isinstance(law, Named)
    premises, _ = moment_steps(builder, law, power)
    return builder.add("expectation-moment", (given, *premises), (power,))


def _recorded(builder: Builder, given: int, body: Expr, symbol: Symbol, names: Letters) -> int:
    law = law_step(builder, given).law
    if not isinstance(law, Named):
        raise RuleError("means.law", "no family")
    base, power = body.as_base_exp()
    if base == symbol and power in (1, 2) and record_of(law).lattice is not None:
        value = bounded_moment(law, record_of(law), int(power))
        known = builder.add("defined", (), (value, NUMBERS))
        return builder.add("expectation-bounded", (given, known), (int(power),))
    absolute = [node for node in body.atoms(Abs) if node == body]
    if absolute:
        return _absolute(builder, given, law, body, symbol)
    if record_of(law).name == "Cauchy" and isinstance(body, log):
        return _log_quadratic(builder, given, body, symbol)
    # exp(a) exp(b x), as expanded, has no named law: exp(a + b x) may have one
    exponent, power, inner = log_power(powsimp(body, combine="exp", deep=True), symbol)
    if inner == symbol and record_of(law).mellin is not None:
        return by_mellin(builder, given, law, power, exponent)
    if not power or (inner == symbol and exponent != 0):
        raise RuleError("means.form", str(body))
    try:
        return _by_recognition(builder, inner, power, exponent, names)
    except (RuleError, NoInverse):
        if exponent != 0:
            raise
    if power > 1:
        return _by_reciprocal(builder, inner, power, names)

    def mean(term: Expr) -> int:
        return _by_recognition(builder, term, 1, Integer(0), names)

    return mean_of_log(builder, law, inner, symbol, mean)


def log_power(body: Expr, symbol: Symbol) -> tuple[Expr, int, Expr]:
    """(c, k, S) with body = S^c log(S)^k. Raises RuleError."""
    exponent: Expr = Integer(0)
    power, inner = 0, None
    for factor in body.as_ordered_factors():
        base, index = factor.as_base_exp() if isinstance(factor, Pow) else (factor, Integer(1))
        if isinstance(base, log) and index.is_Integer and index > 0:
            power, found = power + int(index), base.args[0]
        else:
            exponent, found = exponent + index, base
        if inner not in (None, found) or index.has(symbol):
            raise RuleError("means.form", str(body))
        inner = found
    if inner is None or not inner.has(symbol) or inner.has(log):
        raise RuleError("means.form", str(body))
    if inner.has(Abs) and (power == 0 or exponent != 0):
        raise RuleError("means.form", str(body))
    return exponent, power, inner


def by_mellin(builder: Builder, given: int, law: Named, power: int, exponent: Expr) -> int:
    record = record_of(law)
    assert record.mellin_range is not None
    swap = swap_of(law, record)
    low, high = (end.xreplace(swap) for end in record.mellin_range)
    inside = [
        builder.holds(Relation(left, "<", right))
        for left, right in ((low, 1 + exponent), (1 + exponent, high))
        if left != -oo and right != oo
    ]
    value = mellin_value(law, power, exponent)
    known = builder.add("defined", (), (value, NUMBERS))
    return builder.add("expectation-log", (given, *inside, known), (power, exponent))


def _by_recognition(
    builder: Builder, inner: Expr, power: int, exponent: Expr, names: Letters
) -> int:
    """Through the named law of the inner term."""
    if len(inner.free_symbols & set(builder.claim.variables)) != 1 or inner.has(log):
        raise RuleError("means.form", str(inner))
    derived = law_of(builder, inner, names)
    law = law_step(builder, derived).law
    assert isinstance(law, Law)
    for named in _names(builder, law):
        if record_of(named).mellin is None:
            continue
        try:
            known = conclude(builder, derived, law, HasLaw(inner, named))
            return by_mellin(builder, known, named, power, exponent)
        except (RuleError, NoInverse):
            continue
    if exponent == 0:
        return _by_logarithm(builder, inner, power, names)
    raise RuleError("means.inner", f"the law of {inner} is not recognised")


def _names(builder: Builder, law: Law) -> Iterator[Named]:
    """Names for the law as it is written, and in a plainer form."""
    yield from islice(with_transform(law), MOST_NAMES)
    # imported here: most densities are recognised as they are written
    from symreparam.derivation.plainer import plainer

    plain = plainer(builder.setting.scope, law)
    if plain != law:
        yield from islice(with_transform(plain), MOST_NAMES)


def _by_logarithm(builder: Builder, inner: Expr, power: int, names: Letters) -> int:
    """Through the named law of the logarithm, or of what is opposite to it."""
    for sign in (1, -1):
        term = sign * log(inner)
        try:
            derived = law_of(builder, term, names)
            law = law_step(builder, derived).law
            assert isinstance(law, Law)
            for named in islice(candidates(law), MOST_NAMES):
                if record_of(named).mgf is not None and power <= MOST_MOMENTS:
                    known = conclude(builder, derived, law, HasLaw(term, named))
                    premises, _ = moment_steps(builder, named, power)
                    found = builder.add("expectation-moment", (known, *premises), (power,))
                    if sign == 1 or power % 2 == 0:
                        return found
                    factor = builder.add("defined", (), (Integer(-1), NUMBERS))
                    return builder.add("expectation-sum", (found, factor), ((Integer(-1),),))
        except (RuleError, NoInverse, Unsupported):
            continue
    raise RuleError("means.inner", f"the law of {inner} is not recognised")


def moment_steps(builder: Builder, named: Named, power: int) -> tuple[list[int], Expr]:
    """The premises for E X^power of a member by its moment generating function, and the value."""
    record = record_of(named)
    assert record.mgf_range is not None
    swap = swap_of(named, record)
    low, high = (end.xreplace(swap) for end in record.mgf_range)
    ends = [Relation(low, "<", Integer(0))] if low != -oo else []
    ends += [Relation(Integer(0), "<", high)] if high != oo else []
    value = transform_value(named, power)
    steps = [builder.holds(relation) for relation in ends]
    return [*steps, builder.add("defined", (), (value, NUMBERS))], value


def by_waves(builder: Builder, given: int, law: Named, body: Expr, symbol: Symbol) -> int:
    """E cos(a + b X) or E sin(a + b X) by the characteristic function."""
    line = body.args[0].as_poly(symbol)
    if line is None or line.degree() != 1 or record_of(law).characteristic is None:
        raise RuleError("expectation.waves", str(body))
    rate, shift = line.all_coeffs()
    name = "cos" if isinstance(body, cos) else "sin"
    known = builder.add("defined", (), (circular_value(law, name, shift, rate), NUMBERS))
    return builder.add("expectation-circular", (given, known), (name, shift, rate))


def with_transform(law: Law) -> Iterator[Named]:
    """Names for the law; Uniform(0, 1) is Beta(1, 1), whose transform is recorded."""
    for named in candidates(law):
        one = Integer(1)
        yield Named("Beta", (one, one)) if named == Named("Uniform", (Integer(0), one)) else named


def _by_reciprocal(builder: Builder, inner: Expr, power: int, names: Letters) -> int:
    """Of log(S)^k by the named law of 1/S: log S is -log(1/S)."""
    found = _by_recognition(builder, 1 / inner, power, Integer(0), names)
    turned = Integer((-1) ** power)
    factor = builder.add("defined", (), (turned, NUMBERS))
    return builder.add("expectation-sum", (found, factor), ((turned,),))


def _absolute(builder: Builder, given: int, law: Named, body: Expr, symbol: Symbol) -> int:
    """|a X + b| is |a| |X + b/a|."""
    if record_of(law).absolute is None:
        raise RuleError("means.absolute", f"{law.family} has none recorded")
    slope, constant = _coefficients(body.args[0], symbol, 1)
    centre = cancel(-constant / slope)
    known = builder.add("defined", (), (absolute_value(law, centre), NUMBERS))
    found = builder.add("expectation-absolute", (given, known), (centre,))
    if slope in (1, -1):
        return found
    factor = builder.add("defined", (), (Abs(slope), NUMBERS))
    return builder.add("expectation-sum", (found, factor), ((Abs(slope),),))


def _log_quadratic(builder: Builder, given: int, body: Expr, symbol: Symbol) -> int:
    """log(a X^2 + b X + c) is log(a) + log((X - m)^2 + s^2)."""
    lead, slope, constant = _coefficients(body.args[0], symbol, 2)
    centre = cancel(-slope / (2 * lead))
    width = sqrt(cancel(constant / lead - centre**2))
    wide = builder.sign_is(width, "+")
    where = builder.add("defined", (), (centre, NUMBERS))
    found = builder.add("expectation-log-quadratic", (given, wide, where), (centre, width))
    if lead == 1:
        return found
    known = builder.conclusion(found)
    assert isinstance(known, Expectation)
    shift = builder.add("defined", (), (log(lead), NUMBERS))
    constant_mean = builder.add("expectation-constant", (shift,), (log(lead),))
    one = builder.add("defined", (), (Integer(1), NUMBERS))
    parts = (found, one, constant_mean, one)
    return builder.add("expectation-sum", parts, ((Integer(1), Integer(1)),))


def _coefficients(term: Expr, symbol: Symbol, degree: int) -> tuple[Expr, ...]:
    """The coefficients of a polynomial of exactly that degree, highest first. RuleError else."""
    try:
        polynomial = Poly(term, symbol)
    except PolynomialError as error:
        raise RuleError("means.form", str(term)) from error
    found = tuple(polynomial.all_coeffs())
    if len(found) != degree + 1 or any(c.has(symbol) for c in found):
        raise RuleError("means.form", str(term))
    return found

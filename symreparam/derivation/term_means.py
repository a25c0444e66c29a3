"""Means of functions of one term whose law has a name: by what the family's record knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from sympy import Add, Expr, Integer, Symbol, exp

from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.expectation import as_given, integrated
from symreparam.derivation.means import by_mellin, log_power, recorded_mean, with_transform
from symreparam.derivation.one_variable import transported
from symreparam.derivation.prove import conclude
from symreparam.derivation.recognise import candidates
from symreparam.derivation.transform_means import by_power, by_transform
from symreparam.derivation.transport import Letters
from symreparam.derivation.unfold import unfold_step
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS

MOST_NAMES = 6
Failure = (RuleError, NoInverse, Unsupported)


def mean_of_term(builder: Builder, given: int, body: Expr, letter: Symbol, names: Letters) -> int:
    """A step Expectation(body at the term, value): `given` states the term's law, `body` is written
    in the letter. Against the density, or by what is known of the family that it is found to have.
    Raises RuleError, NoInverse or Unsupported."""
    try:
        return integrated(builder, given, body, letter)
    except Failure:
        named = named_step(builder, given)
        if named is None or named == given:
            raise
    return mean_under(builder, named, body.xreplace({letter: names.source}), names)


def named_step(builder: Builder, derived: int) -> int | None:
    """A step HasLaw(term, a member) from one that states a density of the term, or None."""
    known = law_step(builder, derived)
    if not isinstance(known.law, Law):
        return derived
    for named in _likely(builder, known.law):
        try:
            return conclude(builder, derived, known.law, HasLaw(known.subject, named))
        except Failure:
            continue
    return None


def _likely(builder: Builder, law: Law) -> Iterator[Named]:
    """Members that the law may be, as it is written and then in shorter forms."""
    yield from islice(candidates(law), MOST_NAMES)
    # imported here: most densities are recognised as they are written
    from symreparam.derivation.fingerprint import members
    from symreparam.derivation.merge import merged
    from symreparam.derivation.plainer import plainer

    joined = merged(builder, law)
    for form in dict.fromkeys((law, joined, plainer(builder.setting.scope, joined))):
        yield from islice(members(form), MOST_NAMES)


def mean_under(builder: Builder, given: int, body: Expr, names: Letters) -> int:
    """A step Expectation(body at the term, value): `given` concludes HasLaw(term, a member), and
    the body is expanded, in the source letter. Raises RuleError, NoInverse or Unsupported."""
    letter = names.source
    parts: list[int] = []
    factors: list[Expr] = []
    for term in Add.make_args(body):
        whole: tuple[Expr, Expr] = (term, Integer(1))
        factor, rest = term.as_independent(letter, as_Add=False) if term.has(letter) else whole
        known = builder.add("defined", (), (factor, NUMBERS))
        parts += [_of_term(builder, given, rest, names), known]
        factors.append(factor)
    return builder.add("expectation-sum", tuple(parts), (tuple(factors),))


def _of_term(builder: Builder, given: int, body: Expr, names: Letters) -> int:
    """One product of functions of the letter: a power, an exponential, a logarithm, an integral."""
    if body == 1:
        known = builder.add("defined", (), (Integer(1), NUMBERS))
        return builder.add("expectation-constant", (known,), (Integer(1),))
    known_law = law_step(builder, given)
    named, letter = known_law.law, names.source
    assert isinstance(named, Named)
    record = record_of(named)
    base, power = body.as_base_exp()
    ways: list[Callable[[], int]] = []
    if record.mgf is not None:
        ways.append(lambda: by_transform(builder, given, named, body, letter))
    if record.mellin is not None and base == letter and not isinstance(body, exp):
        ways.append(lambda: by_power(builder, given, named, power))
    ways.append(lambda: recorded_mean(builder, given, body, letter, names))
    for way in ways:
        try:
            return as_given(builder, way(), body.xreplace({letter: known_law.subject}))
        except Failure:
            continue
    explicit = builder.add("rewrite-law", (given, unfold_step(builder, named, letter)))
    try:
        step = _of_logarithm(builder, explicit, body, names)
        return as_given(builder, step, body.xreplace({letter: known_law.subject}))
    except Failure:
        return integrated(builder, explicit, body, letter)


def _of_logarithm(builder: Builder, given: int, body: Expr, names: Letters) -> int:
    """Of log(1 - S) by the named law of 1 - S."""
    exponent, power, inner = log_power(body, names.source)
    try:
        return _of_inner(builder, given, (exponent, power, inner), names)
    except Failure:
        if exponent != 0:
            raise
    # log S is -log(1/S)
    found = _of_inner(builder, given, (exponent, power, 1 / inner), names)
    factor = builder.add("defined", (), (Integer((-1) ** power), NUMBERS))
    return builder.add("expectation-sum", (found, factor), ((Integer((-1) ** power),),))


def _of_inner(builder: Builder, given: int, form: tuple[Expr, int, Expr], names: Letters) -> int:
    exponent, power, inner = form
    derived = transported(builder, given, inner, names)
    known = law_step(builder, derived)
    assert isinstance(known.law, Law)
    for named in islice(with_transform(known.law), MOST_NAMES):
        if record_of(named).mellin is None:
            continue
        try:
            step = conclude(builder, derived, known.law, HasLaw(known.subject, named))
            return by_mellin(builder, step, named, power, exponent)
        except Failure:
            continue
    raise RuleError("means.inner", f"the law of {inner} is not recognised")

"""Means given the value of a term: the conditional law, then the integral against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from sympy import Expr, Integer, oo

from symreparam.derivation.bayes import fixed_step, posterior
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import integrals_against, mean_step
from symreparam.derivation.joint_blocks import fresh_letters
from symreparam.derivation.matching import same_law_step
from symreparam.derivation.recognise import candidates
from symreparam.derivation.recognise_lattice import lattice_candidates
from symreparam.derivation.unfold import lattice_step, unfold_step
from symreparam.families.members import record_of
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import GivenValue, ValueMean
from symreparam.rules.given_value import coefficients
from symreparam.rules.recorded_moments import transform_value
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Relation

_ANY = Named("Normal", (Integer(0), Integer(1)))


def value_mean_step(builder: Builder, letter: ValueMean) -> int:
    """A step ValueExpectation of the letter. Raises RuleError, NoInverse or Unsupported."""
    error: Exception | None = None
    terms = (letter.body, letter.given, letter.at)
    try:
        return fixed_step(builder, "given-fixed-mean", terms, partial(mean_step, builder))
    except (RuleError, NoInverse, Unsupported) as failed:
        error = failed
    [own] = fresh_letters(builder, 1, ())
    outer = letter.body.xreplace({letter.given: own})
    if outer.has(own):
        inside = replace(letter, body=outer.xreplace({own: letter.at}))
        try:
            step = value_mean_step(builder, inside)
            return builder.add("given-value-known", (step,), (own, outer))
        except (RuleError, NoInverse, Unsupported) as failed:
            error = failed
    for subject in _subjects(builder, letter):
        try:
            step = posterior(builder, GivenValue(subject, letter.given, letter.at, _ANY))
            return _mean(builder, step, letter.body, subject)
        except (RuleError, NoInverse, Unsupported) as failed:
            error = error or failed
    raise error or RuleError("given-value-mean.subject", f"{letter.body} has several variables")


def _subjects(builder: Builder, letter: ValueMean) -> list[Expr]:
    """The body itself, or its only random variable."""
    random = [v for v in builder.claim.variables if letter.body.has(v)]
    return [letter.body, *(random if len(random) == 1 and random[0] != letter.body else [])]


def _mean(builder: Builder, step: int, body: Expr, subject: Expr) -> int:
    known = builder.conclusion(step)
    assert isinstance(known, GivenValue) and isinstance(known.law, Law)
    law, own = known.law, known.law.variable
    moved = own if subject == body else body.xreplace({subject: own})
    if moved.is_polynomial(own):
        line = Map(own, moved, interval(own, -oo, oo))
        for named in _members(law):
            try:
                return _by_moments(builder, step, law, named, line)
            except (RuleError, NoInverse, Unsupported):
                continue
    source = law.pieces[0].region if law.pieces else interval(own, -oo, oo)
    premises = (step, *integrals_against(builder, law, moved))
    return builder.add("given-value-mean", premises, (Map(own, moved, source),))



def _members(law: Law) -> Iterator[Named]:
    """Members that may be the law."""
    if not law.lattices:
        yield from candidates(law)
    elif len(law.lattices) == 1 and law.lattices[0].point == law.lattices[0].index:
        [each] = law.lattices
        found = lattice_candidates(each.mass, each.range)
        yield from (named for named, shift in found if not shift)


def _by_moments(builder: Builder, step: int, law: Law, named: Named, body: Map) -> int:
    """Through the member that the conditional law is."""
    if law.lattices:
        unfolded = lattice_step(builder, named, law.variable, law.lattices[0].index)
    else:
        unfolded = unfold_step(builder, named, law.variable)
    target = builder.conclusion(unfolded).right  # type: ignore[union-attr]
    assert isinstance(target, Law)
    if target != law:
        same = same_law_step(builder, law, target)
        step = builder.add("given-value-rewrite", (step, same))
    step = builder.add("given-value-rewrite", (step, unfolded))
    record = record_of(named)
    if record.mgf is None or record.mgf_range is None:
        raise RuleError("given-value-moments.transform", f"{record.name} has none")
    own = {p.symbol: a for p, a in zip(record.parameters, named.arguments, strict=True)}
    low, high = (end.xreplace(own) for end in record.mgf_range)
    zero: Expr = Integer(0)
    premises = [step]
    for left, right in ((low, zero), (zero, high)):
        if left != -oo and right != oo:
            premises.append(builder.holds(Relation(left, "<", right)))
    for power, _ in coefficients(body):
        if power > 0:
            premises.append(builder.add("defined", (), (transform_value(named, power), NUMBERS)))
    return builder.add("given-value-moments", tuple(premises), (body,))

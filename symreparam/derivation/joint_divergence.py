"""The divergence of two joint laws, searched for."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Symbol, cancel

from symreparam.derivation.builder import Builder
from symreparam.derivation.expectation import mean_step
from symreparam.derivation.joint import Failure, joint_step
from symreparam.derivation.joint_derive import derivations, finished
from symreparam.families.vectors import normal_vector
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Expectation, HasJointLaw, JointDivergenceOf, JointEntropyOf
from symreparam.rules.joint_divergence import logarithm, positive
from symreparam.rules.normal_vector import STANDARD
from symreparam.terms.determinant import determinant
from symreparam.terms.law import JointLaw
from symreparam.terms.region import NUMBERS


def joint_divergence_step(builder: Builder, wanted: JointDivergenceOf) -> int:
    """A step JointDivergence(.., value). Raises RuleError, NoInverse or Unsupported."""
    p, q = wanted.first, wanted.second
    first = _law(builder, HasJointLaw(wanted.subjects, p))
    second = _law(builder, HasJointLaw(wanted.images, q))
    terms = _terms(logarithm(p), p) + _terms(-logarithm(q), p)
    body = Add(*terms)
    same = builder.equal(logarithm(p) - logarithm(q), body, p.region)
    swap = dict(zip(p.variables, wanted.subjects, strict=True))
    mean = _mean(builder, Add.make_args(body), swap, body.xreplace(swap))
    signs = [builder.sign_is(s.expr, s.sign, s.over) for s in (*positive(p), *positive(q))]
    premises = (first, second, same, mean, *dict.fromkeys(signs))
    return builder.add("divergence-joint", premises, (wanted, body))


def joint_entropy_step(builder: Builder, wanted: JointEntropyOf) -> int:
    """A step JointEntropy(.., value). Raises RuleError, NoInverse or Unsupported."""
    law = wanted.law
    given = _law(builder, HasJointLaw(wanted.subjects, law))
    minus = Mul(Integer(-1), logarithm(law))
    body = Add(*_terms(minus, law))
    same = builder.equal(minus, body, law.region)
    swap = dict(zip(law.variables, wanted.subjects, strict=True))
    mean = _mean(builder, Add.make_args(body), swap, body.xreplace(swap))
    signs = [builder.sign_is(s.expr, s.sign, s.over) for s in positive(law)]
    return builder.add("entropy-joint", (given, same, mean, *dict.fromkeys(signs)), (wanted, body))


# the logarithm of the ratio ---------------------------------------------------------------------
def _terms(body: Expr, law: JointLaw) -> list[Expr]:
    """Sums apart, and constants multiplied into the sums that they stand before."""
    found: list[Expr] = []
    for term in Add.make_args(body):
        factor, rest = term.as_independent(*law.variables, as_Add=False)
        if isinstance(rest, Add):
            for part in rest.args:
                found += _terms(Mul(factor, part), law)
        else:
            found.append(term)
    return found


def _mean(builder: Builder, terms: tuple[Expr, ...], swap: dict[Symbol, Expr], whole: Expr) -> int:
    """E of the sum at the subjects, term by term; each term's own mean once."""
    parts: list[int] = []
    factors: list[Expr] = []
    known_means: dict[Expr, int] = {}
    for term in terms:
        factor, rest = term.as_independent(*swap, as_Add=False)
        if rest not in known_means:
            known_means[rest] = mean_step(builder, rest.xreplace(swap))
        parts.append(known_means[rest])
        parts.append(builder.add("defined", (), (factor, NUMBERS)))
        factors.append(factor)
    step = builder.add("expectation-sum", tuple(parts), (tuple(factors),))
    known = builder.conclusion(step)
    assert isinstance(known, Expectation)
    return step if known.body == whole else mean_step(builder, whole)


# the two laws -----------------------------------------------------------------------------------
def _law(builder: Builder, goal: HasJointLaw) -> int:
    """That the vector has the law: affine in normal noise, a bijection of all variables, or else
    another way."""
    error: Exception | None = None
    for way in (_affine, joint_step):
        try:
            return way(builder, goal)
        except Failure as failed:
            error = failed
    for step in derivations(builder, goal):
        try:
            return finished(builder, step, goal)
        except RuleError:
            continue
    assert error is not None
    raise error


def _affine(builder: Builder, goal: HasJointLaw) -> int:
    """By the rule for affine maps of standard normal noise."""
    claim = builder.claim
    noise = tuple(
        v
        for v, given in zip(claim.variables, claim.hypotheses, strict=True)
        if given.law == STANDARD and any(s.has(v) for s in goal.subjects)
    )
    zero = dict.fromkeys(noise, Integer(0))
    mean = tuple(subject.xreplace(zero) for subject in goal.subjects)
    root = tuple(tuple(_slope(subject, symbol) for symbol in noise) for subject in goal.subjects)
    covariance = tuple(
        tuple(cancel(Add(*(a * b for a, b in zip(one, two, strict=True)))) for two in root)
        for one in root
    )
    premises = [builder.add("hypothesis", (), (claim.variables.index(v),)) for v in noise]
    for term in (*mean, *(c for row in root for c in row)):
        premises.append(builder.add("defined", (), (term, NUMBERS)))
    for given, one in zip(covariance, root, strict=True):
        for entry, two in zip(given, root, strict=True):
            total = Add(*(a * b for a, b in zip(one, two, strict=True)))
            premises.append(builder.equal(entry, total))
    premises.append(builder.sign_is(determinant(covariance), "+"))
    law = normal_vector(goal.law.variables, mean, covariance)
    if law.density != goal.law.density:
        premises.append(builder.equal(logarithm(goal.law), logarithm(law), law.region))
        for known in (*positive(goal.law), *positive(law)):
            premises.append(builder.sign_is(known.expr, known.sign, known.over))
    arguments = (goal, noise, mean, root, covariance)
    return builder.add("normal-vector", tuple(dict.fromkeys(premises)), arguments)


def _slope(subject: Expr, symbol: Symbol) -> Expr:
    return Add(*(t / symbol for t in Add.make_args(subject) if t.has(symbol)))

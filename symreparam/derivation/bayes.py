"""Conditional laws given a value: a fixed variable, or Bayes' theorem; then the claimed law."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Add, Expr, Mul, Symbol, cancel, diff, expand, oo

from symreparam.derivation.absent import absent_step
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.given_image import image_given, independent_given, inside_steps
from symreparam.derivation.instances import Values
from symreparam.derivation.integrate import integral_step
from symreparam.derivation.lattices import short_listed, standard
from symreparam.derivation.matching import same_law_step
from symreparam.derivation.names import fresh, taken
from symreparam.derivation.posterior_range import supports
from symreparam.derivation.refute import apart
from symreparam.derivation.sums import series_step
from symreparam.derivation.transport import Letters, letters, source_law
from symreparam.derivation.unfold import lattice_step, unfold_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import GivenValue, Integral, Series
from symreparam.logic.proof import Proof
from symreparam.rules.given_value import mass_at, ordered_at_sight, parts_beside
from symreparam.terms.law import Lattice, Law, Named, Piece
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation, variable, whole

Trouble = (RuleError, NoInverse, Unsupported)


def value_goal(claim: Claim) -> GivenValue:
    """The goal of a claim about a law given a value."""
    assert isinstance(claim.goal, GivenValue)
    return claim.goal


def prove_given_value(claim: Claim) -> Proof:
    """A proof of the claim. Raises RuleError, NoInverse or Unsupported."""
    builder, goal = Builder(claim), value_goal(claim)
    step = posterior(builder, goal)
    law = _law(builder, step)
    target, unfolded = _claimed(builder, goal, law)
    if target != law:
        same = same_law_step(builder, law, target)
        step = builder.add("given-value-rewrite", (step, same))
    if unfolded is not None:
        step = builder.add("given-value-rewrite", (step, unfolded))
    return builder.proof(step)


def refute_given_value(claim: Claim, values: Values) -> Proof | None:
    """A proof at these values, or at all of them without values, that the law is another."""
    builder = Builder(claim, values)
    goal = value_goal(builder.claim)
    if isinstance(goal.law, Named):
        try:
            absent = absent_step(builder, goal.law)
            return builder.proof(builder.add("given-value-fails", (absent,), (goal,)))
        except RuleError:
            pass
    try:
        step = posterior(builder, goal)
        law = _law(builder, step)
        target, unfolded = _claimed(builder, goal, law)
        differs = apart(builder, law, target)
        same = () if unfolded is None else (unfolded,)
        return builder.proof(builder.add("given-value-fails", (step, differs, *same), (goal,)))
    except Trouble:
        return None


def _law(builder: Builder, step: int) -> Law:
    known = builder.conclusion(step)
    assert isinstance(known, GivenValue) and isinstance(known.law, Law)
    return known.law


def _claimed(builder: Builder, goal: GivenValue, law: Law) -> tuple[Law, int | None]:
    """The claimed law in the letter of the derived one; for a member with the step that says so."""
    if isinstance(goal.law, Law):
        return goal.law, None
    if law.lattices:
        step = lattice_step(builder, goal.law, law.variable, law.lattices[0].index)
    else:
        step = unfold_step(builder, goal.law, law.variable)
    target = builder.conclusion(step).right  # type: ignore[union-attr]
    assert isinstance(target, Law)
    return target, step


def posterior(builder: Builder, goal: GivenValue) -> int:
    """A step GivenValue with the goal's terms and a derived law."""
    try:
        return _fixed(builder, goal)
    except Trouble as failed:
        error = failed
    if goal.subject not in builder.claim.variables:
        try:
            return image_given(builder, goal, posterior, error)
        except Trouble:
            return independent_given(builder, goal, error)
    step = _bayes(builder, goal)
    for same in short_listed(builder, _law(builder, step)):
        step = builder.add("given-value-rewrite", (step, same))
    return step


def _fixed(builder: Builder, goal: GivenValue) -> int:
    """The condition fixes one random variable."""
    names = letters(builder)
    if isinstance(goal.law, Law):
        names = Letters(names.source, goal.law.variable)
    terms = (goal.subject, goal.given, goal.value)
    return fixed_step(builder, "given-fixed", terms, lambda term: law_of(builder, term, names))


def fixed_step(
    builder: Builder, rule: str, terms: tuple[Expr, Expr, Expr], there: Callable[[Expr], int]
) -> int:
    """A step about the first term where the second, linear in one variable, has the third as its
    value; `there` gives the step for the term with the variable fixed."""
    subject, condition, value = terms
    claim, names = builder.claim, letters(builder)
    random = [v for v in claim.variables if condition.has(v)]
    if len(random) != 1:
        raise RuleError(f"{rule}.given", f"{condition} has several random variables")
    [symbol] = random
    slope = diff(condition, symbol)
    rest = expand(condition - slope * symbol)
    if slope.has(symbol) or rest.has(symbol) or condition != Add(Mul(slope, symbol), rest):
        raise RuleError(f"{rule}.given", f"{condition} is no linear term")
    place = cancel((value - rest) / slope)
    given = source_law(builder, claim.variables.index(symbol), names.source)
    law = law_step(builder, given).law
    assert isinstance(law, Law)
    fixed = there(subject.xreplace({symbol: place}))
    error: RuleError | None = None
    for index, piece in enumerate(law.pieces):
        try:
            premises = [given, fixed, *inside_steps(builder, piece, law.variable, place)]
            if slope != 1:
                premises.append(builder.sign(slope))
            if value != Add(Mul(slope, place), rest):
                premises.append(builder.equal(value, Add(Mul(slope, place), rest)))
            args = (subject, condition, value, symbol, slope, rest, place, index)
            return builder.add(rule, tuple(premises), args)
        except RuleError as failed:
            error = error or failed
    raise error or RuleError(f"{rule}.piece", "no density")


def _bayes(builder: Builder, goal: GivenValue) -> int:
    """The prior, the law of the condition's term at each fixed value, and their product."""
    claim, names, subject = builder.claim, letters(builder), goal.subject
    given = source_law(builder, claim.variables.index(subject), names.source)
    prior = law_step(builder, given).law
    assert isinstance(prior, Law)
    if prior.lattices:
        given = standard(builder, given)
        prior = law_step(builder, given).law
        assert isinstance(prior, Law)
    if prior.atoms or len(prior.pieces) + len(prior.lattices) != 1:
        raise Unsupported("a prior law of several pieces")
    letter = _letter(builder, prior, goal)
    if names.target == letter:  # it stands for a value of the subject in the condition's term
        names = Letters(names.source, variable(fresh(builder, "z", letter, names.source)))
    weight, (lower, upper) = _one(prior, letter)
    with builder.bound(letter, lower, upper):
        known = law_of(builder, goal.given.xreplace({subject: letter}), names)
        known = standard(builder, known)
    at = law_step(builder, known).law
    assert isinstance(at, Law)
    likelihood, own, span = _likelihood(at, goal.value)
    density = Mul(weight, likelihood.xreplace({own: goal.value}))
    error: Exception | None = None
    for low, high in supports(letter, (lower, upper), span, goal.value):
        try:
            return _posterior(
                builder, goal, (given, known), letter, prior, at, density, (low, high)
            )
        except Trouble as failed:
            error = error or failed
    raise error or RuleError("bayes.support", "no support was found")


def _likelihood(at: Law, value: Expr) -> tuple[Expr, Symbol, tuple[Expr, Expr]]:
    """The density or mass at the value, its letter, and the range of values."""
    if at.atoms and not at.pieces and not at.lattices:
        return mass_at(at, value), at.variable, (-oo, oo)
    if at.atoms or len(at.pieces) + len(at.lattices) != 1:
        raise Unsupported("a conditional law of several pieces")
    own = at.lattices[0].index if at.lattices else at.variable
    likelihood, span = _one(at, own)
    return likelihood, own, span


def _letter(builder: Builder, prior: Law, goal: GivenValue) -> Symbol:
    """A letter for the values of the subject: the claimed law's own, where it has one."""
    if isinstance(goal.law, Law) and goal.law.pieces and not prior.lattices:
        return goal.law.variable
    if prior.lattices:
        return whole(fresh(builder, "j", prior.lattices[0].index))
    names = letters(builder)
    used = taken(builder) | {names.source.name, names.target.name}
    choices = ("y", "u", "v", *(f"y_{k}" for k in range(99)))
    return variable(next(name for name in choices if name not in used))


def _one(law: Law, letter: Symbol) -> tuple[Expr, tuple[Expr, Expr]]:
    """The density or mass in the letter, and the ends of its range."""
    if law.pieces:
        _, low, high = law.pieces[0].region.bounds[0]
        return law.pieces[0].density.xreplace({law.variable: letter}), (low, high)
    [each] = law.lattices
    return each.mass.xreplace({each.index: letter}), (each.lower, each.upper)


def _posterior(
    builder: Builder,
    goal: GivenValue,
    given: tuple[int, int],
    letter: Symbol,
    prior: Law,
    at: Law,
    density: Expr,
    span: tuple[Expr, Expr],
) -> int:
    low, high = span
    over = Region(((letter, low, high),))
    _, (lower, upper) = _one(prior, letter)
    _, _, (first, last) = _likelihood(at, goal.value)
    closed, gap = bool(at.lattices), 1 if prior.lattices else 0
    bounds: list[int] = []
    for one, two in ((first, goal.value), (goal.value, last)):
        if one != -oo and two != oo and not (closed and one == two):
            bounds.append(builder.holds(Relation(one, "<=" if closed else "<", two), over))
    for begin, end in parts_beside((lower, upper), (low, high), gap):
        beside = Region(((letter, begin, end),))
        bounds.append(_away(builder, goal.value, (first, last), closed, beside))
    for one, two in ((lower, low), (high, upper)):
        if not ordered_at_sight(one, two):
            bounds.append(builder.holds(Relation(one, "<=", two)))
    step = series_step if prior.lattices else integral_step
    total = step(builder, density, over)
    known = builder.conclusion(total)
    assert isinstance(known, Integral | Series)
    positive = builder.sign_is(known.value, "+")
    scaled = Mul(density, known.value**-1)
    if prior.lattices:
        law = Law(prior.variable, (), (), (Lattice(letter, low, high, letter, scaled),))
    else:
        law = Law(letter, (Piece(over, scaled),))
    args = (goal.given, goal.value, goal.subject, letter, low, high)
    premises = (*given, total, positive, *dict.fromkeys(bounds))
    return builder.bayes(premises, args, GivenValue(goal.subject, goal.given, goal.value, law))


def _away(
    builder: Builder, value: Expr, span: tuple[Expr, Expr], closed: bool, beside: Region
) -> int:
    """A step: the value is on one side of the interval, over the region."""
    sign = "<" if closed else "<="
    for one, two in ((value, span[0]), (span[1], value)):
        if one in (oo, -oo) or two in (oo, -oo):
            continue
        try:
            return builder.holds(Relation(one, sign, two), beside)  # type: ignore[arg-type]
        except RuleError:
            continue
    raise RuleError("bayes.outside", "the value may be taken there")


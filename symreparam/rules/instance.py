"""A claim at exact parameter values: the same claim, with the values put in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from sympy import Basic, Expr, Function, Piecewise, Pow, Symbol, nan, oo, zoo
from sympy import false as FALSE
from sympy import true as TRUE

from symreparam.families.members import product_law
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    CovarianceOfSums,
    Distances,
    DivergenceOf,
    EachJacobian,
    EntropyOf,
    EqualInLaw,
    Exactly,
    FoldEquation,
    FoldLaw,
    ForEach,
    GivenLaw,
    GivenMean,
    GivenValue,
    GoalJudgement,
    HasImplicitLaw,
    HasJointLaw,
    HasLaw,
    HasLawByCases,
    HasMatrixLaw,
    HasNormalLaw,
    ImplicitSlope,
    Independent,
    IndependentVectors,
    Jacobian,
    JointDivergenceOf,
    JointEntropyOf,
    LargestAt,
    Letter,
    Mean,
    MedianOf,
    Member,
    SlopeOf,
    SumsEquation,
    ValueMean,
)
from symreparam.rules.rule import require
from symreparam.terms.events import event_at
from symreparam.terms.law import UNDEFINED, AnyLaw, Atom, JointLaw, Law, Named, Piece
from symreparam.terms.region import Region
from symreparam.terms.scope import Relation, Scope

Values = Mapping[Symbol, Expr]


def instantiate(claim: Claim, values: tuple[tuple[Symbol, Expr], ...]) -> Claim:
    """The claim at the given values of all its parameters; the claim itself when there are none.

    Whether the values satisfy the scope is for the caller to prove (`decide.points.member`).
    """
    if not values:
        return claim
    return replace(substitute(claim, dict(values)), scope=Scope())


def substitute(claim: Claim, swap: Values) -> Claim:
    """The claim with terms for some of its parameters; its scope is for the caller to mend."""
    hypotheses = tuple(_has_law(given, swap) for given in claim.hypotheses)
    return replace(claim, hypotheses=hypotheses, goal=_goal(claim.goal, swap))


def put_in(scope: Scope, symbol: Symbol, value: Expr) -> Scope:
    """The scope with a term in other parameters for one of them: what its domain says of the
    parameter and what the relations say is then said of the term (that it is whole is not)."""
    domain = scope.domain(symbol)
    wanted: list[Relation] = []
    if domain is not None and domain.lower != -oo:
        wanted.append(Relation(domain.lower, "<=" if domain.lower_closed else "<", value))
    if domain is not None and domain.upper != oo:
        wanted.append(Relation(value, "<=" if domain.upper_closed else "<", domain.upper))
    swap = {symbol: value}
    wanted += [
        Relation(r.left.xreplace(swap), r.sign, r.right.xreplace(swap)) for r in scope.relations
    ]
    rest = tuple(pair for pair in scope.symbols if pair[0] != symbol)
    return Scope(rest, tuple(wanted))


def require_defined_at(claim: Claim, symbol: Symbol, value: Expr, code: str) -> None:
    """Require that no power and no function in the claim loses its meaning at the value.

    1/(1 + 1/s) has none at s = 0, though SymPy puts 0 there.
    """
    for term in _terms_of((claim.hypotheses, claim.goal)):
        for part in _taken(term, {symbol: value}):
            there = part.xreplace({symbol: value})
            require(not there.has(nan, zoo, oo, -oo), f"{code}.defined", part)


def _taken(term: Basic, swap: Mapping[Basic, Basic]) -> Iterator[Basic]:
    """The powers and functions in the term, without those in places of a choice not taken."""
    if isinstance(term, Piecewise):
        for each, condition in term.args:
            there = condition.xreplace(swap)
            if there != FALSE:
                yield from _taken(condition, swap)
                yield from _taken(each, swap)
            if there == TRUE:
                return
        return
    if isinstance(term, Pow | Function):
        yield term
    for argument in term.args:
        yield from _taken(argument, swap)


def _terms_of(part: object) -> Iterator[Expr]:
    """The terms that stand in a record, and in the records and tuples in it."""
    if isinstance(part, Expr):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _terms_of(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _terms_of(getattr(part, field.name))


def _goal(goal: GoalJudgement, swap: Values) -> GoalJudgement:
    if isinstance(goal, HasImplicitLaw | HasLawByCases):
        raise RuleError("instance.form", "such a law is not refuted at one parameter value")
    if isinstance(goal, Exactly | Distances | ImplicitSlope):
        raise RuleError("instance.exactly", "it speaks of all parameter values")
    if isinstance(goal, HasLaw):
        law = law_at(goal.law, swap)
        return HasLaw(goal.subject.xreplace(dict(swap)), law if _defined(law) else UNDEFINED)
    values = dict(swap)
    if isinstance(goal, HasJointLaw):
        subjects = tuple(s.xreplace(values) for s in goal.subjects)
        return HasJointLaw(subjects, _joint(goal.law, values))
    if isinstance(goal, HasNormalLaw):
        subjects, mean, *rows = (
            tuple(term.xreplace(values) for term in terms)
            for terms in (goal.subjects, goal.mean, *goal.covariance)
        )
        return HasNormalLaw(subjects, mean, tuple(rows))
    if isinstance(goal, Independent):
        return Independent(tuple(s.xreplace(values) for s in goal.subjects))
    if isinstance(goal, IndependentVectors):
        return IndependentVectors(tuple(tuple(t.xreplace(values) for t in v) for v in goal.vectors))
    if isinstance(goal, EqualInLaw):
        sides = (tuple(s.xreplace(values) for s in side) for side in (goal.first, goal.second))
        return EqualInLaw(*sides)
    if isinstance(goal, GivenValue):
        one = _goal(HasLaw(goal.subject, goal.law), swap)
        assert isinstance(one, HasLaw)
        place = goal.given.xreplace(values), goal.value.xreplace(values)
        return GivenValue(one.subject, *place, one.law)
    if isinstance(goal, GivenLaw):
        one = _goal(HasLaw(goal.subject, goal.law), swap)
        assert isinstance(one, HasLaw)
        return GivenLaw(one.subject, event_at(goal.event, values), one.law)
    if isinstance(goal, Member):
        return Member(goal.subject.xreplace(values), goal.family)
    if isinstance(goal, ForEach):
        one = _goal(HasLaw(goal.subject, goal.law), swap)
        assert isinstance(one, HasLaw)
        return ForEach(one.subject, one.law, goal.size.xreplace(values), goal.indexed)
    if isinstance(goal, FoldLaw | LargestAt | FoldEquation | HasMatrixLaw):
        raise RuleError("instance.indices", "a parameter with indices is not one number")
    if isinstance(goal, Jacobian):
        return _jacobian(goal, values)
    if isinstance(goal, SumsEquation):
        return _sums(goal, values)
    if isinstance(goal, EachJacobian):
        return _each_jacobian(goal, values)
    means = tuple(_letter(letter, values) for letter in goal.means)
    return type(goal)(goal.left.xreplace(values), goal.right.xreplace(values), means)


def _jacobian(goal: Jacobian, values: dict[Symbol, Expr]) -> Jacobian:
    subjects, point = (
        tuple(term.xreplace(values) for term in terms) for terms in (goal.subjects, goal.point)
    )
    return Jacobian(subjects, goal.letters, point, goal.value.xreplace(values))


def _each_jacobian(goal: EachJacobian, values: dict[Symbol, Expr]) -> EachJacobian:
    terms = (goal.body, goal.point, goal.factor, goal.size)
    body, point, factor, size = (term.xreplace(values) for term in terms)
    indexed = tuple(symbol for symbol in goal.indexed if symbol not in values)
    return EachJacobian(body, goal.letter, point, factor, size, indexed)


def _sums(goal: SumsEquation, values: dict[Symbol, Expr]) -> SumsEquation:
    """With the same values at every index."""
    means = tuple(
        replace(m, first=_mean(m.first, values), second=_mean(m.second, values))
        if isinstance(m, CovarianceOfSums)
        else _letter(m, values)
        for m in goal.means
    )
    totals = tuple(replace(total, term=total.term.xreplace(values)) for total in goal.totals)
    left, right, size = (t.xreplace(values) for t in (goal.left, goal.right, goal.size))
    indexed = tuple(symbol for symbol in goal.indexed if symbol not in values)
    return SumsEquation(left, right, means, size, indexed, totals)  # type: ignore[arg-type]


def _defined(law: AnyLaw) -> bool:
    """Whether the terms of a law are numbers at the values that were put in."""
    if isinstance(law, Named):
        return not any(term.has(nan, zoo, oo, -oo) for term in law.arguments)
    ends = [end for piece in law.pieces for _, *pair in piece.region.bounds for end in pair]
    masses = [term for atom in law.atoms for term in (atom.point, atom.mass)]
    masses += [term for each in law.lattices for term in (each.point, each.mass)]
    ends += [end for each in law.lattices for end in (each.lower, each.upper)]
    terms = [*masses, *(piece.density for piece in law.pieces)]
    return not any(term.has(nan, zoo, oo, -oo) for term in terms) and not any(
        end.has(nan, zoo) for end in ends
    )


def _letter(letter: Letter, values: dict[Symbol, Expr]) -> Letter:
    if isinstance(letter, DivergenceOf):
        law = Named(letter.law.family, tuple(a.xreplace(values) for a in letter.law.arguments))
        return DivergenceOf(letter.letter, letter.subject.xreplace(values), law)
    if isinstance(letter, JointDivergenceOf):
        subjects, images = (
            tuple(term.xreplace(values) for term in terms)
            for terms in (letter.subjects, letter.images)
        )
        laws = (_joint(letter.first, values), _joint(letter.second, values))
        return JointDivergenceOf(letter.letter, subjects, images, *laws)
    if isinstance(letter, JointEntropyOf):
        subjects = tuple(term.xreplace(values) for term in letter.subjects)
        return JointEntropyOf(letter.letter, subjects, _joint(letter.law, values))
    if isinstance(letter, EntropyOf):
        return EntropyOf(letter.letter, letter.subject.xreplace(values))
    if isinstance(letter, GivenMean):
        body = letter.body.xreplace(values)
        return GivenMean(letter.letter, body, event_at(letter.event, values))
    if isinstance(letter, ValueMean):
        terms = (letter.body, letter.given, letter.at)
        return ValueMean(letter.letter, *(term.xreplace(values) for term in terms))
    if isinstance(letter, MedianOf):
        return MedianOf(letter.letter, letter.subject.xreplace(values))
    if isinstance(letter, SlopeOf):
        raise RuleError("instance.gradient", "a derivative is not of one parameter value")
    return _mean(letter, values)


def _mean(letter: Mean, values: dict[Symbol, Expr]) -> Mean:
    return Mean(letter.letter, letter.body.xreplace(values))


def _joint(law: JointLaw, values: dict[Symbol, Expr]) -> JointLaw:
    if law.factors:
        factors = tuple(
            Named(named.family, tuple(a.xreplace(values) for a in named.arguments))
            for named in law.factors
        )
        return product_law(factors, law.variables)
    return JointLaw(law.variables, _region(law.region, values), law.density.xreplace(values))


def _has_law(given: HasLaw, swap: Values) -> HasLaw:
    return HasLaw(given.subject.xreplace(dict(swap)), law_at(given.law, swap))


def law_at(law: AnyLaw, swap: Values) -> AnyLaw:
    """The law with values put in for parameters."""
    values = dict(swap)
    if isinstance(law, Named):
        return Named(law.family, tuple(a.xreplace(values) for a in law.arguments))
    pieces = tuple(
        Piece(_region(piece.region, values), piece.density.xreplace(values)) for piece in law.pieces
    )
    atoms = tuple(Atom(a.point.xreplace(values), a.mass.xreplace(values)) for a in law.atoms)
    return Law(law.variable, pieces, atoms, tuple(each.moved(values) for each in law.lattices))


def _region(region: Region, values: dict[Symbol, Expr]) -> Region:
    return Region(
        tuple((v, low.xreplace(values), high.xreplace(values)) for v, low, high in region.bounds)
    )

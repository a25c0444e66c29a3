"""Goals and claims in the claim language: what is printed can be read back."""

from __future__ import annotations

from sympy import Expr, Piecewise, Symbol, oo

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import (
    AtMost,
    CovarianceOfSums,
    Distances,
    DivergenceOf,
    EachJacobian,
    EqualInLaw,
    Equation,
    Exactly,
    Factor,
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
    Matrices,
    Mean,
    MedianOf,
    Member,
    SlopeOf,
    SumsEquation,
    ValueMean,
)
from symreparam.render.forms_text import exactly_text, form_text
from symreparam.render.runs import indices_of
from symreparam.render.slope_layout import slope_text
from symreparam.render.terms_text import event_text, law_text, relation_text, term_text
from symreparam.terms.draws import draws_of
from symreparam.terms.events import is_indicator
from symreparam.terms.law import Named
from symreparam.terms.scope import Domain


def equation_text(goal: Equation | AtMost) -> str:
    """`E(X**2) = 1`: each mean where its letter stands."""
    sides = [term_text(side) for side in (goal.left, goal.right)]
    left, right = (_written(side, goal.means) for side in sides)
    return f"{left} {'=' if isinstance(goal, Equation) else '<='} {right}"


def _written(text: str, means: tuple[Letter | CovarianceOfSums, ...]) -> str:
    """The text of a term with what its letters stand for."""
    for mean in reversed(means):
        text = text.replace(str(mean.letter.name), _letter_text(mean))
    return text


def _letter_text(letter: Letter | CovarianceOfSums) -> str:
    """`E(X**2)`, `KL(X, Normal(0, 1))`, `entropy(X)`."""
    if isinstance(letter, CovarianceOfSums):
        terms = dict.fromkeys((letter.first.body, letter.second.body))
        return f"{'Cov' if len(terms) == 2 else 'Var'}({', '.join(map(term_text, terms))})"
    if isinstance(letter, Mean):
        return f"E({term_text(letter.body)})"
    if isinstance(letter, GivenMean):
        condition = event_text(letter.event)
        if isinstance(letter.body, Piecewise) and is_indicator(letter.body):
            return f"P({event_text(letter.body)} given {condition})"
        return f"E({term_text(letter.body)} given {condition})"
    if isinstance(letter, ValueMean):
        condition = f"{term_text(letter.given)} = {term_text(letter.at)}"
        return f"E({term_text(letter.body)} given {condition})"
    if isinstance(letter, MedianOf):
        return f"median({term_text(letter.subject)})"
    if isinstance(letter, SlopeOf):
        return f"grad({letter.parameter}, {_written(term_text(letter.body), letter.means)})"
    if isinstance(letter, JointDivergenceOf):
        vectors = [", ".join(map(term_text, v)) for v in (letter.subjects, letter.images)]
        return f"KL(({vectors[0]}), ({vectors[1]}))"
    if isinstance(letter, JointEntropyOf):
        return f"entropy(({', '.join(map(term_text, letter.subjects))}))"
    if isinstance(letter, DivergenceOf):
        return f"KL({term_text(letter.subject)}, {law_text(letter.law)})"
    return f"entropy({term_text(letter.subject)})"


def normal_text(goal: HasNormalLaw) -> str:
    """`(X, 2*X) ~ MultivariateNormal((0, 0), ((1, 2), (2, 4)))`."""
    subjects, mean, *rows = (
        f"({', '.join(map(term_text, terms))})"
        for terms in (goal.subjects, goal.mean, *goal.covariance)
    )
    return f"{subjects} ~ MultivariateNormal({mean}, ({', '.join(rows)}))"


def joint_text(goal: HasJointLaw) -> str:
    """`(X, X + Y) has density exp(-t) at (s, t) for s > 0 and s < t`."""
    subjects = ", ".join(term_text(subject) for subject in goal.subjects)
    if goal.law.factors:
        return f"({subjects}) ~ Independent({', '.join(map(law_text, goal.law.factors))})"
    letters = ", ".join(str(letter) for letter in goal.law.variables)
    ranges = " and ".join(
        _range_text(letter, low, high) for letter, low, high in goal.law.region.bounds
    )
    density = term_text(goal.law.density)
    return f"({subjects}) has density {density} at ({letters}) for {ranges}"


def given_text(goal: GivenLaw | GivenValue) -> str:
    """`(X given X > a) ~ Exponential(1)`."""
    word = "~" if isinstance(goal.law, Named) else "has"
    if isinstance(goal, GivenValue):
        condition = f"{term_text(goal.given)} = {term_text(goal.value)}"
    else:
        condition = event_text(goal.event)
    return f"({term_text(goal.subject)} given {condition}) {word} {law_text(goal.law)}"


def equal_text(goal: EqualInLaw) -> str:
    """`X - Y ~ Y - X`, `(X, Y) ~ (Y, X)`."""
    return f"{_vector(goal.first)} ~ {_vector(goal.second)}"


def _vector(terms: tuple[Expr, ...]) -> str:
    told = ", ".join(map(term_text, terms))
    return told if len(terms) == 1 else f"({told})"


def jacobian_text(goal: Jacobian) -> str:
    """`jacobian((x + y, x*y); x, y) = abs(x - y)`."""
    there = dict(zip(goal.letters, goal.point, strict=True))
    terms = ", ".join(term_text(subject.xreplace(there)) for subject in goal.subjects)
    vector = terms if len(goal.subjects) == 1 else f"({terms})"
    names = ", ".join(term_text(place) for place in goal.point)
    return f"jacobian({vector}; {names}) = {term_text(goal.value)}"


def _range_text(letter: Symbol, low: Expr, high: Expr) -> str:
    if low == -oo and high == oo:
        return f"{letter} real"
    before = "" if low == -oo else f"{term_text(low)} < "
    after = "" if high == oo else f" < {term_text(high)}"
    return f"{before}{letter}{after}"


def claim_text(claim: Claim) -> str:
    """The claim as a block of lets, without a goal line's keyword."""
    lines = []
    for symbol, domain in claim.scope.symbols:
        lines.append(f"let {_domain_text(symbol, domain)}")
    lines += [f"let {relation_text(relation)}" for relation in claim.scope.relations]
    draws = draws_of(claim.goal)
    for given in claim.hypotheses:
        count = draws.get(given.subject)
        subject, law = given.subject, given.law
        if count is not None:
            subject, law = count, Named(count.family, count.args[:-1])
        lines.append(f"let {term_text(subject)} ~ {law_text(law)}")
    lines.append(f"prove {_goal_text(claim.goal)}")
    return "\n".join(lines)


def _goal_text(goal: GoalJudgement) -> str:
    match goal:
        case Equation() | AtMost():
            # the language has no word for a bound yet: the line is read by people alone
            return equation_text(goal)
        case Independent(subjects):
            return f"{', '.join(map(term_text, subjects))} independent"
        case IndependentVectors(vectors):
            return f"{', '.join(map(_vector, vectors))} independent"
        case GivenLaw() | GivenValue():
            return given_text(goal)
        case EqualInLaw():
            return equal_text(goal)
        case Member(subject, family):
            return f"{term_text(subject)} in {family}"
        case ForEach():
            law = law_text(goal.law)
            return f"{term_text(goal.subject)} ~ {law}  # for every index, independently"
        case FoldLaw() | LargestAt():
            return indices_text(goal)
        case SumsEquation():
            return sums_text(goal)
        case FoldEquation():
            return folds_text(goal)
        case HasMatrixLaw():
            return matrix_law_text(goal)
        case Jacobian():
            return jacobian_text(goal)
        case EachJacobian():
            body, point = term_text(goal.body.xreplace({goal.letter: goal.point})), goal.point
            each = f"prod({term_text(goal.factor)}, i = 1..{term_text(goal.size)})"
            return f"jacobian({body}; {point}) = {each}  # for all indices"
        case HasNormalLaw():
            return normal_text(goal)
        case HasJointLaw():
            return joint_text(goal)
        case HasImplicitLaw(subject, form) | HasLawByCases(subject, form):
            return f"{term_text(subject)} has {form_text(form)}"
        case ImplicitSlope():
            return slope_text(goal)
        case Exactly(of, cases):
            return f"{_goal_text(of)}  # exactly where: {exactly_text(cases)}"
        case Distances(subject, law):
            values = ", ".join(map(term_text, (goal.gap, goal.at, goal.variation)))
            return f"{term_text(subject)}, {law_text(law)}  # distances {values}"
        case HasLaw(subject, law):
            word = "~" if isinstance(law, Named) else "has"
            return f"{term_text(subject)} {word} {law_text(law)}"


def matrix_law_text(goal: HasMatrixLaw) -> str:
    """`mu + L @ e ~ MultivariateNormal(mu, L @ transpose(L))`, by entries."""
    vector, mean, spread = map(_matrices_text, (goal.vector, goal.mean, goal.covariance))
    return f"{vector} ~ MultivariateNormal({mean}, {spread})"


def _matrices_text(matrices: Matrices) -> str:
    """The sum of products."""
    words = []
    for number, parts in matrices.words:
        factors = " @ ".join(_factor_text(part) for part in parts)
        factors = factors or f"eye({term_text(matrices.rows)})"
        words.append(factors if number == 1 else f"({term_text(number)})*({factors})")
    return " + ".join(words) or "0"


def _factor_text(part: Factor) -> str:
    entry = term_text(part.entry)
    if part.diagonal:
        return f"diag({entry})"
    return f"transpose({entry})" if part.transposed else entry


def indices_text(goal: FoldLaw | LargestAt) -> str:
    """The goal with its letters, and in a comment what these stand for."""
    first, last = indices_of(goal.size)
    run = f"i = {first}..{term_text(last)}"
    notes = [f"{t.letter} = {t.kind}({term_text(t.term)}, {run})" for t in goal.totals]
    if isinstance(goal, LargestAt):
        claim = f"P(argmax({term_text(goal.body)}) = i) = {term_text(goal.mass)}"
    else:
        body = term_text(goal.body)
        notes.insert(0, f"{goal.letter} = {goal.kind}({body}, {run})")
        word = "~" if isinstance(goal.law, Named) else "has"
        claim = f"{term_text(goal.subject)} {word} {law_text(goal.law)}"
    return claim + "".join(f"  # {note}" for note in notes)


def folds_text(goal: FoldEquation) -> str:
    """The equation with its letters, and in comments what these stand for."""
    first, last = indices_of(goal.size)
    run = f"i = {first}..{term_text(last)}"
    sides = [_written(term_text(side), goal.means) for side in (goal.left, goal.right)]
    notes = [f"{f.letter} = {f.kind}({term_text(f.body)}, {run})" for f in goal.folds]
    notes += [f"{t.letter} = {t.kind}({term_text(t.term)}, {run})" for t in goal.totals]
    return " = ".join(sides) + "".join(f"  # {note}" for note in notes)


def sums_text(goal: SumsEquation) -> str:
    """The equation, with the letters of sums, and in comments what these stand for."""
    size = term_text(goal.size)
    sides = [_written(term_text(side), goal.means) for side in (goal.left, goal.right)]
    notes = [f"{t.letter} = {t.kind}({term_text(t.term)}, i = 1..{size})" for t in goal.totals]
    notes.append(f"of vectors of {size} components, E of sums over these")
    return " = ".join(sides) + "".join(f"  # {note}" for note in notes)


def _domain_text(symbol: Symbol, domain: Domain) -> str:
    kind = "integer" if domain.integer else "real"
    low, high = domain.lower, domain.upper
    if low == -oo and high == oo:
        return f"{symbol} {kind}"
    below, above = ("<=" if c else "<" for c in (domain.lower_closed, domain.upper_closed))
    prefix = "integer " if domain.integer else ""
    if high == oo:
        return f"{symbol} {prefix}{below.replace('<', '>')} {term_text(low)}"
    if low == -oo:
        return f"{symbol} {prefix}{above} {term_text(high)}"
    return f"{prefix}{term_text(low)} {below} {symbol} {above} {term_text(high)}"

"""Which symbols a judgement may use: its scope's, its own bound ones, and random ones in subjects.

Bound variables must be new: neither a parameter nor a random variable, or a substitution would
capture them. The ends of an interval may use earlier variables of its region only.
"""

from __future__ import annotations

from symreparam.families.table import family as record_named
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    AtMost,
    Bijection,
    Covers,
    Defined,
    Derivative,
    Differs,
    Distances,
    Distribution,
    Divergence,
    Entropy,
    Equal,
    EqualInLaw,
    Equation,
    Exactly,
    Expectation,
    Fails,
    FailsAt,
    ForEach,
    GivenExpectation,
    GivenLaw,
    GivenValue,
    Gradient,
    HasImplicitLaw,
    HasJointLaw,
    HasLaw,
    HasLawByCases,
    HasNormalLaw,
    Holds,
    Image,
    ImageLaw,
    ImplicitSlope,
    Independent,
    IndependentVectors,
    IndexJudgement,
    Infinite,
    Integral,
    Jacobian,
    JointDivergence,
    JointEntropy,
    Judgement,
    LawDistribution,
    LawJudgement,
    Limit,
    MeanJudgement,
    Median,
    Member,
    Monotone,
    NoLaw,
    NullZeros,
    Partial,
    SameLaw,
    Section,
    Series,
    Sign,
    TermJudgement,
    ValueExpectation,
)
from symreparam.rules.rule import Setting, require
from symreparam.rules.wellformed_indices import indices_form
from symreparam.rules.wellformed_letters import letter_form, letters_form
from symreparam.rules.wellformed_parts import (
    Symbols,
    cases_form,
    event_form,
    form_of_place,
    implicit_form,
    inner_form,
    joint_form,
    law_form,
    map_form,
    range_form,
    region_form,
    slope_form,
    terms_form,
)
from symreparam.terms.scope import variable as plain
from symreparam.terms.scope import whole


def check_judgement(judgement: Judgement, setting: Setting) -> None:
    """Raise RuleError `form.*` unless the judgement is well formed in the setting."""
    parameters = frozenset(setting.scope.names)
    random = frozenset(setting.claim.variables)
    _judgement(judgement, parameters, parameters | random, random)


def _judgement(judgement: Judgement, parameters: Symbols, taken: Symbols, random: Symbols) -> None:
    if isinstance(judgement, TermJudgement):
        _of_terms(judgement, parameters, taken)
    elif isinstance(judgement, ImplicitSlope):
        slope_form(judgement, parameters, taken)
    elif isinstance(judgement, LawJudgement):
        _of_laws(judgement, parameters, taken, random)
    elif isinstance(judgement, MeanJudgement):
        _of_means(judgement, parameters, taken, random)
    elif isinstance(judgement, IndexJudgement):
        indices_form(judgement, parameters, taken, random)
    elif isinstance(judgement, Fails | FailsAt):
        _judgement(judgement.of, parameters, taken, random)
        for symbol, number in getattr(judgement, "values", ()):
            require(symbol in parameters, "form.parameter", symbol)
            terms_form(frozenset(), number)
    else:
        raise RuleError("form.unknown", type(judgement).__name__)


def _of_terms(judgement: TermJudgement, parameters: Symbols, taken: Symbols) -> None:
    """Of terms, maps and regions."""
    match judgement:
        case Equal(left, right, over):
            terms_form(form_of_place(over, parameters, taken), left, right)
        case Holds(relation, over):
            terms_form(form_of_place(over, parameters, taken), relation.left, relation.right)
        case Sign(expr, _, over) | Defined(expr, over):
            terms_form(form_of_place(over, parameters, taken), expr)
        case NullZeros(expr, over):
            terms_form(region_form(over, parameters, taken), expr)
        case Derivative(mapping, body):
            terms_form(map_form(mapping, parameters, taken), body)
        case Monotone(mapping, _):
            map_form(mapping, parameters, taken)
        case Limit(mapping, _, value):
            map_form(mapping, parameters, taken)
            terms_form(parameters, value)
        case Image(mapping, image):
            map_form(mapping, parameters, taken)
            region_form(image, parameters, taken)
        case Bijection(mapping, inverse):
            map_form(mapping, parameters, taken)
            map_form(inverse, parameters, taken)
        case Covers(regions, union):
            for region in (*regions, union):
                region_form(region, parameters, taken)
        case Integral(integrand, over, value):
            terms_form(region_form(over, parameters, taken), integrand)
            terms_form(parameters, value)
        case Section(integrand, over, low, point, high, value):
            terms_form(region_form(over, parameters, taken), integrand, low, high)
            terms_form(parameters, point, value)
        case Series(term, over, value):
            terms_form(range_form(over, parameters, taken), term)
            terms_form(parameters, value)
        case Partial(term, over, low, point, high, value):
            terms_form(range_form(over, parameters, taken), term, low, high)
            terms_form(parameters, point, value)
            require(point == whole(point.name), "form.whole", point)
        case _:
            raise RuleError("form.unknown", type(judgement).__name__)


def _of_laws(judged: LawJudgement, parameters: Symbols, taken: Symbols, random: Symbols) -> None:
    """Of the law of one term."""
    match judged:
        case HasLaw(subject, law):
            terms_form(parameters | random, subject)
            law_form(law, parameters, taken)
        case HasImplicitLaw(subject, implicit):
            terms_form(parameters | random, subject)
            implicit_form(implicit, parameters, taken)
        case HasLawByCases(subject, cases):
            terms_form(parameters | random, subject)
            cases_form(cases, parameters, taken)
        case Exactly() | Distances():
            _of_laws(inner_form(judged, parameters), parameters, taken, random)
        case Distribution(subject, parts):
            terms_form(parameters | random, subject)
            for part in parts:
                map_form(part, parameters, taken)
        case LawDistribution(law, parts):
            law_form(law, parameters, taken)
            for part in parts:
                map_form(part, parameters, taken)
        case ImageLaw(law, mapping, image_law):
            map_form(mapping, parameters, taken)
            for one in (law, image_law):
                law_form(one, parameters, taken)
        case GivenLaw(subject, event, law):
            terms_form(parameters | random, subject, event)
            event_form(event)
            law_form(law, parameters, taken)
        case GivenValue(subject, given, value, law):
            terms_form(parameters | random, subject, given)
            terms_form(parameters, value)
            law_form(law, parameters, taken)
        case Member(subject, family):
            require(isinstance(family, str), "form.member", type(family).__name__)
            record = record_named(family)
            # the record of such a family states the members of one sign only
            require(record is None or not record.variants, "form.member", family)
            terms_form(parameters | random, subject)
        case NoLaw(law):
            law_form(law, parameters, taken)
        case SameLaw(left_law, right_law) | Differs(left_law, right_law):
            for law in (left_law, right_law):
                law_form(law, parameters, taken)
            if isinstance(judged, Differs):
                region_form(judged.region, parameters, taken)
        case _:
            _of_vectors(judged, parameters, taken, random)


def _of_vectors(
    judgement: LawJudgement, parameters: Symbols, taken: Symbols, random: Symbols
) -> None:
    """Of several terms at once, or of one at every index."""
    match judgement:
        case HasJointLaw(subjects, joint):
            joint_form(subjects, joint, parameters, taken, random)
        case HasNormalLaw(subjects, mean, covariance):
            sizes = {len(mean), len(covariance), *map(len, covariance)}
            require(sizes == {len(subjects)} and len(subjects) > 0, "form.normal", "sizes")
            terms_form(parameters | random, *subjects)
            terms_form(parameters, *mean, *(term for row in covariance for term in row))
        case Independent(subjects):
            require(len(subjects) >= 2, "form.independent", "two terms or more")
            terms_form(parameters | random, *subjects)
        case IndependentVectors(vectors):
            require(len(vectors) >= 2 and all(vectors), "form.independent", "two vectors or more")
            terms_form(parameters | random, *(term for vector in vectors for term in vector))
        case EqualInLaw(one, two):
            require(len(one) == len(two) > 0, "form.equal-in-law", f"{len(one)}, {len(two)}")
            terms_form(parameters | random, *one, *two)
        case Jacobian(subjects, letters, point, value):
            require(len(subjects) == len(letters) == len(point) > 0, "form.jacobian", "sizes")
            require(len(set(letters)) == len(letters), "form.jacobian", "a letter stands twice")
            for letter in letters:
                require(letter not in taken, "form.capture", letter)
                require(letter == plain(letter.name), "form.variable", letter)
            terms_form(parameters | frozenset(letters), *subjects)
            terms_form(parameters, *point, value)
        case ForEach(subject, law, size, indexed):
            terms_form(parameters | random, subject)
            law_form(law, parameters, taken)
            require(frozenset(indexed) <= random, "form.for-each", "a stranger is indexed")
            terms_form(parameters, size)
        case _:
            raise RuleError("form.unknown", type(judgement).__name__)


def _of_means(
    judgement: MeanJudgement, parameters: Symbols, taken: Symbols, random: Symbols
) -> None:
    """Of means, medians, divergences and the equations between them."""
    match judgement:
        case Expectation(body, value):
            terms_form(parameters | random, body)
            terms_form(parameters, value)
        case Equation(left, right, means) | AtMost(left, right, means):
            terms_form(parameters | letters_form(means, parameters, random), left, right)
        case Infinite(body, sense):
            require(sense in ("", "+"), "form.infinite", sense)
            terms_form(parameters | random, body)
        case Divergence(subject, law, value):
            terms_form(parameters | random, subject)
            law_form(law, parameters, taken)
            terms_form(parameters, value)
        case JointDivergence(subjects, images, first, second, value):
            joint_form(subjects, first, parameters, taken, random)
            joint_form(images, second, parameters, taken, random)
            terms_form(parameters, value)
        case JointEntropy(subjects, law, value):
            joint_form(subjects, law, parameters, taken, random)
            terms_form(parameters, value)
        case Entropy(subject, value):
            terms_form(parameters | random, subject)
            terms_form(parameters, value)
        case Gradient(wanted, value):
            letter_form(wanted, parameters, random)
            terms_form(parameters, value)
        case GivenExpectation(body, event, value):
            terms_form(parameters | random, body, event)
            event_form(event)
            terms_form(parameters, value)
        case ValueExpectation(body, given, at, value):
            terms_form(parameters | random, body, given)
            terms_form(parameters, at, value)
        case Median(subject, value):
            terms_form(parameters | random, subject)
            terms_form(parameters, value)
        case _:
            raise RuleError("form.unknown", type(judgement).__name__)

"""Which symbols a judgement may use: its scope's, its own bound ones, and random ones in subjects.

Bound variables must be new: neither a parameter nor a random variable, or a substitution would
capture them. The ends of an interval may use earlier variables of its region only.
"""

from __future__ import annotations

from functools import lru_cache

from sympy import Expr, Symbol, nan, oo, zoo

from symreparam.families.members import UnknownFamily, WrongArguments, product_law
from symreparam.families.table import family as record_named
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Bijection,
    Covers,
    Defined,
    Derivative,
    Differs,
    Distribution,
    Divergence,
    DivergenceOf,
    Entropy,
    EntropyOf,
    Equal,
    EqualInLaw,
    Equation,
    Expectation,
    Fails,
    FailsAt,
    ForEach,
    GivenExpectation,
    GivenLaw,
    GivenMean,
    GivenValue,
    Gradient,
    HasJointLaw,
    HasLaw,
    HasNormalLaw,
    Holds,
    Image,
    ImageLaw,
    Independent,
    Infinite,
    Integral,
    Jacobian,
    JointDivergence,
    JointDivergenceOf,
    Judgement,
    LawDistribution,
    Letter,
    Limit,
    Mean,
    Median,
    MedianOf,
    Member,
    Monotone,
    NoLaw,
    NullZeros,
    Partial,
    SameLaw,
    Section,
    Series,
    Sign,
    SlopeOf,
)
from symreparam.rules.rule import Setting, require
from symreparam.terms.events import is_indicator
from symreparam.terms.law import AnyLaw, JointLaw, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import Region
from symreparam.terms.scope import is_whole, whole
from symreparam.terms.scope import variable as plain

Symbols = frozenset[Symbol]


def check_judgement(judgement: Judgement, setting: Setting) -> None:
    """Raise RuleError `form.*` unless the judgement is well formed in the setting."""
    parameters = frozenset(setting.scope.names)
    random = frozenset(setting.claim.variables)
    _judgement(judgement, parameters, parameters | random, random)


def _judgement(judgement: Judgement, parameters: Symbols, taken: Symbols, random: Symbols) -> None:
    match judgement:
        case Equal(left, right, over):
            _terms(_anywhere(over, parameters, taken), left, right)
        case Holds(relation, over):
            _terms(_anywhere(over, parameters, taken), relation.left, relation.right)
        case Sign(expr, _, over) | Defined(expr, over):
            _terms(_anywhere(over, parameters, taken), expr)
        case NullZeros(expr, over):
            _terms(_region(over, parameters, taken), expr)
        case Derivative(mapping, body):
            _terms(_map(mapping, parameters, taken), body)
        case Monotone(mapping, _):
            _map(mapping, parameters, taken)
        case Limit(mapping, _, value):
            _map(mapping, parameters, taken)
            _terms(parameters, value)
        case Image(mapping, image):
            _map(mapping, parameters, taken)
            _region(image, parameters, taken)
        case Bijection(mapping, inverse):
            _map(mapping, parameters, taken)
            _map(inverse, parameters, taken)
        case Covers(regions, union):
            for region in (*regions, union):
                _region(region, parameters, taken)
        case Integral(integrand, over, value):
            _terms(_region(over, parameters, taken), integrand)
            _terms(parameters, value)
        case Section(integrand, over, low, point, high, value):
            _terms(_region(over, parameters, taken), integrand, low, high)
            _terms(parameters, point, value)
        case Series(term, over, value):
            _terms(_range(over, parameters, taken), term)
            _terms(parameters, value)
        case Partial(term, over, low, point, high, value):
            _terms(_range(over, parameters, taken), term, low, high)
            _terms(parameters, point, value)
            require(point == whole(point.name), "form.whole", point)
        case HasLaw(subject, law):
            _terms(parameters | random, subject)
            _law(law, parameters, taken)
        case Distribution(subject, parts):
            _terms(parameters | random, subject)
            for part in parts:
                _map(part, parameters, taken)
        case LawDistribution(law, parts):
            _law(law, parameters, taken)
            for part in parts:
                _map(part, parameters, taken)
        case ImageLaw(law, mapping, image_law):
            _map(mapping, parameters, taken)
            _law(law, parameters, taken)
            _law(image_law, parameters, taken)
        case Expectation(body, value):
            _terms(parameters | random, body)
            _terms(parameters, value)
        case Equation(left, right, means):
            _terms(parameters | _letters(means, parameters, random), left, right)
        case Infinite(body, sense):
            require(sense in ("", "+"), "form.infinite", sense)
            _terms(parameters | random, body)
        case Divergence(subject, law, value):
            _terms(parameters | random, subject)
            _law(law, parameters, taken)
            _terms(parameters, value)
        case JointDivergence(subjects, images, first, second, value):
            for each in (HasJointLaw(subjects, first), HasJointLaw(images, second)):
                _judgement(each, parameters, taken, random)
            _terms(parameters, value)
        case Entropy(subject, value):
            _terms(parameters | random, subject)
            _terms(parameters, value)
        case Gradient(wanted, value):
            _letter(wanted, parameters, random)
            _terms(parameters, value)
        case FailsAt(equation, values):
            _judgement(equation, parameters, taken, random)
            for symbol, number in values:
                require(symbol in parameters, "form.parameter", symbol)
                _terms(frozenset(), number)
        case HasJointLaw(subjects, joint):
            _terms(parameters | random, *subjects)
            known = _region(joint.region, parameters, taken)
            same = set(joint.variables) == set(joint.region.variables)
            require(same and len(joint.variables) == len(subjects), "form.joint")
            _terms(known, joint.density)
            if joint.factors:
                _factors(joint, parameters)
        case HasNormalLaw(subjects, mean, covariance):
            sizes = {len(mean), len(covariance), *map(len, covariance)}
            require(sizes == {len(subjects)} and len(subjects) > 0, "form.normal", "sizes")
            _terms(parameters | random, *subjects)
            _terms(parameters, *mean, *(term for row in covariance for term in row))
        case Independent(subjects):
            require(len(subjects) >= 2, "form.independent", "two terms or more")
            _terms(parameters | random, *subjects)
        case EqualInLaw(one, two):
            require(len(one) == len(two) > 0, "form.equal-in-law", f"{len(one)}, {len(two)}")
            _terms(parameters | random, *one, *two)
        case GivenLaw(subject, event, law):
            _terms(parameters | random, subject, event)
            _event(event)
            _law(law, parameters, taken)
        case GivenValue(subject, given, value, law):
            _terms(parameters | random, subject, given)
            _terms(parameters, value)
            _law(law, parameters, taken)
        case GivenExpectation(body, event, value):
            _terms(parameters | random, body, event)
            _event(event)
            _terms(parameters, value)
        case Median(subject, value):
            _terms(parameters | random, subject)
            _terms(parameters, value)
        case Member(subject, family):
            require(isinstance(family, str), "form.member", type(family).__name__)
            record = record_named(family)
            # the record of such a family states the members of one sign only
            require(record is None or not record.variants, "form.member", family)
            _terms(parameters | random, subject)
        case Jacobian(subjects, letters, point, value):
            require(len(subjects) == len(letters) == len(point) > 0, "form.jacobian", "sizes")
            require(len(set(letters)) == len(letters), "form.jacobian", "a letter stands twice")
            for letter in letters:
                require(letter not in taken, "form.capture", letter)
                require(letter == plain(letter.name), "form.variable", letter)
            _terms(parameters | frozenset(letters), *subjects)
            _terms(parameters, *point, value)
        case ForEach(subject, law, size, indexed):
            _terms(parameters | random, subject)
            _law(law, parameters, taken)
            require(frozenset(indexed) <= random, "form.for-each", "a stranger is indexed")
            _terms(parameters, size)
        case NoLaw(law):
            _law(law, parameters, taken)
        case SameLaw(left_law, right_law):
            _law(left_law, parameters, taken)
            _law(right_law, parameters, taken)
        case Differs(left_law, right_law, over):
            _law(left_law, parameters, taken)
            _law(right_law, parameters, taken)
            _region(over, parameters, taken)
        case Fails(of):
            _judgement(of, parameters, taken, random)


def _event(event: Expr) -> None:
    """An event is given by its indicator."""
    require(is_indicator(event), "form.event", event)


def _letter(letter: Letter, parameters: Symbols, random: Symbols) -> None:
    """What a letter of an equation stands for."""
    match letter:
        case Mean(_, body):
            _terms(parameters | random, body)
        case DivergenceOf(_, subject, law):
            require(isinstance(law, Named), "form.divergence", type(law).__name__)
            _terms(parameters | random, subject)
            _terms(parameters, *law.arguments)
        case JointDivergenceOf(_, subjects, images, first, second):
            for each in (HasJointLaw(subjects, first), HasJointLaw(images, second)):
                _judgement(each, parameters, parameters | random, random)
        case GivenMean(_, body, event):
            _terms(parameters | random, body, event)
            _event(event)
        case EntropyOf(_, subject) | MedianOf(_, subject):
            _terms(parameters | random, subject)
        case SlopeOf(_, parameter, body, means):
            require(parameter in parameters, "form.parameter", parameter)
            _terms(parameters | _letters(means, parameters, random), body)
        case _:
            raise RuleError("form.letter", type(letter).__name__)


def _letters(means: tuple[Letter, ...], parameters: Symbols, random: Symbols) -> Symbols:
    """The letters of an equation, each of them new, and each standing for something."""
    names = frozenset(mean.letter for mean in means)
    require(len(names) == len(means), "form.means", "a letter stands twice")
    for mean in means:
        require(mean.letter not in parameters | random, "form.capture", mean.letter)
        require(mean.letter == plain(mean.letter.name), "form.variable")
        _letter(mean, parameters, random)
    return names


def _region(region: Region, parameters: Symbols, taken: Symbols) -> Symbols:
    """The symbols that terms over the region may use."""
    known = parameters
    for variable, lower, upper in region.bounds:
        require(variable not in taken and variable not in known, "form.capture", variable)
        require(variable == plain(variable.name), "form.variable", variable)
        _terms(known, lower, upper)
        known = known | {variable}
    return known


def _range(region: Region, parameters: Symbols, taken: Symbols) -> Symbols:
    """The symbols that terms over one range of whole numbers may use."""
    require(len(region.bounds) == 1, "form.range", "one index")
    index, lower, upper = region.bounds[0]
    _index(index, parameters, taken)
    _terms(parameters, lower, upper)
    for end in (lower, upper):
        require(end in (oo, -oo) or is_whole(end), "form.whole", end)
    return parameters | {index}


def _index(index: Symbol, parameters: Symbols, taken: Symbols) -> None:
    names = {symbol.name for symbol in taken | parameters}
    require(index.name not in names, "form.capture", index)
    require(index == whole(index.name), "form.variable", index)


def _anywhere(region: Region, parameters: Symbols, taken: Symbols) -> Symbols:
    """The symbols of terms over an open region, or over one range of whole numbers."""
    if len(region.bounds) == 1 and region.variables[0].is_integer:
        return _range(region, parameters, taken)
    return _region(region, parameters, taken)


def _map(mapping: Map, parameters: Symbols, taken: Symbols) -> Symbols:
    require(mapping.source.variables == (mapping.variable,), "form.map", mapping.variable)
    known = _region(mapping.source, parameters, taken)
    _terms(known, mapping.body)
    return known


def _law(law: AnyLaw, parameters: Symbols, taken: Symbols) -> None:
    if isinstance(law, Named):
        _terms(parameters, *law.arguments)
        return
    require(law.variable not in taken, "form.capture", law.variable)
    require(law.variable == plain(law.variable.name), "form.variable", law.variable)
    for piece in law.pieces:
        require(piece.region.variables == (law.variable,), "form.law", law.variable)
        _terms(_region(piece.region, parameters, taken), piece.density)
    for atom in law.atoms:
        _terms(parameters, atom.point, atom.mass)
    for each in law.lattices:
        known = _range(each.range, parameters, taken)
        _terms(known, each.point, each.mass)


def _factors(joint: JointLaw, parameters: Symbols) -> None:
    """The density is the product of those of the factors, on the product of their supports."""
    for named in joint.factors:
        _terms(parameters, *named.arguments)
    try:
        wanted = product_law(joint.factors, joint.variables)
    except (UnknownFamily, WrongArguments) as error:
        raise RuleError("form.factors", str(error)) from error
    require(wanted == joint, "form.factors", "the density is not that of the factors")


def _terms(known: Symbols, *terms: Expr) -> None:
    for term in terms:
        require(isinstance(term, Expr), "form.term", type(term).__name__)
        symbols, number = _inspected(term)
        strangers = sorted(symbol.name for symbol in symbols - known)
        require(not strangers, "form.scope", ", ".join(strangers))
        if not number:  # printing a term costs more than looking at it
            raise RuleError("form.number", str(term))


@lru_cache(maxsize=4096)  # the same terms stand in many judgements
def _inspected(term: Expr) -> tuple[Symbols, bool]:
    """The free symbols, and whether no undefined number stands in the term."""
    return frozenset(term.free_symbols), not term.has(nan, zoo)

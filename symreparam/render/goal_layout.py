"""Goals laid out: a law, or an equation with `E(..)` where its letters stand."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Function, Mul, Piecewise, Symbol, oo

from symreparam.logic.judgement import (
    AtMost,
    Distances,
    Divergence,
    DivergenceOf,
    EachJacobian,
    Entropy,
    EntropyOf,
    EqualInLaw,
    Exactly,
    Expectation,
    FoldEquation,
    FoldLaw,
    ForEach,
    GivenExpectation,
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
    Infinite,
    Jacobian,
    JointDivergence,
    JointDivergenceOf,
    JointEntropy,
    JointEntropyOf,
    LargestAt,
    Letter,
    Mean,
    Median,
    MedianOf,
    Member,
    SlopeOf,
    SumsEquation,
    ValueExpectation,
    ValueMean,
)
from symreparam.render.conditions import condition_layout
from symreparam.render.joint_layout import joint_lawful
from symreparam.render.laws_layout import (
    has_law_layout,
    lawful,
    member_layout,
)
from symreparam.render.layout import (
    Call,
    Layout,
    Name,
    Word,
    equation,
    listed,
    parts_of,
)
from symreparam.render.runs import fold_layout, total_layouts
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.events import condition_of, is_indicator

Information = Divergence | Entropy | JointDivergence | JointEntropy


def goal_layout(setter: Typesetter, goal: GoalJudgement) -> Layout:
    """`X ~ N(0, 1)`, or `E(X^2) - E(X)^2 = 1`."""
    if isinstance(goal, HasLaw):
        return has_law_layout(setter, goal)
    if isinstance(goal, HasImplicitLaw | HasLawByCases | Exactly | Distances | ImplicitSlope):
        from symreparam.render.forms_layout import formed_layout

        return formed_layout(setter, goal)
    if isinstance(goal, HasJointLaw):
        return _joint_layout(setter, goal)
    if isinstance(goal, Independent):
        goal = IndependentVectors(tuple((subject,) for subject in goal.subjects))
    if isinstance(goal, IndependentVectors):
        sides = tuple(vector_layout(setter, vector) for vector in goal.vectors)
        return equation(*parts_of(listed(sides, Word("and"))), Word("are independent"))
    if isinstance(goal, GivenValue):
        place = equation(setter.term(goal.given), "=", setter.term(goal.value))
        told = equation(setter.term(goal.subject), Word("given"), place)
        return lawful(setter, Call(Word(""), (told,)), goal.law)
    if isinstance(goal, GivenLaw):
        return given_law_layout(setter, goal)
    if isinstance(goal, EqualInLaw):
        return equation(vector_layout(setter, goal.first), "~", vector_layout(setter, goal.second))
    if isinstance(goal, Member):
        family = Word(f"has a law of the family {goal.family}")
        return equation(setter.term(goal.subject), family)
    if isinstance(goal, ForEach):
        from symreparam.render.each_layout import each_layout

        return each_layout(setter, goal)
    if isinstance(goal, FoldLaw):
        letters = total_layouts(setter, goal.totals, goal.size)
        letters[goal.letter] = fold_layout(setter, goal.kind, goal.body, goal.size)
        return has_law_layout(setter.writing(letters), HasLaw(goal.subject, goal.law))
    if isinstance(goal, LargestAt):
        return _largest_layout(setter, goal)
    if isinstance(goal, FoldEquation | SumsEquation):
        return _of_any_size(setter, goal)
    if isinstance(goal, HasNormalLaw | HasMatrixLaw | EachJacobian | Jacobian):
        from symreparam.render.matrices_layout import of_matrices

        return of_matrices(setter, goal)
    written = {mean.letter: letter_layout(setter, mean) for mean in goal.means}
    sides = goal.left, goal.right
    left, right = (spread_form(setter, goal.means, side, written) for side in sides)
    inner = setter.writing(written)
    sign = "≤" if isinstance(goal, AtMost) else "="
    return equation(inner.term(left), sign, inner.term(right))


def _of_any_size(setter: Typesetter, goal: FoldEquation | SumsEquation) -> Layout:
    if isinstance(goal, FoldEquation):
        from symreparam.render.story_folds import folds_layout

        return folds_layout(setter, goal)
    from symreparam.render.story_sums import sums_layout

    return sums_layout(setter, goal)


def spread_form(
    setter: Typesetter, means: tuple[Letter, ...], side: Expr, written: dict[Symbol, Layout]
) -> Expr:
    """The side with a letter for each variance and covariance, `E(X Y) - E(X) E(Y)`; the letters'
    layouts are added to `written`."""
    of = {mean.letter: mean.body for mean in means if isinstance(mean, Mean)}
    addends = list(Add.make_args(side))
    for product in tuple(addends):
        number, pair = product.as_coeff_Mul()[0], _product_of(of, product)
        if pair is None:
            continue
        first, second = pair
        for known in (m for m, body in of.items() if body == of[first] * of[second]):
            if -number * known in addends and product in addends:
                addends.remove(product)
                addends.remove(-number * known)
                letter = Symbol(f"spread of {known.name}", real=True)
                bodies = (of[first],) if first == second else (of[first], of[second])
                head = Word("Var" if first == second else "Cov")
                written[letter] = Call(head, tuple(map(setter.term, bodies)))
                addends.append(-number * letter)
    return Add(*addends)


def _product_of(of: dict[Symbol, Expr], addend: Expr) -> tuple[Symbol, Symbol] | None:
    """The two means of an addend that is a number times their product."""
    rest = addend.as_coeff_Mul()[1]
    factors = [rest.base] * 2 if rest.is_Pow and rest.exp == 2 else list(Mul.make_args(rest))
    if len(factors) == 2 and all(factor in of for factor in factors):
        return factors[0], factors[1]
    return None


def _largest_layout(setter: Typesetter, goal: LargestAt) -> Layout:
    """i is the index asked for, j runs over all of them."""
    names = {s: Name(f"{s.name.removesuffix('_i')}_j") for s in goal.indexed}
    every = setter.writing(names)
    place = fold_layout(every, "argmax", goal.body, goal.size, "j")
    sums = {t.letter: fold_layout(every, t.kind, t.term, goal.size, "j") for t in goal.totals}
    chosen = Call(Word("P"), (equation(place, "=", Name("i")),))
    return equation(chosen, "=", setter.writing(sums).term(goal.mass))


def vector_layout(setter: Typesetter, terms: tuple[Expr, ...]) -> Layout:
    """`X`, or `(X, X + Y)`."""
    shown = tuple(setter.term(term) for term in terms)
    return shown[0] if len(shown) == 1 else Call(Word(""), shown)


def letter_layout(setter: Typesetter, letter: Letter) -> Layout:
    """What a letter of an equation stands for: `E(X^2)`, `KL(X, N(0, 1))`, `entropy(X)`."""
    if isinstance(letter, Mean):
        return setter.term(mean_term(letter.body))
    if isinstance(letter, SlopeOf):
        inner = setter.writing({each.letter: letter_layout(setter, each) for each in letter.means})
        return Call(Word("grad"), (setter.term(letter.parameter), inner.term(letter.body)))
    if isinstance(letter, JointDivergenceOf):
        return vectors_layout(setter, "KL", letter.subjects, letter.images)
    if isinstance(letter, JointEntropyOf):
        return vectors_layout(setter, "entropy", letter.subjects)
    if isinstance(letter, GivenMean):
        return given_mean_layout(setter, letter.body, letter.event)
    if isinstance(letter, ValueMean):
        return value_mean_layout(setter, letter.body, letter.given, letter.at)
    subject = setter.term(letter.subject)
    if isinstance(letter, MedianOf):
        return Call(Word("median"), (subject,))
    if isinstance(letter, DivergenceOf):
        return Call(Word("KL"), (subject, member_layout(setter, letter.law)))
    return Call(Word("entropy"), (subject,))


def vectors_layout(setter: Typesetter, name: str, *vectors: tuple[Expr, ...]) -> Layout:
    """`KL((X, Y), (V, W))`, `entropy((X, Y))`, of the laws of vectors."""
    shown = (Call(Word(""), tuple(map(setter.term, terms))) for terms in vectors)
    return Call(Word(name), tuple(shown))


def information_layout(setter: Typesetter, known: Information) -> Layout:
    """`KL(X, N(0, 1)) = 1/2`."""
    return equation(information_name(setter, known), "=", setter.term(known.value))


def information_name(setter: Typesetter, known: Information) -> Layout:
    """`KL(X, N(0, 1))`, `entropy(X)`, the same of vectors."""
    if isinstance(known, JointDivergence):
        return vectors_layout(setter, "KL", known.subjects, known.images)
    if isinstance(known, JointEntropy):
        return vectors_layout(setter, "entropy", known.subjects)
    letter = Symbol("m", real=True)
    if isinstance(known, Divergence):
        return letter_layout(setter, DivergenceOf(letter, known.subject, known.law))
    return letter_layout(setter, EntropyOf(letter, known.subject))


def _joint_layout(setter: Typesetter, goal: HasJointLaw) -> Layout:
    """`(X, X + Y) has density f(s, t) for s > 0, s < t`."""
    vector = Call(Word(""), tuple(setter.term(subject) for subject in goal.subjects))
    return joint_lawful(setter, vector, goal.law)


def expectation_layout(setter: Typesetter, known: Expectation) -> Layout:
    """`E(X^2) = 1`."""
    return equation(setter.term(mean_term(known.body)), "=", setter.term(known.value))


def given_mean_layout(setter: Typesetter, body: Expr, event: Expr) -> Layout:
    """`E(X given X > a)`, or `P(X > b given X > a)`."""
    condition = condition_layout(setter, condition_of(event))
    probability = isinstance(body, Piecewise) and is_indicator(body)
    inner = condition_layout(setter, condition_of(body)) if probability else setter.term(body)
    name = Word("P" if probability else "E")
    return Call(name, (equation(inner, Word("given"), condition),))


def value_mean_layout(setter: Typesetter, body: Expr, given: Expr, at: Expr) -> Layout:
    """`E(X given Y = t)`, or `P(X > b given Y = t)`."""
    probability = isinstance(body, Piecewise) and is_indicator(body)
    inner = condition_layout(setter, condition_of(body)) if probability else setter.term(body)
    condition = equation(setter.term(given), "=", setter.term(at))
    name = Word("P" if probability else "E")
    return Call(name, (equation(inner, Word("given"), condition),))


def value_expectation_layout(setter: Typesetter, known: ValueExpectation) -> Layout:
    """`E(X given Y = t) = t/2`."""
    left = value_mean_layout(setter, known.body, known.given, known.at)
    return equation(left, "=", setter.term(known.value))


def given_expectation_layout(setter: Typesetter, known: GivenExpectation) -> Layout:
    """`E(X given X > a) = a + 1`."""
    left = given_mean_layout(setter, known.body, known.event)
    return equation(left, "=", setter.term(known.value))


def given_law_layout(setter: Typesetter, known: GivenLaw) -> Layout:
    """`(X given X > a) ~ Exponential(1)`."""
    condition = condition_layout(setter, condition_of(known.event))
    inner = equation(setter.term(known.subject), Word("given"), condition)
    return lawful(setter, Call(Word(""), (inner,)), known.law)


def median_layout(setter: Typesetter, known: Median) -> Layout:
    """`median(X) = 0`."""
    left = Call(Word("median"), (setter.term(known.subject),))
    return equation(left, "=", setter.term(known.value))


def infinite_layout(setter: Typesetter, known: Infinite) -> Layout:
    """`E(X^2) = oo`, of the absolute value where the sign is not known."""
    body = known.body if known.sign == "+" else Abs(known.body)
    return equation(setter.term(mean_term(body)), "=", setter.term(oo))


def mean_term(body: Expr) -> Expr:
    """`E(body)`, a term for the typesetter alone."""
    return Function("E", real=True)(body)

"""A counterexample told: exact values, the law that holds, the claimed one, where they differ."""

from __future__ import annotations

from sympy import Expr, N

from symreparam.logic.judgement import (
    Differs,
    EachJacobian,
    EqualInLaw,
    Fails,
    FailsAt,
    FailsAtSize,
    FoldEquation,
    GivenLaw,
    GivenValue,
    GoalJudgement,
    HasJointLaw,
    HasLaw,
    HasMatrixLaw,
    HasNormalLaw,
    Independent,
    IndependentVectors,
    Jacobian,
    Member,
    NoLaw,
    Sign,
    SumsEquation,
)
from symreparam.logic.judgement import Equation as Goal
from symreparam.logic.verdict import Outcome
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph, Words
from symreparam.render.goal_layout import goal_layout
from symreparam.render.laws_layout import (
    density_layout,
    law_layout,
    member_layout,
    region_layout,
)
from symreparam.render.layout import Call, Digits, Layout, equation
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, letter, say
from symreparam.render.story_absent import no_factor_blocks, no_law_blocks
from symreparam.render.story_digits import DIGITS, decimal, digits, exact
from symreparam.render.story_exponent import (
    contrast_words,
    exponent_words,
    quantile_words,
)
from symreparam.render.story_laws import law_blocks
from symreparam.render.story_masses import mass_blocks
from symreparam.render.story_moments import RULES as EXCLUDING
from symreparam.render.story_moments import excluded_blocks
from symreparam.render.story_probability import probability_blocks, refuted_goal
from symreparam.terms.law import UNDEFINED, Law, Named


def refutation_blocks(story: Story, outcome: Outcome) -> list[Block]:
    """The counterexample, from the parameter values to the contradiction."""
    last = len(story.proof.steps) - 1
    known = story.conclusion(last)
    if isinstance(known, FailsAtSize) and isinstance(known.of, HasMatrixLaw):
        from symreparam.render.story_matrices import at_shape_blocks

        return at_shape_blocks(story, last, outcome)
    if isinstance(known, FailsAtSize):
        from symreparam.render.story_indices import at_size_blocks

        return _concluded(at_size_blocks(story, last, outcome))
    if isinstance(known, FailsAt | Fails) and isinstance(known.of, FoldEquation):
        from symreparam.render.story_folds import folds_refuted_blocks

        return _concluded(folds_refuted_blocks(story, last))
    if isinstance(known, FailsAt):
        from symreparam.render.story_equation_refuted import equation_refuted_blocks

        return _concluded(equation_refuted_blocks(story, last))
    if not isinstance(known, Fails):
        raise Unfamiliar("fails")
    plain = isinstance(known.of, SumsEquation | Goal)
    opened = [] if plain else opening_blocks(story, known.of)
    return _concluded([*opened, *_of_goal(story, last, known.of, outcome)])


def _of_goal(story: Story, last: int, goal: GoalJudgement, outcome: Outcome) -> list[Block]:
    """Why the goal fails at these values, by its kind. Raises Unfamiliar."""
    if isinstance(goal, EqualInLaw):
        from symreparam.render.story_equal_law import unequal_blocks

        return unequal_blocks(story, last, outcome)
    if isinstance(goal, GivenValue):
        from symreparam.render.story_bayes import given_value_refuted_blocks

        return given_value_refuted_blocks(story, last, outcome)
    if isinstance(goal, GivenLaw):
        from symreparam.render.story_given import given_refuted_blocks

        return given_refuted_blocks(story, last, outcome)
    if isinstance(goal, SumsEquation):
        from symreparam.render.story_sums import sums_refuted_blocks

        return sums_refuted_blocks(story, last)
    if isinstance(goal, Goal):
        from symreparam.render.story_equation_refuted import equation_refuted_blocks

        return equation_refuted_blocks(story, last)
    if isinstance(goal, Independent | IndependentVectors):
        from symreparam.render.story_dependent import dependence_refuted_blocks

        return dependence_refuted_blocks(story, last)
    if story.step(last).rule == "joint-no-law":
        return no_factor_blocks(story, last, goal)
    if isinstance(goal, Jacobian | EachJacobian):
        from symreparam.render.story_jacobian import jacobian_refuted_blocks

        return jacobian_refuted_blocks(story, last, goal)
    if isinstance(goal, Member):
        from symreparam.render.story_members import member_refuted_blocks

        return member_refuted_blocks(story, last, goal, outcome)
    if isinstance(goal, HasJointLaw | HasNormalLaw):
        from symreparam.render.story_joint_refuted import joint_refuted_blocks

        return joint_refuted_blocks(story, last, goal)
    if not isinstance(goal, HasLaw):
        raise Unfamiliar("equation-fails")
    if any(step.rule in ("fails-part", "by-sign") for step in story.proof.steps):
        from symreparam.render.story_parts import parts_blocks

        return parts_blocks(story, outcome)
    return law_refuted_blocks(story, last, outcome)


def law_refuted_blocks(story: Story, last: int, outcome: Outcome) -> list[Block]:
    """Why step `last`, a claim about the law of a term, is false. Raises Unfamiliar."""
    known = story.conclusion(last)
    if not isinstance(known, Fails) or not isinstance(known.of, HasLaw):
        raise Unfamiliar("fails")
    if story.step(last).rule == "of-independent":
        from symreparam.render.story_of_independent import of_independent_blocks

        return of_independent_blocks(
            story, last, lambda inner, _, end: law_refuted_blocks(inner, end, outcome)
        )
    story.tell(last)
    blocks: list[Block] = []
    premises = story.step(last).premises
    first = story.conclusion(premises[0])
    if story.step(last).rule in ("law-of-equal", *EXCLUDING):
        return excluded_blocks(story, last)
    if isinstance(first, NoLaw):
        return no_law_blocks(story, premises[0])
    if story.step(last).rule in ("differ-probability", "differ-interval"):
        return probability_blocks(story, last)
    differs = story.conclusion(premises[1]) if len(premises) > 1 else None
    if not isinstance(first, HasLaw) or not isinstance(differs, Differs):
        raise Unfamiliar("fails")
    for index in premises[2:]:
        story.tell(index)
    true = story.setter.term(first.subject)
    blocks.append(Paragraph(say("refute.true", subject=true)))
    blocks += law_blocks(story, premises[0])
    if story.step(premises[1]).rule == "differ-quantile":
        story.tell(premises[1], *story.step(premises[1]).premises)
        return [*blocks, Paragraph(quantile_words(story, premises[1]))]
    blocks += _claimed(story, known.of, differs)
    return [*blocks, *_apart(story, premises[1], differs, outcome)]


def _concluded(blocks: list[Block]) -> list[Block]:
    """The last paragraph with the conclusion after it."""
    last = blocks[-1]
    assert isinstance(last, Paragraph)
    return [*blocks[:-1], Paragraph((*last.words, *say("refute.so")), last.lead)]


def opening_blocks(story: Story, goal: GoalJudgement) -> list[Block]:
    """The exact parameter values, and what the claim says there."""
    values = [
        equation(letter(symbol), "=", story.setter.term(value)) for symbol, value in story.proof.at
    ]
    if not values:
        return []
    if isinstance(goal, HasLaw) and goal.law == UNDEFINED:
        return [Paragraph(say("refute.undefined", values=commas([*values])))]
    words = say("refute.values", values=commas([*values]))
    return [Paragraph(words), Formula(goal_layout(story.setter, goal))]


def _claimed(story: Story, goal: HasLaw, differs: Differs) -> list[Block]:
    law = differs.right
    if not isinstance(law, Law):
        raise Unfamiliar("differs")
    if not law.pieces:
        masses = commas([law_layout(story.setter, law)])
        return [Paragraph(say("refute.claimed.mass", masses=masses))]
    words = say("refute.claimed.given")
    if isinstance(goal.law, Named):
        words = say("refute.claimed", member=member_layout(story.setter, goal.law))
    left = Call(story.letters.claimed, (letter(law.variable),))
    where = region_layout(story.setter, law.pieces[0].region) if len(law.pieces) == 1 else None
    line = Equation(left, "=", density_layout(story.setter, law), where)
    return [Paragraph(words), Display((line,))]


def _apart(story: Story, index: int, differs: Differs, outcome: Outcome) -> list[Block]:
    """The interval or the point on which the two laws differ, with both numbers."""
    premises = story.step(index).premises
    story.tell(index, *premises)
    if not differs.region.bounds:
        return mass_blocks(story, index, differs)
    signs = [c for i in premises if isinstance(c := story.conclusion(i), Sign)]
    if story.step(index).rule == "differ-exponent":
        return [Paragraph(exponent_words(story, index, differs))]
    if story.step(index).rule == "differ-contrast":
        sides = (true_density(story), story.letters.claimed)
        return [Paragraph(contrast_words(story, index, sides))]
    if story.step(index).rule == "differ-limit":
        from symreparam.render.story_exponent import limit_blocks

        return limit_blocks(story, index, (true_density(story), story.letters.claimed))
    if not signs or story.step(index).rule != "differ-density":
        raise Unfamiliar("differ-density")
    region = region_layout(story.setter, differs.region)
    positive = signs[-1].sign == "+"
    at = (_density_at(story, "true", differs), _density_at(story, "claimed", differs))
    gap = equation(at[0], ">" if positive else "<", at[1])
    laws = [law for law in (differs.left, differs.right) if isinstance(law, Law)]
    key = "refute.gap.masses" if any(law.atoms for law in laws) else "refute.gap"
    words = say(key, region=region, gap=gap)
    return [Paragraph((*words, *_numbers(story, differs, outcome)))]


def _density_at(story: Story, side: str, differs: Differs) -> Layout:
    name = letter(differs.region.variables[0])
    if side == "claimed":
        right = differs.right
        if isinstance(right, Law) and not right.pieces:
            return Digits("0")
        return Call(story.letters.claimed, (name,))
    left = differs.left
    if isinstance(left, Law) and not left.pieces:
        return Digits("0")
    return Call(true_density(story), (name,))


def true_density(story: Story) -> Layout:
    """The letter of the true density: `f_Z`, or `f_X` for a random variable itself."""
    shown = story.density_of(refuted_goal(story).subject, Digits("0"))
    assert isinstance(shown, Call)
    return shown.head


def _numbers(story: Story, differs: Differs, outcome: Outcome) -> Words:
    """Both density values at a point: the witness's certified digits, or the middle's digits."""
    name = letter(differs.region.variables[0])
    witness = outcome.witness
    if witness is not None and witness.point is not None:
        point = equation(name, "=", story.setter.term(witness.point))
        known = [_value(law, witness.point) for law in (differs.left, differs.right)]
        sides = zip(known, (witness.left, witness.right), strict=True)
        left, right = (digits(v) if v is not None and exact(v) else decimal(t) for v, t in sides)
        key = "refute.numbers.exact" if all(map(exact, known)) else "refute.numbers"
        return say(key, point=point, left=left, right=right)
    _, low, high = differs.region.bounds[0]
    middle = (low + high) / 2
    values = [_value(law, middle) for law in (differs.left, differs.right)]
    if None in values:
        return ()
    shown = [digits(value) for value in values if value is not None]
    point = equation(name, "=", story.setter.term(middle))
    key = "refute.numbers.exact" if all(map(exact, values)) else "refute.numbers"
    return say(key, point=point, left=shown[0], right=shown[1])


def _value(law: object, point: Expr) -> Expr | None:
    """The density at an exact point: a fraction, or digits; None where it can't be told."""
    if not isinstance(law, Law):
        return None
    total: Expr = point * 0
    for piece in law.pieces:
        _, low, high = piece.region.bounds[0]
        inside = [N(point - low, 30) > 0, N(high - point, 30) > 0]
        if all(answer == True for answer in inside):  # noqa: E712
            total = total + piece.density.xreplace({law.variable: point})
    if total.is_Rational:
        return total
    found = N(total, DIGITS)
    return found if found.is_Float or found == 0 else None

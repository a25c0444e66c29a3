"""An outcome as a neutral document: the claim, its proof or counterexample, what it rests on."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import (
    AtMost,
    EachJacobian,
    EqualInLaw,
    Fails,
    FoldEquation,
    FoldLaw,
    ForEach,
    GivenLaw,
    GivenValue,
    GoalJudgement,
    HasImplicitLaw,
    HasJointLaw,
    HasLaw,
    HasLawByCases,
    HasMatrixLaw,
    Independent,
    Jacobian,
    LargestAt,
    Member,
    SumsEquation,
)
from symreparam.logic.judgement import Equation as Goal
from symreparam.logic.proof import Proof
from symreparam.logic.verdict import NearMiss, Outcome
from symreparam.render.document import (
    Aside,
    Block,
    Display,
    Document,
    Equation,
    Formula,
    Heading,
    Inline,
    Items,
    Listing,
    Math,
    Paragraph,
    Text,
    Words,
)
from symreparam.render.drawn_laws import drawn_words, plain_laws
from symreparam.render.each_layout import with_law
from symreparam.render.goal_layout import goal_layout
from symreparam.render.laws_layout import given_layouts, law_layout, scope_layouts
from symreparam.render.layout import equation
from symreparam.render.near_words import near_words
from symreparam.render.phrases import HEADINGS, VERDICTS
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, begin, say
from symreparam.render.story_listed import listed_blocks
from symreparam.render.story_rests import check_words, rests_on, side_conditions
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.law import Law
from symreparam.terms.symbols import symbols_of


def document(outcome: Outcome) -> Document:
    """The whole outcome. Any verdict has a document; an open one says where the search stopped."""
    blocks: list[Block] = []
    setter = _setter(outcome)
    if outcome.claim is not None:
        blocks += claim_blocks(setter, outcome.claim, outcome.goal == "derive")
    if outcome.verdict == "proved" and outcome.proof is not None:
        blocks += _proof(outcome)
    elif outcome.verdict == "refuted" and outcome.proof is not None:
        blocks += _refutation(outcome, setter)
    else:
        blocks += _open(outcome, setter)
    return Document(outcome.verdict, outcome.statement, tuple(blocks))


def _setter(outcome: Outcome) -> Typesetter:
    if outcome.claim is None:
        return Typesetter()
    bound = symbols_of(outcome.claim) | symbols_of(outcome.law) | symbols_of(outcome.formed)
    return Typesetter(bound - set(outcome.claim.scope.names))


def claim_blocks(setter: Typesetter, claim: Claim, derived: bool = False) -> list[Block]:
    """`Let .. Then ..` with the goal displayed."""
    scope = commas(list(scope_layouts(setter, claim.scope)))
    given = commas(given_layouts(setter, plain_laws(claim)))
    if _is_question(claim.goal):
        return [_question(setter, claim)]
    words: Words = ()
    together = (*_together(claim), *drawn_words(setter, claim))
    if scope and given:
        words = say("claim.let", scope=scope, given=given, independent=together)
    elif scope:
        words = say("claim.let.scope", scope=scope)
    elif given:
        words = say("claim.let.given", given=given, independent=together)
    head = (Text(HEADINGS["derived" if derived else "claim"] + "."),)
    return [Paragraph(words, head), Formula(goal_layout(setter, claim.goal))]


def _together(claim: Claim) -> Words:
    """That the variables are independent, those of different indices too."""
    goal = claim.goal
    several = FoldLaw | FoldEquation | ForEach | HasMatrixLaw | LargestAt | SumsEquation
    if isinstance(goal, several) and set(goal.indexed) & set(claim.variables):
        return say("claim.independent.indexed")
    return say("claim.independent") if len(plain_laws(claim)) > 1 else ()


def _is_question(goal: GoalJudgement) -> bool:
    """Whether a law is asked for and none is known yet."""
    return (
        isinstance(goal, HasLaw)
        and isinstance(goal.law, Law)
        and goal.law == Law(goal.law.variable)
    )


def _question(setter: Typesetter, claim: Claim) -> Block:
    """A derive goal for which no law is known yet."""
    known = [*scope_layouts(setter, claim.scope)]
    known += given_layouts(setter, plain_laws(claim))
    subject = setter.term(claim.law_goal.subject)
    if not known:
        return Paragraph(say("derive.open.alone", subject=subject))
    together = (*_together(claim), *drawn_words(setter, claim))
    return Paragraph(
        say("derive.open", given=commas(known), subject=subject, independent=together)
    )


def _proof(outcome: Outcome) -> list[Block]:
    proof = outcome.proof
    assert proof is not None
    story = begin(proof)
    last = len(proof.steps) - 1
    head = (Text(HEADINGS["proof"] + "."),)
    told = _told(story, proof, last)
    goal = Formula(goal_layout(story.setter, proof.claim.goal))
    several = len(proof.steps) > 1 or len(told) > 1
    if several and not _concluded(told, goal) and not _joined(told):
        told += [Paragraph(say("therefore")), goal]
    return [
        *_led(head, told),
        *side_conditions(story),
        *rests_on(outcome, proof),
        Paragraph((Text(VERDICTS["proved"]),)),
    ]


# what a goal speaks of -> the file and the function that tell its proof; each is read when needed
_CHAPTERS: Final = (
    (HasJointLaw, "story_joint", "joint_blocks"),
    (Independent, "story_factors", "independence_blocks"),
    (EqualInLaw, "story_equal_law", "equal_in_law_blocks"),
    (GivenValue, "story_bayes", "given_value_blocks"),
    (FoldLaw, "story_indices", "induction_blocks"),
    (LargestAt, "story_indices", "induction_blocks"),
    (FoldEquation, "story_folds", "folds_blocks"),
    (HasMatrixLaw, "story_matrices", "matrix_blocks"),
    (GivenLaw, "story_given", "given_blocks"),
    (Member, "story_members", "member_blocks"),
    (Jacobian, "story_jacobian", "jacobian_blocks"),
    (EachJacobian, "story_jacobian", "jacobian_blocks"),
    (HasImplicitLaw, "story_implicit", "implicit_blocks"),
    (ForEach, "story_indices", "each_blocks"),
    (SumsEquation, "story_sums", "sums_blocks"),
    (HasLaw | HasLawByCases, "story_laws", "law_blocks"),
    (AtMost, "story_bounds", "bound_blocks"),
    (Goal, "story_equations", "equation_blocks"),
)


def _told(story: Story, proof: Proof, last: int) -> list[Block]:
    """The chapter of each kind of goal; steps of no known shape are listed."""
    try:
        return _chapter(story, proof, last)
    except Unfamiliar:
        story.told.clear()
        return listed_blocks(story, last)


def _chapter(story: Story, proof: Proof, last: int) -> list[Block]:
    goal = proof.claim.goal
    name = story.step(last).rule.replace("-", "_")
    if name in ("boundary", "by_sign", "of_independent"):
        tell = getattr(import_module(f"{__package__}.story_{name}"), f"{name}_blocks")
        return list(tell(story, last, _told))
    if story.step(last).rule == "hypothesis":
        story.tell(last)
        return [Paragraph(say("given.goal"))]
    for kind, file, name in _CHAPTERS:
        if isinstance(goal, kind):
            blocks: list[Block] = getattr(import_module(f"{__package__}.{file}"), name)(story, last)
            return blocks
    raise Unfamiliar(story.step(last).rule)


def _concluded(told: list[Block], goal: Formula) -> bool:
    """Whether the goal stands there already, as a formula or as the one line of a last display."""
    if goal in told:
        return True
    match told[-1:]:
        case [Display((Equation(left, sign, right, None),))] if left is not None:
            return equation(left, sign, right) == goal.layout
    return False


def _joined(blocks: list[Block]) -> bool:
    """Whether cases were joined: their last sentence is the conclusion."""
    return any(isinstance(block, Heading) for block in blocks)


def _led(head: Words, blocks: list[Block]) -> list[Block]:
    """The blocks, the first paragraph with `head` before it."""
    if blocks and isinstance(blocks[0], Paragraph) and not blocks[0].lead:
        return [Paragraph(blocks[0].words, head), *blocks[1:]]
    return [Paragraph((), head), *blocks]


def _refutation(outcome: Outcome, setter: Typesetter) -> list[Block]:
    from symreparam.render.story_refute import opening_blocks, refutation_blocks

    proof = outcome.proof
    assert proof is not None
    story = begin(proof)
    try:
        told = refutation_blocks(story, outcome)
    except Unfamiliar:
        story.told.clear()
        last = len(proof.steps) - 1
        goal = story.conclusion(last)
        opened = opening_blocks(story, goal.of) if isinstance(goal, Fails) else []
        told = [*opened, *listed_blocks(story, last)]
    blocks = _led((Text(HEADINGS["refutation"] + "."),), told)
    if outcome.law is not None and proof.at:
        key = "refute.general" if outcome.law_proof is not None else "refute.general.open"
        blocks += [Paragraph(say(key)), *_law(setter, outcome)]
    elif outcome.formed is not None and outcome.claim is not None:
        from symreparam.render.forms_layout import form_layout

        subject = outcome.claim.law_goal.subject
        key = "refute.general" if proof.at else "refute.formed"
        blocks += [Paragraph(say(key)), Formula(form_layout(setter, subject, outcome.formed))]
    near = [_near_words(setter, outcome, near) for near in outcome.near_misses]
    if near:
        blocks.append(Aside((Text(HEADINGS["near"]),), (Items(tuple(near)),)))
    return [
        *blocks,
        *side_conditions(story),
        *rests_on(outcome, proof),
        Paragraph((Text(VERDICTS["refuted"]),)),
    ]


def _law(setter: Typesetter, outcome: Outcome) -> list[Block]:
    if outcome.law is None or outcome.claim is None:
        return []
    return [Formula(with_law(setter, outcome.claim, outcome.law))]


def _near_words(setter: Typesetter, outcome: Outcome, near: NearMiss) -> Words:
    law: tuple[Inline, ...] = (Math(law_layout(setter, near.law)),)
    if outcome.claim is not None:
        law = (Math(with_law(setter, outcome.claim, near.law)),)
    conditions = f" ({', '.join(near.conditions)})" if near.conditions else ""
    return say("nearmiss", words=near_words(setter, near), law=law, conditions=conditions)


def _open(outcome: Outcome, setter: Typesetter) -> list[Block]:
    """Undecided, unsupported, and texts that are no claim."""
    blocks: list[Block] = []
    reason = outcome.reason.strip("\n")
    if outcome.verdict in ("undecided", "unsupported") and reason and "\n" not in reason:
        asked = outcome.goal == "derive" and outcome.verdict == "undecided"
        key = "undecided.derive" if asked else outcome.verdict
        blocks.append(Paragraph(say(key, reason=reason.rstrip("."))))
    elif reason:
        blocks.append(Listing(reason))
    if outcome.excerpt:
        blocks.append(Listing(outcome.excerpt))
    if outcome.law is not None:
        blocks += [Paragraph(say("open.law")), *_law(setter, outcome)]
    checks = tuple(check_words(check) for check in outcome.cross_checks)
    if checks:
        blocks.append(Aside((Text(HEADINGS["evidence"]),), (Items(checks),)))
    return blocks

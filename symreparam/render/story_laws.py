"""The law of a term told: where it comes from, and how it is recognised."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType
from typing import Final

from symreparam.logic.judgement import (
    Equal,
    HasImplicitLaw,
    HasLaw,
    HasLawByCases,
    Holds,
    SameLaw,
)
from symreparam.render.document import Block, Display, Equation, Formula, Heading, Paragraph
from symreparam.render.laws_layout import (
    density_layout,
    has_law_layout,
    member_layout,
    narrowing_layout,
    region_layout,
    relation_layout,
)
from symreparam.render.story import Story, Unfamiliar, law_at, letter, say
from symreparam.render.story_listed import listed_blocks
from symreparam.render.story_transport import collected_blocks, transport_blocks
from symreparam.terms.law import Law, Named


def law_blocks(story: Story, index: int) -> list[Block]:
    """How the law of step `index` is established. Steps of no known shape are listed."""
    before = set(story.told)
    try:
        return _blocks(story, index)
    except Unfamiliar:
        story.told.clear()
        story.told |= before
        return listed_blocks(story, index)


def _blocks(story: Story, index: int) -> list[Block]:
    rule = story.step(index).rule
    if rule in _LAZY:
        file, name = _LAZY[rule]
        told: list[Block] = getattr(import_module(f"{__package__}.{file}"), name)(story, index)
        return told
    chapter = _CHAPTERS.get(rule)
    if chapter is None:
        raise Unfamiliar(rule)
    return chapter(story, index)


def _hypothesis(story: Story, index: int) -> list[Block]:
    given = law_at(story, index)
    story.tell(index)
    if not isinstance(given.law, Law) or not given.law.pieces:
        return []
    words = say("source.given", variable=story.setter.term(given.subject))
    return [Paragraph(words), *_density(story, given, given.law)]


def _density(story: Story, given: HasLaw, law: Law) -> list[Block]:
    """`f_X(x) = ..` displayed with its range; masses stay in the claim's own words."""
    if not law.pieces:
        return []
    left = story.density_of(given.subject, letter(law.variable))
    where = region_layout(story.setter, law.pieces[0].region) if len(law.pieces) == 1 else None
    return [Display((Equation(left, "=", density_layout(story.setter, law), where),))]


def _rewrite(story: Story, index: int) -> list[Block]:
    given, same, *signs = story.step(index).premises
    known = story.conclusion(same)
    if not isinstance(known, SameLaw):
        raise Unfamiliar("rewrite-law")
    told = law_at(story, index)
    story.tell(index, *signs)
    if story.step(same).rule == "family":
        story.tell(same)
        if isinstance(told.law, Law):
            return _unfolded(story, given, told, told.law)
        return _folded(story, given, told)
    if story.step(same).rule.startswith("lattice-"):
        from symreparam.render.story_lattice import rewritten_blocks

        return [*law_blocks(story, given), *rewritten_blocks(story, same, told)]
    return _same(story, given, same, told)


def _unfolded(story: Story, given: int, told: HasLaw, law: Law) -> list[Block]:
    """A member's density, by definition."""
    blocks = law_blocks(story, given)
    if not law.pieces:
        words = say("source.masses", law=has_law_layout(story.setter, told))
        return [*blocks, Paragraph(words)]
    words = say("source.density", variable=story.setter.term(told.subject))
    return [*blocks, Paragraph(words), *_density(story, told, law)]


def _folded(story: Story, given: int, told: HasLaw) -> list[Block]:
    """A density recognised as a member's."""
    if not isinstance(told.law, Named):
        raise Unfamiliar("family")
    member = member_layout(story.setter, told.law)
    known = law_at(story, given).law
    key = "family.fold" if isinstance(known, Law) and known.pieces else "family.fold.law"
    goal = Formula(has_law_layout(story.setter, told))
    return [*law_blocks(story, given), Paragraph(say(key, member=member)), goal]


def _same(story: Story, given: int, same: int, told: HasLaw) -> list[Block]:
    """One measure in two forms: the sums of densities agree on every interval."""
    step = story.step(same)
    premises = [i for i in step.premises if isinstance(story.conclusion(i), Equal | Holds)]
    story.tell(same, *premises)
    before, after = law_at(story, given).law, told.law
    if not isinstance(before, Law) or not isinstance(after, Law):
        raise Unfamiliar("same-law")
    if story.step(given).rule == "pushforward" and _chains(before, after):
        return [
            *law_blocks(story, story.step(given).premises[0]),
            *transport_blocks(story, given, after),
        ]
    blocks = law_blocks(story, given)
    if after.lattices:
        from symreparam.render.story_lattice import masses_blocks

        blocks += masses_blocks(story, told)
    elif after.pieces:
        blocks += [Paragraph(say("same.collected")), *collected_blocks(story, after, told.subject)]
    return blocks


def _chains(before: Law, after: Law) -> bool:
    """Whether both laws live on one interval, so that one chain of equations tells it."""
    regions = {piece.region for law in (before, after) for piece in law.pieces}
    return len(regions) == 1 and len(after.pieces) == 1


def _pushforward(story: Story, index: int) -> list[Block]:
    given = story.step(index).premises[0]
    return [*law_blocks(story, given), *transport_blocks(story, index)]


def _periodic(story: Story, index: int) -> list[Block]:
    from symreparam.render.story_periodic import periodic_blocks

    given = story.step(index).premises[0]
    return [*law_blocks(story, given), *periodic_blocks(story, index)]


def _constant(story: Story, index: int) -> list[Block]:
    told = law_at(story, index)
    story.tell(index, *story.step(index).premises)
    return [Paragraph(say("constant", term=story.setter.term(told.subject)))]


def _cases(story: Story, index: int) -> list[Block]:
    """Each case under its heading; what all cases begin with is said once before."""
    step = story.step(index)
    story.tell(index)
    inside = [i for i in step.premises if story.step(i).scope != step.scope]
    apart = [i for i in step.premises if i not in inside]
    story.tell(*apart)
    chapters = [_chapter(story, i) for i in inside]
    shared = shared_start(chapters)
    excluded = [c.relation for i in apart if isinstance(c := story.conclusion(i), Holds)]
    words = (
        say("cases", excluded=relation_layout(story.setter, excluded[0]))
        if excluded
        else say("cases.all")
    )
    blocks: list[Block] = [*chapters[0][:shared], Paragraph(words)]
    for i, chapter in zip(inside, chapters, strict=True):
        scope = story.proof.scopes[story.step(i).scope - 1]
        head = say("case", relation=narrowing_layout(story.setter, scope))
        blocks += [Heading(head, 2), *chapter[shared:]]
    if isinstance(story.conclusion(index), HasLawByCases):
        return [*blocks, Heading((), 2), Paragraph(say("cases.laws"))]
    law = has_law_layout(story.setter, law_at(story, index))
    return [*blocks, Heading((), 2), Paragraph(say("cases.join", law=law))]


def _chapter(story: Story, index: int) -> list[Block]:
    """One case: a law, a law at the values of a map, or cases again."""
    if not isinstance(story.conclusion(index), HasImplicitLaw):
        return law_blocks(story, index)
    from symreparam.render.story_implicit import implicit_blocks

    return implicit_blocks(story, index)


def shared_start(chapters: list[list[Block]]) -> int:
    """How many blocks all chapters begin with alike; each keeps one of its own."""
    count = 0
    for blocks in zip(*chapters, strict=False):
        if any(block != blocks[0] for block in blocks):
            break
        count += 1
    return min(count, min(map(len, chapters)) - 1)


def _mixture(story: Story, index: int) -> list[Block]:
    from symreparam.render.story_mixture import mixture_blocks

    return mixture_blocks(story, index, law_blocks)


def _steps(story: Story, index: int) -> list[Block]:
    from symreparam.render.story_steps import steps_blocks

    given = story.step(index).premises[0]
    return [*law_blocks(story, given), *steps_blocks(story, index)]


def _transformed(story: Story, index: int) -> list[Block]:
    from symreparam.render.story_transforms import transform_blocks

    return transform_blocks(story, index, law_blocks)


def _as_written(story: Story, index: int) -> list[Block]:
    from symreparam.render.story_transforms import equal_blocks

    return equal_blocks(story, index, law_blocks)


def _isotropic(story: Story, index: int) -> list[Block]:
    from symreparam.render.story_isotropic import isotropic_blocks

    return isotropic_blocks(story, index, law_blocks)


_CHAPTERS: Final[MappingProxyType[str, Callable[[Story, int], list[Block]]]] = MappingProxyType(
    {
        "hypothesis": _hypothesis,
        "rewrite-law": _rewrite,
        "pushforward": _pushforward,
        "pushforward-periodic": _periodic,
        "constant": _constant,
        "cases": _cases,
        "law-by-cases": _cases,
        "mixture": _mixture,
        "pushforward-steps": _steps,
        "transform-law": _transformed,
        "characteristic-law": _transformed,
        "law-of-equal": _as_written,
        "isotropic": _isotropic,
    }
)
# rule -> the file and the function that tell it; each is read when needed
_LAZY: Final = MappingProxyType(
    {
        "distribution-law": ("story_distribution", "distribution_blocks"),
        "standardization": ("story_standardize", "standardization_blocks"),
        "parity": ("story_parity", "parity_blocks"),
        "parity-scaled": ("story_parity", "parity_scaled_blocks"),
        "quadratic-form": ("story_normal", "quadratic_form_blocks"),
        "order-statistic": ("story_order", "order_blocks"),
        "joint-single": ("story_order", "single_blocks"),
        "draw": ("story_draws", "draw_blocks"),
        "uniform-modulo": ("story_draws", "modulo_blocks"),
        "event-law": ("story_events", "event_blocks"),
    }
)

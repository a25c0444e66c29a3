"""Refutations through the noise: what g(X) ~ F would mean for X itself, which has another law.

The inverse of the map takes a variable with the claimed law to a law of the noise's own family,
and members of one family are easily told apart.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Symbol, oo

from symreparam.derivation.apart import differ_by_quantiles
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.by_standardization import law_of_member, only_inverse
from symreparam.derivation.location_scale import affine_parts, members_of
from symreparam.derivation.matching import same_law_step
from symreparam.derivation.transport import Letters, letters, pieces_steps, source_law
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import ImageLaw
from symreparam.logic.proof import Proof
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.region import interval

Apart = Callable[[Builder, Law, Law], int]


@dataclass(frozen=True, slots=True)
class _Back:
    """The noise X with its law L, g as a term in names.source, and the step that h(Z) has the law
    K for Z of the claimed law, h being the inverse of g."""

    index: int
    body: Expr
    source: Named
    noise: Law
    image: int
    names: Letters


def needed_member(claim: Claim) -> tuple[Named, Named] | None:
    """The noise's law and the member of its family that it would have to follow, or None: proposed
    equations between their parameters hold where the claim does."""
    builder = Builder(claim)
    try:
        back = _back(builder)
        return back.source, _named(builder, back)[1]
    except (RuleError, NoInverse, Unsupported):
        return None


def refute_back(claim: Claim, apart: Apart | None = None) -> Proof | None:
    """A proof that the goal fails at every parameter value, or None: as the noise would have to
    be another member of its family, or with `apart` by a step that tells densities apart."""
    builder = Builder(claim)
    try:
        back = _back(builder)
        if apart is None:
            image, needed = _named(builder, back)
            given = builder.add("hypothesis", (), (back.index,))
            differs = differ_by_quantiles(builder, back.source, needed)
        else:
            image = back.image
            given = source_law(builder, back.index, back.names.source)
            differs = apart(builder, back.noise, _to(builder, image))
        return builder.proof(_fails(builder, back, (given, image, differs)))
    except (RuleError, NoInverse, Unsupported):
        return None


def _back(builder: Builder) -> _Back:
    goal = builder.claim.law_goal
    random = [v for v in builder.claim.variables if goal.subject.has(v)]
    if len(random) != 1 or not isinstance(goal.law, Named):
        raise RuleError("fails-back.goal", "one variable and a member of a family are needed")
    if affine_parts(goal.subject, random[0]) is not None:
        raise RuleError("fails-back.affine", "laws of such maps are told apart as they are")
    index = builder.claim.variables.index(random[0])
    source = builder.claim.hypotheses[index].law
    if not isinstance(source, Named):
        raise RuleError("fails-back.noise", "the noise's law has no name")
    names = letters(builder)
    body = goal.subject.xreplace({random[0]: names.source})
    noise = law_of_member(builder, unfold_step(builder, source, names.source))
    claimed = unfold_step(builder, goal.law, names.target)
    inverse = only_inverse(builder, noise, body, names)
    there = Map(names.target, inverse, interval(names.target, -oo, oo))
    swapped = Letters(names.target, names.source)
    steps = pieces_steps(builder, law_of_member(builder, claimed), inverse, swapped)
    image = builder.add("image-law", (claimed, *steps), (there, ()))
    return _Back(index, body, source, noise, image, names)


def _to(builder: Builder, image: int) -> Law:
    found = builder.conclusion(image)
    assert isinstance(found, ImageLaw) and isinstance(found.to, Law)
    return found.to


def _named(builder: Builder, back: _Back) -> tuple[int, Named]:
    """The image with the name of a member of the noise's family. Raises RuleError, NoInverse."""
    law = _to(builder, back.image)
    for named in members_of(builder.claim, law, back.source.family):
        try:
            unfolded = unfold_step(builder, named, back.names.source)
            start, known = law_of_member(builder, unfolded), back.image
            if law != start:
                same = same_law_step(builder, law, start)
                known = builder.add("rewrite-image", (known, same))
            return builder.add("rewrite-image", (known, unfolded)), named
        except (RuleError, NoInverse):
            continue
    raise RuleError("fails-back.member", "the needed noise is of another family")


def _fails(builder: Builder, back: _Back, known: tuple[int, int, int]) -> int:
    """A step Fails(goal): h undoes g where the noise lives."""
    image = builder.conclusion(back.image)
    assert isinstance(image, ImageLaw)
    letter: Symbol = back.names.source
    whole = image.map.at(back.body)
    premises = [*known, unfold_step(builder, back.source, letter)]
    for piece in back.noise.pieces:
        for term in (back.body, whole):
            premises.append(builder.add("defined", (), (term, piece.region)))
        if whole != letter:
            premises.append(builder.equal(whole, letter, piece.region))
    body = Map(letter, back.body, interval(letter, -oo, oo))
    return builder.add("standardization-fails", tuple(dict.fromkeys(premises)), (body,))

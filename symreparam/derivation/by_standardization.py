"""Proofs by standardization: (Z - m)/s has the law of the noise for Z of the claimed law, and the
map of the claim undoes that."""

from __future__ import annotations

from sympy import Expr, oo

from symreparam.decide.answer import Context
from symreparam.derivation.branch import NoInverse
from symreparam.derivation.builder import Builder
from symreparam.derivation.matching import same_law_step
from symreparam.derivation.transport import Letters, parts, pieces_steps, sorted_parts
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import ImageLaw, SameLaw
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, interval


def by_standardization(
    builder: Builder, given: int, source: Named, body: Expr, names: Letters, target: Named
) -> int:
    """A step HasLaw(body at the subject of step `given`, target). `body` is in names.source.

    Raises RuleError, NoInverse, or SignNeeded where the shape of the map is open.
    """
    noise = unfold_step(builder, source, names.source)
    claimed = unfold_step(builder, target, names.target)
    start, goal = law_of_member(builder, noise), law_of_member(builder, claimed)
    inverse = only_inverse(builder, start, body, names)
    there = Map(names.target, inverse, interval(names.target, -oo, oo))
    swapped = Letters(names.target, names.source)
    steps = pieces_steps(builder, goal, inverse, swapped)
    image = builder.add("image-law", (claimed, *steps), (there, ()))
    found = builder.conclusion(image)
    assert isinstance(found, ImageLaw) and isinstance(found.to, Law)
    if found.to != start:
        same = same_law_step(builder, found.to, start)
        image = builder.add("rewrite-image", (image, same))
    image = builder.add("rewrite-image", (image, noise))
    back = Map(names.source, body, interval(names.source, -oo, oo))
    whole = back.at(inverse)
    premises = [given, image, claimed]
    for piece in goal.pieces:
        for term in (inverse, whole):
            premises.append(builder.add("defined", (), (term, piece.region)))
        if whole != names.target:
            premises.append(builder.equal(whole, names.target, piece.region))
    return builder.add("standardization", tuple(dict.fromkeys(premises)), (back,))


def law_of_member(builder: Builder, index: int) -> Law:
    """The densities of the member of which the step says what it is. RuleError for masses."""
    known = builder.conclusion(index)
    assert isinstance(known, SameLaw) and isinstance(known.right, Law)
    if known.right.atoms or known.right.lattices:
        raise RuleError("standardization.masses", "the law has masses")
    return known.right


def only_inverse(builder: Builder, law: Law, body: Expr, names: Letters) -> Expr:
    """The one inverse of the map on the whole support."""
    context = Context(builder.setting.scope, NUMBERS)
    found: list[Expr] = []
    for piece in law.pieces:
        _, low, high = piece.region.bounds[0]
        for part in sorted_parts(parts(body, names.source, low, high, context)):
            if part.branch is None:
                raise NoInverse(f"{body} takes one value on an interval, and has no inverse")
            found.append(part.branch.letter_to(names.target))
    if len(set(found)) != 1:
        raise NoInverse(f"{body} is not undone by one map: it has several branches")
    return found[0]

"""Two laws that give different mass to one point."""

from __future__ import annotations

from sympy import Expr

from symreparam.logic.judgement import Differs, Equal
from symreparam.render.document import Block, Paragraph
from symreparam.render.story import Story, Unfamiliar, say
from symreparam.terms.law import Lattice, Law


def _lattice_mass(each: Lattice, point: Expr) -> list[Expr]:
    """The mass of a lattice of whole numbers at one of them."""
    inside = point.is_Integer and bool(each.lower <= point <= each.upper)
    return [each.mass.xreplace({each.index: point})] if inside else []


def mass_blocks(story: Story, index: int, differs: Differs) -> list[Block]:
    """The point and both masses. Raises Unfamiliar for another step."""
    args = story.step(index).args
    point = args[2] if len(args) == 3 and isinstance(args[2], Expr) else None
    if point is None:
        raise Unfamiliar("differ-mass")
    words = say("refute.mass", point=story.setter.term(point))
    same = {
        c.left
        for i in story.step(index).premises
        if isinstance(c := story.conclusion(i), Equal) and c.right == point
    }
    masses = []
    for law in (differs.left, differs.right):
        atoms = law.atoms if isinstance(law, Law) else ()
        here = [atom.mass for atom in atoms if atom.point == point or atom.point in same]
        lattices = law.lattices if isinstance(law, Law) else ()
        here += [mass for each in lattices for mass in _lattice_mass(each, point)]
        masses.append(story.setter.term(sum(here, point * 0)))
    numbers = say(
        "refute.mass.numbers", point=story.setter.term(point), left=masses[0], right=masses[1]
    )
    return [Paragraph((*words, *numbers))]

"""Order statistics told: the law of one value, its distribution function, which smallest it is."""

from __future__ import annotations

from sympy import Expr, Integer, Max, Min, Mul, factorial

from symreparam.logic.judgement import Derivative, HasJointLaw
from symreparam.render.document import Block, Display, Equation, Formula, Paragraph
from symreparam.render.goal_layout import goal_layout
from symreparam.render.laws_layout import region_layout
from symreparam.render.layout import SUM, Call, Digits, Fenced, Layout, Power, Row, Times, equation
from symreparam.render.layout import Sign as Mark
from symreparam.render.sentences import commas
from symreparam.render.story import Story, Unfamiliar, law_at, letter, say
from symreparam.render.story_laws import law_blocks
from symreparam.terms.law import Law


def order_blocks(story: Story, index: int) -> list[Block]:
    """The law of one order statistic, by the rule `order-statistic`. Raises Unfamiliar."""
    told = law_at(story, index)
    if not isinstance(told.law, Law) or len(told.law.pieces) != 1:
        raise Unfamiliar("order-statistic")
    [piece] = told.law.pieces
    values = leaves(told.subject)
    place, size = rank(told.subject, values), len(values)
    z, cdf = letter(told.law.variable), story.letters.distribution
    below = Call(cdf, (z,))
    formula = _product(
        [size, place - 1, size - place],
        [(below, place - 1), (_less(Digits("1"), below), size - place)],
        [Call(story.letters.density, (z,))],
    )
    where = region_layout(story.setter, piece.region)
    lines = [Equation(story.density_of(told.subject, z), "=", formula, where)]
    lines.append(Equation(None, "=", story.setter.term(piece.density)))
    named = equation(story.letters.image, "=", story.setter.term(told.subject))
    words = say("order.one", named=named, place=_place(place, size))
    return [*_begun(story, index, values), Paragraph(words), Display(tuple(lines))]


def two_orders_blocks(story: Story, index: int) -> list[Block]:
    """The joint law of two order statistics, by `order-statistics`. Raises Unfamiliar."""
    told = story.conclusion(index)
    if not isinstance(told, HasJointLaw) or len(told.subjects) != 2:
        raise Unfamiliar("order-statistics")
    values = leaves(*told.subjects)
    first, second = (rank(term, values) for term in told.subjects)
    size, (s, t) = len(values), map(letter, told.law.variables)
    cdf, density = story.letters.distribution, story.letters.density
    low, high = Call(cdf, (s,)), Call(cdf, (t,))
    between, above = second - first - 1, size - second
    formula = _product(
        [size, first - 1, between, above],
        [(low, first - 1), (_less(high, low), between), (_less(Digits("1"), high), above)],
        [Call(density, (s,)), Call(density, (t,))],
    )
    words = say(
        "order.two",
        first=story.setter.term(told.subjects[0]),
        place=_place(first, size),
        second=story.setter.term(told.subjects[1]),
        other=_place(second, size),
    )
    where = region_layout(story.setter, told.law.region)
    line = Equation(formula, "=", story.setter.term(told.law.density), where)
    blocks = [*_begun(story, index, values), Paragraph(words), Display((line,))]
    return [*blocks, Paragraph(say("order.so")), Formula(goal_layout(story.setter, told))]


def single_blocks(story: Story, index: int) -> list[Block]:
    """A vector of one component, by the rule `joint-single`: nothing more is to be said."""
    from symreparam.render.story_joint import joint_blocks

    story.tell(index)
    return joint_blocks(story, story.step(index).premises[0])


def leaves(*terms: Expr) -> tuple[Expr, ...]:
    """What stands under the maxima and minima, each once, in order."""
    found: list[Expr] = []
    for term in terms:
        inner = term.args if isinstance(term, Max | Min) else ()
        found += leaves(*inner) if inner else [term]
    return tuple(dict.fromkeys(found))


def rank(term: Expr, values: tuple[Expr, ...]) -> int:
    """Which smallest of the values the term is, read off at the numbers 1, 2, .. in their place."""
    found = term.xreplace({value: Integer(k) for k, value in enumerate(values, start=1)})
    if not isinstance(found, Integer):
        raise Unfamiliar("order-statistic")
    return int(found)


def _begun(story: Story, index: int, values: tuple[Expr, ...]) -> list[Block]:
    """The law that all values have, its density and its distribution function."""
    step = story.step(index)
    given = law_at(story, step.premises[0])
    slope = story.conclusion(step.premises[1])
    if not isinstance(slope, Derivative) or not isinstance(given.law, Law):
        raise Unfamiliar(step.rule)
    blocks = law_blocks(story, step.premises[0])
    story.tell(index, *step.premises)
    show, x = story.setter, letter(slope.map.variable)
    where = region_layout(show, slope.map.source)
    below = Call(story.letters.distribution, (x,))
    cdf = Equation(below, "=", show.term(slope.map.body), where)
    density = Equation(Call(story.letters.density, (x,)), "=", show.term(slope.derivative), where)
    words = say(
        "order.values",
        values=commas([show.term(value) for value in values]),
        density=story.letters.density,
        distribution=story.letters.distribution,
    )
    return [*blocks, Paragraph(words), Display((density, cdf)), Paragraph(say("order.start"))]


def _place(place: int, size: int) -> str:
    """`the smallest`, `the 2nd smallest`, `the largest`."""
    if place in (1, size):
        return "smallest" if place == 1 else "largest"
    if 2 * place == size + 1:
        return "middle one"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place if place < 20 else place % 10, "th")
    return f"{place}{ending} smallest"


def _product(
    sizes: list[int], powers: list[tuple[Layout, int]], densities: list[Layout]
) -> Layout:
    count = factorial(sizes[0]) / Mul(*(factorial(size) for size in sizes[1:]))
    factors: list[Layout] = [] if count == 1 else [Digits(str(count))]
    for base, exponent in powers:
        inner = Fenced(base) if isinstance(base, Row) else base
        if exponent == 1:
            factors.append(inner)
        elif exponent > 1:
            fenced = inner if isinstance(inner, Fenced) else Fenced(inner)
            factors.append(Power(fenced, Digits(str(exponent))))
    factors += densities
    return factors[0] if len(factors) == 1 else Times(tuple(factors), dot=True)


def _less(one: Layout, other: Layout) -> Layout:
    return Row((one, Mark("-"), other), SUM)

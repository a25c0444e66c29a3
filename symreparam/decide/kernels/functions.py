"""Letters for functions at canonical arguments: f(arguments), found again by exact comparison."""

from __future__ import annotations

from symreparam.decide.backward import ratio_term
from symreparam.decide.fraction import Ratio
from symreparam.decide.generators import Generator, Hint
from symreparam.decide.signset import NONNEGATIVE, Signs, within
from symreparam.decide.space import Space


def existing(space: Space, head: str) -> list[Ratio]:
    """The arguments of the one-place letters of a function, oldest first."""
    return [
        g.arguments[0] for g in space.generators if g.kind == "function" and g.head == head
    ]


def function_letter(
    space: Space, head: str, arguments: tuple[Ratio, ...], signs: Signs
) -> Ratio:
    """f(arguments) as a power of a letter (deepened when a root of it is needed)."""
    arguments = tuple(space.normal(a) for a in arguments)
    index = _matching(space, head, arguments)
    if index is None:
        key = ("function", head, *(str(p) for a in arguments for p in a))
        hint: Hint = ()
        depth = 1
        if within(signs, NONNEGATIVE):
            hint = ("function", head, *(ratio_term(space, a) for a in arguments))
            depth = space.depth(hint)
        index = space.new(
            Generator(
                "function",
                key,
                signs,
                arguments,
                depth=depth,
                head=head,
                constant=space.is_constant(*arguments),
                hint=hint,
            )
        )
    return space.power(space.letter(index), space.generators[index].depth)


def _matching(space: Space, head: str, arguments: tuple[Ratio, ...]) -> int | None:
    for index, generator in enumerate(space.generators):
        if generator.kind == "function" and generator.head == head:
            pairs = zip(generator.arguments, arguments, strict=True)
            if all(space.same(a, b) for a, b in pairs):
                return index
    return None


def letter_of(space: Space, a: Ratio, head: str) -> tuple[Ratio, int] | None:
    """(argument, s) when a = s f(argument) for the letter of a one-place function, s = 1 or -1."""
    for index, generator in enumerate(space.generators):
        if generator.kind == "function" and generator.head == head and generator.depth == 1:
            letter = space.letter(index)
            if a == letter:
                return generator.arguments[0], 1
            if a == space.negative(letter):
                return generator.arguments[0], -1
    return None

"""What the chapters of a proof's story share: the steps, the letters, and what was told already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from sympy import Expr, Symbol

from symreparam.logic.judgement import HasLaw, Judgement
from symreparam.logic.proof import Proof, Step
from symreparam.render.document import Words
from symreparam.render.layout import Below, Call, Layout, Name, Prime
from symreparam.render.phrases_story import STORY
from symreparam.render.sentences import Slot, fill
from symreparam.render.terms_layout import Typesetter
from symreparam.terms.draws import called, draws_of
from symreparam.terms.record import dataclass
from symreparam.terms.symbols import symbols_of


@dataclass(frozen=True, slots=True)
class Letters:
    """Names for the map, its inverse, densities and the image, different from the claim's."""

    density: Name
    map: Name
    inverse: Name
    image: Name
    claimed: Name
    distribution: Name
    other: Name
    other_image: Name


@dataclass(slots=True)
class Story:
    """A proof being told. `told` grows: steps that a paragraph has mentioned; `said` too: keys of
    explanations that are given once."""

    proof: Proof
    setter: Typesetter
    letters: Letters
    symbols: frozenset[Symbol] = frozenset()
    told: set[int] = field(default_factory=set)
    said: set[str] = field(default_factory=set)

    def step(self, index: int) -> Step:
        """A step of the proof."""
        return self.proof.steps[index]

    def conclusion(self, index: int) -> Judgement:
        """What the step concludes."""
        return self.proof.steps[index].conclusion

    def tell(self, *indices: int) -> None:
        """Note that these steps have been told."""
        self.told.update(indices)

    def density_of(self, subject: Expr, argument: Layout) -> Layout:
        """`f_X(x)`; a subject that is no symbol is called by the image's letter."""
        index = Name(str(subject.name)) if isinstance(subject, Symbol) else self.letters.image
        return Call(Below(self.letters.density, index), (argument,))

    def map_at(self, argument: Layout) -> Layout:
        """`g(x)`."""
        return Call(self.letters.map, (argument,))

    def map_slope(self, argument: Layout) -> Layout:
        """`g'(x)`."""
        return Call(Prime(self.letters.map), (argument,))


def say(key: str, **slots: Slot) -> Words:
    """A sentence of the story."""
    return fill(STORY[key], **slots)


def letter(symbol: Symbol) -> Name:
    """A symbol as a layout."""
    return Name(str(symbol.name))


def begin(proof: Proof) -> Story:
    """The story of a proof, with letters that nothing in it uses."""
    symbols = symbols_of(proof)
    bound = symbols - set(proof.claim.scope.names)
    taken = {str(symbol.name) for symbol in symbols}
    taken |= {str(called(count)) for count in draws_of(proof.claim.goal).values()}
    pick = picker(taken)
    letters = Letters(
        density=pick("f", "p", "k"),
        map=pick("g", "r", "m"),
        inverse=pick("h", "s", "v"),
        image=pick("Z", "Y", "W", "V"),
        claimed=pick("q", "w", "d"),
        distribution=pick("F", "Q"),
        other=pick("G", "H", "R"),
        other_image=pick("Y", "W", "V", "U"),
    )
    return Story(proof, Typesetter(bound), letters, frozenset(symbols))


def picker(taken: set[str]) -> Callable[..., Name]:
    """A function that gives the first of the wanted names that is not taken, and takes it."""
    def pick(*wanted: str) -> Name:
        more = (f"{wanted[0]}_{index}" for index in range(1, 1000))
        name = next(n for n in (*wanted, *more) if n not in taken)
        taken.add(name)
        return Name(name)

    return pick


def law_at(story: Story, index: int) -> HasLaw:
    """The conclusion of a step about a law. Raises Unfamiliar."""
    conclusion = story.conclusion(index)
    if not isinstance(conclusion, HasLaw):
        raise Unfamiliar(type(conclusion).__name__)
    return conclusion


class Unfamiliar(Exception):
    """The steps do not have the shape that the chapter tells; they are listed instead."""

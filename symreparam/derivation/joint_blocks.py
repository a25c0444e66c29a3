"""The random vector of a claim as a map of independent blocks, each with its own derived law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sympy import Expr, Symbol, exp

from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.combine import law_of
from symreparam.derivation.tidy import tidied
from symreparam.derivation.transport import letters, source_law
from symreparam.logic.errors import RuleError
from symreparam.rules.joint_stages import MOST
from symreparam.terms.law import Law
from symreparam.terms.record import dataclass
from symreparam.terms.scope import variable


@dataclass(frozen=True, slots=True)
class Blocked:
    """A step with the joint law of the blocks, and the components in that law's letters."""

    step: int
    images: tuple[Expr, ...]


def blocks_of(subjects: Sequence[Expr], random: Sequence[Symbol]) -> tuple[Expr, ...]:
    """One term a variable: the largest subterm in which it always occurs, alone, else itself."""
    found = []
    for name in random:
        places: dict[Expr, None] = {}
        for subject in subjects:
            _alone(subject, name, frozenset(random), places)
        if places:
            found.append(next(iter(places)) if len(places) == 1 else name)
    return tuple(found)


def _alone(
    term: Expr, name: Symbol, random: frozenset[Symbol], places: dict[Expr, None]
) -> None:
    """Collect the largest subterms in which `name` is the only random variable."""
    own = term.free_symbols & random
    if name not in own:
        return
    if own == {name} and isinstance(term, Expr):
        # a condition, or a branch with its condition, is no term
        places[_core(term, name)] = None
        return
    for arg in term.args:
        _alone(arg, name, random, places)


def _core(term: Expr, name: Symbol) -> Expr:
    """The term without constant factors and addends."""
    while term.is_Mul or term.is_Add:
        busy = [arg for arg in term.args if arg.has(name)]
        if len(busy) > 1:
            return term.func(*busy)
        term = busy[0]
    return term


def fresh_letters(builder: Builder, number: int, taken: Sequence[Symbol]) -> tuple[Symbol, ...]:
    """x_1, x_2, ..: names that clash with nothing in the claim, nor with `taken`."""
    used = {s.name for s in (*builder.claim.scope.names, *builder.original.scope.names)}
    used |= {s.name for s in (*builder.claim.variables, *taken)}
    names = (name for k in range(1, 1000) if (name := f"x_{k}") not in used)
    return tuple(variable(next(names)) for _ in range(number))


def blocked(
    builder: Builder, subjects: Sequence[Expr], blocks: Sequence[Expr], taken: Sequence[Symbol]
) -> Blocked:
    """The joint law of independent blocks. Raises RuleError, NoInverse or Unsupported."""
    if not 0 < len(blocks) <= MOST:
        raise RuleError("joint.blocks", f"{len(blocks)} independent blocks")
    names = fresh_letters(builder, len(blocks), taken)
    images = _in_letters(subjects, blocks, names, builder.claim.variables)
    steps = tuple(block_law(builder, block) for block in blocks)
    return Blocked(builder.add("joint-product", steps, (names,)), images)


def block_law(builder: Builder, block: Expr) -> int:
    """A step HasLaw(block, one density)."""
    claim, names = builder.claim, letters(builder)
    if block in claim.variables:
        return source_law(builder, claim.variables.index(block), names.target)
    step = tidied(builder, law_of(builder, block, names))
    law = law_step(builder, step).law
    if not isinstance(law, Law) or len(law.pieces) != 1 or law.atoms:
        raise RuleError("joint.blocks", f"the law of {block} has several pieces")
    return step


def _in_letters(
    subjects: Sequence[Expr],
    blocks: Sequence[Expr],
    names: Sequence[Symbol],
    random: Sequence[Symbol],
) -> tuple[Expr, ...]:
    swap = dict(zip(blocks, names, strict=True))
    for block, name in zip(blocks, names, strict=True):
        if isinstance(block, exp) and block.exp.as_coeff_Mul()[1] in random:
            swap |= _powers(subjects, block, name)
    images = tuple(subject.xreplace(swap) for subject in subjects)
    if any(image.has(*random) for image in images):
        raise RuleError("joint.blocks", "a variable stands outside of its block")
    return images


def _powers(subjects: Sequence[Expr], block: exp, name: Symbol) -> dict[Expr, Expr]:
    """exp(k X) as a power of the block exp(c X)."""
    found: dict[Expr, Expr] = {}
    for subject in subjects:
        for head in subject.atoms(exp):
            ratio = head.exp / block.exp
            if not ratio.has(*block.free_symbols):
                found[head] = name**ratio
    return found


def _exponentials(subjects: Sequence[Expr], random: Sequence[Symbol]) -> tuple[Expr, ...]:
    """exp(-X) for a variable that occurs in exponentials alone, else the usual block.

    For X ~ Gumbel(1, 0) it is an exponential variable, which is easier to integrate out.
    """
    found = []
    for block, name in zip(blocks_of(subjects, random), random, strict=False):
        heads = {
            head: Symbol("inside")
            for subject in subjects
            for head in subject.atoms(exp)
            if head.exp.as_independent(name)[1] == name
        }
        alone = heads and not any(subject.xreplace(heads).has(name) for subject in subjects)
        found.append(exp(-name) if alone else block)
    return tuple(found)


def choices(subjects: Sequence[Expr], random: Sequence[Symbol]) -> Iterator[tuple[Expr, ...]]:
    """Exponentials, the largest blocks, then the variables themselves."""
    found = blocks_of(subjects, random)
    own = tuple(name for name in random if any(s.has(name) for s in subjects))
    yield from dict.fromkeys((_exponentials(subjects, own), found, own))

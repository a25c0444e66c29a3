"""The law of a vector whose components are affine in independent normal terms."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Integer, Symbol, expand

from symreparam.derivation.builder import Builder
from symreparam.derivation.instances import Values
from symreparam.derivation.names import taken
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasNormalLaw
from symreparam.logic.proof import Proof
from symreparam.rules.normal_image import Affine, affine, entries, everywhere, sums
from symreparam.terms.law import Named
from symreparam.terms.scope import variable


def prove_normal_image(claim: Claim) -> Proof:
    """A proof of the claim. Raises RuleError, Unsupported."""
    search = _Search(Builder(claim))
    builder, goal, law = search.builder, search.goal, search.law
    premises = [*search.premises]
    for claimed, true in zip(goal.mean, law.mean, strict=True):
        premises.append(builder.equal(claimed, true))
    for mine, row in zip(goal.covariance, law.covariance, strict=True):
        premises += [builder.equal(c, t) for c, t in zip(mine, row, strict=True)]
    premises = list(dict.fromkeys(premises))
    return builder.proof(builder.add("normal-image", tuple(premises), search.arguments))


def refute_normal_image(claim: Claim, values: Values) -> Proof:
    """A proof that the claim fails at these parameter values. Raises RuleError, Unsupported."""
    search = _Search(Builder(claim, values))
    builder, goal, law = search.builder, search.goal, search.law
    size = len(goal.subjects)
    for i, j in ((a, b) for a in range(size) for b in range(-1, a + 1)):
        claimed, true = entries(goal, law, i, j)
        try:
            known = builder.sign(claimed - true)
        except RuleError:
            continue
        arguments = (*search.arguments, i, j)
        premises = (*search.premises, known)
        return builder.proof(builder.add("normal-image-fails", premises, arguments))
    raise RuleError("normal-image.same", "no entry of mean or covariance differs")


def normal_law_of(
    claim: Claim, terms: tuple[Expr, ...]
) -> tuple[tuple[Expr, ...], tuple[tuple[Expr, ...], ...]]:
    """Mean and covariance of terms that are affine in normal variables. Raises Unsupported."""
    zero = tuple(Integer(0) for _ in terms)
    asked = HasNormalLaw(terms, zero, tuple(zero for _ in terms))
    law = _Search(Builder(replace(claim, goal=asked))).law
    return law.mean, law.covariance


class _Search:
    """The coefficients of the components, and the steps for them."""

    def __init__(self, builder: Builder) -> None:
        goal = builder.claim.goal
        assert isinstance(goal, HasNormalLaw)
        self.builder, self.goal = builder, goal
        used = [v for v in builder.claim.variables if any(s.has(v) for s in goal.subjects)]
        units: list[Named] = []
        laws: list[int] = []
        for symbol in used:
            given = next(i for i, h in enumerate(builder.claim.hypotheses) if h.subject == symbol)
            law = builder.claim.hypotheses[given].law
            if not isinstance(law, Named) or law.family != "Normal":
                raise Unsupported("a normal law of a vector that is not affine in normal variables")
            units.append(law)
            laws.append(builder.add("hypothesis", (), (given,)))
        if not used:
            raise Unsupported("a normal law of a vector without random variables")
        letters = _letters(builder, len(used))
        swap = dict(zip(used, letters, strict=True))
        images = tuple(s.xreplace(swap) for s in goal.subjects)
        rows, rest = _coefficients(images, letters)
        self.law: Affine = affine(tuple(units), rows, rest)
        space = everywhere(letters)
        same = [
            builder.equal(image, total, space)
            for image, total in zip(images, sums(letters, rows, rest), strict=True)
        ]
        self.premises = (*laws, *dict.fromkeys(same))
        self.arguments = (goal, letters, rows, rest)


def _letters(builder: Builder, number: int) -> tuple[Symbol, ...]:
    known = taken(builder)
    fresh = (name for k in range(1, 10_000) if (name := f"u_{k}") not in known)
    return tuple(variable(next(fresh)) for _ in range(number))


def _coefficients(
    images: tuple[Expr, ...], letters: tuple[Symbol, ...]
) -> tuple[tuple[tuple[Expr, ...], ...], tuple[Expr, ...]]:
    """A and b with images = A u + b. Raises Unsupported."""
    zero = {letter: Integer(0) for letter in letters}
    rows = []
    for image in images:
        if not image.is_polynomial(*letters):
            raise Unsupported("a normal law of a vector that is not affine in normal variables")
        row = tuple(expand(image.diff(letter)) for letter in letters)
        if any(term.has(*letters) for term in row):
            raise Unsupported("a normal law of a vector that is not affine in normal variables")
        rows.append(row)
    return tuple(rows), tuple(image.xreplace(zero) for image in images)

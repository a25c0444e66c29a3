"""The lemma by which an equation about folds over all indices is proved or refuted."""

from __future__ import annotations

from sympy import Add, Expr, Mul, Poly, Symbol, expand

from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    Equation,
    Fold,
    FoldEquation,
    FoldLaw,
    HasLaw,
    Mean,
    MedianOf,
)
from symreparam.rules.indices import wider
from symreparam.rules.rule import require
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.scope import variable
from symreparam.terms.symbols import symbols_of

Quantity = Mean | MedianOf


def law_claim(claim: Claim, goal: FoldEquation, fold: Fold, law: AnyLaw) -> Claim:
    """That the fold has the law."""
    wanted = FoldLaw(
        *(fold.letter, fold.letter, fold.kind, fold.body),
        *(goal.size, goal.indexed, goal.totals, law),
    )
    return Claim(claim.scope, claim.variables, claim.hypotheses, wanted, claim.source)


def linear(claim: Claim, goal: FoldEquation, fold: Fold) -> bool:
    """Whether the fold is a sum of terms that are the same in law at all indices, and stands
    linearly in each mean, perhaps with other such sums."""
    if fold.kind != "sum" or _varying(claim, goal):
        return False
    sums = [each.letter for each in goal.folds if each.kind == "sum"]
    for mean in goal.means:
        if not _body(mean).has(fold.letter):
            continue
        if isinstance(mean, MedianOf) or not mean.body.is_polynomial(*sums):
            return False
        if Poly(mean.body, *sums).total_degree() > 1:
            return False
    return True


def _varying(claim: Claim, goal: FoldEquation) -> bool:
    """Whether a parameter with a value of its own at an index stands in a body or a law."""
    own = set(goal.indexed) & set(claim.scope.names)
    laws = [given.law for given in claim.hypotheses]
    known = all(isinstance(law, Named) for law in laws) or not own
    terms = [fold.body for fold in goal.folds]
    terms += [term for law in laws if isinstance(law, Named) for term in law.arguments]
    return not known or bool(own & set().union(*(term.free_symbols for term in terms)))


def equation_claim(claim: Claim, goal: FoldEquation, laws: tuple[AnyLaw | None, ...]) -> Claim:
    """The equation with a variable of its law for each fold; one without a law is linear, and n
    times its term at one index stands for it.

    The mean of a sum is the sum of the means where in each one fold stands. Raises RuleError where
    two folds with laws stand in one that is no sum: their joint law is another question.
    """
    swap: dict[Symbol, Expr] = {}
    given: list[HasLaw] = []
    for fold, law in zip(goal.folds, laws, strict=True):
        if law is None:
            require(linear(claim, goal, fold), "folds.linear", fold.letter)
            swap[fold.letter] = Mul(goal.size, fold.body)
        else:
            given.append(HasLaw(fold.letter, law))
    if swap:
        _apart(claim, set(goal.indexed))
        given += [known for known in claim.hypotheses if known.subject in goal.indexed]
    given += [known for known in claim.hypotheses if known.subject not in goal.indexed]
    left, right, apart = split(claim, goal)
    means = tuple(_with(mean, swap) for mean in apart)
    scope = wider(claim.scope, goal.totals)
    variables = tuple(known.subject for known in given if isinstance(known.subject, Symbol))
    equation = Equation(left, right, means)
    return Claim(scope, variables, tuple(given), equation, claim.source)


def _apart(claim: Claim, indexed: set[Symbol]) -> None:
    """The variables with an index and the others are independent: no law of one names another."""
    for known in claim.hypotheses:
        others = set(claim.variables) - indexed if known.subject in indexed else indexed
        mixed = symbols_of(known.law) & others & set(claim.variables)
        require(not mixed, "folds.shared", (known.subject, "depends", "on", "others"))


def split(claim: Claim, goal: FoldEquation) -> tuple[Expr, Expr, tuple[Quantity, ...]]:
    """The sides and quantities, with means of sums where several folds stand as sums of means."""
    letters = {fold.letter for fold in goal.folds}
    sums = {fold.letter for fold in goal.folds if linear(claim, goal, fold)}
    found: list[Quantity] = []
    swap: dict[Symbol, Expr] = {}
    taken = {s.name for s in (*claim.scope.names, *claim.variables, *letters)}
    taken |= {mean.letter.name for mean in goal.means} | {t.letter.name for t in goal.totals}
    for mean in goal.means:
        used = _body(mean).free_symbols & letters
        if len(used) < 2 or used <= sums:
            found.append(mean)
            continue
        require(isinstance(mean, Mean), "folds.joint", "two folds in one median")
        parts = []
        for place, addend in enumerate(Add.make_args(expand(_body(mean))), start=1):
            own = addend.free_symbols & letters
            require(len(own) < 2, "folds.joint", (addend, "has", "two", "folds"))
            name = f"{mean.letter.name}_{place}"
            if name in taken:
                raise RuleError("folds.joint", f"the name {name} is taken")
            taken.add(name)
            parts.append(Mean(variable(name), addend))
        found += parts
        swap[mean.letter] = Add(*(part.letter for part in parts))
    left, right = (side.xreplace(swap) for side in (goal.left, goal.right))
    return left, right, tuple(found)


def _body(mean: Quantity) -> Expr:
    return mean.subject if isinstance(mean, MedianOf) else mean.body


def _with(mean: Quantity, swap: dict[Symbol, Expr]) -> Quantity:
    if isinstance(mean, MedianOf):
        return MedianOf(mean.letter, mean.subject.xreplace(swap))
    return Mean(mean.letter, mean.body.xreplace(swap))

"""Claims by cases of one parameter, each with a proof: an end of its interval and what is inside of
it, the two sides of 0."""

from __future__ import annotations

from sympy import Symbol

from symreparam.checker.lemmas import proved_lemma
from symreparam.checker.parts import fails_everywhere
from symreparam.logic.claim import Claim
from symreparam.logic.judgement import Fails, Judgement
from symreparam.logic.proof import Argument, Proof, Step
from symreparam.rules.boundary import edge_claim, inside_claim, pointwise
from symreparam.rules.rule import require, take
from symreparam.rules.signs import side_claim, sides
from symreparam.rules.table import BOUNDARY


def conclude_sides(step: Step, claim: Claim) -> Judgement:
    """What the step concludes. Raises RuleError."""
    if step.rule == BOUNDARY:
        return _boundary(claim, step.args)
    return _by_sign(claim, step.args, step.conclusion == Fails(claim.goal))


def _boundary(claim: Claim, args: tuple[Argument, ...]) -> Judgement:
    """
    the claim holds at a = c    the claim holds for the other values of a
    a lies in an interval of real numbers with the end c, which belongs to it
    ---------------------------------------------------------  boundary(a, end, lemma, lemma)
    the claim holds for all values of a

    The goal speaks of each parameter value by itself: of laws, independence, means.
    """
    require(len(args) == 4, "boundary.args", str(len(args)))
    symbol = take(args[0], Symbol, "boundary.args")
    end = take(args[1], str, "boundary.args")
    require(end in ("lower", "upper"), "boundary.end", end)
    require(pointwise(claim), "boundary.goal", type(claim.goal).__name__)
    proved_lemma(args[2], edge_claim(claim, symbol, end), "boundary.edge")
    proved_lemma(args[3], inside_claim(claim, symbol, end), "boundary.inside")
    return claim.goal


def _by_sign(claim: Claim, args: tuple[Argument, ...], fails: bool) -> Judgement:
    """
    the claim holds for a > 0    it holds for a < 0    it holds at a = 0, unless a is never 0
    -------------------------------------------------------------------  by-sign(a, lemmas)
    the claim holds for all values of a

    The goal speaks of each parameter value by itself. A family may have another form on each side.
    In the same way it fails at all values of a where it fails at every value on each side.
    """
    symbol = take(args[0] if args else None, Symbol, "by-sign.args")
    require(pointwise(claim), "by-sign.goal", type(claim.goal).__name__)
    signs = sides(claim, symbol)
    require(len(args) == 1 + len(signs), "by-sign.args", "a lemma for each sign is expected")
    for sign, lemma in zip(signs, args[1:], strict=True):
        wanted, code = side_claim(claim, symbol, sign), f"by-sign.{sign}"
        if fails:
            fails_everywhere(take(lemma, Proof, code), wanted, "by-sign")
        else:
            proved_lemma(lemma, wanted, code)
    return Fails(claim.goal) if fails else claim.goal

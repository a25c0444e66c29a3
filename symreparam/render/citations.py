"""The theorems that a proof applies: where a rule has several, those that its step uses."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from sympy import Symbol

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import Equation, Letter, Mean, SlopeOf
from symreparam.logic.proof import Proof, Step
from symreparam.render.phrases_cited import CITED, PARTS_OF
from symreparam.terms.law import Named

_BY_PARTS: Final = MappingProxyType(
    {"equation-pathwise": "parts", "equation-for-functions": "parts-functions"}
)


def cited(proof: Proof) -> tuple[str, ...]:
    """The theorems of all steps, those of its lemmas too, in order, each once."""
    found: dict[str, None] = {}
    for each in with_lemmas(proof):
        for step in each.steps:
            found.update(dict.fromkeys(_of(step, each.claim)))
    return tuple(found)


def with_lemmas(proof: Proof) -> tuple[Proof, ...]:
    """The proof and the proofs among the arguments of its steps."""
    return (proof, *(arg for s in proof.steps for arg in s.args if isinstance(arg, Proof)))


def _of(step: Step, claim: Claim) -> Iterator[str]:
    if step.rule not in _BY_PARTS:
        if step.rule in CITED:
            yield CITED[step.rule]
        return
    # linearity of means cites nothing
    goal = step.args[0]
    slopes = list(_slopes(goal.means)) if isinstance(goal, Equation) else []
    inside = [s for s in slopes if any(m.body.has(s.parameter) for m in _means(s.means))]
    scores = [s for s in slopes if _moves_a_law(claim, s)]
    if step.rule == "equation-pathwise":
        if len(scores) < len(slopes):
            yield PARTS_OF["dominated"]
        if scores:
            yield PARTS_OF["exponential-family"]
    else:
        if inside:
            yield PARTS_OF["pathwise"]
        if scores:
            yield PARTS_OF["score"]
    if len(step.args) > 1:
        yield PARTS_OF[_BY_PARTS[step.rule]]


def _slopes(means: tuple[Letter, ...]) -> Iterator[SlopeOf]:
    for each in means:
        if isinstance(each, SlopeOf):
            yield each
            yield from _slopes(each.means)


def _means(means: tuple[Letter, ...]) -> Iterator[Mean]:
    for each in means:
        if isinstance(each, Mean):
            yield each
        elif isinstance(each, SlopeOf):
            yield from _means(each.means)


def _moves_a_law(claim: Claim, wanted: SlopeOf) -> bool:
    """Whether the law of a random variable in the means depends on the parameter."""
    bodies = [mean.body for mean in _means(wanted.means)]
    return any(
        _depends(given.law, wanted.parameter)
        for symbol, given in zip(claim.variables, claim.hypotheses, strict=True)
        if any(body.has(symbol) for body in bodies)
    )


def _depends(law: object, parameter: Symbol) -> bool:
    return isinstance(law, Named) and any(each.has(parameter) for each in law.arguments)

"""Proofs spoiled on purpose: one part of one step made another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from sympy import Expr, Integer

from symreparam.logic.proof import Proof, Step
from symreparam.pipeline import Options
from symreparam.terms.mapping import Map

PLAIN = Options(cross_check=False, explain=False)
Spoiled = tuple[int, str, Step]
FIRST = """
mean: defined equal equation expectation-constant expectation-equal expectation-moment
    expectation-sum hypothesis
probability: covers derivative expectation-condition expectation-integral family holds image
    integral integral-equal integral-family integral-scale integral-substitution inverse limit
    mixture monotone pushforward rewrite-law section sign
infinite: equation-mean-infinite mean-infinite
gradient: equation-for-functions
divergence: divergence
entropy: entropy
median: median
joint: pushforward-joint
normal: normal-image
independence: independent-factors joint-product pushforward-branches
equality: equal-in-law-map
event: given-expectation
value: bayes given-value-rewrite same-law
mean of a value: given-value-moments
member: member
sum: transform-law
mixture: section-empty
jacobian: jacobian
sizes: induction
race: largest
no mean: equation-fails-at
no joint: joint-fails-density
dependence: dependent expectation-product
inequality: differ-moment equal-in-law unequal-sum
no event: differ-density fails given-law
no value: given-value-fails
no member: not-member-moments
no size: fails-at-size
"""
"""The rules of the proofs in `test_spoiled_kinds.py`: a kind of claim, and what is new in it."""


def first_rules() -> dict[str, list[str]]:
    """The table as rules by kind."""
    parts = (line.split(": ") for line in FIRST.replace("\n    ", " ").strip().split("\n"))
    return {kind: rules.split() for kind, rules in parts}


def variants(value: object) -> Iterator[object]:
    """The value with one part made another."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, str):
        yield value + "x"
    elif isinstance(value, Expr):
        if not value.is_Symbol and value + 1 != value:
            yield value + 1
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            for other in variants(part):
                yield (*value[:place], other, *value[place + 1 :])
        if value:
            yield value[:-1]
    elif is_dataclass(value) and not isinstance(value, Proof | type):
        for each in fields(value):
            # where a map lives is for the rules that conclude something about all of it
            if isinstance(value, Map) and each.name == "source":
                continue
            for other in variants(getattr(value, each.name)):
                yield replace(value, **{each.name: other})


def spoiled(proof: Proof) -> Iterator[Spoiled]:
    """Steps with one part made another, what part, and where."""
    for index in range(len(proof.steps)):
        yield from spoiled_step(proof, index)


def spoiled_step(proof: Proof, index: int) -> Iterator[Spoiled]:
    """One step with one part made another; a premise that stands there twice may be left out."""
    step = proof.steps[index]
    for other in variants(step.conclusion):
        yield index, "conclusion", replace(step, conclusion=other)  # type: ignore[arg-type]
    for other in variants(step.args):
        yield index, "argument", replace(step, args=other)  # type: ignore[arg-type]
    if step.args:
        yield index, "fewer arguments", replace(step, args=step.args[:-1])
    yield index, "more arguments", replace(step, args=(*step.args, Integer(1)))
    for place, premise in enumerate(step.premises):
        before, after = step.premises[:place], step.premises[place + 1 :]
        if premise not in (*before, *after):
            yield index, "fewer premises", replace(step, premises=(*before, *after))
        yield index, "itself", replace(step, premises=(*before, index, *after))
    yield index, "scope", replace(step, scope=step.scope + 1)
    yield index, "rule", replace(step, rule="no-such-rule")

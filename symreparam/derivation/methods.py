"""The same theorem proved by the method that is asked for: the searches, one each.

METHODS names them. Each has rules of its own, so that the proofs differ in their steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from symreparam.derivation.branch import NoInverse, SignNeeded
from symreparam.derivation.builder import Builder
from symreparam.derivation.by_distribution import by_distribution
from symreparam.derivation.by_standardization import by_standardization
from symreparam.derivation.prove import Stuck, conclude, in_cases, true_law
from symreparam.derivation.recognise import candidates
from symreparam.derivation.transport import letters
from symreparam.derivation.unfold import unfold_step
from symreparam.derivation.uniqueness import by_transform
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError, Unsupported
from symreparam.logic.judgement import HasLaw, SameLaw
from symreparam.logic.proof import Proof
from symreparam.terms.law import Law, Named

Way = Callable[[Builder, Named], int]


def prove_by(claim: Claim, method: str) -> Proof:
    """A proof of the claim's goal by the method of that name. Raises Stuck with what stopped it,
    or where the method does not apply; KeyError for a method that is none."""
    way = _WAYS[method]
    builder = Builder(claim)
    try:
        return builder.proof(in_cases(builder, lambda one: _to_goal(one, way)))
    except (RuleError, NoInverse) as error:
        raise Stuck(str(error)) from error
    except Unsupported as error:
        raise Stuck(error.construct) from error


def _to_goal(builder: Builder, way: Way | None) -> int:
    """The goal by that way, for the claimed member, or one that has the claimed density."""
    goal = builder.claim.law_goal
    if way is None:
        return _by_density(builder, goal)
    if isinstance(goal.law, Named):
        return way(builder, goal.law)
    error: Exception = RuleError("method.target", "no family has the claimed density")
    for named in candidates(goal.law):
        try:
            step = way(builder, named)
        except SignNeeded:
            raise
        except (RuleError, NoInverse, Unsupported) as failed:
            error = failed
            continue
        unfolded = unfold_step(builder, named, goal.law.variable)
        same = builder.conclusion(unfolded)
        assert isinstance(same, SameLaw) and isinstance(same.right, Law)
        found = builder.add("rewrite-law", (step, unfolded))
        return conclude(builder, found, same.right, goal)
    raise error


def _by_density(builder: Builder, goal: HasLaw) -> int:
    builder.transforms = False
    derived = true_law(builder)
    known = builder.conclusion(derived)
    if not isinstance(known, HasLaw) or not isinstance(known.law, Law):
        raise RuleError("method.law", "no density was derived")
    return conclude(builder, derived, known.law, goal)


def _of_one(work: Callable[..., int]) -> Way:
    """A way that needs one random variable with a named law."""

    def way(builder: Builder, target: Named) -> int:
        claim = builder.claim
        subject = claim.law_goal.subject
        random = [place for place, v in enumerate(claim.variables) if subject.has(v)]
        if len(random) != 1:
            raise Unsupported("it is for a function of one random variable")
        law = claim.hypotheses[random[0]].law
        if not isinstance(law, Named):
            raise Unsupported("it is for a variable whose law is a member of a family")
        given = builder.add("hypothesis", (), (random[0],))
        names = letters(builder)
        body = subject.xreplace({claim.variables[random[0]]: names.source})
        return work(builder, given, law, body, names, target)

    return way


def _by_transform(kind: str) -> Way:
    def way(builder: Builder, target: Named) -> int:
        return by_transform(builder, builder.claim.law_goal.subject, target, kind, 1)

    return way


_WAYS: Final[Mapping[str, Way | None]] = MappingProxyType(
    {
        "change-of-variables": None,
        "cdf": _of_one(by_distribution),
        "characteristic-function": _by_transform("characteristic"),
        "generating-function": _by_transform("generating"),
        "standardization": _of_one(by_standardization),
    }
)

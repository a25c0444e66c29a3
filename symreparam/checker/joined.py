"""The premises of a rule that joins scopes: each one taken once, from the scope where it holds."""

from __future__ import annotations

from dataclasses import dataclass

from symreparam.logic.judgement import Judgement
from symreparam.logic.proof import Proof, Step
from symreparam.rules.rule import require
from symreparam.terms.region import Region


@dataclass(slots=True)
class Joined:
    """The premises still to be used (`left`), of a step of the rule `name`."""

    left: list[int]
    step: Step
    proof: Proof
    parents: list[int]
    name: str

    def here(self) -> Judgement:
        """The next premise, which holds in the step's own scope."""
        index = self._next()
        known = self.proof.steps[index].scope == self.step.scope
        require(known, f"{self.name}.scope", index)
        return self.proof.steps[index].conclusion

    def within(self, bound: Region) -> Judgement:
        """The next premise, which holds where the bound symbol lies in the interval."""
        index = self._next()
        scope = self.proof.steps[index].scope
        inside = scope > 0 and self.parents[scope] == self.step.scope
        require(inside, f"{self.name}.scope", index)
        same = self.proof.scopes[scope - 1].bound == bound
        require(same, f"{self.name}.bound", bound)
        return self.proof.steps[index].conclusion

    def _next(self) -> int:
        require(bool(self.left), f"{self.name}.premises", "missing")
        return self.left.pop(0)


class Nested:
    """Premises in a scope with both indices, the second one within the first."""

    def __init__(self, rest: Joined, regions: tuple[Region, ...]) -> None:
        self.rest, self.regions = rest, regions

    def next(self) -> Judgement:
        """The next premise. Raises RuleError where it holds elsewhere."""
        rest = self.rest
        require(bool(rest.left), f"{rest.name}.premises", "missing")
        known = rest.proof.steps[rest.left.pop(0)]
        scope = known.scope
        for region in reversed(self.regions):
            inside = scope > 0 and rest.proof.scopes[scope - 1].bound == region
            require(inside, f"{rest.name}.scope", str(region.bounds[0]))
            scope = rest.parents[scope]
        require(scope == rest.step.scope, f"{rest.name}.scope", "more is assumed")
        return known.conclusion

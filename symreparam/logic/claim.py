"""A claim: the scope of its parameters, what is given, and the goal."""

from __future__ import annotations

from sympy import Symbol

from symreparam.logic.judgement import GoalJudgement, HasLaw
from symreparam.terms.record import dataclass
from symreparam.terms.scope import Scope


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim stands; lines and columns count from 1, 0 means unknown."""

    path: str = ""
    line: int = 0
    column: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """For every parameter value in `scope`: given the hypotheses, the goal holds.

    `variables` are the independent random variables that the hypotheses introduce, one
    `HasLaw(variable, law)` each, in order. `source` takes no part in what is claimed.
    """

    scope: Scope
    variables: tuple[Symbol, ...]
    hypotheses: tuple[HasLaw, ...]
    goal: GoalJudgement
    source: Source = Source()

    @property
    def law_goal(self) -> HasLaw:
        """The goal of a claim about one variable's law. Raises TypeError for another."""
        if not isinstance(self.goal, HasLaw):
            raise TypeError("the claim is not about the law of one variable")
        return self.goal

"""Rules that only arrange: a hypothesis of the claim."""

from __future__ import annotations

from symreparam.logic.judgement import Judgement
from symreparam.rules.rule import Args, Premises, Setting, count, require, take


def hypothesis_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    ------------------------------  hypothesis(index)
    the claim's index-th hypothesis
    """
    count(premises, 0, "hypothesis.premises")
    count(args, 1, "hypothesis.args")
    index = take(args[0], int, "hypothesis.args")
    given = setting.claim.hypotheses
    require(0 <= index < len(given), "hypothesis.index", (index, "of", len(given)))
    return given[index]

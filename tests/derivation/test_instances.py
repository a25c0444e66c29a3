"""Exact values at which a claim is tried: first those that a teacher would take."""

from __future__ import annotations

import pytest

from symreparam.decide.answer import Proved
from symreparam.decide.points import member
from symreparam.derivation.instances import instances
from symreparam.pipeline import check_text

# (lets, a term with their names, the first values)
FIRST = [
    ("let m real\nlet s > 0", "m + s", ["3", "2"]),
    ("let s < 0", "s", ["-3"]),
    ("let 0 < p < 1\nlet n integer >= 1", "p + n", ["1/3", "2"]),
    ("let a real\nlet b > a", "a + b", ["3", "5"]),
    ("let 0 < a < 1\nlet a < b < 1", "a + b", ["1/3", "2/3"]),
    ("let a > 3", "a", ["6"]),
    ("let a > pi", "a", ["6"]),
    ("let 1 <= a <= 2", "a", ["4/3"]),
    ("let a integer <= -2", "a", ["-5"]),
    # more parameters than there are such numbers: the search for points goes on as before
    ("let a, b, c > 0", "a + b + c", ["1/2", "7/3", "4"]),
]


@pytest.mark.parametrize(("lets", "term", "first"), FIRST)
def test_the_first_values(lets: str, term: str, first: list[str]) -> None:
    [found] = check_text(f"{lets}\nlet X ~ Normal(0, 1)\nrefute X + {term} ~ Normal(0, 7)")
    assert found.claim is not None, found.reason
    values = list(instances(found.claim))
    assert len(values) == len(set(values)) > 0
    assert all(isinstance(member(dict(each), found.claim.scope), Proved) for each in values)
    assert [str(value) for _, value in values[0]] == first


def test_a_claim_that_holds_there_is_refuted_elsewhere() -> None:
    text = "let m real\nlet s > 0\nlet X ~ Normal(0, 1)\nrefute m + {} ~ Normal(3, 2)"
    for term in ("s*X", "s*X + (s - 2)*(m - 3)"):
        [found] = check_text(text.format(term))
        assert found.verdict == "refuted", found.reason

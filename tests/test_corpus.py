"""The public corpus through the command's own workers: no verdict may contradict the truth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symreparam.shell.check_documents import check_documents

CORPUS = Path(__file__).parent / "corpus"
# per part: how many of the true are proved and of the false refuted at least, with slack for a
# slow machine, on which a claim may run into its limit
LEAST = {
    "one": (120, 120),
    "several": (40, 45),
    "vector": (8, 9),
    "discrete-mixed": (12, 10),
    "traps": (25, 20),
}


@pytest.mark.parametrize("part", LEAST)
def test_no_wrong_verdict_on_the_corpus(part: str) -> None:
    truth = json.loads((CORPUS / "truth.json").read_text(encoding="utf-8"))
    wrong, proved, refuted = [], 0, 0
    report = check_documents([CORPUS / f"{part}.md"], timeout=10)
    for found in report.results:
        known = truth[found.name]["truth"]
        proved += found.verdict == "proved"
        refuted += found.verdict == "refuted"
        if (found.verdict == "proved" and known is not True) or (
            found.verdict == "refuted" and known not in (False, "not-proved")
        ):
            wrong.append((found.name, found.verdict, known))
    assert not wrong
    assert proved >= LEAST[part][0]
    assert refuted >= LEAST[part][1]

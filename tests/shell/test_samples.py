"""Documents and tests compare a seeded sample with what is proved, unless they say otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sympy import stats

from symreparam import assert_law
from symreparam.documents.excerpt import Excerpt
from symreparam.shell import api, check_documents, cli, forked, handout_command, testing
from symreparam.shell.tasks import MEMORY, TIMEOUT, Limits

CLAIM = "let X ~ Normal(0, 1)\nprove 2*X ~ Normal(0, 2)"


class Stopped(Exception):
    """Instead of an engine."""


def limits_seen(monkeypatch: pytest.MonkeyPatch, module: Any) -> list[Limits]:
    seen: list[Limits] = []

    def pool(limits: Limits, **_: Any) -> Any:
        seen.append(limits)
        raise Stopped

    monkeypatch.setattr(module, "Pool", pool)
    return seen


@pytest.mark.parametrize("sample", [None, True, False])
def test_in_documents_and_tests(
    sample: bool | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "page.claim"
    page.write_text(CLAIM)
    more = {} if sample is None else {"sample": sample}
    wanted = sample is not False
    seen = limits_seen(monkeypatch, check_documents)
    with pytest.raises(Stopped):
        check_documents.check_documents(page, **more)
    with pytest.raises(Stopped):
        testing.assert_document(page, **more)
    with monkeypatch.context() as patched:
        here = limits_seen(patched, testing)
        with pytest.raises(Stopped):
            testing.assert_claims(CLAIM, **more)
        seen += here
    assert [each.sample for each in seen] == [wanted] * 3


@pytest.mark.parametrize(("more", "wanted"), [([], True), (["--no-sample"], False)])
def test_on_the_command_line(more: list[str], wanted: bool) -> None:
    for words in (["check", "page.md"], ["handout", "page.md"]):
        assert cli.parser().parse_args([*words, *more]).sample is wanted
    assert cli.parser().parse_args(["prove", "X ~ X", *more]).sample is False


@pytest.mark.parametrize("sample", [True, False])
def test_in_handouts(sample: bool) -> None:
    question = Excerpt("page.md", "", 1, 1, CLAIM)
    [found] = forked.outcomes_of([question], Limits(TIMEOUT, MEMORY, sample), 1)
    drawn = [each for each in found.cross_checks if each.name.startswith("sample")]
    assert [each.ok for each in drawn] == [True] * sample
    assert handout_command.Limits().sample


@pytest.mark.parametrize("sample", [True, False])
def test_in_assertions(sample: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def proved(expr: Any, law: Any, options: Any) -> Any:
        seen.append(options.sample)
        raise Stopped

    monkeypatch.setattr(api, "prove", proved)
    with pytest.raises(Stopped):
        assert_law(stats.Normal("X", 0, 1), stats.Normal("Y", 0, 1), sample=sample)
    assert seen == [sample]

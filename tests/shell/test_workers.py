"""Workers: a claim that hangs, eats memory or kills its process costs that claim and no other."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from evil import alive, block

from symreparam.documents.excerpt import Excerpt
from symreparam.shell import workers
from symreparam.shell.tasks import Limits, Task, tasks_of
from symreparam.shell.workers import Answer, EngineError, Pool, Worker


def tasks(*deeds: str) -> tuple[Task, ...]:
    return tasks_of([Excerpt("page.md", "evil", 10, 3, block(*deeds))])


def settled(given: tuple[Task, ...], limits: Limits, jobs: int = 1) -> list[Answer]:
    with Pool(limits, jobs=jobs) as pool:
        answers = dict(pool.settle(given))
    assert sorted(answers) == list(range(len(given)))
    return [answers[index] for index in range(len(given))]


@pytest.mark.usefixtures("evil")
@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("spin", "the time limit of 0.5 s was hit"),
        ("block", "the time limit of 0.5 s was hit"),
        ("stop", "the time limit of 0.5 s was hit"),
        ("eat", "the memory limit of 100 MiB was hit"),
        ("kill", "the worker was killed by SIGKILL"),
        ("abort", "the worker was killed by SIGABRT"),
        ("exit", "the worker ended with status 3"),
        ("leave", "the worker ended with status 1"),
        ("raise", "internal error: ZeroDivisionError"),
        ("deep", "internal error: RecursionError"),
        ("murder", "the engine process was lost"),
    ],
)
def test_a_deed_costs_its_own_claim(deed: str, words: str) -> None:
    limits = Limits(timeout=0.5, memory=100)
    before, bad, after = settled(tasks("ok", deed, "ok"), limits)
    assert before.results[0].verdict == after.results[0].verdict == "proved"
    (result,) = bad.results
    assert (result.verdict, result.ok, result.line) == ("error", False, 11)
    assert words in result.reason
    assert (result.seconds >= 0.5) == ("time limit" in words)
    assert (result.file, result.name, result.claim) == ("page.md", "evil", f"prove {deed}")


@pytest.mark.usefixtures("evil")
def test_what_prints_does_not_disturb_the_answers() -> None:
    for answer in settled(tasks("print", "ok"), Limits(timeout=5)):
        assert answer.results[0].verdict == "proved"


@pytest.mark.usefixtures("evil")
def test_the_limit_starts_after_the_engine_is_ready() -> None:
    limits = Limits(timeout=0.4)  # far less than SymPy's import takes
    first, slow, last = settled(tasks("ok", "sleep 0.2", "sleep 2"), limits)
    assert first.results[0].ok and slow.results[0].ok and not last.results[0].ok


@pytest.mark.usefixtures("evil")
def test_hundreds_of_claims_survive_their_neighbours() -> None:
    deeds = ["ok"] * 300
    for place in range(15, 300, 30):
        deeds[place] = ("kill", "abort", "raise", "eat", "murder")[place // 30 % 5]
    given = tuple(task for deed in deeds for task in tasks(deed))
    answers = settled(given, Limits(timeout=5, memory=64), jobs=2)
    verdicts = [answer.results[0].verdict for answer in answers]
    assert verdicts == ["proved" if deed == "ok" else "error" for deed in deeds]


@pytest.mark.usefixtures("evil")
def test_each_claim_has_a_process_of_its_own() -> None:
    answers = settled(tasks("ok", "ok", "ok"), Limits())
    assert len({answer.results[0].message for answer in answers}) == 3


@pytest.mark.usefixtures("evil")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_closing_ends_the_child_in_work_too() -> None:
    worker = Worker(Limits(timeout=60))
    (task,) = tasks("block")
    worker.send(task)
    end = time.monotonic() + 30
    while len(alive(worker.process.pid)) < 2:
        assert time.monotonic() < end, "no child was seen"
        if worker.ready:
            time.sleep(0.01)
        else:
            worker.receive()
    worker.close()
    end = time.monotonic() + 10  # a killed process is gone a moment later
    while alive(worker.process.pid) and time.monotonic() < end:
        time.sleep(0.01)
    assert alive(worker.process.pid) == []
    worker.close()


@pytest.mark.usefixtures("evil")
def test_an_answer_that_nobody_waited_for_is_not_given_to_another_task() -> None:
    with Pool(Limits(timeout=60)) as pool:
        given = tasks("ok", "sleep 0.2", "ok")
        answers = pool.settle(given)
        assert next(answers)[0] == 0
        answers.close()  # as when a notebook's cell is interrupted
        time.sleep(0.3)
        for task in given:
            ((_, answer),) = pool.settle([task])
            assert answer.results[0].claim == task.claim


@pytest.mark.usefixtures("evil")
def test_an_answer_to_something_else_ends_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_BOOT", workers._BOOT.replace("import ctypes", SWAP))
    for answer in settled(tasks("ok", "ok"), Limits()):
        assert answer.results[0].reason == "the engine process was lost"


SWAP = """
import symreparam.shell.engine as engine
from symreparam.shell.engine import _say as say
engine._say = lambda out, data: say(out, {**data, "number": data.get("number", 0) + 1})
import ctypes"""


@pytest.mark.parametrize("boot", ["import sys; sys.exit('no engine here')", "raise SystemExit"])
def test_an_engine_that_cannot_start_is_said(monkeypatch: pytest.MonkeyPatch, boot: str) -> None:
    monkeypatch.setattr(workers, "_BOOT", boot)
    words = "no engine here" if "no engine" in boot else "it said nothing"
    with pytest.raises(EngineError, match=words), Pool(Limits()) as pool:
        list(pool.settle(tasks("ok")))


def test_the_parent_loads_no_engine() -> None:
    code = (
        "import sys, symreparam.shell.check_command, symreparam.shell.check_documents\n"
        "sys.exit(any(name in sys.modules for name in ('sympy', 'lark', 'flint', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_verdicts_do_not_depend_on_the_hash_seed_or_on_neighbours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "let s > 0\nlet X ~ Normal(0, 1)\nprove s*X ~ Normal(0, s)\nprove X^2 ~ Exponential(s)"
    given = tasks_of([Excerpt("a.md", "", 1, 1, text)])
    found = []
    for seed, order in (("1", given), ("2", given[::-1])):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        answers = settled(order, Limits())
        results = [answer.results[0] for answer in answers]
        found.append({r.claim: (r.verdict, r.message, r.explanation) for r in results})
    assert found[0] == found[1]
    assert [verdict for verdict, *_ in found[0].values()] == ["proved", "refuted"]


@pytest.mark.parametrize("sample", [False, True])
def test_a_sample_is_drawn_in_the_child_when_asked_for(sample: bool) -> None:
    text = "let X, Y ~ Normal(0, 1)\nprove X + Y, X - Y independent"
    given = tasks_of([Excerpt("page.md", "", 1, 1, text)])
    [answer] = settled(given, Limits(timeout=60, sample=sample))
    [result] = answer.results
    assert result.verdict == "proved"
    assert ("bound" in result.explanation) == sample

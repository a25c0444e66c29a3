"""The store: unchanged claims are replayed by the checker; what was tampered with is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from symreparam.documents.excerpt import Excerpt
from symreparam.families.normal import NORMAL
from symreparam.shell import store_replay
from symreparam.shell.cli import main
from symreparam.shell.settle import settle_task
from symreparam.shell.store import Store
from symreparam.shell.store_replay import replayed, stored_texts
from symreparam.shell.tasks import Task, contract_json, tasks_of

LETS = "let s > 0\nlet X ~ Normal(0, 1)\nlet U ~ Uniform(0, 1)\n"
GOALS = [
    ("prove s*X ~ Normal(0, s)", "proved"),
    ("prove s*X ~ Normal(0, s^2)", "refuted"),
    ("refute s*X ~ Normal(0, s^2)", "refuted"),
    ("prove -log(U)/s ~ Exponential(s)", "proved"),
    ("derive exp(s*X)", "proved"),
    ("prove X^2 has density exp(-t/2)/sqrt(2*pi*t) for t > 0", "proved"),
]


def task(goal: str, lets: str = LETS) -> Task:
    (found,) = tasks_of([Excerpt("a.md", "", 1, 1, lets + goal)])
    return found


def stored(goal: str, lets: str = LETS) -> Task:
    given = task(goal, lets)
    (text,) = stored_texts(given, settle_task(given))
    assert text
    return replace(given, stored=text)


@pytest.mark.parametrize(("goal", "verdict"), GOALS)
def test_a_stored_proof_is_replayed(goal: str, verdict: str) -> None:
    given = stored(goal)
    ((fresh, _),) = settle_task(given)
    again = replayed(given)
    assert again is not None and again.replayed
    assert (again.verdict, again.ok, again.line) == (verdict, fresh.ok, fresh.line)
    assert (again.steps, again.witness) == (fresh.steps, fresh.witness)
    assert again.claim == fresh.claim


def test_a_claim_that_moved_is_still_found(tmp_path: Path) -> None:
    given, store = stored("prove s*X ~ Normal(0, s)"), Store(str(tmp_path / "new" / "store"))
    store.keep(given, given.stored)
    moved = replace(given, path="b.md", line=10, goal_line=13, name="x", stored="")
    found = replayed(store.found(moved))
    assert found is not None and (found.file, found.line, found.name) == ("b.md", 13, "x")


FORGERIES: list[tuple[str, Callable[[Task], Task]]] = [
    ("another goal", lambda t: replace(t, text=t.text.replace("Normal(0, s)", "Normal(0, s/2)"))),
    ("another let", lambda t: replace(t, text=t.text.replace("s > 0", "s > 1"))),
    ("another kind", lambda t: replace(t, goal="refute", text=t.text.replace("prove", "refute"))),
    ("another comment", lambda t: replace(t, text=t.text + " # note")),
    ("no entry", lambda t: replace(t, stored=t.stored.partition("\n")[2])),
    ("no proof", lambda t: replace(t, stored=t.stored.partition("\n")[0])),
    ("no JSON", lambda t: replace(t, stored=t.stored + "}")),
    ("a pickle", lambda t: replace(t, stored=t.stored.partition("\n")[0] + "\ncos\nsystem\n.")),
    ("a dropped step", lambda t: _edited(t, lambda p: p["steps"]["tuple"].pop(0))),
    ("another last step", lambda t: _edited(t, lambda p: p["steps"]["tuple"].pop())),
]


def _edited(given: Task, edit: Callable[..., object]) -> Task:
    entry, _, text = given.stored.partition("\n")
    data = json.loads(text)
    edit(data["proof"])
    return replace(given, stored=f"{entry}\n{json.dumps(data)}")


@pytest.mark.parametrize(("name", "forge"), FORGERIES, ids=[name for name, _ in FORGERIES])
def test_what_was_tampered_with_does_not_count(name: str, forge: Callable[[Task], Task]) -> None:
    given = stored("prove s*X ~ Normal(0, s)")
    assert replayed(given) is not None
    assert replayed(forge(given)) is None


def test_an_entry_whose_text_was_forged_too_fails_in_the_checker() -> None:
    true, false = stored("prove s*X ~ Normal(0, s)"), task("prove s*X ~ Normal(0, 2*s)")
    entry, _, proof = true.stored.partition("\n")
    data = json.loads(entry)
    data["text"] = false.text
    forged = replace(false, stored=f"{json.dumps(data, sort_keys=True)}\n{proof}")
    assert replayed(forged) is None


def test_a_proof_does_not_hide_that_a_claim_is_undefined() -> None:
    """`0*log(X)` is 0 to SymPy; a proof about 0 must not make the text a claim."""
    lets, honest = "let X ~ Normal(0, 1)\n", "prove X ~ Normal(0, 1)"
    given = task("prove X + 0*log(X) ~ Normal(0, 1)", lets)
    entry, _, proof = stored(honest, lets).stored.partition("\n")
    data = json.loads(entry)
    data["text"] = given.text
    forged = replace(given, stored=f"{json.dumps(data, sort_keys=True)}\n{proof}")
    assert replayed(forged) is None
    assert settle_task(given)[0][0].verdict == "error"


def test_terms_at_masses_are_looked_at_again() -> None:
    """`0*log(N)` has no value at N = 0, which has a probability."""
    lets = "let N ~ Poisson(2)\n"
    given = task("prove N + 0*log(N) ~ Poisson(2)", lets)
    entry, _, proof = stored("prove N ~ Poisson(2)", lets).stored.partition("\n")
    data = json.loads(entry)
    data["text"] = given.text
    forged = replace(given, stored=f"{json.dumps(data, sort_keys=True)}\n{proof}")
    assert replayed(forged) is None
    assert settle_task(given)[0][0].verdict == "error"


def test_changed_family_records_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    given = stored("prove s*X ~ Normal(0, s)")
    changed = replace(NORMAL, reference="another book")
    monkeypatch.setattr(store_replay, "family_of", lambda *_: changed)
    assert replayed(given) is None


def test_families_of_any_number_of_parameters_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from symreparam.families.categorical import categorical

    lets = "let C ~ Categorical(1/2, 1/4, 1/4)\n"
    given = stored("prove C ~ Categorical(1/2, 1/4, 1/4)", lets)
    entry, _, _ = given.stored.partition("\n")
    assert "Categorical/3" in json.loads(entry)["families"]
    assert replayed(given) is not None
    changed = replace(categorical(3), reference="another book")
    monkeypatch.setattr(store_replay, "family_of", lambda *_: changed)
    assert replayed(given) is None


@pytest.mark.parametrize(
    "goal",
    ["prove X ~ Nope(1)", "prove ~", "prove log(X) ~ X", "refute X ~ Normal(0, 1) for all"],
)
def test_only_proofs_are_kept(goal: str) -> None:
    given = task(goal)
    assert stored_texts(given, settle_task(given)) == [""]


def test_the_command_keeps_and_replays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, folder = tmp_path / "a.claim", tmp_path / "store"
    page.write_text(LETS + "\n".join(goal for goal, _ in GOALS) + "\nprove X ~ Nope(1)\n")
    arguments = ["check", str(page), "--json", "--store", str(folder), "--jobs", "1"]
    runs = []
    for _ in range(2):
        assert main(arguments) == 1
        runs.append([json.loads(line) for line in capsys.readouterr().out.splitlines()])
    for first, second in zip(*runs, strict=True):
        for key in ("line", "claim", "verdict", "ok", "steps", "witness", "proof", "reason"):
            assert first[key] == second[key]
        assert (first["proof"] is None) == (first["verdict"] == "error")
        if first["proof"]:
            assert main(["replay", first["proof"]]) == 0
    assert len(list(folder.rglob("*.proof.json"))) == len(GOALS)
    assert not list(folder.rglob("*.tmp"))


def test_a_spoilt_store_is_searched_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, folder = tmp_path / "a.claim", tmp_path / "store"
    page.write_text(LETS + GOALS[0][0])
    arguments = ["check", str(page), "--store", str(folder)]
    assert main(arguments) == 0
    for path in folder.rglob("*.json"):
        path.write_bytes(b"\x80\x04\x95cos\nsystem\n")
    assert main(arguments) == 0
    (proof,) = folder.rglob("*.proof.json")
    assert main(["replay", str(proof)]) == 0
    for path in folder.rglob("*.json"):
        path.unlink()
        path.mkdir()
    assert main(arguments) == 0
    assert "proved" in capsys.readouterr().out


def test_a_store_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.claim").write_text("prove")
    (tmp_path / "file").write_text("")
    assert main(["check", str(tmp_path / "a.claim"), "--store", str(tmp_path / "file")]) == 2
    assert str(tmp_path / "file") in capsys.readouterr().err


def test_results_without_a_store_have_no_path() -> None:
    ((result, _),) = settle_task(task("prove s*X ~ Normal(0, s)"))
    assert json.loads(contract_json(result))["proof"] is None

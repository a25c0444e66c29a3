"""Tasks and results: what goes to a worker and what comes back, both plain JSON data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any, Final

from symreparam.documents.excerpt import Excerpt
from symreparam.documents.goal_lines import goal_texts
from symreparam.terms.record import dataclass

TIMEOUT: Final = 60.0  # seconds a claim
MEMORY: Final = 2048  # MiB a claim


@dataclass(frozen=True, slots=True)
class Limits:
    """What one claim may use: seconds of wall time, and MiB beyond what the engine itself takes.
    Both count from the moment the claim is handed to an engine that is ready; one that has few
    claims to settle loads what they need as a part of them. With `sample`,
    as in all documents and tests that do not say otherwise, the numeric cross-check draws a seeded
    sample as well."""

    timeout: float = TIMEOUT
    memory: int = MEMORY
    sample: bool = True


@dataclass(frozen=True, slots=True)
class Task:
    """One goal to settle: the text that holds it and where the text starts, then the goal itself.
    `number` counts the goals of a block; `stored` is a proof from a store, or empty."""

    path: str
    name: str
    line: int
    column: int
    text: str
    goal: str
    claim: str
    goal_line: int
    goal_column: int
    number: int = 1
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one goal, as data: the keys of the claim language's contract, and for people
    `message` (one line, perhaps followed by the source line and a caret) and `explanation`.
    `replayed`: the proof came from the store and passed the checker."""

    file: str
    line: int
    column: int
    name: str
    goal: str
    claim: str
    verdict: str
    ok: bool
    seconds: float = 0.0
    steps: int | None = None
    reason: str = ""
    witness: dict[str, str] | None = None
    law: str | None = None
    proof: str | None = None
    holds_at: dict[str, str] | None = None
    message: str = ""
    explanation: str = ""
    replayed: bool = False


CONTRACT: Final = (
    *("file", "line", "name", "goal", "claim", "verdict", "ok", "seconds", "steps"),
    *("reason", "witness", "law", "proof", "holds_at"),
)


def tasks_of(excerpts: Iterable[Excerpt]) -> tuple[Task, ...]:
    """One task a goal, in order."""
    return tuple(
        Task(
            goal.excerpt.path,
            goal.excerpt.name,
            goal.excerpt.line,
            goal.excerpt.column,
            goal.excerpt.text,
            goal.goal,
            goal.claim,
            goal.line,
            goal.column,
            goal.number,
        )
        for excerpt in excerpts
        for goal in goal_texts(excerpt)
    )


def failed(task: Task, reason: str) -> Result:
    """The result of a task that gave none of its own: always an `error`."""
    words = f"{task.claim}: {reason}" if task.claim else reason
    return Result(
        task.path,
        task.goal_line,
        task.goal_column,
        task.name,
        task.goal,
        task.claim,
        "error",
        False,
        reason=reason,
        message=words,
        explanation=f"error: {words}\n",
    )


def contract_json(result: Result) -> str:
    """One line of JSON with exactly the keys of the contract."""
    return json.dumps({key: getattr(result, key) for key in CONTRACT}, ensure_ascii=False)


def to_json(record: Task | Result) -> dict[str, Any]:
    """All fields, for the pipe to a worker and back."""
    return asdict(record)


def result_from(data: dict[str, Any]) -> Result:
    """The result that a worker sent. Raises ValueError when it is none."""
    if set(data) != {each.name for each in fields(Result)}:
        raise ValueError("a result with other fields was sent")
    return Result(**data)


def task_from(data: dict[str, Any]) -> Task:
    """The task that was sent to a worker. Raises ValueError when it is none."""
    if set(data) != {each.name for each in fields(Task)}:
        raise ValueError("a task with other fields was sent")
    return Task(**data)

"""One task settled in this process: a task in, results as data out. Runs in a worker's child."""

from __future__ import annotations

import re
import time

from symreparam.logic.verdict import Outcome
from symreparam.pipeline import DEFAULT, Options, check_text
from symreparam.render.terms_text import term_text
from symreparam.render.text import false_at, outcome_law_text, outcome_text, short_message
from symreparam.shell.tasks import Result, Task, failed


def settle_task(
    task: Task, options: Options = DEFAULT
) -> tuple[tuple[Result, Outcome | None], ...]:
    """The results of a task with their outcomes, in order; at least one."""
    started = time.perf_counter()
    outcomes = check_text(
        task.text,
        path=task.path,
        line=task.line,
        column=task.column,
        name=task.name,
        options=options,
    )
    seconds = (time.perf_counter() - started) / max(len(outcomes), 1)
    if not outcomes:
        return ((failed(task, "internal error: the engine gave no verdict"), None),)
    if task.claim and task.number > 1 and len(outcomes) > 1:
        # a `let` with an error that this goal does not use is told with the block's first goal
        outcomes = tuple(each for each in outcomes if not _of_a_let(each)) or outcomes[:1]
    return tuple((result_of(each, task, seconds), each) for each in outcomes)


def _of_a_let(outcome: Outcome) -> bool:
    """Whether this is an error of a line that is no goal."""
    return outcome.verdict == "error" and not outcome.statement


def result_of(outcome: Outcome, task: Task, seconds: float) -> Result:
    """The outcome as plain data, with the place of its goal."""
    proof, witness = outcome.proof, None
    if outcome.verdict == "refuted" and proof is not None:
        witness = {str(symbol): term_text(value) for symbol, value in false_at(proof)}
    holds_at = None
    if outcome.holds_at is not None:
        holds_at = {str(symbol): term_text(value) for symbol, value in outcome.holds_at}
    line, column = _place(outcome, task)
    message = error_message(outcome, task) if outcome.verdict == "error" else short_message(outcome)
    return Result(
        task.path,
        line,
        column,
        task.name,
        outcome.goal,
        "" if task.claim and _of_a_let(outcome) else outcome.statement or task.claim,
        outcome.verdict,
        outcome.ok,
        round(seconds, 4),
        len(proof.steps) if proof is not None else None,
        outcome.reason,
        witness,
        outcome_law_text(outcome),
        None,
        holds_at,
        message,
        outcome_text(outcome),
    )


def _place(outcome: Outcome, task: Task) -> tuple[int, int]:
    """Where the goal stands; the task knows it unless its block was not cut into goals."""
    if task.claim and not _of_a_let(outcome):
        return task.goal_line, task.goal_column
    if outcome.claim is not None:
        return outcome.claim.source.line, outcome.claim.source.column
    found = _diagnostic(outcome.reason, task.path)
    return (int(found[1]), int(found[2])) if found else (task.goal_line, task.goal_column)


def _diagnostic(reason: str, path: str) -> re.Match[str] | None:
    return re.match(re.escape(path or "<claim>") + r":([0-9]+):([0-9]+): error: ", reason)


def error_message(outcome: Outcome, task: Task) -> str:
    """What is wrong, with line and column of the error, which may stand in a `let` above the goal;
    then the source line, the caret and the hint."""
    found = _diagnostic(outcome.reason, task.path)
    if not found:
        return f"{outcome.statement}: {outcome.reason}" if outcome.statement else outcome.reason
    first, _, rest = outcome.reason[found.end() :].partition("\n")
    return f"{first} (line {found[1]}, column {found[2]})" + (f"\n{rest}" if rest else "")

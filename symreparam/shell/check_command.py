"""`symreparam check`: the verdict of every goal in the documents, in order, as they come."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from io import TextIOWrapper

from symreparam.shell.gather import Gathered, gather
from symreparam.shell.progress import Progress, printable, summary
from symreparam.shell.store import Store
from symreparam.shell.tasks import Limits, Result, Task, contract_json
from symreparam.shell.workers import Answer, EngineError, Pool


def run_check(arguments: argparse.Namespace) -> int:
    """Check the documents; the exit status of the contract."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # names of files may be no text
    gathered = gather(arguments.paths, arguments.only)
    for trouble in gathered.troubles:
        print(printable(f"symreparam: {trouble}").replace("\n", "\ufffd"), file=sys.stderr)
    if arguments.only and not gathered.tasks:
        print(f"symreparam: no block is called {', '.join(arguments.only)}", file=sys.stderr)
        return 2
    try:
        store = Store(arguments.store) if arguments.store else None
    except OSError as error:
        print(f"symreparam: {arguments.store}: {error.strerror}", file=sys.stderr)
        return 2
    run = Run(gathered, arguments, store)
    status = run.go()
    return 2 if gathered.troubles else status


class Run:
    """One run of the command: what is settled so far, and what was printed of it."""

    def __init__(
        self, gathered: Gathered, arguments: argparse.Namespace, store: Store | None
    ) -> None:
        self.tasks, self.arguments, self.store = gathered.tasks, arguments, store
        self.progress = Progress(sys.stderr, len(self.tasks), shown=not arguments.quiet)
        self.results: list[Result] = []

    def go(self) -> int:
        """Settle and print all; the exit status as far as verdicts go. Interrupted, it prints what
        is known and says so."""
        if not self.tasks:
            print("symreparam: no claims found", file=sys.stderr)
            return 0
        known: dict[int, Answer] = {}
        complete, trouble = False, ""
        try:
            complete = self._settle(known)
        except KeyboardInterrupt:
            trouble = "interrupted"
        except EngineError as error:
            trouble = str(error)
        if trouble:
            for index in sorted(known):
                self._report(known[index])
        self._finish(trouble, complete)
        passed = complete and all(result.ok for result in self.results)
        return 2 if trouble and trouble != "interrupted" else 0 if passed else 1

    def _settle(self, known: dict[int, Answer]) -> bool:
        """Print answers in the order of the documents, whenever the next one is there. False when
        it stopped at a goal that failed."""
        arguments = self.arguments
        limits = Limits(arguments.timeout, arguments.memory, arguments.sample)
        following = 0
        with Pool(limits, jobs=arguments.jobs, proofs=self.store is not None) as pool:
            prepare = self.store.found if self.store is not None else None
            for index, answer in pool.settle(self.tasks, prepare):
                known[index] = self._kept(self.tasks[index], answer)
                while following in known:
                    answer = known.pop(following)
                    following += 1
                    self._report(answer)
                    if arguments.fail_fast and not all(each.ok for each in answer.results):
                        return False
        return True

    def _kept(self, task: Task, answer: Answer) -> Answer:
        """Keep the proofs, and put their paths into the results."""
        if self.store is None:
            return answer
        results = list(answer.results)
        for place, result in enumerate(results):
            proof = answer.proofs[place] if place < len(answer.proofs) else ""
            try:
                if proof:
                    results[place] = replace(result, proof=self.store.keep(task, proof))
                elif result.replayed:
                    results[place] = replace(result, proof=str(self.store.proof_path(task)))
            except OSError as error:
                print(f"symreparam: {self.store.folder}: {error.strerror}", file=sys.stderr)
        return replace(answer, results=tuple(results))

    def _report(self, answer: Answer) -> None:
        self.progress.clear()
        for result in answer.results:
            self.results.append(result)
            if self.arguments.json:
                print(contract_json(result), flush=True)
            else:
                file = result.file.replace("\n", "\ufffd")
                line = f"{file}:{result.line}: {result.verdict}: {result.message}"
                print(printable(line), flush=True)
            self.progress.count(result)

    def _finish(self, trouble: str, complete: bool) -> None:
        self.progress.clear()
        if self.results and not self.arguments.quiet:
            print(summary(self.results), end="", file=sys.stderr)
        left = len(self.tasks) - len(self.results)
        if trouble or (not complete and left > 0):
            words = trouble or "stopped at the first that failed"
            print(f"symreparam: {words}; {max(left, 0)} claims not decided", file=sys.stderr)

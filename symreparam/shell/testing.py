"""For test suites: claims as assertions. `symreparam.assert_law` does so for SymPy objects."""

from __future__ import annotations

from os import PathLike

from symreparam.documents.excerpt import Excerpt
from symreparam.shell.check_documents import check_documents
from symreparam.shell.tasks import MEMORY, TIMEOUT, Limits, Result, tasks_of
from symreparam.shell.workers import Pool


def assert_claims(
    text: str,
    *,
    path: str = "<claims>",
    line: int = 1,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    sample: bool = True,
) -> None:
    """AssertionError with every goal of a claim block that does not pass. `path` and `line` say
    where the text stands, for tools that find blocks themselves (Sybil). With `sample` a seeded
    sample of each term is compared with what is proved of it, too.

        >>> assert_claims("let U ~ Uniform(0, 1)\\nprove -log(U) ~ Exponential(1)")
    """
    excerpt = Excerpt(path, "", line, 1, text.removesuffix("\n"))
    with Pool(Limits(timeout, memory, sample)) as pool:
        answers = dict(pool.settle(tasks_of([excerpt])))
    _complain([result for index in sorted(answers) for result in answers[index].results], [])


def assert_document(
    *paths: str | PathLike[str], timeout: float = TIMEOUT, sample: bool = True
) -> None:
    """AssertionError with every goal of the documents that does not pass, every path that cannot be
    read, and when there is no goal at all. `sample` as in `assert_claims`.

    >>> try:
    ...     assert_document("no-such-file.md")
    ... except AssertionError as error:
    ...     print(error)
    no-such-file.md: No such file or directory
    """
    report = check_documents(paths, timeout=timeout, sample=sample)
    troubles = [str(trouble) for trouble in report.unreadable]
    if not report.results and not troubles:
        troubles.append("no claims found")
    _complain(list(report.results), troubles)


def _complain(results: list[Result], troubles: list[str]) -> None:
    bad = [f"{r.file}:{r.line}: {r.verdict}: {r.message}" for r in results if not r.ok]
    if bad or troubles:
        raise AssertionError("\n".join([*troubles, *bad]))

"""The typed errors of the core. Messages say what was expected, what came, and what to do."""

from __future__ import annotations


class SymreparamError(Exception):
    """Base of every error that this package raises on purpose."""


class ClaimError(SymreparamError):
    """The input is not a claim: it is malformed, contradictory, or something in it does not exist.

    `hint` says what would mend it; `line`, `column` count from 1 (0: unknown).

    >>> from sympy import Symbol
    >>> from symreparam import derive
    >>> try:
    ...     derive(Symbol("mu"))
    ... except ClaimError as error:
    ...     print(error)
    mu is not declared real (hint: Symbol('mu', real=True), or positive=True)
    """

    def __init__(self, message: str, *, hint: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message, self.hint, self.line, self.column = message, hint, line, column

    def __str__(self) -> str:
        return f"{self.message} (hint: {self.hint})" if self.hint else self.message


class Unsupported(SymreparamError):
    """The claim is well formed but uses a construct outside what the engine does.

    `place` is where it stands in a text: line, column, last line and the column after it, which
    count from 1; None where that is not known.

    >>> from sympy import stats
    >>> from symreparam import derive
    >>> try:
    ...     derive(stats.BetaNoncentral("X", 1, 1, 1))
    ... except Unsupported as error:
    ...     print(error.construct)
    the law BetaNoncentralDistribution
    """

    def __init__(
        self, construct: str, place: tuple[int, int, int, int] | None = None
    ) -> None:
        super().__init__(construct)
        self.construct, self.place = construct, place


class LimitError(ClaimError):
    """A size limit was hit before anything large was built."""


class RuleError(SymreparamError):
    """A rule refused: `code` is `rule.obligation`, `detail` the offending data in words."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail


class ProofError(SymreparamError):
    """A proof was rejected: `step` is its index, -1 for the proof as a whole.

    >>> from symreparam import replay
    >>> try:
    ...     replay("{}")
    ... except ProofError as error:
    ...     print(error.step)
    -1
    """

    def __init__(self, step: int, code: str, detail: str = "") -> None:
        super().__init__(f"step {step}: {code}: {detail}" if step >= 0 else f"{code}: {detail}")
        self.step, self.code, self.detail = step, code, detail

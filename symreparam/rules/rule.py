"""What a rule is: a pure function from premises and arguments to a conclusion, or a RuleError.

A rule's docstring is its inference figure. Guards are written with `require`, each with a code of
its own (`rule.obligation`), so that every obligation has a reject test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import TypeVar

from sympy import Expr, Symbol

from symreparam.decide.answer import Answer, Proved, Refuted
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Judgement
from symreparam.logic.proof import Argument
from symreparam.terms.record import dataclass
from symreparam.terms.scope import Scope, variable

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule may see besides its premises: the (instantiated) claim and the step's scope."""

    claim: Claim
    scope: Scope


Premises = tuple[Judgement, ...]
Args = tuple[Argument, ...]
Apply = Callable[[Setting, Premises, Args], Judgement]


def require(ok: bool, code: str, detail: object = "") -> None:
    """Raise `RuleError(code)` unless `ok`. The detail, a tuple for several words, is printed only
    then: to print a term costs more than most rules."""
    if not ok:
        words = detail if isinstance(detail, tuple) else (detail,)
        raise RuleError(code, " ".join(str(word) for word in words))


def settled(answer: Answer, code: str) -> Proved:
    """The answer when it is Proved; a RuleError that says why otherwise."""
    if isinstance(answer, Proved):
        return answer
    if isinstance(answer, Refuted):
        where = ", ".join(f"{symbol} = {value}" for symbol, value in answer.witness)
        words = f"this step of the search fails at {where or 'all points'} {answer.detail}"
        raise RuleError(code, words.strip())
    raise RuleError(code, answer.why)


def take(value: object, kind: type[Kind], code: str) -> Kind:
    """`value` as a `kind`, or a RuleError."""
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise RuleError(code, f"expected {kind.__name__}, got {type(value).__name__}")
    return value


def count(items: tuple[object, ...], number: int, code: str) -> None:
    """Require exactly `number` items."""
    require(len(items) == number, code, f"expected {number}, got {len(items)}")


def plain_letters(letters: Iterable[object], code: str) -> None:
    """Letters that stand for real numbers: of a whole one SymPy knows floor(k) = k and
    sin(pi k) = 0, and the region of one whole letter is a range of whole numbers."""
    for each in letters:
        letter = take(each, Symbol, code)
        require(letter == variable(letter.name), code, letter)


def no_common_variable(setting: Setting, groups: Sequence[Sequence[Expr]], code: str) -> None:
    """Require that no two of the groups of terms have a random variable in common."""
    random = set(setting.claim.variables)
    inside = [set().union(*(term.free_symbols for term in group)) & random for group in groups]
    for one, other in combinations(inside, 2):
        require(not one & other, code, ", ".join(sorted(str(symbol) for symbol in one & other)))

"""What the names of a block mean at one place, and the messages about a name that can't be used.

A `Scope` is data: the check of a statement reads it, and makes another for the inside of a sum, of
a piece or of an expectation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum

from symreparam.terms.record import dataclass

from .advice_words import CALLS
from .diagnostics import Rejection
from .names import CALLABLE, CONSTANTS, MANY, did_you_mean, may_be_test_function
from .nodes import Span
from .syntax import Call


class Kind(Enum):
    """What a `let` introduced; a derived quantity is one of the first two."""

    PARAMETER = "parameter"
    VARIABLE = "random variable"
    FUNCTION = "function"


@dataclass(frozen=True, slots=True)
class Introduced:
    """What a line introduced a name as, and where."""

    kind: Kind
    line: int


@dataclass(frozen=True, slots=True)
class Scope:
    """`known` are the names of the lines above, `bound` those of a sum, a piece, or a free index,
    `later` the lines that introduce a name only below. `own` are the names that this very statement
    introduces. `no_random` says why a random variable can't stand here. `in_expectation` allows an
    undeclared test function; `in_law_claim` keeps `E`, `P` and their like out of a claim
    about a law."""

    known: Mapping[str, Introduced]
    families: frozenset[str]
    later: Mapping[str, int]
    own: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    no_random: str = ""
    in_expectation: bool = False
    in_law_claim: bool = False

    def with_bound(self, names: frozenset[str]) -> Scope:
        return replace(self, bound=self.bound | names)

    def without_random(self, why: str) -> Scope:
        return replace(self, no_random=why)

    def inside_operator(self, name: str) -> Scope:
        return replace(self, no_random="", in_expectation=self.in_expectation or name == "E")

    def is_used(self, name: str) -> bool:
        """Whether a name has a meaning in the block here, apart from functions and families."""
        return name in self.known or name in self.bound

    def is_family(self, name: str) -> bool:
        return name in self.families and not self.is_used(name)

    def is_random(self, name: str) -> bool:
        found = self.known.get(name)
        return name not in self.bound and found is not None and found.kind is Kind.VARIABLE


def check_name(name: str, span: Span, scope: Scope) -> None:
    """A name that is used as a value."""
    if name in scope.bound:
        return
    found = scope.known.get(name)
    if found is None:
        raise unknown_name(name, span, scope)
    if found.kind is Kind.FUNCTION:
        raise Rejection(f"`{name}` is a function", f"write {name}(..)", span)
    if found.kind is Kind.VARIABLE and scope.no_random:
        raise Rejection(f"`{name}` is a random variable", scope.no_random, span)


def unknown_name(name: str, span: Span, scope: Scope) -> Rejection:
    """A name that has no meaning here, and the likeliest reason."""
    if name in scope.own:
        return Rejection(
            f"`{name}` is used in its own definition", "use names of the lines above", span
        )
    if name in scope.later:
        hint = f"line {scope.later[name]} introduces it: move that line up"
        return Rejection(f"`{name}` is not introduced yet", hint, span)
    if name in CALLABLE or name in scope.families:
        return Rejection(f"`{name}` needs its arguments", f"write {name}(..)", span)
    if name == "e":
        return Rejection("`e` is not introduced", "Euler's number is exp(1)", span)
    hint = did_you_mean(name, {*scope.known, *scope.bound, *CONSTANTS})
    line = f"let {name} ~ Normal(0, 1)" if name[0].isupper() else f"let {name} real"
    return Rejection(
        f"`{name}` is not introduced", hint or f"add a line such as `{line}` above", span
    )


def unknown_function(name: str, span: Span, scope: Scope) -> Rejection:
    """A call of something that is neither a function, an operator nor a family."""
    if may_be_test_function(name):
        return Rejection(
            f"`{name}` is not a known function",
            f"add `let {name} function` above; inside E(..) a test function needs no `let`",
            span,
        )
    declared = {each for each, what in scope.known.items() if what.kind is Kind.FUNCTION}
    # no law can stand here: Exp(x) is meant for the function
    same = next((each for each in sorted(CALLABLE) if each.lower() == name.lower()), None)
    hint = f"did you mean `{same}`?" if same else ""
    hint = hint or did_you_mean(name, {*CALLABLE, *scope.families, *declared})
    return Rejection(
        f"unknown function `{name}`", hint or "no function or family has a name like it", span
    )


def shadowed(name: str, span: Span, scope: Scope) -> Rejection:
    """A call of a name that is a parameter or a variable in this block."""
    found = scope.known.get(name)
    what = f"a {found.kind.value} since line {found.line}" if found else "a bound name here"
    hint = f"write {name}*(..) for a product"
    if name in CALLABLE or name in scope.families:
        hint = f"give the {found.kind.value if found else 'bound name'} another name"
    return Rejection(f"`{name}` is {what}, not a function", hint, span)


def check_new(name: str, span: Span, scope: Scope) -> None:
    """A bound variable or an index is a new name."""
    if scope.is_used(name):
        found = scope.known.get(name)
        where = f" (line {found.line})" if found else ""
        raise Rejection(
            f"`{name}` is already a name here{where}", "a bound variable is a new name", span
        )


def check_shape(node: Call) -> None:
    """Primes, keywords, the semicolon, and how many arguments."""
    name, count = node.name, len(node.arguments)
    if node.primes:
        hint = f"write grad(x, {name}(x)); f' is for test functions"
        raise Rejection(f"`{name}` takes no prime", hint, node.span)
    if node.keywords:
        raise Rejection(f"`{name}` takes no keywords", "only families do", node.keywords[0].span)
    if bool(node.after_semicolon) != (name == "jacobian"):
        hint = "write jacobian(z; x, y)"
        raise Rejection("`jacobian` alone takes a semicolon, and needs it", hint, node.span)
    fewest, most = CALLABLE[name]
    if not fewest <= count <= most:
        wanted = str(fewest)
        if fewest != most:
            wanted += " or more" if most == MANY else f" or {most}"
        plural = "" if wanted == "1" else "s"
        told = CALLS.get(name) or f"write {name}({', '.join('xyz'[: max(1, min(fewest, 3))])})"
        message = f"{name} takes {wanted} argument{plural}, not {count}"
        raise Rejection(message, told, node.span)

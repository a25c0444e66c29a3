"""The name discipline of expressions: each name known, each function called as it takes.

A check is a list of tasks, (node, role, scope): a role looks at one node and gives the tasks for
what is inside. So the check needs no recursion, and the leftmost error is the one reported. No
value and no dimension is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias

from .diagnostics import Rejection
from .family_hints import NO_FAMILY, family_hint, in_full
from .names import CALLABLE, FUNCTIONS, OPERATORS, may_be_test_function
from .nodes import Node
from .runs import over_an_index
from .scope import (
    Kind,
    Scope,
    check_name,
    check_new,
    check_shape,
    shadowed,
    unknown_function,
    unknown_name,
)
from .syntax import (
    Arithmetic,
    Call,
    Chain,
    Constant,
    Given,
    Item,
    Junction,
    Name,
    Negate,
    Power,
    Run,
    TupleOf,
)

Role: TypeAlias = Callable[[Any, Scope], "Iterator[Task]"]
Task: TypeAlias = tuple[Any, Role, Scope]

_LAW_PLACES = "a law stands after ~ and inside Independent, KL, entropy, pdf, logpdf, cdf"
# Functions that take vectors, beside the operators, the test functions and the families.
_OF_VECTORS = frozenset({"min", "max", "argmax", "norm", "transpose", "diag", "sum", "prod"})


def check(node: Node, role: Role, scope: Scope) -> None:
    """Raises Rejection for the leftmost place that breaks the name discipline."""
    tasks: list[Task] = [(node, role, scope)]
    while tasks:
        part, how, where = tasks.pop()
        tasks.extend(reversed(list(how(part, where))))


# Roles -------------------------------------------------------------------------------------------
def value(node: Any, scope: Scope) -> Iterator[Task]:
    """One number: no tuple, condition, run, law or infinity."""
    match node:
        case Name(name=name):
            check_name(name, node.span, scope)
        case Constant(name="oo"):
            raise Rejection("`oo` stands in bounds and ranges only", "", node.span)
        case Item():
            yield from _item(node, scope)
        case Arithmetic(operands=operands):
            yield from ((operand, value, scope) for operand in operands)
        case Negate(operand=operand):
            yield operand, value, scope
        case Power(base=base, exponent=exponent):
            yield base, value, scope
            yield exponent, value, scope
        case Call():
            yield from _call(node, scope)
        case TupleOf():
            raise Rejection("a tuple can't stand inside an expression", "", node.span)
        case Chain() | Junction():
            raise Rejection("a condition is no value", "write indicator(..) for 1 or 0", node.span)
        case Run():
            raise Rejection(
                "a run such as 1..n can't stand here",
                "write sum(e[i], i = 1..n), or a[1..k] in a law",
                node.span,
            )
        case Given():
            raise Rejection("`given` can't stand here", "write E(x given y)", node.span)


def side(node: Any, scope: Scope) -> Iterator[Task]:
    """A value or a tuple of values and tuples."""
    if isinstance(node, TupleOf):
        yield from ((item, side, scope) for item in node.items)
    else:
        yield node, value, scope


def subject(node: Any, scope: Scope) -> Iterator[Task]:
    """A side, or `X given X > a`."""
    if isinstance(node, Given):
        yield node.subject, side, scope
        conditional = isinstance(node.given, Chain | Junction)
        yield node.given, condition if conditional else side, scope
    else:
        yield node, side, scope


def event(node: Any, scope: Scope) -> Iterator[Task]:
    """What `P` takes: a condition, perhaps given another."""
    if isinstance(node, Given):
        yield node.subject, condition, scope
        conditional = isinstance(node.given, Chain | Junction)
        yield node.given, condition if conditional else side, scope
    else:
        yield node, condition, scope


def condition(node: Any, scope: Scope) -> Iterator[Task]:
    """Comparisons between values, joined by `and` and `or`."""
    if isinstance(node, Chain):
        yield from ((term, value, scope) for term in node.terms)
    elif isinstance(node, Junction):
        yield from ((each, condition, scope) for each in node.conditions)
    else:
        raise Rejection("a condition is expected here", "for example u < 1/2", node.span)


def bound(node: Any, scope: Scope) -> Iterator[Task]:
    """An end of a range or a run: a value, `oo` or `-oo`."""
    inner = node.operand if isinstance(node, Negate) else node
    if not (isinstance(inner, Constant) and inner.name == "oo"):
        yield node, value, scope


def law(node: Any, scope: Scope) -> Iterator[Task]:
    """A law: a family with its arguments."""
    if isinstance(node, Call) and scope.is_family(node.name):
        if node.primes or node.after_semicolon:
            raise Rejection(f"{node.name} takes arguments between commas alone", "", node.span)
        role = law if node.name == "Independent" else _family_argument
        yield from ((argument, role, scope) for argument in node.arguments)
        yield from ((keyword.value, role, scope) for keyword in node.keywords)
    elif isinstance(node, Call) and scope.is_used(node.name):
        raise shadowed(node.name, node.span, scope)
    elif isinstance(node, Call) and node.name not in CALLABLE:
        hint = family_hint(node.name, scope.families) or NO_FAMILY
        raise Rejection(f"unknown family `{node.name}`", hint, node.span)
    elif isinstance(node, Name) and scope.is_family(node.name):
        whole = in_full(node.name)
        raise Rejection(f"`{node.name}` needs its parameters", f"write {whole}", node.span)
    else:
        _no_law_inside(node, scope)
        raise Rejection("a law is expected here", "for example Normal(0, 1)", node.span)


def law_or_variable(node: Any, scope: Scope) -> Iterator[Task]:
    """A law, or an expression that has one."""
    family = isinstance(node, Call | Name) and scope.is_family(node.name)
    yield node, law if family else side, scope


def _no_law_inside(node: Any, scope: Scope) -> None:
    """`2*Normal(0, 1)`: a better answer than `a law is expected`."""
    if isinstance(node, Arithmetic | Negate | Power):
        check(node, value, scope)


def _family_argument(node: Any, scope: Scope) -> Iterator[Task]:
    """As a side, and also a run of components: `a[1..k]`."""
    if isinstance(node, Item) and any(isinstance(index, Run) for index in node.indices):
        yield from _component_of(node, scope)
        for index in node.indices:
            if isinstance(index, Run):
                _no_index_name(index)
                yield index.low, bound, scope
                yield index.high, bound, scope
            else:
                yield index, value, scope
    else:
        yield node, side, scope


# Components and calls ----------------------------------------------------------------------------
def _item(node: Item, scope: Scope) -> Iterator[Task]:
    yield from _component_of(node, scope)
    for index in node.indices:
        yield index, value, replace(scope, no_random="an index is not random")


def _component_of(node: Item, scope: Scope) -> Iterator[Task]:
    known = scope.is_used(node.name)
    if not known and (node.name in CALLABLE or node.name in scope.families):
        raise Rejection(f"`{node.name}` takes round brackets", f"write {node.name}(..)", node.span)
    check_name(node.name, node.span, scope)
    return iter(())


def _no_index_name(run: Run) -> None:
    if run.variable is not None:
        raise Rejection("this run needs no index", "write 1..n", run.span)


def _call(node: Call, scope: Scope) -> Iterator[Task]:
    name = node.name
    found = None if name in scope.bound else scope.known.get(name)
    if found is not None and found.kind is Kind.FUNCTION:
        yield from _test_function(node, scope)
    elif scope.is_used(name):
        raise shadowed(name, node.span, scope)
    elif name in CALLABLE:
        check_shape(node)
        if name in OPERATORS and scope.in_law_claim and name != "jacobian":
            hint = f"write {name}(..) = .. for an equation"
            message = f"{name}(..) is a number: it stands in equations alone"
            raise Rejection(message, hint, node.span)
        inner = scope.inside_operator(name) if name in OPERATORS else scope
        yield from _arguments(node, inner)
    elif name in scope.families:
        raise Rejection(f"the law {name}(..) can't stand in an expression", _LAW_PLACES, node.span)
    elif scope.in_expectation and may_be_test_function(name) and name not in scope.own:
        yield from _test_function(node, scope)
    elif name in scope.own or name in scope.later:
        raise unknown_name(name, node.span, scope)
    else:
        raise unknown_function(name, node.span, scope)


def _test_function(node: Call, scope: Scope) -> Iterator[Task]:
    if node.keywords or node.after_semicolon or not node.arguments:
        raise Rejection(f"`{node.name}` takes arguments between commas", "", node.span)
    yield from ((argument, side, scope) for argument in node.arguments)


def _arguments(node: Call, scope: Scope) -> Iterator[Task]:
    name, arguments = node.name, node.arguments
    if over_an_index(node):
        yield from _over_a_run(node, scope)
    elif name == "jacobian":
        yield from _jacobian(node, scope)
    elif name == "grad":
        if not isinstance(arguments[0], Name | Item):
            raise Rejection(
                "grad is with respect to a name", "write grad(mu, E(f(z)))", arguments[0].span
            )
        yield arguments[0], value, scope.without_random("grad is with respect to a parameter")
        yield arguments[1], value, scope
    else:
        roles = _ROLES.get(name)
        if roles is None:
            plain = name in FUNCTIONS and name not in _OF_VECTORS
            roles = (value if plain else side,) * len(arguments)
        yield from zip(arguments, roles, (scope,) * len(arguments), strict=True)


_ROLES: dict[str, tuple[Role, ...]] = {
    "indicator": (condition,),
    "if": (condition, value, value),
    "P": (event,),
    "E": (subject,),
    "Var": (subject,),
    "median": (subject,),
    "Cov": (side, side),
    "KL": (law_or_variable, law_or_variable),
    "entropy": (law_or_variable,),
    "pdf": (law, side),
    "logpdf": (law, side),
    "cdf": (law, side),
}


def _over_a_run(node: Call, scope: Scope) -> Iterator[Task]:
    body, run = node.arguments
    if not isinstance(run, Run) or run.variable is None:
        raise Rejection(f"{node.name} has an index", f"write {node.name}(e[i], i = 1..n)", run.span)
    check_new(run.variable.name, run.variable.span, scope)
    yield body, value, scope.with_bound(frozenset({run.variable.name}))
    yield run.low, bound, scope
    yield run.high, bound, scope


def _jacobian(node: Call, scope: Scope) -> Iterator[Task]:
    inner = node.arguments[0]
    names = node.after_semicolon
    if isinstance(inner, TupleOf) and len(inner.items) != len(names):
        raise Rejection(
            f"{len(inner.items)} components and {len(names)} names",
            "jacobian takes as many names after the semicolon as components",
            node.span,
        )
    yield inner, side, scope
    for name in names:
        if not isinstance(name, Name | Item):
            raise Rejection("after the semicolon come names", "write jacobian(z; x, y)", name.span)
        yield name, value, scope.without_random("after the semicolon come parameters")

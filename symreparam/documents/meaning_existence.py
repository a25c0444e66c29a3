"""What the arguments of a law must satisfy for it to exist."""

from __future__ import annotations

from sympy import Pow

from symreparam.documents import syntax
from symreparam.documents.meaning_needs import Meaningless, Need, NeedKind
from symreparam.families.members import (
    any_form,
    form_condition,
    general_conditions,
    parameter_conditions,
)
from symreparam.terms.law import Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import Relation, is_whole


def require_whole(named: Named, node: syntax.Call) -> None:
    """Raises Meaningless where a count is no whole number, or need not be one."""
    for parameter_of, argument in zip(any_form(named).parameters, named.arguments, strict=True):
        if not parameter_of.domain.integer or is_whole(argument):
            continue
        names = sorted(str(s) for s in argument.free_symbols if not s.is_integer)
        hint = "give a whole number"
        if names:
            hint = f"introduce it with `integer`, for example `let {names[0]} integer >= 1`"
        end = "need not be one" if names else "is none"
        what = f"the {parameter_of.name} of {node.name} is a whole number, and {argument} {end}"
        raise Meaningless(what, hint, node.span)


def existence(named: Named, node: syntax.Call) -> list[Need]:
    """What the arguments of a member must satisfy for it to exist.

    Raises Meaningless where a count is no whole number, or need not be one.
    """
    require_whole(named, node)
    return [
        Need(
            "relation",
            relation.right,
            relation,
            NUMBERS,
            node.span,
            _without(named, node, general, relation, shown),
            _restriction(shown),
        )
        for general, relation in zip(
            general_conditions(named), parameter_conditions(named), strict=True
        )
        for shown in (_plainer(relation),)
    ]


def _without(
    named: Named, node: syntax.Call, general: Relation, relation: Relation, shown: Relation
) -> str:
    """What is wrong where the relation fails."""
    if relation == form_condition(named):
        return _other_form(node, shown)
    return f"{node.name} does not exist unless {_condition(general, shown)}"


def _other_form(node: syntax.Call, relation: Relation) -> str:
    return f"the form of {node.name} is another one where {relation.left} = {relation.right}"


def _condition(general: Relation, shown: Relation) -> str:
    """`0 < sigma`; at numbers also what it reads there."""
    there = f"{shown.left} {shown.sign} {shown.right}"
    if shown.left.free_symbols | shown.right.free_symbols or general == shown:
        return there
    return f"{general.left} {general.sign} {general.right}: here {there}"


def _plainer(relation: Relation) -> Relation:
    """`0 < v` for `0 < sqrt(v)`: what stands in the text."""
    right = relation.right
    if relation.left == 0 and isinstance(right, Pow) and right.exp.is_positive:
        return Relation(relation.left, relation.sign, right.base)
    return relation


def _restriction(relation: Relation) -> str:
    if relation.sign == "=":
        return "choose arguments for which both sides are equal"
    if not (relation.left.free_symbols | relation.right.free_symbols):
        return "give numbers for which this holds"
    if (relation.right - relation.left).expand().is_number:
        return "no parameter values help: give other arguments"
    if relation.right.is_number:
        shown = f"{relation.left} {relation.sign} {relation.right}"
    else:
        turned = {"<": ">", "<=": ">="}.get(relation.sign, relation.sign)
        shown = f"{relation.right} {turned} {relation.left}"
    return f"restrict the parameters, for example `let {shown}`"


def conditional_existence(named: Named, node: syntax.Call) -> list[Need]:
    """What random arguments of a member must satisfy almost surely."""
    kinds: dict[str, NeedKind] = {"<": "positive", "<=": "nonnegative", "!=": "nonzero"}
    found = []
    for relation in parameter_conditions(named):
        message = f"{node.name} does not exist unless {relation.left} {relation.sign} "
        message += str(relation.right)
        if relation == form_condition(named):
            message = _other_form(node, relation)
        gap, kind = relation.right - relation.left, kinds[relation.sign]
        found.append(Need(kind, gap, None, NUMBERS, node.span, message, ""))
    return found

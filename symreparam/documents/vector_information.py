"""`KL(P, Q)` and `entropy(P)` of vectors of symbolic size, written as those of any component.

The components are independent under each law, so that both are sums over the components.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symreparam.documents import syntax
from symreparam.documents.nodes import Node, walk
from symreparam.documents.vector_shapes import Generic
from symreparam.logic.errors import Unsupported

if TYPE_CHECKING:
    from symreparam.documents.vectors import Vectors

_HEADS = ("KL", "entropy")


def of_components(vectors: Vectors, claim: Node) -> tuple[Any, str | None]:
    """The equation with laws of one component, and the size; None where no such vector is in it.

    Raises Unsupported for divergences of vectors beside others.
    """
    calls = [p for p in walk(claim) if isinstance(p, syntax.Call) and p.name in _HEADS]
    laws = {id(call): [_law(vectors, part) for part in call.arguments] for call in calls}
    sizes = {size for each in laws.values() for _, size in each}
    if sizes <= {None}:
        return claim, None
    if len(sizes) != 1:
        raise Unsupported("divergences of vectors of symbolic size beside others")
    vectors.require_whole()

    def changed(node: Any) -> Any:
        if id(node) in laws:
            return syntax.Call(node.name, tuple(law for law, _ in laws[id(node)]), span=node.span)
        return vectors.mapped(node, changed)

    return changed(claim), sizes.pop()


def _law(vectors: Vectors, node: Node) -> tuple[Any, str | None]:
    """The law of one component and the number of these, if the node is such a law."""
    if isinstance(node, syntax.Name):
        known = vectors.values.get(node.name)
        return (known.item, known.size) if isinstance(known, Generic) else (node, None)
    normal = isinstance(node, syntax.Call) and node.name == "MultivariateNormal"
    if not normal or not isinstance(node, syntax.Call) or len(node.arguments) != 2:
        return node, None
    mean = vectors.value(node.arguments[0])
    size = mean.size if isinstance(mean, Generic) else _size(vectors, node.arguments[1])
    return (node, None) if size is None else (vectors.each(node, Generic(None, size)), size)


def _size(vectors: Vectors, spread: Node) -> str | None:
    """The name of the size of a diagonal covariance."""
    for part in walk(spread):
        if isinstance(part, syntax.Call) and len(part.arguments) == 1:
            [inner] = part.arguments
            if part.name == "eye" and isinstance(inner, syntax.Name):
                return inner.name
            known = vectors.value(inner) if part.name == "diag" else None
            if isinstance(known, Generic):
                return known.size
    return None

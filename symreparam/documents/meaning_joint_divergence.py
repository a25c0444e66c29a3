"""`KL(P, Q)` of joint laws: vectors in new variables that have them, and the two densities."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Expr, Integer, Symbol, cancel, sqrt

from symreparam.documents import syntax
from symreparam.documents.meaning_existence import existence
from symreparam.documents.meaning_joint import joint_member
from symreparam.documents.meaning_needs import Meaningless, Need
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node
from symreparam.families.vectors import dirichlet_vector
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import JointDivergenceOf, JointEntropyOf
from symreparam.terms.law import AnyLaw, JointLaw, Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import variable

JOINT = ("MultivariateNormal", "Independent", "Dirichlet")
_STANDARD = Named("Normal", (Integer(0), Integer(1)))


def is_joint(node: Node) -> bool:
    """Whether the node is a joint law."""
    return isinstance(node, syntax.Call) and node.name in JOINT


def joint_divergence(
    node: syntax.Call, reader: Reader, fresh: dict[Symbol, AnyLaw]
) -> JointDivergenceOf:
    """The letter for the divergence; `fresh` grows by the variables. Raises Meaningless."""
    first, second = node.arguments
    assert isinstance(first, syntax.Call)
    if not isinstance(second, syntax.Call) or not is_joint(second):
        raise Meaningless("a joint law and one of one variable", "give two joint laws", node.span)
    outer, reader.means = reader.means, None
    try:
        sizes = [_size(each) for each in (first, second)]
        if sizes[0] != sizes[1]:
            raise Meaningless(f"{sizes[0]} components and {sizes[1]}", "", node.span)
        laws = [_member(each, reader, sizes[0]) for each in (first, second)]
        for each, law in zip((first, second), laws, strict=True):
            for factor in law.factors:
                reader.needs.extend(existence(factor, each))
        vectors = [
            _vector(each, law, reader, fresh)
            for each, law in zip((first, second), laws, strict=True)
        ]
    finally:
        reader.means = outer
    letter = reader.new_letter()
    return JointDivergenceOf(letter, vectors[0], vectors[1], laws[0], laws[1])


def joint_entropy(node: syntax.Call, reader: Reader, fresh: dict[Symbol, AnyLaw]) -> JointEntropyOf:
    """The letter for the entropy; `fresh` grows by the variables. Raises Meaningless."""
    [each] = node.arguments
    assert isinstance(each, syntax.Call)
    outer, reader.means = reader.means, None
    try:
        law = _member(each, reader, _size(each))
        for factor in law.factors:
            reader.needs.extend(existence(factor, each))
        vector = _vector(each, law, reader, fresh)
    finally:
        reader.means = outer
    return JointEntropyOf(reader.new_letter(), vector, law)


def _size(node: syntax.Call) -> int:
    """Of a Dirichlet vector all components but the last count, which they determine."""
    if node.name == "Independent":
        return len(node.arguments)
    if node.name == "Dirichlet":
        if len(node.arguments) < 2:
            raise Meaningless("Dirichlet takes two shapes or more", "", node.span)
        return len(node.arguments) - 1
    mean = node.arguments[0] if node.arguments else None
    if not isinstance(mean, syntax.TupleOf):
        raise Unsupported("MultivariateNormal without a tuple for its mean here")
    return len(mean.items)


def _member(node: syntax.Call, reader: Reader, size: int) -> JointLaw:
    if node.name != "Dirichlet":
        return joint_member(node, reader, size)
    names = (name for k in range(1, 1000) if (name := f"z_{k}") not in reader.names)
    letters = tuple(variable(next(names)) for _ in range(size))
    shapes = _shapes(node, reader)
    for shape, part in zip(shapes, node.arguments, strict=True):
        message, hint = "a shape of Dirichlet is not positive", f"let {shape} > 0"
        reader.needs.append(Need("positive", shape, None, NUMBERS, part.span, message, hint))
    return dirichlet_vector(letters, shapes)


def _shapes(node: syntax.Call, reader: Reader) -> tuple[Expr, ...]:
    return tuple(reader.read(part) for part in node.arguments)


def _sticks(node: syntax.Call, reader: Reader, fresh: dict[Symbol, AnyLaw]) -> tuple[Expr, ...]:
    """The broken stick: each component is a share, with a beta law, of what those before it leave
    (Kotz, Balakrishnan & Johnson 2000, chapter 49)."""
    shapes = _shapes(node, reader)
    left: Expr = Integer(1)
    found = []
    for index, shape in enumerate(shapes[:-1]):
        share = _new(Named("Beta", (shape, Add(*shapes[index + 1 :]))), reader, fresh, ())
        found.append(left * share)
        left = left * (1 - share)
    return tuple(found)


def _vector(
    node: syntax.Call, law: JointLaw, reader: Reader, fresh: dict[Symbol, AnyLaw]
) -> tuple[Expr, ...]:
    """Terms in independent variables that have the law."""
    if law.factors:
        parts: list[Symbol] = []
        for factor in law.factors:
            parts.append(_new(factor, reader, fresh, parts))
        return tuple(parts)
    if node.name == "Dirichlet":
        return _sticks(node, reader, fresh)
    mean, rows = node.arguments
    assert isinstance(mean, syntax.TupleOf) and isinstance(rows, syntax.TupleOf)
    places = [reader.read(item) for item in mean.items]
    matrix = [
        [reader.read(item) for item in row.items]
        for row in rows.items
        if isinstance(row, syntax.TupleOf)
    ]
    root = _cholesky(matrix, node, reader)
    noise: list[Symbol] = []
    for _ in places:
        noise.append(_new(_STANDARD, reader, fresh, noise))
    found = []
    for place, row in zip(places, root, strict=True):
        for coefficient, symbol in zip(row, noise, strict=True):
            place = place + coefficient * symbol
        found.append(place)
    return tuple(found)


def _new(law: Named, reader: Reader, fresh: dict[Symbol, AnyLaw], used: Sequence[Symbol]) -> Symbol:
    """A new variable with the law; standard normal ones serve both vectors, not one twice."""
    if law == _STANDARD:
        known = [s for s, other in fresh.items() if other == _STANDARD and s not in used]
        if known:
            return known[0]
    taken = {*reader.names, *(symbol.name for symbol in fresh)}
    names = (f"e_{k}" for k in range(1, 1000))
    symbol = variable(next(name for name in names if name not in taken))
    fresh[symbol] = law
    return symbol


def _cholesky(matrix: list[list[Expr]], node: syntax.Call, reader: Reader) -> list[list[Expr]]:
    """The lower triangular root of a covariance; what has to be positive becomes a need."""
    size = len(matrix)
    zero: Expr = Integer(0)
    root = [[zero] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j]
            for k in range(j):
                rest = rest - root[i][k] * root[j][k]
            if i != j:
                root[i][j] = cancel(rest / root[j][j]) if rest != 0 else zero
                continue
            square = cancel(rest)
            message = "the covariance is not positive definite"
            reader.needs.append(
                Need("positive", square, None, NUMBERS, node.span, message, "restrict its entries")
            )
            root[i][i] = sqrt(square)
    return root

"""`KL(P, Q)` of joint laws: vectors in new variables that have them, and the two densities."""

from __future__ import annotations

from sympy import Expr, Integer, Symbol, cancel, sqrt

from symreparam.documents import syntax
from symreparam.documents.meaning_joint import joint_member
from symreparam.documents.meaning_laws import existence
from symreparam.documents.meaning_needs import Meaningless, Need
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import JointDivergenceOf
from symreparam.terms.law import AnyLaw, JointLaw, Named
from symreparam.terms.region import NUMBERS
from symreparam.terms.scope import variable

JOINT = ("MultivariateNormal", "Independent")
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
        laws = [joint_member(each, reader, sizes[0]) for each in (first, second)]
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


def _size(node: syntax.Call) -> int:
    if node.name == "Independent":
        return len(node.arguments)
    mean = node.arguments[0] if node.arguments else None
    if not isinstance(mean, syntax.TupleOf):
        raise Unsupported("MultivariateNormal without a tuple for its mean here")
    return len(mean.items)


def _vector(
    node: syntax.Call, law: JointLaw, reader: Reader, fresh: dict[Symbol, AnyLaw]
) -> tuple[Expr, ...]:
    """Terms in independent variables that have the law."""
    if law.factors:
        return tuple(_new(factor, reader, fresh, 0) for factor in law.factors)
    mean, rows = node.arguments
    assert isinstance(mean, syntax.TupleOf) and isinstance(rows, syntax.TupleOf)
    places = [reader.read(item) for item in mean.items]
    matrix = [
        [reader.read(item) for item in row.items]
        for row in rows.items
        if isinstance(row, syntax.TupleOf)
    ]
    factor = _cholesky(matrix, node, reader)
    noise = [_new(_STANDARD, reader, fresh, k) for k in range(len(places))]
    found = []
    for place, row in zip(places, factor, strict=True):
        for coefficient, symbol in zip(row, noise, strict=True):
            place = place + coefficient * symbol
        found.append(place)
    return tuple(found)


def _new(law: Named, reader: Reader, fresh: dict[Symbol, AnyLaw], place: int) -> Symbol:
    """A new variable with the law; standard normal ones serve both vectors."""
    if law == _STANDARD:
        known = [symbol for symbol, other in fresh.items() if other == _STANDARD]
        if place < len(known):
            return known[place]
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

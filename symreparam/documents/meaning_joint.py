"""Joint laws of the syntax tree: densities on nested ranges, and laws of vectors by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sympy import Expr, Symbol, expand

from symreparam.documents import syntax
from symreparam.documents.joint_ranges import nested, range_gaps
from symreparam.documents.meaning_covariance import mean_and_covariance
from symreparam.documents.meaning_existence import require_whole
from symreparam.documents.meaning_laws import named_law
from symreparam.documents.meaning_needs import Meaningless
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node
from symreparam.families.members import WrongArguments, product_law
from symreparam.families.variadic import is_law
from symreparam.families.vectors import normal_vector
from symreparam.logic.errors import Unsupported
from symreparam.logic.judgement import HasNormalLaw
from symreparam.terms.determinant import determinant
from symreparam.terms.law import AnyLaw, JointLaw, Named
from symreparam.terms.region import Region
from symreparam.terms.scope import variable


def joint_density(
    pieces: tuple[syntax.Piece, ...], reader: Reader, components: int, span: Node
) -> JointLaw:
    """One density at a tuple of new names, on ranges that bound each by those before it."""
    if len(pieces) != 1 or pieces[0].kind != "density":
        raise Unsupported("a joint law of several pieces or with masses")
    piece = pieces[0]
    if not isinstance(piece.at, syntax.TupleOf):
        raise Meaningless("the density binds no tuple", "write `at (s, t)`", piece.span)
    names = [part.name for part in piece.at.items if isinstance(part, syntax.Name)]
    if len(names) != components:
        message = f"{components} components and {len(names)} bound names"
        raise Meaningless(message, "bind one name for each component", piece.span)
    letters = tuple(variable(name) for name in names)
    known = {**reader.names, **dict(zip(names, letters, strict=True))}
    # what the ends need is asked for all parameter values, and where the letters before it lie
    ends = Reader(known, needs=[])
    region = nested(range_gaps(piece, ends, letters), letters)
    for need in ends.needs:
        last = max((k for k, x in enumerate(region.variables) if need.term.has(x)), default=-1)
        reader.needs.append(replace(need, over=Region(region.bounds[: last + 1])))
    inner = Reader(known, region, reader.needs)
    return JointLaw(letters, region, inner.read(piece.value))


def joint_member(node: syntax.Call, reader: Reader, components: int) -> JointLaw:
    """Independent(..) of named laws, or MultivariateNormal(mean, covariance)."""
    taken = set(reader.names)
    fresh = (name for k in range(1, 1000) if (name := f"z_{k}") not in taken)
    letters = tuple(variable(next(fresh)) for _ in range(components))
    if node.name == "Independent":
        try:
            return product_law(independent_factors(node, reader, components), letters)
        except WrongArguments as error:
            raise Unsupported(f"Independent of these laws: {error}") from error
    if node.name == "MultivariateNormal":
        return _normal(node, reader, letters)
    raise Unsupported(f"the family {node.name}")


def independent_factors(node: syntax.Call, reader: Reader, components: int) -> tuple[Named, ...]:
    """The laws inside Independent(..), one for each component."""
    if len(node.arguments) != components:
        message = f"{components} components and {len(node.arguments)} laws"
        raise Meaningless(message, "give one law for each component", node.span)
    factors: list[Named] = []
    for part in node.arguments:
        if not isinstance(part, syntax.Call) or not is_law(part.name):
            raise Unsupported("this law inside Independent")
        named = named_law(part, reader, claimed=True)
        require_whole(named, part)
        factors.append(named)
    return tuple(factors)


def _normal(node: syntax.Call, reader: Reader, letters: tuple[Symbol, ...]) -> JointLaw:
    """exp(-(z - m)' C^-1 (z - m)/2)/sqrt((2 pi)^n det C)."""
    mean, matrix = mean_and_covariance(node, reader, len(letters))
    if determinant(matrix) == 0:
        raise Unsupported("a singular covariance")
    return normal_vector(letters, mean, matrix)


def normal_goal(
    node: syntax.Call, reader: Reader, subjects: tuple[Expr, ...], random: Mapping[Symbol, AnyLaw]
) -> HasNormalLaw | None:
    """The claim by mean and covariance, where a density may not say it: the covariance is
    singular, or not evidently regular and the components are sums of normal variables."""
    needs = list(reader.needs)
    mean, matrix = mean_and_covariance(node, reader, len(subjects))
    whole = expand(determinant(matrix))
    evident = whole.is_positive
    if whole == 0 or (not evident and all(_sum_of_normals(term, random) for term in subjects)):
        return HasNormalLaw(subjects, tuple(mean), tuple(tuple(row) for row in matrix))
    reader.needs[:] = needs
    return None


def _sum_of_normals(term: Expr, random: Mapping[Symbol, AnyLaw]) -> bool:
    """Whether the term is a polynomial of degree 1 in normal variables."""
    inside = [symbol for symbol in sorted(term.free_symbols, key=str) if symbol in random]
    laws = [random[symbol] for symbol in inside]
    normal = all(isinstance(law, Named) and law.family == "Normal" for law in laws)
    if not normal or not term.is_polynomial(*inside):
        return False
    slopes = [term.diff(symbol) for symbol in inside]
    return not any(expand(slope).has(symbol) for slope in slopes for symbol in inside)

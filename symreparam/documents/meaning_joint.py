"""Joint laws of the syntax tree: densities on nested ranges, and laws of vectors by name."""

from __future__ import annotations

from itertools import pairwise

from sympy import Add, Expr, Integer, Symbol, cancel, diff, exp, oo, pi, sqrt

from symreparam.documents import syntax
from symreparam.documents.meaning_laws import named_law
from symreparam.documents.meaning_terms import Meaningless, Reader
from symreparam.documents.nodes import Node
from symreparam.families.aliases import ALIASES
from symreparam.families.members import WrongArguments, product_law
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import Unsupported
from symreparam.terms.law import JointLaw, Named
from symreparam.terms.region import Region
from symreparam.terms.scope import variable

Bound = tuple[Symbol, Expr, Expr]


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
    # what the ends need is asked for all parameter values; what needs a bound letter is refused
    ends = Reader(known, needs=[])
    region = nested(_gaps(piece, ends), letters)
    for need in ends.needs:
        if need.term.has(*letters):
            raise Unsupported("a range whose ends are not defined everywhere")
    reader.needs.extend(ends.needs)
    inner = Reader(known, region, reader.needs)
    return JointLaw(letters, region, inner.read(piece.value))


def joint_member(node: syntax.Call, reader: Reader, components: int) -> JointLaw:
    """Independent(..) of named laws, or MultivariateNormal(mean, covariance)."""
    taken = set(reader.names)
    fresh = (name for k in range(1, 1000) if (name := f"z_{k}") not in taken)
    letters = tuple(variable(next(fresh)) for _ in range(components))
    if node.name == "Independent":
        return _independent(node, reader, letters)
    if node.name == "MultivariateNormal":
        return _normal(node, reader, letters)
    raise Unsupported(f"the family {node.name}")


def _independent(node: syntax.Call, reader: Reader, letters: tuple[Symbol, ...]) -> JointLaw:
    if len(node.arguments) != len(letters):
        message = f"{len(letters)} components and {len(node.arguments)} laws"
        raise Meaningless(message, "give one law for each component", node.span)
    factors: list[Named] = []
    for part in node.arguments:
        if not isinstance(part, syntax.Call) or part.name not in (*FAMILY_NAMES, *ALIASES):
            raise Unsupported("this law inside Independent")
        factors.append(named_law(part, reader))
    try:
        return product_law(tuple(factors), letters)
    except WrongArguments as error:
        raise Unsupported(f"Independent of these laws: {error}") from error


def _normal(node: syntax.Call, reader: Reader, letters: tuple[Symbol, ...]) -> JointLaw:
    """exp(-(z - m)' C^-1 (z - m)/2)/sqrt((2 pi)^n det C)."""
    if len(node.arguments) != 2:
        raise Meaningless(
            "MultivariateNormal takes a mean and a covariance",
            "write MultivariateNormal((m1, m2), ((v11, v12), (v21, v22)))",
            node.span,
        )
    mean = _row(node.arguments[0], reader, len(letters), node)
    rows = node.arguments[1]
    if not isinstance(rows, syntax.TupleOf) or len(rows.items) != len(letters):
        raise Meaningless("the covariance has another size", "give one row a component", node.span)
    matrix = [_row(row, reader, len(letters), node) for row in rows.items]
    for i, row in enumerate(matrix):
        for j in range(i):
            if row[j] != matrix[j][i] and cancel(row[j] - matrix[j][i]) != 0:
                raise Meaningless("the covariance is not symmetric", "", node.span)
    whole = determinant(matrix)
    if whole == 0:
        raise Unsupported("a singular covariance")
    gaps = [letter - m for letter, m in zip(letters, mean, strict=True)]
    terms = []
    for i in range(len(letters)):
        for j in range(len(letters)):
            minor = [r[:i] + r[i + 1 :] for k, r in enumerate(matrix) if k != j]
            terms.append((-1) ** (i + j) * determinant(minor) * gaps[i] * gaps[j])
    density = exp(-Add(*terms) / (2 * whole)) / sqrt((2 * pi) ** len(letters) * whole)
    return JointLaw(letters, Region(tuple((x, -oo, oo) for x in letters)), density)


def _row(node: Node, reader: Reader, size: int, whole: Node) -> list[Expr]:
    if not isinstance(node, syntax.TupleOf) or len(node.items) != size:
        raise Meaningless(f"a tuple of {size} terms is expected", "", whole.span)
    return [reader.read(item) for item in node.items]


def determinant(rows: list[list[Expr]]) -> Expr:
    """The determinant, expanded along the first row."""
    if not rows:
        return Integer(1)
    total: Expr = Integer(0)
    for index, entry in enumerate(rows[0]):
        minor = [row[:index] + row[index + 1 :] for row in rows[1:]]
        total = total + (-1) ** index * entry * determinant(minor)
    return total


# ranges -----------------------------------------------------------------------------------------
def _gaps(piece: syntax.Piece, reader: Reader) -> list[Expr]:
    """The terms that are positive in the range."""
    found: list[Expr] = []
    for each in piece.ranges:
        if isinstance(each, syntax.RealRange):
            continue
        if not isinstance(each, syntax.Chain):
            raise Unsupported("a joint density on a lattice")
        terms = [reader.read(term) for term in each.terms]
        for (left, right), sign in zip(pairwise(terms), each.signs, strict=True):
            if sign not in ("<", "<=", ">", ">="):
                raise Unsupported(f"the sign {sign} in a joint range")
            found.append(right - left if sign.startswith("<") else left - right)
    return found


def nested(gaps: list[Expr], letters: tuple[Symbol, ...]) -> Region:
    """The set where all gaps are positive as intervals, each bounded by the letters before it.

    Raises Unsupported when it is no such set in the letters' order, or when which of two bounds
    is the tighter one is not seen.
    """
    bounds: list[Bound] = []
    left = [gap for gap in gaps if not _always(gap)]
    if any(gap.has(oo, -oo) for gap in left):
        raise Unsupported("an infinite end on this side of a range")
    for index, letter in enumerate(letters):
        later = letters[index + 1 :]
        here = [g for g in left if g.has(letter) and not g.has(*later)]
        low, high = -oo, oo
        for gap in here:
            slope = diff(gap, letter)
            if slope.has(letter):
                raise Unsupported("a range that is not linear in its last variable")
            if slope == 0:
                raise Unsupported("a range from which its variable cancels")
            end = cancel(letter - gap / slope)
            if _strict(slope, bounds):
                low = _tightest(low, end, bounds, lower=True)
            elif _strict(-slope, bounds):
                high = _tightest(high, end, bounds, lower=False)
            else:
                raise Unsupported("a range whose direction depends on the variables")
        left = [g for g in left if g not in here]
        bounds.append((letter, low, high))
    if left:
        raise Unsupported(f"the condition 0 < {left[0]} in a joint range")
    return Region(tuple(bounds))


def _always(gap: Expr) -> bool:
    """A condition that says nothing: below infinity, or a comparison of numbers that holds."""
    return gap == oo or bool(gap.is_number and gap.is_finite and gap > 0)


def _strict(term: Expr, bounds: list[Bound]) -> bool:
    """Whether the term is seen to be positive at every point, never zero.

    Numbers, parameters that are positive, and letters whose interval starts at 0 or above (the
    intervals are open), with products and quotients of these.
    """
    top, bottom = term.as_numer_denom()
    if bottom != 1:
        return _strict(top, bounds) and _strict(bottom, bounds)
    if not any(term.has(letter) for letter, _, _ in bounds):
        return bool(term.is_positive)
    if term.is_Mul:
        return all(_strict(factor, bounds) for factor in term.args)
    low = next((low for letter, low, _ in bounds if letter == term), None)
    return low is not None and bool(low.is_nonnegative)


def _tightest(old: Expr, new: Expr, bounds: list[Bound], lower: bool) -> Expr:
    if old in (oo, -oo):
        return new
    first, second = (new, old) if lower else (old, new)
    if _positive(first - second, bounds):
        return new
    if _positive(second - first, bounds):
        return old
    raise Unsupported("a range with two bounds on one side")


def _positive(term: Expr, bounds: list[Bound]) -> bool:
    """Whether the term is seen to be positive (or zero on the edge) within the bounds."""
    term = cancel(term)
    if term.is_number:
        return bool(term >= 0)
    if all(symbol not in term.free_symbols for symbol, _, _ in bounds):
        return bool(term.is_nonnegative)
    top, bottom = term.as_numer_denom()
    if bottom != 1:
        ends = (top, bottom), (-top, -bottom)
        return any(_positive(a, bounds) and _positive(b, bounds) for a, b in ends)
    for index in range(len(bounds) - 1, -1, -1):
        letter, low, high = bounds[index]
        if not term.has(letter):
            continue
        slope = diff(term, letter)
        if slope.has(letter):
            return False
        for end, way in ((low, slope), (high, -slope)):
            if end not in (oo, -oo) and _positive(way, bounds[:index]):
                return _positive(term.xreplace({letter: end}), bounds[:index])
        return False
    return False

"""Laws of the syntax tree: members of families, and densities and masses on ranges."""

from __future__ import annotations

from sympy import Abs, Expr, Integer, Piecewise, Symbol, default_sort_key, oo
from sympy.core.relational import Relational

from symreparam.documents import syntax
from symreparam.documents.meaning_branches import symbolic_branches
from symreparam.documents.meaning_lattices import lattice_of
from symreparam.documents.meaning_needs import Meaningless
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.nodes import Node
from symreparam.families.aliases import ALIASES
from symreparam.families.known import unknown_family
from symreparam.families.members import listed_atoms, signature
from symreparam.families.variadic import MOST_PARAMETERS, VARIADIC, family_of
from symreparam.logic.errors import Unsupported
from symreparam.terms.law import Atom, Lattice, Law, Named, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import variable, whole


def named_law(node: syntax.Call, reader: Reader, claimed: bool = False) -> Named:
    """A call of a family as a member; keyword arguments are put in the family's order.

    Another name of a family stands for the family's own member. `N(0, -1)` has none: `claimed`, it
    keeps its name, so that it can be told that there is no such law.
    """
    count = len(node.keywords) or len(node.arguments)
    alias, record = ALIASES.get(node.name), family_of(node.name, count)
    if record is None and node.name in VARIADIC:
        hint = f"write 1 to {MOST_PARAMETERS} of them, for example {node.name}(1/2, 1/2)"
        raise Meaningless(f"{node.name} takes arguments", hint, node.span)
    if alias is None and record is None:
        raise Unsupported(unknown_family(node.name))
    if alias is not None:
        names = tuple(p[0] for p in alias.parameters)
        shown = f"{alias.name}({', '.join(names)})"
    else:
        assert record is not None
        names, shown = tuple(p.name for p in record.parameters), signature(record)
    if node.keywords:
        given = {keyword.name: keyword.value for keyword in node.keywords}
        if set(given) != set(names) or len(given) != len(node.keywords):
            raise Meaningless(f"{node.name} has other parameters", f"write {shown}", node.span)
        parts: tuple[Node, ...] = tuple(given[name] for name in names)
    else:
        parts = node.arguments
    if len(parts) != len(names):
        came = f"{len(names)} arguments are needed, {len(parts)} came"
        raise Meaningless(f"wrong number of arguments: {came}", f"write {shown}", node.span)
    vector = next((part for part in parts if isinstance(part, syntax.TupleOf)), None)
    if vector is not None:
        message = f"{node.name} is a law of one variable: its arguments are numbers"
        raise Meaningless(message, f"write {shown}", vector.span)
    arguments = tuple(reader.read(part) for part in parts)
    if any(argument.has(oo, -oo) for argument in arguments):
        raise Meaningless("oo is no parameter of a law", "oo stands in ranges only", node.span)
    if alias is None:
        return Named(node.name, arguments)
    for (name, _, domain), value in zip(alias.parameters, arguments, strict=True):
        if value.is_number and domain.lower != -oo and not value > domain.lower:
            if claimed:
                return Named(alias.name, arguments)
            message = f"{alias.name} does not exist unless {domain.lower} < {name}: it is {value}"
            raise Meaningless(message, f"write {shown}", node.span)
    swap = dict(zip((p[1] for p in alias.parameters), arguments, strict=True))
    return Named(alias.target, tuple(term.xreplace(swap) for term in alias.arguments))


def explicit_law(pieces: tuple[syntax.Piece, ...], reader: Reader) -> Law:
    """Densities and masses as a law in the first bound variable."""
    densities: list[Piece] = []
    atoms: dict[Expr, Expr] = {}
    lattices: list[Lattice] = []
    letter: Symbol | None = None
    for piece in pieces:
        if piece.kind == "mass":
            if piece.at is None:
                raise Meaningless("a mass has a point", "write `mass 1/2 at 0`", piece.span)
            if piece.ranges:
                lattices.append(lattice_of(piece, piece.at, reader))
                continue
            point = reader.read(piece.at)
            atoms[point] = atoms.get(point, Integer(0)) + reader.read(piece.value)
            continue
        bound = bound_name(piece, reader)
        letter = letter or variable(bound)
        densities += _density(piece, bound, letter, reader)
    _no_overlap(densities, pieces[0])
    names = {each.index.name for each in lattices}
    letter = letter or variable(_fresh(reader, names))
    for each in lattices:
        listed = listed_atoms(each)
        for atom in listed or ():
            atoms[atom.point] = atoms.get(atom.point, Integer(0)) + atom.mass
    masses = tuple(Atom(point, mass) for point, mass in atoms.items())
    kept = tuple(_apart(each, letter, reader) for each in lattices if listed_atoms(each) is None)
    return Law(letter, tuple(densities), masses, kept)


def _apart(each: Lattice, letter: Symbol, reader: Reader) -> Lattice:
    """The lattice with an index whose name is not that of the density's letter."""
    if each.index.name != letter.name:
        return each
    return each.moved({each.index: whole(_fresh(reader, {letter.name}))})


def _fresh(reader: Reader, others: set[str]) -> str:
    taken = {*reader.names, *others}
    return next(name for name in ("z", "t", "u", "z_1", "z_2", "z_3") if name not in taken)


def bound_name(piece: syntax.Piece, reader: Reader) -> str:
    """The name that a density binds."""
    if isinstance(piece.at, syntax.Name):
        return piece.at.name
    if piece.at is not None:
        raise Unsupported("joint densities")
    for each in piece.ranges:
        if isinstance(each, syntax.RealRange):
            return each.variable.name
        if isinstance(each, syntax.IntegerRange):
            raise Unsupported("densities on a lattice")
        for term in each.terms:
            if isinstance(term, syntax.Name) and term.name not in reader.names:
                return term.name
    raise Meaningless("no new name in the range", "write `for t > 0`", piece.span)


def _density(piece: syntax.Piece, bound: str, letter: Symbol, reader: Reader) -> list[Piece]:
    low, high, holes = -oo, oo, []
    for each in piece.ranges:
        if isinstance(each, syntax.RealRange):
            continue
        if isinstance(each, syntax.IntegerRange):
            raise Unsupported("densities on a lattice")
        lower, upper, hole = _ends(each, bound, reader)
        low, high = _tighter(low, lower, True), _tighter(high, upper, False)
        holes += hole
    if low.is_number and high.is_number and not low < high:
        raise Meaningless(f"the range from {low} to {high} is empty", "swap the ends", piece.span)
    inner = Reader({**reader.names, bound: letter}, interval(letter, low, high), reader.needs)
    value = inner.read(piece.value)
    if value.has(Piecewise) and not _numbers_alone(value, letter, (low, high)):
        if holes:
            raise Unsupported("a density whose branches meet at a symbolic point")
        parts, needs = symbolic_branches(value, letter, low, high, piece.span)
        reader.needs += needs
        return [Piece(interval(letter, a, b), branch) for a, b, branch in parts]
    cuts = sorted({*_cuts(value, letter), *holes}, key=default_sort_key)
    inside = [cut for cut in cuts if _between(low, cut, high)]
    if len(inside) > 1:
        if not all(cut.is_number for cut in inside):
            raise Unsupported("a density whose branches meet at a symbolic point")
        inside.sort()
    ends = [low, *inside, high]
    return [
        _piece(value, letter, ends[i], ends[i + 1], bool(inside)) for i in range(len(ends) - 1)
    ]


def _numbers_alone(value: Expr, letter: Symbol, ends: tuple[Expr, Expr]) -> bool:
    """Whether the branches meet at numbers, in a range whose ends are numbers."""
    found = [end for end in ends if not end.is_number]
    for choice in value.atoms(Piecewise):
        found += [r for _, c in choice.args for r in c.atoms(Symbol) if r != letter]
    return not found


def _piece(value: Expr, letter: Symbol, low: Expr, high: Expr, choose: bool) -> Piece:
    """The branch of a piecewise density that holds on (low, high)."""
    if value.has(Piecewise):
        value = _branch_at(value, letter, _middle(low, high))
    return Piece(interval(letter, low, high), value)


def _middle(low: Expr, high: Expr) -> Expr:
    if low == -oo:
        return Integer(0) if high == oo else high - 1
    return low + 1 if high == oo else (low + high) / 2


def _branch_at(value: Expr, letter: Symbol, point: Expr) -> Expr:
    """Each choice in the term replaced by the branch that its condition takes at the point."""
    if not isinstance(value, Expr) or not value.has(Piecewise):
        return value
    if isinstance(value, Piecewise):
        for term, condition in value.args:
            if bool(condition.xreplace({letter: point})):
                return _branch_at(term, letter, point)
        raise Unsupported("a density whose choices leave a gap")
    return value.func(*(_branch_at(arg, letter, point) for arg in value.args))


def _cuts(value: Expr, letter: Symbol) -> list[Expr]:
    """Where the conditions of a piecewise density change."""
    found: list[Expr] = []
    for choice in value.atoms(Piecewise):
        for _, condition in choice.args:
            for relation in condition.atoms(Relational):
                found += _cut(relation.lhs, relation.rhs, letter)
    return found


def _cut(left: Expr, right: Expr, letter: Symbol) -> list[Expr]:
    if right.has(letter):
        left, right = right, left
    if right.is_number and left == letter:
        return [right]
    if right.is_number and isinstance(left, Abs):
        shift = left.args[0] - letter
        if not shift.has(letter):
            return [right - shift, -right - shift]
    raise Unsupported("this condition in a density")


def _between(low: Expr, cut: Expr, high: Expr) -> bool:
    if not cut.is_number:
        return bool(low == -oo and high == oo)
    return bool(low < cut) and bool(cut < high)


def _tighter(old: Expr, new: Expr | None, lower: bool) -> Expr:
    if new is None:
        return old
    if old in (oo, -oo):
        return new
    if old.is_number and new.is_number:
        return max(old, new) if lower else min(old, new)
    raise Unsupported("two symbolic bounds on one side of a range")


def _ends(
    chain: syntax.Chain, bound: str, reader: Reader
) -> tuple[Expr | None, Expr | None, list[Expr]]:
    """The ends that a comparison sets for the bound name; `t != c` makes a hole."""
    places = [
        i for i, t in enumerate(chain.terms) if isinstance(t, syntax.Name) and t.name == bound
    ]
    if len(places) != 1:
        raise Unsupported("a range that is no comparison of the bound name")
    place = places[0]
    low: Expr | None = None
    high: Expr | None = None
    if chain.signs == ("!=",):
        return None, None, [reader.read(chain.terms[1 - place])]
    if any(sign not in ("<", "<=", ">", ">=") for sign in chain.signs):
        raise Unsupported("this range")
    rising = chain.signs[0].startswith("<")
    before = chain.terms[place - 1] if place > 0 else None
    after = chain.terms[place + 1] if place + 1 < len(chain.terms) else None
    if len(chain.terms) > 3:
        raise Unsupported("a range of more than two comparisons")
    for term, below in ((before, rising), (after, not rising)):
        if term is not None:
            value = reader.read(term)
            low, high = (value, high) if below else (low, value)
    return low, high, []


def _no_overlap(densities: list[Piece], node: Node) -> None:
    """Pieces with numbers as ends that overlap in an interval are an error."""
    spans = [piece.region.bounds[0][1:] for piece in densities]
    for i, (low, high) in enumerate(spans):
        for a, b in spans[:i]:
            if low == a and high == b:
                raise Meaningless("two pieces overlap", "give the sum once", node.span)
            ends = (low, high, a, b)
            if all(end.is_number for end in ends) and max(low, a) < min(high, b):
                raise Meaningless("two pieces overlap", "give the sum once", node.span)

"""Members of a family: the record with arguments put in. Substitution only, nothing is decided."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Final

from sympy import Expr, I, Integer, Mul, Symbol, diff, nan, oo, zoo

from symreparam.families.family import Family, Variant
from symreparam.families.variadic import family_of
from symreparam.terms.functions import spelled_out
from symreparam.terms.law import Atom, JointLaw, Lattice, Law, Named, Piece
from symreparam.terms.region import Region
from symreparam.terms.replace import replaced
from symreparam.terms.scope import Relation, whole
from symreparam.terms.scope import variable as plain

MOST_ATOMS: Final = 200
LARGEST_INDEX: Final = 20_000


class UnknownFamily(LookupError):
    """There is no record of that name."""


class WrongArguments(ValueError):
    """The number of arguments is not the family's; the message shows the signature."""


class OpenSign(WrongArguments):
    """The form of a member depends on the sign of its last argument, which is not known."""


def signature(record: Family) -> str:
    """The family's call as a user writes it: `Gamma(k, theta)`."""
    return f"{record.name}({', '.join(p.name for p in record.parameters)})"


def record_of(named: Named) -> Family:
    """The record of a member, or UnknownFamily, WrongArguments."""
    record = any_form(named)
    return _of_sign(record, named) if record.variants else record


def any_form(named: Named) -> Family:
    """The family's record, whatever form the member has."""
    record = family_of(named.family, len(named.arguments))
    if record is None:
        raise UnknownFamily(named.family)
    if len(record.parameters) != len(named.arguments):
        raise WrongArguments(f"{signature(record)} takes {len(record.parameters)} arguments")
    return record


def of_open_sign(named: Named) -> str:
    """What is wrong with a member whose form is not known."""
    return f"the form of {signature(any_form(named))} depends on the sign of {named.arguments[-1]}"


def open_shape(named: Named) -> Expr | None:
    """The last argument, where the member's form depends on its sign, which is not known."""
    try:
        record_of(named)
    except OpenSign:
        return named.arguments[-1]
    return None


def _existing(named: Named) -> Family:
    """The record whose conditions the member must satisfy: there is one of every sign."""
    return record_of(named) if open_shape(named) is None else any_form(named)


def _of_sign(record: Family, named: Named) -> Family:
    """The record in its form for the sign of the last argument, which becomes a condition."""
    shape, name = named.arguments[-1], record.parameters[-1].symbol
    zero: Expr = Integer(0)
    if record.removable is not None:
        if shape == record.removable:
            return _as_variant(record, record.variants[0], ())
        return replace(record, conditions=(*record.conditions, _off(name, record.removable)))
    if shape.is_positive:
        return replace(record, conditions=(*record.conditions, Relation(zero, "<", name)))
    if shape == 0 or shape.is_negative:
        form = next(v for v in record.variants if v.sign == ("0" if shape == 0 else "-"))
        return _as_variant(record, form, () if shape == 0 else (Relation(name, "<", zero),))
    raise OpenSign(of_open_sign(named))


def _off(term: Expr, value: Expr) -> Relation:
    return Relation(term, "!=", value)


def _as_variant(record: Family, form: Variant, known: tuple[Relation, ...]) -> Family:
    """The record with the statements of the form, and none that the form does not make."""
    return replace(
        record,
        conditions=(*record.conditions, *known),
        pieces=form.pieces,
        log_density=form.log_density,
        cdf=form.cdf,
        quantile=form.quantile,
        mean=form.mean,
        variance=form.variance,
        mgf=None,
        mgf_range=None,
        mellin=None,
        mellin_range=None,
        characteristic=None,
        absolute=None,
    )


def form_condition(named: Named) -> Relation | None:
    """The condition on the last argument under which the record's formulas are the member's.

    It is one of `parameter_conditions`, but where it fails the member exists, in another form.
    """
    record = any_form(named)
    if record.removable is None or named.arguments[-1] == record.removable:
        return None
    return _off(named.arguments[-1], record.removable)


def _swap(named: Named, record: Family) -> dict[Symbol, Expr]:
    pairs = zip(record.parameters, named.arguments, strict=True)
    return {parameter.symbol: argument for parameter, argument in pairs}


def parameter_conditions(named: Named) -> tuple[Relation, ...]:
    """What the arguments must satisfy for the member to exist."""
    return _conditions(_existing(named), named.arguments)


def general_conditions(named: Named) -> tuple[Relation, ...]:
    """The same conditions in the names of the record's parameters, in the same order."""
    record = _existing(named)
    return _conditions(record, tuple(each.symbol for each in record.parameters))


def _conditions(record: Family, arguments: tuple[Expr, ...]) -> tuple[Relation, ...]:
    swap = dict(zip((each.symbol for each in record.parameters), arguments, strict=True))
    found: list[Relation] = []
    for parameter, argument in zip(record.parameters, arguments, strict=True):
        domain = parameter.domain
        if domain.lower != -oo:
            found.append(Relation(domain.lower, "<=" if domain.lower_closed else "<", argument))
        if domain.upper != oo:
            found.append(Relation(argument, "<=" if domain.upper_closed else "<", domain.upper))
    for relation in record.conditions:
        left, right = relation.left.xreplace(swap), relation.right.xreplace(swap)
        found.append(Relation(left, relation.sign, right))
    return tuple(found)


def whole_arguments(named: Named) -> tuple[Expr, ...]:
    """The arguments that must be whole numbers for the member to exist."""
    pairs = zip(any_form(named).parameters, named.arguments, strict=True)
    return tuple(argument for parameter, argument in pairs if parameter.domain.integer)


def unfold(named: Named, variable: Symbol, index: Symbol | None = None) -> Law:
    """The member's density, atoms and lattice, in `variable` and, for a lattice, in `index`.

    Empty pieces are left out: the triangle whose mode is one of its ends has one piece, as (0, 0)
    is no interval. A lattice of few whole numbers between known ends is listed: it becomes atoms.
    """
    record = record_of(named)
    swap = {**_swap(named, record), record.variable: variable}
    pieces = tuple(
        Piece(region, spelled_out(replaced(piece.density, swap)))
        for region, piece in ((_region(p.region, swap, variable), p) for p in record.pieces)
        if all(low != high for _, low, high in region.bounds)
    )
    atoms = tuple(Atom(a.point.xreplace(swap), a.mass.xreplace(swap)) for a in record.atoms)
    if record.lattice is None:
        return Law(variable, pieces, atoms)
    lattice = record.lattice.moved({**swap, record.lattice.index: index or whole("k")})
    listed = listed_atoms(lattice)
    if listed is not None:
        return Law(variable, pieces, (*atoms, *listed))
    return Law(variable, pieces, atoms, (lattice,))


def listed_atoms(lattice: Lattice) -> tuple[Atom, ...] | None:
    """The masses of a lattice one by one; None when its ends are not known or far apart."""
    low, high = lattice.lower, lattice.upper
    if not (isinstance(low, Integer) and isinstance(high, Integer)) or high - low >= MOST_ATOMS:
        return None
    if max(abs(low), abs(high)) > LARGEST_INDEX:  # factorials and powers are evaluated
        return None
    found = []
    for value in range(int(low), int(high) + 1):
        swap = {lattice.index: Integer(value)}
        found.append(Atom(lattice.point.xreplace(swap), lattice.mass.xreplace(swap)))
    return tuple(found)


def product_law(factors: tuple[Named, ...], letters: tuple[Symbol, ...]) -> JointLaw:
    """The joint law of independent components with these laws, in their letters.

    Where a factor is no law its formula may be no real number (Normal(0, 0), N(0, -1)): the
    density is then 0, which is none, and the conditions on the arguments say so.

    Raises UnknownFamily, WrongArguments, and the latter for a law that is no single density.
    """
    if len(factors) != len(letters):
        raise WrongArguments(f"{len(factors)} laws for {len(letters)} components")
    laws = [unfold(named, letter) for named, letter in zip(factors, letters, strict=True)]
    for named, law in zip(factors, laws, strict=True):
        if len(law.pieces) != 1 or law.atoms or law.lattices:
            raise WrongArguments(f"{named.family} is no single density here")
    bounds = tuple(bound for law in laws for bound in law.pieces[0].region.bounds)
    density = Mul(*(law.pieces[0].density for law in laws))
    if any(term.has(zoo, nan, I) for term in (density, *(e for b in bounds for e in b[1:]))):
        bounds, density = tuple((letter, -oo, oo) for letter in letters), Integer(0)
    return JointLaw(letters, Region(bounds), density, factors)


def _region(region: Region, swap: dict[Symbol, Expr], variable: Symbol) -> Region:
    return Region(
        tuple((variable, low.xreplace(swap), high.xreplace(swap)) for _, low, high in region.bounds)
    )


def cdf_of(named: Named, variable: Symbol) -> tuple[Expr, ...]:
    """P(X <= variable) on each piece, in the pieces' order."""
    record = record_of(named)
    swap = {**_swap(named, record), record.variable: variable}
    return tuple(term.xreplace(swap) for term in record.cdf)


def transform_of(named: Named, transform: Expr, power: int, at: Expr) -> Expr:
    """The k-th derivative of a transform on the record, for the member, at `at`.

    The record's letter is a name that a parameter may have too, `let w real`: it is exchanged for
    another one before the arguments are put in.
    """
    record = record_of(named)
    taken = {symbol.name for argument in named.arguments for symbol in argument.free_symbols}
    names = (f"{record.frequency.name}{'_' * size}" for size in count())
    letter = plain(next(name for name in names if name not in taken))
    own = transform.xreplace({**_swap(named, record), record.frequency: letter})
    return (diff(own, letter, power) if power else own).xreplace({letter: at})


def quantile_of(named: Named, probability: Expr) -> Expr | None:
    """The quantile at `probability`, or None where it has no closed form."""
    record = record_of(named)
    if record.quantile is None:
        return None
    return record.quantile.xreplace({**_swap(named, record), record.probability: probability})

"""Which members of the table of families a law may be: the record's log-density is the fingerprint.

The ends of the support give equations for the parameters, the terms of the logarithm of the
density the others. Every family is compared in the same way; a record needs no row of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise
from types import MappingProxyType
from typing import Final

from sympy import Abs, Dummy, Expr, Integer, Symbol, cancel, exp, log, oo

from symreparam.derivation.log_density import TooLong, log_density
from symreparam.derivation.recognise_atoms import at_two_points
from symreparam.derivation.recognise_lattice import on_whole_numbers
from symreparam.derivation.unify import Equations, Values, same_sums, solved
from symreparam.families.family import Family
from symreparam.families.table import FAMILY_NAMES, family
from symreparam.terms.law import Law, Named, Piece
from symreparam.terms.region import interval
from symreparam.terms.scope import is_whole

# the records are read by the kind of their support: reading all of them takes long
KINDS: Final = MappingProxyType(
    {
        "line": (
            *("Normal", "Cauchy", "Logistic", "Gumbel", "Laplace", "StudentT", "Moyal"),
            *("HyperbolicSecant", "FisherZ", "JohnsonSU", "SkewNormal", "ExponentialPower"),
            *("ExGaussian", "LogGamma", "GeneralizedExtremeValue", "VarianceGamma"),
        ),
        "half": (
            *("Exponential", "HalfNormal", "Rayleigh", "Gamma", "LogNormal", "Weibull", "Chi"),
            *("ChiSquared", "BetaPrime", "GammaInverse", "Lomax", "HalfCauchy", "LogLogistic"),
            *("FDistribution", "Pareto", "Frechet", "Levy", "Maxwell", "Nakagami", "Erlang"),
            *("Dagum", "Burr", "GaussianInverse", "GeneralizedInverseGaussian", "LogCauchy"),
            *("FoldedNormal", "Rice", "ChiNoncentral", "Gompertz", "ShiftedGompertz", "Benini"),
            *("BirnbaumSaunders", "Davis", "GeneralizedExtremeValue", "GeneralizedPareto"),
        ),
        "bounded": (
            *("Uniform", "Beta", "Arcsin", "Kumaraswamy", "PowerFunction", "Triangular"),
            *("WignerSemicircle", "LogitNormal", "Reciprocal", "BoundedPareto", "QuadraticU"),
            *("RaisedCosine", "JohnsonSB", "VonMises", "Trapezoidal", "GeneralizedPareto"),
            "ContinuousBernoulli",
        ),
        "left": ("GeneralizedExtremeValue",),
    }
)
MOST_WAYS: Final = 12
WELL_KNOWN: Final = 20  # the table begins with the families that every textbook has
# the same letters every time, so that the sums of the records are computed once
_POSITIVE: Final = Dummy("u", positive=True)
_REAL: Final = Dummy("u", real=True)


def members(law: Law) -> Iterator[Named]:
    """Members that may be this law, plain ones first. Nothing is certain yet."""
    if not law.pieces and len(law.atoms) == 1:
        yield Named("Point", (law.atoms[0].point,))
    yield from at_two_points(law)
    yield from on_whole_numbers(law)
    found: list[Named] = []
    for name in KINDS.get(_kind(law), ()):
        for form in range(3):
            found += _members_of(name, form, law)
    found.sort(key=lambda named: (_weight(named), FAMILY_NAMES.index(named.family)))
    yield from found


def usual(named: Named) -> bool:
    """Whether a textbook would use the name: `sympy.stats` allows an Erlang law of any shape, but
    what has that name elsewhere is the time of the k-th arrival; an exponential variable that is
    subtracted is no extreme to anyone."""
    if named.family == "GeneralizedExtremeValue" and named.arguments[-1] == -1:
        return False
    return named.family != "Erlang" or is_whole(named.arguments[0])


def well_known(named: Named) -> bool:
    """Whether the family is one of those that a first course names."""
    return FAMILY_NAMES.index(named.family) < WELL_KNOWN


def members_of(name: str, law: Law) -> Iterator[Named]:
    """Members of that family that may be this law."""
    few = (*at_two_points(law), *on_whole_numbers(law))
    yield from (named for named in few if named.family == name)
    if name in KINDS.get(_kind(law), ()):
        for form in range(3):
            yield from _members_of(name, form, law)


def _weight(named: Named) -> int:
    """How much the arguments tell, and whether the family is one of the lesser known."""
    known = well_known(named)
    told = sum(_length(argument) for argument in named.arguments)
    return told + (0 if known else 2)


def _length(argument: Expr) -> int:
    """0 and 1 say least; a letter and a number as much as one of the other sign or below 1."""
    if argument in (0, 1):
        return 0
    return 2 if any(each.is_Atom for each in (argument, -argument, 1 / argument)) else 3


def _kind(law: Law) -> str:
    if law.atoms or not law.pieces:
        return ""
    ends = _sorted(law.pieces)
    if ends is None:
        return ""
    low, high = ends[0].region.bounds[0][1], ends[-1].region.bounds[0][2]
    if low == -oo:
        return "line" if high == oo else "left"
    return "half" if high == oo else "bounded"


def _sorted(pieces: tuple[Piece, ...]) -> tuple[Piece, ...] | None:
    """The pieces from left to right when they are neighbours."""
    rest, ordered = list(pieces), []
    while rest:
        uppers = [piece.region.bounds[0][2] for piece in rest]
        first = [piece for piece in rest if piece.region.bounds[0][1] not in uppers]
        if len(first) != 1:
            return None
        ordered.append(first[0])
        rest.remove(first[0])
    for before, after in pairwise(ordered):
        if before.region.bounds[0][2] != after.region.bounds[0][1]:
            return None
    return tuple(ordered)


@lru_cache(maxsize=512)  # more than all families in all their forms
def _template(name: str, form: int) -> tuple[tuple[Piece, ...], tuple[Expr, ...], Symbol]:
    """The pieces of a form of the record, with symbols that occur nowhere else, and the arguments.

    Form 0 is the record, the others are its variants.
    """
    record = family(name)
    assert record is not None
    forms = (record.pieces, *(variant.pieces for variant in record.variants))
    if form >= len(forms):
        return (), (), record.variable
    swap: dict[Expr, Expr] = {p.symbol: _unknown(p.symbol) for p in record.parameters}
    if record.variants and record.removable is None:
        shape = record.parameters[-1].symbol
        size = Dummy(shape.name, positive=True)
        sign = "+" if form == 0 else record.variants[form - 1].sign
        swap[shape] = {"+": size, "-": -size, "0": Integer(0)}[sign]
    letter = Dummy("t", real=True)
    swap[record.variable] = letter
    if record.removable is not None and form == 0:
        return _by_odds(record, swap, letter)
    if record.removable is not None:
        swap[record.parameters[-1].symbol] = record.removable
    pieces = []
    for piece in forms[form]:
        _, low, high = piece.region.bounds[0]
        region = interval(letter, low.xreplace(swap), high.xreplace(swap))
        pieces.append(Piece(region, piece.density.xreplace(swap)))
    return tuple(pieces), tuple(swap[p.symbol] for p in record.parameters), letter


def _by_odds(
    record: Family, swap: dict[Expr, Expr], letter: Symbol
) -> tuple[tuple[Piece, ...], tuple[Expr, ...], Symbol]:
    """A weight p by the logarithm w of p/(1 - p): the log-density is linear in w."""
    weight = record.parameters[-1].symbol
    odds = Dummy("w", real=True)
    swap[weight] = exp(odds) / (1 + exp(odds))
    [piece] = record.pieces
    density = piece.density.xreplace({log(weight / (1 - weight)): odds}).xreplace(swap)
    _, low, high = piece.region.bounds[0]
    pieces = (Piece(interval(letter, low, high), density),)
    return pieces, tuple(swap[p.symbol] for p in record.parameters), letter


def _unknown(symbol: Symbol) -> Symbol:
    signs = {"positive": True} if symbol.is_nonnegative else {"real": True}
    return Dummy(symbol.name, **signs)


def _members_of(name: str, form: int, law: Law) -> Iterator[Named]:
    pieces, arguments, letter = _template(name, form)
    unknowns = tuple(s for argument in arguments for s in sorted(argument.free_symbols, key=str))
    mine, target = list(pieces), _sorted(law.pieces)
    assert target is not None
    values: Values = {}
    if len(mine) == 1 and len(target) == 2 and mine[0].density.has(Abs):
        mine, values = _cut(mine[0], letter, target[0].region.bounds[0][2], unknowns)
    if len(mine) != len(target):
        return
    try:
        for found in islice(_ways(mine, target, letter, law.variable, unknowns, values), 1):
            if arguments and arguments[-1].has(exp):
                yield from (Named(name, (weight,)) for weight in _weights(arguments[-1], found))
            else:
                yield Named(name, tuple(argument.xreplace(found) for argument in arguments))
    except TooLong:
        return


def _weights(weight: Expr, found: Values) -> Iterator[Expr]:
    """A weight from its odds, where exp(log(p/(1 - p))) is p/(1 - p), of either sign within."""
    value = weight.xreplace(found)
    for sign in (1, -1) if value.has(Abs) else (1,):
        yield cancel(value.replace(Abs, lambda term, sign=sign: sign * term))


def _cut(
    piece: Piece, letter: Symbol, point: Expr, unknowns: tuple[Symbol, ...]
) -> tuple[list[Piece], Values]:
    """A density with one kink as two pieces, when its kink is at a parameter: then at `point`."""
    kinks = [kink.args[0] for kink in piece.density.atoms(Abs)]
    places = [s for s in unknowns if len(kinks) == 1 and kinks[0].subs(s, letter) == 0]
    if len(places) != 1:
        return [piece], {}
    place = places[0]
    _, low, high = piece.region.bounds[0]
    up = {Abs(kinks[0]): letter - place}
    down = {Abs(kinks[0]): place - letter}
    return [
        Piece(interval(letter, low, place), piece.density.xreplace(down)),
        Piece(interval(letter, place, high), piece.density.xreplace(up)),
    ], {place: point}


def _ways(
    mine: list[Piece],
    target: tuple[Piece, ...],
    letter: Symbol,
    point: Symbol,
    unknowns: tuple[Symbol, ...],
    values: Values,
) -> Iterator[Values]:
    """Values of the parameters under which supports and densities agree, piece by piece."""
    ends: Equations = ()
    for piece, other in zip(mine, target, strict=True):
        for end, goal in zip(piece.region.bounds[0][1:], other.region.bounds[0][1:], strict=True):
            if end.is_infinite or goal.is_infinite:
                if end != goal:
                    return
            else:
                ends = (*ends, (end.xreplace(values), goal))
    there = frozenset(s for piece in mine for s in _symbols(piece))
    free = frozenset(unknowns) & there - set(values)
    known = solved(ends, free, partly=True)
    if known is None:
        return
    values = {**values, **known}
    free = free - set(known)
    choices: list[Equations] = [()]
    for piece, other in zip(mine, target, strict=True):
        pattern, wanted, own = _alike(piece, other, letter, point, values)
        found = list(same_sums(pattern, wanted, own, free, False))
        choices = [(*a, *b) for a in choices for b in found][:MOST_WAYS]
    for equations in choices:
        rest = solved(equations, free)
        if rest is not None:
            yield {**{name: value.xreplace(rest) for name, value in values.items()}, **rest}


def _symbols(piece: Piece) -> frozenset[Symbol]:
    _, low, high = piece.region.bounds[0]
    return frozenset(piece.density.free_symbols | low.free_symbols | high.free_symbols)


def _alike(
    piece: Piece, other: Piece, letter: Symbol, point: Symbol, values: Values
) -> tuple[Expr, Expr, Symbol]:
    """Both log-densities as sums in one letter, which is positive where the support allows.

    Where the record's density is short in the distance from an end, that is the letter.
    """
    _, low, high = other.region.bounds[0]
    density = piece.density.xreplace(values)
    own = _POSITIVE if low.is_nonnegative is True else _REAL
    moved = {letter: own}, {point: own}
    if low != 0 and (low != -oo or high != oo):
        there = low + _POSITIVE if low != -oo else high - _POSITIVE
        shifted = density.xreplace({letter: there})
        if shifted.count_ops() < density.count_ops():
            own, moved = _POSITIVE, ({letter: there}, {point: there})
    return (
        log_density(density.xreplace(moved[0]), own),
        log_density(other.density.xreplace(moved[1]), own),
        own,
    )

"""Ranges of joint densities: conditions on several letters as nested intervals."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise, permutations

from sympy import (
    Abs,
    Expr,
    Integer,
    Max,
    Min,
    Poly,
    PolynomialError,
    Symbol,
    cancel,
    diff,
    oo,
    sqrt,
)

from symreparam.documents import syntax
from symreparam.documents.meaning_terms import Reader
from symreparam.documents.range_signs import Bound, positive, strict
from symreparam.logic.errors import Unsupported
from symreparam.terms.region import Region

MOST_PROJECTED = 20
MOST_ORDERS = 6


def range_gaps(
    piece: syntax.Piece, reader: Reader, letters: tuple[Symbol, ...] = ()
) -> list[Expr]:
    """The terms that are positive in the range; a line that it leaves out is a null set."""
    found: list[Expr] = []
    for each in piece.ranges:
        if isinstance(each, syntax.RealRange):
            continue
        if not isinstance(each, syntax.Chain):
            raise Unsupported("a joint density on a lattice")
        terms = [reader.read(term) for term in each.terms]
        for (left, right), sign in zip(pairwise(terms), each.signs, strict=True):
            if sign == "!=" and _line(left - right, letters):
                continue
            if sign not in ("<", "<=", ">", ">="):
                raise Unsupported(f"the sign {sign} in a joint range")
            found.append(right - left if sign.startswith("<") else left - right)
    return found


def _line(term: Expr, letters: tuple[Symbol, ...]) -> bool:
    """Whether the zeros of the term are a line, plane or hyperplane of the letters' space."""
    slopes = [diff(term, letter) for letter in letters]
    flat = not any(slope.has(*letters) for slope in slopes)
    return flat and any(slope.is_number and slope.is_nonzero for slope in slopes)


def nested(gaps: list[Expr], letters: tuple[Symbol, ...]) -> Region:
    """The set where all gaps are positive as intervals, each bounded by the letters before it.

    The letters' own order is tried first. Where in no order it is seen which of two ends is the
    tighter, the end is their maximum or minimum. Raises Unsupported when it is no such set.
    """
    error: Unsupported | None = None
    for joined in (False, True):
        for order in islice(permutations(letters), MOST_ORDERS):
            try:
                found = _in_order(gaps, order, joined)
            except Unsupported as failed:
                error = error or failed
                continue
            if order == letters or _filled(found):
                return found
    assert error is not None
    raise error


def _filled(region: Region) -> bool:
    """Whether each interval is seen not to be empty, wherever the letters before it lie."""
    for index, (_, low, high) in enumerate(region.bounds):
        if -oo != low and oo != high and not positive(high - low, list(region.bounds[:index])):
            return False
    return True


def _in_order(gaps: list[Expr], letters: tuple[Symbol, ...], joined: bool) -> Region:
    """As intervals in the order of the letters."""
    left = [part for gap in gaps for part in _split(gap) if not _always(part)]
    if any(gap.has(oo, -oo) for gap in left):
        raise Unsupported("an infinite end on this side of a range")
    left, chords = _discs(left, letters)
    more = _projected(left, letters)
    if more:
        try:
            return _intervals([*left, *more], chords, letters, joined)
        except Unsupported:
            pass  # which of two bounds is the tighter is not seen: as it was written
    return _intervals(left, chords, letters, joined)


def _projected(gaps: list[Expr], letters: tuple[Symbol, ...]) -> list[Expr]:
    """What linear conditions on a letter say of the letters before it: each lower end lies below
    each upper end (Fourier and Motzkin; Schrijver 1986, section 12.2)."""
    known, found = list(gaps), list[Expr]()
    for letter in reversed(letters[1:]):
        lows: list[Expr] = []
        highs: list[Expr] = []
        for gap in known:
            slope = diff(gap, letter)
            if slope == 0 or slope.has(*letters):
                continue
            if slope.is_positive:
                lows.append(cancel(letter - gap / slope))
            elif slope.is_negative:
                highs.append(cancel(letter - gap / slope))
        new = [cancel(high - low) for low in lows for high in highs]
        new = [gap for gap in new if gap.has(*letters) and gap not in known and -gap not in known]
        known = [gap for gap in known if not gap.has(letter)] + new
        found += new
        if len(found) > MOST_PROJECTED:
            return []
    return found


def _intervals(
    left: list[Expr],
    chords: dict[Symbol, tuple[Expr, Expr]],
    letters: tuple[Symbol, ...],
    joined: bool,
) -> Region:
    """Each letter between ends in the letters before it; `joined` ends are maxima and minima."""
    bounds: list[Bound] = []
    for index, letter in enumerate(letters):
        later = letters[index + 1 :]
        here = [g for g in left if g.has(letter) and not g.has(*later)]
        low, high = chords.get(letter, (-oo, oo))
        for gap in here:
            if letter in chords and gap == letter:
                low = Integer(0)  # the upper half of the disc
                continue
            slope = diff(gap, letter)
            if slope.has(letter):
                raise Unsupported("a range that is not linear in its last variable")
            if slope == 0:
                raise Unsupported("a range from which its variable cancels")
            end = cancel(letter - gap / slope)
            if strict(slope, bounds):
                low = _tightest(low, end, bounds, Max, joined)
            elif strict(-slope, bounds):
                high = _tightest(high, end, bounds, Min, joined)
            else:
                raise Unsupported("a range whose direction depends on the variables")
        left = [g for g in left if g not in here]
        bounds.append((letter, low, high))
    if left:
        raise Unsupported(f"the condition 0 < {left[0]} in a joint range")
    return Region(tuple(bounds))


def _split(gap: Expr) -> Iterator[Expr]:
    """0 < a - |b| as 0 < a - b and 0 < a + b, and the same for the least and the greatest."""
    for term in gap.args if gap.is_Add else (gap,):
        factor, head = term.as_coeff_Mul()
        parts: tuple[Expr, ...] = ()
        if isinstance(head, Abs) and factor < 0:
            parts = (head.args[0], -head.args[0])
        elif (isinstance(head, Min) and factor > 0) or (isinstance(head, Max) and factor < 0):
            parts = head.args
        if parts:
            for part in parts:
                yield from _split(gap - term + factor * part)
            return
    yield gap


def _discs(
    gaps: list[Expr], letters: tuple[Symbol, ...]
) -> tuple[list[Expr], dict[Symbol, tuple[Expr, Expr]]]:
    """0 < c - a x^2 - b y^2 as the ends of x and those of the chord for y."""
    found: list[Expr] = []
    chords: dict[Symbol, tuple[Expr, Expr]] = {}
    for gap in gaps:
        own = [letter for letter in letters if gap.has(letter)]
        ends = _axis_and_chord(gap, own)
        if ends is None or own[1] in chords:
            found.append(gap)
            continue
        x, y = own
        axis, chord = ends
        found += [x + axis, axis - x]
        chords[y] = (-chord, chord)
    return found, chords


def _axis_and_chord(gap: Expr, letters: list[Symbol]) -> tuple[Expr, Expr] | None:
    """The ends of x and y in 0 < c - a x^2 - b y^2 with positive a, b and c; a disc's square may
    stand under a root: 0 < c - sqrt(x^2 + y^2)."""
    if len(letters) != 2:
        return None
    x, y = letters
    radius = gap + sqrt(x**2 + y**2)
    if not radius.has(x, y):
        return (radius, sqrt(radius**2 - x**2)) if radius.is_positive else None
    try:
        terms = Poly(gap, x, y).as_dict()
    except PolynomialError:
        return None
    if set(terms) != {(0, 0), (2, 0), (0, 2)}:
        return None
    level, first, second = terms[0, 0], -terms[2, 0], -terms[0, 2]
    if not (level.is_positive and first.is_positive and second.is_positive):
        return None
    return sqrt(level / first), sqrt((level - first * x**2) / second)


def _always(gap: Expr) -> bool:
    """A condition that says nothing: below infinity, or a comparison of numbers that holds."""
    return gap == oo or bool(gap.is_number and gap.is_finite and gap > 0)


def _tightest(
    old: Expr, new: Expr, bounds: list[Bound], inner: type[Max] | type[Min], joined: bool
) -> Expr:
    """The end inside of the other, where that is seen; else the maximum or minimum, if joined."""
    if old in (oo, -oo):
        return new
    first, second = (new, old) if inner is Max else (old, new)
    if positive(first - second, bounds):
        return new
    if positive(second - first, bounds):
        return old
    if not joined:
        raise Unsupported("a range with two bounds on one side")
    return inner(old, new)

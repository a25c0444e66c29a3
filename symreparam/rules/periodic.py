"""The law of a periodic map: the periods of X laid over one another, then a change of variables."""

from __future__ import annotations

from sympy import Expr, cos, cosh, oo, pi, sinh

from symreparam.logic.judgement import Equal, HasLaw, Judgement, Limit, Sign
from symreparam.rules.pushforward import pushforward_rule
from symreparam.rules.rule import Args, Premises, Setting, count, require, take
from symreparam.terms.law import Law, Piece
from symreparam.terms.mapping import Map
from symreparam.terms.region import NUMBERS, Region, interval
from symreparam.terms.scope import is_whole


def pushforward_periodic_rule(setting: Setting, premises: Premises, args: Args) -> Judgement:
    """
    X has density f on S    p > 0    g(x + p) = g(x) for almost every x
    S = (a, oo):  T(x) - T(x + p) = f(x) on S, T -> 0 at oo; then T on (a, a + p)
    S = (-oo, b): T(x) - T(x - p) = f(x) on S, T -> 0 at -oo; then T on (b - p, b)
    S = (a, b):   f constant, b - a = m p, m a positive integer; then m f on (c, c + p), any c
    S the line:   f(x) = g/(pi (g^2 + (x - m)^2)), g > 0; then, on (c, c + p), any c,
                  sinh(2 pi g/p)/(p (cosh(2 pi g/p) - cos(2 pi (x - m)/p)))
    the premises of the change of variables for g and the folded law
    ---------------------------------------------------  pushforward-periodic(g, (q, ...), p, folds)
    g(X) has the law of g(Y), Y with the folded law

    g(X) is g of X reduced modulo p, whose density is the sum of f(x + k p) over the whole numbers
    k; the sum telescopes, f >= 0 (monotone convergence, Rudin 1987, theorem 1.27), or is that of
    the wrapped Cauchy law (Mardia & Jupp 2000, section 3.5.7); then the change of variables
    (Casella & Berger 2002, theorem 2.1.8). `folds` is ((T, c), ...) or
    ((m f, c), ...) or ((m, g, c), ...), a row a piece, c the lower end of its folded interval.
    Premises: the law, the period's sign, the equation of g; for each piece its own; the others.
    m is a number, or a term in parameters that are whole numbers with a Sign of its own.
    """
    count(args, 4, "pushforward-periodic.args")
    mapping = take(args[0], Map, "pushforward-periodic.args")
    period = take(args[2], Expr, "pushforward-periodic.args")
    folds = take(args[3], tuple, "pushforward-periodic.args")
    require(len(premises) >= 3, "pushforward-periodic.premises", str(len(premises)))
    given = take(premises[0], HasLaw, "pushforward-periodic.law")
    law = take(given.law, Law, "pushforward-periodic.law")
    require(not law.atoms and not law.lattices, "pushforward-periodic.atoms", "the law has masses")
    x = mapping.variable
    require(not period.has(x), "pushforward-periodic.period", period)
    require(premises[1] == Sign(period, "+", NUMBERS), "pushforward-periodic.positive")
    line = interval(x, -oo, oo)
    again = Equal(mapping.at(x + period), mapping.body, line)
    require(premises[2] == again, "pushforward-periodic.repeats", period)
    require(len(folds) == len(law.pieces), "pushforward-periodic.folds", str(len(folds)))
    rest = list(premises[3:])
    pieces = []
    for piece, pair in zip(law.pieces, folds, strict=True):
        fold = take(pair, tuple, "pushforward-periodic.args")
        if len(fold) == 3:
            pieces.append(_wrapped_cauchy(piece, period, fold, rest))
            continue
        count(fold, 2, "pushforward-periodic.args")
        density = take(fold[0], Expr, "pushforward-periodic.args")
        start = take(fold[1], Expr, "pushforward-periodic.args")
        pieces.append(_folded(piece, period, density, start, rest))
    folded = HasLaw(given.subject, Law(law.variable, tuple(pieces)))
    return pushforward_rule(setting, (folded, *rest), (mapping, args[1]))


def _folded(
    piece: Piece, period: Expr, density: Expr, start: Expr, rest: list[Judgement]
) -> Piece:
    """The piece on one period; takes its premises off the list."""
    letter, low, high = piece.region.bounds[0]
    require(not start.has(letter, oo, -oo), "pushforward-periodic.start", start)
    if low != -oo and high != oo:
        return _turned(piece, period, density, start, rest)
    require(low != -oo or high != oo, "pushforward-periodic.line", "cut the line in two pieces")
    require(len(rest) >= 2, "pushforward-periodic.premises", "missing")
    step, ahead = (period, low) if high == oo else (-period, high - period)
    require(start == ahead, "pushforward-periodic.start", f"{start}, not {ahead}")
    telescopes = Equal(
        density - density.xreplace({letter: letter + step}), piece.density, piece.region
    )
    require(rest.pop(0) == telescopes, "pushforward-periodic.telescopes", density)
    end = take(rest.pop(0), Limit, "pushforward-periodic.vanishes")
    wanted = (Map(letter, density, piece.region), "upper" if high == oo else "lower")
    require((end.map, end.end) == wanted, "pushforward-periodic.vanishes", "of another map")
    require(end.value == 0, "pushforward-periodic.vanishes", end.value)
    return Piece(_one_period(piece.region, start, period), density)


def _turned(
    piece: Piece, period: Expr, density: Expr, start: Expr, rest: list[Judgement]
) -> Piece:
    letter, low, high = piece.region.bounds[0]
    require(not piece.density.has(letter), "pushforward-periodic.uniform", piece.density)
    require(bool(rest), "pushforward-periodic.premises", "missing")
    whole = take(rest.pop(0), Equal, "pushforward-periodic.turns")
    require(whole.left == high - low and whole.over == NUMBERS, "pushforward-periodic.turns")
    turns = _turns(whole.right, period, rest)
    require(density == turns * piece.density, "pushforward-periodic.uniform", density)
    return Piece(_one_period(piece.region, start, period), density)


def _turns(width: Expr, period: Expr, rest: list[Judgement]) -> Expr:
    """The positive whole number m with width = m p to the letter."""
    turns = width / period
    require(turns * period == width, "pushforward-periodic.turns", width)
    require(is_whole(turns), "pushforward-periodic.turns", (turns, "periods"))
    if not turns.is_Integer:
        known = bool(rest) and rest.pop(0) == Sign(turns, "+", NUMBERS)
        require(known, "pushforward-periodic.turns", ("the", "sign", "of", turns))
    else:
        require(bool(turns > 0), "pushforward-periodic.turns", turns)
    return turns


def _wrapped_cauchy(
    piece: Piece, period: Expr, fold: tuple[object, ...], rest: list[Judgement]
) -> Piece:
    """The sum over the periods of the Cauchy density with median m and scale g."""
    letter, low, high = piece.region.bounds[0]
    require((low, high) == (-oo, oo), "pushforward-periodic.line", "a density on the line")
    median, scale, start = (take(term, Expr, "pushforward-periodic.args") for term in fold)
    for term in (median, scale, start):
        require(not term.has(letter, oo, -oo), "pushforward-periodic.cauchy", term)
    require(len(rest) >= 2, "pushforward-periodic.premises", "missing")
    plain = scale / (pi * (scale**2 + (letter - median) ** 2))
    same = Equal(piece.density, plain, piece.region)
    require(rest.pop(0) == same, "pushforward-periodic.cauchy", plain)
    known = rest.pop(0) == Sign(scale, "+", NUMBERS)
    require(known, "pushforward-periodic.cauchy", ("the", "sign", "of", scale))
    turn = 2 * pi / period
    apart = cosh(turn * scale) - cos(turn * (letter - median))
    density = sinh(turn * scale) / (period * apart)
    return Piece(_one_period(piece.region, start, period), density)


def _one_period(region: Region, start: Expr, period: Expr) -> Region:
    return interval(region.variables[0], start, start + period)

"""The quantities in an equation as numbers: means, medians, divergences, entropies, derivatives.

Densities and masses come from the records, terms are evaluated by mpmath, integrals are quadrature.
A mean over several independent variables is computed where the term is a sum of products of terms
in one variable each; arbitrary functions are tried as cosines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sympy import Add, Dummy, Expr, Integer, Mul, Piecewise, Rational, Symbol, cos, expand, oo, pi

from symreparam.logic.claim import Claim
from symreparam.logic.judgement import (
    DivergenceOf,
    EntropyOf,
    GivenMean,
    JointDivergenceOf,
    JointEntropyOf,
    Letter,
    Mean,
    MedianOf,
    SlopeOf,
    ValueMean,
)
from symreparam.numeric.breaks import breaks, edges
from symreparam.numeric.evaluate import Function, function, number
from symreparam.numeric.images import image_value
from symreparam.numeric.joint_values import joint_value
from symreparam.numeric.laws import (
    NumericLaw,
    NumericPiece,
    density_at,
    mass_at,
    placed,
    spelled_out,
)
from symreparam.numeric.profile import profile
from symreparam.numeric.quadrature import total
from symreparam.numeric.workspace import NotConverged, NotFinite, Real, UnknownHead, Workspace
from symreparam.terms.functions import applications, name_and_order
from symreparam.terms.law import AnyLaw, Named
from symreparam.terms.record import dataclass

_STEP: Final = Rational(1, 2**9)
_LONG: Final = 300
_ENDLESS: Final = 40  # so many points are those of a lattice, perhaps cut off
_TAIL: Final = 1e-11
_RARE: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Quantities:
    """What the hypotheses give at parameter values; `shares` are where integrals are cut."""

    claim: Claim
    values: Mapping[Symbol, Real]
    shares: tuple[float, ...]
    work: Workspace

    def value(self, letter: Letter) -> Real:
        """The quantity that the letter stands for. Raises NoNumber."""
        match letter:
            case Mean():
                return self.mean(letter.body)
            case GivenMean():
                share = self.mean(letter.event)
                if share < _RARE:
                    raise NotConverged("the event is rare")
                return self.mean(letter.event * letter.body) / share
            case ValueMean():
                return self._at_value(letter)
            case DivergenceOf():
                return self._divergence(letter)
            case EntropyOf():
                return self._entropy(letter)
            case JointDivergenceOf() | JointEntropyOf():
                return self.work.mp.mpf(joint_value(letter, self.values))
            case SlopeOf():
                return self._slope(letter)
            case MedianOf():
                raise UnknownHead("a median beside other terms is not computed")
        raise UnknownHead(f"a {type(letter).__name__} is not computed")

    def law(self, symbol: Expr) -> AnyLaw:
        """The law of a random variable of the claim."""
        for given in self.claim.hypotheses:
            if given.subject == symbol:
                return given.law
        raise UnknownHead("the law of a term in random variables is not computed")

    def numeric(self, law: AnyLaw) -> NumericLaw:
        """The law at the values, with all its weight."""
        found = placed(spelled_out(law), self.values, self.work)
        if not found.complete:
            raise NotConverged("more points have weight than are listed")
        return found

    def mean(self, body: Expr) -> Real:
        """E body. Raises NoNumber."""
        body = as_cosines(body)
        used = [symbol for symbol in self.claim.variables if body.has(symbol)]
        if not used:
            return number(body, self.values, self.work)
        if len(used) > 1:
            return self._separated(body, used)
        inner = function(body, used[0], self.values, self.work)
        return self.against(used[0], inner, edges(body, used[0]))

    def against(self, symbol: Symbol, inner: Function, cut: list[Expr]) -> Real:
        """The integral of a function against the law of a variable, cut at zeros of terms."""
        law, work = self.numeric(self.law(symbol)), self.work
        shares = [mass * inner(point) for point, mass in law.atoms if mass]
        mean = sum(shares, work.mp.zero)
        if len(shares) > _ENDLESS and max(map(abs, shares[-5:])) > _TAIL * (1 + abs(mean)):
            raise NotConverged("the terms of a sum have not become small")
        for piece in law.pieces:
            shape = profile(piece, work)
            near = abs(shape.quantile(0.9) - shape.quantile(0.1)) / 1000
            cuts: list[Real] = []
            for place in breaks(cut, symbol, shape, self.values, work):
                if all(abs(place - c) > near / 10**6 for c in cuts):
                    cuts.append(place)
            for place in map(shape.quantile, self.shares):
                if piece.inside(place) and all(abs(place - c) > near for c in cuts):
                    cuts.append(place)
            product = _product(piece.density, inner)
            mean += total(product, piece.lower, piece.upper, sorted(cuts), work)
        return mean

    def _separated(self, body: Expr, used: list[Symbol]) -> Real:
        """A sum of products of terms in one variable each."""
        if body.count_ops() > _LONG:
            raise UnknownHead("a mean of a long term in several random variables is not computed")
        found, known = self.work.mp.zero, dict[Expr, Real]()
        for term in Add.make_args(expand(body)):
            product = self.work.mp.one
            rest, moving = term.as_independent(*used, as_Add=False)
            parts: dict[Symbol, Expr] = {}
            for factor in Mul.make_args(moving):
                own = [symbol for symbol in used if factor.has(symbol)]
                if len(own) > 1:
                    raise UnknownHead("a mean over several random variables at once")
                if own:
                    parts[own[0]] = parts.get(own[0], Integer(1)) * factor
            for part in parts.values():
                if part not in known:
                    known[part] = self.mean(part)
                product = product * known[part]
            found = found + product * number(rest, self.values, self.work)
        return found

    def _at_value(self, letter: ValueMean) -> Real:
        """A variable in which the condition is linear is put in; where another one stands beside
        it, that has the density of the rest as a weight."""
        body = as_cosines(letter.body)
        used = [v for v in self.claim.variables if letter.given.has(v)]
        solved = next(((v, at) for v in reversed(used) if (at := _solved(letter, v))), None)
        if solved is None:
            raise UnknownHead("a condition that is linear in no variable")
        symbol, (at, slope) = solved
        others = [v for v in used if v != symbol]
        if not others:
            return self.mean(body.xreplace({symbol: at}))
        if len(others) > 1 or any(body.has(v) for v in self.claim.variables if v not in used):
            raise UnknownHead("a mean given a value over several random variables")
        law = self.numeric(self.law(symbol))
        if law.atoms:
            raise UnknownHead("a condition on a variable with masses")
        place, own = function(at, others[0], self.values, self.work), others[0]
        steep = function(slope, own, self.values, self.work)
        term = body.xreplace({symbol: at})
        inner = function(term, own, self.values, self.work)
        ends = [e for p in spelled_out(self.law(symbol)).pieces for e in p.region.bounds[0][1:]]
        cut = [*edges(term, own), *(at - end for end in ends if end not in (oo, -oo))]

        def weight(x: Real) -> Real:
            return density_at(law, place(x)) / abs(steep(x))

        def weighed(x: Real) -> Real:
            return inner(x) * weight(x)

        share = self.against(own, weight, cut)
        if share < _RARE:
            raise NotConverged("values near this one are rare")
        return self.against(own, weighed, cut) / share

    def _image(self, subject: Expr, law: Named | None) -> Real:
        """KL of a term in one random variable and a law, or the term's entropy."""
        used = [symbol for symbol in self.claim.variables if subject.has(symbol)]
        if len(used) != 1:
            raise UnknownHead("the law of a term in several random variables is not computed")
        inner = function(subject, used[0], self.values, self.work)
        other = None if law is None else self.numeric(law)
        return image_value(inner, self.numeric(self.law(used[0])), other, self.shares, self.work)

    def _divergence(self, letter: DivergenceOf) -> Real:
        if not letter.subject.is_Symbol:
            return self._image(letter.subject, letter.law)
        first = self.law(letter.subject)
        law, other, work = self.numeric(first), self.numeric(letter.law), self.work
        log = work.mp.log
        found = work.mp.zero
        for point, mass in law.atoms:
            if mass:
                found += mass * log(mass / mass_at(other, point, work))
        for piece in law.pieces:
            f = piece.density

            def gain(x: Real, f: Function = f) -> Real:
                here, there = f(x), density_at(other, x)
                if here == 0:
                    return here
                if here < 0 or there <= 0:
                    raise NotFinite("a logarithm of no positive number")
                return here * (log(here) - log(there))

            found += self._over(piece, gain)
        return found

    def _entropy(self, letter: EntropyOf) -> Real:
        if not letter.subject.is_Symbol:
            return self._image(letter.subject, None)
        law, work = self.numeric(self.law(letter.subject)), self.work
        found = work.mp.zero
        for _, mass in law.atoms:
            found -= mass * work.mp.log(mass) if mass else 0
        for piece in law.pieces:
            f = piece.density

            def surprise(x: Real, f: Function = f) -> Real:
                return -f(x) * work.mp.log(f(x)) if f(x) > 0 else work.mp.zero

            found += self._over(piece, surprise)
        return found

    def _over(self, piece: NumericPiece, inner: Function) -> Real:
        shape = profile(piece, self.work)
        cuts = sorted({c for s in self.shares if piece.inside(c := shape.quantile(s))})
        return total(inner, piece.lower, piece.upper, cuts, self.work)

    def up_to(self, piece: NumericPiece, mark: Real) -> Real:
        """The mass of a density below a mark inside of its piece. Raises NoNumber."""
        below = NumericPiece(piece.lower, mark, piece.density)
        return self._over(below, piece.density)

    def _slope(self, letter: SlopeOf) -> Real:
        """The derivative in a parameter by central differences of fourth order."""
        step = number(_STEP, {}, self.work)
        near, far = (
            self._moved(letter, k * step) - self._moved(letter, -k * step) for k in (1, 2)
        )
        return (8 * near - far) / (12 * step)

    def _moved(self, letter: SlopeOf, by: Real) -> Real:
        values = {**self.values, letter.parameter: self.values[letter.parameter] + by}
        there = replace(self, values=values)
        known = {**values, **{each.letter: there.value(each) for each in letter.means}}
        return number(as_cosines(letter.body), known, self.work)


def as_cosines(term: Expr) -> Expr:
    """The term with cosines for the arbitrary functions, one of its own for each name."""
    swap = {}
    for place in applications(term):
        name, order = name_and_order(place)
        turn = Rational(sum(map(ord, name)) % 7 + 1, 5) + order * pi / 2
        swap[place] = cos(as_cosines(place.args[0]) + turn)
    return term.xreplace(swap)


def at_most(subject: Expr, value: Symbol) -> Expr:
    """The indicator of `subject <= value`."""
    return Piecewise((Integer(1), subject <= value), (Integer(0), True))


def _solved(letter: ValueMean, symbol: Symbol) -> tuple[Expr, Expr] | None:
    """Where the variable is when the condition holds, and the factor that it has there."""
    rest = letter.given.xreplace({symbol: Integer(0)})
    slope = expand(letter.given.xreplace({symbol: Integer(1)}) - rest)
    own = Dummy("own", real=True)
    if slope == 0 or expand(letter.given.xreplace({symbol: own}) - rest - slope * own) != 0:
        return None
    return (letter.at - rest) / slope, slope


def _product(first: Function, second: Function) -> Function:
    return lambda x: first(x) * second(x)

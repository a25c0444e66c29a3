"""The ratio t(k + 1)/t(k) of a term, as a constant times linear factors: what names its family.

The discrete counterpart of the logarithmic derivative (Graham, Knuth & Patashnik 1994, section
5.5): a hypergeometric term is known, up to a constant, by this ratio. Nothing here is trusted.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sympy import Expr, Pow, S, Symbol, beta, binomial, exp, expand, factorial, gamma

MOST_STEPS = 6
MOST_POWER = 12  # families' ratios have a few factors, and those of k^1000 are compared in pairs


class NoRatio(Exception):
    """The ratio is no constant times linear factors in k."""


@dataclass(slots=True)
class Ratio:
    """constant * prod (k + b for b in above) / prod (k + b for b in below)"""

    constant: Expr = S.One
    above: list[Expr] = field(default_factory=list)
    below: list[Expr] = field(default_factory=list)

    def linear(self, term: Expr, index: Symbol, power: int) -> None:
        """Multiply by a linear term to a power."""
        term = expand(term)
        slope = term.coeff(index)
        rest = term - slope * index
        if slope == 0 or expand(rest).has(index) or slope.has(index):
            if term.has(index):
                raise NoRatio(str(term))
            self.constant *= term**power
            return
        if abs(power) > MOST_POWER:
            raise NoRatio(str(term))
        self.constant *= slope**power
        for _ in range(abs(power)):
            (self.above if power > 0 else self.below).append(expand(rest / slope))

    def cancel(self) -> None:
        """Drop factors that stand above and below."""
        for one in list(self.above):
            for two in self.below:
                if expand(one - two) == 0:
                    self.above.remove(one)
                    self.below.remove(two)
                    break


def ratio(term: Expr, index: Symbol) -> Ratio:
    """The ratio of a term. Raises NoRatio."""
    found = Ratio()
    for factor in term.as_ordered_factors():
        if factor.has(index):
            _factor(found, factor, index, 1)
    found.cancel()
    return found


def _factor(found: Ratio, factor: Expr, index: Symbol, power: int) -> None:
    if isinstance(factor, Pow) and factor.exp.is_Integer and factor.base.has(index):
        if factor.base.is_Mul:
            for part in factor.base.as_ordered_factors():
                if part.has(index):
                    _factor(found, part, index, power * int(factor.exp))
            return
        _factor(found, factor.base, index, power * int(factor.exp))
    elif isinstance(factor, exp) or (isinstance(factor, Pow) and not factor.base.has(index)):
        step = expand(factor.exp.xreplace({index: index + 1}) - factor.exp)
        if step.has(index):
            raise NoRatio(str(factor))
        found.constant *= (exp(step) if isinstance(factor, exp) else factor.base**step) ** power
    elif isinstance(factor, factorial):
        _gamma(found, factor.args[0] + 1, index, power)
    elif isinstance(factor, gamma):
        _gamma(found, factor.args[0], index, power)
    elif isinstance(factor, binomial):
        n, k = factor.args
        _gamma(found, n + 1, index, power)
        _gamma(found, k + 1, index, -power)
        _gamma(found, n - k + 1, index, -power)
    elif isinstance(factor, beta):
        a, b = factor.args[0], factor.args[-1]
        _gamma(found, a, index, power)
        _gamma(found, b, index, power)
        _gamma(found, a + b, index, -power)
    else:
        found.linear(factor.xreplace({index: index + 1}), index, power)
        found.linear(factor, index, -power)


def _gamma(found: Ratio, argument: Expr, index: Symbol, power: int) -> None:
    """Gamma(a + s)/Gamma(a) = a (a + 1) ... for a whole step s of the argument a."""
    argument = expand(argument)
    step = expand(argument.xreplace({index: index + 1}) - argument)
    if not step.is_Integer or abs(step) > MOST_STEPS:
        raise NoRatio(str(argument))
    for i in range(int(step)):
        found.linear(argument + i, index, power)
    for i in range(int(step), 0):
        found.linear(argument + i, index, -power)

"""One space of the normal form: a ring, what its letters mean, and what is known about signs.

A space lives for one question. Letters are made on demand; when a letter turns out to be needed as
a finer root (x = g^2), the hint is written down and the construction starts again (`Restart`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from sympy import Expr

from symreparam.decide.answer import Context
from symreparam.decide.fraction import Polynomial, Ratio, Ring, Undecided
from symreparam.decide.generators import Algebraic, Generator, Hint
from symreparam.decide.orthant import Plan
from symreparam.decide.signset import ANY, Signs, opposite

FINEST_ROOT = 360
"""Letters are roots of at most this index."""


class Restart(Exception):
    """A hint was learned; build the space again."""


class Full(Exception):
    """All letters are used; build the space again with more."""


@dataclass(slots=True)
class Hints:
    """What earlier attempts at the same question learned: depths of roots, slopes of gammas."""

    depths: dict[Hint, int] = field(default_factory=dict)
    slopes: dict[Hint, Fraction] = field(default_factory=dict)


class Space(Ring):
    """The letters and their meaning. `convert` is the walk over SymPy terms of `normal`."""

    def __init__(
        self, size: int, plan: Plan, hints: Hints, convert: Callable[[Space, Expr], Ratio]
    ) -> None:
        super().__init__(size)
        self.plan = plan
        self.hints = hints
        self.generators: list[Generator] = []
        self.relations: list[Algebraic] = []
        self.facts: dict[str, Signs] = {}
        self.bounds: list[tuple[Polynomial, Signs]] = []
        self.signs_memo: dict[str, Signs] = {}
        self.terms_memo: dict[int, Expr] = {}
        self.moduli: list[tuple[int, int]] = []
        self.asked: Context | None = None
        self.comparing = False
        self.tangled = False
        self.compare: Oracle | None = None
        self.compare_logs: Oracle | None = None
        self.constant_sign: Oracle | None = None
        self._keys: dict[tuple[str, ...], int] = {}
        self._memo: dict[Expr, Ratio] = {}
        self._convert = convert

    def of(self, term: Expr) -> Ratio:
        """The normal form of a SymPy term."""
        known = self._memo.get(term)
        if known is None:
            known = self._memo[term] = self._convert(self, term)
        return known

    # --- letters ----------------------------------------------------------------------------
    def find(self, key: tuple[str, ...]) -> int | None:
        """The index of the letter with this key."""
        return self._keys.get(key)

    def new(self, generator: Generator) -> int:
        """The index of a letter, made when its key is new."""
        index = self._keys.get(generator.key)
        if index is None:
            index = len(self.generators)
            if index >= self.size:
                raise Full
            self.generators.append(generator)
            self._keys[generator.key] = index
        return index

    def relate(self, index: int, degree: int, value: Ratio) -> None:
        """Record `letter^degree = value` for a new letter."""
        self.relations.append(Algebraic(index, degree, value))

    def depth(self, hint: Hint) -> int:
        """The root index that earlier attempts asked for."""
        return self.hints.depths.get(hint, 1)

    def deepen(self, hint: Hint, depth: int) -> None:
        """Ask for a finer root and start again."""
        self.hints.depths[hint] = lcm(depth, self.depth(hint))
        if self.hints.depths[hint] > FINEST_ROOT:
            raise Undecided(f"budget: roots of index over {FINEST_ROOT}")
        raise Restart

    def restart(self) -> None:
        """Start again because a hint changed."""
        raise Restart

    def is_constant(self, *ratios: Ratio) -> bool:
        """Whether only constant letters occur."""
        return all(
            self.generators[i].constant
            for ratio in ratios
            for p in ratio
            for i, degree in enumerate(p.degrees())
            if degree > 0  # of the zero polynomial they are -1
        )

    # --- reduction by the relations ---------------------------------------------------------
    def normal(self, a: Ratio) -> Ratio:
        """The same ratio with every algebraic letter below its degree."""
        if not any(self._excess(p) for p in a):
            return a
        (p, left), (q, right) = self._lowered(a[0]), self._lowered(a[1])
        if not q:
            raise Undecided("division by zero")
        return self.reduced(self.times(p, right), self.times(left, q))

    def vanishes(self, a: Ratio) -> bool:
        """Whether the ratio is zero by its normal form."""
        return not self._lowered(a[0])[0]

    def same(self, a: Ratio, b: Ratio) -> bool:
        """Whether two ratios have the same normal form."""
        return a == b or self.vanishes(self.subtract(a, b))

    def inverse(self, a: Ratio) -> Ratio:
        """1/a in normal form; excludes the zeros of a."""
        return super().inverse(self.normal(a))

    def _excess(self, p: Polynomial) -> bool:
        if not self.relations:
            return False
        degrees = p.degrees()
        return any(degrees[r.index] >= r.degree for r in self.relations)

    def _lowered(self, p: Polynomial) -> tuple[Polynomial, Polynomial]:
        """(q, m) with p m = q at every point, m a product of denominators of relations."""
        multiplier = self.unit
        for relation in reversed(self.relations):
            # the value may have lower powers of the letter itself: each round lowers the degree
            while p and p.degrees()[relation.index] >= relation.degree:
                parts = self.collected(p, relation.index, relation.degree)
                top = max(parts)
                numerator, denominator = relation.value
                total = self.nothing
                for count, part in sorted(parts.items()):
                    factor = self.times(numerator**count, denominator ** (top - count))
                    total = total + self.times(part, factor)
                p, multiplier = total, self.times(multiplier, denominator**top)
        return p, multiplier

    def collected(self, p: Polynomial, index: int, degree: int) -> dict[int, Polynomial]:
        """p as a sum of (letter^degree)^k times parts of lower degree in the letter, by k."""
        parts: dict[int, dict[tuple[int, ...], int]] = {}
        self.spend(20 * len(p), "collect")
        for exponents, coefficient in p.to_dict().items():
            count, rest = divmod(int(exponents[index]), degree)
            monomial = (*exponents[:index], rest, *exponents[index + 1 :])
            parts.setdefault(count, {})[monomial] = coefficient
        return {count: self.context.from_dict(part) for count, part in parts.items()}

    # --- facts ------------------------------------------------------------------------------
    def learn(self, p: Polynomial, signs: Signs) -> None:
        """Record that an (irreducible) polynomial has its sign in `signs` everywhere."""
        if p.is_constant():
            return
        if p.leading_coefficient() < 0:
            p, signs = -p, opposite(signs)
        key = str(p)
        self.facts[key] = self.facts.get(key, ANY) & signs
        self.bounds.append((p, signs))
        self.signs_memo.clear()

    def known(self, p: Polynomial) -> Signs:
        """What the facts say about a polynomial."""
        return self.facts.get(str(p), ANY)


Oracle = Callable[[Space, Polynomial], Signs]
"""A strategy of the sign oracle that needs modules above this one."""

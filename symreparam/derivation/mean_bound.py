"""Equations refuted by bounds of a mean that has no known value: comparisons are proposed.

Numbers only suggest; the rule `equation-fails-bound` encloses the mean itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count, islice, product
from math import ceil, inf, isfinite

from flint import arb
from sympy import Abs, Add, Expr, Integer, Mul, Rational, Symbol, exp, log

from symreparam.decide.ball import enclose
from symreparam.decide.probability import MOST_CELLS, Breaks, Cell, NoBound, cells
from symreparam.derivation.break_points import MOST_VALUES, grid
from symreparam.derivation.builder import Builder, law_step
from symreparam.derivation.divergence import information_steps
from symreparam.derivation.equations import letter_step, value_of
from symreparam.derivation.expectation import Failure, mean_step
from symreparam.derivation.instances import Values
from symreparam.derivation.linear_parts import is_long
from symreparam.derivation.names import taken
from symreparam.derivation.probabilities import FINE
from symreparam.derivation.sign_parts import sign_step
from symreparam.derivation.transport import letters
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import DivergenceOf, EntropyOf, Equation, Mean
from symreparam.logic.proof import Proof
from symreparam.rules.mean_bound import bounded, nonnegative, solved
from symreparam.terms.events import is_indicator
from symreparam.terms.law import Law, Named
from symreparam.terms.mapping import Map
from symreparam.terms.record import dataclass
from symreparam.terms.scope import variable

MOST_TERMS = 200
# a smaller gap of the claimed value and the mean is not worth a try
LEAST = 1e-4
# how far a comparison is above the terms at the middles of the cells: less is told better
MARGINS = (1, 2)
# cells at which terms are compared
MOST_SAMPLES = 400
_BOUNDED = (Mean, DivergenceOf, EntropyOf)
# bounds are told to so many parts of one
SHOWN = 10**6


def refute_by_bound(claim: Claim, values: Values) -> Proof | None:
    """A proof that the equation fails at these parameter values by a bound of one mean, or None."""
    try:
        builder = Builder(claim, values)
    except RuleError:  # a derivative is not of one parameter value
        return None
    goal = builder.claim.goal
    assert isinstance(goal, Equation)
    for index, letter in enumerate(goal.means):
        if not isinstance(letter, _BOUNDED) or builder.claim.scope.symbols:
            continue
        try:
            return builder.proof(_fails(builder, goal, index))
        except (*Failure, NoBound):
            continue
    return None


@dataclass(frozen=True, slots=True)
class _Source:
    """The variables of a term with their laws, the steps that say so, and the cells."""

    variables: tuple[Symbol, ...]
    laws: tuple[Law, ...]
    steps: tuple[int, ...]
    rows: tuple[Breaks, ...]

    def sampled(self, term: Expr, most: int = MOST_CELLS) -> list[tuple[float, float]]:
        """(value, mass) of the term at the middles of the cells, where it has a value; at about
        so many of them, evenly chosen from those of each variable."""
        found = []
        parts = [cells(law, row) for law, row in zip(self.laws, self.rows, strict=True)]
        each = max(2, int(most ** (1 / len(parts))))
        thin = (part if len(part) <= each else _thin(part, each) for part in parts)
        for cell in product(*thin):
            mass = 1.0
            for part in cell:
                mass *= float(part.mass)
            box = {v: part.values.mid() for v, part in zip(self.variables, cell, strict=True)}
            value = enclose(term, box, 53) if mass > 0 else None
            if value is not None:
                found.append((float(value.mid()), mass))
        return found


def _thin(row: Sequence[Cell], number: int) -> list[Cell]:
    """About so many of the cells, the first and the last among them."""
    return [*row[:: ceil(len(row) / number)], row[-1]]


def _fails(builder: Builder, goal: Equation, index: int) -> int:
    mean = goal.means[index]
    assert isinstance(mean, _BOUNDED)
    body, extra, last = _body(builder, mean)
    others = [m for m in goal.means if m != mean]
    steps = [letter_step(builder, m) for m in others]
    swap = {m.letter: value_of(builder, step) for m, step in zip(others, steps, strict=True)}
    asked = solved(goal, mean.letter, swap)
    claimed = enclose(asked, {}, 53)
    source = _source(builder, body)
    values = source.sampled(body)
    about = sum(value * mass for value, mass in values)
    if is_long(body, source.variables, MOST_TERMS):
        raise RuleError("mean-bound.terms", "a polynomial of very many terms")
    if claimed is None or not values or abs(about - float(claimed.mid())) < LEAST:
        raise RuleError("mean-bound.value", "the claimed value is near the mean")
    side = 1 if about > float(claimed.mid()) else -1
    places = _places(builder, len(source.laws))
    error: Exception | None = None
    for comparison in chain(
        _comparisons(body, side, values, source), _beside_logarithms(body, side, source)
    ):
        term = Add(comparison, Mul(Integer(side), body))
        try:
            signs = [
                sign_step(builder, s.expr, s.sign, s.over)
                for s in nonnegative(term, source.variables, source.laws, places)
            ]
            known = mean_step(builder, comparison)
            premises = (*source.steps, *signs, known, *steps, *last)
            least = _rounded(bounded(term, source.variables, source.laws, source.rows))
            args = (goal, index, comparison, side, source.rows, places, least, asked, *extra)
            return builder.add("equation-fails-bound", premises, args)
        except Failure as failed:
            error = failed
    raise error or RuleError("mean-bound.comparison", "none was found")


def _body(
    builder: Builder, letter: Mean | DivergenceOf | EntropyOf
) -> tuple[Expr, tuple[Map, int] | tuple[()], tuple[int, ...]]:
    """What the letter is the mean of, with the rule's arguments and premises for that."""
    if isinstance(letter, Mean):
        return letter.body, (), ()
    mapping, steps = information_steps(builder, letter)
    return mapping.at(letter.subject), (mapping, len(steps)), steps


def _rounded(bound: arb) -> Expr:
    """A fraction a little below the bound."""
    exact = bound.lower().fmpq()
    return Rational(int(exact.p) * SHOWN // int(exact.q), SHOWN)


def _places(builder: Builder, number: int) -> tuple[Symbol, ...]:
    """New letters for the values of the variables."""
    used = taken(builder)
    names = (name for k in count() if (name := f"x_{k}") not in used)
    return tuple(variable(name) for name in islice(names, number))


def _comparisons(
    body: Expr, side: int, values: list[tuple[float, float]], source: _Source
) -> Iterator[Expr]:
    """Terms of known mean that may be at least as large as the body, or its negative."""
    if is_indicator(body):
        yield Integer(0) if side == 1 else Integer(1)
        return
    most = max(-side * value for value, _ in values)
    if not isfinite(most):  # beyond doubles
        return
    least = Integer(ceil(most))
    if least <= 0:
        yield Integer(0)
    yield from (least, least + 1)
    for base in _bases(body, source):
        term = Add(base, Mul(Integer(side), body))
        most = max((-value for value, _ in source.sampled(term, MOST_SAMPLES)), default=inf)
        if isfinite(most):
            yield from (Add(Integer(ceil(most) + more), base) for more in MARGINS)


def _bases(body: Expr, source: _Source) -> Iterator[Expr]:
    """Terms of known mean that grow, those under the body's own logarithms too."""
    yield Add(*source.variables)
    yield Add(*(v**2 for v in source.variables))
    yield Add(*(exp(v) for v in source.variables))
    yield Add(*(exp(-v) for v in source.variables))
    inside = [term.as_coeff_Mul() for term in Add.make_args(body)]
    if any(isinstance(core, log) for _, core in inside):
        yield Add(*(Abs(c) * core.args[0] for c, core in inside if isinstance(core, log)))


def _beside_logarithms(body: Expr, side: int, source: _Source) -> Iterator[Expr]:
    """Where other terms stand beside logarithms, these cancel: only logarithms are left."""
    terms = [t for t in Add.make_args(body) if t.has(*source.variables)]
    hard = Add(*(term for term in terms if term.has(log)))
    if hard in (0, body):
        return
    for comparison in _comparisons(hard, side, source.sampled(hard), source):
        yield Add(comparison, Mul(Integer(-side), body - hard))


def _source(builder: Builder, body: Expr) -> _Source:
    """The variables' laws as densities and masses, and cells for them."""
    random = tuple(v for v in builder.claim.variables if body.has(v))
    if not random:
        raise RuleError("mean-bound.variables", "no random variable")
    steps, laws = [], []
    for each in random:
        given = builder.add("hypothesis", (), (builder.claim.variables.index(each),))
        law = law_step(builder, given).law
        if isinstance(law, Named):
            unfolded = unfold_step(builder, law, letters(builder).source)
            given = builder.add("rewrite-law", (given, unfolded))
            law = law_step(builder, given).law
        assert isinstance(law, Law)
        steps.append(given)
        laws.append(law)
    spread = sum(bool(law.pieces) for law in laws)
    if spread > max(FINE):
        raise RuleError("mean-bound.variables", f"{spread} continuous random variables")
    number = FINE[max(1, spread)]
    rows = tuple(grid(law, number, MOST_VALUES if len(laws) == 1 else 40) for law in laws)
    return _Source(random, tuple(laws), tuple(steps), rows)

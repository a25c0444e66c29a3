"""distances: closed forms against scipy, a reject for each obligation, and planted versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy
import pytest
from scipy import stats
from sympy import Add, Expr, Integer, Rational, exp, log, oo
from tampered import rejected

import symreparam.rules.distances as rules
from symreparam.checker.replay import replay
from symreparam.derivation.builder import Builder
from symreparam.derivation.distances import distances_step
from symreparam.derivation.integrate import integral_step
from symreparam.derivation.transport import source_law
from symreparam.derivation.unfold import unfold_step
from symreparam.logic.claim import Claim
from symreparam.logic.codec import proof_from_json, proof_to_json
from symreparam.logic.errors import ProofError, RuleError
from symreparam.logic.judgement import Distances, HasLaw, Holds, Integral, Sign
from symreparam.logic.proof import Proof
from symreparam.terms.law import Law, Named
from symreparam.terms.region import NUMBERS, interval
from symreparam.terms.scope import Scope, variable

Z, T = variable("z"), variable("t")
HALF = Rational(1, 2)


def member(name: str, *arguments: object) -> Named:
    return Named(name, tuple(Integer(a) if isinstance(a, int) else a for a in arguments))


def about(one: Named, two: Named) -> Claim:
    return Claim(Scope((), ()), (Z,), (HasLaw(Z, one),), HasLaw(Z, two))


def proof_of(one: Named, two: Named) -> Proof:
    builder = Builder(about(one, two))
    last = distances_step(builder, 0, two, T)
    known = builder.conclusion(last)
    assert isinstance(known, Distances)
    proof = builder.proof(last)
    return replace(proof, claim=replace(proof.claim, goal=known))


def goal_of(proof: Proof) -> Distances:
    assert isinstance(proof.claim.goal, Distances)
    return proof.claim.goal


NORMAL = member("Normal", 0, 1)
EXPONENTIAL = member("Exponential", 1)
PAIRS = [
    (NORMAL, stats.norm(), member("Normal", 1, 1), stats.norm(1)),
    (member("Laplace", 0, 1), stats.laplace(), member("Laplace", 0, 2), stats.laplace(0, 2)),
    (member("Uniform", 0, 1), stats.uniform(), NORMAL, stats.norm()),
    (member("Cauchy", 0, 1), stats.cauchy(), member("Cauchy", 1, 2), stats.cauchy(1, 2)),
    (member("Cauchy", -1, 2), stats.cauchy(-1, 2), member("Cauchy", -Rational(3, 2), 1),
     stats.cauchy(-1.5, 1)),
    (member("ChiSquared", 1), stats.chi2(1), member("ChiSquared", 2), stats.chi2(2)),
    (EXPONENTIAL, stats.expon(), member("Exponential", 2), stats.expon(scale=0.5)),
    (member("Beta", 1, 2), stats.beta(1, 2), member("Beta", 1, 3), stats.beta(1, 3)),
    (member("Uniform", 0, 1), stats.uniform(), member("Uniform", HALF, 3),
     stats.uniform(0.5, 2.5)),
    (member("LogNormal", 0, HALF), stats.lognorm(0.5), member("LogNormal", 1, 1),
     stats.lognorm(1, scale=numpy.e)),
    (member("Laplace", 0, 1), stats.laplace(), NORMAL, stats.norm()),  # four crossings, one kink
]  # fmt: skip


@pytest.mark.parametrize(("one", "first", "two", "second"), PAIRS)
def test_closed_forms(one: Named, first: object, two: Named, second: object) -> None:
    proof = proof_of(one, two)
    assert not replay(proof_from_json(proof_to_json(proof)), proof.claim).refuted
    goal = goal_of(proof)
    grid = numpy.linspace(-30, 30, 300_001)
    gaps = numpy.abs(first.cdf(grid) - second.cdf(grid))  # type: ignore[attr-defined]
    gap, place = float(goal.gap), float(goal.at)
    assert abs(gap - float(gaps.max())) < 1e-4
    assert abs(first.cdf(place) - second.cdf(place)) == pytest.approx(gap)  # type: ignore[attr-defined]
    heights = numpy.abs(first.pdf(grid) - second.pdf(grid))  # type: ignore[attr-defined]
    half = 0.5 * float(heights[numpy.isfinite(heights)].sum()) * (grid[1] - grid[0])
    assert float(goal.variation) == pytest.approx(half, abs=2e-2)


def test_what_does_not_close_is_left_open() -> None:
    for other in (member("Logistic", 0, 1), member("StudentT", 3)):
        with pytest.raises(RuleError):
            proof_of(other, NORMAL)


@pytest.fixture(scope="module")
def proof() -> Proof:
    """Exponential(1) and Exponential(2): 1/4 at log(2)."""
    return proof_of(EXPONENTIAL, member("Exponential", 2))


def claiming(proof: Proof, goal: Distances) -> Proof:
    steps = (*proof.steps[:-1], replace(proof.steps[-1], conclusion=goal))
    return replace(proof, claim=replace(proof.claim, goal=goal), steps=steps)


def without(proof: Proof, *drop: Callable[[object], bool]) -> Proof:
    """The last step without the premises of which one of these holds."""
    last = proof.steps[-1]
    kept = tuple(
        k for k in last.premises if not any(test(proof.steps[k].conclusion) for test in drop)
    )
    assert len(kept) < len(last.premises)
    return replace(proof, steps=(*proof.steps[:-1], replace(last, premises=kept)))


def with_args(proof: Proof, *args: object) -> Proof:
    last = replace(proof.steps[-1], args=args)  # type: ignore[arg-type]
    return replace(proof, steps=(*proof.steps[:-1], last))


def test_other_values_are_not_proved(proof: Proof) -> None:
    goal = goal_of(proof)
    assert (goal.gap, goal.at, goal.variation) == (Rational(1, 4), log(2), Rational(1, 4))
    for other in (
        replace(goal, gap=Rational(1, 5)),
        replace(goal, at=Integer(1)),
        replace(goal, variation=HALF),
        replace(goal, law=EXPONENTIAL),
    ):
        with pytest.raises(ProofError):
            replay(claiming(proof, other))


def test_each_obligation(proof: Proof) -> None:
    def on_cells(known: object) -> bool:
        return isinstance(known, Sign) and known.over != NUMBERS

    points, place, shapes = proof.steps[-1].args
    ratio = next(h for h in shapes if h != 0)  # type: ignore[union-attr]
    rejected(without(proof, lambda k: isinstance(k, Integral)), "distances.integral")
    rejected(without(proof, lambda k: on_cells(k) and k.expr == ratio), "distances.crossing")
    rejected(without(proof, lambda k: on_cells(k) and k.expr != ratio), "distances.positive")
    rejected(without(proof, lambda k: isinstance(k, Sign) and k.over == NUMBERS), "distances.sign")
    rejected(with_args(proof, points, Integer(5), shapes), "distances.place")
    rejected(with_args(proof, points, place, shapes[:-1]), "distances.args")  # type: ignore[index]
    zeros = tuple(Integer(0) for _ in shapes)  # type: ignore[union-attr]
    rejected(with_args(proof, points, place, zeros), "distances.crossing")
    others = tuple(h if h == 0 else 2 * h for h in shapes)  # type: ignore[union-attr, operator]
    rejected(with_args(proof, points, place, others), "distances.ratio")
    backwards = (tuple(reversed(points)), place, shapes)  # type: ignore[arg-type]
    rejected(with_args(proof, *backwards), "distances.pieces")
    rejected(without(proof, lambda k: isinstance(k, Holds)), "distances.order")


def test_a_crossing_left_out_is_noticed(proof: Proof) -> None:
    """With the end 0 alone the densities cross on (0, oo)."""
    points, _, shapes = proof.steps[-1].args
    short = with_args(proof, points[:1], Integer(1), shapes[:2])  # type: ignore[index]
    rejected(short, "distances.integral")


def test_the_largest_of_the_sums_is_asked_for() -> None:
    proof = proof_of(NORMAL, member("Uniform", 0, 1))
    points, place, shapes = proof.steps[-1].args
    assert len(points) == 2  # type: ignore[arg-type]
    other = Integer(3 - int(place))  # type: ignore[call-overload]
    with pytest.raises(ProofError) as caught:
        replay(with_args(proof, points, other, shapes))
    assert caught.value.code in ("distances.largest", "distances.sign")


def test_laws_with_masses_are_refused() -> None:
    with pytest.raises(RuleError) as caught:
        proof_of(member("Poisson", 1), NORMAL)
    assert caught.value.code == "distances.law"
    builder = Builder(about(member("Rademacher"), NORMAL))
    steps = source_law(builder, 0, T), unfold_step(builder, NORMAL, T)
    with pytest.raises(RuleError) as caught:
        builder.add("distances", steps, ((Integer(0),), Integer(1), (Integer(0), Integer(0))))
    assert caught.value.code == "distances.masses"


def test_a_planted_rule_without_signs_would_prove_a_falsehood(
    proof: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the signs, one interval (0, oo) would do, and the laws would be at distance 0."""
    cell = interval(T, Integer(0), oo)
    builder = Builder(about(EXPONENTIAL, member("Exponential", 2)))
    given = source_law(builder, 0, T)
    same = unfold_step(builder, member("Exponential", 2), T)
    densities = (exp(-T), 2 * exp(-2 * T))
    steps = [integral_step(builder, density, cell) for density in densities]
    args = ((Integer(0),), Integer(1), (Integer(0), Integer(0)))
    with pytest.raises(RuleError) as caught:
        builder.add("distances", (given, same, *steps), args)
    assert caught.value.code == "distances.crossing"

    def careless(
        law: Law, other: Law, cell: object, shape: object, premises: object
    ) -> tuple[Expr, bool]:
        return Add(HALF, -HALF), True

    monkeypatch.setattr(rules, "_change", careless)
    known = builder.conclusion(builder.add("distances", (given, same, *steps), args))
    assert isinstance(known, Distances) and known.gap == 0


def test_the_family_tells_the_integrals_over_intervals(monkeypatch: pytest.MonkeyPatch) -> None:
    """No search for an antiderivative where a distribution function is recorded, or for exp."""
    import symreparam.derivation.distances as derivation

    def never(*_: object) -> int:
        raise AssertionError("an antiderivative is sought")

    monkeypatch.setattr(derivation, "integral_step", never)
    for one, two in (
        (member("Laplace", 0, 1), NORMAL),
        (NORMAL, member("Normal", 1, 2)),
        (EXPONENTIAL, member("Exponential", 2)),
    ):
        assert replay(proof_of(one, two)) is not None

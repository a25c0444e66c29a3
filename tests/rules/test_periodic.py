"""pushforward-periodic: periods laid over one another, with a reject for each obligation."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from sympy import Integer, Symbol, exp, floor, oo, pi, sin

from symreparam.derivation.builder import Builder
from symreparam.derivation.periodic import fold
from symreparam.derivation.transport import letters, source_law
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Equal, HasLaw, Limit, Sign
from symreparam.pipeline import check_text
from symreparam.rules import periodic
from symreparam.rules.periodic import pushforward_periodic_rule
from symreparam.terms.law import Law
from symreparam.terms.region import NUMBERS, interval

LETS = """let m real
let a, b > 0
let U ~ Uniform(0, 1)
let th ~ Uniform(0, 2*pi)
let E ~ Exponential(b)
let L ~ Laplace(0, 1)
let G ~ Gamma(2, 1)
let X ~ Normal(0, 1)
let n integer >= 1
let C ~ Cauchy(m, a)
let T ~ Uniform(m, m + 2*pi*n)
let P ~ Pareto(1, 2)
"""


@pytest.mark.parametrize(
    "goal",
    [
        "prove mod(U + m, 1) ~ Uniform(0, 1)",
        "prove mod(m - U, 1) ~ Uniform(0, 1)",
        "prove mod(a*U + m, a) ~ Uniform(0, a)",
        "prove mod(th + m, 2*pi) ~ Uniform(0, 2*pi)",
        "prove a*sin(th + m) ~ Arcsin(-a, a)",
        "prove cos(2*pi*U + m) ~ Arcsin(-1, 1)",
        "prove tan(th + m) ~ Cauchy(0, 1)",
        "prove sin(th + m)^2 ~ Beta(1/2, 1/2)",
        "prove mod(E, 1) has density b*exp(-b*z)/(1 - exp(-b)) for 0 < z < 1",
        "prove mod(E, a) has density b*exp(-b*z)/(1 - exp(-a*b)) for 0 < z < a",
        "prove mod(L, 1) has density (exp(-z) + exp(z - 1))/(2*(1 - exp(-1))) for 0 < z < 1",
        "prove cos(T) ~ Arcsin(-1, 1)",
        "prove tan(T) ~ Cauchy(0, 1)",
        "prove mod(n*U + m, 1) ~ Uniform(0, 1)",
        "prove tan(C - m) ~ Cauchy(0, tanh(a))",
        "prove mod(C, 1) has density sinh(2*pi*a)/(cosh(2*pi*a) - cos(2*pi*(z - m))) for 0 < z < 1",
        "prove mod(P, 1) has density -polygamma(2, z + 1) for 0 < z < 1",
        "prove mod(1/U, 1) has density polygamma(1, z + 1) for 0 < z < 1",
        "prove mod(-log(U), 1) has density exp(-z)/(1 - exp(-1)) for 0 < z < 1",
        "prove mod(G, 1) has density exp(-z)*(z/(1 - exp(-1)) + exp(-1)/(1 - exp(-1))^2) "
        "for 0 < z < 1",
    ],
)
def test_proved(goal: str) -> None:
    [found] = check_text(LETS + goal)
    assert (found.verdict, found.reason) == ("proved", "")


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("refute mod(E, 1) has density b*exp(-b*z) for 0 < z < 1", "refuted"),
        ("refute mod(E, 1) ~ Uniform(0, 1)", "refuted"),
        ("refute sin(th + m) ~ Uniform(-1, 1)", "refuted"),
        ("prove mod(X + m, 1) ~ Uniform(0, 1)", "refuted"),
        ("refute tan(C - m) ~ Cauchy(0, a)", "refuted"),
        ("refute cos(T/2) ~ Arcsin(-1, 1)", "refuted"),
        ("refute mod(n*U, 2) ~ Uniform(0, 2)", "refuted"),
        ("refute mod(U + m, 2) ~ Uniform(0, 1)", "refuted"),
        ("refute mod(3*U/2 + m, 1) ~ Uniform(0, 1)", "refuted"),
    ],
)
def test_not_proved(goal: str, verdict: str) -> None:
    [found] = check_text(LETS + goal)
    assert found.verdict in (verdict, "undecided")
    assert found.verdict != "proved"


def step(term: str) -> tuple[Builder, tuple[object, ...], tuple[object, ...]]:
    """A builder, and the premises and arguments of the rule in a good step."""
    block = parse_block(f"{LETS}derive {term}")
    [goal] = goals(check_names(block, FAMILY_NAMES))
    builder = Builder(goal.claim)
    names = letters(builder)
    [variable] = [v for v in goal.claim.variables if goal.claim.law_goal.subject.has(v)]
    given = source_law(builder, goal.claim.variables.index(variable), names.source)
    body = goal.claim.law_goal.subject.xreplace({variable: names.source})
    done = builder.steps[fold(builder, given, body, names)]
    assert done.rule == "pushforward-periodic"
    return builder, tuple(builder.conclusion(i) for i in done.premises), done.args


UNIFORM, TAIL = step("sin(th + m)"), step("mod(E, 1)")
CAUCHY, MANY = step("tan(C)"), step("cos(T)")


def refused(
    case: tuple, code: str, premises: tuple | None = None, args: tuple | None = None
) -> None:
    builder, good, given = case
    assert isinstance(pushforward_periodic_rule(builder.setting, good, given), HasLaw)
    with pytest.raises(RuleError) as error:
        pushforward_periodic_rule(builder.setting, premises or good, args or given)
    assert error.value.code == f"pushforward-periodic.{code}"


def put(case: tuple, index: int, judgement: object) -> tuple:
    return (*case[1][:index], judgement, *case[1][index + 1 :])


def test_the_period_must_be_positive() -> None:
    refused(TAIL, "positive", put(TAIL, 1, Sign(Integer(1), ">=", NUMBERS)))
    refused(TAIL, "positive", put(TAIL, 1, Sign(Integer(2), "+", NUMBERS)))


def test_the_map_must_repeat_everywhere() -> None:
    known = TAIL[1][2]
    half = replace(known, over=interval(known.over.variables[0], Integer(0), oo))
    refused(TAIL, "repeats", put(TAIL, 2, half))
    refused(TAIL, "repeats", put(TAIL, 2, replace(known, left=2 * known.right)))


def test_the_sum_must_telescope() -> None:
    known = TAIL[1][3]
    refused(TAIL, "telescopes", put(TAIL, 3, replace(known, left=2 * known.left)))
    refused(TAIL, "telescopes", put(TAIL, 3, replace(known, over=NUMBERS)))
    mapping, densities, period, ((tail, start),) = TAIL[2]
    refused(TAIL, "telescopes", args=(mapping, densities, period, ((2 * tail, start),)))


def test_the_tail_must_vanish() -> None:
    """With T + c in the place of T the equation holds as well, and the mass is wrong."""
    known = TAIL[1][4]
    assert isinstance(known, Limit)
    refused(TAIL, "vanishes", put(TAIL, 4, replace(known, value=Integer(1))))
    refused(TAIL, "vanishes", put(TAIL, 4, replace(known, end="lower")))


def test_a_tail_starts_at_the_end_of_its_piece() -> None:
    mapping, densities, period, ((tail, _),) = TAIL[2]
    refused(TAIL, "start", args=(mapping, densities, period, ((tail, Integer(1)),)))
    refused(TAIL, "start", args=(mapping, densities, period, ((tail, -oo),)))


def test_a_uniform_law_covers_whole_periods() -> None:
    known = UNIFORM[1][3]
    assert isinstance(known, Equal)
    refused(UNIFORM, "turns", put(UNIFORM, 3, replace(known, right=3 * pi)))
    refused(UNIFORM, "turns", put(UNIFORM, 3, replace(known, left=4 * pi)))
    mapping, densities, period, ((value, start),) = UNIFORM[2]
    refused(UNIFORM, "uniform", args=(mapping, densities, period, ((2 * value, start),)))


def test_a_finite_piece_must_be_uniform() -> None:
    given = UNIFORM[1][0]
    piece = given.law.pieces[0]
    slanted = replace(piece, density=piece.density * exp(given.law.variable))
    other = HasLaw(given.subject, Law(given.law.variable, (slanted,)))
    refused(UNIFORM, "uniform", put(UNIFORM, 0, other))


def test_a_symbolic_number_of_turns_is_whole_and_positive() -> None:
    known = MANY[1][3]
    assert isinstance(known, Equal) and isinstance(MANY[1][4], Sign)
    refused(MANY, "turns", put(MANY, 4, replace(MANY[1][4], sign=">=")))
    refused(MANY, "turns", put(MANY, 4, replace(MANY[1][4], expr=Integer(2))))
    refused(MANY, "turns", put(MANY, 3, replace(known, right=known.right / 2)))
    refused(MANY, "turns", put(MANY, 3, replace(known, right=-known.right)))
    real = Symbol("r", positive=True)
    refused(MANY, "turns", put(MANY, 3, replace(known, right=real * 2 * pi)))
    refused(UNIFORM, "turns", put(UNIFORM, 3, replace(UNIFORM[1][3], right=-2 * pi)))


def test_a_wrapped_cauchy_law_is_that_of_a_cauchy_law() -> None:
    same, sign = CAUCHY[1][3], CAUCHY[1][4]
    assert isinstance(same, Equal) and isinstance(sign, Sign)
    refused(CAUCHY, "cauchy", put(CAUCHY, 3, replace(same, right=2 * same.right)))
    refused(CAUCHY, "cauchy", put(CAUCHY, 3, replace(same, over=NUMBERS)))
    refused(CAUCHY, "cauchy", put(CAUCHY, 4, replace(sign, sign="-")))
    refused(CAUCHY, "cauchy", put(CAUCHY, 4, replace(sign, expr=Integer(1))))
    mapping, densities, period, ((median, scale, start),) = CAUCHY[2]
    for row in ((median + 1, scale, start), (median, 2 * scale, start), (median, scale, oo)):
        refused(CAUCHY, "cauchy", args=(mapping, densities, period, (row,)))
    given = CAUCHY[1][0]
    half = replace(given.law.pieces[0], region=interval(given.law.variable, Integer(0), oo))
    refused(
        CAUCHY, "line", put(CAUCHY, 0, HasLaw(given.subject, Law(given.law.variable, (half,))))
    )


def test_a_wrapped_cauchy_density_is_the_sum_over_the_periods() -> None:
    """Against the sum of 4000 terms; a planted cosine of half the angle is far off."""
    x, m, g, p = 0.3, -0.2, 0.7, 1.5
    total = sum(g / (math.pi * (g**2 + (x + k * p - m) ** 2)) for k in range(-2000, 2001))
    turn = 2 * math.pi / p

    def wrapped(angle: float) -> float:
        gap = math.cosh(turn * g) - math.cos(angle * (x - m))
        return math.sinh(turn * g) / (p * gap)

    assert abs(wrapped(turn) - total) < 1e-3
    assert abs(wrapped(turn / 2) - total) > 1e-2


def test_a_line_must_be_cut_and_masses_are_refused() -> None:
    given = TAIL[1][0]
    piece = given.law.pieces[0]
    line = replace(piece, region=interval(given.law.variable, -oo, oo))
    refused(TAIL, "line", put(TAIL, 0, HasLaw(given.subject, Law(given.law.variable, (line,)))))
    from symreparam.terms.law import Atom

    heavy = replace(given.law, atoms=(Atom(Integer(0), Integer(1)),))
    refused(TAIL, "atoms", put(TAIL, 0, HasLaw(given.subject, heavy)))


def test_folds_and_periods_fit_the_law() -> None:
    mapping, densities, period, folds = TAIL[2]
    refused(TAIL, "folds", args=(mapping, densities, period, ()))
    refused(TAIL, "period", args=(mapping, densities, mapping.variable, folds))
    refused(TAIL, "premises", TAIL[1][:2])


def test_a_planted_rule_without_the_limit_would_be_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """T + 1 telescopes as well: without the limit the folded law would have mass 1 too much."""
    builder, good, (mapping, densities, period, ((tail, start),)) = TAIL
    end = replace(good[4], map=replace(good[4].map, body=tail + 1), value=Integer(1))
    wrong, arguments = put(TAIL, 4, end), (mapping, densities, period, ((tail + 1, start),))
    refused(TAIL, "vanishes", wrong, arguments)
    monkeypatch.setattr(periodic, "require", lambda ok, code, detail="": None)
    honest = pushforward_periodic_rule(builder.setting, good, TAIL[2])
    assert pushforward_periodic_rule(builder.setting, wrong, arguments) != honest


def test_the_equations_of_periods_are_decided() -> None:
    builder, good, _ = UNIFORM
    x = good[2].over.variables[0]
    line = interval(x, -oo, oo)
    builder.equal(sin(x + 2 * pi), sin(x), line)
    builder.equal(floor(x / 3 + 1), floor(x / 3) + 1, line)
    for wrong in (floor(x + Integer(1) / 2), sin(x + pi), floor(2 * x) / 2):
        with pytest.raises(RuleError):
            builder.equal(wrong, sin(x) if wrong.has(sin) else floor(x), line)

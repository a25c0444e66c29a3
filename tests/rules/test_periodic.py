"""pushforward-periodic: periods laid over one another, with a reject for each obligation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Integer, exp, floor, oo, pi, sin

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
        ("prove mod(X + m, 1) ~ Uniform(0, 1)", "undecided"),
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

"""Signs by functions between -1 and 1 and by bounds of factorials: rejected steps."""

from __future__ import annotations

from math import lgamma

import pytest
from sympy import Expr, Integer, cos, factorial, log, oo, sin, tanh

from symreparam.decide.answer import Proved
from symreparam.derivation.builder import Builder
from symreparam.derivation.sign_parts import sign_step
from symreparam.documents.meaning import goals
from symreparam.documents.parse import parse_block
from symreparam.documents.scope_check import check_names
from symreparam.families.table import FAMILY_NAMES
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import Sign
from symreparam.pipeline import Options, check_text
from symreparam.rules import sign_parts
from symreparam.rules.sign_parts import affine_in, choices, replaced
from symreparam.terms.region import interval
from symreparam.terms.scope import variable

x = variable("x_0")
LINE, RIGHT = interval(x, -oo, oo), interval(x, Integer(0), oo)


def plain() -> Builder:
    """A builder for any claim."""
    text = "let X ~ Normal(0, 1)\nprove E(X) = 0"
    [found] = goals(check_names(parse_block(text), FAMILY_NAMES))
    assert found.claim is not None
    return Builder(found.claim)


@pytest.mark.parametrize(
    ("term", "inner"),
    [
        (x**2 + 2 - (x - 1) * cos(x), cos(x)),
        (x**2 + 1 - x * tanh(x), tanh(x)),
        (x**2 + 2 - 2 * x * sin(x) ** 2, sin(x) ** 2),
        (x**2 + 1 - x * tanh(x) ** 3, tanh(x) ** 3),
    ],
)
def test_between_two_values(term: Expr, inner: Expr) -> None:
    builder = plain()
    step = sign_step(builder, term, "+", LINE)
    assert builder.conclusion(step) == Sign(term, "+", LINE)


def _chosen(builder: Builder, term: Expr, inner: Expr) -> int:
    signs = [builder.sign_is(term.xreplace({inner: v}), "+", LINE) for v in choices(inner)]
    known = builder.add("defined", (), (term, LINE))
    return builder.add("sign-choice", (*signs, known), (term, LINE, "+", inner))


def test_only_affine_terms_lie_between(monkeypatch: pytest.MonkeyPatch) -> None:
    # 10 sin(x)^2 - 1 is 9 where the sine is -1 or 1, and -1 at 0
    term = 10 * sin(x) ** 2 - 1
    with pytest.raises(RuleError, match="affine"):
        _chosen(plain(), term, sin(x))
    monkeypatch.setattr(sign_parts, "affine_in", lambda *_: True)  # planted
    _chosen(plain(), term, sin(x))


def test_an_odd_power_goes_below_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    # 1 + 2 sin(x)^3 is -1 where the sine is -1; 1 - 2 sin(x)^2 is -1 where it is 1 or -1
    odd, even = 1 + 2 * sin(x) ** 3, 1 - 2 * sin(x) ** 2
    for term, inner in ((odd, sin(x) ** 3), (even, sin(x) ** 2)):
        with pytest.raises(RuleError):
            _chosen(plain(), term, inner)
    assert choices(sin(x) ** 2) == (0, 1)
    assert choices(sin(x) ** 3) == (-1, 1)
    assert choices(1 / tanh(x)) == choices(sin(x) ** x) == ()
    monkeypatch.setattr(sign_parts, "ends_of", lambda _: (Integer(0), Integer(1)))  # planted
    _chosen(plain(), odd, sin(x) ** 3)


def test_what_is_affine() -> None:
    assert affine_in(x * sin(x) + 1, sin(x))
    for term in (sin(x) ** 2, 1 / (2 + sin(x)), log(2 + sin(x)), sin(sin(x)) + sin(x)):
        assert not affine_in(term, sin(x))


@pytest.mark.parametrize("side", [1, -1])
def test_factorials_stay_between_their_bounds(side: int) -> None:
    term = log(factorial(x))
    bound = replaced(side * term, (side * term,), side)
    other = replaced(side * term, (side * term,), -side)
    for tenth in range(100):
        here = {x: tenth / 10}
        value = side * lgamma(tenth / 10 + 1)
        low, high = sorted(float(each.subs(here)) for each in (bound, other))
        assert low <= value <= high


def test_a_factorial_of_a_negative_number_has_no_such_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # log((-0.9)!) = 2.25 > 1.81, and the term grows without bound to its left
    builder = plain()
    over = interval(x, Integer(-1), oo)
    term = x**2 + 1 - log(factorial(x))
    for region, fits in ((RIGHT, True), (over, False)):
        simpler = builder.sign_is(replaced(term, (-log(factorial(x)),), 1), "+", region)
        known = builder.add("defined", (), (term, region))
        args = (term, region, "+", (-log(factorial(x)),))
        if fits:
            builder.add("sign-tangent", (simpler, known), args)
            continue
        with pytest.raises(RuleError, match="factorial"):
            builder.add("sign-tangent", (simpler, known), args)
        with monkeypatch.context() as planted:
            planted.setattr(sign_parts, "sign", lambda *_: Proved("nothing"))
            builder.add("sign-tangent", (simpler, known), args)


@pytest.mark.parametrize(
    "text",
    [
        "prove KL(Normal(0, 1), Logistic(0, 1)) = 1",
        "let r > 0\nprove entropy(Poisson(r)) = log(r)",
        "let z ~ Normal(1, 2)\nprove E(z*tanh(z)) = 2",
        "let z ~ Normal(1, 2)\nprove E(z^2*sin(z)^2) = 4",
    ],
)
def test_means_without_a_value_are_bounded(text: str) -> None:
    [outcome] = check_text(text, options=Options(cross_check=False, explain=False))
    assert outcome.verdict == "refuted", outcome.reason

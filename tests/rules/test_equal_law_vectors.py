"""Vectors equal in law through a joint law, a polynomial map, and terms rewritten."""

from __future__ import annotations

import pytest
from settled import QUICK, block
from sympy import Expr, Integer, Max, Min, log, oo

from symreparam.derivation.builder import Builder
from symreparam.derivation.equal_law_vectors import rewritten
from symreparam.logic.claim import Claim
from symreparam.logic.errors import RuleError
from symreparam.logic.judgement import (
    EqualInLaw,
    Fails,
    HasJointLaw,
    HasLaw,
    HasNormalLaw,
    Judgement,
)
from symreparam.pipeline import check_text
from symreparam.rules.equal_law_vectors import equal_in_law_joint_rule
from symreparam.terms.law import JointLaw, Named
from symreparam.terms.region import Region
from symreparam.terms.scope import Scope, variable

UV = "let U, V ~ Uniform(0, 1)\n"
GAMMAS = "let a, b, c > 0\nlet X ~ Gamma(a, 2)\nlet Y ~ Gamma(b, 2)\nlet W ~ Gamma(c, 2)\n"
BREAK = "let a, b, c > 0\nlet (x, y, z) ~ Dirichlet(a, b, c)\n"
TRUE = [
    UV + "(max(U, V), min(U, V)) ~ (1 - min(U, V), 1 - max(U, V))",
    UV + "(max(U, V), min(U, V)/max(U, V)) ~ (sqrt(U), V)",
    UV + "(min(U, V), max(U, V) - min(U, V), 1 - max(U, V)) ~ Dirichlet(1, 1, 1)",
    "let -1 < r < 1\nlet (x, y) ~ MultivariateNormal((0, 0), ((1, r), (r, 1)))\n(x, y) ~ (y, x)",
    GAMMAS + "(X/(X + Y + W), Y/(X + Y + W), W/(X + Y + W)) ~ Dirichlet(a, b, c)",
    BREAK + "(x + y, z) ~ Dirichlet(a + b, c)",
    BREAK + "(y, z, x) ~ Dirichlet(b, c, a)",
    BREAK + "x + y + z ~ Point(1)",
]
FALSE = [
    UV + "(max(U, V), min(U, V)) ~ (min(U, V), max(U, V))",
    UV + "(min(U, V), max(U, V) - min(U, V), 1 - max(U, V)) ~ Dirichlet(1, 2, 1)",
    "let -1 < r < 1\nlet (x, y) ~ MultivariateNormal((0, 0), ((1, r), (r, 2)))\n(x, y) ~ (y, x)",
    GAMMAS + "(X/(X + Y + W), Y/(X + Y + W), W/(X + Y + W)) ~ Dirichlet(a, c, b)",
    BREAK + "(x, y, z) ~ Dirichlet(b, c, a)",
    UV + "(U, V, 1 - U - V) ~ Dirichlet(1, 1, 1)",
]


@pytest.mark.parametrize("text", TRUE)
def test_true(text: str) -> None:
    found = block(text, "prove")
    assert found.verdict == "proved", found.reason


@pytest.mark.parametrize("text", FALSE)
def test_false(text: str) -> None:
    found = block(text, "refute")
    assert found.verdict == "refuted", found.reason


def test_the_number_of_components() -> None:
    [found] = check_text(UV + "prove (U, V) ~ Dirichlet(1, 1, 1)", options=QUICK)
    assert found.verdict == "error"
    assert "one parameter for each component" in found.reason


U, V, N = variable("U"), variable("V"), variable("N")
X, Y = variable("x"), variable("y")
UNIFORM = Named("Uniform", (Integer(0), Integer(1)))


def _builder() -> Builder:
    laws = (
        HasLaw(U, UNIFORM),
        HasLaw(V, UNIFORM),
        HasLaw(N, Named("Poisson", (Integer(2),))),
    )
    return Builder(Claim(Scope((), (), ()), (U, V, N), laws, EqualInLaw((U,), (V,))))


def _pair(builder: Builder, left: tuple[Expr, ...]) -> int:
    """(f(U, V)) ~ (f(V, U))."""
    first, second = (builder.add("hypothesis", (), (index,)) for index in (0, 1))
    premises = (first, second, second, first)
    return builder.add("equal-in-law-map", premises, (left, ((U, V), (V, U))))


def test_image() -> None:
    builder = _builder()
    known = _pair(builder, (U, V))
    step = builder.add("equal-in-law-image", (known,), ((X, Y), (X * Y, X - Y)))
    assert builder.conclusion(step) == EqualInLaw((U * V, U - V), (U * V, V - U))


@pytest.mark.parametrize(
    ("letters", "bodies", "code"),
    [
        ((X,), (X,), "letters"),
        ((X, X), (X,), "letters"),
        ((X, U), (X,), "letters"),
        ((X, Y), (X + U,), "random"),
        ((X, Y), (1 / X,), "polynomial"),
        ((X, Y), (log(X),), "polynomial"),
        ((X, Y), (), "map"),
    ],
)
def test_image_rejects(letters: tuple[Expr, ...], bodies: tuple[Expr, ...], code: str) -> None:
    builder = _builder()
    known = _pair(builder, (U, V))
    with pytest.raises(RuleError, match=rf"equal-in-law-image\.{code}"):
        builder.add("equal-in-law-image", (known,), (letters, bodies))


def test_rewrite() -> None:
    builder = _builder()
    known = _pair(builder, (Max(U, V) + Min(U, V), U))
    goal = EqualInLaw((U + V, U), (U + V, V))
    assert builder.conclusion(rewritten(builder, known, goal)) == goal


def test_rewrite_rejects() -> None:
    builder = _builder()
    known = _pair(builder, (U * (U + V), U))
    goal = EqualInLaw((U**2 + U * V, U), (V**2 + U * V, V))
    line = Region(((X, -oo, oo), (Y, -oo, oo)))
    first = builder.equal(X**2 + X * Y, X * (X + Y), line)
    second = builder.equal(Y**2 + X * Y, Y * (X + Y), line)
    done = builder.add("equal-in-law-rewrite", (known, first, second), (goal, (X, Y)))
    assert builder.conclusion(done) == goal
    smaller = EqualInLaw((U**2 + U * V,), (V**2 + U * V,))
    for premises, args, code in (
        ((known, first), (goal, (X, Y)), "equal"),
        ((known, first, second), (goal, (Y, X)), "equal"),
        ((known, first, second), (goal, (X, X)), "letters"),
        ((known, first, second), (goal, (X,)), "letters"),
        ((known, first, second), (goal, (U, Y)), "letters"),
        ((known, first, second), (smaller, (X, Y)), "size"),
    ):
        with pytest.raises(RuleError, match=rf"equal-in-law-rewrite\.{code}"):
            builder.add("equal-in-law-rewrite", premises, args)


def test_rewrite_rejects_terms_that_differ_at_a_mass() -> None:
    """N/N is 1 but where N is 0, which has a mass: the terms are no polynomials."""
    builder = _builder()
    given = builder.add("hypothesis", (), (2,))
    known = builder.add("equal-in-law-map", (given, given), ((N,), ((N, N),)))
    square = N**2 / (1 + N)
    other = N - N / (1 + N)
    line = Region(((X, -oo, oo),))
    same = builder.equal(X, X + 0 * X, line)
    with pytest.raises(RuleError, match=r"equal-in-law-rewrite\.masses"):
        goal = EqualInLaw((square + other - N + N,), (N,))
        builder.add("equal-in-law-rewrite", (known, same), (goal, (X,)))


BOX = Region(((X, Integer(0), Integer(1)), (Y, Integer(0), Integer(1))))
LAW = JointLaw((X, Y), BOX, Integer(1))
NORMAL = ((Integer(0),), ((Integer(1),),))


def test_joint() -> None:
    builder = _builder()
    one, two = HasJointLaw((U, V), LAW), HasJointLaw((V, U), LAW)
    goal = EqualInLaw((U, V), (V, U))
    assert equal_in_law_joint_rule(builder.setting, (one, two), ()) == goal
    assert equal_in_law_joint_rule(builder.setting, (one, Fails(two)), ()) == Fails(goal)
    normal = HasNormalLaw((U,), *NORMAL), HasNormalLaw((V,), *NORMAL)
    assert equal_in_law_joint_rule(builder.setting, normal, ()) == EqualInLaw((U,), (V,))


@pytest.mark.parametrize(
    "premises",
    [
        (HasJointLaw((U, V), LAW), HasJointLaw((V, U), JointLaw((X, Y), BOX, Integer(2)))),
        (HasJointLaw((U, V), LAW), HasNormalLaw((V,), *NORMAL)),
        (HasNormalLaw((U,), *NORMAL), HasNormalLaw((V,), (Integer(1),), NORMAL[1])),
        (HasNormalLaw((U,), *NORMAL), HasNormalLaw((V,), NORMAL[0], ((Integer(2),),))),
        (Fails(HasJointLaw((U, V), LAW)), HasJointLaw((V, U), LAW)),
        (HasJointLaw((U, V), LAW),),
    ],
)
def test_joint_rejects(premises: tuple[Judgement, ...]) -> None:
    with pytest.raises(RuleError, match="equal-in-law-joint"):
        equal_in_law_joint_rule(_builder().setting, premises, ())

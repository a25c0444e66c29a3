"""Statements and the trees they give; what can't be read is told apart from what can."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symreparam.documents.diagnostics import Diagnostic
from symreparam.documents.nodes import Node
from symreparam.documents.parse import parse_block
from symreparam.documents.syntax import (
    Arithmetic,
    Call,
    Chain,
    Constant,
    Derive,
    Equation,
    Follows,
    Given,
    HasLaw,
    Independence,
    IntegerRange,
    Item,
    Junction,
    Keyword,
    LetComparison,
    LetDerived,
    LetFunction,
    LetInteger,
    LetRandom,
    LetReal,
    Member,
    Name,
    Negate,
    Number,
    Piece,
    Power,
    Prove,
    RealRange,
    Refute,
    Run,
    TupleOf,
)

X, Y, a, b, i, k, n, p, s, t, z = map(Name, ["X", "Y", "a", "b", "i", "k", "n", "p", "s", "t", "z"])
zero, one, two, nine = (Number(Fraction(value)) for value in (0, 1, 2, 9))
normal = Call("Normal", (zero, one))


def minus(left: Node, right: Node) -> Arithmetic:
    return Arithmetic((left, right), ("-",))  # type: ignore[arg-type]


STATEMENTS = [
    ("let mu real", LetReal((Name("mu"),))),
    ("let a, b real", LetReal((a, b))),
    ("let a[1..n] real", LetReal((Item("a", (Run(one, n),)),))),
    ("let a[1..n, 1..2] real", LetReal((Item("a", (Run(one, n), Run(one, two))),))),
    ("let a > 0", LetComparison((), Chain((a, zero), (">",)))),
    ("let a != 0", LetComparison((), Chain((a, zero), ("!=",)))),
    ("let a, b > 0", LetComparison((a,), Chain((b, zero), (">",)))),
    ("let 0 < p <= 1", LetComparison((), Chain((zero, p, one), ("<", "<=")))),
    ("let p < oo", LetComparison((), Chain((p, Constant("oo")), ("<",)))),
    ("let a < b", LetComparison((), Chain((a, b), ("<",)))),
    (
        "let a + b < 1",
        LetComparison((), Chain((Arithmetic((a, b), ("+",)), one), ("<",))),
    ),
    ("let n integer", LetInteger((n,))),
    ("let n, k integer >= 1", LetInteger((n, k), ">=", one)),
    (
        "let integer 1 <= n <= 9",
        LetComparison((), Chain((one, n, nine), ("<=", "<=")), integer=True),
    ),
    ("let f, g function", LetFunction((Name("f"), Name("g")))),
    ("let X, Y ~ Normal(0, 1)", LetRandom((X, Y), normal)),
    ("let (X, Y) ~ Normal(0, 1)", LetRandom((TupleOf((X, Y)),), normal)),
    (
        "let z[i = 1..n] ~ Normal(a[i], 1)",
        LetRandom((Item("z", (Run(one, n, i),)),), Call("Normal", (Item("a", (i,)), one))),
    ),
    ("let z = (X, Y)", LetDerived(z, TupleOf((X, Y)))),
    ("let z[i = 1..n] = a[i]", LetDerived(Item("z", (Run(one, n, i),)), Item("a", (i,)))),
    ("prove X ~ Normal(0, 1)", Prove(Follows(X, normal))),
    ("prove X ~ Y", Prove(Follows(X, Y))),
    ("prove (X, Y) ~ (Y, X)", Prove(Follows(TupleOf((X, Y)), TupleOf((Y, X))))),
    (
        "prove X ~ Gamma(k=2, theta=1)",
        Prove(Follows(X, Call("Gamma", (), (Keyword("k", two), Keyword("theta", one))))),
    ),
    (
        "prove X has density t for 0 < t < 1, 2 - t for 1 < t < 2",
        Prove(
            HasLaw(
                X,
                (
                    Piece("density", t, None, (Chain((zero, t, one), ("<", "<")),)),
                    Piece("density", minus(two, t), None, (Chain((one, t, two), ("<", "<")),)),
                ),
            )
        ),
    ),
    (
        "prove X has mass p at k for integer k >= 1, density 0 at t for t real",
        Prove(
            HasLaw(
                X,
                (
                    Piece("mass", p, k, (IntegerRange(Chain((k, one), (">=",))),)),
                    Piece("density", zero, t, (RealRange(t),)),
                ),
            )
        ),
    ),
    (
        "prove X has mass p at k for integer k",
        Prove(HasLaw(X, (Piece("mass", p, k, (IntegerRange(k),)),))),
    ),
    (
        "prove (X, Y) has density 1 at (s, t) for s > 0 and t > s",
        Prove(
            HasLaw(
                TupleOf((X, Y)),
                (
                    Piece(
                        "density",
                        one,
                        TupleOf((s, t)),
                        (Chain((s, zero), (">",)), Chain((t, s), (">",))),
                    ),
                ),
            )
        ),
    ),
    ("prove X, Y independent", Prove(Independence((X, Y)))),
    ("refute X in Normal for all", Refute(Member(X, Name("Normal")), for_all=True)),
    ("refute X in Normal", Refute(Member(X, Name("Normal")))),
    ("prove (X given X > a) ~ Y", Prove(Follows(Given(X, Chain((X, a), (">",))), Y))),
    ("prove E(X given Y) = Y", Prove(Equation(Call("E", (Given(X, Y),)), Y))),
    (
        "prove P(X = 0 or X < 1 and Y > 2) = a",
        Prove(
            Equation(
                Call(
                    "P",
                    (
                        Junction(
                            "or",
                            (
                                Chain((X, zero), ("=",)),
                                Junction("and", (Chain((X, one), ("<",)), Chain((Y, two), (">",)))),
                            ),
                        ),
                    ),
                ),
                a,
            )
        ),
    ),
    (
        "prove grad(a, E(f''(z))) = E(f'(z))",
        Prove(
            Equation(
                Call("grad", (a, Call("E", (Call("f", (z,), primes=2),)))),
                Call("E", (Call("f", (z,), primes=1),)),
            )
        ),
    ),
    (
        "prove jacobian((a*b, a/b); a, b) = 1",
        Prove(
            Equation(
                Call(
                    "jacobian",
                    (TupleOf((Arithmetic((a, b), ("*",)), Arithmetic((a, b), ("/",)))),),
                    after_semicolon=(a, b),
                ),
                one,
            )
        ),
    ),
    ("derive X - Y", Derive(minus(X, Y))),
    ("derive (X, Y)", Derive(TupleOf((X, Y)))),
]

EXPRESSIONS = [
    ("-a^2", Negate(Power(a, two))),
    ("2^-a", Power(two, Negate(a))),
    ("a^b^2", Power(a, Power(b, two))),
    ("a**b", Power(a, b)),
    ("-a*b", Arithmetic((Negate(a), b), ("*",))),
    ("a - b + 2", Arithmetic((a, b, two), ("-", "+"))),
    ("a - (b + 2)", minus(a, Arithmetic((b, two), ("+",)))),
    ("a/b/2", Arithmetic((a, b, two), ("/", "/"))),
    ("a @ b .* X ⊙ Y", Arithmetic((a, b, X, Y), ("@", ".*", ".*"))),
    ("a - -b", minus(a, Negate(b))),
    ("((a))", a),
    ("0.10", Number(Fraction(1, 10))),
    ("007", Number(Fraction(7))),
    ("π", Constant("pi")),
    ("EulerGamma", Constant("EulerGamma")),
    ("a[1]", Item("a", (one,))),
    ("f(a[1..k])", Call("f", (Item("a", (Run(one, k),)),))),
    ("sum(a[i], i = 1..n)", Call("sum", (Item("a", (i,)), Run(one, n, i)))),
    ("if(X < 1, a, b)", Call("if", (Chain((X, one), ("<",)), a, b))),
    ("indicator(X = 1)", Call("indicator", (Chain((X, one), ("=",)),))),
    ("pdf(Normal(0, 1), a)", Call("pdf", (normal, a))),
]

TWINS = [
    ("let μ real", "let mu real"),
    ("let µ real", "let mu real"),
    ("let ϵ, ϕ, ϑ real", "let epsilon, phi, theta real"),
    ("let λ_1 ≥ 1", "let lambda_1 >= 1"),
    ("let −∞ < a ≤ 1", "let -oo < a <= 1"),
    ("let c ≠ 0", "let c != 0"),
    ("let X ∼ Normal(0,\u00a01)", "let X ~ Normal(0, 1)"),
    ("let X ～ Y(1)", "let X ˜ Y(1)"),
    ("prove X·2 ~ X⋅2", "prove X*2 ~ X*2"),
    ("prove E(f′(X)) = E(f’(X))", "prove E(f'(X)) = E(f'(X))"),
    ("let s>0#comment ~", "let s > 0"),
    ("\tlet s > 0  \r", "let s > 0"),
    ("refute X ~ Y for \t all", "refute X ~ Y for all"),
]


def only(text: str) -> object:
    (statement,) = parse_block(text).statements
    return statement


@pytest.mark.parametrize(("text", "tree"), STATEMENTS, ids=[text for text, _ in STATEMENTS])
def test_statement(text: str, tree: Node) -> None:
    assert only(text) == tree


@pytest.mark.parametrize(("text", "tree"), EXPRESSIONS, ids=[text for text, _ in EXPRESSIONS])
def test_expression(text: str, tree: Node) -> None:
    assert only(f"derive {text}") == Derive(tree)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "plain"), TWINS)
def test_twins(text: str, plain: str) -> None:
    assert only(text) == only(plain)
    assert not isinstance(only(text), Diagnostic)


def test_words_that_only_look_reserved() -> None:
    names = "format, attach, inner, order, hash, allow, realm, integers, has_x, for_all, massive"
    assert not isinstance(only(f"let {names}, functional, givens, ifs, piX real"), Diagnostic)

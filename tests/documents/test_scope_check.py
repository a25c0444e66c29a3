"""The name discipline of a block, as far as no algebra is needed."""

from __future__ import annotations

import pytest

from symreparam.documents.diagnostics import Diagnostic
from symreparam.documents.parse import Block, parse_block
from symreparam.documents.scope_check import check_names

FAMILIES = frozenset(
    {"Normal", "N", "Gamma", "Beta", "Uniform", "Exponential", "Dirichlet", "MultivariateNormal"}
)
D = "let X, Y ~ Normal(0, 1)\n"
V = "let n integer >= 1\nlet mu[1..n] real\nlet e[1..n] ~ Normal(0, 1)\n"


def diagnostics(block: Block) -> list[Diagnostic]:
    found = [each for each in block.statements if isinstance(each, Diagnostic)]
    return [*found, *block.problems]


def checked(text: str) -> list[Diagnostic]:
    return diagnostics(check_names(parse_block(text), FAMILIES))


ACCEPTED = [
    D + "prove X ~ Y",
    D + "let z = X + Y\nprove z ~ Normal(0, sqrt(2))",
    "let 0 < p < 1\nlet p != 1/2\nlet q > p\nderive p + q",
    "let a, b > 0\nlet a + b < 1\nlet -oo < c < oo\nderive a",
    "let th > 0\nlet 0 < al < 2*pi*th\nderive al",
    "let m, n integer >= 1\nlet integer 1 <= k <= n\nderive k",
    "let M ~ Normal(0, 1)\nlet X ~ Normal(M, 1)\nprove X ~ Normal(0, sqrt(2))",
    "let (x, y) ~ MultivariateNormal((0, 0), ((1, 0), (0, 1)))\nprove x, y independent",
    V + "let z = mu + e\nprove z ~ MultivariateNormal(mu, eye(n))",
    V + "prove e[i] ~ Normal(0, 1)\nprove sum(e[i]^2, i = 1..n) ~ Gamma(n/2, 2)",
    V + "let z[i = 1..n] = mu[i] + e[i]\nprove z[j] ~ Normal(mu[j], 1)",
    "let k integer >= 2\nlet a[1..k] > 0\nlet d ~ Dirichlet(a[1..k])\nderive d[1]",
    D + "prove X has density t for t > 0, s at s for s < 0",
    D + "prove X has density gamma for gamma > 0",
    D + "prove X has mass 1/2 at 0, mass 1/2^k at 2*k for integer k >= 1",
    D + "let n integer\nprove X has mass 1 at k for integer 0 <= k <= n",
    D + "prove (X, Y) has density 1 at (s, t) for s > 0 and t > s",
    D + "let t real\nprove P(X <= t) = Phi(t)\nprove P(X > 0 and Y > 0 or X < t) = 1/2",
    D + "prove E(X given Y) = Y\nprove E(X given Y > 0) = 0\nprove (X given X > 0) ~ Y",
    D + "let m real\nprove grad(m, E(f(m + X))) = E(f'(m + X))\nprove E(g2(X, Y)) = E(φ(X))",
    D + "let f function\nlet m real\nprove grad(m, E(f(m*X))) = E(X*f'(m*X))\nderive f(X)",
    "let x, y real\nlet r = (x + y, x - y)\nprove jacobian(r; x, y) = 2",
    "let s > 0\nprove KL(Normal(0, s), N(0, 1)) = entropy(Normal(0, s)) + pdf(N(0, 1), s)",
    D + "prove KL(X, Normal(0, 1)) = 0",
    "let beta > 0\nlet E, P, N real\nlet X ~ Normal(beta + E + P + N, 1)\nderive X",
    D + "prove X in Normal\nrefute X + Y in Gamma for all",
    D + "prove X ~ Gamma(k=2, theta=1)",
    D + "prove (X, Y) ~ Independent(Normal(0, 1), N(0, 1))",
    D + "prove max(X, Y, 1) ~ if(X > Y, X, indicator(X < 1 and Y = 2))",
    "let q > 0\nlet q real2\nderive 1".replace("let q real2\n", ""),
]

REJECTED = [
    # names
    ("let X ~ Normal(mu, 1)\nderive 1", 1, 16, "`mu` is not introduced"),
    (D + "prove Z ~ X", 2, 7, "`Z` is not introduced"),
    (D + "prove e^X ~ X", 2, 7, "`e` is not introduced"),
    ("prove z ~ Normal(0, 1)\nlet z ~ Normal(0, 1)", 1, 7, "`z` is not introduced yet"),
    ("let X ~ Normal(X, 1)\nderive 1", 1, 16, "`X` is used in its own definition"),
    ("let z = z + 1\nderive 1", 1, 9, "`z` is used in its own definition"),
    ("let X ~ Normal(M, 1)\nlet M real\nderive 1", 1, 16, "`M` is not introduced yet"),
    (D + "let X ~ Normal(0, 2)\nderive 1", 2, 5, "`X` was introduced in line 1"),
    ("let mu real\nlet μ real\nderive 1", 2, 5, "`mu` was introduced in line 1"),
    ("let a, a real\nderive 1", 1, 8, "`a` stands twice"),
    ("let (a, a) ~ Normal(0, 1)\nderive 1", 1, 9, "`a` stands twice"),
    # comparisons
    ("let 0 < p < q\nderive 1", 1, 13, "`p` and `q` are both new"),
    ("let a + b < 1\nderive 1", 1, 5, "`a` is new and stands inside an expression"),
    ("let a real\nlet a + b < 1\nderive 1", 2, 9, "`b` is new and stands inside an expression"),
    ("let p < p\nderive 1", 1, 9, "`p` is compared with itself"),
    ("let p < 2*p\nderive 1", 1, 11, "`p` is used in its own definition"),
    ("let 0 < 1\nderive 1", 1, 5, "this names no parameter"),
    (D + "let X > 0\nderive 1", 2, 5, "`X` is a random variable"),
    (D + "let X < Y\nderive 1", 2, 5, "`X` is a random variable"),
    (D + "let 0 < p < X\nderive 1", 2, 13, "`X` is a random variable"),
    (D + "let z = X^2\nlet z > 0\nderive 1", 3, 5, "`z` is a random variable"),
    ("let n integer\nlet integer 0 < n\nderive 1", 2, 13, "`let integer` introduces a new name"),
    (D + "let n integer >= X\nderive 1", 2, 18, "`X` is a random variable"),
    ("let p[1] < 1\nderive 1", 1, 5, "a `let` introduces all components at once"),
    ("let i real\nlet z[i = 1..2] = 1\nderive 1", 2, 7, "`i` is already a name here (line 1)"),
    ("let z[i = 1..2, i = 1..2] = 1\nderive 1", 1, 17, "`i` is already a name here"),
    ("let X ~ Normal(0, 1)\nlet z[1..X] real\nderive 1", 2, 10, "`X` is a random variable"),
    # functions and families
    ("let X ~ Nromal(0, 1)\nderive 1", 1, 9, "unknown family `Nromal`"),
    ("let X ~ Normal\nderive 1", 1, 9, "`Normal` needs its parameters"),
    ("let X ~ 2 + 3\nderive 1", 1, 9, "a law is expected here"),
    ("let X ~ 2*Normal(0, 1)\nderive 1", 1, 11, "the law Normal(..) can't stand in an expression"),
    (D + "let Z ~ X\nderive 1", 2, 9, "a law is expected here"),
    (D + "prove X ~ 2*Normal(0, 1)", 2, 13, "the law Normal(..) can't stand in an expression"),
    (D + "prove Normal(0, 1) ~ X", 2, 7, "the law Normal(..) can't stand in an expression"),
    (D + "prove X ~ Gama(1, 1)", 2, 11, "unknown family `Gama`"),
    (D + "prove X in Beeta", 2, 12, "unknown family `Beeta`"),
    (D + "prove X ~ Independent(X, Normal(0, 1))", 2, 23, "a law is expected here"),
    (D + "prove sqr(X) ~ X", 2, 7, "unknown function `sqr`"),
    (D + "prove Exp(X) ~ X", 2, 7, "unknown function `Exp`"),
    (D + "prove E(sinn(X)) = 0", 2, 9, "unknown function `sinn`"),
    (D + "prove g(X) ~ X", 2, 7, "`g` is not a known function"),
    (D + "prove exp(X, 2) ~ X", 2, 7, "exp takes 1 argument, not 2"),
    (D + "prove atan2(X) ~ X", 2, 7, "atan2 takes 2 arguments, not 1"),
    (D + "prove max() ~ X", 2, 7, "max takes 1 or more arguments, not 0"),
    (D + "prove if(X > 0, 1) ~ X", 2, 7, "if takes 3 arguments, not 2"),
    (D + "prove exp(x=2) ~ X", 2, 11, "`exp` takes no keywords"),
    (D + "prove exp'(X) ~ X", 2, 7, "`exp` takes no prime"),
    (D + "prove exp ~ X", 2, 7, "`exp` needs its arguments"),
    (D + "prove E[X] = 0", 2, 7, "`E` takes round brackets"),
    (D + "prove Cov(X, Y; X) = 0", 2, 7, "`jacobian` alone takes a semicolon, and needs it"),
    ("let x real\nprove jacobian(x) = 0", 2, 7, "`jacobian` alone takes a semicolon, and needs it"),
    ("let x real\nprove jacobian((x, 1); x) = 0", 2, 7, "2 components and 1 names"),
    ("let beta > 0\nderive beta(2, 3)", 2, 8, "`beta` is a parameter since line 1, not a function"),
    (D + "derive X(2)", 2, 8, "`X` is a random variable since line 1, not a function"),
    (
        "let Normal > 0\nlet X ~ Normal(0, 1)\nderive 1",
        2,
        9,
        "`Normal` is a parameter since line 1",
    ),
    ("let f function\nderive f + 1", 2, 8, "`f` is a function"),
    # conditions and values
    (D + "prove indicator(X) ~ X", 2, 17, "a condition is expected here"),
    (D + "prove P(X) = 1", 2, 9, "a condition is expected here"),
    (D + "prove if(X, 1, 2) ~ X", 2, 10, "a condition is expected here"),
    (D + "prove E(X > 0) = 1", 2, 9, "a condition is no value"),
    (D + "prove exp((X, Y)) ~ X", 2, 11, "a tuple can't stand inside an expression"),
    (D + "prove X + oo ~ X", 2, 11, "`oo` stands in bounds and ranges only"),
    (D + "prove X ~ Normal(0, oo)", 2, 21, "`oo` stands in bounds and ranges only"),
    (D + "prove sum(X, 1..3) ~ X", 2, 14, "sum has an index"),
    (D + "prove exp(1..3) ~ X", 2, 11, "a run such as 1..n can't stand here"),
    (V + "prove exp(e[1..2]) ~ e", 4, 13, "a run such as 1..n can't stand here"),
    (D + "let i real\nderive sum(i, i = 1..3)", 3, 15, "`i` is already a name here (line 2)"),
    (V + "prove e[i] ~ sum(e[i], i = 1..n)", 4, 24, "`i` is already a name here"),
    (V + "let z = e[i]\nderive z", 4, 11, "`i` is not introduced"),
    # equations
    (D + "prove X = 1", 2, 7, "`X` is a random variable"),
    (D + "prove E(X) = Y", 2, 14, "`Y` is a random variable"),
    (D + "prove grad(X, E(Y)) = 1", 2, 12, "`X` is a random variable"),
    (D + "prove grad(2*t, E(Y)) = 1", 2, 12, "grad is with respect to a name"),
    # pieces
    (
        "let t real\n" + D + "prove X has density 1 for t real",
        3,
        27,
        "this range has no bound variable",
    ),
    ("let a > 0\n" + D + "prove X has density 1 for 0 < a < 1", 3, 27, "this range has no bound"),
    (D + "prove X has density 1 for 0 < t < s", 2, 35, "`t`, `s` are new names in this range"),
    (
        "let t real\n" + D + "prove X has density 1 at t for t > 0",
        3,
        26,
        "`t` is already a name here",
    ),
    (D + "prove X has density s for t > 0", 2, 21, "`s` is not introduced"),
    (D + "prove X has density 1 at (s, s) for s > 0", 2, 30, "`s` is already a name here"),
    (D + "prove X has density 1 at s for t > 0", 2, 32, "`t` is neither introduced"),
    (D + "prove X has density X for t > 0", 2, 21, "`X` is a random variable"),
    (D + "prove X has density 1 for t > X", 2, 31, "`X` is a random variable"),
    (D + "prove X has density 1 for integer t", 2, 27, "a density has no integer range"),
    (
        D + "prove X has mass 1 at k for k > 0",
        2,
        29,
        "masses stand at integers or at single points",
    ),
    (D + "prove X has mass 1 at 3 for integer k", 2, 23, "the point does not depend on `k`"),
    (D + "prove X has mass 1 at k", 2, 23, "`k` is not introduced"),
    (D + "prove X has mass 1 at X", 2, 23, "`X` is a random variable"),
    (D + "prove X has density t for t > 0, mass t at 0", 2, 39, "`t` is not introduced"),
    # blocks
    ("let X ~ Normal(0, 1)", 1, 21, "this block has no goal"),
    ("", 1, 1, "this block has no goal"),
    ("let X ~ Normal(0, 1)\n# end\n\n", 2, 6, "this block has no goal"),
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted(text: str) -> None:
    assert checked(text) == []


@pytest.mark.parametrize(("text", "line", "column", "message"), REJECTED)
def test_rejected(text: str, line: int, column: int, message: str) -> None:
    found = checked(text)[0]
    assert (found.line, found.column) == (line, column)
    assert found.message.startswith(message)


HINTS = [
    (D + "prove Exp(X) ~ X", "did you mean `exp`?"),
    ("let x, y real\nprove jacobian(x, y; x, y) = 1", "write jacobian((x + y, x - y); x, y)"),
    ("let sigma > 0\nlet X ~ Normal(0, sigme)\nderive 1", "did you mean `sigma`?"),
    ("prove z ~ z\nlet z ~ Normal(0, 1)", "line 2 introduces it: move that line up"),
    ("let X ~ Nromal(0, 1)\nderive 1", "did you mean `Normal`?"),
    (D + "prove sqr(X) ~ X", "did you mean `sqrt`?"),
    (D + "prove ln(X) ~ X", "did you mean `log`?"),
    (D + "prove arctan(X) ~ X", "did you mean `atan`?"),
    ("let X ~ Gausian(0, 1)\nderive 1", "did you mean `Normal`?"),
    (D + "prove X has density exp(-t) for 0 < t < inf", "did you mean `oo`?"),
    ("let n >= 1 integer\nderive 1", "write `let n integer >= 1`"),
    (D + "prove E[X] = 0", "write E(..)"),
    (D + "prove e^X ~ X", "Euler's number is exp(1)"),
    (D + "prove X ~ 2*Normal(0, 1)", "a law stands after ~"),
    (D + "let X > 0\nderive X", "(X given X > a)"),
]


@pytest.mark.parametrize(("text", "hint"), HINTS)
def test_hints(text: str, hint: str) -> None:
    assert hint in checked(text)[0].hint


RESTING = [
    # (text, the statements with an error, the lines that the last of them rests on)
    ("let X ~ Normal(0, sqr(2))\nlet Y = X\nlet Z ~ Normal(0, 1)\nprove Y ~ X", [1, 2, 4], (1,)),
    ("let X ~ Normal(0, sqr(2))\nlet Z ~ Normal(0, 1)\nprove Z ~ Z", [1], ()),
    (D + "let X ~ Normal(0, 2)\nprove X ~ X", [2, 3], (2,)),
    ("let prove real\n" + D + "prove X ~ X", [1, 3], (1,)),
    ("let mu rael\n" + D + "let Z ~ Normal(mu, 1)\nprove Z ~ X", [1, 3, 4], (1,)),
    ("let X ~ Normal(0 1)\nlet X ~ Normal(0, 1)\nprove X ~ X", [1, 3], (1,)),
    ("let a real\nlet a + c < 1\nprove a = a", [2, 3], (2,)),
    ("let a, b real\nlet a < sqr(b)\nprove b = b\nprove 1 = 1", [2, 3], (2,)),
    ("let a <\nlet b <\nprove 1 = 1", [1, 2, 3], (1, 2)),
    (D + "prove X ~ ~\nprove X ~ Y", [2], ()),
]


@pytest.mark.parametrize(("text", "lines", "roots"), RESTING)
def test_what_rests_on_a_line_with_an_error(
    text: str, lines: list[int], roots: tuple[int, ...]
) -> None:
    found = checked(text)
    assert [each.line for each in found] == lines
    assert found[-1].rests_on == roots
    if roots:
        assert all(str(root) in found[-1].message for root in roots)


def test_lines_of_a_document() -> None:
    block = check_names(parse_block("let X ~ Normal(M, 1)\nderive X", line=7, column=3), FAMILIES)
    first, second = diagnostics(block)
    assert (first.line, first.column, first.source_line) == (7, 18, "  let X ~ Normal(M, 1)")
    assert second.rests_on == (7,)
    assert second.statement == "derive X"
